/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Rundown protection. An object has many users. Its owner must wait until the last user has
 * released the protection before it deletes the object.
 */
#ifndef WINWORK_EX_RUNDOWN_H
#define WINWORK_EX_RUNDOWN_H

#include "pool.h"
#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * struct _EX_RUNDOWN_REF - the rundown protection of an object
 *
 * The driver may not access the fields. The structure is in nonpaged memory that outlives the
 * object.
 */
typedef struct _EX_RUNDOWN_REF {
	union {
		ULONG_PTR Count;
		PVOID Ptr;
	};
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;

/* Initialiser of a structure that grants no protection, as after ExRundownCompleted. */
#define EX_RUNDOWN_ACTIVE 0x1

/**
 * ExInitializeRundownProtection - initialise a structure that grants protection
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExInitializeRundownProtection
 */
VOID FASTCALL ExInitializeRundownProtection(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExReInitializeRundownProtection - grant protection again, after the rundown has completed
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExReInitializeRundownProtection
 */
VOID FASTCALL ExReInitializeRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);

/**
 * ExAcquireRundownProtection, ExAcquireRundownProtectionEx - acquire protection of the object
 * @RunRef: the protection of the object
 * @Count: the number of acquisitions; 1 for the function without this parameter
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the caller may use the object, until the same number of releases. Always FALSE
 *	once the rundown has begun: the caller may not access the object.
 * Page: wdm.h, ExAcquireRundownProtection, ExAcquireRundownProtectionEx
 */
BOOLEAN FASTCALL ExAcquireRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
BOOLEAN FASTCALL ExAcquireRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);

/**
 * ExReleaseRundownProtection, ExReleaseRundownProtectionEx - release protection of the object
 * @RunRef: the protection of the object
 * @Count: the number of releases; 1 for the function without this parameter
 *
 * A thread may release protection that another thread has acquired. The last release wakes the
 * waiting owner, so the object may already be deleted when the call returns.
 *
 * Here: more releases than acquisitions are reported (0x18), and change nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExReleaseRundownProtection, ExReleaseRundownProtectionEx
 */
VOID FASTCALL ExReleaseRundownProtection(_Inout_ PEX_RUNDOWN_REF RunRef);
VOID FASTCALL ExReleaseRundownProtectionEx(_Inout_ PEX_RUNDOWN_REF RunRef, _In_ ULONG Count);

/**
 * ExRundownCompleted - mark the rundown as completed, so that another wait returns at once
 * @RunRef: the protection of the object
 *
 * Call it after ExWaitForRundownProtectionRelease.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExRundownCompleted
 */
VOID FASTCALL ExRundownCompleted(_Out_ PEX_RUNDOWN_REF RunRef);

/**
 * ExWaitForRundownProtectionRelease - begin the rundown, and wait until all protection is
 *	released
 * @RunRef: the protection of the object
 *
 * From this call on no caller gets protection. You may not call this while you hold protection, nor
 * in the routine of a work item that holds it: the call would wait for ever.
 *
 * Here: several threads may wait at once. On Windows: one thread may.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdm.h, ExWaitForRundownProtectionRelease
 */
VOID FASTCALL ExWaitForRundownProtectionRelease(_Inout_ PEX_RUNDOWN_REF RunRef);

/* ---- cache-aware -------------------------------------------------------------------------- */

/**
 * struct _EX_RUNDOWN_REF_CACHE_AWARE - rundown protection of an object that several processors
 *	use all the time
 *
 * Opaque. Each processor counts its users in a cache line of its own. The rules are those of
 * EX_RUNDOWN_REF: a user may release on another processor, and in another thread.
 */
typedef struct _EX_RUNDOWN_REF_CACHE_AWARE *PEX_RUNDOWN_REF_CACHE_AWARE;

