/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux context of the caller, and the CPU for a work, inline for the hot paths of the C files.
 */
#ifndef WINWORK_LINUX_CONTEXT_H
#define WINWORK_LINUX_CONTEXT_H

#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/sched.h>

/*
 * The bits of preempt_count() that mean an IRQL above DISPATCH_LEVEL. Every kernel configuration
 * counts them. On PREEMPT_RT disabled preemption is one of them: code cannot allocate or free
 * memory then, or acquire a spin lock, which is legal at DISPATCH_LEVEL.
 */
#ifdef CONFIG_PREEMPT_RT
#define INTERRUPT_CONTEXT (NMI_MASK | HARDIRQ_MASK | PREEMPT_MASK)
#else
#define INTERRUPT_CONTEXT (NMI_MASK | HARDIRQ_MASK)
#endif

static __always_inline bool in_interrupt_context(void)
{
	return preempt_count() & INTERRUPT_CONTEXT || irqs_disabled();
}

/* The kinds of code that run on a CPU. Each interrupts the kinds before it, and never itself. */
enum execution { IN_TASK, IN_SOFTIRQ, IN_HARDIRQ, IN_NMI };

static __always_inline enum execution execution_here(void)
{
	const unsigned int count = preempt_count();

	if (count & (NMI_MASK | HARDIRQ_MASK))
		return count & NMI_MASK ? IN_NMI : IN_HARDIRQ;
	return in_serving_softirq() ? IN_SOFTIRQ : IN_TASK;
}

/*
 * The CPU whose workqueue gets a work that is meant for @cpu: another one while @cpu goes offline.
 * When a workqueue of such a CPU needs a thread, 5.10 with PREEMPT_RT binds the thread to the CPU
 * that goes, and stops at a BUG. The caller is an RCU reader until the work is queued.
 */
static __always_inline unsigned int cpu_for_work(unsigned int cpu)
{
	return likely(cpu_active(cpu)) ? cpu : cpumask_first(cpu_active_mask);
}

#endif /* WINWORK_LINUX_CONTEXT_H */
