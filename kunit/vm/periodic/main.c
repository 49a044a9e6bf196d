/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An item that queues itself forever, as a poll loop does. DriverUnload stops it by a flag alone,
 * and does not wait for the last run.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Item;
static volatile LONG Stop, Runs;

static VOID Poll(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(Context);
	InterlockedIncrement(&Runs);
	if (InterlockedCompareExchange(&Stop, 0, 0)) {
		IoFreeWorkItem(WorkItem);
		DbgPrint("periodic: stopped, %s\n", Runs > 1 ? "ran often" : "hardly ran");
		return;
	}
	IoQueueWorkItemEx(WorkItem, Poll, BackgroundWorkQueue, NULL);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	InterlockedExchange(&Stop, 1);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Item = IoAllocateWorkItem(Device);
	if (!Item) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	IoQueueWorkItemEx(Item, Poll, BackgroundWorkQueue, NULL);
	return STATUS_SUCCESS;
}
