/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_deferred: deferred I/O work items: the arguments of the routine, and the operations
 * that FltQueueDeferredIoWorkItem refuses.
 */
#include "flt_host.h"

/* rows 90, 103: deferred_routine() compares item, data and context */
static void flt_deferred_test_deferred_routine_completes_the_operation(struct kunit *test)
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

/* row 45: Windows's page asks for a context here; a routine that needs none gets none */
static void flt_deferred_test_deferred_null_context(struct kunit *test)
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
 * Sends an operation whose deferral must be refused with @status. Nothing runs, the item is the
 * caller's to free, and the operation, which is not pended, ends.
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
static void flt_deferred_test_deferred_refuses_fast_io(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	operation->sent.Flags = FLTFL_CALLBACK_DATA_FAST_IO_OPERATION;
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
}

/* row 91 */
static void flt_deferred_test_deferred_refuses_file_system_callbacks(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	operation->sent.Flags = FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION;
	check_refused(test, operation, STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
}

/* row 92 */
static void flt_deferred_test_deferred_refuses_paging_io(struct kunit *test)
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
static void flt_deferred_test_deferred_takes_input_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	operation->sent.Iopb.IrpFlags = 0x40;
	send(operation);
	KUNIT_EXPECT_EQ(test, operation->queued, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
}

/* row 94: a file system's pseudo value, a real IRP, and then none */
static void flt_deferred_test_deferred_refuses_a_top_level_irp(struct kunit *test)
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

/* row 94: the top-level IRP of the queueing thread counts, and no other thread's */
static void flt_deferred_test_deferred_minds_its_own_thread_only(struct kunit *test)
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

/* row 95: an operation that was pended before the tear-down of the instance began */
static void flt_deferred_test_deferred_refuses_while_the_instance_goes(struct kunit *test)
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
	/* The tear-down waits for the operation, so the operation cannot be lost. */
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

/* row 95: the copy that the post-operation callback of a drained instance gets */
static void flt_deferred_test_deferred_refuses_a_drained_operation(struct kunit *test)
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

/* row 85: the instance outlives the routine, although operation and item have ended */
static void flt_deferred_test_detach_waits_for_a_deferred_routine(struct kunit *test)
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

static void flt_deferred_test_deferred_bad_arguments_are_refused(struct kunit *test)
{
	struct operation *operation;
	PFLT_CALLBACK_DATA data, wrong[] = { NULL, case_alloc(test, sizeof(*data)),
					     case_alloc(test, sizeof(*data)) };
	int i;

	operation = deferred_operation(test, just_run);
	operation->pre = pre_pend;
	send(operation);
	data = operation->data;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, data);
	/* It looks like the copy for a drained instance, and is not. */
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

/* The log names the reason, the instance, and the caller. */
static void flt_deferred_test_deferred_refusal_is_explained(struct kunit *test)
{
#if HAVE_LOG_READER
	struct operation *operation;

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

static struct kunit_case flt_deferred_cases[] = {
	KUNIT_CASE(flt_deferred_test_deferred_routine_completes_the_operation),
	KUNIT_CASE(flt_deferred_test_deferred_null_context),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_fast_io),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_file_system_callbacks),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_paging_io),
	KUNIT_CASE(flt_deferred_test_deferred_takes_input_operation),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_a_top_level_irp),
	KUNIT_CASE(flt_deferred_test_deferred_minds_its_own_thread_only),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_while_the_instance_goes),
	KUNIT_CASE(flt_deferred_test_deferred_refuses_a_drained_operation),
	KUNIT_CASE(flt_deferred_test_detach_waits_for_a_deferred_routine),
	KUNIT_CASE(flt_deferred_test_deferred_refusal_is_explained),
	KUNIT_CASE(flt_deferred_test_deferred_bad_arguments_are_refused),
	{}
};

WINWORK_SUITE_WITH(flt_deferred, flt_host_init, flt_host_exit);
