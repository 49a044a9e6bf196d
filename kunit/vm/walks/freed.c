/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frees a work item right after it has queued it.
 */
#define NAME L"Log"
#include "walk.h"

#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;

static IO_WORKITEM_ROUTINE WriteLog;
static VOID WriteLog(PDEVICE_OBJECT Object, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Object);

	if (!Item)
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	/* So that the routine has not begun, each time. */
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(Item, WriteLog, DelayedWorkQueue, NULL);
	IoFreeWorkItem(Item);
	WinworkHoldWorkers(FALSE);
	return Finish(Irp, STATUS_SUCCESS, IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = UnloadDevice;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	return CreateDevice(DriverObject);
}
