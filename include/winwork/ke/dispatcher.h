/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dispatcher objects: events, semaphores, mutexes and timers, and the functions that wait for
 * them. The objects are in nonpaged memory of the driver's. The driver may free that memory as soon
 * as a wait for the object has returned.
 *
 * Here: wrong calls of the functions that change an object are reported, and change nothing. Above
 * DISPATCH_LEVEL the report is 0x0A. For a pointer to something other than an initialised object
 * of the right kind it is 0xC4, parameter 0xE1.
 */
#ifndef WINWORK_KE_DISPATCHER_H
#define WINWORK_KE_DISPATCHER_H

#include "dpc.h"

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

/* For KeWaitForMultipleObjects. The driver may not use the fields. */
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

/* Values for @Increment, the boost of the waiting thread's priority. They have no effect here. */
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
 * KeInitializeEvent - initialise an event
 * @Event: nonpaged memory of the driver's. The stack is OK if the same thread waits for the event.
 * @Type: NotificationEvent (releases all waiters, stays signalled) or SynchronizationEvent
 *	(releases one waiter)
 * @State: TRUE to make the event signalled
 *
 * You may not initialise an event again while a thread waits for it. No function deletes an event:
 * it ends with its memory.
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
 * A waiting thread may free the event as soon as its wait has returned, even before this call
 * returns. The call does not access the event after it has released the waiting thread.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: nonzero when the event was already signalled; 0 after a report.
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
 * Return: nonzero when the event was signalled; 0 after a report.
 * Page: wdm.h, KeResetEvent
 */
LONG NTAPI KeResetEvent(_Inout_ PRKEVENT Event);

/**
 * KePulseEvent - release the threads that wait now, and leave the event not signalled
 * @Event: an event
 * @Increment: has no effect here
 * @Wait: has no effect here
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: nonzero when the event was already signalled, so that no thread waited for it.
 * Page: ntddk.h, KePulseEvent
 */
LONG NTAPI KePulseEvent(_Inout_ PRKEVENT Event, _In_ KPRIORITY Increment, _In_ BOOLEAN Wait);

/**
 * KeReadStateEvent - return whether an event is signalled; the answer may be out of date
 * @Event: an event
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: nonzero when the event is signalled.
 * Page: wdm.h, KeReadStateEvent
 */
LONG NTAPI KeReadStateEvent(_In_ PRKEVENT Event);

/**
 * KeInitializeSemaphore - initialise a semaphore
 * @Semaphore: nonpaged memory of the driver's
 * @Count: the first count, 0 to @Limit: the number of waits that succeed at once
 * @Limit: the largest count, above 0
 *
 * Here: @Count and @Limit are not checked.
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeSemaphore
 */
VOID NTAPI KeInitializeSemaphore(_Out_ PRKSEMAPHORE Semaphore, _In_ LONG Count, _In_ LONG Limit);

/**
 * KeReleaseSemaphore - add a number to the count of a semaphore, and release that many threads
 * @Semaphore: a semaphore
 * @Increment: has no effect here
 * @Adjustment: the number to add, above 0
 * @Wait: has no effect here
 *
 * If the count would exceed the limit, the call adds nothing, and raises
 * STATUS_SEMAPHORE_LIMIT_EXCEEDED. Here: also if the number is below 1. If no __except is around the call,
 * it is reported (0x1E) and returns.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the previous count; 0 for a wrong IRQL or object.
 * Page: wdm.h, KeReleaseSemaphore
 */
LONG NTAPI KeReleaseSemaphore(_Inout_ PRKSEMAPHORE Semaphore, _In_ KPRIORITY Increment,
			      _In_ LONG Adjustment, _In_ BOOLEAN Wait);

/**
 * KeReadStateSemaphore - return the count of a semaphore, which may be out of date
 * @Semaphore: a semaphore
 *
 * IRQL: any.
 * Return: the count.
 * Page: wdm.h, KeReadStateSemaphore
 */
