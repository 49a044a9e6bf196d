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

WW_C_END

#endif /* WINWORK_LINUX_EVENTFD_H */
