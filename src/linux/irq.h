/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of devices.
 */
#ifndef WINWORK_LINUX_IRQ_H
#define WINWORK_LINUX_IRQ_H

#include "types.h"

WW_C_BEGIN

struct ww_irq {
	ww_u32 number;			/* Linux's, as in /proc/interrupts */
	bool is_shared;			/* with handlers of other devices */
	bool is_passive;		/* the function is called in a thread, which may sleep */
	const char *name;		/* in /proc/interrupts */
	/* Returns whether the interrupt was the device's. Not passive: in the hard interrupt, also on RT. */
	bool (*run)(struct ww_irq *irq);
};

/* From now on the function is called. Returns 0 or a negative errno. Sleeps. */
ww_s32 ww_irq_connect(struct ww_irq *irq);
/* Waits for the function, which is not called from then on. Sleeps. */
void ww_irq_disconnect(struct ww_irq *irq);
/* The interrupt waits; and comes then. For one that is not shared. In any context but NMI. */
void ww_irq_mask(struct ww_irq *irq);
void ww_irq_unmask(struct ww_irq *irq);

WW_C_END

#endif /* WINWORK_LINUX_IRQ_H */
