/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_operations: the way of an operation through the minifilters, what their callbacks may
 * return, and the completion of what they pend, whoever is first.
 */
#include "flt_case.h"

#include <linux/delay.h>

/* ---- the way down and up -------------------------------------------------------------------- */

static void flt_operations_test_go_down_and_up_by_altitude(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	unsigned int i;

	c->file_system_status = STATUS_END_OF_FILE;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_END_OF_FILE);
	EXPECT_TRACE(c, "ABCFcba");
	for (i = 0; i < MINIS; i++) {
		struct mini *mini = &c->minis[i];

		KUNIT_EXPECT_PTR_EQ(test, mini->pre_target, mini->instance);
		KUNIT_EXPECT_PTR_EQ(test, mini->post_target, mini->instance);
		KUNIT_EXPECT_EQ(test, mini->post_status, STATUS_END_OF_FILE);
		KUNIT_EXPECT_EQ(test, mini->post_flags, 0U);
		KUNIT_EXPECT_EQ(test, mini->post_data_flags,
				(ULONG)(IRP | FLTFL_CALLBACK_DATA_POST_OPERATION));
		KUNIT_EXPECT_PTR_EQ(test, mini->post_data, mini->data);
	}
	KUNIT_EXPECT_PTR_EQ(test, c->file_system_iopb.TargetInstance, (PFLT_INSTANCE)NULL);
	end_flt_case(c);
}

static void flt_operations_test_only_registered_callbacks_are_called(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CREATE), STATUS_SUCCESS);
	EXPECT_TRACE(c, "Fcba");
	c->length = 0;
	memset(c->trace, 0, sizeof(c->trace));
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CLOSE), STATUS_SUCCESS);
	EXPECT_TRACE(c, "F");
	end_flt_case(c);
}

static void flt_operations_test_no_callback_means_none(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_SUCCESS_NO_CALLBACK;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFca");
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS deny(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	data->IoStatus.Status = STATUS_ACCESS_DENIED;
	return FLT_PREOP_COMPLETE;
}

/* row 98, in the callback itself */
static void flt_operations_test_complete_skips_what_is_below(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = deny;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_ACCESS_DENIED);
	EXPECT_TRACE(c, "ABa");
	KUNIT_EXPECT_EQ(test, c->minis[0].post_status, STATUS_ACCESS_DENIED);
	end_flt_case(c);
}

static void flt_operations_test_context_reaches_post_callback(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	unsigned int i;

	for (i = 0; i < MINIS; i++)
		c->minis[i].context = &c->minis[i];
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	for (i = 0; i < MINIS; i++)
		KUNIT_EXPECT_PTR_EQ(test, c->minis[i].post_context, (PVOID)&c->minis[i]);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS shorten(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	data->Iopb->Parameters.Read.Length = 50;
	data->Iopb->TargetInstance = NULL;
	data->Iopb->MajorFunction = IRP_MJ_WRITE;
	if (mini->context)
		FltSetCallbackDataDirty(data);
	KUNIT_EXPECT_EQ(mini->of->test, FltIsCallbackDataDirty(data), mini->context != NULL);
	*context = NULL;
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static void flt_operations_test_dirty_parameters_go_down(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = shorten;
	c->minis[1].context = c;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, c->minis[1].pre_iopb.Parameters.Read.Length, 100U);
	KUNIT_EXPECT_EQ(test, c->minis[2].pre_iopb.Parameters.Read.Length, 50U);
	KUNIT_EXPECT_EQ(test, c->file_system_iopb.Parameters.Read.Length, 50U);
	KUNIT_EXPECT_EQ(test, c->file_system_iopb.MajorFunction, IRP_MJ_READ);
	KUNIT_EXPECT_EQ(test, c->minis[2].post_iopb.Parameters.Read.Length, 50U);
	KUNIT_EXPECT_EQ(test, c->minis[1].post_iopb.Parameters.Read.Length, 100U);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[1].post_target, c->minis[1].instance);
	end_flt_case(c);
}

