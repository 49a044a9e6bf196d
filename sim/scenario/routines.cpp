/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Routines that sleep or compute until another item has run. None may delay the item that
 * it waits for.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job last("last", nothing);
Job other("other", nothing);
Job another("another", nothing);
Job urgent_last("urgent_last", nothing, CriticalWorkQueue);
Flag go("go");

Job sleeper("sleeper", [](Job &) { last.sleep_until_done(); });
Job second_sleeper("second_sleeper", [](Job &) { last.sleep_until_done(); });
Job spinner("spinner", [](Job &) { last.spin_until_done(); });
Job second_spinner("second_spinner", [](Job &) { last.spin_until_done(); });
Job waits_for_go("waits_for_go", [](Job &) { go.sleep(); });

Job queues_and_sleeps("queues_and_sleeps", [](Job &) {
	last.queue();
	last.sleep_until_done();
});

Job queues_and_spins("queues_and_spins", [](Job &) {
	last.queue();
	last.spin_until_done();
});

Job urgent_spinner("urgent_spinner", [](Job &) { last.spin_until_done(); }, CriticalWorkQueue);

/* Nested: each waits for the next. */
Job inner("inner", [](Job &) { queues_and_sleeps.queue(); queues_and_sleeps.sleep_until_done(); });

} /* namespace */

SCENARIO(sleeper_first, "a routine sleeps until the item behind it has run", 0)
{
	sleeper.queue();
	last.queue();
}

SCENARIO(two_sleepers, "two routines sleep until the item behind them has run", 0)
{
	sleeper.queue();
	second_sleeper.queue();
	last.queue();
}

SCENARIO(sleepers_of_two_cpus, "a sleeper on each CPU, and the last item anywhere", 0)
{
	sim_thread("first", 0, [] { sleeper.queue(); });
	sim_thread("second", 1, [] { second_sleeper.queue(); last.queue(); });
}

SCENARIO(spinner_first, "a routine computes until the item behind it has run", 0)
{
	spinner.queue();
	last.queue();
}

SCENARIO(spinner_and_dpc, "a routine computes until a DPC's item has run", 0)
{
	sim_softirq("dpc", 0, [] { last.queue(); });
	spinner.queue();
}

SCENARIO(two_spinners, "two routines compute until the item behind them has run", 0, .cpus = 3)
{
	spinner.queue();
	second_spinner.queue();
	last.queue();
}

SCENARIO(queue_and_sleep, "a routine queues an item and sleeps until it has run", 0)
{
	queues_and_sleeps.queue();
}

SCENARIO(queue_and_spin, "a routine queues an item and computes until it has run", 0)
{
	queues_and_spins.queue();
}

SCENARIO(nested, "three routines, each waits for the next", 0)
{
	inner.queue();
}

SCENARIO(classes_wait, "a routine of the other class computes until the item has run", 0)
{
	urgent_spinner.queue();
	last.queue();
}

SCENARIO(released_by_item, "two items wait, and a task lets them go", 1)
{
	waits_for_go.queue();
	last.queue();
	last.sleep_until_done();
	go.set();
}

SCENARIO(three_spinners, "routines compute on every CPU, and one is left", 0, .cpus = 3)
{
	sim_thread("first", 0, [] { spinner.queue(); });
	sim_thread("second", 1, [] { second_spinner.queue(); last.queue(); });
	sim_thread("third", 2, [] { waits_for_go.queue(); go.set(); });
}

/* At DISPATCH_LEVEL: the interrupted context does not continue before the item has run. */
static void queue_and_keep_cpu()
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	last.queue();
	last.spin_until_done();
	KeLowerIrql(old);
}

SCENARIO(keeper_behind_pusher,
	 "a task preempts one that queues, and keeps the CPU for its own item", 0)
{
	sim_thread("pushes", 0, [] { other.queue(); });
	sim_thread("keeps", 0, queue_and_keep_cpu);
}

SCENARIO(keeper_behind_worker, "the same of a worker that looks whether more waits", 0)
{
	sim_thread("pushes", 0, [] { other.queue(); another.queue(); });
	sim_thread("keeps", 0, queue_and_keep_cpu);
}

SCENARIO(keeper_beside_sweep, "the same as the sweep calls workers back", 0)
{
	other.queue();
	other.sleep_until_done();
	sim_thread("pushes", 0, [] { another.queue(); });
	sim_thread("keeps", 0, queue_and_keep_cpu);
}
