/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SpinGuard: holds a spin lock of NDIS's own, at DISPATCH_LEVEL. <= DISPATCH_LEVEL.
 */
#pragma once

#include "ke/spinlock.hpp"

namespace ww {

class SpinGuard {
public:
	SpinGuard(CallSite call, KSPIN_LOCK &lock)
		: call_(call), lock_(lock), level_(spin_lock_acquire(call_, &lock_)) {}
	~SpinGuard() { spin_lock_release(call_, &lock_, level_); }
	SpinGuard(const SpinGuard &) = delete;
	SpinGuard &operator=(const SpinGuard &) = delete;

private:
	CallSite call_;
	KSPIN_LOCK &lock_;
	KIRQL level_;
};

} /* namespace ww */
