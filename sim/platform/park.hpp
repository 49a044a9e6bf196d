/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between workqueue.cpp, which is part of the machine, and the instrumented sources beside it, which
 * do with the engine's memory what the C files of src/linux do, in the same order.
 */
#pragma once

#include "linux/workqueue.h"

extern "C" {

void sim_run_worker(struct ww_work *work);

void *sim_thread_that_may_park(void);
void sim_wake(void *thread);
void sim_set_sleeping(bool sleeping);
void sim_sleep(const char *why);
/* Its timer, and what that does. */
void sim_reap_start(void);
void sim_reap(void);
void sim_queue_work(int workqueue, int cpu, void *work, bool is_initialised);
int sim_nice(void);

}
