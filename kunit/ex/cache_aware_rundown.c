/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_cache_aware_rundown: cache-aware rundown protection. The plain kind is in suite
 * ex_rundown.
 */
#include "support.h"

#include <linux/cpumask.h>
#include <linux/delay.h>

#define ROUNDS 2000

struct run {
	PEX_RUNDOWN_REF_CACHE_AWARE rundown;
	atomic_t waited;
	atomic_t inside;
	atomic_t late;			/* runs that used the object after the wait */
	BOOLEAN got;
	ULONG count;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->rundown = ExAllocateCacheAwareRundownProtection(NonPagedPoolNx, TAG);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run->rundown);
	return run;
}

static void acquire_several(void *data)
{
	struct run *run = data;

	run->got = ExAcquireRundownProtectionCacheAwareEx(run->rundown, run->count);
}

static void release_several(void *data)
{
	struct run *run = data;

	ExReleaseRundownProtectionCacheAwareEx(run->rundown, run->count);
}

static void wait_for_users(void *data)
{
	struct run *run = data;

	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	atomic_inc(&run->waited);
}

static void ex_cache_aware_rundown_test_without_users(struct kunit *test)
{
	struct run *run = new_run(test);

	KUNIT_EXPECT_TRUE(test, ExAcquireRundownProtectionCacheAware(run->rundown));
	ExReleaseRundownProtectionCacheAware(run->rundown);
	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	KUNIT_EXPECT_FALSE(test, ExAcquireRundownProtectionCacheAware(run->rundown));
	/* A second wait returns at once. */
	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	ExReInitializeRundownProtectionCacheAware(run->rundown);
	KUNIT_EXPECT_TRUE(test, ExAcquireRundownProtectionCacheAwareEx(run->rundown, 3));
	ExReleaseRundownProtectionCacheAwareEx(run->rundown, 3);
	ExRundownCompletedCacheAware(run->rundown);
	KUNIT_EXPECT_FALSE(test, ExAcquireRundownProtectionCacheAware(run->rundown));
	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	ExFreeCacheAwareRundownProtection(run->rundown);
	EXPECT_NO_REPORT(test);
}

/* Acquired on one CPU and released on another, before the wait and during it. */
static void ex_cache_aware_rundown_test_counts_users_of_all_processors(struct kunit *test)
{
	struct run *run = new_run(test);
	int first = cpumask_first(cpu_online_mask), last = cpumask_last(cpu_online_mask);
	unsigned long deadline = jiffies + DEADLINE;

	run->count = 5;
	KUNIT_ASSERT_TRUE(test, run_on_cpu(first, acquire_several, run));
	KUNIT_EXPECT_TRUE(test, run->got);
	run->count = 3;
	KUNIT_ASSERT_TRUE(test, run_on_cpu(last, release_several, run));
	spawn(test, wait_for_users, run);
	while (ExAcquireRundownProtectionCacheAware(run->rundown) &&
	       time_before(jiffies, deadline)) {
		ExReleaseRundownProtectionCacheAware(run->rundown);
		usleep_range(100, 200);
	}
	run->count = 1;
	KUNIT_ASSERT_TRUE(test, run_on_cpu(last, release_several, run));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->waited), 0);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(first, release_several, run));
	ASSERT_COUNT(test, &run->waited, 1);
	join(test);
	ExFreeCacheAwareRundownProtection(run->rundown);
	EXPECT_NO_REPORT(test);
}

static void use(void *data)
{
	struct run *run = data;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		if (!ExAcquireRundownProtectionCacheAware(run->rundown))
			return;
		atomic_inc(&run->inside);
		cond_resched();
		if (atomic_read(&run->waited))
			atomic_inc(&run->late);
		atomic_dec(&run->inside);
		ExReleaseRundownProtectionCacheAware(run->rundown);
	}
}

