/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite verifier_item: misuse of items and objects for which Windows stops the machine: items
 * queued twice, freed while queued, dead, or of another kind. Each such call is refused, reported
 * exactly once with the parameters of its bug check, and changes nothing.
 */
#include "verifier_case.h"

#include <linux/vmalloc.h>

static VOID other_routine(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	atomic_inc(&run->others);
	complete(&run->done);
}

/* ---- the object --------------------------------------------------------------------------- */

/* row 6 */
static void verifier_item_test_queue_of_a_drivers_item_by_queue_work_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = driver_item(test);

	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 3, item, fixture->driver, 0,
		      item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->driver),
			(long)fixture->driver_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
}

/* row 7 */
static void verifier_item_test_allocate_for_no_object(struct kunit *test)
{
	void *foreign = case_alloc(test, 512);
	PIO_WORKITEM item;

	item = IoAllocateWorkItem(foreign);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item, (void *)NULL);
	EXPECT_REPORT(test, "IoAllocateWorkItem", BUGCHECK_WORKER_INVALID, 3, 0, foreign, 0, NULL);
	item = IoAllocateWorkItem(NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item, (void *)NULL);
	EXPECT_REPORT(test, "IoAllocateWorkItem", BUGCHECK_WORKER_INVALID, 3, 0, 0, 0, NULL);
	item = IoAllocateWorkItem((PDEVICE_OBJECT)0x1000);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item, (void *)NULL);
	EXPECT_REPORT(test, "IoAllocateWorkItem", BUGCHECK_WORKER_INVALID, 3, 0, 0x1000, 0, NULL);
}

/* row 7: a device that is gone */
static void verifier_item_test_allocate_for_a_deleted_device(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PDEVICE_OBJECT device;
	PIO_WORKITEM item;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0,
					     FALSE, &device), STATUS_SUCCESS);
	IoDeleteDevice(device);
	item = IoAllocateWorkItem(device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item, (void *)NULL);
	EXPECT_REPORT(test, "IoAllocateWorkItem", BUGCHECK_WORKER_INVALID, 3, 0, device, 0, NULL);
}

/* row 7: IoInitializeWorkItem has no result, so the queue call is refused */
static void verifier_item_test_initialize_for_no_object(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	void *foreign = case_alloc(test, 512);
	struct run *run = new_run(test);

	IoInitializeWorkItem(foreign, item);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, item, foreign, 0,
		      item);
	/* It belongs to no object, and the refused pointer is not followed. */
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 3, item, NULL, 0, item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 3, item, NULL, 0, item);
	KUNIT_EXPECT_EQ(test, (int)IoTryQueueWorkItem(item, routine_ex, DelayedWorkQueue, run),
			(int)FALSE);
	EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_WORKER_INVALID, 3, item, NULL, 0, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);

	/* Initialised again, for an object, it is an item like any other. */
	IoUninitializeWorkItem(item);
	IoInitializeWorkItem(fixture_of(test)->device, item);
	expect_item_works(test, item);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- queued twice ------------------------------------------------------------------------- */

/* row 17 */
static void verifier_item_test_queue_of_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	EXPECT_NO_REPORT(test);
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 1, item, DelayedWorkQueue,
		      0, item);
	KUNIT_EXPECT_EQ(test, device_references(test),
			(long)fixture_of(test)->device_references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
}

/* row 18: the first binding of routine, context, type and arity stands */
static void verifier_item_test_first_binding_wins(struct kunit *test)
{
	struct run *first = new_run(test), *second = new_run(test);
	PIO_WORKITEM item = device_item(test);

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(item, routine, DelayedWorkQueue, first);
	IoQueueWorkItemEx(item, other_routine, CriticalWorkQueue, second);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 1, item,
		      CriticalWorkQueue, 0, item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &first->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->others), 0);
	IoFreeWorkItem(item);
}

/* row 72: for IoTryQueueWorkItem a queued item is misuse as well; FALSE, with a report */
static void verifier_item_test_try_queue_of_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	BOOLEAN queued;

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	queued = IoTryQueueWorkItem(item, other_routine, DelayedWorkQueue, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_WORKER_INVALID, 1, item,
		      DelayedWorkQueue, 0, item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->others), 0);
	IoFreeWorkItem(item);
}

/* ---- freed while queued ------------------------------------------------------------------- */

