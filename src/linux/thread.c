// SPDX-License-Identifier: GPL-2.0
/*
 * Tasks, and kernel threads for PsCreateSystemThread.
 */
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>

#include "compat.h"
#include "fault.h"
#include "task_state.h"
#include "thread.h"

notrace WW_KEEPS_REGISTERS void *ww_current_task(void)
{
	return current;
}

const void *ww_current_stack(void)
{
	return task_stack_page(current);
}

void ww_stack_limits(ww_uptr *low, ww_uptr *high)
{
	const unsigned long pointer = (unsigned long)__builtin_frame_address(0);
	const bool is_thread = ww_is_on_stack(ww_current_stack(), (const void *)pointer);

	*low = is_thread ? (unsigned long)ww_current_stack() : pointer & PAGE_MASK;
	*high = *low + (is_thread ? THREAD_SIZE : PAGE_SIZE);
}

bool ww_is_on_stack(const void *stack, const void *address)
{
	return (unsigned long)address - (unsigned long)stack < THREAD_SIZE;
}

/* The stack pointer of a thread that does not run. The switch away from it stores it. */
static unsigned long saved_stack_pointer(const struct task_struct *task)
{
#ifdef CONFIG_X86_64
	return task->thread.sp;
#else
	return task->thread.cpu_context.sp;
#endif
}

/* A thread that ran meanwhile has been switched away from once more, or still runs. */
bool ww_frame_has_gone(const void *of_task, const void *stack, const void *address)
{
	const struct task_struct *task = of_task;
	const unsigned long switches = READ_ONCE(task->nvcsw) + READ_ONCE(task->nivcsw);
	unsigned long pointer = (unsigned long)__builtin_frame_address(0);

	if (!ww_is_on_stack(stack, address))
		return false;
	if (READ_ONCE(task->flags) & PF_EXITING)
		return true;
	if (task == current)
		return ww_is_on_stack(stack, (void *)pointer) && (unsigned long)address < pointer;
	if (task_is_on_cpu(task))
		return false;
	pointer = saved_stack_pointer(task);
	smp_rmb();
	return !task_is_on_cpu(task) &&
	       READ_ONCE(task->nvcsw) + READ_ONCE(task->nivcsw) == switches &&
	       (unsigned long)address < pointer;
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

int ww_thread_start(void *argument, const char *name, void **task)
{
	struct task_struct *created;

	if (ww_fault(THREAD_SIZE))
		return -ENOMEM;
	created = kthread_create(thread_start, argument, "%s", name);
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

/* The caller is an RCU reader, and has found @task in a list of Linux's. NULL if it has ended. */
static struct task_struct *keep(struct task_struct *task)
{
	return task && !READ_ONCE(task->exit_state) ? get_task_struct(task) : NULL;
}

void *ww_task_find(ww_u32 id)
{
	struct task_struct *task;

	rcu_read_lock();
	task = keep(pid_task(find_pid_ns(id, &init_pid_ns), PIDTYPE_PID));
	rcu_read_unlock();
	return task;
}

/* The caller is an RCU reader. */
static struct task_struct *find_at(const void *address)
{
	struct task_struct *process, *task;

	for_each_process_thread(process, task) {
		if (task == address)
			return task;
	}
	return NULL;
}

bool ww_task_get_live(const void *wanted, ww_s64 since)
{
	struct task_struct *task;
	bool is_live;

	rcu_read_lock();
	task = find_at(wanted);
	is_live = task && (s64)task->start_time <= since && keep(task);
	rcu_read_unlock();
	cond_resched();
	return is_live;
}

static u32 shown_code(u32 code)
{
	const u32 signal = code & 0x7f;

	return signal ? 128 + signal : code >> 8 & 0xff;
}

bool ww_task_exit_code(const void *of_task, bool of_process, ww_u32 *code)
{
	const struct task_struct *task = of_task;
	const struct signal_struct *signal = task->signal;

	if (of_process ? atomic_read(&signal->live) : !(READ_ONCE(task->flags) & PF_EXITING))
		return false;
	*code = shown_code(of_process && signal->flags & SIGNAL_GROUP_EXIT ? signal->group_exit_code : task->exit_code);
	return true;
}

ww_u32 ww_task_id(const void *task)
{
	return task_pid_nr((struct task_struct *)task);
}

bool ww_task_sleeps(const void *task)
{
	return !ww_task_is_running((struct task_struct *)task);
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
