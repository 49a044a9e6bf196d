/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For both minidrivers: the end of requests, and IRPs that go to the driver below.
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
