/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks: one word, which counts the shared owners or marks an exclusive owner. A thread that
 * must wait sets kWaiters and sleeps on the address of the word. While kWaiters is set, new shared
 * owners must wait. The last owner clears it and wakes all waiters. A waiter that must wait again
 * sets it again. So a lock without an owner is zero, and its last owner does not access it after
 * the release.
 */
#include "push_lock.hpp"

#include "base/irql.hpp"
#include "base/killed_wait.hpp"
#include "base/report.hpp"
#include "linux/thread.h"
#include "linux/wait.h"

namespace ww {
namespace {

constexpr ULONG_PTR kExclusive = 1;
constexpr ULONG_PTR kWaiters = 2;
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

/*
 * These two return whether the caller has become an owner. If not, they have set kWaiters. The
 * signature is that of address_wait().
 */
bool own_exclusively(void *argument)
{
	auto *const lock = static_cast<EX_PUSH_LOCK *>(argument);
	ULONG_PTR value = value_of(lock);

	while (!change(lock, value, value ? value | kWaiters : kExclusive)) {
	}
	return !value;
}

bool own_shared(void *argument)
{
	auto *const lock = static_cast<EX_PUSH_LOCK *>(argument);
	ULONG_PTR value = value_of(lock);
	bool free;

	do {
		free = !(value & (kExclusive | kWaiters));
	} while (!change(lock, value, free ? value + kShared : value | kWaiters));
	return free;
}

} /* namespace */

void push_lock_acquire(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership)
{
	bool (*const own)(void *lock) = ownership == Ownership::exclusive ? own_exclusively
									  : own_shared;

	if (at_apc_or_below(call, lock) && !own(lock))
		address_wait(call, lock, own, lock);
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
				 .call = call, .item = lock },
			       "the push lock is not owned %s",
			       exclusive ? "exclusively" : "in shared mode");
			return;
		}
		left = value - (exclusive ? kExclusive : kShared);
		if (left == kWaiters)
			left = 0;
	} while (!change(lock, value, left));
	if (!left && value & kWaiters)
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
