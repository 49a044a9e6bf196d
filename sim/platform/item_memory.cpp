/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory for work items. It follows src/linux/item_memory.c step by step, with shorter lists, so
 * that a few items fill them. It is instrumented like the code under test. Without Config::reuse
 * each item is a block of its own, so that every late access is found. With Config::reuse, the
 * memory of a freed item is soon another item.
 */
#include "item_memory.hpp"

#include "linux/cpu.h"
#include "linux/irq_context.h"
#include "linux/item_memory.h"
#include "linux/memory.h"

namespace {

constexpr ww_u32 kKept = 4;
constexpr int kBatch = 2;
constexpr int kMostCpus = 8;

struct Kept {
	ww_u32 busy;
	ww_u32 count;
	void *item[kKept];
};

Kept kept_here[kMostCpus];

/* The items that the current CPU keeps. Null if a softirq has interrupted their user. */
Kept *kept_begin()
{
	ww_preemption_disable();
	Kept *const kept = &kept_here[ww_cpu()];

	if (__atomic_load_n(&kept->busy, __ATOMIC_RELAXED)) {
		ww_preemption_enable();
		return nullptr;
	}
	__atomic_store_n(&kept->busy, 1, __ATOMIC_RELAXED);
	return kept;
}

void kept_end(Kept *kept)
{
	__atomic_store_n(&kept->busy, 0, __ATOMIC_RELAXED);
	ww_preemption_enable();
}

/* An interrupt in between would find the item still there, or its place taken. */
void *pop(Kept *kept)
{
	void *const item = kept->item[kept->count - 1];

	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	kept->count--;
	return item;
}

void push(Kept *kept, void *item)
{
	kept->item[kept->count] = item;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	kept->count++;
}

void free_batch(int count, void **batch)
{
	for (int i = 0; i < count; i++)
		sim_item_free(batch[i]);
}

/* All or nothing. */
bool alloc_batch(void **batch)
{
	for (int i = 0; i < kBatch; i++) {
		batch[i] = sim_item_alloc();
		if (!batch[i]) {
			free_batch(i, batch);
			return false;
		}
	}
	return true;
}

void *take_from_slab()
{
	void *batch[kBatch];
	int count = kBatch;

	if (!alloc_batch(batch))
		return sim_item_alloc();
	if (Kept *const kept = kept_begin()) {
		while (count > 1 && kept->count < kKept)
			push(kept, batch[--count]);
		kept_end(kept);
	}
	free_batch(count - 1, batch + 1);
	return batch[0];
}

void keep_in_slab(void *item)
{
	void *batch[kBatch] = { item };
	int count = 1;

	if (Kept *const kept = kept_begin()) {
		while (count < kBatch && kept->count)
			batch[count++] = pop(kept);
		kept_end(kept);
	}
	free_batch(count, batch);
}

} /* namespace */

extern "C" {

int ww_item_memory_init(void) { return 0; }
ww_size ww_item_memory_bytes_per_cpu(void) { return sizeof(Kept); }
void *ww_item_alloc(void) { return sim_item_alloc(); }
void ww_item_free(void *item) { sim_item_free(item); }

void ww_item_memory_exit(void)
{
	for (Kept &kept : kept_here) {
		while (kept.count)
			sim_item_free(pop(&kept));
	}
}

void *ww_item_take(void)
{
	if (ww_interrupt_context())
		return nullptr;
	Kept *const kept = sim_items_are_reused() ? kept_begin() : nullptr;

	if (!kept)
		return sim_item_alloc();
	if (!kept->count) {
		kept_end(kept);
		return take_from_slab();
	}
	void *const item = pop(kept);

	kept_end(kept);
	return item;
}

bool ww_item_keep(void *item)
{
	if (ww_interrupt_context())
		return false;
	Kept *const kept = sim_items_are_reused() ? kept_begin() : nullptr;

	if (!kept) {
		sim_item_free(item);
		return true;
	}
	if (kept->count == kKept) {
		kept_end(kept);
		keep_in_slab(item);
		return true;
	}
	push(kept, item);
	kept_end(kept);
	return true;
}

} /* extern "C" */