LONG NTAPI KeReadStateSemaphore(_In_ PRKSEMAPHORE Semaphore);

/**
 * KeInitializeMutex - initialise a free mutex
 * @Mutex: nonpaged memory of the driver's
 * @Level: 0; has no effect
 *
 * A thread owns the mutex. The owner may acquire it again, and must release it as often.
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
 * A thread may not end, and the routine of a work item may not return, while it owns a mutex. Here:
 * the end of a system thread is reported (0x4000008A), and so is a return from a work item's routine
 * (0x39). The mutex stays owned. On Windows: the machine stops with the same codes.
 *
 * A mutex that the thread does not own stays as it is, and the call raises STATUS_MUTANT_NOT_OWNED, or
 * STATUS_ABANDONED if the owner is a system thread that has ended. Here: if no __except is around the call,
 * it is reported (0x11) and returns. Of the threads that ended with mutexes, the last 32 are known.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: 0 when this call freed the mutex, below 0 when the thread still owns it.
 * Page: wdm.h, KeReleaseMutex
 */
LONG NTAPI KeReleaseMutex(_Inout_ PRKMUTEX Mutex, _In_ BOOLEAN Wait);

/**
 * KeReadStateMutex - return whether a mutex is free; the answer may be out of date
 * @Mutex: a mutex
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: 1 when the mutex is free, otherwise 0 or below.
 * Page: wdm.h, KeReadStateMutex
 */
LONG NTAPI KeReadStateMutex(_In_ PRKMUTEX Mutex);

/**
 * KeInitializeTimer - initialise a notification timer; see KeInitializeTimerEx
 * @Timer: a timer
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeTimer
 */
VOID NTAPI KeInitializeTimer(_Out_ PKTIMER Timer);

/**
 * KeInitializeTimerEx - initialise a timer that is not set
 * @Timer: nonpaged memory of the driver's
 * @Type: NotificationTimer (releases all waiters, stays signalled) or SynchronizationTimer
 *	(releases one waiter)
 *
 * Cancel a set timer before you free its memory. Its DPC may still be queued or run at that time:
 * KeFlushQueuedDpcs waits for the DPC. The free of pool that holds a set timer is reported (0xC7, 0) and
 * refused. So is the initialisation of a set timer, which stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, KeInitializeTimerEx
 */
VOID NTAPI KeInitializeTimerEx(_Out_ PKTIMER Timer, _In_ TIMER_TYPE Type);

/**
 * KeSetTimer - set a timer without a period; see KeSetTimerEx
 * @Timer: a timer
 * @DueTime: as for KeSetTimerEx
 * @Dpc: as for KeSetTimerEx
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the timer was already set, and is now set again.
 * Page: wdm.h, KeSetTimer
 */
BOOLEAN NTAPI KeSetTimer(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime, _In_opt_ PKDPC Dpc);

/**
 * KeSetTimerEx - set a timer
 * @Timer: the timer; if it is already set, it is set again
 * @DueTime: the time of the first expiry, in units of 100 ns. Below 0: relative to now. Otherwise:
 *	a system time (since 1601, UTC).
 * @Period: milliseconds between the expiries after the first; 0 or below for a single expiry
 * @Dpc: a DPC that each expiry queues, or NULL
 *
 * The call makes the timer not signalled. An expiry signals it and queues the DPC. A DPC without a
 * target processor is queued on the processor where the timer expires.
 *
 * Here: a relative @DueTime does not count the time while the machine is suspended. If an expiry
 * is later than a whole period, the missed periods are skipped. A @Dpc that is not initialised is
 * reported (0xC7, 1). Then the call does nothing and returns FALSE.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the timer was already set, and is now set again.
 * Page: wdm.h, KeSetTimerEx
 */
BOOLEAN NTAPI KeSetTimerEx(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime, _In_ LONG Period,
			   _In_opt_ PKDPC Dpc);

