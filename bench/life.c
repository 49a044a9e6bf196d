// SPDX-License-Identifier: GPL-2.0
/*
 * An item's whole life: allocate, queue, run, free; and queue and run of items that stay.
 */
#include <linux/kernel.h>

#include "measure.h"

#define BATCHES 5

static const u32 bursts[] = { 1, 8, 64, 1000 };

static u32 rounds_for(u32 items)
{
	return clamp(40000 / BATCHES / items, 1U, 400U);
}

static u64 time_burst(const struct bench_contestant *contestant, void **unused, u32 items)
{
	const u64 start = ktime_get_ns();

	atomic_set(&bench_left, items);
	contestant->burst(items);
	bench_wait();
	return ktime_get_ns() - start;
}

static void measure_burst(const struct bench_contestant *contestant, const char *measure, u32 items)
{
	bench_say(contestant->name, measure, items,
		  bench_quickest(contestant, time_burst, NULL, items, BATCHES, rounds_for(items)));
}

void bench_measure_life(const struct bench_contestant *contestant, const char *measure)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bursts); i++)
		measure_burst(contestant, measure, bursts[i]);
}

void bench_measure_flood(const struct bench_contestant *contestant)
{
	measure_burst(contestant, "instructions", 100000);
}

static u64 time_reuse(const struct bench_contestant *contestant, void **items, u32 count)
{
	const u64 start = ktime_get_ns();

	atomic_set(&bench_left, count);
	contestant->queue(items, count);
	bench_wait();
	return ktime_get_ns() - start;
}

void bench_measure_reuse(const struct bench_contestant *contestant, void **items)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bursts); i++)
		bench_say(contestant->name, "reuse", bursts[i],
			  bench_quickest(contestant, time_reuse, items, bursts[i], BATCHES,
					 rounds_for(bursts[i])));
}

/* From the queue call for a single item to the start of its routine. */
void bench_measure_start(const struct bench_contestant *contestant)
{
	struct bench_crew crew = { .wants_delays = true };
	struct bench_job job = { .crew = &crew };
	u32 least = U32_MAX, round;

	bench_mode = BENCH_JOBS;
	for (round = 0; round < 100; round++) {
		bench_crew_init(&crew, 1);
		contestant->submit(&job, 1);
		wait_for_completion(&crew.done);
		least = min(least, job.delay);
	}
	bench_mode = BENCH_ITEMS_END;
	bench_say(contestant->name, "start", 1, least * 100ULL);
}
