// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for work items. Most items have a short life, so each CPU has a cache of freed items for
 * the next allocations, as Windows has lookaside lists, and exchanges them with the slab allocator
 * in batches. An allocation from the slab costs half as much as all else that is done with an item,
 * so the cache has about the size of the slab allocator's own. A CPU uses its cache with preemption
 * off. A softirq that interrupts it there uses the slab allocator.
 */
#include <linux/compiler.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/slab.h>

#include "context.h"
#include "item_memory.h"

#define CACHE_ITEMS 256
#define BATCH 64

static struct kmem_cache *item_slab;

struct item_cache {
	u32 busy;			/* not a bool: UBSAN makes its READ_ONCE() a plain load */
	u32 count;
	void *item[CACHE_ITEMS];
};

/* Allocated, since the static per-CPU data of all modules together has little room. */
static struct item_cache __percpu *item_caches;

int ww_item_memory_init(void)
{
	item_slab = kmem_cache_create("winwork_item", WW_ITEM_BYTES, __alignof__(u64), 0, NULL);
	item_caches = alloc_percpu(struct item_cache);
	if (item_slab && item_caches)
		return 0;
	free_percpu(item_caches);
	kmem_cache_destroy(item_slab);
	return -ENOMEM;
}

ww_size ww_item_memory_bytes_per_cpu(void)
{
	return sizeof(struct item_cache);
}

void ww_item_memory_exit(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct item_cache *cache = per_cpu_ptr(item_caches, cpu);

		while (cache->count)
			ww_item_free(cache->item[--cache->count]);
	}
	free_percpu(item_caches);
	kmem_cache_destroy(item_slab);
}

void *ww_item_alloc(void)
{
	return kmem_cache_alloc(item_slab, GFP_ATOMIC | __GFP_NOWARN);
}

void ww_item_free(void *item)
{
	kmem_cache_free(item_slab, item);
}

/* Returns the current CPU's cache, until cache_end(). NULL in a softirq that interrupts its use. */
static __always_inline struct item_cache *cache_begin(void)
{
	struct item_cache *cache;

	preempt_disable();
	cache = this_cpu_ptr(item_caches);
	if (unlikely(READ_ONCE(cache->busy))) {
		preempt_enable();
		return NULL;
	}
	WRITE_ONCE(cache->busy, 1);
	barrier();
	return cache;
}

static __always_inline void cache_end(struct item_cache *cache)
{
	barrier();
	WRITE_ONCE(cache->busy, 0);
	preempt_enable();
}

/* Gets a batch from the slab allocator. Returns one item and puts the others into the cache. */
static noinline void *refill_and_alloc(void)
{
	void *batch[BATCH];
	int count = BATCH;
	struct item_cache *cache;

	/* All or nothing. Before 7.2 the result was the number of items. */
	if (!kmem_cache_alloc_bulk(item_slab, GFP_ATOMIC | __GFP_NOWARN, BATCH, batch))
		return ww_item_alloc();
	cache = cache_begin();
	if (likely(cache)) {
		while (count > 1 && cache->count < CACHE_ITEMS)
			cache->item[cache->count++] = batch[--count];
		cache_end(cache);
	}
	if (unlikely(count > 1))
		kmem_cache_free_bulk(item_slab, count - 1, batch + 1);
	return batch[0];
}

/* Frees a batch from the cache, and @item with it. */
static noinline bool free_batch(void *item)
{
	void *batch[BATCH] = { item };
	u32 count = 1;
	struct item_cache *cache;

	cache = cache_begin();
	if (likely(cache)) {
		while (count < BATCH && cache->count)
			batch[count++] = cache->item[--cache->count];
		cache_end(cache);
	}
	kmem_cache_free_bulk(item_slab, count, batch);
	return true;
}

void *ww_item_take(void)
{
	struct item_cache *cache;
	void *item;

	if (unlikely(in_interrupt_context()))
		return NULL;
	cache = cache_begin();
	if (unlikely(!cache))
		return ww_item_alloc();
	if (unlikely(!cache->count)) {
		cache_end(cache);
		return refill_and_alloc();
	}
	item = cache->item[--cache->count];
	cache_end(cache);
	return item;
}

bool ww_item_keep(void *item)
{
	struct item_cache *cache;

	if (unlikely(in_interrupt_context()))
		return false;
	cache = cache_begin();
	if (unlikely(!cache)) {
		ww_item_free(item);
		return true;
	}
	if (unlikely(cache->count == CACHE_ITEMS)) {
		cache_end(cache);
		return free_batch(item);
	}
	cache->item[cache->count++] = item;
	cache_end(cache);
	return true;
}
