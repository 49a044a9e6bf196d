/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that waits in a program's thread, in each way.
 */
#include "../driver.h"

#include <ntifs.h>

#include "killed.h"

DRIVER_INITIALIZE DriverEntry;

static KEVENT Event, Set, Crowd;
static KMUTEX Mutex;
static KSEMAPHORE Semaphore;
static KQUEUE WaitQueue;
static LIST_ENTRY Entry;
static LONG volatile Result;

/* The mutex has an owner all the time. */
static VOID Prepare(VOID)
{
	KeInitializeEvent(&Event, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Set, SynchronizationEvent, TRUE);
	KeInitializeEvent(&Crowd, NotificationEvent, FALSE);
	KeInitializeSemaphore(&Semaphore, 0, 1);
	KeInitializeQueue(&WaitQueue, 0);
	Result = STATUS_UNSUCCESSFUL;
}

static NTSTATUS WaitMutex(KPROCESSOR_MODE Mode, BOOLEAN Alertable)
{
	NTSTATUS Status = KeWaitForMutexObject(&Mutex, UserRequest, Mode, Alertable, NULL);

	if (Status == STATUS_SUCCESS)
		KeReleaseMutex(&Mutex, FALSE);
	return Status;
}

static NTSTATUS WaitInQueue(KPROCESSOR_MODE Mode)
{
	PLIST_ENTRY Taken = KeRemoveQueue(&WaitQueue, Mode, NULL);

	return Taken == &Entry ? STATUS_SUCCESS : (NTSTATUS)(LONG_PTR)Taken;
}

static EX_PUSH_LOCK PushLock;
static RTL_RUN_ONCE Once;

static VOID Hold(VOID)
{
	ExInitializePushLock(&PushLock);
	RtlRunOnceInitialize(&Once);
	ExAcquirePushLockExclusive(&PushLock);
	RtlRunOnceBeginInitialize(&Once, 0, NULL);
}

static VOID LetGo(VOID)
{
	ExReleasePushLockExclusive(&PushLock);
	RtlRunOnceComplete(&Once, 0, NULL);
}

static NTSTATUS WaitExclusive(VOID)
{
	ExAcquirePushLockExclusive(&PushLock);
	ExReleasePushLockExclusive(&PushLock);
	return STATUS_SUCCESS;
}

static NTSTATUS WaitShared(VOID)
{
	ExAcquirePushLockShared(&PushLock);
	ExReleasePushLockShared(&PushLock);
	return STATUS_SUCCESS;
}

static NTSTATUS Wait(const struct wait *Wanted)
{
	KPROCESSOR_MODE Mode = Wanted->user_mode ? UserMode : KernelMode;
	BOOLEAN Alertable = Wanted->alertable != 0;
	PVOID Both[] = { &Event, &Set };
	PVOID Unset[] = { &Event, &Semaphore };
	LARGE_INTEGER Hour;

	Hour.QuadPart = -36000000000;
	switch (Wanted->way) {
	case SINGLE:
		return KeWaitForSingleObject(&Event, UserRequest, Mode, Alertable, NULL);
	case ANY:
		return KeWaitForMultipleObjects(2, Unset, WaitAny, UserRequest, Mode, Alertable, &Hour, NULL);
	case ALL:
		return KeWaitForMultipleObjects(2, Both, WaitAll, UserRequest, Mode, Alertable, NULL, NULL);
	case MUTEX:
		return WaitMutex(Mode, Alertable);
	case SEMAPHORE:
		return KeWaitForSingleObject(&Semaphore, UserRequest, Mode, Alertable, &Hour);
	case QUEUE:
		return WaitInQueue(Mode);
	case CROWD:
		return KeWaitForSingleObject(&Crowd, UserRequest, Mode, Alertable, NULL);
	case EXCLUSIVE:
		return WaitExclusive();
	case SHARED:
		return WaitShared();
	case ONCE:
		return RtlRunOnceBeginInitialize(&Once, 0, NULL);
	default:
		return KeDelayExecutionThread(Mode, Alertable, &Hour);
	}
}

static LONG Signals(VOID)
{
	return KeReadStateEvent(&Event) + KeReadStateEvent(&Set) + KeReadStateSemaphore(&Semaphore) +
	       WaitQueue.Header.SignalState;
}

static VOID Signal(VOID)
{
	KeSetEvent(&Event, 0, FALSE);
	KeSetEvent(&Crowd, 0, FALSE);
	KeReleaseSemaphore(&Semaphore, 0, 1, FALSE);
	KeInsertQueue(&WaitQueue, &Entry);
}

/* The owner of the mutex is a thread of the driver. */
static KEVENT Owned, Disown;

static VOID OwnMutex(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
	KeSetEvent(&Owned, 0, FALSE);
	KeWaitForSingleObject(&Disown, Executive, UserMode, TRUE, NULL);
	KeReleaseMutex(&Mutex, FALSE);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static PVOID Owner;

static NTSTATUS StartOwner(VOID)
{
	HANDLE Thread;
	NTSTATUS Status;

	Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, OwnMutex, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	ObReferenceObjectByHandle(Thread, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, &Owner, NULL);
	ZwClose(Thread);
	return KeWaitForSingleObject(&Owned, Executive, KernelMode, FALSE, NULL);
}

static VOID EndOwner(VOID)
{
	KeSetEvent(&Disown, 0, FALSE);
	KeWaitForSingleObject(Owner, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(Owner);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	struct look *Look = Irp->AssociatedIrp.SystemBuffer;
	NTSTATUS Status = STATUS_SUCCESS;

	switch (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode) {
	case PREPARE:
		Prepare();
		break;
	case WAIT:
		InterlockedExchange(&Result, STATUS_PENDING);
		Status = Wait(Irp->AssociatedIrp.SystemBuffer);
		InterlockedExchange(&Result, Status);
		break;
	case LOOK:
		Look->status = Result;
		Look->signals = Signals();
		return Finish(Irp, STATUS_SUCCESS, sizeof(*Look));
	case SIGNAL:
		Signal();
		break;
	case HOLD:
		Hold();
		break;
	case LET_GO:
		LetGo();
		break;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	return Finish(Irp, Status, 0);
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, L"\\??\\Killed");
	IoDeleteSymbolicLink(&Link);
	EndOwner();
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	KeInitializeMutex(&Mutex, 0);
	KeInitializeEvent(&Owned, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Disown, SynchronizationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	RtlInitUnicodeString(&Name, L"\\Device\\Killed");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Killed");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (NT_SUCCESS(Status))
		Status = StartOwner();
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
