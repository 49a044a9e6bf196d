/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with reports about code that has no symbol: a routine that is data.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

/* The type is wrong as well, so the call is refused. */
static DECLSPEC_NOINLINE VOID QueueData(PIO_WORKITEM Item)
{
	IoQueueWorkItem(Item, (PIO_WORKITEM_ROUTINE)Item, (WORK_QUEUE_TYPE)1000, NULL);
	/* The call is not the last one: its return address is in this function. */
	KeMemoryBarrier();
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PIO_WORKITEM Item = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	if (!Item)
		return STATUS_INSUFFICIENT_RESOURCES;
	QueueData(Item);
	IoFreeWorkItem(Item);
	return STATUS_SUCCESS;
}
