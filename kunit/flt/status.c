/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_status: FltRequestOperationStatusCallback, what the file system returns; and FltGetIrpName.
 */
#include "flt_case.h"

/* What the routine of a minifilter got. */
struct told {
	struct mini *mini;
	unsigned int calls;
	NTSTATUS status;
	PFLT_INSTANCE instance;
	PFILE_OBJECT file;
	FLT_IO_PARAMETER_BLOCK parameters;
	KIRQL irql;
	struct task_struct *task;
	NTSTATUS asked;			/* what the request returned */
};

static struct told told_of[MINIS];

static VOID FLTAPI tell(PCFLT_RELATED_OBJECTS objects, PFLT_IO_PARAMETER_BLOCK parameters,
			NTSTATUS status, PVOID context)
{
	struct told *told = context;

	told->calls++;
	told->status = status;
	told->instance = objects->Instance;
	told->file = objects->FileObject;
	told->parameters = *parameters;
	told->irql = KeGetCurrentIrql();
	told->task = current;
	leave_trace(told->mini->of, told->mini->name - 'A' + '1');
}

static NTSTATUS ask(struct mini *mini, PFLT_CALLBACK_DATA data)
{
	struct told *told = &told_of[mini->name - 'A'];

	told->mini = mini;
	told->asked = FltRequestOperationStatusCallback(data, tell, told);
	return told->asked;
}

static FLT_PREOP_CALLBACK_STATUS ask_and_go_on(struct mini *mini, PFLT_CALLBACK_DATA data,
					       PVOID *context)
{
	KUNIT_EXPECT_EQ(mini->of->test, ask(mini, data), STATUS_SUCCESS);
	return mini->pre;
}

static struct flt_case *new_status_case(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	memset(told_of, 0, sizeof(told_of));
	c->minis[0].on_pre = ask_and_go_on;
	return c;
}

static void expect_told(struct flt_case *c, unsigned int which, NTSTATUS status)
{
	const struct told *told = &told_of[which];

	KUNIT_EXPECT_EQ(c->test, told->calls, 1U);
	KUNIT_EXPECT_EQ(c->test, told->status, status);
	KUNIT_EXPECT_PTR_EQ(c->test, told->instance, c->minis[which].instance);
	KUNIT_EXPECT_PTR_EQ(c->test, told->file, &c->file);
	KUNIT_EXPECT_EQ(c->test, told->parameters.MajorFunction, IRP_MJ_READ);
	KUNIT_EXPECT_EQ(c->test, told->parameters.Parameters.Read.Length, 100U);
	KUNIT_EXPECT_PTR_EQ(c->test, told->parameters.TargetInstance, c->minis[which].instance);
	KUNIT_EXPECT_EQ(c->test, told->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(c->test, told->task, current);
}

/* row 678: before the post-operation callbacks, also for a minifilter that has none */
static void flt_status_test_what_the_file_system_returns(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->minis[2].on_pre = ask_and_go_on;
	c->minis[2].pre = FLT_PREOP_SUCCESS_NO_CALLBACK;
	c->file_system_status = STATUS_END_OF_FILE;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_END_OF_FILE);
	EXPECT_TRACE(c, "ABCF31ba");
	expect_told(c, 0, STATUS_END_OF_FILE);
	expect_told(c, 2, STATUS_END_OF_FILE);
	end_flt_case(c);
}

/* row 678 */
static void flt_status_test_file_system_pends(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->file_system_status = STATUS_PENDING;
	send_async_read(c);
	EXPECT_TRACE(c, "ABCF1");
	expect_told(c, 0, STATUS_PENDING);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCF1cba");
	KUNIT_EXPECT_EQ(test, told_of[0].calls, 1U);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS deny(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	data->IoStatus.Status = STATUS_ACCESS_DENIED;
	return FLT_PREOP_COMPLETE;
}

/* row 678 */
static void flt_status_test_minifilter_below_completes(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->minis[1].on_pre = deny;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_ACCESS_DENIED);
	EXPECT_TRACE(c, "ABa");
	KUNIT_EXPECT_EQ(test, told_of[0].calls, 0U);
	end_flt_case(c);
}

/* row 678: the tear-down does not wait for the operation, which the minifilter below has pended */
static void flt_status_test_instance_that_goes(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->minis[1].pre = FLT_PREOP_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &c->minis[1].pre_called);
	KUNIT_EXPECT_EQ(test, detach_mini(&c->minis[0], NULL), STATUS_SUCCESS);
	/* Another one in its place, perhaps at its address, has not asked. */
	KUNIT_EXPECT_EQ(test, attach_at(&c->minis[0], "300", NULL), STATUS_SUCCESS);
	FltCompletePendedPreOperation(c->minis[1].data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABaCFcb");
	KUNIT_EXPECT_EQ(test, told_of[0].calls, 0U);
	end_flt_case(c);
}

