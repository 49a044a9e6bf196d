/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose reads and writes end as their offsets say. It has a device for each method of I/O.
 */
#include <ntddk.h>
#include <csq.h>

#include "aio.h"

DRIVER_INITIALIZE DriverEntry;

static IO_CSQ Queue;
static LIST_ENTRY Waiting, Released, Stuck;
static KSPIN_LOCK QueueLock, Lock;
static PIO_WORKITEM ReleaseItem;
static LONG Releasing;
static LONG volatile Files;
static BOOLEAN TakesTail;
static char Log[256];
static ULONG LogLength;

static VOID Note(char What)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	if (LogLength < sizeof(Log))
		Log[LogLength++] = What;
	KeReleaseSpinLock(&Lock, Irql);
}

static VOID Finish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = Information;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

/* ---- The queue -------------------------------------------------------------------------- */

static VOID InsertIrp(PIO_CSQ Csq, PIRP Irp)
{
	InsertTailList(&Waiting, &Irp->Tail.Overlay.ListEntry);
}

static VOID RemoveIrp(PIO_CSQ Csq, PIRP Irp)
{
	RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

static PIRP PeekNextIrp(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
	PLIST_ENTRY Entry = Irp ? Irp->Tail.Overlay.ListEntry.Flink : Released.Flink;

	return Entry == &Released ? NULL : CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry);
}

/* The queue is served at either end in turn. */
static VOID AcquireQueue(PIO_CSQ Csq, PKIRQL Irql)
{
	KeAcquireSpinLock(&QueueLock, Irql);
	TakesTail = !TakesTail;
	if (TakesTail && !IsListEmpty(&Released))
		InsertHeadList(&Released, RemoveTailList(&Released));
}

static VOID ReleaseQueue(PIO_CSQ Csq, KIRQL Irql)
{
	KeReleaseSpinLock(&QueueLock, Irql);
}

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	Note(LOG_CANCEL);
	Finish(Irp, STATUS_CANCELLED, 0);
}

/* ---- Data ------------------------------------------------------------------------------- */

static PUCHAR DataOf(PIRP Irp)
{
	if (Irp->MdlAddress)
		return MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
	if (Irp->AssociatedIrp.SystemBuffer)
		return Irp->AssociatedIrp.SystemBuffer;
	return Irp->UserBuffer;
}

/* Fills in or checks the data, and completes. In any context at <= DISPATCH_LEVEL. */
static NTSTATUS CompleteAsTold(PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONGLONG Offset = Location->Parameters.Read.ByteOffset.QuadPart;
	ULONG Length = Location->Parameters.Read.Length, i;
	NTSTATUS Status = STATUS_OF(Offset);
	PUCHAR Data = DataOf(Irp);

	for (i = 0; i < Length; i++) {
		if (Location->MajorFunction == IRP_MJ_READ)
			Data[i] = DATA(SEED_OF(Offset), i);
		else if (Data[i] != DATA(SEED_OF(Offset), i))
			Status = STATUS_DATA_ERROR;
	}
	Finish(Irp, Status, Length - LESS_OF(Offset));
	return Status;
}

static VOID CompleteReleased(PDEVICE_OBJECT Device, PVOID Context)
{
	PIRP Irp;

	InterlockedExchange(&Releasing, 0);
	while ((Irp = IoCsqRemoveNextIrp(&Queue, NULL)))
		CompleteAsTold(Irp);
}

/* Requests that come later wait for the next call, also while the item still runs. */
static VOID ReleaseAll(VOID)
{
	KIRQL Irql;

	KeAcquireSpinLock(&QueueLock, &Irql);
	while (!IsListEmpty(&Waiting))
		InsertTailList(&Released, RemoveHeadList(&Waiting));
	KeReleaseSpinLock(&QueueLock, Irql);
	if (!InterlockedExchange(&Releasing, 1))
		IoQueueWorkItem(ReleaseItem, CompleteReleased, DelayedWorkQueue, NULL);
}

/* ---- Completing elsewhere --------------------------------------------------------------- */

typedef struct _TOLD {
	PIRP Irp;
	PIO_WORKITEM Item;
	KDPC Dpc;
} TOLD, *PTOLD;

static VOID CompleteInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PTOLD Told = Context;
	PIRP Irp = Told->Irp;

	IoFreeWorkItem(Told->Item);
	ExFreePool(Told);
	CompleteAsTold(Irp);
}

static VOID CompleteInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PIRP Irp = ((PTOLD)Context)->Irp;

	ExFreePool(Context);
	CompleteAsTold(Irp);
}

