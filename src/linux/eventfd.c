// SPDX-License-Identifier: GPL-2.0
/*
 * The eventfds of programs.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/eventfd.h>

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
