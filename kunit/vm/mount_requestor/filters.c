/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. They ask which process has made an operation: the upper one in
 * the program's thread, in a worker, and after the program has ended; the lower one for reads of the upper one's.
 */
#include "../two_minifilters.h"

#include "requestor.h"

DRIVER_INITIALIZE DriverEntry;

static struct answer Answer;
static PFLT_CALLBACK_DATA Kept;

static VOID Ask(PFLT_CALLBACK_DATA Data, struct asked *Asked)
{
	PEPROCESS Process = FltGetRequestorProcess(Data);
	ULONG Session = 0;

	if (!NT_SUCCESS(FltGetRequestorSessionId(Data, &Session)))
		Session = NO_ANSWER;
	Asked->in_32bit_call = FltIs32bitProcess(NULL);
	Asked->session = Session;
	Asked->id = FltGetRequestorProcessId(Data);
	Asked->id_ex = HandleToULong(FltGetRequestorProcessIdEx(Data));
	Asked->id_of_process = HandleToULong(PsGetProcessId(Process));
	Asked->is_current = Process == PsGetCurrentProcess();
	Asked->is_32bit = FltIs32bitProcess(Data);
}

/* ---- The lower filter ---------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_GENERATED_IO))
		Ask(Data, Answer.reads_of_own++ ? &Answer.own_in_worker : &Answer.own);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The upper filter ---------------------------------------------------------------------- */

static VOID Read(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	LARGE_INTEGER Start = { .QuadPart = 0 };
	char Byte;

	FltReadFile(Instance, File, &Start, sizeof(Byte), &Byte, 0, NULL, NULL, NULL);
}

static VOID FLTAPI InWorker(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	Ask(Data, &Answer.in_worker);
	Read(Data->Iopb->TargetInstance, Data->Iopb->TargetFileObject);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS Defer(PFLT_CALLBACK_DATA Data)
{
	return IsDeferred(Data, InWorker, NULL) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS GiveAnswer(PFLT_CALLBACK_DATA Data)
{
	if (Data->Iopb->Parameters.Read.Length != sizeof(Answer))
		return Complete(Data, STATUS_INVALID_PARAMETER, 0);
	if (Kept)
		Ask(Kept, &Answer.kept);
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &Answer, sizeof(Answer));
	return Complete(Data, STATUS_SUCCESS, sizeof(Answer));
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "answer"))
		return GiveAnswer(Data);
	if (!Is(Data, "r_"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlZeroMemory(&Answer, sizeof(Answer));
	Ask(Data, &Answer.before);
	Read(Objects->Instance, Objects->FileObject);
	return Defer(Data);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI UpperReadDone(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						       PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	Ask(Data, &Answer.after);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* Keeps a write to "k_...", until one to "release". */
static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "k_")) {
		Kept = Data;
		return FLT_PREOP_PENDING;
	}
	if (Is(Data, "release") && Kept) {
		FltCompletePendedPreOperation(Kept, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
		Kept = NULL;
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- Both ---------------------------------------------------------------------------------- */

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_READ, 0, LowerRead, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_READ, 0, UpperRead, UpperReadDone },
	{ IRP_MJ_WRITE, 0, UpperWrite, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
