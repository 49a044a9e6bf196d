// SPDX-License-Identifier: GPL-2.0
/*
 * A tasklet for each CPU: the softirq in which DPC routines run.
 */
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include "platform.h"

struct runner {
	struct tasklet_struct tasklet;
	call_single_data_t call;
	atomic_t calling;	/* call is under way to this CPU */
	u32 cpu;
};

static DEFINE_PER_CPU(struct runner, runners);

static void run(struct tasklet_struct *tasklet)
{
	ww_dpc_run(container_of(tasklet, struct runner, tasklet)->cpu);
}

static void called(void *info)
{
	struct runner *runner = info;

	/* First: who finds it set relies on the tasklet being scheduled after that. */
	atomic_set_release(&runner->calling, 0);
	tasklet_schedule(&runner->tasklet);
}

void ww_dpcs_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct runner *runner = per_cpu_ptr(&runners, cpu);

		tasklet_setup(&runner->tasklet, run);
		runner->call.func = called;
		runner->call.info = runner;
		runner->cpu = cpu;
	}
}

static void nothing(void *info)
{
}

void ww_dpcs_exit(void)
{
	unsigned int cpu;

	/* A call may still be under way whose tasklet has run for another reason. */
	smp_call_function(nothing, NULL, true);
	for_each_possible_cpu(cpu)
		tasklet_kill(&per_cpu(runners, cpu).tasklet);
}

void ww_dpc_raise(ww_u32 cpu)
{
	struct runner *runner = per_cpu_ptr(&runners, cpu);
	unsigned int here = get_cpu();

	if (cpu == here) {
		tasklet_schedule(&runner->tasklet);
	} else if (!atomic_xchg(&runner->calling, 1)) {
		/* A CPU that is off gets no calls: its tasklet runs here. */
		if (smp_call_function_single_async(cpu, &runner->call))
			called(runner);
	}
	put_cpu();
}
