/* SPDX-License-Identifier: MIT */
/*
 * <threadpoolapiset.h>: the pool of threads. <windows.h> includes it. The process has one pool, of up to 512 threads, which
 * get no signals. A child of fork(2) has a pool of its own, and none of its parent's objects.
 */
#ifndef WINWORK_USER_THREADPOOLAPISET_H
#define WINWORK_USER_THREADPOOLAPISET_H

#include "minwinbase.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct _TP_WORK TP_WORK, *PTP_WORK;
typedef struct _TP_TIMER TP_TIMER, *PTP_TIMER;
typedef struct _TP_WAIT TP_WAIT, *PTP_WAIT;
typedef struct _TP_IO TP_IO, *PTP_IO;
typedef struct _TP_CALLBACK_INSTANCE TP_CALLBACK_INSTANCE, *PTP_CALLBACK_INSTANCE;
typedef DWORD TP_WAIT_RESULT;

typedef void(CALLBACK *PTP_SIMPLE_CALLBACK)(PTP_CALLBACK_INSTANCE Instance, PVOID Context);
typedef void(CALLBACK *PTP_WORK_CALLBACK)(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_WORK Work);
typedef void(CALLBACK *PTP_TIMER_CALLBACK)(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_TIMER Timer);
typedef void(CALLBACK *PTP_WAIT_CALLBACK)(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PTP_WAIT Wait,
					  TP_WAIT_RESULT WaitResult);
typedef void(CALLBACK *PTP_WIN32_IO_CALLBACK)(PTP_CALLBACK_INSTANCE Instance, PVOID Context, PVOID Overlapped,
					      ULONG IoResult, ULONG_PTR NumberOfBytesTransferred, PTP_IO Io);

/* Its functions do nothing but this: there is one pool, and no group. */
typedef struct _TP_CALLBACK_ENVIRON {
	DWORD Version;
} TP_CALLBACK_ENVIRON, *PTP_CALLBACK_ENVIRON;
static inline void InitializeThreadpoolEnvironment(PTP_CALLBACK_ENVIRON Environment)
{
	Environment->Version = 3;
}
static inline void DestroyThreadpoolEnvironment(PTP_CALLBACK_ENVIRON Environment)
{
	(void)Environment;
}

/*
 * Each object is closed by its Close function, which does not wait: the callbacks that run or are queued end later. Wait
 * functions return when there are none left; with @fCancelPendingCallbacks those that have not begun are left out. A
 * callback must not wait for itself.
 */

/* FALSE without memory. */
WINWORK_USER_API BOOL WINAPI TrySubmitThreadpoolCallback(PTP_SIMPLE_CALLBACK Callback, PVOID Context,
							 PTP_CALLBACK_ENVIRON Environment);

/* Calls a function as often as it is submitted, also at the same time. Page: CreateThreadpoolWork */
WINWORK_USER_API PTP_WORK WINAPI CreateThreadpoolWork(PTP_WORK_CALLBACK Callback, PVOID Context,
						      PTP_CALLBACK_ENVIRON Environment);
WINWORK_USER_API void WINAPI SubmitThreadpoolWork(PTP_WORK Work);
WINWORK_USER_API void WINAPI WaitForThreadpoolWorkCallbacks(PTP_WORK Work, BOOL fCancelPendingCallbacks);
WINWORK_USER_API void WINAPI CloseThreadpoolWork(PTP_WORK Work);

/*
 * Calls a function at a time, and then with a period. The time is in 100 nanoseconds: negative from now on, otherwise a time
 * of day, whose difference to now counts: it does not follow changes of the clock. NULL stops the timer. The window, in
 * which Windows may delay a call, has no effect. Page: SetThreadpoolTimer
 */
WINWORK_USER_API PTP_TIMER WINAPI CreateThreadpoolTimer(PTP_TIMER_CALLBACK Callback, PVOID Context,
							PTP_CALLBACK_ENVIRON Environment);
WINWORK_USER_API void WINAPI SetThreadpoolTimer(PTP_TIMER Timer, PFILETIME DueTime, DWORD Period, DWORD WindowLength);
WINWORK_USER_API BOOL WINAPI IsThreadpoolTimerSet(PTP_TIMER Timer);
WINWORK_USER_API void WINAPI WaitForThreadpoolTimerCallbacks(PTP_TIMER Timer, BOOL fCancelPendingCallbacks);
WINWORK_USER_API void WINAPI CloseThreadpoolTimer(PTP_TIMER Timer);

/*
 * Calls a function once when an object is signalled, with WAIT_OBJECT_0, or at a time as of SetThreadpoolTimer(), with
 * WAIT_TIMEOUT; NULL: never. A handle of NULL ends the wait. Here: not for a mutex. SetThreadpoolWait() then sets
 * ERROR_INVALID_HANDLE, and nothing is called. Page: SetThreadpoolWait
 */
WINWORK_USER_API PTP_WAIT WINAPI CreateThreadpoolWait(PTP_WAIT_CALLBACK Callback, PVOID Context,
						      PTP_CALLBACK_ENVIRON Environment);
