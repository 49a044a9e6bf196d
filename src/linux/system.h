/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What drivers ask about the whole machine: its modules, memory, clock and processors.
 */
#ifndef WINWORK_LINUX_SYSTEM_H
#define WINWORK_LINUX_SYSTEM_H

#include "types.h"

WW_C_BEGIN

/*
 * The code of the module of the file operations, or of WinWork's own module for NULL. From Linux 6.4 on, code and data of
 * a module are apart.
 */
void ww_module_code(const void *file_operations, ww_uptr *start, ww_size *bytes);

/* The lowest and the highest page of memory that the machine has now. */
void ww_physical_pages(ww_u64 *lowest, ww_u64 *highest);

/* Ranges of memory that Linux manages, in whole pages and in the order of their addresses. */
struct ww_memory_range {
	ww_u64 start;
	ww_u64 bytes;
};
/* Stores the first @room ranges. Returns how many there are. May sleep. */
ww_u32 ww_memory_ranges(struct ww_memory_range *ranges, ww_u32 room);

/* Whether the frame is memory that Linux manages. */
bool ww_is_memory(ww_u64 frame);
/* Copies a part of a page of such memory. False if it cannot be read. */
bool ww_read_physical(void *to, ww_u64 address, ww_size bytes);

/* Stores 16 bytes, a random UUID of version 4 in the order of Windows. */
void ww_random_guid(void *guid);

/* When the machine was started, of WW_CLOCK_REAL. It moves when the clock is set. */
ww_s64 ww_boot_time(void);

/* How long the machine has been asleep since it was started. */
ww_s64 ww_time_asleep(void);

/* How long a CPU has been idle, in nanoseconds. */
ww_s64 ww_cpu_idle_time(ww_u32 cpu);

/* Whether Linux inserts only modules with a signature that it trusts. Linux's log notes it if it is locked down. */
bool ww_modules_need_signatures(void);

WW_C_END

#endif /* WINWORK_LINUX_SYSTEM_H */
