/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A timer that expires in hard interrupt context.
 */
#ifndef WINWORK_LINUX_STALL_TIMER_H
#define WINWORK_LINUX_STALL_TIMER_H

#include "types.h"

WW_C_BEGIN

struct ww_watch {
	ww_uptr storage[10];
};

void ww_watch_init(struct ww_watch *watch);
/* May expire up to a timer tick later, with that, when it is 2 milliseconds or more away. */
void ww_watch_start(struct ww_watch *watch, ww_u64 nanoseconds);
void ww_watch_cancel(struct ww_watch *watch);	/* PASSIVE; waits for an expiry under way */
/*
 * Implemented by the engine, @late nanoseconds after it was due, at most a tenth of a second: the time
 * until the next expiry, 0 to stop.
 */
ww_u64 ww_watch_expired(struct ww_watch *watch, ww_u32 late);

WW_C_END

#endif /* WINWORK_LINUX_STALL_TIMER_H */
