// SPDX-License-Identifier: GPL-2.0
/*
 * Linux's workqueues: each item has a work_struct and the parameters of a Windows routine.
 */
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "bench.h"

struct item {
	struct work_struct work;
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

static struct workqueue_struct *percpu, *unbound, *high;
static int object;

static void routine(void *object, void *context)
{
	BENCH_ROUTINE(context, kfree);
}

static void run(struct work_struct *work)
{
	struct item *item = container_of(work, struct item, work);

	item->routine(item->object, item->context);
}

static __always_inline void *allocate(void)
{
	struct item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item))
		INIT_WORK(&item->work, run);
	return item;
}

static __always_inline void queue(struct workqueue_struct *workqueue, struct item *item,
				  void *context)
{
	item->routine = routine;
	item->context = context;
	item->object = &object;
	queue_work(workqueue, &item->work);
}

/* As long as the names of WinWork's workqueues: a thread copies it before each work. */
#define WORKQUEUE(kind, text, flags)								\
	static int kind##_start(void)								\
	{											\
		kind = alloc_workqueue("%.7s", flags, WQ_MAX_ACTIVE, #kind "_______");	\
		return kind ? 0 : -ENOMEM;							\
	}											\
												\
	static void kind##_stop(void)								\
	{											\
		destroy_workqueue(kind);							\
	}											\
												\
	static __always_inline void kind##_queue(void *item, void *context)		\
	{											\
		queue(kind, item, context);							\
	}											\
												\
	BENCH_CONTESTANT(native_##kind, text, BENCH_BUCKET(struct item),		\
			 kind##_start, kind##_stop, allocate, kind##_queue, kfree, true)

WORKQUEUE(percpu, "native-percpu", WQ_MEM_RECLAIM);
WORKQUEUE(unbound, "native-unbound", WQ_MEM_RECLAIM | WQ_UNBOUND);
WORKQUEUE(high, "native-highpri", WQ_MEM_RECLAIM | WQ_HIGHPRI);
