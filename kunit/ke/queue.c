/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_queue: queues of entries, and the threads that wait for them.
 */
#include "ke_case.h"

#include <ntifs.h>

#define STATUS_ENTRY(status) ((PLIST_ENTRY)(LONG_PTR)(status))

struct queue_run {
	KQUEUE queue;
	LIST_ENTRY entries[4];
	PLIST_ENTRY got[4];
	atomic_t taken;
	atomic_t through;		/* whose entry is in got */
	struct completion started;
};

static PLIST_ENTRY poll_queue(PKQUEUE queue)
{
	LARGE_INTEGER timeout = relative(0);

	return KeRemoveQueue(queue, KernelMode, &timeout);
}

/* The timeout ends this wait only when the functions under test hang. */
static PLIST_ENTRY wait_queue(PKQUEUE queue)
{
	LARGE_INTEGER timeout = relative(DEADLINE_SECONDS * 1000 * MILLISECOND);

	return KeRemoveQueue(queue, KernelMode, &timeout);
}

static struct queue_run *new_queue(struct kunit *test)
{
	struct queue_run *run = case_alloc_type(test, struct queue_run);

	KeInitializeQueue(&run->queue, 0);
	init_completion(&run->started);
	return run;
}

/* A thread that takes one entry. */
static void take_one(void *data)
{
	struct queue_run *run = data;
	PLIST_ENTRY entry = wait_queue(&run->queue);

	run->got[atomic_inc_return(&run->taken) - 1] = entry;
	smp_mb__before_atomic();
	atomic_inc(&run->through);
}

static void ke_queue_test_entries_keep_their_order(struct kunit *test)
{
	struct queue_run *run = new_queue(test);

	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[0]), 0);
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[1]), 1);
	KUNIT_EXPECT_EQ(test, KeInsertHeadQueue(&run->queue, &run->entries[2]), 2);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[2]);
	KUNIT_EXPECT_PTR_EQ(test, wait_queue(&run->queue), &run->entries[0]);
	KUNIT_EXPECT_PTR_EQ(test, KeRemoveQueue(&run->queue, KernelMode, NULL), &run->entries[1]);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), STATUS_ENTRY(STATUS_TIMEOUT));
	/* An entry can be inserted again. */
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[1]), 0);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[1]);
	EXPECT_NO_REPORT(test);
}

static void ke_queue_test_time_out_ends_the_wait(struct kunit *test)
{
	struct queue_run *run = new_queue(test);
	LARGE_INTEGER timeout = relative(1);

	KUNIT_EXPECT_PTR_EQ(test, KeRemoveQueue(&run->queue, KernelMode, &timeout),
			    STATUS_ENTRY(STATUS_TIMEOUT));
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[0]), 0);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[0]);
}

static void ke_queue_test_waiting_thread_gets_the_entry(struct kunit *test)
{
	struct queue_run *run = new_queue(test);

	spawn(test, take_one, run);
	EXPECT_THREAD_WAITS(test);
	/* The second one does not replace it: the thread owns the first already. */
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[0]), 0);
	KUNIT_EXPECT_EQ(test, KeInsertHeadQueue(&run->queue, &run->entries[1]), 0);
	ASSERT_COUNT(test, &run->through, 1);
	KUNIT_EXPECT_PTR_EQ(test, run->got[0], &run->entries[0]);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[1]);
	join(test);
	EXPECT_NO_REPORT(test);
}

static void insert_two(void *data)
{
	struct queue_run *run = data;

	KeInsertQueue(&run->queue, &run->entries[0]);
	KeInsertQueue(&run->queue, &run->entries[1]);
}

static void ke_queue_test_each_entry_has_one_thread(struct kunit *test)
{
	struct queue_run *run = new_queue(test);
	PLIST_ENTRY first, second;
	int i;

	for (i = 0; i < 3; i++) {
		spawn(test, take_one, run);
		EXPECT_THREAD_WAITS(test);
	}
	/* As a DPC does. */
	KUNIT_ASSERT_TRUE(test, run_in_softirq(insert_two, run));
	ASSERT_COUNT(test, &run->through, 2);
	first = &run->entries[0];
	second = &run->entries[1];
	KUNIT_EXPECT_TRUE(test, (run->got[0] == first && run->got[1] == second) ||
				(run->got[0] == second && run->got[1] == first));
	KeInsertQueue(&run->queue, &run->entries[2]);
	ASSERT_COUNT(test, &run->through, 3);
	KUNIT_EXPECT_PTR_EQ(test, run->got[2], &run->entries[2]);
	join(test);
	EXPECT_NO_REPORT(test);
}

