/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timer of the stall detector. It expires in hard interrupt context on every kernel, so a
 * routine that spins does not delay it, even with bottom halves off.
 */
#ifndef WINWORK_LINUX_STALL_TIMER_H
#define WINWORK_LINUX_STALL_TIMER_H

#include "types.h"

WW_C_BEGIN

struct ww_stall_timer {
	ww_uptr storage[10];
};

void ww_stall_timer_init(struct ww_stall_timer *timer);
/*
 * Expires after @nanoseconds. If that is 2 milliseconds or more, it may expire up to a timer tick
 * later, together with that tick.
 */
void ww_stall_timer_start(struct ww_stall_timer *timer, ww_u64 nanoseconds);
/* Waits for an expiry under way. PASSIVE_LEVEL. */
void ww_stall_timer_cancel(struct ww_stall_timer *timer);
/*
 * Called at each expiry, @late nanoseconds after it was due, a tenth of a second at most. Returns
 * the time until the next expiry, or 0 for none. The engine implements it.
 */
ww_u64 ww_stall_timer_expired(struct ww_stall_timer *timer, ww_u32 late);

WW_C_END

#endif /* WINWORK_LINUX_STALL_TIMER_H */
