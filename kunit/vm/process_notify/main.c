/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose routines for processes note what they are told, and stop or refuse processes as the program
 * asks.
 */
#include <ntifs.h>

#include "process_notify.h"

#define EVENTS 1024
#include "../events.h"

DRIVER_INITIALIZE DriverEntry;

static KSEMAPHORE Stopped;
static KEVENT Go;
static struct rule Rule;

static void Copy(unsigned short *To, PCUNICODE_STRING From)
{
	const ULONG Bytes = From->Length < (UNITS - 1) * sizeof(WCHAR) ? From->Length : (UNITS - 1) * sizeof(WCHAR);

	RtlCopyMemory(To, From->Buffer, Bytes);
}

static BOOLEAN EndsWith(PCUNICODE_STRING Name, const unsigned short *Suffix)
{
	USHORT Length = 0;

	while (Suffix[Length])
		Length++;
	return Length && Name->Length >= Length * sizeof(WCHAR) &&
	       RtlEqualMemory(Name->Buffer + Name->Length / sizeof(WCHAR) - Length, Suffix,
			      Length * sizeof(WCHAR));
}

static void Stop(void)
{
	struct event Event = { .kind = KIND_LEFT };

	KeReleaseSemaphore(&Stopped, IO_NO_INCREMENT, 1, FALSE);
	KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
	Note(&Event);
}

static VOID Plain(HANDLE ParentId, HANDLE ProcessId, BOOLEAN Create)
{
	struct event Event = { .kind = KIND_PLAIN, .created = Create, .id = Number(ProcessId),
			       .parent = Number(ParentId), .level = KeGetCurrentIrql() };

	Note(&Event);
}

static void Handle(int Kind, PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO CreateInfo)
{
	struct event Event = { .kind = Kind, .created = CreateInfo != NULL, .id = Number(ProcessId),
			       .level = KeGetCurrentIrql(), .matches = PsGetProcessId(Process) == ProcessId,
			       .caller = Number(PsGetCurrentProcessId()) };

	if (CreateInfo) {
		Event.parent = Number(CreateInfo->ParentProcessId);
		Event.creator = Number(CreateInfo->CreatingThreadId.UniqueProcess);
		Event.creator_thread = Number(CreateInfo->CreatingThreadId.UniqueThread);
		Event.in_order = CreateInfo->Size == sizeof(*CreateInfo) && CreateInfo->FileOpenNameAvailable &&
				 !CreateInfo->FileObject && !CreateInfo->IsSubsystemProcess &&
				 Process == IoGetCurrentProcess() &&
				 ExGetPreviousMode() == UserMode;
		Copy(Event.image, CreateInfo->ImageFileName);
		Copy(Event.command, CreateInfo->CommandLine);
	}
	Note(&Event);
	if (CreateInfo && EndsWith(CreateInfo->ImageFileName, Rule.suffix)) {
		CreateInfo->CreationStatus = Rule.status;
		if (Rule.stops)
			Stop();
	}
	if (!CreateInfo && Rule.stops_at_end && !KeReadStateEvent(&Go))
		Stop();
}

static VOID Extended(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO CreateInfo)
{
	Handle(KIND_EX, Process, ProcessId, CreateInfo);
}

static VOID Extended2(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO CreateInfo)
{
	Handle(KIND_EX2, Process, ProcessId, CreateInfo);
}

static VOID Itself(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO CreateInfo)
{
	Handle(KIND_ITSELF, Process, ProcessId, CreateInfo);
	PsSetCreateProcessNotifyRoutineEx(Itself, TRUE);
}

static VOID Raises(PEPROCESS Process, HANDLE ProcessId, PPS_CREATE_NOTIFY_INFO CreateInfo)
{
	KIRQL Before;

	Handle(KIND_RAISES, Process, ProcessId, CreateInfo);
	if (CreateInfo)
		KeRaiseIrql(APC_LEVEL, &Before);
}

static NTSTATUS SetAtDispatch(void)
{
	NTSTATUS Status;
	KIRQL Before;

	KeRaiseIrql(DISPATCH_LEVEL, &Before);
	Status = PsSetCreateProcessNotifyRoutineEx(Extended, FALSE);
	KeLowerIrql(Before);
	return Status;
}

/* Many routines with different code, for the limit. */
static volatile LONG Calls;
#define FILLER(number)										\
	static VOID Filler##number(PEPROCESS Process, HANDLE Id, PPS_CREATE_NOTIFY_INFO Info)	\
	{											\
		UNREFERENCED_PARAMETER(Process);						\
		UNREFERENCED_PARAMETER(Id);							\
		UNREFERENCED_PARAMETER(Info);							\
		InterlockedExchangeAdd(&Calls, number);						\
	}
#define TEN(each, tens) each(tens##0) each(tens##1) each(tens##2) each(tens##3) each(tens##4)	\
	each(tens##5) each(tens##6) each(tens##7) each(tens##8) each(tens##9)
TEN(FILLER, 1) TEN(FILLER, 2) TEN(FILLER, 3) FILLER(40) FILLER(41)

#define NAME(number) Filler##number,
static const PCREATE_PROCESS_NOTIFY_ROUTINE_EX Fillers[ROUTINES - 1] = {
	TEN(NAME, 1) TEN(NAME, 2) TEN(NAME, 3) NAME(40) NAME(41)
};

static PCREATE_PROCESS_NOTIFY_ROUTINE_EX Routine(const struct setting *Setting)
{
	if (Setting->number)
		return Fillers[Setting->number - 1];
	return Setting->kind == KIND_EX ? Extended : Extended2;
}

static NTSTATUS Set(const struct setting *Setting)
{
	const BOOLEAN Remove = (BOOLEAN)Setting->remove;

	switch (Setting->kind) {
	case KIND_PLAIN:
		return PsSetCreateProcessNotifyRoutine(Plain, Remove);
	case KIND_EX:
		return PsSetCreateProcessNotifyRoutineEx(Routine(Setting), Remove);
	case KIND_EX2:
		return PsSetCreateProcessNotifyRoutineEx2(PsCreateProcessNotifySubsystems,
							  (PVOID)Routine(Setting), Remove);
	case KIND_BAD:
		return PsSetCreateProcessNotifyRoutineEx2((PSCREATEPROCESSNOTIFYTYPE)1, (PVOID)Extended2, Remove);
	case KIND_ITSELF:
		return PsSetCreateProcessNotifyRoutineEx(Itself, Remove);
	case KIND_RAISES:
		return PsSetCreateProcessNotifyRoutineEx(Raises, Remove);
	case KIND_AT_DISPATCH:
		return SetAtDispatch();
	default:
		return PsSetCreateProcessNotifyRoutine(NULL, Remove);
	}
}

static NTSTATUS Do(ULONG Code, PVOID Data)
{
	struct setting *Setting = Data;

	switch (Code) {
	case IOCTL_SET:
		Setting->status = Set(Setting);
		if (Setting->remove) {
			struct event Event = { .kind = KIND_REMOVED };

			Note(&Event);
		}
		return STATUS_SUCCESS;
	case IOCTL_NEXT:
		return Next(Data);
	case IOCTL_COUNT:
		*(int *)Data = (int)Count;
		return STATUS_SUCCESS;
	case IOCTL_RULE:
		Rule = *(const struct rule *)Data;
		KeClearEvent(&Go);
		return STATUS_SUCCESS;
	case IOCTL_STOPPED:
		return Wait(&Stopped);
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
	KeInitializeSemaphore(&Stopped, 0, MAXLONG);
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	return StartEvents(DriverObject, L"\\Device\\ProcessNotify", L"\\DosDevices\\ProcessNotify");
}