static void flt_operations_test_other_changes_are_undone(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = shorten;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_EQ(test, c->minis[2].pre_iopb.Parameters.Read.Length, 100U);
	KUNIT_EXPECT_EQ(test, c->file_system_iopb.Parameters.Read.Length, 100U);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS fail(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
				       FLT_POST_OPERATION_FLAGS flags)
{
	data->IoStatus.Status = STATUS_DISK_FULL;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static void flt_operations_test_post_callback_changes_the_result(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_post = fail;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_DISK_FULL);
	KUNIT_EXPECT_EQ(test, c->minis[2].post_status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, c->minis[0].post_status, STATUS_DISK_FULL);
	end_flt_case(c);
}

static void expect_shown(struct kunit *test, ULONG skip, ULONG irp_flags, const char *expected)
{
	struct flt_case *c = new_flt_case(test);
	WINWORK_FLT_OPERATION operation;

	c->read_flags = skip;
	attach_mini(c, "100");
	operation = operation_for(c, IRP, IRP_MJ_READ);
	operation.Iopb.IrpFlags = irp_flags;
	KUNIT_EXPECT_EQ(test, WinworkFltSendOperation(c->volume, &operation, NULL),
			STATUS_SUCCESS);
	EXPECT_TRACE(c, expected);
	end_flt_case(c);
}

static void flt_operations_test_skip_flags(struct kunit *test)
{
	const ULONG paging = IRP_PAGING_IO | IRP_NOCACHE;

	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO, paging, "F");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO, IRP_NOCACHE, "AFa");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO, 0, "F");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO, IRP_NOCACHE, "AFa");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO, 0, "F");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO, IRP_NOCACHE,
		     "F");
	expect_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO, paging,
		     "AFa");
}

/* One filter with many instances: the kernel's stack does not grow with theirs. */
static void flt_operations_test_deep_stacks(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = start_mini(c);
	char number[8];
	unsigned int i;

	mini->pre = FLT_PREOP_SYNCHRONIZE;
	for (i = 1; i <= 400; i++) {
		snprintf(number, sizeof(number), "%u", i);
		KUNIT_ASSERT_EQ(test, attach_at(mini, number, number), STATUS_SUCCESS);
	}
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, mini->post_called.done, 400U);
	end_flt_case(c);
}

/* ---- statuses that do not suit the operation ------------------------------------------------ */

static void flt_operations_test_fast_io_may_be_disallowed(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_DISALLOW_FASTIO;
	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_FLT_DISALLOW_FAST_IO);
	EXPECT_TRACE(c, "ABa");
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABaABCFca");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, c->minis[1].data,
		      FLT_PREOP_DISALLOW_FASTIO, 0, c->minis[1].data);
	end_flt_case(c);
}

static void flt_operations_test_fs_filter_io_may_be_disallowed(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_DISALLOW_FSFILTER_IO;
	KUNIT_EXPECT_EQ(test, send_major(c, FS_FILTER, IRP_MJ_QUERY_OPEN),
			STATUS_FLT_DISALLOW_FAST_IO);
	EXPECT_TRACE(c, "ABa");
	c->minis[1].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	c->minis[1].post = FLT_POSTOP_DISALLOW_FSFILTER_IO;
	KUNIT_EXPECT_EQ(test, send_major(c, FS_FILTER, IRP_MJ_QUERY_OPEN),
			STATUS_FLT_DISALLOW_FAST_IO);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_operations_test_only_irps_can_be_pended(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_PENDING;
	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFca");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, c->minis[1].data,
		      FLT_PREOP_PENDING, 0, c->minis[1].data);
	c->minis[1].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	c->minis[1].post = FLT_POSTOP_MORE_PROCESSING_REQUIRED;
	KUNIT_EXPECT_EQ(test, send_major(c, FS_FILTER, IRP_MJ_READ), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PostOperation", BUGCHECK_FLTMGR, 0, c->minis[1].data,
		      FLT_POSTOP_MORE_PROCESSING_REQUIRED, 0, c->minis[1].data);
	end_flt_case(c);
}

static void flt_operations_test_callback_that_is_not_registered(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_WRITE), STATUS_SUCCESS);
	EXPECT_TRACE(c, "AF");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0x66, mini->data, 0, 0, mini->data);
	mini->pre = FLT_PREOP_SYNCHRONIZE;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_WRITE), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0x66, mini->data, 0, 0, mini->data);
	mini->pre = (FLT_PREOP_CALLBACK_STATUS)77;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, mini->data, 77, 0, mini->data);
	end_flt_case(c);
}

