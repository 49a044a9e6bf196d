/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tasks and kernel threads. C++ never dereferences a task.
 */
#ifndef WINWORK_LINUX_THREAD_H
#define WINWORK_LINUX_THREAD_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

void *ww_current_task(void) WW_KEEPS_REGISTERS;
bool ww_task_is_kernel_thread(const void *task);
/* Returns the lowest address of the current thread's stack. */
const void *ww_current_stack(void);
/* The limits of the stack in use; of a processor's own stack those of the page in use. */
void ww_stack_limits(ww_uptr *low, ww_uptr *high);
/* Returns true for an address on a stack that begins at @stack. */
bool ww_is_on_stack(const void *stack, const void *address);
/*
 * Returns true if the function has returned in whose frame @address lay, on the stack of @task that
 * begins at @stack. False if that is not known: the thread is running on another CPU, or has begun
 * other functions there. The caller keeps @task's memory.
 */
bool ww_frame_has_gone(const void *task, const void *stack, const void *address);
ww_u32 ww_task_id(const void *task);
/* Whether it waits for something. */
bool ww_task_sleeps(const void *task);
ww_s32 ww_task_nice(const void *task);
void ww_task_set_nice(void *task, ww_s32 nice);
/* Returns true if the current thread belongs to a workqueue. */
bool ww_in_worker(void);
/* Returns true if a signal ends the current thread: it goes back to its program no more. */
bool ww_thread_is_killed(void);
/* Lets other tasks run. May sleep. */
void ww_yield(void);

/*
 * Starts a kernel thread that calls ww_thread_main(@argument), and gives it @name, which Linux copies. Stores
 * its task before it runs. The thread holds this module and must end with ww_thread_end(). The task
 * stays valid until ww_task_put(). Returns 0 or a negative errno. PASSIVE_LEVEL.
 */
int ww_thread_start(void *argument, const char *name, void **task);
/* src/ps implements it. */
void ww_thread_main(void *argument);
/* Never returns. */
void ww_thread_end(void);
void ww_task_put(void *task);
/* The task with the id of ww_task_id(), for ww_task_put(); NULL once it has ended, and for none. */
void *ww_task_find(ww_u32 id);
/*
 * Keeps the task at the address @wanted until ww_task_put(), if there is one that began before @since, of
 * WW_CLOCK_MONOTONIC, and has not ended. The address is only compared, with each task of the machine. May sleep.
 */
bool ww_task_get_live(const void *wanted, ww_s64 since);
/*
 * What a task ends with, as a shell shows it: the code of its exit, or 128 and the number of the signal; or what its
 * whole process ends with. False while it runs.
 */
bool ww_task_exit_code(const void *task, bool of_process, ww_u32 *code);

WW_C_END

#endif /* WINWORK_LINUX_THREAD_H */
