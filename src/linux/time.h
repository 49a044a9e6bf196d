/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clocks.
 */
#ifndef WINWORK_LINUX_TIME_H
#define WINWORK_LINUX_TIME_H

#include "types.h"

WW_C_BEGIN

#define WW_FOREVER 0x7fffffffffffffffLL

enum ww_clock {
	WW_CLOCK_MONOTONIC,	/* since boot, without the time asleep */
	WW_CLOCK_REAL,		/* since 1970, as it is set */
	WW_CLOCKS
};

/* Nanoseconds. Any context but NMI. */
ww_s64 ww_time(enum ww_clock clock);
ww_s64 ww_time_since_boot(void);		/* the time asleep included */
ww_u32 ww_tick_length(void);			/* nanoseconds of a timer tick */
void ww_stall(ww_u32 microseconds);		/* busy; any context */

WW_C_END

#endif /* WINWORK_LINUX_TIME_H */