static void flt_operations_test_context_without_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->context = c;
	mini->pre = FLT_PREOP_SUCCESS_NO_CALLBACK;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, mini->data,
		      FLT_PREOP_SUCCESS_NO_CALLBACK, 0, mini->data);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS complete_as_pending(struct mini *mini, PFLT_CALLBACK_DATA data,
						     PVOID *context)
{
	data->IoStatus.Status = STATUS_PENDING;
	return FLT_PREOP_COMPLETE;
}

static void flt_operations_test_final_status_is_checked(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	mini->on_pre = complete_as_pending;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, mini->data, FLT_PREOP_COMPLETE, 0,
		      mini->data);
	mini->on_pre = deny;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CLEANUP), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, mini->data, FLT_PREOP_COMPLETE, 0,
		      mini->data);
	end_flt_case(c);
}

/* ---- pended by a pre-operation callback ----------------------------------------------------- */

static struct mini *pend_in_b(struct flt_case *c)
{
	struct mini *mini = &c->minis[1];

	mini->pre = FLT_PREOP_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(c->test, &mini->pre_called);
	EXPECT_TRACE(c, "AB");
	KUNIT_EXPECT_EQ(c->test, atomic_read(&c->completions), 0);
	return mini;
}

/* row 99 */
static void flt_operations_test_pended_goes_on_with_callback(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);

	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_WITH_CALLBACK, c);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_PTR_EQ(test, mini->post_context, (PVOID)c);
	KUNIT_EXPECT_EQ(test, c->done_iopb.Parameters.Read.Length, 100U);
	end_flt_case(c);
}

/* row 99 */
static void flt_operations_test_pended_goes_on_without_callback(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);

	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFca");
	end_flt_case(c);
}

/* row 98 */
static void flt_operations_test_pended_is_completed_at_dispatch(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);
	KIRQL irql;

	mini->data->IoStatus.Status = STATUS_ACCESS_DENIED;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_COMPLETE, NULL);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABa");
	KUNIT_EXPECT_EQ(test, c->status, STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, c->minis[0].post_irql, DISPATCH_LEVEL);
	end_flt_case(c);
}

/* row 100 */
static void flt_operations_test_forbidden_completions_are_refused(struct kunit *test)
{
	static const struct {
		FLT_PREOP_CALLBACK_STATUS status;
		bool context;
	} bad[] = {
		{ FLT_PREOP_PENDING }, { FLT_PREOP_DISALLOW_FASTIO }, { FLT_PREOP_SYNCHRONIZE },
		{ FLT_PREOP_DISALLOW_FSFILTER_IO }, { FLT_PREOP_SUCCESS_NO_CALLBACK, true },
		{ FLT_PREOP_COMPLETE, true },
	};
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);
	unsigned int i;
	KIRQL irql;

	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		FltCompletePendedPreOperation(mini->data, bad[i].status, bad[i].context ? c : NULL);
		EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0,
			      mini->data, bad[i].status, 0, mini->data);
	}
	FltCompletePendedPostOperation(mini->data);
	EXPECT_REPORT(test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	WinworkFltCompleteOperation(mini->data, STATUS_SUCCESS, 0);
	EXPECT_REPORT(test, "WinworkFltCompleteOperation", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      ANY, ANY, ANY, mini->data);
	EXPECT_TRACE(c, "AB");
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	end_flt_case(c);
}

static void flt_operations_test_completing_twice_is_reported(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);
	PFLT_CALLBACK_DATA data = mini->data;

	c->file_system_status = STATUS_PENDING;
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->file_system_called);
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	WinworkFltCompleteOperation(data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	/* By now it is over. */
	FltCompletePendedPreOperation(data, FLT_PREOP_COMPLETE, NULL);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 1);
	EXPECT_TRACE(c, "ABCFcba");
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS complete_early(struct mini *mini, PFLT_CALLBACK_DATA data,
						PVOID *context)
{
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_WITH_CALLBACK, mini);
	return FLT_PREOP_PENDING;
}

/* row 101 */
static void flt_operations_test_completion_before_pending(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];

	mini->on_pre = complete_early;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_PTR_EQ(test, mini->post_context, (PVOID)mini);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS complete_and_go_on(struct mini *mini, PFLT_CALLBACK_DATA data,
						    PVOID *context)
{
	FltCompletePendedPreOperation(data, FLT_PREOP_COMPLETE, NULL);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static void flt_operations_test_completion_without_pending(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];

	mini->on_pre = complete_and_go_on;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, mini->data, 0, 0, mini->data);
	end_flt_case(c);
}

