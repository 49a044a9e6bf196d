/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is reported of spin locks of either kind.
 */
#pragma once

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/spinlock.h"

namespace ww {

/* DRIVER_VERIFIER_DETECTED_VIOLATION's codes for a spin lock at the wrong IRQL. */
constexpr uintptr_t kReleasedAtOtherLevel = 0x32;
constexpr uintptr_t kAcquiredBelowDispatch = 0x40;
constexpr uintptr_t kReleasedBelowDispatch = 0x41;

inline void report_lock_level(uintptr_t subcode, const volatile void *lock, const char *function,
			      const void *caller)
{
	const u8 irql = current_irql();

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, irql, reinterpret_cast<uintptr_t>(lock), 0 },
		 .function = function, .item = const_cast<const void *>(lock), .caller = caller },
	       "called for a spin lock at IRQL %u", irql);
}

inline void report_lock(BugCheck code, const volatile void *lock, const char *function,
			const void *caller, const char *what)
{
	report({ .code = code,
		 .parameter = { reinterpret_cast<uintptr_t>(lock), 0, 0, 0 },
		 .function = function, .item = const_cast<const void *>(lock), .caller = caller },
	       "%s", what);
}

inline void report_lock_not_owned(const volatile void *lock, const char *function,
				  const void *caller)
{
	report_lock(BugCheck::spin_lock_not_owned, lock, function, caller,
		    "the spin lock is not held by the caller");
}

inline void report_lock_owned(const volatile void *lock, const char *function, const void *caller)
{
	report_lock(BugCheck::spin_lock_already_owned, lock, function, caller,
		    "the caller holds this spin lock already; waiting for it would never end");
}

inline void report_lock_interrupted(const volatile void *lock, const char *function,
				    const void *caller)
{
	report_lock(BugCheck::spin_lock_already_owned, lock, function, caller,
		    "the code that the caller interrupts holds this spin lock; waiting for it would "
		    "never end, so the lock is not taken");
}

/* True when the lock was taken. Otherwise reports why it was not. */
inline bool acquired(ww_spin result, volatile void *lock, const char *function, const void *caller)
{
	switch (result) {
	case WW_SPIN_TAKEN:
		return true;
	case WW_SPIN_DEADLOCK:
		report_lock_interrupted(lock, function, caller);
		break;
	case WW_SPIN_RECURSIVE:
		report_lock_owned(lock, function, caller);
		break;
	case WW_SPIN_BUSY:
		/* Above DISPATCH_LEVEL on PREEMPT_RT. */
		at_dispatch_or_below({ function, caller }, const_cast<void *>(lock));
		break;
	}
	return false;
}

} /* namespace ww */
