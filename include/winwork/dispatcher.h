/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dispatcher objects: events, semaphores, mutexes, timers, and waiting for them. They live in
 * the driver's own nonpaged storage, which may go as soon as a wait for them has returned.
 */
#ifndef WINWORK_DISPATCHER_H
#define WINWORK_DISPATCHER_H

#include "dpc.h"
#include "irql.h"
#include "list.h"

EXTERN_C_START

struct _KTHREAD;
struct _KQUEUE;

typedef struct _DISPATCHER_HEADER {
	union {
		struct {
			UCHAR Type;
			UCHAR Absolute;
			UCHAR Size;		/* of the object, in LONGs */
			UCHAR Inserted;
		};
		volatile LONG Lock;
	};
	LONG SignalState;
	LIST_ENTRY WaitListHead;
} DISPATCHER_HEADER, *PDISPATCHER_HEADER;

typedef struct _KEVENT {
	DISPATCHER_HEADER Header;
} KEVENT, *PKEVENT, *PRKEVENT;

typedef struct _KSEMAPHORE {
	DISPATCHER_HEADER Header;
	LONG Limit;
} KSEMAPHORE, *PKSEMAPHORE, *PRKSEMAPHORE;

typedef struct _KMUTANT {
	DISPATCHER_HEADER Header;
	LIST_ENTRY MutantListEntry;
	PVOID OwnerThread;
	BOOLEAN Abandoned;
	UCHAR ApcDisable;
} KMUTANT, *PKMUTANT, *PRKMUTANT, KMUTEX, *PKMUTEX, *PRKMUTEX;

typedef struct _KTIMER {
	DISPATCHER_HEADER Header;
	ULARGE_INTEGER DueTime;
	LIST_ENTRY TimerListEntry;
	struct _KDPC *Dpc;
	ULONG Processor;
	LONG Period;			/* milliseconds, 0 for one-shot */
} KTIMER, *PKTIMER, *PRKTIMER;

typedef struct _FAST_MUTEX {
	LONG Count;
	PVOID Owner;
	ULONG Contention;
	KEVENT Event;
	ULONG OldIrql;
} FAST_MUTEX, *PFAST_MUTEX, KGUARDED_MUTEX, *PKGUARDED_MUTEX;

typedef enum _EVENT_TYPE {
	NotificationEvent,
	SynchronizationEvent
} EVENT_TYPE;

typedef enum _TIMER_TYPE {
	NotificationTimer,
	SynchronizationTimer
} TIMER_TYPE;

typedef enum _WAIT_TYPE {
	WaitAll,
	WaitAny
} WAIT_TYPE;

typedef enum _KWAIT_REASON {
	Executive,
	FreePage,
	PageIn,
	PoolAllocation,
	DelayExecution,
	Suspended,
	UserRequest,
	WrExecutive
} KWAIT_REASON;

/* Of KeWaitForMultipleObjects. Its fields are not yours. */
typedef struct _KWAIT_BLOCK {
	LIST_ENTRY WaitListEntry;
	UCHAR WaitType;
	volatile UCHAR BlockState;
	USHORT WaitKey;
	LONG SpareLong;
	union {
		struct _KTHREAD *Thread;
		struct _KQUEUE *NotificationQueue;
	};
	PVOID Object;
	PVOID SparePtr;
} KWAIT_BLOCK, *PKWAIT_BLOCK, *PRKWAIT_BLOCK;

#define THREAD_WAIT_OBJECTS 3
#define MAXIMUM_WAIT_OBJECTS 64

/* How much the priority of who waits is to rise; has no effect here. */
#define IO_NO_INCREMENT 0
#define IO_CD_ROM_INCREMENT 1
#define IO_DISK_INCREMENT 1
#define IO_PARALLEL_INCREMENT 1
#define IO_VIDEO_INCREMENT 1
#define IO_MAILSLOT_INCREMENT 2
#define IO_NAMED_PIPE_INCREMENT 2
#define IO_NETWORK_INCREMENT 2
#define IO_SERIAL_INCREMENT 2
#define IO_KEYBOARD_INCREMENT 6
#define IO_MOUSE_INCREMENT 6
#define IO_SOUND_INCREMENT 8
#define EVENT_INCREMENT 1
#define SEMAPHORE_INCREMENT 1

