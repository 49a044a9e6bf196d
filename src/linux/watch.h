/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parameter of the watch for stuck routines, and what the watch asks of Linux.
 */
#ifndef WINWORK_LINUX_WATCH_H
#define WINWORK_LINUX_WATCH_H

#include "types.h"

WW_C_BEGIN

/* The seconds after which a routine counts as stuck; 0 while the watch is off. Root may change it. */
extern ww_u32 ww_stuck_timeout;

/* Has ww_watch_look() called a few times in the seconds of ww_stuck_timeout. PASSIVE_LEVEL. */
void ww_watch_start(void);
/* Waits for a call under way, and ends the calls. */
void ww_watch_stop(void);
/* In a worker of Linux, one call at a time. src/engine implements it. */
void ww_watch_look(void);

/* Prints the stack of a thread that the caller keeps. */
void ww_task_show(const void *task);

WW_C_END

#endif /* WINWORK_LINUX_WATCH_H */
