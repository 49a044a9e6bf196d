/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Semaphores.
 */
#include <wdm.h>

#include "base/exception.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"

namespace ww {
namespace {

/* An exception without a handler is this bug check. */
void refuse_adjustment(CallSite call, const KSEMAPHORE *semaphore, LONG adjustment)
{
	raise_if_guarded(STATUS_SEMAPHORE_LIMIT_EXCEEDED, call);
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<u32>(STATUS_SEMAPHORE_LIMIT_EXCEEDED),
				address_of(call.caller), static_cast<uintptr_t>(adjustment),
				static_cast<uintptr_t>(semaphore->Limit) },
		 .call = call, .item = semaphore },
	       "an adjustment by %d is not valid here; the semaphore's limit is %d", adjustment,
	       semaphore->Limit);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
	ww::dispatcher_object_init(Semaphore->Header, ww::kSemaphore, sizeof(*Semaphore), Count);
	Semaphore->Limit = Limit;
}

LONG NTAPI KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY, LONG Adjustment, BOOLEAN)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::dispatcher_call_valid(call, &Semaphore->Header, 1 << ww::kSemaphore))
		return 0;

	LONG before;
	bool fits;
	{
		ww::DispatcherGuard guard(Semaphore);

		before = Semaphore->Header.SignalState;
		fits = Adjustment > 0 && Adjustment <= Semaphore->Limit - before;
		if (fits) {
			Semaphore->Header.SignalState += Adjustment;
			ww::wake_waiters(Semaphore->Header);
		}
	}
	if (!fits)
		ww::refuse_adjustment(call, Semaphore, Adjustment);
	return before;
}

LONG NTAPI KeReadStateSemaphore(PRKSEMAPHORE Semaphore)
{
	return __atomic_load_n(&Semaphore->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
