/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_try_queue: the worker that IoTryQueueWorkItem promises. It has a thread, it stays
 * promised until its routine has returned, and nothing else keeps it from starting.
 */
#include "support.h"

/* ---- workers with a thread that waits ------------------------------------------------------ */

struct round {
	PIO_WORKITEM item;
	int type;
	struct completion done;
	bool failed;
};

static VOID end_round(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct round *round = context;

	complete(&round->done);
}

static void run_one(void *data)
{
	struct round *round = data;

	IoQueueWorkItemEx(round->item, end_round, round->type, round);
	round->failed = !in_time(&round->done);
}

/* Runs an item on @cpu until the first worker there is parked. */
static void park_worker(struct kunit *test, int cpu, int type, ULONG parked)
{
	struct round *round = case_alloc_type(test, struct round);
	unsigned long deadline = jiffies + DEADLINE;

	round->item = device_item(test);
	round->type = type;
	init_completion(&round->done);
	do {
		KUNIT_ASSERT_TRUE(test, run_on_cpu(cpu, run_one, round));
		KUNIT_ASSERT_FALSE(test, round->failed);
		EXPECT_REFERENCES(test, fixture_of(test)->device,
				  fixture_of(test)->device_references);
		cond_resched();
	} while (WinworkParkedWorkers(type) < parked && time_before(jiffies, deadline));
	IoFreeWorkItem(round->item);
}

/* None is about to park: the first worker of each queue has parked, and only that one may. */
static void unpark_all(struct kunit *test, int type)
{
	unsigned long deadline = jiffies + DEADLINE;
	int cpu;

	for_each_online_cpu(cpu)
		park_worker(test, cpu, type, 0);
	while (WinworkParkedWorkers(type) && time_before(jiffies, deadline)) {
		WinworkReapWorkers();
		cond_resched();
	}
	KUNIT_ASSERT_EQ(test, WinworkParkedWorkers(type), 0U);
}

/* ---- the reserved worker -------------------------------------------------------------------- */

struct promise {
	struct kunit *test;
	PIO_WORKITEM item[2];
	int type;
	atomic_t runs[2];
	struct completion started;
};

static VOID stay_at_gate(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct promise *promise = context;

	atomic_inc(&promise->runs[item == promise->item[1]]);
	complete(&promise->started);
	wait_at_gate(promise->test);
}

static bool try_one(struct promise *promise, int i)
{
	return IoTryQueueWorkItem(promise->item[i], stay_at_gate, promise->type, promise);
}

static void check_reserved_worker(struct kunit *test, int type)
{
	struct promise *promise = case_alloc_type(test, struct promise);

	promise->test = test;
	promise->type = type;
	promise->item[0] = device_item(test);
	promise->item[1] = device_item(test);
	init_completion(&promise->started);
	unpark_all(test, type);
	KUNIT_ASSERT_TRUE(test, try_queue_in_time(promise->item[0], stay_at_gate, type, promise,
						  PASSIVE_LEVEL));
	KUNIT_EXPECT_FALSE_MSG(test, try_one(promise, 1), "before the first one has started");
	ASSERT_IN_TIME(test, &promise->started);
	KUNIT_EXPECT_FALSE_MSG(test, try_one(promise, 1), "while the first one runs");
	KUNIT_EXPECT_EQ(test, atomic_read(&promise->runs[1]), 0);
	open_gate(test);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_ASSERT_TRUE(test, try_queue_in_time(promise->item[1], stay_at_gate, type, promise,
						  PASSIVE_LEVEL));
	ASSERT_COUNT(test, &promise->runs[1], 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&promise->runs[0]), 1);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(promise->item[0]);
	IoFreeWorkItem(promise->item[1]);
}

/*
 * rows 69, 70: without a worker whose thread waits, the reserved worker of the class is promised,
 * to one item at a time until its routine has returned
 */
static void engine_try_queue_test_promises_no_worker_without_a_thread(struct kunit *test)
{
	check_reserved_worker(test, DelayedWorkQueue);
}

static void engine_try_queue_test_promises_no_critical_worker_without_a_thread(struct kunit *test)
{
	check_reserved_worker(test, CriticalWorkQueue);
}

/* ---- other users of the processor ------------------------------------------------------------ */

struct occupied {
	struct work_struct native;
	struct workqueue_struct *workqueue;
	int type, cpu;
	PIO_WORKITEM trier, setter;
	atomic_t flag;
	struct completion spins, tried;
	bool queued, seen;
};

