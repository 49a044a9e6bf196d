/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory for work items, in blocks of WW_ITEM_BYTES.
 */
#ifndef WINWORK_LINUX_ITEM_MEMORY_H
#define WINWORK_LINUX_ITEM_MEMORY_H

#include "types.h"

WW_C_BEGIN

#define WW_ITEM_BYTES 64

/* Returns 0 or a negative errno. */
int ww_item_memory_init(void);
void ww_item_memory_exit(void);
ww_size ww_item_memory_bytes_per_cpu(void);

/* As ww_alloc() and ww_free(). */
void *ww_item_alloc(void);
void ww_item_free(void *item);

/*
 * As ww_item_alloc() and ww_item_free(), from and to a cache of the current CPU. The contents of
 * the memory are undefined. In WW_CONTEXT_INTERRUPT the first returns NULL; the second does nothing
 * and returns false.
 */
void *ww_item_take(void);
bool ww_item_keep(void *item);

WW_C_END

#endif /* WINWORK_LINUX_ITEM_MEMORY_H */
