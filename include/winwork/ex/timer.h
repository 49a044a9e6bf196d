/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Timers that the system allocates, with a callback and with periods in units of 100 ns.
 */
#ifndef WINWORK_EX_TIMER_H
#define WINWORK_EX_TIMER_H

#include "../ke/irql.h"

EXTERN_C_START

/* Opaque. A pointer to one is an object for KeWaitForSingleObject. */
typedef struct _EX_TIMER EX_TIMER, *PEX_TIMER;

#define EX_TIMER_HIGH_RESOLUTION 4u
#define EX_TIMER_NO_WAKE 8u
#define EX_TIMER_NOTIFICATION (1u << 31)
#define EX_TIMER_UNLIMITED_TOLERANCE ((LONGLONG)-1)

/**
 * EXT_CALLBACK - the driver's routine for each expiry of a timer
 * @Timer: the timer; it is valid until this routine has returned
 * @Context: as given to ExAllocateTimer
 *
 * The routine may set, cancel and delete the timer. It may not wait for the deletion.
 *
 * Here: the routine runs on the processor that allocated the timer, and never twice at once.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, EXT_CALLBACK
 */
_Function_class_(EXT_CALLBACK)
_IRQL_requires_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EXT_CALLBACK(_In_ PEX_TIMER Timer, _In_opt_ PVOID Context);
typedef EXT_CALLBACK *PEXT_CALLBACK;

/**
 * EXT_DELETE_CALLBACK - the driver's routine that is called when the deletion of a timer is
 *	complete
 * @Context: the DeleteContext of EXT_DELETE_PARAMETERS
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, EXT_DELETE_CALLBACK
 */
_Function_class_(EXT_DELETE_CALLBACK)
_IRQL_requires_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EXT_DELETE_CALLBACK(_In_opt_ PVOID Context);
typedef EXT_DELETE_CALLBACK *PEXT_DELETE_CALLBACK;

typedef struct _EXT_SET_PARAMETERS_V0 {
	ULONG Version;
	ULONG Reserved;
	LONGLONG NoWakeTolerance;	/* units of 100 ns, or EX_TIMER_UNLIMITED_TOLERANCE */
} EXT_SET_PARAMETERS, *PEXT_SET_PARAMETERS, KT2_SET_PARAMETERS, *PKT2_SET_PARAMETERS;

typedef struct _EXT_DELETE_PARAMETERS {
	ULONG Version;
	ULONG Reserved;
	PEXT_DELETE_CALLBACK DeleteCallback;
	PVOID DeleteContext;
} EXT_DELETE_PARAMETERS, *PEXT_DELETE_PARAMETERS;

typedef struct _EXT_CANCEL_PARAMETERS *PEXT_CANCEL_PARAMETERS;

/**
 * ExInitializeSetTimerParameters, ExInitializeDeleteTimerParameters - initialise parameters
 *	without tolerance, without callback
 * @Parameters: filled in
 *
 * IRQL: any.
 * Page: wdm.h, ExInitializeSetTimerParameters, ExInitializeDeleteTimerParameters
 */
WINWORK_OWN VOID ExInitializeSetTimerParameters(_Out_ PEXT_SET_PARAMETERS Parameters)
{
	Parameters->Version = 0;
	Parameters->Reserved = 0;
	Parameters->NoWakeTolerance = 0;
}

WINWORK_OWN VOID ExInitializeDeleteTimerParameters(_Out_ PEXT_DELETE_PARAMETERS Parameters)
{
	Parameters->Version = 0;
	Parameters->Reserved = 0;
	Parameters->DeleteCallback = NULL;
	Parameters->DeleteContext = NULL;
}

