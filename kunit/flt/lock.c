/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_lock: the Filter Manager's names for push locks and resources.
 */
#include "flt_case.h"

/* ---- push locks ----------------------------------------------------------------------------- */

static void flt_lock_test_push_lock_is_released_either_way(struct kunit *test)
{
	PEX_PUSH_LOCK lock = case_alloc_type(test, EX_PUSH_LOCK);

	FltInitializePushLock(lock);
	FltAcquirePushLockShared(lock);
	FltAcquirePushLockShared(lock);
	FltReleasePushLock(lock);
	FltReleasePushLock(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	FltAcquirePushLockExclusive(lock);
	EXPECT_NO_REPORT(test);
	FltDeletePushLock(lock);
	EXPECT_REPORT(test, "FltDeletePushLock", BUGCHECK_FLTMGR, 0, lock, *lock, 0, lock);
	FltReleasePushLock(lock);
	EXPECT_NO_REPORT(test);
	FltReleasePushLock(lock);
	EXPECT_REPORT(test, "FltReleasePushLock", 0xe3, lock, ANY, 0, 0, lock);
	FltDeletePushLock(lock);
	EXPECT_NO_REPORT(test);
}

/* ---- resources ------------------------------------------------------------------------------ */

static void flt_lock_test_resource_is_acquired_and_released(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);

	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	FltAcquireResourceShared(resource);
	FltAcquireResourceShared(resource);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 2U);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	FltReleaseResource(resource);
	FltReleaseResource(resource);
	FltAcquireResourceExclusive(resource);
	KUNIT_EXPECT_TRUE(test, ExIsResourceAcquiredExclusiveLite(resource));
	FltReleaseResource(resource);
	EXPECT_NO_REPORT(test);
	FltReleaseResource(resource);
	EXPECT_REPORT(test, "FltReleaseResource", 0xe3, resource, ExGetCurrentResourceThread(), ANY,
		      ANY, resource);
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_SUCCESS);
}

static struct kunit_case flt_lock_cases[] = {
	KUNIT_CASE(flt_lock_test_push_lock_is_released_either_way),
	KUNIT_CASE(flt_lock_test_resource_is_acquired_and_released),
	{}
};

FLT_CASE_SUITE(flt_lock);
