/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program whose system call runs: its tasks and the memory for its data.
 */
#ifndef WINWORK_LINUX_USER_H
#define WINWORK_LINUX_USER_H

#include "types.h"

WW_C_BEGIN

/* Returns true if the current system call is a 32-bit program's. */
bool ww_call_is_32bit(void);

/*
 * Memory for a program's data, on the account of its control group, and not cleared. NULL if there
 * is none. Both may sleep.
 */
void *ww_user_buffer(ww_size bytes);
void ww_user_buffer_free(void *buffer);

/*
 * A value that stands for the process of @task: the same one in all its threads, and after an
 * execve. No other process has it while @task is kept, also when the process has ended.
 */
void *ww_task_process(const void *task);
/* The id of the process that such a value stands for, and of the process of @task. */
ww_u32 ww_process_id(const void *process);
ww_u32 ww_task_process_id(const void *task);
/* The id of the parent of the current process; 0 if that is a thread of the kernel. */
ww_u32 ww_parent_process_id(void);
/* The number of the login that the task's program belongs to, as in /proc/PID/sessionid; 0 without one. */
ww_u32 ww_task_login(const void *task);
/* Copies the task's name, with a terminator. */
void ww_task_name(const void *task, char (*name)[16]);
/* Keeps @task's memory until ww_task_put(). */
void ww_task_get(void *task);

WW_C_END

#endif /* WINWORK_LINUX_USER_H */