/**
 * KeSetCoalescableTimer - set a timer whose expiry may be late
 * @Timer: a timer
 * @DueTime: as for KeSetTimerEx
 * @Period: milliseconds, or 0; a value above MAXLONG counts as 0
 * @TolerableDelay: the delay that the caller tolerates, in milliseconds; has no effect here
 * @Dpc: as for KeSetTimerEx
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the timer was already set, and is now set again.
 * Page: wdm.h, KeSetCoalescableTimer
 */
BOOLEAN NTAPI KeSetCoalescableTimer(_Inout_ PKTIMER Timer, _In_ LARGE_INTEGER DueTime,
				    _In_ ULONG Period, _In_ ULONG TolerableDelay,
				    _In_opt_ PKDPC Dpc);

/**
 * KeCancelTimer - cancel a timer that is set
 * @Timer: a timer
 *
 * The signal state of the timer does not change. A DPC that is already queued stays queued.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the timer was set.
 * Page: wdm.h, KeCancelTimer
 */
BOOLEAN NTAPI KeCancelTimer(_Inout_ PKTIMER Timer);

/**
 * KeReadStateTimer - return whether a timer is signalled; the answer may be out of date
 * @Timer: a timer
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: TRUE when the timer is signalled.
 * Page: wdm.h, KeReadStateTimer
 */
BOOLEAN NTAPI KeReadStateTimer(_In_ PKTIMER Timer);

/**
 * KeWaitForSingleObject - wait until an object is signalled
 * @Object: an event, semaphore, mutex, timer or thread object
 * @WaitReason: Executive; has no effect here
 * @WaitMode: KernelMode; UserMode for a wait that ends when the program of the thread is to end
 * @Alertable: has no effect here
 * @Timeout: the time at which the wait ends, in units of 100 ns. Below 0: relative to now. Above 0:
 *	a system time. 0: the call does not wait. NULL: the wait has no time limit.
 *
 * A wait that succeeds resets a synchronisation event or timer, lowers the count of a semaphore by
 * one, and makes the thread the owner of a mutex.
 *
 * A mutex that the thread has acquired MINLONG times raises STATUS_MUTANT_LIMIT_EXCEEDED. Here: if no
 * __except is around the call, it is reported (0x1E), and returns that status.
 *
 * With UserMode the system ends the wait of a program's thread that is to end, for instance after
 * SIGKILL. Such a wait has acquired and reset nothing. The driver completes its request, and
 * returns. Nothing ends the wait of a work item or of a system thread.
 *
 * Here: there are no alerts and no other APCs, so STATUS_ALERTED is never returned. With KernelMode
 * a killed program waits on, and the log names it after `cancel_timeout` seconds.
 *
 * IRQL: <= APC_LEVEL; <= DISPATCH_LEVEL with a @Timeout of 0. Above that the call is reported, and
 *	returns STATUS_UNSUCCESSFUL at once. The report is (0xC4, parameter 0x3B), or (0x0A) with a
 *	@Timeout of 0.
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT, or STATUS_USER_APC when the thread is to end, which also
 *	pass NT_SUCCESS; or, with a report (0xC4, parameter 0xE1), STATUS_INVALID_PARAMETER if
 *	@Object is no such object.
 * Page: wdm.h, KeWaitForSingleObject
 */
NTSTATUS NTAPI KeWaitForSingleObject(_In_ PVOID Object, _In_ KWAIT_REASON WaitReason,
				     _In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
				     _In_opt_ PLARGE_INTEGER Timeout);

