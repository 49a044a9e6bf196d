/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's memory allocators. Each returns NULL if there is no memory. All but ww_alloc_surely() and
 * ww_alloc_waiting() also do so for a fault that is asked for: linux/fault.h.
 */
#ifndef WINWORK_LINUX_MEMORY_H
#define WINWORK_LINUX_MEMORY_H

#include "types.h"

WW_C_BEGIN

/* In any context but NMI; without a warning if there is no memory. Only ww_zalloc() clears it. */
void *ww_alloc(ww_size bytes);
void *ww_zalloc(ww_size bytes);
/* May sleep, so that Linux can reclaim memory for it. */
void *ww_zalloc_sleeping(ww_size bytes);
void ww_free(void *block);

/* Cleared, and not always physically contiguous. May sleep. */
void *ww_zalloc_large(ww_size bytes);
void ww_free_large(void *block);

enum ww_memory {
	WW_MEMORY,			/* as of ww_alloc() */
	WW_MEMORY_ZEROED,		/* ww_zalloc() */
	WW_MEMORY_SLEEPING,		/* ww_zalloc_sleeping() */
	WW_MEMORY_LARGE,		/* ww_zalloc_large() */
};

/* The same, but only for want of memory it fails. */
void *ww_alloc_surely(enum ww_memory kind, ww_size bytes);
/* For a few bytes that a call must have: waits until Linux has reclaimed memory for them. Sleeps; not NULL. */
void *ww_alloc_waiting(ww_size bytes);

/*
 * Between them the allocations of this thread wait for no I/O: a disk may need the thread. Calls nest; the end gets what
 * the begin returned.
 */
ww_u32 ww_no_io_begin(void);
void ww_no_io_end(ww_u32 former);

/*
 * Frees @block, memory of ww_alloc() or ww_zalloc(), when each CPU has had preemption on since the
 * call. So a reader that has it off can finish. @unread is in the block. Any context.
 */
struct ww_unread {
	ww_uptr storage[2];
	void *block;
};

void ww_free_when_unread(struct ww_unread *unread, void *block);
/* Waits until each CPU has had preemption on. Sleeps. */
void ww_wait_until_unread(void);
/* Waits until the blocks of all calls so far are freed. May sleep. */
void ww_wait_until_freed(void);

/*
 * Returns how many of the @bytes at @start are zero before the first other one. They may change
 * meanwhile.
 */
ww_size ww_zero_bytes(const void *start, ww_size bytes);

/*
 * With KASAN: makes accesses to the 64 bytes at @item errors, but for bytes 40 to 47; or allows
 * them again.
 */
void ww_item_poison(void *item, bool poison);

/*
 * For KMSAN: from now on the @bytes at @start count as initialised. For code that looks at memory
 * whatever it holds.
 */
#ifdef WW_KMSAN
void ww_count_as_initialised(const void *start, ww_size bytes);
#else
static inline void ww_count_as_initialised(const void *start, ww_size bytes)
{
	(void)start;
	(void)bytes;
}
#endif

WW_C_END

#endif /* WINWORK_LINUX_MEMORY_H */
