/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are notified of processes: see notify.cpp.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * The first thread of a process whose end is being told to routines, with a reference for ww_task_put(); or null.
 */
void *announced_process(PEPROCESS process);

void process_routines_init();
void process_routines_exit();

} /* namespace ww */
