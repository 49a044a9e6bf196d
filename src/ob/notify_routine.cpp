/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Routines that are told of processes, threads and images: their registration, and the check of their returns.
 */
#include "notify_routine.hpp"

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "driver.hpp"
#include "image.hpp"
#include "linux/memory.h"
#include "linux/thread.h"

namespace ww {
namespace {

const void *driver_of(const NotifyRoutine &routine)
{
	return routine.image ? routine.image->DriverObject : nullptr;
}

NTSTATUS refuse_admission(CallSite call, const NotifyApi &api, const NotifyRoutine &routine, Admission admission)
{
	if (admission == Admission::duplicate)
		return refuse(call, driver_of(routine), STATUS_INVALID_PARAMETER,
			      "NotifyRoutine is registered already");
	return refuse(call, driver_of(routine), api.full,
		      "%u routines are registered, and there cannot be more", api.most);
}

NTSTATUS enter(RoutineList &list, CallSite call, const NotifyApi &api, const NotifyRoutine &wanted)
{
	auto *routine = static_cast<NotifyRoutine *>(ww_zalloc_sleeping(sizeof(NotifyRoutine)));

	if (!routine)
		return STATUS_INSUFFICIENT_RESOURCES;
	*routine = wanted;

	const Admission admission =
		routine_enter(list, api.family, routine, api.most, api.takes_twice ? nullptr : api.is_same);

	if (admission == Admission::admitted)
		return STATUS_SUCCESS;
	ww_free(routine);
	return refuse_admission(call, api, wanted, admission);
}

/* False after a report or a line in the log; @status has the reason. */
bool prepare(const NotifyRequest &request, NotifyRoutine &wanted, NTSTATUS &status)
{
	status = STATUS_UNSUCCESSFUL;
	if (!at_passive(request.call, nullptr))
		return false;
	if (!request.routine) {
		status = refuse(request.call, driver_of_address(request.call.caller), STATUS_INVALID_PARAMETER,
				"NotifyRoutine is NULL");
		return false;
	}
	wanted.routine = request.routine;
	wanted.image = image_of_address(request.routine);
	wanted.function = request.call.function;
	wanted.type = request.type;
	wanted.form = request.form;
	return true;
}

} /* namespace */

void notify_routine_free(ListedRoutine *routine)
{
	ww_free(static_cast<NotifyRoutine *>(routine));
}

void notify_routine_report_left(const ListedRoutine &routine, const void *driver)
{
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(routine.routine), 0, 0, 0 },
		 .call = { "DriverUnload" }, .owner = driver, .routine = routine.routine },
	       "the driver leaves a routine of %s behind", notify_routine(routine).function);
}

bool notify_is_same_code(const ListedRoutine &routine, const void *wanted)
{
	return routine.routine == static_cast<const NotifyRoutine *>(wanted)->routine;
}

bool notify_is_same_registration(const ListedRoutine &routine, const void *wanted)
{
	return notify_is_same_code(routine, wanted) &&
	       notify_routine(routine).function == static_cast<const NotifyRoutine *>(wanted)->function;
}

NotifyCall::NotifyCall(const NotifyRoutine &routine)
	: routine_(routine), had_state_(task_state_find(ww_current_task()))
{
}

NotifyCall::~NotifyCall()
{
	const PDRIVER_OBJECT driver = routine_.image ? routine_.image->DriverObject : nullptr;

	driver_check_return(driver, routine_.type, routine_.routine);
	if (had_state_)
		return;
	report_task_left(task_state_drop(), { .code = {}, .parameter = {}, .call = { routine_.type },
					      .owner = driver, .routine = routine_.routine },
			 routine_.routine, false);
}

NTSTATUS notify_add(RoutineList &list, const NotifyApi &api, const NotifyRequest &request)
{
	NotifyRoutine wanted = {};
	NTSTATUS status;

	if (!prepare(request, wanted, status))
		return status;
	switch (const int error = api.watch()) {
	case 0:
		return enter(list, request.call, api, wanted);
	case -kNoMemory:
		return STATUS_INSUFFICIENT_RESOURCES;
	default:
		return refuse(request.call, driver_of(wanted), STATUS_NOT_SUPPORTED,
			      "this kernel does not tell modules of such events: error %d", -error);
	}
}

void notify_report_own_removal(CallSite call, const void *routine)
{
	constexpr uintptr_t kSelfDeadlock = 0x1000;

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kSelfDeadlock, address_of(routine), 0, 0 },
		 .call = call, .routine = routine },
	       "the routine removes itself, and the call waits for the routine to return");
}

NTSTATUS notify_remove(const NotifyApi &api, const NotifyRequest &request)
{
	NotifyRoutine wanted = {};
	NTSTATUS status;

	if (!prepare(request, wanted, status))
		return status;
	switch (routine_remove(request.call, api.family, api.is_same, &wanted)) {
	case RoutineRemoval::unknown:
		return refuse(request.call, driver_of(wanted), STATUS_PROCEDURE_NOT_FOUND,
			      "NotifyRoutine is not registered");
	case RoutineRemoval::own_routine:
		notify_report_own_removal(request.call, wanted.routine);
		break;
	case RoutineRemoval::done:
		break;
	}
	return STATUS_SUCCESS;
}

} /* namespace ww */
