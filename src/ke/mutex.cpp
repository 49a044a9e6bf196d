/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KMUTEX: a recursive mutex with a thread as its owner. SignalState is 1 while the mutex is free
 * and 0 while it is owned. Each further acquisition by the owner lowers it by one. A thread that
 * ends remains the owner, and is reported. No list of a thread's mutexes exists, only their number:
 * the driver may have freed a mutex that it has not released.
 */
#include "mutex.hpp"

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/exception.hpp"
#include "base/task.hpp"
#include "dispatcher.hpp"
#include "linux/thread.h"

namespace ww {
namespace {

/*
 * The threads that ended while they owned mutexes, the latest ones. Each of them was reported, so few
 * are expected. Linux uses the address of an ended thread again: a thread that acquires a mutex is
 * removed.
 */
constexpr u32 kEndedOwners = 32;
constinit Atomic<const void *> ended_owners[kEndedOwners]{};
constinit Atomic<u32> next_ended{ 0 };

bool has_ended(const void *owner)
{
	if (!owner || !next_ended.load())
		return false;
	for (const Atomic<const void *> &each : ended_owners) {
		if (each.load() == owner)
			return true;
	}
	return false;
}

void forget_ended(const void *task)
{
	for (Atomic<const void *> &each : ended_owners) {
		const void *expected = each.load(Order::relaxed);

		/* Another thread may end meanwhile, and take the place. */
		if (expected == task)
			each.compare_exchange(expected, nullptr);
	}
}

void released(const void *mutex)
{
	TaskState *state = task_state_find(ww_current_task());

	/* The thread may have been reported meanwhile, or there was no entry left for it. */
	if (!state || !state->owned_mutexes)
		return;
	if (state->mutex == mutex)
		state->mutex = nullptr;
	if (!--state->owned_mutexes)
		task_state_put_if_default();
}

} /* namespace */

void mutexes_acquired(u32 count, const void *last)
{
	if (next_ended.load(Order::relaxed)) [[unlikely]]
		forget_ended(ww_current_task());
	if (TaskState *state = task_state_get()) {
		state->owned_mutexes = static_cast<u16>(state->owned_mutexes + count);
		state->mutex = last;
	}
}

void mutex_owner_ends()
{
	ended_owners[next_ended.fetch_add(1) % kEndedOwners].store(ww_current_task());
}

/* Only the owner changes the count of a mutex that is owned. */
bool mutex_has_room(CallSite call, const KMUTANT &mutex)
{
	if (__atomic_load_n(&mutex.OwnerThread, __ATOMIC_RELAXED) != ww_current_task() ||
	    mutex.Header.SignalState != static_cast<LONG>(MINLONG)) [[likely]]
		return true;
	raise_if_guarded(STATUS_MUTANT_LIMIT_EXCEEDED, call);
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<u32>(STATUS_MUTANT_LIMIT_EXCEEDED),
				address_of(call.caller), 0, 0 },
		 .call = call, .item = &mutex },
	       "the current thread has acquired the mutex as often as it can");
	return false;
}

void report_mutex_not_owned(CallSite call, const void *mutex)
{
	report({ .code = BugCheck::thread_not_mutex_owner,
		 .parameter = { address_of(ww_current_task()), address_of(mutex), 0, 0 },
		 .call = call, .item = mutex },
	       "the mutex is not owned by the current thread");
}

} /* namespace ww */

extern "C" {

VOID NTAPI KeInitializeMutex(PRKMUTEX Mutex, ULONG)
{
	ww::dispatcher_object_init(Mutex->Header, ww::kMutant, sizeof(*Mutex), 1);
	Mutex->OwnerThread = nullptr;
	Mutex->Abandoned = FALSE;
	Mutex->ApcDisable = 0;
}

LONG NTAPI KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::dispatcher_call_valid(call, &Mutex->Header, 1 << ww::kMutant))
		return 0;

	LONG before;
	bool owned, abandoned, was_counted = false;
	{
		ww::DispatcherGuard guard(Mutex);

		before = Mutex->Header.SignalState;
		owned = Mutex->OwnerThread == ww_current_task();
		if (owned && ++Mutex->Header.SignalState > 0) {
			Mutex->OwnerThread = nullptr;
			was_counted = Mutex->ApcDisable == ww::kCounted;
			Mutex->ApcDisable = 0;
			ww::wake_waiters(Mutex->Header);
		}
		if (!owned && ww::has_ended(Mutex->OwnerThread))
			Mutex->Abandoned = TRUE;
		abandoned = Mutex->Abandoned;
	}
	if (was_counted)
		ww::released(Mutex);
	if (!owned) {
		ww::raise_if_guarded(abandoned ? STATUS_ABANDONED : STATUS_MUTANT_NOT_OWNED, call);
		ww::report_mutex_not_owned(call, Mutex);
	}
	return before;
}

LONG NTAPI KeReadStateMutex(PRKMUTEX Mutex)
{
	return __atomic_load_n(&Mutex->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
