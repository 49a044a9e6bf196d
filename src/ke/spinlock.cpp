/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Spin locks: KeAcquireSpinLock and its relatives. src/linux/spinlock.c implements the lock word;
 * this file checks the rules for its use.
 *
 * A second acquisition by the holder cannot wait, since the wait would never end. It cannot fail
 * either, since the caller continues as the owner. So it is reported and counted, and the lock
 * stays held until the outermost release. Code that interrupts the holder is not the holder: it is
 * reported and continues without the lock, which stays the holder's.
 */
#include <wdm.h>

#include "spinlock.hpp"
#include "linux/irq_context.h"

namespace ww {
namespace {

static_assert(sizeof(KSPIN_LOCK) == 8, "the platform's lock word");

/*
 * Disables softirqs for a lock that is acquired without raising the level. The level alone does not
 * protect it: Linux code may have raised the level and may lower it before the release, and
 * disabled preemption keeps no softirq out. With bottom halves disabled until each lock's own
 * release, locks may be released in any order.
 */
class SoftirqGuard {
public:
	SoftirqGuard() : disabled_(ww_bottom_halves_may_come())
	{
		if (disabled_)
			ww_bottom_halves_disable();
	}

	~SoftirqGuard()
	{
		if (disabled_)
			ww_bottom_halves_enable();
	}

	SoftirqGuard(const SoftirqGuard &) = delete;
	SoftirqGuard &operator=(const SoftirqGuard &) = delete;

	/* After the lock was acquired: its release calls end() instead of the destructor. */
	void keep_off_until_release(KSPIN_LOCK *lock)
	{
		if (disabled_)
			ww_spin_note_raised(lock);
		disabled_ = false;
	}

	/* For the release. Does nothing if a wrong KeLowerIrql has enabled bottom halves before. */
	static void end()
	{
		if (ww_bottom_halves_disabled())
			ww_bottom_halves_enable();
	}

private:
	bool disabled_;
};

/* Acquires the lock and leaves the level as it is. */
void acquire_in_place(CallSite call, KSPIN_LOCK *lock)
{
	SoftirqGuard softirqs;

	if (acquired(call, ww_spin_acquire(lock, call.caller), lock))
		softirqs.keep_off_until_release(lock);
}

/*
 * Raises to DISPATCH_LEVEL and acquires the lock. Returns the level before. This function and the
 * releases below are inline in those that drivers call: a call would pass the CallSite on each
 * time.
 */
[[gnu::always_inline]] inline KIRQL acquire_raising(CallSite call, KSPIN_LOCK *lock)
{
	if (!at_dispatch_or_below(call, lock)) [[unlikely]]
		return current_irql();

	const KIRQL before = raise_irql(kDispatchLevel, call);

	if (before == kDispatchLevel)
		acquire_in_place(call, lock);
	else
		acquired(call, ww_spin_acquire(lock, call.caller), lock);
	return before;
}

/*
 * Releases the lock and lowers to @level. A call at the wrong IRQL is reported and still releases
 * the caller's lock, since nothing else would. The level changes only after a correct call.
 */
[[gnu::always_inline]] inline void release_lowering(CallSite call, KSPIN_LOCK *lock, KIRQL level)
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
		SoftirqGuard::end();
}

/*
 * Acquires the lock at DISPATCH_LEVEL. A call below that is reported. A thread that preempts the
 * holder could then spin forever, so the level is raised until the lock's release.
 */
[[gnu::always_inline]] inline void acquire_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kAcquiredBelowDispatch, lock);
	acquire_in_place(call, lock);
}

bool try_acquire(CallSite call, KSPIN_LOCK *lock)
{
	SoftirqGuard softirqs;

	if (ww_spin_try_acquire(lock, call.caller) != WW_SPIN_TAKEN)
		return false;
	softirqs.keep_off_until_release(lock);
	return true;
}

[[gnu::always_inline]] inline void release_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	if (ww_context() == WW_CONTEXT_TASK) [[unlikely]]
		report_lock_level(call, kReleasedBelowDispatch, lock);

	switch (ww_spin_release(lock)) {
	case WW_SPIN_NOT_OWNED:
		report_lock_not_owned(call, lock);
		break;
	case WW_SPIN_RELEASED_RAISED:
		SoftirqGuard::end();
		break;
	case WW_SPIN_RELEASED:
		break;
	}
}

} /* namespace */

KIRQL spin_lock_acquire(CallSite call, KSPIN_LOCK *lock)
{
	return acquire_raising(call, lock);
}

void spin_lock_release(CallSite call, KSPIN_LOCK *lock, KIRQL level)
{
	release_lowering(call, lock, level);
}

void spin_lock_acquire_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	acquire_at_dispatch(call, lock);
}

void spin_lock_release_at_dispatch(CallSite call, KSPIN_LOCK *lock)
{
	release_at_dispatch(call, lock);
}

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

/* For routines of threaded DPCs, which run at PASSIVE_LEVEL or at DISPATCH_LEVEL. */
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
	return ww::try_acquire(WW_CALL_SITE, SpinLock);
}

BOOLEAN NTAPI KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
	return ww_spin_is_free(SpinLock);
}

/*
 * In-stack queued locks. Every spin lock here queues its waiters, so the handle only carries the
 * lock and the level for the release.
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

/* For routines of threaded DPCs. */
VOID NTAPI KeAcquireInStackQueuedSpinLockForDpc(PKSPIN_LOCK SpinLock,
						PKLOCK_QUEUE_HANDLE LockHandle)
{
	LockHandle->LockQueue.Next = nullptr;
	LockHandle->LockQueue.Lock = SpinLock;
	LockHandle->OldIrql = ww::acquire_raising(WW_CALL_SITE, SpinLock);
}

VOID NTAPI KeReleaseInStackQueuedSpinLockForDpc(PKLOCK_QUEUE_HANDLE LockHandle)
{
	ww::release_lowering(WW_CALL_SITE, LockHandle->LockQueue.Lock, LockHandle->OldIrql);
}

} /* extern "C" */
