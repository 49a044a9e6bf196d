/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A filter over that device, which waits for the end of each read and write below it.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_DISPATCH Pass;
static IO_COMPLETION_ROUTINE Completed;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Filter, Lower;

static NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	if (Irp->PendingReturned)
		IoMarkIrpPending(Irp);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, Completed, NULL, TRUE, TRUE, TRUE);
	return IoCallDriver(Lower, Irp);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDetachDevice(Lower);
	IoDeleteDevice(Filter);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Gdb");
	NTSTATUS Status;
	ULONG i;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Filter);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoAttachDevice(Filter, &Name, &Lower);
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(Filter);
		return Status;
	}
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		DriverObject->MajorFunction[i] = Pass;
	DriverObject->DriverUnload = Unload;
	Filter->Flags |= Lower->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO);
	Filter->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}
