// SPDX-License-Identifier: GPL-2.0
/*
 * One wait queue for unload: whoever takes a driver out waits here until the engine's
 * counts say that nothing of it can run any more.
 */
#include <linux/sched.h>
#include <linux/wait.h>

#include "platform.h"

#define PATIENCE (10L * HZ)

static DECLARE_WAIT_QUEUE_HEAD(gate);

bool ww_gate_wait(bool (*condition)(void *argument), void *argument)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	long left = PATIENCE;
	bool holds;

	add_wait_queue(&gate, &wait);
	/* Pairs with wq_has_sleeper()'s: it sees us in the queue, or we see what it changed. */
	smp_mb();
	while (!(holds = condition(argument)) && left)
		left = wait_woken(&wait, TASK_IDLE, left);
	remove_wait_queue(&gate, &wait);
	return holds;
}

void ww_gate_wake(void)
{
	if (wq_has_sleeper(&gate))
		wake_up_all(&gate);
}
