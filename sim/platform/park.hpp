/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interface between workqueue.cpp, which is part of the machine, and the instrumented sources
 * beside it. These access the engine's memory in the same order as the C files of src/linux.
 */
#pragma once

#include "linux/workqueue.h"

extern "C" {

void sim_run_worker(struct ww_work *work);

void *sim_thread_that_may_park(void);
void sim_wake(void *thread);
void sim_set_sleeping(bool sleeping);
void sim_sleep(const char *why);
/* A fatal signal for the thread, which is still there. */
void sim_kill(void *thread);
/* The reaper's timer, and its function. */
void sim_reap_start(void);
void sim_reap(void);
void sim_queue_work(int workqueue, int cpu, void *work, bool is_initialised);
int sim_nice(void);

}
