/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_objects: what work items of the framework rest on: the tree of objects, references,
 * contexts, handles, locks, the driver and its devices.
 */
#include "wdf_case.h"

/* ---- the tree ------------------------------------------------------------------------------- */

static VOID journal_cleanup(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	note(&context->run->journal, context->name);
	atomic_inc(&context->run->cleanups);
}

static VOID journal_destroy(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	/* One letter less: "+child" becomes "child". */
	note(&context->run->journal, context->name + 1);
	atomic_inc(&context->run->destroys);
}

static WDFOBJECT journalled(struct kunit *test, WDFOBJECT parent, const char *name, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	attributes_for(&attributes, parent);
	attributes.EvtCleanupCallback = journal_cleanup;
	attributes.EvtDestroyCallback = journal_destroy;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	run_context(object)->name = name;
	return object;
}

static void wdf_objects_test_children_go_first(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT parent = journalled(test, wdf.device, "+parent", run);
	WDFOBJECT child = journalled(test, parent, "+child", run);

	journalled(test, child, "+grandchild", run);
	WdfObjectDelete(parent);
	EXPECT_JOURNAL(test, &run->journal, "+grandchild", "+child", "+parent", "grandchild",
		       "child", "parent");
}

/* A chain that would not fit on the stack, were it followed by recursion. */
static void wdf_objects_test_deep_tree(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT top = new_object(test, wdf.device, run);
	WDFOBJECT object = top;
	int i;

	for (i = 0; i < 2000; i++)
		object = new_object(test, object, run);
	WdfObjectDelete(top);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 2001);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 2001);
}

static VOID note_routine(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	note(&run->journal, "routine");
}

static void delete_object(void *data)
{
	struct run *run = data;

	WdfObjectDelete(run->object);
	note(&run->journal, "deleted");
}

/* row 115: the parent's callback comes after the item's, and that after the routine */
static void wdf_objects_test_deletion_of_the_parent(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	run->object = journalled(test, wdf.device, "+parent", run);
	attributes_for(&attributes, run->object);
	attributes.EvtCleanupCallback = journal_cleanup;
	attributes.EvtDestroyCallback = journal_destroy;
	WDF_WORKITEM_CONFIG_INIT(&config, note_routine);
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	run_context(item)->name = "+item";
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_object, run);
	EXPECT_THREAD_WAITS(test);
	complete_all(&run->go);
	join(test);
	EXPECT_JOURNAL(test, &run->journal, "routine", "+item", "+parent", "item", "parent",
		       "deleted");
}

static VOID delete_parent(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(WdfWorkItemGetParentObject(item));
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* row 115: that deletes the item too, and so waits for the routine it is called in */
static void wdf_objects_test_deletion_of_the_parent_in_own_routine(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, new_object(test, wdf.device, parent), delete_parent, true,
				    run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

static VOID delete_parent_and_item(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfObjectDelete(WdfWorkItemGetParentObject(item));
	WdfObjectDelete(item);
	note(&run->journal, "routine");
}

/* row 115: the parent's deletion is to come, and is the item's as well */
static void wdf_objects_test_deletion_of_the_parent_and_the_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	attributes_for(&attributes, journalled(test, wdf.device, "+parent", run));
	attributes.EvtCleanupCallback = journal_cleanup;
	attributes.EvtDestroyCallback = journal_destroy;
	WDF_WORKITEM_CONFIG_INIT(&config, delete_parent_and_item);
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	run_context(item)->name = "+item";
	WdfWorkItemEnqueue(item);
	KUNIT_ASSERT_TRUE(test, count_reaches(&run->destroys, 2));
	EXPECT_JOURNAL(test, &run->journal, "routine", "+item", "+parent", "item", "parent");
	EXPECT_NO_REPORT(test);
}

static VOID cleanup_that_waits(WDFOBJECT object)
{
	struct run *run = run_of(object);

	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->cleanups);
}

/* A child that is being deleted by another thread is waited for. */
static void wdf_objects_test_deletion_of_parent_and_child_at_once(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	new_object(test, wdf.device, parent);
	attributes_for(&attributes, parent->object);
	attributes.EvtCleanupCallback = cleanup_that_waits;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &run->object));
	run_context(run->object)->run = run;
	spawn(test, delete_object, run);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_object, parent);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->cleanups), 0);
	complete_all(&run->go);
	join(test);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

static VOID cleanup_that_deletes(WDFOBJECT object)
{
	struct run *run = run_of(object);

	WdfObjectDelete(run->other->object);
	atomic_inc(&run->cleanups);
}

