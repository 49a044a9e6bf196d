/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deferred procedure calls (DPCs). The routine of a queued DPC is called soon, at DISPATCH_LEVEL.
 */
#ifndef WINWORK_KE_DPC_H
#define WINWORK_KE_DPC_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

struct _KDPC;

/**
 * KDEFERRED_ROUTINE - the routine of a DPC
 * @Dpc: the DPC; other code may have queued it again or freed it already
 * @DeferredContext: as given to KeInitializeDpc
 * @SystemArgument1: as given to KeInsertQueueDpc
 * @SystemArgument2: as given to KeInsertQueueDpc; both are NULL for the DPC of a timer
 *
 * The routine may not wait. It must return at DISPATCH_LEVEL and without spin locks. Otherwise a
 * report is made (0x08), and the IRQL and the locks are restored.
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
	UCHAR Importance;		/* KDPC_IMPORTANCE, and WINWORK_DPC_OF_DEVICE */
	volatile USHORT Number;		/* target processor plus one; 0 for the current one */
	LONG Inserter;			/* the code that queued it last, for reports */
	LIST_ENTRY DpcListEntry;
	PKDEFERRED_ROUTINE DeferredRoutine;
	PVOID DeferredContext;
	PVOID SystemArgument1;
	PVOID SystemArgument2;
	PVOID DpcData;			/* not null while queued */
} KDPC, *PKDPC, *PRKDPC;

/* A bit of KDPC::Importance: the routine is an IO_DPC_ROUTINE, which a kernel with kCFI checks. */
#define WINWORK_DPC_OF_DEVICE 0x80

/**
 * KeInitializeDpc - initialise a DPC
 * @Dpc: nonpaged memory of the driver's; not a queued DPC
 * @DeferredRoutine: the routine of the DPC
 * @DeferredContext: passed to the routine
 *
 * The driver may free the memory while the DPC is not queued, and no timer that is set has it. The
 * free of pool that holds such a DPC is reported (0xC7, 1) and refused. So is the initialisation of a
 * queued DPC, which stays as it is. Before unload call KeFlushQueuedDpcs,
 * which also waits until the routine has returned.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeDpc
 */
VOID NTAPI KeInitializeDpc(_Out_ PRKDPC Dpc, _In_ PKDEFERRED_ROUTINE DeferredRoutine,
			   _In_opt_ PVOID DeferredContext);

/**
 * KeInitializeThreadedDpc - initialise a threaded DPC
 * @Dpc: nonpaged memory of the driver's; not a queued DPC
 * @DeferredRoutine: the routine of the DPC
 * @DeferredContext: passed to the routine
 *
 * A driver uses a threaded DPC like any other DPC. Its routine must be ready for PASSIVE_LEVEL and
 * for DISPATCH_LEVEL, because an administrator of Windows can disable threaded DPCs. So the routine
 * may not wait, and acquires spin locks with KeAcquireSpinLockForDpc or
 * KeAcquireInStackQueuedSpinLockForDpc.
 *
 * Here: the routine always runs at DISPATCH_LEVEL, as on a Windows where threaded DPCs are disabled.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeThreadedDpc
 */
VOID NTAPI KeInitializeThreadedDpc(_Out_ PRKDPC Dpc, _In_ PKDEFERRED_ROUTINE DeferredRoutine,
				   _In_opt_ PVOID DeferredContext);

/**
 * KeInsertQueueDpc - queue a DPC: its routine is called soon, at DISPATCH_LEVEL
 * @Dpc: an initialised DPC
 * @SystemArgument1: passed to the routine
 * @SystemArgument2: passed to the routine
 *
 * The routine runs in a softirq, on the target processor or, without one, on the current processor.
 * In the latter case, after a call at PASSIVE_LEVEL, the routine has usually run when the call
 * returns. The DPC leaves the queue before the routine is called, so the routine may queue it
 * again.
 *
 * IRQL: any.
 * Return: TRUE when the call has queued the DPC. FALSE when it was already queued; the arguments of
 *	the first call remain. Also FALSE, after a report (0xC7, 1), for memory that is no initialised
 *	DPC.
 * Page: wdm.h, KeInsertQueueDpc
 */
