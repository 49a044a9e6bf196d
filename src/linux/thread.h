/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads.
 */
#ifndef WINWORK_LINUX_THREAD_H
#define WINWORK_LINUX_THREAD_H

#include "types.h"

WW_C_BEGIN

void *ww_current_task(void);			/* identity only; never dereferenced in C++ */
bool ww_task_is_kernel_thread(const void *task);

/*
 * Starts a kernel thread in ww_thread_main(argument), named after @routine, and stores its
 * task before it runs. 0 or a negative errno. PASSIVE. The thread, which must end with
 * ww_thread_end(), holds this module; the task stays a valid pointer until ww_task_put().
 */
int ww_thread_start(void *argument, const void *routine, void **task);
void ww_thread_main(void *argument);		/* implemented by the vocabulary */
void ww_thread_end(void);			/* never returns */
void ww_task_put(void *task);

ww_u32 ww_task_id(const void *task);
ww_s32 ww_task_nice(const void *task);
void ww_task_set_nice(void *task, ww_s32 nice);
/* Does the current thread belong to a workqueue? */
bool ww_in_worker(void);
void ww_yield(void);				/* lets others run; may sleep */

WW_C_END

#endif /* WINWORK_LINUX_THREAD_H */
