/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KMUTEX: recursive, owned by a thread. SignalState is 1 while it is free, 0 when owned, and
 * one less for each further acquisition by its owner. A thread that ends without releasing
 * keeps it: nothing records what a thread owns.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "dispatcher.hpp"
#include "linux/thread.h"

extern "C" {

VOID NTAPI KeInitializeMutex(PRKMUTEX Mutex, ULONG)
{
	ww::dispatcher_object_init(Mutex->Header, ww::kMutant, sizeof(*Mutex), 1);
	Mutex->OwnerThread = nullptr;
}

LONG NTAPI KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_dispatch_or_below(call, Mutex) ||
	    !ww::dispatcher_object_known(call, &Mutex->Header, 1 << ww::kMutant))
		return 0;

	LONG before;
	bool owned;
	{
		ww::DispatcherGuard guard(Mutex);

		before = Mutex->Header.SignalState;
		owned = Mutex->OwnerThread == ww_current_task();
		if (owned && ++Mutex->Header.SignalState > 0) {
			Mutex->OwnerThread = nullptr;
			ww::wake_waiters(Mutex->Header);
		}
	}
	if (!owned)
		ww::report({ .code = ww::BugCheck::thread_not_mutex_owner,
			     .parameter = { ww::address_of(ww_current_task()),
					    ww::address_of(Mutex), 0, 0 },
			     .function = call.function, .item = Mutex, .caller = call.caller },
			   "the mutex is not owned by the current thread");
	return before;
}

LONG NTAPI KeReadStateMutex(PRKMUTEX Mutex)
{
	return __atomic_load_n(&Mutex->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
