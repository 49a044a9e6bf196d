/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_event: events of both types: which waiters wake, how many, and the IRQLs at which an
 * event is set.
 */
#include "ke_case.h"

static void ke_event_test_notification_event_stays_set(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, NotificationEvent, FALSE);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeSetEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_NE(test, KeSetEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_NE(test, KeResetEvent(event), 0);
	KUNIT_EXPECT_EQ(test, KeResetEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KeClearEvent(event);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

static void ke_event_test_event_can_begin_set(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, NotificationEvent, TRUE);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KeInitializeEvent(event, SynchronizationEvent, TRUE);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

static void ke_event_test_synchronization_event_resets_itself(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

struct waiters {
	KEVENT event;
	atomic_t ready;
	atomic_t woken;
	atomic_t failed;
};

static void wait_and_count(void *data)
{
	struct waiters *waiters = data;

	atomic_inc(&waiters->ready);
	if (wait_long(&waiters->event) == STATUS_SUCCESS)
		atomic_inc(&waiters->woken);
	else
		atomic_inc(&waiters->failed);
}

static void ke_event_test_notification_event_wakes_all(struct kunit *test)
{
	struct waiters *waiters = case_alloc_type(test, struct waiters);
	int i;

	KeInitializeEvent(&waiters->event, NotificationEvent, FALSE);
	for (i = 0; i < 5; i++)
		spawn(test, wait_and_count, waiters);
	ASSERT_COUNT(test, &waiters->ready, 5);
	KUNIT_EXPECT_EQ(test, atomic_read(&waiters->woken), 0);
	KeSetEvent(&waiters->event, IO_NO_INCREMENT, FALSE);
	ASSERT_COUNT(test, &waiters->woken, 5);
}

static void ke_event_test_synchronization_event_wakes_one(struct kunit *test)
{
	struct waiters *waiters = case_alloc_type(test, struct waiters);
	int i;

	KeInitializeEvent(&waiters->event, SynchronizationEvent, FALSE);
	for (i = 0; i < 5; i++)
		spawn(test, wait_and_count, waiters);
	ASSERT_COUNT(test, &waiters->ready, 5);
	for (i = 1; i <= 5; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&waiters->woken), i - 1);
		KeSetEvent(&waiters->event, IO_NO_INCREMENT, FALSE);
		ASSERT_COUNT(test, &waiters->woken, i);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&waiters->failed), 0);
	KUNIT_EXPECT_EQ(test, poll(&waiters->event), STATUS_TIMEOUT);
}

static void ke_event_test_event_is_set_at_dispatch_level(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	NTSTATUS at_dispatch;

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(set_event, event));
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	local_bh_disable();
	set_event(event);
	/* A wait without time is allowed there. */
	at_dispatch = poll(event);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, at_dispatch, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void ke_event_test_event_above_dispatch_level_is_refused(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(set_event, event));
	EXPECT_REPORT(test, "KeSetEvent", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      event);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
}

/* The waiter frees the event as soon as its wait has ended; KASAN reports a later access. */
static void ke_event_test_event_is_freed_by_its_waiter(struct kunit *test)
{
	PRKEVENT event;
	int i;

	for (i = 0; i < 50; i++) {
		event = kmalloc(sizeof(*event), GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, event);
		KeInitializeEvent(event, NotificationEvent, FALSE);
		spawn(test, set_event, event);
		KUNIT_ASSERT_EQ(test, wait_long(event), STATUS_SUCCESS);
		kfree(event);
	}
}

static struct kunit_case ke_event_cases[] = {
	KUNIT_CASE(ke_event_test_notification_event_stays_set),
	KUNIT_CASE(ke_event_test_event_can_begin_set),
	KUNIT_CASE(ke_event_test_synchronization_event_resets_itself),
	KUNIT_CASE(ke_event_test_notification_event_wakes_all),
	KUNIT_CASE(ke_event_test_synchronization_event_wakes_one),
	KUNIT_CASE(ke_event_test_event_is_set_at_dispatch_level),
	KUNIT_CASE(ke_event_test_event_above_dispatch_level_is_refused),
	KUNIT_CASE(ke_event_test_event_is_freed_by_its_waiter),
	{}
};

WINWORK_SUITE(ke_event);
