/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that changes what stat(2) returns, by the name of the file.
 *
 *	bigger		100 bytes more, and a block
 *	dated		written one second later
 *	refused		STATUS_ACCESS_DENIED
 *	late		STATUS_QUOTA_EXCEEDED after the query
 *	own		the query is completed: 5 bytes
 *	negative	a negative size
 *	slow		fast I/O is disallowed. The second letter behind "slow_" says what follows:
 *	slow_b		the query of the open file has 100 bytes more
 *	slow_i		the open fails with STATUS_VIRUS_INFECTED
 *	slow_r		the query fails with STATUS_ACCESS_DENIED
 *	slow_a		the open loses FILE_READ_ATTRIBUTES
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;

/* What the operations of slow files are: a letter for each. */
static char Trace[32];
static LONG Traced;

static VOID Add(PFLT_CALLBACK_DATA Data, char Letter)
{
	const LONG Place = Is(Data, "slow") ? InterlockedIncrement(&Traced) - 1 : (LONG)sizeof(Trace);

	if (Place < (LONG)sizeof(Trace) - 1)
		Trace[Place] = Letter;
}

/* ---- Fast I/O ------------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreFast(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	PFILE_NETWORK_OPEN_INFORMATION Information = Data->Iopb->Parameters.NetworkQueryOpen.NetworkInformation;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	EXPECT(FLT_IS_FASTIO_OPERATION(Data) && Information && KeGetCurrentIrql() == PASSIVE_LEVEL);
	Add(Data, 'f');
	if (Is(Data, "slow"))
		return FLT_PREOP_DISALLOW_FASTIO;
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (!Is(Data, "own"))
		return FLT_PREOP_SUCCESS_WITH_CALLBACK;
	Information->EndOfFile.QuadPart = 5;
	Information->LastWriteTime.QuadPart = 116444736000000000LL + 10000000;
	return Complete(Data, STATUS_SUCCESS, sizeof(*Information));
}

static VOID Change(PFLT_CALLBACK_DATA Data, PFILE_NETWORK_OPEN_INFORMATION Information)
{
	if (Is(Data, "bigger") || Is(Data, "slow_b")) {
		Information->EndOfFile.QuadPart += 100;
		Information->AllocationSize.QuadPart += 512;
	}
	if (Is(Data, "dated"))
		Information->LastWriteTime.QuadPart += 10000000;
	if (Is(Data, "negative"))
		Information->EndOfFile.QuadPart = -1;
	if (Is(Data, "late"))
		Data->IoStatus.Status = STATUS_QUOTA_EXCEEDED;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostFast(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(NT_SUCCESS(Data->IoStatus.Status));
	Change(Data, Data->Iopb->Parameters.NetworkQueryOpen.NetworkInformation);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* ---- The open, the query and the close ------------------------------------------------------ */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	ACCESS_MASK *Access = &Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!Is(Data, "slow"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	Add(Data, 'o');
	EXPECT(*Access == (FILE_READ_ATTRIBUTES | SYNCHRONIZE));
	EXPECT(Data->Iopb->Parameters.Create.Options >> 24 == FILE_OPEN);
	if (Is(Data, "slow_a"))
		*Access = SYNCHRONIZE;
	return Is(Data, "slow_i") ? Complete(Data, STATUS_VIRUS_INFECTED, 0) : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, 'q');
	EXPECT(Data->Iopb->Parameters.QueryFileInformation.FileInformationClass == FileNetworkOpenInformation);
	EXPECT(FLT_IS_IRP_OPERATION(Data) && FLT_IS_SYSTEM_BUFFER(Data));
	return Is(Data, "slow_r") ? Complete(Data, STATUS_ACCESS_DENIED, 0) : FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	Change(Data, Data->Iopb->Parameters.QueryFileInformation.InfoBuffer);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreEnd(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
					       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Data->Iopb->MajorFunction == IRP_MJ_CLEANUP ? 'c' : 'x');
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	DbgPrint("mount_stat: %d wrong, %s\n", Wrong, Trace);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_NETWORK_QUERY_OPEN, 0, PreFast, PostFast },
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_QUERY_INFORMATION, 0, PreQuery, PostQuery },
	{ IRP_MJ_CLEANUP, 0, PreEnd, NULL },
	{ IRP_MJ_CLOSE, 0, PreEnd, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
