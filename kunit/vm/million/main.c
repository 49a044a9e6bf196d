/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A thread for each processor allocates and queues items, a million altogether, and each routine
 * frees its own. None may be lost, and the device's references return to their first number. (row
 * 119)
 */
#include <ntddk.h>
#include <winwork.h>

#define ITEMS 1000000
#define IN_FLIGHT 20000

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static LONG_PTR ReferencesAtStart;
static volatile LONG Queued, Ran, Left = ITEMS, Producers;
static LARGE_INTEGER Start;

static VOID Routine(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(Context);
	IoFreeWorkItem(WorkItem);
	InterlockedIncrement(&Ran);
}

static VOID Pause(VOID)
{
	LARGE_INTEGER Delay;

	Delay.QuadPart = -1 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
}

static VOID Finish(VOID)
{
	LARGE_INTEGER Now;

	while (Ran != Queued)
		Pause();
	/* The worker drops the last reference a moment after its routine has counted itself. */
	while (WinworkObjectReferenceCount(Device) != ReferencesAtStart)
		Pause();
	KeQuerySystemTime(&Now);
	DbgPrint("million: %d queued, %d ran, %d references more, %d ms\n", Queued, Ran,
		 (int)(WinworkObjectReferenceCount(Device) - ReferencesAtStart),
		 (int)((Now.QuadPart - Start.QuadPart) / 10000));
}

static VOID Produce(PVOID Context)
{
	WORK_QUEUE_TYPE Type = (WORK_QUEUE_TYPE)(ULONG_PTR)Context;
	PIO_WORKITEM Item;

	while (InterlockedDecrement(&Left) >= 0) {
		while (Queued - Ran > IN_FLIGHT)
			Pause();
		while (!(Item = IoAllocateWorkItem(Device)))
			Pause();
		InterlockedIncrement(&Queued);
		IoQueueWorkItemEx(Item, Routine, Type, NULL);
	}
	if (InterlockedDecrement(&Producers) == 0)
		Finish();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG Cpus = KeQueryActiveProcessorCount(NULL), i;
	HANDLE Thread;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	ReferencesAtStart = WinworkObjectReferenceCount(Device);
	KeQuerySystemTime(&Start);
	Producers = Cpus;
	for (i = 0; i < Cpus; i++) {
		Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Produce,
					      (PVOID)(ULONG_PTR)(i % 2 ? CriticalWorkQueue :
									 DelayedWorkQueue));
		if (!NT_SUCCESS(Status)) {
			DbgPrint("million: no thread\n");
			InterlockedDecrement(&Producers);
			continue;
		}
		ZwClose(Thread);
	}
	return STATUS_SUCCESS;
}
