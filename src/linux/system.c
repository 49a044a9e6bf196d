// SPDX-License-Identifier: GPL-2.0
/*
 * What drivers ask about the whole machine.
 */
#include <linux/fs.h>
#include <linux/ioport.h>
#include <linux/kernel_stat.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/pfn.h>
#include <linux/security.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/uuid.h>

#include "compat.h"
#include "system.h"

void ww_module_code(const void *file_operations, ww_uptr *start, ww_size *bytes)
{
	const struct file_operations *operations = file_operations;

	ww_module_text(operations ? operations->owner : THIS_MODULE, start, bytes);
}

void ww_physical_pages(ww_u64 *lowest, ww_u64 *highest)
{
	int node;

	*lowest = U64_MAX;
	*highest = 0;
	for_each_online_node(node) {
		if (!node_present_pages(node))
			continue;
		*lowest = min_t(u64, *lowest, node_start_pfn(node));
		*highest = max_t(u64, *highest, node_end_pfn(node) - 1);
	}
}

struct range_list {
	struct ww_memory_range *ranges;
	u32 room, count;
};

static int note_memory_range(struct resource *resource, void *to)
{
	const u64 start = PFN_PHYS(PFN_UP(resource->start)), end = PFN_PHYS(PFN_DOWN(resource->end + 1));
	struct range_list *list = to;

	if (start >= end)
		return 0;
	if (list->count < list->room)
		list->ranges[list->count] = (struct ww_memory_range){ start, end - start };
	list->count++;
	return 0;
}

ww_u32 ww_memory_ranges(struct ww_memory_range *ranges, ww_u32 room)
{
	struct range_list list = { ranges, room, 0 };

	walk_iomem_res_desc(IORES_DESC_NONE, IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY, 0, -1, &list, note_memory_range);
	return list.count;
}

bool ww_is_memory(ww_u64 frame)
{
	return pfn_valid(frame) && page_is_ram(frame);
}

bool ww_read_physical(void *to, ww_u64 address, ww_size bytes)
{
	return ww_is_memory(PHYS_PFN(address)) && !copy_from_kernel_nofault(to, __va(address), bytes);
}

void ww_random_guid(void *guid)
{
	guid_gen(guid);
}

ww_s64 ww_boot_time(void)
{
	struct timespec64 time;

	getboottime64(&time);
	return timespec64_to_ns(&time);
}

ww_s64 ww_time_asleep(void)
{
	return ktime_to_ns(ktime_mono_to_any(0, TK_OFFS_BOOT));
}

/* The tick counts it where Linux does not stop the tick of an idle CPU. */
ww_s64 ww_cpu_idle_time(ww_u32 cpu)
{
	const u64 microseconds = get_cpu_idle_time_us(cpu, NULL);

	return microseconds == -1ULL ? kcpustat_cpu(cpu).cpustat[CPUTIME_IDLE] : microseconds * NSEC_PER_USEC;
}

bool ww_modules_need_signatures(void)
{
#ifdef CONFIG_MODULE_SIG
	return is_module_sig_enforced() || security_locked_down(LOCKDOWN_MODULE_SIGNATURE);
#else
	return false;
#endif
}
