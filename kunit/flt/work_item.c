/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt: what the Filter Manager's work items promise beyond the shared rows: protection of
 * filters and instances, refusals, and the completion of operations from a work item.
 */
#include "flt_host.h"

static int flt_init(struct kunit *test)
{
	struct flt_host *host;
	int error = fixture_init(test);

	if (error)
		return error;
	error = flt_host_open(test, &host);
	fixture_of(test)->host = host;
	return error;
}

static void flt_exit(struct kunit *test)
{
	if (fixture_of(test) && fixture_of(test)->host) {
		open_gate(test);
		if (kunit_failed_already(test))
			flt_host_let_go(fixture_of(test)->host);
		join(test);
		flt_host_close(fixture_of(test)->host);
	}
	fixture_exit(test);
}

static struct flt_host *host_of(struct kunit *test)
{
	return fixture_of(test)->host;
}

/* ---- generic ------------------------------------------------------------------------------ */

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

/* Frees its item first if it is to, waits for the case, and may queue the item again. */
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
static void flt_test_generic_routine_sees_the_filter(struct kunit *test)
{
	check_object(test, host_of(test)->filter);
}

/* row 82 */
static void flt_test_generic_routine_sees_the_instance(struct kunit *test)
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
static void flt_test_generic_null_context(struct kunit *test)
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

/* The same item for one and then for the other. */
static void flt_test_generic_object_is_bound_at_queueing(struct kunit *test)
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

static void detach_instance(void *data)
{
	struct flt_host *host = data;

	FltDetachVolume(host->filter, host->volume, NULL);
}

/* Until FltObjectReference says that the object is on its way out. */
static bool is_going(PVOID object)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (FltObjectReference(object) == STATUS_SUCCESS) {
		FltObjectDereference(object);
		if (time_after(jiffies, deadline))
			return false;
		cond_resched();
	}
	return true;
}

static bool is_gone(PVOID object)
{
	return WinworkObjectReferenceCount(object) == 0;
}

/*
 * The object is taken down while a routine that was queued for it runs: queueing fails, the item
 * stays the caller's, the routine of that call never runs; and the object waits for the routine
 * that runs, whether or not that has freed its item.
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
static void flt_test_unregister_waits_for_a_running_routine(struct kunit *test)
{
	check_take_down(test, host_of(test)->filter, take_down_filter, false);
}

/* row 85: also when the routine has freed its item and goes on */
static void flt_test_unregister_waits_after_the_item_is_freed(struct kunit *test)
{
	check_take_down(test, host_of(test)->filter, take_down_filter, true);
}

/* row 87: the filter is still open to others meanwhile */
static void flt_test_detach_waits_for_a_running_routine(struct kunit *test)
{
	check_take_down(test, host_of(test)->instance, detach_instance, false);
	check_object(test, host_of(test)->filter);
}

/* row 87: a routine of an instance holds up the filter as well */
static void flt_test_unregister_waits_for_the_instance(struct kunit *test)
{
	check_take_down(test, host_of(test)->instance, take_down_filter, true);
}

/* row 84: what is only queued counts as much */
static void flt_test_unregister_waits_for_a_queued_item(struct kunit *test)
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

/* Until the filter is on its way out: when it is for one function, it is for the other. */
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
		/* First, since it may have run before the call returns. */
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

/* row 84: all processors queue when the rundown begins. It waits for what was not refused. */
static void flt_test_unregister_beside_queueing(struct kunit *test)
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
	/* This one keeps the filter while others may still ask for it. */
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
static void flt_test_idle_item_does_not_hold_up_unregister(struct kunit *test)
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

/* A routine that queues its item again while its filter goes is told so, and frees it. */
static void flt_test_requeue_in_routine_fails_while_going(struct kunit *test)
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
static void flt_test_generic_takes_what_deferred_refuses(struct kunit *test)
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
static void flt_test_generic_on_every_queue_type(struct kunit *test)
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