/* ---- pended by a post-operation callback ---------------------------------------------------- */

/* row 102 */
static void flt_operations_test_post_pended_until_completed(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = &c->minis[1];
	KIRQL irql;

	mini->post = FLT_POSTOP_MORE_PROCESSING_REQUIRED;
	send_async_read(c);
	ASSERT_IN_TIME(test, &mini->post_called);
	EXPECT_TRACE(c, "ABCFcb");
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	FltCompletePendedPostOperation(mini->post_data);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFcba");
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS complete_post_early(struct mini *mini, PFLT_CALLBACK_DATA data,
						      PVOID context,
						      FLT_POST_OPERATION_FLAGS flags)
{
	FltCompletePendedPostOperation(data);
	FltCompletePendedPostOperation(data);
	EXPECT_REPORT(mini->of->test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, data, 0,
		      0, data);
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

static void flt_operations_test_post_completion_before_pending(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_post = complete_post_early;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	end_flt_case(c);
}

/* ---- who completes is in a race with the callback ------------------------------------------- */

struct race {
	struct flt_case *c;
	PFLT_CALLBACK_DATA volatile data;
	atomic_t left;
};

static struct race *the_race;

static FLT_PREOP_CALLBACK_STATUS hand_over(struct mini *mini, PFLT_CALLBACK_DATA data,
					   PVOID *context)
{
	smp_store_release(&the_race->data, data);
	return FLT_PREOP_PENDING;
}

static FLT_POSTOP_CALLBACK_STATUS hand_over_again(struct mini *mini, PFLT_CALLBACK_DATA data,
						  PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	smp_store_release(&the_race->data, data);
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

static void complete_what_comes(void *data)
{
	struct race *race = data;
	bool pre = true;

	while (atomic_read(&race->left)) {
		PFLT_CALLBACK_DATA found = xchg(&race->data, NULL);

		if (!found) {
			cond_resched();
			continue;
		}
		if (pre)
			FltCompletePendedPreOperation(found, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
		else
			FltCompletePendedPostOperation(found);
		pre = !pre;
		atomic_dec(&race->left);
	}
}

/* rows 101 and 102, whoever is first */
static void flt_operations_test_completion_races_with_the_callback(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	const unsigned int rounds = 200;
	unsigned int i;

	the_race = case_alloc_type(test, struct race);
	the_race->c = c;
	atomic_set(&the_race->left, 2 * rounds);
	mini->on_pre = hand_over;
	mini->on_post = hand_over_again;
	spawn(test, complete_what_comes, the_race);
	for (i = 0; i < rounds; i++) {
		send_async_read(c);
		if (!in_time(&c->done))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, rounds);
	if (i < rounds)
		atomic_set(&the_race->left, 0);
	join(test);
	end_flt_case(c);
}

/* ---- FLT_PREOP_SYNCHRONIZE ------------------------------------------------------------------ */

/* Only then has the thread that sends lost the operation for certain. */
static bool waits(struct task_struct *task)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (!task_state_index(task)) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

static void complete_at_dispatch(void *data)
{
	struct flt_case *c = data;
	KIRQL irql;

	if (!in_time(&c->file_system_called) || !waits(c->minis[MINIS - 1].pre_task))
		return;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 7);
	KeLowerIrql(irql);
}

static void flt_operations_test_synchronized_in_its_thread(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_SYNCHRONIZE;
	c->file_system_status = STATUS_PENDING;
	spawn(test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_EQ(test, c->minis[2].post_irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, c->minis[1].post_irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[1].post_task, current);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[0].post_task, current);
	KUNIT_EXPECT_PTR_NE(test, c->minis[2].post_task, current);
	join(test);
	end_flt_case(c);
}

static void complete_b(void *data)
{
	struct flt_case *c = data;

	if (in_time(&c->minis[1].pre_called) && waits(c->minis[1].pre_task))
		FltCompletePendedPreOperation(c->minis[1].data, FLT_PREOP_SUCCESS_WITH_CALLBACK,
					      NULL);
}

/* A waits in the sender, C in the thread that completed B; a third one brings it up. */
static void flt_operations_test_synchronized_in_two_threads(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[0].pre = FLT_PREOP_SYNCHRONIZE;
	c->minis[1].pre = FLT_PREOP_PENDING;
	c->minis[2].pre = FLT_PREOP_SYNCHRONIZE;
	c->file_system_status = STATUS_PENDING;
	spawn(test, complete_b, c);
	spawn(test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_PTR_EQ(test, c->minis[0].post_task, current);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[2].post_task, c->minis[2].pre_task);
	KUNIT_EXPECT_PTR_NE(test, c->minis[2].post_task, current);
	KUNIT_EXPECT_EQ(test, c->minis[2].post_irql, PASSIVE_LEVEL);
	join(test);
	end_flt_case(c);
}

/* ---- FltIsOperationSynchronous -------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS ask_whether_synchronous(struct mini *mini,
							 PFLT_CALLBACK_DATA data, PVOID *context)
{
	*context = NULL;
	mini->context = (PVOID)(ULONG_PTR)FltIsOperationSynchronous(data);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static void flt_operations_test_synchronous_or_not(struct kunit *test)
{
	static const struct {
		FLT_CALLBACK_DATA_FLAGS kind;
		UCHAR major;
		UCHAR minor;
		ULONG irp_flags;
		ULONG file_flags;
		ULONG code;
		bool synchronous;
	} rows[] = {
		{ IRP, IRP_MJ_READ, 0, 0, 0, 0, false },
		{ FAST_IO, IRP_MJ_READ, 0, 0, 0, 0, true },
		{ FS_FILTER, IRP_MJ_READ, 0, 0, 0, 0, true },
		{ IRP, IRP_MJ_READ, 0, 0, FO_SYNCHRONOUS_IO, 0, true },
		{ IRP, IRP_MJ_READ, 0, IRP_SYNCHRONOUS_API, 0, 0, true },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO, FO_SYNCHRONOUS_IO, 0, false },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO | IRP_SYNCHRONOUS_API, 0, 0, false },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO, 0, 0, true },
		/* Of what is no paging I/O that bit means another thing. */
		{ IRP, IRP_MJ_READ, 0, IRP_SYNCHRONOUS_PAGING_IO, 0, 0, false },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, 0, 0, CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, 0, 0, CTL_CODE(9, 1, METHOD_NEITHER, 0), false },
		{ IRP, IRP_MJ_INTERNAL_DEVICE_CONTROL, 0, 0, 0,
		  CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_USER_FS_REQUEST, 0, 0,
		  CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_KERNEL_CALL, 0, 0,
		  CTL_CODE(9, 1, METHOD_OUT_DIRECT, 0), false },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_MOUNT_VOLUME, 0, 0, 0, false },
	};
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	unsigned int i;

	mini->on_pre = ask_whether_synchronous;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		WINWORK_FLT_OPERATION operation = operation_for(c, rows[i].kind, rows[i].major);

		operation.Iopb.MinorFunction = rows[i].minor;
		operation.Iopb.IrpFlags = rows[i].irp_flags;
		operation.Iopb.Parameters.DeviceIoControl.Common.IoControlCode = rows[i].code;
		c->file.Flags = rows[i].file_flags;
		mini->data = NULL;
		KUNIT_EXPECT_EQ(test, WinworkFltSendOperation(c->volume, &operation, NULL),
				STATUS_SUCCESS);
		KUNIT_EXPECT_TRUE_MSG(test, mini->data != NULL, "row %u was not seen", i);
		KUNIT_EXPECT_EQ_MSG(test, mini->context != NULL, rows[i].synchronous, "row %u", i);
	}
	KUNIT_EXPECT_FALSE(test, FltIsOperationSynchronous(mini->data));
	EXPECT_REPORT(test, "FltIsOperationSynchronous", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	end_flt_case(c);
}

