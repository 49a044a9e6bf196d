// SPDX-License-Identifier: MIT
/*
 * Locks within the process. Windows's have the size of a pointer and are zeros at first, which no lock of pthreads is.
 * So they are words on which threads wait by futex(2): the low half has the state, the high half counts the threads that
 * wait. A thread counts itself before it looks at the state a last time, and the state changes before the count is read.
 */
#include "internal.h"
#include "../include/winwork/synchapi.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The halves of a lock. */
struct words {
	uint32_t state, waiting;
} __attribute__((may_alias));

static struct words *words_of(PVOID *lock)
{
	return (struct words *)lock;
}

/* Waits while the word has a value. False at the deadline. Without a wake it may return as well. */
static bool wait_while(uint32_t *word, uint32_t value, uint64_t deadline)
{
	const struct timespec until = { (time_t)(deadline / 1000000000), (long)(deadline % 1000000000) };

	return syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value, deadline == FOREVER ? NULL : &until, NULL,
		       FUTEX_BITSET_MATCH_ANY) == 0 ||
	       errno != ETIMEDOUT;
}

static void wake(uint32_t *word, int threads)
{
	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, threads, NULL, NULL, 0);
}

static uint32_t load(const uint32_t *word)
{
	return __atomic_load_n(word, __ATOMIC_SEQ_CST);
}

/* ---- Slim locks: the state counts the readers, or is WRITER ------------------------------------- */

#define WRITER 0x80000000u

void InitializeSRWLock(PSRWLOCK lock)
{
	lock->Ptr = NULL;
}

static bool try_to_take(struct words *words, bool writer)
{
	uint32_t state = load(&words->state);

	while (writer ? state == 0 : !(state & WRITER))
		if (__atomic_compare_exchange_n(&words->state, &state, writer ? WRITER : state + 1, false, __ATOMIC_SEQ_CST,
						__ATOMIC_SEQ_CST))
			return true;
	return false;
}

static void take_lock(struct words *words, bool writer)
{
	while (!try_to_take(words, writer)) {
		uint32_t state;

		__atomic_add_fetch(&words->waiting, 1, __ATOMIC_SEQ_CST);
		state = load(&words->state);
		if (writer ? state != 0 : state & WRITER)
			wait_while(&words->state, state, FOREVER);
		__atomic_sub_fetch(&words->waiting, 1, __ATOMIC_SEQ_CST);
	}
}

/* The last one to leave wakes all: readers go on together. */
static void release_lock(struct words *words, uint32_t part)
{
	if (__atomic_sub_fetch(&words->state, part, __ATOMIC_SEQ_CST) == 0 && load(&words->waiting))
		wake(&words->state, INT_MAX);
}

void AcquireSRWLockExclusive(PSRWLOCK lock)
{
	take_lock(words_of(&lock->Ptr), true);
}

void AcquireSRWLockShared(PSRWLOCK lock)
{
	take_lock(words_of(&lock->Ptr), false);
}

BOOLEAN TryAcquireSRWLockExclusive(PSRWLOCK lock)
{
	return try_to_take(words_of(&lock->Ptr), true);
}

BOOLEAN TryAcquireSRWLockShared(PSRWLOCK lock)
{
	return try_to_take(words_of(&lock->Ptr), false);
}

void ReleaseSRWLockExclusive(PSRWLOCK lock)
{
	release_lock(words_of(&lock->Ptr), WRITER);
}

void ReleaseSRWLockShared(PSRWLOCK lock)
{
	release_lock(words_of(&lock->Ptr), 1);
}

/* ---- Critical sections -------------------------------------------------------------------------- */

void InitializeCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_t *mutex = malloc(sizeof(*mutex));
	pthread_mutexattr_t attributes;

	/* Windows's function cannot fail. */
	if (!mutex)
		abort();
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(mutex, &attributes);
	pthread_mutexattr_destroy(&attributes);
	section->WinworkMutex = mutex;
}

