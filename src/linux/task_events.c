// SPDX-License-Identifier: GPL-2.0
/*
 * Threads are seen at tracepoints of the scheduler, which modules find by their names. Mappings are seen by a kprobe
 * on the function that tells perf of each of them.
 */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "compat.h"
#include "process.h"
#include "task_events.h"
#include "thread.h"

static DEFINE_MUTEX(watch_lock);

/* ---- Threads ---------------------------------------------------------------------------- */

static bool is_program(const struct task_struct *task)
{
	return !(task->flags & PF_KTHREAD);
}

static void forked(void *data, struct task_struct *parent, struct task_struct *child)
{
	if (is_program(child))
		ww_thread_begins(child, ww_task_id(child));
}

static void exited(void *data, struct task_struct *task WW_EXIT_PROBE_PARAMS)
{
	if (is_program(task))
		ww_thread_ends(task, ww_task_id(task));
}

/* The first thread has ended already. Its id is now that of this thread. */
static void executed(void *data, struct task_struct *task, pid_t old_id, struct linux_binprm *bprm)
{
	if (old_id == (pid_t)ww_task_id(task))
		return;
	ww_thread_ends(task, old_id);
	ww_thread_begins(task, ww_task_id(task));
}

static struct {
	const char *name;
	void *probe;
	struct tracepoint *point;
} points[] = {
	{ "sched_process_fork", forked },
	{ "sched_process_exit", exited },
	{ "sched_process_exec", executed },
};

static bool threads_are_watched;

static void find_point(struct tracepoint *point, void *unused)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(points); i++) {
		if (!strcmp(point->name, points[i].name))
			points[i].point = point;
	}
}

static void remove_probes(int count)
{
	while (count--)
		tracepoint_probe_unregister(points[count].point, points[count].probe, NULL);
	tracepoint_synchronize_unregister();
}

static int add_probes(void)
{
	int i;

	for_each_kernel_tracepoint(find_point, NULL);
	for (i = 0; i < ARRAY_SIZE(points); i++) {
		int error = -EOPNOTSUPP;

		if (points[i].point)
			error = tracepoint_probe_register(points[i].point, points[i].probe, NULL);
		if (error) {
			remove_probes(i);
			return error;
		}
	}
	return 0;
}

int ww_threads_watch(void)
{
	int error = 0;

	mutex_lock(&watch_lock);
	if (!threads_are_watched)
		error = add_probes();
	threads_are_watched = !error;
	mutex_unlock(&watch_lock);
	return error;
}

void ww_threads_unwatch(void)
{
	if (threads_are_watched)
		remove_probes(ARRAY_SIZE(points));
	threads_are_watched = false;
}

/* ---- Images ----------------------------------------------------------------------------- */

#if defined(CONFIG_KPROBES) && defined(CONFIG_PERF_EVENTS) && defined(CONFIG_HAVE_FUNCTION_ARG_ACCESS_API)

static int mapped(struct kprobe *probe, struct pt_regs *regs)
{
	const struct vm_area_struct *area = (const void *)regs_get_kernel_argument(regs, 0);
	const u64 offset = (u64)area->vm_pgoff << PAGE_SHIFT;

	if (area->vm_file && area->vm_flags & VM_EXEC)
		ww_image_mapped(area->vm_file, area->vm_start - offset, area->vm_end - area->vm_start + offset);
	return 0;
}

static struct kprobe probe;
static bool images_are_watched;

static int add_probe(void)
{
	/* Linux writes to it: a used one cannot be registered again. */
	probe = (struct kprobe){ .symbol_name = "perf_event_mmap", .pre_handler = mapped };
	return register_kprobe(&probe) ? -EOPNOTSUPP : 0;
}

int ww_images_watch(void)
{
	int error = 0;

	mutex_lock(&watch_lock);
	if (!images_are_watched)
		error = add_probe();
	images_are_watched = !error;
	mutex_unlock(&watch_lock);
	return error;
}

void ww_images_unwatch(void)
{
	if (images_are_watched)
		unregister_kprobe(&probe);
	images_are_watched = false;
}

#else

int ww_images_watch(void)
{
	return -EOPNOTSUPP;
}

void ww_images_unwatch(void)
{
}

#endif

void ww_image_get(void *file)
{
	get_file(file);
}

void ww_image_put(void *file)
{
	fput(file);
}
