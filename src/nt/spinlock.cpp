/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks: KeAcquireSpinLock and its relatives. The lock itself is a word that
 * src/linux/spinlock.c knows; here are the rules about it.
 *
 * A second acquisition by who holds the lock can neither wait, which would not end, nor be
 * refused, since the caller goes on as its owner. It is reported and counted, so that the
 * lock stays held until the outermost release.
 */
#include <wdm.h>

#include "../engine/irql.hpp"
#include "../verifier/report.hpp"

namespace ww {
namespace {

/* DRIVER_VERIFIER_DETECTED_VIOLATION's codes for a spin lock at the wrong IRQL. */
constexpr ww_uptr kReleasedAtOtherLevel = 0x32;
constexpr ww_uptr kAcquiredBelowDispatch = 0x40;
constexpr ww_uptr kReleasedBelowDispatch = 0x41;

static_assert(sizeof(KSPIN_LOCK) == 8, "the platform's lock word");

void report_level(ww_uptr subcode, const KSPIN_LOCK *lock, const char *function,
		  const void *caller)
{
	const ww_u8 irql = current_irql();

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, irql, address_of(lock), 0 },
		 .function = function, .item = lock, .caller = caller },
	       "called for a spin lock at IRQL %u", irql);
}

void report_not_owned(const KSPIN_LOCK *lock, const char *function, const void *caller)
{
	report({ .code = BugCheck::spin_lock_not_owned,
		 .parameter = { address_of(lock), 0, 0, 0 },
		 .function = function, .item = lock, .caller = caller },
	       "the spin lock is not held by the caller");
}

void acquire(KSPIN_LOCK *lock, const char *function, const void *caller)
{
	switch (ww_spin_acquire(lock)) {
	case WW_SPIN_TAKEN:
		break;
	case WW_SPIN_RECURSIVE:
		report({ .code = BugCheck::spin_lock_already_owned,
			 .parameter = { address_of(lock), 0, 0, 0 },
			 .function = function, .item = lock, .caller = caller },
		       "the caller holds this spin lock already; waiting for it would never end");
		break;
	case WW_SPIN_BUSY:
		/* Above DISPATCH_LEVEL on PREEMPT_RT. */
		at_dispatch_or_below(function, lock, caller);
		break;
	}
}

KIRQL acquire_raising(KSPIN_LOCK *lock, const char *function, const void *caller)
{
	if (!at_dispatch_or_below(function, lock, caller)) [[unlikely]]
		return current_irql();

	const KIRQL before = raise_irql(kDispatchLevel, function, caller);

	acquire(lock, function, caller);
	return before;
}

/*
 * A lock that is released at the wrong level is freed all the same if it is the caller's:
 * nobody else would. The level changes only when everything was right.
 */
void release_lowering(KSPIN_LOCK *lock, KIRQL level, const char *function, const void *caller)
{
	if (ww_context() != WW_CONTEXT_ATOMIC) [[unlikely]] {
		report_level(kReleasedAtOtherLevel, lock, function, caller);
		ww_spin_release(lock);
		return;
	}
	if (ww_spin_release(lock) == WW_SPIN_NOT_OWNED) [[unlikely]] {
		report_not_owned(lock, function, caller);
		return;
	}
	lower_irql(level, function, caller);
}

/*
 * Below DISPATCH_LEVEL the holder could be preempted by who then spins for it. So the level is
 * raised after all, and the lock's release lowers it.
 */
void acquire_at_dispatch(KSPIN_LOCK *lock, const char *function, const void *caller)
{
	if (ww_context() != WW_CONTEXT_TASK) [[likely]] {
		acquire(lock, function, caller);
		return;
	}
	report_level(kAcquiredBelowDispatch, lock, function, caller);
	ww_bottom_halves_disable();
	acquire(lock, function, caller);
	ww_spin_note_raised(lock);
}

void release_at_dispatch(KSPIN_LOCK *lock, const char *function, const void *caller)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_level(kReleasedBelowDispatch, lock, function, caller);

	switch (ww_spin_release(lock)) {
	case WW_SPIN_NOT_OWNED:
		report_not_owned(lock, function, caller);
		break;
	case WW_SPIN_RELEASED_RAISED:
		ww_bottom_halves_enable();
		break;
	case WW_SPIN_RELEASED:
		break;
	}
}

} /* namespace */
} /* namespace ww */

extern "C" {

KIRQL NTAPI KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
	return ww::acquire_raising(SpinLock, "KeAcquireSpinLock", __builtin_return_address(0));
}

VOID NTAPI KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
	ww::release_lowering(SpinLock, NewIrql, "KeReleaseSpinLock", __builtin_return_address(0));
}

VOID NTAPI KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(SpinLock, "KeAcquireSpinLockAtDpcLevel",
				__builtin_return_address(0));
}

VOID NTAPI KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(SpinLock, "KeReleaseSpinLockFromDpcLevel",
				__builtin_return_address(0));
}

/* For routines that may run as a threaded DPC, at PASSIVE_LEVEL, or as another. */
KIRQL NTAPI KeAcquireSpinLockForDpc(PKSPIN_LOCK SpinLock)
{
	return ww::acquire_raising(SpinLock, "KeAcquireSpinLockForDpc",
				   __builtin_return_address(0));
}

VOID NTAPI KeReleaseSpinLockForDpc(PKSPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(SpinLock, OldIrql, "KeReleaseSpinLockForDpc",
			     __builtin_return_address(0));
}

BOOLEAN NTAPI KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	if (ww_context() == WW_CONTEXT_TASK) {
		ww::report_level(ww::kAcquiredBelowDispatch, SpinLock,
				 "KeTryToAcquireSpinLockAtDpcLevel", __builtin_return_address(0));
		return FALSE;
	}
	return ww_spin_try_acquire(SpinLock) == WW_SPIN_TAKEN;
}

BOOLEAN NTAPI KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
	return ww_spin_is_free(SpinLock);
}

/*
 * In-stack queued locks. Every lock here queues its waiters, so the handle only carries what
 * the release needs.
 */
VOID NTAPI KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = nullptr;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = ww::acquire_raising(SpinLock, "KeAcquireInStackQueuedSpinLock",
						  __builtin_return_address(0));
}

VOID NTAPI KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
	ww::release_lowering(LockHandle->LockQueue.Lock, LockHandle->OldIrql,
			     "KeReleaseInStackQueuedSpinLock", __builtin_return_address(0));
}

VOID NTAPI KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
						    PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = nullptr;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = DISPATCH_LEVEL;
	ww::acquire_at_dispatch(SpinLock, "KeAcquireInStackQueuedSpinLockAtDpcLevel",
				__builtin_return_address(0));
}

VOID NTAPI KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
	ww::release_at_dispatch(LockHandle->LockQueue.Lock,
				"KeReleaseInStackQueuedSpinLockFromDpcLevel",
				__builtin_return_address(0));
}

} /* extern "C" */
