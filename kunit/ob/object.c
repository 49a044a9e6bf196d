/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_object: reference counts of objects, the objects that a work item references and for how
 * long, and driver objects and their images.
 */
#include "support.h"

struct run {
	struct completion started;
	struct completion go;
	struct completion done;
	atomic_t runs;
	atomic_t failures;
	PVOID object;
	PIO_WORKITEM item;
	LONG_PTR references;		/* of the object, as the routine saw them */
	ULONG device_type;
	PVOID extension;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	run->object = object;
	run->item = item;
	run->references = WinworkObjectReferenceCount(object);
	atomic_inc(&run->runs);
	complete(&run->done);
}

static VOID stay(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	run->references = WinworkObjectReferenceCount(object);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* ---- references of work items ------------------------------------------------------------- */

/* row 4 */
static void ob_object_test_idle_items_hold_no_reference(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM allocated = device_item(test), drivers = driver_item(test);
	PIO_WORKITEM initialized = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture->device, initialized);
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), (long)fixture->driver_references);
	IoFreeWorkItem(allocated);
	IoFreeWorkItem(drivers);
	IoUninitializeWorkItem(initialized);
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), (long)fixture->driver_references);
}

/* row 5 */
static void ob_object_test_item_of_a_driver_object(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = driver_item(test);

	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture->driver);
	KUNIT_EXPECT_EQ(test, (long)run->references, (long)fixture->driver_references + 1);
	KUNIT_EXPECT_EQ(test, (int)try_queue_in_time(item, routine_ex, DelayedWorkQueue, run,
						     PASSIVE_LEVEL), (int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture->driver, fixture->driver_references);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* row 5: in the caller's storage as well */
static void ob_object_test_initialized_item_of_a_driver_object(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture->driver, item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture->driver);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

static VOID free_then_stay(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	stay(object, context, NULL);
}

struct extension {
	ULONG magic;
	struct run *run;
};

static VOID look_at_device(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;
	struct extension *extension = device->DeviceExtension;

	run->object = device;
	run->device_type = device->DeviceType;
	run->extension = extension->run;
	run->references = WinworkObjectReferenceCount(device);
	IoFreeWorkItem(run->item);
	complete(&run->done);
}

/*
 * row 49: delete pending: the routine finds the device complete, and the device is freed when the
 * routine has returned
 */
static void ob_object_test_delete_of_a_device_with_a_queued_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	struct extension *extension;
	PDEVICE_OBJECT device;
	PVOID gone;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture->driver, sizeof(*extension), NULL,
					     FILE_DEVICE_DISK, 0, FALSE, &device),
			STATUS_SUCCESS);
	gone = device;
	extension = device->DeviceExtension;
	extension->run = run;
	run->item = IoAllocateWorkItem(device);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run->item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(run->item, look_at_device, DelayedWorkQueue, run);
	IoDeleteDevice(device);
	KUNIT_EXPECT_EQ(test, references(gone), 1L);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, gone);
	KUNIT_EXPECT_EQ(test, run->device_type, (ULONG)FILE_DEVICE_DISK);
	KUNIT_EXPECT_PTR_EQ(test, run->extension, (PVOID)run);
	KUNIT_EXPECT_EQ(test, (long)run->references, 1L);
	/* No object is at that address now. */
	EXPECT_REFERENCES(test, gone, 0);
	EXPECT_NO_REPORT(test);
}

struct deletion {
	PDRIVER_OBJECT driver;
	struct run *run;
	int runs_before;		/* of the routine, to its end, when the driver was gone */
	struct completion done;
};

static void delete_driver(void *data)
{
	struct deletion *deletion = data;

	IoDeleteDriver(deletion->driver);
	deletion->runs_before = atomic_read(&deletion->run->runs);
	complete(&deletion->done);
}

/* row 50: the driver object is freed when the routine has returned, not when it is deleted */
static void ob_object_test_driver_waits_for_its_item(struct kunit *test)
{
	struct deletion *deletion = case_alloc_type(test, struct deletion);
	struct run *run = new_run(test);
	PVOID gone;

	init_completion(&deletion->done);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	deletion->driver = gone = created_driver;
	IoQueueWorkItemEx(IoAllocateWorkItem(gone), free_then_stay, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->started);
	deletion->run = run;
	spawn(test, delete_driver, deletion);
	EXPECT_WAITS(test, &deletion->done);
	KUNIT_EXPECT_NE(test, references(gone), 0L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &deletion->done);
	KUNIT_EXPECT_EQ(test, deletion->runs_before, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, references(gone), 0L);
	EXPECT_NO_REPORT(test);
}

/*
 * Whether the storage of @item is free: then it is one of the next allocations. New storage comes only
 * when none is free, and a suite leaves no more than this.
 */
static bool is_free(struct kunit *test, PIO_WORKITEM item)
{
	enum { MOST = 4096 };
	PIO_WORKITEM *items = case_alloc_array(test, MOST, PIO_WORKITEM);
	bool found = false;
	int count;

	for (count = 0; count < MOST && !found; count++) {
		items[count] = device_item(test);
		found = items[count] == item;
	}
	while (count--)
		IoFreeWorkItem(items[count]);
	return found;
}

