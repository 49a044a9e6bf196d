/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A CPU goes offline and comes back. Meanwhile its own workers run its items on other CPUs.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job sleeper("sleeper", [](Job &) { two.sleep_until_done(); });

} /* namespace */

SCENARIO(cpu_goes, "a CPU goes when it has items", 1)
{
	sim_thread("queues", -1, [] {
		one.queue();
		two.queue();
	});
	sim_cpu_offline(1);
	one.sleep_until_done();
	two.sleep_until_done();
	sim_cpu_online(1);
}

SCENARIO(cpu_goes_and_comes, "a CPU goes and comes back while a routine sleeps", 0)
{
	sleeper.queue();
	sim_cpu_offline(1);
	two.queue();
	sim_cpu_online(1);
}
