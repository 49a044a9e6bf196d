/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite verifier_record: what is known of items when memory is used up, above
 * DISPATCH_LEVEL, and when threads race. Every report counts, however often it comes.
 */
#include "support.h"

#include <linux/vmalloc.h>

struct run {
	struct completion done;
	atomic_t runs;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->done);
	return run;
}

static VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	atomic_inc(&run->runs);
	complete(&run->done);
}

static void expect_item_works(struct kunit *test, PIO_WORKITEM item)
{
	struct run *run = new_run(test);

	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	EXPECT_NO_REPORT(test);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static void expect_item_is_refused(struct kunit *test, PIO_WORKITEM item)
{
	struct run *run = new_run(test);

	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, item,
		      item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static bool initialize_without_memory(PVOID object, PIO_WORKITEM item)
{
	bool attempted;

	local_bh_disable();
	fail_next_allocation();
	IoInitializeWorkItem(object, item);
	attempted = allocation_was_attempted();
	local_bh_enable();
	return attempted;
}

static ULONG reports_since_last_look(struct kunit *test)
{
	WINWORK_REPORT last;
	ULONG before = fixture_of(test)->reports;

	WinworkGetLastReport(&last);
	fixture_of(test)->reports = last.Count;
	return last.Count - before;
}

/* ---- without memory ----------------------------------------------------------------------- */

static void verifier_record_test_initialize_without_memory(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	PIO_WORKITEM foreign = case_alloc(test, IoSizeofWorkItem());

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	initialize_without_memory(fixture_of(test)->device, item);
	EXPECT_NO_REPORT(test);
	expect_item_works(test, item);
	expect_item_is_refused(test, foreign);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
	expect_item_is_refused(test, item);
}

#define MORE_THAN_IN_RESERVE 1024

/* An item that could not be entered is refused, and the others are unchanged. */
static void verifier_record_test_reserve_is_used_up(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	char *storage = case_alloc(test, (size_t)MORE_THAN_IN_RESERVE * IoSizeofWorkItem());
	struct run *run = new_run(test);
	PIO_WORKITEM item;
	bool attempted = false;
	int count, i;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	WinworkHoldWorkers(TRUE);
	for (count = 0; count < MORE_THAN_IN_RESERVE; count++) {
		item = (PIO_WORKITEM)(storage + count * IoSizeofWorkItem());
		attempted |= initialize_without_memory(fixture->device, item);
		EXPECT_NO_REPORT(test);
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		if (reports_since_last_look(test))
			break;
	}
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_GE(test, count, 32);
	KUNIT_ASSERT_LT(test, count, MORE_THAN_IN_RESERVE);
	WinworkHoldWorkers(FALSE);
	ASSERT_COUNT(test, &run->runs, count);
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);

	/* Memory is available again. */
	IoInitializeWorkItem(fixture->device, item);
	expect_item_works(test, item);
	for (i = 0; i <= count; i++)
		IoUninitializeWorkItem((PIO_WORKITEM)(storage + i * IoSizeofWorkItem()));
	EXPECT_NO_REPORT(test);
	expect_item_is_refused(test, item);
}

/* One entry remains of all of them, whether or not there was memory. */
static void verifier_record_test_many_initializations_of_one_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	int i;

	for (i = 0; i < 1000; i++) {
		if (i % 3 == 0 && HAVE_FAULT_INJECTION)
			initialize_without_memory(fixture->device, item);
		else
			IoInitializeWorkItem(i % 2 ? (PVOID)fixture->device : fixture->driver,
					     item);
	}
	EXPECT_NO_REPORT(test);
	expect_item_works(test, item);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
	expect_item_is_refused(test, item);
}

/* rows 39, 52: storage that its driver has cleared keeps its record; then none is left to report */
static void verifier_record_test_cleared_storage(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	int i;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	for (i = 0; i < 1000; i++) {
		memset(item, 0, IoSizeofWorkItem());
		IoInitializeWorkItem(created_driver, item);
	}
	IoUninitializeWorkItem(item);
	IoDeleteDriver(created_driver);
	EXPECT_NO_REPORT(test);
}

/* Bytes of an item that has ended, put back, are no item: its record has ended, too. */
static void verifier_record_test_restored_storage(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	void *bytes = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture_of(test)->device, item);
	memcpy(bytes, item, IoSizeofWorkItem());
	IoUninitializeWorkItem(item);
	memcpy(item, bytes, IoSizeofWorkItem());
	expect_item_is_refused(test, item);
	EXPECT_NO_REPORT(test);
}

/* ---- above DISPATCH_LEVEL ----------------------------------------------------------------- */

