/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Timers that the system allocates: with a routine of their own, and periods of 100 ns units.
 */
#ifndef WINWORK_EX_TIMER_H
#define WINWORK_EX_TIMER_H

#include "dispatcher.h"

EXTERN_C_START

/* Opaque. A pointer to one is an object for KeWaitForSingleObject. */
typedef struct _EX_TIMER EX_TIMER, *PEX_TIMER;

#define EX_TIMER_HIGH_RESOLUTION 4u
#define EX_TIMER_NO_WAKE 8u
#define EX_TIMER_NOTIFICATION (1u << 31)
#define EX_TIMER_UNLIMITED_TOLERANCE ((LONGLONG)-1)

/**
 * EXT_CALLBACK - what an expiry calls
 * @Timer: the timer; it stays until this routine has returned
 * @Context: as given to ExAllocateTimer
 *
 * It is OK to set, cancel and delete the timer here, though not to wait for its end.
 *
 * Here: it runs on the processor that allocated the timer, and not twice at once.
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
 * EXT_DELETE_CALLBACK - what the end of a timer calls, when nothing of it is left
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
 * ExInitializeSetTimerParameters, ExInitializeDeleteTimerParameters - no tolerance, and no callback
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
 * ExAllocateTimer - a timer, not set
 * @Callback: what each expiry calls, or NULL
 * @CallbackContext: passed to it
 * @Attributes: 0, or EX_TIMER_NOTIFICATION for a timer that releases all waiters and stays signalled,
 *	and EX_TIMER_HIGH_RESOLUTION or EX_TIMER_NO_WAKE
 *
 * It is yours until ExDeleteTimer.
 *
 * Here: every timer has high resolution, and wakes its processor. Unknown attributes, and the two
 * that exclude each other, are reported (0xC7, parameter 0). A timer that is left at unload is
 * reported: as a timer when it is set (0xC7), which is undone, and as pool that was never freed (0xC4).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A).
 * Return: the timer, or NULL: without memory, or after a report.
 * Page: wdm.h, ExAllocateTimer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PEX_TIMER NTAPI ExAllocateTimer(_In_opt_ PEXT_CALLBACK Callback, _In_opt_ PVOID CallbackContext,
				_In_ ULONG Attributes);

/**
 * ExSetTimer - set a timer; one that is set is set anew
 * @Timer: a timer of ExAllocateTimer
 * @DueTime: units of 100 ns; below 0 from now, otherwise a system time (since 1601, UTC), which a
 *	timer with EX_TIMER_HIGH_RESOLUTION does not take
 * @Period: units of 100 ns between expiries after the first, up to MAXLONG; 0 for none
 * @Parameters: of ExInitializeSetTimerParameters, or NULL
 *
 * The timer is not signalled from now until it expires. A timer that is being deleted is not set.
 *
 * Here: the tolerance is not made use of. A period is at least a timer tick, and half a millisecond
 * with EX_TIMER_HIGH_RESOLUTION. An absolute @DueTime with that attribute, a @Period below 0 or above
 * MAXLONG, a tolerance below EX_TIMER_UNLIMITED_TOLERANCE, another version than 0, and what is no timer
 * of ExAllocateTimer's are reported (0xC7, parameter 0), and set nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and sets nothing.
 * Return: TRUE when it was set, and is now set anew.
 * Page: wdm.h, ExSetTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExSetTimer(_In_ PEX_TIMER Timer, _In_ LONGLONG DueTime, _In_ LONGLONG Period,
			 _In_opt_ PEXT_SET_PARAMETERS Parameters);

/**
 * ExCancelTimer - take back a timer that is set
 * @Timer: a timer of ExAllocateTimer
 * @Parameters: NULL; has no effect here
 *
 * A callback that is on its way still comes.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A).
 * Return: TRUE when it was set; FALSE, too, when it is being deleted.
 * Page: wdm.h, ExCancelTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExCancelTimer(_Inout_ PEX_TIMER Timer, _In_opt_ PEXT_CANCEL_PARAMETERS Parameters);

/**
 * ExDeleteTimer - the end of a timer
 * @Timer: a timer of ExAllocateTimer
 * @Cancel: TRUE to take it back if it is set; otherwise it expires first, a periodic one once
 * @Wait: TRUE, with @Cancel, to wait until its callback has returned and its end has been called; FALSE
 *	in its callback
 * @Parameters: of ExInitializeDeleteTimerParameters, or NULL
 *
 * From now on ExSetTimer, ExCancelTimer and this function do nothing with it, and return FALSE. They
 * may only be called so in its callback, since the timer goes when that has returned.
 *
 * Here: @Wait without @Cancel, another version than 0, and what is no timer of ExAllocateTimer's are
 * reported (0xC7, parameter 0), and nothing is deleted.
 *
 * IRQL: <= APC_LEVEL with @Wait, else <= DISPATCH_LEVEL; above it the call is reported (0x0A), and
 *	deletes nothing.
 * Return: TRUE when it was set, and @Cancel took it back.
 * Page: wdm.h, ExDeleteTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI ExDeleteTimer(_In_ PEX_TIMER Timer, _In_ BOOLEAN Cancel, _In_ BOOLEAN Wait,
			    _In_opt_ PEXT_DELETE_PARAMETERS Parameters);

EXTERN_C_END

#endif /* WINWORK_EX_TIMER_H */
