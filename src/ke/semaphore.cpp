/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Semaphores.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"

namespace ww {
namespace {

/* On Windows an exception nobody catches: KMODE_EXCEPTION_NOT_HANDLED with this status. */
void report_bad_semaphore(CallSite call, const KSEMAPHORE *semaphore, NTSTATUS status,
			  LONG adjustment)
{
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<u32>(status), address_of(call.caller),
				static_cast<uintptr_t>(adjustment),
				static_cast<uintptr_t>(semaphore->Limit) },
		 .function = call.function, .item = semaphore, .caller = call.caller },
	       "%d does not fit a semaphore of at most %d", adjustment, semaphore->Limit);
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

	if (!ww::at_dispatch_or_below(call, Semaphore) ||
	    !ww::dispatcher_object_known(call, &Semaphore->Header, 1 << ww::kSemaphore))
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
		ww::report_bad_semaphore(call, Semaphore, STATUS_SEMAPHORE_LIMIT_EXCEEDED,
					 Adjustment);
	return before;
}

LONG NTAPI KeReadStateSemaphore(PRKSEMAPHORE Semaphore)
{
	return __atomic_load_n(&Semaphore->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
