/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that sees locks, and interferes by the name of the file. A read of "trace" returns what each lock since
 * the last one was: l or L for a lock, u or U for its end; capitals for flock(2).
 *
 *	refused		STATUS_ACCESS_DENIED
 *	swallowed	the operation is completed with a success
 *	late		STATUS_QUOTA_EXCEEDED on its way up
 *	deferred	a deferred I/O work item continues it
 *	changed		another offset
 *	shorter		another length
 *	exclusive	another kind
 */
#include "../minifilter_trace.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static LONG Conflicts;		/* locks that were not granted at once */

static VOID Change(PFLT_CALLBACK_DATA Data)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;

	if (Is(Data, "changed"))
		Parameters->LockControl.ByteOffset.QuadPart++;
	if (Is(Data, "shorter"))
		Parameters->LockControl.Length->QuadPart--;
	if (Is(Data, "exclusive"))
		Parameters->LockControl.ExclusiveLock = !Parameters->LockControl.ExclusiveLock;
	FltSetCallbackDataDirty(Data);
}

/* The program locks the bytes 10 to 14 of "plain", for itself alone and at once. */
static VOID ExpectPlain(PFLT_CALLBACK_DATA Data)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;

	if (Parameters->LockControl.Key) {
		EXPECT(!Parameters->LockControl.ByteOffset.QuadPart);
		EXPECT(Parameters->LockControl.Length->QuadPart == MAXLONGLONG);
		return;
	}
	EXPECT(Parameters->LockControl.ByteOffset.QuadPart == 10 && Parameters->LockControl.Length->QuadPart == 5);
	if (Data->Iopb->MinorFunction != IRP_MN_LOCK)
		return;
	EXPECT(Parameters->LockControl.ExclusiveLock && Parameters->LockControl.FailImmediately);
	EXPECT(Data->Iopb->OperationFlags == (SL_EXCLUSIVE_LOCK | SL_FAIL_IMMEDIATELY));
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreLock(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	const BOOLEAN IsLock = Data->Iopb->MinorFunction == IRP_MN_LOCK;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	EXPECT(IsLock || Data->Iopb->MinorFunction == IRP_MN_UNLOCK_SINGLE);
	EXPECT(FLT_IS_IRP_OPERATION(Data) && KeGetCurrentIrql() == PASSIVE_LEVEL);
	EXPECT(Data->Iopb->Parameters.LockControl.ProcessId == FltGetRequestorProcess(Data));
	Add(Data, Data->Iopb->Parameters.LockControl.Key ? (IsLock ? 'L' : 'U') : (IsLock ? 'l' : 'u'));
	if (Is(Data, "plain"))
		ExpectPlain(Data);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "swallowed"))
		return Complete(Data, STATUS_SUCCESS, 0);
	if (Is(Data, "deferred") && IsDeferred(Data, Continue, NULL))
		return FLT_PREOP_PENDING;
	Change(Data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostLock(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Data->IoStatus.Status == STATUS_LOCK_NOT_GRANTED)
		InterlockedIncrement(&Conflicts);
	if (Is(Data, "late"))
		Data->IoStatus.Status = STATUS_QUOTA_EXCEEDED;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Conflicts == 4);
	DbgPrint("mount_locks: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_LOCK_CONTROL, 0, PreLock, PostLock },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