/* OK for a child, whose deletion is under way then, and for the parent. */
static void wdf_objects_test_deletion_in_a_cleanup_callback(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *child = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = cleanup_that_deletes;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &parent->object));
	run_context(parent->object)->run = parent;
	parent->other = child;
	new_object(test, parent->object, child);
	WdfObjectDelete(parent->object);
	expect_deleted(test, child);
	expect_deleted(test, parent);

	parent = new_run(test);
	child = new_run(test);
	new_object(test, wdf.device, parent);
	attributes_for(&attributes, parent->object);
	attributes.EvtCleanupCallback = cleanup_that_deletes;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &child->object));
	run_context(child->object)->run = child;
	child->other = parent;
	WdfObjectDelete(child->object);
	expect_deleted(test, child);
	expect_deleted(test, parent);
}

static VOID try_to_create(WDFOBJECT object)
{
	struct run *run = run_of(object);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	WDFOBJECT child;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = object;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	if (WdfObjectCreate(&attributes, &child) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
	if (WdfWorkItemCreate(&config, &attributes, &item) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	if (WdfObjectAllocateContext(object, &attributes, NULL) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
}

static void wdf_objects_test_nothing_new_below_what_goes(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = try_to_create;
	attributes.EvtDestroyCallback = NULL;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &run->object));
	run_context(run->object)->run = run;
	WdfObjectDelete(run->object);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 3);
}

/* An object without a level of its own is called back where it is deleted. */
static void wdf_objects_test_execution_level_of_callbacks(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT object = new_object(test, wdf.device, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDelete(object);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)DISPATCH_LEVEL);

	run = new_run(test);
	attributes_for(&attributes, wdf.device);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDelete(object);
	KeLowerIrql(irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

/* ---- references ----------------------------------------------------------------------------- */

static void wdf_objects_test_reference_puts_off_the_destroy_callback(struct kunit *test)
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
	/* In the tree it is not any more. */
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), (PVOID)NULL);
	WdfObjectDereferenceWithTag(item, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDereference(item);
	KeLowerIrql(irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

static void wdf_objects_test_dereference_without_reference_is_reported(struct kunit *test)
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
static void wdf_objects_test_reference_left_at_unload_is_reported(struct kunit *test)
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

/* ---- contexts ------------------------------------------------------------------------------- */

static void wdf_objects_test_contexts(struct kunit *test)
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

/* Of a type that was not declared with a macro: its address alone tells it from others. */
static void wdf_objects_test_context_of_a_type_without_unique_type(struct kunit *test)
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

/* The callbacks that came with each context are called. */
static void wdf_objects_test_callbacks_of_a_second_context(struct kunit *test)
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

/* All of it is the driver's. */
static void wdf_objects_test_context_larger_than_its_type(struct kunit *test)
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

static void wdf_objects_test_context_statuses(struct kunit *test)
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

static void wdf_objects_test_object_of_no_context_is_reported(struct kunit *test)
{
	char *block = case_alloc(test, 256);

	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(block + 128), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, block + 128);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(NULL), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, NULL);
}

/* ---- wrong calls ---------------------------------------------------------------------------- */

static void wdf_objects_test_delete_of_what_is_the_frameworks_is_reported(struct kunit *test)
{
	WdfObjectDelete(wdf.device);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.device);
	WdfObjectDelete(wdf.driver);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetDriver(wdf.device), wdf.driver);
}

/* A handle that is none, to each function that takes one. */
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

	/* To those that take any object, one of another type is not wrong. */
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
static void wdf_objects_test_wrong_handles_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	wrong_handle(test, NULL);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	/* A worker on its way out may still have the memory; the object is gone all the same. */
	wrong_handle(test, item);
	wrong_handle(test, case_alloc(test, 512) + 128);
}

static void wdf_objects_test_handles_of_another_type_are_reported(struct kunit *test)
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

/* WdfObjectReference counts those. */
static void wdf_objects_test_handles_are_no_ob_objects(struct kunit *test)
{
	struct run *run = new_run(test);

	expect_no_ob_object(test, new_object(test, wdf.device, run));
	expect_no_ob_object(test, wdf.device);
	expect_no_ob_object(test, wdf.driver);
}

/* ---- locks ---------------------------------------------------------------------------------- */

static void wdf_objects_test_spin_lock(struct kunit *test)
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

static void wdf_objects_test_wait_lock(struct kunit *test)
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

