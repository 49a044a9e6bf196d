// SPDX-License-Identifier: GPL-2.0
/*
 * One wait queue for all that wait for a count of the engine's: the unload of a driver, the rundown
 * of an object, the flush of a framework item, the end of a reserved worker.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "wait.h"

#define PATIENCE (10L * HZ)

static DECLARE_WAIT_QUEUE_HEAD(gate);

bool ww_gate_wait(bool (*condition)(void *argument), void *argument)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	const unsigned long end = jiffies + PATIENCE;
	bool holds;
	long left;

	add_wait_queue(&gate, &wait);
	/* Pairs with wq_has_sleeper()'s: it sees us in the queue, or we see what it changed. */
	smp_mb();
	/* By the clock: wakes for others, however many, do not put the end off. */
	while (!(holds = condition(argument)) && (left = end - jiffies) > 0) {
		wait_woken(&wait, TASK_IDLE, left);
		cond_resched();
	}
	remove_wait_queue(&gate, &wait);
	return holds;
}

void ww_gate_wake(void)
{
	if (wq_has_sleeper(&gate))
		wake_up_all(&gate);
}
