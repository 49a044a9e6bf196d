/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DPCs, each for a processor of its own, queue items, single ones and several in a row, and a
 * thread waits for the items. Reading the parameter "progress" waits until each of them has made a
 * number of rounds more.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/moduleparam.h>
#include <linux/smp.h>

#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

#define THREADS 2
#define MOST_ITEMS 8
#define ROUNDS 200		/* until there was progress */

struct Feeder {
	PIO_WORKITEM Item[MOST_ITEMS];
	HANDLE Handle;
	KDPC Dpc;
	KEVENT Done;
	LONG volatile Left;
	ULONG Rounds;
	ULONG Queued, QueuedOnOwn;
	LONG volatile Ran;
};

static PDEVICE_OBJECT Device;
static struct Feeder Feeders[THREADS];
static BOOLEAN volatile Stop;

static IO_WORKITEM_ROUTINE Routine;
static KDEFERRED_ROUTINE Queue;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	struct Feeder *Feeder = Context;

	UNREFERENCED_PARAMETER(DeviceObject);
	InterlockedIncrement(&Feeder->Ran);
	if (!InterlockedDecrement(&Feeder->Left))
		KeSetEvent(&Feeder->Done, IO_NO_INCREMENT, FALSE);
}

static VOID Queue(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
	struct Feeder *Feeder = Context;
	const LONG Items = Feeder->Rounds & 1 ? MOST_ITEMS : 1;
	LONG i;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(SystemArgument1);
	UNREFERENCED_PARAMETER(SystemArgument2);
	Feeder->Left = Items;
	Feeder->Queued += Items;
	if (raw_smp_processor_id() == Feeder - Feeders)
		Feeder->QueuedOnOwn += Items;
	for (i = 0; i < Items; i++)
		IoQueueWorkItem(Feeder->Item[i], Routine,
				Feeder->Rounds & 2 ? CriticalWorkQueue : DelayedWorkQueue, Feeder);
}

static VOID Feed(PVOID Context)
{
	struct Feeder *Feeder = Context;

	while (!Stop) {
		KeInsertQueueDpc(&Feeder->Dpc, NULL, NULL);
		KeWaitForSingleObject(&Feeder->Done, Executive, KernelMode, FALSE, NULL);
		WRITE_ONCE(Feeder->Rounds, Feeder->Rounds + 1);
	}
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static int WaitForProgress(char *Buffer, const struct kernel_param *Parameter)
{
	const unsigned long Deadline = jiffies + 60 * HZ;
	ULONG Before[THREADS];
	int i;

	for (i = 0; i < THREADS; i++)
		Before[i] = READ_ONCE(Feeders[i].Rounds);
	for (i = 0; i < THREADS; i++) {
		while (READ_ONCE(Feeders[i].Rounds) - Before[i] < ROUNDS) {
			if (time_after(jiffies, Deadline)) {
				DbgPrint("cpu_offline: thread %d has stopped\n", i);
				return -ETIMEDOUT;
			}
			msleep(1);
		}
	}
	return sprintf(Buffer, "%d rounds\n", ROUNDS);
}

static const struct kernel_param_ops ProgressOperations = { .get = WaitForProgress };
module_param_cb(progress, &ProgressOperations, NULL, 0400);

static VOID StopThreads(VOID)
{
	ULONG Queued = 0, Ran = 0;
	PVOID Thread;
	int i, j;

	Stop = TRUE;
	for (i = 0; i < THREADS; i++) {
		struct Feeder *Feeder = &Feeders[i];

		if (Feeder->Handle && NT_SUCCESS(ObReferenceObjectByHandle(Feeder->Handle, 0, NULL,
									   KernelMode, &Thread,
									   NULL))) {
			KeWaitForSingleObject(Thread, Executive, KernelMode, FALSE, NULL);
			ObDereferenceObject(Thread);
			ZwClose(Feeder->Handle);
		}
	}
	/* An item may have run before the DPC that queued it has returned. */
	KeFlushQueuedDpcs();
	for (i = 0; i < THREADS; i++) {
		struct Feeder *Feeder = &Feeders[i];

		for (j = 0; j < MOST_ITEMS; j++) {
			if (Feeder->Item[j])
				IoFreeWorkItem(Feeder->Item[j]);
		}
		Queued += Feeder->Queued;
		Ran += Feeder->Ran;
	}
	DbgPrint("cpu_offline: %s of %u items ran, %u were queued on CPU 1\n",
		 Ran == Queued ? "all" : "not all", Queued, Feeders[1].QueuedOnOwn);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	StopThreads();
	IoDeleteDevice(Device);
}

static NTSTATUS Start(struct Feeder *Feeder)
{
	int i;

	KeInitializeEvent(&Feeder->Done, SynchronizationEvent, FALSE);
	KeInitializeDpc(&Feeder->Dpc, Queue, Feeder);
	KeSetTargetProcessorDpc(&Feeder->Dpc, Feeder - Feeders);
	for (i = 0; i < MOST_ITEMS; i++) {
		Feeder->Item[i] = IoAllocateWorkItem(Device);
		if (!Feeder->Item[i])
			return STATUS_INSUFFICIENT_RESOURCES;
	}
	return PsCreateSystemThread(&Feeder->Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Feed,
				    Feeder);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	for (i = 0; i < THREADS && NT_SUCCESS(Status); i++)
		Status = Start(&Feeders[i]);
	if (!NT_SUCCESS(Status) && Device) {
		StopThreads();
		IoDeleteDevice(Device);
	}
	return Status;
}
