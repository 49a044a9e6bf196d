/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf: work items of the framework. What they rest on is in wdf_objects.
 */
#include "wdf_case.h"

/* ---- creating ------------------------------------------------------------------------------ */

static void set_up_create(WDF_WORKITEM_CONFIG *config, WDF_OBJECT_ATTRIBUTES *attributes)
{
	WDF_WORKITEM_CONFIG_INIT(config, routine);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, RUN_CONTEXT);
	attributes->ParentObject = wdf.device;
}

/* row 116: what is made, and what it holds */
static void wdf_test_create(struct kunit *test)
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
static void wdf_test_create_without_parent(struct kunit *test)
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
static void wdf_test_create_with_wrong_sizes(struct kunit *test)
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
static void wdf_test_create_without_routine(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.EvtWorkItemFunc = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
}

/* row 116: where Windows bug-checks */
static void wdf_test_create_with_null_is_reported(struct kunit *test)
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
static void wdf_test_create_below_no_device(struct kunit *test)
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
static void wdf_test_create_below_an_object_of_a_device(struct kunit *test)
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
static void wdf_test_create_serialised_below_a_dispatch_device(struct kunit *test)
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

/* row 116: what is not to be given for a work item */
static void wdf_test_create_with_bad_attributes(struct kunit *test)
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

/* row 116: everything is wrong, and is put right bit by bit */
static void wdf_test_create_statuses_in_order(struct kunit *test)
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

/* What the kernel allocates for its own watch, of kmemleak for instance, counts as well. */
#define MOST_ALLOCATIONS 200

/*
 * rows 2 and 116: whichever allocation fails: that of the object, that of its item, or that of the
 * item's entry in the ledger. Nothing is left of the attempt.
 */
static void wdf_test_create_without_memory(struct kunit *test)
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
	/* Without the verifier there is no ledger, and the item's storage may have been kept. */
	KUNIT_EXPECT_GE(test, failed, verifier_is_off() ? 1 : 3);
}

/* row 3 */
static void wdf_test_create_under_spin_lock(struct kunit *test)
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

/* ---- enqueueing ---------------------------------------------------------------------------- */

static void wdf_test_routine_runs_in_a_worker(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->item = NULL;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, run->system_thread);
	KUNIT_EXPECT_PTR_EQ(test, run->item, item);
}

/* row 111 */
static void wdf_test_enqueue_coalesces_while_queued(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	int i;

	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 5; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* What each processor has given, and what of it the routine has seen. */
struct gift {
	WDFWORKITEM item;
	struct run *run;
	int given;
	atomic_t seen;
} ____cacheline_aligned;

static struct gift *gifts;

static VOID see_gifts(WDFWORKITEM item)
{
	int cpu;

	for_each_online_cpu(cpu) {
		const int given = READ_ONCE(gifts[cpu].given);
		int seen = atomic_read(&gifts[cpu].seen);

		/* An elder run may come here after a younger one. */
		while (seen < given && !atomic_try_cmpxchg(&gifts[cpu].seen, &seen, given))
			;
	}
}

static void give(void *data)
{
	struct gift *gift = data;
	int i;

	for (i = 1; i <= 500; i++) {
		WRITE_ONCE(gift->given, i);
		WdfWorkItemEnqueue(gift->item);
		WdfWorkItemFlush(gift->item);
		if (atomic_read(&gift->seen) < i)
			atomic_inc(&gift->run->failures);
	}
}

/* rows 111 and 118: a call that is one with another's has its run, too, and that sees its data */
static void wdf_test_calls_of_all_processors_are_served(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, see_gifts, false, run);
	void **all = case_alloc_array(test, nr_cpu_ids, void *);
	int cpu;

	gifts = case_alloc_array(test, nr_cpu_ids, struct gift);
	for_each_online_cpu(cpu) {
		gifts[cpu].item = item;
		gifts[cpu].run = run;
		all[cpu] = &gifts[cpu];
	}
	run_on_all_cpus(test, give, all);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	WdfWorkItemFlush(item);
}

