/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More items than a worker sorts or runs in one pass. Too large for an exhaustive exploration.
 */
#include "list.hpp"
#include "scenario.hpp"

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
