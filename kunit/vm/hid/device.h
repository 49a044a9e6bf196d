/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For both minidrivers: their registration, the end of requests, and IRPs that go to the driver below.
 */
#include <ntddk.h>
#include <hidport.h>

static inline PVOID MiniExtension(PDEVICE_OBJECT Device)
{
	return ((PHID_DEVICE_EXTENSION)Device->DeviceExtension)->MiniDeviceExtension;
}

static inline NTSTATUS Answer(PIRP Irp, const VOID *Data, ULONG Bytes, ULONG Claimed)
{
	if (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.OutputBufferLength <
	    Bytes)
		return STATUS_INVALID_BUFFER_SIZE;
	RtlCopyMemory(Irp->UserBuffer, Data, Bytes);
	Irp->IoStatus.Information = Claimed;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI PassOn(PDEVICE_OBJECT Device, PIRP Irp)
{
	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(((PHID_DEVICE_EXTENSION)Device->DeviceExtension)->NextDeviceObject,
			    Irp);
}

static VOID NTAPI Unload(PDRIVER_OBJECT Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

/* The rest of DriverEntry. @AddMore adds further devices when the first one is there. */
static NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath, ULONG ExtensionBytes,
			 PDRIVER_REINITIALIZE AddMore)
{
	HID_MINIDRIVER_REGISTRATION Registration = { 0 };

	Driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = PassOn;
	Driver->DriverUnload = Unload;
	Registration.Revision = HID_REVISION;
	Registration.DriverObject = Driver;
	Registration.RegistryPath = RegistryPath;
	Registration.DeviceExtensionSize = ExtensionBytes;
	IoRegisterDriverReinitialization(Driver, AddMore, NULL);
	return HidRegisterMinidriver(&Registration);
}
