/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's memory allocators. Each returns NULL if there is no memory.
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

/* For tables that are made at load: cleared, and not always physically contiguous. May sleep. */
void *ww_zalloc_large(ww_size bytes);
void ww_free_large(void *block);

WW_C_END

#endif /* WINWORK_LINUX_MEMORY_H */
