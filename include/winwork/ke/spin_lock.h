/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks. The holder of a spin lock is at DISPATCH_LEVEL. Spin locks are not recursive: a
 * second acquisition by the holder is reported. A release by other code is also reported.
 */
#ifndef WINWORK_KE_SPIN_LOCK_H
#define WINWORK_KE_SPIN_LOCK_H

#include "irql.h"

EXTERN_C_START

typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;

typedef struct _KSPIN_LOCK_QUEUE {
	struct _KSPIN_LOCK_QUEUE *volatile Next;
	PKSPIN_LOCK volatile Lock;
} KSPIN_LOCK_QUEUE, *PKSPIN_LOCK_QUEUE;

typedef struct _KLOCK_QUEUE_HANDLE {
	KSPIN_LOCK_QUEUE LockQueue;
	KIRQL OldIrql;
} KLOCK_QUEUE_HANDLE, *PKLOCK_QUEUE_HANDLE;

/**
 * KeInitializeSpinLock - initialise a free spin lock
 * @SpinLock: memory of the driver's, aligned to 8 bytes
 *
 * Zeroed memory is a free spin lock without this call. You may not move or free a held lock.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeSpinLock
 */
WINWORK_OWN VOID KeInitializeSpinLock(_Out_ PKSPIN_LOCK SpinLock)
{
	*SpinLock = 0;
}

/**
 * KeAcquireSpinLock - raise the IRQL to DISPATCH_LEVEL and acquire a spin lock
 * @SpinLock: the lock; not held by the caller
 * @OldIrql: receives the previous level, for KeReleaseSpinLock
 *
 * It is OK to nest different locks, and to queue work items with them held. You may not wait with
 * a lock held. You may not acquire a lock that an interrupt handler acquires.
 *
 * Here: if the caller already holds the lock, the call is reported (0x0F) and counted: the lock is
 * free after the same number of releases. A holder that lowers the IRQL can be interrupted. If the
 * interrupting code then tries to acquire the lock, its call is reported (0x0F), and acquires
 * nothing. Above DISPATCH_LEVEL the call is reported (0x0A), and acquires nothing. A caller that
 * holds a Linux spin lock is already at DISPATCH_LEVEL. The call still turns bottom halves off
 * until the release.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireSpinLock
 */
