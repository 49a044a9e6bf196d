// SPDX-License-Identifier: GPL-2.0
/*
 * A binary format that loads nothing. Linux offers it each file that a program executes, before the
 * formats that do. The end of a process is the wake-up for those who poll its pidfd.
 */
#include <linux/binfmts.h>
#include <linux/build_bug.h>
#include <linux/elf.h>
#include <linux/errno.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/rcupdate.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "compat.h"
#include "exec.h"
#include "file_path.h"

static const struct linux_binprm *program_of(const struct ww_exec *exec)
{
	return (const struct linux_binprm *)exec;
}

/* ---- Execve ----------------------------------------------------------------------------- */

static bool is_machine(u16 machine)
{
#ifdef CONFIG_X86_64
	return machine == ELF_ARCH || machine == EM_386 || machine == EM_486;
#else
	return machine == ELF_ARCH || machine == EM_ARM;
#endif
}

/*
 * A script, or a file that a handler of binfmt_misc takes, comes again as its interpreter. Both
 * kinds of ELF have the machine at the same place.
 */
static bool is_program(const struct linux_binprm *bprm)
{
	Elf32_Ehdr header;

	static_assert(offsetof(Elf32_Ehdr, e_machine) == offsetof(Elf64_Ehdr, e_machine));
	memcpy(&header, bprm->buf, sizeof(header));
	return !memcmp(header.e_ident, ELFMAG, SELFMAG) && is_machine(header.e_machine);
}

static int offer(struct linux_binprm *bprm)
{
	const int error = is_program(bprm) ? ww_exec_begins((struct ww_exec *)bprm) : 0;

	return error ? -error : -ENOEXEC;
}

static struct linux_binfmt format = {
	.module = THIS_MODULE,
	.load_binary = offer,
};

static DEFINE_MUTEX(format_lock);
static bool is_registered;

void ww_execs_watch(void)
{
	mutex_lock(&format_lock);
	if (!is_registered)
		insert_binfmt(&format);
	is_registered = true;
	mutex_unlock(&format_lock);
}

/*
 * Only at the exit: Linux goes on from this format to the next one, so it must be in the list when
 * offer() returns. Meanwhile Linux holds the module.
 */
void ww_execs_unwatch(void)
{
	if (is_registered)
		unregister_binfmt(&format);
	is_registered = false;
}

const void *ww_exec_file(const struct ww_exec *exec)
{
	return program_of(exec)->file;
}

const char *ww_exec_path(const struct ww_exec *exec, char *room, ww_size bytes)
{
	const char *path = ww_file_path(program_of(exec)->file, room, bytes);

	if (path)
		return path;
	strscpy(room, program_of(exec)->filename, bytes);
	return room;
}

/* The page with that address on the new stack. The caller puts it. */
static struct page *argument_page(struct mm_struct *mm, unsigned long address)
{
	struct page *page = NULL;
	long got;

	mmap_read_lock(mm);
	got = ww_get_user_page_remote(mm, address, &page);
	mmap_read_unlock(mm);
	return got == 1 ? page : NULL;
}

/* The bytes up to the end of string number *@left, or all. Counts down the strings that end there. */
static size_t through_strings(const char *text, size_t bytes, int *left)
{
	size_t i;

	for (i = 0; i < bytes && *left; i++)
		*left -= !text[i];
	return i;
}

ww_s64 ww_exec_arguments(const struct ww_exec *exec, char *to, ww_size room)
{
	const struct linux_binprm *bprm = program_of(exec);
	int left = bprm->argc;
	size_t done = 0;

	while (left && done < room) {
		const unsigned long at = bprm->p + done;
		const size_t bytes = min_t(size_t, PAGE_SIZE - offset_in_page(at), room - done);
		struct page *page = argument_page(bprm->mm, at);

		if (!page)
			return -EFAULT;
		memcpy(to + done, page_address(page) + offset_in_page(at), bytes);
		put_page(page);
		done += through_strings(to + done, bytes, &left);
	}
	return done;
}

/* ---- The end of a process --------------------------------------------------------------- */

struct watch {
	struct wait_queue_entry entry;
	struct pid *pid;
	struct task_struct *task;
	struct mm_struct *mm;		/* of the execve; only its address counts */
	const struct file *file;	/* likewise */
};

static_assert(sizeof(struct watch) <= sizeof(struct ww_process_watch));

static struct watch *watch_of(struct ww_process_watch *watch)
{
	return (struct watch *)watch->storage;
}

/* The queue also wakes when one of several threads exits. */
static bool has_ended(struct pid *pid)
{
	const struct task_struct *task;
	bool ended;

	rcu_read_lock();
	task = pid_task(pid, PIDTYPE_TGID);
	ended = !task || !atomic_read(&task->signal->live);
	rcu_read_unlock();
	return ended;
}

/* Under the lock of the queue. */
static int woken(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	struct watch *watch = container_of(entry, struct watch, entry);

	if (has_ended(watch->pid)) {
		list_del_init(&entry->entry);
		ww_process_ended((struct ww_process_watch *)watch);
	}
	return 0;
}

void ww_process_watch_begin(struct ww_process_watch *storage, const struct ww_exec *exec)
{
	struct watch *watch = watch_of(storage);

	watch->pid = get_pid(task_tgid(current));
	watch->task = get_task_struct(current);
	watch->mm = program_of(exec)->mm;
	watch->file = program_of(exec)->file;
	mmgrab(watch->mm);
	init_waitqueue_func_entry(&watch->entry, woken);
	add_wait_queue(&watch->pid->wait_pidfd, &watch->entry);
}

void ww_process_watch_end(struct ww_process_watch *storage)
{
	struct watch *watch = watch_of(storage);
	struct wait_queue_head *queue = &watch->pid->wait_pidfd;

	spin_lock_irq(&queue->lock);
	list_del_init(&watch->entry.entry);
	spin_unlock_irq(&queue->lock);
	mmdrop(watch->mm);
	put_task_struct(watch->task);
	put_pid(watch->pid);
}

void *ww_process_watch_task(const struct ww_process_watch *storage)
{
	return ((const struct watch *)storage->storage)->task;
}

bool ww_process_watch_is_of(const struct ww_process_watch *storage, const struct ww_exec *exec)
{
	const struct watch *watch = (const struct watch *)storage->storage;

	return watch->mm == program_of(exec)->mm && watch->file == program_of(exec)->file;
}
