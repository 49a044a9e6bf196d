/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that leaves two periodic timers set, of which one was allocated, a DPC queued, another one
 * that queues itself, and a thread's handle open. Its unload stops the timers, runs the DPCs and closes
 * the handle.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static KDEFERRED_ROUTINE Tick;
static EXT_CALLBACK AllocatedTick;
static KSTART_ROUTINE Thread;

static KTIMER Timer;
static KDPC TimerDpc;
static KDPC QueuedDpc;

/* Its second DPC queues itself. */
static struct {
	KDPC Idle, Again;
} Pair;

static VOID Tick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	InterlockedIncrement((LONG volatile *)Context);
}

static KDEFERRED_ROUTINE Again;
static VOID Again(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	KeInsertQueueDpc(Dpc, NULL, NULL);
}

static VOID Thread(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID AllocatedTick(PEX_TIMER Allocated, PVOID Context)
{
	UNREFERENCED_PARAMETER(Allocated);
	InterlockedIncrement((LONG volatile *)Context);
}

static LONG Ticks;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeInsertQueueDpc(&QueuedDpc, NULL, NULL);
	KeInsertQueueDpc(&Pair.Again, NULL, NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	LARGE_INTEGER Due;
	HANDLE NeverClosed;
	PEX_TIMER NeverDeleted;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeDpc(&QueuedDpc, Tick, &Ticks);
	KeInitializeDpc(&Pair.Again, Again, NULL);
	KeInitializeDpc(&TimerDpc, Tick, &Ticks);
	KeInitializeTimer(&Timer);
	Due.QuadPart = -10000;
	KeSetTimerEx(&Timer, Due, 1, &TimerDpc);
	NeverDeleted = ExAllocateTimer(AllocatedTick, &Ticks, EX_TIMER_HIGH_RESOLUTION);
	if (!NeverDeleted)
		return STATUS_INSUFFICIENT_RESOURCES;
	ExSetTimer(NeverDeleted, -10000, 5000, NULL);
	return PsCreateSystemThread(&NeverClosed, THREAD_ALL_ACCESS, NULL, NULL, NULL, Thread,
				    NULL);
}
