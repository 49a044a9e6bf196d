/* SPDX-License-Identifier: GPL-2.0 */
#include "watch.hpp"

#include "base/report.hpp"
#include "base/text.hpp"
#include "base/wait_note.hpp"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/time.h"
#include "linux/trace_point.h"
#include "item_records.hpp"
#include "work_queues.hpp"

namespace ww {
namespace {

/* docs/scheduling.md, Constants */
constexpr u32 kSteps = 8;		/* of a chain of waits */
constexpr u32 kQueuedShown = 4;
constexpr u32 kItemsSearched = 65536;

constexpr s64 kSecond = 1000000000;

constinit LookAtOthers look_at_others = nullptr;

/* ---- Threads ---------------------------------------------------------------------------- */

/* The first worker for which @wants(worker) is true, or null. */
template <typename Wants>
Worker *find_worker(Wants wants)
{
	for (u32 i = 0; i < worker_numbers(); i++) {
		Worker *const worker = worker_number(i);

		if (worker && worker->running_driver() && wants(*worker))
			return worker;
	}
	return nullptr;
}

Worker *worker_of_thread(const void *thread)
{
	return find_worker([thread](const Worker &worker) { return worker.thread() == thread; });
}

/* ---- Chains ------------------------------------------------------------------------------ */

/* The thread of a worker that is wanted: of one that waits itself, if there is any. */
template <typename Wants>
const void *thread_of_routine(Wants wants)
{
	const void *any = nullptr;
	SeenWait wait;

	const Worker *const waiting = find_worker([&](const Worker &worker) {
		const void *const thread = wants(worker) ? worker.thread() : nullptr;

		any = thread ? thread : any;
		return wait_find(thread, wait);
	});

	return waiting ? waiting->thread() : any;
}

[[gnu::no_sanitize_thread]] bool runs_for(const Worker &worker, const void *object)
{
	return worker.running.object == object;
}

/* A thread that has to go on before the wait can end, or null if none is known. */
const void *thread_that_ends(const SeenWait &seen)
{
	const void *const object = seen.wait.object;

	switch (seen.wait.end) {
	case WaitEnd::any:
		break;
	case WaitEnd::holder:
		return seen.holder;
	case WaitEnd::routines_of_object:
		return thread_of_routine([object](const Worker &worker) { return runs_for(worker, object); });
	case WaitEnd::routines_of_driver:
		return thread_of_routine([object](const Worker &worker) {
			return worker.running_driver() == object;
		});
	}
	return nullptr;
}

/* The routine that the thread runs, or its name. */
struct ShownThread {
	ShownThread(const Worker *worker, const SeenWait &seen)
	{
		if (worker)
			text_copy(text, sizeof(text), shown_routine(worker->running.routine).text);
		else
			text_copy(text, sizeof(text), seen.name);
	}

	char text[sizeof(ShownCode::text)];
};

/* The object of a wait: its name if it is a driver, else its address, and the driver's variable for it. */
struct ShownObject {
	explicit ShownObject(const Wait &wait)
	{
		if (!wait.object)
			text[0] = '\0';
		else if (wait.end != WaitEnd::routines_of_driver ||
			 !object_describe(wait.object, text, sizeof(text)))
			ww_format(text, sizeof(text), "%s%s", Shown(wait.object).text,
				  ShownVariable(wait.object).text);
	}

	char text[2 * kObjectName];
};

void tell_step(u32 number, const Worker *worker, const SeenWait &seen)
{
	const Wait &wait = seen.wait;
	const char *const by = wait.call.caller ? ", called by " : "";

	ww_print(WW_LEVEL_WARNING, "  %u: %s (%u) waits in %s%s%s, for %s %s", number,
		 ShownThread(worker, seen).text, seen.id, wait.call.function, by,
		 wait.call.caller ? ShownCode(wait.call.caller).text : "", wait.what, ShownObject(wait).text);
}

/* The last step of a chain: a thread that does not wait, or whose wait is told already. */
void tell_last(u32 number, const Worker *worker, const char *what)
{
	if (worker)
		ww_print(WW_LEVEL_WARNING, "  %u: %s %s", number, shown_routine(worker->running.routine).text, what);
	else
		ww_print(WW_LEVEL_WARNING, "  %u: another thread", number);
}

/* Calls @visit(seen) for the items that are queued, until it returns false. */
template <typename Visit>
void visit_queued(Visit visit)
{
	ItemSnapshot seen;
	u64 slot = 0;

	for (u32 i = 0; i < kItemsSearched && item_next(slot, seen); i++) {
		if (seen.is_queued() && !visit(seen))
			return;
		ww_yield();
	}
}

/* The wait is for routines of an object, and none runs. */
void tell_unstarted(u32 number, const void *object)
{
	visit_queued([=](const ItemSnapshot &seen) {
		if (seen.object != object)
			return true;
		ww_print(WW_LEVEL_WARNING, "  %u: %s is queued, and has not begun", number,
			 shown_routine(seen.routine).text);
		return false;
	});
}

/* A chain of waits, from a thread to what it waits for, and so on. */
class Chain {
public:
	/* Prints it. */
	void tell(const void *thread);

private:
	/* The number of @thread in the chain, from 1, or 0. */
	u32 number_of(const void *thread) const;
	/* Prints a step, and returns the thread of the next one; null at the end. */
	const void *step(const void *thread);

