/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The contestants of the benchmark, and a macro that defines one in a few lines. Each does the
 * same job: it allocates an item, queues it, and calls routine(object, context), which frees the
 * item. Or it queues and runs items that stay.
 */
#ifndef BENCH_H
#define BENCH_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/completion.h>
#include <linux/ktime.h>
#include <linux/types.h>

/* An item of the measures in which a routine does more than count; see jobs.c. */
struct bench_job {
	void *item;
	void (*run)(struct bench_job *job);	/* a function that the routine calls, or NULL */
	struct bench_crew *crew;		/* it counts the job as done */
	u64 queued_at;				/* in nanoseconds, if the crew wants delays */
	u32 delay;				/* from queued_at to the start of the routine */
	u32 cpu;				/* of the routine's start */
};

struct bench_contestant {
	const char *name;
	u32 bytes;			/* of an item, in its slab bucket, queued */
	int (*start)(void);
	void (*stop)(void);
	/* Each of these loops over single items, so that an item costs no indirect call. */
		/* Allocates and queues each; NULL if routines cannot free items. */
	void (*burst)(u32 items);
	void (*submit)(struct bench_job *jobs, u32 count);	/* the same for jobs */
	bool (*allocate)(void **items, u32 count);
	void (*queue)(void **items, u32 count);
	void (*free)(void **items, u32 count);
};

/* WinWork's: 63 in a page, rounded up. */
#define BENCH_SLOT 66

/* The size of the slab bucket that kmalloc() takes a @type from. */
#define BENCH_BUCKET(type)									\
	(sizeof(type) <= 64 ? 64 : sizeof(type) <= 96 ? 96 : sizeof(type) <= 128 ? 128 :	\
	 sizeof(type) <= 192 ? 192 : 256)

/*
 * BENCH_CONTESTANT(symbol, "name", bytes, start, stop, allocate, queue, free, ends): allocate()
 * returns an item or NULL, queue(item, context) queues it, and free(item) frees it. ends is true
 * if a routine can free its item. The routine is BENCH_ROUTINE(context, free).
 */
#define BENCH_CONTESTANT(symbol, text, size, starter, stopper, allocator, queuer, freer, ends)	\
	static noinline __maybe_unused void symbol##_burst(u32 items)				\
	{											\
		while (items--) {								\
			void *item = allocator();						\
												\
			if (unlikely(!item))							\
				bench_out_of_memory();						\
			else									\
				queuer(item, item);						\
		}										\
	}											\
												\
	static noinline __maybe_unused void symbol##_submit(struct bench_job *jobs, u32 count)	\
	{											\
		for (; count--; jobs++) {							\
			void *item = jobs->item = allocator();					\
												\
			bench_job_queueing(jobs);						\
			if (unlikely(!item))							\
				bench_job_lost(jobs);						\
			else									\
				queuer(item, jobs);						\
		}										\
	}											\
												\
	static void symbol##_free(void **items, u32 count)					\
	{											\
		while (count--)									\
			freer(items[count]);							\
	}											\
												\
	static bool symbol##_allocate(void **items, u32 count)					\
	{											\
		u32 i;										\
												\
		for (i = 0; i < count; i++) {							\
			items[i] = allocator();							\
			if (!items[i]) {							\
				symbol##_free(items, i);					\
				return false;							\
			}									\
		}										\
		return true;									\
	}											\
												\
	static noinline void symbol##_queue(void **items, u32 count)				\
	{											\
		void **end = items + count;							\
												\
		for (; items != end; items++)							\
			queuer(*items, *items);							\
	}											\
												\
	const struct bench_contestant symbol = {						\
		.name = text,									\
		.bytes = size,									\
		.start = starter,								\
		.stop = stopper,								\
		.burst = (ends) ? symbol##_burst : NULL,					\
		.submit = (ends) ? symbol##_submit : NULL,					\
		.allocate = symbol##_allocate,							\
		.queue = symbol##_queue,							\
		.free = symbol##_free,								\
	}

enum bench_mode {
	BENCH_ITEMS_END,		/* routines free their items */
	BENCH_ITEMS_STAY,
	BENCH_JOBS,			/* the context is a job, whose item is freed */
};

extern enum bench_mode bench_mode;
extern atomic_t bench_left;		/* items, other than jobs, whose routine has not run */
void bench_all_done(void);
/* Prints that memory is out. The figures are then of no use. */
void bench_say_no_memory(void);
void bench_out_of_memory(void);		/* the same, and counts an item as done */

/* A number of jobs that a thread waits for. */
struct bench_crew {
	atomic_t left;
	struct completion done;
	bool wants_delays;
};

static inline void bench_item_done(void)
{
	if (atomic_dec_and_test(&bench_left))
		bench_all_done();
}

void bench_crew_init(struct bench_crew *crew, u32 jobs);
void bench_crew_done(struct bench_crew *crew);	/* one of its jobs */

/* The routine's part before it frees the item. Returns the item. */
void *bench_job_run(struct bench_job *job);
void bench_job_lost(struct bench_job *job);	/* without memory for an item */

static __always_inline void bench_job_queueing(struct bench_job *job)
{
	if (job->crew->wants_delays)
		job->queued_at = ktime_get_ns();
}

#define BENCH_ROUTINE(context, freer)								\
do {												\
	if (likely(bench_mode == BENCH_ITEMS_END)) {						\
		freer(context);									\
	} else if (bench_mode == BENCH_JOBS) {							\
		struct bench_job *job = context;						\
		struct bench_crew *crew = job->crew;						\
												\
		/* From here on the job may be queued again, with another item. */	\
		freer(bench_job_run(job));							\
		bench_crew_done(crew);								\
		break;										\
	}											\
	bench_item_done();									\
} while (0)

#endif /* BENCH_H */
