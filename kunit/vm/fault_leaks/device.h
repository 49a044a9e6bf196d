/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device of the drivers here, which takes two blocks of pool for each write.
 */
#include "../driver.h"

#define TAG 'tluF'

static PDEVICE_OBJECT Device;
static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Fault");

static VOID RemoveDevice(VOID)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(Device);
}

static VOID Unload(PDRIVER_OBJECT DriverObject);
static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp);

static NTSTATUS Opens(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Fault");
	NTSTATUS Status;

	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Opens;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Opens;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}

static NTSTATUS FinishWrite(PIRP Irp, NTSTATUS Status)
{
	return Finish(Irp, Status,
		      NT_SUCCESS(Status)
			      ? IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length
			      : 0);
}
