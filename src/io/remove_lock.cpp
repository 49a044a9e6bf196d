/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IO_REMOVE_LOCK: Removed and IoCount change together, as one word. IoCount is the number of
 * acquisitions, and one more until the removal of the device begins. At zero the removal need not
 * wait any more. The release that makes it zero during a removal sets the event, and does not
 * access the lock afterwards.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "ke/dispatcher.hpp"

namespace ww {
namespace {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for a release without an acquisition. */
constexpr uintptr_t kReleaseUnmatched = 0xd5;
constexpr uintptr_t kReleaseAndWaitUnmatched = 0xd6;

constexpr ULONG64 kRemoved = 1;
constexpr u32 kCountShift = 32;
constexpr ULONG64 kOne = 1ull << kCountShift;

static_assert(sizeof(IO_REMOVE_LOCK) == 0x20 &&
	      __builtin_offsetof(IO_REMOVE_LOCK_COMMON_BLOCK, IoCount) * 8 == kCountShift);

ULONG64 state_of(const IO_REMOVE_LOCK *lock)
{
	return __atomic_load_n(&lock->Common.State, __ATOMIC_ACQUIRE);
}

bool change(IO_REMOVE_LOCK *lock, ULONG64 &expected, ULONG64 desired)
{
	return __atomic_compare_exchange_n(&lock->Common.State, &expected, desired, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

bool is_acquired(ULONG64 state)
{
	return static_cast<LONG>(state >> kCountShift) > (state & kRemoved ? 0 : 1);
}

void report_unmatched(CallSite call, uintptr_t subcode, const IO_REMOVE_LOCK *lock, const void *tag)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, address_of(lock), address_of(tag), 0 },
		 .call = call, .item = lock },
	       "the lock is released more often than acquired");
}

NTSTATUS acquire(CallSite call, IO_REMOVE_LOCK *lock)
{
	if (!at_dispatch_or_below(call, lock))
		return STATUS_UNSUCCESSFUL;

	ULONG64 state = state_of(lock);

	do {
		if (state & kRemoved)
			return STATUS_DELETE_PENDING;
	} while (!change(lock, state, state + kOne));
	return STATUS_SUCCESS;
}

void release(CallSite call, IO_REMOVE_LOCK *lock, const void *tag)
{
	if (!at_dispatch_or_below(call, lock))
		return;

	ULONG64 state = state_of(lock);

	do {
		if (!is_acquired(state)) {
			report_unmatched(call, kReleaseUnmatched, lock, tag);
			return;
		}
	} while (!change(lock, state, state - kOne));
	if (state - kOne == kRemoved)
		dispatcher_signal(lock->Common.RemoveEvent.Header);
}

void wait_for_releases(CallSite call, IO_REMOVE_LOCK &lock)
{
	const WaitNote note({ call, "the remove lock", &lock });

	KeWaitForSingleObject(&lock.Common.RemoveEvent, Executive, KernelMode, FALSE, nullptr);
}

void release_and_wait(CallSite call, IO_REMOVE_LOCK *lock, const void *tag)
{
	if (!at_passive(call, lock))
		return;

	ULONG64 state = state_of(lock);
	ULONG64 left;

	do {
		if (!is_acquired(state)) {
			report_unmatched(call, kReleaseAndWaitUnmatched, lock, tag);
			return;
		}
		left = state - kOne;
		if (!(state & kRemoved))
			left = (left - kOne) | kRemoved;
	} while (!change(lock, state, left));
	if (left != kRemoved)
		wait_for_releases(call, *lock);
	else if (state & kRemoved)
		dispatcher_signal(lock->Common.RemoveEvent.Header);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI IoInitializeRemoveLockEx(PIO_REMOVE_LOCK Lock, ULONG, ULONG, ULONG, ULONG)
{
	Lock->Common.State = ww::kOne;
	KeInitializeEvent(&Lock->Common.RemoveEvent, NotificationEvent, FALSE);
}

NTSTATUS NTAPI IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID, PCSTR, ULONG, ULONG)
{
	return ww::acquire(WW_CALL_SITE_OF("IoAcquireRemoveLock"), RemoveLock);
}

VOID NTAPI IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG)
{
	ww::release(WW_CALL_SITE_OF("IoReleaseRemoveLock"), RemoveLock, Tag);
}

VOID NTAPI IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG)
{
	ww::release_and_wait(WW_CALL_SITE_OF("IoReleaseRemoveLockAndWait"), RemoveLock, Tag);
}

} /* extern "C" */