/* What is neither filter nor instance is not followed. */
static void flt_test_generic_for_no_filter_is_refused(struct kunit *test)
{
	PVOID objects[] = { NULL, (PVOID)0x1000, case_alloc(test, 64), fixture_of(test)->device,
			    host_of(test)->volume };
	struct run *run = new_run(test);
	PFLT_GENERIC_WORKITEM item;
	int i;

	NEED_VERIFIER(test);
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

/* Bad type and no routine: refused, and no protection is left. */
static void flt_test_generic_bad_arguments_are_refused(struct kunit *test)
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
static void flt_test_items_of_the_other_kind_are_refused(struct kunit *test)
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

/* ---- deferred I/O: what the routine is given, and refusals -------------------------------- */

static void give_item(struct kunit *test, struct operation *operation)
{
	operation->item = FltAllocateDeferredIoWorkItem();
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, operation->item);
}

static struct operation *deferred_operation(struct kunit *test,
					    void (*deferred)(struct operation *operation))
{
	struct operation *operation = new_operation(test, host_of(test));

	operation->pre = pre_queue;
	operation->deferred = deferred;
	give_item(test, operation);
	return operation;
}

/* Completes the operation, then frees the item, as Windows's pages tell. */
static void pass_on(struct operation *operation)
{
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(operation->item);
	complete(&operation->ran);
}

static void just_run(struct operation *operation)
{
	complete(&operation->ran);
}

/* rows 90, 103: deferred_routine() compares item, data and context */
static void flt_test_deferred_routine_completes_the_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->failures), 0);
	EXPECT_NO_REPORT(test);
}

static struct operation *operation_without_context;

static VOID FLTAPI take_null_context(PFLT_DEFERRED_IO_WORKITEM item, PFLT_CALLBACK_DATA data,
				     PVOID context)
{
	struct operation *operation = operation_without_context;

	if (item != operation->item || data != operation->data)
		atomic_inc(&operation->failures);
	operation->seen = context;
	atomic_inc(&operation->runs);
	pass_on(operation);
	complete_all(&operation->returned);
}

static FLT_PREOP_CALLBACK_STATUS pre_queue_without_context(struct operation *operation,
							   PFLT_CALLBACK_DATA data,
							   PFLT_INSTANCE instance, PVOID *context)
{
	operation->queued = FltQueueDeferredIoWorkItem(operation->item, data, take_null_context,
						       DelayedWorkQueue, NULL);
	return NT_SUCCESS(operation->queued) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* row 45: Windows's page wants a context here, and a routine that needs none gets none */
static void flt_test_deferred_null_context(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, NULL);

	operation_without_context = operation;
	operation->seen = operation;
	operation->pre = pre_queue_without_context;
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_PTR_EQ(test, operation->seen, (PVOID)NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->failures), 0);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/*
 * Sends an operation whose deferral has to be refused with @status. Nothing runs, the item is
 * the caller's to free, and the operation, not pended, comes to its end.
 */
static void check_refused(struct kunit *test, struct operation *operation, NTSTATUS status)
{
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, status);
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(operation->queued));
	if (NT_SUCCESS(operation->queued) && in_time(&operation->ran))
		FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &operation->over);
	EXPECT_REFERENCES(test, host_of(test)->instance, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 0);
	EXPECT_NO_REPORT(test);
	FltFreeDeferredIoWorkItem(operation->item);
	EXPECT_NO_REPORT(test);
}

/* rows 91, 96 */
static void flt_test_deferred_refuses_fast_io(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	operation->sent.Flags = FLTFL_CALLBACK_DATA_FAST_IO_OPERATION;
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
}

/* row 91 */
static void flt_test_deferred_refuses_file_system_callbacks(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	operation->sent.Flags = FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION;
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
}

/* row 92 */
static void flt_test_deferred_refuses_paging_io(struct kunit *test)
{
	static const ULONG flags[] = { 0x2, 0x43 };
	struct operation *operation;
	int i;

	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		operation = deferred_operation(test, just_run);
		operation->sent.Iopb.IrpFlags = flags[i];
		check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
	}
}

/* row 93: IRP_SYNCHRONOUS_PAGING_IO alone is IRP_INPUT_OPERATION, an ordinary read */
static void flt_test_deferred_takes_input_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	operation->sent.Iopb.IrpFlags = 0x40;
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
}

