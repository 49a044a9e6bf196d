/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of software devices: real interrupts of Linux, which a function raises.
 */
#ifndef WINWORK_LINUX_SOFT_IRQ_H
#define WINWORK_LINUX_SOFT_IRQ_H

#include "types.h"

WW_C_BEGIN

/* Makes @count interrupts: messages, or lines. Returns Linux's number of the first one, or -errno. Sleeps. */
ww_s32 ww_soft_irqs_create(ww_u32 count, bool is_message);
/* No driver has requested them any more. Sleeps. */
void ww_soft_irqs_destroy(ww_u32 first, ww_u32 count);
/*
 * An edge of a message: interrupts this CPU, in any context but NMI; or the CPU @cpu, unless it is -1, with
 * interrupts on. Edges that come before the interrupt are one.
 */
void ww_soft_irq_raise(ww_u32 irq, ww_s32 cpu);
/* The level of a line: while it is asserted, it interrupts. In any context but NMI. */
void ww_soft_irq_set_line(ww_u32 irq, bool asserted);

WW_C_END

#endif /* WINWORK_LINUX_SOFT_IRQ_H */