/* ---- FltDoCompletionProcessingWhenSafe ------------------------------------------------------ */

struct safe {
	bool called_back;
	BOOLEAN result;
	KIRQL irql;
	PFLT_CALLBACK_DATA data;
	PVOID context;
	FLT_RELATED_OBJECTS objects;
	FLT_POSTOP_CALLBACK_STATUS status;	/* what the safe callback returns */
	FLT_POSTOP_CALLBACK_STATUS returned;
	struct completion called;
};

static struct safe *safe;

static FLT_POSTOP_CALLBACK_STATUS safe_post(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects,
					    PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_POSTOP_CALLBACK_STATUS status = safe->status;

	safe->called_back = true;
	safe->irql = KeGetCurrentIrql();
	safe->data = data;
	safe->context = context;
	memcpy(&safe->objects, objects, sizeof(*objects));
	complete(&safe->called);
	return status;
}

static FLT_POSTOP_CALLBACK_STATUS when_safe(struct mini *mini, PFLT_CALLBACK_DATA data,
					    PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_RELATED_OBJECTS objects = { .Instance = mini->instance, .Filter = mini->filter,
					.Volume = mini->of->volume };

	safe->result = FltDoCompletionProcessingWhenSafe(data, &objects, mini, flags, safe_post,
							 &safe->returned);
	return safe->returned;
}