/**
 * KeInitializeEvent - make an event
 * @Event: nonpaged memory of the driver's; a stack will do for one that the same thread waits for
 * @Type: NotificationEvent (releases all, stays signalled) or SynchronizationEvent (releases one)
 * @State: TRUE for an event that begins signalled
 *
 * You may not initialise an event again while somebody waits for it. It ends with its memory.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeEvent
 */
VOID NTAPI KeInitializeEvent(_Out_ PRKEVENT Event, _In_ EVENT_TYPE Type, _In_ BOOLEAN State);

/**
 * KeSetEvent - signal an event
 * @Event: the event
 * @Increment: has no effect here
 * @Wait: has no effect here; TRUE is OK for a caller that waits next
 *
 * Whoever waited may free the event once its wait has returned, even if this call has not: it
 * does not touch it any more.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and signals nothing.
 * Return: nonzero when it was signalled already.
 * Page: wdm.h, KeSetEvent
 */
LONG NTAPI KeSetEvent(_Inout_ PRKEVENT Event, _In_ KPRIORITY Increment, _In_ BOOLEAN Wait);

/**
 * KeClearEvent - make an event not signalled
 * @Event: an event
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeClearEvent
 */
VOID NTAPI KeClearEvent(_Inout_ PRKEVENT Event);

/**
 * KeResetEvent - make an event not signalled
 * @Event: an event
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: nonzero when it was signalled.
 * Page: wdm.h, KeResetEvent
 */
LONG NTAPI KeResetEvent(_Inout_ PRKEVENT Event);

/**
 * KePulseEvent - release who waits now, and leave the event not signalled
 * @Event: an event
 * @Increment: has no effect here
 * @Wait: has no effect here
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: nonzero when it was signalled; then nobody waited.
 * Page: ntddk.h, KePulseEvent
 */
LONG NTAPI KePulseEvent(_Inout_ PRKEVENT Event, _In_ KPRIORITY Increment, _In_ BOOLEAN Wait);

/**
 * KeReadStateEvent - is the event signalled? The answer may be old when it is given.
 * @Event: an event
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: nonzero when it is.
 * Page: wdm.h, KeReadStateEvent
 */
LONG NTAPI KeReadStateEvent(_In_ PRKEVENT Event);

/**
 * KeInitializeSemaphore - make a semaphore
 * @Semaphore: nonpaged memory of the driver's
 * @Count: how many waits succeed at once, 0 to @Limit
 * @Limit: the most that the count may reach, above 0
 *
 * Here: the numbers are not checked.
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeSemaphore
 */
VOID NTAPI KeInitializeSemaphore(_Out_ PRKSEMAPHORE Semaphore, _In_ LONG Count, _In_ LONG Limit);

/**
 * KeReleaseSemaphore - add to the count, and release as many who wait
 * @Semaphore: a semaphore
 * @Increment: has no effect here
 * @Adjustment: how much, above 0
 * @Wait: has no effect here
 *
 * Here: an adjustment below 1, or beyond the limit, raises STATUS_SEMAPHORE_LIMIT_EXCEEDED on
 * Windows; it is reported (0x1E), and nothing is added.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the count before.
 * Page: wdm.h, KeReleaseSemaphore
 */
LONG NTAPI KeReleaseSemaphore(_Inout_ PRKSEMAPHORE Semaphore, _In_ KPRIORITY Increment,
			      _In_ LONG Adjustment, _In_ BOOLEAN Wait);

/**
 * KeReadStateSemaphore - the count, which may be old when it is given.
 * @Semaphore: a semaphore
 *
 * IRQL: any.
 * Return: the count.
 * Page: wdm.h, KeReadStateSemaphore
 */
