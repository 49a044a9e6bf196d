/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount.
 */
#include "../two_minifilters.h"

#include "edges.h"

DRIVER_INITIALIZE DriverEntry;

static KSPIN_LOCK Lock;
static PFLT_CALLBACK_DATA Kept;		/* the lock */
static KEVENT IsKept;
static struct state State;

static FLT_PREOP_CALLBACK_STATUS Keep(PFLT_CALLBACK_DATA Data)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Kept = Data;
	KeReleaseSpinLock(&Lock, Irql);
	KeSetEvent(&IsKept, IO_NO_INCREMENT, FALSE);
	return FLT_PREOP_PENDING;
}

static VOID Release(VOID)
{
	PFLT_CALLBACK_DATA Data;
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Data = Kept;
	Kept = NULL;
	KeReleaseSpinLock(&Lock, Irql);
	if (!Data)
		return;
	/* Before the open there is no stream. */
	if (Data->Iopb->TargetFileObject->FsContext)
		State.node_type = *(CSHORT *)Data->Iopb->TargetFileObject->FsContext;
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
}

/* ---- The lower filter ---------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "read_only"))
		Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess &=
			~(FILE_WRITE_DATA | FILE_APPEND_DATA);
	if (!Is(Data, "kept_create") || Data->Iopb->Parameters.Create.Options >> 24 != FILE_OPEN_IF)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	InterlockedIncrement((volatile LONG *)&State.creates);
	return Keep(Data);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "wait")) {
		KeWaitForSingleObject(&IsKept, Executive, KernelMode, FALSE, NULL);
		return Complete(Data, STATUS_SUCCESS, 0);
	}
	if (!Is(Data, "state") || Data->Iopb->Parameters.Read.Length != sizeof(State))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &State, sizeof(State));
	return Complete(Data, STATUS_SUCCESS, sizeof(State));
}

static VOID FLTAPI Continue(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	InterlockedIncrement((volatile LONG *)&State.deferred);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "release")) {
		Release();
		return Complete(Data, STATUS_SUCCESS, Data->Iopb->Parameters.Write.Length);
	}
	if (Is(Data, "kept"))
		return Keep(Data);
	if (!Is(Data, "sync"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	return IsDeferred(Data, Continue, NULL) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The upper filter ---------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSync(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	return Is(Data, "sync") ? FLT_PREOP_SYNCHRONIZE : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostSync(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Data->Thread == PsGetCurrentThread())
		InterlockedIncrement((volatile LONG *)&State.synchronised);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* ---- Both ---------------------------------------------------------------------------------- */

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_WRITE, 0, PreWrite, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_WRITE, 0, PreSync, PostSync },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	KeInitializeEvent(&IsKept, SynchronizationEvent, FALSE);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