BOOLEAN NTAPI KeInsertQueueDpc(_Inout_ PRKDPC Dpc, _In_opt_ PVOID SystemArgument1,
			       _In_opt_ PVOID SystemArgument2);

/**
 * KeRemoveQueueDpc - remove a DPC from the queue
 * @Dpc: an initialised DPC
 *
 * IRQL: any.
 * Return: TRUE when the DPC was queued: the routine does not run for that queueing. FALSE when it
 *	was not queued: the routine may be running.
 * Page: wdm.h, KeRemoveQueueDpc
 */
BOOLEAN NTAPI KeRemoveQueueDpc(_Inout_ PRKDPC Dpc);

/**
 * KeFlushQueuedDpcs - wait until the routines of all DPCs have returned that are queued or run
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and waits for nothing.
 * Page: wdm.h, KeFlushQueuedDpcs
 */
VOID NTAPI KeFlushQueuedDpcs(VOID);

/**
 * KeSetTargetProcessorDpc - set the processor for the next time that the DPC is queued
 * @Dpc: an initialised DPC
 * @Number: the number of the processor in group 0, from 0
 *
 * Here: a number without a processor is reported (0xC7, parameter 3), and the target stays.
 *
 * IRQL: any.
 * Page: ntddk.h, KeSetTargetProcessorDpc
 */
VOID NTAPI KeSetTargetProcessorDpc(_Inout_ PRKDPC Dpc, _In_ CCHAR Number);

/**
 * KeSetTargetProcessorDpcEx - set the processor, by group and number, for the next time that the
 *	DPC is queued
 * @Dpc: an initialised DPC
 * @ProcNumber: the processor; its Reserved must be 0
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for a number without a processor.
 * Page: wdm.h, KeSetTargetProcessorDpcEx
 */
NTSTATUS NTAPI KeSetTargetProcessorDpcEx(_Inout_ PRKDPC Dpc, _In_ PPROCESSOR_NUMBER ProcNumber);

/**
 * KeSetImportanceDpc - set the importance of a DPC
 * @Dpc: an initialised DPC
 * @Importance: HighImportance makes the next insertion put the DPC at the front of the queue
 *
 * Here: the other importances have no effect. None of them delays the DPC.
 *
 * IRQL: any.
 * Page: wdm.h, KeSetImportanceDpc
 */
VOID NTAPI KeSetImportanceDpc(_Inout_ PRKDPC Dpc, _In_ KDPC_IMPORTANCE Importance);

/**
 * KDPC_WATCHDOG_INFORMATION - the time limits of DPCs, and the remaining time. The page states no
 *	unit.
 */
typedef struct _KDPC_WATCHDOG_INFORMATION {
	ULONG DpcTimeLimit;		/* of one DPC; 0 when it is not limited */
	ULONG DpcTimeCount;		/* the remaining part of DpcTimeLimit */
	ULONG DpcWatchdogLimit;		/* of a sequence of DPCs; 0 when it is not limited */
	ULONG DpcWatchdogCount;		/* the remaining part of DpcWatchdogLimit */
	ULONG Reserved;
} KDPC_WATCHDOG_INFORMATION, *PKDPC_WATCHDOG_INFORMATION;

/**
 * KeQueryDpcWatchdogInformation - return the time that is left to the current DPC
 * @WatchdogInformation: receives the information; does not change when the call fails
 *
 * Here: there is no DPC watchdog, so every member is 0, as with a disabled watchdog on Windows. Use
 * KeShouldYieldProcessor to find out whether a DPC should end.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL below DISPATCH_LEVEL.
 * Page: wdm.h, KeQueryDpcWatchdogInformation
 */
NTSTATUS NTAPI
KeQueryDpcWatchdogInformation(_Out_ PKDPC_WATCHDOG_INFORMATION WatchdogInformation);

EXTERN_C_END

#endif /* WINWORK_KE_DPC_H */
