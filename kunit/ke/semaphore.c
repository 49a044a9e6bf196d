/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_semaphore: semaphores: the count, and its limit.
 */
#include "ke_case.h"

#include "exceptions.h"

static void ke_semaphore_test_semaphore_counts(struct kunit *test)
{
	PRKSEMAPHORE semaphore = case_alloc_type(test, KSEMAPHORE);

	KeInitializeSemaphore(semaphore, 1, 3);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 1);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeReleaseSemaphore(semaphore, 0, 2, FALSE), 0);
	KUNIT_EXPECT_EQ(test, KeReleaseSemaphore(semaphore, 0, 1, FALSE), 2);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_TIMEOUT);
}

/* row 398: without an __except */
static void ke_semaphore_test_semaphore_limit_is_reported(struct kunit *test)
{
	PRKSEMAPHORE semaphore = case_alloc_type(test, KSEMAPHORE);

	KeInitializeSemaphore(semaphore, 1, 2);
	KeReleaseSemaphore(semaphore, 0, 2, FALSE);
	EXPECT_REPORT(test, "KeReleaseSemaphore", BUGCHECK_KMODE_EXCEPTION,
		      (ULONG)STATUS_SEMAPHORE_LIMIT_EXCEEDED, ANY, ANY, ANY, semaphore);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 1);
}

static void release_two(PVOID context)
{
	KeReleaseSemaphore(context, 0, 2, FALSE);
}

/* row 398: an __except gets the exception, and the count stays */
static void ke_semaphore_test_semaphore_limit_is_raised(struct kunit *test)
{
	PRKSEMAPHORE semaphore = case_alloc_type(test, KSEMAPHORE);

	KeInitializeSemaphore(semaphore, 1, 2);
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(release_two, semaphore, STATUS_SUCCESS),
			STATUS_SEMAPHORE_LIMIT_EXCEEDED);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 1);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(release_two, semaphore, STATUS_SUCCESS), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 2);
	EXPECT_NO_REPORT(test);
}

struct semaphore_run {
	KSEMAPHORE semaphore;
	atomic_t through;
};

static void pass_semaphore(void *data)
{
	struct semaphore_run *run = data;

	if (wait_long(&run->semaphore) == STATUS_SUCCESS)
		atomic_inc(&run->through);
}

static void ke_semaphore_test_semaphore_lets_as_many_go(struct kunit *test)
{
	struct semaphore_run *run = case_alloc_type(test, struct semaphore_run);
	int i;

	KeInitializeSemaphore(&run->semaphore, 0, 10);
	for (i = 0; i < 5; i++)
		spawn(test, pass_semaphore, run);
	KeReleaseSemaphore(&run->semaphore, 0, 3, FALSE);
	ASSERT_COUNT(test, &run->through, 3);
	KeReleaseSemaphore(&run->semaphore, 0, 2, FALSE);
	ASSERT_COUNT(test, &run->through, 5);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(&run->semaphore), 0);
}

static struct kunit_case ke_semaphore_cases[] = {
	KUNIT_CASE(ke_semaphore_test_semaphore_counts),
	KUNIT_CASE(ke_semaphore_test_semaphore_limit_is_reported),
	KUNIT_CASE(ke_semaphore_test_semaphore_limit_is_raised),
	KUNIT_CASE(ke_semaphore_test_semaphore_lets_as_many_go),
	{}
};

WINWORK_SUITE(ke_semaphore);
