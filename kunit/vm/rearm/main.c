/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with three DPCs: the first sets its timer again, the second queues itself, and the third
 * keeps an item queued. The driver stops none of them. The unload must end nevertheless, and
 * nothing may be left that would run in the module's former memory.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static KDEFERRED_ROUTINE Rearm, Requeue, Feed;

static KTIMER Timer, Periodic;
static KDPC TimerDpc, SelfDpc, FeedDpc;
static WORK_QUEUE_ITEM Fed;

static VOID SetTimer(VOID)
{
	LARGE_INTEGER Due;

	Due.QuadPart = -1000;
	KeSetTimer(&Timer, Due, &TimerDpc);
}

static VOID Rearm(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	SetTimer();
}

static VOID Requeue(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	KeInsertQueueDpc(Dpc, NULL, NULL);
}

static LONG volatile Idle = 1;

/* The routine outlasts a period, so that the next one finds it busy, or queues it again. */
static VOID Slow(PVOID Parameter)
{
	LARGE_INTEGER Delay;

	UNREFERENCED_PARAMETER(Parameter);
	InterlockedExchange(&Idle, 1);
	Delay.QuadPart = -30 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
}

static VOID Feed(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	if (InterlockedExchange(&Idle, 0))
		ExQueueWorkItem(&Fed, DelayedWorkQueue);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	LARGE_INTEGER Due;

	UNREFERENCED_PARAMETER(DriverObject);
	SetTimer();
	KeInsertQueueDpc(&SelfDpc, NULL, NULL);
	Due.QuadPart = -10000;
	KeSetTimerEx(&Periodic, Due, 5, &FeedDpc);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeTimer(&Timer);
	KeInitializeTimer(&Periodic);
	KeInitializeDpc(&TimerDpc, Rearm, NULL);
	KeInitializeDpc(&SelfDpc, Requeue, NULL);
	KeInitializeDpc(&FeedDpc, Feed, NULL);
	ExInitializeWorkItem(&Fed, Slow, NULL);
	return STATUS_SUCCESS;
}
