// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts of devices, by Linux's numbers.
 */
#include <linux/interrupt.h>

#include "irq.h"

static irqreturn_t handle(int number, void *context)
{
	struct ww_irq *irq = context;

	return irq->run(irq) ? IRQ_HANDLED : IRQ_NONE;
}

ww_s32 ww_irq_connect(struct ww_irq *irq)
{
	const unsigned long shared = irq->is_shared ? IRQF_SHARED : 0;

	if (irq->is_passive)
		return request_threaded_irq(irq->number, NULL, handle, shared | IRQF_ONESHOT,
					    irq->name, irq);
	/* On PREEMPT_RT a thread would run it, and KeSynchronizeExecution could not exclude it. */
	return request_irq(irq->number, handle, shared | IRQF_NO_THREAD, irq->name, irq);
}

void ww_irq_disconnect(struct ww_irq *irq)
{
	free_irq(irq->number, irq);
}

void ww_irq_mask(struct ww_irq *irq)
{
	disable_irq_nosync(irq->number);
}

void ww_irq_unmask(struct ww_irq *irq)
{
	enable_irq(irq->number);
}
