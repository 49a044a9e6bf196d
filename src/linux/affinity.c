// SPDX-License-Identifier: GPL-2.0
/*
 * The CPUs on which the current thread may run.
 */
#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "affinity.h"
#include "irq_context.h"

struct affinity {
	struct cpumask before;
	struct cpumask now;		/* as ww_affinity_set() left it */
	struct cpumask wanted;
};

/*
 * A worker of a per-CPU workqueue. Linux counts its sleeps in variables of that CPU, without a lock
 * that other CPUs respect. So it may not leave the CPU.
 */
static bool thread_is_bound(void)
{
	return current->flags & PF_WQ_WORKER && current->nr_cpus_allowed == 1;
}

void *ww_affinity_begin(void)
{
	const gfp_t flags = ww_context() == WW_CONTEXT_TASK ? GFP_KERNEL : GFP_ATOMIC;
	struct affinity *affinity = kmalloc(sizeof(*affinity), flags | __GFP_NOWARN);

	if (!affinity)
		return NULL;
	cpumask_copy(&affinity->before, &current->cpus_mask);
	cpumask_copy(&affinity->now, &current->cpus_mask);
	return affinity;
}

enum ww_affinity_result ww_affinity_check(void *thing, ww_u32 first, ww_u64 cpus)
{
	struct affinity *affinity = thing;
	unsigned int cpu;

	cpumask_clear(&affinity->wanted);
	for_each_online_cpu(cpu) {
		if (cpu >= first && cpu - first < WW_AFFINITY_CPUS && cpus >> (cpu - first) & 1)
			cpumask_set_cpu(cpu, &affinity->wanted);
	}
	if (cpumask_empty(&affinity->wanted))
		return WW_AFFINITY_OFFLINE;
	if (thread_is_bound() && !cpumask_subset(&current->cpus_mask, &affinity->wanted))
		return WW_AFFINITY_BOUND;
	return WW_AFFINITY_SET;
}

enum ww_affinity_result ww_affinity_set(void *thing, ww_u32 first, ww_u64 cpus)
{
	struct affinity *affinity = thing;
	const enum ww_affinity_result result = ww_affinity_check(affinity, first, cpus);

	if (result != WW_AFFINITY_SET || thread_is_bound())
		return result;
	if (set_cpus_allowed_ptr(current, &affinity->wanted))
		return WW_AFFINITY_OFFLINE;
	/* Linux leaves out the CPUs that a program excluded for its thread, if others remain. */
	cpumask_copy(&affinity->now, &current->cpus_mask);
	return WW_AFFINITY_SET;
}

void ww_affinity_end(void *thing)
{
	struct affinity *affinity = thing;

	if (cpumask_equal(&current->cpus_mask, &affinity->now) &&
	    !cpumask_equal(&affinity->now, &affinity->before))
		set_cpus_allowed_ptr(current, &affinity->before);
	kfree(affinity);
}
