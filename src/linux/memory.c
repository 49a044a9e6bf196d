// SPDX-License-Identifier: GPL-2.0
/*
 * Memory, from kmalloc(): the counterpart of nonpaged pool.
 */
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "memory.h"

static_assert(WW_ENOMEM == ENOMEM);

void *ww_alloc(ww_size bytes)
{
	return kmalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
}

void *ww_zalloc(ww_size bytes)
{
	return kzalloc(bytes, GFP_ATOMIC | __GFP_NOWARN);
}

void *ww_zalloc_sleeping(ww_size bytes)
{
	return kzalloc(bytes, GFP_KERNEL | __GFP_NOWARN);
}

void ww_free(void *block)
{
	kfree(block);
}

void *ww_zalloc_large(ww_size bytes)
{
	return kvzalloc(bytes, GFP_KERNEL);
}

void ww_free_large(void *block)
{
	kvfree(block);
}