/**
 * KeWaitForMultipleObjects - wait until one of several objects is signalled, or all of them
 * @Count: the number of objects, at most THREAD_WAIT_OBJECTS; at most MAXIMUM_WAIT_OBJECTS with a
 *	@WaitBlockArray
 * @Object: the objects, each as for KeWaitForSingleObject
 * @WaitType: WaitAny, or WaitAll. With WaitAll the thread acquires all objects in one step, once
 *	all are signalled.
 * @WaitReason: as for KeWaitForSingleObject
 * @WaitMode: as for KeWaitForSingleObject
 * @Alertable: as for KeWaitForSingleObject
 * @Timeout: as for KeWaitForSingleObject
 * @WaitBlockArray: @Count blocks that stay valid during the wait, or NULL
 *
 * Here: too many objects are reported (0x0C), and the call returns STATUS_INVALID_PARAMETER. If
 * @Count is 0, it returns this status without a report. If WaitAll has one object twice, the call
 * returns STATUS_INVALID_PARAMETER_MIX.
 *
 * IRQL: as KeWaitForSingleObject.
 * Return: STATUS_WAIT_0 plus the index of the object for WaitAny, STATUS_SUCCESS for WaitAll,
 *	STATUS_TIMEOUT, STATUS_USER_APC, or as above.
 * Page: wdm.h, KeWaitForMultipleObjects
 */
NTSTATUS NTAPI KeWaitForMultipleObjects(_In_ ULONG Count, _In_ PVOID Object[],
					_In_ WAIT_TYPE WaitType, _In_ KWAIT_REASON WaitReason,
					_In_ KPROCESSOR_MODE WaitMode, _In_ BOOLEAN Alertable,
					_In_opt_ PLARGE_INTEGER Timeout,
					_Out_opt_ PKWAIT_BLOCK WaitBlockArray);
#define KeWaitForMutexObject KeWaitForSingleObject

/**
 * ExInitializeFastMutex - initialise a free fast mutex
 * @FastMutex: nonpaged memory of the driver's
 *
 * The owner of the mutex is a thread, which is at APC_LEVEL while it owns the mutex. The owner may
 * not acquire the mutex again.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExInitializeFastMutex
 */
VOID NTAPI ExInitializeFastMutex(_Out_ PFAST_MUTEX FastMutex);

/**
 * ExAcquireFastMutex - acquire a fast mutex, and raise the IRQL to APC_LEVEL
 * @FastMutex: an initialised mutex
 *
 * Here: above APC_LEVEL the call is reported (0xC4, parameter 0x33), and acquires nothing. If the
 * thread already owns the mutex, the call is reported (0xC4, parameter 0x1000) and counted: the
 * mutex is free after the same number of releases. These rules apply to all functions that acquire
 * a fast or guarded mutex. If the thread already owns the mutex, the functions that only try return
 * FALSE without a report.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, ExAcquireFastMutex
 */
VOID FASTCALL ExAcquireFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExReleaseFastMutex - release a fast mutex, and restore the previous IRQL
 * @FastMutex: an initialised mutex
 *
 * Here: a mutex that the thread does not own is reported (0x11), and stays as it is. An IRQL
 * other than APC_LEVEL is reported (0xC4, parameter 0x34). The mutex is then released, and the
 * IRQL stays.
 *
 * IRQL: APC_LEVEL.
 * Page: wdm.h, ExReleaseFastMutex
 */
VOID FASTCALL ExReleaseFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExTryToAcquireFastMutex - acquire a fast mutex if it is free, and then raise the IRQL to
 *	APC_LEVEL
 * @FastMutex: an initialised mutex
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE when the mutex was acquired.
 * Page: wdm.h, ExTryToAcquireFastMutex
 */
BOOLEAN FASTCALL ExTryToAcquireFastMutex(_Inout_ PFAST_MUTEX FastMutex);

/**
 * ExAcquireFastMutexUnsafe, ExReleaseFastMutexUnsafe - acquire, release a fast mutex without a
 *	change of IRQL
 * @FastMutex: an initialised mutex
 *
 * IRQL: APC_LEVEL, or below it in a critical region.
 * Page: wdm.h, ExAcquireFastMutexUnsafe, ExReleaseFastMutexUnsafe
 */
VOID FASTCALL ExAcquireFastMutexUnsafe(_Inout_ PFAST_MUTEX FastMutex);
VOID FASTCALL ExReleaseFastMutexUnsafe(_Inout_ PFAST_MUTEX FastMutex);