/* At DISPATCH_LEVEL nothing else runs there, on kernels that allow it. */
static void spin_natively(struct work_struct *work)
{
	struct occupied *occupied = container_of(work, struct occupied, native);
	unsigned long deadline = jiffies + 10 * HZ;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	complete(&occupied->spins);
	while (!atomic_read(&occupied->flag) && time_before(jiffies, deadline))
		cpu_relax();
	occupied->seen = atomic_read(&occupied->flag);
	KeLowerIrql(irql);
}

static VOID set_flag(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct occupied *occupied = context;

	atomic_inc(&occupied->flag);
}

/*
 * The caller is a routine, whose own processor is not promised. So the worker of the other one is.
 */
static VOID try_setter(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct occupied *occupied = context;

	occupied->queued = try_queue_in_time(occupied->setter, set_flag, occupied->type, occupied,
					     PASSIVE_LEVEL);
	complete(&occupied->tried);
}

static void queue_trier(void *data)
{
	struct occupied *occupied = data;

	IoQueueWorkItemEx(occupied->trier, try_setter, occupied->type, occupied);
}

static void check_occupied(struct kunit *test, int type, struct workqueue_struct *workqueue)
{
	struct occupied *occupied = case_alloc_type(test, struct occupied);
	int here = cpumask_first(cpu_online_mask), there = cpumask_next(here, cpu_online_mask);

	INIT_WORK(&occupied->native, spin_natively);
	occupied->type = type;
	occupied->trier = device_item(test);
	occupied->setter = device_item(test);
	init_completion(&occupied->spins);
	init_completion(&occupied->tried);
	unpark_all(test, type);
	park_worker(test, there, type, 1);
	queue_work_on(there, workqueue, &occupied->native);
	ASSERT_IN_TIME(test, &occupied->spins);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(here, queue_trier, occupied));
	ASSERT_IN_TIME(test, &occupied->tried);
	KUNIT_EXPECT_TRUE(test, occupied->queued);
	flush_work(&occupied->native);
	KUNIT_EXPECT_TRUE_MSG(test, occupied->seen, "queue type %d: the item waited", type);
	ASSERT_COUNT(test, &occupied->flag, 1);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(occupied->trier);
	IoFreeWorkItem(occupied->setter);
}

/* row 69: an accepted item does not wait for a native work that keeps its processor */
static void engine_try_queue_test_native_work_does_not_hold_up_the_item(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "a spinning work leaves no processor to others");
	check_occupied(test, DelayedWorkQueue, ww_system_percpu_wq);
	check_occupied(test, CriticalWorkQueue, system_highpri_wq);
}

/* ---- number of promises ---------------------------------------------------------------------- */

#define MOST_TRIED 64

struct crowd {
	struct kunit *test;
	PIO_WORKITEM item[MOST_TRIED];
	int type, accepted;
	atomic_t runs;
};

static VOID count_and_stay(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	atomic_inc(&crowd->runs);
	wait_at_gate(crowd->test);
}

static void check_crowd(struct kunit *test, int type)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->test = test;
	crowd->type = type;
	for (i = 0; i < MOST_TRIED; i++)
		crowd->item[i] = device_item(test);
	for_each_online_cpu(i)
		park_worker(test, i, type, 1);
	while (crowd->accepted < MOST_TRIED &&
	       IoTryQueueWorkItem(crowd->item[crowd->accepted], count_and_stay, type, crowd))
		crowd->accepted++;
	KUNIT_EXPECT_GE(test, crowd->accepted, 1);
	KUNIT_EXPECT_LE(test, crowd->accepted, (int)num_online_cpus() + 1);
	KUNIT_EXPECT_TRUE(test, count_reaches(&crowd->runs, crowd->accepted));
	open_gate(test);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->runs), crowd->accepted);
	for (i = 0; i < MOST_TRIED; i++)
		IoFreeWorkItem(crowd->item[i]);
}

/* row 69: each accepted item has a worker of its own, and all of them run at the same time */
static void engine_try_queue_test_accepted_items_run_at_once(struct kunit *test)
{
	check_crowd(test, DelayedWorkQueue);
}

static void engine_try_queue_test_accepted_critical_items_run_at_once(struct kunit *test)
{
	check_crowd(test, CriticalWorkQueue);
}

static struct kunit_case engine_try_queue_cases[] = {
	KUNIT_CASE(engine_try_queue_test_promises_no_worker_without_a_thread),
	KUNIT_CASE(engine_try_queue_test_promises_no_critical_worker_without_a_thread),
	KUNIT_CASE(engine_try_queue_test_native_work_does_not_hold_up_the_item),
	KUNIT_CASE(engine_try_queue_test_accepted_items_run_at_once),
	KUNIT_CASE(engine_try_queue_test_accepted_critical_items_run_at_once),
	{}
};

WINWORK_SUITE(engine_try_queue);
