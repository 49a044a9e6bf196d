// SPDX-License-Identifier: GPL-2.0
/*
 * A tasklet for each CPU: the softirq in which DPC routines run. Another CPU's is scheduled by
 * a call to that CPU, in its hard interrupt. With PREEMPT_RT such a call must not raise a
 * softirq, and a worker on that CPU does it.
 */
#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

#include "dpc.h"

struct runner {
	struct tasklet_struct tasklet;
	call_single_data_t call;
	atomic_t calling;	/* call is under way to this CPU */
	struct work_struct work;
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

static void worked(struct work_struct *work)
{
	struct runner *runner = container_of(work, struct runner, work);

	/* It runs as soon as bottom halves are on again. */
	local_bh_disable();
	tasklet_schedule(&runner->tasklet);
	local_bh_enable();
}

static void raise_elsewhere(struct runner *runner)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT)) {
		queue_work_on(runner->cpu, system_highpri_wq, &runner->work);
	} else if (!atomic_xchg(&runner->calling, 1)) {
		/* A CPU that is off gets no calls: its tasklet runs here. */
		if (smp_call_function_single_async(runner->cpu, &runner->call))
			called(runner);
	}
}

void ww_dpcs_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct runner *runner = per_cpu_ptr(&runners, cpu);

		tasklet_setup(&runner->tasklet, run);
		runner->call.func = called;
		runner->call.info = runner;
		INIT_WORK(&runner->work, worked);
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
	for_each_possible_cpu(cpu) {
		flush_work(&per_cpu(runners, cpu).work);
		tasklet_kill(&per_cpu(runners, cpu).tasklet);
	}
}

void ww_dpc_raise(ww_u32 cpu)
{
	struct runner *runner = per_cpu_ptr(&runners, cpu);

	if (cpu == get_cpu())
		tasklet_schedule(&runner->tasklet);
	else
		raise_elsewhere(runner);
	put_cpu();
}