static VOID enqueue_again(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	int runs;

	/* The first statement: the item is not enqueued any more. */
	if (atomic_read(&run->runs) + 1 < run->limit)
		WdfWorkItemEnqueue(item);
	runs = atomic_inc_return(&run->runs);
	atomic_inc(&run->finished);
	if (runs == run->limit)
		complete(&run->done);
}

/* rows 13 and 112 */
static void wdf_test_enqueue_in_own_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	/* Serialised, so that the runs count in turn. */
	WDFWORKITEM item = new_item(test, serialising_device(test), enqueue_again, true, run);

	run->limit = 100;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 100);
}

/* rows 14 and 112: three calls while the routine runs are one more run */
static void wdf_test_enqueue_while_running(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), stay, true, run);
	int i;

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 3; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	complete_all(&run->go);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 9 */
static void wdf_test_enqueue_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	WdfWorkItemEnqueue(item);
	KeReleaseSpinLock(&lock, irql);
	ASSERT_IN_TIME(test, &run->done);
}

static void enqueue_it(void *data)
{
	WdfWorkItemEnqueue(data);
}

static void wdf_test_enqueue_in_a_dpc(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_softirq(enqueue_it, item));
	ASSERT_IN_TIME(test, &run->done);
}

static void wdf_test_enqueue_in_an_interrupt_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(enqueue_it, item));
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

/* row 63: refused by the engine; the item is not enqueued, and can be deleted */
static void wdf_test_routine_that_is_none_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, (PFN_WDF_WORKITEM)0x1000, true, run);

	WdfWorkItemEnqueue(item);
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_WORKER_INVALID, 7, ANY, ANY, ANY, ANY);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	expect_deleted(test, run);
}

/* row 8 */
static void wdf_test_enqueue_without_memory(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	bool attempted;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	local_bh_disable();
	fail_next_allocation();
	WdfWorkItemEnqueue(item);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, attempted);
	ASSERT_IN_TIME(test, &run->done);
}

/* ---- serialisation ------------------------------------------------------------------------- */

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
static void wdf_test_item_overlaps_with_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), meet_oneself, false, run);

	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* Notices whether a run of the other item has not ended. */
static VOID look_for_the_other(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_read(&run->other->finished) != atomic_read(&run->other->runs))
		atomic_inc(&run->failures);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
}

/*
 * An item overlaps neither with itself nor with another one of the device. Workers have taken both,
 * and wait for the routine that runs.
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
static void wdf_test_serialised_items_do_not_overlap(struct kunit *test)
{
	serialised_items(test, serialising_device(test));
}

/* Two of them wait for each other. */
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
static void wdf_test_items_not_serialised_overlap(struct kunit *test)
{
	items_meet(test, serialising_device(test), false);
}

/* row 117: without effect where the scope is none, given or inherited */
static void wdf_test_scope_none_does_not_serialise(struct kunit *test)
{
	items_meet(test, add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone),
		   true);
	items_meet(test, wdf.device, true);
}

/* row 117: two devices have two locks */
static void wdf_test_items_of_two_devices_overlap(struct kunit *test)
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
static void wdf_test_serialised_item_waits_for_the_device_lock(struct kunit *test)
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

/* What the device inherits it passes on. */
static void wdf_test_scope_is_inherited_from_the_driver(struct kunit *test)
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

/* ---- flushing ------------------------------------------------------------------------------ */