static void detach_first(void *data)
{
	struct flt_case *c = data;

	detach_mini(&c->minis[0], NULL);
}

static FLT_PREOP_CALLBACK_STATUS ask_while_going(struct mini *mini, PFLT_CALLBACK_DATA data,
						 PVOID *context)
{
	spawn(mini->of->test, detach_first, mini->of);
	if (in_time(&mini->started))
		ask(mini, data);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* row 678 */
static void flt_status_test_ask_while_going(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->minis[0].on_pre = ask_while_going;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, told_of[0].asked, STATUS_FLT_DELETING_OBJECT);
	join(test);
	EXPECT_TRACE(c, "ABCFcb");
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS ask_wrongly(struct mini *mini, PFLT_CALLBACK_DATA data,
					     PVOID *context)
{
	struct kunit *test = mini->of->test;

	if (!FLT_IS_IRP_OPERATION(data)) {
		KUNIT_EXPECT_EQ(test, ask(mini, data), STATUS_INVALID_PARAMETER);
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	}
	KUNIT_EXPECT_EQ(test, FltRequestOperationStatusCallback(data, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	data->Iopb->MajorFunction = IRP_MJ_CLOSE;
	KUNIT_EXPECT_EQ(test, ask(mini, data), STATUS_INVALID_PARAMETER);
	data->Iopb->MajorFunction = IRP_MJ_READ;
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* row 678 */
static void flt_status_test_wrong_operations(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);

	c->minis[0].on_pre = ask_wrongly;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcbABCFcb");
	KUNIT_EXPECT_EQ(test, told_of[0].calls, 0U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS ask_too_late(struct mini *mini, PFLT_CALLBACK_DATA data,
					       PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	KUNIT_EXPECT_EQ(mini->of->test, ask(mini, data), STATUS_INVALID_PARAMETER);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 678: in a post-operation callback, and after the pre-operation callback has pended */
static void flt_status_test_outside_the_callback(struct kunit *test)
{
	struct flt_case *c = new_status_case(test);
	struct mini *mini = &c->minis[1];

	mini->pre = FLT_PREOP_PENDING;
	mini->on_post = ask_too_late;
	send_async_read(c);
	ASSERT_IN_TIME(test, &mini->pre_called);
	KUNIT_EXPECT_EQ(test, ask(mini, mini->data), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltRequestOperationStatusCallback", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_REPORT(test, "FltRequestOperationStatusCallback", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	KUNIT_EXPECT_EQ(test, told_of[1].calls, 0U);
	end_flt_case(c);
}

/* row 720 */
static void flt_status_test_names_of_operations(struct kunit *test)
{
	static const struct {
		UCHAR major;
		const char *name;
	} rows[] = {
		{ IRP_MJ_CREATE, "IRP_MJ_CREATE" },
		{ IRP_MJ_WRITE, "IRP_MJ_WRITE" },
		{ IRP_MJ_PNP, "IRP_MJ_PNP" },
		{ IRP_MJ_PNP + 1, "IRP_MJ_?" },
		{ IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION,
		  "IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION" },
		{ IRP_MJ_RELEASE_FOR_CC_FLUSH, "IRP_MJ_RELEASE_FOR_CC_FLUSH" },
		{ IRP_MJ_QUERY_OPEN, "IRP_MJ_QUERY_OPEN" },
		{ IRP_MJ_QUERY_OPEN - 1, "IRP_MJ_?" },
		{ IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE, "IRP_MJ_FAST_IO_CHECK_IF_POSSIBLE" },
		{ IRP_MJ_NETWORK_QUERY_OPEN, "IRP_MJ_NETWORK_QUERY_OPEN" },
		{ IRP_MJ_MDL_WRITE_COMPLETE, "IRP_MJ_MDL_WRITE_COMPLETE" },
		{ IRP_MJ_VOLUME_DISMOUNT, "IRP_MJ_VOLUME_DISMOUNT" },
		{ IRP_MJ_VOLUME_DISMOUNT - 1, "IRP_MJ_?" },
		{ IRP_MJ_OPERATION_END, "IRP_MJ_?" },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_STREQ(test, FltGetIrpName(rows[i].major), rows[i].name);
}

static struct kunit_case flt_status_cases[] = {
	KUNIT_CASE(flt_status_test_what_the_file_system_returns),
	KUNIT_CASE(flt_status_test_file_system_pends),
	KUNIT_CASE(flt_status_test_minifilter_below_completes),
	KUNIT_CASE(flt_status_test_instance_that_goes),
	KUNIT_CASE(flt_status_test_ask_while_going),
	KUNIT_CASE(flt_status_test_wrong_operations),
	KUNIT_CASE(flt_status_test_outside_the_callback),
	KUNIT_CASE(flt_status_test_names_of_operations),
	{}
};

FLT_CASE_SUITE(flt_status);
