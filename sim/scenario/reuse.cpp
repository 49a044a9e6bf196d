/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items in the memory of freed items: per-CPU rings, and chunks.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", [](Job &job) { job.free(); });
Job two("two", [](Job &job) { job.free(); });
Job three("three", [](Job &job) { job.free(); });
Job sleeper("sleeper", [](Job &job) { job.free(); three.sleep_until_done(); });

Job queues_another("queues_another", [](Job &job) {
	job.free();
	two.queue();
});

Job in_turn("in_turn", [](Job &job) {
	job.free();
	if (job.begun() < 8)
		job.queue();
});

} /* namespace */

SCENARIO(reuse_at_once, "a routine frees its item, and queues another one", 0)
{
	queues_another.queue();
}

SCENARIO(reuse_by_two_cpus, "routines free their items as two CPUs allocate others", 0)
{
	sim_thread("first", 0, [] { one.queue(); three.queue(); });
	sim_thread("second", 1, [] { two.queue(); });
}

SCENARIO(reuse_by_dpc, "a DPC allocates as a task takes from the same ring", 0)
{
	sim_softirq("dpc", 0, [] { two.queue(); });
	sim_thread("task", 0, [] { one.queue(); });
}

SCENARIO(reuse_while_sleeping, "a routine sleeps after it has freed its item", 0)
{
	sleeper.queue();
	one.queue();
	three.queue();
}

SCENARIO(reuse_in_turn, "an item of the same memory again and again, beside others", 0)
{
	in_turn.queue();
	sim_thread("beside", -1, [] { one.queue(); two.queue(); });
}

SCENARIO(reuse_without_memory, "allocations fail as the ring is refilled", 0)
{
	sim_memory(1);
	queues_another.queue();
	sim_memory(0);
}

/* Without queueing. No item is given to two owners. */
SCENARIO(reuse_lists, "a task and a DPC of one CPU allocate from its ring, and free", 2, .cpus = 1)
{
	static PIO_WORKITEM mine, other;

	IoFreeWorkItem(IoAllocateWorkItem(device));
	sim_softirq("dpc", 0, [] {
		other = IoAllocateWorkItem(device);
		if (other == mine)
			sim_fail("a DPC is given an item that is in use");
		IoFreeWorkItem(other);
	});
	PIO_WORKITEM first = mine = IoAllocateWorkItem(device);
	PIO_WORKITEM second = IoAllocateWorkItem(device);

	if (second == first)
		sim_fail("a task is given the same item twice");
	IoFreeWorkItem(second);
	mine = nullptr;
	IoFreeWorkItem(first);
}
