/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux context of the caller, inline for the C files that ask often.
 */
#ifndef WINWORK_CONTEXT_H
#define WINWORK_CONTEXT_H

#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/sched.h>

/*
 * What stands for above DISPATCH_LEVEL. It is visible on every kernel configuration. With
 * PREEMPT_RT memory cannot be allocated or freed, nor a spin lock taken, with preemption off, all
 * of which are legal at DISPATCH_LEVEL.
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

/* Code that runs on one CPU: of these, each interrupts those before it, and none itself. */
enum execution { IN_TASK, IN_SOFTIRQ, IN_HARDIRQ, IN_NMI };

static __always_inline enum execution execution_here(void)
{
	const unsigned int count = preempt_count();

	if (count & (NMI_MASK | HARDIRQ_MASK))
		return count & NMI_MASK ? IN_NMI : IN_HARDIRQ;
	return in_serving_softirq() ? IN_SOFTIRQ : IN_TASK;
}

#endif /* WINWORK_CONTEXT_H */
