/* SPDX-License-Identifier: GPL-2.0 */
#include "sleep.hpp"

#include "base/killed_wait.hpp"
#include "base/task.hpp"
#include "linux/request.h"
#include "linux/thread.h"
#include "time.hpp"

namespace ww {
ww_sleep sleep_while(const CallSite &call, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		     const u32 *word, u32 value)
{
	const Deadline deadline = timeout ? deadline_of(timeout->QuadPart) : kNever;
	/* DriverEntry and DriverUnload count as a system thread's, which no signal ends. */
	const bool can_end = mode == UserMode && !task_is_system(ww_current_task());
	const u32 patience = can_end ? 0 : ww_cancel_timeout;
	const ww_sleep end = ww_sleep_while(word, value, deadline.clock, deadline.when, patience);

	if (end != WW_SLEEP_KILLED || can_end)
		return end;
	killed_wait_describe(call, patience);
	return ww_sleep_while(word, value, deadline.clock, deadline.when, WW_UNTIL_THE_END);
}

} /* namespace ww */
