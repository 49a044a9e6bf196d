/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_fast_mutex: fast mutexes: exclusion, APC_LEVEL, and release by another thread.
 */
#include "ke_case.h"

struct fast_run {
	FAST_MUTEX mutex;
	long value;			/* under mutex */
	BOOLEAN taken;
};

static void try_fast_mutex(void *data)
{
	struct fast_run *run = data;

	run->taken = ExTryToAcquireFastMutex(&run->mutex);
	if (run->taken)
		ExReleaseFastMutex(&run->mutex);
}

static void ex_fast_mutex_test_fast_mutex_raises_to_apc_level(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);
	KIRQL held;

	ExInitializeFastMutex(&run->mutex);
	ExAcquireFastMutex(&run->mutex);
	held = KeGetCurrentIrql();
	spawn(test, try_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)FALSE);
	ExReleaseFastMutex(&run->mutex);
	KUNIT_EXPECT_EQ(test, held, APC_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	spawn(test, try_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)TRUE);
	ExAcquireFastMutexUnsafe(&run->mutex);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	ExReleaseFastMutexUnsafe(&run->mutex);
	EXPECT_NO_REPORT(test);
}

static void add_under_fast_mutex(void *data)
{
	struct fast_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquireFastMutex(&run->mutex);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		ExReleaseFastMutex(&run->mutex);
	}
}

static void ex_fast_mutex_test_fast_mutex_excludes(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);
	int i;

	ExInitializeFastMutex(&run->mutex);
	for (i = 0; i < 4; i++)
		spawn(test, add_under_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 4L * EXCLUSION_ROUNDS);
	EXPECT_NO_REPORT(test);
}

static void release_fast_mutex(void *data)
{
	struct fast_run *run = data;

	ExReleaseFastMutex(&run->mutex);
}

static void ex_fast_mutex_test_fast_mutex_release_by_another_is_reported(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);

	ExInitializeFastMutex(&run->mutex);
	ExAcquireFastMutex(&run->mutex);
	spawn(test, release_fast_mutex, run);
	join(test);
	EXPECT_REPORT(test, "ExReleaseFastMutex", 0x11, ANY, &run->mutex, ANY, ANY, &run->mutex);
	ExReleaseFastMutex(&run->mutex);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static struct kunit_case ex_fast_mutex_cases[] = {
	KUNIT_CASE(ex_fast_mutex_test_fast_mutex_raises_to_apc_level),
	KUNIT_CASE(ex_fast_mutex_test_fast_mutex_excludes),
	KUNIT_CASE(ex_fast_mutex_test_fast_mutex_release_by_another_is_reported),
	{}
};

WINWORK_SUITE(ex_fast_mutex);
