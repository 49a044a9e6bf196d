// SPDX-License-Identifier: GPL-2.0
/*
 * The calls on the stack, by Linux's unwinder.
 */
#include <linux/kernel.h>
#include <linux/stacktrace.h>

#include "stack.h"

/* The calls between a driver's function and the unwinder, and some more that it may add. */
#define OWN_CALLS 8

noinline ww_u32 ww_stack_trace(void **to, ww_u32 room, ww_u32 skip, const void *first)
{
#ifdef CONFIG_STACKTRACE
	unsigned long own[OWN_CALLS];
	/* Both calls of the unwinder find the same calls before ours. */
	const unsigned int count = stack_trace_save(own, OWN_CALLS, 0);
	unsigned int stored = 0, at;

	for (at = 0; at < count && own[at] != (unsigned long)first; at++)
		;
	if (at < count && skip <= UINT_MAX - OWN_CALLS)
		stored = stack_trace_save((unsigned long *)to, room, at + skip);
	/* The compiler makes no jump of that call: then our own would be missing. */
	barrier();
	return stored;
#else
	return 0;
#endif
}
