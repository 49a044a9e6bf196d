/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A work item raises an exception that only a __try with __finally is around. (row 295)
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static WORK_QUEUE_ITEM Item;

static VOID Routine(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	__try {
		ExRaiseStatus(STATUS_INSUFFICIENT_RESOURCES);
	} __finally {
		KeStallExecutionProcessor(1);
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(DriverObject);
	UNREFERENCED_PARAMETER(RegistryPath);
	ExInitializeWorkItem(&Item, Routine, NULL);
	ExQueueWorkItem(&Item, DelayedWorkQueue);
	return STATUS_SUCCESS;
}
