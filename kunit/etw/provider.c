/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite etw_provider: providers of events, and their enable callbacks. The VM test etw reads what a tracer
 * of Linux gets.
 */
#include <linux/trace_events.h>

#include "support.h"
#include <evntprov.h>
#include <evntrace.h>

static const GUID identity = { 0x01234567, 0x89ab, 0xcdef, { 1, 2, 3, 4, 5, 6, 7, 8 } };

/* The actions and notes of an enable callback. */
struct run {
	atomic_t calls;
	ULONG code;
	UCHAR level;
	ULONGLONG any_keyword;
	ULONGLONG all_keyword;
	KIRQL irql;
	REGHANDLE handle;
	NTSTATUS status;
	int calls_before;		/* that EtwUnregister returned */
	REGHANDLE other;		/* what the callback registers */
	struct completion called;
	struct completion go;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->called);
	init_completion(&run->go);
	return run;
}

static VOID NTAPI note(LPCGUID session, ULONG code, UCHAR level, ULONGLONG any_keyword,
		       ULONGLONG all_keyword, PEVENT_FILTER_DESCRIPTOR filter, PVOID context)
{
	struct run *run = context;

	run->code = code;
	run->level = level;
	run->any_keyword = any_keyword;
	run->all_keyword = all_keyword;
	run->irql = KeGetCurrentIrql();
	atomic_inc(&run->calls);
	complete(&run->called);
}

/* Switches the trace event. */
static void trace(struct kunit *test, bool on)
{
	if (trace_set_clr_event("winwork", "etw", on) == -ENODEV)
		kunit_skip(test, "no trace events of modules");
}

static REGHANDLE new_provider(struct kunit *test, PETWENABLECALLBACK callback, struct run *run)
{
	REGHANDLE handle = 0;

	KUNIT_ASSERT_EQ(test, EtwRegister(&identity, callback, run, &handle), STATUS_SUCCESS);
	KUNIT_ASSERT_NE(test, handle, 0ULL);
	return handle;
}

static void etw_provider_test_without_a_tracer(struct kunit *test)
{
	struct run *run = new_run(test);
	REGHANDLE handle = new_provider(test, note, run);
	EVENT_DESCRIPTOR event;
	EVENT_DATA_DESCRIPTOR data[2];
	ULONG number = 1;

	EventDescCreate(&event, 1, 0, 0, TRACE_LEVEL_ERROR, 0, 0, 1);
	EventDataDescCreate(&data[0], &number, sizeof(number));
	EventDataDescCreate(&data[1], NULL, 0);
	KUNIT_EXPECT_FALSE(test, EtwEventEnabled(handle, &event));
	KUNIT_EXPECT_FALSE(test, EtwProviderEnabled(handle, TRACE_LEVEL_CRITICAL, 0));
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 2, data), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, &identity, 0, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwWriteTransfer(handle, &event, &identity, &identity, 1, data),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwWriteEx(handle, &event, 0, 0, NULL, NULL, 1, data), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwWriteString(handle, 1, 1, NULL, L"text"), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 0);
	EXPECT_NO_REPORT(test);
}

static void expect_no_provider(struct kunit *test, REGHANDLE handle)
{
	EVENT_DESCRIPTOR event = { 0 };

	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 0, NULL), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, EtwWriteTransfer(handle, &event, NULL, NULL, 0, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, EtwWriteEx(handle, &event, 0, 0, NULL, NULL, 0, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, EtwWriteString(handle, 0, 0, NULL, L""), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_FALSE(test, EtwEventEnabled(handle, &event));
	KUNIT_EXPECT_FALSE(test, EtwProviderEnabled(handle, 0, 0));
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_INVALID_HANDLE);
}

static void etw_provider_test_handles_of_no_provider(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	REGHANDLE handle = new_provider(test, NULL, NULL);

	/* A live object of another type. */
	trace(test, true);
	expect_no_provider(test, (REGHANDLE)(ULONG_PTR)fixture->device);
	expect_no_provider(test, 0);
	expect_no_provider(test, ~0ULL);
	expect_no_provider(test, handle + 1);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	expect_no_provider(test, handle);
	trace(test, false);
	EXPECT_NO_REPORT(test);
}