LONG NTAPI KeReadStateSemaphore(_In_ PRKSEMAPHORE Semaphore);

/**
 * KeInitializeMutex - make a free mutex
 * @Mutex: nonpaged memory of the driver's
 * @Level: has no meaning
 *
 * The owner is a thread, which may take it again, and must release it as often.
 *
 * IRQL: any.
 * Page: wdm.h, KeInitializeMutex
 */
VOID NTAPI KeInitializeMutex(_Out_ PRKMUTEX Mutex, _In_ ULONG Level);

/**
 * KeReleaseMutex - release a mutex once
 * @Mutex: owned by the current thread
 * @Wait: has no effect here
 *
 * You may not return from a work item or end a thread that owns one: it stays owned. Windows
 * gives STATUS_ABANDONED to the next; here there is no such status.
 *
 * Here: a mutex that the thread does not own is reported (0x11) and stays.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: 0 when this release freed it, below 0 otherwise.
 * Page: wdm.h, KeReleaseMutex
 */
LONG NTAPI KeReleaseMutex(_Inout_ PRKMUTEX Mutex, _In_ BOOLEAN Wait);

/**
 * KeReadStateMutex - 1 when the mutex is free; the answer may be old when it is given.
 * @Mutex: a mutex
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: 1 or 0.
 * Page: wdm.h, KeReadStateMutex
 */
LONG NTAPI KeReadStateMutex(_In_ PRKMUTEX Mutex);

/**
 * KeInitializeTimer - make a notification timer: see KeInitializeTimerEx
 * @Timer: a timer
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeTimer
 */
VOID NTAPI KeInitializeTimer(_Out_ PKTIMER Timer);

/**
 * KeInitializeTimerEx - make a timer, not set
 * @Timer: nonpaged memory of the driver's
 * @Type: NotificationTimer (releases all, stays signalled) or SynchronizationTimer (releases one)
 *
 * A set timer must be cancelled before its memory goes; its DPC may still be on its way then, for
 * which there is KeFlushQueuedDpcs.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeTimerEx
 */
VOID NTAPI KeInitializeTimerEx(_Out_ PKTIMER Timer, _In_ TIMER_TYPE Type);

/**
 * KeSetTimer - set a timer, once: see KeSetTimerEx
 * @Timer: a timer
 * @DueTime: as for KeSetTimerEx
 * @Dpc: as for KeSetTimerEx
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when it was set, and is now set anew.
 * Page: wdm.h, KeSetTimer
 */
BOOLEAN NTAPI KeSetTimer(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime, _In_opt_ PKDPC Dpc);

/**
 * KeSetTimerEx - set a timer
 * @Timer: the timer; one that is set is set anew
 * @DueTime: units of 100 ns; below 0 from now, otherwise a system time (since 1601, UTC)
 * @Period: milliseconds between expiries after the first; 0 for none
 * @Dpc: queued at each expiry, or NULL
 *
 * The timer is not signalled from now until it expires. Expiry signals it and queues the DPC, on
 * the processor where that happens unless the DPC has a target.
 *
 * Here: time stands still while the machine is suspended, for a @DueTime below 0. Periods that
 * were missed altogether are not made up for.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and sets nothing.
 * Return: TRUE when it was set, and is now set anew.
 * Page: wdm.h, KeSetTimerEx
 */
BOOLEAN NTAPI KeSetTimerEx(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime, _In_ LONG Period,
			   _In_opt_ PKDPC Dpc);

/**
 * KeSetCoalescableTimer - set a timer that may be late
 * @Timer: a timer
 * @DueTime: as for KeSetTimerEx
 * @Period: milliseconds, or 0; one above MAXLONG counts as 0
 * @TolerableDelay: milliseconds; not made use of here
 * @Dpc: as for KeSetTimerEx
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when it was set, and is now set anew.
 * Page: wdm.h, KeSetCoalescableTimer
 */
