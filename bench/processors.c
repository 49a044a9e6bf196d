// SPDX-License-Identifier: GPL-2.0
/*
 * Several CPUs: one or more producers queue at the same time, each on a CPU of its own while
 * there are enough. This measures time, which other load of the machine disturbs. So the
 * contestants take turns in many rounds. The figures of each round are printed, and
 * scripts/bench compares those of one round.
 */
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/moduleparam.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/sort.h>

#include "measure.h"

static uint rounds = 25;
module_param(rounds, uint, 0);
MODULE_PARM_DESC(rounds, "rounds of the measures of several CPUs (default: 25)");

#define MOST_PRODUCERS 4
#define LONG_MICROSECONDS 200
#define SLEEP_MICROSECONDS 1000

/* The work of the producers in a measure. */
struct trial {
	const char *name;
	u32 parameter;
	u32 producers;
	u32 burst;			/* items that a producer queues, before it waits for them */
	u32 bursts;
	u32 turns;			/* of each contestant in a round; 0 means 1 */
	bool wants_delays;
	void (*prepare)(struct bench_job *jobs, u32 burst);
	void (*tell)(const struct trial *trial, const char *who, u64 taken);
};

struct producer {
	struct task_struct *thread;
	const struct trial *trial;
	const struct bench_contestant *contestant;
	struct bench_crew crew;
	struct bench_job jobs[BENCH_ROOM];
};

static struct producer *producers;		/* MOST_PRODUCERS */
static struct completion go, finished;
static atomic_t still_producing;
static u64 finished_at;
static u64 spins;				/* of spin(), in LONG_MICROSECONDS */

static u32 *delays;				/* of the short items of a trial */
static atomic_t delays_taken, items_elsewhere;
#define MOST_DELAYS 10000

/* ---- What routines do -------------------------------------------------------------------- */

static noinline void spin(u64 times)
{
	while (times--)
		barrier();
}

/* Spins by count. A loop that ends by a clock would do no work while its thread is preempted. */
static void run_long(struct bench_job *job)
{
	spin(spins);
}

static void run_sleeping(struct bench_job *job)
{
	usleep_range(SLEEP_MICROSECONDS, SLEEP_MICROSECONDS);
}

static void calibrate(void)
{
	const u64 times = 1000000;
	u64 least = U64_MAX;
	int i;

	for (i = 0; i < 20; i++) {
		const u64 start = ktime_get_ns();

		spin(times);
		least = min(least, ktime_get_ns() - start);
	}
	spins = times * LONG_MICROSECONDS * 1000 / least;
}

/* ---- A trial ----------------------------------------------------------------------------- */

static void note_delays(const struct producer *producer)
{
	const int here = raw_smp_processor_id();
	u32 i;

	for (i = 0; i < producer->trial->burst; i++) {
		const struct bench_job *job = &producer->jobs[i];

		if (job->cpu != here)
			atomic_inc(&items_elsewhere);
		if (!job->run) {
			const u32 place = atomic_inc_return(&delays_taken) - 1;

			if (place < MOST_DELAYS)
				delays[place] = job->delay;
		}
	}
}

static int produce(void *data)
{
	struct producer *producer = data;
	const struct trial *trial = producer->trial;
	u32 i;

	wait_for_completion(&go);
	for (i = 0; i < trial->bursts; i++) {
		bench_crew_init(&producer->crew, trial->burst);
		producer->contestant->submit(producer->jobs, trial->burst);
		wait_for_completion(&producer->crew.done);
		if (trial->wants_delays)
			note_delays(producer);
	}
	if (atomic_dec_and_test(&still_producing)) {
		finished_at = ktime_get_ns();
		complete(&finished);
	}
	return 0;
}

static bool hire(struct producer *producer, u32 index)
{
	struct task_struct *thread = kthread_create(produce, producer, "bench/%u", index);

	if (IS_ERR(thread))
		return false;
	kthread_bind(thread, index % num_online_cpus());
	producer->thread = get_task_struct(thread);
	return true;
}

static void prepare(struct producer *producer, const struct bench_contestant *contestant,
		    const struct trial *trial)
{
	u32 i;

	producer->contestant = contestant;
	producer->trial = trial;
	producer->crew.wants_delays = trial->wants_delays;
	for (i = 0; i < trial->burst; i++)
		producer->jobs[i] = (struct bench_job){ .crew = &producer->crew };
	if (trial->prepare)
		trial->prepare(producer->jobs, trial->burst);
}

