/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fast mutexes raise to APC_LEVEL while they are held. Guarded mutexes are the same with a guarded
 * region in place of the level.
 *
 * Count is 1 while the mutex is free. The owner and each waiter lower it by one. A release that
 * finds waiters sets the event and does not access the mutex afterwards, since the next owner may
 * free it. A waiter owns the mutex when its wait for the event ends.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "ke/mutex.hpp"
#include "ke/region.hpp"
#include "linux/irq_context.h"
#include "linux/thread.h"

namespace ww {
namespace {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for fast mutexes. */
constexpr uintptr_t kAcquiredAboveApc = 0x33;
constexpr uintptr_t kReleasedAtOtherLevel = 0x34;
constexpr uintptr_t kSelfDeadlock = 0x1000;

/* OldIrql: the level before, and above it the number of further acquisitions by the owner. */
constexpr ULONG kIrqlMask = 0xff;
constexpr ULONG kDepthOne = 0x100;

/* The effect of an acquisition on the thread: none, APC_LEVEL, or a guarded region. */
enum class Level { keep, raise, guard };

void report_violation(CallSite call, uintptr_t subcode, const FAST_MUTEX *mutex, const char *what)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode,
				subcode == kSelfDeadlock ? address_of(mutex) : current_irql(),
				subcode == kSelfDeadlock ? 0 : address_of(mutex), 0 },
		 .call = call, .item = mutex },
	       "%s", what);
}

bool owned_by_current(const FAST_MUTEX *mutex)
{
	return __atomic_load_n(&mutex->Owner, __ATOMIC_RELAXED) == ww_current_task();
}

const void *owner_of(const void *mutex)
{
	return __atomic_load_n(&static_cast<const FAST_MUTEX *>(mutex)->Owner, __ATOMIC_RELAXED);
}

void become_owner(FAST_MUTEX *mutex, KIRQL before)
{
	__atomic_store_n(&mutex->Owner, ww_current_task(), __ATOMIC_RELAXED);
	mutex->OldIrql = before;
}

/* Returns whether the IRQL permits an acquisition; otherwise reports @call. */
bool may_wait(CallSite call, const FAST_MUTEX *mutex)
{
	if (ww_context() == WW_CONTEXT_TASK) [[likely]]
		return true;
	report_violation(call, kAcquiredAboveApc, mutex,
			 "acquired above APC_LEVEL, where no thread can wait");
	return false;
}

void acquire(CallSite call, FAST_MUTEX *mutex, Level level)
{
	if (!may_wait(call, mutex))
		return;
	if (level == Level::guard)
		region_enter(Region::guarded);
	/* The wait would never end. As with spin locks, the caller continues as the owner. */
	if (owned_by_current(mutex)) {
		report_violation(call, kSelfDeadlock, mutex,
				 "the current thread owns this mutex already");
		mutex->OldIrql += kDepthOne;
		return;
	}

	const KIRQL before = level == Level::raise ? raise_irql(kApcLevel, call)
						   : kPassiveLevel;

	if (__atomic_sub_fetch(&mutex->Count, 1, __ATOMIC_ACQUIRE)) {
		__atomic_fetch_add(&mutex->Contention, 1, __ATOMIC_RELAXED);

		const WaitNote note({ call, "the fast mutex", mutex, WaitEnd::holder, owner_of });

		KeWaitForSingleObject(&mutex->Event, Executive, KernelMode, FALSE, nullptr);
	}
	become_owner(mutex, before);
}

bool try_acquire(CallSite call, FAST_MUTEX *mutex, Level level)
{
	LONG free = 1;

	if (!may_wait(call, mutex))
		return false;

	const KIRQL before = level == Level::raise ? raise_irql(kApcLevel, call)
						   : kPassiveLevel;

	if (__atomic_compare_exchange_n(&mutex->Count, &free, 0, false, __ATOMIC_ACQUIRE,
					__ATOMIC_RELAXED)) {
		become_owner(mutex, before);
		if (level == Level::guard)
			region_enter(Region::guarded);
		return true;
	}
	if (level == Level::raise)
		lower_irql(before, call);
	return false;
}

void release(CallSite call, FAST_MUTEX *mutex, Level level)
{
	if (!owned_by_current(mutex)) {
		report_mutex_not_owned(call, mutex);
		return;
	}
	if (level == Level::guard)
		region_leave(call, Region::guarded);
	if (mutex->OldIrql >= kDepthOne) {
		mutex->OldIrql -= kDepthOne;
		return;
	}

	const bool level_is_right = level != Level::raise || current_irql() == kApcLevel;
	const KIRQL before = mutex->OldIrql & kIrqlMask;

	if (!level_is_right)
		report_violation(call, kReleasedAtOtherLevel, mutex,
				 "released at a level other than APC_LEVEL");
	__atomic_store_n(&mutex->Owner, nullptr, __ATOMIC_RELAXED);
	if (__atomic_add_fetch(&mutex->Count, 1, __ATOMIC_RELEASE) <= 0)
		KeSetEvent(&mutex->Event, IO_NO_INCREMENT, FALSE);
	if (level == Level::raise && level_is_right)
		lower_irql(before, call);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeFastMutex(PFAST_MUTEX FastMutex)
{
	FastMutex->Count = 1;
	FastMutex->Owner = nullptr;
	FastMutex->Contention = 0;
	FastMutex->OldIrql = PASSIVE_LEVEL;
	KeInitializeEvent(&FastMutex->Event, SynchronizationEvent, FALSE);
}

VOID NTAPI ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	ww::acquire(WW_CALL_SITE, FastMutex, ww::Level::raise);
}

VOID NTAPI ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
	ww::release(WW_CALL_SITE, FastMutex, ww::Level::raise);
}

BOOLEAN NTAPI ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
	return ww::try_acquire(WW_CALL_SITE, FastMutex, ww::Level::raise);
}

VOID NTAPI ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
	ww::acquire(WW_CALL_SITE, FastMutex, ww::Level::keep);
}

VOID NTAPI ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
	ww::release(WW_CALL_SITE, FastMutex, ww::Level::keep);
}

VOID NTAPI KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	ExInitializeFastMutex(Mutex);
}

VOID NTAPI KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	ww::acquire(WW_CALL_SITE, Mutex, ww::Level::guard);
}

VOID NTAPI KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	ww::release(WW_CALL_SITE, Mutex, ww::Level::guard);
}

BOOLEAN NTAPI KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
	return ww::try_acquire(WW_CALL_SITE, Mutex, ww::Level::guard);
}

VOID NTAPI KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX GuardedMutex)
{
	ww::acquire(WW_CALL_SITE, GuardedMutex, ww::Level::keep);
}

VOID NTAPI KeReleaseGuardedMutexUnsafe(PKGUARDED_MUTEX GuardedMutex)
{
	ww::release(WW_CALL_SITE, GuardedMutex, ww::Level::keep);
}

} /* extern "C" */