/* Neither call allocates there, which PREEMPT_RT would not allow. */
static void verifier_record_test_at_high_level(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	bool attempted = false;
	KIRQL irql;
	int i;

	for (i = 0; i < 200; i++) {
		KeRaiseIrql(HIGH_LEVEL, &irql);
		fail_next_allocation();
		IoInitializeWorkItem(fixture->device, item);
		IoInitializeWorkItem(fixture->device, item);
		attempted |= allocation_was_attempted();
		KeLowerIrql(irql);
		if (i % 50 == 0)
			expect_item_works(test, item);
		KeRaiseIrql(HIGH_LEVEL, &irql);
		IoUninitializeWorkItem(item);
		KeLowerIrql(irql);
	}
	KUNIT_EXPECT_FALSE(test, attempted);
	EXPECT_NO_REPORT(test);
	expect_item_is_refused(test, item);
}

/* ---- storage ------------------------------------------------------------------------------ */

static unsigned long long static_storage[16];

/* row 41: a driver's own variables are nonpaged, wherever the module lies */
static void verifier_record_test_static_storage(struct kunit *test)
{
	PIO_WORKITEM item = (PIO_WORKITEM)static_storage;

	KUNIT_ASSERT_LE(test, (size_t)IoSizeofWorkItem(), sizeof(static_storage));
	IoInitializeWorkItem(fixture_of(test)->device, item);
	EXPECT_NO_REPORT(test);
	expect_item_works(test, item);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- races -------------------------------------------------------------------------------- */

#define RACERS 4
#define RACE_ROUNDS 20

struct race {
	PIO_WORKITEM item;
	VOID (*end)(PIO_WORKITEM item);
	struct completion start;
};

static void end_at_the_start(void *data)
{
	struct race *race = data;

	if (in_time(&race->start))
		race->end(race->item);
}

static void end_in_a_race(struct kunit *test, struct race *race)
{
	int i;

	init_completion(&race->start);
	for (i = 0; i < RACERS; i++)
		spawn(test, end_at_the_start, race);
	complete_all(&race->start);
	join(test);
	KUNIT_EXPECT_EQ(test, reports_since_last_look(test), (ULONG)RACERS - 1);
}

/* row 28: of threads that free one item at the same time exactly one succeeds */
static void verifier_record_test_one_of_several_frees(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	int round;

	race->end = IoFreeWorkItem;
	for (round = 0; round < RACE_ROUNDS; round++) {
		race->item = device_item(test);
		end_in_a_race(test, race);
	}
}

static void verifier_record_test_one_of_several_uninitializes(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	int round;

	race->end = IoUninitializeWorkItem;
	race->item = case_alloc(test, IoSizeofWorkItem());
	for (round = 0; round < RACE_ROUNDS; round++) {
		IoInitializeWorkItem(fixture_of(test)->device, race->item);
		end_in_a_race(test, race);
	}
}

/* ---- Ex items ----------------------------------------------------------------------------- */

static void expect_bad_ex_item(struct kunit *test, void *address)
{
	ExQueueWorkItem(address, DelayedWorkQueue);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 1, address,
		      DelayedWorkQueue, ANY, address);
}

/* Ex items have no record; still no pointer to unmapped memory is followed. */
static void verifier_record_test_ex_item_in_no_memory(struct kunit *test)
{
	char *page = vmalloc(PAGE_SIZE);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, page);
	memset(page, 0, PAGE_SIZE);
	/* A page follows that is never mapped; half of the second item lies in each. */
	expect_bad_ex_item(test, page + PAGE_SIZE);
	expect_bad_ex_item(test, page + PAGE_SIZE - 2 * sizeof(void *));
	expect_bad_ex_item(test, (void *)(1UL << 63));
	expect_bad_ex_item(test, NULL);
	vfree(page);
}

/* ---- many reports ------------------------------------------------------------------------- */

#define REPEATS 1000

static void verifier_record_test_every_repeat_counts(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	for (i = 0; i < REPEATS; i++) {
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 1, item,
			      DelayedWorkQueue, ANY, item);
	}
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	IoFreeWorkItem(item);
}

static struct kunit_case verifier_record_cases[] = {
	KUNIT_CASE(verifier_record_test_initialize_without_memory),
	KUNIT_CASE(verifier_record_test_reserve_is_used_up),
	KUNIT_CASE(verifier_record_test_many_initializations_of_one_item),
	KUNIT_CASE(verifier_record_test_cleared_storage),
	KUNIT_CASE(verifier_record_test_restored_storage),
	KUNIT_CASE(verifier_record_test_at_high_level),
	KUNIT_CASE(verifier_record_test_static_storage),
	KUNIT_CASE(verifier_record_test_one_of_several_frees),
	KUNIT_CASE(verifier_record_test_one_of_several_uninitializes),
	KUNIT_CASE(verifier_record_test_ex_item_in_no_memory),
	KUNIT_CASE(verifier_record_test_every_repeat_counts),
	{}
};

WINWORK_SUITE(verifier_record);
