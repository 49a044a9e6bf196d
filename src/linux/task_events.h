/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads of programs do: they begin, they end, and they map files to execute them. src/ps implements the
 * functions that are called. It is called in the thread that does it, at DISPATCH_LEVEL or below.
 */
#ifndef WINWORK_LINUX_TASK_EVENTS_H
#define WINWORK_LINUX_TASK_EVENTS_H

#include "types.h"

WW_C_BEGIN

/*
 * From now on the functions are called, until the unwatch, which is for the module's exit and waits for calls. A
 * second watch has no effect. 0, or a negative errno: -EOPNOTSUPP if this kernel cannot. All sleep.
 */
int ww_threads_watch(void);
void ww_threads_unwatch(void);
int ww_images_watch(void);
void ww_images_unwatch(void);

/*
 * @task has begun, or is about to end, with the id of ww_task_id(). execve in a thread that is not the first one
 * ends its id, and begins the id of the process.
 */
void ww_thread_begins(void *task, ww_u32 id);
void ww_thread_ends(void *task, ww_u32 id);

/* The current task has mapped @bytes of @file to execute them. The beginning of the file would be at @base. */
void ww_image_mapped(void *file, ww_u64 base, ww_u64 bytes);

/* References on a file, and its path as of ww_process_image(). The last two may sleep. */
void ww_image_get(void *file);
void ww_image_put(void *file);
int ww_image_path(void *file, char *text, ww_size room, const char **path);

WW_C_END

#endif /* WINWORK_LINUX_TASK_EVENTS_H */
