/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_object: references, contexts and handles of framework objects.
 */
#include "wdf_case.h"

/* ---- references ----------------------------------------------------------------------------- */

static void wdf_object_test_reference_puts_off_the_destroy_callback(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	WdfObjectReference(item);
	WdfObjectReferenceWithTag(item, run);
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_of(item), (void *)run);
	/* It is not in the tree any more. */
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), (PVOID)NULL);
	WdfObjectDereferenceWithTag(item, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDereference(item);
	KeLowerIrql(irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

static void wdf_object_test_dereference_without_reference_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectReference(item);
	WdfObjectDereference(item);
	WdfObjectDereference(item);
	EXPECT_VIOLATION(test, "WdfObjectDereference", OBJECT_ERROR, item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
}

/* An object that the driver keeps longer than its driver object lives. */
static void wdf_object_test_reference_left_at_unload_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectReference(item);
	unload(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	EXPECT_NO_REPORT(test);
	fixture_renew_driver(test);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_REFERENCE_BY_POINTER, 0, item, ANY, 2, item);
}

/* So is one on the PDO of its device. */
static void wdf_object_test_reference_of_a_pdo_left_is_reported(struct kunit *test)
{
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(wdf.device);

	ObReferenceObject(pdo);
	unload(test);
	EXPECT_NO_REPORT(test);
	fixture_renew_driver(test);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_REFERENCE_BY_POINTER, 0, pdo, ANY, 1, pdo);
}

/* ---- contexts ------------------------------------------------------------------------------- */

static void wdf_object_test_contexts(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	OTHER_CONTEXT *other = NULL;
	PVOID again = NULL;
	int i;

	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfObjectGet_OTHER_CONTEXT(item), (void *)NULL);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, (PVOID *)&other),
		      STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	for (i = 0; i < sizeof(*other); i++)
		KUNIT_EXPECT_EQ(test, other->byte[i], (char)0);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGet_OTHER_CONTEXT(item), other);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGetTypedContext(item, OTHER_CONTEXT), other);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_of(item), (void *)run);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &again),
		      STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_PTR_EQ(test, again, (PVOID)other);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(other), (PVOID)item);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(run_context(item)), (PVOID)item);
	KUNIT_EXPECT_EQ(test, (unsigned long)other % 16, 0ul);
	KUNIT_EXPECT_EQ(test, (unsigned long)run_context(item) % 16, 0ul);
}

/* Of a type that was not declared with a macro: only its address tells it from others. */
static void wdf_object_test_context_of_a_type_without_unique_type(struct kunit *test)
{
	static const WDF_OBJECT_CONTEXT_TYPE_INFO type = { sizeof(type), "OWN", 24, NULL, NULL };
	WDF_OBJECT_ATTRIBUTES attributes;
	PVOID context = NULL;

	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGetTypedContextWorker(wdf.device, &type), (PVOID)NULL);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ContextTypeInfo = &type;
	ASSERT_SUCCESS(test, WdfObjectAllocateContext(wdf.device, &attributes, &context));
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGetTypedContextWorker(wdf.device, &type), context);
}

WDF_DECLARE_CUSTOM_TYPE(LAMP)
WDF_DECLARE_CUSTOM_TYPE(SWITCH);

static void wdf_object_test_custom_types(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_EXPECT_FALSE(test, WdfObjectIsCustomType(item, LAMP));
	EXPECT_STATUS(test, WdfObjectAddCustomType(item, LAMP), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, WdfObjectIsCustomType(item, LAMP));
	KUNIT_EXPECT_FALSE(test, WdfObjectIsCustomType(item, SWITCH));
	KUNIT_EXPECT_EQ(test, WdfObjectGetCustomTypeData(item, LAMP), (ULONG_PTR)0);
	EXPECT_STATUS(test, WdfObjectAddCustomTypeWithData(item, SWITCH, 7, NULL, count_destroy),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, WdfObjectIsCustomType(item, LAMP));
	KUNIT_EXPECT_EQ(test, WdfObjectGetCustomTypeData(item, SWITCH), (ULONG_PTR)7);
	EXPECT_STATUS(test, WdfObjectAddCustomTypeWithData(item, SWITCH, 8, NULL, NULL),
		      STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_EQ(test, WdfObjectGetCustomTypeData(item, SWITCH), (ULONG_PTR)8);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_of(item), (void *)run);
	/* The second callback is that of the custom type. */
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 2);
}

/* The callbacks that came with each context are called. */
static void wdf_object_test_callbacks_of_a_second_context(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.EvtCleanupCallback = count_cleanup;
	attributes.EvtDestroyCallback = count_destroy;
	ASSERT_SUCCESS(test, WdfObjectAllocateContext(item, &attributes, NULL));
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 2);
}

/* All of the context is the driver's. */
static void wdf_object_test_context_larger_than_its_type(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = 3000;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(WdfObjectGet_OTHER_CONTEXT(object), 0, 3000),
			    (void *)NULL);
	memset(WdfObjectGet_OTHER_CONTEXT(object), 0x5a, 3000);
	WdfObjectDelete(object);
}

static void wdf_object_test_context_statuses(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	PVOID context;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &context),
		      STATUS_OBJECT_NAME_INVALID);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ParentObject = wdf.device;
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &context),
		      STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, NULL, &context),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfObjectAllocateContext", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
}

static void wdf_object_test_object_of_no_context_is_reported(struct kunit *test)
{
	char *block = case_alloc(test, 256);

	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(block + 128), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, block + 128);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(NULL), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, NULL);
}

/* ---- wrong calls ---------------------------------------------------------------------------- */

