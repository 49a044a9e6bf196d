/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One alarm for each clock. They expire in hard interrupt context on every kernel.
 */
#ifndef WINWORK_LINUX_ALARM_H
#define WINWORK_LINUX_ALARM_H

#include "time.h"
#include "types.h"

WW_C_BEGIN

void ww_alarms_init(void);
/* Waits for an expiry under way. PASSIVE_LEVEL. */
void ww_alarms_exit(void);
/* Sets or moves the alarm to @when, in nanoseconds of @clock. In any context but NMI. */
void ww_alarm_set(enum ww_clock clock, ww_s64 when);
/* Called at each expiry. src/ke implements it. */
void ww_alarm_expired(enum ww_clock clock);

WW_C_END

#endif /* WINWORK_LINUX_ALARM_H */