static void send_when_safe(struct flt_case *c, ULONG irp_flags,
			   FLT_POSTOP_CALLBACK_STATUS (*on_post)(struct mini *mini,
								 PFLT_CALLBACK_DATA data,
								 PVOID context,
								 FLT_POST_OPERATION_FLAGS flags))
{
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_READ);

	safe = case_alloc_type(c->test, struct safe);
	init_completion(&safe->called);
	c->minis[1].on_post = on_post;
	c->file_system_status = STATUS_PENDING;
	operation.Iopb.IrpFlags = irp_flags;
	spawn(c->test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(c->test, WinworkFltSendOperation(c->volume, &operation, NULL),
			STATUS_SUCCESS);
	join(c->test);
	EXPECT_TRACE(c, "ABCFcba");
}

static void flt_operations_test_when_safe_in_a_worker(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, 0, when_safe);
	KUNIT_EXPECT_EQ(test, safe->result, TRUE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_MORE_PROCESSING_REQUIRED);
	KUNIT_EXPECT_EQ(test, safe->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, safe->data, c->minis[1].data);
	KUNIT_EXPECT_PTR_EQ(test, safe->context, (PVOID)&c->minis[1]);
	KUNIT_EXPECT_PTR_EQ(test, safe->objects.Instance, c->minis[1].instance);
	end_flt_case(c);
}