BOOL InitializeCriticalSectionAndSpinCount(LPCRITICAL_SECTION section, DWORD spins)
{
	(void)spins;
	InitializeCriticalSection(section);
	return TRUE;
}

BOOL InitializeCriticalSectionEx(LPCRITICAL_SECTION section, DWORD spins, DWORD flags)
{
	(void)flags;
	return InitializeCriticalSectionAndSpinCount(section, spins);
}

void EnterCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_lock(section->WinworkMutex);
}

BOOL TryEnterCriticalSection(LPCRITICAL_SECTION section)
{
	return pthread_mutex_trylock(section->WinworkMutex) == 0;
}

void LeaveCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_unlock(section->WinworkMutex);
}

void DeleteCriticalSection(LPCRITICAL_SECTION section)
{
	pthread_mutex_destroy(section->WinworkMutex);
	free(section->WinworkMutex);
	section->WinworkMutex = NULL;
}

/* ---- Condition variables: the state counts the wakes --------------------------------------------- */

void InitializeConditionVariable(PCONDITION_VARIABLE variable)
{
	variable->Ptr = NULL;
}

/* Counts the calling thread among those that wait. The caller still has its lock. */
static uint32_t begin_wait(struct words *words)
{
	__atomic_add_fetch(&words->waiting, 1, __ATOMIC_SEQ_CST);
	return load(&words->state);
}

/* Waits without the lock. */
static BOOL end_wait(struct words *words, uint32_t wakes, DWORD milliseconds)
{
	const bool woken = wait_while(&words->state, wakes, deadline_of(milliseconds));

	__atomic_sub_fetch(&words->waiting, 1, __ATOMIC_SEQ_CST);
	return woken;
}

BOOL SleepConditionVariableCS(PCONDITION_VARIABLE variable, PCRITICAL_SECTION section, DWORD milliseconds)
{
	struct words *words = words_of(&variable->Ptr);
	const uint32_t wakes = begin_wait(words);
	BOOL woken;

	LeaveCriticalSection(section);
	woken = end_wait(words, wakes, milliseconds);
	EnterCriticalSection(section);
	return woken ? TRUE : fail(ERROR_TIMEOUT);
}

BOOL SleepConditionVariableSRW(PCONDITION_VARIABLE variable, PSRWLOCK lock, DWORD milliseconds, ULONG flags)
{
	struct words *words = words_of(&variable->Ptr), *of_lock = words_of(&lock->Ptr);
	const bool writer = !(flags & CONDITION_VARIABLE_LOCKMODE_SHARED);
	uint32_t wakes;
	BOOL woken;

	if (flags & ~(ULONG)CONDITION_VARIABLE_LOCKMODE_SHARED)
		return fail(ERROR_INVALID_PARAMETER);
	wakes = begin_wait(words);
	release_lock(of_lock, writer ? WRITER : 1);
	woken = end_wait(words, wakes, milliseconds);
	take_lock(of_lock, writer);
	return woken ? TRUE : fail(ERROR_TIMEOUT);
}

static void wake_waiting(PCONDITION_VARIABLE variable, int threads)
{
	struct words *words = words_of(&variable->Ptr);

	if (!load(&words->waiting))
		return;
	__atomic_add_fetch(&words->state, 1, __ATOMIC_SEQ_CST);
	wake(&words->state, threads);
}

void WakeConditionVariable(PCONDITION_VARIABLE variable)
{
	wake_waiting(variable, 1);
}

void WakeAllConditionVariable(PCONDITION_VARIABLE variable)
{
	wake_waiting(variable, INT_MAX);
}

/* ---- Initialization: the two lowest bits of the pointer have the state, the others the context --- */

#define ONCE_BITS ((uintptr_t)3)
enum once { ONCE_NONE, ONCE_RUNS, ONCE_DONE, ONCE_SEVERAL };

static uintptr_t *once_of(PINIT_ONCE once)
{
	return (uintptr_t *)&once->Ptr;
}

