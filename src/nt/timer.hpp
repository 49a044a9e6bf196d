/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Start and end of the timers, and of a driver's.
 */
#pragma once

struct _WINWORK_IMAGE;

namespace ww {

/* At the end of a module: reports and cancels the timers in it, or with a DPC in it, still set. */
void timers_cancel_left(const _WINWORK_IMAGE &image);

void timers_init();
void timers_exit();

} /* namespace ww */
