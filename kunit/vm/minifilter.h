/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the minifilters of the VM tests: their start, names of files, and what a pre-operation callback does with them.
 */
#ifndef WINWORK_VM_MINIFILTER_H
#define WINWORK_VM_MINIFILTER_H

#include <fltKernel.h>

/* As ASCII; "?" for other characters. */
static inline VOID CopyName(char *To, size_t Room, const UNICODE_STRING *Name)
{
	USHORT i, Units = Name->Length / sizeof(WCHAR);

	for (i = 0; i < Units && i + 1u < Room; i++)
		To[i] = Name->Buffer[i] < 0x80 ? (char)Name->Buffer[i] : '?';
	To[i] = 0;
}

/* Whether the last part of the file's name begins so. */
static inline BOOLEAN Is(PFLT_CALLBACK_DATA Data, const char *Word)
{
	const UNICODE_STRING *Name = &Data->Iopb->TargetFileObject->FileName;
	USHORT i, Units = Name->Length / sizeof(WCHAR), Start = 0;

	for (i = 0; i < Units; i++)
		if (Name->Buffer[i] == '\\')
			Start = i + 1;
	for (i = Start; *Word; Word++, i++)
		if (i >= Units || Name->Buffer[i] != *Word)
			return FALSE;
	return TRUE;
}

static inline FLT_PREOP_CALLBACK_STATUS Complete(PFLT_CALLBACK_DATA Data, NTSTATUS Status, ULONG_PTR Information)
{
	Data->IoStatus.Status = Status;
	Data->IoStatus.Information = Information;
	return FLT_PREOP_COMPLETE;
}

/* Has a deferred I/O work item call Routine, which frees it. FALSE if the operation cannot be deferred. */
static inline BOOLEAN IsDeferred(PFLT_CALLBACK_DATA Data, PFLT_DEFERRED_IO_WORKITEM_ROUTINE Routine, PVOID Context)
{
	PFLT_DEFERRED_IO_WORKITEM Item = FltAllocateDeferredIoWorkItem();

	if (!Item)
		return FALSE;
	if (NT_SUCCESS(FltQueueDeferredIoWorkItem(Item, Data, Routine, DelayedWorkQueue, Context)))
		return TRUE;
	FltFreeDeferredIoWorkItem(Item);
	return FALSE;
}

static inline NTSTATUS StartRegistered(PDRIVER_OBJECT DriverObject, const FLT_REGISTRATION *Registration,
				       PFLT_FILTER *Filter)
{
	NTSTATUS Status = FltRegisterFilter(DriverObject, Registration, Filter);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = FltStartFiltering(*Filter);
	if (!NT_SUCCESS(Status))
		FltUnregisterFilter(*Filter);
	return Status;
}

static inline NTSTATUS StartFilterWithSetup(PDRIVER_OBJECT DriverObject, const FLT_OPERATION_REGISTRATION *Operations,
					    PFLT_INSTANCE_SETUP_CALLBACK Setup, PFLT_FILTER_UNLOAD_CALLBACK Unload,
					    PFLT_FILTER *Filter)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = Unload,
		.InstanceSetupCallback = Setup,
	};

	return StartRegistered(DriverObject, &Registration, Filter);
}

static inline NTSTATUS StartFilter(PDRIVER_OBJECT DriverObject, const FLT_OPERATION_REGISTRATION *Operations,
				   PFLT_FILTER_UNLOAD_CALLBACK Unload, PFLT_FILTER *Filter)
{
	return StartFilterWithSetup(DriverObject, Operations, NULL, Unload, Filter);
}

/* Opens a file below the instance and calls Routine with it. Returns the status of the one or the other. */
static inline NTSTATUS CallWithFile(PFLT_FILTER Filter, PFLT_INSTANCE Instance, PCWSTR Text,
				    NTSTATUS (*Routine)(PFLT_INSTANCE Instance, PFILE_OBJECT File))
{
	UNICODE_STRING Name;
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Result;
	PFILE_OBJECT File;
	HANDLE Handle;
	NTSTATUS Status;

	RtlInitUnicodeString(&Name, Text);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = FltCreateFileEx(Filter, Instance, &Handle, &File, FILE_GENERIC_READ | FILE_GENERIC_WRITE, &Attributes,
				 &Result, NULL, 0, FILE_SHARE_READ | FILE_SHARE_WRITE, FILE_OPEN,
				 FILE_NON_DIRECTORY_FILE | FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0, 0);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = Routine(Instance, File);
	ObDereferenceObject(File);
	FltClose(Handle);
	return Status;
}

static inline VOID SetDisposition(PFLT_CALLBACK_DATA Data, ULONG Disposition)
{
	ULONG *Options = &Data->Iopb->Parameters.Create.Options;

	*Options = (*Options & 0xffffff) | Disposition << 24;
	FltSetCallbackDataDirty(Data);
}

#endif
