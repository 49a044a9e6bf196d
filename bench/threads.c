// SPDX-License-Identifier: GPL-2.0
/*
 * One thread for all items. First kthread_work; then a list that a worker thread empties,
 * with a second allocation for each queueing, as ndiswrapper implements Io work items.
 */
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "bench.h"

static int object;

static void free_routine(void *object, void *context)
{
	BENCH_ROUTINE(context, kfree);
}

/* ---- kthread_work --------------------------------------------------------------------- */

struct kthread_item {
	struct kthread_work work;
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

static struct kthread_worker *worker;

static void kthread_run_item(struct kthread_work *work)
{
	struct kthread_item *item = container_of(work, struct kthread_item, work);

	item->routine(item->object, item->context);
}

static int kthread_start(void)
{
	worker = kthread_create_worker(0, "bench");
	return PTR_ERR_OR_ZERO(worker);
}

static void kthread_stop_worker(void)
{
	kthread_destroy_worker(worker);
}

static __always_inline void *kthread_allocate(void)
{
	struct kthread_item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item))
		kthread_init_work(&item->work, kthread_run_item);
	return item;
}

static __always_inline void kthread_queue(void *storage, void *context)
{
	struct kthread_item *item = storage;

	item->routine = free_routine;
	item->context = context;
	item->object = &object;
	kthread_queue_work(worker, &item->work);
}

BENCH_CONTESTANT(kthread_work, "kthread-work", BENCH_BUCKET(struct kthread_item),
		 kthread_start, kthread_stop_worker, kthread_allocate, kthread_queue, kfree, true);

/* ---- One list, one thread --------------------------------------------------------------- */

struct list_item {
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

struct queueing {
	struct list_head link;
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

static struct workqueue_struct *single;
static LIST_HEAD(queued);
static DEFINE_SPINLOCK(queued_lock);

static void empty_list(struct work_struct *unused)
{
	unsigned long flags;

	for (;;) {
		struct queueing *first, copy;

		spin_lock_irqsave(&queued_lock, flags);
		first = list_first_entry_or_null(&queued, struct queueing, link);
		if (first)
			list_del(&first->link);
		spin_unlock_irqrestore(&queued_lock, flags);
		if (!first)
			return;
		copy = *first;
		kfree(first);
		copy.routine(copy.object, copy.context);
	}
}

static DECLARE_WORK(list_work, empty_list);

static int list_start(void)
{
	single = alloc_ordered_workqueue("bench_single", 0);
	return single ? 0 : -ENOMEM;
}

static void list_stop(void)
{
	destroy_workqueue(single);
}

static __always_inline void *list_allocate(void)
{
	return kmalloc(sizeof(struct list_item), GFP_ATOMIC);
}

static __always_inline void list_queue(void *storage, void *context)
{
	struct list_item *item = storage;
	struct queueing *queueing = kmalloc(sizeof(*queueing), GFP_ATOMIC);
	unsigned long flags;

	if (unlikely(!queueing)) {
		bench_out_of_memory();
		return;
	}
	item->routine = free_routine;
	item->context = context;
	item->object = &object;
	queueing->routine = item->routine;
	queueing->context = item->context;
	queueing->object = item->object;
	spin_lock_irqsave(&queued_lock, flags);
	list_add_tail(&queueing->link, &queued);
	spin_unlock_irqrestore(&queued_lock, flags);
	queue_work(single, &list_work);
}

BENCH_CONTESTANT(single_list, "single-list", 32 + 64, list_start, list_stop, list_allocate,
		 list_queue, kfree, true);
