/* SPDX-License-Identifier: GPL-2.0 */
/*
 * With stall detection suspended: routines that return or sleep must not need it. In other
 * scenarios it would help a forgotten item after some samples, so that only the delay would show
 * the defect.
 */
#include "list.hpp"
#include "scenario.hpp"

#include <winwork.h>

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job three("three", nothing);
Job last("last", nothing);
Job sleeper("sleeper", [](Job &) { last.sleep_until_done(); });
Job second_sleeper("second_sleeper", [](Job &) { last.sleep_until_done(); });
Flag go("go");
Job third_sleeper("third_sleeper", [](Job &) { go.sleep(); });
Job again("again", [](Job &job) {
	if (job.begun() < 3)
		job.queue();
});

void suspend()
{
	WinworkSuspendStallDetection(TRUE);
}

/* Stall detection arms an unbound worker for this one. From then on it is suspended. */
Job on_unbound("on_unbound", [](Job &) { suspend(); });
Job spinner("spinner", [](Job &) { on_unbound.spin_until_done(); });

} /* namespace */

SCENARIO(unwatched_two_items, "two items from one task", 0)
{
	suspend();
	one.queue();
	two.queue();
}

SCENARIO(unwatched_one_queue, "three tasks of one CPU, an item each", 0)
{
	suspend();
	sim_thread("first", 0, [] { one.queue(); });
	sim_thread("second", 0, [] { two.queue(); });
	sim_thread("third", 0, [] { three.queue(); });
}

SCENARIO(unwatched_sleepers, "two routines sleep until the item behind them has run", 0)
{
	suspend();
	sleeper.queue();
	second_sleeper.queue();
	last.queue();
}

SCENARIO(unwatched_late_item, "items come as the worker leaves", 0)
{
	suspend();
	again.queue();
	one.queue();
	one.sleep_until_done();
	two.queue();
	two.sleep_until_done();
	three.queue();
}

SCENARIO(unwatched_dpcs, "items of DPCs as others run", 0)
{
	suspend();
	sim_softirq("first", 0, [] { one.queue(); });
	sim_softirq("second", 0, [] { two.queue(); });
	sim_thread("sleeps", 0, [] { sleeper.queue(); last.queue(); });
	again.queue();
}

SCENARIO(unwatched_tries, "promised workers, as others queue", 0)
{
	suspend();
	sim_thread("queues", 0, [] { one.queue(); two.queue(); });
	sim_thread("tries", 0, [] {
		if (three.try_queue())
			three.sleep_until_done();
		three.try_queue();
	});
}

SCENARIO(unwatched_unbound, "an item comes as an unbound worker finds nothing more", 0)
{
	sim_thread("first", 0, [] { spinner.queue(); on_unbound.queue(); });
	sim_thread("second", 0, [] { on_unbound.sleep_until_begun(); one.queue(); two.queue(); });
}

/* There may be two local workers and one unbound worker. */
SCENARIO(unwatched_share, "an item comes as the first of all workers is free again", 0,
	 .max_active = 2)
{
	suspend();
	sim_thread("queues", 0, [] {
		sleeper.queue();
		second_sleeper.queue();
		third_sleeper.queue();
		third_sleeper.sleep_until_begun();
		sim_thread("lets_go", 1, [] { go.set(); });
		last.queue();
	});
}
