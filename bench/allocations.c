// SPDX-License-Identifier: GPL-2.0
/*
 * Counts the memory allocations of a queue call, with probes at the kernel's tracepoints.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "measure.h"

static const char *const names[] = {
	"kmalloc", "kmalloc_node", "kmem_cache_alloc", "kmem_cache_alloc_node", "mm_page_alloc",
	"percpu_alloc_percpu",
};

static struct task_struct *caller;	/* whose allocations count, or NULL */
static u32 allocations;

/* The further arguments of the tracepoints differ, and are not used. */
static void count_allocation(void *unused)
{
	if (current == caller)
		allocations++;
}

static void attach(struct tracepoint *tracepoint, void *attached)
{
	if (match_string(names, ARRAY_SIZE(names), tracepoint->name) >= 0 &&
	    !tracepoint_probe_register(tracepoint, count_allocation, NULL))
		++*(u32 *)attached;
}

static void detach(struct tracepoint *tracepoint, void *unused)
{
	if (match_string(names, ARRAY_SIZE(names), tracepoint->name) >= 0)
		tracepoint_probe_unregister(tracepoint, count_allocation, NULL);
}

void bench_measure_allocations(const struct bench_contestant *contestant, void **items)
{
	const u32 count = 64;
	u32 attached = 0;

	for_each_kernel_tracepoint(attach, &attached);
	if (!attached) {
		pr_info("bench: this kernel has no tracepoints of allocations\n");
		return;
	}
	atomic_set(&bench_left, count);
	allocations = 0;
	caller = current;
	contestant->queue(items, count);
	caller = NULL;
	bench_wait();
	for_each_kernel_tracepoint(detach, NULL);
	tracepoint_synchronize_unregister();
	bench_say(contestant->name, "allocations", count, allocations * 100 / count);
}
