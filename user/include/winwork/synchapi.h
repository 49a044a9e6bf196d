/* SPDX-License-Identifier: MIT */
/* <synchapi.h>: mutexes, locks within the process, and timers that can be waited for. <windows.h> includes it. */
#ifndef WINWORK_USER_SYNCHAPI_H
#define WINWORK_USER_SYNCHAPI_H

#include "minwinbase.h"
#include "winnt.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MUTANT_QUERY_STATE 0x0001
#define MUTEX_MODIFY_STATE MUTANT_QUERY_STATE
#define MUTEX_ALL_ACCESS 0x001F0001

/**
 * CreateMutex, OpenMutex, ReleaseMutex - a mutex that one thread owns, any number of times
 *
 * A wait takes it. If its owner has ended, the next wait takes it as well, and returns WAIT_ABANDONED.
 *
 * Here: a name is the process's own. A child of fork(2) has none of its parent's mutexes. Any access gives all.
 *
 * Return: a handle; NULL with the last error. The last error is ERROR_ALREADY_EXISTS for a mutex of this name, and then
 *	@bInitialOwner has no effect. OpenMutex(): ERROR_FILE_NOT_FOUND. ReleaseMutex(): FALSE with ERROR_NOT_OWNER.
 * Page: synchapi.h, CreateMutexW, OpenMutexW, ReleaseMutex
 */
WINWORK_USER_API HANDLE WINAPI CreateMutexA(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI CreateMutexW(LPSECURITY_ATTRIBUTES lpMutexAttributes, BOOL bInitialOwner, LPCWSTR lpName);
WINWORK_USER_API HANDLE WINAPI OpenMutexA(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCSTR lpName);
WINWORK_USER_API HANDLE WINAPI OpenMutexW(DWORD dwDesiredAccess, BOOL bInheritHandle, LPCWSTR lpName);
WINWORK_USER_API BOOL WINAPI ReleaseMutex(HANDLE hMutex);

/*
 * Slim locks, for one writer or several readers. A thread must not take one twice, or release what it has not taken.
 * A lock is not in the memory of several processes.
 */
typedef struct _RTL_SRWLOCK {
	PVOID Ptr;
} SRWLOCK, *PSRWLOCK;
#define SRWLOCK_INIT { NULL }
WINWORK_USER_API void WINAPI InitializeSRWLock(PSRWLOCK SRWLock);
WINWORK_USER_API void WINAPI AcquireSRWLockExclusive(PSRWLOCK SRWLock);
WINWORK_USER_API void WINAPI AcquireSRWLockShared(PSRWLOCK SRWLock);
WINWORK_USER_API BOOLEAN WINAPI TryAcquireSRWLockExclusive(PSRWLOCK SRWLock);
WINWORK_USER_API BOOLEAN WINAPI TryAcquireSRWLockShared(PSRWLOCK SRWLock);
WINWORK_USER_API void WINAPI ReleaseSRWLockExclusive(PSRWLOCK SRWLock);
WINWORK_USER_API void WINAPI ReleaseSRWLockShared(PSRWLOCK SRWLock);

typedef struct _CRITICAL_SECTION {
	PVOID WinworkMutex;
} CRITICAL_SECTION, *PCRITICAL_SECTION, *LPCRITICAL_SECTION;
#define CRITICAL_SECTION_NO_DEBUG_INFO 0x01000000
WINWORK_USER_API void WINAPI InitializeCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
/* TRUE. Spin counts and flags have no effect. */
WINWORK_USER_API BOOL WINAPI InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION lpCriticalSection,
								   DWORD dwSpinCount);
WINWORK_USER_API BOOL WINAPI InitializeCriticalSectionEx(LPCRITICAL_SECTION lpCriticalSection, DWORD dwSpinCount,
							 DWORD Flags);
WINWORK_USER_API void WINAPI EnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
WINWORK_USER_API BOOL WINAPI TryEnterCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
WINWORK_USER_API void WINAPI LeaveCriticalSection(LPCRITICAL_SECTION lpCriticalSection);
WINWORK_USER_API void WINAPI DeleteCriticalSection(LPCRITICAL_SECTION lpCriticalSection);

/*
 * Condition variables. A wait releases the lock, which the thread has taken once, and takes it again before it returns.
 * It may also end without a wake. FALSE with ERROR_TIMEOUT at the end of the time.
 */
typedef struct _RTL_CONDITION_VARIABLE {
	PVOID Ptr;
} CONDITION_VARIABLE, *PCONDITION_VARIABLE;
#define CONDITION_VARIABLE_INIT { NULL }
#define CONDITION_VARIABLE_LOCKMODE_SHARED 1
WINWORK_USER_API void WINAPI InitializeConditionVariable(PCONDITION_VARIABLE ConditionVariable);
WINWORK_USER_API BOOL WINAPI SleepConditionVariableCS(PCONDITION_VARIABLE ConditionVariable,
						      PCRITICAL_SECTION CriticalSection, DWORD dwMilliseconds);
/* @Flags: 0, or CONDITION_VARIABLE_LOCKMODE_SHARED for a lock that is taken as a reader's. */
WINWORK_USER_API BOOL WINAPI SleepConditionVariableSRW(PCONDITION_VARIABLE ConditionVariable, PSRWLOCK SRWLock,
						       DWORD dwMilliseconds, ULONG Flags);
