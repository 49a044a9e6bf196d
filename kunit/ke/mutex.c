/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_mutex: mutexes, which belong to the thread that acquired them.
 */
#include "ke_case.h"

#include <ntifs.h>

#include "exceptions.h"

struct mutex_run {
	KMUTEX mutex;
	NTSTATUS status;
	long value;			/* under mutex */
	atomic_t ended;
};

static void try_mutex(void *data)
{
	struct mutex_run *run = data;

	run->status = poll(&run->mutex);
	if (run->status == STATUS_SUCCESS)
		KeReleaseMutex(&run->mutex, FALSE);
	atomic_inc(&run->ended);
}

static void ke_mutex_test_mutex_belongs_to_its_owner(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);

	KeInitializeMutex(&run->mutex, 0);
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	/* The owner may acquire it again, and releases it as often. */
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KUNIT_EXPECT_NE(test, KeReleaseMutex(&run->mutex, FALSE), 0);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeReleaseMutex(&run->mutex, FALSE), 0);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void release_mutex(void *data)
{
	struct mutex_run *run = data;

	KeReleaseMutex(&run->mutex, FALSE);
}

/* row 398: without an __except */
static void ke_mutex_test_mutex_release_by_another_is_reported(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);

	KeInitializeMutex(&run->mutex, 0);
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	spawn(test, release_mutex, run);
	join(test);
	EXPECT_REPORT(test, "KeReleaseMutex", 0x11, ANY, &run->mutex, ANY, ANY, &run->mutex);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KeReleaseMutex(&run->mutex, FALSE);
}

static void release_guarded(PVOID context)
{
	KeReleaseMutex(context, FALSE);
}

static void release_in_try(void *data)
{
	struct mutex_run *run = data;

	run->status = exceptions_in_c.Guard(release_guarded, &run->mutex, STATUS_SUCCESS);
}

/* row 398: an __except gets the exception, and the mutex stays owned, or free */
static void ke_mutex_test_mutex_release_by_another_is_raised(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);

	KeInitializeMutex(&run->mutex, 0);
	release_in_try(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_MUTANT_NOT_OWNED);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(&run->mutex), 1);
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	spawn(test, release_in_try, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_MUTANT_NOT_OWNED);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	release_in_try(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static VOID end_as_owner(PVOID context)
{
	wait_long(context);
}

/*
 * row 398: the owner has ended. An __except gets another exception than for a mutex that is free, or
 * that a running thread owns.
 */
static void ke_mutex_test_release_of_an_abandoned_mutex(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);
	struct mutex_run *mine = case_alloc_type(test, struct mutex_run);
	HANDLE handle;

	KeInitializeMutex(&run->mutex, 0);
	KeInitializeMutex(&mine->mutex, 0);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   end_as_owner, &run->mutex), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwWaitForSingleObject(handle, FALSE, NULL), STATUS_SUCCESS);
	ZwClose(handle);
	EXPECT_REPORT(test, "PKSTART_ROUTINE", BUGCHECK_THREAD_HELD_MUTEX, ANY, &run->mutex, 0, 0,
		      ANY);
	release_in_try(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_ABANDONED);
	KUNIT_EXPECT_TRUE(test, run->mutex.Abandoned);
	release_in_try(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_ABANDONED);
	EXPECT_NO_REPORT(test);
	KeReleaseMutex(&run->mutex, FALSE);
	EXPECT_REPORT(test, "KeReleaseMutex", 0x11, ANY, &run->mutex, ANY, ANY, &run->mutex);

	/* Other mutexes are not abandoned, and neither is this one in its next life. */
	KUNIT_EXPECT_EQ(test, wait_long(&mine->mutex), STATUS_SUCCESS);
	spawn(test, release_in_try, mine);
	join(test);
	KUNIT_EXPECT_EQ(test, mine->status, STATUS_MUTANT_NOT_OWNED);
	KeReleaseMutex(&mine->mutex, FALSE);
	KeInitializeMutex(&run->mutex, 0);
	release_in_try(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_MUTANT_NOT_OWNED);
	EXPECT_NO_REPORT(test);
}

static void poll_guarded(PVOID context)
{
	poll(context);
}

/* row 398: the acquisition that would wrap the count; too many lead there, so the count is set */
static void ke_mutex_test_mutex_limit(struct kunit *test)
{
	PRKMUTEX mutex = case_alloc_type(test, KMUTEX);
	const LONG last = (LONG)MINLONG;

	KeInitializeMutex(mutex, 0);
	KUNIT_EXPECT_EQ(test, wait_long(mutex), STATUS_SUCCESS);
	mutex->Header.SignalState = last + 1;
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(poll_guarded, mutex, STATUS_SUCCESS), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), last);
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(poll_guarded, mutex, STATUS_SUCCESS),
			STATUS_MUTANT_LIMIT_EXCEEDED);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, poll(mutex), STATUS_MUTANT_LIMIT_EXCEEDED);
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_KMODE_EXCEPTION,
		      (ULONG)STATUS_MUTANT_LIMIT_EXCEEDED, ANY, ANY, ANY, mutex);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), last);
	mutex->Header.SignalState = 0;
	KUNIT_EXPECT_EQ(test, KeReleaseMutex(mutex, FALSE), 0);
	EXPECT_NO_REPORT(test);
}

static void add_under_mutex(void *data)
{
	struct mutex_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		wait_long(&run->mutex);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseMutex(&run->mutex, FALSE);
	}
}

static void ke_mutex_test_mutex_excludes(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);
	int i;

	KeInitializeMutex(&run->mutex, 0);
	for (i = 0; i < 4; i++)
		spawn(test, add_under_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 4L * EXCLUSION_ROUNDS);
}

static struct kunit_case ke_mutex_cases[] = {
	KUNIT_CASE(ke_mutex_test_mutex_belongs_to_its_owner),
	KUNIT_CASE(ke_mutex_test_mutex_release_by_another_is_reported),
	KUNIT_CASE(ke_mutex_test_mutex_release_by_another_is_raised),
	KUNIT_CASE(ke_mutex_test_release_of_an_abandoned_mutex),
	KUNIT_CASE(ke_mutex_test_mutex_limit),
	KUNIT_CASE(ke_mutex_test_mutex_excludes),
	{}
};

WINWORK_SUITE(ke_mutex);
