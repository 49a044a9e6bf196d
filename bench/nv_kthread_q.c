// SPDX-License-Identifier: GPL-2.0
/*
 * The queue of NVIDIA's drivers: one list, one thread, a semaphore that counts the items.
 */
#include <linux/errno.h>
#include <linux/slab.h>

#include "bench.h"

#include <nv-kthread-q.h>

/* Weak, so that the module can be inserted without NVIDIA's. */
#pragma weak nv_kthread_q_init_on_node
#pragma weak nv_kthread_q_stop
#pragma weak nv_kthread_q_item_init
#pragma weak nv_kthread_q_schedule_q_item

struct item {
	nv_kthread_q_item_t entry;
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

static nv_kthread_q_t nv_queue;
static int object;

static void routine(void *object, void *context)
{
	BENCH_ROUTINE(context, kfree);
}

static void run(void *argument)
{
	struct item *item = argument;

	item->routine(item->object, item->context);
}

static int start(void)
{
	if (!nv_kthread_q_init_on_node)
		return -ENOENT;
	return nv_kthread_q_init_on_node(&nv_queue, "bench", NV_KTHREAD_NO_NODE);
}

static void stop(void)
{
	nv_kthread_q_stop(&nv_queue);
}

static __always_inline void *allocate(void)
{
	struct item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item))
		nv_kthread_q_item_init(&item->entry, run, item);
	return item;
}

static __always_inline void queue(void *storage, void *context)
{
	struct item *item = storage;

	item->routine = routine;
	item->context = context;
	item->object = &object;
	nv_kthread_q_schedule_q_item(&nv_queue, &item->entry);
}

BENCH_CONTESTANT(nv_kthread_q, "nv-kthread-q", BENCH_BUCKET(struct item), start, stop, allocate,
		 queue, kfree, true);
