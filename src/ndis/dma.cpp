/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA of adapters: the scatter-gather lists of net buffers, and memory that the driver shares with the hardware.
 *
 * Both come from adapters of WDM (src/hal): each registration has one, and shared memory has another, which is made with
 * the first block and goes when the adapter of NDIS does.
 */
#include "hardware.hpp"

#include "base/irql.hpp"
#include "hal/dma_calls.hpp"
#include "linux/address.h"
#include "pnp/dma.hpp"

namespace ww {
namespace {

constexpr HeaderRule kDmaRule = {
	"NDIS_SG_DMA_DESCRIPTION", NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION,
	{ NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_1, NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_2 }, NDIS_STATUS_BAD_VERSION
};

/* The most that a transfer for shared memory would move: it has none. */
constexpr ULONG kNoTransfer = PAGE_SIZE;

struct AdapterDma {
	Adapter *adapter;		/* referenced */
	MINIPORT_PROCESS_SG_LIST_HANDLER process;
	PDMA_ADAPTER dma;
	const void *caller;
};

void destroy(void *body)
{
	object_dereference(static_cast<AdapterDma *>(body)->adapter);
}

PDMA_ADAPTER get_dma(CallSite call, const Adapter &adapter, bool reaches_all, ULONG bytes, PULONG registers)
{
	DEVICE_DESCRIPTION description = {};

	description.Version = DEVICE_DESCRIPTION_VERSION;
	description.Master = description.ScatterGather = description.Dma32BitAddresses = TRUE;
	description.Dma64BitAddresses = reaches_all;
	description.InterfaceType = PCIBus;
	description.MaximumLength = bytes;
	return dma_adapter_get(call, adapter.pdo, &description, registers);
}

/* ---- Registrations -------------------------------------------------------------------------- */

AdapterDma *make(CallSite call, Adapter &adapter, const NDIS_SG_DMA_DESCRIPTION &description, PULONG registers)
{
	auto *const made = static_cast<AdapterDma *>(object_create(
		ndis_dma_type, sizeof(AdapterDma), object_header(&adapter)->driver, object_header(&adapter)->name));

	if (!made)
		return nullptr;
	object_reference(&adapter);
	made->adapter = &adapter;
	made->process = description.ProcessSGListHandler;
	made->caller = call.caller;
	made->dma = get_dma(call, adapter, description.Flags & NDIS_SG_DMA_64_BIT_ADDRESS,
			    description.MaximumPhysicalMapping, registers);
	if (made->dma)
		return made;
	object_destroy(made);
	return nullptr;
}

bool end(CallSite call, void *dma)
{
	if (!object_begin_rundown(dma))
		return false;
	dma_adapter_put(call, static_cast<AdapterDma *>(dma)->dma);
	object_dereference(dma);
	return true;
}

NDIS_STATUS check(CallSite call, const Adapter &adapter, const NDIS_SG_DMA_DESCRIPTION &given)
{
	const NDIS_STATUS status = ndis_check_header(call, given.Header, kDmaRule, &adapter);

	if (status != NDIS_STATUS_SUCCESS)
		return status;
	if (!given.ProcessSGListHandler)
		return refuse(call, &adapter, NDIS_STATUS_INVALID_PARAMETER, "%s.ProcessSGListHandler is NULL: it is required",
			      kDmaRule.structure);
	if (!given.MaximumPhysicalMapping)
		return refuse(call, &adapter, NDIS_STATUS_INVALID_PARAMETER, "%s.MaximumPhysicalMapping is 0",
			      kDmaRule.structure);
	return hardware_check(call, adapter);
}

/* ---- Lists ---------------------------------------------------------------------------------- */

/* The functions of lists are called at DISPATCH_LEVEL. */
class RaisedToDispatch {
public:
	RaisedToDispatch(CallSite call) : call_(call), before_(current_irql())
	{
		if (before_ != kDispatchLevel)
			raise_irql(kDispatchLevel, call);
	}
	~RaisedToDispatch()
	{
		if (before_ != kDispatchLevel)
			lower_irql(before_, call_);
	}
	RaisedToDispatch(const RaisedToDispatch &) = delete;
	RaisedToDispatch &operator=(const RaisedToDispatch &) = delete;

private:
	CallSite call_;
	u8 before_;
};

DmaListRequest request_for(const AdapterDma &dma, const NET_BUFFER &frame, void *context, ULONG flags, void *buffer,
			   ULONG room)
{
	const PMDL mdl = NET_BUFFER_CURRENT_MDL(&frame);

	return { .device = dma.adapter->fdo, .mdl = mdl,
		 .address = static_cast<char *>(MmGetMdlVirtualAddress(mdl)) + NET_BUFFER_CURRENT_MDL_OFFSET(&frame),
		 .bytes = NET_BUFFER_DATA_LENGTH(&frame), .routine = reinterpret_cast<PDRIVER_LIST_CONTROL>(dma.process),
		 .context = context, .to_device = (flags & NDIS_SG_LIST_WRITE_TO_DEVICE) != 0,
		 .buffer = buffer, .room = room };
}

/* ---- Shared memory -------------------------------------------------------------------------- */

/* The adapter of shared memory; null, after a line in the log, if there can be none. PASSIVE_LEVEL. */
PDMA_ADAPTER shared_dma(CallSite call, Adapter &adapter)
{
	ULONG registers;

	if (hardware_check(call, adapter) != NDIS_STATUS_SUCCESS)
		return nullptr;
	if (const PDMA_ADAPTER there = adapter.shared_memory.load(Order::acquire))
		return there;

	const PDMA_ADAPTER made = get_dma(call, adapter, true, kNoTransfer, &registers);
	PDMA_ADAPTER expected = nullptr;

	if (!made || adapter.shared_memory.compare_exchange(expected, made))
		return made;
	/* Another thread was first. */
	dma_adapter_put(call, made);
	return expected;
}

} /* namespace */

constinit const ObjectType ndis_dma_type = { .name = "NDIS scatter-gather DMA handle",
					     .destroy = destroy,
					     .ended_by = "NdisMDeregisterScatterGatherDma" };

void dma_end_left(Adapter &adapter)
{
	ndis_end_left<AdapterDma>(&adapter, ndis_dma_type, [&adapter](AdapterDma &left) {
		const CallSite call = { "NdisMRegisterScatterGatherDma", left.caller };

		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kDmaLeft, address_of(&left), address_of(&adapter), 0 },
			 .call = call, .item = &left, .owner = &adapter },
		       "the adapter has ended, and its scatter-gather DMA is not deregistered");
		end(call, &left);
	});
	if (const PDMA_ADAPTER shared = adapter.shared_memory.exchange(nullptr))
		dma_adapter_leave({ "NdisMAllocateSharedMemory" }, shared);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisMRegisterScatterGatherDma(NDIS_HANDLE MiniportAdapterHandle,
						PNDIS_SG_DMA_DESCRIPTION DmaDescription,
						PNDIS_HANDLE NdisMiniportDmaHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ DmaDescription != nullptr, "DmaDescription" },
		{ NdisMiniportDmaHandle != nullptr, "NdisMiniportDmaHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*NdisMiniportDmaHandle = nullptr;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	const NDIS_STATUS status = check(call, reference.as<Adapter>(), *DmaDescription);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	ULONG registers;
	AdapterDma *const dma = make(call, reference.as<Adapter>(), *DmaDescription, &registers);

	if (!dma)
		return NDIS_STATUS_RESOURCES;
	DmaDescription->ScatterGatherListSize = static_cast<ULONG>(list_bytes(registers));
	*NdisMiniportDmaHandle = dma;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisMDeregisterScatterGatherDma(NDIS_HANDLE NdisMiniportDmaHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisMiniportDmaHandle, ndis_dma_type, at_passive);

	if (reference && !end(call, NdisMiniportDmaHandle))
		ndis_report_handle(call, NdisMiniportDmaHandle, "is being deregistered already");
}

