// SPDX-License-Identifier: GPL-2.0
/*
 * Processes that run.
 */
#include <linux/bits.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>

#include "compat.h"
#include "process.h"
#include "task_events.h"
#include "user.h"

/* Bit 48 of each address of the kernel is set, and user.c has it here. No address has bit 62 alone. */
#define MARK_BIT 62

bool ww_is_process(const void *process)
{
	const u64 value = (uintptr_t)process;

	return value & BIT_ULL(MARK_BIT) && !(value & BIT_ULL(63)) && ww_process_id(process);
}

/* The leader, with a reference; or NULL. */
static struct task_struct *find_leader(u32 id)
{
	struct task_struct *task;

	rcu_read_lock();
	task = pid_task(find_pid_ns(id, &init_pid_ns), PIDTYPE_TGID);
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}

void *ww_process_leader(const void *process)
{
	struct task_struct *task = find_leader(ww_process_id(process));

	if (task && ww_task_process(task) == process)
		return task;
	if (task)
		put_task_struct(task);
	return NULL;
}

void *ww_process_find(ww_u32 id)
{
	struct task_struct *task = find_leader(id);
	void *process;

	if (!task)
		return NULL;
	process = task->flags & PF_KTHREAD ? NULL : ww_task_process(task);
	put_task_struct(task);
	return process;
}

/* The first thread may have ended, and others not. */
void *ww_process_memory(const void *process)
{
	struct task_struct *leader = ww_process_leader(process), *thread;
	struct mm_struct *mm = NULL;

	if (!leader)
		return NULL;
	rcu_read_lock();
	for_each_thread(leader, thread) {
		mm = get_task_mm(thread);
		if (mm)
			break;
	}
	rcu_read_unlock();
	put_task_struct(leader);
	return mm;
}

void ww_process_memory_put(void *memory)
{
	mmput(memory);
}

void *ww_memory_use(void *memory)
{
	struct mm_struct *before = current->mm;

	if (before == memory)
		return before;
	if (before)
		kthread_unuse_mm(before);
	if (memory)
		kthread_use_mm(memory);
	return before;
}

/* Whether the program of the task is a 32-bit one. */
static bool is_32bit(struct task_struct *task)
{
#if defined(CONFIG_X86_64) && defined(CONFIG_COMPAT)
	return test_tsk_thread_flag(task, TIF_ADDR32);
#elif defined(CONFIG_COMPAT)
	return test_tsk_thread_flag(task, TIF_32BIT);
#else
	return false;
#endif
}

int ww_process_read(const void *process, struct ww_process_facts *facts)
{
	struct task_struct *task = ww_process_leader(process);

	if (!task)
		return -ESRCH;
	rcu_read_lock();
	facts->parent = task_tgid_nr(rcu_dereference(task->real_parent));
	rcu_read_unlock();
	facts->login = ww_task_login(task);
	facts->is_32bit = is_32bit(task);
	put_task_struct(task);
	return 0;
}

int ww_process_kill(const void *process)
{
	struct task_struct *task = ww_process_leader(process);
	int error;

	if (!task)
		return -ESRCH;
	/* It keeps the pid, which goes with the process. Other threads may go on when the first one has ended. */
	rcu_read_lock();
	if (is_global_init(task))
		error = -EPERM;
	else if (task->exit_state && thread_group_empty(task))
		error = -ESRCH;
	else
		error = kill_pid(task_tgid(task), SIGKILL, 1);
	rcu_read_unlock();
	put_task_struct(task);
	return error;
}

void *ww_task_image(void *task)
{
	struct mm_struct *mm = get_task_mm(task);
	struct file *file;

	if (!mm)
		return NULL;
	rcu_read_lock();
	file = ww_get_file_rcu(&mm->exe_file);
	rcu_read_unlock();
	mmput(mm);
	return file;
}

/* d_path() appends it to the name of a file that is removed. */
static void cut_deleted(const struct file *file, char *path)
{
	static const char deleted[] = " (deleted)";
	const size_t length = strlen(path), more = sizeof(deleted) - 1;

	if (d_unlinked(file->f_path.dentry) && length > more && !strcmp(path + length - more, deleted))
		path[length - more] = 0;
}

int ww_image_path(void *image, char *text, ww_size room, const char **path)
{
	struct file *file = image;
	char *found = d_path(&file->f_path, text, room);

	if (IS_ERR(found))
		return PTR_ERR(found);
	cut_deleted(file, found);
	*path = found;
	return 0;
}

int ww_process_image(const void *process, char *text, ww_size room, const char **path)
{
	struct task_struct *task = ww_process_leader(process);
	struct file *file;
	int error;

	if (!task)
		return -ESRCH;
	file = ww_task_image(task);
	put_task_struct(task);
	if (!file)
		return -ENOENT;
	error = ww_image_path(file, text, room, path);
	fput(file);
	return error;
}
