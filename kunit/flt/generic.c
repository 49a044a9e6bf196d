/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_generic: generic work items of the Filter Manager, beyond the shared rows: arguments,
 * and the protection of filters and instances while routines run.
 */
#include "flt_host.h"

struct run {
	PVOID object;
	PVOID context;
	PFLT_GENERIC_WORKITEM item;
	bool free_first;
	bool requeue;
	NTSTATUS requeued;
	atomic_t runs;
	bool returned;
	struct completion started;
	struct completion go;
	struct completion done;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	run->requeued = STATUS_PENDING;
	return run;
}

static PFLT_GENERIC_WORKITEM generic_item(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = FltAllocateGenericWorkItem();

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

static VOID FLTAPI routine(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	struct run *run = context;

	run->item = item;
	run->object = object;
	run->context = context;
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* Frees its item first if the case wants that, waits for the case, and may queue the item again. */
static VOID FLTAPI stay(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	struct run *run = context;

	if (run->free_first)
		FltFreeGenericWorkItem(item);
	atomic_inc(&run->runs);
	complete(&run->started);
	in_time(&run->go);
	if (run->requeue)
		run->requeued = FltQueueGenericWorkItem(item, object, routine, DelayedWorkQueue,
							run);
	WRITE_ONCE(run->returned, true);
	complete(&run->done);
}

static void check_object(struct kunit *test, PVOID object)
{
	struct run *run = new_run(test);
	PFLT_GENERIC_WORKITEM item = generic_item(test);

	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, object, routine, DelayedWorkQueue, run),
			STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, object);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	FltFreeGenericWorkItem(item);
}

/* row 81 */
static void flt_generic_test_generic_routine_sees_the_filter(struct kunit *test)
{
	check_object(test, host_of(test)->filter);
}

/* row 82 */
static void flt_generic_test_generic_routine_sees_the_instance(struct kunit *test)
{
	check_object(test, host_of(test)->instance);
}

static struct run *run_without_context;

static VOID FLTAPI record_context(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	struct run *run = run_without_context;

	run->item = item;
	run->object = object;
	run->context = context;
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* row 45: for a filter and for an instance */
static void flt_generic_test_generic_null_context(struct kunit *test)
{
	PVOID objects[] = { host_of(test)->filter, host_of(test)->instance };
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct run *run = new_run(test);
	int i;

	run_without_context = run;
	for (i = 0; i < ARRAY_SIZE(objects); i++) {
		run->context = run;
		KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, objects[i], record_context,
							      DelayedWorkQueue, NULL),
				STATUS_SUCCESS);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)NULL);
		KUNIT_EXPECT_PTR_EQ(test, run->object, objects[i]);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), (int)ARRAY_SIZE(objects));
	EXPECT_NO_REPORT(test);
	FltFreeGenericWorkItem(item);
}

/* The same item, for one object and then for the other. */
static void flt_generic_test_generic_object_is_bound_at_queueing(struct kunit *test)
{
	struct run *run = new_run(test);
	PFLT_GENERIC_WORKITEM item = generic_item(test);

	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, host_of(test)->filter, routine,
						      DelayedWorkQueue, run), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, host_of(test)->instance, routine,
						      CriticalWorkQueue, run), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)host_of(test)->instance);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	FltFreeGenericWorkItem(item);
}

static void take_down_filter(void *data)
{
	struct flt_host *host = data;

	FltUnregisterFilter(host->filter);
	host->filter = NULL;
}

/*
 * The object is taken down while a routine that was queued for it runs. Queueing then fails, the
 * item stays the caller's, and the routine of that call never runs. The object waits for the
 * routine that runs, whether or not that has freed its item.
 */
static void check_take_down(struct kunit *test, PVOID object, void (*take_down)(void *data),
			    bool free_first)
{
	struct run *run = new_run(test), *late = new_run(test);
	PFLT_GENERIC_WORKITEM item = generic_item(test), other = generic_item(test);

	run->free_first = free_first;
	KUNIT_ASSERT_EQ(test, FltQueueGenericWorkItem(item, object, stay, DelayedWorkQueue, run),
			STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, take_down, host_of(test));
	KUNIT_EXPECT_TRUE(test, is_going(object));
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(other, object, routine, DelayedWorkQueue,
						      late), STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_FALSE(test, is_gone(object));
	complete(&run->go);
	join(test);
	KUNIT_EXPECT_TRUE(test, READ_ONCE(run->returned));
	KUNIT_EXPECT_TRUE(test, is_gone(object));
	KUNIT_EXPECT_EQ(test, atomic_read(&late->runs), 0);
	EXPECT_NO_REPORT(test);
	FltFreeGenericWorkItem(other);
	if (!free_first)
		FltFreeGenericWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* rows 83, 84 */
static void flt_generic_test_unregister_waits_for_a_running_routine(struct kunit *test)
{
	check_take_down(test, host_of(test)->filter, take_down_filter, false);
}

/* row 85: also when the routine has freed its item and goes on */
static void flt_generic_test_unregister_waits_after_the_item_is_freed(struct kunit *test)
{
	check_take_down(test, host_of(test)->filter, take_down_filter, true);
}

/* row 87: the filter is still open to others meanwhile */
static void flt_generic_test_detach_waits_for_a_running_routine(struct kunit *test)
{
	check_take_down(test, host_of(test)->instance, detach_instance, false);
	check_object(test, host_of(test)->filter);
}

/* row 87: a routine of an instance holds up the filter as well */
static void flt_generic_test_unregister_waits_for_the_instance(struct kunit *test)
{
	check_take_down(test, host_of(test)->instance, take_down_filter, true);
}

/* row 84: an item that is only queued holds it up as much */
static void flt_generic_test_unregister_waits_for_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	PVOID filter = host_of(test)->filter;

	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, filter, routine, DelayedWorkQueue, run),
			STATUS_SUCCESS);
	spawn(test, take_down_filter, host_of(test));
	KUNIT_EXPECT_TRUE(test, is_going(filter));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	KUNIT_EXPECT_FALSE(test, is_gone(filter));
	WinworkHoldWorkers(FALSE);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_TRUE(test, is_gone(filter));
	FltFreeGenericWorkItem(item);
}