NDIS_STATUS NTAPI NdisMAllocateNetBufferSGList(NDIS_HANDLE NdisMiniportDmaHandle, PNET_BUFFER NetBuffer, PVOID Context,
					       ULONG Flags, PVOID ScatterGatherListBuffer,
					       ULONG ScatterGatherListBufferSize)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ NetBuffer != nullptr, "NetBuffer" },
		{ NetBuffer && NET_BUFFER_CURRENT_MDL(NetBuffer), "NetBuffer's CurrentMdl" },
	}))
		return NDIS_STATUS_INVALID_PARAMETER;

	const HandleReference reference(call, NdisMiniportDmaHandle, ndis_dma_type, at_dispatch_or_below);

	if (!reference)
		return NDIS_STATUS_INVALID_PARAMETER;

	const AdapterDma &dma = reference.as<AdapterDma>();
	const RaisedToDispatch raised(call);

	return dma_list_get(call, dma.dma, request_for(dma, *NetBuffer, Context, Flags, ScatterGatherListBuffer,
						       ScatterGatherListBufferSize));
}

VOID NTAPI NdisMFreeNetBufferSGList(NDIS_HANDLE NdisMiniportDmaHandle, PSCATTER_GATHER_LIST pSGL, PNET_BUFFER)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisMiniportDmaHandle, ndis_dma_type, at_dispatch_or_below);

	if (!reference)
		return;

	const RaisedToDispatch raised(call);

	dma_list_put(call, reference.as<AdapterDma>().dma, pSGL);
}

VOID NTAPI NdisMAllocateSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length, BOOLEAN, PVOID *VirtualAddress,
				     PNDIS_PHYSICAL_ADDRESS PhysicalAddress)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ VirtualAddress != nullptr, "VirtualAddress" },
		{ PhysicalAddress != nullptr, "PhysicalAddress" },
	}))
		return;
	*VirtualAddress = nullptr;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_passive);

	if (!reference)
		return;
	if (const PDMA_ADAPTER dma = shared_dma(call, reference.as<Adapter>()))
		*VirtualAddress = dma_common_allocate(call, dma, Length, PhysicalAddress);
}

VOID NTAPI NdisMFreeSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length, BOOLEAN, PVOID VirtualAddress,
				 NDIS_PHYSICAL_ADDRESS PhysicalAddress)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type, at_dispatch_or_below);

	if (!reference)
		return;
	if (const PDMA_ADAPTER dma = reference.as<Adapter>().shared_memory.load(Order::acquire))
		dma_common_free_soon(call, dma, Length, PhysicalAddress, VirtualAddress);
	else
		ndis_report_handle(call, MiniportAdapterHandle, "has no shared memory");
}

} /* extern "C" */
