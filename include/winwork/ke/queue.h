/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queues: lists of entries for which threads wait.
 */
#ifndef WINWORK_KE_QUEUE_H
#define WINWORK_KE_QUEUE_H

#include "../base/sal.h"
#include "dispatcher.h"

EXTERN_C_START

typedef struct _KQUEUE {
	DISPATCHER_HEADER Header;
	LIST_ENTRY EntryListHead;
	volatile ULONG CurrentCount;
	ULONG MaximumCount;
	LIST_ENTRY ThreadListHead;
} KQUEUE, *PKQUEUE, *PRKQUEUE;

/**
 * KeInitializeQueue - initialise an empty queue
 * @Queue: nonpaged memory of the driver's
 * @Count: the number of threads that run at once with an entry of the queue; 0 for the number of
 *	processors
 *
 * On Windows: while that many threads run, no further thread gets an entry, until one of them waits
 * for something. Here: @Count has no effect. Each entry goes to a thread at once, as on a Windows
 * machine whose other threads wait at that moment.
 *
 * The driver may free the memory after KeRundownQueue, when no thread is in KeRemoveQueue.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: ntifs.h, KeInitializeQueue
 */
VOID NTAPI KeInitializeQueue(_Out_ PRKQUEUE Queue, _In_ ULONG Count);

/**
 * KeInsertQueue, KeInsertHeadQueue - insert an entry at the end, at the beginning of a queue
 * @Queue: an initialised queue
 * @Entry: nonpaged memory of the driver's, in no list; the queue's until KeRemoveQueue or
 *	KeRundownQueue returns it
 *
 * If a thread waits for an entry, it gets this one, and the queue stays empty.
 *
 * Here: a queue that is run down and not initialised again is reported (0xC4, parameter 0xE1), and
 * the entry stays the caller's. So it does for a pointer to something other than a queue.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Return: the number of entries that were in the queue before; 0 after a report.
 * Page: ntifs.h, KeInsertQueue, KeInsertHeadQueue
 */
LONG NTAPI KeInsertQueue(_Inout_ PRKQUEUE Queue, _Inout_ PLIST_ENTRY Entry);
LONG NTAPI KeInsertHeadQueue(_Inout_ PRKQUEUE Queue, _Inout_ PLIST_ENTRY Entry);

/**
 * KeRemoveQueue - take the first entry off a queue, and wait for one if there is none
 * @Queue: an initialised queue
 * @WaitMode: as for KeWaitForSingleObject
 * @Timeout: the end of the wait, in units of 100 ns. Below 0: relative to now. Above 0: a system
 *	time. 0: the call does not wait. NULL: the wait has no end.
 *
 * IRQL: <= APC_LEVEL, or DISPATCH_LEVEL with a time-out of 0; above it the call is reported (0xC4,
 *	parameter 0x3B, or 0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: the entry, which is the caller's now. Or in its place, as (PLIST_ENTRY)(LONG_PTR):
 *	STATUS_TIMEOUT; STATUS_USER_APC; STATUS_ABANDONED when KeRundownQueue was called;
 *	STATUS_UNSUCCESSFUL after a report. Never NULL.
 * Page: ntifs.h, KeRemoveQueue
 */
PLIST_ENTRY NTAPI KeRemoveQueue(_Inout_ PRKQUEUE Queue, _In_ KPROCESSOR_MODE WaitMode,
				_In_opt_ PLARGE_INTEGER Timeout);

/**
 * KeRundownQueue - take all entries off a queue, and end its use
 * @Queue: an initialised queue
 *
 * Threads that wait in KeRemoveQueue, and those that call it later, get STATUS_ABANDONED, until the
 * driver initialises the queue again.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: NULL for an empty queue; otherwise the first entry. Its Flink leads to the next one. The
 *	last entry's Flink is the first entry: the list has no head.
 * Page: ntifs.h, KeRundownQueue
 */
PLIST_ENTRY NTAPI KeRundownQueue(_Inout_ PRKQUEUE Queue);

EXTERN_C_END

#endif /* WINWORK_KE_QUEUE_H */
