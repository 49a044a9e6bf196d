/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are notified of processes: see notify.cpp.
 */
#pragma once

namespace ww {

void process_routines_init();
void process_routines_exit();

} /* namespace ww */
