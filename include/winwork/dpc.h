/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deferred procedure calls: a routine at DISPATCH_LEVEL, soon.
 */
#ifndef WINWORK_DPC_H
#define WINWORK_DPC_H

#include "list.h"
#include "sal.h"

EXTERN_C_START

struct _KDPC;

typedef VOID NTAPI KDEFERRED_ROUTINE(_In_ struct _KDPC *Dpc, _In_opt_ PVOID DeferredContext,
				     _In_opt_ PVOID SystemArgument1,
				     _In_opt_ PVOID SystemArgument2);
typedef KDEFERRED_ROUTINE *PKDEFERRED_ROUTINE;

typedef enum _KDPC_IMPORTANCE {
	LowImportance,
	MediumImportance,
	HighImportance,
	MediumHighImportance
} KDPC_IMPORTANCE;

typedef struct _KDPC {
	UCHAR Type;
	UCHAR Importance;
	volatile USHORT Number;		/* target processor plus one; 0 for the current one */
	LIST_ENTRY DpcListEntry;
	PKDEFERRED_ROUTINE DeferredRoutine;
	PVOID DeferredContext;
	PVOID SystemArgument1;
	PVOID SystemArgument2;
	PVOID DpcData;			/* not null while queued */
} KDPC, *PKDPC, *PRKDPC;

VOID NTAPI KeInitializeDpc(_Out_ PRKDPC Dpc, _In_ PKDEFERRED_ROUTINE DeferredRoutine,
			   _In_opt_ PVOID DeferredContext);
BOOLEAN NTAPI KeInsertQueueDpc(_Inout_ PRKDPC Dpc, _In_opt_ PVOID SystemArgument1,
			       _In_opt_ PVOID SystemArgument2);
BOOLEAN NTAPI KeRemoveQueueDpc(_Inout_ PRKDPC Dpc);
VOID NTAPI KeFlushQueuedDpcs(VOID);
VOID NTAPI KeSetTargetProcessorDpc(_Inout_ PRKDPC Dpc, _In_ CCHAR Number);
NTSTATUS NTAPI KeSetTargetProcessorDpcEx(_Inout_ PRKDPC Dpc, _In_ PPROCESSOR_NUMBER ProcNumber);
VOID NTAPI KeSetImportanceDpc(_Inout_ PRKDPC Dpc, _In_ KDPC_IMPORTANCE Importance);

EXTERN_C_END

#endif /* WINWORK_DPC_H */
