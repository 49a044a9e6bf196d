/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What processes have ended with.
 */
#include <ntifs.h>

#include "base/report.hpp"
#include "linux/process.h"
#include "linux/thread.h"
#include "notify.hpp"
#include "process.hpp"

using namespace ww;

extern "C" NTSTATUS NTAPI PsGetProcessExitStatus(PEPROCESS Process)
{
	void *task;
	NTSTATUS status;
	u32 code;

	if (!is_process(Process))
		return refuse(WW_CALL_SITE, nullptr, STATUS_INVALID_PARAMETER, "Process is none");
	if (static_cast<void *>(Process) == &system_process)
		return STATUS_PENDING;
	task = announced_process(Process);
	if (!task)
		task = ww_process_leader(Process);
	if (!task)
		return STATUS_PROCESS_IS_TERMINATING;
	status = ww_task_exit_code(task, true, &code) ? static_cast<NTSTATUS>(code) : STATUS_PENDING;
	ww_task_put(task);
	return status;
}