static VOID free_when_told(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	complete(&run->started);
	in_time(&run->go);
	IoFreeWorkItem(item);
	complete(&run->done);
}

/* row 25: the routine runs while another thread has queued the item again; then it frees it */
static void verifier_item_test_free_of_an_item_requeued_by_another(struct kunit *test)
{
	struct run *run = new_run(test), *second = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItemEx(item, free_when_told, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->started);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, second);
	complete(&run->go);
	EXPECT_IN_TIME(test, &run->done);
	EXPECT_REPORT(test, "IoFreeWorkItem", BUGCHECK_WORKER_INVALID, 2, item, routine_ex, 0,
		      item);
	/* The reference of the first run is dropped, that of the queueing stays. */
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &second->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 1);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 38 */
static void verifier_item_test_uninitialize_of_a_queued_item(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	struct run *run = new_run(test);

	IoInitializeWorkItem(fixture_of(test)->device, item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	IoUninitializeWorkItem(item);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_WORKER_INVALID, 2, item, routine_ex,
		      0, item);
	KUNIT_EXPECT_EQ(test, device_references(test),
			(long)fixture_of(test)->device_references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 38: initialising a queued item again is corruption on Windows */
static void verifier_item_test_initialize_of_a_queued_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	struct run *run = new_run(test);

	IoInitializeWorkItem(fixture->device, item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	/* Its routine, context and owner stay. */
	IoInitializeWorkItem(fixture->driver, item);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, item,
		      fixture->device, 0, item);
	KUNIT_EXPECT_EQ(test, device_references(test), (long)fixture->device_references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture->device);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- dead, foreign and mistaken items ----------------------------------------------------- */

/* row 30 */
static void verifier_item_test_queue_of_a_freed_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item;
	BOOLEAN queued;

	item = device_item(test);
	IoFreeWorkItem(item);
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item, item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item,
		      item);
	queued = IoTryQueueWorkItem(item, routine_ex, DelayedWorkQueue, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item,
		      item);
	expect_untouched_references(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 30: and of memory that never held an item, and of no memory */
static void verifier_item_test_queue_of_no_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM foreign = case_alloc(test, IoSizeofWorkItem());

	IoQueueWorkItemEx(foreign, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, foreign,
		      foreign);
	IoQueueWorkItemEx(NULL, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, NULL,
		      NULL);
	IoQueueWorkItemEx((PIO_WORKITEM)0x1000, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, 0x1000,
		      0x1000);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 30: an uninitialised item is no item */
static void verifier_item_test_queue_of_an_uninitialized_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture_of(test)->device, item);
	IoUninitializeWorkItem(item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item,
		      item);
	IoUninitializeWorkItem(item);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item,
		      item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 31: reported, and the storage stays the caller's */
static void verifier_item_test_free_of_an_initialized_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture->device, item);
	IoFreeWorkItem(item);
	EXPECT_REPORT(test, "IoFreeWorkItem", BUGCHECK_WORKER_INVALID, 3, item, fixture->device, 0,
		      item);
	expect_item_works(test, item);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 32 */
static void verifier_item_test_uninitialize_of_an_allocated_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM item = device_item(test);

	IoUninitializeWorkItem(item);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, item,
		      fixture->device, 0, item);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 33 */
static void verifier_item_test_initialize_of_an_allocated_item(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);

	IoInitializeWorkItem(fixture_of(test)->device, item);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, item,
		      fixture_of(test)->device, 0, item);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 40 */
static void verifier_item_test_free_of_storage_with_an_initialized_item(struct kunit *test)
{
	UCHAR *storage;
	PIO_WORKITEM item;

	storage = ExAllocatePoolWithTag(NonPagedPoolNx, 32 + IoSizeofWorkItem(), TAG);
	item = (PIO_WORKITEM)(storage + 32);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, storage);
	IoInitializeWorkItem(fixture_of(test)->device, item);
	ExFreePoolWithTag(storage, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_VERIFIER, 0x5757, item, storage,
		      storage + 32 + IoSizeofWorkItem(), item);
	/* The pool is free, and the item has no record that an unload could find. */
	ExFreePoolWithTag(storage, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, storage, storage);
}

