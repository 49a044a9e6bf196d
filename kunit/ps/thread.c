/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ps_thread: system threads: start, end, priority, and handles that are none.
 */
#include "ke_case.h"

struct thread_run {
	struct completion started;
	struct completion go;
	PVOID context;
	KIRQL irql;
	BOOLEAN system_thread;
	PKTHREAD thread;
	NTSTATUS waited;
	int nice;
};

static VOID thread_routine(PVOID context)
{
	struct thread_run *run = context;

	run->context = context;
	run->irql = KeGetCurrentIrql();
	run->system_thread = PsIsSystemThread(PsGetCurrentThread());
	run->thread = KeGetCurrentThread();
	complete(&run->started);
	in_time(&run->go);
	run->nice = task_nice(current);
	PsTerminateSystemThread(STATUS_SUCCESS);
	run->irql = HIGH_LEVEL;		/* not reached */
}

static VOID returning_routine(PVOID context)
{
	struct thread_run *run = context;

	complete(&run->started);
	in_time(&run->go);
}

static PVOID start_system_thread(struct kunit *test, PKSTART_ROUTINE routine,
				 struct thread_run *run)
{
	PVOID thread;
	HANDLE handle;

	init_completion(&run->started);
	init_completion(&run->go);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   routine, run), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
							KernelMode, &thread, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	/* Closing a handle ends the handle, and not the thread. */
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(ZwClose(handle)));
	return thread;
}

static void ps_thread_test_thread_runs_and_is_waited_for(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, thread_routine, run);

	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, run->system_thread);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->thread, (void *)thread);
	KUNIT_EXPECT_EQ(test, poll(thread), STATUS_TIMEOUT);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, poll(thread), STATUS_SUCCESS);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

/* row 332: of the handle, and of the thread itself */
static void ps_thread_test_too_many_dereferences(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = NULL;
	HANDLE handle;

	init_completion(&run->started);
	init_completion(&run->go);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   thread_routine, run), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
							KernelMode, &thread, NULL),
			STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &run->started);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
	ObDereferenceObject(thread);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, thread, 0, 2,
		      thread);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REFERENCES(test, thread, 1);
	ObDereferenceObject(thread);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, thread, 0, 1,
		      thread);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(thread), 0L);
}

static void ps_thread_test_thread_may_return(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, returning_routine, run);

	ASSERT_IN_TIME(test, &run->started);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

static void ps_thread_test_thread_has_a_priority(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, thread_routine, run);

	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 8);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, 12), 8);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, HIGH_PRIORITY + 1), 12);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, LOW_PRIORITY - 1), 12);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 12);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->nice, -11);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

static void ps_thread_test_base_priority_is_relative(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, thread_routine, run);
	KIRQL irql;
	LONG before;

	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, KeSetBasePriorityThread(thread, 3), 0);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 11);
	KUNIT_EXPECT_EQ(test, KeSetBasePriorityThread(thread, -2), 3);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 6);
	/* The class of priorities of the process ends at 1 and 15. */
	KUNIT_EXPECT_EQ(test, KeSetBasePriorityThread(thread, 100), -2);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 15);
	KUNIT_EXPECT_EQ(test, KeSetBasePriorityThread(thread, -100), 7);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 1);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, 12), 1);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	before = KeSetBasePriorityThread(thread, 0);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeSetBasePriorityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, thread);
	KUNIT_EXPECT_EQ(test, before, 0);
	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(thread), 12);
	KUNIT_EXPECT_EQ(test, KeSetBasePriorityThread(NULL, 1), 0);
	EXPECT_REPORT(test, "KeSetBasePriorityThread", BUGCHECK_KMODE_EXCEPTION,
		      (ULONG)STATUS_ACCESS_VIOLATION, ANY, 0, 0, 0);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

static VOID end_with_affinity(PVOID context)
{
	KeSetSystemAffinityThread(KeQueryActiveProcessors());
}

static VOID end_in_region(PVOID context)
{
	KeEnterCriticalRegion();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* rows 120, 121 */
static void ps_thread_test_thread_that_ends_changed_is_reported(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, end_with_affinity, run);

	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PKSTART_ROUTINE", BUGCHECK_INVALID_AFFINITY, end_with_affinity, 0, 0,
		      0, ANY);
	ObDereferenceObject(thread);
	thread = start_system_thread(test, end_in_region, run);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PsTerminateSystemThread", BUGCHECK_APC_INDEX_MISMATCH, end_in_region,
		      0, 0xffff, 0, ANY);
	ObDereferenceObject(thread);
}