/**
 * ExAllocateTimer - allocate a timer that is not set
 * @Callback: the routine that each expiry calls, or NULL
 * @CallbackContext: passed to the callback
 * @Attributes: 0, or EX_TIMER_NOTIFICATION for a timer that releases all waiters and stays
 *	signalled. EX_TIMER_HIGH_RESOLUTION or EX_TIMER_NO_WAKE may be added.
 *
 * The caller owns the timer until ExDeleteTimer.
 *
 * Here: every timer has high resolution, and wakes its processor. Unknown attributes are reported
 * (0xC7, parameter 0). So is EX_TIMER_HIGH_RESOLUTION together with EX_TIMER_NO_WAKE. A timer that
 * remains at unload is reported as pool that was never freed (0xC4). If it is set, it is also
 * reported as a timer (0xC7), and cancelled.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A).
 * Return: the timer; NULL without memory, and after a report.
 * Page: wdm.h, ExAllocateTimer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PEX_TIMER NTAPI ExAllocateTimer(_In_opt_ PEXT_CALLBACK Callback, _In_opt_ PVOID CallbackContext,
				_In_ ULONG Attributes);

/**
 * ExSetTimer - set a timer; a timer that is already set is set again
 * @Timer: a timer of ExAllocateTimer
 * @DueTime: the time of the first expiry, in units of 100 ns. Below 0: relative to now. Otherwise:
 *	a system time (since 1601, UTC), which a timer with EX_TIMER_HIGH_RESOLUTION does not
 *	accept.
 * @Period: the time between the expiries after the first, in units of 100 ns, up to MAXLONG; 0 for
 *	a single expiry
 * @Parameters: parameters that ExInitializeSetTimerParameters has initialised, or NULL
 *
 * The call makes the timer not signalled. Expiry signals it. The call does not set a timer that
 * is being deleted.
 *
 * Here: the tolerance has no effect. A period is at least one timer tick; with
 * EX_TIMER_HIGH_RESOLUTION it is at least half a millisecond. Each of these is reported (0xC7,
 * parameter 0), and sets nothing:
 *
 *	a @DueTime that is a system time, with EX_TIMER_HIGH_RESOLUTION
 *	a @Period below 0 or above MAXLONG
 *	a tolerance below EX_TIMER_UNLIMITED_TOLERANCE
 *	a Version of @Parameters other than 0
 *	a pointer to something other than a timer of ExAllocateTimer
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and sets nothing.
 * Return: TRUE when the timer was already set, and is now set again.
 * Page: wdm.h, ExSetTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExSetTimer(_In_ PEX_TIMER Timer, _In_ LONGLONG DueTime, _In_ LONGLONG Period,
			 _In_opt_ PEXT_SET_PARAMETERS Parameters);

/**
 * ExCancelTimer - cancel a timer that is set
 * @Timer: a timer of ExAllocateTimer
 * @Parameters: NULL; has no effect here
 *
 * A callback of an earlier expiry may still run afterwards.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A).
 * Return: TRUE when the timer was set. FALSE when it was not set, or is being deleted.
 * Page: wdm.h, ExCancelTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExCancelTimer(_Inout_ PEX_TIMER Timer, _In_opt_ PEXT_CANCEL_PARAMETERS Parameters);

/**
 * ExDeleteTimer - delete a timer
 * @Timer: a timer of ExAllocateTimer
 * @Cancel: TRUE to cancel the timer if it is set; FALSE to let a set timer expire once before it is
 *	deleted
 * @Wait: TRUE to wait until the callback and the delete callback have returned. It requires
 *	@Cancel, and must be FALSE in the timer's callback.
 * @Parameters: parameters that ExInitializeDeleteTimerParameters has initialised, with the delete
 *	callback; or NULL
 *
 * After this call ExSetTimer, ExCancelTimer and ExDeleteTimer do nothing with the timer, and return
 * FALSE. Only the timer's callback may still call them, since the timer is freed when its last
 * callback has returned.
 *
 * Here: @Wait without @Cancel, a Version of @Parameters other than 0, and a pointer to something
 * other than a timer of ExAllocateTimer are reported (0xC7, parameter 0). The call then deletes
 * nothing.
 *
 * IRQL: <= APC_LEVEL with @Wait, else <= DISPATCH_LEVEL; above it the call is reported (0x0A), and
 *	deletes nothing.
 * Return: TRUE when the timer was set, and @Cancel cancelled it.
 * Page: wdm.h, ExDeleteTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExDeleteTimer(_In_ PEX_TIMER Timer, _In_ BOOLEAN Cancel, _In_ BOOLEAN Wait,
			    _In_opt_ PEXT_DELETE_PARAMETERS Parameters);

EXTERN_C_END

#endif /* WINWORK_EX_TIMER_H */
