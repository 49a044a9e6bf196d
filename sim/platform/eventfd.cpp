/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events of programs, and what poll(2) waits for: the machine has none.
 */
#include "linux/eventfd.h"
#include "linux/named_event.h"
#include "linux/poll.h"

#include <cstdlib>

void ww_poll_init(struct ww_poll *)
{
}

void ww_poll_wake(struct ww_poll *)
{
	abort();
}

ww_s32 ww_event_target_get(ww_s32, struct ww_event_target **)
{
	abort();
}

void ww_event_target_signal(struct ww_event_target *)
{
	abort();
}

void ww_event_target_put(struct ww_event_target *)
{
	abort();
}

struct ww_event_file *ww_event_file_get(ww_s32, ww_s32 *error)
{
	*error = -WW_EBADF;
	return nullptr;
}

void ww_event_file_put(struct ww_event_file *)
{
	abort();
}

void ww_event_source_init(struct ww_event_source *, struct ww_event_file *,
			  void (*)(struct ww_event_source *))
{
	abort();
}

void ww_event_source_exit(struct ww_event_source *)
{
	abort();
}

bool ww_event_source_is_set(const struct ww_event_source *)
{
	abort();
}

void ww_event_source_set(struct ww_event_source *)
{
	abort();
}

void ww_event_source_clear(struct ww_event_source *)
{
	abort();
}

void *ww_named_event_of(ww_s32, void (*)(void *))
{
	return nullptr;
}

ww_u32 ww_program_user(void)
{
	abort();
}

bool ww_program_may_be(ww_u32)
{
	abort();
}
