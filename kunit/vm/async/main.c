/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that pends requests and completes them elsewhere, and keeps a log of its calls.
 */
#include "../pended.h"
#include "async.h"

DRIVER_INITIALIZE DriverEntry;

/* ---- Data ------------------------------------------------------------------------------- */

static ULONG MethodOf(PIRP Irp)
{
	return METHOD_FROM_CTL_CODE(IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode);
}

static PUCHAR OutputOf(PIRP Irp)
{
	switch (MethodOf(Irp)) {
	case METHOD_BUFFERED:
		return Irp->AssociatedIrp.SystemBuffer;
	case METHOD_NEITHER:
		return Irp->UserBuffer;
	default:
		return Irp->MdlAddress ? MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority) : NULL;
	}
}

static PUCHAR InputOf(PIRP Irp)
{
	if (MethodOf(Irp) == METHOD_NEITHER)
		return IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
	return Irp->AssociatedIrp.SystemBuffer;
}

/* In any context. */
static VOID CompleteLater(PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Length, i;
	PUCHAR Data;

	if (Location->MajorFunction == IRP_MJ_READ) {
		Data = Irp->AssociatedIrp.SystemBuffer;
		Length = Location->Parameters.Read.Length;
		for (i = 0; i < Length; i++)
			Data[i] = (UCHAR)(Location->Parameters.Read.ByteOffset.QuadPart + i);
	} else if (Location->MajorFunction == IRP_MJ_WRITE) {
		Length = Location->Parameters.Write.Length;
	} else if (Location->Parameters.DeviceIoControl.IoControlCode == STUCK) {
		Length = 0;
	} else {
		Data = OutputOf(Irp);
		Length = min(Location->Parameters.DeviceIoControl.InputBufferLength,
			     Location->Parameters.DeviceIoControl.OutputBufferLength);
		for (i = 0; i < Length; i++)
			Data[i] = ~InputOf(Irp)[i];
	}
	Finish(Irp, STATUS_SUCCESS, Length);
}

/* ---- Completing as told ----------------------------------------------------------------- */

typedef struct _TOLD {
	PIRP Irp;
	struct finish Finish;
	PIO_WORKITEM Item;
	KDPC Dpc;
} TOLD, *PTOLD;

static VOID Complete(PTOLD Told)
{
	struct finish Wanted = Told->Finish;
	PIRP Irp = Told->Irp;

	ExFreePool(Told);
	Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
}

static VOID CompleteInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PTOLD Told = Context;

	IoFreeWorkItem(Told->Item);
	Complete(Told);
}

static VOID CompleteInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	Complete(Context);
}

static NTSTATUS FinishAsTold(PDEVICE_OBJECT Device, PIRP Irp)
{
	ULONG Room = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.OutputBufferLength;
	struct finish Wanted = *(struct finish *)InputOf(Irp);
	PTOLD Told;

	RtlFillMemory(OutputOf(Irp), Room, 0xab);
	if (Wanted.by == BY_DISPATCH)
		return Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
	Told = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Told), 'tseT');
	if (!Told) {
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	Told->Irp = Irp;
	Told->Finish = Wanted;
	IoMarkIrpPending(Irp);
	switch (Wanted.by) {
	case BY_ITEM:
		Told->Item = IoAllocateWorkItem(Device);
		IoQueueWorkItem(Told->Item, CompleteInItem, DelayedWorkQueue, Told);
		break;
	case BY_DPC:
		KeInitializeDpc(&Told->Dpc, CompleteInDpc, Told);
		KeInsertQueueDpc(&Told->Dpc, NULL, NULL);
		break;
	default:
		Complete(Told);
		break;
	}
	return STATUS_PENDING;
}

/* ---- Events of programs ----------------------------------------------------------------- */

static PKEVENT Events[SLOTS];
static KDPC EventDpc;

static VOID SetInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	KeSetEvent(Argument1, 0, FALSE);
}

static NTSTATUS OpenEvent(struct event *Event, KPROCESSOR_MODE Mode, PKEVENT *Object)
{
	return ObReferenceObjectByHandle((HANDLE)(LONG_PTR)Event->fd, SYNCHRONIZE | EVENT_MODIFY_STATE,
					 *ExEventObjectType, Mode, (PVOID *)Object, NULL);
}

