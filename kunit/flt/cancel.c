/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_cancel: cancel routines of operations, and waits that end with an operation.
 */
#include "flt_case.h"

struct wait {
	KEVENT first, second;
	KSEMAPHORE semaphore;
	PFLT_CALLBACK_DATA data;	/* of the wait, or NULL */
	WAIT_TYPE type;
	ULONG count;
	NTSTATUS status;
	struct completion waits, ended;
};

static struct {
	atomic_t calls;			/* of the cancel routine */
	PFLT_CALLBACK_DATA data;
	NTSTATUS set, clear;
	bool cancel_first;
	bool stays;			/* the callback does not pend */
	bool continues;			/* the cancel routine leaves the operation pended */
	struct completion canceller_done;
	struct wait wait;
} state;

static VOID cancel_routine(PFLT_CALLBACK_DATA data)
{
	atomic_inc(&state.calls);
	state.data = data;
	if (state.continues)
		return;
	data->IoStatus.Status = STATUS_CANCELLED;
	FltCompletePendedPreOperation(data, FLT_PREOP_COMPLETE, NULL);
}

static FLT_PREOP_CALLBACK_STATUS set_and_pend(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	if (state.cancel_first)
		KUNIT_EXPECT_FALSE(mini->of->test, FltCancelIo(data));
	state.set = FltSetCancelCompletion(data, cancel_routine);
	return NT_SUCCESS(state.set) && !state.stays ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static struct flt_case *new_case(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);

	memset(&state, 0, sizeof(state));
	init_completion(&state.canceller_done);
	attach_mini(c, "100")->on_pre = set_and_pend;
	return c;
}

static PFLT_CALLBACK_DATA pended(struct flt_case *c)
{
	send_async_read(c);
	KUNIT_EXPECT_EQ(c->test, state.set, STATUS_SUCCESS);
	return c->minis[0].data;
}

static void finish(struct flt_case *c, PFLT_CALLBACK_DATA data)
{
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	ASSERT_IN_TIME(c->test, &c->done);
	KUNIT_EXPECT_EQ(c->test, c->status, STATUS_SUCCESS);
}

/* ---- FltSetCancelCompletion, FltClearCancelCompletion --------------------------------------- */

/* row 739 */
static void flt_cancel_test_routine(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data = pended(c);

	KUNIT_EXPECT_FALSE(test, FltIsIoCanceled(data));
	KUNIT_EXPECT_TRUE(test, FltCancelIo(data));
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_EQ(test, c->status, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&state.calls), 1);
	KUNIT_EXPECT_PTR_EQ(test, state.data, data);
	EXPECT_TRACE(c, "A");
	end_flt_case(c);
}

/* row 739 */
static void flt_cancel_test_cleared(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data = pended(c);

	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_CANCELLED);
	KUNIT_EXPECT_FALSE(test, FltCancelIo(data));
	KUNIT_EXPECT_TRUE(test, FltIsIoCanceled(data));
	KUNIT_EXPECT_EQ(test, FltSetCancelCompletion(data, cancel_routine), STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_CANCELLED);
	finish(c, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&state.calls), 0);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_cancel_test_after_the_routine(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data;

	state.continues = true;
	data = pended(c);
	KUNIT_EXPECT_TRUE(test, FltCancelIo(data));
	KUNIT_EXPECT_FALSE(test, FltCancelIo(data));
	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_CANCELLED);
	finish(c, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&state.calls), 1);
	end_flt_case(c);
}

static void flt_cancel_test_cancelled_before(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	state.cancel_first = true;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, state.set, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&state.calls), 0);
	end_flt_case(c);
}

/* row 739 */
static void flt_cancel_test_left_set(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data;

	data = pended(c);
	finish(c, data);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	state.stays = true;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	data = c->minis[0].data;
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&state.calls), 0);
	end_flt_case(c);
}

static void flt_cancel_test_refused(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	PFLT_CALLBACK_DATA data;

	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, state.set, STATUS_INVALID_PARAMETER);
	data = c->minis[0].data;
	EXPECT_REPORT(test, "FltSetCancelCompletion", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltClearCancelCompletion", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	data = pended(c);
	KUNIT_EXPECT_EQ(test, FltSetCancelCompletion(data, cancel_routine), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltSetCancelCompletion", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	KUNIT_EXPECT_EQ(test, FltSetCancelCompletion(data, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForSingleObject(&state.wait.first, NULL, data),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCancellableWaitForSingleObject", BUGCHECK_FLTMGR, 0, data, 0, 0, data);
	EXPECT_REFUSED_AT(test, HIGH_LEVEL, FltSetCancelCompletion, data, cancel_routine);
	EXPECT_REFUSED_AT(test, HIGH_LEVEL, FltClearCancelCompletion, data);
	KUNIT_EXPECT_EQ(test, FltClearCancelCompletion(data), STATUS_SUCCESS);
	EXPECT_REFUSED_AT(test, APC_LEVEL, FltCancellableWaitForSingleObject, &state.wait.first, NULL, data);
	finish(c, data);
	end_flt_case(c);
}

#define ROUNDS 200

static void cancel_it(void *data)
{
	struct flt_case *c = data;

	FltCancelIo(c->minis[0].data);
	complete(&state.canceller_done);
}

