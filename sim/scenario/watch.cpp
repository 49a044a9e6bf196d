/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The watch for stuck routines looks at a worker twice. If it takes what runs for what it has seen before, no routine
 * has begun in between.
 */
#include "inside.hpp"
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

const int begun = sim_counter("begun");		/* routines that the worker has begun */

unsigned steps;

void note(Job &)
{
	if (inside_is_watched())
		sim_add(begun);
}

Job first("first", note), second("second", note);

void look()
{
	inside_sees_again(1);

	const unsigned before = sim_count(begun);

	/* A step, at which others may go on. */
	__atomic_store_n(&steps, before, __ATOMIC_SEQ_CST);

	const unsigned after = sim_count(begun);

	if (inside_sees_again(2) && before != after)
		sim_fail("the watch takes a routine for an earlier one");
}

} /* namespace */

SCENARIO(looked_at, "the watch looks at a worker that runs two items", 1, .cpus = 2)
{
	first.queue();
	second.queue();
	look();
}
