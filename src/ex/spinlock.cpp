/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCK: spin locks with one exclusive owner or several shared ones. src/linux/ex_spinlock.c
 * implements the lock; this file checks the rules for its use, which are those of a KSPIN_LOCK.
 */
#include <wdm.h>

#include "spinlock.hpp"

#include "linux/irq_context.h"

namespace ww {
namespace {

static_assert(sizeof(EX_SPIN_LOCK) == 4, "the platform's lock");

/* The platform accesses the lock by atomic operations, which need no volatile pointer. */
void *storage_of(PEX_SPIN_LOCK lock)
{
	return const_cast<LONG *>(lock);
}

/* All functions here are inline in those that drivers call, as in ke/spinlock.cpp. */

[[gnu::always_inline]]
inline void acquire(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how, bool in_place)
{
	acquired(call, ww_ex_spin_acquire(storage_of(lock), how, in_place), lock);
}

[[gnu::always_inline]]
inline KIRQL acquire_raising(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how)
{
	if (!at_dispatch_or_below(call, storage_of(lock))) [[unlikely]]
		return current_irql();

	const KIRQL before = raise_irql(kDispatchLevel, call);

	acquire(call, lock, how, before == kDispatchLevel);
	return before;
}

[[gnu::always_inline]]
inline void acquire_at_dispatch(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kAcquiredBelowDispatch, lock);
	acquire(call, lock, how, true);
}

[[gnu::always_inline]] inline bool release(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how)
{
	switch (ww_ex_spin_release(storage_of(lock), how)) {
	case WW_EX_SPIN_NOT_OWNED:
		report_lock_not_owned(call, lock);
		return false;
	case WW_EX_SPIN_RELEASED_OTHER:
		report_lock(call, BugCheck::spin_lock_not_owned, lock,
			    how == WW_EX_SPIN_EXCLUSIVE
				    ? "the caller holds the spin lock for shared access"
				    : "the caller holds the spin lock for exclusive access");
		break;
	case WW_EX_SPIN_RELEASED:
		break;
	}
	return true;
}

/* As for a KSPIN_LOCK: a call at the wrong IRQL releases the lock, and the level stays. */
[[gnu::always_inline]]
inline void release_lowering(CallSite call, PEX_SPIN_LOCK lock, KIRQL level, ww_ex_spin how)
{
	if (ww_context() != WW_CONTEXT_ATOMIC) [[unlikely]] {
		report_lock_level(call, kReleasedAtOtherLevel, lock);
		ww_ex_spin_release(storage_of(lock), how);
		return;
	}
	if (release(call, lock, how)) [[likely]]
		lower_irql(level, call);
}

[[gnu::always_inline]]
inline void release_at_dispatch(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kReleasedBelowDispatch, lock);
	release(call, lock, how);
}

} /* namespace */

ww_spin ex_spin_lock_acquire(PEX_SPIN_LOCK lock, ww_ex_spin how, bool in_place)
{
	return ww_ex_spin_acquire(storage_of(lock), how, in_place);
}

void ex_spin_lock_release(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how, KIRQL level)
{
	release_lowering(call, lock, level, how);
}

} /* namespace ww */

extern "C" {

KIRQL NTAPI ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	return ww::acquire_raising(WW_CALL_SITE, SpinLock, WW_EX_SPIN_EXCLUSIVE);
}

KIRQL NTAPI ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock)
{
	return ww::acquire_raising(WW_CALL_SITE, SpinLock, WW_EX_SPIN_SHARED);
}

VOID NTAPI ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(WW_CALL_SITE, SpinLock, WW_EX_SPIN_EXCLUSIVE);
}

VOID NTAPI ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(WW_CALL_SITE, SpinLock, WW_EX_SPIN_SHARED);
}

VOID NTAPI ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(WW_CALL_SITE, SpinLock, OldIrql, WW_EX_SPIN_EXCLUSIVE);
}

VOID NTAPI ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(WW_CALL_SITE, SpinLock, OldIrql, WW_EX_SPIN_SHARED);
}

VOID NTAPI ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(WW_CALL_SITE, SpinLock, WW_EX_SPIN_EXCLUSIVE);
}

VOID NTAPI ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(WW_CALL_SITE, SpinLock, WW_EX_SPIN_SHARED);
}

LOGICAL NTAPI ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
	const auto result = ww_ex_spin_try_convert(ww::storage_of(SpinLock));

	if (result == WW_EX_SPIN_NOT_SHARED) [[unlikely]]
		ww::report_lock(WW_CALL_SITE, ww::BugCheck::spin_lock_not_owned, SpinLock,
				"the caller does not hold the spin lock for shared access");
	return result == WW_EX_SPIN_CONVERTED;
}

} /* extern "C" */