BOOLEAN NTAPI KeSetCoalescableTimer(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime,
				    _In_ ULONG Period, _In_ ULONG TolerableDelay,
				    _In_opt_ PKDPC Dpc);

/**
 * KeCancelTimer - take back a timer that is set
 * @Timer: a timer
 *
 * The timer's state stays as it is, and so does a DPC that is queued already.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when it was set.
 * Page: wdm.h, KeCancelTimer
 */
BOOLEAN NTAPI KeCancelTimer(_Inout_ PKTIMER Timer);

/**
 * KeReadStateTimer - is the timer signalled? The answer may be old when it is given.
 * @Timer: a timer
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: TRUE when it is.
 * Page: wdm.h, KeReadStateTimer
 */
BOOLEAN NTAPI KeReadStateTimer(_In_ PKTIMER Timer);

/**
 * KeWaitForSingleObject - wait until an object is signalled
 * @Object: event, semaphore, mutex, timer, or a thread object
 * @WaitReason: Executive
 * @WaitMode: KernelMode; has no effect here
 * @Alertable: has no effect here
 * @Timeout: units of 100 ns, below 0 from now, above 0 a system time; 0 to look and not wait;
 *	NULL to wait for ever
 *
 * A wait that succeeds resets a synchronisation event or timer, takes one from a semaphore, and
 * makes the thread the owner of a mutex.
 *
 * Here: nothing interrupts a wait; STATUS_ALERTED and STATUS_USER_APC are never returned.
 *
 * IRQL: <= APC_LEVEL, and <= DISPATCH_LEVEL to look only. Elsewhere the call is reported (0xC4,
 *	parameter 0x3B) and returns STATUS_UNSUCCESSFUL at once.
 * Return: STATUS_SUCCESS, or STATUS_TIMEOUT, which passes NT_SUCCESS too;
 *	STATUS_INVALID_PARAMETER, with a report (0xC4, parameter 0xE1), for what is no such
 *	object.
 * Page: wdm.h, KeWaitForSingleObject
 */
NTSTATUS NTAPI KeWaitForSingleObject(_In_ PVOID Object, _In_ KWAIT_REASON WaitReason,
				     _In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
				     _In_opt_ PLARGE_INTEGER Timeout);

/**
 * KeWaitForMultipleObjects - wait for one, or for all, of several objects
 * @Count: how many, up to THREAD_WAIT_OBJECTS, or MAXIMUM_WAIT_OBJECTS with a @WaitBlockArray
 * @Object: as for KeWaitForSingleObject
 * @WaitType: WaitAny, or WaitAll, which takes all in one step and none before
 * @WaitReason: as for KeWaitForSingleObject
 * @WaitMode: as for KeWaitForSingleObject
 * @Alertable: as for KeWaitForSingleObject
 * @Timeout: as for KeWaitForSingleObject
 * @WaitBlockArray: @Count blocks that stay valid during the wait, or NULL
 *
 * Here: too many objects are reported (0x0C) and refused with STATUS_INVALID_PARAMETER, as is a
 * @Count of 0; one object twice with WaitAll gets STATUS_INVALID_PARAMETER_MIX.
 *
 * IRQL: as KeWaitForSingleObject.
 * Return: STATUS_WAIT_0 plus the index of the object for WaitAny, STATUS_SUCCESS for WaitAll,
 *	STATUS_TIMEOUT, or as above.
 * Page: wdm.h, KeWaitForMultipleObjects
 */
NTSTATUS NTAPI KeWaitForMultipleObjects(_In_ ULONG Count, _In_ PVOID Object[],
					_In_ WAIT_TYPE WaitType, _In_ KWAIT_REASON WaitReason,
					_In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
					_In_opt_ PLARGE_INTEGER Timeout,
					_Out_opt_ PKWAIT_BLOCK WaitBlockArray);
#define KeWaitForMutexObject KeWaitForSingleObject

