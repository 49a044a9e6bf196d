/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_requestor: the process that has made an operation. The cases run in threads of the kernel, so it is the
 * system process here. vm/mount_requestor has programs.
 */
#include "flt_case.h"

#define SYSTEM_PROCESS 4U

static unsigned int asked;		/* how often the system process was the answer */

static void expect_system_process(struct kunit *test, PFLT_CALLBACK_DATA data)
{
	asked++;
	KUNIT_EXPECT_PTR_EQ(test, FltGetRequestorProcess(data), PsGetCurrentProcess());
	KUNIT_EXPECT_EQ(test, FltGetRequestorProcessId(data), SYSTEM_PROCESS);
	KUNIT_EXPECT_EQ(test, HandleToULong(FltGetRequestorProcessIdEx(data)), SYSTEM_PROCESS);
	KUNIT_EXPECT_PTR_EQ(test, IoThreadToProcess(data->Thread), PsGetCurrentProcess());
}

static void expect_no_session(struct kunit *test, PFLT_CALLBACK_DATA data)
{
	ULONG session = 7;

	KUNIT_EXPECT_EQ(test, FltGetRequestorSessionId(data, &session), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, session, MAXULONG);
}

static FLT_PREOP_CALLBACK_STATUS ask_before(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	expect_system_process(mini->of->test, data);
	expect_no_session(mini->of->test, data);
	KUNIT_EXPECT_FALSE(mini->of->test, FltIs32bitProcess(data));
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS ask_after(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID context,
					    FLT_POST_OPERATION_FLAGS flags)
{
	expect_system_process(mini->of->test, data);
	KUNIT_EXPECT_FALSE(mini->of->test, FltIs32bitProcess(data));
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	asked = 0;
	c->minis[1].on_pre = ask_before;
	c->minis[1].on_post = ask_after;
	return c;
}

/* rows 730, 735 */
static void flt_requestor_test_each_kind_of_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, asked, 4U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void send_from_thread(void *data)
{
	send_async_read(data);
}

/* row 730: the thread that sent the operation has ended */
static void flt_requestor_test_pended_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	struct mini *mini = &c->minis[0];

	mini->pre = FLT_PREOP_PENDING;
	spawn(test, send_from_thread, c);
	ASSERT_IN_TIME(test, &mini->pre_called);
	join(test);
	expect_system_process(test, mini->data);
	AT_LEVEL(DISPATCH_LEVEL, expect_system_process(test, mini->data));
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_EQ(test, asked, 4U);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* row 730: the copy for the callback of an instance that is torn down */
static void flt_requestor_test_drained_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	struct mini *mini = &c->minis[1];

	c->file_system_status = STATUS_PENDING;
	spawn(test, send_from_thread, c);
	ASSERT_IN_TIME(test, &c->file_system_called);
	join(test);
	KUNIT_EXPECT_EQ(test, detach_mini(mini, NULL), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFb");
	KUNIT_EXPECT_PTR_NE(test, mini->post_data, mini->data);
	KUNIT_EXPECT_EQ(test, asked, 2U);
	EXPECT_NO_REPORT(test);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &c->done);
	end_flt_case(c);
}

/* row 730: without an operation it is about the current system call, and a thread of the kernel is in none */
static void flt_requestor_test_no_operation(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, FltIs32bitProcess(NULL));
	EXPECT_NO_REPORT(test);
}

#define EXPECT_NO_OPERATION(test, function, data)						\
	do {											\
		KUNIT_EXPECT_TRUE(test, !function(data));					\
		EXPECT_REPORT(test, #function, BUGCHECK_FLTMGR, 0, data, 0, 0, data);		\
	} while (0)

static void flt_requestor_test_wrong_operation(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA wrong[] = { NULL, (PFLT_CALLBACK_DATA)c->volume, NULL };
	unsigned int i;
	ULONG session;

	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	wrong[2] = c->minis[1].data;
	for (i = 0; i < ARRAY_SIZE(wrong); i++) {
		EXPECT_NO_OPERATION(test, FltGetRequestorProcess, wrong[i]);
		EXPECT_NO_OPERATION(test, FltGetRequestorProcessId, wrong[i]);
		EXPECT_NO_OPERATION(test, FltGetRequestorProcessIdEx, wrong[i]);
		session = 7;
		KUNIT_EXPECT_EQ(test, FltGetRequestorSessionId(wrong[i], &session), STATUS_UNSUCCESSFUL);
		KUNIT_EXPECT_EQ(test, session, MAXULONG);
		EXPECT_REPORT(test, "FltGetRequestorSessionId", BUGCHECK_FLTMGR, 0, wrong[i], 0, 0, wrong[i]);
		if (wrong[i])
			EXPECT_NO_OPERATION(test, FltIs32bitProcess, wrong[i]);
	}
	end_flt_case(c);
}

static void flt_requestor_test_wrong_level(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	struct mini *mini = &c->minis[0];
	ULONG session;

	mini->pre = FLT_PREOP_PENDING;
	send_async_read(c);
	ASSERT_IN_TIME(test, &mini->pre_called);
	EXPECT_FAILS_AT(test, HIGH_LEVEL, NULL, mini->data, FltGetRequestorProcess, mini->data);
	EXPECT_FAILS_AT(test, HIGH_LEVEL, 0, mini->data, FltGetRequestorProcessId, mini->data);
	EXPECT_FAILS_AT(test, HIGH_LEVEL, NULL, mini->data, FltGetRequestorProcessIdEx, mini->data);
	EXPECT_FAILS_AT(test, DISPATCH_LEVEL, FALSE, mini->data, FltIs32bitProcess, mini->data);
	EXPECT_FAILS_AT(test, DISPATCH_LEVEL, STATUS_UNSUCCESSFUL, mini->data, FltGetRequestorSessionId, mini->data,
			&session);
	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	end_flt_case(c);
}

static struct kunit_case flt_requestor_cases[] = {
	KUNIT_CASE(flt_requestor_test_each_kind_of_operation),
	KUNIT_CASE(flt_requestor_test_pended_operation),
	KUNIT_CASE(flt_requestor_test_drained_operation),
	KUNIT_CASE(flt_requestor_test_no_operation),
	KUNIT_CASE(flt_requestor_test_wrong_operation),
	KUNIT_CASE(flt_requestor_test_wrong_level),
	{}
};

FLT_CASE_SUITE(flt_requestor);
