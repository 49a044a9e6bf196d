// SPDX-License-Identifier: GPL-2.0
/*
 * OpenZFS's task queue, with the entry in the item and a thread for each CPU.
 */
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/slab.h>

#include "bench.h"

#include <sys/taskq.h>

/* Weak, so that the module can be inserted without spl.ko. */
#pragma weak taskq_create
#pragma weak taskq_destroy
#pragma weak taskq_init_ent
#pragma weak taskq_dispatch_ent

struct item {
	taskq_ent_t entry;
	void (*routine)(void *object, void *context);
	void *context;
	void *object;
};

static taskq_t *taskq;
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
	if (!taskq_create)
		return -ENOENT;
	taskq = taskq_create("bench", num_online_cpus(), defclsyspri, num_online_cpus(), INT_MAX,
			     TASKQ_PREPOPULATE);
	return taskq ? 0 : -ENOMEM;
}

static void stop(void)
{
	taskq_destroy(taskq);
}

static __always_inline void *allocate(void)
{
	struct item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item))
		taskq_init_ent(&item->entry);
	return item;
}

static __always_inline void queue(void *storage, void *context)
{
	struct item *item = storage;

	item->routine = routine;
	item->context = context;
	item->object = &object;
	taskq_dispatch_ent(taskq, run, item, 0, &item->entry);
}

BENCH_CONTESTANT(spl_taskq, "spl-taskq", BENCH_BUCKET(struct item), start, stop, allocate, queue,
		 kfree, true);
