/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How much memory the machine has left.
 */
#ifndef WINWORK_LINUX_MEMORY_STATE_H
#define WINWORK_LINUX_MEMORY_STATE_H

#include "types.h"

WW_C_BEGIN

/* In bytes. */
struct ww_memory_state {
	ww_u64 total;		/* RAM that Linux manages */
	ww_u64 available;	/* of it, without swapping: free, and caches that Linux can drop */
	ww_u64 free_swap;
};

/* In any context. */
struct ww_memory_state ww_memory_now(void);

WW_C_END

#endif /* WINWORK_LINUX_MEMORY_STATE_H */
