// SPDX-License-Identifier: GPL-2.0
/*
 * Linux's random numbers.
 */
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/sched.h>

#include "crypto.h"

/* In pieces, so that a large buffer does not keep the processor. */
#define PIECE 65536u

void ww_random(void *to, ww_u32 bytes, bool may_sleep)
{
	/* A signal ends the wait. The numbers are then those that the kernel has. */
	if (may_sleep)
		wait_for_random_bytes();
	while (bytes) {
		const u32 piece = min(bytes, PIECE);

		get_random_bytes(to, piece);
		to += piece;
		bytes -= piece;
		if (may_sleep)
			cond_resched();
	}
}
