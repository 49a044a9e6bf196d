/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that finds processes in the system's list. No header of the WDK declares the function and the structures, so
 * the driver does.
 */
#include "../driver.h"

#include <ntifs.h>

#include "found.h"

typedef enum _SYSTEM_INFORMATION_CLASS {
	SystemProcessInformation = 5,
} SYSTEM_INFORMATION_CLASS;

NTSYSAPI NTSTATUS NTAPI ZwQuerySystemInformation(SYSTEM_INFORMATION_CLASS Class, PVOID Information, ULONG Length,
						 PULONG ReturnLength);

typedef struct _SYSTEM_THREAD_INFORMATION {
	LARGE_INTEGER KernelTime, UserTime, CreateTime;
	ULONG WaitTime;
	PVOID StartAddress;
	CLIENT_ID ClientId;
	KPRIORITY Priority;
	LONG BasePriority;
	ULONG ContextSwitches, ThreadState, WaitReason;
} SYSTEM_THREAD_INFORMATION;

typedef struct _SYSTEM_PROCESS_INFORMATION {
	ULONG NextEntryOffset, NumberOfThreads;
	LARGE_INTEGER WorkingSetPrivateSize;
	ULONG HardFaultCount, NumberOfThreadsHighWatermark;
	ULONGLONG CycleTime;
	LARGE_INTEGER CreateTime, UserTime, KernelTime;
	UNICODE_STRING ImageName;
	KPRIORITY BasePriority;
	HANDLE UniqueProcessId, InheritedFromUniqueProcessId;
	ULONG HandleCount, SessionId;
	ULONG_PTR UniqueProcessKey;
	VM_COUNTERS_EX Memory;
	IO_COUNTERS Io;
	SYSTEM_THREAD_INFORMATION Threads[1];
} SYSTEM_PROCESS_INFORMATION;

C_ASSERT(FIELD_OFFSET(SYSTEM_PROCESS_INFORMATION, Threads) == 0x100);

DRIVER_INITIALIZE DriverEntry;

#define TAG 'corP'

static int wrong;

#define EXPECT(Condition)								\
	do {										\
		if (!(Condition)) {							\
			wrong++;							\
			DbgPrint("system_processes: line %d: %s\n", __LINE__, #Condition);	\
		}									\
	} while (0)

/* As drivers do: the list may grow between the calls. NULL without memory. */
static SYSTEM_PROCESS_INFORMATION *ReadProcesses(VOID)
{
	SYSTEM_PROCESS_INFORMATION *List = NULL;
	ULONG Length = 0, Returned = 0;

	while (ZwQuerySystemInformation(SystemProcessInformation, List, Length, &Returned) ==
	       STATUS_INFO_LENGTH_MISMATCH) {
		EXPECT(Returned > Length);
		if (List)
			ExFreePoolWithTag(List, TAG);
		Length = Returned + 0x1000;
		List = ExAllocatePoolWithTag(PagedPool, Length, TAG);
		if (!List)
			return NULL;
	}
	EXPECT(Returned && Returned <= Length);
	return List;
}

static SYSTEM_PROCESS_INFORMATION *Next(SYSTEM_PROCESS_INFORMATION *Process)
{
	return Process->NextEntryOffset ? (PVOID)((PUCHAR)Process + Process->NextEntryOffset) : NULL;
}

static SYSTEM_PROCESS_INFORMATION *Find(SYSTEM_PROCESS_INFORMATION *Process, HANDLE Id)
{
	while (Process && Process->UniqueProcessId != Id)
		Process = Next(Process);
	return Process;
}

static BOOLEAN HasThread(const SYSTEM_PROCESS_INFORMATION *Process, HANDLE Id)
{
	ULONG i;

	for (i = 0; i < Process->NumberOfThreads; i++)
		if (Process->Threads[i].ClientId.UniqueThread == Id)
			return TRUE;
	return FALSE;
}

/* The idle process and the system process are the first ones. */
static VOID CheckOwn(SYSTEM_PROCESS_INFORMATION *Idle)
{
	SYSTEM_PROCESS_INFORMATION *System = Next(Idle);
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"System");

	EXPECT(!Idle->UniqueProcessId && !Idle->ImageName.Length && !Idle->ImageName.Buffer);
	EXPECT(Idle->NumberOfThreads == KeQueryActiveProcessorCount(NULL));
	EXPECT(Idle->KernelTime.QuadPart > 0 && Idle->Threads[0].KernelTime.QuadPart > 0);
	EXPECT(System->UniqueProcessId == (HANDLE)4 && !System->InheritedFromUniqueProcessId);
	EXPECT(RtlEqualUnicodeString(&System->ImageName, &Name, FALSE));
	EXPECT(HasThread(System, (HANDLE)2));	/* kthreadd */
	EXPECT(!HasThread(System, PsGetCurrentThreadId()));
}

