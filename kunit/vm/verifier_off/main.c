/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Containment without the verifier: calls that misuse the state of a live item are refused
 * nevertheless, and change nothing.
 */
#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static volatile LONG Runs;

static VOID Routine(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(WorkItem);
	InterlockedIncrement(&Runs);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

static ULONG Reports(VOID)
{
	WINWORK_REPORT Report;

	WinworkGetLastReport(&Report);
	return Report.Count;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PIO_WORKITEM Item;
	KEVENT Done;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Item = IoAllocateWorkItem(Device);
	if (!Item) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(Item, Routine, DelayedWorkQueue, &Done);
	IoQueueWorkItemEx(Item, Routine, DelayedWorkQueue, &Done);
	IoFreeWorkItem(Item);
	IoUninitializeWorkItem(Item);
	IoQueueWorkItemEx(Item, Routine, (WORK_QUEUE_TYPE)7, &Done);
	IoQueueWorkItemEx(Item, NULL, DelayedWorkQueue, &Done);
	WinworkHoldWorkers(FALSE);
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(Item);
	DbgPrint("verifier_off: %d runs, %d reports\n", Runs, Reports());
	return STATUS_SUCCESS;
}
