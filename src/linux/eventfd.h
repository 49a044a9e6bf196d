/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The eventfds of programs.
 */
#ifndef WINWORK_LINUX_EVENTFD_H
#define WINWORK_LINUX_EVENTFD_H

#include "types.h"

WW_C_BEGIN

/* An eventfd to signal. It outlives the program's descriptors. */
struct ww_event_target;

/* Stores the eventfd @fd of the current process, or NULL for -1. Returns 0 or -EBADF. */
ww_s32 ww_event_target_get(ww_s32 fd, struct ww_event_target **target);
/* Signals it: adds 1. In a task. */
void ww_event_target_signal(struct ww_event_target *target);
/* Does nothing with NULL. */
void ww_event_target_put(struct ww_event_target *target);

/* ---- An eventfd as an event of the kernel, which has the eventfd's state ------------------- */

/*
 * The open file of an eventfd, with a reference. NULL: -WW_EBADF for no file, -WW_EINVAL for
 * another.
 */
struct ww_event_file;
struct ww_event_file *ww_event_file_get(ww_s32 fd, ww_s32 *error);
void ww_event_file_put(struct ww_event_file *file);

#define WW_EBADF 9
#define WW_EINVAL 22

/* In memory of the event's owner. */
struct ww_event_source {
	ww_uptr storage[20];
	/*
	 * The count may have become 0, or not 0. Any context that Linux's code signals in, with a
	 * lock of the eventfd held.
	 */
	void (*changed)(struct ww_event_source *source);
};

/* Takes a reference on @file. Calls changed() from now on. Sleeps. */
void ww_event_source_init(struct ww_event_source *source, struct ww_event_file *file,
			  void (*changed)(struct ww_event_source *source));
/* After it no call of changed() comes. Sleeps. */
void ww_event_source_exit(struct ww_event_source *source);
/* Whether the count is not 0. Any context but NMI. */
bool ww_event_source_is_set(const struct ww_event_source *source);
/* Add 1 to the count; take it, as read(2) does. At <= DISPATCH_LEVEL, not in changed(). */
void ww_event_source_set(struct ww_event_source *source);
void ww_event_source_clear(struct ww_event_source *source);

WW_C_END

#endif /* WINWORK_LINUX_EVENTFD_H */
