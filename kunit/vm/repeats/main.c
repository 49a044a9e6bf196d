/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that does the same wrong thing again and again: at DISPATCH_LEVEL to two items, and with many
 * values. The repeats are counted, and the log stays short.
 */
#include <ntddk.h>
#include <winwork.h>

#define REPEATS 100000
#define VALUES 50

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static DECLSPEC_NOINLINE VOID FreeAgain(PIO_WORKITEM First, PIO_WORKITEM Second)
{
	WINWORK_REPORT Before, After;
	KIRQL Irql;
	ULONG i;

	WinworkGetLastReport(&Before);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	for (i = 0; i < REPEATS; i++)
		IoFreeWorkItem(i % 2 ? Second : First);
	KeLowerIrql(Irql);
	WinworkGetLastReport(&After);
	DbgPrint("repeats: %lu reports\n", After.Count - Before.Count);
}

static VOID Routine(PDEVICE_OBJECT Device, PVOID Context)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Context);
}

static DECLSPEC_NOINLINE VOID QueueHere(PIO_WORKITEM Item, ULONG Type)
{
	IoQueueWorkItem(Item, Routine, (WORK_QUEUE_TYPE)Type, NULL);
	/* The call is not the last one: its return address is in this function. */
	KeMemoryBarrier();
}

/* Not the same code, which the compiler would make one function. */
static DECLSPEC_NOINLINE VOID QueueThere(PIO_WORKITEM Item, ULONG Type)
{
	IoQueueWorkItem(Item, Routine, (WORK_QUEUE_TYPE)Type, Item);
	KeMemoryBarrier();
}

/* Each text differs by its value. A second call is another report. */
static VOID QueueWrongly(PIO_WORKITEM Item)
{
	ULONG i;

	for (i = 0; i < VALUES; i++)
		QueueHere(Item, 1000 + i);
	QueueThere(Item, 1000);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PIO_WORKITEM First = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);
	PIO_WORKITEM Second = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	if (!First || !Second)
		return STATUS_INSUFFICIENT_RESOURCES;
	QueueWrongly(First);
	IoFreeWorkItem(First);
	IoFreeWorkItem(Second);
	FreeAgain(First, Second);
	return STATUS_SUCCESS;
}
