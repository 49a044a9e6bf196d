/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_lock: spin locks, wait locks, and the callback lock of a device.
 */
#include "wdf_case.h"

static void wdf_lock_test_spin_lock(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFSPINLOCK lock = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.device;
	ASSERT_SUCCESS(test, WdfSpinLockCreate(&attributes, &lock));
	WdfSpinLockAcquire(lock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	WdfSpinLockRelease(lock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	WdfObjectDelete(lock);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfSpinLockCreate(&attributes, &lock),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
}

struct wait_lock {
	WDFWAITLOCK lock;
	NTSTATUS at_once;
	NTSTATUS in_a_while;
};

static void try_wait_lock(void *data)
{
	struct wait_lock *wait = data;
	LONGLONG timeout = 0;

	wait->at_once = WdfWaitLockAcquire(wait->lock, &timeout);
	timeout = WDF_REL_TIMEOUT_IN_MS(1);
	wait->in_a_while = WdfWaitLockAcquire(wait->lock, &timeout);
}

static void wdf_lock_test_wait_lock(struct kunit *test)
{
	struct wait_lock *wait = case_alloc_type(test, struct wait_lock);
	LONGLONG timeout = 0;

	ASSERT_SUCCESS(test, WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &wait->lock));
	EXPECT_STATUS(test, WdfWaitLockAcquire(wait->lock, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	spawn(test, try_wait_lock, wait);
	join(test);
	EXPECT_STATUS(test, wait->at_once, STATUS_TIMEOUT);
	EXPECT_STATUS(test, wait->in_a_while, STATUS_TIMEOUT);
	WdfWaitLockRelease(wait->lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(wait->lock, &timeout), STATUS_SUCCESS);
	WdfWaitLockRelease(wait->lock);
}

/* row 380 */
static void wdf_lock_test_owner_is_in_a_critical_region(struct kunit *test)
{
	WDFDEVICE passive = serialising_device(test);
	LONGLONG timeout = 0;
	WDFWAITLOCK lock;
	BOOLEAN disabled;
	KIRQL irql;

	ASSERT_SUCCESS(test, WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock));
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, KeAreApcsDisabled());
	/* One that fails changes nothing. */
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_TIMEOUT);
	WdfWaitLockRelease(lock);
	KUNIT_EXPECT_FALSE(test, KeAreApcsDisabled());
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, KeAreApcsDisabled());
	WdfWaitLockRelease(lock);
	KUNIT_EXPECT_FALSE(test, KeAreApcsDisabled());

	WdfObjectAcquireLock(passive);
	KUNIT_EXPECT_TRUE(test, KeAreApcsDisabled());
	KUNIT_EXPECT_FALSE(test, KeAreAllApcsDisabled());
	WdfObjectReleaseLock(passive);
	KUNIT_EXPECT_FALSE(test, KeAreApcsDisabled());

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_SUCCESS);
	disabled = KeAreApcsDisabled();
	KeLowerIrql(irql);
	KUNIT_EXPECT_FALSE(test, disabled);
	WdfWaitLockRelease(lock);
	EXPECT_NO_REPORT(test);
}

static void release_wait_lock(void *data)
{
	WdfWaitLockRelease(data);
}

static void wdf_lock_test_misuse_of_a_wait_lock_is_reported(struct kunit *test)
{
	LONGLONG timeout = 0;
	WDFWAITLOCK lock;
	KIRQL irql;

	ASSERT_SUCCESS(test, WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock));
	WdfWaitLockRelease(lock);
	EXPECT_VIOLATION(test, "WdfWaitLockRelease", INVALID_LOCK_OPERATION, lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
	spawn(test, release_wait_lock, lock);
	join(test);
	EXPECT_VIOLATION(test, "WdfWaitLockRelease", INVALID_LOCK_OPERATION, lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_TIMEOUT);
	timeout = WDF_REL_TIMEOUT_IN_MS(1);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_TIMEOUT);
	EXPECT_NO_REPORT(test);
	timeout = 0;
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfWaitLockAcquire", RECURSIVE_LOCK, lock);
	WdfWaitLockRelease(lock);
	WdfWaitLockRelease(lock);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_SUCCESS);
	WdfWaitLockRelease(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfWaitLockAcquire", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, lock);
}

static void wdf_lock_test_callback_lock_of_a_device(struct kunit *test)
{
	WDFDEVICE passive = serialising_device(test);

	WdfObjectAcquireLock(passive);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	WdfObjectReleaseLock(passive);
	WdfObjectReleaseLock(passive);
	EXPECT_VIOLATION(test, "WdfObjectReleaseLock", INVALID_LOCK_OPERATION, passive);
	WdfObjectAcquireLock(wdf.device);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	WdfObjectReleaseLock(wdf.device);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
}

static struct kunit_case wdf_lock_cases[] = {
	KUNIT_CASE(wdf_lock_test_spin_lock),
	KUNIT_CASE(wdf_lock_test_wait_lock),
	KUNIT_CASE(wdf_lock_test_owner_is_in_a_critical_region),
	KUNIT_CASE(wdf_lock_test_misuse_of_a_wait_lock_is_reported),
	KUNIT_CASE(wdf_lock_test_callback_lock_of_a_device),
	{}
};

WDF_SUITE(wdf_lock);
