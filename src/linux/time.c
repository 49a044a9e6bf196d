// SPDX-License-Identifier: GPL-2.0
/*
 * Clocks, and the CPUs there are.
 */
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>

#include "platform.h"

ww_s64 ww_time(enum ww_clock clock)
{
	return clock == WW_CLOCK_REAL ? ktime_get_real_ns() : ktime_get_ns();
}

ww_s64 ww_time_since_boot(void)
{
	return ktime_get_boottime_ns();
}

ww_u32 ww_tick_length(void)
{
	return TICK_NSEC;
}

void ww_stall(ww_u32 microseconds)
{
	for (; microseconds > USEC_PER_MSEC; microseconds -= USEC_PER_MSEC)
		udelay(USEC_PER_MSEC);
	udelay(microseconds);
}

ww_u32 ww_cpus_online(ww_u64 *first_64)
{
	unsigned int cpu;

	*first_64 = 0;
	for_each_online_cpu(cpu) {
		if (cpu < 64)
			*first_64 |= 1ULL << cpu;
	}
	return num_online_cpus();
}

void ww_yield(void)
{
	cond_resched();
}
