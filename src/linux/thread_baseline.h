/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state that a routine must leave its worker thread in.
 */
#ifndef WINWORK_LINUX_THREAD_BASELINE_H
#define WINWORK_LINUX_THREAD_BASELINE_H

#include "types.h"

WW_C_BEGIN

/* What a worker thread is like before a routine, to compare with after it. */
struct ww_thread_baseline {
	ww_s32 nice;
	ww_s32 io_priority;
	const void *credentials;
};

enum ww_thread_defect {
	WW_DEFECT_CONTEXT = 1,		/* interrupts, bottom halves or preemption off */
	WW_DEFECT_NICE = 2,
	WW_DEFECT_IO_PRIORITY = 4,
	WW_DEFECT_CREDENTIALS = 8,
	WW_DEFECT_LOCKS = 16,		/* a KSPIN_LOCK is held, perhaps at PASSIVE_LEVEL */
};

/*
 * After a routine: a set of ww_thread_defect, how the current thread differs. When it does not,
 * others that wait for the processor have run.
 */
ww_u32 ww_thread_settle(const struct ww_thread_baseline *baseline);
/* Priorities and credentials; the rest is ww_context_restore()'s and ww_spin_release_held()'s. */
void ww_thread_restore(const struct ww_thread_baseline *baseline);
void ww_thread_set_nice(ww_s32 nice);
/* The current thread's, as Linux has it: its nice value, or the class and data of its I/O. */
ww_s32 ww_thread_priority(enum ww_thread_defect which);

WW_C_END

#endif /* WINWORK_LINUX_THREAD_BASELINE_H */
