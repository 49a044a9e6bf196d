/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that marks each read as pending and then forgets it.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static PDEVICE_OBJECT Device;

static DRIVER_DISPATCH Complete;
static NTSTATUS Complete(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static DRIVER_DISPATCH Forget;
static NTSTATUS Forget(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	IoMarkIrpPending(Irp);
	return STATUS_PENDING;
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;

	UNREFERENCED_PARAMETER(DriverObject);
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Forgets");
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Complete;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Complete;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Complete;
	DriverObject->MajorFunction[IRP_MJ_READ] = Forget;
	RtlInitUnicodeString(&Name, L"\\Device\\Forgets");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Forgets");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags |= DO_BUFFERED_IO;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	else
		Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return Status;
}
