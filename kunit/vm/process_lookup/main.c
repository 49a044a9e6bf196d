/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that finds processes by their ids, and asks about them.
 */
#include "../driver.h"

#include <ntifs.h>

/* As a driver does, since no header of the WDK declares it. */
typedef NTSTATUS (NTAPI *QUERY_INFORMATION_PROCESS)(HANDLE, PROCESSINFOCLASS, PVOID, ULONG, PULONG);
QUERY_INFORMATION_PROCESS ZwQueryInformationProcess;

#define PROCESS_TERMINATE 1	/* in no header of the WDK either */

#include "lookup.h"

DRIVER_INITIALIZE DriverEntry;

#define EXPECT(Condition)								\
	do {										\
		if (!(Condition)) {							\
			Found->wrong++;							\
			DbgPrint("process_lookup: line %d: %s\n", __LINE__, #Condition);	\
		}									\
	} while (0)

static VOID CopyText(char (*To)[256], const UNICODE_STRING *Name)
{
	USHORT i;

	for (i = 0; i < Name->Length / sizeof(WCHAR) && i < sizeof(*To) - 1; i++)
		(*To)[i] = Name->Buffer[i] < 0x80 ? (char)Name->Buffer[i] : '?';
	(*To)[i] = 0;
}

/* Asks for the length, and then for the name. */
static VOID QueryImage(HANDLE Handle, PROCESSINFOCLASS Class, char (*To)[256], struct found *Found)
{
	ULONG Length = 0, Again = 0;
	UNICODE_STRING *Name;

	EXPECT(ZwQueryInformationProcess(Handle, Class, NULL, 0, &Length) == STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(Length >= sizeof(UNICODE_STRING) + sizeof(WCHAR));
	Name = ExAllocatePoolWithTag(PagedPool, Length, 'kooL');
	if (!Name)
		return;
	EXPECT(ZwQueryInformationProcess(Handle, Class, Name, Length - 1, &Again) == STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(ZwQueryInformationProcess(Handle, Class, Name, Length, &Again) == STATUS_SUCCESS);
	EXPECT(Again == Length && Name->Buffer == (PWSTR)(Name + 1) && !Name->Buffer[Name->Length / sizeof(WCHAR)]);
	CopyText(To, Name);
	ExFreePoolWithTag(Name, 'kooL');
}

static VOID Query(HANDLE Handle, struct found *Found)
{
	PROCESS_BASIC_INFORMATION Basic;
	PROCESS_SESSION_INFORMATION Session;
	ULONG_PTR Number = 7;
	ULONG Length = 0;

	EXPECT(ZwQueryInformationProcess(Handle, ProcessBasicInformation, &Basic, sizeof(Basic), &Length) ==
	       STATUS_SUCCESS && Length == sizeof(Basic));
	Found->id_of_basic = (ULONG)Basic.UniqueProcessId;
	Found->parent = (ULONG)Basic.InheritedFromUniqueProcessId;
	EXPECT(ZwQueryInformationProcess(Handle, ProcessSessionInformation, &Session, sizeof(Session), NULL) ==
	       STATUS_SUCCESS);
	Found->session = Session.SessionId;
	EXPECT(ZwQueryInformationProcess(Handle, ProcessDebugPort, &Number, sizeof(Number), NULL) == STATUS_SUCCESS &&
	       !Number);
	Number = 7;
	EXPECT(ZwQueryInformationProcess(Handle, ProcessWow64Information, &Number, sizeof(Number), NULL) ==
	       STATUS_SUCCESS && !Number);
	EXPECT(ZwQueryInformationProcess(Handle, ProcessBasicInformation, &Basic, sizeof(Basic) - 1, &Length) ==
	       STATUS_INFO_LENGTH_MISMATCH && Length == sizeof(Basic));
	EXPECT(ZwQueryInformationProcess(Handle, MaxProcessInfoClass, &Basic, sizeof(Basic), NULL) ==
	       STATUS_INVALID_INFO_CLASS);
	QueryImage(Handle, ProcessImageFileName, &Found->image_of_query, Found);
	QueryImage(Handle, ProcessImageFileNameWin32, &Found->image_of_win32, Found);
}

static VOID LookAt(PEPROCESS Process, struct found *Found)
{
	PUNICODE_STRING Image = NULL;
	PVOID Same = NULL;
	HANDLE Handle = NULL;

	Found->id = (ULONG)(ULONG_PTR)PsGetProcessId(Process);
	Found->image_status = SeLocateProcessImageName(Process, &Image);
	EXPECT(NT_SUCCESS(Found->image_status) == (Image != NULL));
	if (Image) {
		CopyText(&Found->image, Image);
		ExFreePool(Image);
	}
	EXPECT(ObOpenObjectByPointer(Process, OBJ_KERNEL_HANDLE, NULL, 0, *PsProcessType, KernelMode, &Handle) ==
	       STATUS_SUCCESS);
	EXPECT(ObReferenceObjectByHandle(Handle, 0, *PsProcessType, KernelMode, &Same, NULL) == STATUS_SUCCESS);
	EXPECT(Same == Process);
	ObReferenceObject(Process);
	ObDereferenceObject(Process);
	ObDereferenceObject(Same);
	EXPECT(ObReferenceObjectByHandle(Handle, 0, *PsThreadType, KernelMode, &Same, NULL) ==
	       STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT(ZwClose(Handle) == STATUS_SUCCESS);
	EXPECT(ZwQueryInformationProcess(Handle, ProcessBasicInformation, NULL, 0, NULL) == STATUS_INVALID_HANDLE);
}

static VOID Open(HANDLE Id, struct found *Found)
{
	CLIENT_ID Client = { .UniqueProcess = Id };
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Handle;

	InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
	Found->open_status = ZwOpenProcess(&Handle, 0, &Attributes, &Client);
	EXPECT(NT_SUCCESS(Found->open_status) == (Handle != NULL));
	if (!Handle)
		return;
	Query(Handle, Found);
	EXPECT(ZwClose(Handle) == STATUS_SUCCESS);
}

static NTSTATUS Terminate(HANDLE Id)
{
	CLIENT_ID Client = { .UniqueProcess = Id };
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Handle;
	NTSTATUS Status;

	InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = ZwOpenProcess(&Handle, PROCESS_TERMINATE, &Attributes, &Client);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = ZwTerminateProcess(Handle, STATUS_SUCCESS);
	NtClose(Handle);
	return Status;
}

static VOID Look(HANDLE Id, struct found *Found)
{
	PEPROCESS Process;

	RtlZeroMemory(Found, sizeof(*Found));
	Found->status = PsLookupProcessByProcessId(Id, &Process);
	EXPECT(NT_SUCCESS(Found->status) == (Process != NULL));
	EXPECT((Process == PsGetCurrentProcess()) == (Id == PsGetCurrentProcessId()));
	EXPECT(PsGetThreadProcess(PsGetCurrentThread()) == PsGetCurrentProcess());
	if (Process) {
		LookAt(Process, Found);
		ObDereferenceObject(Process);
	}
	Open(Id, Found);
}

/* References are counted: the looked-up thread is none any more after the last. */
static VOID LookAtThread(HANDLE Id, struct found_thread *Found)
{
	PETHREAD Thread, Again;
	HANDLE Handle;

	RtlZeroMemory(Found, sizeof(*Found));
	Found->status = PsLookupThreadByThreadId(Id, &Thread);
	EXPECT(NT_SUCCESS(Found->status) == (Thread != NULL));
	if (!Thread)
		return;
	EXPECT((Thread == PsGetCurrentThread()) == (Id == PsGetCurrentThreadId()));
	Found->id = (ULONG)(ULONG_PTR)PsGetThreadId(Thread);
	Found->process_id = (ULONG)(ULONG_PTR)PsGetThreadProcessId(Thread);
	EXPECT(PsLookupThreadByThreadId(Id, &Again) == STATUS_SUCCESS && Again == Thread);
	EXPECT(ObReferenceObject(Thread) == 3);
	EXPECT(ObReferenceObjectByPointer(Thread, 0, *PsThreadType, UserMode) == STATUS_SUCCESS);
	EXPECT(ObReferenceObjectByPointer(Thread, 0, *PsProcessType, UserMode) == STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT(ObDereferenceObject(Thread) == 3);
	EXPECT(ObOpenObjectByPointer(Thread, OBJ_KERNEL_HANDLE, NULL, 0, *PsThreadType, KernelMode, &Handle) ==
	       STATUS_NOT_SUPPORTED);
	EXPECT(ObDereferenceObject(Thread) == 2);
	EXPECT(ObDereferenceObject(Thread) == 1);
	EXPECT(ObDereferenceObject(Thread) == 0);
}

static PETHREAD Kept;

static VOID SetKept(KPRIORITY Priority, struct found_thread *Found)
{
	RtlZeroMemory(Found, sizeof(*Found));
	Found->priority = KeSetPriorityThread((PKTHREAD)Kept, Priority);
	Found->id = (ULONG)(ULONG_PTR)PsGetThreadId(Kept);
	EXPECT(KeQueryPriorityThread((PKTHREAD)Kept) == Priority);
	EXPECT(ObDereferenceObject(Kept) > 0);
}

static NTSTATUS Keep(HANDLE Id)
{
	NTSTATUS Status = PsLookupThreadByThreadId(Id, &Kept);

	return NT_SUCCESS(Status) ? PsLookupThreadByThreadId(Id, &Kept) : Status;
}

static NTSTATUS ThreadControl(PIRP Irp, ULONG Code, ULONG Number, ULONG Room)
{
	struct found_thread *Found = Irp->AssociatedIrp.SystemBuffer;

	if (Code == KEEP_THREAD)
		return Finish(Irp, Keep((HANDLE)(ULONG_PTR)Number), 0);
	if (Room != sizeof(*Found))
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	if (Code == SET_KEPT)
		SetKept((KPRIORITY)Number, Found);
	else
		LookAtThread((HANDLE)(ULONG_PTR)Number, Found);
	return Finish(Irp, STATUS_SUCCESS, sizeof(*Found));
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Code = Location->Parameters.DeviceIoControl.IoControlCode;
	struct found *Found = Irp->AssociatedIrp.SystemBuffer;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(ULONG))
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	if (Code == LOOK_AT_THREAD || Code == KEEP_THREAD || Code == SET_KEPT)
		return ThreadControl(Irp, Code, *(ULONG *)Irp->AssociatedIrp.SystemBuffer,
				     Location->Parameters.DeviceIoControl.OutputBufferLength);
	if (Code == TERMINATE)
		return Finish(Irp, Terminate((HANDLE)(ULONG_PTR)*(ULONG *)Irp->AssociatedIrp.SystemBuffer), 0);
	if (Code != LOOK || Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(*Found))
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	Look((HANDLE)(ULONG_PTR)*(ULONG *)Irp->AssociatedIrp.SystemBuffer, Found);
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

	RtlInitUnicodeString(&Link, L"\\??\\Lookup");
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	RtlInitUnicodeString(&Name, L"ZwQueryInformationProcess");
	ZwQueryInformationProcess = (QUERY_INFORMATION_PROCESS)MmGetSystemRoutineAddress(&Name);
	if (!ZwQueryInformationProcess)
		return STATUS_PROCEDURE_NOT_FOUND;
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	RtlInitUnicodeString(&Name, L"\\Device\\Lookup");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Lookup");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
