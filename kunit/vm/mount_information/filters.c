/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one asks about files; the lower one sees that, and
 * answers some of it.
 */
#include "../two_minifilters.h"

#include "information.h"

DRIVER_INITIALIZE DriverEntry;

static struct wanted Wanted;
static struct answer Answer;

#define COUNT(Member) InterlockedIncrement((volatile LONG *)&Answer.Member)

/* ---- The lower filter ---------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	COUNT(lower_queries);
	if (!FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_GENERATED_IO) || Data->RequestorMode != KernelMode ||
	    !FLT_IS_IRP_OPERATION(Data) || !FLT_IS_SYSTEM_BUFFER(Data) ||
	    Data->Iopb->Parameters.QueryFileInformation.Length != Wanted.length ||
	    (unsigned int)Data->Iopb->Parameters.QueryFileInformation.FileInformationClass != Wanted.kind ||
	    Data->Iopb->Parameters.QueryFileInformation.InfoBuffer != Answer.bytes)
		COUNT(wrong);
	if (Is(Data, "q_denied"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	return Is(Data, "q_lied") ? FLT_PREOP_SUCCESS_WITH_CALLBACK : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI LowerLie(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (NT_SUCCESS(Data->IoStatus.Status) && Wanted.kind == FileStandardInformation)
		((PFILE_STANDARD_INFORMATION)Data->Iopb->Parameters.QueryFileInformation.InfoBuffer)
			->EndOfFile.QuadPart = 42;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* ---- The upper filter ---------------------------------------------------------------------- */

static NTSTATUS Query(PFLT_INSTANCE Instance, PFILE_OBJECT File, PVOID Buffer)
{
	ULONG Length = 77;
	NTSTATUS Status = FltQueryInformationFile(Instance, File, Buffer, Wanted.length,
						  (FILE_INFORMATION_CLASS)Wanted.kind, &Length);

	Answer.length = Length;
	return Status;
}

static NTSTATUS Read(PCFLT_RELATED_OBJECTS Objects)
{
	LARGE_INTEGER Start = { .QuadPart = 0 };
	ULONG Done = 77;
	NTSTATUS Status = FltReadFile(Objects->Instance, Objects->FileObject, &Start, 1, Answer.bytes, 0, &Done,
				      NULL, NULL);

	Answer.length = Done;
	return Status;
}

static NTSTATUS QueryOrRead(PCFLT_RELATED_OBJECTS Objects)
{
	return Wanted.misuse >= READ_TOP_LEVEL ? Read(Objects)
		: Query(Objects->Instance, Objects->FileObject, Answer.bytes);
}

static NTSTATUS QueryWrongly(PCFLT_RELATED_OBJECTS Objects)
{
	FILE_OBJECT Invented = { .Type = IO_TYPE_FILE, .FsContext = &Invented };
	NTSTATUS Status;
	KIRQL Irql;

	switch (Wanted.misuse) {
	case NO_BUFFER:
		return Query(Objects->Instance, Objects->FileObject, NULL);
	case HIGH_IRQL:
		KeRaiseIrql(APC_LEVEL, &Irql);
		Status = QueryOrRead(Objects);
		KeLowerIrql(Irql);
		return Status;
	case TOP_LEVEL:
	case READ_TOP_LEVEL:
		IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
		Status = QueryOrRead(Objects);
		IoSetTopLevelIrp(NULL);
		return Status;
	case NO_APCS:
	case READ_NO_APCS:
		KeEnterGuardedRegion();
		Status = QueryOrRead(Objects);
		KeLeaveGuardedRegion();
		return Status;
	case INVENTED_FILE:
		return Query(Objects->Instance, &Invented, Answer.bytes);
	case NO_FILE:
		return Query(Objects->Instance, NULL, Answer.bytes);
	default:
		return Query((PFLT_INSTANCE)Objects->Volume, Objects->FileObject, Answer.bytes);
	}
}

static VOID Ask(PCFLT_RELATED_OBJECTS Objects)
{
	RtlFillMemory(Answer.bytes, sizeof(Answer.bytes), 0xee);
	Objects->FileObject->CurrentByteOffset.QuadPart = 5;
	Answer.status = (unsigned int)(Wanted.misuse == NONE ? QueryOrRead(Objects) : QueryWrongly(Objects));
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (NT_SUCCESS(Data->IoStatus.Status) && !FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING) && Is(Data, "q_"))
		Ask(Objects);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "q_"))
		Ask(Objects);
	if (!Is(Data, "answer") || Data->Iopb->Parameters.Read.Length != sizeof(Answer))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &Answer, sizeof(Answer));
	return Complete(Data, STATUS_SUCCESS, sizeof(Answer));
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!Is(Data, "wanted") || Data->Iopb->Parameters.Write.Length != sizeof(Wanted))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(&Wanted, Data->Iopb->Parameters.Write.WriteBuffer, sizeof(Wanted));
	return Complete(Data, STATUS_SUCCESS, sizeof(Wanted));
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	COUNT(upper_queries);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- Both ---------------------------------------------------------------------------------- */

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_QUERY_INFORMATION, 0, LowerQuery, LowerLie },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, NULL, PostCreate },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_WRITE, 0, PreWrite, NULL },
	{ IRP_MJ_QUERY_INFORMATION, 0, UpperQuery, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
