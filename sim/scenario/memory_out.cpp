/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Without memory: no thread can be created, or no item allocated.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job three("three", nothing);
Flag go("go");
Job sleeper("sleeper", [](Job &) { go.sleep(); });
Job waits_for_one("waits_for_one", [](Job &) { one.sleep_until_done(); });

} /* namespace */

SCENARIO(no_threads, "items while no thread can be created", 0)
{
	sim_threads(false);
	one.queue();
	two.queue();
	one.sleep_until_done();
	two.sleep_until_done();
	sim_threads(true);
}

SCENARIO(no_threads_two_cpus, "the same on both CPUs", 0)
{
	sim_threads(false);
	sim_thread("first", 0, [] { one.queue(); two.queue(); });
	sim_thread("second", 1, [] { three.queue(); });
	one.sleep_until_done();
	two.sleep_until_done();
	three.sleep_until_done();
	sim_threads(true);
}

/* Items behind a blocked routine have to wait until memory is free, but no longer. */
SCENARIO(threads_come_back, "a routine blocks without memory for threads, which comes back", 0)
{
	sim_threads(false);
	waits_for_one.queue();
	one.queue();
	sim_threads(true);
}

SCENARIO(no_items, "allocations fail now and then", 1)
{
	sim_memory(1);
	one.queue();
	two.queue();
	sim_memory(0);
}

SCENARIO(start_fails, "an allocation of the module's start fails", 0, .whole_stop = true,
	 .start_may_fail = true)
{
	one.queue();
}
