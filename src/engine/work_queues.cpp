/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The set of all work queues: its start, its end, and what is asked of all of them.
 */
#include "work_queues.hpp"

#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/module.h"
#include "linux/workqueue.h"
#include "reserved_worker.hpp"

namespace ww {
namespace {

constinit Queues *queues = nullptr;

template <typename Visit>
void for_each_queue(Visit visit)
{
	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		visit(queues[cpu].normal);
		visit(queues[cpu].high);
	}
}

const WorkerPool &pool_of(u32 pool)
{
	return pool < queue_numbers() ? queue_number(pool).pool()
				      : WorkQueue::shared().pool(pool - queue_numbers());
}

u32 pools()
{
	return queue_numbers() + SharedPools::kPools;
}

void free_all()
{
	ww_workqueues_destroy();
	for_each_queue([](WorkQueue &queue) { queue.exit(); });
	WorkQueue::exit_shared();
	ww_free_large(queues);
	queues = nullptr;
}

} /* namespace */

Queues &queues_of(u32 cpu)
{
	return queues[cpu];
}

WorkQueue &work_queue(u32 cpu, u32 priority)
{
	return queues[cpu].of_priority(priority);
}

int work_queues_init()
{
	int error = ww_workqueues_create();

	if (error)
		return error;
	queues = static_cast<Queues *>(ww_zalloc_large(ww_cpu_count() * sizeof(Queues)));
	if (!queues) {
		ww_workqueues_destroy();
		return -WW_ENOMEM;
	}
	bool complete = WorkQueue::init_shared();

	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		complete &= queues[cpu].normal.init(cpu, Class::normal);
		complete &= queues[cpu].high.init(cpu, Class::high);
		ww_cpu_pointer_set(cpu, &queues[cpu]);
	}
	if (!complete) {
		free_all();
		return -WW_ENOMEM;
	}
	reserved_workers_start();
	return 0;
}

/*
 * A worker may be about to arm another one, or to start the stall timer, for an item that has run;
 * or to park. The reaper has such a worker return if unpark() came too early. Once no item is taken
 * any more and those workers have returned, nothing starts a timer, and workers that still start do
 * nothing.
 */
void work_queues_exit()
{
	WorkQueue::hold(true);
	for_each_queue([](WorkQueue &queue) { queue.unpark(); });
	reserved_workers_stop();
	ww_workqueues_flush();
	ww_reaper_cancel();
	for_each_queue([](WorkQueue &queue) { queue.cancel_timer(); });
	free_all();
}

const Worker *worker_at(const void *address)
{
	const auto *worker = static_cast<const Worker *>(address);

	if (!address)
		return nullptr;
	/* The current CPU's first: most are found there. */
	const u32 here = ww_cpu();

	for (u32 i = 0, cpus = ww_cpu_count(); i < cpus; i++) {
		const Queues &each = queues[(here + i) % cpus];

		if (each.normal.pool().contains(address) || each.high.pool().contains(address))
			return worker;
	}
	if (WorkQueue::shared().contains(address))
		return worker;
	return reserved_worker_at(address);
}

u32 queue_numbers()
{
	return ww_cpu_count() * kClasses;
}

WorkQueue &queue_number(u32 number)
{
	Queues &of_cpu = queues_of(number / kClasses);

	return number % kClasses == index_of(Class::high) ? of_cpu.high : of_cpu.normal;
}

u32 worker_numbers()
{
	return (pools() + 1) * WorkerPool::kMost;
}

Worker *worker_number(u32 number)
{
	const u32 pool = number / WorkerPool::kMost;
	const u32 index = number % WorkerPool::kMost;

	return const_cast<Worker *>(pool < pools() ? pool_of(pool).at(index) : reserved_worker_number(index));
}

void workers_describe(const void *driver)
{
	const auto describe = [driver](const Worker &worker) { worker.describe(driver); };

	for_each_queue([describe](const WorkQueue &queue) { queue.pool().for_each(describe); });
	WorkQueue::shared().for_each(describe);
	reserved_workers_describe(driver);
}

bool workers_reap()
{
	bool any = false;

	for_each_queue([&any](WorkQueue &queue) { any |= queue.reap(); });
	return any;
}

void workers_hold(bool hold)
{
	WorkQueue::hold(hold);
	for_each_queue([hold](WorkQueue &queue) {
		if (hold)
			queue.wait_for_taker();
		else
			queue.resume();
	});
}

u32 workers_parked(u32 priority)
{
	u32 parked = 0;

	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++)
		parked += work_queue(cpu, priority).has_parked_worker();
	return parked;
}

size_t work_queues_bytes_per_cpu()
{
	return sizeof(Queues) + kClasses * WorkQueue::kOwnWorkers * sizeof(Worker);
}

} /* namespace ww */

extern "C" ww_u32 ww_workers_reap()
{
	return ww::workers_reap();
}
