/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_pend: operations that a callback pends, and their completion.
 */
#include "flt_case.h"

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
static void flt_pend_test_pended_goes_on_with_callback(struct kunit *test)
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
static void flt_pend_test_pended_goes_on_without_callback(struct kunit *test)
{
	struct flt_case *c = new_stack(test);
	struct mini *mini = pend_in_b(c);

	FltCompletePendedPreOperation(mini->data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(test, &c->done);
	EXPECT_TRACE(c, "ABCFca");
	end_flt_case(c);
}

/* row 98 */
static void flt_pend_test_pended_is_completed_at_dispatch(struct kunit *test)
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
static void flt_pend_test_forbidden_completions_are_refused(struct kunit *test)
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

static void flt_pend_test_completing_twice_is_reported(struct kunit *test)
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
	/* The operation has ended by now. */
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
static void flt_pend_test_completion_before_pending(struct kunit *test)
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

static void flt_pend_test_completion_without_pending(struct kunit *test)
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
static void flt_pend_test_post_pended_until_completed(struct kunit *test)
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

static void flt_pend_test_post_completion_before_pending(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].on_post = complete_post_early;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	end_flt_case(c);
}

/* ---- completions that race with the callback ------------------------------------------------ */

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

/* rows 101 and 102, whichever of the two is first */
static void flt_pend_test_completion_races_with_the_callback(struct kunit *test)
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

static struct kunit_case flt_pend_cases[] = {
	KUNIT_CASE(flt_pend_test_pended_goes_on_with_callback),
	KUNIT_CASE(flt_pend_test_pended_goes_on_without_callback),
	KUNIT_CASE(flt_pend_test_pended_is_completed_at_dispatch),
	KUNIT_CASE(flt_pend_test_forbidden_completions_are_refused),
	KUNIT_CASE(flt_pend_test_completing_twice_is_reported),
	KUNIT_CASE(flt_pend_test_completion_before_pending),
	KUNIT_CASE(flt_pend_test_completion_without_pending),
	KUNIT_CASE(flt_pend_test_post_pended_until_completed),
	KUNIT_CASE(flt_pend_test_post_completion_before_pending),
	KUNIT_CASE(flt_pend_test_completion_races_with_the_callback),
	{}
};

FLT_CASE_SUITE(flt_pend);
