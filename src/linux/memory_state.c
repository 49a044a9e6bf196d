// SPDX-License-Identifier: GPL-2.0
/*
 * How much memory the machine has left.
 */
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/swap.h>

#include "memory_state.h"

static u64 bytes_of(long pages)
{
	return (u64)max(pages, 0L) << PAGE_SHIFT;
}

/* Neither number takes a lock: both are sums of counters. */
struct ww_memory_state ww_memory_now(void)
{
	return (struct ww_memory_state){
		.total = bytes_of(totalram_pages()),
		.available = bytes_of(si_mem_available()),
		.free_swap = bytes_of(get_nr_swap_pages()),
	};
}
