/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_reissue: operations that a post-operation callback sends once more.
 */
#include "flt_case.h"

static struct {
	NTSTATUS first;			/* the result when the callback was called */
	NTSTATUS again;			/* and that of the operation that it sent */
	bool is_dirty;
	bool in_pre;			/* a pre-operation callback tries it */
	ULONG length;			/* of the second operation */
	PFLT_INSTANCE instance;		/* NULL: that of the callback */
	FLT_CALLBACK_DATA_FLAGS flags[2];	/* of both, in the lower minifilter */
	ULONG lengths[2];
	unsigned int count;
} state;

static FLT_PREOP_CALLBACK_STATUS see(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	if (state.count < ARRAY_SIZE(state.flags)) {
		state.flags[state.count] = data->Flags;
		state.lengths[state.count] = data->Iopb->Parameters.Read.Length;
	}
	/* The second time the file system succeeds. */
	mini->of->file_system_status = state.count++ ? STATUS_SUCCESS : STATUS_SHARING_VIOLATION;
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS pre(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	if (state.in_pre)
		FltReissueSynchronousIo(mini->instance, data);
	return mini->pre;
}

static FLT_POSTOP_CALLBACK_STATUS send_again(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
					     FLT_POST_OPERATION_FLAGS flags)
{
	state.first = data->IoStatus.Status;
	data->Iopb->Parameters.Read.Length = 77;
	if (state.is_dirty)
		FltSetCallbackDataDirty(data);
	FltReissueSynchronousIo(state.instance ?: mini->instance, data);
	state.again = data->IoStatus.Status;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* A above B. B fails each first operation. */
static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *upper, *lower;

	c->has_pre_create = true;
	upper = attach_mini(c, "200");
	lower = attach_mini(c, "100");
	memset(&state, 0, sizeof(state));
	upper->pre = FLT_PREOP_SYNCHRONIZE;
	upper->on_pre = pre;
	upper->on_post = send_again;
	lower->on_pre = see;
	return c;
}

static void expect_sent(struct flt_case *c, NTSTATUS result)
{
	struct kunit *test = c->test;

	KUNIT_EXPECT_EQ(test, result, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, state.first, STATUS_SHARING_VIOLATION);
	KUNIT_EXPECT_EQ(test, state.again, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, state.count, 2);
	KUNIT_EXPECT_FALSE(test, state.flags[0] & FLTFL_CALLBACK_DATA_REISSUED_IO);
	KUNIT_EXPECT_TRUE(test, state.flags[1] & FLTFL_CALLBACK_DATA_REISSUED_IO);
	EXPECT_NO_REPORT(test);
}

/* row 741 */
static void flt_reissue_test_again(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	expect_sent(c, send_read(c));
	EXPECT_TRACE(c, "ABFbaBFb");
	/* What is not marked as dirty does not count. */
	KUNIT_EXPECT_EQ(test, state.lengths[1], state.lengths[0]);
	end_flt_case(c);
}

static void flt_reissue_test_with_other_parameters(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	state.is_dirty = true;
	expect_sent(c, send_read(c));
	KUNIT_EXPECT_EQ(test, state.lengths[1], 77);
	end_flt_case(c);
}

/* row 741: a CREATE needs no FLT_PREOP_SYNCHRONIZE */
static void flt_reissue_test_create(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->minis[0].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	expect_sent(c, send_major(c, IRP, IRP_MJ_CREATE));
	end_flt_case(c);
}

static void flt_reissue_test_cancelled_create(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->file.Flags |= FO_FILE_OPEN_CANCELLED;
	KUNIT_EXPECT_EQ(test, send_major(c, IRP, IRP_MJ_CREATE), STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, state.count, 1);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void expect_refused(struct flt_case *c)
{
	PFLT_CALLBACK_DATA data = c->minis[0].data;

	EXPECT_REPORT(c->test, "FltReissueSynchronousIo", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	KUNIT_EXPECT_EQ(c->test, state.count, 1);
	KUNIT_EXPECT_EQ(c->test, state.again, state.first);
	end_flt_case(c);
}

static void flt_reissue_test_not_synchronized(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->minis[0].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SHARING_VIOLATION);
	expect_refused(c);
}

static void flt_reissue_test_other_instance(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	state.instance = c->minis[1].instance;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SHARING_VIOLATION);
	expect_refused(c);
}

static void flt_reissue_test_no_irp(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->minis[0].pre = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SHARING_VIOLATION);
	expect_refused(c);
}

static void flt_reissue_test_in_pre_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data;

	state.in_pre = true;
	c->minis[0].on_post = NULL;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SHARING_VIOLATION);
	data = c->minis[0].data;
	EXPECT_REPORT(test, "FltReissueSynchronousIo", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	FltReissueSynchronousIo(c->minis[0].instance, data);
	EXPECT_REPORT(test, "FltReissueSynchronousIo", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	FltReissueSynchronousIo((PFLT_INSTANCE)c->volume, data);
	EXPECT_REPORT(test, "FltReissueSynchronousIo", BUGCHECK_REFERENCE_BY_POINTER, ANY, c->volume, ANY, ANY,
		      c->volume);
	AT_LEVEL(APC_LEVEL, FltReissueSynchronousIo(c->minis[0].instance, data));
	EXPECT_WRONG_LEVEL(test, "FltReissueSynchronousIo", APC_LEVEL, ANY);
	KUNIT_EXPECT_EQ(test, state.count, 1);
	end_flt_case(c);
}

static struct kunit_case flt_reissue_cases[] = {
	KUNIT_CASE(flt_reissue_test_again),
	KUNIT_CASE(flt_reissue_test_with_other_parameters),
	KUNIT_CASE(flt_reissue_test_create),
	KUNIT_CASE(flt_reissue_test_cancelled_create),
	KUNIT_CASE(flt_reissue_test_not_synchronized),
	KUNIT_CASE(flt_reissue_test_other_instance),
	KUNIT_CASE(flt_reissue_test_no_irp),
	KUNIT_CASE(flt_reissue_test_in_pre_operation),
	{}
};

FLT_CASE_SUITE(flt_reissue);