/* row 94: a file system's pseudo value, a real IRP, and then none */
static void flt_test_deferred_refuses_a_top_level_irp(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);
	PIRP irp = IoAllocateIrp(1, FALSE);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
	operation = deferred_operation(test, just_run);
	IoSetTopLevelIrp(irp);
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
	IoSetTopLevelIrp(NULL);
	IoFreeIrp(irp);
	operation = deferred_operation(test, pass_on);
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
}

static void set_top_level_irp_and_wait(void *data)
{
	struct operation *operation = data;

	IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
	complete(&operation->in_callback);
	in_time(&operation->go);
	IoSetTopLevelIrp(NULL);
}

/* row 94: the top-level IRP of the thread that queues counts, and no other thread's */
static void flt_test_deferred_minds_its_own_thread_only(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	spawn(test, set_top_level_irp_and_wait, operation);
	ASSERT_IN_TIME(test, &operation->in_callback);
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	complete(&operation->go);
	join(test);
}

/* row 95: an operation that was pended before the instance began to go */
static void flt_test_deferred_refuses_while_the_instance_goes(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);
	PVOID instance = host_of(test)->instance;

	operation->pre = pre_pend;
	send(operation);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, operation->data);
	spawn(test, detach_instance, host_of(test));
	KUNIT_EXPECT_TRUE(test, is_going(instance));
	queue_deferred(operation, operation->data);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_FLT_DELETING_OBJECT);
	/* It waits for the operation, so that cannot be lost. */
	KUNIT_EXPECT_FALSE(test, is_gone(instance));
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	join(test);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 0);
	KUNIT_EXPECT_TRUE(test, is_gone(instance));
	FltFreeDeferredIoWorkItem(operation->item);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI pend_in_file_system(PFLT_CALLBACK_DATA data, PVOID context)
{
	struct operation *operation = context;

	operation->seen = data;
	return STATUS_PENDING;
}

static FLT_POSTOP_CALLBACK_STATUS queue_what_is_drained(struct operation *operation,
							PFLT_CALLBACK_DATA data,
							PFLT_INSTANCE instance, PVOID context)
{
	if (!(data->Flags & FLTFL_CALLBACK_DATA_DRAINING_IO))
		atomic_inc(&operation->failures);
	queue_deferred(operation, data);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 95: the copy that the post-operation callback of a drained instance is shown */
static void flt_test_deferred_refuses_a_drained_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	operation->pre = NULL;
	operation->post = queue_what_is_drained;
	operation->sent.FileSystem = pend_in_file_system;
	operation->sent.FileSystemContext = operation;
	send(operation);
	spawn(test, detach_instance, host_of(test));
	join(test);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_FLT_DELETING_OBJECT);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->failures), 0);
	WinworkFltCompleteOperation(operation->seen, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 0);
	EXPECT_NO_REPORT(test);
	FltFreeDeferredIoWorkItem(operation->item);
}

static void complete_free_and_stay(struct operation *operation)
{
	pass_on(operation);
	in_time(&operation->go);
	WRITE_ONCE(operation->seen, operation);
}

/* row 85: the instance outlives the routine, though operation and item are done with */
static void flt_test_detach_waits_for_a_deferred_routine(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, complete_free_and_stay);
	PVOID instance = host_of(test)->instance;

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	spawn(test, detach_instance, host_of(test));
	KUNIT_EXPECT_TRUE(test, is_going(instance));
	KUNIT_EXPECT_FALSE(test, is_gone(instance));
	complete(&operation->go);
	join(test);
	KUNIT_EXPECT_PTR_EQ(test, READ_ONCE(operation->seen), (PVOID)operation);
	KUNIT_EXPECT_TRUE(test, is_gone(instance));
}