KIRQL FASTCALL KeAcquireSpinLockRaiseToDpc(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeReleaseSpinLock - release a spin lock and restore the previous IRQL
 * @SpinLock: a lock that the caller acquired with KeAcquireSpinLock
 * @NewIrql: the level that KeAcquireSpinLock stored. With nested locks, the last release must have
 *	the level of the first acquisition.
 *
 * Here: a lock that the caller does not hold is reported (0x10), and the level stays. At an IRQL
 * other than DISPATCH_LEVEL the call is reported (0xC4, parameter 0x32). If the caller holds the
 * lock, the call then releases it, and the level stays.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, KeReleaseSpinLock
 */
VOID NTAPI KeReleaseSpinLock(_Inout_ PKSPIN_LOCK SpinLock, _In_ KIRQL NewIrql);

/**
 * KeAcquireSpinLockAtDpcLevel - acquire a spin lock at DISPATCH_LEVEL
 * @SpinLock: the lock; not held by the caller
 *
 * Here: below DISPATCH_LEVEL the call is reported (0xC4, parameter 0x40), and the IRQL is raised
 * until the lock is released. A lock that the caller already holds is handled as by
 * KeAcquireSpinLock.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireSpinLockAtDpcLevel
 */
VOID NTAPI KeAcquireSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeReleaseSpinLockFromDpcLevel - release a spin lock and stay at DISPATCH_LEVEL
 * @SpinLock: a lock that the caller acquired with KeAcquireSpinLockAtDpcLevel
 *
 * Here: a lock that the caller does not hold is reported (0x10). Below DISPATCH_LEVEL the call is
 * reported (0xC4, parameter 0x41), and releases the lock.
 *
 * IRQL: DISPATCH_LEVEL on Windows; >= DISPATCH_LEVEL here.
 * Page: wdm.h, KeReleaseSpinLockFromDpcLevel
 */
VOID NTAPI KeReleaseSpinLockFromDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeTryToAcquireSpinLockAtDpcLevel - acquire a spin lock if it is free
 * @SpinLock: the lock
 *
 * IRQL: DISPATCH_LEVEL on Windows; >= DISPATCH_LEVEL here. Below it the call is reported (0xC4,
 *	parameter 0x40), and returns FALSE.
 * Return: TRUE when the lock was acquired.
 * Page: wdm.h, KeTryToAcquireSpinLockAtDpcLevel
 */
BOOLEAN FASTCALL KeTryToAcquireSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeTestSpinLock - return whether a lock is free; the answer may be out of date
 * @SpinLock: the lock
 *
 * IRQL: any.
 * Return: TRUE when the lock is free.
 * Page: wdm.h, KeTestSpinLock
 */
BOOLEAN FASTCALL KeTestSpinLock(_In_ PKSPIN_LOCK SpinLock);

/**
 * KeAcquireSpinLockForDpc, KeReleaseSpinLockForDpc - acquire, release a spin lock in a routine
 *	that may be a threaded DPC
 * @SpinLock: the lock
 * @OldIrql: the level that KeAcquireSpinLockForDpc returned
 *
 * Here: there are no threaded DPCs. The functions do the same as KeAcquireSpinLock and
 * KeReleaseSpinLock.
 *
 * IRQL: <= DISPATCH_LEVEL to acquire, DISPATCH_LEVEL to release.
 * Return: the previous level, for the release.
 * Page: wdm.h, KeAcquireSpinLockForDpc
 */
KIRQL FASTCALL KeAcquireSpinLockForDpc(_Inout_ PKSPIN_LOCK SpinLock);
VOID FASTCALL KeReleaseSpinLockForDpc(_Inout_ PKSPIN_LOCK SpinLock, _In_ KIRQL OldIrql);
#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))

/**
 * KeAcquireInStackQueuedSpinLock - raise the IRQL to DISPATCH_LEVEL and acquire a spin lock, in the
 *	order of arrival
 * @SpinLock: the lock; not held by the caller
 * @LockHandle: a structure on the caller's stack, for the release; it receives the previous IRQL
 *
 * Here: every spin lock queues its waiters, so this function and KeAcquireSpinLock may be used on
 * one lock. Wrong calls of the four functions for queued spin locks are reported as by
 * KeAcquireSpinLock, KeReleaseSpinLock and the functions at DISPATCH_LEVEL.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireInStackQueuedSpinLock
 */
VOID FASTCALL KeAcquireInStackQueuedSpinLock(_Inout_ PKSPIN_LOCK SpinLock,
					     _Out_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * KeReleaseInStackQueuedSpinLock - release the lock, and restore the previous IRQL
 * @LockHandle: the handle of the acquisition
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, KeReleaseInStackQueuedSpinLock
 */
VOID FASTCALL KeReleaseInStackQueuedSpinLock(_In_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * KeAcquireInStackQueuedSpinLockAtDpcLevel, KeReleaseInStackQueuedSpinLockFromDpcLevel - acquire,
 *	release a queued spin lock without a change of IRQL
 * @SpinLock: the lock
 * @LockHandle: a structure on the caller's stack, which the release needs
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireInStackQueuedSpinLockAtDpcLevel,
 *	KeReleaseInStackQueuedSpinLockFromDpcLevel
 */
VOID FASTCALL KeAcquireInStackQueuedSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock,
						       _Out_ PKLOCK_QUEUE_HANDLE LockHandle);
VOID FASTCALL KeReleaseInStackQueuedSpinLockFromDpcLevel(_In_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * KeAcquireInStackQueuedSpinLockForDpc, KeReleaseInStackQueuedSpinLockForDpc - acquire, release a
 *	queued spin lock in the routine of a threaded DPC
 * @SpinLock: the lock; not held by the caller
 * @LockHandle: a structure on the caller's stack, which the release needs; it receives the previous
 *	IRQL
 *
 * The acquisition raises the IRQL to DISPATCH_LEVEL, unless it is that already. The release restores
 * it.
 *
 * IRQL: the acquisition: <= DISPATCH_LEVEL; the release: DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireInStackQueuedSpinLockForDpc, KeReleaseInStackQueuedSpinLockForDpc
 */
VOID FASTCALL KeAcquireInStackQueuedSpinLockForDpc(_Inout_ PKSPIN_LOCK SpinLock,
						   _Out_ PKLOCK_QUEUE_HANDLE LockHandle);
VOID FASTCALL KeReleaseInStackQueuedSpinLockForDpc(_In_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * ExInterlockedInsertHeadList, ExInterlockedInsertTailList, ExInterlockedRemoveHeadList,
 * ExInterlockedPopEntryList, ExInterlockedPushEntryList, ExInterlockedAddLargeInteger,
 * ExInterlockedAddUlong - change a list or a number under a spin lock, at any IRQL
 * @ListHead: the head of the list
 * @ListEntry: the entry to insert
 * @Lock: the spin lock that protects the list or number; only these functions may use it
 * @Addend: the number
 * @Increment: the value to add to the number
 *
 * Interrupts are off during the operation. Every access to the list must use these functions and
 * the same @Lock. You may not use a lock that KeAcquireSpinLock acquires. If the caller holds the
 * lock, the call is reported (0x0F), and still does the operation.
 *
 * IRQL: any.
 * Return: InsertHeadList, PushEntryList: the entry that was the first, or NULL. InsertTailList: the
 *	entry that was the last, or NULL. RemoveHeadList, PopEntryList: the removed entry, or NULL
 *	if the list was empty. AddLargeInteger, AddUlong: the previous number.
 * Page: wdm.h, ExInterlockedInsertHeadList and the pages of the others
 */
PLIST_ENTRY FASTCALL ExInterlockedInsertHeadList(_Inout_ PLIST_ENTRY ListHead,
						 _Inout_ PLIST_ENTRY ListEntry,
						 _Inout_ PKSPIN_LOCK Lock);
PLIST_ENTRY FASTCALL ExInterlockedInsertTailList(_Inout_ PLIST_ENTRY ListHead,
						 _Inout_ PLIST_ENTRY ListEntry,
						 _Inout_ PKSPIN_LOCK Lock);
PLIST_ENTRY FASTCALL ExInterlockedRemoveHeadList(_Inout_ PLIST_ENTRY ListHead,
						 _Inout_ PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY FASTCALL ExInterlockedPushEntryList(_Inout_ PSINGLE_LIST_ENTRY ListHead,
						       _Inout_ PSINGLE_LIST_ENTRY ListEntry,
						       _Inout_ PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY FASTCALL ExInterlockedPopEntryList(_Inout_ PSINGLE_LIST_ENTRY ListHead,
						      _Inout_ PKSPIN_LOCK Lock);
LARGE_INTEGER NTAPI ExInterlockedAddLargeInteger(_Inout_ PLARGE_INTEGER Addend,
						 _In_ LARGE_INTEGER Increment,
						 _Inout_ PKSPIN_LOCK Lock);
ULONG FASTCALL ExInterlockedAddUlong(_Inout_ PULONG Addend, _In_ ULONG Increment,
				     _Inout_ PKSPIN_LOCK Lock);

/*
 * Adds to a number that nothing changes in another way. IRQL: any. Page: wdm.h, ExInterlockedAddLargeStatistic
 */
#define ExInterlockedAddLargeStatistic(Addend, Increment) \
	((void)InterlockedAddNoFence64(&(Addend)->QuadPart, Increment))

EXTERN_C_END

#endif /* WINWORK_KE_SPIN_LOCK_H */
