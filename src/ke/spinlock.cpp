/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks: KeAcquireSpinLock and its relatives. The lock itself is a word that
 * src/linux/spinlock.c knows; here are the rules about it.
 *
 * A second acquisition by who holds the lock can neither wait, which would not end, nor be
 * refused, since the caller goes on as its owner. It is reported and counted, so that the
 * lock stays held until the outermost release. Code that interrupts the holder is not the holder:
 * it is reported, and goes on without the lock, which stays the holder's.
 */
#include <wdm.h>

#include "spinlock.hpp"
#include "linux/irq_context.h"

namespace ww {
namespace {

static_assert(sizeof(KSPIN_LOCK) == 8, "the platform's lock word");

/*
 * Softirqs are kept out for a lock that is taken without raising the level. Linux code may have
 * raised the level, and lower it before the lock is released. Disabled preemption keeps no softirq
 * out at all. So such a lock disables bottom halves itself until its own release, and locks may be
 * released in any order.
 */
class KeptOut {
public:
	KeptOut() : wanted_(ww_bottom_halves_may_come())
	{
		if (wanted_)
			ww_bottom_halves_disable();
	}

	~KeptOut()
	{
		if (wanted_)
			ww_bottom_halves_enable();
	}

	KeptOut(const KeptOut &) = delete;
	KeptOut &operator=(const KeptOut &) = delete;

	/* Until the release of the lock, which was taken. */
	void leave_to(KSPIN_LOCK *lock)
	{
		if (wanted_)
			ww_spin_note_raised(lock);
		wanted_ = false;
	}

	/* Nothing when a wrong KeLowerIrql has enabled them before. */
	static void end()
	{
		if (ww_bottom_halves_disabled())
			ww_bottom_halves_enable();
	}

private:
	bool wanted_;
};

void acquire_in_place(CallSite call, KSPIN_LOCK *lock)
{
	KeptOut kept_out;

	if (acquired(call, ww_spin_acquire(lock), lock))
		kept_out.leave_to(lock);
}

KIRQL acquire_raising(CallSite call, KSPIN_LOCK *lock)
{
	if (!at_dispatch_or_below(call, lock)) [[unlikely]]
		return current_irql();

	const KIRQL before = raise_irql(kDispatchLevel, call);

	if (before == kDispatchLevel)
		acquire_in_place(call, lock);
	else
		acquired(call, ww_spin_acquire(lock), lock);
	return before;
}

/*
 * A lock that is released at the wrong level is freed all the same if it is the caller's:
 * nobody else would. The level changes only when everything was right.
 */
void release_lowering(CallSite call, KSPIN_LOCK *lock, KIRQL level)
{
	const bool right_level = ww_context() == WW_CONTEXT_ATOMIC;

	if (!right_level) [[unlikely]]
		report_lock_level(call, kReleasedAtOtherLevel, lock);

	const enum ww_spin_release released = ww_spin_release(lock);

	if (right_level) {
		if (released == WW_SPIN_NOT_OWNED) [[unlikely]]
			report_lock_not_owned(call, lock);
		else
			lower_irql(level, call);
	}
	if (released == WW_SPIN_RELEASED_RAISED)
		KeptOut::end();
}

/*
 * Below DISPATCH_LEVEL a thread that preempts the holder could spin for the lock. So the level is
 * raised after all, and the lock's release lowers it.
 */
void acquire_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kAcquiredBelowDispatch, lock);
	acquire_in_place(call, lock);
}

bool try_acquire(KSPIN_LOCK *lock)
{
	KeptOut kept_out;

	if (ww_spin_try_acquire(lock) != WW_SPIN_TAKEN)
		return false;
	kept_out.leave_to(lock);
	return true;
}

void release_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kReleasedBelowDispatch, lock);

	switch (ww_spin_release(lock)) {
	case WW_SPIN_NOT_OWNED:
		report_lock_not_owned(call, lock);
		break;
	case WW_SPIN_RELEASED_RAISED:
		KeptOut::end();
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
	return ww::acquire_raising(WW_CALL_SITE_OF("KeAcquireSpinLock"), SpinLock);
}

VOID NTAPI KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
	ww::release_lowering(WW_CALL_SITE, SpinLock, NewIrql);
}

VOID NTAPI KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	ww::acquire_at_dispatch(WW_CALL_SITE, SpinLock);
}

VOID NTAPI KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
	ww::release_at_dispatch(WW_CALL_SITE, SpinLock);
}

/* For routines that may run as a threaded DPC, at PASSIVE_LEVEL, or as another. */
KIRQL NTAPI KeAcquireSpinLockForDpc(PKSPIN_LOCK SpinLock)
{
	return ww::acquire_raising(WW_CALL_SITE, SpinLock);
}

VOID NTAPI KeReleaseSpinLockForDpc(PKSPIN_LOCK SpinLock, KIRQL OldIrql)
{
	ww::release_lowering(WW_CALL_SITE, SpinLock, OldIrql);
}

BOOLEAN NTAPI KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
	if (ww_context() == WW_CONTEXT_TASK) {
		ww::report_lock_level(WW_CALL_SITE, ww::kAcquiredBelowDispatch, SpinLock);
		return FALSE;
	}
	return ww::try_acquire(SpinLock);
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
	LockHandle->OldIrql = ww::acquire_raising(WW_CALL_SITE, SpinLock);
}

VOID NTAPI KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
	ww::release_lowering(WW_CALL_SITE, LockHandle->LockQueue.Lock, LockHandle->OldIrql);
}

VOID NTAPI KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
						    PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = nullptr;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = DISPATCH_LEVEL;
	ww::acquire_at_dispatch(WW_CALL_SITE, SpinLock);
}

VOID NTAPI KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
	ww::release_at_dispatch(WW_CALL_SITE, LockHandle->LockQueue.Lock);
}

} /* extern "C" */