/* Either the routine is cleared, or it is called; then the operation is still the driver's. */
static void flt_cancel_test_races_with_clearing(struct kunit *test)
{
	struct flt_case *c = new_case(test);
	int i, cleared = 0;

	state.continues = true;
	for (i = 0; i < ROUNDS; i++) {
		PFLT_CALLBACK_DATA data = pended(c);

		spawn(test, cancel_it, c);
		if (NT_SUCCESS(FltClearCancelCompletion(data)))
			cleared++;
		ASSERT_IN_TIME(test, &state.canceller_done);
		KUNIT_EXPECT_TRUE(test, FltIsIoCanceled(data));
		finish(c, data);
		join(test);
	}
	KUNIT_EXPECT_EQ(test, cleared + atomic_read(&state.calls), ROUNDS);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

/* ---- Cancellable waits ---------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS pend(struct mini *mini, PFLT_CALLBACK_DATA data, PVOID *context)
{
	return FLT_PREOP_PENDING;
}

static struct flt_case *new_waits(struct kunit *test)
{
	struct flt_case *c = new_case(test);

	c->minis[0].on_pre = pend;
	KeInitializeEvent(&state.wait.first, SynchronizationEvent, FALSE);
	KeInitializeEvent(&state.wait.second, SynchronizationEvent, FALSE);
	init_completion(&state.wait.waits);
	init_completion(&state.wait.ended);
	send_async_read(c);
	state.wait.data = c->minis[0].data;
	return c;
}

static void wait_thread(void *data)
{
	struct wait *wait = data;
	PVOID objects[] = { &wait->first, &wait->second };

	complete(&wait->waits);
	if (wait->count == 1)
		wait->status = FltCancellableWaitForSingleObject(&wait->first, NULL, wait->data);
	else
		wait->status = FltCancellableWaitForMultipleObjects(2, objects, wait->type, NULL, NULL, wait->data);
	complete(&wait->ended);
}

static void begin_wait(struct kunit *test, ULONG count, WAIT_TYPE type)
{
	state.wait.count = count;
	state.wait.type = type;
	spawn(test, wait_thread, &state.wait);
	ASSERT_IN_TIME(test, &state.wait.waits);
	EXPECT_WAITS(test, &state.wait.ended);
}

static NTSTATUS end_wait(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, in_time(&state.wait.ended));
	join(test);
	return state.wait.status;
}

static void flt_cancel_test_waits_for_objects(struct kunit *test)
{
	struct flt_case *c = new_waits(test);

	begin_wait(test, 1, WaitAny);
	KeSetEvent(&state.wait.first, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, end_wait(test), STATUS_SUCCESS);
	begin_wait(test, 2, WaitAny);
	KeSetEvent(&state.wait.second, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, end_wait(test), STATUS_WAIT_1);
	begin_wait(test, 2, WaitAll);
	KeSetEvent(&state.wait.second, IO_NO_INCREMENT, FALSE);
	EXPECT_WAITS(test, &state.wait.ended);
	KeSetEvent(&state.wait.first, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, end_wait(test), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(&state.wait.first), 0);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(&state.wait.second), 0);
	finish(c, state.wait.data);
	end_flt_case(c);
}

static void expect_cancelled(struct kunit *test, ULONG count, WAIT_TYPE type)
{
	struct flt_case *c = new_waits(test);

	KeSetEvent(&state.wait.second, IO_NO_INCREMENT, FALSE);
	begin_wait(test, count, type);
	KUNIT_EXPECT_FALSE(test, FltCancelIo(state.wait.data));
	KUNIT_EXPECT_EQ(test, end_wait(test), STATUS_CANCELLED);
	/* The wait has taken no object. */
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(&state.wait.second), 1);
	/* What is cancelled already waits for no object that is not signalled. */
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForSingleObject(&state.wait.first, NULL, state.wait.data),
			STATUS_CANCELLED);
	finish(c, state.wait.data);
	end_flt_case(c);
}

/* row 740 */
static void flt_cancel_test_wait_is_cancelled(struct kunit *test)
{
	expect_cancelled(test, 1, WaitAny);
}

/* row 740 */
static void flt_cancel_test_wait_for_all_is_cancelled(struct kunit *test)
{
	expect_cancelled(test, 2, WaitAll);
}

static void flt_cancel_test_time_and_arguments(struct kunit *test)
{
	struct flt_case *c = new_waits(test);
	PVOID objects[] = { &state.wait.first, &state.wait.second };
	LARGE_INTEGER none = { .QuadPart = 0 }, soon = { .QuadPart = -10000 };

	KUNIT_EXPECT_EQ(test, FltCancellableWaitForSingleObject(&state.wait.first, &none, state.wait.data),
			STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForSingleObject(&state.wait.first, &soon, NULL), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForMultipleObjects(2, objects, WaitAll, &soon, NULL,
								   state.wait.data), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForMultipleObjects(4, objects, WaitAll, &none, NULL,
								   state.wait.data), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCancellableWaitForMultipleObjects", 0xc, 4, 3, 0, 0, NULL);
	KUNIT_EXPECT_EQ(test, FltCancellableWaitForSingleObject(&state.wait.first, &none,
								(PFLT_CALLBACK_DATA)&state), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCancellableWaitForSingleObject", BUGCHECK_FLTMGR, 0, &state, 0, 0, &state);
	finish(c, state.wait.data);
	end_flt_case(c);
}

static struct kunit_case flt_cancel_cases[] = {
	KUNIT_CASE(flt_cancel_test_routine),
	KUNIT_CASE(flt_cancel_test_cleared),
	KUNIT_CASE(flt_cancel_test_after_the_routine),
	KUNIT_CASE(flt_cancel_test_cancelled_before),
	KUNIT_CASE(flt_cancel_test_left_set),
	KUNIT_CASE(flt_cancel_test_refused),
	KUNIT_CASE(flt_cancel_test_races_with_clearing),
	KUNIT_CASE(flt_cancel_test_waits_for_objects),
	KUNIT_CASE(flt_cancel_test_wait_is_cancelled),
	KUNIT_CASE(flt_cancel_test_wait_for_all_is_cancelled),
	KUNIT_CASE(flt_cancel_test_time_and_arguments),
	{}
};

FLT_CASE_SUITE(flt_cancel);
