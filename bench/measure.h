/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that measures share. Each measure prints "bench: contestant measure parameter
 * value" for scripts/bench. On a machine whose clock counts instructions, nanoseconds are
 * instructions.
 */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "bench.h"

/* The most items at once, except for the measure with many pending. */
#define BENCH_ROOM 1024

/* Whether @measure is to be run. */
bool bench_wants(const char *measure);
void bench_say(const char *who, const char *measure, u32 parameter, u64 hundredths);

/* Waits until the routines of bench_left items have run. */
void bench_wait(void);

/* Returns the nanoseconds of @count items: those at @items, if the items stay. */
typedef u64 (*bench_timer)(const struct bench_contestant *contestant, void **items, u32 count);

/*
 * Returns hundredths of a nanosecond for each item, of the quickest of @batches batches of
 * @rounds each: interrupts do not count. A batch must be long enough to contain a contestant's
 * own rare work, for instance the allocation of a slab.
 */
u64 bench_quickest(const struct bench_contestant *contestant, bench_timer timer, void **items,
		   u32 count, u32 batches, u32 rounds);

/* The measures. Those of items that stay have these items as a parameter. */
void bench_measure_life(const struct bench_contestant *contestant, const char *measure);
void bench_measure_flood(const struct bench_contestant *contestant);
void bench_measure_start(const struct bench_contestant *contestant);
void bench_measure_reuse(const struct bench_contestant *contestant, void **items);
void bench_measure_queue(const struct bench_contestant *contestant, void **items);
void bench_measure_allocations(const struct bench_contestant *contestant, void **items);
void bench_measure_pending(const struct bench_contestant *contestant);
void bench_measure_asleep(const struct bench_contestant *contestant);
void bench_measure_fairness(void);
/* The devices that requests.program.c measures while the module is inserted. */
struct _DRIVER_OBJECT;
bool bench_requests_start(struct _DRIVER_OBJECT *driver);
void bench_requests_stop(struct _DRIVER_OBJECT *driver, bool started);
/* Measures, and makes the devices that growth.program.c uses while the module is inserted. */
bool bench_growth_start(void);
void bench_growth_stop(void);
void bench_measure_processors(const struct bench_contestant *const *contestants, u32 count);

#endif /* BENCH_MEASURE_H */
