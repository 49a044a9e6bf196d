/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the caller runs: its context, bottom halves, interrupts and preemption.
 */
#ifndef WINWORK_LINUX_IRQ_CONTEXT_H
#define WINWORK_LINUX_IRQ_CONTEXT_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

/* The levels a Linux context can show by itself; the engine adds the ones raised to. */
enum ww_context {
	WW_CONTEXT_TASK,	/* may sleep */
	WW_CONTEXT_ATOMIC,	/* softirq, bottom halves or preemption disabled */
	WW_CONTEXT_INTERRUPT,	/* hard interrupt, NMI, or interrupts disabled; with PREEMPT_RT
				   preemption disabled, too */
};

enum ww_context ww_context(void);

bool ww_in_nmi(void);
/* Non-zero in WW_CONTEXT_INTERRUPT. */
ww_u32 ww_interrupt_context(void) WW_KEEPS_REGISTERS;

/* True when bottom halves are off because somebody disabled them, not because one runs. */
bool ww_bottom_halves_disabled(void);
bool ww_bottom_halves_enabled(void);		/* neither disabled, nor does one run */
/*
 * True when bottom halves have to be disabled for a spin lock. In a task that is so even where they,
 * or interrupts, are off: Linux code may turn them on while the lock is held.
 */
bool ww_bottom_halves_may_come(void);
void ww_bottom_halves_disable(void);
void ww_bottom_halves_enable(void);		/* also with interrupts off */
bool ww_interrupts_disabled(void);
/* Does something wait for this CPU that bottom halves or preemption off keep from it? */
bool ww_is_awaited(void);
void ww_interrupts_disable(void) WW_KEEPS_REGISTERS;
void ww_interrupts_enable(void);

/* From whatever a task's routine left: interrupts, bottom halves and preemption on. */
void ww_context_restore(void);

/* Turns interrupts off and returns how they were, for the second. */
ww_uptr ww_interrupts_save(void);
void ww_interrupts_restore(ww_uptr state);

void ww_preemption_disable(void);
void ww_preemption_enable(void);

WW_C_END

#endif /* WINWORK_LINUX_IRQ_CONTEXT_H */
