/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are told of threads.
 */
#include <ntifs.h>

#include "base/report.hpp"
#include "linux/task_events.h"
#include "linux/user.h"
#include "ob/image.hpp"
#include "ob/notify_routine.hpp"
#include "process.hpp"
#include "task_events.hpp"

namespace ww {
namespace {

constexpr char kType[] = "PCREATE_THREAD_NOTIFY_ROUTINE";

constinit RoutineList routines{};

int watch()
{
	const int error = task_events_prepare();

	if (error)
		return error;
	/*
	 * The kprobe takes its time. Many drivers register for images next, and make their lists last: with the kprobe
	 * in place, they are as unlikely to be told of a thread meanwhile as on Windows.
	 */
	ww_images_watch();
	return ww_threads_watch();
}

constexpr NotifyApi api{
	.family = { .free = notify_routine_free, .report_left = notify_routine_report_left },
	.is_same = notify_is_same_code,
	.takes_twice = true,
	.most = 64,			/* as on Windows */
	.full = STATUS_INSUFFICIENT_RESOURCES,
	.watch = watch,
};

void call(ListedRoutine &listed, void *argument)
{
	const TaskEvent &event = *static_cast<const TaskEvent *>(argument);
	const NotifyRoutine &routine = notify_routine(listed);
	const NotifyCall call(routine);

	reinterpret_cast<PCREATE_THREAD_NOTIFY_ROUTINE>(const_cast<void *>(routine.routine))(
		id_of(ww_task_process_id(event.task)), id_of(event.id), event.kind == TaskEvent::Kind::thread_begins);
}

NTSTATUS add(CallSite call, const void *routine)
{
	return notify_add(routines, api, { call, routine, kType });
}

} /* namespace */

bool threads_have_routines()
{
	return routine_list_has_any(routines);
}

void thread_routines_call(const TaskEvent &event)
{
	routines_call(routines, call, const_cast<TaskEvent *>(&event));
}

void thread_routines_init()
{
	routine_list_init(routines);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI PsSetCreateThreadNotifyRoutine(PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine)
{
	return add(WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine));
}

NTSTATUS NTAPI PsSetCreateThreadNotifyRoutineEx(PSCREATETHREADNOTIFYTYPE NotifyType, PVOID NotifyInformation)
{
	const CallSite call = WW_CALL_SITE;

	if (NotifyType != PsCreateThreadNotifyNonSystem && NotifyType != PsCreateThreadNotifySubsystems)
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "NotifyType is %d", NotifyType);
	return add(call, NotifyInformation);
}

NTSTATUS NTAPI PsRemoveCreateThreadNotifyRoutine(PCREATE_THREAD_NOTIFY_ROUTINE NotifyRoutine)
{
	return notify_remove(api, { WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine), kType });
}

} /* extern "C" */
