/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that uses the memory of processes, in the thread of the program, in a work item and in a system thread.
 */
#include <ntifs.h>

#include "../driver.h"

#include "attach.h"

DRIVER_INITIALIZE DriverEntry;

#define EXPECT(Condition)								\
	do {										\
		if (!(Condition)) {							\
			Found->wrong++;							\
			DbgPrint("attach: line %d: %s\n", __LINE__, #Condition);	\
		}									\
	} while (0)

typedef struct _RUNNING {
	const struct job *Job;
	struct found *Found;
	KEVENT Done;
} RUNNING, *PRUNNING;

static PEPROCESS ProcessOf(unsigned int Id)
{
	PEPROCESS Process = NULL;

	PsLookupProcessByProcessId((HANDLE)(ULONG_PTR)Id, &Process);
	return Process;
}

/* Reads what is at the address, and writes "driver" there. */
static int Exchange(PVOID Address, char *Old)
{
	int Status = STATUS_SUCCESS;

	__try {
		ProbeForRead(Address, BYTES, 1);
		RtlCopyMemory(Old, Address, BYTES);
		ProbeForWrite(Address, BYTES, 1);
		RtlCopyMemory(Address, "driver", sizeof("driver"));
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return Status;
}

/* Writes "pinned" by a mapping, which stays also without the process. */
static int Pin(PVOID Address)
{
	PMDL Mdl = IoAllocateMdl(Address, BYTES, FALSE, FALSE, NULL);
	int Status = STATUS_SUCCESS;
	char *Mapped;

	if (!Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	__try {
		MmProbeAndLockPages(Mdl, UserMode, IoWriteAccess);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	if (NT_SUCCESS(Status)) {
		Mapped = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
		if (Mapped)
			RtlCopyMemory(Mapped + BYTES / 2, "pinned", sizeof("pinned"));
		MmUnlockPages(Mdl);
	}
	IoFreeMdl(Mdl);
	return Status;
}

static VOID Look(const struct job *Job, struct found *Found)
{
	PEPROCESS Before = PsGetCurrentProcess(), Process = ProcessOf(Job->id);
	HANDLE Id = PsGetCurrentProcessId();
	KAPC_STATE State;

	KeStackAttachProcess(Process, &State);
	EXPECT(PsGetCurrentProcess() == Process && State.Process == Before);
	EXPECT(PsGetCurrentProcessId() == Id && PsGetThreadProcess(PsGetCurrentThread()) == Before);
	Found->status = Exchange((PVOID)(ULONG_PTR)Job->text, Found->text);
	Found->pin_status = Pin((PVOID)(ULONG_PTR)Job->text);
	KeUnstackDetachProcess(&State);
	EXPECT(PsGetCurrentProcess() == Before);
	ObDereferenceObject(Process);
}

/* In the first process, in the second one, and again in the first one. */
static VOID Nest(const struct job *Job, struct found *Found)
{
	PEPROCESS Before = PsGetCurrentProcess(), First = ProcessOf(Job->id), Second = ProcessOf(Job->second);
	KAPC_STATE States[3];
	char Again[BYTES];
	int Status;

	KeStackAttachProcess(First, &States[0]);
	Found->status = Exchange((PVOID)(ULONG_PTR)Job->text, Found->text);
	KeStackAttachProcess(Second, &States[1]);
	EXPECT(PsGetCurrentProcess() == Second && States[1].Process == First);
	Found->pin_status = Exchange((PVOID)(ULONG_PTR)Job->text, Found->second);
	/* None of these, and none of another program's. */
	KeStackAttachProcess(PsInitialSystemProcess, &States[2]);
	EXPECT(Exchange((PVOID)(ULONG_PTR)Job->text, Again) == STATUS_ACCESS_VIOLATION);
	KeUnstackDetachProcess(&States[2]);
	KeUnstackDetachProcess(&States[1]);
	EXPECT(PsGetCurrentProcess() == First);
	Status = Exchange((PVOID)(ULONG_PTR)Job->text, Again);
	EXPECT(Status == STATUS_SUCCESS && RtlEqualMemory(Again, "driver", sizeof("driver")));
	KeUnstackDetachProcess(&States[0]);
	EXPECT(PsGetCurrentProcess() == Before);
	EXPECT(Exchange((PVOID)(ULONG_PTR)Job->text, Again) == STATUS_ACCESS_VIOLATION);
	KeAttachProcess((PRKPROCESS)First);
	EXPECT(Exchange((PVOID)(ULONG_PTR)Job->text, Again) == STATUS_SUCCESS);
	KeAttachProcess((PRKPROCESS)First);
	KeDetachProcess();
	EXPECT(PsGetCurrentProcess() == Before);
	KeDetachProcess();
}

/* The file expect has a line for each. */
static VOID Misuse(const struct job *Job, struct found *Found)
{
	PEPROCESS Before = PsGetCurrentProcess(), Process = ProcessOf(Job->id), Second = ProcessOf(Job->second);
	KAPC_STATE States[2];
	KIRQL Irql;

	KeUnstackDetachProcess(&States[0]);
	KeStackAttachProcess((PRKPROCESS)Found, &States[0]);
	KeStackAttachProcess(Process, NULL);
	EXPECT(PsGetCurrentProcess() == Before);
	KeStackAttachProcess(Process, &States[0]);
	KeStackAttachProcess(Second, &States[1]);
	KeUnstackDetachProcess(&States[0]);
	EXPECT(PsGetCurrentProcess() == Before);
	KeStackAttachProcess(Process, &States[0]);
	KeAttachProcess((PRKPROCESS)Second);
	KeDetachProcess();
	EXPECT(PsGetCurrentProcess() == Process);
	KeUnstackDetachProcess(&States[0]);
	EXPECT(PsGetCurrentProcess() == Before);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	KeStackAttachProcess(Process, &States[0]);
	KeLowerIrql(Irql);
	EXPECT(PsGetCurrentProcess() == Before);
}

static VOID Forget(const struct job *Job)
{
	/* On a stack that is soon gone: nothing may read it at the end. */
	KAPC_STATE States[2];

	KeStackAttachProcess(ProcessOf(Job->id), &States[0]);
	KeStackAttachProcess(ProcessOf(Job->id), &States[1]);
	RtlFillMemory(States, sizeof(States), 0x55);
}

static VOID Work(const struct job *Job, struct found *Found)
{
	switch (Job->work) {
	case LOOK:
		Look(Job, Found);
		break;
	case NEST:
		Nest(Job, Found);
		break;
	case MISUSE:
		Misuse(Job, Found);
		break;
	case FORGET:
		Forget(Job);
		break;
	}
}

static VOID ItemRoutine(PDEVICE_OBJECT Device, PVOID Context)
{
	PRUNNING Running = Context;

	UNREFERENCED_PARAMETER(Device);
	Work(Running->Job, Running->Found);
	KeSetEvent(&Running->Done, IO_NO_INCREMENT, FALSE);
}

static VOID ThreadRoutine(PVOID Context)
{
	ItemRoutine(NULL, Context);
}

static VOID InItem(PDEVICE_OBJECT Device, PRUNNING Running)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);

	IoQueueWorkItem(Item, ItemRoutine, DelayedWorkQueue, Running);
	KeWaitForSingleObject(&Running->Done, Executive, KernelMode, FALSE, NULL);
	IoFreeWorkItem(Item);
}

static NTSTATUS InThread(PRUNNING Running)
{
	HANDLE Handle;
	NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, ThreadRoutine, Running);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = ZwWaitForSingleObject(Handle, FALSE, NULL);
	ZwClose(Handle);
	return Status;
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	struct job Job = *(struct job *)Irp->AssociatedIrp.SystemBuffer;
	struct found *Found = Irp->AssociatedIrp.SystemBuffer;
	RUNNING Running = { .Job = &Job, .Found = Found };

	if (Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(Job) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(*Found))
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	RtlZeroMemory(Found, sizeof(*Found));
	KeInitializeEvent(&Running.Done, NotificationEvent, FALSE);
	if (Job.place == IN_ITEM)
		InItem(Device, &Running);
	else if (Job.place == IN_THREAD)
		EXPECT(NT_SUCCESS(InThread(&Running)));
	else
		Work(&Job, Found);
	return Finish(Irp, STATUS_SUCCESS, sizeof(*Found));
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, L"\\??\\Attach");
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	RtlInitUnicodeString(&Name, L"\\Device\\Attach");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Attach");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
