// SPDX-License-Identifier: GPL-2.0
/*
 * How a task sleeps on a dispatcher object. It sleeps as idle: it may have to for days,
 * without a load average or a hung-task report that says otherwise.
 */
#include <linux/hrtimer.h>
#include <linux/sched.h>

#include "compat.h"
#include "time.h"
#include "wait.h"

/* Lets expiries share an interrupt; far below what a Windows timer promises. */
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