WINWORK_USER_API void WINAPI SetThreadpoolWait(PTP_WAIT Wait, HANDLE Handle, PFILETIME Timeout);
WINWORK_USER_API void WINAPI WaitForThreadpoolWaitCallbacks(PTP_WAIT Wait, BOOL fCancelPendingCallbacks);
WINWORK_USER_API void WINAPI CloseThreadpoolWait(PTP_WAIT Wait);

/*
 * Calls a function for each overlapped request of a device that completes, in one thread at a time. A request that fails
 * at once calls nothing: CancelThreadpoolIo() takes it back from those that StartThreadpoolIo() counts, for which
 * WaitForThreadpoolIoCallbacks() waits. With @fCancelPendingCallbacks that waits only for a function that runs.
 * Page: CreateThreadpoolIo
 */
WINWORK_USER_API PTP_IO WINAPI CreateThreadpoolIo(HANDLE File, PTP_WIN32_IO_CALLBACK Callback, PVOID Context,
						  PTP_CALLBACK_ENVIRON Environment);
WINWORK_USER_API void WINAPI StartThreadpoolIo(PTP_IO Io);
WINWORK_USER_API void WINAPI CancelThreadpoolIo(PTP_IO Io);
WINWORK_USER_API void WINAPI WaitForThreadpoolIoCallbacks(PTP_IO Io, BOOL fCancelPendingCallbacks);
WINWORK_USER_API void WINAPI CloseThreadpoolIo(PTP_IO Io);

#define WT_EXECUTEDEFAULT 0x00000000
#define WT_EXECUTEINIOTHREAD 0x00000001
#define WT_EXECUTEINWAITTHREAD 0x00000004
#define WT_EXECUTEONLYONCE 0x00000008
#define WT_EXECUTEINTIMERTHREAD 0x00000020
#define WT_EXECUTELONGFUNCTION 0x00000010
#define WT_EXECUTEINPERSISTENTTHREAD 0x00000080
typedef DWORD(WINAPI *LPTHREAD_START_ROUTINE)(LPVOID parameter);
typedef void(NTAPI *WAITORTIMERCALLBACK)(PVOID Parameter, BOOLEAN TimerOrWaitFired);

/* Calls a function once. The flags have no effect: each call has a thread of the pool. Page: QueueUserWorkItem */
WINWORK_USER_API BOOL WINAPI QueueUserWorkItem(LPTHREAD_START_ROUTINE Function, PVOID Context, ULONG Flags);

/**
 * RegisterWaitForSingleObject, UnregisterWait, UnregisterWaitEx - call a function each time that an object is signalled
 * @dwMilliseconds: after this time without a signal the function is called with TRUE; INFINITE: never
 * @dwFlags: WT_EXECUTEONLYONCE: for one signal or time. Others have no effect
 * @CompletionEvent: NULL, or INVALID_HANDLE_VALUE to wait for the function, or an event that is set when it has returned
 *
 * Here: the next wait begins when the function has returned. A mutex cannot be waited for: ERROR_INVALID_HANDLE.
 *
 * Return: TRUE; UnregisterWait(), and UnregisterWaitEx() without waiting: FALSE with ERROR_IO_PENDING while the function
 *	runs. The registration ends in any case.
 * Page: RegisterWaitForSingleObject, UnregisterWaitEx
 */
WINWORK_USER_API BOOL WINAPI RegisterWaitForSingleObject(PHANDLE phNewWaitObject, HANDLE hObject,
							 WAITORTIMERCALLBACK Callback, PVOID Context,
							 ULONG dwMilliseconds, ULONG dwFlags);
WINWORK_USER_API BOOL WINAPI UnregisterWait(HANDLE WaitHandle);
WINWORK_USER_API BOOL WINAPI UnregisterWaitEx(HANDLE WaitHandle, HANDLE CompletionEvent);

/**
 * CreateTimerQueueTimer, ChangeTimerQueueTimer, DeleteTimerQueueTimer - call a function at times
 * @TimerQueue: of CreateTimerQueue(); NULL: the process's own
 * @DueTime, @Period: milliseconds; a period of 0: once
 * @CompletionEvent: as of UnregisterWaitEx()
 *
 * DeleteTimerQueueEx() ends the timers that are left in the queue. With an event it waits for their functions as well.
 *
 * Page: threadpoollegacyapiset.h, CreateTimerQueueTimer, DeleteTimerQueueTimer, DeleteTimerQueueEx
 */
WINWORK_USER_API HANDLE WINAPI CreateTimerQueue(void);
WINWORK_USER_API BOOL WINAPI CreateTimerQueueTimer(PHANDLE phNewTimer, HANDLE TimerQueue, WAITORTIMERCALLBACK Callback,
						   PVOID Parameter, DWORD DueTime, DWORD Period, ULONG Flags);
WINWORK_USER_API BOOL WINAPI ChangeTimerQueueTimer(HANDLE TimerQueue, HANDLE Timer, ULONG DueTime, ULONG Period);
WINWORK_USER_API BOOL WINAPI DeleteTimerQueueTimer(HANDLE TimerQueue, HANDLE Timer, HANDLE CompletionEvent);
WINWORK_USER_API BOOL WINAPI DeleteTimerQueueEx(HANDLE TimerQueue, HANDLE CompletionEvent);

#ifdef __cplusplus
}
#endif

#endif
