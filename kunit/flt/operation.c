/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_operation: the way of an operation down and up through the minifilters, and the
 * statuses that their callbacks may return.
 */
#include "flt_case.h"

/* ---- the way down and up -------------------------------------------------------------------- */

static void flt_operation_test_go_down_and_up_by_altitude(struct kunit *test)
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

static void flt_operation_test_only_registered_callbacks_are_called(struct kunit *test)
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

static void flt_operation_test_no_callback_means_none(struct kunit *test)
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
static void flt_operation_test_complete_skips_what_is_below(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_pre = deny;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_ACCESS_DENIED);
	EXPECT_TRACE(c, "ABa");
	KUNIT_EXPECT_EQ(test, c->minis[0].post_status, STATUS_ACCESS_DENIED);
	end_flt_case(c);
}

static void flt_operation_test_context_reaches_post_callback(struct kunit *test)
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

static void flt_operation_test_dirty_parameters_go_down(struct kunit *test)
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

static void flt_operation_test_other_changes_are_undone(struct kunit *test)
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

static void flt_operation_test_post_callback_changes_the_result(struct kunit *test)
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

static void flt_operation_test_skip_flags(struct kunit *test)
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

/* One filter with many instances: the kernel's stack does not grow with their number. */
static void flt_operation_test_deep_stacks(struct kunit *test)
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

static void flt_operation_test_fast_io_may_be_disallowed(struct kunit *test)
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

static void flt_operation_test_fs_filter_io_may_be_disallowed(struct kunit *test)
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

static void flt_operation_test_only_irps_can_be_pended(struct kunit *test)
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

static void flt_operation_test_callback_that_is_not_registered(struct kunit *test)
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

static void flt_operation_test_context_without_callback(struct kunit *test)
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

static void flt_operation_test_final_status_is_checked(struct kunit *test)
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

/* ---- operations that a filter does not see -------------------------------------------------- */

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

/* The page: all operations on a handle that is not one of a volume, of every kind. */
static void flt_operation_test_non_dasd_operations_are_skipped(struct kunit *test)
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
static void flt_operation_test_other_operations_are_not_skipped(struct kunit *test)
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
static void flt_operation_test_fast_io_is_cached(struct kunit *test)
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

/* It can only ask for the slow path of a QueryOpen. */
static void flt_operation_test_only_query_open_may_be_disallowed(struct kunit *test)
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

static struct kunit_case flt_operation_cases[] = {
	KUNIT_CASE(flt_operation_test_go_down_and_up_by_altitude),
	KUNIT_CASE(flt_operation_test_only_registered_callbacks_are_called),
	KUNIT_CASE(flt_operation_test_no_callback_means_none),
	KUNIT_CASE(flt_operation_test_complete_skips_what_is_below),
	KUNIT_CASE(flt_operation_test_context_reaches_post_callback),
	KUNIT_CASE(flt_operation_test_dirty_parameters_go_down),
	KUNIT_CASE(flt_operation_test_other_changes_are_undone),
	KUNIT_CASE(flt_operation_test_post_callback_changes_the_result),
	KUNIT_CASE(flt_operation_test_skip_flags),
	KUNIT_CASE(flt_operation_test_non_dasd_operations_are_skipped),
	KUNIT_CASE(flt_operation_test_other_operations_are_not_skipped),
	KUNIT_CASE(flt_operation_test_fast_io_is_cached),
	KUNIT_CASE(flt_operation_test_only_query_open_may_be_disallowed),
	KUNIT_CASE(flt_operation_test_deep_stacks),
	KUNIT_CASE(flt_operation_test_fast_io_may_be_disallowed),
	KUNIT_CASE(flt_operation_test_fs_filter_io_may_be_disallowed),
	KUNIT_CASE(flt_operation_test_only_irps_can_be_pended),
	KUNIT_CASE(flt_operation_test_callback_that_is_not_registered),
	KUNIT_CASE(flt_operation_test_context_without_callback),
	KUNIT_CASE(flt_operation_test_final_status_is_checked),
	{}
};

FLT_CASE_SUITE(flt_operation);
