/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports about spin locks of both kinds, KSPIN_LOCK and EX_SPIN_LOCK.
 */
#pragma once

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/spinlock.h"

namespace ww {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for a spin lock at the wrong IRQL. */
constexpr uintptr_t kReleasedAtOtherLevel = 0x32;
constexpr uintptr_t kAcquiredBelowDispatch = 0x40;
constexpr uintptr_t kReleasedBelowDispatch = 0x41;

inline void report_lock_level(CallSite call, uintptr_t subcode, const volatile void *lock)
{
	const u8 irql = current_irql();

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, irql, reinterpret_cast<uintptr_t>(lock), 0 },
		 .function = call.function, .item = const_cast<const void *>(lock),
		 .caller = call.caller },
	       "called at IRQL %u, at which this function must not be called", irql);
}

inline void report_lock(CallSite call, BugCheck code, const volatile void *lock, const char *what)
{
	report({ .code = code,
		 .parameter = { reinterpret_cast<uintptr_t>(lock), 0, 0, 0 },
		 .function = call.function, .item = const_cast<const void *>(lock),
		 .caller = call.caller },
	       "%s", what);
}

inline void report_lock_not_owned(CallSite call, const volatile void *lock)
{
	report_lock(call, BugCheck::spin_lock_not_owned, lock,
		    "the spin lock is not held by the caller");
}

inline void report_lock_owned(CallSite call, const volatile void *lock)
{
	report_lock(call, BugCheck::spin_lock_already_owned, lock,
		    "the caller holds this spin lock already; waiting for it would never end");
}

inline void report_lock_interrupted(CallSite call, const volatile void *lock)
{
	report_lock(call, BugCheck::spin_lock_already_owned, lock,
		    "the code that the caller interrupts holds this spin lock; waiting for it "
		    "would never end, so the lock is not taken");
}

/* Returns whether an acquisition with this @result took the lock. Otherwise reports the reason. */
inline bool acquired(CallSite call, ww_spin result, volatile void *lock)
{
	switch (result) {
	case WW_SPIN_TAKEN:
		return true;
	case WW_SPIN_DEADLOCK:
		report_lock_interrupted(call, lock);
		break;
	case WW_SPIN_RECURSIVE:
		report_lock_owned(call, lock);
		break;
	case WW_SPIN_BUSY:
		/* Above DISPATCH_LEVEL on PREEMPT_RT. */
		at_dispatch_or_below(call, const_cast<void *>(lock));
		break;
	}
	return false;
}

} /* namespace ww */
