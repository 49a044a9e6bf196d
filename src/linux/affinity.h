/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The CPUs on which the current thread may run.
 */
#ifndef WINWORK_LINUX_AFFINITY_H
#define WINWORK_LINUX_AFFINITY_H

#include "types.h"

WW_C_BEGIN

enum ww_affinity_result {
	WW_AFFINITY_SET,
	WW_AFFINITY_BOUND,		/* the thread belongs to another CPU and may not leave it */
	WW_AFFINITY_OFFLINE,		/* none of the CPUs is online */
};

/* The CPUs that a mask has bits for. */
#define WW_AFFINITY_CPUS 64

/*
 * Notes on which CPUs the current thread may run. Returns NULL without memory. Each call needs its
 * ww_affinity_end(), by the same thread. In a thread; sleeps only if it may.
 */
void *ww_affinity_begin(void);
/*
 * Returns what ww_affinity_set() would return. Nothing changes. In a thread; does not sleep.
 */
enum ww_affinity_result ww_affinity_check(void *affinity, ww_u32 first, ww_u64 cpus);
/*
 * Lets the current thread run only on those CPUs from number @first on that have a bit in @cpus. It
 * runs on one of them when this returns WW_AFFINITY_SET; otherwise nothing changes. May sleep.
 */
enum ww_affinity_result ww_affinity_set(void *affinity, ww_u32 first, ww_u64 cpus);
/*
 * Lets the current thread run where it could run before, unless something else has chosen its CPUs
 * since ww_affinity_set(). Frees @affinity. May sleep, if ww_affinity_set() was called.
 */
void ww_affinity_end(void *affinity);

WW_C_END

#endif /* WINWORK_LINUX_AFFINITY_H */
