/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks. Holding one means DISPATCH_LEVEL. They are not recursive: a second acquisition
 * by the holder, and a release by somebody else, are reported.
 */
#ifndef WINWORK_SPINLOCK_H
#define WINWORK_SPINLOCK_H

#include "irql.h"
#include "list.h"

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
 * KeInitializeSpinLock - make a free spin lock
 * @SpinLock: memory of the driver's, aligned to 8 bytes
 *
 * It is OK to use zeroed memory without this call. The lock must not be moved or freed while
 * held.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeSpinLock
 */
WINWORK_OWN VOID KeInitializeSpinLock(_Out_ PKSPIN_LOCK SpinLock)
{
	*SpinLock = 0;
}

/**
 * KeAcquireSpinLock - raise the IRQL to DISPATCH_LEVEL and take a spin lock
 * @SpinLock: the lock; not held by the caller
 * @OldIrql: receives the level before, for KeReleaseSpinLock
 *
 * It is OK to nest different locks, and to queue work items with them held. You may not wait, and
 * may not take a lock that an interrupt handler takes.
 *
 * Here: taking a lock that the caller holds is reported (0x0F) and counted; the lock is free
 * after as many releases. A lock that the interrupted code holds, which let itself be interrupted
 * by a lower IRQL, is reported (0x0F), and not taken. Above DISPATCH_LEVEL the call is reported
 * (0x0A), and takes nothing. A caller that holds a Linux spin lock is at DISPATCH_LEVEL already;
 * bottom halves are off all the same until the release.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireSpinLock
 */
KIRQL FASTCALL KeAcquireSpinLockRaiseToDpc(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeReleaseSpinLock - free a spin lock and go back to the IRQL before it
 * @SpinLock: a lock that the caller took with KeAcquireSpinLock
 * @NewIrql: what KeAcquireSpinLock stored; for nested locks, that of the outermost comes last
 *
 * Here: a lock that the caller does not hold is reported (0x10), and the level stays. At another
 * IRQL than DISPATCH_LEVEL the call is reported (0xC4, parameter 0x32); the lock is freed if it
 * is the caller's, and the level stays.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, KeReleaseSpinLock
 */
VOID NTAPI KeReleaseSpinLock(_Inout_ PKSPIN_LOCK SpinLock, _In_ KIRQL NewIrql);

/**
 * KeAcquireSpinLockAtDpcLevel - take a spin lock at DISPATCH_LEVEL
 * @SpinLock: the lock; not held by the caller
 *
 * Here: below DISPATCH_LEVEL the call is reported (0xC4, parameter 0x40), and the IRQL is raised
 * until the lock is released. Taking a lock that the caller holds: as KeAcquireSpinLock.
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireSpinLockAtDpcLevel
 */
VOID NTAPI KeAcquireSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeReleaseSpinLockFromDpcLevel - free a spin lock and stay at DISPATCH_LEVEL
 * @SpinLock: a lock that the caller took with KeAcquireSpinLockAtDpcLevel
 *
 * Here: a lock that the caller does not hold is reported (0x10). Below DISPATCH_LEVEL the call is
 * reported (0xC4, parameter 0x41), and the lock freed.
 *
 * IRQL: DISPATCH_LEVEL on Windows; above it, too, here.
 * Page: wdm.h, KeReleaseSpinLockFromDpcLevel
 */
VOID NTAPI KeReleaseSpinLockFromDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeTryToAcquireSpinLockAtDpcLevel - take a spin lock if it is free
 * @SpinLock: the lock
 *
 * IRQL: DISPATCH_LEVEL on Windows; above it, too, here. Below it the call is reported (0xC4,
 *	parameter 0x40), and returns FALSE.
 * Return: TRUE when the lock was taken.
 * Page: wdm.h, KeTryToAcquireSpinLockAtDpcLevel
 */
BOOLEAN FASTCALL KeTryToAcquireSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock);

/**
 * KeTestSpinLock - is the lock free? The answer may be old when it is given.
 * @SpinLock: the lock
 *
 * IRQL: any.
 * Return: TRUE when it is.
 * Page: wdm.h, KeTestSpinLock
 */
