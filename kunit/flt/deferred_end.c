/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_deferred_end: completing an operation from a deferred I/O work item.
 */
#include "flt_host.h"

/* row 97 */
static void flt_deferred_end_test_return_of_the_routine_completes_nothing(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, just_run);

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	/* The routine has returned when its protection of the instance has ended. */
	EXPECT_REFERENCES(test, host_of(test)->instance, 2);
	KUNIT_EXPECT_FALSE(test, completion_done(&operation->over));
	FltCompletePendedPreOperation(operation->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &operation->over);
	FltFreeDeferredIoWorkItem(operation->item);
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

/* row 98: the status stands, the file system is not called, and only the filters above see it */
static void flt_deferred_end_test_deferred_complete_goes_up_again(struct kunit *test)
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
static void flt_deferred_end_test_deferred_context_reaches_the_post_operation(struct kunit *test)
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
static void
flt_deferred_end_test_deferred_without_callback_skips_the_post_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, pass_on);

	operation->post = note_context;
	send(operation);
	ASSERT_IN_TIME(test, &operation->over);
	ASSERT_IN_TIME(test, &operation->ran);
	KUNIT_EXPECT_EQ(test, atomic_read(&operation->posts), 0);
}

/* row 100: each wrong call is reported, with the operation and the status, and completes nothing */
static void flt_deferred_end_test_forbidden_completions_are_refused(struct kunit *test)
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
static void flt_deferred_end_test_completion_before_the_callback_returns(struct kunit *test)
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

/* row 102: even a failure status goes up only after the completion */
static void flt_deferred_end_test_deferred_post_operation_waits_for_completion(struct kunit *test)
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
static void
flt_deferred_end_test_deferred_post_operation_is_completed_in_the_routine(struct kunit *test)
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
static void flt_deferred_end_test_deferred_item_may_go_before_its_operation(struct kunit *test)
{
	struct operation *operation = deferred_operation(test, free_then_pass_on);

	send(operation);
	ASSERT_IN_TIME(test, &operation->ran);
	ASSERT_IN_TIME(test, &operation->over);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case flt_deferred_end_cases[] = {
	KUNIT_CASE(flt_deferred_end_test_return_of_the_routine_completes_nothing),
	KUNIT_CASE(flt_deferred_end_test_deferred_complete_goes_up_again),
	KUNIT_CASE(flt_deferred_end_test_deferred_context_reaches_the_post_operation),
	KUNIT_CASE(flt_deferred_end_test_deferred_without_callback_skips_the_post_operation),
	KUNIT_CASE(flt_deferred_end_test_forbidden_completions_are_refused),
	KUNIT_CASE(flt_deferred_end_test_completion_before_the_callback_returns),
	KUNIT_CASE(flt_deferred_end_test_deferred_post_operation_waits_for_completion),
	KUNIT_CASE(flt_deferred_end_test_deferred_post_operation_is_completed_in_the_routine),
	KUNIT_CASE(flt_deferred_end_test_deferred_item_may_go_before_its_operation),
	{}
};

WINWORK_SUITE_WITH(flt_deferred_end, flt_host_init, flt_host_exit);
