/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that run, by the values of ww_task_process().
 */
#ifndef WINWORK_LINUX_PROCESS_H
#define WINWORK_LINUX_PROCESS_H

#include "types.h"

WW_C_BEGIN

/* Whether it can be such a value. It is no address: none of the kernel's or of a program's is one. */
bool ww_is_process(const void *process);
/* The process with the id; NULL for none, and for a thread of the kernel. */
void *ww_process_find(ww_u32 id);

/* The first thread of such a process, also of one that has ended and whose parent has not noticed; for ww_task_put(). */
void *ww_process_leader(const void *process);

/*
 * The memory of such a process, for ww_process_memory_put(), which may sleep. NULL once it has ended. Any context of a
 * task.
 */
void *ww_process_memory(const void *process);
void ww_process_memory_put(void *memory);
/* Has the current thread, one of the kernel, use @memory, or none if NULL. Returns what it used before. */
void *ww_memory_use(void *memory);

struct ww_process_facts {
	ww_u32 parent;		/* its id */
	ww_u32 login;		/* as ww_task_login() */
	bool is_32bit;		/* its program */
};
/* -ESRCH once it has ended. */
int ww_process_read(const void *process, struct ww_process_facts *facts);

/* Sends SIGKILL. -ESRCH once it has ended, -EPERM for the first process of Linux. */
int ww_process_kill(const void *process);

/* The file that the process of @task runs, with a reference of Linux's; NULL for none. May sleep. */
void *ww_task_image(void *task);

/*
 * The path of the file that the process runs, as text in @text, which @path points into. -ESRCH once it has ended,
 * -ENOENT if it has none, -ENAMETOOLONG. May sleep.
 */
int ww_process_image(const void *process, char *text, ww_size room, const char **path);

WW_C_END

#endif /* WINWORK_LINUX_PROCESS_H */