/* row 113 */
static void wdf_test_flush_of_an_idle_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfWorkItemFlush(item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static void flush_item(void *data)
{
	struct run *run = data;

	WdfWorkItemFlush(run->item);
	/* All that was there is over. */
	if (atomic_read(&run->finished) != run->limit)
		atomic_inc(&run->failures);
	atomic_inc(&run->inside);
}

/* row 113 */
static void wdf_test_flush_waits_for_a_running_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, stay, true, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, flush_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	complete_all(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 113 */
static void wdf_test_flush_waits_for_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->limit = 1;
	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(item);
	spawn(test, flush_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	WinworkHoldWorkers(FALSE);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static VOID second_ends_first(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		atomic_inc(&run->finished);
	} else {
		atomic_inc(&run->finished);
		complete(&run->started);
	}
}

/* row 113: of two runs at once the first to end is not the end */
static void wdf_test_flush_waits_for_all_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, second_ends_first, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, flush_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	complete_all(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static VOID flush_oneself(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(item);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* row 114 */
static void wdf_test_flush_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_oneself, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

static VOID flush_in_the_elder(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		WdfWorkItemFlush(item);
		complete(&run->started);
	} else {
		complete(&run->go);
		if (!in_time(&run->started))
			atomic_inc(&run->failures);
	}
	if (atomic_inc_return(&run->finished) == 2)
		complete(&run->done);
}

/* row 114: each of two runs at once is its own; the younger one stays until the elder is done */
static void wdf_test_flush_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_in_the_elder, false, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

static VOID flush_other(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(run->other->item);
	if (!atomic_read(&run->other->finished))
		atomic_inc(&run->failures);
	complete(&run->done);
}

static void wdf_test_flush_of_another_item_in_a_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	struct run *other = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_other, false, run);
	LONG_PTR references;

	new_item(test, wdf.device, stay, false, other);
	run->other = other;
	WdfWorkItemEnqueue(other->item);
	ASSERT_IN_TIME(test, &other->started);
	references = WinworkObjectReferenceCount(other->item);
	WdfWorkItemEnqueue(item);
	/* What the flush waits for it references. */
	KUNIT_EXPECT_TRUE(test, references_become(other->item, references + 1));
	complete_all(&other->go);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static void wdf_test_flush_at_dispatch_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfWorkItemFlush(item);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfWorkItemFlush", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
}

/* ---- deleting work items -------------------------------------------------------------------- */

/* row 115 */
static void wdf_test_delete_of_an_idle_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
	run = new_run(test);
	item = new_item(test, wdf.device, routine, true, run);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
}

static void delete_item(void *data)
{
	struct run *run = data;

	WdfObjectDelete(run->item);
	if (atomic_read(&run->finished) != run->limit || atomic_read(&run->destroys) != 1)
		atomic_inc(&run->failures);
	atomic_inc(&run->inside);
}

/* row 115 */
static void wdf_test_delete_of_a_queued_item_waits(struct kunit *test)
{
	struct run *run = new_run(test);

	new_item(test, wdf.device, routine, true, run);
	run->limit = 1;
	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(run->item);
	spawn(test, delete_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	WinworkHoldWorkers(FALSE);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	expect_deleted(test, run);
}

/* row 115 */
static void wdf_test_delete_of_a_running_item_waits(struct kunit *test)
{
	struct run *run = new_run(test);

	new_item(test, wdf.device, stay, true, run);
	run->limit = 1;
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_item, run);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&run->go);
	join(test);
	expect_deleted(test, run);
}

/* As its first statement, and then it runs on for long. */
static VOID delete_oneself_first(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	/* Everything is still there. */
	if (atomic_read(&run->cleanups) || run_of(item) != run ||
	    WdfWorkItemGetParentObject(item) != run->parent)
		atomic_inc(&run->failures);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* rows 21 and 115 */
static void wdf_test_delete_in_own_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_oneself_first, true, run);

	run->parent = wdf.device;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&run->go);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

/* rows 113 and 115: the flush keeps what it waits for */
static void wdf_test_flush_of_an_item_that_deletes_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_oneself_first, true, run);
	LONG_PTR references;

	run->parent = wdf.device;
	run->limit = 1;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	references = WinworkObjectReferenceCount(item);
	spawn(test, flush_item, run);
	KUNIT_EXPECT_TRUE(test, references_become(item, references + 1));
	complete_all(&run->go);
	join(test);
	expect_deleted(test, run);
}

static VOID one_shot(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
	WdfObjectDelete(item);
}

