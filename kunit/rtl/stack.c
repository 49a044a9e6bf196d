/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_stack: the calls on the stack.
 */
#include "support.h"

#include <linux/sched/task_stack.h>

#include <ntifs.h>

enum { FRAMES = 24 };

struct trace {
	PVOID frames[FRAMES];
	ULONG count;
	ULONG hash;
};

#define NEED_STACKTRACE(test)								\
	do {										\
		if (!IS_ENABLED(CONFIG_STACKTRACE))					\
			kunit_skip(test, "no CONFIG_STACKTRACE");			\
	} while (0)

/* Whether the address, as Linux prints it, lies in the function. */
static bool lies_in(PVOID address, const char *function)
{
	char text[128];
	size_t length = strlen(function);

	snprintf(text, sizeof(text), "%pS", address);
	return !strncmp(text, function, length) && (text[length] == '+' || text[length] == '.');
}

/* Neither part of its caller nor a jump. */
static noinline void capture(struct trace *trace, ULONG skip, ULONG count)
{
	trace->hash = 0;
	trace->count = RtlCaptureStackBackTrace(skip, count, trace->frames, &trace->hash);
	barrier();
}

static noinline void capture_from_another(struct trace *trace, ULONG skip, ULONG count)
{
	capture(trace, skip, count);
	barrier();
}

static void rtl_stack_test_last_calls_come_first(struct kunit *test)
{
	struct trace *trace = case_alloc_type(test, struct trace);

	NEED_STACKTRACE(test);
	capture_from_another(trace, 0, FRAMES);
	KUNIT_ASSERT_GT(test, trace->count, 2u);
	KUNIT_EXPECT_LE(test, trace->count, (ULONG)FRAMES);
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[0], "capture"));
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[1], "capture_from_another"));
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[2],
					"rtl_stack_test_last_calls_come_first"));
	EXPECT_NO_REPORT(test);
}

static void rtl_stack_test_frames_are_left_out(struct kunit *test)
{
	struct trace *trace = case_alloc_type(test, struct trace);

	NEED_STACKTRACE(test);
	trace->frames[1] = trace;
	capture_from_another(trace, 1, 1);
	KUNIT_EXPECT_EQ(test, trace->count, 1u);
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[0], "capture_from_another"));
	KUNIT_EXPECT_PTR_EQ(test, trace->frames[1], (void *)trace);
	/* There is no call so far away. */
	capture(trace, 100000, FRAMES);
	KUNIT_EXPECT_EQ(test, trace->count, 0u);
	capture(trace, MAXULONG, FRAMES);
	KUNIT_EXPECT_EQ(test, trace->count, 0u);
	capture(trace, 0, 0);
	KUNIT_EXPECT_EQ(test, trace->count, 0u);
	EXPECT_NO_REPORT(test);
}

static void rtl_stack_test_hash_tells_traces_apart(struct kunit *test)
{
	struct trace *traces = case_alloc_array(test, 3, struct trace);
	int i;

	NEED_STACKTRACE(test);
	/* The same call twice, and another one. */
	for (i = 0; i < 2; i++)
		capture(&traces[i], 0, 1);
	RtlCaptureStackBackTrace(0, 1, traces[2].frames, &traces[2].hash);
	KUNIT_EXPECT_EQ(test, traces[0].hash, traces[1].hash);
	KUNIT_EXPECT_PTR_EQ(test, traces[0].frames[0], traces[1].frames[0]);
	KUNIT_EXPECT_NE(test, traces[0].hash, traces[2].hash);
	KUNIT_EXPECT_EQ(test, (int)RtlCaptureStackBackTrace(0, 1, traces[0].frames, NULL), 1);
	EXPECT_NO_REPORT(test);
}

static void capture_few(void *data)
{
	capture(data, 0, 4);
}

static void rtl_stack_test_any_context(struct kunit *test)
{
	struct trace *trace = case_alloc_type(test, struct trace);

	NEED_STACKTRACE(test);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(capture_few, trace));
	KUNIT_EXPECT_EQ(test, trace->count, 4u);
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[0], "capture"));
	trace->count = 0;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(capture_few, trace));
	KUNIT_EXPECT_EQ(test, trace->count, 4u);
	KUNIT_EXPECT_TRUE(test, lies_in(trace->frames[0], "capture"));
	EXPECT_NO_REPORT(test);
}

/* row 982 */
static void rtl_stack_test_limits(struct kunit *test)
{
	ULONG_PTR low = 0, high = 0, at = (ULONG_PTR)&low;

	IoGetStackLimits(&low, &high);
	KUNIT_EXPECT_EQ(test, low, (ULONG_PTR)task_stack_page(current));
	KUNIT_EXPECT_EQ(test, high - low, (ULONG_PTR)THREAD_SIZE);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)IoGetInitialStack(), high);
	/* What this function has is above the stack pointer, and its calls are below. */
	KUNIT_EXPECT_LE(test, IoGetRemainingStackSize(), at - low);
	KUNIT_EXPECT_GT(test, IoGetRemainingStackSize(), at - low - 4096);
	EXPECT_NO_REPORT(test);
}

struct limits {
	ULONG_PTR low, high, at, left;
	struct completion done;
};

static VOID read_limits(PKDPC dpc, PVOID context, PVOID first, PVOID second)
{
	struct limits *limits = context;

	limits->at = (ULONG_PTR)&limits;
	IoGetStackLimits(&limits->low, &limits->high);
	limits->left = IoGetRemainingStackSize();
	complete(&limits->done);
}

/* row 982: also if the stack is the processor's */
static void rtl_stack_test_limits_of_a_dpc(struct kunit *test)
{
	struct limits *limits = case_alloc_type(test, struct limits);
	PKDPC dpc = case_alloc_type(test, KDPC);

	init_completion(&limits->done);
	KeInitializeDpc(dpc, read_limits, limits);
	KeInsertQueueDpc(dpc, NULL, NULL);
	in_time(&limits->done);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_LT(test, limits->low, limits->at);
	KUNIT_EXPECT_LT(test, limits->at - PAGE_SIZE, limits->high);
	KUNIT_EXPECT_LT(test, limits->left, limits->high - limits->low);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_stack_cases[] = {
	KUNIT_CASE(rtl_stack_test_last_calls_come_first),
	KUNIT_CASE(rtl_stack_test_frames_are_left_out),
	KUNIT_CASE(rtl_stack_test_hash_tells_traces_apart),
	KUNIT_CASE(rtl_stack_test_any_context),
	KUNIT_CASE(rtl_stack_test_limits),
	KUNIT_CASE(rtl_stack_test_limits_of_a_dpc),
	{}
};

WINWORK_SUITE(rtl_stack);
