/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_run_once: one-time initialization, synchronous and asynchronous.
 */
#include "support.h"

static int data_a __aligned(8), data_b __aligned(8);

struct once_run {
	RTL_RUN_ONCE once;
	atomic_t calls, successes;
	ULONG outcome;			/* of the routine */
	PVOID data;
	struct completion done;
};

static struct once_run *once_run(struct kunit *test)
{
	struct once_run *run = case_alloc_type(test, struct once_run);

	RtlRunOnceInitialize(&run->once);
	run->outcome = 1;
	run->data = &data_a;
	init_completion(&run->done);
	return run;
}

static ULONG NTAPI make(PRTL_RUN_ONCE once, PVOID parameter, PVOID *context)
{
	struct once_run *run = parameter;

	atomic_inc(&run->calls);
	if (once == &run->once && context && run->outcome)
		*context = run->data;
	return run->outcome;
}

static void rtl_run_once_test_routine_runs_once(struct kunit *test)
{
	struct once_run *run = once_run(test);
	PVOID data = NULL;

	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_a);
	data = NULL;
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_a);
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	EXPECT_NO_REPORT(test);
}

static void rtl_run_once_test_routine_that_fails_runs_again(struct kunit *test)
{
	struct once_run *run = once_run(test);
	PVOID data = NULL;

	run->outcome = 0;
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data),
			STATUS_UNSUCCESSFUL);
	run->outcome = 1;
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_a);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 2);
	EXPECT_NO_REPORT(test);
}

static void rtl_run_once_test_data_with_reserved_bits_counts_as_failure(struct kunit *test)
{
	struct once_run *run = once_run(test);
	PVOID data = NULL;

	run->data = (char *)&data_a + 2;
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data),
			STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, false, "RtlRunOnceExecuteOnce", STATUS_INVALID_PARAMETER,
		       "Context");
	run->data = &data_b;
	KUNIT_EXPECT_EQ(test, RtlRunOnceExecuteOnce(&run->once, make, run, &data), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_b);
	EXPECT_NO_REPORT(test);
}

static void rtl_run_once_test_synchronous(struct kunit *test)
{
	RTL_RUN_ONCE once = RTL_RUN_ONCE_INIT;
	PVOID data = &data_b;

	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, 0, &data_a), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &data),
			STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, 0, &data), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &data),
			STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_b);
	/* The attempt fails, and the next one succeeds. */
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, RTL_RUN_ONCE_INIT_FAILED, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, 0, NULL), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, 0, &data_a), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, 0, &data_b), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_CHECK_ONLY, &data),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_a);
	data = NULL;
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &data),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_a);
	EXPECT_NO_REPORT(test);
}

/* Each caller makes data. Those of the first count, and the others are told. */
static void rtl_run_once_test_asynchronous(struct kunit *test)
{
	RTL_RUN_ONCE once = RTL_RUN_ONCE_INIT;
	PVOID data = NULL;

	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &data),
			STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &data),
			STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, RTL_RUN_ONCE_ASYNC, &data_b),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, RTL_RUN_ONCE_ASYNC, &data_a),
			STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, RTL_RUN_ONCE_ASYNC, &data),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, data, (void *)&data_b);
	EXPECT_NO_REPORT(test);
}

