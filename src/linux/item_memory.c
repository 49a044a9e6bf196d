// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for work items. Most live shortly, so each CPU keeps some that were freed for those that
 * are allocated next, as Windows's lookaside lists do, and trades them with the slab allocator in
 * batches. To trade an item takes half as long as all else that is done with it, so a CPU keeps
 * about as many as the slab allocator itself keeps for it. Only a CPU touches what it keeps, with
 * preemption off; a softirq that interrupts it there does without.
 */
#include <linux/compiler.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/slab.h>

#include "context.h"
#include "item_memory.h"

#define KEPT 256
#define BATCH 64

static struct kmem_cache *cache;

struct kept {
	u32 busy;			/* a bool's load is no longer marked where UBSAN checks it */
	u32 count;
	void *item[KEPT];
};

/* Not among the module's own, for which all modules together have little room. */
static struct kept __percpu *kept_here;

int ww_item_memory_init(void)
{
	cache = kmem_cache_create("winwork_item", WW_ITEM_BYTES, __alignof__(u64), 0, NULL);
	kept_here = alloc_percpu(struct kept);
	if (cache && kept_here)
		return 0;
	free_percpu(kept_here);
	kmem_cache_destroy(cache);
	return -ENOMEM;
}

ww_size ww_item_memory_bytes_per_cpu(void)
{
	return sizeof(struct kept);
}

void ww_item_memory_exit(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct kept *kept = per_cpu_ptr(kept_here, cpu);

		while (kept->count)
			ww_item_free(kept->item[--kept->count]);
	}
	free_percpu(kept_here);
	kmem_cache_destroy(cache);
}

void *ww_item_alloc(void)
{
	return kmem_cache_alloc(cache, GFP_ATOMIC | __GFP_NOWARN);
}

void ww_item_free(void *item)
{
	kmem_cache_free(cache, item);
}

/* What the current CPU keeps, until the end; NULL when a softirq has interrupted that. */
static __always_inline struct kept *kept_begin(void)
{
	struct kept *kept;

	preempt_disable();
	kept = this_cpu_ptr(kept_here);
	if (unlikely(READ_ONCE(kept->busy))) {
		preempt_enable();
		return NULL;
	}
	WRITE_ONCE(kept->busy, 1);
	barrier();
	return kept;
}

static __always_inline void kept_end(struct kept *kept)
{
	barrier();
	WRITE_ONCE(kept->busy, 0);
	preempt_enable();
}

/* Gets a batch, to keep all but the one that is returned. */
static noinline void *take_from_slab(void)
{
	void *batch[BATCH];
	int count = BATCH;
	struct kept *kept;

	/* All or nothing; before 7.2 it returned how many that is. */
	if (!kmem_cache_alloc_bulk(cache, GFP_ATOMIC | __GFP_NOWARN, BATCH, batch))
		return ww_item_alloc();
	kept = kept_begin();
	if (likely(kept)) {
		while (count > 1 && kept->count < KEPT)
			kept->item[kept->count++] = batch[--count];
		kept_end(kept);
	}
	if (unlikely(count > 1))
		kmem_cache_free_bulk(cache, count - 1, batch + 1);
	return batch[0];
}

/* Gives a batch back, @item among it. */
static noinline bool keep_in_slab(void *item)
{
	void *batch[BATCH] = { item };
	u32 count = 1;
	struct kept *kept;

	kept = kept_begin();
	if (likely(kept)) {
		while (count < BATCH && kept->count)
			batch[count++] = kept->item[--kept->count];
		kept_end(kept);
	}
	kmem_cache_free_bulk(cache, count, batch);
	return true;
}

void *ww_item_take(void)
{
	struct kept *kept;
	void *item;

	if (unlikely(in_interrupt_context()))
		return NULL;
	kept = kept_begin();
	if (unlikely(!kept))
		return ww_item_alloc();
	if (unlikely(!kept->count)) {
		kept_end(kept);
		return take_from_slab();
	}
	item = kept->item[--kept->count];
	kept_end(kept);
	return item;
}

bool ww_item_keep(void *item)
{
	struct kept *kept;

	if (unlikely(in_interrupt_context()))
		return false;
	kept = kept_begin();
	if (unlikely(!kept)) {
		ww_item_free(item);
		return true;
	}
	if (unlikely(kept->count == KEPT)) {
		kept_end(kept);
		return keep_in_slab(item);
	}
	kept->item[kept->count++] = item;
	kept_end(kept);
	return true;
}
