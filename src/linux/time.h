/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clocks, in nanoseconds, and busy waiting.
 */
#ifndef WINWORK_LINUX_TIME_H
#define WINWORK_LINUX_TIME_H

#include "types.h"

WW_C_BEGIN

#define WW_FOREVER 0x7fffffffffffffffLL

enum ww_clock {
	WW_CLOCK_MONOTONIC,	/* since boot, without the time asleep */
	WW_CLOCK_REAL,		/* since 1970, as the administrator has set it */
	WW_CLOCKS
};

/* In any context but NMI. */
ww_s64 ww_time(enum ww_clock clock);
/* Includes the time asleep. */
ww_s64 ww_time_since_boot(void);
/* Returns the minutes that the kernel's time zone is behind UTC. */
ww_s32 ww_minutes_west(void);
/* Returns the length of a timer tick. */
ww_u32 ww_tick_length(void);
/* Spins, in any context. */
void ww_stall(ww_u32 microseconds);

WW_C_END

#endif /* WINWORK_LINUX_TIME_H */