static void release_wait_lock(void *data)
{
	WdfWaitLockRelease(data);
}

static void wdf_objects_test_misuse_of_a_wait_lock_is_reported(struct kunit *test)
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

static void wdf_objects_test_callback_lock_of_a_device(struct kunit *test)
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

/* ---- the driver and its devices -------------------------------------------------------------- */

static void wdf_objects_test_arithmetic_of_the_headers(struct kunit *test)
{
	char bytes[8];

	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_UP(17, 16), (size_t)32);
	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_UP(16, 16), (size_t)16);
	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_DOWN(31, 16), (size_t)16);
	KUNIT_EXPECT_PTR_EQ(test, WDF_PTR_ADD_OFFSET(bytes, 5), (PVOID)&bytes[5]);
	KUNIT_EXPECT_EQ(test, WDF_PTR_GET_OFFSET(bytes, &bytes[5]), (size_t)5);
	KUNIT_EXPECT_EQ(test, WDF_REL_TIMEOUT_IN_SEC(2), -2 * WDF_TIMEOUT_TO_SEC);
	KUNIT_EXPECT_EQ(test, WDF_REL_TIMEOUT_IN_MS(2), -2 * WDF_TIMEOUT_TO_MS);
	KUNIT_EXPECT_EQ(test, WDF_ABS_TIMEOUT_IN_US(2), 2 * WDF_TIMEOUT_TO_US);
}

static void wdf_objects_test_driver_object(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	WDFDRIVER again = (WDFDRIVER)test;

	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDriverWdmGetDriverObject(wdf.driver), fixture->driver);
	EXPECT_STATUS(test, create_wdf_driver(fixture->driver, NULL, &again),
		      STATUS_DRIVER_INTERNAL_ERROR);
	KUNIT_EXPECT_PTR_EQ(test, again, (WDFDRIVER)NULL);
	unload(test);
	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), (WDFDRIVER)NULL);
}

static void wdf_objects_test_driver_create_statuses(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_DRIVER_CONFIG config;

	unload(test);
	fixture->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.Size++;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INFO_LENGTH_MISMATCH);
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.DriverInitFlags = 0x100;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = fixture;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, &attributes, &config, NULL),
		      STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDriverCreate", BUGCHECK_WDF_VIOLATION, REQUIRED_PARAMETER_IS_NULL,
		      ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);

	/* Such a driver cannot be unloaded without a routine for it. */
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	config.EvtDriverUnload = driver_unload;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NOT_SUPPORTED);
	unload(test);
	fixture->driver->DriverUnload = NULL;
	config.EvtDriverUnload = NULL;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);
	/* Nobody has unloaded it; it ends with its driver all the same. */
	fixture_renew_driver(test);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(wdf.driver), 0L);
	wdf.driver = NULL;
	EXPECT_NO_REPORT(test);
}

/* Such a driver has its own DriverUnload, and calls the framework from there. */
static void wdf_objects_test_driver_that_unloads_itself(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	struct run *run = new_run(test);
	WDF_DRIVER_CONFIG config;

	WdfDriverMiniportUnload(wdf.driver);
	EXPECT_VIOLATION(test, "WdfDriverMiniportUnload", OBJECT_ERROR, wdf.driver);
	unload(test);
	fixture->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	config.DriverInitFlags = WdfDriverInitNoDispatchOverride;
	ASSERT_SUCCESS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver));
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);
	new_object(test, NULL, run);
	WdfDriverMiniportUnload(wdf.driver);
	expect_deleted(test, run);
	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), (WDFDRIVER)NULL);
	wdf.driver = NULL;
}

static VOID journal_unload_cleanup(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	note(wdf.journal, context->name);
}

static NTSTATUS prepare_hardware(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	note(wdf.journal, "prepare");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_status;

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, from == WdfPowerDeviceD3Final ? "entry" : "entry from elsewhere");
	return d0_status;
}

static NTSTATUS d0_entry_post(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, "post");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit_pre(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, "pre");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, to == WdfPowerDeviceD3Final ? "exit" : "exit to elsewhere");
	return STATUS_SUCCESS;
}

static NTSTATUS release_hardware(WDFDEVICE device, WDFCMRESLIST translated)
{
	note(wdf.journal, "release");
	return STATUS_SUCCESS;
}

static NTSTATUS io_init_status;

static NTSTATUS io_init(WDFDEVICE device)
{
	note(wdf.journal, "init");
	return io_init_status;
}

static NTSTATUS io_suspend(WDFDEVICE device)
{
	note(wdf.journal, "suspend");
	return STATUS_SUCCESS;
}

