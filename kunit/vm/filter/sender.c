/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that sends two reads to the device of below.c, which pends them. It made one itself. The completion
 * routine of that takes its time. No location of the IRP is this driver's. The other is one of a thread.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_COMPLETION_ROUTINE Completed;

static PFILE_OBJECT File;
static KEVENT Done;
static IO_STATUS_BLOCK Result;

static NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	LARGE_INTEGER Delay;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	IoFreeIrp(Irp);
	/* Time for an unload that does not wait for this routine. */
	Delay.QuadPart = -20000000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	DbgPrint("filter_sender: the routine ends\n");
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	ObDereferenceObject(File);
	DbgPrint("filter_sender: DriverUnload returns\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Below");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;
	PIRP Irp;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoGetDeviceObjectPointer(&Name, FILE_READ_DATA, &File, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Irp = IoAllocateIrp(Device->StackSize, FALSE);
	if (!Irp) {
		ObDereferenceObject(File);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_READ;
	IoGetNextIrpStackLocation(Irp)->FileObject = File;
	IoSetCompletionRoutine(Irp, Completed, NULL, TRUE, TRUE, TRUE);
	IoCallDriver(Device, Irp);
	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Irp = IoBuildSynchronousFsdRequest(IRP_MJ_READ, Device, NULL, 0, NULL, &Done, &Result);
	if (!Irp)
		return STATUS_SUCCESS;
	IoGetNextIrpStackLocation(Irp)->FileObject = File;
	IoCallDriver(Device, Irp);
	return STATUS_SUCCESS;
}
