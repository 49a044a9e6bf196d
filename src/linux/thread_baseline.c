// SPDX-License-Identifier: GPL-2.0
/*
 * The comparison of a worker's thread with its state before the routine.
 */
#include <linux/cred.h>
#include <linux/iocontext.h>
#include <linux/irqflags.h>
#include <linux/sched.h>

#include "spinlock.h"
#include "spinlock_record.h"
#include "task_state.h"
#include "thread_baseline.h"

static noinline ww_u32 find_defects(const struct ww_thread_baseline *baseline)
{
	ww_u32 defects = 0;

	if (irqs_disabled() || preempt_count() || softirq_count())
		defects |= WW_DEFECT_CONTEXT;
	if (task_nice(current) != baseline->nice)
		defects |= WW_DEFECT_NICE;
	if (task_io_priority(current) != baseline->io_priority)
		defects |= WW_DEFECT_IO_PRIORITY;
	if (current_cred() != baseline->credentials)
		defects |= WW_DEFECT_CREDENTIALS;
	if (ww_spin_held())
		defects |= WW_DEFECT_LOCKS;
	return defects;
}

/* The fast check. Few threads have an I/O context; without one the I/O priority is the default. */
static __always_inline bool is_as_before(const struct ww_thread_baseline *baseline)
{
	return !irqs_disabled() && !(preempt_count() | softirq_count()) &&
	       task_nice(current) == baseline->nice && !current->io_context &&
	       current_cred() == baseline->credentials && !ww_held_count();
}

ww_u32 ww_thread_settle(const struct ww_thread_baseline *baseline)
{
	if (unlikely(!is_as_before(baseline))) {
		const ww_u32 defects = find_defects(baseline);

		if (defects)
			return defects;
	}
	if (unlikely(need_resched()))
		cond_resched();
	return 0;
}

void ww_thread_restore(const struct ww_thread_baseline *baseline)
{
	if (task_nice(current) != baseline->nice)
		set_user_nice(current, baseline->nice);
	if (current_cred() != baseline->credentials)
		revert_creds(baseline->credentials);
}

ww_s32 ww_thread_priority(enum ww_thread_defect which)
{
	return which == WW_DEFECT_IO_PRIORITY ? task_io_priority(current) : task_nice(current);
}

void ww_thread_set_nice(ww_s32 nice)
{
	set_user_nice(current, nice);
}
