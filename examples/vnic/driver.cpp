/* SPDX-License-Identifier: MIT */
/*
 * vnic: a virtual network adapter. A timer stands for the interrupt: its function, at
 * DISPATCH_LEVEL, puts the frames that have arrived on a list, and leaves what is slow about them
 * to a work item, which it queues when the list was empty. MiniportPause waits for the last frame,
 * and MiniportHaltEx frees everything, the item included.
 */
#include <ndis.h>

namespace {

constexpr ULONG kTag = 'cinV';
constexpr ULONG kFrames = 96;
constexpr ULONG kFramesPerInterrupt = 6;

struct Frame {
	LIST_ENTRY link;
};

struct Adapter {
	NDIS_HANDLE interrupt;
	NDIS_HANDLE receive_item;
	NDIS_SPIN_LOCK lock;
	LIST_ENTRY received;		/* under the lock, as the next two */
	BOOLEAN item_queued;
	ULONG arrived;
	ULONG processed;		/* the item's */
	NDIS_EVENT all_processed;
	Frame frames[kFrames];
};

NDIS_HANDLE driver_handle;

/* The next frame; without one, the item is not queued any more. */
Frame *next_frame(Adapter *adapter)
{
	Frame *frame = nullptr;

	NdisAcquireSpinLock(&adapter->lock);
	if (IsListEmpty(&adapter->received))
		adapter->item_queued = FALSE;
	else
		frame = CONTAINING_RECORD(RemoveHeadList(&adapter->received), Frame, link);
	NdisReleaseSpinLock(&adapter->lock);
	return frame;
}

VOID receive(PVOID context, NDIS_HANDLE)
{
	auto *adapter = static_cast<Adapter *>(context);

	/* After the last frame the adapter may be gone. */
	while (next_frame(adapter)) {
		if (++adapter->processed == kFrames) {
			NdisSetEvent(&adapter->all_processed);
			return;
		}
	}
}

VOID interrupt(PVOID, PVOID context, PVOID, PVOID)
{
	auto *adapter = static_cast<Adapter *>(context);
	BOOLEAN queue = FALSE;

	NdisDprAcquireSpinLock(&adapter->lock);
	for (ULONG i = 0; i < kFramesPerInterrupt && adapter->arrived < kFrames; i++)
		InsertTailList(&adapter->received, &adapter->frames[adapter->arrived++].link);
	if (!IsListEmpty(&adapter->received) && !adapter->item_queued)
		queue = adapter->item_queued = TRUE;
	NdisDprReleaseSpinLock(&adapter->lock);
	if (queue)
		NdisQueueIoWorkItem(adapter->receive_item, receive, adapter);
}

void free_adapter(Adapter *adapter)
{
	if (adapter->interrupt)
		NdisFreeTimerObject(adapter->interrupt);
	if (adapter->receive_item)
		NdisFreeIoWorkItem(adapter->receive_item);
	NdisFreeMemory(adapter, 0, 0);
}

NDIS_STATUS make_parts(Adapter *adapter, NDIS_HANDLE handle)
{
	NDIS_TIMER_CHARACTERISTICS timer = {
		.Header = { NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS,
			    NDIS_TIMER_CHARACTERISTICS_REVISION_1,
			    NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1 },
		.AllocationTag = kTag,
		.TimerFunction = interrupt,
		.FunctionContext = adapter,
	};
	NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {};

	attributes.RegistrationAttributes = {
		.Header = { NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2,
			    NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 },
		.MiniportAdapterContext = adapter,
		.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NO_PAUSE_ON_SUSPEND,
		.CheckForHangTimeInSeconds = 0,
		.InterfaceType = NdisInterfaceInternal,
	};
	NdisAllocateSpinLock(&adapter->lock);
	NdisInitializeListHead(&adapter->received);
	NdisInitializeEvent(&adapter->all_processed);
	adapter->receive_item = NdisAllocateIoWorkItem(handle);
	if (!adapter->receive_item)
		return NDIS_STATUS_RESOURCES;

	const NDIS_STATUS status = NdisAllocateTimerObject(handle, &timer, &adapter->interrupt);

	return status ? status : NdisMSetMiniportAttributes(handle, &attributes);
}

NDIS_STATUS initialize(NDIS_HANDLE handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
	auto *adapter = static_cast<Adapter *>(NdisAllocateMemoryWithTagPriority(
		handle, sizeof(Adapter), kTag, NormalPoolPriority));

	if (!adapter)
		return NDIS_STATUS_RESOURCES;
	NdisZeroMemory(adapter, sizeof(*adapter));

	const NDIS_STATUS status = make_parts(adapter, handle);

	/* After a failure MiniportHaltEx is not called. */
	if (status != NDIS_STATUS_SUCCESS)
		free_adapter(adapter);
	return status;
}

NDIS_STATUS restart(NDIS_HANDLE context, PNDIS_MINIPORT_RESTART_PARAMETERS)
{
	LARGE_INTEGER due;

	due.QuadPart = -10000;
	NdisSetTimerObject(static_cast<Adapter *>(context)->interrupt, due, 1, nullptr);
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS)
{
	auto *adapter = static_cast<Adapter *>(context);

	NdisWaitEvent(&adapter->all_processed, 0);
	NdisCancelTimerObject(adapter->interrupt);
	DbgPrint("vnic: %lu of %lu frames processed\n", adapter->processed, kFrames);
	return NDIS_STATUS_SUCCESS;
}

VOID halt(NDIS_HANDLE context, NDIS_HALT_ACTION)
{
	free_adapter(static_cast<Adapter *>(context));
}

VOID unload(PDRIVER_OBJECT)
{
	NdisMDeregisterMiniportDriver(driver_handle);
}

} /* namespace */

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {};

	characteristics.Header = { NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
				   NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
				   NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 };
	characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
	characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
	characteristics.InitializeHandlerEx = initialize;
	characteristics.HaltHandlerEx = halt;
	characteristics.UnloadHandler = unload;
	characteristics.PauseHandler = pause;
	characteristics.RestartHandler = restart;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, nullptr, &characteristics,
					   &driver_handle);
}
