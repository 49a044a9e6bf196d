/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter driver that passes all on, but leaves each tenth sent frame to a work item, which sends it later. It says how
 * many frames it has seen when a module is detached.
 */
#include <ndis.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static FILTER_ATTACH Attach;
static FILTER_DETACH Detach;
static FILTER_RESTART Restart;
static FILTER_PAUSE Pause;
static FILTER_SEND_NET_BUFFER_LISTS Send;
static FILTER_SEND_NET_BUFFER_LISTS_COMPLETE SendComplete;
static FILTER_RECEIVE_NET_BUFFER_LISTS Receive;
static FILTER_RETURN_NET_BUFFER_LISTS Return;
static NDIS_IO_WORKITEM_FUNCTION Later;

typedef struct _DELAYER {
	NDIS_HANDLE Handle;
	NDIS_HANDLE Item;
	NDIS_SPIN_LOCK Lock;		/* of the rest */
	PNET_BUFFER_LIST Held;
	BOOLEAN IsQueued;
	BOOLEAN IsPausing;
	ULONG Seen;
	ULONG Delayed;
	ULONG Received;
} DELAYER;

static NDIS_HANDLE Filter;

/* The last access to the module is under the lock: it may be paused and detached then. */
static VOID Later(PVOID Context, NDIS_HANDLE Item)
{
	DELAYER *Module = Context;
	NDIS_HANDLE Handle = Module->Handle;
	PNET_BUFFER_LIST Held;
	BOOLEAN IsPausing = FALSE;

	UNREFERENCED_PARAMETER(Item);
	do {
		NdisAcquireSpinLock(&Module->Lock);
		Held = Module->Held;
		Module->Held = NULL;
		if (!Held) {
			Module->IsQueued = FALSE;
			IsPausing = Module->IsPausing;
		}
		NdisReleaseSpinLock(&Module->Lock);
		if (Held)
			NdisFSendNetBufferLists(Handle, Held, NDIS_DEFAULT_PORT_NUMBER, 0);
	} while (Held);
	if (IsPausing)
		NdisFPauseComplete(Handle);
}

static NDIS_STATUS Attach(NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_FILTER_ATTACH_PARAMETERS Parameters)
{
	NDIS_FILTER_ATTRIBUTES Attributes = { 0 };
	NDIS_STATUS Status;
	DELAYER *Module;

	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Parameters);
	Module = NdisAllocateMemoryWithTagPriority(Filter, sizeof(*Module), 'tliF', NormalPoolPriority);
	if (!Module)
		return NDIS_STATUS_RESOURCES;
	NdisZeroMemory(Module, sizeof(*Module));
	Module->Handle = Handle;
	Module->Item = NdisAllocateIoWorkItem(Filter);
	NdisAllocateSpinLock(&Module->Lock);
	Attributes.Header.Type = NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES;
	Attributes.Header.Revision = NDIS_FILTER_ATTRIBUTES_REVISION_1;
	Attributes.Header.Size = NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1;
	Status = NdisFSetAttributes(Handle, Module, &Attributes);
	if (Status == NDIS_STATUS_SUCCESS)
		DbgPrint("ndis_lwf: attached\n");
	return Status;
}

static VOID Detach(NDIS_HANDLE Context)
{
	DELAYER *Module = Context;

	DbgPrint("ndis_lwf: detached, %u sent, %u of them later, %u received\n", Module->Seen, Module->Delayed,
		 Module->Received);
	NdisFreeIoWorkItem(Module->Item);
	NdisFreeSpinLock(&Module->Lock);
	NdisFreeMemory(Module, 0, 0);
}

static NDIS_STATUS Restart(NDIS_HANDLE Context, PNDIS_FILTER_RESTART_PARAMETERS Parameters)
{
	DELAYER *Module = Context;

	UNREFERENCED_PARAMETER(Parameters);
	Module->IsPausing = FALSE;
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS Pause(NDIS_HANDLE Context, PNDIS_FILTER_PAUSE_PARAMETERS Parameters)
{
	DELAYER *Module = Context;
	BOOLEAN IsQueued;

	UNREFERENCED_PARAMETER(Parameters);
	NdisAcquireSpinLock(&Module->Lock);
	Module->IsPausing = TRUE;
	IsQueued = Module->IsQueued;
	NdisReleaseSpinLock(&Module->Lock);
	return IsQueued ? NDIS_STATUS_PENDING : NDIS_STATUS_SUCCESS;
}

static VOID Send(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Flags)
{
	DELAYER *Module = Context;
	PNET_BUFFER_LIST Passed = NULL, *Last = &Passed, Next;
	BOOLEAN Queues = FALSE;

	NdisAcquireSpinLock(&Module->Lock);
	for (; Lists; Lists = Next) {
		Next = NET_BUFFER_LIST_NEXT_NBL(Lists);
		NET_BUFFER_LIST_NEXT_NBL(Lists) = NULL;
		if (++Module->Seen % 10 || Module->IsPausing) {
			*Last = Lists;
			Last = &NET_BUFFER_LIST_NEXT_NBL(Lists);
			continue;
		}
		NET_BUFFER_LIST_NEXT_NBL(Lists) = Module->Held;
		Module->Held = Lists;
		Module->Delayed++;
		if (!Module->IsQueued)
			Queues = TRUE;
		Module->IsQueued = TRUE;
	}
	if (Queues)
		NdisQueueIoWorkItem(Module->Item, Later, Module);
	NdisReleaseSpinLock(&Module->Lock);
	if (Passed)
		NdisFSendNetBufferLists(Module->Handle, Passed, Port, Flags);
}

static VOID SendComplete(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags)
{
	NdisFSendNetBufferListsComplete(((DELAYER *)Context)->Handle, Lists, Flags);
}

static VOID Receive(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags)
{
	DELAYER *Module = Context;

	NdisAcquireSpinLock(&Module->Lock);
	Module->Received += Count;
	NdisReleaseSpinLock(&Module->Lock);
	NdisFIndicateReceiveNetBufferLists(Module->Handle, Lists, Port, Count, Flags);
}

static VOID Return(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, ULONG Flags)
{
	NdisFReturnNetBufferLists(((DELAYER *)Context)->Handle, Lists, Flags);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	NdisFDeregisterFilterDriver(Filter);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_FILTER_DRIVER_CHARACTERISTICS Characteristics = { 0 };

	UNREFERENCED_PARAMETER(RegistryPath);
	Characteristics.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
	Characteristics.Header.Revision = NDIS_FILTER_CHARACTERISTICS_REVISION_2;
	Characteristics.Header.Size = NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2;
	Characteristics.MajorNdisVersion = 6;
	Characteristics.MinorNdisVersion = 20;
	RtlInitUnicodeString(&Characteristics.FriendlyName, L"A filter that delays");
	RtlInitUnicodeString(&Characteristics.UniqueName, L"{2b8fb51c-6a5b-4d0e-9a34-6a1c0b1f7a11}");
	RtlInitUnicodeString(&Characteristics.ServiceName, L"ndis_lwf");
	Characteristics.AttachHandler = Attach;
	Characteristics.DetachHandler = Detach;
	Characteristics.RestartHandler = Restart;
	Characteristics.PauseHandler = Pause;
	Characteristics.SendNetBufferListsHandler = Send;
	Characteristics.SendNetBufferListsCompleteHandler = SendComplete;
	Characteristics.ReceiveNetBufferListsHandler = Receive;
	Characteristics.ReturnNetBufferListsHandler = Return;
	DriverObject->DriverUnload = Unload;
	return NdisFRegisterFilterDriver(DriverObject, NULL, &Characteristics, &Filter);
}
