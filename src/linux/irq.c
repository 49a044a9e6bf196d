// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts of devices, by Linux's numbers.
 */
#include <linux/cpumask.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/msi.h>
#include <linux/slab.h>

#include "compat.h"
#include "fault.h"
#include "irq.h"

static irqreturn_t handle(int number, void *context)
{
	struct ww_irq *irq = context;

	return irq->run(irq) ? IRQ_HANDLED : IRQ_NONE;
}

static bool has(const struct ww_irq_cpus *cpus, unsigned int cpu)
{
	return cpu >= cpus->first && cpu - cpus->first < 64 && cpus->mask >> (cpu - cpus->first) & 1;
}

/* All CPUs that are online are no choice: then irqaffinity= of the command line holds. */
static bool is_choice(const struct ww_irq_cpus *cpus)
{
	bool has_some = false, has_all = true;
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		has_some = has_some || has(cpus, cpu);
		has_all = has_all && has(cpus, cpu);
	}
	return has_some && !has_all;
}

static int make_hint(struct ww_irq *irq)
{
	struct cpumask *mask;
	unsigned int cpu;

	irq->hint = NULL;
	if (!is_choice(&irq->cpus))
		return 0;
	mask = kzalloc(cpumask_size(), GFP_KERNEL);
	if (!mask)
		return -ENOMEM;
	for_each_online_cpu(cpu) {
		if (has(&irq->cpus, cpu))
			cpumask_set_cpu(cpu, mask);
	}
	irq->hint = mask;
	return 0;
}

static int request(struct ww_irq *irq)
{
	const unsigned long shared = irq->is_shared ? IRQF_SHARED : 0;

	if (ww_fault(sizeof(struct irqaction)))
		return -ENOMEM;
	if (irq->is_passive)
		return request_threaded_irq(irq->number, NULL, handle, shared | IRQF_ONESHOT,
					    irq->name, irq);
	/* On PREEMPT_RT a thread would run it, and KeSynchronizeExecution could not exclude it. */
	return request_irq(irq->number, handle, shared | IRQF_NO_THREAD, irq->name, irq);
}

ww_s32 ww_irq_connect(struct ww_irq *irq)
{
	int error = make_hint(irq);

	if (error)
		return error;
	error = request(irq);
	if (error)
		kfree(irq->hint);
	else if (irq->hint)
		/* A chip that has no choice answers with an error, and all stays as it is. */
		ww_irq_set_affinity_and_hint(irq->number, irq->hint);
	return error;
}

void ww_irq_disconnect(struct ww_irq *irq)
{
	if (irq->hint)
		ww_irq_set_affinity_and_hint(irq->number, NULL);
	free_irq(irq->number, irq);
	kfree(irq->hint);
}

void ww_irq_mask(struct ww_irq *irq)
{
	disable_irq_nosync(irq->number);
}

void ww_irq_unmask(struct ww_irq *irq)
{
	enable_irq(irq->number);
}

static const struct cpumask *mask_of(struct irq_data *data)
{
	const struct cpumask *mask = irq_data_get_effective_affinity_mask(data);

	return cpumask_empty(mask) ? irq_data_get_affinity_mask(data) : mask;
}

ww_u64 ww_irq_cpus_of(ww_u32 number, ww_u32 first)
{
	struct irq_data *data = irq_get_irq_data(number);
	ww_u64 cpus = 0;
	unsigned int cpu;

	if (!data)
		return 0;
	for_each_cpu(cpu, mask_of(data)) {
		if (cpu >= first && cpu - first < 64)
			cpus |= 1ull << (cpu - first);
	}
	return cpus;
}

struct ww_irq_message ww_irq_message_of(ww_u32 number)
{
	struct ww_irq_message message = { 0, 0 };
#ifdef CONFIG_PCI_MSI
	struct msi_desc *entry = irq_get_msi_desc(number);

	if (entry) {
		message.address = (ww_u64)entry->msg.address_hi << 32 | entry->msg.address_lo;
		message.data = entry->msg.data;
	}
#endif
	return message;
}