WINWORK_USER_API void WINAPI WakeConditionVariable(PCONDITION_VARIABLE ConditionVariable);
WINWORK_USER_API void WINAPI WakeAllConditionVariable(PCONDITION_VARIABLE ConditionVariable);

typedef union _RTL_RUN_ONCE {
	PVOID Ptr;
} INIT_ONCE, *PINIT_ONCE, *LPINIT_ONCE;
#define INIT_ONCE_STATIC_INIT { NULL }
#define INIT_ONCE_CHECK_ONLY 1
#define INIT_ONCE_ASYNC 2
#define INIT_ONCE_INIT_FAILED 4
#define INIT_ONCE_CTX_RESERVED_BITS 2
typedef BOOL(WINAPI *PINIT_ONCE_FN)(PINIT_ONCE InitOnce, PVOID Parameter, PVOID *Context);

/**
 * InitOnceExecuteOnce, InitOnceBeginInitialize, InitOnceComplete - an initialization that succeeds once
 *
 * Others wait while one initializes. If it fails, the next one tries. With INIT_ONCE_ASYNC several try at the same time,
 * and the first one that completes has succeeded. The two lowest bits of the context are 0.
 *
 * Return: TRUE; FALSE after a callback that fails; with ERROR_GEN_FAILURE for INIT_ONCE_CHECK_ONLY before the
 *	initialization is complete, and for INIT_ONCE_ASYNC behind that of another one; with ERROR_INVALID_PARAMETER for
 *	wrong flags, a wrong context or a wrong state.
 * Page: synchapi.h, InitOnceExecuteOnce, InitOnceBeginInitialize, InitOnceComplete
 */
WINWORK_USER_API void WINAPI InitOnceInitialize(PINIT_ONCE InitOnce);
WINWORK_USER_API BOOL WINAPI InitOnceExecuteOnce(PINIT_ONCE InitOnce, PINIT_ONCE_FN InitFn, PVOID Parameter,
						 LPVOID *Context);
WINWORK_USER_API BOOL WINAPI InitOnceBeginInitialize(LPINIT_ONCE lpInitOnce, DWORD dwFlags, PBOOL fPending,
						     LPVOID *lpContext);
WINWORK_USER_API BOOL WINAPI InitOnceComplete(LPINIT_ONCE lpInitOnce, DWORD dwFlags, LPVOID lpContext);

#define TIMER_MODIFY_STATE 0x0002
#define TIMER_ALL_ACCESS 0x001F0003
#define CREATE_WAITABLE_TIMER_MANUAL_RESET 1
typedef void(CALLBACK *PTIMERAPCROUTINE)(LPVOID Argument, DWORD TimerLow, DWORD TimerHigh);

/**
 * CreateWaitableTimer, CreateWaitableTimerEx - a timer that can be waited for
 * @bManualReset: it stays signalled until it is set again. Otherwise a wait takes the signal
 * @lpTimerName: NULL or "". ERROR_NOT_SUPPORTED for a name
 *
 * The handle is a timerfd: see timerfd_create(2).
 *
 * Page: synchapi.h, CreateWaitableTimerExW, winbase.h, CreateWaitableTimerW
 */
WINWORK_USER_API HANDLE WINAPI CreateWaitableTimerA(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset,
						    LPCSTR lpTimerName);
WINWORK_USER_API HANDLE WINAPI CreateWaitableTimerW(LPSECURITY_ATTRIBUTES lpTimerAttributes, BOOL bManualReset,
						    LPCWSTR lpTimerName);
WINWORK_USER_API HANDLE WINAPI CreateWaitableTimerExA(LPSECURITY_ATTRIBUTES lpTimerAttributes, LPCSTR lpTimerName,
						      DWORD dwFlags, DWORD dwDesiredAccess);
WINWORK_USER_API HANDLE WINAPI CreateWaitableTimerExW(LPSECURITY_ATTRIBUTES lpTimerAttributes, LPCWSTR lpTimerName,
						      DWORD dwFlags, DWORD dwDesiredAccess);

/**
 * SetWaitableTimer, CancelWaitableTimer - set and stop a timer
 * @lpDueTime: in 100 nanoseconds: negative from now on, otherwise a time of day since 1601
 * @lPeriod: milliseconds; 0: once
 * @pfnCompletionRoutine: NULL. ERROR_NOT_SUPPORTED otherwise
 * @fResume: FALSE. ERROR_NOT_SUPPORTED otherwise
 *
 * A timer that is set is not signalled. One that is stopped stays as it is.
 *
 * Page: synchapi.h, SetWaitableTimer, CancelWaitableTimer
 */
WINWORK_USER_API BOOL WINAPI SetWaitableTimer(HANDLE hTimer, const LARGE_INTEGER *lpDueTime, LONG lPeriod,
					      PTIMERAPCROUTINE pfnCompletionRoutine, LPVOID lpArgToCompletionRoutine,
					      BOOL fResume);
WINWORK_USER_API BOOL WINAPI CancelWaitableTimer(HANDLE hTimer);

#ifdef UNICODE
#define CreateMutex CreateMutexW
#define OpenMutex OpenMutexW
#define CreateWaitableTimer CreateWaitableTimerW
#define CreateWaitableTimerEx CreateWaitableTimerExW
#else
#define CreateMutex CreateMutexA
#define OpenMutex OpenMutexA
#define CreateWaitableTimer CreateWaitableTimerA
#define CreateWaitableTimerEx CreateWaitableTimerExA
#endif

#ifdef __cplusplus
}
#endif

#endif
