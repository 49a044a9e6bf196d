/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_callback: callback objects: their names, the order of the routines, and the end of a
 * registration while its routine runs.
 */
#include "support.h"

/* The actions and notes of the routines. The first member of each context is the run. */
struct run {
	atomic_t calls;
	int order[8];			/* the numbers of the routines, as they were called */
	PVOID argument1;
	PVOID argument2;
	KIRQL level;
	struct completion started;
	struct completion go;
	struct completion done;
	PCALLBACK_OBJECT object;
	PVOID registration;
};

struct numbered {
	struct run *run;
	int number;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static VOID note(PVOID context, PVOID argument1, PVOID argument2)
{
	struct numbered *each = context;
	struct run *run = each->run;
	int call = atomic_inc_return(&run->calls) - 1;

	if (call < (int)ARRAY_SIZE(run->order))
		run->order[call] = each->number;
	run->argument1 = argument1;
	run->argument2 = argument2;
	run->level = KeGetCurrentIrql();
}

static NTSTATUS create(PCALLBACK_OBJECT *object, const WCHAR *name, ULONG attributes, BOOLEAN creates,
		       BOOLEAN many)
{
	OBJECT_ATTRIBUTES wanted;
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&wanted, &text, attributes, NULL, NULL);
	return ExCreateCallback(object, &wanted, creates, many);
}

static PCALLBACK_OBJECT new_object(struct kunit *test, BOOLEAN many)
{
	PCALLBACK_OBJECT object = NULL;

	KUNIT_ASSERT_EQ(test, create(&object, L"\\Callback\\WinworkTest", OBJ_CASE_INSENSITIVE, TRUE,
				     many), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, object);
	return object;
}

static void ex_callback_test_name_leads_to_the_object(struct kunit *test)
{
	PCALLBACK_OBJECT object = new_object(test, TRUE), again = NULL;

	KUNIT_EXPECT_EQ(test, create(&again, L"\\callback\\winworktest", OBJ_CASE_INSENSITIVE, FALSE,
				     FALSE), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, again, object);
	KUNIT_EXPECT_EQ(test, references(object), 2L);
	ObDereferenceObject(again);
	KUNIT_EXPECT_EQ(test, create(&again, L"\\Callback\\WinworkTest", 0, TRUE, FALSE), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, again, object);
	ObDereferenceObject(again);
	ObDereferenceObject(object);
	KUNIT_EXPECT_EQ(test, create(&again, L"\\Callback\\WinworkTest", 0, FALSE, FALSE),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, again);
	EXPECT_NO_REPORT(test);
}

static void ex_callback_test_names_that_are_refused(struct kunit *test)
{
	PCALLBACK_OBJECT object = (PCALLBACK_OBJECT)test;
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING empty = { 0 };

	InitializeObjectAttributes(&attributes, NULL, 0, NULL, NULL);
	KUNIT_EXPECT_EQ(test, ExCreateCallback(&object, &attributes, TRUE, TRUE), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_NULL(test, object);
	InitializeObjectAttributes(&attributes, &empty, 0, NULL, NULL);
	KUNIT_EXPECT_EQ(test, ExCreateCallback(&object, &attributes, TRUE, TRUE), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, create(&object, L"Callback", 0, TRUE, TRUE), STATUS_OBJECT_PATH_SYNTAX_BAD);
	KUNIT_EXPECT_EQ(test, create(&object, L"\\NoFolder\\Test", 0, TRUE, TRUE),
			STATUS_OBJECT_PATH_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, create(&object, L"\\Callback\\", 0, TRUE, TRUE), STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test, create(&object, L"\\Callback\\Test", 0x80000000, TRUE, TRUE),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, object);
	EXPECT_NO_REPORT(test);
}

static void ex_callback_test_objects_of_the_system_exist(struct kunit *test)
{
	static const WCHAR *const names[] = { L"\\Callback\\SetSystemTime", L"\\Callback\\PowerState",
					      L"\\Callback\\ProcessorAdd" };
	struct numbered context = { new_run(test), 1 };
	PCALLBACK_OBJECT object;
	PVOID one, two;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		KUNIT_ASSERT_EQ(test, create(&object, names[i], OBJ_CASE_INSENSITIVE, FALSE, FALSE),
				STATUS_SUCCESS);
		one = ExRegisterCallback(object, note, &context);
		two = ExRegisterCallback(object, note, &context);
		KUNIT_EXPECT_NOT_NULL(test, one);
		KUNIT_EXPECT_NOT_NULL(test, two);
		ExUnregisterCallback(one);
		ExUnregisterCallback(two);
		ObDereferenceObject(object);
		/* It is permanent. */
		KUNIT_EXPECT_EQ(test, references(object), 1L);
		EXPECT_NO_REPORT(test);
		ObDereferenceObject(object);
		EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, object, 0, 1,
			      object);
	}
}

