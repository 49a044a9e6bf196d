/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoTryQueueWorkItem: an accepted item runs, even if no other thread makes progress.
 */
#include "list.hpp"
#include "scenario.hpp"

#include "engine/work_queues.hpp"

using namespace scenario;

namespace {

Job tried("tried", nothing);
Job second_tried("second_tried", nothing);
Job plain("plain", nothing);

/* Its relevant part ends when the item has run. */
void try_and_wait(Job &)
{
	if (tried.try_queue())
		tried.sleep_until_done();
}

Job tries("tries", try_and_wait);
Job urgent_tries("urgent_tries", try_and_wait, CriticalWorkQueue);
Flag accepted("accepted");
Flag kept("kept");

Job tries_and_tells("tries_and_tells", [](Job &) {
	const bool taken = tried.try_queue();

	accepted.set();
	if (taken)
		tried.sleep_until_done();
});

Job tries_and_spins("tries_and_spins", [](Job &) {
	if (tried.try_queue())
		tried.spin_until_done();
});

Job tries_another("tries_another", [](Job &) {
	if (second_tried.try_queue())
		second_tried.sleep_until_done();
});

/* Keeps its CPU until the accepted item has run. */
void keep_cpu()
{
	KIRQL old;

	accepted.sleep();
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	if (tried.queued())
		tried.spin_until_done();
	KeLowerIrql(old);
}

Job keeper("keeper", [](Job &) { keep_cpu(); }, CriticalWorkQueue);

/* Parks the primary worker of the CPU. It is then promised. */
void park(int cpu)
{
	sim_thread("parks", cpu, [] { plain.queue(); });
	plain.sleep_until_done();
}

} /* namespace */

SCENARIO(try_once, "a task tries, while another one queues", 0)
{
	sim_thread("queues", -1, [] { plain.queue(); });
	tried.try_queue();
}

SCENARIO(try_from_routine, "a routine tries, and sleeps until the item has run", 1)
{
	tries.queue();
}

SCENARIO(try_and_spin, "a routine tries, and computes until the item has run", 1)
{
	tries_and_spins.queue();
}

SCENARIO(try_beside, "two routines try at once, and wait", 0)
{
	sim_thread("first", 0, [] { tries.queue(); });
	sim_thread("second", 1, [] { tries_another.queue(); });
}

SCENARIO(try_without_memory, "the same without memory for threads", 0, .cpus = 2)
{
	sim_threads(false);
	tries.queue();
	tries.sleep_until_done();
	sim_threads(true);
}

SCENARIO(try_beside_keeper, "a routine of the other class has its CPU for itself", 0, .cpus = 2)
{
	sim_thread("keeps", 1, [] { keeper.queue(); });
	tries_and_tells.queue();
}

SCENARIO(try_beside_native, "a native work computes on the other CPU", 0, .cpus = 2)
{
	sim_native(1, [] {
		accepted.sleep();
		if (tried.queued())
			tried.spin_until_done();
	});
	tries_and_tells.queue();
}

SCENARIO(try_twice, "one after the other, on a worker that parks", 1)
{
	if (tried.try_queue())
		tried.sleep_until_done();
	tried.try_queue();
}

SCENARIO(handed_beside_native, "the promised worker's CPU is kept by other code", 0)
{
	park(1);
	sim_native(1, [] {
		KIRQL old;

		KeRaiseIrql(DISPATCH_LEVEL, &old);
		kept.set();
		accepted.spin();
		if (tried.queued())
			tried.spin_until_done();
		KeLowerIrql(old);
	});
	kept.sleep();
	sim_thread("queues", 0, [] { tries_and_tells.queue(); });
}

SCENARIO(handed_elsewhere, "an item is handed to another CPU's worker as that CPU's timer looks", 0)
{
	park(1);
	sim_native(1, [] {
		if (tried.queued())
			tried.spin_until_done();
	});
	tries.queue();
}

SCENARIO(try_with_absent_cpus, "a routine tries while some CPUs are not there", 0, .cpus = 4)
{
	sim_cpu_offline(2);
	sim_cpu_offline(3);
	park(0);
	sim_thread("queues", 1, [] { tries.queue(); });
}

SCENARIO(handed_and_queued, "another CPU's worker is promised as that CPU queues", 0)
{
	park(1);
	sim_thread("queues", 1, [] { second_tried.queue(); });
	tries.queue();
}

/* ---- A promise that is taken back ---- */

namespace {

Job behind("behind", nothing);
Job blocks("blocks", [](Job &) { behind.spin_until_done(); });

/* An item of CPU 1 whose worker was promised: a claim that stays would keep it waiting. */
void queue_on_other_cpu()
{
	sim_thread("queues", 1, [] { second_tried.queue(); });
}

} /* namespace */

SCENARIO(promise_beside_help, "an unbound worker is armed as a parked one is promised", 0, .cpus = 3)
{
	park(1);
	sim_thread("blocks", 2, [] { blocks.queue(); behind.queue(); });
	sim_thread("tries", 0, [] { tried.try_queue(); });
	sim_join();
	queue_on_other_cpu();
}

SCENARIO(promise_beside_reap, "a parked thread returns as its worker is promised", 0)
{
	park(1);
	ww::workers_reap();
	sim_thread("reaps", 0, [] { ww::workers_reap(); });
	sim_thread("tries", 0, [] { tried.try_queue(); });
	sim_join();
	queue_on_other_cpu();
}

SCENARIO(two_reap, "two have a parked thread return", 0)
{
	park(1);
	ww::workers_reap();
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("reaps", cpu, [] { ww::workers_reap(); });
	sim_join();
	queue_on_other_cpu();
}
