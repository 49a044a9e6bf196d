/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rundown protection: many users, and one who waits for the last of them.
 */
#ifndef WINWORK_RUNDOWN_H
#define WINWORK_RUNDOWN_H

#include "pool.h"
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
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExInitializeRundownProtection
 */
VOID FASTCALL ExInitializeRundownProtection(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExReInitializeRundownProtection - give out protection again, after the rundown has completed
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExReInitializeRundownProtection
 */
VOID FASTCALL ExReInitializeRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);

/**
 * ExAcquireRundownProtection, ExAcquireRundownProtectionEx - begin to use the object
 * @RunRef: the protection of the object
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
 * @RunRef: the protection of the object
 * @Count: how many times; 1 without it
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
 * @RunRef: the protection of the object
 *
 * Call it after ExWaitForRundownProtectionRelease.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExRundownCompleted
 */
VOID FASTCALL ExRundownCompleted(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExWaitForRundownProtectionRelease - begin the rundown, and wait until nobody uses the object
 * @RunRef: the protection of the object
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

/* ---- cache-aware -------------------------------------------------------------------------- */

/**
 * struct _EX_RUNDOWN_REF_CACHE_AWARE - the same, for objects that several processors use all the time
 *
 * Opaque. Each processor counts its users in a line of the cache of its own. Everything else is as
 * with EX_RUNDOWN_REF: a user may release on another processor, and in another thread.
 */
typedef struct _EX_RUNDOWN_REF_CACHE_AWARE *PEX_RUNDOWN_REF_CACHE_AWARE;

/**
 * ExSizeOfRundownProtectionCacheAware - bytes for ExInitializeRundownProtectionCacheAware
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: the bytes.
 * Page: wdm.h, ExSizeOfRundownProtectionCacheAware
 */
SIZE_T NTAPI ExSizeOfRundownProtectionCacheAware(VOID);

/**
 * ExInitializeRundownProtectionCacheAware - begin to give out protection
 * @RunRefCacheAware: nonpaged memory of the driver's, aligned like a pointer
 * @RunRefSize: its bytes, of ExSizeOfRundownProtectionCacheAware
 *
 * There is no counterpart: it ends with its memory.
 *
 * Here: with less memory several processors share a line. With less than one needs the call is
 * reported (0x18), and does nothing.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExInitializeRundownProtectionCacheAware
 */
VOID NTAPI ExInitializeRundownProtectionCacheAware(
	_Out_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware, _In_ SIZE_T RunRefSize);

/**
 * ExAllocateCacheAwareRundownProtection - allocate one that gives out protection
 * @PoolType: of its memory; nonpaged for use at DISPATCH_LEVEL
 * @PoolTag: as for ExAllocatePoolWithTag
 *
 * It is yours until ExFreeCacheAwareRundownProtection.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: it, or NULL without memory.
 * Page: wdm.h, ExAllocateCacheAwareRundownProtection
 */
_Must_inspect_result_
PEX_RUNDOWN_REF_CACHE_AWARE NTAPI ExAllocateCacheAwareRundownProtection(_In_ POOL_TYPE PoolType,
									_In_ ULONG PoolTag);

/**
 * ExFreeCacheAwareRundownProtection - free one of ExAllocateCacheAwareRundownProtection
 * @RunRefCacheAware: the protection of the object
 *
 * Here: what is none is reported as pool memory would be (0xC2), and not freed.
 *
 * IRQL: <= APC_LEVEL on Windows; <= DISPATCH_LEVEL for nonpaged pool here.
 * Page: wdm.h, ExFreeCacheAwareRundownProtection
 */
VOID NTAPI ExFreeCacheAwareRundownProtection(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

/**
 * ExAcquireRundownProtectionCacheAware, ExAcquireRundownProtectionCacheAwareEx - begin to use the object
 * @RunRefCacheAware: the protection of the object
 * @Count: how many times; 1 without it
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: as ExAcquireRundownProtection.
 * Page: wdm.h, ExAcquireRundownProtectionCacheAware, ExAcquireRundownProtectionCacheAwareEx
 */
BOOLEAN NTAPI
ExAcquireRundownProtectionCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);
BOOLEAN NTAPI
ExAcquireRundownProtectionCacheAwareEx(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
				       _In_ ULONG Count);

/**
 * ExReleaseRundownProtectionCacheAware, ExReleaseRundownProtectionCacheAwareEx - end of such a use
 * @RunRefCacheAware: the protection of the object
 * @Count: how many times; 1 without it
 *
 * Here: more releases than acquisitions are reported (0x18): when the rundown has completed by the
 * release, and otherwise by the wait for it, which returns then.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExReleaseRundownProtectionCacheAware, ExReleaseRundownProtectionCacheAwareEx
 */
VOID NTAPI
ExReleaseRundownProtectionCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);
VOID NTAPI
ExReleaseRundownProtectionCacheAwareEx(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
				       _In_ ULONG Count);

/**
 * ExWaitForRundownProtectionReleaseCacheAware - begin the rundown, and wait until nobody uses the
 *	object: as ExWaitForRundownProtectionRelease
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdm.h, ExWaitForRundownProtectionReleaseCacheAware
 */
VOID NTAPI
ExWaitForRundownProtectionReleaseCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRef);

/**
 * ExReInitializeRundownProtectionCacheAware - give out protection again, after the rundown
 * @RunRefCacheAware: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExReInitializeRundownProtectionCacheAware
 */
VOID NTAPI
ExReInitializeRundownProtectionCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

/**
 * ExRundownCompletedCacheAware - say that the object is gone for good
 * @RunRefCacheAware: the protection of the object
 *
 * Call it after ExWaitForRundownProtectionReleaseCacheAware.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExRundownCompletedCacheAware
 */
VOID NTAPI ExRundownCompletedCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

EXTERN_C_END

#endif /* WINWORK_RUNDOWN_H */
