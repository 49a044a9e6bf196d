// SPDX-License-Identifier: GPL-2.0
/*
 * The cost of an item while many are pending, and while many routines sleep.
 */
#include <linux/bottom_half.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/hrtimer.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "measure.h"

/* ---- Many pending ------------------------------------------------------------------------ */

#define MORE 64

struct with_pending {
	u64 queueing;		/* of MORE items, behind the pending ones */
	u64 running;		/* of all of them */
};

static struct with_pending time_pending(const struct bench_contestant *contestant, void **items,
					u32 pending)
{
	struct with_pending taken;
	u64 start;

	atomic_set(&bench_left, pending + MORE);
	local_bh_disable();
	contestant->queue(items, pending);
	start = ktime_get_ns();
	contestant->queue(items + pending, MORE);
	taken.queueing = ktime_get_ns() - start;
	start = ktime_get_ns();
	local_bh_enable();
	bench_wait();
	taken.running = ktime_get_ns() - start;
	return taken;
}

/* ---- How late a thread is meanwhile ------------------------------------------------------- */

#define PERIOD (50 * NSEC_PER_USEC)

static ktime_t running_since;		/* KTIME_MAX while nothing runs */
static s64 worst_lateness;
static DECLARE_COMPLETION(wants_to_run);

/* A real-time thread that wakes up every PERIOD, and measures how late it runs. */
static int want_to_run(void *unused)
{
	ktime_t due;
	s64 late;

	sched_set_fifo(current);
	complete(&wants_to_run);
	while (!kthread_should_stop()) {
		due = ktime_add_ns(ktime_get(), PERIOD);
		set_current_state(TASK_IDLE);
		schedule_hrtimeout_range(&due, 0, HRTIMER_MODE_ABS);
		late = ktime_to_ns(ktime_sub(ktime_get(), due));
		if (ktime_after(due, READ_ONCE(running_since)))
			worst_lateness = max(worst_lateness, late);
	}
	return 0;
}

/* Measured while the items run. Their queue calls, with bottom halves off, do not count. */
static void measure_lateness(const struct bench_contestant *contestant, void **items, u32 pending)
{
	struct task_struct *thread;

	WRITE_ONCE(running_since, KTIME_MAX);
	worst_lateness = 0;
	thread = kthread_run(want_to_run, NULL, "bench_late");
	if (IS_ERR(thread)) {
		bench_say_no_memory();
		return;
	}
	wait_for_completion(&wants_to_run);
	atomic_set(&bench_left, pending);
	local_bh_disable();
	contestant->queue(items, pending);
	WRITE_ONCE(running_since, ktime_get());
	local_bh_enable();
	bench_wait();
	WRITE_ONCE(running_since, KTIME_MAX);
	kthread_stop(thread);
	bench_say(contestant->name, "lateness", pending, worst_lateness * 100);
}

static void measure_so_many(const struct bench_contestant *contestant, void **items, u32 pending)
{
	const u32 rounds = clamp(100000 / pending, 3U, 100U);
	struct with_pending least = { U64_MAX, U64_MAX };
	u32 round;

	if (!contestant->allocate(items, pending + MORE)) {
		bench_say_no_memory();
		return;
	}
	for (round = 0; round < rounds; round++) {
		const struct with_pending taken = time_pending(contestant, items, pending);

		least.queueing = min(least.queueing, taken.queueing);
		least.running = min(least.running, taken.running);
	}
	measure_lateness(contestant, items, pending);
	contestant->free(items, pending + MORE);
	bench_say(contestant->name, "queue-pending", pending, least.queueing * 100 / MORE);
	bench_say(contestant->name, "run-pending", pending,
		  least.running * 100 / (pending + MORE));
}

void bench_measure_pending(const struct bench_contestant *contestant)
{
	static const u32 pending[] = { 10, 1000, 100000, 1000000 };
	void **items = vmalloc((pending[ARRAY_SIZE(pending) - 1] + MORE) * sizeof(*items));
	u32 i;

	if (!items) {
		bench_say_no_memory();
		return;
	}
	for (i = 0; i < ARRAY_SIZE(pending); i++)
		measure_so_many(contestant, items, pending[i]);
	vfree(items);
}

/* ---- Many asleep ------------------------------------------------------------------------- */

#define MOST_ASLEEP 500
/*
 * Half of the freed items that a CPU exchanges with the slab allocator at once. With bursts of 64,
 * the number of sleepers decides whether a burst needs such an exchange.
 */
#define BURST 32

static DECLARE_COMPLETION(wake_up);

static void sleep_in_job(struct bench_job *job)
{
	wait_for_completion(&wake_up);
}

static u64 time_jobs(const struct bench_contestant *contestant, struct bench_job *jobs,
		     struct bench_crew *crew)
{
	u64 start;

	bench_crew_init(crew, BURST);
	start = ktime_get_ns();
	contestant->submit(jobs, BURST);
	wait_for_completion(&crew->done);
	return ktime_get_ns() - start;
}

/* The whole life of an item in a burst, while @asleep routines sleep. */
static void measure_asleep(const struct bench_contestant *contestant, struct bench_job *jobs,
			   u32 asleep)
{
	struct bench_crew sleepers = {}, crew = {};
	u64 least = U64_MAX;
	u32 i;

	bench_crew_init(&sleepers, asleep);
	reinit_completion(&wake_up);
	for (i = 0; i < asleep + BURST; i++)
		jobs[i] = i < asleep ? (struct bench_job){ .crew = &sleepers, .run = sleep_in_job }
				     : (struct bench_job){ .crew = &crew };
	contestant->submit(jobs, asleep);
	/* Waits until all of them sleep. Linux's creation of threads also sleeps for a time. */
	msleep(1000);
	for (i = 0; i < 100; i++)
		least = min(least, time_jobs(contestant, jobs + asleep, &crew));
	bench_say(contestant->name, "asleep", asleep, least * 100 / BURST);
	complete_all(&wake_up);
	if (asleep)
		wait_for_completion(&sleepers.done);
}

void bench_measure_asleep(const struct bench_contestant *contestant)
{
	static const u32 asleep[] = { 0, 10, 100, MOST_ASLEEP };
	struct bench_job *jobs = kvcalloc(MOST_ASLEEP + BURST, sizeof(*jobs), GFP_KERNEL);
	u32 i;

	if (!jobs) {
		bench_say_no_memory();
		return;
	}
	bench_mode = BENCH_JOBS;
	for (i = 0; i < ARRAY_SIZE(asleep); i++)
		measure_asleep(contestant, jobs, asleep[i]);
	bench_mode = BENCH_ITEMS_END;
	kvfree(jobs);
}
