/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_delete: deleting work items, from every place, and calls for items that are being
 * deleted.
 */
#include "wdf_case.h"

/* ---- deleting work items -------------------------------------------------------------------- */

/* row 115 */
static void wdf_delete_test_delete_of_an_idle_item(struct kunit *test)
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
static void wdf_delete_test_delete_of_a_queued_item_waits(struct kunit *test)
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
static void wdf_delete_test_delete_of_a_running_item_waits(struct kunit *test)
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

/* Deletes its item as its first statement, and then runs on for long. */
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
static void wdf_delete_test_delete_in_own_routine(struct kunit *test)
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

/* rows 113 and 115: the flush keeps the item that it waits for */
static void wdf_delete_test_flush_of_an_item_that_deletes_itself(struct kunit *test)
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
static void wdf_delete_test_one_shot_items(struct kunit *test)
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
static void wdf_delete_test_one_shot_items_of_all_processors(struct kunit *test)
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

/* Some calls come too late, and are reported as that; none is wrong otherwise. */
static void expect_late_calls_alone(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	if (last.Count != fixture->reports)
		KUNIT_EXPECT_EQ(test, last.BugCheckCode, (ULONG)BUGCHECK_WDF_VIOLATION);
	fixture->reports = last.Count;
}

/* rows 26, 115 and 119: in every order an enqueued item runs, and nothing runs after the end */
static void wdf_delete_test_delete_races_with_calls_and_runs(struct kunit *test)
{
	int round;

	for (round = 0; round < 100; round++) {
		struct run *run = new_run(test);
		WDFWORKITEM item = new_item(test, wdf.device, count_run, false, run);

		/* The handle stays valid for each caller, however late. */
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

/* rows 26 and 115: the enqueued run still runs, and then the item ends */
static void wdf_delete_test_delete_in_own_routine_of_an_enqueued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, enqueue_and_delete, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/*
 * As usbip-win2 met it: the first run has enqueued the item again, and the second run begins before
 * the first has ended. Run number @limit deletes the item while the other run still runs.
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
	/* The run that deletes has left this point before the other one has. */
	if (which == run->limit)
		complete(&run->go);
	else if (!in_time(&run->go))
		atomic_inc(&run->failures);
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* row 115 */
static void wdf_delete_test_delete_in_the_younger_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* row 115 */
static void wdf_delete_test_delete_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* rows 27 and 115 */
static void wdf_delete_test_delete_at_dispatch_calls_back_at_passive(struct kunit *test)
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

/* row 115: an enqueued item runs when the deletion begins, and an earlier call shares that run */
static void wdf_delete_test_enqueued_and_deleted_runs_once(struct kunit *test)
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

/* row 64: the engine makes the report; the callbacks still come at PASSIVE_LEVEL */
static void wdf_delete_test_delete_and_return_raised(struct kunit *test)
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

/* A work_struct of Linux's, not an item's. */
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

/* row 115: the identity of the caller must not be read from memory that is not WinWork's */
static void wdf_delete_test_delete_in_a_work_that_was_freed(struct kunit *test)
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

/* A device keeps its driver object's reference only as long as it exists. */
static void wdf_delete_test_no_references_are_left(struct kunit *test)
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

static void wdf_delete_test_enqueue_once_deletion_has_begun_is_reported(struct kunit *test)
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

static void wdf_delete_test_enqueue_of_what_deletes_itself_is_reported(struct kunit *test)
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

static void wdf_delete_test_second_delete_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_twice, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, item);
}

static struct kunit_case wdf_delete_cases[] = {
	KUNIT_CASE(wdf_delete_test_delete_of_an_idle_item),
	KUNIT_CASE(wdf_delete_test_delete_of_a_queued_item_waits),
	KUNIT_CASE(wdf_delete_test_delete_of_a_running_item_waits),
	KUNIT_CASE(wdf_delete_test_delete_in_own_routine),
	KUNIT_CASE(wdf_delete_test_flush_of_an_item_that_deletes_itself),
	KUNIT_CASE(wdf_delete_test_one_shot_items),
	KUNIT_CASE(wdf_delete_test_one_shot_items_of_all_processors),
	KUNIT_CASE(wdf_delete_test_delete_races_with_calls_and_runs),
	KUNIT_CASE(wdf_delete_test_delete_in_own_routine_of_an_enqueued_item),
	KUNIT_CASE(wdf_delete_test_delete_in_the_younger_of_two_runs),
	KUNIT_CASE(wdf_delete_test_delete_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_delete_test_delete_at_dispatch_calls_back_at_passive),
	KUNIT_CASE(wdf_delete_test_enqueued_and_deleted_runs_once),
	KUNIT_CASE(wdf_delete_test_delete_and_return_raised),
	KUNIT_CASE(wdf_delete_test_delete_in_a_work_that_was_freed),
	KUNIT_CASE(wdf_delete_test_no_references_are_left),
	KUNIT_CASE(wdf_delete_test_enqueue_once_deletion_has_begun_is_reported),
	KUNIT_CASE(wdf_delete_test_enqueue_of_what_deletes_itself_is_reported),
	KUNIT_CASE(wdf_delete_test_second_delete_is_reported),
	{}
};

WDF_SUITE(wdf_delete);
