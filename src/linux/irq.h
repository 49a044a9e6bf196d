/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of devices.
 */
#ifndef WINWORK_LINUX_IRQ_H
#define WINWORK_LINUX_IRQ_H

#include "types.h"

WW_C_BEGIN

/* Bit n of the mask stands for CPU @first + n. */
struct ww_irq_cpus {
	ww_u32 first;
	ww_u64 mask;
};

struct ww_irq {
	ww_u32 number;			/* Linux's, as in /proc/interrupts */
	bool is_shared;			/* with handlers of other devices */
	bool is_passive;		/* the function is called in a thread, which may sleep */
	const char *name;		/* in /proc/interrupts */
	/* Returns whether the interrupt was the device's. Not passive: in the hard interrupt, also on RT. */
	bool (*run)(struct ww_irq *irq);
	/*
	 * That are to handle it, if any of them is online and Linux can choose. Zero: Linux decides, by
	 * irqaffinity= and irqbalance.
	 */
	struct ww_irq_cpus cpus;
	void *hint;			/* made of them, from the start of the connection to its end */
};

/*
 * From now on the function is called: from before this returns. Returns 0 or a negative errno. Sleeps.
 */
ww_s32 ww_irq_connect(struct ww_irq *irq);
/* Waits for the function, which is not called from then on. Sleeps. */
void ww_irq_disconnect(struct ww_irq *irq);
/* The interrupt waits; and comes then. For one that is not shared. In any context but NMI. */
void ww_irq_mask(struct ww_irq *irq);
void ww_irq_unmask(struct ww_irq *irq);

/* The CPUs from @first on that handle the interrupt now. In any context but NMI. */
ww_u64 ww_irq_cpus_of(ww_u32 number, ww_u32 first);
/* What the device writes, and where, to raise a message; zeros for a line. In any context but NMI. */
struct ww_irq_message {
	ww_u64 address;
	ww_u32 data;
};
struct ww_irq_message ww_irq_message_of(ww_u32 number);

WW_C_END

#endif /* WINWORK_LINUX_IRQ_H */
