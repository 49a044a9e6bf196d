/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFTIMER: a KTIMER with a DPC, which calls EvtTimerFunc, or has a worker thread call it.
 *
 * WdfTimerStop with Wait, and the deletion, cancel the timer, and at the same time keep it from
 * being started again: timers_lock covers both. Then they wait for its DPC, and until it is idle:
 * neither queued to a worker nor running. tree_lock covers that.
 */
#include "callback_lock.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "engine/work_item.hpp"
#include "ke/timer.hpp"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"

namespace ww::wdf {
namespace {

/* A call of EvtTimerFunc, on the stack of its thread. */
struct TimerRun {
	const void *task;
	TimerRun *next;
};

struct Timer : Object {
	static const Class kClass;

	PFN_WDF_TIMER callback;		/* EvtTimerFunc, or null */
	LONG period;			/* in milliseconds; 0: it expires once */
	bool runs_in_worker;		/* the callback needs PASSIVE_LEVEL */
	Object *serialised_by;		/* whose callback lock the callback runs under, or null */

	KTIMER timer;
	KDPC dpc;
	Item item;			/* for the worker */

	bool is_queued WW_GUARDED_BY(tree_lock);	/* item */
	TimerRun *runs WW_GUARDED_BY(tree_lock);

	u32 stops WW_GUARDED_BY(timers_lock);	/* calls of WdfTimerStop that wait */
	/* A start came while one waited. */
	bool start_was_ignored WW_GUARDED_BY(timers_lock);
	bool is_closed WW_GUARDED_BY(timers_lock);	/* by its deletion */
};

/* Whether this thread is in the timer's routine. */
bool is_in_routine(const Timer &timer)
{
	LockGuard guard(tree_lock);
	const TimerRun *run = timer.runs;

	while (run && run->task != ww_current_task())
		run = run->next;
	return run;
}

/* A run that deletes its own timer is not waited for. */
bool is_idle(const Object &object) WW_REQUIRES(tree_lock)
{
	const auto &timer = static_cast<const Timer &>(object);

	for (const TimerRun *run = timer.runs; run; run = run->next) {
		if (run->task != timer.disposer)
			return false;
	}
	return !timer.is_queued;
}

void describe(const Object &object)
{
	ww_print(WW_LEVEL_WARNING, "a stop or deletion waits for the WDFTIMER %p, routine %s",
		 &object, shown_routine(static_cast<const Timer &>(object).callback).text);
}

/*
 * Returns false if the driver has deleted the timer. A periodic one may expire once more until its
 * deletion has stopped it, and its routine, which may have deleted it, would use what is gone.
 */
bool begin_run(Timer &timer, TimerRun &run)
{
	LockGuard guard(tree_lock);

	timer.is_queued = false;
	if (timer.deleter)
		return false;
	run.next = timer.runs;
	timer.runs = &run;
	return true;
}

/* The timer may be gone when this has returned. */
void end_run(Timer &timer, const TimerRun &run)
{
	{
		LockGuard guard(tree_lock);
		TimerRun **link = &timer.runs;

		while (*link != &run)
			link = &(*link)->next;
		*link = run.next;
	}
	ww_gate_wake();
}

/* The lock's owner is above the timer: the callback may delete it with the timer. */
void call_serialised(const Timer &timer, Object &owner)
{
	object_reference(&owner);
	{
		CallbackGuard guard({ "EvtTimerFunc", reinterpret_cast<void *>(timer.callback) },
				    &owner);

		timer.callback(handle_of<WDFTIMER>(timer));
	}
	object_dereference(&owner);
}

void call(Timer &timer)
{
	TimerRun run = { ww_current_task(), nullptr };

	if (!begin_run(timer, run)) {
		ww_gate_wake();
		return;
	}
	if (timer.callback && timer.serialised_by)
		call_serialised(timer, *timer.serialised_by);
	else if (timer.callback)
		timer.callback(handle_of<WDFTIMER>(timer));
	end_run(timer, run);
}

/* The queueing has a reference of the timer until this has returned. */
void call_in_worker(void *timer)
{
	call(*static_cast<Timer *>(timer));
}

bool claim_item(Timer &timer)
{
	LockGuard guard(tree_lock);

	if (timer.is_queued)
		return false;
	timer.is_queued = true;
	return true;
}

VOID NTAPI expire(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &timer = *static_cast<Timer *>(context);

	if (!timer.runs_in_worker) {
		call(timer);
		return;
	}
	if (!claim_item(timer))
		return;
	timer.item.link = 0;
	timer.item.routine = reinterpret_cast<void *>(call_in_worker);
	timer.item.context = &timer;
	bare_item_queue(&timer.item, &object_header(&timer)->references, DelayedWorkQueue,
			{ "WdfTimerStart", nullptr });
}

void wait_for_runs(const Timer &timer)
{
	KeFlushQueuedDpcs();
	wait_until(is_idle, describe, timer);
}

/* The code that called WdfObjectDelete for the timer, or for an object above it; or null. */
const void *deleter_of(const Object &object)
{
	LockGuard guard(tree_lock);
	const Object *each = &object;

	while (each && !each->deleter)
		each = each->parent;
	return each ? each->deleter : nullptr;
}

WW_COLD void report_own_deletion(const Timer &timer)
{
	Violation violation = violation_of({ kDeletionCall.function, deleter_of(timer) }, kVerifierFatalError, &timer);

	violation.routine = reinterpret_cast<const void *>(timer.callback);
	report(violation, "the routine of the WDFTIMER deletes it, and would wait for itself");
}

void run_down(Object &object)
{
	auto &timer = static_cast<Timer &>(object);
	{
		LockGuard guard(timers_lock);

		timer.is_closed = true;
		timer_stop(&timer.timer);
	}
	if (is_in_routine(timer))
		report_own_deletion(timer);
	wait_for_runs(timer);
}

constinit const Class Timer::kClass = {
	{ "WDFTIMER", object_finalise, "WdfObjectDelete" }, run_down, nullptr, nullptr, true
};

/* Initialises a new timer, for object_create(). */
struct TimerInit {
	CallSite call;
	const WDF_TIMER_CONFIG &config;
	Object &parent;

