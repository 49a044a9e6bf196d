/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a task that a struct ww_thread_baseline records, and whether it is on a CPU.
 */
#ifndef WINWORK_LINUX_TASK_STATE_H
#define WINWORK_LINUX_TASK_STATE_H

#include <linux/cred.h>
#include <linux/iocontext.h>
#include <linux/ioprio.h>
#include <linux/sched.h>

#include "compat.h"
#include "thread_baseline.h"

static inline ww_s32 task_io_priority(const struct task_struct *task)
{
	const struct io_context *context = task->io_context;

	return context ? context->ioprio : IOPRIO_DEFAULT;
}

/* Records the state of the current task. Inline: each start of a worker does it. */
static inline void task_note_state(struct ww_thread_baseline *baseline)
{
	const struct task_struct *task = current;

	baseline->nice = task_nice(task);
	baseline->io_priority = task_io_priority(task);
	baseline->credentials = rcu_dereference_protected(task->cred, 1);
}

/* False where there is one CPU, which runs the caller. */
static inline bool task_is_on_cpu(const struct task_struct *task)
{
#ifdef CONFIG_SMP
	return smp_load_acquire(&task->on_cpu);
#else
	return false;
#endif
}

#endif /* WINWORK_LINUX_TASK_STATE_H */
