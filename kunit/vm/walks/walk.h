/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the drivers of this folder share: a device, \Device\NAME, with a link, \DosDevices\NAME. Each of them has one
 * mistake, which docs/debugging.md finds from the output alone.
 */
#ifndef WINWORK_KUNIT_VM_WALK_H
#define WINWORK_KUNIT_VM_WALK_H

#include "../driver.h"

static PDEVICE_OBJECT Device;

static DRIVER_DISPATCH Succeed;
static NTSTATUS Succeed(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS CreateDevice(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\" NAME);
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\" NAME);
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(Device);
		return Status;
	}
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Succeed;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Succeed;
	Device->Flags |= DO_BUFFERED_IO;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static inline void DeleteDevice(void)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\" NAME);

	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Device);
}

static DRIVER_UNLOAD UnloadDevice;
static inline VOID UnloadDevice(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	DeleteDevice();
}

#endif
