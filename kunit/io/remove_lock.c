/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_remove_lock: remove locks: the wait of the removal for the last user, levels, and
 * misuse.
 */
#include "ke_case.h"

struct remove_run {
	IO_REMOVE_LOCK lock;
	NTSTATUS status;
	atomic_t uses;
	struct completion removed;
};

static struct remove_run *remove_run(struct kunit *test)
{
	struct remove_run *run = case_alloc_type(test, struct remove_run);

	IoInitializeRemoveLock(&run->lock, TAG, 0, 0);
	init_completion(&run->removed);
	return run;
}

static void acquire_remove_lock(void *data)
{
	struct remove_run *run = data;

	run->status = IoAcquireRemoveLock(&run->lock, run);
}

static void release_remove_lock(void *data)
{
	struct remove_run *run = data;

	IoReleaseRemoveLock(&run->lock, run);
}

static void remove_device(void *data)
{
	struct remove_run *run = data;

	IoReleaseRemoveLockAndWait(&run->lock, run);
	complete(&run->removed);
}

static void io_remove_lock_test_remove_lock_without_other_users(struct kunit *test)
{
	struct remove_run *run = remove_run(test);

	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	release_remove_lock(run);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	remove_device(run);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
	EXPECT_NO_REPORT(test);
}

static void io_remove_lock_test_remove_lock_waits_for_the_last_user(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	int users = 2;

	acquire_remove_lock(run);
	acquire_remove_lock(run);
	acquire_remove_lock(run);
	spawn(test, remove_device, run);
	while (users--) {
		EXPECT_WAITS(test, &run->removed);
		acquire_remove_lock(run);
		KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
		release_remove_lock(run);
	}
	ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void io_remove_lock_test_remove_lock_at_dispatch_level(struct kunit *test)
{
	struct remove_run *run = remove_run(test);

	acquire_remove_lock(run);
	run->status = STATUS_UNSUCCESSFUL;
	KUNIT_ASSERT_TRUE(test, run_in_softirq(acquire_remove_lock, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	spawn(test, remove_device, run);
	EXPECT_WAITS(test, &run->removed);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(release_remove_lock, run));
	ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void io_remove_lock_test_remove_lock_at_a_wrong_level_is_reported(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	PIO_REMOVE_LOCK lock = &run->lock;
	KIRQL irql;

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(acquire_remove_lock, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "IoAcquireRemoveLock", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock, ANY, ANY,
		      ANY, lock);
	acquire_remove_lock(run);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(release_remove_lock, run));
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock, ANY, ANY,
		      ANY, lock);
	KeRaiseIrql(APC_LEVEL, &irql);
	remove_device(run);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      APC_LEVEL, ANY, ANY, lock);
	/* It is acquired once, and not removed. */
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	release_remove_lock(run);
	remove_device(run);
	EXPECT_NO_REPORT(test);
}

static void io_remove_lock_test_remove_lock_released_too_often_is_reported(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	PIO_REMOVE_LOCK lock = &run->lock;

	release_remove_lock(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_VERIFIER, 0xd5, lock, run, 0, lock);
	remove_device(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_VERIFIER, 0xd6, lock, run, 0,
		      lock);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	remove_device(run);
	release_remove_lock(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_VERIFIER, 0xd5, lock, run, 0, lock);
	remove_device(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_VERIFIER, 0xd6, lock, run, 0,
		      lock);
	KUNIT_EXPECT_EQ(test, (int)lock->Common.IoCount, 0);
}

static void io_remove_lock_test_remove_lock_has_several_waiters(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	int i;

	for (i = 0; i < 4; i++)
		acquire_remove_lock(run);
	for (i = 0; i < 2; i++) {
		spawn(test, remove_device, run);
		EXPECT_WAITS(test, &run->removed);
	}
	release_remove_lock(run);
	/*
	 * The third thread that wants to wait releases the last acquisition, which ends all waits.
	 */
	remove_device(run);
	for (i = 0; i < 3; i++)
		ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void use_remove_lock(void *data)
{
	struct remove_run *run = data;

	while (IoAcquireRemoveLock(&run->lock, NULL) == STATUS_SUCCESS) {
		atomic_inc(&run->uses);
		IoReleaseRemoveLock(&run->lock, NULL);
		cond_resched();
	}
}

/* The device is freed as soon as it is unused; KASAN reports a later access to the lock. */
static void io_remove_lock_test_remove_lock_goes_with_its_device(struct kunit *test)
{
	struct remove_run *run;
	int i;

	for (i = 0; i < 50; i++) {
		run = kzalloc(sizeof(*run), GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run);
		IoInitializeRemoveLock(&run->lock, TAG, 0, 0);
		init_completion(&run->removed);
		acquire_remove_lock(run);
		acquire_remove_lock(run);
		spawn(test, release_remove_lock, run);
		remove_device(run);
		kfree(run);
	}
	run = remove_run(test);
	acquire_remove_lock(run);
	spawn(test, use_remove_lock, run);
	spawn(test, use_remove_lock, run);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&run->uses, EXCLUSION_ROUNDS));
	remove_device(run);
	KUNIT_EXPECT_EQ(test, (int)run->lock.Common.IoCount, 0);
	join(test);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_remove_lock_cases[] = {
	KUNIT_CASE(io_remove_lock_test_remove_lock_without_other_users),
	KUNIT_CASE(io_remove_lock_test_remove_lock_waits_for_the_last_user),
	KUNIT_CASE(io_remove_lock_test_remove_lock_at_dispatch_level),
	KUNIT_CASE(io_remove_lock_test_remove_lock_at_a_wrong_level_is_reported),
	KUNIT_CASE(io_remove_lock_test_remove_lock_released_too_often_is_reported),
	KUNIT_CASE(io_remove_lock_test_remove_lock_has_several_waiters),
	KUNIT_CASE(io_remove_lock_test_remove_lock_goes_with_its_device),
	{}
};

WINWORK_SUITE(io_remove_lock);
