/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The unload and the module's exit at any step. Every scenario ends with both; here they come at
 * once.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job frees("frees", [](Job &job) { job.free(); });
Job again("again", [](Job &job) {
	if (job.begun() < 2)
		job.queue();
});

Job tried("tried", nothing);
Job urgent_tried("urgent_tried", nothing, CriticalWorkQueue);

} /* namespace */

SCENARIO(exit_at_once, "the module goes as soon as the item has run", 1, .settles = false)
{
	one.queue();
}

SCENARIO(exit_after_two, "the module goes as soon as two items have run", 0, .settles = false)
{
	one.queue();
	two.queue();
}

SCENARIO(exit_after_requeue, "the same where the first item comes again", 0, .settles = false)
{
	again.queue();
}

SCENARIO(exit_after_free, "the same where the routine frees its item", 1, .settles = false)
{
	frees.queue();
}

SCENARIO(exit_of_two_cpus, "the same on two CPUs", 0, .settles = false)
{
	sim_thread("first", 0, [] { one.queue(); });
	sim_thread("second", 1, [] { again.queue(); });
}

SCENARIO(exit_after_parking, "the module goes while workers are parked", 0, .settles = false)
{
	one.queue();
	one.sleep_until_done();
	two.queue();
	two.sleep_until_done();
}

SCENARIO(exit_after_try, "the module goes as soon as a reserved worker has run an item", 1,
	 .settles = false)
{
	tried.try_queue();
}

SCENARIO(exit_after_tries, "the same of both reserved workers, and of an item that is queued", 0,
	 .settles = false)
{
	tried.try_queue();
	urgent_tried.try_queue();
	one.queue();
}
