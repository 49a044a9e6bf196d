// SPDX-License-Identifier: GPL-2.0
/*
 * Three ways to sleep until another CPU changes something. A driver may wait for days, so all sleep
 * with TASK_NOLOAD: without effect on the load average, and without a hung-task report.
 */
#include <linux/hrtimer.h>
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
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

/* TASK_IDLE, and a fatal signal ends the sleep. */
#define TASK_IDLE_KILLABLE (TASK_KILLABLE | TASK_NOLOAD)

/* One of several sleeps. Returns false when a killed task has slept until @end, in jiffies. */
static bool sleep_once(bool killed, unsigned long end)
{
	const long left = end - jiffies;

	if (!killed)
		schedule();
	else if (left > 0)
		schedule_timeout(left);
	return !killed || left > 0;
}

enum ww_sleep ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline,
			     ww_u32 patience)
{
	const bool bounded = deadline != WW_FOREVER;
	const bool killable = patience != WW_UNTIL_THE_END && !(current->flags & PF_KTHREAD);
	enum ww_sleep result = WW_SLEEP_KILLED;
	struct hrtimer_sleeper alarm;
	bool killed = false;
	unsigned long end = 0;

	if (bounded) {
		ww_hrtimer_sleeper_setup_on_stack(&alarm, linux_clock[clock], HRTIMER_MODE_ABS);
		hrtimer_set_expires_range_ns(&alarm.timer, ns_to_ktime(deadline), SLACK);
		hrtimer_sleeper_start_expires(&alarm, HRTIMER_MODE_ABS);
	}
	do {
		/* After the signal a killable sleep would end at once. */
		set_current_state(killable && !killed ? TASK_IDLE_KILLABLE : TASK_IDLE);
		if (smp_load_acquire(word) != value) {
			result = WW_SLEEP_CHANGED;
			break;
		}
		if (bounded && !READ_ONCE(alarm.task)) {
			result = WW_SLEEP_TIMED_OUT;
			break;
		}
		if (killable && !killed && fatal_signal_pending(current)) {
			killed = true;
			end = jiffies + patience * (unsigned long)HZ;
		}
	} while (sleep_once(killed, end));
	__set_current_state(TASK_RUNNING);
	if (bounded) {
		hrtimer_cancel(&alarm.timer);
		destroy_hrtimer_on_stack(&alarm.timer);
	}
	return result;
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

/* For what has no room for a queue. Linux has some wait queues that addresses share. */
void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument)
{
	___wait_var_event((void *)address, condition(argument), TASK_IDLE, 0, 0, schedule());
}

static bool wait_until_killed(const void *address, bool (*condition)(void *argument), void *argument)
{
	unsigned int state = TASK_IDLE_KILLABLE;

	/* As a constant, 5.10 would not take it for a state that a signal ends. */
	OPTIMIZER_HIDE_VAR(state);
	return !___wait_var_event((void *)address, condition(argument), state, 0, 0, schedule());
}

bool ww_address_wait_patient(const void *address, bool (*condition)(void *argument), void *argument,
			     ww_u32 patience)
{
	return wait_until_killed(address, condition, argument) ||
	       ww_address_wait_for(address, condition, argument, patience);
}

bool ww_address_wait_for(const void *address, bool (*condition)(void *argument), void *argument,
			 ww_u32 seconds)
{
	return ___wait_var_event((void *)address, ___wait_cond_timeout(condition(argument)),
				 TASK_IDLE, 0, seconds * (long)HZ,
				 __ret = schedule_timeout(__ret));
}

void ww_address_wake(const void *address)
{
	/* Pairs with set_current_state(): we find the task in the queue, or it finds our change. */
	smp_mb();
	wake_up_var((void *)address);
}
