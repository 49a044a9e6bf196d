/* SPDX-License-Identifier: MIT */
/*
 * audit: a minifilter that records every write before it goes on, which takes a thread at
 * PASSIVE_LEVEL. A deferred I/O work item carries the write there and on. A write that may not be
 * deferred, such as paging I/O, goes on at once, and a generic work item records it afterwards.
 */
#include "volume.h"

#define AUDIT_TAG 'tduA'

typedef struct _AUDIT_RECORD {
	LONGLONG Offset;
	ULONG Length;
} AUDIT_RECORD, *PAUDIT_RECORD;

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static volatile LONG Deferred, Behind, Lost;

/* At PASSIVE_LEVEL: the place to write to a log file, or to ask a service. */
static VOID AuditWrite(LONGLONG Offset, ULONG Length, volatile LONG *Count)
{
	PAGED_CODE();
	NT_ASSERT(Length);
	UNREFERENCED_PARAMETER(Offset);
	UNREFERENCED_PARAMETER(Length);
	InterlockedIncrement(Count);
}

static VOID FLTAPI AuditDeferred(PFLT_DEFERRED_IO_WORKITEM WorkItem, PFLT_CALLBACK_DATA Data,
				 PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	AuditWrite(Data->Iopb->Parameters.Write.ByteOffset.QuadPart,
		   Data->Iopb->Parameters.Write.Length, &Deferred);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(WorkItem);
}

static VOID FLTAPI AuditBehind(PFLT_GENERIC_WORKITEM WorkItem, PVOID FltObject, PVOID Context)
{
	PAUDIT_RECORD Record = Context;

	UNREFERENCED_PARAMETER(FltObject);
	FltFreeGenericWorkItem(WorkItem);
	AuditWrite(Record->Offset, Record->Length, &Behind);
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
	VolumeStop();
	FltUnregisterFilter(Filter);
	DbgPrint("audit: %ld of %d writes recorded, %ld of them deferred, %ld behind their backs\n",
		 Deferred + Behind, WRITES, Deferred, Behind);
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
	if (NT_SUCCESS(Status))
		Status = VolumeStart();
	if (!NT_SUCCESS(Status))
		FltUnregisterFilter(Filter);
	return Status;
}