static VOID io_flush(WDFDEVICE device)
{
	note(wdf.journal, "flush");
}

static VOID io_cleanup(WDFDEVICE device)
{
	note(wdf.journal, "cleanup");
}

static void set_up_callbacks(struct kunit *test)
{
	WDF_PNPPOWER_EVENT_CALLBACKS *callbacks = &wdf.callbacks;

	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(callbacks);
	callbacks->EvtDevicePrepareHardware = prepare_hardware;
	callbacks->EvtDeviceReleaseHardware = release_hardware;
	callbacks->EvtDeviceD0Entry = d0_entry;
	callbacks->EvtDeviceD0EntryPostInterruptsEnabled = d0_entry_post;
	callbacks->EvtDeviceD0ExitPreInterruptsDisabled = d0_exit_pre;
	callbacks->EvtDeviceD0Exit = d0_exit;
	callbacks->EvtDeviceSelfManagedIoInit = io_init;
	callbacks->EvtDeviceSelfManagedIoSuspend = io_suspend;
	callbacks->EvtDeviceSelfManagedIoFlush = io_flush;
	callbacks->EvtDeviceSelfManagedIoCleanup = io_cleanup;
	d0_status = STATUS_SUCCESS;
	io_init_status = STATUS_SUCCESS;
	wdf.run = new_run(test);
	wdf.journal = &wdf.run->journal;
}

static void wdf_objects_test_device_comes_and_goes(struct kunit *test)
{
	struct run *run;
	WDFDEVICE device = NULL;

	set_up_callbacks(test);
	run = wdf.run;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, run->object);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init");
	KUNIT_EXPECT_EQ(test, WdfDeviceWdmGetDeviceObject(device)->Flags & DO_DEVICE_INITIALIZING,
			0u);
	WinworkWdfRemoveDevice(device);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup");
	expect_deleted(test, run);
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", INVALID_HANDLE, device);
}

static void wdf_objects_test_device_that_does_not_start(struct kunit *test)
{
	struct run *run;
	WDFDEVICE device = wdf.device;

	set_up_callbacks(test);
	run = wdf.run;
	d0_status = STATUS_DEVICE_NOT_CONNECTED;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_DEVICE_NOT_CONNECTED);
	KUNIT_EXPECT_PTR_EQ(test, device, (WDFDEVICE)NULL);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "release");
	expect_deleted(test, run);

	set_up_callbacks(test);
	run = wdf.run;
	io_init_status = STATUS_INSUFFICIENT_RESOURCES;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_INSUFFICIENT_RESOURCES);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init", "pre", "exit",
		       "release", "cleanup");
	expect_deleted(test, run);
}

static void wdf_objects_test_device_add_that_fails(struct kunit *test)
{
	struct run *run;

	set_up_callbacks(test);
	run = wdf.run;
	wdf.status = STATUS_NO_SUCH_DEVICE;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->journal.count), 0);
	expect_deleted(test, run);
	wdf.status = STATUS_SUCCESS;
}

static VOID remove_own_device(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WinworkWdfRemoveDevice((WDFDEVICE)WdfWorkItemGetParentObject(item));
	complete(&run->done);
}

static void wdf_objects_test_removal_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, remove_own_device, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, wdf.device);
	WdfWorkItemFlush(item);
	WinworkWdfRemoveDevice(wdf.device);
	EXPECT_NO_REPORT(test);
}

