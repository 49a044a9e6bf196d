/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One alarm for each clock, expiring in hard interrupt context.
 */
#ifndef WINWORK_LINUX_ALARM_H
#define WINWORK_LINUX_ALARM_H

#include "time.h"
#include "types.h"

WW_C_BEGIN

void ww_alarms_init(void);
void ww_alarms_exit(void);			/* PASSIVE; waits for a running expiry */
/* Sets, or moves, the alarm to @when nanoseconds. Any context but NMI. */
void ww_alarm_set(enum ww_clock clock, ww_s64 when);
void ww_alarm_expired(enum ww_clock clock);	/* implemented by the vocabulary */

WW_C_END

#endif /* WINWORK_LINUX_ALARM_H */
