/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_try_queue: IoTryQueueWorkItem.
 */
#include "io_case.h"

/* row 69 */
static void io_try_queue_test_try_queue_true_runs_once(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	KUNIT_ASSERT_EQ(test, try_queue_in_time(item, routine_ex, DelayedWorkQueue, run,
						PASSIVE_LEVEL), TRUE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	IoFreeWorkItem(item);
}

#define TRY_LIMIT 512

static DECLARE_COMPLETION(tried);

/* Its worker is free again when the attempts are over. */
static VOID count_and_wait(PVOID object, PVOID context, PIO_WORKITEM item)
{
	atomic_inc(context);
	in_time(&tried);
}

/*
 * Queues items until one is refused; their number. No worker starts on this CPU meanwhile, or, with
 * PREEMPT_RT, none becomes free.
 */
static int try_until_refused(PIO_WORKITEM *item, atomic_t *runs)
{
	int n;

	reinit_completion(&tried);
	local_bh_disable();
	for (n = 0; n < TRY_LIMIT; n++) {
		if (!IoTryQueueWorkItem(item[n], count_and_wait, DelayedWorkQueue, &runs[n]))
			break;
	}
	local_bh_enable();
	complete_all(&tried);
	return n;
}

/* row 70: refused when no worker can start now; it never runs, and the caller may queue it */
static void io_try_queue_test_try_queue_false_never_runs(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM *item = case_alloc_array(test, TRY_LIMIT, PIO_WORKITEM);
	atomic_t *runs = case_alloc_array(test, TRY_LIMIT, atomic_t);
	int n, i;

	for (i = 0; i < TRY_LIMIT; i++)
		item[i] = device_item(test);
	n = try_until_refused(item, runs);
	KUNIT_EXPECT_LT_MSG(test, n, TRY_LIMIT, "every item is said to start at once");
	for (i = 0; i < n; i++)
		KUNIT_ASSERT_TRUE(test, count_reaches(&runs[i], 1));
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_NO_REPORT(test);
	KUNIT_ASSERT_LT(test, n, TRY_LIMIT);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs[n]), 0);
	kunit_info(test, "refused after %d items\n", n);

	IoQueueWorkItemEx(item[n], count_and_wait, DelayedWorkQueue, &runs[n]);
	ASSERT_COUNT(test, &runs[n], 1);
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	for (i = 0; i < TRY_LIMIT; i++)
		IoFreeWorkItem(item[i]);
}

/* row 70: a refused item holds no reference and is idle */
static void io_try_queue_test_try_queue_false_changes_nothing(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	BOOLEAN queued;

	WinworkHoldWorkers(TRUE);
	queued = IoTryQueueWorkItem(item, routine_ex, DelayedWorkQueue, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->device),
			(long)fixture->device_references);
	IoFreeWorkItem(item);
	WinworkHoldWorkers(FALSE);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 71 */
static void io_try_queue_test_try_queue_is_a_strict_boolean(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	BOOLEAN queued;
	const int *type;

	for_each_queue_type(type) {
		queued = try_queue_in_time(item, routine_ex, *type, run, PASSIVE_LEVEL);
		KUNIT_ASSERT_EQ(test, (int)queued, (int)TRUE);
		ASSERT_IN_TIME(test, &run->done);
	}
	IoFreeWorkItem(item);
}

/* row 69: at DISPATCH_LEVEL as well */
static void io_try_queue_test_try_queue_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	unsigned long deadline = jiffies + DEADLINE;
	BOOLEAN queued;
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	do {
		KeAcquireSpinLock(&lock, &irql);
		queued = IoTryQueueWorkItem(item, routine_ex, CriticalWorkQueue, run);
		KeReleaseSpinLock(&lock, irql);
		cond_resched();
	} while (!queued && time_before(jiffies, deadline));
	KUNIT_ASSERT_EQ(test, queued, TRUE);
	ASSERT_IN_TIME(test, &run->done);
	IoFreeWorkItem(item);
}

/* row 73 */
static void io_try_queue_test_queue_and_queue_ex_take_turns(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	for (i = 0; i < 10; i++) {
		run->item = (PIO_WORKITEM)run;
		IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)NULL);
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	}
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

static struct kunit_case io_try_queue_cases[] = {
	KUNIT_CASE(io_try_queue_test_try_queue_true_runs_once),
	KUNIT_CASE(io_try_queue_test_try_queue_false_never_runs),
	KUNIT_CASE(io_try_queue_test_try_queue_false_changes_nothing),
	KUNIT_CASE(io_try_queue_test_try_queue_is_a_strict_boolean),
	KUNIT_CASE(io_try_queue_test_try_queue_under_spin_lock),
	KUNIT_CASE(io_try_queue_test_queue_and_queue_ex_take_turns),
	{}
};

WINWORK_SUITE(io_try_queue);