static NTSTATUS CompleteElsewhere(PDEVICE_OBJECT Device, PIRP Irp, BOOLEAN InItem)
{
	PTOLD Told = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Told), 'oiaT');

	if (Told && InItem)
		Told->Item = IoAllocateWorkItem(Device);
	if (!Told || (InItem && !Told->Item)) {
		if (Told)
			ExFreePool(Told);
		Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	Told->Irp = Irp;
	IoMarkIrpPending(Irp);
	if (InItem) {
		IoQueueWorkItem(Told->Item, CompleteInItem, DelayedWorkQueue, Told);
	} else {
		KeInitializeDpc(&Told->Dpc, CompleteInDpc, Told);
		KeInsertQueueDpc(&Told->Dpc, NULL, NULL);
	}
	return STATUS_PENDING;
}

/* ---- Dispatch routines ------------------------------------------------------------------ */

static NTSTATUS ReadOrWrite(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONGLONG Offset = Location->Parameters.Read.ByteOffset.QuadPart;

	Note(Location->MajorFunction == IRP_MJ_READ ? LOG_READ : LOG_WRITE);
	switch (BY_OF(Offset)) {
	case BY_MARKED:
		IoMarkIrpPending(Irp);
		CompleteAsTold(Irp);
		return STATUS_PENDING;
	case BY_ITEM:
	case BY_DPC:
		return CompleteElsewhere(Device, Irp, BY_OF(Offset) == BY_ITEM);
	case BY_RELEASE:
		IoCsqInsertIrp(&Queue, Irp, NULL);
		return STATUS_PENDING;
	case BY_RELEASE_STUCK:
		IoMarkIrpPending(Irp);
		ExInterlockedInsertTailList(&Stuck, &Irp->Tail.Overlay.ListEntry, &Lock);
		return STATUS_PENDING;
	default:
		return CompleteAsTold(Irp);
	}
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	NTSTATUS Status = STATUS_SUCCESS;
	ULONG Count = 0;
	PLIST_ENTRY Entry;
	KIRQL Irql;

	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case RELEASE:
		ReleaseAll();
		break;
	case RELEASE_STUCK:
		while ((Entry = ExInterlockedRemoveHeadList(&Stuck, &Lock)))
			CompleteAsTold(CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry));
		break;
	case LOG:
		if (Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Log)) {
			Status = STATUS_BUFFER_TOO_SMALL;
			break;
		}
		KeAcquireSpinLock(&Lock, &Irql);
		Count = LogLength;
		RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Log, Count);
		LogLength = 0;
		KeReleaseSpinLock(&Lock, Irql);
		break;
	case FILES:
		Count = Files;
		break;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	Finish(Irp, Status, Count);
	return Status;
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	switch (IoGetCurrentIrpStackLocation(Irp)->MajorFunction) {
	case IRP_MJ_CREATE:
		InterlockedIncrement(&Files);
		Note(LOG_CREATE);
		break;
	case IRP_MJ_CLEANUP:
		Note(LOG_CLEANUP);
		break;
	default:
		Note(LOG_CLOSE);
		InterlockedDecrement(&Files);
		break;
	}
	Finish(Irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static const struct {
	PCWSTR Device, Link;
	ULONG Flags;
} Devices[] = {
	{ L"\\Device\\Aio", L"\\??\\Aio", DO_BUFFERED_IO },
	{ L"\\Device\\AioDirect", L"\\??\\AioDirect", DO_DIRECT_IO },
	{ L"\\Device\\AioNeither", L"\\??\\AioNeither", 0 },
};

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Devices); i++) {
		RtlInitUnicodeString(&Link, Devices[i].Link);
		IoDeleteSymbolicLink(&Link);
	}
	if (ReleaseItem)
		IoFreeWorkItem(ReleaseItem);
	while (DriverObject->DeviceObject)
		IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = STATUS_SUCCESS;
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	ULONG i;

	InitializeListHead(&Waiting);
	InitializeListHead(&Released);
	InitializeListHead(&Stuck);
	KeInitializeSpinLock(&QueueLock);
	KeInitializeSpinLock(&Lock);
	IoCsqInitialize(&Queue, InsertIrp, RemoveIrp, PeekNextIrp, AcquireQueue, ReleaseQueue, CompleteCanceled);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_READ] = ReadOrWrite;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = ReadOrWrite;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	for (i = 0; i < ARRAYSIZE(Devices) && NT_SUCCESS(Status); i++) {
		RtlInitUnicodeString(&Name, Devices[i].Device);
		RtlInitUnicodeString(&Link, Devices[i].Link);
		Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
		if (!NT_SUCCESS(Status))
			break;
		Device->Flags |= Devices[i].Flags;
		Status = IoCreateSymbolicLink(&Link, &Name);
	}
	if (NT_SUCCESS(Status)) {
		ReleaseItem = IoAllocateWorkItem(DriverObject->DeviceObject);
		Status = ReleaseItem ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!NT_SUCCESS(Status))
		Unload(DriverObject);
	return Status;
}
