/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A WDM filter above the class driver of keyboards: in the data of completed reads CAPS LOCK becomes the left CTRL.
 * Programs can open its devices, InputClass0 and so on.
 */
#include <ntddk.h>
#include <ntddkbd.h>
#include <ntstrsafe.h>

#define SCAN_CAPS 0x3a
#define SCAN_CTRL 0x1d

DRIVER_INITIALIZE DriverEntry;
static DRIVER_ADD_DEVICE AddDevice;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Pass, Pnp, Read;
static IO_COMPLETION_ROUTINE ReadDone;

typedef struct _EXTENSION {
	PDEVICE_OBJECT Self;
	PDEVICE_OBJECT Lower;
	UNICODE_STRING Link;
	WCHAR LinkText[40];
} EXTENSION, *PEXTENSION;

static LONG Devices;

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Extension->Lower, Irp);
}

static NTSTATUS ReadDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PKEYBOARD_INPUT_DATA Keys = Irp->AssociatedIrp.SystemBuffer;
	ULONG_PTR Count = NT_SUCCESS(Irp->IoStatus.Status) ? Irp->IoStatus.Information / sizeof(*Keys) : 0;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	for (; Count--; Keys++) {
		DbgPrint("input_class: read %02x %x\n", Keys->MakeCode, Keys->Flags);
		if (Keys->MakeCode == SCAN_CAPS)
			Keys->MakeCode = SCAN_CTRL;
	}
	if (Irp->PendingReturned)
		IoMarkIrpPending(Irp);
	return STATUS_SUCCESS;
}

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;

	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, ReadDone, NULL, TRUE, TRUE, TRUE);
	return IoCallDriver(Extension->Lower, Irp);
}

static NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PEXTENSION Extension = DeviceObject->DeviceExtension;
	UCHAR Minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;
	NTSTATUS Status = Pass(DeviceObject, Irp);

	if (Minor == IRP_MN_REMOVE_DEVICE) {
		IoDeleteSymbolicLink(&Extension->Link);
		IoDetachDevice(Extension->Lower);
		IoDeleteDevice(Extension->Self);
	}
	return Status;
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDevice)
{
	const LONG Number = InterlockedIncrement(&Devices) - 1;
	PDEVICE_OBJECT Device;
	PEXTENSION Extension;
	UNICODE_STRING Name;
	WCHAR NameText[40];
	NTSTATUS Status;

	RtlStringCbPrintfW(NameText, sizeof(NameText), L"\\Device\\InputClass%d", Number);
	RtlInitUnicodeString(&Name, NameText);
	Status = IoCreateDevice(DriverObject, sizeof(EXTENSION), &Name, FILE_DEVICE_KEYBOARD, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Extension = Device->DeviceExtension;
	Extension->Self = Device;
	RtlStringCbPrintfW(Extension->LinkText, sizeof(Extension->LinkText), L"\\DosDevices\\InputClass%d", Number);
	RtlInitUnicodeString(&Extension->Link, Extension->LinkText);
	IoCreateSymbolicLink(&Extension->Link, &Name);
	Extension->Lower = IoAttachDeviceToDeviceStack(Device, PhysicalDevice);
	Device->Flags |= DO_BUFFERED_IO | DO_POWER_PAGABLE;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		DriverObject->MajorFunction[i] = Pass;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
	DriverObject->DriverExtension->AddDevice = AddDevice;
	DriverObject->DriverUnload = Unload;
	return STATUS_SUCCESS;
}