BOOLEAN FASTCALL KeTestSpinLock(_In_ PKSPIN_LOCK SpinLock);

/**
 * KeAcquireSpinLockForDpc, KeReleaseSpinLockForDpc - for a routine that may be a threaded DPC
 * @SpinLock: the lock
 * @OldIrql: what KeAcquireSpinLockForDpc returned
 *
 * Here: there are no threaded DPCs; the same as KeAcquireSpinLock and KeReleaseSpinLock.
 *
 * IRQL: <= DISPATCH_LEVEL to take, DISPATCH_LEVEL to free.
 * Return: the level before, for the release.
 * Page: wdm.h, KeAcquireSpinLockForDpc
 */
KIRQL FASTCALL KeAcquireSpinLockForDpc(_Inout_ PKSPIN_LOCK SpinLock);
VOID FASTCALL KeReleaseSpinLockForDpc(_Inout_ PKSPIN_LOCK SpinLock, _In_ KIRQL OldIrql);
#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))

/**
 * KeAcquireInStackQueuedSpinLock - take a spin lock in the order of arrival
 * @SpinLock: the lock; not held by the caller
 * @LockHandle: on the caller's stack, for the release; it keeps the IRQL before
 *
 * Here: the same lock as KeAcquireSpinLock takes, which queues already, so the two may be mixed
 * on one lock. Wrong calls of these four are reported as those of the functions without queue.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireInStackQueuedSpinLock
 */
VOID FASTCALL KeAcquireInStackQueuedSpinLock(_Inout_ PKSPIN_LOCK SpinLock,
					     _Out_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * KeReleaseInStackQueuedSpinLock - free it, and go back to the IRQL before
 * @LockHandle: that of the acquisition
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, KeReleaseInStackQueuedSpinLock
 */
VOID FASTCALL KeReleaseInStackQueuedSpinLock(_In_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * KeAcquireInStackQueuedSpinLockAtDpcLevel, KeReleaseInStackQueuedSpinLockFromDpcLevel - the same
 *	without a change of IRQL
 * @SpinLock: the lock
 * @LockHandle: on the caller's stack, for the release
 *
 * IRQL: >= DISPATCH_LEVEL.
 * Page: wdm.h, KeAcquireInStackQueuedSpinLockAtDpcLevel,
 *	KeReleaseInStackQueuedSpinLockFromDpcLevel
 */
VOID FASTCALL KeAcquireInStackQueuedSpinLockAtDpcLevel(_Inout_ PKSPIN_LOCK SpinLock,
						       _Out_ PKLOCK_QUEUE_HANDLE LockHandle);
VOID FASTCALL KeReleaseInStackQueuedSpinLockFromDpcLevel(_In_ PKLOCK_QUEUE_HANDLE LockHandle);

/**
 * ExInterlockedInsertHeadList, ExInterlockedInsertTailList, ExInterlockedRemoveHeadList,
 * ExInterlockedPopEntryList, ExInterlockedPushEntryList, ExInterlockedAddLargeInteger,
 * ExInterlockedAddUlong - a list or number operation under a spin lock, at any IRQL
 * @ListHead: the head of the list
 * @ListEntry: the entry to insert
 * @Lock: covers the list or number; used by calls of this family only
 * @Addend: the number
 * @Increment: what is added to it
 *
 * Interrupts are off for the time of the operation. Every access to the list must go through this
 * family and the same @Lock. You may not use a lock here that KeAcquireSpinLock takes: if the
 * caller holds it, that is reported (0x0F), and the operation done all the same.
 *
 * IRQL: any.
 * Return: InsertHeadList and InsertTailList: the entry that was first, or last, NULL for an empty
 *	list. RemoveHeadList, PopEntryList: the entry taken, or NULL. PushEntryList: the entry
 *	that was first, or NULL. AddLargeInteger and AddUlong: the number before.
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

EXTERN_C_END

#endif /* WINWORK_SPINLOCK_H */
