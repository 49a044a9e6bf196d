/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_region: critical and guarded regions, and the functions that tell of them.
 */
#include "ke_case.h"

/* KeAreApcsDisabled in bit 0, KeAreAllApcsDisabled in bit 1. */
#define NONE 0
#define NORMAL 1
#define SPECIAL 2

static int disabled(void)
{
	return (KeAreApcsDisabled() ? NORMAL : 0) | (KeAreAllApcsDisabled() ? SPECIAL : 0);
}

static void store_disabled(void *data)
{
	*(int *)data = disabled();
}

static void ke_region_test_regions_count(struct kunit *test)
{
	int *other = case_alloc_type(test, int);

	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	KeEnterCriticalRegion();
	KeEnterCriticalRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	KeEnterGuardedRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	/* Only the thread itself is in the regions. */
	*other = -1;
	spawn(test, store_disabled, other);
	join(test);
	KUNIT_EXPECT_EQ(test, *other, NONE);
	KeLeaveCriticalRegion();
	KeLeaveCriticalRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KeLeaveGuardedRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	EXPECT_NO_REPORT(test);
}

/* row 380 */
static void ke_region_test_mutex_is_a_critical_region(struct kunit *test)
{
	PKMUTEX mutex[2] = { case_alloc_type(test, KMUTEX), case_alloc_type(test, KMUTEX) };
	PVOID objects[2] = { mutex[0], mutex[1] };
	int *other = case_alloc_type(test, int);

	KeInitializeMutex(mutex[0], 0);
	KeInitializeMutex(mutex[1], 0);
	KUNIT_EXPECT_EQ(test, wait_long(mutex[0]), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wait_long(mutex[0]), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	*other = -1;
	spawn(test, store_disabled, other);
	join(test);
	KUNIT_EXPECT_EQ(test, *other, NONE);
	/* Until the last release, and beside a region of the driver's. */
	KeReleaseMutex(mutex[0], FALSE);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	KeEnterCriticalRegion();
	KeReleaseMutex(mutex[0], FALSE);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	KeLeaveCriticalRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NONE);

	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode,
						       FALSE, NULL, NULL), STATUS_SUCCESS);
	KeReleaseMutex(mutex[0], FALSE);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	KeReleaseMutex(mutex[1], FALSE);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);

	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode,
						       FALSE, NULL, NULL), STATUS_WAIT_0);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	KeReleaseMutex(mutex[0], FALSE);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	EXPECT_NO_REPORT(test);
}

static void ke_region_test_level_counts_as_guarded_region(struct kunit *test)
{
	PFAST_MUTEX mutex = case_alloc_type(test, FAST_MUTEX);
	int held, at_dispatch;
	KIRQL irql;

	ExInitializeFastMutex(mutex);
	ExAcquireFastMutex(mutex);
	held = disabled();
	ExReleaseFastMutex(mutex);
	KUNIT_EXPECT_EQ(test, held, SPECIAL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	at_dispatch = disabled();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, at_dispatch, SPECIAL);
	ExAcquireFastMutexUnsafe(mutex);
	held = disabled();
	ExReleaseFastMutexUnsafe(mutex);
	KUNIT_EXPECT_EQ(test, held, NONE);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	EXPECT_NO_REPORT(test);
}

static void ke_region_test_guarded_mutex_is_a_guarded_region(struct kunit *test)
{
	PKGUARDED_MUTEX mutex = case_alloc_type(test, KGUARDED_MUTEX);

	KeInitializeGuardedMutex(mutex);
	KeAcquireGuardedMutex(mutex);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	/* The mutex is owned: a further try fails, and enters no region. */
	KUNIT_EXPECT_FALSE(test, KeTryToAcquireGuardedMutex(mutex));
	KeReleaseGuardedMutex(mutex);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	KUNIT_EXPECT_TRUE(test, KeTryToAcquireGuardedMutex(mutex));
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KeReleaseGuardedMutex(mutex);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	EXPECT_NO_REPORT(test);
}

struct unsafe_run {
	KGUARDED_MUTEX mutex;
	BOOLEAN taken;
};

static void try_guarded(void *data)
{
	struct unsafe_run *run = data;

	run->taken = KeTryToAcquireGuardedMutex(&run->mutex);
	if (run->taken)
		KeReleaseGuardedMutex(&run->mutex);
}

static void ke_region_test_unsafe_mutex_keeps_the_region(struct kunit *test)
{
	struct unsafe_run *run = case_alloc_type(test, struct unsafe_run);

	KeInitializeGuardedMutex(&run->mutex);
	KeEnterGuardedRegion();
	KeAcquireGuardedMutexUnsafe(&run->mutex);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	spawn(test, try_guarded, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)FALSE);
	KeReleaseGuardedMutexUnsafe(&run->mutex);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KeLeaveGuardedRegion();
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	spawn(test, try_guarded, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)TRUE);
	EXPECT_NO_REPORT(test);
	/* Without an owner there is nothing to release. */
	KeReleaseGuardedMutexUnsafe(&run->mutex);
	EXPECT_REPORT(test, "KeReleaseGuardedMutexUnsafe", 0x11, ANY, &run->mutex, ANY, ANY,
		      &run->mutex);
}

static void ke_region_test_resource_enters_a_critical_region(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);

	ExInitializeResourceLite(resource);
	ExEnterCriticalRegionAndAcquireResourceExclusive(resource);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL);
	ExReleaseResourceAndLeaveCriticalRegion(resource);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void ke_region_test_leave_without_enter_is_reported(struct kunit *test)
{
	KeEnterGuardedRegion();
	KeLeaveCriticalRegion();
	EXPECT_REPORT(test, "KeLeaveCriticalRegion", BUGCHECK_APC_INDEX_MISMATCH, ANY, 0, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KeLeaveGuardedRegion();
	KeLeaveGuardedRegion();
	EXPECT_REPORT(test, "KeLeaveGuardedRegion", BUGCHECK_APC_INDEX_MISMATCH, ANY, 0, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
}

static void ke_region_test_high_level_is_reported(struct kunit *test)
{
	BOOLEAN answer;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeEnterCriticalRegion();
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeEnterCriticalRegion", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, disabled(), NONE);
	KeEnterGuardedRegion();
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeLeaveGuardedRegion();
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeLeaveGuardedRegion", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, disabled(), NORMAL | SPECIAL);
	KeLeaveGuardedRegion();

	KeRaiseIrql(HIGH_LEVEL, &irql);
	answer = KeAreApcsDisabled();
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeAreApcsDisabled", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, HIGH_LEVEL,
		      ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, (int)answer, (int)TRUE);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	answer = KeAreAllApcsDisabled();
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeAreAllApcsDisabled", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, (int)answer, (int)TRUE);
}

static struct kunit_case ke_region_cases[] = {
	KUNIT_CASE(ke_region_test_regions_count),
	KUNIT_CASE(ke_region_test_mutex_is_a_critical_region),
	KUNIT_CASE(ke_region_test_level_counts_as_guarded_region),
	KUNIT_CASE(ke_region_test_guarded_mutex_is_a_guarded_region),
	KUNIT_CASE(ke_region_test_unsafe_mutex_keeps_the_region),
	KUNIT_CASE(ke_region_test_resource_enters_a_critical_region),
	KUNIT_CASE(ke_region_test_leave_without_enter_is_reported),
	KUNIT_CASE(ke_region_test_high_level_is_reported),
	{}
};

WINWORK_SUITE(ke_region);