static VOID end_with_mutexes(PVOID context)
{
	wait_long(context);
	wait_long(context);
}

/* row 333 */
static void ps_thread_test_thread_that_ends_with_a_mutex_is_reported(struct kunit *test)
{
	KMUTEX *mutex = case_alloc_type(test, KMUTEX);
	PVOID thread = NULL;
	HANDLE handle;

	KeInitializeMutex(mutex, 0);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   end_with_mutexes, mutex), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
							KernelMode, &thread, NULL),
			STATUS_SUCCESS);
	ZwClose(handle);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PKSTART_ROUTINE", BUGCHECK_THREAD_HELD_MUTEX, thread, mutex, 0, 0,
		      thread);
	KUNIT_EXPECT_EQ(test, poll(mutex), STATUS_TIMEOUT);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

/* That is no object. */
static void ps_thread_test_priority_of_any_other_task(struct kunit *test)
{
	PKTHREAD thread = KeGetCurrentThread();
	const KPRIORITY before = KeQueryPriorityThread(thread);

	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, 1), before);
	KUNIT_EXPECT_EQ(test, task_nice(current), 19);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, 15), 1);
	KUNIT_EXPECT_EQ(test, task_nice(current), -20);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, HIGH_PRIORITY), 15);
	KUNIT_EXPECT_EQ(test, task_nice(current), -20);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, before), 15);
	EXPECT_NO_REPORT(test);
}

static void ps_thread_test_no_thread_is_reported(struct kunit *test)
{
	const ULONG_PTR violation = (ULONG)STATUS_ACCESS_VIOLATION;
	PKTHREAD user = (PKTHREAD)0x1000;

	KUNIT_EXPECT_EQ(test, KeQueryPriorityThread(NULL), 0);
	EXPECT_REPORT(test, "KeQueryPriorityThread", BUGCHECK_KMODE_EXCEPTION, violation, ANY, 0, 0,
		      0);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(user, 12), 0);
	EXPECT_REPORT(test, "KeSetPriorityThread", BUGCHECK_KMODE_EXCEPTION, violation, ANY, 0,
		      user, user);
	KUNIT_EXPECT_FALSE(test, PsIsSystemThread(NULL));
	EXPECT_REPORT(test, "PsIsSystemThread", BUGCHECK_KMODE_EXCEPTION, violation, ANY, 0, 0, 0);
}

static VOID end_raised(PVOID context)
{
	struct thread_run *run = context;
	KIRQL irql;

	complete(&run->started);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static void ps_thread_test_thread_that_ends_raised_is_reported(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, end_raised, run);

	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PsTerminateSystemThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, ANY);
	ObDereferenceObject(thread);
}

/* row 397: they are valid, and stay so */
static void ps_thread_test_close_of_a_pseudo_handle(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ZwClose(ZwCurrentProcess()), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(NtCurrentProcess()), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(NtCurrentThread()), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObCloseHandle(NtCurrentThread(), KernelMode), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void ps_thread_test_bad_handle_is_refused(struct kunit *test)
{
	PVOID object = test;

	KUNIT_EXPECT_EQ(test, ZwClose((HANDLE)0x12345678), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ZwClose(NULL), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle((HANDLE)0x12345678, THREAD_ALL_ACCESS,
							*PsThreadType, KernelMode, &object, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_PTR_EQ(test, object, (PVOID)NULL);
}

static struct kunit_case ps_thread_cases[] = {
	KUNIT_CASE(ps_thread_test_thread_runs_and_is_waited_for),
	KUNIT_CASE(ps_thread_test_too_many_dereferences),
	KUNIT_CASE(ps_thread_test_thread_may_return),
	KUNIT_CASE(ps_thread_test_thread_has_a_priority),
	KUNIT_CASE(ps_thread_test_base_priority_is_relative),
	KUNIT_CASE(ps_thread_test_priority_of_any_other_task),
	KUNIT_CASE(ps_thread_test_no_thread_is_reported),
	KUNIT_CASE(ps_thread_test_thread_that_ends_raised_is_reported),
	KUNIT_CASE(ps_thread_test_thread_that_ends_changed_is_reported),
	KUNIT_CASE(ps_thread_test_thread_that_ends_with_a_mutex_is_reported),
	KUNIT_CASE(ps_thread_test_close_of_a_pseudo_handle),
	KUNIT_CASE(ps_thread_test_bad_handle_is_refused),
	{}
};

WINWORK_SUITE(ps_thread);
