/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Printing and counting of reports.
 */
#include "report.hpp"

#include <winwork.h>

#include "../engine/atomic.hpp"
#include "../engine/lock.hpp"
#include "../engine/object.hpp"

namespace ww {
namespace {

constexpr ww_size kLine = 256;

constinit Lock lock;
constinit WINWORK_REPORT last{};

const char *name_of(BugCheck code)
{
	switch (code) {
	case BugCheck::invalid_process_detach_attempt: return "INVALID_PROCESS_DETACH_ATTEMPT";
	case BugCheck::irql_not_dispatch_level: return "IRQL_NOT_DISPATCH_LEVEL";
	case BugCheck::kmode_exception_not_handled: return "KMODE_EXCEPTION_NOT_HANDLED";
	case BugCheck::timer_or_dpc_invalid: return "TIMER_OR_DPC_INVALID";
	case BugCheck::irql_not_less_or_equal: return "IRQL_NOT_LESS_OR_EQUAL";
	case BugCheck::maximum_wait_objects_exceeded: return "MAXIMUM_WAIT_OBJECTS_EXCEEDED";
	case BugCheck::spin_lock_already_owned: return "SPIN_LOCK_ALREADY_OWNED";
	case BugCheck::spin_lock_not_owned: return "SPIN_LOCK_NOT_OWNED";
	case BugCheck::thread_not_mutex_owner: return "THREAD_NOT_MUTEX_OWNER";
	case BugCheck::reference_by_pointer: return "REFERENCE_BY_POINTER";
	case BugCheck::bad_pool_caller: return "BAD_POOL_CALLER";
	case BugCheck::driver_verifier_detected_violation:
		return "DRIVER_VERIFIER_DETECTED_VIOLATION";
	case BugCheck::driver_unloaded_without_cancelling_pending_operations:
		return "DRIVER_UNLOADED_WITHOUT_CANCELLING_PENDING_OPERATIONS";
	case BugCheck::impersonating_worker_thread: return "IMPERSONATING_WORKER_THREAD";
	case BugCheck::worker_thread_returned_at_bad_irql:
		return "WORKER_THREAD_RETURNED_AT_BAD_IRQL";
	case BugCheck::worker_invalid: return "WORKER_INVALID";
	case BugCheck::active_ex_worker_thread_termination:
		return "ACTIVE_EX_WORKER_THREAD_TERMINATION";
	case BugCheck::worker_thread_returned_with_bad_io_priority:
		return "WORKER_THREAD_RETURNED_WITH_BAD_IO_PRIORITY";
	}
	return "BUG_CHECK";
}

} /* namespace */

void report_init()
{
	lock.init(WW_LOCK_REPORT);
}

void report(const Violation &violation, const char *format, ...)
{
	char what[kLine];
	char owner[kLine] = "unknown";
	char item[32] = "";
	va_list arguments;

	va_start(arguments, format);
	ww_vformat(what, sizeof(what), format, arguments);
	va_end(arguments);
	if (violation.owner && !object_describe(violation.owner, owner, sizeof(owner)))
		ww_format(owner, sizeof(owner), "%px, which does not exist any more", violation.owner);
	else if (!violation.owner && violation.owner_name)
		ww_format(owner, sizeof(owner), "module %s", violation.owner_name);

	if (violation.item)
		ww_format(item, sizeof(item), "item %px: ", violation.item);
	ww_print(WW_LEVEL_ERROR, "%s (0x%X): %s: %s%s", name_of(violation.code),
		 static_cast<ww_u32>(violation.code), violation.function, item, what);
	ww_print(WW_LEVEL_ERROR, "  parameters 0x%lx, 0x%lx, 0x%lx, 0x%lx; owner %s",
		 violation.parameter[0], violation.parameter[1], violation.parameter[2],
		 violation.parameter[3], owner);
	ww_print(WW_LEVEL_ERROR, "  routine %pS; called by %pS", violation.routine, violation.caller);
	{
		LockGuard guard(lock);

		last.Count++;
		last.BugCheckCode = static_cast<ULONG>(violation.code);
		for (int i = 0; i < 4; i++)
			last.Parameter[i] = violation.parameter[i];
		last.Function = violation.function;
		last.Item = const_cast<void *>(violation.item);
		last.Owner = const_cast<void *>(violation.owner);
	}
	if (ww_panic_on_report)
		ww_panic("%s (0x%X): %s: %s", name_of(violation.code),
			 static_cast<ww_u32>(violation.code), violation.function, what);
}

} /* namespace ww */

extern "C" VOID NTAPI WinworkGetLastReport(PWINWORK_REPORT Report)
{
	ww::LockGuard guard(ww::lock);

	*Report = ww::last;
}