static void flt_test_deferred_bad_arguments_are_refused(struct kunit *test)
{
	struct operation *operation;
	PFLT_CALLBACK_DATA data, wrong[] = { NULL, case_alloc(test, sizeof(*data)),
					     case_alloc(test, sizeof(*data)) };
	int i;

	NEED_VERIFIER(test);
	operation = deferred_operation(test, just_run);
	operation->pre = pre_pend;
	send(operation);
	data = operation->data;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, data);
	/* It looks like what a drained instance is shown, and is not. */
	memcpy(wrong[2], data, sizeof(*data));
	wrong[2]->Flags |= FLTFL_CALLBACK_DATA_DRAINING_IO;
	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		queue_deferred(operation, wrong[i]);
		KUNIT_EXPECT_EQ(test, operation->queued, STATUS_INVALID_PARAMETER);
		EXPECT_REPORT(test, "FltQueueDeferredIoWorkItem", BUGCHECK_WORKER_INVALID, 3,
			      operation->item, wrong[i], 0, operation->item);
	}
	KUNIT_EXPECT_EQ(test, FltQueueDeferredIoWorkItem(operation->item, data, NULL,
							 DelayedWorkQueue, operation),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltQueueDeferredIoWorkItem", BUGCHECK_WORKER_INVALID, 7,
		      operation->item, DelayedWorkQueue, 0, operation->item);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->runs), 0);
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &operation->over);
	FltFreeDeferredIoWorkItem(operation->item);
}

/* ---- deferred I/O: the end of the operation ------------------------------------------------ */

/* row 97 */
static void flt_test_return_of_the_routine_completes_nothing(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	/* The routine has returned when its protection of the instance is gone. */
	EXPECT_REFERENCES(test, host_of(test)->instance, 2);
	KUNIT_EXPECT_FALSE(test, completion_done(&operation->over));
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &operation->over);
	FltFreeDeferredIoWorkItem(operation->item);
}

static PFLT_INSTANCE attach_below(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(altitude, L"100");
	DECLARE_CONST_UNICODE_STRING(name, L"below");
	PFLT_INSTANCE instance = NULL;

	KUNIT_ASSERT_EQ(test, FltAttachVolumeAtAltitude(host_of(test)->filter,
							host_of(test)->volume, &altitude, &name,
							&instance), STATUS_SUCCESS);
	FltObjectDereference(instance);
	return instance;
}

/* The lower instance denies, from a work item; the upper one only watches. */
static FLT_PREOP_CALLBACK_STATUS pre_queue_below(struct operation *operation,
						 PFLT_CALLBACK_DATA data, PFLT_INSTANCE instance,
						 PVOID *context)
{
	if (instance == operation->host->instance)
		return FLT_PREOP_SUCCESS_WITH_CALLBACK;
	return pre_queue(operation, data, instance, context);
}

/* The log says why, for which instance, and who asked. */
static void flt_test_deferred_refusal_is_explained(struct kunit *test)
{
#if HAVE_LOG_READER
	struct operation *operation;

	NEED_VERIFIER(test);
	operation = deferred_operation(test, just_run);
	attach_below(test);
	operation->pre = pre_queue_below;
	operation->sent.Iopb.IrpFlags = IRP_PAGING_IO;
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
	KUNIT_EXPECT_TRUE(test,
			  log_has("FltQueueDeferredIoWorkItem: refused for instance below of "));
	KUNIT_EXPECT_TRUE(test, log_has("the operation is paging I/O; called by "));
#else
	kunit_skip(test, "this kernel has no kmsg_dump_iter");
#endif
}

static FLT_POSTOP_CALLBACK_STATUS note_instance(struct operation *operation,
						PFLT_CALLBACK_DATA data, PFLT_INSTANCE instance,
						PVOID context)
{
	operation->seen = instance;
	operation->status = data->IoStatus.Status;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static void deny(struct operation *operation)
{
	operation->data->IoStatus.Status = STATUS_ACCESS_DENIED;
	operation->data->IoStatus.Information = 0;
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_COMPLETE, NULL);
	FltFreeDeferredIoWorkItem(operation->item);
	complete(&operation->ran);
}

static NTSTATUS NTAPI count_file_system(PFLT_CALLBACK_DATA data, PVOID context)
{
	atomic_inc(context);
	return STATUS_SUCCESS;
}

