/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lock and LockGuard: a raw spin lock. Interrupts are off while it is held, so it may be taken at any
 * IRQL. Initialised when the module is loaded, for lockdep.
 */
#pragma once

#include "linux/lock.h"
#include "types.hpp"

namespace ww {

class Lock {
public:
	constexpr Lock() = default;
	Lock(const Lock &) = delete;
	Lock &operator=(const Lock &) = delete;

	void init(ww_lock_class lock_class) { ww_lock_init(&lock_, lock_class); }

private:
	friend class LockGuard;
	friend class TryLockGuard;
	ww_lock lock_{};
};

class LockGuard {
public:
	explicit LockGuard(Lock &lock) : lock_(lock.lock_), state_(ww_lock_acquire(&lock_)) {}
	~LockGuard() { ww_lock_release(&lock_, state_); }
	LockGuard(const LockGuard &) = delete;
	LockGuard &operator=(const LockGuard &) = delete;

private:
	ww_lock &lock_;
	uintptr_t state_;
};

/* Does not wait. For NMIs: the interrupted code may hold the lock. */
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
