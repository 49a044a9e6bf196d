// SPDX-License-Identifier: GPL-2.0
/*
 * CPUs: their numbers, a pointer for each, and which of them may share work.
 */
#include <linux/cpumask.h>
#include <linux/nodemask.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/isolation.h>
#include <linux/smp.h>
#include <linux/topology.h>

#include "compat.h"
#include "context.h"
#include "cpu.h"

static DEFINE_PER_CPU(void *, cpu_pointer);

notrace WW_KEEPS_REGISTERS ww_u32 ww_cpu(void)
{
	return raw_smp_processor_id();
}

ww_u32 ww_cpu_count(void)
{
	return nr_cpu_ids;
}

ww_u32 ww_cpus_online_count(void)
{
	return num_online_cpus();
}

ww_u32 ww_cpu_next_active(ww_u32 cpu)
{
	const ww_u32 next = cpumask_next(cpu, cpu_active_mask);

	return next < nr_cpu_ids ? next : cpumask_first(cpu_active_mask);
}

notrace WW_KEEPS_REGISTERS void *ww_cpu_pointer(void)
{
	return in_interrupt_context() ? NULL : raw_cpu_read(cpu_pointer);
}

notrace WW_KEEPS_REGISTERS void *ww_fast_begin(void)
{
	if (in_interrupt_context())
		return NULL;
	preempt_disable();
	return raw_cpu_read(cpu_pointer);
}

void ww_cpu_pointer_set(ww_u32 cpu, void *pointer)
{
	if (cpu_possible(cpu))
		per_cpu(cpu_pointer, cpu) = pointer;
}

static ww_u64 bits_of(const struct cpumask *mask, ww_u32 first)
{
	ww_u64 bits = 0;
	ww_u32 i;

	for (i = 0; i < 64 && first + i < nr_cpu_ids; i++) {
		if (cpumask_test_cpu(first + i, mask))
			bits |= 1ULL << i;
	}
	return bits;
}

ww_u64 ww_cpus_possible(ww_u32 first)
{
	return bits_of(cpu_possible_mask, first);
}

ww_u64 ww_cpus_online(ww_u32 first)
{
	return bits_of(cpu_online_mask, first);
}

ww_u64 ww_node_cpus(ww_u32 node, ww_u32 first)
{
	ww_u64 bits = 0;
	ww_u32 i;

	for (i = 0; i < 64 && first + i < nr_cpu_ids; i++) {
		if (cpu_possible(first + i) && cpu_to_node(first + i) == node)
			bits |= 1ULL << i;
	}
	return bits;
}

ww_u32 ww_node(void)
{
	return cpu_to_node(raw_smp_processor_id());
}

ww_u32 ww_node_count(void)
{
	return nr_node_ids;
}

bool ww_on_active_cpu(ww_u32 cpu)
{
	return raw_smp_processor_id() == cpu && cpu_active(cpu);
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
