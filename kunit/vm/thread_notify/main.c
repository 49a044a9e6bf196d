/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose routines for threads, images and processes note what they are told.
 */
#include "../driver.h"

#include <ntifs.h>

#include "thread_notify.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

#define EVENTS 8192

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\ThreadNotify");
static struct event Events[EVENTS];
static ULONG First, Count;
static KSPIN_LOCK Lock;
static KSEMAPHORE Available;
static KEVENT Held, Go;
static volatile LONG Hold;

static void Note(const struct event *Event)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	NT_ASSERT(Count < EVENTS);
	Events[(First + Count++) % EVENTS] = *Event;
	KeReleaseSpinLock(&Lock, Irql);
	KeReleaseSemaphore(&Available, IO_NO_INCREMENT, 1, FALSE);
	if (InterlockedExchange(&Hold, 0)) {
		KeSetEvent(&Held, IO_NO_INCREMENT, FALSE);
		KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
	}
}

static ULONG Number(HANDLE Id)
{
	return (ULONG)(ULONG_PTR)Id;
}

/* Of a thread that ends; one that begins may have ended meanwhile. */
static void LookAt(HANDLE ThreadId, struct event *Event)
{
	PETHREAD Thread;

	if (PsLookupThreadByThreadId(ThreadId, &Thread) != STATUS_SUCCESS)
		return;
	Event->is_found = PsGetThreadId(Thread) == ThreadId;
	Event->exit_status = (ULONG)PsGetThreadExitStatus(Thread);
	ObDereferenceObject(Thread);
}

static VOID OnThread(HANDLE ProcessId, HANDLE ThreadId, BOOLEAN Create)
{
	struct event Event = { .kind = KIND_THREAD, .created = Create, .process = Number(ProcessId),
			       .thread = Number(ThreadId) };

	Event.is_in_order = KeGetCurrentIrql() == PASSIVE_LEVEL && IoGetCurrentProcess() == PsInitialSystemProcess &&
			    PsGetThreadExitStatus(PsGetCurrentThread()) == STATUS_PENDING &&
			    PsGetProcessExitStatus(PsInitialSystemProcess) == STATUS_PENDING;
	if (!Create)
		LookAt(ThreadId, &Event);
	Note(&Event);
}

static VOID OnImage(PUNICODE_STRING Name, HANDLE ProcessId, PIMAGE_INFO Info)
{
	struct event Event = { .kind = KIND_IMAGE, .process = Number(ProcessId),
			       .base = (ULONG_PTR)Info->ImageBase, .bytes = Info->ImageSize };

	RtlCopyMemory(Event.name, Name->Buffer, min(Name->Length, (UNITS - 1) * sizeof(WCHAR)));
	Event.is_in_order = KeGetCurrentIrql() == PASSIVE_LEVEL && !Info->SystemModeImage && !Info->ExtendedInfoPresent &&
			    Info->ImageAddressingMode == IMAGE_ADDRESSING_MODE_32BIT;
	Note(&Event);
}

static VOID OnProcess(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO Info)
{
	struct event Event = { .kind = KIND_PROCESS, .created = Info != NULL, .process = Number(ProcessId),
			       .exit_status = (ULONG)PsGetProcessExitStatus(Process) };

	Note(&Event);
}

static NTSTATUS Add(const struct setting *Setting)
{
	switch (Setting->kind) {
	case KIND_THREAD:
		return PsSetCreateThreadNotifyRoutine(Setting->is_bad ? NULL : OnThread);
	case KIND_THREAD_EX:
		return PsSetCreateThreadNotifyRoutineEx(Setting->is_bad ? (PSCREATETHREADNOTIFYTYPE)2
									: PsCreateThreadNotifySubsystems,
							(PVOID)OnThread);
	case KIND_IMAGE:
		return PsSetLoadImageNotifyRoutine(Setting->is_bad ? NULL : OnImage);
	case KIND_IMAGE_EX:
		return PsSetLoadImageNotifyRoutineEx(OnImage, Setting->is_bad ? 2 : 1);
	default:
		return PsSetCreateProcessNotifyRoutineEx(OnProcess, FALSE);
	}
}

static NTSTATUS Remove(int Kind)
{
	switch (Kind) {
	case KIND_THREAD:
		return PsRemoveCreateThreadNotifyRoutine(OnThread);
	case KIND_IMAGE:
		return PsRemoveLoadImageNotifyRoutine(OnImage);
	default:
		return PsSetCreateProcessNotifyRoutineEx(OnProcess, TRUE);
	}
}

static NTSTATUS Wait(PVOID Object)
{
	LARGE_INTEGER Minute = { .QuadPart = -60ll * 10000000 };
	const NTSTATUS Status = KeWaitForSingleObject(Object, Executive, UserMode, FALSE, &Minute);

	return Status == STATUS_SUCCESS ? Status : STATUS_UNSUCCESSFUL;
}

static NTSTATUS Next(struct event *To)
{
	KIRQL Irql;
	const NTSTATUS Status = Wait(&Available);

	if (!NT_SUCCESS(Status))
		return Status;
	KeAcquireSpinLock(&Lock, &Irql);
	*To = Events[First];
	First = (First + 1) % EVENTS;
	Count--;
	KeReleaseSpinLock(&Lock, Irql);
	return Status;
}

static NTSTATUS Do(ULONG Code, PVOID Data)
{
	struct setting *Setting = Data;

	switch (Code) {
	case IOCTL_SET:
		Setting->status = Setting->remove ? Remove(Setting->kind) : Add(Setting);
		return STATUS_SUCCESS;
	case IOCTL_NEXT:
		return Next(Data);
	case IOCTL_HOLD:
		KeClearEvent(&Go);
		InterlockedExchange(&Hold, 1);
		return STATUS_SUCCESS;
	case IOCTL_HELD:
		return Wait(&Held);
	case IOCTL_GO:
		KeSetEvent(&Go, IO_NO_INCREMENT, FALSE);
		return STATUS_SUCCESS;
	default:
		return STATUS_INVALID_DEVICE_REQUEST;
	}
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	const NTSTATUS Status = Do(Location->Parameters.DeviceIoControl.IoControlCode, Irp->AssociatedIrp.SystemBuffer);

	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, Status, Location->Parameters.DeviceIoControl.OutputBufferLength);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\ThreadNotify");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	KeInitializeSemaphore(&Available, 0, MAXLONG);
	KeInitializeEvent(&Held, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (NT_SUCCESS(Status))
		Status = IoCreateSymbolicLink(&Link, &Name);
	return Status;
}