/* row 98: the status stands, the file system is not asked, only those above hear of it */
static void flt_test_deferred_complete_goes_up_again(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, deny);
	atomic_t *file_system = case_alloc_type(test, atomic_t);

	attach_below(test);
	operation->pre = pre_queue_below;
	operation->post = note_instance;
	operation->sent.FileSystem = count_file_system;
	operation->sent.FileSystemContext = file_system;
	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, atomic_read(file_system), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 1);
	KUNIT_EXPECT_PTR_EQ(test, operation->seen, (PVOID)host_of(test)->instance);
}

static void go_on_with_callback(struct operation *operation)
{
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_WITH_CALLBACK,
				      &operation->seen);
	FltFreeDeferredIoWorkItem(operation->item);
	complete(&operation->ran);
}

static FLT_POSTOP_CALLBACK_STATUS note_context(struct operation *operation,
					       PFLT_CALLBACK_DATA data, PFLT_INSTANCE instance,
					       PVOID context)
{
	operation->seen = context;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 99 */
static void flt_test_deferred_context_reaches_the_post_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, go_on_with_callback);

	operation->post = note_context;
	send(operation);
	ASSERT_IN_TIME(test, &operation->over);
	ASSERT_IN_TIME(test, &operation->ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 1);
	KUNIT_EXPECT_PTR_EQ(test, operation->seen, (PVOID)&operation->seen);
}

/* row 99 */
static void flt_test_deferred_without_callback_skips_the_post_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	operation->post = note_context;
	send(operation);
	ASSERT_IN_TIME(test, &operation->over);
	ASSERT_IN_TIME(test, &operation->ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 0);
}

/* row 100: each wrong call is reported, with the operation and the status, and completes nothing */
static void flt_test_forbidden_completions_are_refused(struct kunit *test)
{
	static const struct {
		FLT_PREOP_CALLBACK_STATUS status;
		bool context;
	} wrong[] = {
		{ FLT_PREOP_PENDING }, { FLT_PREOP_DISALLOW_FASTIO }, { FLT_PREOP_SYNCHRONIZE },
		{ FLT_PREOP_SUCCESS_NO_CALLBACK, true }, { FLT_PREOP_COMPLETE, true },
	};
	struct operation *operation = deferred_operation(test, just_run);
	int i;

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		FltCompletePendedPreOperation(operation->data, wrong[i].status,
					      wrong[i].context ? operation : NULL);
		EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0,
			      operation->data, wrong[i].status, 0, operation->data);
		KUNIT_EXPECT_FALSE(test, completion_done(&operation->over));
	}
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &operation->over);
	FltFreeDeferredIoWorkItem(operation->item);
}

/* Queues, and stays in the callback until the routine has completed the operation. */
static FLT_PREOP_CALLBACK_STATUS pre_queue_and_stay(struct operation *operation,
						    PFLT_CALLBACK_DATA data,
						    PFLT_INSTANCE instance, PVOID *context)
{
	queue_deferred(operation, data);
	if (!in_time(&operation->ran))
		atomic_inc(&operation->failures);
	return FLT_PREOP_PENDING;
}

/* row 101 */
static void flt_test_completion_before_the_callback_returns(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	operation->pre = pre_queue_and_stay;
	send(operation);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->failures), 0);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static FLT_POSTOP_CALLBACK_STATUS post_queue(struct operation *operation,
					     PFLT_CALLBACK_DATA data, PFLT_INSTANCE instance,
					     PVOID context)
{
	queue_deferred(operation, data);
	return NT_SUCCESS(operation->queued) ? FLT_POSTOP_MORE_PROCESSING_REQUIRED :
					       FLT_POSTOP_FINISHED_PROCESSING;
}

static void fail_and_run(struct operation *operation)
{
	operation->data->IoStatus.Status = STATUS_UNSUCCESSFUL;
	complete(&operation->ran);
}

/* row 102: not even a failure status is passed on before it is completed */
static void flt_test_deferred_post_operation_waits_for_completion(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, fail_and_run);

	operation->pre = NULL;
	operation->post = post_queue;
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	EXPECT_REFERENCES(test, host_of(test)->instance, 2);
	KUNIT_EXPECT_FALSE(test, completion_done(&operation->over));
	FltCompletePendedPostOperation(operation->data);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_UNSUCCESSFUL);
	FltFreeDeferredIoWorkItem(operation->item);
}