/* row 50 and the rest: devices first, then EvtDriverUnload, then what is left */
static void wdf_objects_test_unload(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object;
	WDFDEVICE device;

	set_up_callbacks(test);
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	new_item(test, device, stay, true, run);
	attributes_for(&attributes, NULL);
	attributes.EvtCleanupCallback = journal_unload_cleanup;
	attributes.EvtDestroyCallback = NULL;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->name = "left";
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	complete_all(&run->go);
	unload(test);
	EXPECT_JOURNAL(test, wdf.journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup", "EvtDriverUnload", "left");
	expect_deleted(test, run);
	wdf.journal = NULL;
}

static void wdf_objects_test_control_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\winwork-wdf-control");
	DECLARE_CONST_UNICODE_STRING(everybody, L"D:P(A;;GA;;;WD)");
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	PWDFDEVICE_INIT second = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	WDFDEVICE device = NULL, other = wdf.device;
	PDEVICE_OBJECT wdm;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	EXPECT_STATUS(test, WdfDeviceInitAssignName(init, &name), STATUS_SUCCESS);
	WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NULL);
	WdfDeviceInitSetCharacteristics(init, FILE_DEVICE_SECURE_OPEN, FALSE);
	WdfDeviceInitSetCharacteristics(init, FILE_READ_ONLY_DEVICE, TRUE);
	WdfDeviceInitSetExclusive(init, TRUE);
	WdfDeviceInitSetIoType(init, WdfDeviceIoDirect);
	attributes_for(&attributes, NULL);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)init, (void *)NULL);
	run_context(device)->run = run;
	wdm = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_EQ(test, wdm->DeviceType, (DEVICE_TYPE)FILE_DEVICE_NULL);
	KUNIT_EXPECT_EQ(test, wdm->Characteristics,
			(ULONG)(FILE_DEVICE_SECURE_OPEN | FILE_READ_ONLY_DEVICE));
	KUNIT_EXPECT_EQ(test, wdm->Flags, (ULONG)(DO_DIRECT_IO | DO_EXCLUSIVE | DO_DEVICE_HAS_NAME |
						  DO_DEVICE_INITIALIZING));
	WdfControlFinishInitializing(device);
	KUNIT_EXPECT_EQ(test, wdm->Flags & DO_DEVICE_INITIALIZING, 0u);

	/* Two of one name there are not. */
	EXPECT_STATUS(test, WdfDeviceInitAssignName(second, &name), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceCreate(&second, NULL, &other), STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other, (WDFDEVICE)NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	WdfDeviceInitFree(second);
	WdfDeviceInitFree(second);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", INVALID_HANDLE, second);

	/* It is not one that leaves; it is deleted. */
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, device);
	WdfObjectDelete(device);
	expect_deleted(test, run);
	/* One that is left goes with the driver, and so does what nothing came of. */
	WdfControlDeviceInitAllocate(wdf.driver, &everybody);
}

static struct run *failing_run;

static NTSTATUS failing_entry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, NULL);
	if (create_wdf_driver(driver, &attributes, &wdf.driver) != STATUS_SUCCESS)
		return STATUS_SUCCESS;
	run_context(wdf.driver)->run = failing_run;
	return STATUS_UNSUCCESSFUL;
}

/* What a DriverEntry that fails leaves goes without EvtDriverUnload, and without a report. */
static void wdf_objects_test_driver_entry_that_fails(struct kunit *test)
{
	failing_run = new_run(test);
	unload(test);
	wdf.journal = &failing_run->journal;
	EXPECT_STATUS(test, IoCreateDriver(NULL, failing_entry), STATUS_UNSUCCESSFUL);
	wdf.driver = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&failing_run->journal.count), 0);
	expect_deleted(test, failing_run);
	EXPECT_NO_REPORT(test);
}

/* ---- levels ---------------------------------------------------------------------------------- */

/* Windows allows all of these up to DISPATCH_LEVEL. */
static void wdf_objects_test_device_init_at_dispatch_level(struct kunit *test)
{
	PWDFDEVICE_INIT kept = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	PWDFDEVICE_INIT freed = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	PDEVICE_OBJECT object;
	WDFDEVICE device;
	KIRQL irql;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kept);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, freed);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfDeviceInitSetPnpPowerEventCallbacks(kept, &callbacks);
	WdfDeviceInitSetDeviceType(kept, FILE_DEVICE_NETWORK);
	WdfDeviceInitSetCharacteristics(kept, FILE_REMOVABLE_MEDIA, FALSE);
	WdfDeviceInitSetExclusive(kept, TRUE);
	WdfDeviceInitSetIoType(kept, WdfDeviceIoDirect);
	WdfDeviceInitFree(freed);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&kept, NULL, &device));
	object = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_EQ(test, object->DeviceType, (ULONG)FILE_DEVICE_NETWORK);
	KUNIT_EXPECT_TRUE(test, object->Characteristics & FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_TRUE(test, object->Flags & DO_EXCLUSIVE);
	KUNIT_EXPECT_TRUE(test, object->Flags & DO_DIRECT_IO);
	WdfObjectDelete(device);
}

/* Those that Windows wants PASSIVE_LEVEL for. */
static void wdf_objects_test_naming_and_creating_need_passive_level(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Level");
	NTSTATUS assigned, created;
	WDFDEVICE device;
	KIRQL irql;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	assigned = WdfDeviceInitAssignName(init, &name);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, (unsigned int)assigned, (unsigned int)STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDeviceInitAssignName", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, init,
		      DISPATCH_LEVEL, 0, ANY, init);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	created = WdfDeviceCreate(&init, NULL, &device);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, (unsigned int)created, (unsigned int)STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDeviceCreate", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, init,
		      DISPATCH_LEVEL, 0, ANY, init);
	WdfDeviceInitFree(init);
}