static VOID count_destroy_only(WDFOBJECT object)
{
	atomic_inc(&run_of(object)->destroys);
}

static NTSTATUS fire_one_shot(struct run *run, WDFOBJECT parent)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, RUN_CONTEXT);
	attributes.EvtDestroyCallback = count_destroy_only;
	attributes.ParentObject = parent;
	WDF_WORKITEM_CONFIG_INIT(&config, one_shot);
	status = WdfWorkItemCreate(&config, &attributes, &item);
	if (!NT_SUCCESS(status))
		return status;
	run_context(item)->run = run;
	WdfWorkItemEnqueue(item);
	return STATUS_SUCCESS;
}

/* row 115, as drivers do it: created, enqueued, deleted by its own routine */
static void wdf_test_one_shot_items(struct kunit *test)
{
	struct run *run = new_run(test);
	int i;

	for (i = 0; i < 100; i++)
		ASSERT_SUCCESS(test, fire_one_shot(run, wdf.device));
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 100));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 100);
}

static void fire_one_shots(void *data)
{
	struct run *run = data;
	int i;

	for (i = 0; i < run->limit; i++) {
		if (fire_one_shot(run, wdf.device) != STATUS_SUCCESS)
			atomic_inc(&run->failures);
	}
}

/* row 119 */
static void wdf_test_one_shot_items_of_all_processors(struct kunit *test)
{
	struct run **run = case_alloc_array(test, nr_cpu_ids, struct run *);
	int cpu;

	for_each_online_cpu(cpu) {
		run[cpu] = new_run(test);
		run[cpu]->limit = 1000;
	}
	run_on_all_cpus(test, fire_one_shots, (void **)run);
	for_each_online_cpu(cpu) {
		KUNIT_EXPECT_TRUE(test, count_reaches(&run[cpu]->destroys, 1000));
		KUNIT_EXPECT_EQ(test, atomic_read(&run[cpu]->runs), 1000);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[cpu]->failures), 0);
	}
}

static VOID count_run(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

static void enqueue_until_it_goes(void *data)
{
	struct run *run = data;

	do
		WdfWorkItemEnqueue(run->item);
	while (!completion_done(&run->go));
}

/* One or another of the calls comes too late, and no other is found wrong. */
static void expect_late_calls_alone(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	if (last.Count != fixture->reports)
		KUNIT_EXPECT_EQ(test, last.BugCheckCode, (ULONG)BUGCHECK_WDF_VIOLATION);
	fixture->reports = last.Count;
}

/* rows 26, 115 and 119: whatever comes first, what was enqueued runs, and nothing after the end */
static void wdf_test_delete_races_with_calls_and_runs(struct kunit *test)
{
	int round;

	for (round = 0; round < 100; round++) {
		struct run *run = new_run(test);
		WDFWORKITEM item = new_item(test, wdf.device, count_run, false, run);

		/* So that it is an item whoever calls, and however late. */
		WdfObjectReference(item);
		spawn(test, enqueue_until_it_goes, run);
		KUNIT_EXPECT_TRUE(test, count_is_at_least(&run->runs, round % 8));
		complete_all(&run->go);
		WdfObjectDelete(item);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
		join(test);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), atomic_read(&run->finished));
		expect_late_calls_alone(test);
		WdfObjectDereference(item);
		expect_deleted(test, run);
	}
}

static VOID enqueue_and_delete(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WinworkHoldWorkers(TRUE);
		WdfWorkItemEnqueue(item);
		WdfObjectDelete(item);
		WinworkHoldWorkers(FALSE);
	}
	atomic_inc(&run->finished);
}

/* rows 26 and 115: what is enqueued still runs, and then the item goes */
static void wdf_test_delete_in_own_routine_of_an_enqueued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, enqueue_and_delete, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/*
 * What usbip-win2 met: the first run has enqueued the item again, the second one begins before the
 * first is over. Run number @limit deletes the item, while the other one is still there.
 */
