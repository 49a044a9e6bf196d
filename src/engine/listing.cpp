/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of items, workers and queues in debugfs.
 */
#include "linux/listing.h"

#include "base/live_task.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "linux/thread.h"
#include "linux/time.h"
#include "item_records.hpp"
#include "work_queues.hpp"

namespace ww {
namespace {

/* An orphan's object has ended. */
const char *state_name(const ItemSnapshot &seen)
{
	return seen.is_queued() ? "queued" : seen.state & ItemState::kOrphan ? "orphan" : "idle";
}

void add_item(ww_line &line, const ItemSnapshot &seen)
{
	char object[2 * kObjectName];

	ww_line_text(&line, "state", state_name(seen));
	ww_line_text(&line, "made_with", item_maker(seen));
	ww_line_text(&line, "made_by", ShownCode(seen.maker).text);
	ww_line_text(&line, "item", Shown(seen.item).text);
	if (seen.is_queued())
		ww_line_text(&line, "routine", shown_routine(seen.routine).text);
	if (seen.object && object_describe(seen.object, object, sizeof(object)))
		ww_line_text(&line, "object", object);
}

/* ---- Workers ---------------------------------------------------------------------------- */

/* What the watch and its notes know is there if they do. */
void add_thread(ww_line &line, const Worker &worker)
{
	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	const s64 seen_for = worker.seen_for(now);
	const s64 seconds = seen_for / 1000000000;
	const LiveTask thread(worker.thread(), now - seen_for);
	SeenWait seen;

	if (thread.is_live()) {
		ww_line_number(&line, "thread", ww_task_id(thread.get()));
		ww_line_text(&line, "state", ww_task_sleeps(thread.get()) ? "sleeps" : "runs");
	} else if (thread.has_ended()) {
		ww_line_text(&line, "state", "ended");
	}
	if (seconds)
		ww_line_number(&line, "seconds", static_cast<u64>(seconds));
	if (wait_find(thread.get(), seen)) {
		ww_line_text(&line, "waits_in", seen.wait.call.function);
		ww_line_text(&line, "waits_for", seen.wait.what);
	}
}

/* The routine may end meanwhile, and another one begin. So the line may be of two. */
[[gnu::no_sanitize_thread]] bool add_worker(ww_line &line, const Worker &worker)
{
	const Invocation running = worker.running;
	char name[kObjectName] = "";

	if (!worker.running_driver())
		return false;
	ww_driver_of_code(running.routine, name, sizeof(name));
	ww_line_text(&line, "driver", name);
	ww_line_text(&line, "routine", shown_routine(running.routine).text);
	ww_line_text(&line, "context", Shown(running.context).text);
	ww_line_text(&line, "item", Shown(running.item).text);
	ww_line_number(&line, "priority", running.priority);
	ww_line_text(&line, "place", worker.place == Place::local ? "local" : "unbound");
	add_thread(line, worker);
	return true;
}

/* ---- Queues ----------------------------------------------------------------------------- */

const char *armed_name(const WorkQueue::Facts &facts)
{
	if (facts.is_local_armed)
		return facts.is_unbound_armed ? "both" : "local";
	return facts.is_unbound_armed ? "unbound" : "none";
}

bool sleeps(const Worker &worker)
{
	const LiveTask thread(worker.thread(), ww_time(WW_CLOCK_MONOTONIC));

	return thread.is_live() && ww_task_sleeps(thread.get());
}

/* How many of the workers with these numbers sleep in a routine of the queue. */
u32 blocked_of(const WorkQueue &queue, u32 first, u32 end)
{
	u32 blocked = 0;

	for (u32 i = first; i < end; i++) {
		const Worker *const worker = worker_number(i);

		if (worker && worker->queue == &queue && sleeps(*worker))
			blocked++;
	}
	return blocked;
}

/* A queue has workers of its own, and shared ones. */
u32 blocked_workers(u32 number)
{
	constexpr u32 kMost = WorkerPool::kMost;
	const WorkQueue &queue = queue_number(number);

	return blocked_of(queue, number * kMost, (number + 1) * kMost) +
	       blocked_of(queue, queue_numbers() * kMost, worker_numbers());
}

void add_queue(ww_line &line, u32 number)
{
	const WorkQueue &queue = queue_number(number);
	const WorkQueue::Facts facts = queue.facts();

	ww_line_number(&line, "processor", queue.cpu());
	ww_line_text(&line, "class", queue.its_class() == Class::high ? "high" : "normal");
	ww_line_text(&line, "items", facts.priorities ? "wait" : "none");
	ww_line_text(&line, "armed", armed_name(facts));
	ww_line_number(&line, "running", facts.running);
	ww_line_number(&line, "blocked", blocked_workers(number));
	ww_line_number(&line, "parked", facts.is_parked);
	ww_line_number(&line, "begun", facts.begun);
	ww_line_number(&line, "helped", facts.helped);
	ww_line_number(&line, "most_workers", facts.most);
}

} /* namespace */
} /* namespace ww */

extern "C" {

bool ww_items_next(ww_u64 *cursor, ww_line *line)
{
	ww::ItemSnapshot seen;

	if (!ww::item_next(*cursor, seen))
		return false;
	ww::add_item(*line, seen);
	return true;
}

bool ww_queues_next(ww_u64 *cursor, ww_line *line)
{
	if (*cursor >= ww::queue_numbers())
		return false;
	ww::add_queue(*line, static_cast<ww::u32>((*cursor)++));
	return true;
}

bool ww_workers_next(ww_u64 *cursor, ww_line *line)
{
	while (*cursor < ww::worker_numbers()) {
		const ww::Worker *const worker = ww::worker_number(static_cast<ww::u32>((*cursor)++));

		if (worker && ww::add_worker(*line, *worker))
			return true;
	}
	return false;
}

} /* extern "C" */
