/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks with one exclusive owner or many shared owners. The owner of such a lock is at
 * DISPATCH_LEVEL.
 */
#ifndef WINWORK_EX_SPIN_LOCK_H
#define WINWORK_EX_SPIN_LOCK_H

#include "../ke/irql.h"

EXTERN_C_START

/**
 * EX_SPIN_LOCK - the driver's nonpaged storage: 32 bits, aligned to four bytes
 *
 * Zero is a free lock: the driver sets the value to zero before it uses the lock. It may not access
 * the value otherwise. You may not move or free a held lock.
 */
typedef volatile LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

/**
 * ExAcquireSpinLockExclusive, ExAcquireSpinLockShared - raise the IRQL to DISPATCH_LEVEL and
 *	acquire the lock
 * @SpinLock: the lock; not held by the caller
 *
 * An exclusive owner excludes all others; shared owners exclude exclusive ones. While a caller
 * waits for exclusive access, no other caller gets shared access. It is OK to nest different
 * locks, and to queue work items with them held. You may not wait with a lock held.
 *
 * Here: if the caller already holds the lock, exclusively or shared, the call is reported (0x0F)
 * and counted: the lock is free after the same number of releases. The call does not change the
 * caller's access: an exclusive acquisition of a lock that the caller shares does not make it
 * exclusive. Above DISPATCH_LEVEL the call is reported (0x0A), and acquires nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the previous level, for the release.
 * Page: wdm.h, ExAcquireSpinLockExclusive, ExAcquireSpinLockShared
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_saves_
KIRQL NTAPI ExAcquireSpinLockExclusive(_Inout_ PEX_SPIN_LOCK SpinLock);
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_raises_(DISPATCH_LEVEL)
_IRQL_saves_
KIRQL NTAPI ExAcquireSpinLockShared(_Inout_ PEX_SPIN_LOCK SpinLock);

/**
 * ExAcquireSpinLockExclusiveAtDpcLevel, ExAcquireSpinLockSharedAtDpcLevel - acquire the lock at
 *	DISPATCH_LEVEL
 * @SpinLock: the lock; not held by the caller
 *
 * Here: below DISPATCH_LEVEL the call is reported (0xC4, parameter 0x40), and the IRQL is raised
 * until the lock is released. Above DISPATCH_LEVEL with PREEMPT_RT the call is reported (0x0A),
 * and acquires nothing.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, ExAcquireSpinLockExclusiveAtDpcLevel, ExAcquireSpinLockSharedAtDpcLevel
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);

/**
 * ExReleaseSpinLockExclusive, ExReleaseSpinLockShared - release the lock, and restore the
 *	previous IRQL
 * @SpinLock: a lock that the caller acquired without ...AtDpcLevel
 * @OldIrql: the level that the acquisition returned. With nested locks, the last release must have
 *	the level of the first acquisition.
 *
 * Here: a lock that the caller does not hold is reported (0x10), and the level stays. If the caller
 * holds the lock with the other kind of access, the call is reported (0x10), and releases the lock.
 * At an IRQL other than DISPATCH_LEVEL the call is reported (0xC4, parameter 0x32). If the caller
 * holds the lock, the call then releases it, and the level stays.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, ExReleaseSpinLockExclusive, ExReleaseSpinLockShared
 */
_IRQL_requires_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockExclusive(_Inout_ PEX_SPIN_LOCK SpinLock,
				      _In_ _IRQL_restores_ KIRQL OldIrql);
_IRQL_requires_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockShared(_Inout_ PEX_SPIN_LOCK SpinLock,
				   _In_ _IRQL_restores_ KIRQL OldIrql);

/**
 * ExReleaseSpinLockExclusiveFromDpcLevel, ExReleaseSpinLockSharedFromDpcLevel - release the lock
 *	and stay at DISPATCH_LEVEL
 * @SpinLock: a lock that the caller acquired with ...AtDpcLevel
 *
 * Here: wrong calls are reported as by ExReleaseSpinLockExclusive. Below DISPATCH_LEVEL the call is
 * reported (0xC4, parameter 0x41), and releases the lock.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, ExReleaseSpinLockExclusiveFromDpcLevel, ExReleaseSpinLockSharedFromDpcLevel
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);

/**
 * ExTryConvertSharedSpinLockExclusive - make shared access exclusive, if no other caller shares
 *	the lock
 * @SpinLock: a lock that the caller holds for shared access
 *
 * After TRUE the caller must use an exclusive release. It is ExReleaseSpinLockExclusive or
 * ExReleaseSpinLockExclusiveFromDpcLevel, as the acquisition requires. After FALSE the caller still
 * shares the lock, and no other caller had exclusive access meanwhile.
 *
 * Here: a lock that the caller does not share is reported (0x10).
 *
 * IRQL: DISPATCH_LEVEL on Windows; >= DISPATCH_LEVEL here.
 * Return: TRUE when the access is exclusive now.
 * Page: wdm.h, ExTryConvertSharedSpinLockExclusive
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(_Inout_ PEX_SPIN_LOCK SpinLock);

EXTERN_C_END

#endif /* WINWORK_EX_SPIN_LOCK_H */
