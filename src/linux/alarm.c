// SPDX-License-Identifier: GPL-2.0
/*
 * The two alarms behind all KTIMERs. They expire in hard interrupt context on every kernel, so the
 * code that they call acquires raw locks only.
 */
#include <linux/hrtimer.h>

#include "alarm.h"
#include "compat.h"
#include "time.h"

static struct hrtimer alarms[WW_CLOCKS];

static enum hrtimer_restart alarm_expired(struct hrtimer *timer)
{
	/* Sets the next expiry itself: it knows the time only under its lock. */
	ww_alarm_expired(timer - alarms);
	return HRTIMER_NORESTART;
}

void ww_alarms_init(void)
{
	ww_hrtimer_setup_clock(&alarms[WW_CLOCK_MONOTONIC], alarm_expired, CLOCK_MONOTONIC,
			       HRTIMER_MODE_ABS_HARD);
	ww_hrtimer_setup_clock(&alarms[WW_CLOCK_REAL], alarm_expired, CLOCK_REALTIME,
			       HRTIMER_MODE_ABS_HARD);
}

void ww_alarms_exit(void)
{
	int clock;

	for (clock = 0; clock < WW_CLOCKS; clock++)
		hrtimer_cancel(&alarms[clock]);
}

void ww_alarm_set(enum ww_clock clock, ww_s64 when)
{
	hrtimer_start(&alarms[clock], ns_to_ktime(when), HRTIMER_MODE_ABS_HARD);
}
