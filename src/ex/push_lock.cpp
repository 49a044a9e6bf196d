/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks: one word, which counts the shared owners, or tells that there is an exclusive one.
 * Who has to wait marks that in the word and sleeps by its address. The mark holds new shared
 * owners off. It goes with the last owner, who wakes all that wait; those that wait on set it
 * again. So there is none on a lock without an owner, and who has released the lock does not
 * touch it any more.
 */
#include "push_lock.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/thread.h"
#include "linux/wait.h"

namespace ww {
namespace {

constexpr ULONG_PTR kExclusive = 1;
constexpr ULONG_PTR kAwaited = 2;
constexpr ULONG_PTR kShared = 4;

ULONG_PTR value_of(const EX_PUSH_LOCK *lock)
{
	return __atomic_load_n(lock, __ATOMIC_RELAXED);
}

bool change(EX_PUSH_LOCK *lock, ULONG_PTR &expected, ULONG_PTR desired)
{
	return __atomic_compare_exchange_n(lock, &expected, desired, false, __ATOMIC_SEQ_CST,
					   __ATOMIC_RELAXED);
}

/* These return whether the caller owns the lock now; if not, it is marked. */
bool own_exclusively(void *argument)
{
	auto *const lock = static_cast<EX_PUSH_LOCK *>(argument);
	ULONG_PTR value = value_of(lock);

	while (!change(lock, value, value ? value | kAwaited : kExclusive)) {
	}
	return !value;
}

bool own_shared(void *argument)
{
	auto *const lock = static_cast<EX_PUSH_LOCK *>(argument);
	ULONG_PTR value = value_of(lock);
	bool free;

	do {
		free = !(value & (kExclusive | kAwaited));
	} while (!change(lock, value, free ? value + kShared : value | kAwaited));
	return free;
}

} /* namespace */

void push_lock_acquire(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership)
{
	bool (*const own)(void *lock) = ownership == Ownership::exclusive ? own_exclusively
									  : own_shared;

	if (at_apc_or_below(call, lock) && !own(lock))
		ww_address_wait(lock, own, lock);
}

void push_lock_release(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership)
{
	const bool exclusive = ownership == Ownership::exclusive;

	if (!at_apc_or_below(call, lock))
		return;

	ULONG_PTR value = value_of(lock);
	ULONG_PTR left;

	do {
		if (exclusive ? !(value & kExclusive) : value < kShared) {
			report({ .code = BugCheck::resource_not_owned,
				 .parameter = { address_of(lock), address_of(ww_current_task()), 0,
						0 },
				 .function = call.function, .item = lock, .caller = call.caller },
			       "the push lock is not owned %s",
			       exclusive ? "exclusively" : "in shared mode");
			return;
		}
		left = value - (exclusive ? kExclusive : kShared);
		if (left == kAwaited)
			left = 0;
	} while (!change(lock, value, left));
	if (!left && value & kAwaited)
		ww_address_wake(lock);
}

Ownership push_lock_ownership(const EX_PUSH_LOCK *lock)
{
	return value_of(lock) & kExclusive ? Ownership::exclusive : Ownership::shared;
}

} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializePushLock(PEX_PUSH_LOCK PushLock)
{
	*PushLock = 0;
}

VOID NTAPI ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG)
{
	ww::push_lock_acquire(WW_CALL_SITE_OF("ExAcquirePushLockExclusive"), PushLock,
			      ww::Ownership::exclusive);
}

VOID NTAPI ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG)
{
	ww::push_lock_acquire(WW_CALL_SITE_OF("ExAcquirePushLockShared"), PushLock,
			      ww::Ownership::shared);
}

VOID NTAPI ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG)
{
	ww::push_lock_release(WW_CALL_SITE_OF("ExReleasePushLockExclusive"), PushLock,
			      ww::Ownership::exclusive);
}

VOID NTAPI ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG)
{
	ww::push_lock_release(WW_CALL_SITE_OF("ExReleasePushLockShared"), PushLock,
			      ww::Ownership::shared);
}

} /* extern "C" */
