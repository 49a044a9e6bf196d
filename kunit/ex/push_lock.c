/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_push_lock: push locks: shared and exclusive owners, and misuse.
 */
#include "ke_case.h"

struct push_run {
	EX_PUSH_LOCK lock;
	long value, copy;		/* under lock; equal while the lock has no exclusive owner */
	atomic_t unlike;
	struct completion exclusive, shared;
};

static struct push_run *push_run(struct kunit *test)
{
	struct push_run *run = case_alloc_type(test, struct push_run);

	ExInitializePushLock(&run->lock);
	init_completion(&run->exclusive);
	init_completion(&run->shared);
	return run;
}

static void own_exclusively(void *data)
{
	struct push_run *run = data;

	ExAcquirePushLockExclusive(&run->lock);
	ExReleasePushLockExclusive(&run->lock);
	complete(&run->exclusive);
}

static void own_shared(void *data)
{
	struct push_run *run = data;

	ExAcquirePushLockShared(&run->lock);
	ExReleasePushLockShared(&run->lock);
	complete(&run->shared);
}

static void write_under_push_lock(void *data)
{
	struct push_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquirePushLockExclusive(&run->lock);
		run->value++;
		cond_resched();
		run->copy++;
		ExReleasePushLockExclusive(&run->lock);
	}
}

static void read_under_push_lock(void *data)
{
	struct push_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquirePushLockShared(&run->lock);
		if (run->value != run->copy)
			atomic_inc(&run->unlike);
		ExReleasePushLockShared(&run->lock);
	}
}

static void ex_push_lock_test_push_lock_excludes(struct kunit *test)
{
	struct push_run *run = push_run(test);
	int i;

	for (i = 0; i < 2; i++) {
		spawn(test, write_under_push_lock, run);
		spawn(test, read_under_push_lock, run);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 2L * EXCLUSION_ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->unlike), 0);
	KUNIT_EXPECT_EQ(test, run->lock, 0UL);
	EXPECT_NO_REPORT(test);
}

static void ex_push_lock_test_push_lock_has_many_shared_owners(struct kunit *test)
{
	struct push_run *run = push_run(test);

	ExAcquirePushLockShared(&run->lock);
	spawn(test, own_shared, run);
	EXPECT_IN_TIME(test, &run->shared);
	ExReleasePushLockShared(&run->lock);
	ExAcquirePushLockExclusive(&run->lock);
	spawn(test, own_shared, run);
	EXPECT_WAITS(test, &run->shared);
	ExReleasePushLockExclusive(&run->lock);
	EXPECT_IN_TIME(test, &run->shared);
	EXPECT_NO_REPORT(test);
}

static void ex_push_lock_test_push_lock_awaited_has_no_new_shared_owner(struct kunit *test)
{
	struct push_run *run = push_run(test);

	ExAcquirePushLockShared(&run->lock);
	ExAcquirePushLockShared(&run->lock);
	spawn(test, own_exclusively, run);
	EXPECT_WAITS(test, &run->exclusive);
	ExReleasePushLockShared(&run->lock);
	EXPECT_WAITS(test, &run->exclusive);
	spawn(test, own_shared, run);
	EXPECT_WAITS(test, &run->shared);
	ExReleasePushLockShared(&run->lock);
	EXPECT_IN_TIME(test, &run->exclusive);
	EXPECT_IN_TIME(test, &run->shared);
	EXPECT_NO_REPORT(test);
}

static void ex_push_lock_test_push_lock_release_without_ownership_is_reported(struct kunit *test)
{
	struct push_run *run = push_run(test);
	PEX_PUSH_LOCK lock = &run->lock;

	ExReleasePushLockExclusive(lock);
	EXPECT_REPORT(test, "ExReleasePushLockExclusive", 0xe3, lock, ANY, 0, 0, lock);
	ExReleasePushLockShared(lock);
	EXPECT_REPORT(test, "ExReleasePushLockShared", 0xe3, lock, ANY, 0, 0, lock);
	ExAcquirePushLockShared(lock);
	ExReleasePushLockExclusive(lock);
	EXPECT_REPORT(test, "ExReleasePushLockExclusive", 0xe3, lock, ANY, 0, 0, lock);
	spawn(test, own_exclusively, run);
	EXPECT_WAITS(test, &run->exclusive);
	ExReleasePushLockShared(lock);
	EXPECT_IN_TIME(test, &run->exclusive);
	ExAcquirePushLockExclusive(lock);
	ExReleasePushLockShared(lock);
	EXPECT_REPORT(test, "ExReleasePushLockShared", 0xe3, lock, ANY, 0, 0, lock);
	ExReleasePushLockExclusive(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	EXPECT_NO_REPORT(test);
}

static void ex_push_lock_test_push_lock_above_apc_level_is_reported(struct kunit *test)
{
	struct push_run *run = push_run(test);
	PEX_PUSH_LOCK lock = &run->lock;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExAcquirePushLockExclusive(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExAcquirePushLockExclusive", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      DISPATCH_LEVEL, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	KeRaiseIrql(APC_LEVEL, &irql);
	ExAcquirePushLockShared(lock);
	KeLowerIrql(irql);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExReleasePushLockShared(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExReleasePushLockShared", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      DISPATCH_LEVEL, ANY, ANY, lock);
	ExReleasePushLockShared(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_push_lock_cases[] = {
	KUNIT_CASE(ex_push_lock_test_push_lock_excludes),
	KUNIT_CASE(ex_push_lock_test_push_lock_has_many_shared_owners),
	KUNIT_CASE(ex_push_lock_test_push_lock_awaited_has_no_new_shared_owner),
	KUNIT_CASE(ex_push_lock_test_push_lock_release_without_ownership_is_reported),
	KUNIT_CASE(ex_push_lock_test_push_lock_above_apc_level_is_reported),
	{}
};

WINWORK_SUITE(ex_push_lock);
