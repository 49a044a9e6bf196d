/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registers, ports and configuration space of an adapter's hardware.
 */
#include "hardware.hpp"

#include "base/irql.hpp"
#include "hal/window.hpp"
#include "pnp/node.hpp"

namespace ww {
namespace {

/* The caller's buffer, moved from or to the configuration space. Returns the bytes. */
ULONG move_bus_data(CallSite call, NDIS_HANDLE handle, bool write, ULONG space, ULONG offset, void *buffer, ULONG bytes)
{
	if (!ndis_not_null(call, { { buffer != nullptr, "Buffer" } }))
		return 0;

	const HandleReference reference(call, handle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference || hardware_check(call, reference.as<Adapter>()) != NDIS_STATUS_SUCCESS)
		return 0;
	if (space != PCI_WHICHSPACE_CONFIG) {
		refuse(call, handle, STATUS_INVALID_PARAMETER, "WhichSpace is 0x%x, not PCI_WHICHSPACE_CONFIG", space);
		return 0;
	}
	return node_configuration(*node_of(reference.as<Adapter>().pdo), write, buffer, offset, bytes);
}

/* Whether one of the adapter's ranges of ports has all of these. */
bool has_ports(const Adapter &adapter, ULONG first, ULONG count)
{
	return count_resources(adapter, [first, count](const CM_PARTIAL_RESOURCE_DESCRIPTOR &each) {
		const u64 start = static_cast<u64>(each.u.Port.Start.QuadPart);

		return each.Type == CmResourceTypePort && first >= start && first - start < each.u.Port.Length &&
		       count <= each.u.Port.Length - (first - start);
	});
}

} /* namespace */

NDIS_STATUS hardware_check(CallSite call, const Adapter &adapter)
{
	if (!adapter.pdo)
		return refuse(call, &adapter, NDIS_STATUS_NOT_SUPPORTED, "the adapter has no hardware");
	if (!adapter.are_registered)
		return refuse(call, &adapter, NDIS_STATUS_FAILURE,
			      "the adapter has no registration attributes: NdisMSetMiniportAttributes comes first");
	return NDIS_STATUS_SUCCESS;
}

} /* namespace ww */

using namespace ww;

extern "C" {

ULONG NTAPI NdisMGetBusData(NDIS_HANDLE MiniportAdapterHandle, ULONG WhichSpace, ULONG Offset, PVOID Buffer,
			    ULONG Length)
{
	return move_bus_data(WW_CALL_SITE, MiniportAdapterHandle, false, WhichSpace, Offset, Buffer, Length);
}

ULONG NTAPI NdisMSetBusData(NDIS_HANDLE MiniportAdapterHandle, ULONG WhichSpace, ULONG Offset, PVOID Buffer,
			    ULONG Length)
{
	return move_bus_data(WW_CALL_SITE, MiniportAdapterHandle, true, WhichSpace, Offset, Buffer, Length);
}

NDIS_STATUS NTAPI NdisMMapIoSpace(PVOID *VirtualAddress, NDIS_HANDLE MiniportAdapterHandle,
				  NDIS_PHYSICAL_ADDRESS PhysicalAddress, UINT Length)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { VirtualAddress != nullptr, "VirtualAddress" } }))
		return NDIS_STATUS_FAILURE;
	*VirtualAddress = nullptr;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	const NDIS_STATUS status = hardware_check(call, reference.as<Adapter>());

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	const IoSpaceRequest request = { .call = call, .start = static_cast<u64>(PhysicalAddress.QuadPart),
					 .bytes = Length, .caching = WW_UNCACHED };

	if (!io_space_check(request, "nothing is mapped"))
		return NDIS_STATUS_RESOURCE_CONFLICT;
	*VirtualAddress = io_space_map(request);
	return *VirtualAddress ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

VOID NTAPI NdisMUnmapIoSpace(NDIS_HANDLE MiniportAdapterHandle, PVOID VirtualAddress, UINT Length)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_dispatch_or_below);

	if (reference)
		io_space_unmap(call, VirtualAddress, Length);
}

NDIS_STATUS NTAPI NdisMRegisterIoPortRange(PVOID *PortOffset, NDIS_HANDLE MiniportAdapterHandle, UINT InitialPort,
					   UINT NumberOfPorts)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, { { PortOffset != nullptr, "PortOffset" } }))
		return NDIS_STATUS_FAILURE;
	*PortOffset = nullptr;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	const Adapter &adapter = reference.as<Adapter>();
	const NDIS_STATUS status = hardware_check(call, adapter);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (!has_ports(adapter, InitialPort, NumberOfPorts))
		return refuse(call, MiniportAdapterHandle, NDIS_STATUS_RESOURCE_CONFLICT,
			      "the adapter was not assigned the %u ports from 0x%x on", NumberOfPorts, InitialPort);
	*PortOffset = ULongToPtr(InitialPort);
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisMDeregisterIoPortRange(NDIS_HANDLE MiniportAdapterHandle, UINT InitialPort, UINT NumberOfPorts,
				      PVOID PortOffset)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (reference && (PortOffset != ULongToPtr(InitialPort) || !has_ports(reference.as<Adapter>(), InitialPort, NumberOfPorts)))
		ndis_report_handle(call, MiniportAdapterHandle, "has no such range of ports");
}

} /* extern "C" */
