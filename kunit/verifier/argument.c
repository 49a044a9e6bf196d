/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite verifier_argument: bad queue types and routines are refused and reported, a report names
 * its owner, and of several threads that queue one item exactly one succeeds.
 */
#include "verifier_case.h"

/* ---- bad arguments ------------------------------------------------------------------------ */

static void expect_bad_type(struct kunit *test, PIO_WORKITEM item, int type)
{
	struct run *run = new_run(test);
	BOOLEAN queued;

	IoQueueWorkItem(item, routine, type, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 6, item, (LONG_PTR)type,
		      0, item);
	IoQueueWorkItemEx(item, routine_ex, type, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 6, item, (LONG_PTR)type,
		      0, item);
	queued = IoTryQueueWorkItem(item, routine_ex, type, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_WORKER_INVALID, 6, item,
		      (LONG_PTR)type, 0, item);
	expect_untouched_references(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 62 */
static void verifier_argument_test_bad_queue_type(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);

	expect_bad_type(test, item, MaximumWorkQueue);
	expect_bad_type(test, item, MaximumWorkQueue + 1);
	expect_bad_type(test, item, CustomPriorityWorkQueue - 1);
	expect_bad_type(test, item, CustomPriorityWorkQueue + 32);
	expect_bad_type(test, item, -1);
	expect_bad_type(test, item, 0x7fffffff);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
}

static void expect_bad_routine(struct kunit *test, PIO_WORKITEM item, void *bad)
{
	struct run *run = new_run(test);
	BOOLEAN queued;

	IoQueueWorkItem(item, bad, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 7, item, DelayedWorkQueue,
		      0, item);
	IoQueueWorkItemEx(item, bad, CriticalWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 7, item,
		      CriticalWorkQueue, 0, item);
	queued = IoTryQueueWorkItem(item, bad, DelayedWorkQueue, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_WORKER_INVALID, 7, item,
		      DelayedWorkQueue, 0, item);
	expect_untouched_references(test);
}

/* row 63: no routine, one at a user's address, and two where there is no memory */
static void verifier_argument_test_bad_routine(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);

	expect_bad_routine(test, item, NULL);
	expect_bad_routine(test, item, (void *)0x10000);
	expect_bad_routine(test, item, (void *)0xdead000000000000UL);
	expect_bad_routine(test, item, (void *)-4096L);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
}

/* ---- reports themselves ------------------------------------------------------------------- */

/* A report names the owner of its item. */
static void verifier_argument_test_report_names_the_owner(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	WINWORK_REPORT report;

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	WinworkGetLastReport(&report);
	WinworkHoldWorkers(FALSE);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 1, item,
		      DelayedWorkQueue, 0, item);
	KUNIT_EXPECT_PTR_EQ(test, report.Owner, (PVOID)fixture_of(test)->device);
	ASSERT_IN_TIME(test, &run->done);
	IoFreeWorkItem(item);
}

#define RACERS 4
#define RACE_ROUNDS 10

struct race {
	PIO_WORKITEM item;
	atomic_t runs;
	struct completion start;
};

static VOID count_race(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct race *race = context;

	atomic_inc(&race->runs);
}

static void queue_at_the_start(void *data)
{
	struct race *race = data;

	if (in_time(&race->start))
		IoQueueWorkItemEx(race->item, count_race, DelayedWorkQueue, race);
}

/* row 17: of threads that queue one item at the same time exactly one succeeds */
static void verifier_argument_test_one_of_several_queuers_wins(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;
	int i, round;

	race->item = device_item(test);
	for (round = 1; round <= RACE_ROUNDS; round++) {
		init_completion(&race->start);
		WinworkHoldWorkers(TRUE);
		for (i = 0; i < RACERS; i++)
			spawn(test, queue_at_the_start, race);
		complete_all(&race->start);
		join(test);
		WinworkGetLastReport(&last);
		KUNIT_EXPECT_EQ(test, last.Count - fixture->reports, (ULONG)RACERS - 1);
		fixture->reports = last.Count;
		WinworkHoldWorkers(FALSE);
		EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
		KUNIT_ASSERT_EQ(test, atomic_read(&race->runs), round);
	}
	IoFreeWorkItem(race->item);
}

static struct kunit_case verifier_argument_cases[] = {
	KUNIT_CASE(verifier_argument_test_bad_queue_type),
	KUNIT_CASE(verifier_argument_test_bad_routine),
	KUNIT_CASE(verifier_argument_test_report_names_the_owner),
	KUNIT_CASE(verifier_argument_test_one_of_several_queuers_wins),
	{}
};

WINWORK_SUITE(verifier_argument);
