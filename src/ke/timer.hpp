/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Start and end of the timers, and of a driver's.
 */
#pragma once

#include <wdm.h>

#include "base/lock.hpp"
#include "base/types.hpp"

namespace ww {

extern Lock timers_lock;

/*
 * Under timers_lock. A @period above 0 is in milliseconds, one below 0 in units of 100 ns. The first
 * two return true when the timer was set.
 */
bool timer_set(KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc);
bool timer_stop(KTIMER *timer);
bool timer_is_set(const KTIMER *timer);

enum class Timers : u8 {
	all,
	periodic_with_dpc,	/* what goes on for ever by itself */
};

/*
 * At the end of a module: cancels the timers in it, or with a DPC in it, that are still set. Each
 * is reported, but the one that was reported last only once in a row.
 */
void timers_cancel_left(const _WINWORK_IMAGE &image, Timers which, const void *&reported);

/*
 * True when such a timer is set. Adds to @events how often any timer has been set: when that is
 * the same the next time, none has been in between.
 */
bool timers_pending(const _WINWORK_IMAGE &image, u64 &events);

/*
 * Waits for an expiry that is under way. Afterwards the DPC of each timer that reads as signalled has
 * been queued, and the expiry no longer touches the timer.
 */
void timers_finish_expiry();

void timers_init();
void timers_exit();

} /* namespace ww */
