/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_create: WdfWorkItemCreate and its statuses.
 */
#include "wdf_case.h"

static void set_up_create(WDF_WORKITEM_CONFIG *config, WDF_OBJECT_ATTRIBUTES *attributes)
{
	WDF_WORKITEM_CONFIG_INIT(config, routine);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, RUN_CONTEXT);
	attributes->ParentObject = wdf.device;
}

/* row 116: the new item, and its references */
static void wdf_create_test_create(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item = NULL;

	set_up_create(&config, &attributes);
	KUNIT_EXPECT_EQ(test, config.AutomaticSerialization, TRUE);
	KUNIT_EXPECT_EQ(test, config.Size, (ULONG)sizeof(config));
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_context(item)->run, (void *)NULL);
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), (PVOID)wdf.device);
	WdfObjectDelete(item);
}

/* row 116 */
static void wdf_create_test_create_without_parent(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, NULL, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	attributes.ParentObject = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
}

/* row 116 */
static void wdf_create_test_create_with_wrong_sizes(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.Size--;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	set_up_create(&config, &attributes);
	attributes.Size++;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
}

/* row 116 */
static void wdf_create_test_create_without_routine(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.EvtWorkItemFunc = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
}

/* row 116: where Windows makes a bug check */
static void wdf_create_test_create_with_null_is_reported(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(NULL, &attributes, &item), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfWorkItemCreate", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfWorkItemCreate", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
}

/* row 116 */
static void wdf_create_test_create_below_no_device(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ParentObject = wdf.driver;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
	attributes.ParentObject = new_object(test, wdf.driver, run);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
}

/* row 116: the device may be any ancestor */
static void wdf_create_test_create_below_an_object_of_a_device(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDFOBJECT object = new_object(test, wdf.device, parent);
	WDFWORKITEM item = new_item(test, object, routine, true, run);

	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), object);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfObjectDelete(object);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

/* row 116: only where there is a lock to hold, and it is one for DISPATCH_LEVEL */
static void wdf_create_test_create_serialised_below_a_dispatch_device(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ParentObject = add_device(test, WdfExecutionLevelDispatch,
					     WdfSynchronizationScopeDevice);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	config.AutomaticSerialization = FALSE;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	config.AutomaticSerialization = TRUE;
	attributes.ParentObject = add_device(test, WdfExecutionLevelDispatch,
					     WdfSynchronizationScopeNone);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	attributes.ParentObject = serialising_device(test);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
}

/* row 116: attributes that a work item does not allow */
static void wdf_create_test_create_with_bad_attributes(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
	attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
	attributes.SynchronizationScope = WdfSynchronizationScopeInvalid;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	set_up_create(&config, &attributes);
	attributes.ExecutionLevel = WdfExecutionLevelDispatch + 1;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	set_up_create(&config, &attributes);
	attributes.ContextSizeOverride = sizeof(RUN_CONTEXT) - 1;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	attributes.ContextSizeOverride = 1000;
	attributes.ContextTypeInfo = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
}

/* row 116: everything is wrong, and is corrected one field at a time */
static void wdf_create_test_create_statuses_in_order(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device = add_device(test, WdfExecutionLevelDispatch,
				      WdfSynchronizationScopeDevice);
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.Size = 0;
	config.EvtWorkItemFunc = NULL;
	attributes.Size = 0;
	attributes.ParentObject = NULL;
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, NULL, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	attributes.Size = sizeof(attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	attributes.ParentObject = wdf.driver;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	config.Size = sizeof(config);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
	config.EvtWorkItemFunc = routine;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
	attributes.ExecutionLevel = WdfExecutionLevelInheritFromParent;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
	attributes.ParentObject = device;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	config.AutomaticSerialization = FALSE;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
}

/* Allocations that the kernel makes for its own checks, for instance kmemleak's, count as well. */
#define MOST_ALLOCATIONS 200

/*
 * rows 2 and 116: each allocation fails in turn: that of the object, and that of storage for
 * its item. The attempt leaves nothing behind.
 */
static void wdf_create_test_create_without_memory(struct kunit *test)
{
	const LONG_PTR references = WinworkObjectReferenceCount(wdf.device);
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;
	NTSTATUS status;
	bool attempted = true;
	int nth, failed = 0;

	NEED_FAULT_INJECTION(test);
	set_up_create(&config, &attributes);
	for (nth = 1; attempted && nth <= MOST_ALLOCATIONS; nth++) {
		item = NULL;
		local_bh_disable();
		fail_allocation(nth);
		status = WdfWorkItemCreate(&config, &attributes, &item);
		attempted = allocation_was_attempted();
		local_bh_enable();
		EXPECT_NO_REPORT(test);
		if (NT_SUCCESS(status)) {
			WdfObjectDelete(item);
		} else {
			EXPECT_STATUS(test, status, STATUS_INSUFFICIENT_RESOURCES);
			KUNIT_EXPECT_TRUE(test, attempted);
			KUNIT_EXPECT_PTR_EQ(test, item, (WDFWORKITEM)NULL);
			failed++;
		}
		KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(wdf.device),
				(long)references);
	}
	KUNIT_EXPECT_FALSE(test, attempted);
	/* The item's storage may have been kept. */
	KUNIT_EXPECT_GE(test, failed, 1);
}

/* row 3 */
static void wdf_create_test_create_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item = NULL;
	WDFSPINLOCK lock;
	NTSTATUS status;

	set_up_create(&config, &attributes);
	ASSERT_SUCCESS(test, WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock));
	WdfSpinLockAcquire(lock);
	status = WdfWorkItemCreate(&config, &attributes, &item);
	WdfSpinLockRelease(lock);
	ASSERT_SUCCESS(test, status);
	run_context(item)->run = run;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
}

static struct kunit_case wdf_create_cases[] = {
	KUNIT_CASE(wdf_create_test_create),
	KUNIT_CASE(wdf_create_test_create_without_parent),
	KUNIT_CASE(wdf_create_test_create_with_wrong_sizes),
	KUNIT_CASE(wdf_create_test_create_without_routine),
	KUNIT_CASE(wdf_create_test_create_with_null_is_reported),
	KUNIT_CASE(wdf_create_test_create_below_no_device),
	KUNIT_CASE(wdf_create_test_create_below_an_object_of_a_device),
	KUNIT_CASE(wdf_create_test_create_serialised_below_a_dispatch_device),
	KUNIT_CASE(wdf_create_test_create_with_bad_attributes),
	KUNIT_CASE(wdf_create_test_create_statuses_in_order),
	KUNIT_CASE(wdf_create_test_create_without_memory),
	KUNIT_CASE(wdf_create_test_create_under_spin_lock),
	{}
};

WDF_SUITE(wdf_create);
