/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_drain: operations under way while instances and volumes are torn down.
 */
#include "flt_case.h"

struct detachment {
	struct mini *mini;
	struct completion done;
};

static void detach_it(void *data)
{
	struct detachment *detachment = data;

	detach_mini(detachment->mini, NULL);
	complete(&detachment->done);
}

static struct detachment *detach_meanwhile(struct mini *mini)
{
	struct detachment *detachment = case_alloc_type(mini->of->test, struct detachment);

	detachment->mini = mini;
	init_completion(&detachment->done);
	spawn(mini->of->test, detach_it, detachment);
	return detachment;
}

/* The functions that query an operation take the copy. */
static FLT_POSTOP_CALLBACK_STATUS ask_the_copy(struct mini *mini, PFLT_CALLBACK_DATA data,
					       PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	PFLT_FILE_NAME_INFORMATION name;

	KUNIT_EXPECT_FALSE(mini->of->test, FltIsIoCanceled(data));
	KUNIT_EXPECT_FALSE(mini->of->test, FltIsOperationSynchronous(data));
	KUNIT_EXPECT_EQ(mini->of->test, FltGetFileNameInformation(data, FLT_FILE_NAME_OPENED, &name),
			STATUS_FLT_DELETING_OBJECT);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static void flt_drain_test_what_is_below_is_drained(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];

	mini->context = c;
	mini->on_post = ask_the_copy;
	c->file_system_status = STATUS_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &c->file_system_called);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFb");
	KUNIT_EXPECT_EQ(test, mini->post_flags, (ULONG)FLTFL_POST_OPERATION_DRAINING);
	KUNIT_EXPECT_EQ(test, mini->post_status, STATUS_FLT_POST_OPERATION_CLEANUP);
	KUNIT_EXPECT_TRUE(test, mini->post_data_flags & FLTFL_CALLBACK_DATA_DRAINING_IO);
	KUNIT_EXPECT_TRUE(test, mini->post_data_flags & IRP);
	KUNIT_EXPECT_PTR_NE(test, mini->post_data, mini->data);
	KUNIT_EXPECT_PTR_EQ(test, mini->post_target, mini->instance);
	KUNIT_EXPECT_PTR_EQ(test, mini->post_context, (PVOID)c);
	KUNIT_EXPECT_EQ(test, mini->post_iopb.Parameters.Read.Length, 100U);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 0);
	EXPECT_NO_REPORT(test);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFbca");
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS pend_always(struct mini *mini, PFLT_CALLBACK_DATA data,
					      PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

static void flt_drain_test_drained_cannot_be_pended(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];

	mini->on_post = pend_always;
	c->file_system_status = STATUS_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &c->file_system_called);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PostOperation", BUGCHECK_FLTMGR, 0, ANY, 0, 0, mini->post_data);
	FltCompletePendedPostOperation(mini->post_data);
	EXPECT_REPORT(test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, ANY, 0, 0,
		      mini->post_data);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFbca");
	end_flt_case(c);
}

static void flt_drain_test_tear_down_waits_for_pended_operations(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];
	struct detachment *detachment;

	mini->pre = FLT_PREOP_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &mini->pre_called);
	detachment = detach_meanwhile(mini);
	ASSERT_IN_TIME(test, &mini->started);
	EXPECT_WAITS(test, &detachment->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&mini->completes), 0);
	c->file_system_status = STATUS_PENDING;
	/* The instance is drained when the operation is below it. */
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &detachment->done);
	KUNIT_EXPECT_EQ(test, mini->post_flags, (ULONG)FLTFL_POST_OPERATION_DRAINING);
	EXPECT_TRACE(c, "ABbCF");
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABbCFca");
	end_flt_case(c);
}

static void flt_drain_test_tear_down_waits_for_pended_post_operations(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];
	struct detachment *detachment;

	mini->post = FLT_POSTOP_MORE_PROCESSING_REQUIRED;
	send_async_read(c);
	ASSERT_IN_TIME(test, &mini->post_called);
	detachment = detach_meanwhile(mini);
	ASSERT_IN_TIME(test, &mini->started);
	EXPECT_WAITS(test, &detachment->done);
	FltCompletePendedPostOperation(mini->post_data);
	ASSERT_IN_TIME(test, &detachment->done);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFcba");
	end_flt_case(c);
}

static void send_it(void *data)
{
	send_async_read(data);
}

static void flt_drain_test_tear_down_waits_for_a_synchronized_operation(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];
	struct detachment *detachment;

	mini->pre = FLT_PREOP_SYNCHRONIZE;
	c->file_system_status = STATUS_PENDING;
	spawn(test, send_it, c);
	ASSERT_IN_TIME(test, &c->file_system_called);
	detachment = detach_meanwhile(mini);
	ASSERT_IN_TIME(test, &mini->started);
	EXPECT_WAITS(test, &detachment->done);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &detachment->done);
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_EQ(test, mini->post_flags, 0U);
	end_flt_case(c);
}

static void flt_drain_test_gone_instances_are_passed_over(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[0].pre = FLT_PREOP_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &c->minis[0].pre_called);
	/* The operation is pended above this instance, and does not keep it. */
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[1], NULL), STATUS_SUCCESS);
	/* A new instance at its altitude was not there when the operation was sent. */
	KUNIT_EXPECT_EQ(test, attach_at(&c->minis[1], "200", NULL), STATUS_SUCCESS);
	FltCompletePendedPreOperation(c->minis[0].data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ACFca");
	end_flt_case(c);
}

static void delete_volume(void *data)
{
	struct flt_case *c = data;

	WinworkFltDeleteVolume(c->volume);
	complete(&c->minis[2].started);
}

static void flt_drain_test_deleted_volume_waits_for_operations(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	c->file_system_status = STATUS_PENDING;
	init_completion(&c->minis[2].started);
	send_async_read(c);
	ASSERT_IN_TIME(test, &c->file_system_called);
	spawn(test, delete_volume, c);
	EXPECT_WAITS(test, &c->minis[2].started);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->minis[2].started);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 1);
	c->volume = NULL;
	end_flt_case(c);
}

static struct kunit_case flt_drain_cases[] = {
	KUNIT_CASE(flt_drain_test_what_is_below_is_drained),
	KUNIT_CASE(flt_drain_test_drained_cannot_be_pended),
	KUNIT_CASE(flt_drain_test_tear_down_waits_for_pended_operations),
	KUNIT_CASE(flt_drain_test_tear_down_waits_for_pended_post_operations),
	KUNIT_CASE(flt_drain_test_tear_down_waits_for_a_synchronized_operation),
	KUNIT_CASE(flt_drain_test_gone_instances_are_passed_over),
	KUNIT_CASE(flt_drain_test_deleted_volume_waits_for_operations),
	{}
};

FLT_CASE_SUITE(flt_drain);
