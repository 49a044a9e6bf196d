/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deferred procedure calls (DPCs): a DPC has its routine called soon, at DISPATCH_LEVEL.
 */
#ifndef WINWORK_DPC_H
#define WINWORK_DPC_H

#include "list.h"
#include "sal.h"

EXTERN_C_START

struct _KDPC;

/**
 * KDEFERRED_ROUTINE - the routine of a DPC
 * @Dpc: the DPC; other code may have queued it again or freed it already
 * @DeferredContext: as given to KeInitializeDpc
 * @SystemArgument1: as given to KeInsertQueueDpc
 * @SystemArgument2: as given to KeInsertQueueDpc; both are NULL for the DPC of a timer
 *
 * The routine may not wait. It must return at DISPATCH_LEVEL and without spin locks; any
 * difference is reported (0x08), and undone.
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
 * @DeferredRoutine: the routine of the DPC
 * @DeferredContext: passed to the routine
 *
 * The driver may free the memory while the DPC is not queued. KeFlushQueuedDpcs waits until the
 * routine has returned as well; call it before unload.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeDpc
 */
VOID NTAPI KeInitializeDpc(_Out_ PRKDPC Dpc, _In_ PKDEFERRED_ROUTINE DeferredRoutine,
			   _In_opt_ PVOID DeferredContext);

/**
 * KeInsertQueueDpc - queue a DPC, whose routine is called soon at DISPATCH_LEVEL
 * @Dpc: an initialised DPC
 * @SystemArgument1: passed to the routine
 * @SystemArgument2: passed to the routine
 *
 * The routine runs in a softirq, on the target processor or the current one. After a call at
 * PASSIVE_LEVEL for a DPC without target, it has usually run when the call returns. The DPC
 * leaves the queue before the routine is called, so the routine may queue it again.
 *
 * IRQL: any.
 * Return: FALSE when the DPC was already queued; the arguments of the first call stay.
 * Page: wdm.h, KeInsertQueueDpc
 */
BOOLEAN NTAPI KeInsertQueueDpc(_Inout_ PRKDPC Dpc, _In_opt_ PVOID SystemArgument1,
			       _In_opt_ PVOID SystemArgument2);

/**
 * KeRemoveQueueDpc - take a DPC off the queue
 * @Dpc: an initialised DPC
 *
 * IRQL: any.
 * Return: TRUE when the DPC was queued; the routine does not run for that queueing. FALSE says
 *	nothing about a run that has begun.
 * Page: wdm.h, KeRemoveQueueDpc
 */
BOOLEAN NTAPI KeRemoveQueueDpc(_Inout_ PRKDPC Dpc);

/**
 * KeFlushQueuedDpcs - wait until the routine of every queued DPC has returned
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and waits for nothing.
 * Page: wdm.h, KeFlushQueuedDpcs
 */
VOID NTAPI KeFlushQueuedDpcs(VOID);

/**
 * KeSetTargetProcessorDpc - set the processor for the next time that the DPC is queued
 * @Dpc: an initialised DPC
 * @Number: the number of the processor, from 0
 *
 * Here: the number of no processor is reported (0xC7, parameter 3), and the target stays.
 *
 * IRQL: any.
 * Page: ntddk.h, KeSetTargetProcessorDpc
 */
VOID NTAPI KeSetTargetProcessorDpc(_Inout_ PRKDPC Dpc, _In_ CCHAR Number);

/**
 * KeSetTargetProcessorDpcEx - set the processor by group and number; the group must be 0
 * @Dpc: an initialised DPC
 * @ProcNumber: the number of the processor in group 0
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for the number of no processor.
 * Page: wdm.h, KeSetTargetProcessorDpcEx
 */
NTSTATUS NTAPI KeSetTargetProcessorDpcEx(_Inout_ PRKDPC Dpc, _In_ PPROCESSOR_NUMBER ProcNumber);

/**
 * KeSetImportanceDpc - set the importance of a DPC
 * @Dpc: an initialised DPC
 * @Importance: HighImportance makes the next insertion put the DPC at the front of the queue
 *
 * Here: the other importances are alike; none delays the DPC.
 *
 * IRQL: any.
 * Page: wdm.h, KeSetImportanceDpc
 */
VOID NTAPI KeSetImportanceDpc(_Inout_ PRKDPC Dpc, _In_ KDPC_IMPORTANCE Importance);

/**
 * KDPC_WATCHDOG_INFORMATION - the time limits of DPCs, and the time that is left; without a unit
 */
typedef struct _KDPC_WATCHDOG_INFORMATION {
	ULONG DpcTimeLimit;		/* of one DPC; 0 when it is not limited */
	ULONG DpcTimeCount;		/* the remaining part of DpcTimeLimit */
	ULONG DpcWatchdogLimit;		/* of DPCs one after the other; 0 when it is not limited */
	ULONG DpcWatchdogCount;		/* the remaining part of DpcWatchdogLimit */
	ULONG Reserved;
} KDPC_WATCHDOG_INFORMATION, *PKDPC_WATCHDOG_INFORMATION;

/**
 * KeQueryDpcWatchdogInformation - return the time that is left to the current DPC
 * @WatchdogInformation: receives the information; does not change when the call fails
 *
 * Here: there is no such watchdog, so every member is 0, as with a disabled watchdog on Windows.
 * KeShouldYieldProcessor tells whether a DPC should end.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL below DISPATCH_LEVEL.
 * Page: wdm.h, KeQueryDpcWatchdogInformation
 */
NTSTATUS NTAPI
KeQueryDpcWatchdogInformation(_Out_ PKDPC_WATCHDOG_INFORMATION WatchdogInformation);

EXTERN_C_END

#endif /* WINWORK_DPC_H */
