/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PassiveLock: a lock whose waiters sleep. Wait locks and callback locks of devices consist of one.
 * Its owner is in a critical region, unless it acquired the lock above APC_LEVEL.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

class PassiveLock {
public:
	void init();

	/*
	 * Acquires the lock, which is a part of @object. STATUS_TIMEOUT after @timeout, in units of
	 * 100 ns; null: no limit. Any @timeout but zero needs PASSIVE_LEVEL. If the task owns the
	 * lock already and there is no limit, that is reported and the acquisition succeeds.
	 */
	NTSTATUS acquire(CallSite call, const Object &object, const LONGLONG *timeout);

	/* Releases the lock. A task that does not own the lock is reported, and nothing changes. */
	void release(CallSite call, const Object &object);

	/* Whether this thread has the lock. */
	bool is_held() const;

private:
	static const void *owner_of(const void *lock);

	KEVENT free_;
	const void *owner_;		/* the task that owns the lock, or null */
	u32 recursions_;		/* acquisitions by the owner, which were reported */
	bool in_region_;		/* the owner is in a critical region for the lock */
};

/*
 * The spin lock stands for the lock of interrupts from now on: acquiring it is reported. False, after a report, for
 * a wrong handle.
 */
bool spin_lock_bind(CallSite call, WDFSPINLOCK handle);

} /* namespace ww::wdf */
