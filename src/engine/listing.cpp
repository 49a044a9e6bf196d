/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of items and workers in debugfs.
 */
#include "linux/listing.h"

#include "base/report.hpp"
#include "item_records.hpp"
#include "reserved_worker.hpp"
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

/*
 * A cursor is the number of a worker: for each CPU those of its two queues, then the shared ones, then
 * the reserved ones. Pools have at most WorkerPool::kMost.
 */
const WorkerPool &pool_of(u32 pool)
{
	const u32 of_queues = ww_cpu_count() * kClasses;

	if (pool >= of_queues)
		return WorkQueue::shared().pool(pool - of_queues);

	const Queues &queues = queues_of(pool / kClasses);

	return (pool % kClasses == index_of(Class::high) ? queues.high : queues.normal).pool();
}

u32 pools()
{
	return ww_cpu_count() * kClasses + SharedPools::kPools;
}

/* The worker with the number, or null: a pool may have fewer. */
const Worker *worker_number(u64 number)
{
	const u32 pool = static_cast<u32>(number / WorkerPool::kMost);
	const u32 index = static_cast<u32>(number % WorkerPool::kMost);

	return pool < pools() ? pool_of(pool).at(index) : reserved_worker_number(index);
}

/* The routine may end meanwhile, and another one begin. So the line may be of two. */
[[gnu::no_sanitize_thread]] bool add_worker(ww_line &line, const Worker &worker)
{
	const Invocation running = worker.running;
	char name[kObjectName] = "";

	if (!worker.driver.load(Order::acquire))
		return false;
	ww_driver_of_code(running.routine, name, sizeof(name));
	ww_line_text(&line, "driver", name);
	ww_line_text(&line, "routine", shown_routine(running.routine).text);
	ww_line_text(&line, "context", Shown(running.context).text);
	ww_line_text(&line, "item", Shown(running.item).text);
	ww_line_number(&line, "priority", running.priority);
	ww_line_text(&line, "place", worker.place == Place::local ? "local" : "unbound");
	return true;
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

bool ww_workers_next(ww_u64 *cursor, ww_line *line)
{
	const ww::u64 end = (ww::pools() + 1ull) * ww::WorkerPool::kMost;

	while (*cursor < end) {
		const ww::Worker *const worker = ww::worker_number((*cursor)++);

		if (worker && ww::add_worker(*line, *worker))
			return true;
	}
	return false;
}

} /* extern "C" */