static void ex_cache_aware_rundown_test_nobody_is_inside_after_the_wait(struct kunit *test)
{
	struct run *run;
	int i, rounds;

	for (rounds = 0; rounds < 20; rounds++) {
		run = new_run(test);
		for (i = 0; i < 3; i++)
			spawn(test, use, run);
		/* Two threads wait, both until the last user has released it. */
		spawn(test, wait_for_users, run);
		ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
		atomic_inc(&run->waited);
		join(test);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->late), 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->waited), 2);
		ExFreeCacheAwareRundownProtection(run->rundown);
	}
	EXPECT_NO_REPORT(test);
}

/* KASAN reports an access beyond the bytes that it asks for, or that it is given. */
static void ex_cache_aware_rundown_test_in_memory_of_the_driver(struct kunit *test)
{
	const SIZE_T whole = ExSizeOfRundownProtectionCacheAware();
	SIZE_T bytes;
	struct run *run = case_alloc_type(test, struct run);
	int done = 0;

	/* The smallest size that is enough has room for one processor. */
	for (bytes = whole; bytes; bytes = bytes == whole && whole > 144 ? 144 : 0) {
		run->rundown = ExAllocatePoolWithTag(NonPagedPoolNx, bytes, TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run->rundown);
		ExInitializeRundownProtectionCacheAware(run->rundown, bytes);
		run->count = 2;
		KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_last(cpu_online_mask), acquire_several,
						   run));
		KUNIT_EXPECT_TRUE(test, run->got);
		ExReleaseRundownProtectionCacheAwareEx(run->rundown, 2);
		ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
		ExFreePoolWithTag(run->rundown, TAG);
		done++;
	}
	KUNIT_EXPECT_GT(test, done, 0);
	EXPECT_NO_REPORT(test);
	run->rundown = case_alloc(test, 64);
	ExInitializeRundownProtectionCacheAware(run->rundown, 64);
	EXPECT_REPORT(test, "ExInitializeRundownProtectionCacheAware",
		      BUGCHECK_REFERENCE_BY_POINTER, 0, run->rundown, 64, ANY, run->rundown);
}

static void ex_cache_aware_rundown_test_wrong_calls_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	BOOLEAN got;
	KIRQL irql;

	ExReleaseRundownProtectionCacheAwareEx(run->rundown, 2);
	EXPECT_NO_REPORT(test);
	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	EXPECT_REPORT(test, "ExWaitForRundownProtectionReleaseCacheAware",
		      BUGCHECK_REFERENCE_BY_POINTER, 0, run->rundown, 2, ANY, run->rundown);
	ExReleaseRundownProtectionCacheAware(run->rundown);
	EXPECT_REPORT(test, "ExReleaseRundownProtectionCacheAware", BUGCHECK_REFERENCE_BY_POINTER,
		      0, run->rundown, 1, ANY, run->rundown);
	ExReInitializeRundownProtectionCacheAware(run->rundown);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	got = ExAcquireRundownProtectionCacheAware(run->rundown);
	KeLowerIrql(irql);
	KUNIT_EXPECT_FALSE(test, got);
	EXPECT_REPORT(test, "ExAcquireRundownProtectionCacheAware", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      ANY, HIGH_LEVEL, ANY, ANY, ANY);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExWaitForRundownProtectionReleaseCacheAware(run->rundown);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExWaitForRundownProtectionReleaseCacheAware",
		      BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY, run->rundown);
	ExFreeCacheAwareRundownProtection(run->rundown);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_cache_aware_rundown_cases[] = {
	KUNIT_CASE(ex_cache_aware_rundown_test_without_users),
	KUNIT_CASE(ex_cache_aware_rundown_test_counts_users_of_all_processors),
	KUNIT_CASE(ex_cache_aware_rundown_test_nobody_is_inside_after_the_wait),
	KUNIT_CASE(ex_cache_aware_rundown_test_in_memory_of_the_driver),
	KUNIT_CASE(ex_cache_aware_rundown_test_wrong_calls_are_reported),
	{}
};

WINWORK_SUITE(ex_cache_aware_rundown);
