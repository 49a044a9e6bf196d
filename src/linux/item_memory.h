/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory for work items, WW_ITEM_BYTES at a time.
 */
#ifndef WINWORK_LINUX_ITEM_MEMORY_H
#define WINWORK_LINUX_ITEM_MEMORY_H

#include "types.h"

WW_C_BEGIN

#define WW_ITEM_BYTES 64

int ww_item_memory_init(void);			/* 0 or a negative errno */
void ww_item_memory_exit(void);
ww_size ww_item_memory_bytes_per_cpu(void);
/* As ww_alloc() and ww_free(). */
void *ww_item_alloc(void);
void ww_item_free(void *item);
/*
 * The same by way of a few that each CPU keeps, with what they hold. The first returns NULL, the
 * second false and does nothing, in WW_CONTEXT_INTERRUPT; the first also without memory.
 */
void *ww_item_take(void);
bool ww_item_keep(void *item);

WW_C_END

#endif /* WINWORK_LINUX_ITEM_MEMORY_H */