	u32 count_ = 0;
	const void *threads_[kSteps];
};

u32 Chain::number_of(const void *thread) const
{
	for (u32 i = 0; i < count_; i++) {
		if (threads_[i] == thread)
			return i + 1;
	}
	return 0;
}

const void *Chain::step(const void *thread)
{
	const Worker *const worker = worker_of_thread(thread);
	SeenWait seen;
	const bool is_told = count_ && worker && worker->is_told;

	threads_[count_++] = thread;
	if (is_told || !wait_find(thread, seen)) {
		if (count_ > 1)
			tell_last(count_, worker, is_told ? "is named above" : "does not wait in WinWork");
		return nullptr;
	}
	tell_step(count_, worker, seen);

	const void *const next = thread_that_ends(seen);

	if (!next && seen.wait.end == WaitEnd::routines_of_object)
		tell_unstarted(count_ + 1, seen.wait.object);
	return next;
}

void Chain::tell(const void *thread)
{
	while (thread && count_ < kSteps) {
		const void *const next = step(thread);

		if (const u32 begin = next ? number_of(next) : 0) {
			ww_print(WW_LEVEL_WARNING, "  a cycle: %u waits for %u", count_, begin);
			return;
		}
		thread = next;
	}
}

/* ---- Reports ----------------------------------------------------------------------------- */

/* Of all drivers: nothing shows in which queue an item is. */
void tell_queued()
{
	u32 shown = 0;

	visit_queued([&](const ItemSnapshot &seen) {
		ww_print(WW_LEVEL_WARNING, "  queued: %s, item %s", shown_routine(seen.routine).text,
			 Shown(seen.item).text);
		return ++shown < kQueuedShown;
	});
}

/* What is known of a worker's routine: its item, and whose it is. The thread of a rescuer is not. */
void tell_worker(const Worker &worker, const LiveTask &thread, s64 seconds)
{
	const auto &seen = worker.seen;
	char owner[2 * kObjectName] = "";
	char where[32] = "";

	if (!seen.object || !object_describe(seen.object, owner, sizeof(owner)))
		ww_driver_of_code(seen.routine, owner, sizeof(owner));
	if (thread.is_live())
		ww_format(where, sizeof(where), ", in thread %u", ww_task_id(thread.get()));
	ww_print(WW_LEVEL_WARNING, "stuck: %s runs for %lld s: %s, item %s, %s%s",
		 shown_routine(seen.routine).text, seconds, seen.ops->name,
		 Shown(seen.item).text, owner, where);
	if (worker.queue && worker.queue->has_items())
		ww_print(WW_LEVEL_WARNING, "  items wait behind it");
}

void look_at_worker(Worker &worker, s64 now, s64 limit)
{
	const s64 runs = worker.look(now);

	if (runs < limit || worker.is_told)
		return;

	const LiveTask thread(worker.thread(), worker.seen_since);

	/* The search for the thread took its time. */
	if (worker.look(now) != runs)
		return;
	tell_worker(worker, thread, runs / kSecond);
	worker.is_told = true;
	watch_tell_waits(thread);
}

void look_at_queue(WorkQueue &queue, s64 now, s64 limit)
{
	const s64 waits = queue.look(now);

	if (waits < limit || !waits || !queue.take_telling())
		return;
	ww_print(WW_LEVEL_WARNING, "stuck: items of processor %u, %s, wait for %lld s, and none begins: %s", queue.cpu(),
		 queue.its_class() == Class::high ? "priority 13 and more" : "priority 12 and less", waits / kSecond,
		 queue.why_none_begins());
	tell_queued();
}

void look_at_waits(s64 now, s64 limit)
{
	SeenWait seen;

	for (u32 number = 0; wait_take_old(number, now - limit, seen);) {
		if (worker_of_thread(seen.task))
			continue;
		ww_print(WW_LEVEL_WARNING, "stuck: %s (%u) waits for %lld s", seen.name, seen.id,
			 (now - seen.since) / kSecond);
		watch_tell_waits(LiveTask(seen.task, seen.since));
	}
}

} /* namespace */

void watch_tell_waits(const LiveTask &thread)
{
	Chain().tell(thread.get());
	if (thread.is_live())
		ww_task_show(thread.get());
	else if (thread.has_ended())
		ww_print(WW_LEVEL_WARNING, "  its thread has ended");
}

void watch_init(LookAtOthers look)
{
	look_at_others = look;
	ww_watch_start();
}

} /* namespace ww */

extern "C" void ww_watch_look()
{
	using namespace ww;

	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	const s64 limit = ww_stuck_timeout * kSecond;

	if (!limit)
		return;
	for (u32 i = 0; i < worker_numbers(); i++) {
		if (Worker *const worker = worker_number(i))
			look_at_worker(*worker, now, limit);
	}
	for (u32 i = 0; i < queue_numbers(); i++)
		look_at_queue(queue_number(i), now, limit);
	look_at_waits(now, limit);
	look_at_others(now, limit);
}
