/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Start and end of the timers, and of a driver's.
 */
#pragma once

#include "../linux/platform.h"

struct _WINWORK_IMAGE;

namespace ww {

enum class Timers : ww_u8 {
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
bool timers_pending(const _WINWORK_IMAGE &image, ww_u64 &events);

void timers_init();
void timers_exit();

} /* namespace ww */
