// SPDX-License-Identifier: GPL-2.0
/*
 * The timer of the stall detector: an hrtimer in hard interrupt context, on PREEMPT_RT as well. So
 * a routine that spins does not delay it, even with bottom halves off.
 */
#include <linux/build_bug.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/minmax.h>

#include "compat.h"
#include "stall_timer.h"

static_assert(sizeof(struct hrtimer) <= sizeof_field(struct ww_stall_timer, storage));

static struct hrtimer *hrtimer_of(struct ww_stall_timer *timer)
{
	return (struct hrtimer *)timer->storage;
}

static enum hrtimer_restart stall_timer_expired(struct hrtimer *timer)
{
	struct ww_stall_timer *stall_timer = (struct ww_stall_timer *)timer;
	const s64 late = ktime_to_ns(ktime_sub(ktime_get(), hrtimer_get_softexpires(timer)));
	const ww_u64 next = ww_stall_timer_expired(stall_timer,
						   clamp_t(s64, late, 0, NSEC_PER_SEC / 10));

	/* Another CPU may have started it meanwhile, so HRTIMER_RESTART would be wrong. */
	if (next)
		ww_stall_timer_start(stall_timer, next);
	return HRTIMER_NORESTART;
}

void ww_stall_timer_init(struct ww_stall_timer *timer)
{
	ww_hrtimer_setup(hrtimer_of(timer), stall_timer_expired, HRTIMER_MODE_REL_HARD);
}

void ww_stall_timer_start(struct ww_stall_timer *timer, ww_u64 nanoseconds)
{
	const u64 slack = nanoseconds >= 2 * NSEC_PER_MSEC ? TICK_NSEC : 0;

	hrtimer_start_range_ns(hrtimer_of(timer), ns_to_ktime(nanoseconds), slack,
			       HRTIMER_MODE_REL_HARD);
}

void ww_stall_timer_cancel(struct ww_stall_timer *timer)
{
	hrtimer_cancel(hrtimer_of(timer));
}
