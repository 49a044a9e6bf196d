/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bus driver of bus.c, which also drives its children: one module, whose INF lists the bus and them. Child N is the
 * device OwnN.
 */
#define DriverEntry BusEntry
#include "../children/bus.c"
#undef DriverEntry

DRIVER_INITIALIZE DriverEntry;

/* FILE_DEVICE_UNKNOWN is a child's function device. */
static BOOLEAN IsFunction(PDEVICE_OBJECT Device)
{
	return Device->DeviceType == FILE_DEVICE_UNKNOWN;
}

static UNICODE_STRING LinkOf(PEXTENSION Function, PWCHAR Text)
{
	UNICODE_STRING Link;

	wcscpy(Text, L"\\DosDevices\\Own0");
	Text[15] += (WCHAR)Function->Number;
	RtlInitUnicodeString(&Link, Text);
	return Link;
}

static NTSTATUS RemoveFunction(PEXTENSION Function, PIRP Irp)
{
	WCHAR Text[20];
	UNICODE_STRING Link = LinkOf(Function, Text);
	NTSTATUS Status;

	IoDeleteSymbolicLink(&Link);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Status = Pass(Function, Irp);
	IoDetachDevice(Function->Lower);
	IoDeleteDevice(Function->Self);
	return Status;
}

static NTSTATUS OwnPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	if (!IsFunction(DeviceObject))
		return Pnp(DeviceObject, Irp);
	if (IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_REMOVE_DEVICE)
		return RemoveFunction(Of(DeviceObject), Irp);
	return Pass(Of(DeviceObject), Irp);
}

static NTSTATUS OwnPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	return IsFunction(DeviceObject) ? Pass(Of(DeviceObject), Irp) : Power(DeviceObject, Irp);
}

static NTSTATUS AddFunction(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT Child)
{
	WCHAR Text[20];
	UNICODE_STRING Link, Name;
	PEXTENSION Function;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;
	WCHAR NameText[] = L"\\Device\\Own0";

	NameText[11] += (WCHAR)Of(Child)->Number;
	RtlInitUnicodeString(&Name, NameText);
	Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Function = Of(Device);
	Function->Self = Device;
	Function->Number = Of(Child)->Number;
	Function->Lower = IoAttachDeviceToDeviceStack(Device, Child);
	Link = LinkOf(Function, Text);
	Status = IoCreateSymbolicLink(&Link, &Name);
	Device->Flags |= DO_POWER_PAGABLE;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return Status;
}

static NTSTATUS AddOwn(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
	return PhysicalDevice->DriverObject == DriverObject ? AddFunction(DriverObject, PhysicalDevice)
							     : AddDevice(DriverObject, PhysicalDevice);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = BusEntry(DriverObject, RegistryPath);

	DriverObject->MajorFunction[IRP_MJ_PNP] = OwnPnp;
	DriverObject->MajorFunction[IRP_MJ_POWER] = OwnPower;
	DriverObject->DriverExtension->AddDevice = AddOwn;
	return Status;
}
