/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_wait: waits with a timeout, waits for several objects, and KeDelayExecutionThread.
 */
#include "ke_case.h"

#include <linux/ktime.h>

static void ke_wait_test_wait_times_out(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	LARGE_INTEGER absolute;
	ktime_t start;

	KeInitializeEvent(event, NotificationEvent, FALSE);
	start = ktime_get();
	KUNIT_EXPECT_EQ(test, wait_for(event, 20 * MILLISECOND), STATUS_TIMEOUT);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 20LL);
	/* A time in the past ends the wait at once; the wait lasts until a time in the future. */
	KeQuerySystemTime(&absolute);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(event, Executive, KernelMode, FALSE,
						    &absolute), STATUS_TIMEOUT);
	start = ktime_get();
	KeQuerySystemTime(&absolute);
	absolute.QuadPart += 20 * MILLISECOND;
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(event, Executive, KernelMode, FALSE,
						    &absolute), STATUS_TIMEOUT);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 19LL);
}

static void ke_wait_test_wait_at_dispatch_level_is_refused(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	NTSTATUS status;

	KeInitializeEvent(event, NotificationEvent, FALSE);
	local_bh_disable();
	status = wait_for(event, 20 * MILLISECOND);
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(status));
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_VERIFIER, 0x3b, DISPATCH_LEVEL, event,
		      ANY, event);
}

static void ke_wait_test_wait_for_any_of_several(struct kunit *test)
{
	KEVENT *event = case_alloc_array(test, 3, KEVENT);
	PVOID object[3] = { &event[0], &event[1], &event[2] };
	LARGE_INTEGER timeout = relative(DEADLINE_SECONDS * 1000 * MILLISECOND);
	LARGE_INTEGER none = relative(0);
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeEvent(&event[i], SynchronizationEvent, FALSE);
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive, KernelMode,
						       FALSE, &none, NULL), STATUS_TIMEOUT);
	for (i = 0; i < 3; i++) {
		spawn(test, set_event, &event[i]);
		KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive,
							       KernelMode, FALSE, &timeout, NULL),
				STATUS_WAIT_0 + i);
	}
	/* Of several objects that are set, the wait takes the first, and only that one. */
	KeSetEvent(&event[1], IO_NO_INCREMENT, FALSE);
	KeSetEvent(&event[2], IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive, KernelMode,
						       FALSE, &timeout, NULL), STATUS_WAIT_0 + 1);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(&event[1]), 0);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&event[2]), 0);
}

struct wait_all {
	KEVENT event[3];
	atomic_t ended;
	NTSTATUS status;
};

static void wait_for_all(void *data)
{
	struct wait_all *all = data;
	PVOID object[3] = { &all->event[0], &all->event[1], &all->event[2] };
	LARGE_INTEGER timeout = relative(DEADLINE_SECONDS * 1000 * MILLISECOND);

	all->status = KeWaitForMultipleObjects(3, object, WaitAll, Executive, KernelMode, FALSE,
					       &timeout, NULL);
	atomic_inc(&all->ended);
}

static void ke_wait_test_wait_for_all_of_several(struct kunit *test)
{
	struct wait_all *all = case_alloc_type(test, struct wait_all);
	PVOID object[3] = { &all->event[0], &all->event[1], &all->event[2] };
	LARGE_INTEGER soon = relative(5 * MILLISECOND);
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeEvent(&all->event[i], SynchronizationEvent, i != 2);
	/* No object is taken until all can be. */
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAll, Executive, KernelMode,
						       FALSE, &soon, NULL), STATUS_TIMEOUT);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&all->event[0]), 0);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&all->event[1]), 0);
	spawn(test, wait_for_all, all);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&all->ended), 0);
	KeSetEvent(&all->event[2], IO_NO_INCREMENT, FALSE);
	ASSERT_COUNT(test, &all->ended, 1);
	KUNIT_EXPECT_EQ(test, all->status, STATUS_SUCCESS);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, KeReadStateEvent(&all->event[i]), 0);
}

static void ke_wait_test_wait_for_too_many_is_reported(struct kunit *test)
{
	KEVENT *event = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, KEVENT);
	KWAIT_BLOCK *block = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, KWAIT_BLOCK);
	PVOID *object = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, PVOID);
	LARGE_INTEGER timeout = relative(MILLISECOND);
	int i;

	for (i = 0; i < MAXIMUM_WAIT_OBJECTS; i++) {
		KeInitializeEvent(&event[i], NotificationEvent, i == MAXIMUM_WAIT_OBJECTS - 1);
		object[i] = &event[i];
	}
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS, object, WaitAny,
						       Executive, KernelMode, FALSE, &timeout,
						       block),
			STATUS_WAIT_0 + MAXIMUM_WAIT_OBJECTS - 1);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(KeWaitForMultipleObjects(
		THREAD_WAIT_OBJECTS + 1, object, WaitAny, Executive, KernelMode, FALSE, &timeout,
		NULL)));
	EXPECT_REPORT(test, "KeWaitForMultipleObjects", 0x0c, ANY, ANY, ANY, ANY, ANY);
}

static void ke_wait_test_wait_for_no_object_is_reported(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(wait_for(event, MILLISECOND)));
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_VERIFIER, ANY, event, ANY, ANY,
		      event);
}

static void ke_wait_test_delay_sleeps_at_least_as_long(struct kunit *test)
{
	LARGE_INTEGER interval = relative(10 * MILLISECOND);
	ktime_t start = ktime_get();

	KUNIT_EXPECT_EQ(test, KeDelayExecutionThread(KernelMode, FALSE, &interval),
			STATUS_SUCCESS);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 10LL);
}

static struct kunit_case ke_wait_cases[] = {
	KUNIT_CASE(ke_wait_test_wait_times_out),
	KUNIT_CASE(ke_wait_test_wait_at_dispatch_level_is_refused),
	KUNIT_CASE(ke_wait_test_wait_for_any_of_several),
	KUNIT_CASE(ke_wait_test_wait_for_all_of_several),
	KUNIT_CASE(ke_wait_test_wait_for_too_many_is_reported),
	KUNIT_CASE(ke_wait_test_wait_for_no_object_is_reported),
	KUNIT_CASE(ke_wait_test_delay_sleeps_at_least_as_long),
	{}
};

WINWORK_SUITE(ke_wait);
