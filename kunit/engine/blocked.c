/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_blocked: hundreds of routines that block, and one item that releases them all.
 */
#include "support.h"

struct crowd {
	struct kunit *test;
	atomic_t blocked;
	atomic_t left;
	struct completion release;
	struct completion released;
	atomic_t failures;
	int size;
};

static VOID block_in_crowd(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	IoFreeWorkItem(item);
	atomic_inc(&crowd->blocked);
	if (!in_time(&crowd->release))
		atomic_inc(&crowd->failures);
	atomic_inc(&crowd->left);
}

/* Queued last. It finds all the others blocked, and releases them. */
static VOID release_crowd(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	IoFreeWorkItem(item);
	if (!count_reaches(&crowd->blocked, crowd->size))
		atomic_inc(&crowd->failures);
	complete_all(&crowd->release);
	complete(&crowd->released);
}

static void check_crowd(struct kunit *test, int size, int (*type_of)(int i), bool hold)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->size = size;
	init_completion(&crowd->release);
	init_completion(&crowd->released);
	WinworkHoldWorkers(hold);
	for (i = 0; i < size; i++)
		IoQueueWorkItemEx(device_item(test), block_in_crowd, type_of(i), crowd);
	IoQueueWorkItemEx(device_item(test), release_crowd, type_of(size), crowd);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &crowd->released);
	ASSERT_COUNT(test, &crowd->left, size);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->failures), 0);
}

static int any_named_type(int i)
{
	return i % MaximumWorkQueue;
}

/* row 57: three hundred of one type */
static void engine_blocked_test_300_blocked_and_one_that_releases(struct kunit *test)
{
	check_crowd(test, 300, always_delayed, false);
}

/* row 57: five hundred of all types together */
static void engine_blocked_test_500_blocked_and_one_that_releases(struct kunit *test)
{
	check_crowd(test, 500, any_named_type, false);
}

/*
 * Neither the stall detector nor a later queue call helps here: each routine left an armed worker
 * behind before it blocked.
 */
static void engine_blocked_test_blocked_routine_leaves_a_worker_armed(struct kunit *test)
{
	WinworkSuspendStallDetection(TRUE);
	check_crowd(test, 40, always_delayed, true);
	WinworkSuspendStallDetection(FALSE);
}

struct pair {
	PIO_WORKITEM waiter, releaser;
	struct completion released, done;
	bool failed;
};

static VOID wait_for_releaser(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	pair->failed = !in_time(&pair->released);
	complete(&pair->done);
}

static VOID release_waiter(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	complete(&pair->released);
}

/*
 * Both items are queued before a worker can start, where code at DISPATCH_LEVEL is not preempted.
 */
static void queue_pair_at_dispatch(void *data)
{
	struct pair *pair = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoQueueWorkItemEx(pair->waiter, wait_for_releaser, DelayedWorkQueue, pair);
	IoQueueWorkItemEx(pair->releaser, release_waiter, DelayedWorkQueue, pair);
	KeLowerIrql(irql);
}

/* As above, for an item that finds the queue idle, with another item behind it. */
static void engine_blocked_test_first_routine_leaves_a_worker_armed(struct kunit *test)
{
	struct pair *pair = case_alloc_type(test, struct pair);

	pair->waiter = device_item(test);
	pair->releaser = device_item(test);
	init_completion(&pair->released);
	init_completion(&pair->done);
	WinworkSuspendStallDetection(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_pair_at_dispatch,
					   pair));
	ASSERT_IN_TIME(test, &pair->done);
	WinworkSuspendStallDetection(FALSE);
	KUNIT_EXPECT_FALSE(test, pair->failed);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(pair->waiter);
	IoFreeWorkItem(pair->releaser);
}

/*
 * More items than workers, and more than Linux runs at once. The items beyond wait, a search for a
 * worker ends without one, and no item is lost.
 */
static void engine_blocked_test_more_blocked_than_workers(struct kunit *test)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->size = 1200;
	init_completion(&crowd->release);
	for (i = 0; i < crowd->size; i++)
		IoQueueWorkItemEx(device_item(test), block_in_crowd, DelayedWorkQueue, crowd);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&crowd->blocked, 1023));
	complete_all(&crowd->release);
	ASSERT_COUNT(test, &crowd->left, crowd->size);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->failures), 0);
}

static struct kunit_case engine_blocked_cases[] = {
	KUNIT_CASE(engine_blocked_test_300_blocked_and_one_that_releases),
	KUNIT_CASE(engine_blocked_test_500_blocked_and_one_that_releases),
	KUNIT_CASE(engine_blocked_test_blocked_routine_leaves_a_worker_armed),
	KUNIT_CASE(engine_blocked_test_first_routine_leaves_a_worker_armed),
	KUNIT_CASE(engine_blocked_test_more_blocked_than_workers),
	{}
};

WINWORK_SUITE(engine_blocked);
