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
ww_u32 ww_gate_waiters;		/* changed under the lock of gate */

static void count_waiter(int change)
{
	spin_lock_irq(&gate.lock);
	WRITE_ONCE(ww_gate_waiters, ww_gate_waiters + change);
	spin_unlock_irq(&gate.lock);
}

bool ww_gate_wait(bool (*condition)(void *argument), void *argument)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	long left = PATIENCE;
	bool holds;

	count_waiter(1);
	add_wait_queue(&gate, &wait);
	/*
	 * Pairs with wq_has_sleeper()'s, and with the addition before ww_gate_waiters is read: we are
	 * seen, or see what was changed.
	 */
	smp_mb();
	while (!(holds = condition(argument)) && left)
		left = wait_woken(&wait, TASK_IDLE, left);
	remove_wait_queue(&gate, &wait);
	count_waiter(-1);
	return holds;
}

void ww_gate_wake(void)
{
	if (wq_has_sleeper(&gate))
		wake_up_all(&gate);
}
