/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_serialisation: work items with and without AutomaticSerialization.
 */
#include "wdf_case.h"

/* Its first run enqueues it and waits for the second. */
static VOID meet_oneself(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
	} else {
		complete(&run->go);
	}
	atomic_inc(&run->finished);
}

/* rows 12 and 117: not serialised, one item runs twice at once */
static void wdf_serialisation_test_item_overlaps_with_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), meet_oneself, false, run);

	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* Counts a run during which the other item still runs. */
static VOID look_for_the_other(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_read(&run->other->finished) != atomic_read(&run->other->runs))
		atomic_inc(&run->failures);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
}

/*
 * An item overlaps neither with itself nor with another one of the device. Workers have taken both
 * items, and wait for the routine that runs.
 */
static void serialised_items(struct kunit *test, WDFDEVICE device)
{
	struct run *first = new_run(test), *second = new_run(test);

	new_item(test, device, stay, true, first);
	new_item(test, device, look_for_the_other, true, second);
	second->other = first;
	WdfWorkItemEnqueue(first->item);
	ASSERT_IN_TIME(test, &first->started);
	enqueue_until_it_waits(test, second);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 0);
	enqueue_until_it_waits(test, first);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 0);
	complete_all(&first->go);
	WdfWorkItemFlush(second->item);
	WdfWorkItemFlush(first->item);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->failures), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->failures), 0);
}

/* row 117 */
static void wdf_serialisation_test_serialised_items_do_not_overlap(struct kunit *test)
{
	serialised_items(test, serialising_device(test));
}

/* Two routines wait for each other. */
static VOID meet(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	complete(&run->other->go);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

static void items_meet(struct kunit *test, WDFDEVICE device, bool serialised)
{
	struct run *run[2] = { new_run(test), new_run(test) };
	WDFWORKITEM item[2];
	int i;

	for (i = 0; i < 2; i++) {
		run[i]->other = run[!i];
		item[i] = new_item(test, device, meet, serialised, run[i]);
	}
	for (i = 0; i < 2; i++)
		WdfWorkItemEnqueue(item[i]);
	for (i = 0; i < 2; i++) {
		WdfWorkItemFlush(item[i]);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->failures), 0);
	}
}

/* row 117 */
static void wdf_serialisation_test_items_not_serialised_overlap(struct kunit *test)
{
	items_meet(test, serialising_device(test), false);
}

/* row 117: without effect where the scope is none, given or inherited */
static void wdf_serialisation_test_scope_none_does_not_serialise(struct kunit *test)
{
	items_meet(test, add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone),
		   true);
	items_meet(test, wdf.device, true);
}

/* row 117: two devices have two locks */
static void wdf_serialisation_test_items_of_two_devices_overlap(struct kunit *test)
{
	struct run *run[2] = { new_run(test), new_run(test) };
	WDFWORKITEM item[2];
	int i;

	for (i = 0; i < 2; i++) {
		run[i]->other = run[!i];
		item[i] = new_item(test, serialising_device(test), meet, true, run[i]);
	}
	for (i = 0; i < 2; i++)
		WdfWorkItemEnqueue(item[i]);
	for (i = 0; i < 2; i++) {
		WdfWorkItemFlush(item[i]);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->failures), 0);
	}
}

/* row 117: it is the lock of WdfObjectAcquireLock */
static void wdf_serialisation_test_serialised_item_waits_for_the_device_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDEVICE device = serialising_device(test);

	new_item(test, device, routine, true, run);
	WdfObjectAcquireLock(device);
	enqueue_until_it_waits(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	WdfObjectReleaseLock(device);
	ASSERT_IN_TIME(test, &run->done);
}

/* Of the two locks it owns that of its queue. */
static VOID acquire_both_locks(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	WDFOBJECT queue = WdfWorkItemGetParentObject(item);
	WDFDEVICE device = WdfIoQueueGetDevice((WDFQUEUE)queue);

	WdfObjectAcquireLock(device);
	WdfObjectReleaseLock(device);
	run->object = queue;
	WdfObjectAcquireLock(queue);
	WdfObjectReleaseLock(queue);
	complete(&run->done);
}

/* row 117: below a queue of WdfSynchronizationScopeQueue */
static void wdf_serialisation_test_item_below_a_queue(struct kunit *test)
{
	WDFDEVICE device = serialising_device(test);
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_IO_QUEUE_CONFIG config;
	WDFQUEUE queue = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.SynchronizationScope = WdfSynchronizationScopeQueue;
	WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(device, &config, &attributes, &queue));
	WdfWorkItemEnqueue(new_item(test, queue, acquire_both_locks, true, run));
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", RECURSIVE_LOCK, queue);
	EXPECT_NO_REPORT(test);
}

/* The device passes on the scope that it inherits. */
static void wdf_serialisation_test_scope_is_inherited_from_the_driver(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	unload(test);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	ASSERT_SUCCESS(test, create_wdf_driver(fixture_of(test)->driver, &attributes, &wdf.driver));
	serialised_items(test, add_device(test, WdfExecutionLevelInheritFromParent,
					  WdfSynchronizationScopeInheritFromParent));
}

static struct kunit_case wdf_serialisation_cases[] = {
	KUNIT_CASE(wdf_serialisation_test_item_overlaps_with_itself),
	KUNIT_CASE(wdf_serialisation_test_serialised_items_do_not_overlap),
	KUNIT_CASE(wdf_serialisation_test_items_not_serialised_overlap),
	KUNIT_CASE(wdf_serialisation_test_scope_none_does_not_serialise),
	KUNIT_CASE(wdf_serialisation_test_items_of_two_devices_overlap),
	KUNIT_CASE(wdf_serialisation_test_serialised_item_waits_for_the_device_lock),
	KUNIT_CASE(wdf_serialisation_test_item_below_a_queue),
	KUNIT_CASE(wdf_serialisation_test_scope_is_inherited_from_the_driver),
	{}
};

WDF_SUITE(wdf_serialisation);
