/* SPDX-License-Identifier: GPL-2.0 */
#include "query_interface.hpp"

#include <winwork/io/pnp.h>

#include "create.hpp"
#include "dispatch.hpp"
#include "linux/memory.h"
#include "pdo.hpp"
#include "pnp/irp.hpp"
#include "power.hpp"

namespace ww::wdf {

struct QueryInterface {
	Atomic<QueryInterface *> next;	/* in the order of the calls; none goes before the device does */
	GUID type;
	PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST process;	/* or null */
	bool is_imported;		/* only @process writes what the requester gets */
	bool goes_to_parent;		/* the stack of the PDO's bus answers */
	INTERFACE *contents;		/* in the same memory, behind this; or null */
};

namespace {

using Query = decltype(IO_STACK_LOCATION::Parameters.QueryInterface);

const QueryInterface *find(const Device &device, const GUID &type)
{
	const QueryInterface *each = device.query_interfaces.load(Order::acquire);

	while (each && !IsEqualGUID(each->type, type))
		each = each->next.load(Order::acquire);
	return each;
}

void append(Device &device, QueryInterface *made)
{
	Atomic<QueryInterface *> *at = &device.query_interfaces;

	for (QueryInterface *last = nullptr; !at->compare_exchange(last, made); last = nullptr)
		at = &last->next;
}

NTSTATUS fill_in(const QueryInterface &from, const Query &query)
{
	if (!from.contents)
		return STATUS_SUCCESS;
	if (from.contents->Size > query.Size || from.contents->Version > query.Version)
		return STATUS_INVALID_BUFFER_SIZE;
	if (!from.is_imported)
		__builtin_memcpy(query.Interface, from.contents, from.contents->Size);
	return STATUS_SUCCESS;
}

NTSTATUS give(Device &device, const QueryInterface &from, const Query &query)
{
	if (const NTSTATUS status = fill_in(from, query))
		return status;
	return call(from.process, handle_of<WDFDEVICE>(device), const_cast<LPGUID>(query.InterfaceType),
		    query.Interface, query.InterfaceSpecificData);
}

NTSTATUS ask_parent(const Pdo &pdo, const Query &query)
{
	PnpCall call = { .minor = IRP_MN_QUERY_INTERFACE };

	call.parameters.QueryInterface = query;
	return pnp_call(pdo.parent->pdo, call);
}

NTSTATUS check(CallSite call, const Device &device, const WDF_QUERY_INTERFACE_CONFIG &config)
{
	if (device.is_control)
		return refuse(call, &device, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFDEVICE is a control device");
	if (const NTSTATUS status = check_size(call, "WDF_QUERY_INTERFACE_CONFIG", config.Size,
					       sizeof(config), &device))
		return status;
	if (config.SendQueryToParentStack && !device.as_pdo)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "SendQueryToParentStack is TRUE, but the WDFDEVICE is no PDO");
	if (!config.Interface && !config.ImportInterface && !config.SendQueryToParentStack)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "Interface is NULL, and ImportInterface is FALSE");
	if (config.ImportInterface && !config.EvtDeviceProcessQueryInterfaceRequest)
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "ImportInterface is TRUE, and EvtDeviceProcessQueryInterfaceRequest is NULL");
	if (config.Interface && config.Interface->Size < sizeof(INTERFACE))
		return refuse(call, &device, STATUS_INVALID_PARAMETER,
			      "Interface->Size is %u; an INTERFACE has %zu bytes",
			      config.Interface->Size, sizeof(INTERFACE));
	return STATUS_SUCCESS;
}

VOID NTAPI nothing_to_count(PVOID)
{
}

void copy_contents(QueryInterface &made, const INTERFACE &contents)
{
	made.contents = reinterpret_cast<INTERFACE *>(&made + 1);
	__builtin_memcpy(made.contents, &contents, contents.Size);
	if (!made.contents->InterfaceReference)
		made.contents->InterfaceReference = nothing_to_count;
	if (!made.contents->InterfaceDereference)
		made.contents->InterfaceDereference = nothing_to_count;
}

NTSTATUS add(Device &device, const WDF_QUERY_INTERFACE_CONFIG &config)
{
	const size_t contents = config.Interface ? config.Interface->Size : 0;
	auto *const made = static_cast<QueryInterface *>(
		ww_zalloc_sleeping(sizeof(QueryInterface) + contents));

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;
	made->type = *config.InterfaceType;
	made->process = config.EvtDeviceProcessQueryInterfaceRequest;
	made->is_imported = config.ImportInterface;
	made->goes_to_parent = config.SendQueryToParentStack;
	if (config.Interface)
		copy_contents(*made, *config.Interface);
	append(device, made);
	return STATUS_SUCCESS;
}

} /* namespace */

/* The drivers below see, and may change, what this one has given; or the drivers of the bus do. */
NTSTATUS query_interface(Device &device, PIRP irp)
{
	if (device.is_control)
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST);

	const Query query = IoGetCurrentIrpStackLocation(irp)->Parameters.QueryInterface;
	const QueryInterface *const from = find(device, *query.InterfaceType);

	if (!from)
		return pass_down(device, irp);

	const NTSTATUS status = give(device, *from, query);

	if (!NT_SUCCESS(status) && status != STATUS_NOT_SUPPORTED)
		return complete(irp, status);
	if (from->goes_to_parent)
		return complete(irp, ask_parent(*device.as_pdo, query));
	if (query.Interface->InterfaceReference)
		query.Interface->InterfaceReference(query.Interface->Context);
	irp->IoStatus.Status = status;
	return complete(irp, wait_for_lower(device, irp));
}

void query_interfaces_free(Device &device)
{
	QueryInterface *each = device.query_interfaces.exchange(nullptr, Order::relaxed);

	while (each) {
		QueryInterface *const next = each->next.load(Order::relaxed);

		ww_free(each);
		each = next;
	}
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceAddQueryInterface(WDFDEVICE Device, PWDF_QUERY_INTERFACE_CONFIG InterfaceConfig)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device || !check_not_null(call, InterfaceConfig, "InterfaceConfig") ||
	    !check_not_null(call, InterfaceConfig->InterfaceType, "InterfaceConfig->InterfaceType"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check(call, *device, *InterfaceConfig))
		return status;
	return add(*device, *InterfaceConfig);
}

} /* extern "C" */
