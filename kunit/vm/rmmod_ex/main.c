/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An Ex item runs, and another is queued, when DriverUnload returns without waiting for them. On
 * Windows the machine stops (0xCE); here the items hold their driver's image. (row 51)
 */
#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static WORK_QUEUE_ITEM Running, Queued;
static KEVENT Started;

static VOID Delay(LONG Milliseconds)
{
	LARGE_INTEGER Interval;

	Interval.QuadPart = -(LONGLONG)Milliseconds * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Interval);
}

static VOID SecondRoutine(PVOID Parameter)
{
	UNREFERENCED_PARAMETER(Parameter);
	DbgPrint("rmmod_ex: the queued item ran\n");
}

static VOID FirstRoutine(PVOID Parameter)
{
	UNREFERENCED_PARAMETER(Parameter);
	KeSetEvent(&Started, IO_NO_INCREMENT, FALSE);
	Delay(500);
	DbgPrint("rmmod_ex: the running item returns\n");
	WinworkHoldWorkers(FALSE);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	ExQueueWorkItem(&Running, DelayedWorkQueue);
	KeWaitForSingleObject(&Started, Executive, KernelMode, FALSE, NULL);
	WinworkHoldWorkers(TRUE);
	ExQueueWorkItem(&Queued, CriticalWorkQueue);
	DbgPrint("rmmod_ex: DriverUnload returns\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeEvent(&Started, NotificationEvent, FALSE);
	ExInitializeWorkItem(&Running, FirstRoutine, NULL);
	ExInitializeWorkItem(&Queued, SecondRoutine, NULL);
	return STATUS_SUCCESS;
}
