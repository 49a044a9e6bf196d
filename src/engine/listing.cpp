/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of items and workers in debugfs.
 */
#include "linux/listing.h"

#include "base/report.hpp"
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
	while (*cursor < ww::worker_numbers()) {
		const ww::Worker *const worker = ww::worker_number(static_cast<ww::u32>((*cursor)++));

		if (worker && ww::add_worker(*line, *worker))
			return true;
	}
	return false;
}

} /* extern "C" */
