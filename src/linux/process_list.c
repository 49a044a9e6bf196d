// SPDX-License-Identifier: GPL-2.0
/*
 * All threads of the machine, and what Linux counts about them.
 */
#include <linux/bitmap.h>
#include <linux/dcache.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched/cputime.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/seqlock.h>
#include <linux/string.h>

#include "compat.h"
#include "memory.h"
#include "process.h"
#include "process_list.h"
#include "task_state.h"
#include "user.h"

#define MARGIN 64	/* threads that may begin while the memory is allocated */

static bool is_listed(const struct task_struct *task, bool of_kernel)
{
	return !READ_ONCE(task->exit_state) && !!(task->flags & PF_KTHREAD) == of_kernel;
}

/* The caller is an RCU reader. Counts also those that have no room. */
static void add_tasks(struct ww_task_list *list, bool of_kernel)
{
	struct task_struct *process, *task;

	for_each_process_thread(process, task) {
		if (!is_listed(task, of_kernel))
			continue;
		if (list->count < list->room)
			list->task[list->count] = get_task_struct(task);
		list->count++;
	}
}

static struct ww_task_list *list_tasks(u32 room)
{
	struct ww_task_list *list = ww_zalloc_large(struct_size(list, task, room));

	if (!list)
		return NULL;
	list->room = room;
	rcu_read_lock();
	add_tasks(list, true);
	list->of_kernel = list->count;
	add_tasks(list, false);
	rcu_read_unlock();
	return list;
}

struct ww_task_list *ww_tasks_now(void)
{
	struct ww_task_list *list = list_tasks(MARGIN);

	while (list && list->count > list->room) {
		const u32 room = list->count + MARGIN;

		ww_tasks_free(list);
		list = list_tasks(room);
	}
	return list;
}

void ww_tasks_free(struct ww_task_list *list)
{
	u32 i;

	for (i = 0; i < min(list->count, list->room); i++)
		put_task_struct(list->task[i]);
	ww_free_large(list);
}

static enum ww_thread_state state_of(struct task_struct *task)
{
	if (ww_task_is_running(task))
		return task == current || task_is_on_cpu(task) ? WW_THREAD_RUNNING : WW_THREAD_READY;
	return task_is_stopped_or_traced(task) ? WW_THREAD_STOPPED : WW_THREAD_WAITING;
}

void ww_thread_count(const void *of_task, struct ww_thread_numbers *numbers)
{
	struct task_struct *task = (struct task_struct *)of_task;

	numbers->began = task->start_boottime;
	task_cputime_adjusted(task, &numbers->user, &numbers->kernel);
	numbers->switches = READ_ONCE(task->nvcsw) + READ_ONCE(task->nivcsw);
	numbers->state = state_of(task);
}

static void add_io(struct ww_process_numbers *numbers, const struct task_io_accounting *io)
{
#ifdef CONFIG_TASK_XACCT
	numbers->reads += io->syscr;
	numbers->writes += io->syscw;
	numbers->bytes_read += io->rchar;
	numbers->bytes_written += io->wchar;
#endif
}

static void add_ended_threads(struct ww_process_numbers *numbers, const struct signal_struct *shared)
{
	numbers->user = shared->utime;
	numbers->kernel = shared->stime;
	numbers->faults = shared->min_flt + shared->maj_flt;
	numbers->faults_with_reads = shared->maj_flt;
	add_io(numbers, &shared->ioac);
}

static void add_thread(struct ww_process_numbers *numbers, struct task_struct *task)
{
	u64 user, kernel;

	task_cputime_adjusted(task, &user, &kernel);
	numbers->user += user;
	numbers->kernel += kernel;
	numbers->faults += READ_ONCE(task->min_flt) + READ_ONCE(task->maj_flt);
	numbers->faults_with_reads += READ_ONCE(task->maj_flt);
	add_io(numbers, &task->ioac);
}

/* The caller is an RCU reader. */
static void count_once(const struct signal_struct *shared, struct ww_process_numbers *numbers)
{
	struct task_struct *task;

	*numbers = (struct ww_process_numbers){ };
	add_ended_threads(numbers, shared);
	__for_each_thread(shared, task)
		add_thread(numbers, task);
}

/*
 * A thread that ends meanwhile moves its counts to the signal_struct, under stats_lock. The second time with the lock: a
 * program may end threads all the time.
 */
static void count_threads(struct task_struct *process, struct ww_process_numbers *numbers)
{
	struct signal_struct *shared = process->signal;
	unsigned long flags;
	unsigned int sequence;

	rcu_read_lock();
	sequence = read_seqbegin(&shared->stats_lock);
	count_once(shared, numbers);
	if (read_seqretry(&shared->stats_lock, sequence)) {
		read_seqlock_excl_irqsave(&shared->stats_lock, flags);
		count_once(shared, numbers);
		read_sequnlock_excl_irqrestore(&shared->stats_lock, flags);
	}
	numbers->began = (pid_alive(process) ? process->group_leader : process)->start_boottime;
	rcu_read_unlock();
}

static u32 count_files(struct task_struct *task)
{
	struct fdtable *table;
	u32 count = 0;

	task_lock(task);
	if (task->files) {
		rcu_read_lock();
		table = files_fdtable(task->files);
		count = bitmap_weight(table->open_fds, table->max_fds);
		rcu_read_unlock();
	}
	task_unlock(task);
	return count;
}

static u64 bytes_of(u64 pages)
{
	return pages << PAGE_SHIFT;
}

static void count_memory(struct mm_struct *mm, struct ww_process_numbers *numbers)
{
	numbers->size = bytes_of(mm->total_vm);
	numbers->largest_size = bytes_of(get_mm_hiwater_vm(mm));
	numbers->in_memory = bytes_of(get_mm_rss(mm));
	numbers->most_in_memory = bytes_of(get_mm_hiwater_rss(mm));
	numbers->anonymous = bytes_of(get_mm_counter(mm, MM_ANONPAGES));
	numbers->writable = bytes_of(mm->data_vm + mm->stack_vm);
	numbers->swapped = bytes_of(get_mm_counter(mm, MM_SWAPENTS));
}

void ww_process_count(void *task, struct ww_process_numbers *numbers)
{
	struct mm_struct *mm = get_task_mm(task);

	count_threads(task, numbers);
	numbers->files = count_files(task);
	if (!mm)
		return;
	count_memory(mm, numbers);
	mmput(mm);
}

static void copy_file_name(struct file *file, char *name, size_t room)
{
	struct name_snapshot snapshot;

	take_dentry_name_snapshot(&snapshot, file->f_path.dentry);
	strscpy(name, snapshot.name.name, room);
	release_dentry_name_snapshot(&snapshot);
}

void ww_process_name(void *task, char *name, ww_size room)
{
	struct file *file = ww_task_image(task);
	char of_thread[TASK_COMM_LEN];

	if (file) {
		copy_file_name(file, name, room);
		fput(file);
		return;
	}
	ww_task_name(task, &of_thread);
	strscpy(name, of_thread, room);
}
