// SPDX-License-Identifier: GPL-2.0
/*
 * Where the caller runs, as Linux knows it. src/base maps that to an IRQL.
 */
#include <linux/bottom_half.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include "compat.h"
#include "context.h"
#include "dpc.h"
#include "irq_context.h"

enum ww_context ww_context(void)
{
	if (in_interrupt_context())
		return WW_CONTEXT_INTERRUPT;
	/* Disabled preemption shows here only with CONFIG_PREEMPT_COUNT. A softirq always shows. */
	return preempt_count() | softirq_count() ? WW_CONTEXT_ATOMIC : WW_CONTEXT_TASK;
}

bool ww_in_thread(void)
{
	return execution_here() == IN_TASK;
}

bool ww_in_nmi(void)
{
	return in_nmi();
}

notrace WW_KEEPS_REGISTERS ww_u32 ww_interrupt_context(void)
{
	return in_interrupt_context();
}

notrace WW_KEEPS_REGISTERS ww_u32 ww_raised_context(void)
{
	return preempt_count() | softirq_count() || irqs_disabled();
}

bool ww_bottom_halves_disabled(void)
{
	return (softirq_count() & ~SOFTIRQ_OFFSET) != 0;
}

bool ww_bottom_halves_enabled(void)
{
	return !softirq_count();
}

/*
 * On PREEMPT_RT it is enough that bottom halves are off now: a softirq that comes later sleeps
 * until it has the lock. With interrupts or preemption off they cannot be disabled there, because
 * the count belongs to the task that has disabled them on this CPU, which may be another task.
 */
bool ww_bottom_halves_may_come(void)
{
	return execution_here() == IN_TASK &&
	       (!IS_ENABLED(CONFIG_PREEMPT_RT) ||
		(!in_interrupt_context() && ww_bottom_halves_enabled()));
}

void ww_bottom_halves_disable(void)
{
	local_bh_disable();
}

/*
 * With interrupts off no softirq may run here. ksoftirqd runs the pending ones: to raise a softirq
 * wakes it.
 */
static void enable_with_interrupts_off(void)
{
#ifdef CONFIG_PREEMPT_RT
	local_bh_enable();
#else
	_local_bh_enable();
	if (ww_bottom_halves_enabled() && raw_cpu_read(local_softirq_pending_ref))
		ww_dpc_raise(raw_smp_processor_id());
#endif
}

void ww_bottom_halves_enable(void)
{
	if (unlikely(irqs_disabled()))
		enable_with_interrupts_off();
	else
		local_bh_enable();
}

bool ww_interrupts_disabled(void)
{
	return irqs_disabled();
}

bool ww_is_awaited(void)
{
	return need_resched() || raw_cpu_read(local_softirq_pending_ref);
}

notrace WW_KEEPS_REGISTERS void ww_interrupts_disable(void)
{
	local_irq_disable();
}

void ww_interrupts_enable(void)
{
	local_irq_enable();
}

void ww_context_restore(void)
{
	unsigned int level;

	if (irqs_disabled())
		local_irq_enable();
	/* A routine may have disabled each of them more than once. */
	for (level = (softirq_count() & ~SOFTIRQ_OFFSET) / SOFTIRQ_DISABLE_OFFSET; level; level--)
		local_bh_enable();
	for (level = preempt_count() & PREEMPT_MASK; level; level--)
		preempt_enable();
}

ww_uptr ww_interrupts_save(void)
{
	unsigned long state;

	local_irq_save(state);
	return state;
}

void ww_interrupts_restore(ww_uptr state)
{
	local_irq_restore(state);
}

notrace WW_KEEPS_REGISTERS void ww_preemption_disable(void)
{
	preempt_disable();
}

notrace WW_KEEPS_REGISTERS void ww_preemption_enable(void)
{
	preempt_enable();
}
