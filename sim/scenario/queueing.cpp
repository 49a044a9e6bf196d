/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items from tasks, interrupts and routines, one and several at a time.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

Job one("one", nothing);
Job two("two", nothing);
Job three("three", nothing);
Job urgent("urgent", nothing, CriticalWorkQueue);
Job low("low", nothing, static_cast<WORK_QUEUE_TYPE>(CustomPriorityWorkQueue + 3));

/* Frees its item in its first statement, as Windows's sample does. */
Job frees_itself("frees_itself", [](Job &job) { job.free(); });

Job again("again", [](Job &job) {
	if (job.begun() < 3)
		job.queue();
});

Job queues_two("queues_two", [](Job &) {
	one.queue();
	two.queue();
});

/* One item, queued by the first of several callers: its routine may run twice at once. */
Job waits_for_itself("waits_for_itself", [](Job &job) {
	if (job.begun() == 1) {
		job.queue();
		job.sleep_until_done(1);
	}
});

} /* namespace */

SCENARIO(one_item, "one item, once", 1)
{
	one.queue();
}

SCENARIO(one_item_whole_stop, "the same, and all parts of the module are stopped", 1,
	 .whole_stop = true)
{
	one.queue();
}

SCENARIO(two_items, "two items from one task", 1)
{
	one.queue();
	two.queue();
}

SCENARIO(two_cpus, "an item from each CPU", 0)
{
	sim_thread("first", 0, [] { one.queue(); });
	sim_thread("second", 1, [] { two.queue(); });
}

SCENARIO(one_queue, "two tasks of one CPU, an item each", 0, .cpus = 1)
{
	sim_thread("first", 0, [] { one.queue(); });
	sim_thread("second", 0, [] { two.queue(); });
}

SCENARIO(three_items, "a task with two items, and an interrupt's DPC with one", 0)
{
	sim_softirq("dpc", -1, [] { three.queue(); });
	one.queue();
	two.queue();
}

SCENARIO(two_dpcs, "two DPCs on one CPU, and an item each", 0)
{
	sim_softirq("first", 0, [] { one.queue(); });
	sim_softirq("second", 0, [] { two.queue(); });
}

SCENARIO(two_classes, "an item of each class", 0)
{
	one.queue();
	urgent.queue();
}

SCENARIO(two_priorities, "two priorities of one class", 0)
{
	sim_thread("low", 0, [] { low.queue(); });
	sim_thread("usual", 0, [] { one.queue(); });
}

SCENARIO(item_that_frees_itself, "the routine frees its item at once", 1)
{
	frees_itself.queue();
}

SCENARIO(item_that_comes_again, "the routine queues its item again", 0)
{
	again.queue();
}

SCENARIO(item_that_waits_for_itself, "the routine waits for the next run of its own item", 0)
{
	waits_for_itself.queue();
}

SCENARIO(item_that_queues_two, "the routine queues two others", 0)
{
	queues_two.queue();
}

SCENARIO(parking, "a second item when the first one's worker is about to park", 1)
{
	one.queue();
	one.sleep_until_done();
	two.queue();
}

SCENARIO(parking_elsewhere, "the same from another CPU's task", 0)
{
	sim_thread("queues", 0, [] {
		one.queue();
		one.sleep_until_done();
		two.queue();
		two.sleep_until_done();
		three.queue();
	});
}

SCENARIO(moved, "a task moves to another CPU within its queue call", 0)
{
	sim_thread("queues", 1, [] { one.queue(); });
	two.queue_from(1);
}

SCENARIO(unpreemptive, "two items where nothing is preempted", 1, .preemptive = false)
{
	one.queue();
	two.queue();
}
