/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items that are queued on processor 0 behind a routine that does not sleep and ends when they have
 * run. DriverEntry fails when one of them did not. With occupied=1 a native work keeps those of
 * processor 1 waiting meanwhile, for some milliseconds at most; with sleeping=1 the first of the
 * items sleeps until the second has run.
 */
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/workqueue.h>

#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_WORKITEM_ROUTINE Spin, Sleep, Set;
static KDEFERRED_ROUTINE Queue;

#define ROUNDS 20
#define MOST_SECONDS 20

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Spinner, Sleeper, Setter;
static KDPC Dpc;
static KEVENT Woken, Done;
static LONG volatile IsSet, Starved, Left;

static bool occupied, sleeping;
module_param(occupied, bool, 0400);
module_param(sleeping, bool, 0400);

static DECLARE_COMPLETION(Occupied);

static VOID Occupy(struct work_struct *Work)
{
	const unsigned long Deadline = jiffies + msecs_to_jiffies(20);

	UNREFERENCED_PARAMETER(Work);
	complete(&Occupied);
	while (!IsSet && time_before(jiffies, Deadline))
		cond_resched();
}

static DECLARE_WORK(Occupant, Occupy);

static VOID End(VOID)
{
	if (!InterlockedDecrement(&Left))
		KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
}

static VOID Spin(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	const ULONGLONG Deadline = KeQueryInterruptTime() + MOST_SECONDS * 10000000ULL;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	while (!IsSet && KeQueryInterruptTime() < Deadline)
		YieldProcessor();
	Starved |= !IsSet;
	KeSetEvent(&Woken, IO_NO_INCREMENT, FALSE);
	End();
}

static VOID Sleep(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Woken, Executive, KernelMode, FALSE, NULL);
	End();
}

static VOID Set(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	InterlockedExchange(&IsSet, 1);
	End();
}

static VOID Queue(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(SystemArgument1);
	UNREFERENCED_PARAMETER(SystemArgument2);
	IoQueueWorkItem(Spinner, Spin, DelayedWorkQueue, NULL);
	if (sleeping)
		IoQueueWorkItem(Sleeper, Sleep, DelayedWorkQueue, NULL);
	IoQueueWorkItem(Setter, Set, DelayedWorkQueue, NULL);
}

static NTSTATUS Run(VOID)
{
	int Round;

	KeInitializeEvent(&Woken, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	KeInitializeDpc(&Dpc, Queue, NULL);
	KeSetTargetProcessorDpc(&Dpc, 0);
	for (Round = 0; Round < ROUNDS && !Starved; Round++) {
		InterlockedExchange(&IsSet, 0);
		InterlockedExchange(&Left, sleeping ? 3 : 2);
		KeClearEvent(&Woken);
		if (occupied) {
			schedule_work_on(1, &Occupant);
			wait_for_completion(&Occupied);
		}
		KeInsertQueueDpc(&Dpc, NULL, NULL);
		KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
		/* The routine may have ended before the DPC that queued its item. */
		KeFlushQueuedDpcs();
		flush_work(&Occupant);
	}
	return Starved ? STATUS_TIMEOUT : STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	if (Spinner)
		IoFreeWorkItem(Spinner);
	if (Sleeper)
		IoFreeWorkItem(Sleeper);
	if (Setter)
		IoFreeWorkItem(Setter);
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
	Spinner = IoAllocateWorkItem(Device);
	Sleeper = IoAllocateWorkItem(Device);
	Setter = IoAllocateWorkItem(Device);
	Status = Spinner && Sleeper && Setter ? Run() : STATUS_INSUFFICIENT_RESOURCES;
	if (Status != STATUS_SUCCESS) {
		Unload(DriverObject);
		return STATUS_UNSUCCESSFUL;
	}
	return STATUS_SUCCESS;
}
