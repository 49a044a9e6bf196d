/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A routine frees its item, allocates another at the same address, queues it and waits for it: 40
 * levels deep. A freed item is used again after those that the processor keeps.
 */
#include <ntddk.h>

#define DEPTH 40
#define TYPES 2
#define MOST_KEPT 1000

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static KEVENT Done[TYPES][DEPTH];
static volatile LONG SameAddress, Runs, Failures;

struct level {
	WORK_QUEUE_TYPE Type;
	ULONG Row;
	ULONG Depth;
};

static struct level Levels[TYPES][DEPTH];

/* An item at @Address, if one comes before long; NULL without memory. */
static PIO_WORKITEM AllocateAt(PIO_WORKITEM Address)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);
	ULONG i;

	for (i = 0; i < MOST_KEPT && Item && Item != Address; i++) {
		IoFreeWorkItem(Item);
		Item = IoAllocateWorkItem(Device);
	}
	return Item;
}

static VOID Nest(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	struct level *Level = (struct level *)Context;
	LARGE_INTEGER Timeout;
	PIO_WORKITEM Next;

	UNREFERENCED_PARAMETER(IoObject);
	InterlockedIncrement(&Runs);
	IoFreeWorkItem(WorkItem);
	if (Level->Depth + 1 < DEPTH) {
		Next = AllocateAt(WorkItem);
		if (!Next) {
			InterlockedIncrement(&Failures);
			return;
		}
		if (Next == WorkItem)
			InterlockedIncrement(&SameAddress);
		IoQueueWorkItemEx(Next, Nest, Level->Type, Level + 1);
		Timeout.QuadPart = -20 * 10000000LL;
		if (KeWaitForSingleObject(&Done[Level->Row][Level->Depth + 1], Executive,
					  KernelMode,
					  FALSE, &Timeout) != STATUS_SUCCESS)
			InterlockedIncrement(&Failures);
	}
	KeSetEvent(&Done[Level->Row][Level->Depth], IO_NO_INCREMENT, FALSE);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static const WORK_QUEUE_TYPE Types[TYPES] = { DelayedWorkQueue, CriticalWorkQueue };
	PIO_WORKITEM Item;
	NTSTATUS Status;
	ULONG Row, i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	for (Row = 0; Row < TYPES; Row++) {
		for (i = 0; i < DEPTH; i++) {
			KeInitializeEvent(&Done[Row][i], NotificationEvent, FALSE);
			Levels[Row][i].Type = Types[Row];
			Levels[Row][i].Row = Row;
			Levels[Row][i].Depth = i;
		}
		Item = IoAllocateWorkItem(Device);
		if (!Item)
			continue;
		IoQueueWorkItemEx(Item, Nest, Types[Row], &Levels[Row][0]);
		KeWaitForSingleObject(&Done[Row][0], Executive, KernelMode, FALSE, NULL);
	}
	DbgPrint("same_address: %d runs, %d failures, %s at the same address\n", Runs, Failures,
		 SameAddress ? "some" : "none");
	return STATUS_SUCCESS;
}
