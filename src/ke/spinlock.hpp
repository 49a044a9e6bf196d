/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of spin locks of both kinds, KSPIN_LOCK and EX_SPIN_LOCK. They report in
 * spinlock_report.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/spinlock.h"

namespace ww {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for a spin lock at the wrong IRQL. */
constexpr uintptr_t kReleasedAtOtherLevel = 0x32;
constexpr uintptr_t kAcquiredBelowDispatch = 0x40;
constexpr uintptr_t kReleasedBelowDispatch = 0x41;

/*
 * For functions of other families, which name themselves in reports: KeAcquireSpinLock, which returns
 * the level before, KeReleaseSpinLock, and both without a change of the level.
 */
KIRQL spin_lock_acquire(CallSite call, KSPIN_LOCK *lock);
void spin_lock_release(CallSite call, KSPIN_LOCK *lock, KIRQL level);
void spin_lock_acquire_at_dispatch(CallSite call, KSPIN_LOCK *lock);
void spin_lock_release_at_dispatch(CallSite call, KSPIN_LOCK *lock);

void report_lock_level(CallSite call, uintptr_t subcode, const volatile void *lock);
void report_lock(CallSite call, BugCheck code, const volatile void *lock, const char *why);
void report_lock_not_owned(CallSite call, const volatile void *lock);

/* Reports an acquisition with a @result other than WW_SPIN_TAKEN. */
void report_not_acquired(CallSite call, ww_spin result, const volatile void *lock);

/* Returns whether an acquisition with this @result took the lock. Otherwise reports the reason. */
[[gnu::always_inline]] inline bool acquired(CallSite call, ww_spin result, volatile void *lock)
{
	if (result == WW_SPIN_TAKEN) [[likely]]
		return true;
	report_not_acquired(call, result, lock);
	return false;
}

} /* namespace ww */