/* Wrong: the worker completes it. */
static FLT_POSTOP_CALLBACK_STATUS when_safe_and_at_once(struct mini *mini, PFLT_CALLBACK_DATA data,
							PVOID context,
							FLT_POST_OPERATION_FLAGS flags)
{
	when_safe(mini, data, context, flags);
	FltCompletePendedPostOperation(data);
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

/* Its memory, and the work item in that, stay until the worker is done. */
static void flt_operations_test_when_safe_after_the_end(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	WinworkHoldWorkers(TRUE);
	send_when_safe(c, 0, when_safe_and_at_once);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	EXPECT_NO_REPORT(test);
	WinworkHoldWorkers(FALSE);
	/* The volume waits for the operation. */
	end_flt_case(c);
	KUNIT_EXPECT_TRUE(test, safe->called_back);
	EXPECT_REPORT(test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, safe->data, 0, 0,
		      safe->data);
}

static void flt_operations_test_when_safe_not_for_paging_io(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, IRP_PAGING_IO, when_safe);
	KUNIT_EXPECT_EQ(test, safe->result, FALSE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	end_flt_case(c);
}

static void flt_operations_test_when_safe_at_once(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	safe = case_alloc_type(test, struct safe);
	init_completion(&safe->called);
	safe->status = FLT_POSTOP_FINISHED_PROCESSING;
	c->minis[1].on_post = when_safe;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, safe->result, TRUE);
	KUNIT_EXPECT_TRUE(test, safe->called_back);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS when_safe_above(struct mini *mini, PFLT_CALLBACK_DATA data,
						  PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_POSTOP_CALLBACK_STATUS status;
	KIRQL irql;

	KeRaiseIrql(HIGH_LEVEL, &irql);
	status = when_safe(mini, data, context, flags);
	KeLowerIrql(irql);
	return status;
}

static void flt_operations_test_when_safe_not_above_dispatch(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, 0, when_safe_above);
	KUNIT_EXPECT_EQ(test, safe->result, FALSE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	EXPECT_REPORT(test, "FltDoCompletionProcessingWhenSafe", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      ANY, HIGH_LEVEL, ANY, ANY, c->minis[1].data);
	end_flt_case(c);
}

/* ---- what is not to be shown ---------------------------------------------------------------- */

struct shown {
	FLT_CALLBACK_DATA_FLAGS kind;
	UCHAR major;
	ULONG irp_flags;
	bool volume;			/* the file object is an open volume */
	const char *trace;
};

static void expect_all_shown(struct kunit *test, FLT_OPERATION_REGISTRATION_FLAGS skip,
			     const struct shown *shown, unsigned int count)
{
	struct flt_case *c = new_flt_case(test);
	unsigned int i;

	c->read_flags = skip;
	c->other_flags = skip;
	attach_mini(c, "100")->pre = FLT_PREOP_SUCCESS_NO_CALLBACK;
	for (i = 0; i < count; i++) {
		WINWORK_FLT_OPERATION operation = operation_for(c, shown[i].kind, shown[i].major);

		c->file.Flags = shown[i].volume ? FO_VOLUME_OPEN : 0;
		operation.Iopb.IrpFlags = shown[i].irp_flags;
		c->length = 0;
		memset(c->trace, 0, sizeof(c->trace));
		KUNIT_EXPECT_EQ(test, WinworkFltSendOperation(c->volume, &operation, NULL),
				STATUS_SUCCESS);
		KUNIT_EXPECT_STREQ_MSG(test, (const char *)c->trace, shown[i].trace,
				       "operation %u", i);
	}
	end_flt_case(c);
}

/* The page: all operations on a handle that is not one of a volume, whatever they are. */
static void flt_operations_test_non_dasd_operations_are_skipped(struct kunit *test)
{
	static const struct shown shown[] = {
		{ IRP, IRP_MJ_READ, 0, false, "F" },
		{ IRP, IRP_MJ_READ, 0, true, "AF" },
		{ IRP, IRP_MJ_WRITE, 0, false, "F" },
		{ IRP, IRP_MJ_WRITE, 0, true, "AF" },
		{ FAST_IO, IRP_MJ_READ, 0, false, "F" },
		{ FAST_IO, IRP_MJ_READ, 0, true, "AF" },
		{ IRP, IRP_MJ_CLEANUP, 0, false, "F" },
		{ IRP, IRP_MJ_CLEANUP, 0, true, "AF" },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, false, "F" },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, true, "AF" },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, 0, false, "F" },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, 0, true, "AF" },
		{ FS_FILTER, IRP_MJ_QUERY_OPEN, 0, false, "F" },
		{ FS_FILTER, IRP_MJ_QUERY_OPEN, 0, true, "AF" },
	};

	expect_all_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO, shown,
			 ARRAY_SIZE(shown));
}

/* The other flags are about reads and writes alone. */
static void flt_operations_test_other_operations_are_not_skipped(struct kunit *test)
{
	static const struct shown shown[] = {
		{ IRP, IRP_MJ_READ, 0, false, "F" },
		{ IRP, IRP_MJ_WRITE, IRP_NOCACHE, false, "F" },
		{ IRP, IRP_MJ_READ, IRP_NOCACHE | IRP_PAGING_IO, false, "F" },
		{ IRP, IRP_MJ_CLEANUP, 0, false, "AF" },
		{ IRP, IRP_MJ_DEVICE_CONTROL, IRP_NOCACHE, false, "AF" },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_PAGING_IO, false, "AF" },
	};

	expect_all_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO |
			 FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO |
			 FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO, shown,
			 ARRAY_SIZE(shown));
}

/* The page: the paging flag is for IRPs alone, and all fast I/O is cached. */
static void flt_operations_test_fast_io_is_cached(struct kunit *test)
{
	static const struct shown paging[] = {
		{ IRP, IRP_MJ_READ, IRP_PAGING_IO, false, "F" },
		{ FAST_IO, IRP_MJ_READ, IRP_PAGING_IO, false, "AF" },
	};
	static const struct shown cached[] = {
		{ IRP, IRP_MJ_READ, IRP_NOCACHE, false, "AF" },
		{ FAST_IO, IRP_MJ_READ, IRP_NOCACHE, false, "F" },
		{ FAST_IO, IRP_MJ_READ, 0, false, "F" },
	};

	expect_all_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO, paging,
			 ARRAY_SIZE(paging));
	expect_all_shown(test, FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO, cached,
			 ARRAY_SIZE(cached));
}

