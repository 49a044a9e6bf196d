// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts of software devices. A work in the hard interrupt (irq_work) stands for the wire: Linux's flow
 * of interrupts and the handlers do not see the difference.
 */
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irq_work.h>
#include <linux/irqdesc.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/smp.h>

#include "compat.h"
#include "fault.h"
#include "soft_irq.h"

struct soft_irq {
	struct irq_work wire;
	unsigned int irq;
	bool is_message;
	bool is_asserted;		/* the level of a line */
	bool is_masked;			/* under the lock of Linux's descriptor */
};

static struct soft_irq *soft_of(struct irq_data *data)
{
	return irq_data_get_irq_chip_data(data);
}

/* In a hard interrupt. */
static void deliver(struct irq_work *wire)
{
	struct soft_irq *soft = container_of(wire, struct soft_irq, wire);

	if (soft->is_message || (READ_ONCE(soft->is_asserted) && !READ_ONCE(soft->is_masked)))
		generic_handle_irq(soft->irq);
}

static void acknowledge(struct irq_data *data)
{
}

static void mask(struct irq_data *data)
{
	WRITE_ONCE(soft_of(data)->is_masked, true);
}

/* A line that is asserted still interrupts again. */
static void unmask(struct irq_data *data)
{
	struct soft_irq *soft = soft_of(data);

	WRITE_ONCE(soft->is_masked, false);
	if (!soft->is_message && READ_ONCE(soft->is_asserted))
		irq_work_queue(&soft->wire);
}

/* For a message that came while its interrupt was disabled. */
static int retrigger(struct irq_data *data)
{
	irq_work_queue(&soft_of(data)->wire);
	return 1;
}

static struct irq_chip chip = {
	.name = "winwork",
	.irq_ack = acknowledge,
	.irq_mask = mask,
	.irq_unmask = unmask,
	.irq_retrigger = retrigger,
	.flags = IRQCHIP_SKIP_SET_WAKE,
};

static struct soft_irq *soft_of_number(unsigned int irq)
{
	return soft_of(irq_get_irq_data(irq));
}

ww_s32 ww_soft_irqs_create(ww_u32 count, bool is_message)
{
	struct soft_irq *all = ww_fault(count * sizeof(*all))
				       ? NULL
				       : kcalloc(count, sizeof(*all), GFP_KERNEL);
	int first, i;

	if (!all)
		return -ENOMEM;
	first = irq_alloc_descs(-1, 1, count, NUMA_NO_NODE);
	if (first < 0) {
		kfree(all);
		return first;
	}
	for (i = 0; i < count; i++) {
		struct soft_irq *soft = &all[i];
		const unsigned int irq = first + i;

		soft->irq = irq;
		soft->is_message = is_message;
		ww_init_hard_irq_work(&soft->wire, deliver);
		irq_set_chip_data(irq, soft);
		irq_set_chip_and_handler(irq, &chip, is_message ? handle_edge_irq : handle_level_irq);
		irq_modify_status(irq, IRQ_NOREQUEST | IRQ_NOPROBE, is_message ? 0 : IRQ_LEVEL);
	}
	return first;
}

void ww_soft_irqs_destroy(ww_u32 first, ww_u32 count)
{
	struct soft_irq *all = soft_of_number(first);
	ww_u32 i;

	for (i = 0; i < count; i++) {
		WRITE_ONCE(all[i].is_asserted, false);
		irq_work_sync(&all[i].wire);
		irq_set_chip(first + i, NULL);
	}
	irq_free_descs(first, count);
	kfree(all);
}

static void raise_here(void *data)
{
	struct soft_irq *soft = data;

	irq_work_queue(&soft->wire);
}

void ww_soft_irq_raise(ww_u32 irq, ww_s32 cpu)
{
	struct soft_irq *soft = soft_of_number(irq);

	if (cpu < 0)
		raise_here(soft);
	else
		smp_call_function_single(cpu, raise_here, soft, 0);
}

void ww_soft_irq_set_line(ww_u32 irq, bool asserted)
{
	struct soft_irq *soft = soft_of_number(irq);

	WRITE_ONCE(soft->is_asserted, asserted);
	if (asserted && !READ_ONCE(soft->is_masked))
		irq_work_queue(&soft->wire);
}
