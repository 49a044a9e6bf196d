// SPDX-License-Identifier: GPL-2.0
/*
 * Clocks, and busy waiting.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/time.h>
#include <linux/timekeeping.h>

#include "time.h"

ww_s64 ww_time(enum ww_clock clock)
{
	return clock == WW_CLOCK_REAL ? ktime_get_real_ns() : ktime_get_ns();
}

ww_s32 ww_minutes_west(void)
{
	return sys_tz.tz_minuteswest;
}

ww_s64 ww_time_since_boot(void)
{
	return ktime_get_boottime_ns();
}

ww_u32 ww_tick_length(void)
{
	return TICK_NSEC;
}

/* udelay() may end a little early, and is for a few milliseconds at most. */
void ww_stall(ww_u32 microseconds)
{
	const u64 end = ktime_get_mono_fast_ns() + (u64)microseconds * NSEC_PER_USEC;

	while (ktime_get_mono_fast_ns() < end)
		udelay(1);
}
