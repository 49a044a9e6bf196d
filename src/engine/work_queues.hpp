/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All work queues: two for each CPU.
 */
#pragma once

#include "linux/cpu.h"
#include "linux/fast_call.h"
#include "item_memory.hpp"
#include "work_queue.hpp"

namespace ww {

/* The queues of one CPU, and the slots for items that it keeps. */
struct Queues {
	WorkQueue normal;
	WorkQueue high;
	ItemRing items;

	WorkQueue &of_priority(u32 priority)
	{
		return class_of(priority) == Class::high ? high : normal;
	}
	Stripe stripe() const { return normal.stripe(); }
	bool are_idle() const { return normal.is_idle() && high.is_idle(); }
};

Queues &queues_of(u32 cpu);

/* The queue of @cpu that serves @priority. */
WorkQueue &work_queue(u32 cpu, u32 priority);

/*
 * The current CPU's queues; null above DISPATCH_LEVEL. Preemption stays as it is: for a fast path
 * that does not read the map of items.
 */
inline Queues *fast_path_queues()
{
	return static_cast<Queues *>(ww_fast_call(ww_cpu_pointer));
}

/*
 * The current CPU's queues and slots, with preemption off until fast_path_end(). Null above
 * DISPATCH_LEVEL: then nothing has changed, and fast_path_end() must not follow.
 */
inline Queues *fast_path_begin()
{
	return static_cast<Queues *>(ww_fast_call(ww_fast_begin));
}

inline void fast_path_end()
{
	ww_fast_command(ww_preemption_enable);
}

/* Sets up all queues and their workers. 0 or a negative errno. PASSIVE_LEVEL. */
int work_queues_init();
void work_queues_exit();

/* The worker at @address, which is not followed; null when there is none. */
const Worker *worker_at(const void *address);

/* The queues of all CPUs by number. */
u32 queue_numbers();
WorkQueue &queue_number(u32 number);

/*
 * The worker with the number, or null: a pool may have fewer than its WorkerPool::kMost numbers. For each queue, by
 * number, those of its own; then the shared ones, then the reserved ones.
 */
u32 worker_numbers();
Worker *worker_number(u32 number);

/* Says in the log which routines of @driver run. */
void workers_describe(const void *driver);

/*
 * Lets the threads of parked workers return that were not used lately. True while others are
 * parked.
 */
bool workers_reap();

/* ---- For tests and diagnostics ---- */

/* While held, no worker takes an item off a queue. */
void workers_hold(bool hold);

/* How many workers are parked in the queues that serve @priority. */
u32 workers_parked(u32 priority);

/* The memory of one CPU's queues and of their own workers. */
size_t work_queues_bytes_per_cpu();

} /* namespace ww */
