/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCK: spin locks with one exclusive owner or many shared ones. The lock itself is what
 * src/linux/ex_spinlock.c knows; here are the rules about it, which are those of a KSPIN_LOCK.
 */
#include <wdm.h>

#include "ke/spinlock.hpp"
#include "linux/ex_spinlock.h"
#include "linux/irq_context.h"

namespace ww {
namespace {

static_assert(sizeof(EX_SPIN_LOCK) == 4, "the platform's lock");

/* The platform changes the lock in one step each, so it need not be told that it is volatile. */
void *storage_of(PEX_SPIN_LOCK lock)
{
	return const_cast<LONG *>(lock);
}

void acquire(PEX_SPIN_LOCK lock, ww_ex_spin how, bool in_place, const char *function,
	     const void *caller)
{
	acquired(ww_ex_spin_acquire(storage_of(lock), how, in_place), lock, function, caller);
}

KIRQL acquire_raising(PEX_SPIN_LOCK lock, ww_ex_spin how, const char *function,
		      const void *caller)
{
	if (!at_dispatch_or_below({ function, caller }, storage_of(lock))) [[unlikely]]
		return current_irql();

	const KIRQL before = raise_irql(kDispatchLevel, { function, caller });

	acquire(lock, how, before == kDispatchLevel, function, caller);
	return before;
}

void acquire_at_dispatch(PEX_SPIN_LOCK lock, ww_ex_spin how, const char *function,
			 const void *caller)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(kAcquiredBelowDispatch, lock, function, caller);
	acquire(lock, how, true, function, caller);
}

bool release(PEX_SPIN_LOCK lock, ww_ex_spin how, const char *function, const void *caller)
{
	switch (ww_ex_spin_release(storage_of(lock), how)) {
	case WW_EX_SPIN_NOT_OWNED:
		report_lock_not_owned(lock, function, caller);
		return false;
	case WW_EX_SPIN_RELEASED_OTHER:
		report_lock(BugCheck::spin_lock_not_owned, lock, function, caller,
			    how == WW_EX_SPIN_EXCLUSIVE
				    ? "the caller holds the spin lock for shared access"
				    : "the caller holds the spin lock for exclusive access");
		break;
	case WW_EX_SPIN_RELEASED:
		break;
	}
	return true;
}

/* As for a KSPIN_LOCK: at a wrong level the lock is freed, and the level stays. */
void release_lowering(PEX_SPIN_LOCK lock, KIRQL level, ww_ex_spin how, const char *function,
		      const void *caller)
{
	if (ww_context() != WW_CONTEXT_ATOMIC) [[unlikely]] {
		report_lock_level(kReleasedAtOtherLevel, lock, function, caller);
		ww_ex_spin_release(storage_of(lock), how);
		return;
	}
	if (release(lock, how, function, caller)) [[likely]]
		lower_irql(level, { function, caller });
}

void release_at_dispatch(PEX_SPIN_LOCK lock, ww_ex_spin how, const char *function,
			 const void *caller)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(kReleasedBelowDispatch, lock, function, caller);
	release(lock, how, function, caller);
}

} /* namespace */
} /* namespace ww */

extern "C" {

KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	return ww::acquire_raising(SpinLock, WW_EX_SPIN_EXCLUSIVE, "ExAcquireSpinLockExclusive",
				   __builtin_return_address(0));
}

KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock)
{
	return ww::acquire_raising(SpinLock, WW_EX_SPIN_SHARED, "ExAcquireSpinLockShared",
				   __builtin_return_address(0));
}

VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(SpinLock, WW_EX_SPIN_EXCLUSIVE,
				"ExAcquireSpinLockExclusiveAtDpcLevel",
				__builtin_return_address(0));
}

VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(SpinLock, WW_EX_SPIN_SHARED, "ExAcquireSpinLockSharedAtDpcLevel",
				__builtin_return_address(0));
}

VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(SpinLock, OldIrql, WW_EX_SPIN_EXCLUSIVE,
			     "ExReleaseSpinLockExclusive", __builtin_return_address(0));
}

VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(SpinLock, OldIrql, WW_EX_SPIN_SHARED, "ExReleaseSpinLockShared",
			     __builtin_return_address(0));
}

VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(SpinLock, WW_EX_SPIN_EXCLUSIVE,
				"ExReleaseSpinLockExclusiveFromDpcLevel",
				__builtin_return_address(0));
}

VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(SpinLock, WW_EX_SPIN_SHARED,
				"ExReleaseSpinLockSharedFromDpcLevel",
				__builtin_return_address(0));
}

LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	const auto result = ww_ex_spin_try_convert(ww::storage_of(SpinLock));

	if (result == WW_EX_SPIN_NOT_SHARED) [[unlikely]]
		ww::report_lock(ww::BugCheck::spin_lock_not_owned, SpinLock,
				"ExTryConvertSharedSpinLockExclusive",
				__builtin_return_address(0),
				"the caller does not hold the spin lock for shared access");
	return result == WW_EX_SPIN_CONVERTED;
}

} /* extern "C" */
