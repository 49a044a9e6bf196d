/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The checks and repairs of a worker after a routine.
 */
#include "worker.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/thread_baseline.h"
#include "linux/time.h"
#include "linux/workqueue.h"
#include "work_queues.hpp"

namespace ww {
namespace {

constexpr s32 kLeastNice = -20;
constexpr s32 kMostNice = 19;

} /* namespace */

void Worker::set_priority(u32 new_priority)
{
	const s32 nice = work.thread.nice - nice_above_class(priority) +
			 nice_above_class(new_priority);

	/* The nice value that an administrator gave the thread leaves no room. */
	if (nice < kLeastNice || nice > kMostNice)
		return;
	priority = new_priority;
	if (nice != work.thread.nice) {
		ww_thread_set_nice(nice);
		work.thread.nice = nice;
	}
}

/*
 * An administrator may have changed it, or Linux code of the driver. Nothing shows which, so the
 * thread keeps the value.
 */
void Worker::adopt(ww_thread_defect which, const char *what, s32 &expected)
{
	expected = ww_thread_priority(which);
	ww_print(WW_LEVEL_WARNING, "the %s of a worker thread has changed to %d while %s ran", what,
		 expected, ShownCode(running.routine).text);
}

void Worker::check_nice()
{
	const s32 now = ww_thread_priority(WW_DEFECT_NICE);

	if (asked_nice != static_cast<u32>(now + kNiceBias)) {
		adopt(WW_DEFECT_NICE, "nice value", work.thread.nice);
		return;
	}
	report({ .code = BugCheck::worker_thread_returned_with_bad_io_priority,
		 .parameter = { address_of(running.routine), static_cast<u32>(now),
				address_of(running.context), address_of(running.item) },
		 .call = { running.ops->name }, .item = running.item, .owner = running.object,
		 .routine = running.routine },
	       "the routine changed the nice value of the worker thread to %d", now);
}

/* The order of the parameters differs between the bug checks, as it does on Windows. */
void Worker::check(u32 defects)
{
	const Invocation &invocation = running;
	const uintptr_t routine = address_of(invocation.routine);
	const uintptr_t context = address_of(invocation.context);
	const uintptr_t item = address_of(invocation.item);
	const auto violation = [&](BugCheck code, uintptr_t a, uintptr_t b, uintptr_t c,
				   uintptr_t d) {
		return Violation{ .code = code, .parameter = { a, b, c, d },
				  .call = { invocation.ops->name }, .item = invocation.item,
				  .owner = invocation.object, .routine = invocation.routine };
	};
	if (!defects && !task_state_find(ww_current_task()))
		return;

	const Left left = irql_repair(kPassiveLevel);

	/*
	 * A top-level IRP that stays is no error on Windows, but the next item begins without one.
	 */
	const TaskLeft task_left = task_state_drop();

	report_task_left(task_left, violation(BugCheck::apc_index_mismatch, 0, 0, 0, 0),
			 invocation.routine, true);
	if (task_left.owned_mutexes)
		report(violation(BugCheck::system_exit_owned_mutex, routine, context, item, 0),
		       "the routine left the worker thread with %u mutexes, which stay owned; the "
		       "last one is %p", task_left.owned_mutexes, task_left.mutex);
	if (!left.is_clean(kPassiveLevel))
		report(violation(BugCheck::worker_thread_returned_at_bad_irql, routine, left.irql,
				 context, item),
		       "the routine returned at IRQL %u, holding %u spin locks%s", left.irql,
		       left.locks, ShownHeld(left.last).text);
	if (defects & WW_DEFECT_NICE)
		check_nice();
	if (defects & WW_DEFECT_IO_PRIORITY)
		adopt(WW_DEFECT_IO_PRIORITY, "I/O priority", work.thread.io_priority);
	if (defects & WW_DEFECT_CREDENTIALS)
		report(violation(BugCheck::impersonating_worker_thread, routine, context, item, 0),
		       "the routine returned with the credentials of somebody else");
	ww_thread_restore(&work.thread);
	ww_yield();
}

namespace {

/* Null in any other thread. */
Worker *current_worker()
{
	return const_cast<Worker *>(worker_at(ww_current_work()));
}

} /* namespace */

void worker_runs(const ItemOps &ops, Item *item, void *routine, void *context)
{
	Invocation &running = current_worker()->running;

	running.ops = &ops;
	running.item = item;
	running.routine = routine;
	running.context = context;
}

void worker_asks_for_nice(s32 nice)
{
	if (Worker *const worker = current_worker())
		worker->asked_nice = static_cast<u32>(nice + Worker::kNiceBias);
}

const Invocation *current_invocation()
{
	const Worker *const worker = current_worker();

	return worker ? &worker->running : nullptr;
}

/* The routine may end meanwhile, and another one of the driver's begin: then that is printed. */
[[gnu::no_sanitize_thread]] void Worker::describe(const void *of_driver) const
{
	if (running_driver() == of_driver)
		ww_print(WW_LEVEL_WARNING, "  running: %s, context %s",
			 shown_routine(running.routine).text, Shown(running.context).text);
}

[[gnu::no_sanitize_thread]] bool Worker::runs_seen() const
{
	return running.item == seen.item && running.routine == seen.routine && running.object == seen.object &&
	       running.ops == seen.ops;
}

[[gnu::no_sanitize_thread]] s64 Worker::look(s64 now)
{
	uintptr_t found = driver.load(Order::acquire);

	if (found & kSeen && runs_seen())
		return now - seen_since;
	if (!found)
		return 0;
	/* Before the exchange, which shows it to other readers. The thread may have begun after @now. */
	seen_since = ww_time(WW_CLOCK_MONOTONIC);
	is_told = false;
	/*
	 * The copy is of the routine whose mark this is, unless the next one is about to begin. Then the mark goes
	 * before anything is told, if the worker does not stay there until that is due.
	 */
	if (driver.compare_exchange(found, found | kSeen))
		seen = { running.item, running.routine, running.object, running.ops };
	return 0;
}

} /* namespace ww */
