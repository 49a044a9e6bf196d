/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PREEMPT_RT: softirqs and sections with bottom halves off are preempted. One task at a time has a
 * CPU's bottom halves off.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job last("last", nothing);
Job spinner("spinner", [](Job &) { last.spin_until_done(); });
Job sleeper("sleeper", [](Job &) { last.sleep_until_done(); });

} /* namespace */

SCENARIO(rt_two_items, "two items", 1, .realtime = true)
{
	one.queue();
	two.queue();
}

SCENARIO(rt_raised, "items from DISPATCH_LEVEL, which is preempted there", 0, .realtime = true)
{
	sim_thread("raised", 0, [] {
		KIRQL old;

		KeRaiseIrql(DISPATCH_LEVEL, &old);
		one.queue();
		two.queue();
		KeLowerIrql(old);
	});
	last.queue();
}

SCENARIO(rt_dpc, "a task and a DPC", 0, .realtime = true)
{
	sim_softirq("dpc", 0, [] { one.queue(); });
	two.queue();
}

SCENARIO(rt_spinner, "a routine computes until the item behind it has run", 0, .realtime = true)
{
	spinner.queue();
	last.queue();
}

SCENARIO(rt_sleeper, "a routine sleeps until the item behind it has run", 0, .realtime = true)
{
	sleeper.queue();
	last.queue();
}
