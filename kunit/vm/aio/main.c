/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose reads and writes end as their offsets say. It has a device for each method of I/O.
 */
#include "../pended.h"
#include "aio.h"

DRIVER_INITIALIZE DriverEntry;

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
	return Finish(Irp, Status, Length - LESS_OF(Offset));
}

static VOID CompleteLater(PIRP Irp)
{
	CompleteAsTold(Irp);
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
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
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
		return Pend(Irp);
	case BY_RELEASE_STUCK:
		return PendStuck(Irp);
	default:
		return CompleteAsTold(Irp);
	}
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	NTSTATUS Status = STATUS_SUCCESS;
	ULONG Count = 0;

	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case RELEASE:
		ReleaseAll();
		break;
	case RELEASE_STUCK:
		ReleaseStuck();
		break;
	case LOG:
		Status = TakeLog(Irp, &Count);
		break;
	case FILES:
		Count = Files;
		break;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	return Finish(Irp, Status, Count);
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

	InitializePended(DriverObject);
	DriverObject->DriverUnload = Unload;
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
