/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose routines for threads, images and processes note what they are told.
 */
#include <ntifs.h>

#include "thread_notify.h"

#define EVENTS 8192
#include "../events.h"

DRIVER_INITIALIZE DriverEntry;

static KEVENT Held, Go;
static volatile LONG Hold;

static void NoteAndHold(const struct event *Event)
{
	Note(Event);
	if (InterlockedExchange(&Hold, 0)) {
		KeSetEvent(&Held, IO_NO_INCREMENT, FALSE);
		KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
	}
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
	NoteAndHold(&Event);
}

static VOID OnImage(PUNICODE_STRING Name, HANDLE ProcessId, PIMAGE_INFO Info)
{
	struct event Event = { .kind = KIND_IMAGE, .process = Number(ProcessId),
			       .base = (ULONG_PTR)Info->ImageBase, .bytes = Info->ImageSize };

	RtlCopyMemory(Event.name, Name->Buffer, min(Name->Length, (UNITS - 1) * sizeof(WCHAR)));
	Event.is_in_order = KeGetCurrentIrql() == PASSIVE_LEVEL && !Info->SystemModeImage && !Info->ExtendedInfoPresent &&
			    Info->ImageAddressingMode == IMAGE_ADDRESSING_MODE_32BIT;
	NoteAndHold(&Event);
}

static VOID OnProcess(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO Info)
{
	struct event Event = { .kind = KIND_PROCESS, .created = Info != NULL, .process = Number(ProcessId),
			       .exit_status = (ULONG)PsGetProcessExitStatus(Process) };

	NoteAndHold(&Event);
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

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Held, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	return StartEvents(DriverObject, L"\\Device\\ThreadNotify", L"\\DosDevices\\ThreadNotify");
}
