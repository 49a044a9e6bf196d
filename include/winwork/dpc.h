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

/**
 * KDEFERRED_ROUTINE - what a DPC calls
 * @Dpc: the DPC; it may be queued again or freed already
 * @DeferredContext: as given to KeInitializeDpc
 * @SystemArgument1: as given to KeInsertQueueDpc
 * @SystemArgument2: the same; both are NULL for the DPC of a timer
 *
 * It may not wait, and must return at DISPATCH_LEVEL without spin locks; else that is reported
 * (0x08), and undone.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, KDEFERRED_ROUTINE
 */
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

/**
 * KeInitializeDpc - make a DPC
 * @Dpc: nonpaged memory of the driver's, not queued
 * @DeferredRoutine: what it calls
 * @DeferredContext: passed to the routine
 *
 * The memory may go when the DPC is not queued. To be sure that its routine has returned too, use
 * KeFlushQueuedDpcs, as before unload.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeDpc
 */
VOID NTAPI KeInitializeDpc(_Out_ PRKDPC Dpc, _In_ PKDEFERRED_ROUTINE DeferredRoutine,
			   _In_opt_ PVOID DeferredContext);

/**
 * KeInsertQueueDpc - have the routine called at DISPATCH_LEVEL, soon
 * @Dpc: an initialised DPC
 * @SystemArgument1: passed to the routine
 * @SystemArgument2: passed to the routine
 *
 * It runs on the target processor, or the current one, in a softirq. From PASSIVE_LEVEL and
 * without a target it has usually run when the call returns. It is off the queue before it is
 * called, so the routine may queue its own DPC.
 *
 * IRQL: any.
 * Return: FALSE when the DPC was queued already; the arguments of the first call stand.
 * Page: wdm.h, KeInsertQueueDpc
 */
BOOLEAN NTAPI KeInsertQueueDpc(_Inout_ PRKDPC Dpc, _In_opt_ PVOID SystemArgument1,
			       _In_opt_ PVOID SystemArgument2);

/**
 * KeRemoveQueueDpc - take a DPC off the queue
 * @Dpc: an initialised DPC
 *
 * IRQL: any.
 * Return: TRUE when it was queued, and will not run for that; FALSE says nothing about a run that
 *	has begun.
 * Page: wdm.h, KeRemoveQueueDpc
 */
BOOLEAN NTAPI KeRemoveQueueDpc(_Inout_ PRKDPC Dpc);

/**
 * KeFlushQueuedDpcs - wait until every DPC that is queued now has returned
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and waits for nothing.
 * Page: wdm.h, KeFlushQueuedDpcs
 */
VOID NTAPI KeFlushQueuedDpcs(VOID);

/**
 * KeSetTargetProcessorDpc - choose the processor for the next time it is queued
 * @Dpc: an initialised DPC
 * @Number: of the processor, from 0
 *
 * Here: a processor that there is not is reported (0xC7, parameter 3), and the target stays.
 *
 * IRQL: any.
 * Page: ntddk.h, KeSetTargetProcessorDpc
 */
VOID NTAPI KeSetTargetProcessorDpc(_Inout_ PRKDPC Dpc, _In_ CCHAR Number);

/**
 * KeSetTargetProcessorDpcEx - the same with a group, which must be 0
 * @Dpc: an initialised DPC
 * @ProcNumber: of the processor: its number in group 0
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for a processor that there is not.
 * Page: wdm.h, KeSetTargetProcessorDpcEx
 */
NTSTATUS NTAPI KeSetTargetProcessorDpcEx(_Inout_ PRKDPC Dpc, _In_ PPROCESSOR_NUMBER ProcNumber);

/**
 * KeSetImportanceDpc - HighImportance goes to the front of the queue
 * @Dpc: an initialised DPC
 * @Importance: where in the queue the next insertion puts it
 *
 * Here: the other importances are alike; none delays the DPC.
 *
 * IRQL: any.
 * Page: wdm.h, KeSetImportanceDpc
 */
VOID NTAPI KeSetImportanceDpc(_Inout_ PRKDPC Dpc, _In_ KDPC_IMPORTANCE Importance);

/**
 * KDPC_WATCHDOG_INFORMATION - how long DPCs may take, and how much of that is left; without a unit
 */
typedef struct _KDPC_WATCHDOG_INFORMATION {
	ULONG DpcTimeLimit;		/* of one DPC; 0 when it is not limited */
	ULONG DpcTimeCount;		/* what is left of it */
	ULONG DpcWatchdogLimit;		/* of DPCs one after the other; 0 when it is not limited */
	ULONG DpcWatchdogCount;		/* what is left of it */
	ULONG Reserved;
} KDPC_WATCHDOG_INFORMATION, *PKDPC_WATCHDOG_INFORMATION;

/**
 * KeQueryDpcWatchdogInformation - how much time is left to the current DPC
 * @WatchdogInformation: receives the answer; stays as it is when the call fails
 *
 * Here: there is no such watchdog, as on a Windows where it is disabled, and every member is 0. Ask
 * KeShouldYieldProcessor whether a DPC had better end.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL below DISPATCH_LEVEL.
 * Page: wdm.h, KeQueryDpcWatchdogInformation
 */
NTSTATUS NTAPI
KeQueryDpcWatchdogInformation(_Out_ PKDPC_WATCHDOG_INFORMATION WatchdogInformation);

EXTERN_C_END

#endif /* WINWORK_DPC_H */
