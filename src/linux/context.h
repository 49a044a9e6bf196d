/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux context of the caller, inline for the C files that ask often.
 */
#ifndef WINWORK_CONTEXT_H
#define WINWORK_CONTEXT_H

#include <linux/irqflags.h>
#include <linux/preempt.h>

/* Visible on every kernel configuration, so what is above DISPATCH_LEVEL always is. */
static __always_inline bool in_interrupt_context(void)
{
	return preempt_count() & (NMI_MASK | HARDIRQ_MASK) || irqs_disabled();
}

#endif /* WINWORK_CONTEXT_H */
