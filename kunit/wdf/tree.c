/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_tree: the tree of framework objects: order of deletion, and callbacks.
 */
#include "wdf_case.h"

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

static void wdf_tree_test_children_go_first(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT parent = journalled(test, wdf.device, "+parent", run);
	WDFOBJECT child = journalled(test, parent, "+child", run);

	journalled(test, child, "+grandchild", run);
	WdfObjectDelete(parent);
	EXPECT_JOURNAL(test, &run->journal, "+grandchild", "+child", "+parent", "grandchild",
		       "child", "parent");
}

/* A chain that would not fit on the stack if recursion followed it. */
static void wdf_tree_test_deep_tree(struct kunit *test)
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
static void wdf_tree_test_deletion_of_the_parent(struct kunit *test)
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

/* row 115: that also deletes the item, and so waits for the routine in which it is called */
static void wdf_tree_test_deletion_of_the_parent_in_own_routine(struct kunit *test)
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

/* row 115: the parent's deletion comes later, and is the item's as well */
static void wdf_tree_test_deletion_of_the_parent_and_the_item(struct kunit *test)
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

/* The deletion waits for a child that another thread is deleting. */
static void wdf_tree_test_deletion_of_parent_and_child_at_once(struct kunit *test)
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
static void wdf_tree_test_deletion_in_a_cleanup_callback(struct kunit *test)
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

static void wdf_tree_test_nothing_new_below_what_goes(struct kunit *test)
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

/* The callbacks of an object without a level of its own run where it is deleted. */
static void wdf_tree_test_execution_level_of_callbacks(struct kunit *test)
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

static struct kunit_case wdf_tree_cases[] = {
	KUNIT_CASE(wdf_tree_test_children_go_first),
	KUNIT_CASE(wdf_tree_test_deep_tree),
	KUNIT_CASE(wdf_tree_test_deletion_of_the_parent),
	KUNIT_CASE(wdf_tree_test_deletion_of_the_parent_in_own_routine),
	KUNIT_CASE(wdf_tree_test_deletion_of_the_parent_and_the_item),
	KUNIT_CASE(wdf_tree_test_deletion_of_parent_and_child_at_once),
	KUNIT_CASE(wdf_tree_test_deletion_in_a_cleanup_callback),
	KUNIT_CASE(wdf_tree_test_nothing_new_below_what_goes),
	KUNIT_CASE(wdf_tree_test_execution_level_of_callbacks),
	{}
};

WDF_SUITE(wdf_tree);
