/* SPDX-License-Identifier: MIT */
/*
 * audit: a minifilter that records every write of a program before it goes on. The name of the file is
 * asked for at PASSIVE_LEVEL, and a record may take long, so a deferred I/O work item carries the write
 * there, records it, and lets it go on. A write that may not be deferred, such as paging I/O, goes on at
 * once, and a generic work item records it afterwards.
 */
#include <fltKernel.h>

#define AUDIT_TAG 'tduA'

typedef struct _AUDIT_RECORD {
	LONGLONG Offset;
	ULONG Length;
} AUDIT_RECORD, *PAUDIT_RECORD;

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static volatile LONG Deferred, Behind, Lost;

/* The place to write to a log file, or to ask a service. */
static VOID AuditWrite(PFLT_CALLBACK_DATA Data)
{
	PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;
	PFLT_FILE_NAME_INFORMATION Name;

	PAGED_CODE();
	if (!NT_SUCCESS(FltGetFileNameInformation(
		    Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT, &Name))) {
		InterlockedIncrement(&Lost);
		return;
	}
	DbgPrint("audit: process %lu writes %lu bytes at %lld of %wZ\n", FltGetRequestorProcessId(Data),
		 Parameters->Write.Length, Parameters->Write.ByteOffset.QuadPart, &Name->Name);
	FltReleaseFileNameInformation(Name);
	InterlockedIncrement(&Deferred);
}

static VOID FLTAPI AuditDeferred(PFLT_DEFERRED_IO_WORKITEM WorkItem, PFLT_CALLBACK_DATA Data,
				 PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	FltFreeDeferredIoWorkItem(WorkItem);
	AuditWrite(Data);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
}

static VOID FLTAPI AuditBehind(PFLT_GENERIC_WORKITEM WorkItem, PVOID FltObject, PVOID Context)
{
	PAUDIT_RECORD Record = Context;

	UNREFERENCED_PARAMETER(FltObject);
	FltFreeGenericWorkItem(WorkItem);
	DbgPrint("audit: %lu bytes at %lld went to a file\n", Record->Length, Record->Offset);
	InterlockedIncrement(&Behind);
	ExFreePoolWithTag(Record, AUDIT_TAG);
}

/* Without memory, or while the instance goes, there is no record; the write goes on anyway. */
static VOID AuditLater(PFLT_CALLBACK_DATA Data)
{
	PFLT_GENERIC_WORKITEM WorkItem = FltAllocateGenericWorkItem();
	PAUDIT_RECORD Record = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Record), AUDIT_TAG);

	if (WorkItem && Record) {
		Record->Offset = Data->Iopb->Parameters.Write.ByteOffset.QuadPart;
		Record->Length = Data->Iopb->Parameters.Write.Length;
		if (NT_SUCCESS(FltQueueGenericWorkItem(WorkItem, Data->Iopb->TargetInstance,
						       AuditBehind, DelayedWorkQueue, Record)))
			return;
	}
	if (WorkItem)
		FltFreeGenericWorkItem(WorkItem);
	if (Record)
		ExFreePoolWithTag(Record, AUDIT_TAG);
	InterlockedIncrement(&Lost);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI AuditPreWrite(PFLT_CALLBACK_DATA Data,
						      PCFLT_RELATED_OBJECTS FltObjects,
						      PVOID *CompletionContext)
{
	PFLT_DEFERRED_IO_WORKITEM WorkItem;

	UNREFERENCED_PARAMETER(FltObjects);
	*CompletionContext = NULL;
	WorkItem = FltAllocateDeferredIoWorkItem();
	if (WorkItem) {
		if (NT_SUCCESS(FltQueueDeferredIoWorkItem(WorkItem, Data, AuditDeferred,
							  DelayedWorkQueue, NULL)))
			return FLT_PREOP_PENDING;
		FltFreeDeferredIoWorkItem(WorkItem);
	}
	AuditLater(Data);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI AuditUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	DbgPrint("audit: %ld writes recorded before they went on, %ld behind them, %ld not\n",
		 Deferred, Behind, Lost);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_WRITE, 0, AuditPreWrite, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_REGISTRATION Registration = {
	sizeof(FLT_REGISTRATION),
	FLT_REGISTRATION_VERSION,
	0,
	NULL,
	Operations,
	AuditUnload,
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = FltRegisterFilter(DriverObject, &Registration, &Filter);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = FltStartFiltering(Filter);
	if (!NT_SUCCESS(Status))
		FltUnregisterFilter(Filter);
	return Status;
}
