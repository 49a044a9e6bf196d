/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver of the device that programs open. A read of 4 bytes returns "low" at once. Any other read is
 * pended, until a write completes all of them with the bytes "late".
 */
#include "../queue.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Read, Write;

static PDEVICE_OBJECT Device;
static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Below");

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	Finish(Irp, STATUS_CANCELLED, 0);
}

static NTSTATUS Open(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	if (IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length == 4) {
		RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, "low", 4);
		return Finish(Irp, STATUS_SUCCESS, 4);
	}
	return Pend(Irp);
}

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIRP Next;

	UNREFERENCED_PARAMETER(DeviceObject);
	while ((Next = IoCsqRemoveNextIrp(&Queue, NULL)) != NULL) {
		ULONG Length = IoGetCurrentIrpStackLocation(Next)->Parameters.Read.Length;

		if (Length >= 5)
			RtlCopyMemory(Next->AssociatedIrp.SystemBuffer, "late", 5);
		Finish(Next, STATUS_SUCCESS, Length >= 5 ? 5 : 0);
	}
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Below");
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	InitializeQueue();
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags |= DO_BUFFERED_IO;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
