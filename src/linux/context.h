/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux context of the caller, inline for the C files that ask often.
 */
#ifndef WINWORK_CONTEXT_H
#define WINWORK_CONTEXT_H

#include <linux/irqflags.h>
#include <linux/preempt.h>

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

#endif /* WINWORK_CONTEXT_H */
