/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The system affinity of a thread: the processors that a driver lets it run on. The user affinity
 * is what the thread had before. Linux's own functions change it too, so the thread's TaskState
 * keeps it from the first system affinity on until the thread reverts to it.
 *
 * What a thread does at DISPATCH_LEVEL is noted in its TaskState only, and applied when the level
 * falls.
 */
#include <ntddk.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "linux/affinity.h"
#include "linux/cpu.h"
#include "linux/thread.h"
#include "processor.hpp"

namespace ww {
namespace {

constexpr GROUP_AFFINITY kNone{};

static_assert(kGroupSize == WW_AFFINITY_CPUS);

/* The current thread's state while it has a system affinity; otherwise null. */
TaskState *system_state()
{
	TaskState *state = task_state_find(ww_current_task());

	return state && state->affinity_mask ? state : nullptr;
}

/* The system affinity of the current thread; all zeroes while it has none. */
GROUP_AFFINITY system_affinity()
{
	const TaskState *state = system_state();

	return state ? GROUP_AFFINITY{ .Mask = state->affinity_mask, .Group = state->affinity_group,
				       .Reserved = {} }
		     : kNone;
}

/* A thread at DISPATCH_LEVEL cannot move. It moves when the level falls: see lower_irql(). */
bool can_move()
{
	return ww_context() == WW_CONTEXT_TASK;
}

void end_system_affinity(TaskState &state)
{
	task_affinity_end(state);
	task_state_put_if_default();
}

void revert_to_user()
{
	TaskState *state = system_state();

	if (!state)
		return;
	if (can_move()) {
		end_system_affinity(*state);
	} else {
		state->affinity_mask = 0;
		state->is_affinity_due = true;
	}
}

/* The current thread's state with a user affinity in it; null without memory. */
TaskState *begin_system_affinity()
{
	/* A revert that is due has not ended it. */
	if (TaskState *state = task_state_find(ww_current_task()); state && state->affinity)
		return state;

	void *affinity = ww_affinity_begin();
	TaskState *state = affinity ? task_state_get() : nullptr;

	if (state)
		state->affinity = affinity;
	else if (affinity)
		ww_affinity_end(affinity);
	return state;
}

/* Sets the system affinity. Returns null, or why that is not possible; then nothing has changed. */
const char *set_system_affinity(u32 group, u64 mask)
{
	const u32 first = group * kGroupSize;
	const TaskState *const before = task_state_find(ww_current_task());
	const bool had_one = before && before->affinity;

	if (first >= ww_cpu_count())
		return "there is no such group of processors";
	if (mask & ~ww_cpus_possible(first))
		return "the affinity has processors that do not exist";
	if (!(mask & ww_cpus_online(first)))
		return "no processor of the affinity is active";

	TaskState *state = begin_system_affinity();

	if (!state)
		return "no memory for the affinity of the thread";

	const bool is_due = !can_move();
	const ww_affinity_result result = is_due ? ww_affinity_check(state->affinity, first, mask)
						 : ww_affinity_set(state->affinity, first, mask);

	if (result == WW_AFFINITY_SET) {
		state->is_affinity_due = is_due;
		state->affinity_group = static_cast<u16>(group);
		state->affinity_mask = mask & ww_cpus_online(first);
		return nullptr;
	}
	if (!had_one)
		end_system_affinity(*state);
	return result == WW_AFFINITY_BOUND
		       ? "the routine of a work item cannot leave the processor of its thread"
		       : "no processor of the affinity is active";
}

/* The same for a driver's call, which is explained in the log if it has no effect. */
bool set(CallSite call, u32 group, u64 mask)
{
	const char *why = set_system_affinity(group, mask);

	if (why)
		explain_refusal(call.function, nullptr, call.caller, why);
	return !why;
}

/*
 * IRQL <= DISPATCH_LEVEL, and not in a DPC: that interrupts any thread, which a driver has no reason
 * to move.
 */
bool may_set(CallSite call)
{
	if (!at_dispatch_or_below(call, nullptr))
		return false;
	if (ww_in_thread())
		return true;
	report({ .code = BugCheck::irql_not_less_or_equal,
		 .parameter = { 0, kDispatchLevel, 0, address_of(call.caller) }, .call = call },
	       "called in a DPC, which runs in a thread of others");
	return false;
}

/* A mask of 0 stands for the user affinity. Without a system affinity nothing happens. */
void revert(CallSite call, u32 group, u64 mask)
{
	if (!may_set(call) || !system_state())
		return;
	if (mask)
		set(call, group, mask);
	else
		revert_to_user();
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI KeSetSystemAffinityThread(KAFFINITY Affinity)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::may_set(call))
		ww::set(call, 0, Affinity);
}

KAFFINITY NTAPI KeSetSystemAffinityThreadEx(KAFFINITY Affinity)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::may_set(call))
		return 0;

	const KAFFINITY before = ww::system_affinity().Mask;

	return ww::set(call, 0, Affinity) ? before : 0;
}

VOID NTAPI KeSetSystemGroupAffinityThread(PGROUP_AFFINITY Affinity,
					  PGROUP_AFFINITY PreviousAffinity)
{
	const ww::CallSite call = WW_CALL_SITE;
	/* Read first: both may point to one structure. */
	const GROUP_AFFINITY wanted = *Affinity;

	if (PreviousAffinity)
		*PreviousAffinity = ww::kNone;
	if (!ww::may_set(call))
		return;

	const GROUP_AFFINITY before = ww::system_affinity();

	if (ww::set(call, wanted.Group, wanted.Mask) && PreviousAffinity)
		*PreviousAffinity = before;
}

VOID NTAPI KeRevertToUserAffinityThread()
{
	ww::revert(WW_CALL_SITE, 0, 0);
}

VOID NTAPI KeRevertToUserAffinityThreadEx(KAFFINITY Affinity)
{
	ww::revert(WW_CALL_SITE, 0, Affinity);
}

VOID NTAPI KeRevertToUserGroupAffinityThread(PGROUP_AFFINITY PreviousAffinity)
{
	ww::revert(WW_CALL_SITE, PreviousAffinity->Group, PreviousAffinity->Mask);
}

} /* extern "C" */