static void etw_provider_test_parameters(struct kunit *test)
{
	REGHANDLE handle = new_provider(test, NULL, NULL), other = 1;
	EVENT_DATA_DESCRIPTOR *data = case_alloc(test, 129 * sizeof(*data));
	EVENT_DESCRIPTOR event = { 0 };

	KUNIT_EXPECT_EQ(test, EtwRegister(NULL, NULL, NULL, &other), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwRegister(&identity, NULL, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, NULL, NULL, 0, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 1, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 128, data), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 129, data), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwWriteString(handle, 0, 0, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void etw_provider_test_register_above_passive_level(struct kunit *test)
{
	REGHANDLE handle = new_provider(test, NULL, NULL), other = 0;
	KIRQL before;

	KeRaiseIrql(APC_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, EtwRegister(&identity, NULL, NULL, &other), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "EtwRegister", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, other, 0ULL);
	KeRaiseIrql(APC_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "EtwUnregister", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void etw_provider_test_callback_learns_of_each_switch(struct kunit *test)
{
	struct run *run = new_run(test);
	REGHANDLE handle = new_provider(test, note, run);
	EVENT_DESCRIPTOR event = { 0 };

	trace(test, true);
	KUNIT_ASSERT_TRUE(test, in_time(&run->called));
	KUNIT_EXPECT_EQ(test, run->code, (ULONG)EVENT_CONTROL_CODE_ENABLE_PROVIDER);
	KUNIT_EXPECT_EQ(test, run->level, (UCHAR)0xff);
	KUNIT_EXPECT_EQ(test, run->any_keyword, ~0ULL);
	KUNIT_EXPECT_EQ(test, run->all_keyword, 0ULL);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, EtwEventEnabled(handle, &event));
	KUNIT_EXPECT_TRUE(test, EtwProviderEnabled(handle, TRACE_LEVEL_VERBOSE, ~0ULL));
	KUNIT_EXPECT_EQ(test, EtwWrite(handle, &event, NULL, 0, NULL), STATUS_SUCCESS);
	trace(test, false);
	KUNIT_ASSERT_TRUE(test, in_time(&run->called));
	KUNIT_EXPECT_EQ(test, run->code, (ULONG)EVENT_CONTROL_CODE_DISABLE_PROVIDER);
	KUNIT_EXPECT_EQ(test, run->level, (UCHAR)0);
	KUNIT_EXPECT_EQ(test, run->any_keyword, 0ULL);
	KUNIT_EXPECT_FALSE(test, EtwEventEnabled(handle, &event));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 2);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 2);
	EXPECT_NO_REPORT(test);
}

static void etw_provider_test_register_while_a_tracer_is_on(struct kunit *test)
{
	struct run *run = new_run(test);
	REGHANDLE handle;

	trace(test, true);
	handle = new_provider(test, note, run);
	/* Before EtwRegister returned. */
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	KUNIT_EXPECT_EQ(test, run->code, (ULONG)EVENT_CONTROL_CODE_ENABLE_PROVIDER);
	KUNIT_EXPECT_EQ(test, EtwUnregister(handle), STATUS_SUCCESS);
	trace(test, false);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI block(LPCGUID session, ULONG code, UCHAR level, ULONGLONG any_keyword,
			ULONGLONG all_keyword, PEVENT_FILTER_DESCRIPTOR filter, PVOID context)
{
	struct run *run = context;

	complete(&run->called);
	in_time(&run->go);
	atomic_inc(&run->calls);
}

static void unregister(void *context)
{
	struct run *run = context;

	run->status = EtwUnregister(run->handle);
	run->calls_before = atomic_read(&run->calls);
}

static void etw_provider_test_unregister_waits_for_the_callback(struct kunit *test)
{
	struct run *run = new_run(test);

	run->handle = new_provider(test, block, run);
	trace(test, true);
	KUNIT_ASSERT_TRUE(test, in_time(&run->called));
	spawn(test, unregister, run);
	EXPECT_THREAD_WAITS(test);
	complete(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->calls_before, 1);
	trace(test, false);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI replace(LPCGUID session, ULONG code, UCHAR level, ULONGLONG any_keyword,
			  ULONGLONG all_keyword, PEVENT_FILTER_DESCRIPTOR filter, PVOID context)
{
	struct run *run = context;

	run->status = EtwUnregister(run->handle);
	if (NT_SUCCESS(run->status))
		run->status = EtwRegister(&identity, note, run, &run->other);
}

static void etw_provider_test_callback_may_register_and_unregister(struct kunit *test)
{
	struct run *run = new_run(test);

	run->handle = new_provider(test, replace, run);
	trace(test, true);
	/* The callback of the second provider is called after that of the first. */
	KUNIT_ASSERT_TRUE(test, in_time(&run->called));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->code, (ULONG)EVENT_CONTROL_CODE_ENABLE_PROVIDER);
	expect_no_provider(test, run->handle);
	KUNIT_EXPECT_EQ(test, EtwUnregister(run->other), STATUS_SUCCESS);
	trace(test, false);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	EXPECT_NO_REPORT(test);
}

static void write_events(void *context)
{
	struct run *run = context;
	EVENT_DESCRIPTOR event = { 0 };
	ULONG number = 7;
	EVENT_DATA_DESCRIPTOR data;

	EventDataDescCreate(&data, &number, sizeof(number));
	run->status = STATUS_UNSUCCESSFUL;
	if (EtwEventEnabled(run->handle, &event) && EtwProviderEnabled(run->handle, 0, 0) &&
	    NT_SUCCESS(EtwWrite(run->handle, &event, NULL, 1, &data)))
		run->status = EtwWriteString(run->handle, 0, 0, NULL, L"any level");
}

static void etw_provider_test_write_at_any_level(struct kunit *test)
{
	struct run *run = new_run(test);
	unsigned long flags;
	KIRQL before;

	run->handle = new_provider(test, NULL, NULL);
	trace(test, true);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	write_events(run);
	KeLowerIrql(before);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	local_irq_save(flags);
	write_events(run);
	local_irq_restore(flags);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(write_events, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(write_events, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	trace(test, false);
	KUNIT_EXPECT_EQ(test, EtwUnregister(run->handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case etw_provider_cases[] = {
	KUNIT_CASE(etw_provider_test_without_a_tracer),
	KUNIT_CASE(etw_provider_test_handles_of_no_provider),
	KUNIT_CASE(etw_provider_test_parameters),
	KUNIT_CASE(etw_provider_test_register_above_passive_level),
	KUNIT_CASE(etw_provider_test_callback_learns_of_each_switch),
	KUNIT_CASE(etw_provider_test_register_while_a_tracer_is_on),
	KUNIT_CASE(etw_provider_test_unregister_waits_for_the_callback),
	KUNIT_CASE(etw_provider_test_callback_may_register_and_unregister),
	KUNIT_CASE(etw_provider_test_write_at_any_level),
	{}
};

WINWORK_SUITE(etw_provider);
