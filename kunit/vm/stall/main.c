/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items are queued on processor 0 behind a routine that does not sleep, and that ends when they
 * have run. DriverEntry fails when one of them has not run. With sleeping=N, N more items come
 * before the last one, and sleep until it has run. With computing=N there are N instead, each of
 * which computes for 0.2 ms, and the next round begins at once; 4000 of them altogether.
 */
#include <linux/moduleparam.h>

#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_WORKITEM_ROUTINE Spin, Sleep, Set, Compute;
static KDEFERRED_ROUTINE Queue;

#define ROUNDS 20
#define MOST_SECONDS 20
#define COMPUTATIONS 4000
#define MOST 200

enum { SPINNER, SETTER, FIRST, ITEMS = FIRST + MOST };

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Items[ITEMS];
static KDPC Dpc;
static KEVENT Woken, Done;
static LONG volatile IsSet, Starved, Left;
static int RoundsBehind;		/* the begin of the next round */

static uint sleeping, computing;
module_param(sleeping, uint, 0400);
module_param(computing, uint, 0400);

static VOID End(VOID)
{
	if (InterlockedDecrement(&Left))
		return;
	if (!RoundsBehind) {
		KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
		return;
	}
	RoundsBehind--;
	KeInsertQueueDpc(&Dpc, NULL, NULL);
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

static VOID Compute(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeStallExecutionProcessor(200);
	End();
}

static VOID Queue(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
	unsigned int i;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(SystemArgument1);
	UNREFERENCED_PARAMETER(SystemArgument2);
	if (computing) {
		InterlockedExchange(&Left, computing);
		for (i = 0; i < computing; i++)
			IoQueueWorkItem(Items[FIRST + i], Compute, DelayedWorkQueue, NULL);
		return;
	}
	IoQueueWorkItem(Items[SPINNER], Spin, DelayedWorkQueue, NULL);
	for (i = 0; i < sleeping; i++)
		IoQueueWorkItem(Items[FIRST + i], Sleep, DelayedWorkQueue, NULL);
	IoQueueWorkItem(Items[SETTER], Set, DelayedWorkQueue, NULL);
}

static NTSTATUS Run(VOID)
{
	int Round = 0;

	KeInitializeEvent(&Woken, NotificationEvent, FALSE);
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	KeInitializeDpc(&Dpc, Queue, NULL);
	KeSetTargetProcessorDpc(&Dpc, 0);
	if (computing) {
		RoundsBehind = COMPUTATIONS / computing - 1;
		Round = ROUNDS - 1;
	}
	for (; Round < ROUNDS && !Starved; Round++) {
		InterlockedExchange(&IsSet, 0);
		InterlockedExchange(&Left, 2 + sleeping);
		KeClearEvent(&Woken);
		KeInsertQueueDpc(&Dpc, NULL, NULL);
		KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
		/* The routine may have ended before the DPC that queued its item. */
		KeFlushQueuedDpcs();
	}
	return Starved ? STATUS_TIMEOUT : STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	int i;

	UNREFERENCED_PARAMETER(DriverObject);
	for (i = 0; i < ITEMS && Items[i]; i++)
		IoFreeWorkItem(Items[i]);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	if (sleeping > MOST || computing > MOST)
		return STATUS_INVALID_PARAMETER;
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	for (i = 0; i < ITEMS && Status == STATUS_SUCCESS; i++) {
		Items[i] = IoAllocateWorkItem(Device);
		if (!Items[i])
			Status = STATUS_INSUFFICIENT_RESOURCES;
	}
	if (Status == STATUS_SUCCESS)
		Status = Run();
	if (Status != STATUS_SUCCESS) {
		Unload(DriverObject);
		return STATUS_UNSUCCESSFUL;
	}
	return STATUS_SUCCESS;
}
