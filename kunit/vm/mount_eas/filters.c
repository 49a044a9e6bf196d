/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The lower one sees extended attributes, and interferes by the name of
 * the file. A read of "trace" returns a letter for each of its operations since the last one. The upper one uses
 * extended attributes itself, when a program opens "t_own".
 *
 *	refused		STATUS_ACCESS_DENIED
 *	swallowed	a change is completed with a success
 *	late		STATUS_QUOTA_EXCEEDED on its way up
 *	no_access	the open loses the rights to read and to write extended attributes
 *	upper		letters of values become upper case, on the way down of a change and up of a query
 *	emptied		a change has no value any more
 *	renamed		another name in a change
 *	answered	a query is completed: "own" is "answer"
 *	wrong		a query is completed with another name
 *	broken		a query is completed with an entry that is no entry
 */
#include "../minifilter_trace.h"
#include "../two_minifilters.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

/* ---- The lower filter ------------------------------------------------------------------------ */

static VOID SetEa(PFILE_FULL_EA_INFORMATION Ea, const char *Name, const char *Value)
{
	Ea->NextEntryOffset = 0;
	Ea->Flags = 0;
	Ea->EaNameLength = (UCHAR)strlen(Name);
	Ea->EaValueLength = (USHORT)strlen(Value);
	RtlCopyMemory(Ea->EaName, Name, Ea->EaNameLength + 1);
	RtlCopyMemory(Ea->EaName + Ea->EaNameLength + 1, Value, Ea->EaValueLength);
}

static FLT_PREOP_CALLBACK_STATUS Answer(PFLT_CALLBACK_DATA Data, const char *Name)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;
	PFILE_FULL_EA_INFORMATION Ea = Parameters->QueryEa.EaBuffer;

	/* All names: the second query is the end. */
	if (!Parameters->QueryEa.EaList && !(Data->Iopb->OperationFlags & SL_RESTART_SCAN))
		return Complete(Data, STATUS_NO_MORE_EAS, 0);
	SetEa(Ea, Name, "answer");
	if (Is(Data, "broken"))
		Ea->EaNameLength = 200;
	return Complete(Data, STATUS_SUCCESS,
			FIELD_OFFSET(FILE_FULL_EA_INFORMATION, EaName) + strlen(Name) + 1 + strlen("answer"));
}

static VOID Raise(PFILE_FULL_EA_INFORMATION Ea)
{
	PUCHAR Value = (PUCHAR)Ea->EaName + Ea->EaNameLength + 1;
	USHORT i;

	for (i = 0; i < Ea->EaValueLength; i++)
		if (Value[i] >= 'a' && Value[i] <= 'z')
			Value[i] -= 'a' - 'A';
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQueryEa(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Data->Iopb->Parameters.QueryEa.EaList ? 'q' : 'l');
	EXPECT(FLT_IS_IRP_OPERATION(Data) && FLT_IS_SYSTEM_BUFFER(Data) && KeGetCurrentIrql() == PASSIVE_LEVEL);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "answered"))
		return Answer(Data, "own");
	if (Is(Data, "wrong") || Is(Data, "broken"))
		return Answer(Data, "wrong");
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostQueryEa(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						     PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Is(Data, "late") && NT_SUCCESS(Data->IoStatus.Status))
		Data->IoStatus.Status = STATUS_QUOTA_EXCEEDED;
	if (Is(Data, "upper") && NT_SUCCESS(Data->IoStatus.Status))
		Raise(Data->Iopb->Parameters.QueryEa.EaBuffer);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSetEa(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	PFILE_FULL_EA_INFORMATION Ea = Data->Iopb->Parameters.SetEa.EaBuffer;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Ea->EaValueLength ? 's' : 'r');
	EXPECT(FLT_IS_IRP_OPERATION(Data) && FLT_IS_SYSTEM_BUFFER(Data) && KeGetCurrentIrql() == PASSIVE_LEVEL);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "swallowed"))
		return Complete(Data, STATUS_SUCCESS, 0);
	if (Is(Data, "upper"))
		Raise(Ea);
	if (Is(Data, "emptied"))
		Ea->EaValueLength = 0;
	if (Is(Data, "renamed"))
		Ea->EaName[0]++;
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, 'o');
	if (Is(Data, "no_access"))
		Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess &= ~(FILE_READ_EA | FILE_WRITE_EA);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The upper filter ------------------------------------------------------------------------ */

typedef union {
	FILE_FULL_EA_INFORMATION Ea;
	UCHAR Bytes[256];
} BUFFER;

static PFILE_FULL_EA_INFORMATION After(PFILE_FULL_EA_INFORMATION Ea)
{
	return (PFILE_FULL_EA_INFORMATION)((PUCHAR)Ea + Ea->NextEntryOffset);
}

static BOOLEAN Has(PFILE_FULL_EA_INFORMATION Ea, const char *Name, const char *Value)
{
	return Ea->EaNameLength == strlen(Name) && !strcmp(Ea->EaName, Name) && Ea->EaValueLength == strlen(Value) &&
	       !memcmp(Ea->EaName + Ea->EaNameLength + 1, Value, Ea->EaValueLength);
}

