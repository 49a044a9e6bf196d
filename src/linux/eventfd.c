// SPDX-License-Identifier: GPL-2.0
/*
 * The eventfds of programs.
 */
#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/eventfd.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "compat.h"
#include "eventfd.h"

static struct eventfd_ctx *context_of(struct ww_event_target *target)
{
	return (struct eventfd_ctx *)target;
}

ww_s32 ww_event_target_get(ww_s32 fd, struct ww_event_target **target)
{
	struct eventfd_ctx *context = NULL;

	if (fd != -1)
		context = eventfd_ctx_fdget(fd);
	if (IS_ERR(context))
		return -EBADF;
	*target = (struct ww_event_target *)context;
	return 0;
}

void ww_event_target_signal(struct ww_event_target *target)
{
	ww_eventfd_signal(context_of(target));
}

void ww_event_target_put(struct ww_event_target *target)
{
	if (target)
		eventfd_ctx_put(context_of(target));
}

/* ---- An eventfd as an event of the kernel ------------------------------------------------- */

/* A kernel without eventfds has most of the functions, and none of them succeeds. */
#ifndef CONFIG_EVENTFD
#define eventfd_ctx_fileget(file) ((struct eventfd_ctx *)ERR_PTR(-ENOSYS))
#endif

static_assert(WW_EBADF == EBADF && WW_EINVAL == EINVAL);

struct source {
	struct file *file;
	struct eventfd_ctx *context;
	wait_queue_head_t *queue;		/* of the eventfd, which calls changed() */
	wait_queue_entry_t entry;
	poll_table table;
};

static_assert(sizeof(struct source) <= sizeof_field(struct ww_event_source, storage));

static struct source *source_of(const struct ww_event_source *source)
{
	return (struct source *)source->storage;
}

struct ww_event_file *ww_event_file_get(ww_s32 fd, ww_s32 *error)
{
	/* A program that closes its files at its end has no descriptors any more. */
	struct file *file = current->files ? fget(fd) : NULL;
	struct eventfd_ctx *context;

	if (!file) {
		*error = -EBADF;
		return NULL;
	}
	context = eventfd_ctx_fileget(file);
	if (IS_ERR(context)) {
		*error = -EINVAL;
		fput(file);
		return NULL;
	}
	eventfd_ctx_put(context);
	return (struct ww_event_file *)file;
}

void ww_event_file_put(struct ww_event_file *file)
{
	fput((struct file *)file);
}

static int on_change(wait_queue_entry_t *entry, unsigned int mode, int flags, void *key)
{
	struct source *inner = container_of(entry, struct source, entry);
	struct ww_event_source *source = container_of((void *)inner, struct ww_event_source,
						      storage);

	source->changed(source);
	return 0;
}

static void join_queue(struct file *file, wait_queue_head_t *queue, poll_table *table)
{
	struct source *source = container_of(table, struct source, table);

	source->queue = queue;
	add_wait_queue(queue, &source->entry);
}

void ww_event_source_init(struct ww_event_source *outer, struct ww_event_file *file,
			  void (*changed)(struct ww_event_source *source))
{
	struct source *source = source_of(outer);

	outer->changed = changed;
	source->file = get_file((struct file *)file);
	source->context = eventfd_ctx_fileget(source->file);
	init_waitqueue_func_entry(&source->entry, on_change);
	init_poll_funcptr(&source->table, join_queue);
	vfs_poll(source->file, &source->table);
}

void ww_event_source_exit(struct ww_event_source *outer)
{
	struct source *source = source_of(outer);

	remove_wait_queue(source->queue, &source->entry);
	eventfd_ctx_put(source->context);
	fput(source->file);
}

bool ww_event_source_is_set(const struct ww_event_source *source)
{
	return vfs_poll(source_of(source)->file, NULL) & EPOLLIN;
}

void ww_event_source_set(struct ww_event_source *source)
{
	ww_eventfd_signal(source_of(source)->context);
}

/* Linux takes the count when a waiter leaves. This one is in no queue. */
void ww_event_source_clear(struct ww_event_source *source)
{
	wait_queue_entry_t nobody;
	__u64 count;

	init_waitqueue_func_entry(&nobody, on_change);
	INIT_LIST_HEAD(&nobody.entry);
	eventfd_ctx_remove_wait_queue(source_of(source)->context, &nobody, &count);
}