/* row 40: with the item queued the memory stays, for the run that comes */
static void verifier_item_test_free_of_storage_with_a_queued_item(struct kunit *test)
{
	UCHAR *storage;
	PIO_WORKITEM item;
	struct run *run = new_run(test);

	storage = ExAllocatePoolWithTag(NonPagedPoolNx, 32 + IoSizeofWorkItem(), TAG);
	item = (PIO_WORKITEM)(storage + 32);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, storage);
	IoInitializeWorkItem(fixture_of(test)->device, item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ExFreePoolWithTag(storage, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_WORKER_INVALID, 0, item, storage,
		      storage + 32 + IoSizeofWorkItem(), item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	IoUninitializeWorkItem(item);
	ExFreePoolWithTag(storage, TAG);
	EXPECT_NO_REPORT(test);
}

/* A warning: the item works nevertheless, for a caller that waits for its routine. */
static void check_pageable(struct kunit *test, PIO_WORKITEM item)
{
	struct run *run = new_run(test);

	IoInitializeWorkItem(fixture_of(test)->device, item);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_VERIFIER, 0x131, item,
		      IoSizeofWorkItem(), 0, item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	KUNIT_EXPECT_TRUE(test, in_time(&run->done));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 41 */
static void verifier_item_test_initialize_in_pageable_memory(struct kunit *test)
{
	void *storage;

	storage = vmalloc(IoSizeofWorkItem());
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, storage);
	check_pageable(test, storage);
	vfree(storage);
}

/* row 41 */
static void verifier_item_test_initialize_in_stack_memory(struct kunit *test)
{
	unsigned long long storage[16];

	KUNIT_ASSERT_LE(test, (size_t)IoSizeofWorkItem(), sizeof(storage));
	check_pageable(test, (PIO_WORKITEM)storage);
}

/* row 36: storage that is aligned to less than four bytes cannot hold an item */
static void verifier_item_test_initialize_in_unaligned_memory(struct kunit *test)
{
	u8 *storage = case_alloc(test, IoSizeofWorkItem() + 4);
	struct run *run = new_run(test);
	PIO_WORKITEM item;
	int offset;

	for (offset = 1; offset < 4; offset++) {
		item = (PIO_WORKITEM)(storage + offset);
		IoInitializeWorkItem(fixture_of(test)->device, item);
		EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, item,
			      fixture_of(test)->device, 0, item);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(storage, 0, IoSizeofWorkItem() + 4),
				    (void *)NULL);
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0,
			      item, item);
	}
	expect_untouched_references(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static struct kunit_case verifier_item_cases[] = {
	KUNIT_CASE(verifier_item_test_queue_of_a_drivers_item_by_queue_work_item),
	KUNIT_CASE(verifier_item_test_allocate_for_no_object),
	KUNIT_CASE(verifier_item_test_allocate_for_a_deleted_device),
	KUNIT_CASE(verifier_item_test_initialize_for_no_object),
	KUNIT_CASE(verifier_item_test_queue_of_a_queued_item),
	KUNIT_CASE(verifier_item_test_first_binding_wins),
	KUNIT_CASE(verifier_item_test_try_queue_of_a_queued_item),
	KUNIT_CASE(verifier_item_test_free_of_an_item_requeued_by_another),
	KUNIT_CASE(verifier_item_test_uninitialize_of_a_queued_item),
	KUNIT_CASE(verifier_item_test_initialize_of_a_queued_item),
	KUNIT_CASE(verifier_item_test_queue_of_a_freed_item),
	KUNIT_CASE(verifier_item_test_queue_of_no_item),
	KUNIT_CASE(verifier_item_test_queue_of_an_uninitialized_item),
	KUNIT_CASE(verifier_item_test_free_of_an_initialized_item),
	KUNIT_CASE(verifier_item_test_uninitialize_of_an_allocated_item),
	KUNIT_CASE(verifier_item_test_initialize_of_an_allocated_item),
	KUNIT_CASE(verifier_item_test_free_of_storage_with_an_initialized_item),
	KUNIT_CASE(verifier_item_test_free_of_storage_with_a_queued_item),
	KUNIT_CASE(verifier_item_test_initialize_in_pageable_memory),
	KUNIT_CASE(verifier_item_test_initialize_in_stack_memory),
	KUNIT_CASE(verifier_item_test_initialize_in_unaligned_memory),
	{}
};

WINWORK_SUITE(verifier_item);
