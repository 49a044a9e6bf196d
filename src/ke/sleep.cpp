/* SPDX-License-Identifier: GPL-2.0 */
#include "sleep.hpp"

#include "base/line_limit.hpp"
#include "base/task.hpp"
#include "linux/print.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "time.hpp"

namespace ww {
namespace {

constinit LineLimit lines;

/* Once for a sleep. */
void describe(const CallSite &call, u32 seconds)
{
	const void *task = ww_current_task();
	char name[16];

	if (!lines.take())
		return;
	ww_task_name(task, &name);
	ww_print(WW_LEVEL_WARNING,
		 "killed, and still waiting: %s (%u), for %u s in a KernelMode wait; %s called by %s",
		 name, ww_task_process_id(task), seconds, call.function,
		 ShownCode(call.caller).text);
}

} /* namespace */

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
	describe(call, patience);
	return ww_sleep_while(word, value, deadline.clock, deadline.when, WW_UNTIL_THE_END);
}

} /* namespace ww */