/*
 * row 52: a leaked item is reported with the place of its allocation when its driver goes, once, and is
 * freed
 */
static void ob_object_test_leaked_item_is_reported_with_its_driver(struct kunit *test)
{
	PIO_WORKITEM item;
	PVOID driver;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	driver = created_driver;
	item = IoAllocateWorkItem(driver);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	IoDeleteDriver(driver);
	EXPECT_REPORT(test, "IoAllocateWorkItem", BUGCHECK_VERIFIER, 0x62, item, driver, ANY, item);
	KUNIT_EXPECT_TRUE(test, is_free(test, item));
	EXPECT_NO_REPORT(test);
}

/* ---- references --------------------------------------------------------------------------- */

static void ob_object_test_reference_and_dereference(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	long idle = fixture->device_references;

	ObReferenceObject(fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), idle + 1);
	ObReferenceObject(fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), idle + 2);
	ObDereferenceObject(fixture->device);
	ObDereferenceObject(fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), idle);
	ObReferenceObject(fixture->driver);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), (long)fixture->driver_references + 1);
	ObDereferenceObject(fixture->driver);
	EXPECT_NO_REPORT(test);
}

static void ob_object_test_reference_under_spin_lock(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	ObReferenceObject(fixture->device);
	ObDereferenceObject(fixture->device);
	KeReleaseSpinLock(&lock, irql);
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
	EXPECT_NO_REPORT(test);
}

static void ob_object_test_dereference_too_many_is_reported(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);

	ObDereferenceObject(fixture->device);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, ANY,
		      fixture->device, ANY, ANY, fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), (long)fixture->device_references);
}

static void ob_object_test_reference_of_no_object_is_reported(struct kunit *test)
{
	void *foreign = case_alloc(test, 512);

	ObReferenceObject(foreign);
	EXPECT_REPORT(test, "ObReferenceObject", BUGCHECK_REFERENCE_BY_POINTER, ANY, foreign, ANY,
		      ANY, foreign);
	ObDereferenceObject(foreign);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, ANY, foreign,
		      ANY, ANY, foreign);
}

/* ---- drivers ------------------------------------------------------------------------------ */

static NTSTATUS fail_to_start(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	created_driver = driver;
	return STATUS_DEVICE_NOT_CONNECTED;
}

static void ob_object_test_driver_that_fails_to_start(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, IoCreateDriver(NULL, fail_to_start), STATUS_DEVICE_NOT_CONNECTED);
	KUNIT_EXPECT_EQ(test, references(created_driver), 0L);
}

static bool saw_registry_path;

static NTSTATUS look_at_arguments(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	created_driver = driver;
	saw_registry_path = path && path->Buffer && path->Length;
	return STATUS_SUCCESS;
}

/* row 397: and a driver object has the path of the hardware's key */
static void ob_object_test_driver_entry_gets_both_arguments(struct kunit *test)
{
	UNICODE_STRING hardware;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, look_at_arguments), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, saw_registry_path);
	KUNIT_EXPECT_EQ(test, references(created_driver), 1L);
	KUNIT_EXPECT_PTR_EQ(test, (void *)created_driver->DeviceObject, (void *)NULL);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, created_driver->DriverExtension);
	KUNIT_ASSERT_NOT_NULL(test, created_driver->HardwareDatabase);
	RtlInitUnicodeString(&hardware, L"\\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(created_driver->HardwareDatabase, &hardware, FALSE));
	KUNIT_EXPECT_EQ(test, created_driver->HardwareDatabase->MaximumLength, hardware.MaximumLength);
	IoDeleteDriver(created_driver);
}

static void ob_object_test_driver_name_collision(struct kunit *test)
{
	UNICODE_STRING name;
	PDRIVER_OBJECT first;

	RtlInitUnicodeString(&name, L"\\Driver\\WinworkTest");
	KUNIT_ASSERT_EQ(test, IoCreateDriver(&name, keep_driver), STATUS_SUCCESS);
	first = created_driver;
	KUNIT_EXPECT_EQ(test, IoCreateDriver(&name, keep_driver),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&name, &first->DriverName, FALSE));
	IoDeleteDriver(first);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(&name, keep_driver), STATUS_SUCCESS);
	IoDeleteDriver(created_driver);
}

/* ---- the image of a driver ---------------------------------------------------------------- */

/* A driver beside that of this module. The suites run before the latter is loaded. */
static WINWORK_IMAGE other_image;

static VOID do_nothing(PDRIVER_OBJECT driver)
{
}

static NTSTATUS other_entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	driver->DriverUnload = do_nothing;
	return STATUS_SUCCESS;
}

static void load_other_image(struct kunit *test)
{
	memset(&other_image, 0, sizeof(other_image));
	other_image.Name = "winwork-other";
	KUNIT_ASSERT_EQ(test, winwork_load_driver(&other_image, other_entry), 0);
}

