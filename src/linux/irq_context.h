/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the caller runs: its context, and whether bottom halves, interrupts and preemption are on.
 */
#ifndef WINWORK_LINUX_IRQ_CONTEXT_H
#define WINWORK_LINUX_IRQ_CONTEXT_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

/* The IRQLs that a Linux context shows by itself. src/base adds the ones that were raised to. */
enum ww_context {
	WW_CONTEXT_TASK,	/* may sleep */
	WW_CONTEXT_ATOMIC,	/* softirq, or bottom halves or preemption disabled */
	WW_CONTEXT_INTERRUPT,	/* hard interrupt, NMI, or interrupts disabled; on PREEMPT_RT also
				   preemption disabled */
};

enum ww_context ww_context(void);
/* Returns true in a thread's own code, also with bottom halves, preemption or interrupts off. */
bool ww_in_thread(void);
bool ww_in_nmi(void);
/* Returns non-zero in WW_CONTEXT_INTERRUPT. */
ww_u32 ww_interrupt_context(void) WW_KEEPS_REGISTERS;

/* Not 0 in any context but WW_CONTEXT_TASK. */
ww_u32 ww_raised_context(void) WW_KEEPS_REGISTERS;

/* Returns true if code disabled bottom halves; a softirq that runs does not count. */
bool ww_bottom_halves_disabled(void);
/* Returns true if no code disabled bottom halves, and no softirq runs here. */
bool ww_bottom_halves_enabled(void);
/*
 * Returns true if a spin lock has to disable bottom halves itself. In a task it has to, even if
 * bottom halves or interrupts are off: Linux code may turn them on while the lock is held.
 */
bool ww_bottom_halves_may_come(void);
void ww_bottom_halves_disable(void);
/* May also be called with interrupts off. */
void ww_bottom_halves_enable(void);

bool ww_interrupts_disabled(void);
void ww_interrupts_disable(void) WW_KEEPS_REGISTERS;
void ww_interrupts_enable(void);
/* Turns interrupts off, and returns the previous state for ww_interrupts_restore(). */
ww_uptr ww_interrupts_save(void);
void ww_interrupts_restore(ww_uptr state);

void ww_preemption_disable(void) WW_KEEPS_REGISTERS;
void ww_preemption_enable(void) WW_KEEPS_REGISTERS;

/* Returns true if a task or a softirq waits for this CPU. */
bool ww_is_awaited(void);

/* Enables interrupts, bottom halves and preemption, as often as a routine left them disabled. */
void ww_context_restore(void);

WW_C_END

#endif /* WINWORK_LINUX_IRQ_CONTEXT_H */