static VOID UseEvent(struct event *Event)
{
	PKEVENT *Slot = &Events[Event->slot], Object;
	LARGE_INTEGER Minute;
	KIRQL Irql;
	int i;

	Event->status = STATUS_SUCCESS;
	switch (Event->what) {
	case EVENT_OPEN:
	case EVENT_OPEN_KERNEL:
		Event->status = OpenEvent(Event, Event->what == EVENT_OPEN ? UserMode : KernelMode, Slot);
		Event->value = -1;
		for (i = 0; i < SLOTS; i++) {
			if (Event->value < 0 && i != Event->slot && *Slot && Events[i] == *Slot)
				Event->value = i;
		}
		break;
	case EVENT_CLOSE:
		ObDereferenceObject(*Slot);
		*Slot = NULL;
		break;
	case EVENT_CLOSE_AT_DISPATCH:
		KeRaiseIrql(DISPATCH_LEVEL, &Irql);
		ObDereferenceObject(*Slot);
		KeLowerIrql(Irql);
		*Slot = NULL;
		break;
	case EVENT_SET:
		Event->value = KeSetEvent(*Slot, 0, FALSE);
		break;
	case EVENT_SET_LOCKED:
		KeAcquireSpinLock(&Lock, &Irql);
		Event->value = KeSetEvent(*Slot, 0, FALSE);
		KeReleaseSpinLock(&Lock, Irql);
		break;
	case EVENT_SET_IN_DPC:
		KeInsertQueueDpc(&EventDpc, *Slot, NULL);
		KeFlushQueuedDpcs();
		break;
	case EVENT_CLEAR:
		KeClearEvent(*Slot);
		break;
	case EVENT_RESET:
		Event->value = KeResetEvent(*Slot);
		break;
	case EVENT_PULSE:
		Event->value = KePulseEvent(*Slot, 0, FALSE);
		break;
	case EVENT_STATE:
		Event->value = KeReadStateEvent(*Slot);
		break;
	case EVENT_WAIT:
	case EVENT_WAIT_AND_FAIL:
		Minute.QuadPart = -600000000;
		Event->status = KeWaitForSingleObject(*Slot, Executive, KernelMode, FALSE, &Minute);
		break;
	case EVENT_USE:
		Event->status = OpenEvent(Event, UserMode, &Object);
		if (NT_SUCCESS(Event->status)) {
			KeSetEvent(Object, 0, FALSE);
			ObDereferenceObject(Object);
		}
		break;
	}
}

/* ---- Dispatch routines ------------------------------------------------------------------ */

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	NTSTATUS Status = STATUS_SUCCESS;
	ULONG Count = 0;

	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case FINISH(0):
	case FINISH(2):
	case FINISH(3):
		return FinishAsTold(Device, Irp);
	case LATER(0):
	case LATER(2):
	case LATER(3):
		return Pend(Irp);
	case RELEASE:
		ReleaseAll();
		break;
	case STUCK:
		return PendStuck(Irp);
	case RELEASE_STUCK:
		ReleaseStuck();
		break;
	case LOG:
		Status = TakeLog(Irp, &Count);
		break;
	case EVENT:
		UseEvent(Irp->AssociatedIrp.SystemBuffer);
		if (((struct event *)Irp->AssociatedIrp.SystemBuffer)->what == EVENT_WAIT_AND_FAIL)
			Status = STATUS_UNSUCCESSFUL;
		else
			Count = sizeof(struct event);
		break;
	case ASYNC_FORGET:
		return STATUS_SUCCESS;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	return Finish(Irp, Status, Count);
}

static NTSTATUS ReadOrWrite(PDEVICE_OBJECT Device, PIRP Irp)
{
	return Pend(Irp);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, L"\\??\\Async");
	IoDeleteSymbolicLink(&Link);
	IoFreeWorkItem(ReleaseItem);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	InitializePended(DriverObject);
	KeInitializeDpc(&EventDpc, SetInDpc, NULL);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_READ] = ReadOrWrite;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = ReadOrWrite;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	RtlInitUnicodeString(&Name, L"\\Device\\Async");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Async");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags |= DO_BUFFERED_IO;
	ReleaseItem = IoAllocateWorkItem(Device);
	Status = ReleaseItem ? IoCreateSymbolicLink(&Link, &Name) : STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(Status)) {
		if (ReleaseItem)
			IoFreeWorkItem(ReleaseItem);
		IoDeleteDevice(Device);
	}
	return Status;
}
