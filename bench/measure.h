/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the measures share. Each prints "bench: contestant measure parameter value" for
 * scripts/bench. On a machine whose clock counts instructions, nanoseconds are instructions.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "bench.h"

/* Items at once, but for the measure with many pending. */
#define BENCH_ROOM 1024

/* Was @measure asked for? */
bool bench_wants(const char *measure);
void bench_say(const char *who, const char *measure, u32 parameter, u64 hundredths);

/* Until the routines of bench_left items have run. */
void bench_wait(void);

/* Nanoseconds that @count items take; those at @items where the measure is of items that stay. */
typedef u64 (*bench_timer)(const struct bench_contestant *contestant, void **items, u32 count);

/*
 * Hundredths of a nanosecond for each item, of the quickest of @batches batches of @rounds each:
 * what interrupts add is not the contestant's. A batch is to be long enough to have its share of
 * what a contestant itself does now and then, such as getting a slab.
 */
u64 bench_quickest(const struct bench_contestant *contestant, bench_timer timer, void **items,
		   u32 count, u32 batches, u32 rounds);

/* The measures; those of items that stay are called with such items. */
void bench_measure_life(const struct bench_contestant *contestant);
void bench_measure_flood(const struct bench_contestant *contestant);
void bench_measure_start(const struct bench_contestant *contestant);
void bench_measure_reuse(const struct bench_contestant *contestant, void **items);
void bench_measure_queue(const struct bench_contestant *contestant, void **items);
void bench_measure_allocations(const struct bench_contestant *contestant, void **items);
void bench_measure_pending(const struct bench_contestant *contestant);
void bench_measure_asleep(const struct bench_contestant *contestant);
void bench_measure_fairness(void);
void bench_measure_processors(const struct bench_contestant *const *contestants, u32 count);

#endif /* BENCH_MEASURE_H */
