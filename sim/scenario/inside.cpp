/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine after a driver's unload. Every worker is released, except for each queue's primary
 * one, which is of the queue's own pool. Counts are 0, and no worker is armed.
 */
#include "inside.hpp"

#include "engine/work_queues.hpp"
#include "control.hpp"
#include "linux/cpu.h"
#include "linux/workqueue.h"

/* An explicit instantiation may name private members. This file uses it to read them. */
template <typename Tag, auto Member>
struct Grant {
	friend constexpr auto member(Tag) { return Member; }
};

struct Free {
	friend constexpr auto member(Free);
};
template struct Grant<Free, &ww::WorkerPool::free_>;

struct Primary {
	friend constexpr auto member(Primary);
};
template struct Grant<Primary, &ww::WorkQueue::primary_>;

struct State {
	friend constexpr auto member(State);
};
template struct Grant<State, &ww::WorkQueue::state_>;

struct LocalWorkers {
	friend constexpr auto member(LocalWorkers);
};
template struct Grant<LocalWorkers, &ww::WorkQueue::local_workers_>;

struct Active {
	friend constexpr auto member(Active);
};
template struct Grant<Active, &ww::WorkQueue::active_>;

namespace {

void check(ww::WorkQueue &queue, int cpu, const char *class_name)
{
	const ww::WorkerPool &pool = queue.pool();
	const ww::Worker *const primary = (queue.*member(Primary{})).get();
	ww_u64 all = 0;

	pool.for_each([&](const ww::Worker &worker) { all |= 1ull << worker.index; });

	const ww_u64 used = all & ~(pool.*member(Free{})).load();

	if (!pool.contains(primary))
		sim_fail("the primary worker of the %s queue of CPU %d is a shared one", class_name,
			 cpu);
	else if (used != 1ull << primary->index)
		sim_fail("the %s queue of CPU %d has workers %llx in use, and its "
				 "primary one is %u",
			 class_name, cpu, used, primary->index);
	if (const ww_u64 bits = (queue.*member(State{})).get())
		sim_fail("the %s queue of CPU %d, which is idle, has the state %llx", class_name,
			 cpu, bits);
	if (const ww_u32 workers = (queue.*member(LocalWorkers{})).load(); workers != 1)
		sim_fail("the %s queue of CPU %d counts %u local workers", class_name, cpu,
			 workers);
	if ((queue.*member(Active{})).load())
		sim_fail("the %s queue of CPU %d counts active workers", class_name, cpu);
}

} /* namespace */

extern "C" {

void inside_check_quiet()
{
	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		check(ww::work_queue(cpu, 0), cpu, "normal");
		check(ww::work_queue(cpu, ww::kFirstHighPriority), cpu, "high");
	}
	if (const ww_u32 workers = ww::WorkQueue::unbound_workers())
		sim_fail("%u unbound workers are acquired", workers);
	if (const ww_u32 workers = ww::WorkQueue::shared().in_use())
		sim_fail("%u shared workers are in use", workers);
}

bool inside_sees_again(int now)
{
	return ww::worker_number(0)->look(now);
}

bool inside_is_watched()
{
	const ww::Worker &watched = *ww::worker_number(0);

	return ww::worker_at(ww_current_work()) == &watched;
}

}
