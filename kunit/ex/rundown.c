/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_rundown: rundown protection. The cache-aware kind is in suite ex_cache_aware_rundown.
 */
#include "support.h"

#include <linux/delay.h>

static void ex_rundown_test_rundown_without_users(struct kunit *test)
{
	PEX_RUNDOWN_REF rundown = case_alloc_type(test, EX_RUNDOWN_REF);

	ExInitializeRundownProtection(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)TRUE);
	ExReleaseRundownProtection(rundown);
	ExWaitForRundownProtectionRelease(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)FALSE);
	ExReInitializeRundownProtection(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)TRUE);
	ExReleaseRundownProtection(rundown);
	ExRundownCompleted(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)FALSE);
	EXPECT_NO_REPORT(test);
}

struct rundown_run {
	EX_RUNDOWN_REF rundown;
	atomic_t waited;
};

static void wait_for_rundown(void *data)
{
	struct rundown_run *run = data;

	ExWaitForRundownProtectionRelease(&run->rundown);
	atomic_inc(&run->waited);
}

/* Two threads wait. */
static void ex_rundown_test_rundown_waits_for_the_last_user(struct kunit *test)
{
	struct rundown_run *run = case_alloc_type(test, struct rundown_run);
	unsigned long deadline = jiffies + DEADLINE;
	int users = 2;

	ExInitializeRundownProtection(&run->rundown);
	ExAcquireRundownProtection(&run->rundown);
	ExAcquireRundownProtection(&run->rundown);
	spawn(test, wait_for_rundown, run);
	/* Until the wait has begun; from then on acquisitions fail. */
	while (ExAcquireRundownProtection(&run->rundown) && time_before(jiffies, deadline)) {
		ExReleaseRundownProtection(&run->rundown);
		usleep_range(100, 200);
	}
	spawn(test, wait_for_rundown, run);
	/* More than are left: nothing changes. */
	ExReleaseRundownProtectionEx(&run->rundown, 3);
	EXPECT_REPORT(test, "ExReleaseRundownProtectionEx", BUGCHECK_REFERENCE_BY_POINTER, 0, &run->rundown,
		      3, 0, &run->rundown);
	while (users--) {
		KUNIT_EXPECT_EQ(test, atomic_read(&run->waited), 0);
		KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(&run->rundown), (int)FALSE);
		ExReleaseRundownProtection(&run->rundown);
	}
	ASSERT_COUNT(test, &run->waited, 2);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_rundown_cases[] = {
	KUNIT_CASE(ex_rundown_test_rundown_without_users),
	KUNIT_CASE(ex_rundown_test_rundown_waits_for_the_last_user),
	{}
};

WINWORK_SUITE(ex_rundown);
