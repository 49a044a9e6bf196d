/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports about spin locks of both kinds, KSPIN_LOCK and EX_SPIN_LOCK.
 */
#include "spinlock.hpp"

#include "base/cold.hpp"

namespace ww {

WW_COLD void report_lock_level(CallSite call, uintptr_t subcode, const volatile void *lock)
{
	const u8 irql = current_irql();

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, irql, reinterpret_cast<uintptr_t>(lock), 0 },
		 .call = call, .item = const_cast<const void *>(lock) },
	       "called at IRQL %u, at which this function must not be called", irql);
}

WW_COLD void report_lock(CallSite call, BugCheck code, const volatile void *lock,
				const char *why)
{
	report({ .code = code,
		 .parameter = { reinterpret_cast<uintptr_t>(lock), 0, 0, 0 },
		 .call = call, .item = const_cast<const void *>(lock) },
	       "%s", why);
}

WW_COLD void report_lock_not_owned(CallSite call, const volatile void *lock)
{
	report_lock(call, BugCheck::spin_lock_not_owned, lock,
		    "the spin lock is not held by the caller");
}

WW_COLD void report_not_acquired(CallSite call, ww_spin result, const volatile void *lock)
{
	switch (result) {
	case WW_SPIN_TAKEN:
		break;
	case WW_SPIN_DEADLOCK:
		report_lock(call, BugCheck::spin_lock_already_owned, lock,
			    "the code that the caller interrupts holds this spin lock; waiting for "
			    "it would never end, so the lock is not taken");
		break;
	case WW_SPIN_RECURSIVE:
		report_lock(call, BugCheck::spin_lock_already_owned, lock,
			    "the caller holds this spin lock already; waiting for it would never "
			    "end");
		break;
	case WW_SPIN_BUSY:
		/* Above DISPATCH_LEVEL on PREEMPT_RT. */
		at_dispatch_or_below(call, const_cast<const void *>(lock));
		break;
	}
}

} /* namespace ww */
