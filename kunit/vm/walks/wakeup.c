/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A write starts a measurement, and a read waits for its end. The read clears the event first: the end of a
 * measurement that was quicker is lost.
 */
#define NAME L"Sensor"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

static PIO_WORKITEM Item;
static KEVENT Measured;

static IO_WORKITEM_ROUTINE Measure;
static VOID Measure(PDEVICE_OBJECT Object, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Measured, IO_NO_INCREMENT, FALSE);
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	IoQueueWorkItem(Item, Measure, DelayedWorkQueue, NULL);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

static DRIVER_DISPATCH Read;
static NTSTATUS Read(PDEVICE_OBJECT Object, PIRP Irp)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Object);
	KeClearEvent(&Measured);
	Status = KeWaitForSingleObject(&Measured, UserRequest, UserMode, FALSE, NULL);
	return Finish(Irp, Status == STATUS_SUCCESS ? STATUS_SUCCESS : STATUS_CANCELLED, 0);
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoFreeWorkItem(Item);
	DeleteDevice();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = CreateDevice(DriverObject);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	Item = IoAllocateWorkItem(Device);
	if (!Item) {
		DeleteDevice();
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	KeInitializeEvent(&Measured, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	return STATUS_SUCCESS;
}
