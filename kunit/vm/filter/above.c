/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter above the device of below.c. It writes "+" over the first byte of what a read of 4 bytes
 * returns. It passes on all else, and forgets it.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Pass, Read;
static IO_COMPLETION_ROUTINE Completed;

static PDEVICE_OBJECT Device;

struct Extension {
	PDEVICE_OBJECT Below;
};

static PDEVICE_OBJECT BelowOf(PDEVICE_OBJECT DeviceObject)
{
	return ((struct Extension *)DeviceObject->DeviceExtension)->Below;
}

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(BelowOf(DeviceObject), Irp);
}

static NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	if (Irp->PendingReturned)
		IoMarkIrpPending(Irp);
	*(char *)Irp->AssociatedIrp.SystemBuffer = '+';
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	if (IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length != 4)
		return Pass(DeviceObject, Irp);
	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, Completed, NULL, TRUE, FALSE, FALSE);
	return IoCallDriver(BelowOf(DeviceObject), Irp);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDetachDevice(BelowOf(Device));
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Below");
	NTSTATUS Status;
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		DriverObject->MajorFunction[i] = Pass;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	Status = IoCreateDevice(DriverObject, sizeof(struct Extension), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags |= DO_BUFFERED_IO;
	Status = IoAttachDevice(Device, &Name, &((struct Extension *)Device->DeviceExtension)->Below);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