static void ex_callback_test_routines_are_called_in_order(struct kunit *test)
{
	PCALLBACK_OBJECT object = new_object(test, TRUE);
	struct run *run = new_run(test);
	struct numbered contexts[3] = { { run, 1 }, { run, 2 }, { run, 3 } };
	PVOID registrations[3];
	size_t i;

	for (i = 0; i < 3; i++) {
		registrations[i] = ExRegisterCallback(object, note, &contexts[i]);
		KUNIT_ASSERT_NOT_NULL(test, registrations[i]);
	}
	KUNIT_EXPECT_EQ(test, references(object), 4L);
	ExNotifyCallback(object, test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 3);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, run->order[i], (int)i + 1);
	KUNIT_EXPECT_PTR_EQ(test, run->argument1, (PVOID)test);
	KUNIT_EXPECT_PTR_EQ(test, run->argument2, (PVOID)run);

	ExUnregisterCallback(registrations[1]);
	KUNIT_EXPECT_EQ(test, references(object), 3L);
	ExNotifyCallback(object, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 5);
	KUNIT_EXPECT_EQ(test, run->order[3], 1);
	KUNIT_EXPECT_EQ(test, run->order[4], 3);
	ExUnregisterCallback(registrations[0]);
	ExUnregisterCallback(registrations[2]);
	ExNotifyCallback(object, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 5);
	KUNIT_EXPECT_EQ(test, references(object), 1L);
	ObDereferenceObject(object);
	EXPECT_NO_REPORT(test);
}

static void ex_callback_test_routine_runs_at_the_callers_irql(struct kunit *test)
{
	PCALLBACK_OBJECT object = new_object(test, TRUE);
	struct numbered context = { new_run(test), 1 };
	PVOID registration = ExRegisterCallback(object, note, &context);
	KIRQL before;

	KeRaiseIrql(DISPATCH_LEVEL, &before);
	ExNotifyCallback(object, NULL, NULL);
	KeLowerIrql(before);
	KUNIT_EXPECT_EQ(test, (int)context.run->level, (int)DISPATCH_LEVEL);
	KeRaiseIrql(APC_LEVEL, &before);
	ExNotifyCallback(object, NULL, NULL);
	ExUnregisterCallback(registration);
	registration = ExRegisterCallback(object, note, &context);
	KeLowerIrql(before);
	KUNIT_EXPECT_EQ(test, (int)context.run->level, (int)APC_LEVEL);
	KUNIT_EXPECT_NOT_NULL(test, registration);
	ExUnregisterCallback(registration);
	ObDereferenceObject(object);
	EXPECT_NO_REPORT(test);
}

static void ex_callback_test_object_for_one_routine(struct kunit *test)
{
	PCALLBACK_OBJECT object = new_object(test, FALSE), again;
	struct numbered context = { new_run(test), 1 };
	PVOID registration = ExRegisterCallback(object, note, &context);

	/* AllowMultipleCallbacks counts for a new object only. */
	KUNIT_ASSERT_EQ(test, create(&again, L"\\Callback\\WinworkTest", 0, TRUE, TRUE), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, registration);
	KUNIT_EXPECT_NULL(test, ExRegisterCallback(again, note, &context));
	ExUnregisterCallback(registration);
	registration = ExRegisterCallback(again, note, &context);
	KUNIT_EXPECT_NOT_NULL(test, registration);
	ExUnregisterCallback(registration);
	ObDereferenceObject(again);
	ObDereferenceObject(object);
	EXPECT_NO_REPORT(test);
}

static VOID stay(PVOID context, PVOID argument1, PVOID argument2)
{
	struct run *run = context;

	atomic_inc(&run->calls);
	complete(&run->started);
	in_time(&run->go);
}

static void notify(void *data)
{
	struct run *run = data;

	ExNotifyCallback(run->object, NULL, NULL);
}

static void unregister(void *data)
{
	struct run *run = data;

	ExUnregisterCallback(run->registration);
	complete(&run->done);
}

static void ex_callback_test_unregistering_waits_for_the_routine(struct kunit *test)
{
	struct run *run = new_run(test);

	run->object = new_object(test, TRUE);
	run->registration = ExRegisterCallback(run->object, stay, run);
	KUNIT_ASSERT_NOT_NULL(test, run->registration);
	spawn(test, notify, run);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, unregister, run);
	EXPECT_WAITS(test, &run->done);
	/* Nothing calls it any more, although it still runs. */
	ExNotifyCallback(run->object, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 1);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	join(test);
	EXPECT_REFERENCES(test, run->object, 1);
	ObDereferenceObject(run->object);
	EXPECT_NO_REPORT(test);
}

static VOID leave(PVOID context, PVOID argument1, PVOID argument2)
{
	struct run *run = context;

	atomic_inc(&run->calls);
	ExUnregisterCallback(run->registration);
}

