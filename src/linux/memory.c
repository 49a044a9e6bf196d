// SPDX-License-Identifier: GPL-2.0
/*
 * Memory, from kmalloc(): the counterpart of nonpaged pool.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kasan.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "fault.h"
#include "memory.h"

static_assert(WW_ENOMEM == ENOMEM);

void *ww_alloc_surely(enum ww_memory kind, ww_size bytes)
{
	switch (kind) {
	case WW_MEMORY:
		return kmalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
	case WW_MEMORY_ZEROED:
		return kzalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
	case WW_MEMORY_SLEEPING:
		return kzalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	case WW_MEMORY_LARGE:
		/* Fails rather than that Linux ends a process to get the memory. */
		return kvzalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL | __GFP_NOWARN);
	}
	return NULL;
}

void *ww_alloc_waiting(ww_size bytes)
{
	return kmalloc(bytes, GFP_KERNEL | __GFP_NOFAIL);
}

static __always_inline void *alloc(enum ww_memory kind, ww_size bytes)
{
	return ww_fault(bytes) ? NULL : ww_alloc_surely(kind, bytes);
}

void *ww_alloc(ww_size bytes)
{
	return alloc(WW_MEMORY, bytes);
}

void *ww_zalloc(ww_size bytes)
{
	return alloc(WW_MEMORY_ZEROED, bytes);
}

void *ww_zalloc_sleeping(ww_size bytes)
{
	return alloc(WW_MEMORY_SLEEPING, bytes);
}

void ww_free(void *block)
{
	kfree(block);
}

void *ww_zalloc_large(ww_size bytes)
{
	return alloc(WW_MEMORY_LARGE, bytes);
}

void ww_free_large(void *block)
{
	kvfree(block);
}

static_assert(sizeof(struct rcu_head) <= sizeof_field(struct ww_unread, storage));

static void free_unread(struct rcu_head *head)
{
	kfree(((struct ww_unread *)head)->block);
}

void ww_free_when_unread(struct ww_unread *unread, void *block)
{
	unread->block = block;
	call_rcu((struct rcu_head *)unread, free_unread);
}

void ww_wait_until_unread(void)
{
	synchronize_rcu();
}

void ww_wait_until_freed(void)
{
	rcu_barrier();
}

ww_size ww_zero_bytes(const void *start, ww_size bytes)
{
	const void *other = memchr_inv(start, 0, bytes);

	return other ? other - start : bytes;
}

#ifdef CONFIG_KASAN_GENERIC

/* KASAN marks freed memory of a slab with it. */
#define POISON 0xfb

__no_sanitize_address void ww_item_poison(void *item, bool poison)
{
	volatile u8 *shadow = kasan_mem_to_shadow(item);
	int i;

	for (i = 0; i < 8; i++) {
		if (i != 5)
			shadow[i] = poison ? POISON : 0;
	}
}

#else

void ww_item_poison(void *item, bool poison)
{
}

#endif

#ifdef WW_KMSAN

void ww_count_as_initialised(const void *start, ww_size bytes)
{
	kmsan_unpoison_memory(start, bytes);
}

#endif

ww_u32 ww_no_io_begin(void)
{
	return memalloc_noio_save();
}

void ww_no_io_end(ww_u32 former)
{
	memalloc_noio_restore(former);
}
