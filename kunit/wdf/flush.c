/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_flush: WdfWorkItemFlush.
 */
#include "wdf_case.h"

/* Flushes the item of @run in a thread, which has to wait. */
static void begin_flush(struct kunit *test, struct run *run)
{
	spawn(test, flush_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
}

/* The flush ends, and all runs have ended before. */
static void end_flush(struct kunit *test, struct run *run)
{
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 113 */
static void wdf_flush_test_flush_of_an_idle_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfWorkItemFlush(item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

/* row 113 */
static void wdf_flush_test_flush_waits_for_a_running_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, stay, true, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	begin_flush(test, run);
	complete_all(&run->go);
	end_flush(test, run);
}

/* row 113 */
static void wdf_flush_test_flush_waits_for_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->limit = 1;
	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(item);
	begin_flush(test, run);
	WinworkHoldWorkers(FALSE);
	end_flush(test, run);
}

static VOID second_ends_first(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		atomic_inc(&run->finished);
	} else {
		atomic_inc(&run->finished);
		complete(&run->started);
	}
}

/* row 113: of two runs at once, the flush does not end with the first that ends */
static void wdf_flush_test_flush_waits_for_all_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, second_ends_first, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	begin_flush(test, run);
	complete_all(&run->go);
	end_flush(test, run);
}

static VOID flush_oneself(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(item);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* row 114 */
static void wdf_flush_test_flush_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_oneself, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

static VOID flush_in_the_elder(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		WdfWorkItemFlush(item);
		complete(&run->started);
	} else {
		complete(&run->go);
		if (!in_time(&run->started))
			atomic_inc(&run->failures);
	}
	if (atomic_inc_return(&run->finished) == 2)
		complete(&run->done);
}

/*
 * row 114: each of two runs at once is the item's own; the younger one lasts until the elder is
 * done
 */
static void wdf_flush_test_flush_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_in_the_elder, false, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

static VOID flush_other(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(run->other->item);
	if (!atomic_read(&run->other->finished))
		atomic_inc(&run->failures);
	complete(&run->done);
}

static void wdf_flush_test_flush_of_another_item_in_a_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	struct run *other = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_other, false, run);
	LONG_PTR references;

	new_item(test, wdf.device, stay, false, other);
	run->other = other;
	WdfWorkItemEnqueue(other->item);
	ASSERT_IN_TIME(test, &other->started);
	references = WinworkObjectReferenceCount(other->item);
	WdfWorkItemEnqueue(item);
	/* The flush references the item that it waits for. */
	KUNIT_EXPECT_TRUE(test, references_become(other->item, references + 1));
	complete_all(&other->go);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static void wdf_flush_test_flush_at_dispatch_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfWorkItemFlush(item);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfWorkItemFlush", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
}

static struct kunit_case wdf_flush_cases[] = {
	KUNIT_CASE(wdf_flush_test_flush_of_an_idle_item),
	KUNIT_CASE(wdf_flush_test_flush_waits_for_a_running_item),
	KUNIT_CASE(wdf_flush_test_flush_waits_for_a_queued_item),
	KUNIT_CASE(wdf_flush_test_flush_waits_for_all_runs),
	KUNIT_CASE(wdf_flush_test_flush_in_own_routine_is_reported),
	KUNIT_CASE(wdf_flush_test_flush_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_flush_test_flush_of_another_item_in_a_routine),
	KUNIT_CASE(wdf_flush_test_flush_at_dispatch_is_reported),
	{}
};

WDF_SUITE(wdf_flush);