static void run_trial(const struct bench_contestant *contestant, const struct trial *trial)
{
	u32 hired = 0, i;
	u64 start;

	init_completion(&go);
	init_completion(&finished);
	atomic_set(&still_producing, trial->producers);
	atomic_set(&delays_taken, 0);
	atomic_set(&items_elsewhere, 0);
	for (; hired < trial->producers; hired++) {
		prepare(&producers[hired], contestant, trial);
		if (!hire(&producers[hired], hired))
			break;
		wake_up_process(producers[hired].thread);
	}
	if (hired == trial->producers) {
		msleep(2);		/* so that they wait */
		start = ktime_get_ns();
		complete_all(&go);
		wait_for_completion(&finished);
		trial->tell(trial, contestant->name, finished_at - start);
	} else {
		bench_say_no_memory();
	}
	for (i = 0; i < hired; i++) {
		kthread_stop(producers[i].thread);
		put_task_struct(producers[i].thread);
	}
}

/* ---- What trials tell -------------------------------------------------------------------- */

static u64 items_of(const struct trial *trial)
{
	return (u64)trial->producers * trial->burst * trial->bursts;
}

/* In items a millisecond. */
static void tell_throughput(const struct trial *trial, const char *who, u64 taken)
{
	bench_say(who, trial->name, trial->parameter, items_of(trial) * 100 * 1000000 / taken);
}

static int compare_delays(const void *left, const void *right)
{
	const u32 one = *(const u32 *)left, other = *(const u32 *)right;

	return one < other ? -1 : one > other;
}

static void tell_delays(const struct trial *trial, const char *who, u64 taken)
{
	static const struct {
		const char *name;
		u32 thousandths;
	} parts[] = { { "p50", 500 }, { "p99", 990 }, { "p99.9", 999 } };
	const u32 count = min(atomic_read(&delays_taken), MOST_DELAYS);
	char measure[64];
	u32 i;

	sort(delays, count, sizeof(*delays), compare_delays, NULL);
	for (i = 0; i < ARRAY_SIZE(parts); i++) {
		snprintf(measure, sizeof(measure), "%s-%s", trial->name, parts[i].name);
		bench_say(who, measure, trial->parameter,
			  delays[count * parts[i].thousandths / 1000] * 100ULL);
	}
}

static void tell_spread(const struct trial *trial, const char *who, u64 taken)
{
	tell_throughput(trial, who, taken);
	bench_say(who, "spread", trial->parameter,
		  atomic_read(&items_elsewhere) * 10000ULL / items_of(trial));
}

static void tell_mix(const struct trial *trial, const char *who, u64 taken)
{
	tell_throughput(trial, who, taken);
	tell_delays(trial, who, taken);
}

/* ---- The trials -------------------------------------------------------------------------- */

static void all_long(struct bench_job *jobs, u32 burst)
{
	while (burst--)
		jobs[burst].run = run_long;
}

/* The first spins, the second sleeps, and the short ones are behind them. */
static void some_long(struct bench_job *jobs, u32 burst)
{
	jobs[0].run = run_long;
	jobs[1].run = run_sleeping;
}

#define THROUGHPUT(count, items) {								\
	.name = "throughput-" #items, .parameter = count, .producers = count,			\
	.burst = items, .bursts = 32000 / items, .tell = tell_throughput,			\
}
#define DELAY(count, times) {									\
	.name = "delay", .parameter = count, .producers = count, .burst = 1, .bursts = 2000,	\
	.turns = times, .wants_delays = true, .tell = tell_delays,				\
}

static const struct trial trials[] = {
	DELAY(1, 4), DELAY(2, 4), DELAY(4, 1),
	THROUGHPUT(1, 64), THROUGHPUT(2, 64), THROUGHPUT(4, 64),
	THROUGHPUT(1, 1000), THROUGHPUT(2, 1000), THROUGHPUT(4, 1000),
	{
		.name = "long", .parameter = LONG_MICROSECONDS, .producers = 1, .burst = 250,
		.bursts = 1, .turns = 8, .wants_delays = true, .prepare = all_long,
		.tell = tell_spread,
	}, {
		.name = "mixed", .parameter = 64, .producers = 1, .burst = 64, .bursts = 20,
		.wants_delays = true, .prepare = some_long, .tell = tell_mix,
	},
};

static void run_round(const struct bench_contestant *const *contestants, u32 count)
{
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(trials); i++) {
		for (j = 0; j < count * max(trials[i].turns, 1U); j++)
			run_trial(contestants[j % count], &trials[i]);
	}
}

void bench_measure_processors(const struct bench_contestant *const *contestants, u32 count)
{
	u32 round;

	producers = kvcalloc(MOST_PRODUCERS, sizeof(*producers), GFP_KERNEL);
	delays = kvcalloc(MOST_DELAYS, sizeof(*delays), GFP_KERNEL);
	if (producers && delays) {
		calibrate();
		bench_mode = BENCH_JOBS;
		for (round = 0; round < rounds; round++)
			run_round(contestants, count);
		bench_mode = BENCH_ITEMS_END;
	} else {
		bench_say_no_memory();
	}
	kvfree(delays);
	kvfree(producers);
}
