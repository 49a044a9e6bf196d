/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For minifilters of VM tests that note a letter for each operation. A read of the file "trace" returns the letters since
 * the last one: check_trace() of mount_program.h compares them.
 */
#ifndef WINWORK_VM_MINIFILTER_TRACE_H
#define WINWORK_VM_MINIFILTER_TRACE_H

#include "minifilter.h"

static char Trace[64];
static LONG Traced;

/* Operations on "trace" itself are not noted. */
static inline VOID Add(PFLT_CALLBACK_DATA Data, char Letter)
{
	const LONG Place = Is(Data, "trace") ? (LONG)sizeof(Trace) : InterlockedIncrement(&Traced) - 1;

	if (Place < (LONG)sizeof(Trace))
		Trace[Place] = Letter;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	const ULONG Length = min((ULONG)Traced, (ULONG)sizeof(Trace));

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!Is(Data, "trace") || Data->Iopb->Parameters.Read.Length < Length)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, Trace, Length);
	Traced = 0;
	return Complete(Data, STATUS_SUCCESS, Length);
}

/* ---- What these minifilters do in common ------------------------------------------------------ */

static inline FLT_PREOP_CALLBACK_STATUS FLTAPI PreEnd(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						      PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Data->Iopb->MajorFunction == IRP_MJ_CLEANUP ? 'c' : 'x');
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* "late": STATUS_QUOTA_EXCEEDED on its way up. */
static inline FLT_POSTOP_CALLBACK_STATUS FLTAPI PostLate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
							 PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Is(Data, "late"))
		Data->IoStatus.Status = STATUS_QUOTA_EXCEEDED;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* A deferred I/O work item lets the operation go on. */
static inline VOID FLTAPI Continue(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

#endif
