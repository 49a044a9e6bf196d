// SPDX-License-Identifier: GPL-2.0
/*
 * Three ways to sleep until another CPU changes something. A driver may wait for days, so all sleep
 * as TASK_IDLE: without effect on the load average, and without a hung-task report.
 */
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

#include "compat.h"
#include "time.h"
#include "wait.h"

/* Lets expiries share an interrupt. Far below the resolution of a Windows timer. */
#define SLACK (50 * NSEC_PER_USEC)

static const clockid_t linux_clock[WW_CLOCKS] = {
	[WW_CLOCK_MONOTONIC] = CLOCK_MONOTONIC,
	[WW_CLOCK_REAL] = CLOCK_REALTIME,
};

bool ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline)
{
	const bool bounded = deadline != WW_FOREVER;
	struct hrtimer_sleeper alarm;
	bool changed;

	if (bounded) {
		ww_hrtimer_sleeper_setup_on_stack(&alarm, linux_clock[clock], HRTIMER_MODE_ABS);
		hrtimer_set_expires_range_ns(&alarm.timer, ns_to_ktime(deadline), SLACK);
		hrtimer_sleeper_start_expires(&alarm, HRTIMER_MODE_ABS);
	}
	for (;;) {
		set_current_state(TASK_IDLE);
		changed = smp_load_acquire(word) != value;
		if (changed || (bounded && !READ_ONCE(alarm.task)))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	if (bounded) {
		hrtimer_cancel(&alarm.timer);
		destroy_hrtimer_on_stack(&alarm.timer);
	}
	return changed;
}

void ww_wake(void *task)
{
	wake_up_process(task);
}

/* The time after which ww_gate_wait() lets its caller print that it still waits. */
#define PATIENCE 10

static DECLARE_WAIT_QUEUE_HEAD(gate);

bool ww_gate_wait_for(bool (*condition)(void *argument), void *argument, ww_u32 seconds)
{
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	const unsigned long end = jiffies + seconds * HZ;
	bool holds;
	long left;

	add_wait_queue(&gate, &wait);
	/* Pairs with wq_has_sleeper(): it finds us in the queue, or we find its change. */
	smp_mb();
	/* Until a time of the clock: wake-ups for other waiters do not postpone it. */
	while (!(holds = condition(argument)) && (left = end - jiffies) > 0) {
		wait_woken(&wait, TASK_IDLE, left);
		cond_resched();
	}
	remove_wait_queue(&gate, &wait);
	return holds;
}

bool ww_gate_wait(bool (*condition)(void *argument), void *argument)
{
	return ww_gate_wait_for(condition, argument, PATIENCE);
}

void ww_gate_wake(void)
{
	if (wq_has_sleeper(&gate))
		wake_up_all(&gate);
}

/* For locks that have no room for a queue. Linux has some wait queues that addresses share. */
void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument)
{
	___wait_var_event((void *)address, condition(argument), TASK_IDLE, 0, 0, schedule());
}

void ww_address_wake(const void *address)
{
	/* Pairs with set_current_state(): we find the task in the queue, or it finds our change. */
	smp_mb();
	wake_up_var((void *)address);
}
