// SPDX-License-Identifier: GPL-2.0
/*
 * Waiting for the value at an address, for locks that have no room for a queue. Linux has some wait
 * queues that addresses share.
 */
#include <linux/sched.h>
#include <linux/wait_bit.h>

#include "wait.h"

void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument)
{
	/* TASK_IDLE: a wait of minutes is the driver's affair. */
	___wait_var_event((void *)address, condition(argument), TASK_IDLE, 0, 0, schedule());
}

void ww_address_wake(const void *address)
{
	/* Pairs with set_current_state()'s: it sees us in the queue, or we see what it changed. */
	smp_mb();
	wake_up_var((void *)address);
}