static VOID two_runs(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	int which = atomic_inc_return(&run->runs);

	if (which == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->started))
			atomic_inc(&run->failures);
	}
	if (which == run->limit)
		WdfObjectDelete(item);
	if (which == 2)
		complete(&run->started);
	/* The one that deletes is gone from here before the other one is. */
	if (which == run->limit)
		complete(&run->go);
	else if (!in_time(&run->go))
		atomic_inc(&run->failures);
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* row 115 */
static void wdf_test_delete_in_the_younger_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* row 115 */
static void wdf_test_delete_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* rows 27 and 115 */
static void wdf_test_delete_at_dispatch_calls_back_at_passive(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	WdfObjectDelete(item);
	KeReleaseSpinLock(&lock, irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

/* row 115: what is enqueued when the deletion begins runs, and a call before that is one with it */
static void wdf_test_enqueued_and_deleted_runs_once(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(item);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDelete(item);
	KeLowerIrql(irql);
	WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	EXPECT_NO_REPORT(test);
}

static VOID delete_and_return_raised(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	KIRQL irql;

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	atomic_inc(&run->finished);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
}

/* row 64: the report is the engine's; the callbacks still come at PASSIVE_LEVEL */
static void wdf_test_delete_and_return_raised(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_and_return_raised, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	wait_for_report(test);
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_RETURNED_AT_BAD_IRQL,
		      delete_and_return_raised, DISPATCH_LEVEL, ANY, ANY, ANY);
}

/* A work of Linux's, not of an item's. */
struct foreign_work {
	struct work_struct work;
	struct run *run;
};

/* It frees itself, as such a function may, and goes on. */
static void flush_and_delete_in_a_freed_work(struct work_struct *work)
{
	struct foreign_work *foreign = container_of(work, struct foreign_work, work);
	struct run *run = foreign->run;

	kfree(foreign);
	WdfWorkItemFlush(run->item);
	WdfObjectDelete(run->item);
	complete(&run->done);
}

/* row 115: who the caller is must not be asked of memory that is not ours */
static void wdf_test_delete_in_a_work_that_was_freed(struct kunit *test)
{
	struct run *run = new_run(test);
	struct foreign_work *foreign = kmalloc(sizeof(*foreign), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, foreign);
	new_item(test, wdf.device, routine, true, run);
	foreign->run = run;
	INIT_WORK(&foreign->work, flush_and_delete_in_a_freed_work);
	queue_work(ww_system_percpu_wq, &foreign->work);
	ASSERT_IN_TIME(test, &run->done);
	expect_deleted(test, run);
}

/* A device keeps its driver object's reference only as long as it is there. */
static void wdf_test_no_references_are_left(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);

	fire_one_shot(run, wdf.device);
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 1));
	unload(test);
	EXPECT_REFERENCES(test, fixture->driver, fixture->driver_references);
}

/* ---- wrong calls ---------------------------------------------------------------------------- */

static VOID enqueue_in_cleanup(WDFOBJECT object)
{
	WdfWorkItemEnqueue((WDFWORKITEM)object);
}

static void wdf_test_enqueue_once_deletion_has_begun_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = enqueue_in_cleanup;
	attributes.EvtDestroyCallback = NULL;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	WdfObjectDelete(item);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", OBJECT_ERROR, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static VOID delete_and_enqueue(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	WdfWorkItemEnqueue(item);
	atomic_inc(&run->finished);
}

static void wdf_test_enqueue_of_what_deletes_itself_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_and_enqueue, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", OBJECT_ERROR, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static VOID delete_twice(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	WdfObjectDelete(item);
	atomic_inc(&run->finished);
}

static void wdf_test_second_delete_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_twice, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, item);
}