/**
 * KeInitializeGuardedMutex, KeAcquireGuardedMutex, KeReleaseGuardedMutex,
 *	KeTryToAcquireGuardedMutex - initialise a guarded mutex, acquire it, release it, acquire it
 *	if it is free
 * @Mutex: a mutex, in nonpaged memory of the driver's
 *
 * The owner is in a guarded region, as KeAreAllApcsDisabled tells. The IRQL does not change.
 *
 * IRQL: <= APC_LEVEL.
 * Return: KeTryToAcquireGuardedMutex: TRUE when the mutex was acquired.
 * Page: wdm.h, KeInitializeGuardedMutex, KeAcquireGuardedMutex, KeReleaseGuardedMutex,
 *	KeTryToAcquireGuardedMutex
 */
VOID FASTCALL KeInitializeGuardedMutex(_Out_ PKGUARDED_MUTEX Mutex);
VOID FASTCALL KeAcquireGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);
VOID FASTCALL KeReleaseGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);
BOOLEAN FASTCALL KeTryToAcquireGuardedMutex(_Inout_ PKGUARDED_MUTEX Mutex);

/**
 * KeAcquireGuardedMutexUnsafe, KeReleaseGuardedMutexUnsafe - acquire, release a guarded mutex without
 *	a change of the guarded region
 * @GuardedMutex: an initialised guarded mutex
 *
 * The caller is in a guarded region, or at APC_LEVEL, from the acquisition to the release. Here: the
 * mutex works without that too, since there are no APCs. Wrong calls are reported as those of
 * ExAcquireFastMutexUnsafe and ExReleaseFastMutexUnsafe.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, KeAcquireGuardedMutexUnsafe, KeReleaseGuardedMutexUnsafe
 */
VOID FASTCALL KeAcquireGuardedMutexUnsafe(_Inout_ PKGUARDED_MUTEX GuardedMutex);
VOID FASTCALL KeReleaseGuardedMutexUnsafe(_Inout_ PKGUARDED_MUTEX GuardedMutex);

/**
 * KeEnterCriticalRegion, KeLeaveCriticalRegion, KeEnterGuardedRegion, KeLeaveGuardedRegion -
 *	disable, enable APCs in the current thread
 *
 * A thread may enter a region several times, and leaves it as often. Here: there are no APCs. A
 * region only counts, for KeAreApcsDisabled and KeAreAllApcsDisabled.
 *
 * A leave without an enter is reported (0x01). A driver's routine that ends in a region is reported
 * (0x01), and the thread leaves the region: at the end of a work item, a system thread, DriverEntry,
 * DriverUnload, and a program's system call.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: ntddk.h, KeEnterCriticalRegion, KeLeaveCriticalRegion, KeEnterGuardedRegion,
 *	KeLeaveGuardedRegion
 */
VOID NTAPI KeEnterCriticalRegion(VOID);
VOID NTAPI KeLeaveCriticalRegion(VOID);
VOID NTAPI KeEnterGuardedRegion(VOID);
VOID NTAPI KeLeaveGuardedRegion(VOID);

/**
 * KeAreApcsDisabled - tell whether the current thread is in a critical or a guarded region
 *
 * The owner of a KMUTEX is in a critical region. The IRQL does not count. Here: a mutex that was
 * acquired at DISPATCH_LEVEL does not count either.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns TRUE.
 * Return: TRUE in a critical or guarded region.
 * Page: wdm.h, KeAreApcsDisabled
 */
BOOLEAN NTAPI KeAreApcsDisabled(VOID);

/**
 * KeAreAllApcsDisabled - tell whether the current thread is in a guarded region, or at APC_LEVEL or
 *	above
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns TRUE.
 * Return: TRUE in a guarded region, and at IRQL >= APC_LEVEL.
 * Page: wdm.h, KeAreAllApcsDisabled
 */
BOOLEAN NTAPI KeAreAllApcsDisabled(VOID);

EXTERN_C_END

#endif /* WINWORK_KE_DISPATCHER_H */
