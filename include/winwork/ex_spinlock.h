/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks with one exclusive owner or many shared ones. Holding one means DISPATCH_LEVEL.
 */
#ifndef WINWORK_EX_SPINLOCK_H
#define WINWORK_EX_SPINLOCK_H

#include "irql.h"

EXTERN_C_START

/**
 * EX_SPIN_LOCK - the driver's nonpaged storage: 32 bits, aligned to four bytes
 *
 * Its value is not yours. Zero is a lock that nobody holds, and the driver makes it so before it uses
 * the lock. The lock must not be moved or freed while it is held.
 */
typedef volatile LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

/**
 * ExAcquireSpinLockExclusive, ExAcquireSpinLockShared - raise the IRQL to DISPATCH_LEVEL and take it
 * @SpinLock: the lock; not held by the caller
 *
 * The exclusive owner is alone; shared ones are so together. While somebody waits for exclusive
 * access, nobody gets shared access any more. It is OK to nest different locks, and to queue work
 * items with them held. You may not wait.
 *
 * Here: taking a lock that the caller holds in either way is reported (0x0F) and counted; the lock is
 * free after as many releases. The caller then has no more access than it had: an exclusive
 * acquisition of a lock that it shares does not make it the only owner. Above DISPATCH_LEVEL the call
 * is reported (0x0A), and takes nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the level before, for the release.
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
 * ExAcquireSpinLockExclusiveAtDpcLevel, ExAcquireSpinLockSharedAtDpcLevel - the same at DISPATCH_LEVEL
 * @SpinLock: the lock; not held by the caller
 *
 * Here: below DISPATCH_LEVEL the call is reported (0xC4, parameter 0x40), and the IRQL is raised
 * until the lock is released. Above it, with PREEMPT_RT, the call is reported (0x0A), and takes
 * nothing.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, ExAcquireSpinLockExclusiveAtDpcLevel, ExAcquireSpinLockSharedAtDpcLevel
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);

/**
 * ExReleaseSpinLockExclusive, ExReleaseSpinLockShared - free it, and go back to the IRQL before
 * @SpinLock: a lock that the caller took without ...AtDpcLevel
 * @OldIrql: what the acquisition returned; for nested locks, that of the outermost comes last
 *
 * Here: a lock that the caller does not hold is reported (0x10), and the level stays. One that it
 * holds the other way is reported (0x10) and freed. At another IRQL than DISPATCH_LEVEL the call is
 * reported (0xC4, parameter 0x32); the lock is freed if it is the caller's, and the level stays.
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
 * ExReleaseSpinLockExclusiveFromDpcLevel, ExReleaseSpinLockSharedFromDpcLevel - free it and stay
 * @SpinLock: a lock that the caller took with ...AtDpcLevel
 *
 * Here: wrong calls are reported as those of the releases above; below DISPATCH_LEVEL with parameter
 * 0x41, and the lock freed.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, ExReleaseSpinLockExclusiveFromDpcLevel, ExReleaseSpinLockSharedFromDpcLevel
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);
_IRQL_requires_min_(DISPATCH_LEVEL)
VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(_Inout_ PEX_SPIN_LOCK SpinLock);

/**
 * ExTryConvertSharedSpinLockExclusive - make shared access exclusive, if nobody else shares the lock
 * @SpinLock: a lock that the caller holds for shared access
 *
 * After TRUE the lock wants the exclusive release that belongs to the acquisition: that with a level
 * or that without. After FALSE the caller still shares it, and nobody had it exclusively meanwhile.
 *
 * Here: a lock that the caller does not share is reported (0x10).
 *
 * IRQL: DISPATCH_LEVEL on Windows; above it, too, here.
 * Return: TRUE when the access is exclusive now.
 * Page: wdm.h, ExTryConvertSharedSpinLockExclusive
 */
_IRQL_requires_min_(DISPATCH_LEVEL)
LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(_Inout_ PEX_SPIN_LOCK SpinLock);

EXTERN_C_END

#endif /* WINWORK_EX_SPINLOCK_H */
