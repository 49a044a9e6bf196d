/* SPDX-License-Identifier: GPL-2.0 */
#include "process.hpp"

#include <ntifs.h>
#include <ntverp.h>

#include "base/attachment.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "ke/time.hpp"
#include "linux/process.h"
#include "linux/process_list.h"
#include "linux/system.h"
#include "linux/thread.h"
#include "linux/user.h"
#include "thread.hpp"

namespace ww {

/* Only its address counts. */
constinit u8 system_process = 0;

bool is_process(const void *process)
{
	return process == &system_process || ww_is_process(process);
}

PEPROCESS process_of(const void *task)
{
	return static_cast<PEPROCESS>(ww_task_is_kernel_thread(task) ? &system_process
								     : ww_task_process(task));
}

ULONG session_of(const void *task)
{
	return ww_task_is_kernel_thread(task) ? kNoSession : ww_task_login(task);
}

LONGLONG time_since_boot(s64 nanoseconds)
{
	return system_time_of(ww_boot_time() + nanoseconds);
}

namespace {

/* 0 once it has ended. */
LONGLONG time_of_begin(PEPROCESS process)
{
	void *task = ww_process_leader(process);
	ww_thread_numbers numbers;

	if (!task)
		return 0;
	ww_thread_count(task, &numbers);
	ww_task_put(task);
	return time_since_boot(numbers.began);
}

} /* namespace */
} /* namespace ww */

extern "C" {

PEPROCESS NTAPI IoGetCurrentProcess()
{
	const void *task = ww_current_task();
	const ww::TaskState *state = ww::task_state_find(task);

	return state && state->attachments ? static_cast<PEPROCESS>(state->attachments->process)
					   : ww::process_of(task);
}

PEPROCESS NTAPI IoThreadToProcess(PETHREAD Thread)
{
	return ww::process_of(ww::task_of_thread(Thread));
}

/* Not a checked build. */
BOOLEAN NTAPI PsGetVersion(PULONG MajorVersion, PULONG MinorVersion, PULONG BuildNumber,
			   PUNICODE_STRING CSDVersion)
{
	static WCHAR no_service_pack[1];

	if (MajorVersion)
		*MajorVersion = VER_PRODUCTMAJORVERSION;
	if (MinorVersion)
		*MinorVersion = VER_PRODUCTMINORVERSION;
	if (BuildNumber)
		*BuildNumber = VER_PRODUCTBUILD;
	if (CSDVersion)
		*CSDVersion = { 0, sizeof(no_service_pack), no_service_pack };
	return FALSE;
}

PEPROCESS NTAPI PsGetThreadProcess(PETHREAD Thread)
{
	return IoThreadToProcess(Thread);
}

HANDLE NTAPI PsGetProcessId(PEPROCESS Process)
{
	if (static_cast<void *>(Process) == &ww::system_process)
		return ww::id_of(ww::kSystemProcessId);
	return ww::id_of(ww_process_id(Process));
}

LONGLONG NTAPI PsGetProcessCreateTimeQuadPart(PEPROCESS Process)
{
	if (static_cast<void *>(Process) == &ww::system_process)
		return ww::time_since_boot(0);
	if (!ww::is_process(Process))
		return ww::refuse(WW_CALL_SITE, nullptr, 0, "Process is none");
	return ww::time_of_begin(Process);
}

HANDLE NTAPI PsGetCurrentProcessId()
{
	return PsGetProcessId(ww::process_of(ww_current_task()));
}

HANDLE NTAPI PsGetThreadId(PETHREAD Thread)
{
	return ww::id_of(ww_task_id(ww::task_of_thread(Thread)));
}

HANDLE NTAPI PsGetThreadProcessId(PETHREAD Thread)
{
	return PsGetProcessId(IoThreadToProcess(Thread));
}

KPROCESSOR_MODE NTAPI ExGetPreviousMode()
{
	const void *task = ww_current_task();

	return ww_task_is_kernel_thread(task) || ww::task_is_system(task) ? KernelMode : UserMode;
}

} /* extern "C" */
