/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A write needs a worker at once. If there is none, it fails, and forgets its work item.
 */
#define NAME L"Store"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

static KEVENT Released;

static IO_WORKITEM_ROUTINE_EX Store;
static VOID Store(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Released, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(Item);
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Object);

	if (!Item)
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	if (!IoTryQueueWorkItem(Item, Store, DelayedWorkQueue, NULL))
		return Finish(Irp, STATUS_DEVICE_BUSY, 0);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

/* The end of what keeps the routines. */
static DRIVER_DISPATCH Read;
static NTSTATUS Read(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	KeSetEvent(&Released, IO_NO_INCREMENT, FALSE);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Released, NotificationEvent, FALSE);
	DriverObject->DriverUnload = UnloadDevice;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	return CreateDevice(DriverObject);
}
