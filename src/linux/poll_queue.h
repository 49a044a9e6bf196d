/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's wait queue in a ww_poll. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_POLL_QUEUE_H
#define WINWORK_LINUX_POLL_QUEUE_H

#include <linux/wait.h>

#include "poll.h"

static_assert(sizeof(wait_queue_head_t) <= sizeof(struct ww_poll));

static inline wait_queue_head_t *ww_poll_queue(struct ww_poll *poll)
{
	return (wait_queue_head_t *)poll->storage;
}

#endif /* WINWORK_LINUX_POLL_QUEUE_H */
