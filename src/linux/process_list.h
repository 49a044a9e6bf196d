/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All threads of the machine, and what Linux counts about them.
 */
#ifndef WINWORK_LINUX_PROCESS_LIST_H
#define WINWORK_LINUX_PROCESS_LIST_H

#include "types.h"

WW_C_BEGIN

/* Each task has a reference. Those of the kernel come first. Those of one process follow one another. */
struct ww_task_list {
	ww_u32 count;
	ww_u32 of_kernel;
	ww_u32 room;
	void *task[];
};

/* The threads that have not ended; for ww_tasks_free(). NULL without memory. May sleep. */
struct ww_task_list *ww_tasks_now(void);
void ww_tasks_free(struct ww_task_list *list);

enum ww_thread_state {
	WW_THREAD_READY,
	WW_THREAD_RUNNING,
	WW_THREAD_WAITING,
	WW_THREAD_STOPPED,	/* by a signal or a debugger */
};

/* Times are in nanoseconds. */
struct ww_thread_numbers {
	ww_s64 began;		/* since boot, with the time asleep */
	ww_u64 user;
	ww_u64 kernel;
	ww_u32 switches;	/* from it to other threads */
	enum ww_thread_state state;
};

void ww_thread_count(const void *task, struct ww_thread_numbers *numbers);

/* Also of threads that have ended. Sizes are in bytes. */
struct ww_process_numbers {
	ww_s64 began;		/* since boot, with the time asleep */
	ww_u64 user;
	ww_u64 kernel;
	ww_u64 faults;
	ww_u64 faults_with_reads;	/* of them, from a disk */
	ww_u64 reads, writes;		/* system calls; 0 if Linux does not count them */
	ww_u64 bytes_read, bytes_written;
	ww_u32 files;			/* open ones */
	ww_u64 size, largest_size;	/* of the address space */
	ww_u64 in_memory, most_in_memory;
	ww_u64 anonymous;		/* in memory, without a file */
	ww_u64 writable;		/* that is the process's own, in memory or not */
	ww_u64 swapped;
};

/* Counts for the process of a program's thread. May sleep. */
void ww_process_count(void *task, struct ww_process_numbers *numbers);

/*
 * The name of the file that the process of the thread runs, without its folders; or the name of the thread, if there is
 * no file any more. May sleep.
 */
void ww_process_name(void *task, char *name, ww_size room);

WW_C_END

#endif /* WINWORK_LINUX_PROCESS_LIST_H */