struct crowd {
	struct flt_host *host;
	PVOID filter;
	atomic_t queued;
	atomic_t ran;
	atomic_t failures;
};

static VOID FLTAPI leave(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	struct crowd *crowd = context;

	FltFreeGenericWorkItem(item);
	atomic_inc(&crowd->ran);
}

/* Until the tear-down of the filter begins: it begins for both functions at the same time. */
static void queue_until_refused(void *data)
{
	struct crowd *crowd = data;
	NTSTATUS status = STATUS_SUCCESS;

	while (status == STATUS_SUCCESS) {
		PFLT_GENERIC_WORKITEM item = FltAllocateGenericWorkItem();
		const bool going = FltObjectReference(crowd->filter) != STATUS_SUCCESS;

		if (!going)
			FltObjectDereference(crowd->filter);
		if (!item)
			break;
		/* Counted first, since the item may have run before the call returns. */
		atomic_inc(&crowd->queued);
		status = FltQueueGenericWorkItem(item, crowd->filter, leave, DelayedWorkQueue,
						 crowd);
		if (status != STATUS_SUCCESS) {
			atomic_dec(&crowd->queued);
			FltFreeGenericWorkItem(item);
		} else if (going) {
			atomic_inc(&crowd->failures);
		}
		cond_resched();
	}
	if (status != STATUS_FLT_DELETING_OBJECT)
		atomic_inc(&crowd->failures);
}

static void take_down_beside_crowd(void *data)
{
	struct crowd *crowd = data;

	if (!count_is_at_least(&crowd->queued, 200))
		atomic_inc(&crowd->failures);
	take_down_filter(crowd->host);
}

/* row 84: all processors queue when the rundown begins. It waits for each item that was queued. */
static void flt_generic_test_unregister_beside_queueing(struct kunit *test)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct run *run = new_run(test);
	int cpu;

	crowd->host = host_of(test);
	crowd->filter = crowd->host->filter;
	for_each_online_cpu(cpu)
		data[cpu] = crowd;
	/* This item keeps the filter while others may still ask for it. */
	KUNIT_ASSERT_EQ(test, FltQueueGenericWorkItem(item, crowd->filter, stay, DelayedWorkQueue,
						      run), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, take_down_beside_crowd, crowd);
	run_on_all_cpus(test, queue_until_refused, data);
	KUNIT_EXPECT_FALSE(test, is_gone(crowd->filter));
	complete(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->ran), atomic_read(&crowd->queued));
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->failures), 0);
	KUNIT_EXPECT_TRUE(test, is_gone(crowd->filter));
	FltFreeGenericWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 86 */
static void flt_generic_test_idle_item_does_not_hold_up_unregister(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct run *run = new_run(test);
	PVOID filter = host_of(test)->filter;

	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, filter, routine, DelayedWorkQueue, run),
			STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->done);
	spawn(test, take_down_filter, host_of(test));
	join(test);
	KUNIT_EXPECT_TRUE(test, is_gone(filter));
	FltFreeGenericWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/*
 * A routine that queues its item again during the tear-down of its filter is refused, and frees it.
 */
static void flt_generic_test_requeue_in_routine_fails_while_going(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct run *run = new_run(test);
	PVOID filter = host_of(test)->filter;

	run->requeue = true;
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, filter, stay, DelayedWorkQueue, run),
			STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, take_down_filter, host_of(test));
	KUNIT_EXPECT_TRUE(test, is_going(filter));
	complete(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, run->requeued, STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	FltFreeGenericWorkItem(item);
}

