// SPDX-License-Identifier: GPL-2.0
/*
 * Tasks, and kernel threads for PsCreateSystemThread.
 */
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#include "compat.h"
#include "thread.h"

notrace WW_KEEPS_REGISTERS void *ww_current_task(void)
{
	return current;
}

bool ww_task_is_kernel_thread(const void *task)
{
	return ((const struct task_struct *)task)->flags & PF_KTHREAD;
}

static int thread_start(void *argument)
{
	ww_thread_main(argument);
	ww_thread_end();
	return 0;
}

int ww_thread_start(void *argument, const void *routine, void **task)
{
	struct task_struct *created = kthread_create(thread_start, argument, "%ps", routine);

	if (IS_ERR(created))
		return PTR_ERR(created);
	/* The thread's last code is this module's, even if its driver has gone by then. */
	__module_get(THIS_MODULE);
	*task = get_task_struct(created);
	wake_up_process(created);
	return 0;
}

void ww_thread_end(void)
{
	/* Always true. Without the test objtool would warn about the C++ code behind the calls. */
	if (current->flags & PF_KTHREAD)
		ww_module_put_and_thread_exit();
}

void ww_task_put(void *task)
{
	put_task_struct(task);
}

ww_u32 ww_task_id(const void *task)
{
	return task_pid_nr((struct task_struct *)task);
}

ww_s32 ww_task_nice(const void *task)
{
	return task_nice(task);
}

void ww_task_set_nice(void *task, ww_s32 nice)
{
	set_user_nice(task, nice);
}

bool ww_in_worker(void)
{
	return current->flags & PF_WQ_WORKER;
}

bool ww_thread_is_killed(void)
{
	return fatal_signal_pending(current);
}

void ww_yield(void)
{
	cond_resched();
}