static void rtl_run_once_test_wrong_flags_are_refused(struct kunit *test)
{
	const ULONG check = RTL_RUN_ONCE_CHECK_ONLY, async = RTL_RUN_ONCE_ASYNC,
		    failed = RTL_RUN_ONCE_INIT_FAILED;
	RTL_RUN_ONCE once = RTL_RUN_ONCE_INIT, other = RTL_RUN_ONCE_INIT;
	PVOID data = NULL;

	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, check | async, &data),
			STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, false, "RtlRunOnceBeginInitialize",
		       STATUS_INVALID_PARAMETER, "Flags");
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, failed, &data),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, once.Ptr, (void *)NULL);

	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, 0, &data), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&once, async, &data),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, async, &data_a), STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, false, "RtlRunOnceComplete", STATUS_INVALID_PARAMETER,
		       "Flags");
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, check, &data_a), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, failed, &data_a), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, 0, (char *)&data_a + 1),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&once, 0, &data_a), STATUS_SUCCESS);

	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&other, async, &data), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, RtlRunOnceBeginInitialize(&other, 0, &data),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&other, 0, &data_a), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&other, async | failed, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&other, async, &data_a), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void get(void *argument)
{
	struct once_run *run = argument;
	PVOID data = NULL;

	if (RtlRunOnceExecuteOnce(&run->once, make, run, &data) == STATUS_SUCCESS &&
	    data == run->data)
		atomic_inc(&run->successes);
	complete(&run->done);
}

/* A thread waits while another one makes the data, and gets them. */
static void rtl_run_once_test_others_wait(struct kunit *test)
{
	struct once_run *run = once_run(test);

	KUNIT_ASSERT_EQ(test, RtlRunOnceBeginInitialize(&run->once, 0, NULL), STATUS_PENDING);
	spawn(test, get, run);
	EXPECT_WAITS(test, &run->done);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&run->once, 0, &data_a), STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->successes), 1);
	EXPECT_NO_REPORT(test);
}

/* After a failure, exactly one of the threads that wait tries again. */
static void rtl_run_once_test_failure_lets_one_of_the_others_begin(struct kunit *test)
{
	struct once_run *run = once_run(test);

	KUNIT_ASSERT_EQ(test, RtlRunOnceBeginInitialize(&run->once, 0, NULL), STATUS_PENDING);
	spawn(test, get, run);
	EXPECT_WAITS(test, &run->done);
	spawn(test, get, run);
	EXPECT_WAITS(test, &run->done);
	KUNIT_EXPECT_EQ(test, RtlRunOnceComplete(&run->once, RTL_RUN_ONCE_INIT_FAILED, NULL),
			STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->successes), 2);
	EXPECT_NO_REPORT(test);
}

static void rtl_run_once_test_use_above_apc_level_is_reported(struct kunit *test)
{
	struct once_run *run = once_run(test);
	NTSTATUS status[3];
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status[0] = RtlRunOnceBeginInitialize(&run->once, 0, NULL);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "RtlRunOnceBeginInitialize", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      &run->once, DISPATCH_LEVEL, ANY, ANY, &run->once);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status[1] = RtlRunOnceComplete(&run->once, 0, NULL);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "RtlRunOnceComplete", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, &run->once,
		      DISPATCH_LEVEL, ANY, ANY, &run->once);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status[2] = RtlRunOnceExecuteOnce(&run->once, make, run, NULL);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "RtlRunOnceExecuteOnce", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, &run->once,
		      DISPATCH_LEVEL, ANY, ANY, &run->once);
	KUNIT_EXPECT_EQ(test, status[0], STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, status[1], STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, status[2], STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 0);

	KeRaiseIrql(APC_LEVEL, &irql);
	status[0] = RtlRunOnceExecuteOnce(&run->once, make, run, NULL);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status[0], STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_run_once_cases[] = {
	KUNIT_CASE(rtl_run_once_test_routine_runs_once),
	KUNIT_CASE(rtl_run_once_test_routine_that_fails_runs_again),
	KUNIT_CASE(rtl_run_once_test_data_with_reserved_bits_counts_as_failure),
	KUNIT_CASE(rtl_run_once_test_synchronous),
	KUNIT_CASE(rtl_run_once_test_asynchronous),
	KUNIT_CASE(rtl_run_once_test_wrong_flags_are_refused),
	KUNIT_CASE(rtl_run_once_test_others_wait),
	KUNIT_CASE(rtl_run_once_test_failure_lets_one_of_the_others_begin),
	KUNIT_CASE(rtl_run_once_test_use_above_apc_level_is_reported),
	{}
};

WINWORK_SUITE(rtl_run_once);