static struct kunit_case wdf_cases[] = {
	KUNIT_CASE(wdf_test_create),
	KUNIT_CASE(wdf_test_create_without_parent),
	KUNIT_CASE(wdf_test_create_with_wrong_sizes),
	KUNIT_CASE(wdf_test_create_without_routine),
	KUNIT_CASE(wdf_test_create_with_null_is_reported),
	KUNIT_CASE(wdf_test_create_below_no_device),
	KUNIT_CASE(wdf_test_create_below_an_object_of_a_device),
	KUNIT_CASE(wdf_test_create_serialised_below_a_dispatch_device),
	KUNIT_CASE(wdf_test_create_with_bad_attributes),
	KUNIT_CASE(wdf_test_create_statuses_in_order),
	KUNIT_CASE(wdf_test_create_without_memory),
	KUNIT_CASE(wdf_test_create_under_spin_lock),
	KUNIT_CASE(wdf_test_routine_runs_in_a_worker),
	KUNIT_CASE(wdf_test_enqueue_coalesces_while_queued),
	KUNIT_CASE(wdf_test_calls_of_all_processors_are_served),
	KUNIT_CASE(wdf_test_enqueue_in_own_routine),
	KUNIT_CASE(wdf_test_enqueue_while_running),
	KUNIT_CASE(wdf_test_enqueue_under_spin_lock),
	KUNIT_CASE(wdf_test_enqueue_in_a_dpc),
	KUNIT_CASE(wdf_test_enqueue_in_an_interrupt_is_reported),
	KUNIT_CASE(wdf_test_routine_that_is_none_is_reported),
	KUNIT_CASE(wdf_test_enqueue_without_memory),
	KUNIT_CASE(wdf_test_item_overlaps_with_itself),
	KUNIT_CASE(wdf_test_serialised_items_do_not_overlap),
	KUNIT_CASE(wdf_test_items_not_serialised_overlap),
	KUNIT_CASE(wdf_test_scope_none_does_not_serialise),
	KUNIT_CASE(wdf_test_items_of_two_devices_overlap),
	KUNIT_CASE(wdf_test_serialised_item_waits_for_the_device_lock),
	KUNIT_CASE(wdf_test_scope_is_inherited_from_the_driver),
	KUNIT_CASE(wdf_test_flush_of_an_idle_item),
	KUNIT_CASE(wdf_test_flush_waits_for_a_running_item),
	KUNIT_CASE(wdf_test_flush_waits_for_a_queued_item),
	KUNIT_CASE(wdf_test_flush_waits_for_all_runs),
	KUNIT_CASE(wdf_test_flush_in_own_routine_is_reported),
	KUNIT_CASE(wdf_test_flush_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_test_flush_of_another_item_in_a_routine),
	KUNIT_CASE(wdf_test_flush_at_dispatch_is_reported),
	KUNIT_CASE(wdf_test_delete_of_an_idle_item),
	KUNIT_CASE(wdf_test_delete_of_a_queued_item_waits),
	KUNIT_CASE(wdf_test_delete_of_a_running_item_waits),
	KUNIT_CASE(wdf_test_delete_in_own_routine),
	KUNIT_CASE(wdf_test_flush_of_an_item_that_deletes_itself),
	KUNIT_CASE(wdf_test_one_shot_items),
	KUNIT_CASE(wdf_test_one_shot_items_of_all_processors),
	KUNIT_CASE(wdf_test_delete_races_with_calls_and_runs),
	KUNIT_CASE(wdf_test_delete_in_own_routine_of_an_enqueued_item),
	KUNIT_CASE(wdf_test_delete_in_the_younger_of_two_runs),
	KUNIT_CASE(wdf_test_delete_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_test_delete_at_dispatch_calls_back_at_passive),
	KUNIT_CASE(wdf_test_enqueued_and_deleted_runs_once),
	KUNIT_CASE(wdf_test_delete_and_return_raised),
	KUNIT_CASE(wdf_test_delete_in_a_work_that_was_freed),
	KUNIT_CASE(wdf_test_no_references_are_left),
	KUNIT_CASE(wdf_test_enqueue_once_deletion_has_begun_is_reported),
	KUNIT_CASE(wdf_test_enqueue_of_what_deletes_itself_is_reported),
	KUNIT_CASE(wdf_test_second_delete_is_reported),
	{}
};

WDF_SUITE(wdf);