	NTSTATUS operator()(Timer &made) const
	{
		/* Its own level, not the one that it will inherit. */
		made.runs_in_worker = made.level == WdfExecutionLevelPassive;
		made.callback = config.EvtTimerFunc;
		made.period = static_cast<LONG>(config.Period);
		KeInitializeTimerEx(&made.timer, NotificationTimer);
		KeInitializeDpc(&made.dpc, expire, &made);
		return find_callback_lock(call, parent, "WDF_TIMER_CONFIG",
					  config.AutomaticSerialization, made.runs_in_worker,
					  made.serialised_by);
	}
};

NTSTATUS check_config(CallSite call, const WDF_TIMER_CONFIG &config, const Object &parent)
{
	if (const NTSTATUS status = check_size(call, "WDF_TIMER_CONFIG", config.Size,
					       sizeof(config), &parent))
		return status;
	if (config.Period > MAXLONG)
		return refuse(call, &parent, STATUS_INVALID_PARAMETER,
			      "WDF_TIMER_CONFIG.Period is %u ms, more than MAXLONG", config.Period);
	if (config.TolerableDelay && config.UseHighResolutionTimer)
		return refuse(call, &parent, STATUS_INVALID_PARAMETER,
			      "WDF_TIMER_CONFIG.TolerableDelay is %u ms with "
			      "UseHighResolutionTimer", config.TolerableDelay);
	return STATUS_SUCCESS;
}

bool stop(Timer &timer)
{
	LockGuard guard(timers_lock);

	return timer_stop(&timer.timer);
}

/* Cancels the timer, and has starts ignored until end_stop(). */
bool begin_stop(Timer &timer)
{
	LockGuard guard(timers_lock);

	if (!timer.stops++)
		timer.start_was_ignored = false;
	return timer_stop(&timer.timer);
}

/* Returns whether a start was ignored. */
bool end_stop(Timer &timer)
{
	LockGuard guard(timers_lock);

	timer.stops--;
	return timer.start_was_ignored;
}

/* WdfTimerStop with Wait. */
bool stop_and_wait(CallSite call, Timer &timer)
{
	if (is_in_routine(timer)) {
		report(violation_of(call, kVerifierFatalError, &timer),
		       "the routine of the WDFTIMER waits for itself");
		return false;
	}
	/* Another thread may delete the timer meanwhile. */
	object_reference(&timer);

	bool was_set = begin_stop(timer);

	wait_for_runs(timer);
	was_set |= end_stop(timer);
	object_dereference(&timer);
	return was_set;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfTimerCreate(PWDF_TIMER_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes,
			      WDFTIMER *Timer)
{
	const CallSite call = WW_CALL_SITE;
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = find_required_parent(call, Attributes, "a timer", parent))
		return status;
	if (!check_not_null(call, Config, "Config") || !check_not_null(call, Timer, "Timer"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_config(call, *Config, *parent))
		return status;
	if (Config->Period && Attributes->ExecutionLevel == WdfExecutionLevelPassive)
		return refuse(call, parent, STATUS_NOT_SUPPORTED,
			      "WDF_TIMER_CONFIG.Period is %u ms: a timer of "
			      "WdfExecutionLevelPassive expires once", Config->Period);
	return wdf::object_create<wdf::Timer>(call, Attributes, kExecutionLevel, Timer, nullptr,
					      TimerInit{ call, *Config, *parent });
}

BOOLEAN NTAPI WdfTimerStart(WDFTIMER Timer, LONGLONG DueTime)
{
	const CallSite call = WW_CALL_SITE;
	auto *const timer = object_at_dispatch_or_below<wdf::Timer>(call, Timer);

	if (!timer)
		return FALSE;
	{
		LockGuard guard(timers_lock);

		if (!timer->is_closed && timer->stops) {
			timer->start_was_ignored = true;
			return FALSE;
		}
		if (!timer->is_closed)
			return timer_set(&timer->timer, { .QuadPart = DueTime }, timer->period,
					 &timer->dpc, call.caller);
	}
	report(violation_of(call, kObjectError, timer), "the WDFTIMER is being deleted");
	return FALSE;
}

BOOLEAN NTAPI WdfTimerStop(WDFTIMER Timer, BOOLEAN Wait)
{
	const CallSite call = WW_CALL_SITE;
	auto *const timer = Wait ? object_at_passive<wdf::Timer>(call, Timer)
				 : object_at_dispatch_or_below<wdf::Timer>(call, Timer);

	if (!timer)
		return FALSE;
	return Wait ? stop_and_wait(call, *timer) : stop(*timer);
}

WDFOBJECT NTAPI WdfTimerGetParentObject(WDFTIMER Timer)
{
	const auto *const timer = object_of<wdf::Timer>(WW_CALL_SITE, Timer);

	if (!timer)
		return nullptr;

	{
		LockGuard guard(timers_lock);

		if (timer->is_closed)
			return nullptr;
	}

	LockGuard guard(tree_lock);

	return timer->parent;
}

} /* extern "C" */