/* Moves to another state. Threads that wait for the end of the first one go on. */
static bool once_change(PINIT_ONCE once, uintptr_t from, uintptr_t to)
{
	if (!__atomic_compare_exchange_n(once_of(once), &from, to, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return false;
	if (from == ONCE_RUNS)
		wake((uint32_t *)once_of(once), INT_MAX);
	return true;
}

void InitOnceInitialize(PINIT_ONCE once)
{
	once->Ptr = NULL;
}

/* Whether the initialization is complete: then the context is given, and nothing is pending. */
static bool once_is_done(PINIT_ONCE once, PBOOL pending, LPVOID *context)
{
	const uintptr_t state = __atomic_load_n(once_of(once), __ATOMIC_SEQ_CST);

	if ((state & ONCE_BITS) != ONCE_DONE)
		return false;
	*pending = FALSE;
	if (context)
		*context = (LPVOID)(state & ~ONCE_BITS);
	return true;
}

BOOL InitOnceBeginInitialize(LPINIT_ONCE once, DWORD flags, PBOOL pending, LPVOID *context)
{
	const enum once wanted = flags & INIT_ONCE_ASYNC ? ONCE_SEVERAL : ONCE_RUNS;

	if ((flags & ~(DWORD)(INIT_ONCE_CHECK_ONLY | INIT_ONCE_ASYNC)) || flags == (INIT_ONCE_CHECK_ONLY | INIT_ONCE_ASYNC))
		return fail(ERROR_INVALID_PARAMETER);
	for (;;) {
		uintptr_t state;

		if (once_is_done(once, pending, context))
			return TRUE;
		*pending = TRUE;
		if (flags & INIT_ONCE_CHECK_ONLY)
			return fail(ERROR_GEN_FAILURE);
		if (once_change(once, ONCE_NONE, wanted))
			return TRUE;
		state = __atomic_load_n(once_of(once), __ATOMIC_SEQ_CST);
		if (wanted == ONCE_SEVERAL && state == ONCE_SEVERAL)
			return TRUE;
		if ((state == ONCE_RUNS && wanted == ONCE_SEVERAL) || (state == ONCE_SEVERAL && wanted == ONCE_RUNS))
			return fail(ERROR_INVALID_PARAMETER);
		if (state == ONCE_RUNS)
			wait_while((uint32_t *)once_of(once), ONCE_RUNS, FOREVER);
	}
}

BOOL InitOnceComplete(LPINIT_ONCE once, DWORD flags, LPVOID context)
{
	const bool several = flags & INIT_ONCE_ASYNC, failed = flags & INIT_ONCE_INIT_FAILED;

	if ((flags & ~(DWORD)(INIT_ONCE_ASYNC | INIT_ONCE_INIT_FAILED)) || (several && failed) ||
	    ((uintptr_t)context & ONCE_BITS) || (failed && context))
		return fail(ERROR_INVALID_PARAMETER);
	if (once_change(once, several ? ONCE_SEVERAL : ONCE_RUNS, failed ? ONCE_NONE : (uintptr_t)context | ONCE_DONE))
		return TRUE;
	return fail(several && (*once_of(once) & ONCE_BITS) == ONCE_DONE ? ERROR_GEN_FAILURE : ERROR_INVALID_PARAMETER);
}

BOOL InitOnceExecuteOnce(PINIT_ONCE once, PINIT_ONCE_FN routine, PVOID parameter, LPVOID *context)
{
	PVOID own = NULL;
	BOOL pending, done;

	if (!InitOnceBeginInitialize(once, 0, &pending, context))
		return FALSE;
	if (!pending)
		return TRUE;
	done = routine(once, parameter, &own);
	if (!InitOnceComplete(once, done ? 0 : INIT_ONCE_INIT_FAILED, done ? own : NULL) || !done)
		return FALSE;
	if (context)
		*context = own;
	return TRUE;
}