static void ke_queue_test_run_down_returns_the_entries(struct kunit *test)
{
	struct queue_run *run = new_queue(test);
	LARGE_INTEGER timeout = relative(0);
	PLIST_ENTRY first;

	KeInsertQueue(&run->queue, &run->entries[0]);
	KeInsertQueue(&run->queue, &run->entries[1]);
	first = KeRundownQueue(&run->queue);
	KUNIT_ASSERT_PTR_EQ(test, first, &run->entries[0]);
	KUNIT_EXPECT_PTR_EQ(test, first->Flink, &run->entries[1]);
	KUNIT_EXPECT_PTR_EQ(test, run->entries[1].Flink, first);
	KUNIT_EXPECT_PTR_EQ(test, first->Blink, &run->entries[1]);
	/* Later waits fail. */
	KUNIT_EXPECT_PTR_EQ(test, KeRemoveQueue(&run->queue, KernelMode, NULL),
			    STATUS_ENTRY(STATUS_ABANDONED));
	KUNIT_EXPECT_PTR_EQ(test, KeRemoveQueue(&run->queue, KernelMode, &timeout),
			    STATUS_ENTRY(STATUS_ABANDONED));
	KUNIT_EXPECT_PTR_EQ(test, KeRundownQueue(&run->queue), (PLIST_ENTRY)NULL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[2]), 0);
	EXPECT_REPORT(test, "KeInsertQueue", BUGCHECK_VERIFIER, 0xe1, &run->queue, 0, 0,
		      &run->queue);
	/* It can be used again. */
	KeInitializeQueue(&run->queue, 3);
	KeInsertQueue(&run->queue, &run->entries[2]);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[2]);
	KUNIT_EXPECT_PTR_EQ(test, KeRundownQueue(&run->queue), (PLIST_ENTRY)NULL);
	EXPECT_NO_REPORT(test);
}

static void ke_queue_test_run_down_wakes_the_threads(struct kunit *test)
{
	struct queue_run *run = new_queue(test);

	spawn(test, take_one, run);
	EXPECT_THREAD_WAITS(test);
	spawn(test, take_one, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_PTR_EQ(test, KeRundownQueue(&run->queue), (PLIST_ENTRY)NULL);
	ASSERT_COUNT(test, &run->through, 2);
	KUNIT_EXPECT_PTR_EQ(test, run->got[0], STATUS_ENTRY(STATUS_ABANDONED));
	KUNIT_EXPECT_PTR_EQ(test, run->got[1], STATUS_ENTRY(STATUS_ABANDONED));
	join(test);
	EXPECT_NO_REPORT(test);
}

static void ke_queue_test_other_objects_are_reported(struct kunit *test)
{
	struct queue_run *run = new_queue(test);
	PKEVENT event = case_alloc_type(test, KEVENT);
	PKQUEUE wrong = (PKQUEUE)event;

	KeInitializeEvent(event, NotificationEvent, TRUE);
	KUNIT_EXPECT_EQ(test, KeInsertQueue(wrong, &run->entries[0]), 0);
	EXPECT_REPORT(test, "KeInsertQueue", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	KUNIT_EXPECT_EQ(test, KeInsertHeadQueue(wrong, &run->entries[0]), 0);
	EXPECT_REPORT(test, "KeInsertHeadQueue", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(wrong), STATUS_ENTRY(STATUS_UNSUCCESSFUL));
	EXPECT_REPORT(test, "KeRemoveQueue", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	KUNIT_EXPECT_PTR_EQ(test, KeRundownQueue(wrong), (PLIST_ENTRY)NULL);
	EXPECT_REPORT(test, "KeRundownQueue", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	/* And a queue is for KeRemoveQueue alone. */
	KUNIT_EXPECT_EQ(test, poll(&run->queue), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_VERIFIER, 0xe1, &run->queue, 0, 0,
		      &run->queue);
}

static void ke_queue_test_high_level_is_reported(struct kunit *test)
{
	struct queue_run *run = new_queue(test);
	PLIST_ENTRY waited, polled, first;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	waited = wait_queue(&run->queue);
	KeInsertQueue(&run->queue, &run->entries[0]);
	polled = poll_queue(&run->queue);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeRemoveQueue", BUGCHECK_VERIFIER, 0x3b, DISPATCH_LEVEL, &run->queue,
		      ANY, &run->queue);
	KUNIT_EXPECT_PTR_EQ(test, waited, STATUS_ENTRY(STATUS_UNSUCCESSFUL));
	KUNIT_EXPECT_PTR_EQ(test, polled, &run->entries[0]);

	KeRaiseIrql(HIGH_LEVEL, &irql);
	KeInsertQueue(&run->queue, &run->entries[0]);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeInsertQueue", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, HIGH_LEVEL, ANY,
		      ANY, &run->queue);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), STATUS_ENTRY(STATUS_TIMEOUT));
	KeRaiseIrql(HIGH_LEVEL, &irql);
	first = KeRundownQueue(&run->queue);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeRundownQueue", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, HIGH_LEVEL, ANY,
		      ANY, &run->queue);
	KUNIT_EXPECT_PTR_EQ(test, first, (PLIST_ENTRY)NULL);
	/* The queue is not run down. */
	KUNIT_EXPECT_EQ(test, KeInsertQueue(&run->queue, &run->entries[0]), 0);
	KUNIT_EXPECT_PTR_EQ(test, poll_queue(&run->queue), &run->entries[0]);
}

static struct kunit_case ke_queue_cases[] = {
	KUNIT_CASE(ke_queue_test_entries_keep_their_order),
	KUNIT_CASE(ke_queue_test_time_out_ends_the_wait),
	KUNIT_CASE(ke_queue_test_waiting_thread_gets_the_entry),
	KUNIT_CASE(ke_queue_test_each_entry_has_one_thread),
	KUNIT_CASE(ke_queue_test_run_down_returns_the_entries),
	KUNIT_CASE(ke_queue_test_run_down_wakes_the_threads),
	KUNIT_CASE(ke_queue_test_other_objects_are_reported),
	KUNIT_CASE(ke_queue_test_high_level_is_reported),
	{}
};

WINWORK_SUITE(ke_queue);
