/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records of the history: each processor has a ring of them, in which the newest one replaces the oldest. For C alone.
 * ww_history_show() reads them.
 */
#ifndef WINWORK_LINUX_HISTORY_RING_H
#define WINWORK_LINUX_HISTORY_RING_H

#include <linux/types.h>

#include "history.h"

enum kind {
	ITEM_MADE, ITEM_QUEUED, ITEM_STARTED, ITEM_ENDED, ITEM_FREED,
	DPC_QUEUED, DPC_STARTED, DPC_ENDED,
	TIMER_SET, TIMER_CANCELLED, TIMER_EXPIRED,
	IRP_SENT, IRP_PENDED, IRP_CANCELLED, IRP_COMPLETED,
	POOL_ALLOCATED, POOL_FREED,
	OBJECT_MADE, OBJECT_ENDED,
	KINDS
};

/* What has happened. */
struct happening {
	enum kind kind;
	const void *object;
	unsigned long bytes;		/* from there on */
	const void *code;		/* of the driver, or NULL */
};

/* Makes rings of @records each, a power of two. Returns 0 or a negative errno. May sleep. */
int rings_create(u32 records);
/* No more is added. Waits for readers. */
void rings_destroy(void);

/* With up to @calls of the stack. Any context but an NMI, with preemption off, while there are rings. */
void rings_add(const struct happening *happening, u32 calls);

/* Forgets what has addresses of a module's code or data, which are no more used. May sleep. */
void rings_forget(ww_contains *contains);

#endif /* WINWORK_LINUX_HISTORY_RING_H */
