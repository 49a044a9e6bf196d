/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A device that tells about the requests that it gets, and holds some.
 */
#include "../driver.h"
#include "zw_device.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_CANCEL Cancel;
static DRIVER_DISPATCH Open, Cleanup, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\ZwBelow");
static PIRP Held;
static LONG Creates, Closes;

static VOID Cancel(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	IoReleaseCancelSpinLock(Irp->CancelIrql);
	Finish(Irp, STATUS_CANCELLED, 0);
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	if (IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_CREATE)
		InterlockedIncrement(&Creates);
	else
		InterlockedIncrement(&Closes);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	struct look *Look = Irp->AssociatedIrp.SystemBuffer;
	PIRP Released;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.IoControlCode == ZW_RELEASE) {
		Released = InterlockedExchangePointer((PVOID *)&Held, NULL);
		/* With a cancel routine the IRP is this driver's to complete. */
		if (Released && IoSetCancelRoutine(Released, NULL))
			Finish(Released, STATUS_SUCCESS, sizeof(*Look));
		return Finish(Irp, STATUS_SUCCESS, 0);
	}
	if (Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Look))
		return Finish(Irp, STATUS_BUFFER_TOO_SMALL, 0);
	Look->requestor_mode = Irp->RequestorMode;
	Look->process = IoGetRequestorProcessId(Irp);
	if (Location->Parameters.DeviceIoControl.IoControlCode == ZW_LOOK)
		return Finish(Irp, STATUS_SUCCESS, sizeof(*Look));
	IoMarkIrpPending(Irp);
	IoSetCancelRoutine(Irp, Cancel);
	InterlockedExchangePointer((PVOID *)&Held, Irp);
	return STATUS_PENDING;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	DbgPrint("zw_below: %d opens, %d closes\n", Creates, Closes);
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

static NTSTATUS Cleanup(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\ZwBelow");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (NT_SUCCESS(Status))
		Status = IoCreateSymbolicLink(&Link, &Name);
	return Status;
}