/* What holds for each of them. */
static VOID CheckAll(SYSTEM_PROCESS_INFORMATION *Process)
{
	for (; Process; Process = Next(Process)) {
		const UNICODE_STRING *Name = &Process->ImageName;
		ULONG i;

		EXPECT(!((ULONG_PTR)Process & 7) && Process->NumberOfThreads > 0);
		EXPECT(!Name->Length || (Name->MaximumLength == Name->Length + sizeof(WCHAR) &&
					 (PVOID)Name->Buffer == (PVOID)&Process->Threads[Process->NumberOfThreads] &&
					 !Name->Buffer[Name->Length / sizeof(WCHAR)]));
		for (i = 0; i < Process->NumberOfThreads; i++) {
			EXPECT(Process->Threads[i].ClientId.UniqueProcess == Process->UniqueProcessId);
			EXPECT(Process->Threads[i].CreateTime.QuadPart > 0);
		}
	}
}

static VOID CheckCurrent(const SYSTEM_PROCESS_INFORMATION *Process)
{
	LARGE_INTEGER Now;

	KeQuerySystemTime(&Now);
	EXPECT(HasThread(Process, PsGetCurrentThreadId()));
	EXPECT(Process->CreateTime.QuadPart <= Process->Threads[0].CreateTime.QuadPart);
	EXPECT(Process->Threads[0].CreateTime.QuadPart < Now.QuadPart);
	EXPECT(Process->UserTime.QuadPart + Process->KernelTime.QuadPart >=
	       Process->Threads[0].UserTime.QuadPart + Process->Threads[0].KernelTime.QuadPart);
	EXPECT(Process->BasePriority == 8 && Process->NumberOfThreadsHighWatermark == Process->NumberOfThreads);
	EXPECT(Process->Threads[0].Priority == KeQueryPriorityThread(KeGetCurrentThread()));
	EXPECT(Process->Threads[0].BasePriority == Process->Threads[0].Priority);
	EXPECT(Process->WorkingSetPrivateSize.QuadPart > 0 &&
	       (SIZE_T)Process->WorkingSetPrivateSize.QuadPart <= Process->Memory.WorkingSetSize);
	EXPECT(Process->Memory.PeakVirtualSize >= Process->Memory.VirtualSize);
	EXPECT(Process->HardFaultCount <= Process->Memory.PageFaultCount);
}

static VOID Note(const SYSTEM_PROCESS_INFORMATION *Process, struct found *Found)
{
	ULONG i;

	Found->is_listed = 1;
	Found->parent = (ULONG)(ULONG_PTR)Process->InheritedFromUniqueProcessId;
	Found->session = Process->SessionId;
	Found->handles = Process->HandleCount;
	Found->threads = Process->NumberOfThreads;
	for (i = 0; i < 4 && i < Process->NumberOfThreads; i++) {
		Found->ids[i] = (ULONG)(ULONG_PTR)Process->Threads[i].ClientId.UniqueThread;
		Found->states[i] = Process->Threads[i].ThreadState << 8 | Process->Threads[i].WaitReason;
	}
	Found->priority = Process->Threads[0].Priority;
	Found->private_bytes = (LONGLONG)Process->Memory.PrivateUsage;
	Found->virtual_size = (LONGLONG)Process->Memory.VirtualSize;
	Found->working_set = (LONGLONG)Process->Memory.WorkingSetSize;
	Found->peak_working_set = (LONGLONG)Process->Memory.PeakWorkingSetSize;
	Found->page_faults = Process->Memory.PageFaultCount;
	Found->reads = (LONGLONG)Process->Io.ReadOperationCount;
	Found->writes = (LONGLONG)Process->Io.WriteOperationCount;
	Found->bytes_read = (LONGLONG)Process->Io.ReadTransferCount;
	Found->bytes_written = (LONGLONG)Process->Io.WriteTransferCount;
	for (i = 0; i < sizeof(Found->name) - 1 && i < Process->ImageName.Length / sizeof(WCHAR); i++)
		Found->name[i] = (CHAR)Process->ImageName.Buffer[i];
}

static VOID Look(HANDLE Id, struct found *Found)
{
	SYSTEM_PROCESS_INFORMATION *List = ReadProcesses(), *Process;

	RtlZeroMemory(Found, sizeof(*Found));
	if (!List)
		return;
	CheckOwn(List);
	CheckAll(List);
	Process = Find(List, Id);
	if (Process)
		Note(Process, Found);
	if (Process && Id == PsGetCurrentProcessId())
		CheckCurrent(Process);
	ExFreePoolWithTag(List, TAG);
	Found->wrong = wrong;
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	PVOID Buffer = Irp->AssociatedIrp.SystemBuffer;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.IoControlCode != LOOK ||
	    Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(ULONG) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(struct found))
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	Look((HANDLE)(ULONG_PTR)*(ULONG *)Buffer, Buffer);
	return Finish(Irp, STATUS_SUCCESS, sizeof(struct found));
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\Processes");

	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Processes");
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Processes");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
