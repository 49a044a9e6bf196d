/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More items than a worker sorts or runs in one pass. Too large for an exhaustive exploration.
 */
#include "list.hpp"
#include "scenario.hpp"

#include <winwork.h>

using namespace scenario;

namespace {

constexpr unsigned kItems = 160;

const int run = sim_counter("items of the flood");

void NTAPI run_once(PVOID, PVOID, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	sim_progress();
	sim_add(run);
}

void flood(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		IoQueueWorkItemEx(IoAllocateWorkItem(device), run_once, DelayedWorkQueue, nullptr);
}

Job behind("behind", nothing);
Job high("high", nothing, static_cast<WORK_QUEUE_TYPE>(CustomPriorityWorkQueue + 11));

} /* namespace */

SCENARIO(flood, "160 items at once, and one behind them", 0)
{
	flood(kItems);
	behind.queue();
	sim_sleep_for(run, kItems);
}

SCENARIO(flood_of_two, "80 items from each of two tasks of a CPU, and another priority", 0)
{
	sim_thread("first", 0, [] { flood(kItems / 2); });
	sim_thread("second", 0, [] { flood(kItems / 2); high.queue(); });
	sim_sleep_for(run, kItems);
}

SCENARIO(flood_of_many, "more items than a worker may sort with preemption off", 0)
{
	flood(3 * kItems);
	sim_sleep_for(run, 3 * kItems);
}

/* ---- The order ---- */

namespace {

constexpr unsigned kUpper = 60;
constexpr unsigned kMiddle = 20;

/* One of 17 items is of a lower type. The other types take turns. */
Job lowest("lowest", [](Job &) {
	if (sim_count(run) > 3 * 17)
		sim_fail("%u items of higher types ran before the lowest one", sim_count(run));
}, BackgroundWorkQueue);

void flood_of_type(unsigned count, WORK_QUEUE_TYPE type)
{
	for (unsigned i = 0; i < count; i++)
		IoQueueWorkItemEx(IoAllocateWorkItem(device), run_once, type, nullptr);
}

} /* namespace */

/* As below: items begin in the order in which they are taken. */
SCENARIO(lowest_has_its_turn, "items of two types above one of the lowest", 0, .preemptive = false)
{
	WinworkSuspendStallDetection(TRUE);
	WinworkHoldWorkers(TRUE);
	sim_thread("queues", 0, [] {
		lowest.queue();
		flood_of_type(kMiddle, NormalWorkQueue);
		flood_of_type(kUpper, DelayedWorkQueue);
	});
	sim_join();
	WinworkHoldWorkers(FALSE);
	sim_sleep_for(run, kMiddle + kUpper);
	lowest.sleep_until_done();
	WinworkSuspendStallDetection(FALSE);
}

namespace {

Flag held("held");
Job second("second", nothing);
Job third("third", [](Job &) {
	if (!second.begun())
		sim_fail("an item has passed an older one of its type");
});
/* All three have been taken off the stack, and the queue is idle as soon as this one ends. */
Job first("first", [](Job &) {
	WinworkHoldWorkers(TRUE);
	held.set();
});

} /* namespace */

/* No thread preempts another one, so items begin in the order in which they are taken. */
SCENARIO(held_items_keep_their_order, "an item is queued as workers go on with older ones", 0,
	 .preemptive = false)
{
	WinworkSuspendStallDetection(TRUE);
	WinworkHoldWorkers(TRUE);
	sim_thread("queues", 0, [] {
		first.queue();
		second.queue();
	});
	sim_join();
	WinworkHoldWorkers(FALSE);
	held.sleep();
	sim_sleep_until_unwatched();
	sim_thread("queues a later one", 0, [] { third.queue(); });
	WinworkHoldWorkers(FALSE);
	sim_join();
	third.sleep_until_done();
	WinworkSuspendStallDetection(FALSE);
}
