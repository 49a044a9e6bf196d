/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Critical and guarded regions, which the TaskState of a thread counts.
 */
#include "region.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "linux/thread.h"

namespace ww {
namespace {

/*
 * An entry was not counted, since too many threads have a state. Then nothing is known of leaves.
 */
constinit Atomic<bool> any_uncounted;

u16 &count_of(TaskState &state, Region region)
{
	return region == Region::critical ? state.critical_regions : state.guarded_regions;
}

} /* namespace */

void region_enter(Region region)
{
	if (TaskState *state = task_state_get())
		count_of(*state, region)++;
	else
		any_uncounted.store(true, Order::relaxed);
}

bool region_try_leave(Region region)
{
	TaskState *state = task_state_find(ww_current_task());

	if (!state || !count_of(*state, region))
		return false;
	if (!--count_of(*state, region))
		task_state_put_if_default();
	return true;
}

void region_leave(CallSite call, Region region)
{
	if (region_try_leave(region) || any_uncounted.load(Order::relaxed))
		return;
	report({ .code = BugCheck::apc_index_mismatch,
		 .parameter = { address_of(call.caller), 0, 0, 0 },
		 .call = call },
	       "the thread is in no %s region",
	       region == Region::critical ? "critical" : "guarded");
}

} /* namespace ww */

extern "C" {

VOID NTAPI KeEnterCriticalRegion()
{
	if (ww::at_apc_or_below(WW_CALL_SITE, nullptr))
		ww::region_enter(ww::Region::critical);
}

VOID NTAPI KeLeaveCriticalRegion()
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, nullptr))
		ww::region_leave(call, ww::Region::critical);
}

VOID NTAPI KeEnterGuardedRegion()
{
	if (ww::at_apc_or_below(WW_CALL_SITE, nullptr))
		ww::region_enter(ww::Region::guarded);
}

VOID NTAPI KeLeaveGuardedRegion()
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, nullptr))
		ww::region_leave(call, ww::Region::guarded);
}

BOOLEAN NTAPI KeAreApcsDisabled()
{
	if (!ww::at_dispatch_or_below(WW_CALL_SITE, nullptr))
		return TRUE;

	const ww::TaskState *state = ww::task_state_find(ww_current_task());

	return state && (state->critical_regions || state->guarded_regions || state->owned_mutexes);
}

BOOLEAN NTAPI KeAreAllApcsDisabled()
{
	if (!ww::at_dispatch_or_below(WW_CALL_SITE, nullptr) ||
	    ww::current_irql() >= ww::kApcLevel)
		return TRUE;

	const ww::TaskState *state = ww::task_state_find(ww_current_task());

	return state && state->guarded_regions;
}

} /* extern "C" */
