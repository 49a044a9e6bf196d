/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items of ExQueueWorkItem, in the driver's own memory. The routine frees it at its start.
 */
#include "list.hpp"
#include "scenario.hpp"

#include <winwork.h>

using namespace scenario;

namespace {

struct Block {
	WORK_QUEUE_ITEM item;
	int written;			/* plain, before the item is queued */
};

const int begun = sim_counter("Ex items");

void NTAPI run(PVOID context)
{
	Block *const block = static_cast<Block *>(context);

	sim_progress();
	if (block->written != 1)
		sim_fail("the routine does not see what was written before the item was queued");
	ExFreePoolWithTag(block, 'kcoB');
	sim_add(begun);
}

void queue()
{
	auto *block = static_cast<Block *>(
		ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Block), 'kcoB'));

	ExInitializeWorkItem(&block->item, run, block);
	block->written = 1;
	ExQueueWorkItem(&block->item, DelayedWorkQueue);
}

/* Two threads queue it at once. It runs once, or once for each. */
Block *shared_block;

void NTAPI run_shared(PVOID)
{
	sim_progress();
	sim_add(begun);
}

/* Its routine queues the second item, or queues it twice. */
WORK_QUEUE_ITEM first, second;
const int ended = sim_counter("ended");

void NTAPI run_second(PVOID)
{
	sim_progress();
	sim_add(begun);
}

template <unsigned times>
void NTAPI run_first(PVOID)
{
	sim_progress();
	for (unsigned i = 0; i < times; i++)
		ExQueueWorkItem(&second, CriticalWorkQueue);
	sim_add(ended);
}

template <unsigned times>
void leave_to_routines()
{
	ExInitializeWorkItem(&first, run_first<times>, nullptr);
	ExInitializeWorkItem(&second, run_second, nullptr);
	ExQueueWorkItem(&first, DelayedWorkQueue);
	after_unload([] {
		WINWORK_REPORT report;

		WinworkGetLastReport(&report);
		if (!sim_count(ended) || sim_count(begun) + report.Count != times)
			sim_fail("the driver is unloaded before its routines have ended");
		expect_reports(report.Count);
	});
}

Flag ran("ran");

void NTAPI run_from_stack(PVOID)
{
	sim_progress();
	ran.set();
}

void queue_from_stack_and_wait()
{
	WORK_QUEUE_ITEM item;

	ExInitializeWorkItem(&item, run_from_stack, nullptr);
	ExQueueWorkItem(&item, DelayedWorkQueue);
	ran.sleep();
}

} /* namespace */

SCENARIO(ex_on_stack, "a thread waits for an item on its stack, as another item comes", 0)
{
	sim_thread("queues", -1, [] { queue(); });
	queue_from_stack_and_wait();
}

SCENARIO(ex_item, "an item whose routine frees it", 1)
{
	queue();
	sim_sleep_for(begun, 1);
}

SCENARIO(ex_two_cpus, "two items from each of two CPUs", 0)
{
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("queues", cpu, [] { queue(); queue(); });
	sim_sleep_for(begun, 4);
}

SCENARIO(ex_again, "an item is queued again when it has begun", 0)
{
	shared_block = static_cast<Block *>(
		ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Block), 'kcoB'));
	ExInitializeWorkItem(&shared_block->item, run_shared, nullptr);
	ExQueueWorkItem(&shared_block->item, DelayedWorkQueue);
	sim_sleep_for(begun, 1);
	ExQueueWorkItem(&shared_block->item, DelayedWorkQueue);
	sim_sleep_for(begun, 2);
	ExFreePoolWithTag(shared_block, 'kcoB');
}

SCENARIO(ex_queued_twice, "two CPUs queue one item, which may have begun in between", 0)
{
	shared_block = static_cast<Block *>(
		ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Block), 'kcoB'));
	ExInitializeWorkItem(&shared_block->item, run_shared, nullptr);
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("queues", cpu, [] {
			ExQueueWorkItem(&shared_block->item, DelayedWorkQueue);
		});
	sim_join();

	WINWORK_REPORT report;

	WinworkGetLastReport(&report);
	if (report.Count > 1)
		sim_fail("%u reports of two queue calls", report.Count);
	sim_sleep_for(begun, 2 - report.Count);
	expect_reports(report.Count);
	ExFreePoolWithTag(shared_block, 'kcoB');
}

SCENARIO(ex_unload_meanwhile, "a routine queues an item as the driver is unloaded", 0)
{
	leave_to_routines<1>();
}

SCENARIO(ex_unload_and_twice, "the same, and it queues that item again", 0)
{
	leave_to_routines<2>();
}
