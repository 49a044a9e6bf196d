/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS timer objects. The handle points to a block of pool with a KTIMER and its DPC. The DPC's
 * routine is compiled into the driver. So reports at unload name the driver as the owner of timers
 * that remain.
 */
#ifndef WINWORK_NDIS_TIMER_H
#define WINWORK_NDIS_TIMER_H

#include "../ke/dispatcher.h"
#include "../ke/dpc.h"
#include "types.h"
#include "../base/sal.h"

EXTERN_C_START

/**
 * NDIS_TIMER_FUNCTION - NetTimerCallback: handle the expiry of a timer
 * @SystemSpecific1: a pointer that the driver may not use
 * @FunctionContext: the context given to NdisSetTimerObject. If that was NULL, the one given to
 *	NdisAllocateTimerObject.
 * @SystemSpecific2: a pointer that the driver may not use
 * @SystemSpecific3: a pointer that the driver may not use
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: ndis.h, NDIS_TIMER_FUNCTION
 */
typedef VOID NDIS_TIMER_FUNCTION(_In_ PVOID SystemSpecific1, _In_ PVOID FunctionContext,
				 _In_ PVOID SystemSpecific2, _In_ PVOID SystemSpecific3);
typedef NDIS_TIMER_FUNCTION *PNDIS_TIMER_FUNCTION;

typedef struct _NDIS_TIMER_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	ULONG AllocationTag;
	PNDIS_TIMER_FUNCTION TimerFunction;
	PVOID FunctionContext;
} NDIS_TIMER_CHARACTERISTICS, *PNDIS_TIMER_CHARACTERISTICS;

#define NDIS_TIMER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_TIMER_CHARACTERISTICS, FunctionContext)

/* The handle of a timer object points to this structure. The driver may not access it. */
typedef struct _WINWORK_NDIS_TIMER {
	KTIMER Timer;
	KDPC Dpc;
	PNDIS_TIMER_FUNCTION Function;
	PVOID DefaultContext;
	PVOID volatile Context;
	ULONG Tag;
} WINWORK_NDIS_TIMER;

static __attribute((__unused__)) VOID WinworkNdisTimerExpired(PKDPC Dpc, PVOID DeferredContext,
								PVOID SystemArgument1,
								PVOID SystemArgument2)
{
	WINWORK_NDIS_TIMER *Timer = (WINWORK_NDIS_TIMER *)DeferredContext;

	Timer->Function(Dpc, Timer->Context, SystemArgument1, SystemArgument2);
}

/* NdisAllocateTimerObject, with the DPC's routine in the driver. */
NDIS_STATUS NTAPI WinworkAllocateNdisTimer(_In_ PNDIS_TIMER_CHARACTERISTICS TimerCharacteristics,
					   _Out_ PNDIS_HANDLE TimerObject,
					   _In_ PKDEFERRED_ROUTINE Expired);

/**
 * NdisAllocateTimerObject - allocate a timer that is not set
 * @NdisHandle: a handle of the driver's
 * @TimerCharacteristics: the function, its context and the pool tag; NDIS does not use the
 *	structure after the call
 * @TimerObject: receives the timer's handle; NULL after a failure
 *
 * The caller owns the timer until NdisFreeTimerObject.
 *
 * Here: @NdisHandle is not checked.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE for a
 *	wrong header, and if there is no function.
 * Page: ndis.h, NdisAllocateTimerObject
 */
WINWORK_OWN NDIS_STATUS
NdisAllocateTimerObject(_In_ NDIS_HANDLE NdisHandle,
			_In_ PNDIS_TIMER_CHARACTERISTICS TimerCharacteristics,
			_Out_ PNDIS_HANDLE TimerObject)
{
	UNREFERENCED_PARAMETER(NdisHandle);
	return WinworkAllocateNdisTimer(TimerCharacteristics, TimerObject,
					WinworkNdisTimerExpired);
}

/**
 * NdisSetTimerObject - set a timer, with or without a period
 * @TimerObject: the timer's handle
 * @DueTime: the time of the first expiry, in units of 100 ns. Below 0: relative to now. Otherwise:
 *	a system time.
 * @MillisecondsPeriod: milliseconds from one expiry to the next, or 0 for a single expiry
 * @FunctionContext: passed to the timer's function; NULL for the context given to
 *	NdisAllocateTimerObject
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the timer was already set, and is now set again.
 * Page: ndis.h, NdisSetTimerObject
 */
BOOLEAN NTAPI NdisSetTimerObject(_In_ NDIS_HANDLE TimerObject, _In_ LARGE_INTEGER DueTime,
				 _In_opt_ LONG MillisecondsPeriod,
				 _In_opt_ PVOID FunctionContext);

/**
 * NdisCancelTimerObject - cancel a timer
 * @TimerObject: the timer's handle
 *
 * When the call returns for a periodic timer, the timer's function does not run any more. The
 * function of a one-shot timer may still run. KeFlushQueuedDpcs waits for it.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for a periodic timer.
 * Return: TRUE when the timer was set.
 * Page: ndis.h, NdisCancelTimerObject
 */
BOOLEAN NTAPI NdisCancelTimerObject(_In_ NDIS_HANDLE TimerObject);

/**
 * NdisFreeTimerObject - free a timer
 * @TimerObject: the handle of a timer that is not set, and whose function does not run
 *
 * Here: a timer that is still set is reported (0xC7), cancelled, and freed.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeTimerObject
 */
VOID NTAPI NdisFreeTimerObject(_In_ NDIS_HANDLE TimerObject);

EXTERN_C_END

#endif /* WINWORK_NDIS_TIMER_H */