/* The slow path of a QueryOpen is all that it can ask for. */
static void flt_operations_test_only_query_open_may_be_disallowed(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_DISALLOW_FSFILTER_IO;
	KUNIT_EXPECT_EQ(test, send_major(c, FS_FILTER, IRP_MJ_CLEANUP), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFca");
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, c->minis[1].data,
		      FLT_PREOP_DISALLOW_FSFILTER_IO, 0, c->minis[1].data);
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_QUERY_OPEN), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, c->minis[1].data,
		      FLT_PREOP_DISALLOW_FSFILTER_IO, 0, c->minis[1].data);
	c->minis[1].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	c->minis[1].post = FLT_POSTOP_DISALLOW_FSFILTER_IO;
	KUNIT_EXPECT_EQ(test, send_major(c, FS_FILTER, IRP_MJ_CLEANUP), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PostOperation", BUGCHECK_FLTMGR, 0, c->minis[1].post_data,
		      FLT_POSTOP_DISALLOW_FSFILTER_IO, 0, c->minis[1].post_data);
	end_flt_case(c);
}

static struct kunit_case flt_operations_cases[] = {
	KUNIT_CASE(flt_operations_test_go_down_and_up_by_altitude),
	KUNIT_CASE(flt_operations_test_only_registered_callbacks_are_called),
	KUNIT_CASE(flt_operations_test_no_callback_means_none),
	KUNIT_CASE(flt_operations_test_complete_skips_what_is_below),
	KUNIT_CASE(flt_operations_test_context_reaches_post_callback),
	KUNIT_CASE(flt_operations_test_dirty_parameters_go_down),
	KUNIT_CASE(flt_operations_test_other_changes_are_undone),
	KUNIT_CASE(flt_operations_test_post_callback_changes_the_result),
	KUNIT_CASE(flt_operations_test_skip_flags),
	KUNIT_CASE(flt_operations_test_non_dasd_operations_are_skipped),
	KUNIT_CASE(flt_operations_test_other_operations_are_not_skipped),
	KUNIT_CASE(flt_operations_test_fast_io_is_cached),
	KUNIT_CASE(flt_operations_test_only_query_open_may_be_disallowed),
	KUNIT_CASE(flt_operations_test_deep_stacks),
	KUNIT_CASE(flt_operations_test_fast_io_may_be_disallowed),
	KUNIT_CASE(flt_operations_test_fs_filter_io_may_be_disallowed),
	KUNIT_CASE(flt_operations_test_only_irps_can_be_pended),
	KUNIT_CASE(flt_operations_test_callback_that_is_not_registered),
	KUNIT_CASE(flt_operations_test_context_without_callback),
	KUNIT_CASE(flt_operations_test_final_status_is_checked),
	KUNIT_CASE(flt_operations_test_pended_goes_on_with_callback),
	KUNIT_CASE(flt_operations_test_pended_goes_on_without_callback),
	KUNIT_CASE(flt_operations_test_pended_is_completed_at_dispatch),
	KUNIT_CASE(flt_operations_test_forbidden_completions_are_refused),
	KUNIT_CASE(flt_operations_test_completing_twice_is_reported),
	KUNIT_CASE(flt_operations_test_completion_before_pending),
	KUNIT_CASE(flt_operations_test_completion_without_pending),
	KUNIT_CASE(flt_operations_test_post_pended_until_completed),
	KUNIT_CASE(flt_operations_test_post_completion_before_pending),
	KUNIT_CASE(flt_operations_test_completion_races_with_the_callback),
	KUNIT_CASE(flt_operations_test_synchronized_in_its_thread),
	KUNIT_CASE(flt_operations_test_synchronized_in_two_threads),
	KUNIT_CASE(flt_operations_test_synchronous_or_not),
	KUNIT_CASE(flt_operations_test_when_safe_in_a_worker),
	KUNIT_CASE(flt_operations_test_when_safe_after_the_end),
	KUNIT_CASE(flt_operations_test_when_safe_not_for_paging_io),
	KUNIT_CASE(flt_operations_test_when_safe_at_once),
	KUNIT_CASE(flt_operations_test_when_safe_not_above_dispatch),
	{}
};

FLT_CASE_SUITE(flt_operations);
