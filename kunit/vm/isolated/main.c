/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A routine on processor 0 tries to queue some items while a worker of processor 1 is parked. An
 * accepted item records its processor. DriverEntry fails when that is processor 1, and when no item
 * is accepted.
 */
#include <linux/smp.h>

#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_WORKITEM_ROUTINE_EX NoteParked, Try, NoteProcessor;
static KDEFERRED_ROUTINE QueueThere, QueueHere;

#define HERE 0
#define ISOLATED 1
#define TRIES 3
#define MOST_WAITS 1000

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Parker, Trier, Tried[TRIES];
static WORK_QUEUE_TYPE Type;
static LONG volatile Left, Accepted, OnIsolated;
static KEVENT Parked, Done;

static VOID NoteParked(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Item);
	KeSetEvent(&Parked, IO_NO_INCREMENT, FALSE);
}

static VOID End(VOID)
{
	if (!InterlockedDecrement(&Left))
		KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
}

static VOID NoteProcessor(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Item);
	if (raw_smp_processor_id() == ISOLATED)
		InterlockedIncrement(&OnIsolated);
	End();
}

static VOID Try(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	int i;

	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Item);
	for (i = 0; i < TRIES; i++) {
		if (IoTryQueueWorkItem(Tried[i], NoteProcessor, Type, NULL))
			Accepted++;
		else
			End();
	}
	End();
}

static VOID QueueThere(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(SystemArgument1);
	UNREFERENCED_PARAMETER(SystemArgument2);
	IoQueueWorkItemEx(Parker, NoteParked, Type, NULL);
}

static VOID QueueHere(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(SystemArgument1);
	UNREFERENCED_PARAMETER(SystemArgument2);
	IoQueueWorkItemEx(Trier, Try, Type, NULL);
}

static VOID RunDpc(PKDEFERRED_ROUTINE Routine, CCHAR Processor)
{
	KDPC Dpc;

	KeInitializeDpc(&Dpc, Routine, NULL);
	KeSetTargetProcessorDpc(&Dpc, Processor);
	KeInsertQueueDpc(&Dpc, NULL, NULL);
	KeFlushQueuedDpcs();
}

static NTSTATUS RunType(WORK_QUEUE_TYPE Wanted)
{
	LARGE_INTEGER Delay = { .QuadPart = -10000 };
	int i;

	Type = Wanted;
	for (i = 0; i < MOST_WAITS && !WinworkParkedWorkers(Type); i++) {
		RunDpc(QueueThere, ISOLATED);
		KeWaitForSingleObject(&Parked, Executive, KernelMode, FALSE, NULL);
		KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	}
	if (i == MOST_WAITS)
		return STATUS_TIMEOUT;
	Left = TRIES + 1;
	Accepted = 0;
	RunDpc(QueueHere, HERE);
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	return OnIsolated || !Accepted ? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	int i;

	UNREFERENCED_PARAMETER(DriverObject);
	for (i = 0; i < TRIES; i++)
		IoFreeWorkItem(Tried[i]);
	IoFreeWorkItem(Parker);
	IoFreeWorkItem(Trier);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	KeInitializeEvent(&Parked, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	Parker = IoAllocateWorkItem(Device);
	Trier = IoAllocateWorkItem(Device);
	for (i = 0; i < TRIES; i++)
		Tried[i] = IoAllocateWorkItem(Device);
	Status = RunType(DelayedWorkQueue);
	if (NT_SUCCESS(Status))
		Status = RunType(CriticalWorkQueue);
	if (!NT_SUCCESS(Status))
		Unload(DriverObject);
	return Status;
}