/**
 * ExInitializeFastMutex - make a free fast mutex
 * @FastMutex: nonpaged memory of the driver's
 *
 * It is not recursive, and owned by a thread, at APC_LEVEL.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExInitializeFastMutex
 */
VOID NTAPI ExInitializeFastMutex(_Out_ PFAST_MUTEX FastMutex);

/**
 * ExAcquireFastMutex - wait for a fast mutex, and raise the IRQL to APC_LEVEL
 * @FastMutex: an initialised one
 *
 * Here: above APC_LEVEL the call is reported (0xC4, parameter 0x33), and takes nothing. Taking a
 * mutex that the thread owns is reported (0xC4, parameter 0x1000) and counted; it is free after
 * as many releases. The same holds for all that take a fast or guarded mutex, but try to.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, ExAcquireFastMutex
 */
VOID FASTCALL ExAcquireFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExReleaseFastMutex - free a fast mutex, and go back to the IRQL before it
 * @FastMutex: an initialised one
 *
 * Here: a mutex that the thread does not own is reported (0x11), and stays. Another IRQL than
 * APC_LEVEL is reported (0xC4, parameter 0x34); the mutex is freed, and the level stays.
 *
 * IRQL: APC_LEVEL.
 * Page: wdm.h, ExReleaseFastMutex
 */
VOID FASTCALL ExReleaseFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExTryToAcquireFastMutex - take a fast mutex if it is free, and raise the IRQL to APC_LEVEL then
 * @FastMutex: an initialised one
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE when it was taken.
 * Page: wdm.h, ExTryToAcquireFastMutex
 */
BOOLEAN FASTCALL ExTryToAcquireFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExAcquireFastMutexUnsafe, ExReleaseFastMutexUnsafe - the same without a change of IRQL
 * @FastMutex: an initialised one
 *
 * IRQL: APC_LEVEL, or below it in a critical region.
 * Page: wdm.h, ExAcquireFastMutexUnsafe, ExReleaseFastMutexUnsafe
 */
VOID FASTCALL ExAcquireFastMutexUnsafe(_Inout_ PFAST_MUTEX FastMutex);
VOID FASTCALL ExReleaseFastMutexUnsafe(_Inout_ PFAST_MUTEX FastMutex);

/**
 * KeInitializeGuardedMutex, KeAcquireGuardedMutex, KeReleaseGuardedMutex,
 *	KeTryToAcquireGuardedMutex - guarded mutexes
 * @Mutex: a mutex
 *
 * Here: a fast mutex that leaves the IRQL as it is. Windows keeps APCs away meanwhile, and there
 * are none.
 *
 * IRQL: <= APC_LEVEL.
 * Return: KeTryToAcquireGuardedMutex: TRUE when the mutex was taken.
 * Page: wdm.h, KeInitializeGuardedMutex, KeAcquireGuardedMutex, KeReleaseGuardedMutex,
 *	KeTryToAcquireGuardedMutex
 */
VOID FASTCALL KeInitializeGuardedMutex(_Out_ PKGUARDED_MUTEX Mutex);
VOID FASTCALL KeAcquireGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);
VOID FASTCALL KeReleaseGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);
BOOLEAN FASTCALL KeTryToAcquireGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);

/**
 * KeEnterCriticalRegion, KeLeaveCriticalRegion, KeEnterGuardedRegion, KeLeaveGuardedRegion - keep
 *	APCs away
 *
 * Here: there are no APCs. These check the IRQL, and do nothing else; that each leave has its
 * enter is not checked.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A).
 * Page: ntddk.h, KeEnterCriticalRegion, KeLeaveCriticalRegion, KeEnterGuardedRegion,
 *	KeLeaveGuardedRegion
 */
VOID NTAPI KeEnterCriticalRegion(VOID);
VOID NTAPI KeLeaveCriticalRegion(VOID);
VOID NTAPI KeEnterGuardedRegion(VOID);
VOID NTAPI KeLeaveGuardedRegion(VOID);

EXTERN_C_END

#endif /* WINWORK_DISPATCHER_H */