/* Two attributes in one change. */
static VOID SetTwo(PCFLT_RELATED_OBJECTS Objects)
{
	BUFFER Buffer;

	SetEa(&Buffer.Ea, "one", "first");
	Buffer.Ea.NextEntryOffset = 32;
	SetEa(After(&Buffer.Ea), "two", "second");
	EXPECT_STATUS(FltSetEaFile(Objects->Instance, Objects->FileObject, &Buffer, 64), STATUS_SUCCESS);
	Buffer.Ea.NextEntryOffset = 4;
	EXPECT_STATUS(FltSetEaFile(Objects->Instance, Objects->FileObject, &Buffer, 64), STATUS_EA_LIST_INCONSISTENT);
	Buffer.Ea.NextEntryOffset = 0;
	EXPECT_STATUS(FltSetEaFile(Objects->Instance, Objects->FileObject, &Buffer, 12), STATUS_EA_LIST_INCONSISTENT);
}

static NTSTATUS Query(PCFLT_RELATED_OBJECTS Objects, BUFFER *Buffer, ULONG Length, BOOLEAN Single, PULONG Index,
		      BOOLEAN Restart, PULONG Done)
{
	RtlFillMemory(Buffer, sizeof(*Buffer), 0x77);
	return FltQueryEaFile(Objects->Instance, Objects->FileObject, Buffer, Length, Single, NULL, 0, Index, Restart,
			      Done);
}

static VOID QueryAll(PCFLT_RELATED_OBJECTS Objects)
{
	ULONG Done, Index = 2;
	BUFFER Buffer;

	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), FALSE, NULL, TRUE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "one", "first") && Has(After(&Buffer.Ea), "two", "second"));
	EXPECT(!After(&Buffer.Ea)->NextEntryOffset && Done == Buffer.Ea.NextEntryOffset + 8 + 4 + 6);
	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), FALSE, NULL, FALSE, &Done), STATUS_NO_MORE_EAS);
	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), TRUE, NULL, TRUE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "one", "first") && !Buffer.Ea.NextEntryOffset && Done == 8 + 4 + 5);
	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), TRUE, NULL, FALSE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "two", "second"));
	/* Both do not fit, and not even one. */
	EXPECT_STATUS(Query(Objects, &Buffer, 24, FALSE, NULL, TRUE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "one", "first") && !Buffer.Ea.NextEntryOffset);
	EXPECT_STATUS(Query(Objects, &Buffer, 12, FALSE, NULL, TRUE, &Done), STATUS_BUFFER_TOO_SMALL);
	EXPECT(!Done);
	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), FALSE, &Index, FALSE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "two", "second") && !Buffer.Ea.NextEntryOffset);
}

/* One that is there, and one that is not. */
static VOID QueryList(PCFLT_RELATED_OBJECTS Objects)
{
	union {
		FILE_GET_EA_INFORMATION Ea;
		UCHAR Bytes[32];
	} List = { .Ea = { .NextEntryOffset = 12, .EaNameLength = 3 } };
	const PFILE_GET_EA_INFORMATION Second = (PFILE_GET_EA_INFORMATION)(List.Bytes + 12);
	BUFFER Buffer;
	ULONG Done;

	strcpy(List.Ea.EaName, "two");
	Second->EaNameLength = 4;
	strcpy(Second->EaName, "none");
	EXPECT_STATUS(FltQueryEaFile(Objects->Instance, Objects->FileObject, &Buffer, sizeof(Buffer), FALSE, &List, 24,
				     NULL, FALSE, &Done), STATUS_SUCCESS);
	EXPECT(Has(&Buffer.Ea, "two", "second") && Has(After(&Buffer.Ea), "none", ""));
	EXPECT_STATUS(FltQueryEaFile(Objects->Instance, Objects->FileObject, &Buffer, sizeof(Buffer), FALSE, &List, 8,
				     NULL, FALSE, &Done), STATUS_EA_LIST_INCONSISTENT);
}

static VOID RemoveTwo(PCFLT_RELATED_OBJECTS Objects)
{
	BUFFER Buffer;
	ULONG Done;

	SetEa(&Buffer.Ea, "one", "");
	Buffer.Ea.NextEntryOffset = 32;
	SetEa(After(&Buffer.Ea), "two", "");
	EXPECT_STATUS(FltSetEaFile(Objects->Instance, Objects->FileObject, &Buffer, 64), STATUS_SUCCESS);
	EXPECT_STATUS(Query(Objects, &Buffer, sizeof(Buffer), FALSE, NULL, TRUE, &Done), STATUS_NO_EAS_ON_FILE);
	EXPECT_STATUS(FltQueryEaFile(Objects->Instance, Objects->FileObject, NULL, 8, FALSE, NULL, 0, NULL, FALSE,
				     &Done), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FltSetEaFile(Objects->Instance, Objects->FileObject, NULL, 8), STATUS_INVALID_PARAMETER);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (!NT_SUCCESS(Data->IoStatus.Status) || !Is(Data, "t_own"))
		return FLT_POSTOP_FINISHED_PROCESSING;
	SetTwo(Objects);
	QueryAll(Objects);
	QueryList(Objects);
	RemoveTwo(Objects);
	/* The lower filter has seen them. */
	EXPECT(Traced > 10);
	Traced = 0;
	DbgPrint("mount_eas: %d wrong\n", Wrong);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_QUERY_EA, 0, PreQueryEa, PostQueryEa },
	{ IRP_MJ_SET_EA, 0, PreSetEa, PostLate },
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_CLEANUP, 0, PreEnd, NULL },
	{ IRP_MJ_CLOSE, 0, PreEnd, NULL },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, NULL, PostCreate },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
