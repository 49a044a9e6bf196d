/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lock and LockGuard: a raw spin lock. Interrupts are off while it is held, so it may be taken at
 * any IRQL. Initialised when the module is loaded, for lockdep.
 */
#pragma once

#include "linux/lock.h"
#include "thread_safety.hpp"
#include "types.hpp"

namespace ww {

class WW_CAPABILITY("lock") Lock {
public:
	constexpr Lock() = default;
	Lock(const Lock &) = delete;
	Lock &operator=(const Lock &) = delete;

	void init(ww_lock_class lock_class) { ww_lock_init(&lock_, lock_class); }

	/*
	 * Checks that this CPU holds the lock: with lockdep, and in the simulator. Elsewhere it is
	 * no instruction.
	 */
	void assert_held() const WW_ASSERTS_HELD() { ww_lock_assert_held(&lock_); }

private:
	friend class LockGuard;
	friend class TryLockGuard;
	ww_lock lock_{};
};

class WW_SCOPED_CAPABILITY LockGuard {
public:
	explicit LockGuard(Lock &lock) WW_ACQUIRE(lock)
		: lock_(lock.lock_), state_(ww_lock_acquire(&lock_))
	{
	}
	~LockGuard() WW_RELEASE() { ww_lock_release(&lock_, state_); }
	LockGuard(const LockGuard &) = delete;
	LockGuard &operator=(const LockGuard &) = delete;

private:
	ww_lock &lock_;
	uintptr_t state_;
};

/*
 * Does not wait. For NMIs: the interrupted code may hold the lock. Clang knows of no guard that may
 * hold nothing: after is_taken() the caller says so with assert_held().
 */
class TryLockGuard {
public:
	explicit TryLockGuard(Lock &lock)
		: lock_(lock.lock_), taken_(ww_lock_try_acquire(&lock_, &state_)) {}
	~TryLockGuard()
	{
		if (taken_)
			ww_lock_release(&lock_, state_);
	}
	TryLockGuard(const TryLockGuard &) = delete;
	TryLockGuard &operator=(const TryLockGuard &) = delete;

	bool is_taken() const { return taken_; }

private:
	ww_lock &lock_;
	uintptr_t state_ = 0;
	bool taken_;
};

} /* namespace ww */
