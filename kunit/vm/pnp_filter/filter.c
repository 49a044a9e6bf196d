/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM filter that passes on each IRP, and says what has come.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Pass, Pnp, Power, Read;

typedef struct _EXTENSION {
	PDEVICE_OBJECT Self;
	PDEVICE_OBJECT Lower;
} EXTENSION, *PEXTENSION;

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Extension->Lower, Irp);
}

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	DbgPrint("pnp_filter: read\n");
	return Pass(DeviceObject, Irp);
}

static NTSTATUS Power(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	if (Location->MinorFunction == IRP_MN_SET_POWER)
		DbgPrint("pnp_filter: set %s power\n",
			 Location->Parameters.Power.Type == SystemPowerState ? "system" : "device");
	return Pass(DeviceObject, Irp);
}

static NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;
	UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
	NTSTATUS Status;

	if (Minor != IRP_MN_REMOVE_DEVICE)
		return Pass(DeviceObject, Irp);
	DbgPrint("pnp_filter: remove\n");
	Status = Pass(DeviceObject, Irp);
	IoDetachDevice(Extension->Lower);
	IoDeleteDevice(Extension->Self);
	return Status;
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
	PDEVICE_OBJECT Device;
	PEXTENSION Extension;
	NTSTATUS Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0,
					 FALSE, &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	Extension = Device->DeviceExtension;
	Extension->Self = Device;
	Extension->Lower = IoAttachDeviceToDeviceStack(Device, PhysicalDevice);
	if (!Extension->Lower) {
		IoDeleteDevice(Device);
		return STATUS_NO_SUCH_DEVICE;
	}
	Device->Flags |= Extension->Lower->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO | DO_POWER_PAGABLE);
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG Major;

	UNREFERENCED_PARAMETER(RegistryPath);
	for (Major = 0; Major <= IRP_MJ_MAXIMUM_FUNCTION; Major++)
		DriverObject->MajorFunction[Major] = Pass;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	DriverObject->MajorFunction[IRP_MJ_POWER] = Power;
	DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DriverObject->DriverUnload = Unload;
	return STATUS_SUCCESS;
}
