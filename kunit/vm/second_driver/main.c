/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that creates another driver object, with a device that programs open. A write has it delete that driver
 * object too early.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_INITIALIZE SecondEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Succeed;
static DRIVER_DISPATCH Write;

static PDRIVER_OBJECT Second;
static PDEVICE_OBJECT Device;
static UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(L"\\Device\\Second");
static UNICODE_STRING LinkName = RTL_CONSTANT_STRING(L"\\DosDevices\\Second");

static NTSTATUS Succeed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoDeleteDriver(Second);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS SecondEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Second = DriverObject;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Succeed;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Succeed;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Succeed;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	Status = IoCreateDevice(DriverObject, 0, &DeviceName, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&LinkName, &DeviceName);
	if (NT_SUCCESS(Status))
		Device->Flags &= ~DO_DEVICE_INITIALIZING;
	else
		IoDeleteDevice(Device);
	return Status;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteSymbolicLink(&LinkName);
	IoDeleteDevice(Device);
	IoDeleteDriver(Second);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	return IoCreateDriver(NULL, SecondEntry);
}
