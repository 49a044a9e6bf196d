/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rundown protection: many users, and one who waits for the last of them.
 */
#ifndef WINWORK_RUNDOWN_H
#define WINWORK_RUNDOWN_H

#include "sal.h"
#include "types.h"

EXTERN_C_START

/**
 * struct _EX_RUNDOWN_REF - guards an object with many users until one takes it down
 *
 * Its fields are not yours. It lives in nonpaged memory that stays when the object goes.
 */
typedef struct _EX_RUNDOWN_REF {
	union {
		ULONG_PTR Count;
		PVOID Ptr;
	};
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;

/* Initialiser of one that gives out no protection, as after ExRundownCompleted. */
#define EX_RUNDOWN_ACTIVE 0x1

/**
 * ExInitializeRundownProtection - begin to give out protection
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExInitializeRundownProtection
 */
VOID FASTCALL ExInitializeRundownProtection(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExReInitializeRundownProtection - give out protection again, after the rundown has completed
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExReInitializeRundownProtection
 */
VOID FASTCALL ExReInitializeRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);

/**
 * ExAcquireRundownProtection, ExAcquireRundownProtectionEx - begin to use the object
 * @Count: how many times; 1 without it
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the object is yours until as many releases; FALSE, then and ever after, once
 *	the rundown has begun: you may not touch the object.
 * Page: wdm.h, ExAcquireRundownProtection, ExAcquireRundownProtectionEx
 */
BOOLEAN FASTCALL ExAcquireRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
BOOLEAN FASTCALL ExAcquireRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);

/**
 * ExReleaseRundownProtection, ExReleaseRundownProtectionEx - end of such a use
 *
 * It is OK to release in another thread than acquired. The last release lets the waiter go on, so
 * the object may be gone when this returns.
 *
 * Here: more releases than acquisitions are reported (0x18), and change nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExReleaseRundownProtection, ExReleaseRundownProtectionEx
 */
VOID FASTCALL ExReleaseRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
VOID FASTCALL ExReleaseRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);

/**
 * ExRundownCompleted - say that the object is gone for good, so that waiting again returns at
 *	once
 *
 * Call it after ExWaitForRundownProtectionRelease.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExRundownCompleted
 */
VOID FASTCALL ExRundownCompleted(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExWaitForRundownProtectionRelease - begin the rundown, and wait until nobody uses the object
 *
 * From now on nobody gets protection. You may not call this while you hold protection yourself,
 * nor from a work item that does.
 *
 * Here: it is OK for several threads to wait at once. On Windows one may.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdm.h, ExWaitForRundownProtectionRelease
 */
VOID FASTCALL ExWaitForRundownProtectionRelease(_Inout_ PEX_RUNDOWN_REF RunRef);

EXTERN_C_END

#endif /* WINWORK_RUNDOWN_H */