/* row 89: for paging I/O and under a top-level IRP */
static void flt_generic_test_generic_takes_what_deferred_refuses(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct operation *operation = new_operation(test, host_of(test));
	struct run *run = new_run(test);

	operation->sent.Iopb.IrpFlags = IRP_PAGING_IO | IRP_NOCACHE;
	operation->pre = pre_pend;
	send(operation);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, operation->data);
	IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item,
						      operation->data->Iopb->TargetInstance,
						      routine, CriticalWorkQueue, run),
			STATUS_SUCCESS);
	IoSetTopLevelIrp(NULL);
	ASSERT_IN_TIME(test, &run->done);
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	EXPECT_IN_TIME(test, &operation->over);
	FltFreeGenericWorkItem(item);
}

/* Every type that Io items take. */
static void flt_generic_test_generic_on_every_queue_type(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	struct run *run = new_run(test);
	const int *type;

	for_each_queue_type(type) {
		KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, host_of(test)->filter, routine,
							      *type, run), STATUS_SUCCESS);
		ASSERT_IN_TIME(test, &run->done);
	}
	FltFreeGenericWorkItem(item);
}

/* A pointer to neither filter nor instance is not followed. */
static void flt_generic_test_generic_for_no_filter_is_refused(struct kunit *test)
{
	PVOID objects[] = { NULL, (PVOID)0x1000, case_alloc(test, 64), fixture_of(test)->device,
			    host_of(test)->volume };
	struct run *run = new_run(test);
	PFLT_GENERIC_WORKITEM item;
	int i;

	item = generic_item(test);
	for (i = 0; i < ARRAY_SIZE(objects); i++) {
		KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, objects[i], routine,
							      DelayedWorkQueue, run),
				STATUS_INVALID_PARAMETER);
		EXPECT_REPORT(test, "FltQueueGenericWorkItem", BUGCHECK_WORKER_INVALID, 3, item,
			      objects[i], 0, item);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	FltFreeGenericWorkItem(item);
}

/* A bad type and no routine are refused, and no protection is left. */
static void flt_generic_test_generic_bad_arguments_are_refused(struct kunit *test)
{
	PFLT_GENERIC_WORKITEM item = generic_item(test);
	PVOID filter = host_of(test)->filter;
	LONG_PTR references = WinworkObjectReferenceCount(filter);
	struct run *run = new_run(test);

	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, filter, routine, MaximumWorkQueue, run),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltQueueGenericWorkItem", BUGCHECK_WORKER_INVALID, 6, item,
		      MaximumWorkQueue, 0, item);
	KUNIT_EXPECT_EQ(test, FltQueueGenericWorkItem(item, filter, NULL, DelayedWorkQueue, run),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltQueueGenericWorkItem", BUGCHECK_WORKER_INVALID, 7, item,
		      DelayedWorkQueue, 0, item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(filter), (long)references);
	FltFreeGenericWorkItem(item);
}

/* The two families of the Filter Manager do not take each other's items. */
static void flt_generic_test_items_of_the_other_kind_are_refused(struct kunit *test)
{
	PFLT_DEFERRED_IO_WORKITEM deferred = FltAllocateDeferredIoWorkItem();
	PFLT_GENERIC_WORKITEM generic = generic_item(test);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, deferred);
	FltFreeGenericWorkItem((PFLT_GENERIC_WORKITEM)deferred);
	EXPECT_REPORT(test, "FltFreeGenericWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0,
		      deferred, deferred);
	FltFreeDeferredIoWorkItem((PFLT_DEFERRED_IO_WORKITEM)generic);
	EXPECT_REPORT(test, "FltFreeDeferredIoWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0,
		      generic, generic);
	FltFreeGenericWorkItem(generic);
	FltFreeDeferredIoWorkItem(deferred);
}

static struct kunit_case flt_generic_cases[] = {
	KUNIT_CASE(flt_generic_test_generic_routine_sees_the_filter),
	KUNIT_CASE(flt_generic_test_generic_routine_sees_the_instance),
	KUNIT_CASE(flt_generic_test_generic_null_context),
	KUNIT_CASE(flt_generic_test_generic_object_is_bound_at_queueing),
	KUNIT_CASE(flt_generic_test_unregister_waits_for_a_running_routine),
	KUNIT_CASE(flt_generic_test_unregister_waits_after_the_item_is_freed),
	KUNIT_CASE(flt_generic_test_detach_waits_for_a_running_routine),
	KUNIT_CASE(flt_generic_test_unregister_waits_for_the_instance),
	KUNIT_CASE(flt_generic_test_unregister_waits_for_a_queued_item),
	KUNIT_CASE(flt_generic_test_unregister_beside_queueing),
	KUNIT_CASE(flt_generic_test_idle_item_does_not_hold_up_unregister),
	KUNIT_CASE(flt_generic_test_requeue_in_routine_fails_while_going),
	KUNIT_CASE(flt_generic_test_generic_takes_what_deferred_refuses),
	KUNIT_CASE(flt_generic_test_generic_on_every_queue_type),
	KUNIT_CASE(flt_generic_test_generic_for_no_filter_is_refused),
	KUNIT_CASE(flt_generic_test_generic_bad_arguments_are_refused),
	KUNIT_CASE(flt_generic_test_items_of_the_other_kind_are_refused),
	{}
};

WINWORK_SUITE_WITH(flt_generic, flt_host_init, flt_host_exit);
