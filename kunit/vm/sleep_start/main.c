/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose device does not come to the end of its start until a program writes to the driver's other device.
 */
#include "../driver.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Write, Pnp, Pass;

/* Of the device that starts; the other one has no extension. */
typedef struct _EXTENSION {
	PDEVICE_OBJECT Lower;
} EXTENSION, *PEXTENSION;

static UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\SleepStart");
static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\SleepStart");
static PDEVICE_OBJECT Control;
static KEVENT Go;

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Extension->Lower, Irp);
}

static NTSTATUS Start(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	DbgPrint("sleep_start: starts\n");
	KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
	DbgPrint("sleep_start: has started\n");
	Irp->IoStatus.Status = STATUS_SUCCESS;
	return Pass(DeviceObject, Irp);
}

static NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;
	NTSTATUS Status;

	switch (IoGetCurrentIrpStackLocation(Irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return Start(DeviceObject, Irp);
	case IRP_MN_REMOVE_DEVICE:
		Irp->IoStatus.Status = STATUS_SUCCESS;
		Status = Pass(DeviceObject, Irp);
		IoDetachDevice(Extension->Lower);
		IoDeleteDevice(DeviceObject);
		return Status;
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
		Irp->IoStatus.Status = STATUS_SUCCESS;
		return Pass(DeviceObject, Irp);
	default:
		return Pass(DeviceObject, Irp);
	}
}

static NTSTATUS Open(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	return Finish(Irp, DeviceObject == Control ? STATUS_SUCCESS : STATUS_ACCESS_DENIED, 0);
}

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	KeSetEvent(&Go, IO_NO_INCREMENT, FALSE);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
	PDEVICE_OBJECT Device;
	NTSTATUS Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	((PEXTENSION)Device->DeviceExtension)->Lower = IoAttachDeviceToDeviceStack(Device, PhysicalDevice);
	Device->Flags |= DO_POWER_PAGABLE;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Control);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
	DriverObject->MajorFunction[IRP_MJ_POWER] = Pass;
	DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = Pass;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Control);
	if (!NT_SUCCESS(Status))
		return Status;
	Control->Flags |= DO_BUFFERED_IO;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Control);
	return Status;
}
