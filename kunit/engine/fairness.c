/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_fairness: a flood of items starves neither other tasks, nor the kernel's own work
 * items, nor items of lower priority.
 */
#include "support.h"

/* Enough items that no queue of a flood runs empty, however many a worker takes at once. */
#define FLOOD_ITEMS 64

struct flood {
	atomic_t stop;
	int type;
	PIO_WORKITEM item[FLOOD_ITEMS];
	atomic_t running;
	atomic_t runs;
};

static VOID requeue_for_ever(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct flood *flood = context;

	atomic_inc(&flood->runs);
	if (atomic_read(&flood->stop))
		atomic_dec(&flood->running);
	else
		IoQueueWorkItemEx(item, requeue_for_ever, flood->type, flood);
}

static void start_flood(void *data)
{
	struct flood *flood = data;
	int i;

	for (i = 0; i < FLOOD_ITEMS; i++) {
		atomic_inc(&flood->running);
		IoQueueWorkItemEx(flood->item[i], requeue_for_ever, flood->type, flood);
	}
}

static struct flood *new_flood(struct kunit *test, int type)
{
	struct flood *flood = case_alloc_type(test, struct flood);
	int i;

	flood->type = type;
	for (i = 0; i < FLOOD_ITEMS; i++)
		flood->item[i] = device_item(test);
	return flood;
}

static void end_flood(struct kunit *test, struct flood *flood)
{
	int i;

	atomic_set(&flood->stop, 1);
	ASSERT_COUNT(test, &flood->running, 0);
	for (i = 0; i < FLOOD_ITEMS; i++)
		IoFreeWorkItem(flood->item[i]);
}

struct native {
	struct work_struct work;
	struct completion done;
};

static void native_work(struct work_struct *work)
{
	complete(&container_of(work, struct native, work)->done);
}

#define NATIVE_ROUNDS 20

static void check_flood(struct kunit *test, int type, struct workqueue_struct *queue)
{
	struct flood *flood[2];
	struct native *native = case_alloc_type(test, struct native);
	int cpu, round, n = 0;
	bool served = true;

	INIT_WORK(&native->work, native_work);
	for_each_online_cpu(cpu) {
		if (n == ARRAY_SIZE(flood))
			break;
		flood[n] = new_flood(test, type);
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, start_flood, flood[n]));
		n++;
	}
	for (round = 0; round < NATIVE_ROUNDS && served; round++) {
		for_each_online_cpu(cpu) {
			init_completion(&native->done);
			queue_work_on(cpu, queue, &native->work);
			served = served && in_time(&native->done);
		}
	}
	while (n)
		end_flood(test, flood[--n]);
	flush_work(&native->work);
	KUNIT_EXPECT_TRUE_MSG(test, served, "a native work item starved behind type %d", type);
}

static void engine_fairness_test_flood_does_not_starve_the_system(struct kunit *test)
{
	check_flood(test, DelayedWorkQueue, ww_system_percpu_wq);
}

static void engine_fairness_test_critical_flood_does_not_starve_the_system(struct kunit *test)
{
	check_flood(test, CriticalWorkQueue, system_highpri_wq);
}

static VOID complete_context(PVOID object, PVOID context, PIO_WORKITEM item)
{
	complete(context);
}

struct lower {
	struct flood *flood;
	PIO_WORKITEM item;
	struct completion done;
};

static void start_flood_and_lower(void *data)
{
	struct lower *lower = data;

	start_flood(lower->flood);
	IoQueueWorkItemEx(lower->item, complete_context, BackgroundWorkQueue, &lower->done);
}

static void engine_fairness_test_flood_of_higher_does_not_starve_lower(struct kunit *test)
{
	struct lower *lower;
	int cpu;

	for_each_online_cpu(cpu) {
		lower = case_alloc_type(test, struct lower);
		lower->flood = new_flood(test, DelayedWorkQueue);
		lower->item = device_item(test);
		init_completion(&lower->done);
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, start_flood_and_lower, lower));
		EXPECT_IN_TIME(test, &lower->done);
		end_flood(test, lower->flood);
		IoFreeWorkItem(lower->item);
	}
}

#define BEHIND_ITEMS 2000

struct behind {
	struct native native;
	struct workqueue_struct *queue;
	atomic_t ran;
	int ran_before_native;
	int type;
	PIO_WORKITEM item[BEHIND_ITEMS];
};

static void count_items_before(struct work_struct *work)
{
	struct behind *behind = container_of(work, struct behind, native.work);

	behind->ran_before_native = atomic_read(&behind->ran);
	complete(&behind->native.done);
}

/* The first item queues native work on its own CPU, behind its own worker. */
static VOID count_and_queue_native(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct behind *behind = context;

	if (item == behind->item[0])
		queue_work_on(raw_smp_processor_id(), behind->queue, &behind->native.work);
	atomic_inc(&behind->ran);
}

static void queue_all(void *data)
{
	struct behind *behind = data;
	int i;

	for (i = 0; i < BEHIND_ITEMS; i++)
		IoQueueWorkItemEx(behind->item[i], count_and_queue_native, behind->type, behind);
}

static int items_before_native(struct kunit *test, int type, struct workqueue_struct *queue)
{
	struct behind *behind = case_alloc_type(test, struct behind);
	int i;

	behind->type = type;
	behind->queue = queue;
	init_completion(&behind->native.done);
	INIT_WORK(&behind->native.work, count_items_before);
	for (i = 0; i < BEHIND_ITEMS; i++)
		behind->item[i] = device_item(test);
	WinworkSuspendStallDetection(TRUE);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_all, behind));
	WinworkHoldWorkers(FALSE);
	KUNIT_EXPECT_TRUE(test, count_reaches(&behind->ran, BEHIND_ITEMS));
	WinworkSuspendStallDetection(FALSE);
	KUNIT_EXPECT_TRUE(test, in_time(&behind->native.done));
	flush_work(&behind->native.work);
	kunit_info(test, "%d of %d items before the native one\n", behind->ran_before_native,
		   BEHIND_ITEMS);
	for (i = 0; i < BEHIND_ITEMS; i++)
		IoFreeWorkItem(behind->item[i]);
	return behind->ran_before_native;
}

/*
 * On a busy host the kernel may be slow to make a thread for the native work, and its rescuer runs
 * our work first. In the next round the thread exists.
 */
static void check_behind(struct kunit *test, int type, struct workqueue_struct *queue)
{
	int round, before = BEHIND_ITEMS;

	for (round = 0; round < 5 && before >= BEHIND_ITEMS / 2; round++)
		before = items_before_native(test, type, queue);
	KUNIT_EXPECT_LT(test, before, BEHIND_ITEMS / 2);
}

/* A worker makes room after a bounded number of items, although its queue is full. */
static void engine_fairness_test_worker_hands_over_to_native_work(struct kunit *test)
{
	check_behind(test, DelayedWorkQueue, ww_system_percpu_wq);
	check_behind(test, CriticalWorkQueue, system_highpri_wq);
}

static struct kunit_case engine_fairness_cases[] = {
	KUNIT_CASE(engine_fairness_test_flood_does_not_starve_the_system),
	KUNIT_CASE(engine_fairness_test_critical_flood_does_not_starve_the_system),
	KUNIT_CASE(engine_fairness_test_worker_hands_over_to_native_work),
	KUNIT_CASE(engine_fairness_test_flood_of_higher_does_not_starve_lower),
	{}
};

WINWORK_SUITE(engine_fairness);
