/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a contestant of the benchmark is, and how one is made of a few lines. Each does the same
 * job: allocate an item, queue it, call routine(object, context), which frees the item; or queue
 * and run items that stay.
 */
#ifndef BENCH_H
#define BENCH_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct bench_contestant {
	const char *name;
	u32 bytes;			/* of an item, in its slab bucket, queued */
	int (*start)(void);
	void (*stop)(void);
	/* All of these loop over single items, so that none pays for an indirect call. */
	void (*burst)(u32 items);	/* allocate and queue each; NULL where only items can stay */
	bool (*allocate)(void **items, u32 count);
	void (*queue)(void **items, u32 count);
	void (*free)(void **items, u32 count);
};

/*
 * BENCH_CONTESTANT(symbol, "name", bytes, start, stop, allocate, queue, free, burst): allocate()
 * is a function that returns an item or NULL, queue(item) queues it, and free(item) frees it;
 * burst is BENCH_BURST(symbol), or NULL for items that their routine cannot free.
 */
#define BENCH_BURST(symbol) symbol##_burst

#define BENCH_CONTESTANT(symbol, text, size, starter, stopper, allocator, queuer, freer, burster) \
	static noinline __maybe_unused void symbol##_burst(u32 items)				\
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
		while (items != end)								\
			queuer(*items++);							\
	}											\
												\
	const struct bench_contestant symbol = {						\
		.name = text,									\
		.bytes = size,									\
		.start = starter,								\
		.stop = stopper,								\
		.burst = burster,								\
		.allocate = symbol##_allocate,							\
		.queue = symbol##_queue,							\
		.free = symbol##_free,								\
	}

extern bool bench_items_stay;		/* routines do not free their items */
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
