/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_RUNDOWN_REF: one word. While the object may be used it is twice the number of users. Bit
 * 0 says that the end has begun; then the rest is null, or the address of a block on the stack
 * of who waits for the last user.
 */
#include <wdm.h>

#include "../engine/irql.hpp"
#include "../verifier/report.hpp"
#include "dispatcher.hpp"

namespace ww {
namespace {

constexpr ULONG_PTR kActive = 1;		/* the rundown is */
constexpr ULONG_PTR kUser = 2;

struct alignas(8) WaitBlock {
	ULONG_PTR users;
	KEVENT gone;
};

ULONG_PTR value_of(const EX_RUNDOWN_REF *rundown)
{
	return __atomic_load_n(&rundown->Count, __ATOMIC_ACQUIRE);
}

bool change(EX_RUNDOWN_REF *rundown, ULONG_PTR &expected, ULONG_PTR desired)
{
	return __atomic_compare_exchange_n(&rundown->Count, &expected, desired, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

BOOLEAN acquire(EX_RUNDOWN_REF *rundown, ULONG users, const char *function, const void *caller)
{
	if (!at_dispatch_or_below(function, rundown, caller))
		return FALSE;

	ULONG_PTR value = value_of(rundown);

	do {
		if (value & kActive)
			return FALSE;
	} while (!change(rundown, value, value + users * kUser));
	return TRUE;
}

void report_too_many(const EX_RUNDOWN_REF *rundown, ULONG users, const char *function,
		     const void *caller)
{
	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(rundown), users, 0 },
		 .function = function, .item = rundown, .caller = caller },
	       "more is released than was acquired");
}

void release(EX_RUNDOWN_REF *rundown, ULONG users, const char *function, const void *caller)
{
	if (!at_dispatch_or_below(function, rundown, caller))
		return;

	ULONG_PTR value = value_of(rundown);

	do {
		if (value & kActive)
			break;
		if (value < users * kUser) {
			report_too_many(rundown, users, function, caller);
			return;
		}
	} while (!change(rundown, value, value - users * kUser));
	if (!(value & kActive))
		return;

	auto *block = reinterpret_cast<WaitBlock *>(value & ~kActive);

	if (!block) {
		report_too_many(rundown, users, function, caller);
		return;
	}
	/* The block is there until the last user has set its event, and it is gone with that. */
	if (!__atomic_sub_fetch(&block->users, users, __ATOMIC_ACQ_REL))
		dispatcher_signal(block->gone.Header);
}

/* Somebody waits already: Windows has no answer, and this one needs none but patience. */
void wait_for_the_other(EX_RUNDOWN_REF *rundown)
{
	LARGE_INTEGER interval;

	interval.QuadPart = -10000;
	while (value_of(rundown) != kActive)
		KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

void wait(EX_RUNDOWN_REF *rundown)
{
	WaitBlock block;
	ULONG_PTR value = 0;

	if (change(rundown, value, kActive) || value == kActive)
		return;
	KeInitializeEvent(&block.gone, NotificationEvent, FALSE);
	do {
		if (value & kActive) {
			wait_for_the_other(rundown);
			return;
		}
		block.users = value / kUser;
	} while (!change(rundown, value,
			 block.users ? address_of(&block) | kActive : kActive));
	if (!block.users)
		return;
	KeWaitForSingleObject(&block.gone, Executive, KernelMode, FALSE, nullptr);
	__atomic_store_n(&rundown->Count, kActive, __ATOMIC_RELEASE);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	RunRef->Count = 0;
}

VOID NTAPI ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	__atomic_store_n(&RunRef->Count, 0, __ATOMIC_RELEASE);
}

BOOLEAN NTAPI ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	return ww::acquire(RunRef, 1, "ExAcquireRundownProtection", __builtin_return_address(0));
}

BOOLEAN NTAPI ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	return ww::acquire(RunRef, Count, "ExAcquireRundownProtectionEx",
			   __builtin_return_address(0));
}

VOID NTAPI ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	ww::release(RunRef, 1, "ExReleaseRundownProtection", __builtin_return_address(0));
}

VOID NTAPI ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	ww::release(RunRef, Count, "ExReleaseRundownProtectionEx", __builtin_return_address(0));
}

VOID NTAPI ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
	if (ww::at_apc_or_below("ExWaitForRundownProtectionRelease", RunRef,
				__builtin_return_address(0)))
		ww::wait(RunRef);
}

VOID NTAPI ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
	__atomic_store_n(&RunRef->Count, ww::kActive, __ATOMIC_RELEASE);
}

} /* extern "C" */
