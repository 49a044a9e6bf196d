/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state in which a routine has to leave the thread of a worker. A thread records its own state
 * when a work begins, and compares with it after each routine.
 */
#ifndef WINWORK_LINUX_THREAD_BASELINE_H
#define WINWORK_LINUX_THREAD_BASELINE_H

#include "types.h"

WW_C_BEGIN

struct ww_thread_baseline {
	ww_s32 nice;
	ww_s32 io_priority;
	const void *credentials;
};

enum ww_thread_defect {
	WW_DEFECT_CONTEXT = 1,		/* interrupts, bottom halves or preemption are off */
	WW_DEFECT_NICE = 2,
	WW_DEFECT_IO_PRIORITY = 4,
	WW_DEFECT_CREDENTIALS = 8,
	WW_DEFECT_LOCKS = 16,		/* a spin lock is held, perhaps at PASSIVE_LEVEL */
};

/*
 * Returns a set of ww_thread_defect: how the current thread differs from @baseline. If it does not
 * differ, lets other tasks run that wait for the CPU.
 */
ww_u32 ww_thread_settle(const struct ww_thread_baseline *baseline);
/*
 * Restores the nice value and the credentials. ww_context_restore() and ww_spin_release_held() restore the
 * rest.
 */
void ww_thread_restore(const struct ww_thread_baseline *baseline);
void ww_thread_set_nice(ww_s32 nice);
/*
 * Returns the priority that the current thread has now: the class and data of its I/O for
 * WW_DEFECT_IO_PRIORITY, else its nice value.
 */
ww_s32 ww_thread_priority(enum ww_thread_defect which);

WW_C_END

#endif /* WINWORK_LINUX_THREAD_BASELINE_H */
