/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Has an item of the executive, and queues it as one of the I/O manager.
 */
#define NAME L"Cache"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

static WORK_QUEUE_ITEM Item;

static WORKER_THREAD_ROUTINE Flush;
static VOID Flush(PVOID Parameter)
{
	UNREFERENCED_PARAMETER(Parameter);
}

static IO_WORKITEM_ROUTINE FlushDevice;
static VOID FlushDevice(PDEVICE_OBJECT Object, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	Flush(Context);
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	IoQueueWorkItem((PIO_WORKITEM)&Item, FlushDevice, DelayedWorkQueue, NULL);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	ExInitializeWorkItem(&Item, Flush, NULL);
	DriverObject->DriverUnload = UnloadDevice;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	return CreateDevice(DriverObject);
}