struct ex_stay {
	WORK_QUEUE_ITEM item;
	struct run *run;
	int runs_before;		/* of the routine, to its end, when the unload was over */
	struct completion unloaded;
};

static void unload_other_image(void *data)
{
	struct ex_stay *ex = data;

	winwork_unload_driver(&other_image);
	ex->runs_before = atomic_read(&ex->run->runs);
	complete(&ex->unloaded);
}

static VOID stay_in_ex(PVOID parameter)
{
	struct ex_stay *ex = parameter;

	complete(&ex->run->started);
	in_time(&ex->run->go);
	atomic_inc(&ex->run->runs);
}

/* row 51: an Ex item holds the image of its driver while it is queued and running */
static void ob_object_test_unload_waits_for_an_ex_item(struct kunit *test)
{
	struct ex_stay *ex = case_alloc_type(test, struct ex_stay);

	init_completion(&ex->unloaded);
	ex->run = new_run(test);
	load_other_image(test);
	ExInitializeWorkItem(&ex->item, stay_in_ex, ex);
	WinworkHoldWorkers(TRUE);
	WinworkQueueExWorkItem(&ex->item, DelayedWorkQueue, &other_image);
	spawn(test, unload_other_image, ex);
	/* The thread that unloads sleeps while the item is queued, and while its routine runs. */
	EXPECT_WAITS(test, &ex->unloaded);
	KUNIT_EXPECT_EQ(test, atomic_read(&ex->run->runs), 0);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &ex->run->started);
	EXPECT_WAITS(test, &ex->unloaded);
	complete(&ex->run->go);
	ASSERT_IN_TIME(test, &ex->unloaded);
	KUNIT_EXPECT_EQ(test, ex->runs_before, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&ex->run->runs), 1);
	EXPECT_NO_REPORT(test);
}

/* row 40: Ex items have no record; a queued one in freed memory is found nevertheless */
static void ob_object_test_free_of_storage_with_a_queued_ex_item(struct kunit *test)
{
	struct ex_stay *ex;
	struct run *run = new_run(test);

	load_other_image(test);
	ex = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*ex), 'xEtT');
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ex);
	ex->run = run;
	complete(&run->go);
	ExInitializeWorkItem(&ex->item, stay_in_ex, ex);
	WinworkHoldWorkers(TRUE);
	WinworkQueueExWorkItem(&ex->item, DelayedWorkQueue, &other_image);
	ExFreePoolWithTag(ex, 'xEtT');
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_WORKER_INVALID, 0, &ex->item, ex, ANY,
		      &ex->item);
	WinworkHoldWorkers(FALSE);
	ASSERT_COUNT(test, &run->runs, 1);
	ExFreePoolWithTag(ex, 'xEtT');
	winwork_unload_driver(&other_image);
	EXPECT_NO_REPORT(test);
}

/* row 123 */
static void ob_object_test_device_with_a_queued_ex_item(struct kunit *test)
{
	struct run *run = new_run(test);
	struct ex_stay *ex;
	PDEVICE_OBJECT device;

	load_other_image(test);
	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, sizeof(*ex), NULL,
					     FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
			STATUS_SUCCESS);
	ex = device->DeviceExtension;
	ex->run = run;
	complete(&run->go);
	ExInitializeWorkItem(&ex->item, stay_in_ex, ex);
	WinworkHoldWorkers(TRUE);
	WinworkQueueExWorkItem(&ex->item, DelayedWorkQueue, &other_image);
	IoDeleteDevice(device);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_WORKER_INVALID, 0, &ex->item, ANY, ANY,
		      &ex->item);
	WinworkHoldWorkers(FALSE);
	ASSERT_COUNT(test, &run->runs, 1);
	winwork_unload_driver(&other_image);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ob_object_cases[] = {
	KUNIT_CASE(ob_object_test_idle_items_hold_no_reference),
	KUNIT_CASE(ob_object_test_item_of_a_driver_object),
	KUNIT_CASE(ob_object_test_initialized_item_of_a_driver_object),
	KUNIT_CASE(ob_object_test_delete_of_a_device_with_a_queued_item),
	KUNIT_CASE(ob_object_test_driver_waits_for_its_item),
	KUNIT_CASE(ob_object_test_leaked_item_is_reported_with_its_driver),
	KUNIT_CASE(ob_object_test_reference_and_dereference),
	KUNIT_CASE(ob_object_test_reference_under_spin_lock),
	KUNIT_CASE(ob_object_test_dereference_too_many_is_reported),
	KUNIT_CASE(ob_object_test_reference_of_no_object_is_reported),
	KUNIT_CASE(ob_object_test_driver_that_fails_to_start),
	KUNIT_CASE(ob_object_test_driver_entry_gets_both_arguments),
	KUNIT_CASE(ob_object_test_driver_name_collision),
	KUNIT_CASE(ob_object_test_unload_waits_for_an_ex_item),
	KUNIT_CASE(ob_object_test_free_of_storage_with_a_queued_ex_item),
	KUNIT_CASE(ob_object_test_device_with_a_queued_ex_item),
	{}
};

WINWORK_SUITE(ob_object);
