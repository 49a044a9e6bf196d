/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More blocked routines than a queue has own workers. Too large for an exhaustive exploration.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

constexpr int kCrowd = 20;		/* a queue has 16 workers of its own */

Flag open_gate("open_gate");
Job last("last", [](Job &) { open_gate.set(); });

void wait(Job &) { open_gate.sleep(); }

/* All workers, each with an item. */
Job crowd[kCrowd] = {
	{ "c0", wait }, { "c1", wait }, { "c2", wait }, { "c3", wait }, { "c4", wait },
	{ "c5", wait }, { "c6", wait }, { "c7", wait }, { "c8", wait }, { "c9", wait },
	{ "c10", wait }, { "c11", wait }, { "c12", wait }, { "c13", wait }, { "c14", wait },
	{ "c15", wait }, { "c16", wait }, { "c17", wait }, { "c18", wait }, { "c19", wait },
};

Job other("other", nothing);

} /* namespace */

SCENARIO(crowd_blocks, "20 routines block, and the 21st item lets them go", 0, .max_active = 64)
{
	for (Job &job : crowd)
		job.queue();
	last.queue();
}

SCENARIO(crowd_and_tail, "the same, and items that come while they leave", 0, .max_active = 64)
{
	for (Job &job : crowd)
		job.queue();
	last.queue();
	crowd[0].sleep_until_done();
	other.queue();
	other.sleep_until_done();
	for (int i = 0; i < 3; i++)
		crowd[i].sleep_until_done();
	other.queue();
}

SCENARIO(crowd_beyond_share, "20 routines block on workqueues that run 12 at once", 0,
	 .max_active = 12)
{
	for (Job &job : crowd)
		job.queue();
	last.queue();
}