static void wdf_object_test_delete_of_what_is_the_frameworks_is_reported(struct kunit *test)
{
	WdfObjectDelete(wdf.device);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.device);
	WdfObjectDelete(wdf.driver);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetDriver(wdf.device), wdf.driver);
}

/* An invalid handle, to each function that takes one. */
static void wrong_handle(struct kunit *test, void *handle)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	WDFOBJECT object;
	PVOID context;

	WdfWorkItemEnqueue(handle);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", INVALID_HANDLE, handle);
	WdfWorkItemFlush(handle);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(handle), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfWorkItemGetParentObject", INVALID_HANDLE, handle);
	WdfSpinLockAcquire(handle);
	EXPECT_VIOLATION(test, "WdfSpinLockAcquire", INVALID_HANDLE, handle);
	EXPECT_STATUS(test, WdfWaitLockAcquire(handle, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfWaitLockAcquire", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceWdmGetDeviceObject(handle), (PDEVICE_OBJECT)NULL);
	EXPECT_VIOLATION(test, "WdfDeviceWdmGetDeviceObject", INVALID_HANDLE, handle);
	WinworkWdfRemoveDevice(handle);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfDriverWdmGetDriverObject(handle), (PDRIVER_OBJECT)NULL);
	EXPECT_VIOLATION(test, "WdfDriverWdmGetDriverObject", INVALID_HANDLE, handle);
	WdfDeviceInitSetExclusive(handle, TRUE);
	EXPECT_VIOLATION(test, "WdfDeviceInitSetExclusive", INVALID_HANDLE, handle);
	WdfDeviceInitFree(handle);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", INVALID_HANDLE, handle);

	/* Functions that take any object accept one of another type. */
	if (handle == fixture_of(test)->device)
		return;
	WdfObjectDelete(handle);
	EXPECT_VIOLATION(test, "WdfObjectDelete", INVALID_HANDLE, handle);
	WdfObjectReference(handle);
	EXPECT_VIOLATION(test, "WdfObjectReference", INVALID_HANDLE, handle);
	WdfObjectDereference(handle);
	EXPECT_VIOLATION(test, "WdfObjectDereference", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_context(handle), (void *)NULL);
	EXPECT_VIOLATION(test, "WdfObjectGetTypedContext", INVALID_HANDLE, handle);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	EXPECT_STATUS(test, WdfObjectAllocateContext(handle, &attributes, &context),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfObjectAllocateContext", INVALID_HANDLE, handle);
	WdfObjectAcquireLock(handle);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", INVALID_HANDLE, handle);
	if (!handle)
		return;
	attributes.ParentObject = handle;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfWorkItemCreate", INVALID_HANDLE, handle);
	EXPECT_STATUS(test, WdfObjectCreate(&attributes, &object), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfObjectCreate", INVALID_HANDLE, handle);
}

/* row 30 */
static void wdf_object_test_wrong_handles_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	wrong_handle(test, NULL);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	/*
	 * A worker that is about to leave may still hold the memory; the object is gone
	 * nevertheless.
	 */
	wrong_handle(test, item);
	wrong_handle(test, case_alloc(test, 512) + 128);
}

static void wdf_object_test_handles_of_another_type_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDFOBJECT object = new_object(test, wdf.device, run);

	/* A device of the I/O manager's is an object, but none of the framework's. */
	wrong_handle(test, fixture_of(test)->device);
	WdfWorkItemEnqueue((WDFWORKITEM)wdf.device);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", INVALID_HANDLE, wdf.device);
	WdfWorkItemFlush((WDFWORKITEM)object);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", INVALID_HANDLE, object);
	WdfSpinLockAcquire((WDFSPINLOCK)item);
	EXPECT_VIOLATION(test, "WdfSpinLockAcquire", INVALID_HANDLE, item);
	WdfObjectAcquireLock(item);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", INVALID_LOCK_OPERATION, item);
}

/* WdfObjectReference counts those references. */
static void wdf_object_test_handles_are_no_ob_objects(struct kunit *test)
{
	struct run *run = new_run(test);

	expect_no_ob_object(test, new_object(test, wdf.device, run));
	expect_no_ob_object(test, wdf.device);
	expect_no_ob_object(test, wdf.driver);
}

static struct kunit_case wdf_object_cases[] = {
	KUNIT_CASE(wdf_object_test_reference_puts_off_the_destroy_callback),
	KUNIT_CASE(wdf_object_test_dereference_without_reference_is_reported),
	KUNIT_CASE(wdf_object_test_reference_left_at_unload_is_reported),
	KUNIT_CASE(wdf_object_test_reference_of_a_pdo_left_is_reported),
	KUNIT_CASE(wdf_object_test_contexts),
	KUNIT_CASE(wdf_object_test_custom_types),
	KUNIT_CASE(wdf_object_test_context_of_a_type_without_unique_type),
	KUNIT_CASE(wdf_object_test_callbacks_of_a_second_context),
	KUNIT_CASE(wdf_object_test_context_larger_than_its_type),
	KUNIT_CASE(wdf_object_test_context_statuses),
	KUNIT_CASE(wdf_object_test_object_of_no_context_is_reported),
	KUNIT_CASE(wdf_object_test_delete_of_what_is_the_frameworks_is_reported),
	KUNIT_CASE(wdf_object_test_wrong_handles_are_reported),
	KUNIT_CASE(wdf_object_test_handles_of_another_type_are_reported),
	KUNIT_CASE(wdf_object_test_handles_are_no_ob_objects),
	{}
};

WDF_SUITE(wdf_object);
