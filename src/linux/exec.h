/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The programs that processes execute: each execve, and the end of the processes that are watched.
 */
#ifndef WINWORK_LINUX_EXEC_H
#define WINWORK_LINUX_EXEC_H

#include "types.h"

WW_C_BEGIN

/* An execve of the current process, for as long as ww_exec_begins() runs. */
struct ww_exec;

/*
 * From now on ww_exec_begins() is called for each execve, until ww_execs_unwatch(), which is for the
 * module's exit. A second call has no effect. Both sleep.
 */
void ww_execs_watch(void);
void ww_execs_unwatch(void);

/*
 * The current process is about to execute a program of the machine, and still has its old one. A
 * script counts as its interpreter. Returns 0, or the errno (above 0) that execve fails with. Called
 * in a context that may sleep, and more than once for one execve if Linux tries several formats. src/ps
 * implements it.
 */
int ww_exec_begins(struct ww_exec *exec);

/* The open file of the program. */
const void *ww_exec_file(const struct ww_exec *exec);
/*
 * The path of the program in @room, from the root folder of the process. What execve was called with, if the path
 * is too long.
 */
const char *ww_exec_path(const struct ww_exec *exec, char *room, ww_size bytes);
/*
 * Copies the arguments, each with a zero at its end, and as much of them as @room takes. Returns the bytes, or
 * a negative errno. Sleeps.
 */
ww_s64 ww_exec_arguments(const struct ww_exec *exec, char *to, ww_size room);

/* The end of a process: its last thread has exited. */
struct ww_process_watch {
	ww_uptr storage[9];
};

/* Watches the current process, and keeps its task for ww_task_process(). */
void ww_process_watch_begin(struct ww_process_watch *watch, const struct ww_exec *exec);
/* Afterwards ww_process_ended() is neither called nor running. */
void ww_process_watch_end(struct ww_process_watch *watch);
/* The task that it keeps: the first thread. */
void *ww_process_watch_task(const struct ww_process_watch *watch);
/* Whether the watch began in this very execve, with the file that it is at now: a handler of binfmt_misc has another. */
bool ww_process_watch_is_of(const struct ww_process_watch *watch, const struct ww_exec *exec);
/* Called once, with interrupts off. src/ps implements it. */
void ww_process_ended(struct ww_process_watch *watch);

WW_C_END

#endif /* WINWORK_LINUX_EXEC_H */
