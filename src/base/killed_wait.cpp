/* SPDX-License-Identifier: GPL-2.0 */
#include "killed_wait.hpp"

#include "line_limit.hpp"
#include "linux/print.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "linux/wait.h"
#include "report.hpp"
#include "wait_note.hpp"

namespace ww {
namespace {

constinit LineLimit lines;

} /* namespace */

void killed_wait_describe(const CallSite &call, u32 seconds)
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

void address_wait(const CallSite &call, const void *address, bool (*condition)(void *argument), void *argument)
{
	const WaitNote note({ call, "the lock", address });
	const u32 patience = ww_cancel_timeout;

	if (ww_address_wait_patient(address, condition, argument, patience))
		return;
	killed_wait_describe(call, patience);
	ww_address_wait(address, condition, argument);
}

} /* namespace ww */
