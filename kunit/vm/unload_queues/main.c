/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DriverUnload leaves the rest of the clean-up to a work item of the driver object and returns at
 * once, which is legal: the item references the driver. The routine blocks for long. (row 50)
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PIO_WORKITEM Item;

static VOID CleanUp(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	LARGE_INTEGER Delay;

	Delay.QuadPart = -1000 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	IoFreeWorkItem(WorkItem);
	DbgPrint("unload_queues: cleaned up, driver %s\n",
		 IoObject == Context ? "right" : "wrong");
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoQueueWorkItemEx(Item, CleanUp, NormalWorkQueue, DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Item = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);
	return Item ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
