// SPDX-License-Identifier: GPL-2.0
/*
 * What drivers ask about the whole machine.
 */
#include <linux/fs.h>
#include <linux/kernel_stat.h>
#include <linux/ktime.h>
#include <linux/minmax.h>
#include <linux/mmzone.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/security.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>

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