static void ex_callback_test_routine_that_unregisters_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	struct numbered context = { run, 1 };
	PVOID next;

	run->object = new_object(test, TRUE);
	run->registration = ExRegisterCallback(run->object, leave, run);
	next = ExRegisterCallback(run->object, note, &context);
	KUNIT_ASSERT_NOT_NULL(test, run->registration);
	ExNotifyCallback(run->object, NULL, NULL);
	EXPECT_REPORT(test, "ExUnregisterCallback", BUGCHECK_VERIFIER, 0x1000, run->registration, 0, 0,
		      run->registration);
	/* The routine behind it is still called. */
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 2);
	ExNotifyCallback(run->object, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 3);
	ExUnregisterCallback(next);
	KUNIT_EXPECT_EQ(test, references(run->object), 1L);
	ObDereferenceObject(run->object);
	EXPECT_NO_REPORT(test);
}

static VOID notify_again(PVOID context, PVOID argument1, PVOID argument2)
{
	struct run *run = context;

	if (atomic_inc_return(&run->calls) == 1)
		ExNotifyCallback(run->object, NULL, NULL);
}

static void ex_callback_test_routine_may_notify(struct kunit *test)
{
	struct run *run = new_run(test);

	run->object = new_object(test, TRUE);
	run->registration = ExRegisterCallback(run->object, notify_again, run);
	ExNotifyCallback(run->object, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->calls), 2);
	ExUnregisterCallback(run->registration);
	ObDereferenceObject(run->object);
	EXPECT_NO_REPORT(test);
}

/* row 332: the driver cannot drop the reference of the registration */
static void ex_callback_test_registration_keeps_the_object(struct kunit *test)
{
	PCALLBACK_OBJECT object = new_object(test, TRUE), again = NULL;
	struct numbered context = { new_run(test), 1 };
	PVOID registration = ExRegisterCallback(object, note, &context);

	ObDereferenceObject(object);
	EXPECT_NO_REPORT(test);
	ObDereferenceObject(object);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, object, 0, 1, object);
	KUNIT_ASSERT_EQ(test, create(&again, L"\\Callback\\WinworkTest", 0, FALSE, FALSE), STATUS_SUCCESS);
	ExNotifyCallback(again, NULL, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&context.run->calls), 1);
	ObDereferenceObject(again);
	ExUnregisterCallback(registration);
	KUNIT_EXPECT_EQ(test, references(object), 0L);
	EXPECT_NO_REPORT(test);
}

static void ex_callback_test_misuse(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PCALLBACK_OBJECT object = new_object(test, TRUE);
	struct numbered context = { new_run(test), 1 };
	PVOID registration = ExRegisterCallback(object, note, &context);
	PCALLBACK_OBJECT other = NULL;
	KIRQL before;

	KUNIT_EXPECT_NULL(test, ExRegisterCallback(object, NULL, NULL));
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_NULL(test, ExRegisterCallback((PCALLBACK_OBJECT)fixture->device, note, &context));
	EXPECT_REPORT(test, "ExRegisterCallback", BUGCHECK_REFERENCE_BY_POINTER, 0, fixture->device, 0, 0,
		      fixture->device);
	ExNotifyCallback(fixture->device, NULL, NULL);
	EXPECT_REPORT(test, "ExNotifyCallback", BUGCHECK_REFERENCE_BY_POINTER, 0, fixture->device, 0, 0,
		      fixture->device);
	ExUnregisterCallback(object);
	EXPECT_REPORT(test, "ExUnregisterCallback", BUGCHECK_REFERENCE_BY_POINTER, 0, object, 0, 0, object);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	ExUnregisterCallback(registration);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ExUnregisterCallback", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      registration);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	KUNIT_EXPECT_NULL(test, ExRegisterCallback(object, note, &context));
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ExRegisterCallback", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, object);
	KeRaiseIrql(DISPATCH_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, create(&other, L"\\Callback\\Other", 0, TRUE, TRUE), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ExCreateCallback", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&context.run->calls), 0);
	ExUnregisterCallback(registration);
	EXPECT_NO_REPORT(test);
	/* Twice. */
	ExUnregisterCallback(registration);
	EXPECT_REPORT(test, "ExUnregisterCallback", BUGCHECK_REFERENCE_BY_POINTER, 0, registration, 0, 0,
		      registration);
	ObDereferenceObject(object);
}

static struct kunit_case ex_callback_cases[] = {
	KUNIT_CASE(ex_callback_test_name_leads_to_the_object),
	KUNIT_CASE(ex_callback_test_names_that_are_refused),
	KUNIT_CASE(ex_callback_test_objects_of_the_system_exist),
	KUNIT_CASE(ex_callback_test_routines_are_called_in_order),
	KUNIT_CASE(ex_callback_test_routine_runs_at_the_callers_irql),
	KUNIT_CASE(ex_callback_test_object_for_one_routine),
	KUNIT_CASE(ex_callback_test_unregistering_waits_for_the_routine),
	KUNIT_CASE(ex_callback_test_routine_that_unregisters_itself),
	KUNIT_CASE(ex_callback_test_routine_may_notify),
	KUNIT_CASE(ex_callback_test_registration_keeps_the_object),
	KUNIT_CASE(ex_callback_test_misuse),
	{}
};

WINWORK_SUITE(ex_callback);
