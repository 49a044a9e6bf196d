/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a contestant of the benchmark is, and how one is made of a few lines. Each does the same
 * job: allocate an item, queue it, call routine(object, context), which frees the item.
 */
#ifndef BENCH_H
#define BENCH_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct bench_contestant {
	const char *name;
	u32 bytes;			/* of an item, in its slab bucket, queued */
	int (*start)(void);		/* may be NULL, as may the next */
	void (*stop)(void);
	/* All of these loop over single items, so that none pays for an indirect call. */
	void (*burst)(u32 items);	/* allocate and queue each */
	void (*allocate)(void **items, u32 count);
	void (*queue)(void **items, u32 count);
};

/*
 * BENCH_CONTESTANT(symbol, "name", bytes, start, stop, allocate, queue): allocate() is a function
 * that returns an item or NULL, and queue(item) queues it.
 */
#define BENCH_CONTESTANT(symbol, text, size, starter, stopper, allocator, queuer)		\
	static noinline void symbol##_burst(u32 items)						\
	{											\
		while (items--) {								\
			void *item = allocator();						\
												\
			if (unlikely(!item))							\
				bench_out_of_memory();						\
			else									\
				queuer(item);							\
		}										\
	}											\
												\
	static void symbol##_allocate(void **items, u32 count)					\
	{											\
		while (count--)									\
			*items++ = allocator();							\
	}											\
												\
	static noinline void symbol##_queue(void **items, u32 count)				\
	{											\
		void **end = items + count;							\
												\
		while (items != end)								\
			queuer(*items++);							\
	}											\
												\
	const struct bench_contestant symbol = {						\
		.name = text,									\
		.bytes = size,									\
		.start = starter,								\
		.stop = stopper,								\
		.burst = symbol##_burst,							\
		.allocate = symbol##_allocate,							\
		.queue = symbol##_queue,							\
	}

extern atomic_t bench_left;		/* items whose routine has yet to run */
void bench_all_done(void);
void bench_out_of_memory(void);		/* the figures are worth nothing then, and it says so */

/* At the end of every routine. */
static inline void bench_done(void)
{
	if (atomic_dec_and_test(&bench_left))
		bench_all_done();
}

#endif /* BENCH_H */
