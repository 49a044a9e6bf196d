/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's memory allocators.
 */
#ifndef WINWORK_LINUX_MEMORY_H
#define WINWORK_LINUX_MEMORY_H

#include "types.h"

WW_C_BEGIN

/*
 * kmalloc(GFP_ATOMIC): any context but NMI. Contents undefined; ww_zalloc() zeroes. NULL
 * when memory is out, without a warning.
 */
void *ww_alloc(ww_size bytes);
void *ww_zalloc(ww_size bytes);
/* May sleep, and tries harder for it. */
void *ww_zalloc_sleeping(ww_size bytes);
void ww_free(void *block);
/* Zeroed and possibly not contiguous; may sleep. For tables made at load. */
void *ww_zalloc_large(ww_size bytes);
void ww_free_large(void *block);

WW_C_END

#endif /* WINWORK_LINUX_MEMORY_H */
