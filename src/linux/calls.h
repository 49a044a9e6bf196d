/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The calls of drivers on the stack, for events that are frequent: a walk of Linux's unwinder costs some ten thousand
 * instructions, so the walks of a processor's threads are kept. For C alone.
 */
#ifndef WINWORK_LINUX_CALLS_H
#define WINWORK_LINUX_CALLS_H

#include <linux/types.h>

#define MOST_CALLS 8

struct walks;

/* The memory for the walks of one processor, for vfree(). NULL without memory. May sleep. */
struct walks *walks_create(int node);

/*
 * Stores the addresses to which up to @room calls on the stack return, the last one first, and returns how many. WinWork's
 * own calls are left out. @hint is the same for events of one kind. Any context but an NMI, with preemption off;
 * @walks are those of this processor.
 */
u32 find_calls(struct walks *walks, unsigned long hint, unsigned long *call, u32 room);

#endif /* WINWORK_LINUX_CALLS_H */
