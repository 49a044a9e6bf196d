/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver of a device. Its routine that is told of interfaces waits, and so do the events behind that.
 */
#include "late_event.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_DISPATCH Pnp;
static VOID Called(PVOID Context, PVOID Argument1, PVOID Argument2);
static DRIVER_NOTIFICATION_CALLBACK_ROUTINE Listen;

static const GUID Class = { 0x6c617465, 0x6576, 0x6e74, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static PDEVICE_OBJECT Pdo, Lower;
static UNICODE_STRING Link;
static PCALLBACK_OBJECT Object;
static PVOID Registration, Entry;
static KEVENT Go;

static NTSTATUS Listen(PVOID Structure, PVOID Context)
{
	UNREFERENCED_PARAMETER(Structure);
	UNREFERENCED_PARAMETER(Context);
	return KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
}

static VOID Called(PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PDEVICE_OBJECT *Wanted = Argument1;

	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument2);
	if (!Wanted) {
		KeSetEvent(&Go, IO_NO_INCREMENT, FALSE);
		return;
	}
	IoSetDeviceInterfaceState(&Link, TRUE);
	*Wanted = Pdo;
}

static NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	const BOOLEAN Goes = IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_REMOVE_DEVICE;
	NTSTATUS Status;

	Irp->IoStatus.Status = STATUS_SUCCESS;
	if (Goes)
		IoSetDeviceInterfaceState(&Link, FALSE);
	IoSkipCurrentIrpStackLocation(Irp);
	Status = IoCallDriver(Lower, Irp);
	if (Goes) {
		RtlFreeUnicodeString(&Link);
		IoDetachDevice(Lower);
		IoDeleteDevice(DeviceObject);
	}
	return Status;
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
	PDEVICE_OBJECT Device;
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	Pdo = PhysicalDeviceObject;
	Lower = IoAttachDeviceToDeviceStack(Device, Pdo);
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return IoRegisterDeviceInterface(Pdo, &Class, NULL, &Link);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoUnregisterPlugPlayNotificationEx(Entry);
	ExUnregisterCallback(Registration);
	ObDereferenceObject(Object);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = OpenOwner(&Object);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
	Registration = ExRegisterCallback(Object, Called, NULL);
	return IoRegisterPlugPlayNotification(EventCategoryDeviceInterfaceChange, 0, (PVOID)&Class, DriverObject, Listen,
					      NULL, &Entry);
}
