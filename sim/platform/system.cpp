/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The machine as a whole, and its processes: no scenario asks about them.
 */
#include "linux/process_list.h"
#include "linux/system.h"

#include <cstdlib>
#include <cstring>

/* The same in each run. */
void ww_random_guid(void *guid)
{
	memset(guid, 0x5a, 16);
}

void ww_module_code(const void *, ww_uptr *, ww_size *)
{
	abort();
}

void ww_physical_pages(ww_u64 *, ww_u64 *)
{
	abort();
}

ww_u32 ww_memory_ranges(struct ww_memory_range *, ww_u32)
{
	abort();
}

bool ww_is_memory(ww_u64)
{
	abort();
}

bool ww_read_physical(void *, ww_u64, ww_size)
{
	abort();
}

ww_s64 ww_boot_time(void)
{
	abort();
}

ww_s64 ww_time_asleep(void)
{
	abort();
}

ww_s64 ww_cpu_idle_time(ww_u32)
{
	abort();
}

bool ww_modules_need_signatures(void)
{
	abort();
}

struct ww_task_list *ww_tasks_now(void)
{
	abort();
}

void ww_tasks_free(struct ww_task_list *)
{
	abort();
}

void ww_thread_count(const void *, struct ww_thread_numbers *)
{
	abort();
}

void ww_process_count(void *, struct ww_process_numbers *)
{
	abort();
}

void ww_process_name(void *, char *, ww_size)
{
	abort();
}
