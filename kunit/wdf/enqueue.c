/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_enqueue: WdfWorkItemEnqueue.
 */
#include "wdf_case.h"

static void wdf_enqueue_test_routine_runs_in_a_worker(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->item = NULL;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, run->system_thread);
	KUNIT_EXPECT_PTR_EQ(test, run->item, item);
}

/* row 111 */
static void wdf_enqueue_test_enqueue_coalesces_while_queued(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	int i;

	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 5; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* The gifts of each processor, and those that the routine has seen. */
struct gift {
	WDFWORKITEM item;
	struct run *run;
	int given;
	atomic_t seen;
} ____cacheline_aligned;

static struct gift *gifts;

static VOID see_gifts(WDFWORKITEM item)
{
	int cpu;

	for_each_online_cpu(cpu) {
		const int given = READ_ONCE(gifts[cpu].given);
		int seen = atomic_read(&gifts[cpu].seen);

		/* An older run may come here after a younger one. */
		while (seen < given && !atomic_try_cmpxchg(&gifts[cpu].seen, &seen, given))
			;
	}
}

static void give(void *data)
{
	struct gift *gift = data;
	int i;

	for (i = 1; i <= 500; i++) {
		WRITE_ONCE(gift->given, i);
		WdfWorkItemEnqueue(gift->item);
		WdfWorkItemFlush(gift->item);
		if (atomic_read(&gift->seen) < i)
			atomic_inc(&gift->run->failures);
	}
}

/* rows 111 and 118: calls that share a run all have it, and the run sees the data of each */
static void wdf_enqueue_test_calls_of_all_processors_are_served(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, see_gifts, false, run);
	void **all = case_alloc_array(test, nr_cpu_ids, void *);
	int cpu;

	gifts = case_alloc_array(test, nr_cpu_ids, struct gift);
	for_each_online_cpu(cpu) {
		gifts[cpu].item = item;
		gifts[cpu].run = run;
		all[cpu] = &gifts[cpu];
	}
	run_on_all_cpus(test, give, all);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	WdfWorkItemFlush(item);
}

static VOID enqueue_again(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	int runs;

	/* The first statement: the item is not enqueued any more. */
	if (atomic_read(&run->runs) + 1 < run->limit)
		WdfWorkItemEnqueue(item);
	runs = atomic_inc_return(&run->runs);
	atomic_inc(&run->finished);
	if (runs == run->limit)
		complete(&run->done);
}

/* rows 13 and 112 */
static void wdf_enqueue_test_enqueue_in_own_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	/* Serialised, so the runs count one after the other. */
	WDFWORKITEM item = new_item(test, serialising_device(test), enqueue_again, true, run);

	run->limit = 100;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 100);
}

/* rows 14 and 112: three calls while the routine runs are one more run */
static void wdf_enqueue_test_enqueue_while_running(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), stay, true, run);
	int i;

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 3; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	complete_all(&run->go);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 9 */
static void wdf_enqueue_test_enqueue_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	WdfWorkItemEnqueue(item);
	KeReleaseSpinLock(&lock, irql);
	ASSERT_IN_TIME(test, &run->done);
}

static void enqueue_it(void *data)
{
	WdfWorkItemEnqueue(data);
}

static void wdf_enqueue_test_enqueue_in_a_dpc(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_softirq(enqueue_it, item));
	ASSERT_IN_TIME(test, &run->done);
}

static void wdf_enqueue_test_enqueue_in_an_interrupt_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(enqueue_it, item));
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

/* row 63: refused by the engine; the item is not enqueued, and can be deleted */
static void wdf_enqueue_test_routine_that_is_none_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, (PFN_WDF_WORKITEM)0x1000, true, run);

	WdfWorkItemEnqueue(item);
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_WORKER_INVALID, 7, ANY, ANY, ANY, ANY);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	expect_deleted(test, run);
}

/* row 8 */
static void wdf_enqueue_test_enqueue_without_memory(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	bool attempted;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	local_bh_disable();
	fail_next_allocation();
	WdfWorkItemEnqueue(item);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, attempted);
	ASSERT_IN_TIME(test, &run->done);
}

static struct kunit_case wdf_enqueue_cases[] = {
	KUNIT_CASE(wdf_enqueue_test_routine_runs_in_a_worker),
	KUNIT_CASE(wdf_enqueue_test_enqueue_coalesces_while_queued),
	KUNIT_CASE(wdf_enqueue_test_calls_of_all_processors_are_served),
	KUNIT_CASE(wdf_enqueue_test_enqueue_in_own_routine),
	KUNIT_CASE(wdf_enqueue_test_enqueue_while_running),
	KUNIT_CASE(wdf_enqueue_test_enqueue_under_spin_lock),
	KUNIT_CASE(wdf_enqueue_test_enqueue_in_a_dpc),
	KUNIT_CASE(wdf_enqueue_test_enqueue_in_an_interrupt_is_reported),
	KUNIT_CASE(wdf_enqueue_test_routine_that_is_none_is_reported),
	KUNIT_CASE(wdf_enqueue_test_enqueue_without_memory),
	{}
};

WDF_SUITE(wdf_enqueue);
