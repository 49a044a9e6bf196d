// SPDX-License-Identifier: GPL-2.0
/*
 * CPUs: their numbers, a pointer for each, and which of them may share work.
 */
#include <linux/cpumask.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/isolation.h>
#include <linux/smp.h>
#include <linux/topology.h>

#include "compat.h"
#include "context.h"
#include "cpu.h"

static DEFINE_PER_CPU(void *, cpu_pointer);

notrace ww_u32 ww_cpu(void)
{
	return raw_smp_processor_id();
}

ww_u32 ww_cpu_count(void)
{
	return nr_cpu_ids;
}

notrace void *ww_cpu_pointer(void)
{
	return in_interrupt_context() ? NULL : raw_cpu_read(cpu_pointer);
}

notrace void *ww_fast_begin(void)
{
	if (in_interrupt_context())
		return NULL;
	preempt_disable();
	return raw_cpu_read(cpu_pointer);
}

notrace void ww_fast_end(void)
{
	preempt_enable();
}

void ww_cpu_pointer_set(ww_u32 cpu, void *pointer)
{
	if (cpu_possible(cpu))
		per_cpu(cpu_pointer, cpu) = pointer;
}

ww_u32 ww_cpus_online(ww_u64 *first_64)
{
	unsigned int cpu;

	*first_64 = 0;
	for_each_online_cpu(cpu) {
		if (cpu < 64)
			*first_64 |= 1ULL << cpu;
	}
	return num_online_cpus();
}

/*
 * A CPU that goes offline becomes inactive, and then waits for RCU readers. A caller with
 * interrupts off is such a reader.
 */
bool ww_cpu_may_help(ww_u32 cpu, ww_u32 other)
{
	return cpu_possible(other) && cpu_to_node(other) == cpu_to_node(cpu) && cpu_active(other) &&
	       housekeeping_cpu(other, WW_HOUSEKEEPING(DOMAIN)) &&
	       housekeeping_cpu(other, WW_HOUSEKEEPING(WQ));
}

void ww_relax(void)
{
	cpu_relax();
}
