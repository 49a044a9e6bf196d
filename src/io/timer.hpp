/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timers of devices, which tick once a second.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * Stops the timer of a device, if it has one. Its routine does not run when this returns, unless
 * the caller is the routine. IRQL <= DISPATCH_LEVEL.
 */
void io_timer_stop(PDEVICE_OBJECT device);

void io_timers_init();
void io_timers_exit();

} /* namespace ww */
