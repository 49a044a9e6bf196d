/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Timers, for EX_TIMER, for the unloading of drivers, and for the start of WinWork.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/freed_memory.hpp"
#include "base/lock.hpp"
#include "base/types.hpp"

namespace ww {

extern Lock timers_lock;

/* KeSetTimerEx and KeCancelTimer for @call. */
BOOLEAN timer_set(CallSite call, KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc);
BOOLEAN timer_cancel(CallSite call, KTIMER *timer);

/*
 * The first two return whether the timer was set before. A @period above 0 is in milliseconds, one
 * below 0 in units of 100 ns, and 0 means one-shot. @setter is
 * the driver's code that sets it, for reports, or null.
 */
bool timer_set(KTIMER *timer, LARGE_INTEGER due, LONG period, KDPC *dpc, const void *setter)
	WW_REQUIRES(timers_lock);
bool timer_stop(KTIMER *timer) WW_REQUIRES(timers_lock);
bool timer_is_set(const KTIMER *timer) WW_REQUIRES(timers_lock);

enum class Timers : u8 {
	all,
	periodic_with_dpc,	/* those that queue their DPC again and again */
};

/*
 * When a module ends: cancels the set timers that lie in it or whose DPC belongs to it, and reports
 * them. @reported is the timer of the latest report; it is not reported twice in a row.
 */
void timers_cancel_left(const _WINWORK_IMAGE &image, Timers which, const void *&reported);

/*
 * Returns whether a timer of the image is set. First adds the number of settings of all timers so far
 * to @events: if two calls add the same, no timer was set between them. A timer that is set during
 * the call may be missed.
 */
bool timers_pending(const _WINWORK_IMAGE &image, u64 &events);

/*
 * Returns false after a report if the memory holds a timer that is set, the DPC of one, or a queued
 * DPC. The caller holds none of their locks.
 */
bool timers_let_go(const FreedMemory &memory);

/*
 * Waits for an expiry that has begun. Afterwards each timer that reads as signalled has its DPC
 * queued, and the expiry does not access the timer any more.
 */
void timers_finish_expiry();

void timers_init();
void timers_exit();

} /* namespace ww */
