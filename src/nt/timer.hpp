/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Start and end of the timers.
 */
#pragma once

namespace ww {

void timers_init();
void timers_exit();

} /* namespace ww */
