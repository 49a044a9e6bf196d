// SPDX-License-Identifier: GPL-2.0
/*
 * The queue call alone: items wait, a worker is armed, and no worker can start.
 */
#include <linux/bottom_half.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "measure.h"

/* Each call is the same, so a batch is one round. */
#define ROUNDS 100

/*
 * New items, if routines can free them. A work_struct that has run before costs more, because
 * the workqueue checks whether it still runs.
 */
static void ready(const struct bench_contestant *contestant, void **items, u32 count)
{
	if (bench_mode == BENCH_ITEMS_END && !contestant->allocate(items, count))
		bench_out_of_memory();
}

/* The time of the calls for @count items. An item before them arms the worker. */
static u64 queue_armed(const struct bench_contestant *contestant, void **items, u32 count)
{
	u64 start, taken;

	ready(contestant, items, count + 1);
	atomic_set(&bench_left, count + 1);
	local_bh_disable();
	contestant->queue(items, 1);
	start = ktime_get_ns();
	contestant->queue(items + 1, count);
	taken = ktime_get_ns() - start;
	local_bh_enable();
	return taken;
}

static u64 time_queue(const struct bench_contestant *contestant, void **items, u32 count)
{
	const u64 taken = queue_armed(contestant, items, count);

	bench_wait();
	return taken;
}

/*
 * A per-CPU workqueue has two states. While none of its threads runs, each queue_work() wakes
 * one, although it is awake already. From within a work no call does. So the call is measured
 * in both.
 */
struct in_worker {
	struct work_struct work;
	const struct bench_contestant *contestant;
	void **items;
	u32 count;
	u64 taken;
};

static void queue_in_worker(struct work_struct *work)
{
	struct in_worker *job = container_of(work, struct in_worker, work);

	job->taken = queue_armed(job->contestant, job->items, job->count);
}

static u64 time_in_worker(const struct bench_contestant *contestant, void **items, u32 count)
{
	struct in_worker job = { .contestant = contestant, .items = items, .count = count };

	INIT_WORK_ONSTACK(&job.work, queue_in_worker);
	schedule_work(&job.work);
	flush_work(&job.work);
	destroy_work_on_stack(&job.work);
	bench_wait();
	return job.taken;
}

void bench_measure_queue(const struct bench_contestant *contestant, void **items)
{
	bench_say(contestant->name, "queue", 64,
		  bench_quickest(contestant, time_queue, items, 64, ROUNDS, 1));
	bench_say(contestant->name, "queue", 1000,
		  bench_quickest(contestant, time_queue, items, 1000, ROUNDS, 1));
	bench_say(contestant->name, "queue-in-worker", 64,
		  bench_quickest(contestant, time_in_worker, items, 64, ROUNDS, 1));
}