/* The driver's own DriverUnload gets its EvtDriverUnload called, before the driver object goes. */
static void wdf_objects_test_miniport_unload_calls_evt_driver_unload(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct run *run = new_run(test);
	WDF_DRIVER_CONFIG config;

	unload(test);
	driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	config.EvtDriverUnload = driver_unload;
	config.DriverInitFlags = WdfDriverInitNoDispatchOverride;
	ASSERT_SUCCESS(test, WdfDriverCreate(driver, &path, NULL, &config, &wdf.driver));
	new_object(test, NULL, run);
	wdf.journal = &run->journal;
	WdfDriverMiniportUnload(wdf.driver);
	wdf.driver = NULL;
	wdf.journal = NULL;
	EXPECT_JOURNAL(test, &run->journal, "EvtDriverUnload");
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_objects_cases[] = {
	KUNIT_CASE(wdf_objects_test_children_go_first),
	KUNIT_CASE(wdf_objects_test_deep_tree),
	KUNIT_CASE(wdf_objects_test_deletion_of_the_parent),
	KUNIT_CASE(wdf_objects_test_deletion_of_the_parent_in_own_routine),
	KUNIT_CASE(wdf_objects_test_deletion_of_the_parent_and_the_item),
	KUNIT_CASE(wdf_objects_test_deletion_of_parent_and_child_at_once),
	KUNIT_CASE(wdf_objects_test_deletion_in_a_cleanup_callback),
	KUNIT_CASE(wdf_objects_test_nothing_new_below_what_goes),
	KUNIT_CASE(wdf_objects_test_execution_level_of_callbacks),
	KUNIT_CASE(wdf_objects_test_reference_puts_off_the_destroy_callback),
	KUNIT_CASE(wdf_objects_test_dereference_without_reference_is_reported),
	KUNIT_CASE(wdf_objects_test_reference_left_at_unload_is_reported),
	KUNIT_CASE(wdf_objects_test_contexts),
	KUNIT_CASE(wdf_objects_test_context_of_a_type_without_unique_type),
	KUNIT_CASE(wdf_objects_test_callbacks_of_a_second_context),
	KUNIT_CASE(wdf_objects_test_context_larger_than_its_type),
	KUNIT_CASE(wdf_objects_test_context_statuses),
	KUNIT_CASE(wdf_objects_test_object_of_no_context_is_reported),
	KUNIT_CASE(wdf_objects_test_delete_of_what_is_the_frameworks_is_reported),
	KUNIT_CASE(wdf_objects_test_wrong_handles_are_reported),
	KUNIT_CASE(wdf_objects_test_handles_of_another_type_are_reported),
	KUNIT_CASE(wdf_objects_test_handles_are_no_ob_objects),
	KUNIT_CASE(wdf_objects_test_spin_lock),
	KUNIT_CASE(wdf_objects_test_wait_lock),
	KUNIT_CASE(wdf_objects_test_misuse_of_a_wait_lock_is_reported),
	KUNIT_CASE(wdf_objects_test_callback_lock_of_a_device),
	KUNIT_CASE(wdf_objects_test_arithmetic_of_the_headers),
	KUNIT_CASE(wdf_objects_test_driver_object),
	KUNIT_CASE(wdf_objects_test_driver_create_statuses),
	KUNIT_CASE(wdf_objects_test_driver_that_unloads_itself),
	KUNIT_CASE(wdf_objects_test_device_comes_and_goes),
	KUNIT_CASE(wdf_objects_test_device_that_does_not_start),
	KUNIT_CASE(wdf_objects_test_device_add_that_fails),
	KUNIT_CASE(wdf_objects_test_removal_in_own_routine_is_reported),
	KUNIT_CASE(wdf_objects_test_unload),
	KUNIT_CASE(wdf_objects_test_control_device),
	KUNIT_CASE(wdf_objects_test_driver_entry_that_fails),
	KUNIT_CASE(wdf_objects_test_device_init_at_dispatch_level),
	KUNIT_CASE(wdf_objects_test_naming_and_creating_need_passive_level),
	KUNIT_CASE(wdf_objects_test_miniport_unload_calls_evt_driver_unload),
	{}
};

WDF_SUITE(wdf_objects);
