/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that gets stuck. A program writes as many bytes as say how.
 */
#include <winwork.h>

#define NAME L"Stuck"
#include "../walks/walk.h"
#include "stuck.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Write;
static IO_WORKITEM_ROUTINE Waits, PollsOn, TakesFast, Returns;

enum {
	RunWaits = 1,
	RunPolls,
	WaitInDispatch,
	RunTakesFast,			/* for a mutex that the thread of WaitInDispatch has */
	QueueHeld,			/* an item that no worker may take */
	LetGo,
};

static PIO_WORKITEM Item, Other;
static PKEVENT GoOn;
static HANDLE GoOnHandle;
static FAST_MUTEX Fast;
static volatile LONG Polls, Unloads;

static VOID Waits(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(GoOn, Executive, KernelMode, FALSE, NULL);
}

static VOID PollsOn(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	LARGE_INTEGER Tick;

	Tick.QuadPart = -10000;
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	while (Unloads ? KeReadStateEvent(GoOn) : Polls)
		KeDelayExecutionThread(KernelMode, FALSE, &Tick);
	if (Unloads)
		ZwClose(GoOnHandle);
}

static VOID TakesFast(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	ExAcquireFastMutex(&Fast);
	ExReleaseFastMutex(&Fast);
}

static VOID Returns(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
}

static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	const ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;

	UNREFERENCED_PARAMETER(Object);
	switch (Length) {
	case RunWaits:
		IoQueueWorkItem(Item, Waits, DelayedWorkQueue, NULL);
		break;
	case RunPolls:
		Polls = TRUE;
		IoQueueWorkItem(Other, PollsOn, DelayedWorkQueue, NULL);
		break;
	case WaitInDispatch:
		ExAcquireFastMutex(&Fast);
		KeWaitForSingleObject(GoOn, Executive, KernelMode, FALSE, NULL);
		ExReleaseFastMutex(&Fast);
		break;
	case RunTakesFast:
		IoQueueWorkItem(Item, TakesFast, DelayedWorkQueue, NULL);
		break;
	case QueueHeld:
		WinworkHoldWorkers(TRUE);
		IoQueueWorkItem(Item, Returns, CriticalWorkQueue, NULL);
		break;
	case LetGo:
		Polls = FALSE;
		WinworkHoldWorkers(FALSE);
		KeSetEvent(GoOn, IO_NO_INCREMENT, FALSE);
		break;
	default:
		KeClearEvent(GoOn);
		break;
	}
	return Finish(Irp, STATUS_SUCCESS, Length);
}

/* The routine PollsOn runs. Waits for the driver "stuck_go", and leaves the rest to that routine. */
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeWaitForSingleObject(GoOn, Executive, KernelMode, FALSE, NULL);
	Unloads = TRUE;
	IoFreeWorkItem(Item);
	IoFreeWorkItem(Other);
	DeleteDevice();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING GoOnName = RTL_CONSTANT_STRING(GO_ON);
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	GoOn = IoCreateNotificationEvent(&GoOnName, &GoOnHandle);
	if (!GoOn)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeClearEvent(GoOn);
	ExInitializeFastMutex(&Fast);
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->DriverUnload = Unload;
	Status = CreateDevice(DriverObject);
	if (!NT_SUCCESS(Status)) {
		ZwClose(GoOnHandle);
		return Status;
	}
	Item = IoAllocateWorkItem(Device);
	Other = IoAllocateWorkItem(Device);
	return Item && Other ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