/**
 * ExSizeOfRundownProtectionCacheAware - return the size of the memory that
 *	ExInitializeRundownProtectionCacheAware needs
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: the size in bytes.
 * Page: wdm.h, ExSizeOfRundownProtectionCacheAware
 */
SIZE_T NTAPI ExSizeOfRundownProtectionCacheAware(VOID);

/**
 * ExInitializeRundownProtectionCacheAware - initialise a structure that grants protection
 * @RunRefCacheAware: nonpaged memory of the driver's, aligned like a pointer
 * @RunRefSize: the size of the memory in bytes, from ExSizeOfRundownProtectionCacheAware
 *
 * No function deletes the structure: it ends with its memory.
 *
 * Here: with less memory several processors share a line. With less memory than one processor
 * needs, the call is reported (0x18), and does nothing.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExInitializeRundownProtectionCacheAware
 */
VOID NTAPI ExInitializeRundownProtectionCacheAware(
	_Out_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware, _In_ SIZE_T RunRefSize);

/**
 * ExAllocateCacheAwareRundownProtection - allocate a structure that grants protection
 * @PoolType: the pool of the memory; nonpaged pool for use at DISPATCH_LEVEL
 * @PoolTag: as for ExAllocatePoolWithTag
 *
 * The caller owns the structure until ExFreeCacheAwareRundownProtection.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the structure, or NULL without memory.
 * Page: wdm.h, ExAllocateCacheAwareRundownProtection
 */
_Must_inspect_result_
PEX_RUNDOWN_REF_CACHE_AWARE NTAPI ExAllocateCacheAwareRundownProtection(_In_ POOL_TYPE PoolType,
									_In_ ULONG PoolTag);

/**
 * ExFreeCacheAwareRundownProtection - free a structure of ExAllocateCacheAwareRundownProtection
 * @RunRefCacheAware: the protection of the object
 *
 * Here: a pointer to something other than such a structure is reported (0xC2), as by ExFreePool,
 * and not freed.
 *
 * IRQL: <= APC_LEVEL on Windows; <= DISPATCH_LEVEL for nonpaged pool here.
 * Page: wdm.h, ExFreeCacheAwareRundownProtection
 */
VOID NTAPI ExFreeCacheAwareRundownProtection(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

/**
 * ExAcquireRundownProtectionCacheAware, ExAcquireRundownProtectionCacheAwareEx - acquire
 *	protection of the object
 * @RunRefCacheAware: the protection of the object
 * @Count: the number of acquisitions; 1 for the function without this parameter
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
 * ExReleaseRundownProtectionCacheAware, ExReleaseRundownProtectionCacheAwareEx - release
 *	protection of the object
 * @RunRefCacheAware: the protection of the object
 * @Count: the number of releases; 1 for the function without this parameter
 *
 * Here: more releases than acquisitions are reported (0x18). After the rundown has completed, the
 * release makes the report. Before that, the wait for the rundown makes the report, and returns.
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
 * ExWaitForRundownProtectionReleaseCacheAware - begin the rundown, and wait until all protection
 *	is released, as ExWaitForRundownProtectionRelease
 * @RunRef: the protection of the object
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdm.h, ExWaitForRundownProtectionReleaseCacheAware
 */
VOID NTAPI
ExWaitForRundownProtectionReleaseCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRef);

/**
 * ExReInitializeRundownProtectionCacheAware - grant protection again, after the rundown has
 *	completed
 * @RunRefCacheAware: the protection of the object
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExReInitializeRundownProtectionCacheAware
 */
VOID NTAPI
ExReInitializeRundownProtectionCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

/**
 * ExRundownCompletedCacheAware - mark the rundown as completed
 * @RunRefCacheAware: the protection of the object
 *
 * Call it after ExWaitForRundownProtectionReleaseCacheAware.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: wdm.h, ExRundownCompletedCacheAware
 */
VOID NTAPI ExRundownCompletedCacheAware(_Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

EXTERN_C_END

#endif /* WINWORK_EX_RUNDOWN_H */
