// SPDX-License-Identifier: GPL-2.0
/*
 * A tasklet for each CPU: the softirq in which DPC routines run. A call to another CPU schedules
 * its tasklet, in that CPU's hard interrupt. On PREEMPT_RT such a call must not raise a softirq, so
 * a work on that CPU does it.
 */
#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/workqueue.h>

#include "context.h"
#include "dpc.h"

struct runner {
	struct tasklet_struct tasklet;
	call_single_data_t call;
	atomic_t calling;	/* the call to this CPU is under way */
	struct work_struct work;
	u32 cpu;
};

static DEFINE_PER_CPU(struct runner, runners);

static void run_tasklet(struct tasklet_struct *tasklet)
{
	ww_dpc_run(container_of(tasklet, struct runner, tasklet)->cpu);
}

static void call_arrived(void *info)
{
	struct runner *runner = info;

	/* First, because a caller that finds it set relies on a later tasklet_schedule(). */
	atomic_set_release(&runner->calling, 0);
	tasklet_schedule(&runner->tasklet);
}

static void work_arrived(struct work_struct *work)
{
	struct runner *runner = container_of(work, struct runner, work);

	/* The tasklet runs as soon as bottom halves are on again. */
	local_bh_disable();
	tasklet_schedule(&runner->tasklet);
	local_bh_enable();
}

static void raise_on_other_cpu(struct runner *runner)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT)) {
		queue_work_on(cpu_for_work(runner->cpu), system_highpri_wq, &runner->work);
	} else if (!atomic_xchg(&runner->calling, 1)) {
		/* An offline CPU takes no calls: its tasklet runs here. */
		if (smp_call_function_single_async(runner->cpu, &runner->call))
			call_arrived(runner);
	}
}

void ww_dpcs_init(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		struct runner *runner = per_cpu_ptr(&runners, cpu);

		tasklet_setup(&runner->tasklet, run_tasklet);
		runner->call.func = call_arrived;
		runner->call.info = runner;
		INIT_WORK(&runner->work, work_arrived);
		runner->cpu = cpu;
	}
}

static void do_nothing(void *info)
{
}

void ww_dpcs_exit(void)
{
	unsigned int cpu;

	/* A call may still be under way although its tasklet has run, for another reason. */
	smp_call_function(do_nothing, NULL, true);
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
		raise_on_other_cpu(runner);
	put_cpu();
}