static void finish_post(struct operation *operation)
{
	FltCompletePendedPostOperation(operation->data);
	FltFreeDeferredIoWorkItem(operation->item);
	complete(&operation->ran);
}

/* row 103: from the routine, the operation first and then the item */
static void flt_test_deferred_post_operation_is_completed_in_the_routine(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, finish_post);

	operation->pre = NULL;
	operation->post = post_queue;
	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	KUNIT_EXPECT_EQ(test, operation->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void free_then_pass_on(struct operation *operation)
{
	FltFreeDeferredIoWorkItem(operation->item);
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	complete(&operation->ran);
}

/* row 103: the routine has begun, so the item may go first */
static void flt_test_deferred_item_may_go_before_its_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, free_then_pass_on);

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case flt_cases[] = {
	KUNIT_CASE(flt_test_generic_routine_sees_the_filter),
	KUNIT_CASE(flt_test_generic_routine_sees_the_instance),
	KUNIT_CASE(flt_test_generic_null_context),
	KUNIT_CASE(flt_test_generic_object_is_bound_at_queueing),
	KUNIT_CASE(flt_test_unregister_waits_for_a_running_routine),
	KUNIT_CASE(flt_test_unregister_waits_after_the_item_is_freed),
	KUNIT_CASE(flt_test_detach_waits_for_a_running_routine),
	KUNIT_CASE(flt_test_unregister_waits_for_the_instance),
	KUNIT_CASE(flt_test_unregister_waits_for_a_queued_item),
	KUNIT_CASE(flt_test_unregister_beside_queueing),
	KUNIT_CASE(flt_test_idle_item_does_not_hold_up_unregister),
	KUNIT_CASE(flt_test_requeue_in_routine_fails_while_going),
	KUNIT_CASE(flt_test_generic_takes_what_deferred_refuses),
	KUNIT_CASE(flt_test_generic_on_every_queue_type),
	KUNIT_CASE(flt_test_generic_for_no_filter_is_refused),
	KUNIT_CASE(flt_test_generic_bad_arguments_are_refused),
	KUNIT_CASE(flt_test_items_of_the_other_kind_are_refused),
	KUNIT_CASE(flt_test_deferred_routine_completes_the_operation),
	KUNIT_CASE(flt_test_deferred_null_context),
	KUNIT_CASE(flt_test_deferred_refuses_fast_io),
	KUNIT_CASE(flt_test_deferred_refuses_file_system_callbacks),
	KUNIT_CASE(flt_test_deferred_refuses_paging_io),
	KUNIT_CASE(flt_test_deferred_takes_input_operation),
	KUNIT_CASE(flt_test_deferred_refuses_a_top_level_irp),
	KUNIT_CASE(flt_test_deferred_minds_its_own_thread_only),
	KUNIT_CASE(flt_test_deferred_refuses_while_the_instance_goes),
	KUNIT_CASE(flt_test_deferred_refuses_a_drained_operation),
	KUNIT_CASE(flt_test_detach_waits_for_a_deferred_routine),
	KUNIT_CASE(flt_test_deferred_refusal_is_explained),
	KUNIT_CASE(flt_test_deferred_bad_arguments_are_refused),
	KUNIT_CASE(flt_test_return_of_the_routine_completes_nothing),
	KUNIT_CASE(flt_test_deferred_complete_goes_up_again),
	KUNIT_CASE(flt_test_deferred_context_reaches_the_post_operation),
	KUNIT_CASE(flt_test_deferred_without_callback_skips_the_post_operation),
	KUNIT_CASE(flt_test_forbidden_completions_are_refused),
	KUNIT_CASE(flt_test_completion_before_the_callback_returns),
	KUNIT_CASE(flt_test_deferred_post_operation_waits_for_completion),
	KUNIT_CASE(flt_test_deferred_post_operation_is_completed_in_the_routine),
	KUNIT_CASE(flt_test_deferred_item_may_go_before_its_operation),
	{}
};

WINWORK_SUITE_WITH(flt, flt_init, flt_exit);
