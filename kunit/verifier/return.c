/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite verifier_return: the state in which a routine returns: IRQL, locks, impersonation,
 * priority. Each wrong state is reported once, and the worker is clean afterwards.
 */
#include "verifier_case.h"

#include <linux/cred.h>

/*
 * The state that a routine left behind must not reach the next routine. So another routine runs on
 * each queue afterwards, and finds PASSIVE_LEVEL.
 */
static void expect_clean_workers(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	struct run *run = new_run(test);
	int i;

	for (i = 0; i < 10; i++) {
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	}
	IoFreeWorkItem(item);
}

/* Queues an item, and waits until the report about its routine has come. */
static void run_until_report(struct kunit *test, PIO_WORKITEM item, PIO_WORKITEM_ROUTINE routine,
			     struct run *run)
{
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	wait_for_report(test);
}

static VOID return_at_level(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;
	KIRQL irql;

	KeRaiseIrql(run->irql, &irql);
	complete(&run->done);
}

static void check_return_at(struct kunit *test, KIRQL level)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	run->irql = level;
	run_until_report(test, item, return_at_level, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL, return_at_level,
		      level, run, item, item);
	expect_clean_workers(test);
	IoFreeWorkItem(item);
}

/* row 64 */
static void verifier_return_test_return_at_dispatch_level(struct kunit *test)
{
	check_return_at(test, DISPATCH_LEVEL);
}

/* row 64 */
static void verifier_return_test_return_at_high_level(struct kunit *test)
{
	check_return_at(test, HIGH_LEVEL);
}

/* row 66 */
static void verifier_return_test_return_at_apc_level(struct kunit *test)
{
	check_return_at(test, APC_LEVEL);
}

static VOID return_with_spin_lock(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;
	KIRQL irql;

	KeAcquireSpinLock(&run->lock, &irql);
	complete(&run->done);
}

/* row 65: the lock is released, or the next acquisition would spin forever */
static void verifier_return_test_return_with_a_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	KIRQL irql;

	IoQueueWorkItemEx(item, return_with_spin_lock, CriticalWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	wait_for_report(test);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_RETURNED_AT_BAD_IRQL,
		      return_with_spin_lock, DISPATCH_LEVEL, run, item, item);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KeAcquireSpinLock(&run->lock, &irql);
	KeReleaseSpinLock(&run->lock, irql);
	expect_clean_workers(test);
	IoFreeWorkItem(item);
}

static VOID return_impersonating(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->task = get_task_struct(current);
	run->cred = prepare_creds();
	if (run->cred)
		override_creds(run->cred);
	complete(&run->done);
}

/* row 67 */
static void verifier_return_test_return_impersonating(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	run_until_report(test, item, return_impersonating, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_IMPERSONATING_WORKER_THREAD,
		      return_impersonating, run, item, 0, item);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_PTR_EQ(test, rcu_access_pointer(run->task->cred),
			    rcu_access_pointer(run->task->real_cred));
	put_cred(run->cred);
	put_task_struct(run->task);
	IoFreeWorkItem(item);
}

static VOID return_with_bad_priority(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->task = get_task_struct(current);
	run->status = task_nice(current);
	KeSetPriorityThread(KeGetCurrentThread(), LOW_PRIORITY + 1);
	run->nice = task_nice(current);
	complete(&run->done);
}

/* row 67 */
static void verifier_return_test_return_with_a_changed_priority(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	run_until_report(test, item, return_with_bad_priority, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_BAD_IO_PRIORITY, return_with_bad_priority,
		      (ULONG)run->nice, run, item, item);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, (long)task_nice(run->task), run->status);
	put_task_struct(run->task);
	IoFreeWorkItem(item);
}

static VOID note_thread_and_wait(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->task = get_task_struct(current);
	complete(&run->started);
	in_time(&run->go);
	complete(&run->done);
}

/* row 67: changed as by renice while the routine sleeps */
static void verifier_return_test_priority_that_the_administrator_changes(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	long before;

	IoQueueWorkItem(item, note_thread_and_wait, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->started);
	before = task_nice(run->task);
	set_user_nice(run->task, 7);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, (long)task_nice(run->task), 7L);
	EXPECT_NO_REPORT(test);
	set_user_nice(run->task, before);
	put_task_struct(run->task);
	IoFreeWorkItem(item);
}

static VOID return_in_regions(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	KeEnterCriticalRegion();
	KeEnterCriticalRegion();
	KeEnterGuardedRegion();
	complete(&run->done);
}

static VOID record_regions(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->status = KeAreApcsDisabled() || KeAreAllApcsDisabled();
	complete(&run->done);
}

/* row 120: parameter 3 has the counters, as Windows's: each entry lowers one */
static void verifier_return_test_return_in_a_region(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	run_until_report(test, item, return_in_regions, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_APC_INDEX_MISMATCH, return_in_regions, 0,
		      0xfffffffeUL, 1, item);
	for (i = 0; i < 10; i++) {
		IoQueueWorkItem(item, record_regions, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, (long)run->status, 0L);
	}
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

static VOID return_with_affinity(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	KeSetSystemAffinityThread(KeQueryActiveProcessors());
	complete(&run->done);
}

static VOID record_affinity(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->status = KeSetSystemAffinityThreadEx(KeQueryActiveProcessors());
	KeRevertToUserAffinityThread();
	complete(&run->done);
}

/* row 121: the next routine finds no system affinity */
static void verifier_return_test_return_with_a_system_affinity(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	run_until_report(test, item, return_with_affinity, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_INVALID_AFFINITY, return_with_affinity, 0,
		      0, 0, item);
	for (i = 0; i < 10; i++) {
		IoQueueWorkItem(item, record_affinity, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, (long)run->status, 0L);
	}
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* Two mutexes; the routines and the case take them without a wait. */
static KMUTEX mutexes[2];

static NTSTATUS take(KMUTEX *mutex)
{
	LARGE_INTEGER none = { .QuadPart = 0 };

	return KeWaitForSingleObject(mutex, Executive, KernelMode, FALSE, &none);
}

static VOID return_with_mutex(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	take(&mutexes[0]);
	take(&mutexes[1]);
	KeReleaseMutex(&mutexes[0], FALSE);
	complete(&run->done);
}

static VOID release_all_mutexes(PDEVICE_OBJECT device, PVOID context)
{
	PVOID objects[] = { &mutexes[0], &mutexes[1] };
	struct run *run = context;
	int i;

	run->status = KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode, FALSE, NULL,
					       NULL);
	take(&mutexes[0]);
	KeReleaseMutex(&mutexes[0], FALSE);
	for (i = 0; i < 2; i++)
		KeReleaseMutex(&mutexes[i], FALSE);
	complete(&run->done);
}

/* row 333: the mutex stays owned, and is not reported again */
static void verifier_return_test_return_with_a_mutex(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	for (i = 0; i < 2; i++)
		KeInitializeMutex(&mutexes[i], 0);
	for (i = 0; i < 10; i++) {
		IoQueueWorkItem(item, release_all_mutexes, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, (NTSTATUS)run->status, STATUS_SUCCESS);
	}
	EXPECT_NO_REPORT(test);
	run_until_report(test, item, return_with_mutex, run);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_EXIT_OWNED_MUTEX, return_with_mutex, run,
		      item, 0, item);
	KUNIT_EXPECT_EQ(test, take(&mutexes[0]), STATUS_SUCCESS);
	KeReleaseMutex(&mutexes[0], FALSE);
	KUNIT_EXPECT_EQ(test, take(&mutexes[1]), STATUS_TIMEOUT);
	expect_clean_workers(test);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

static VOID terminate_worker(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->task = current;
	run->status = PsTerminateSystemThread(STATUS_SUCCESS);
	run->irql = KeGetCurrentIrql();
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* row 68: refused, so the routine continues; parameter 1 is the thread */
static void verifier_return_test_worker_thread_cannot_be_terminated(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItem(item, terminate_worker, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REPORT(test, "PsTerminateSystemThread", BUGCHECK_WORKER_TERMINATED, run->task, 0, 0,
		      0, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, (NTSTATUS)run->status, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
}

static struct kunit_case verifier_return_cases[] = {
	KUNIT_CASE(verifier_return_test_return_at_dispatch_level),
	KUNIT_CASE(verifier_return_test_return_at_high_level),
	KUNIT_CASE(verifier_return_test_return_at_apc_level),
	KUNIT_CASE(verifier_return_test_return_with_a_spin_lock),
	KUNIT_CASE(verifier_return_test_return_impersonating),
	KUNIT_CASE(verifier_return_test_return_with_a_changed_priority),
	KUNIT_CASE(verifier_return_test_priority_that_the_administrator_changes),
	KUNIT_CASE(verifier_return_test_return_in_a_region),
	KUNIT_CASE(verifier_return_test_return_with_a_system_affinity),
	KUNIT_CASE(verifier_return_test_return_with_a_mutex),
	KUNIT_CASE(verifier_return_test_worker_thread_cannot_be_terminated),
	{}
};

WINWORK_SUITE(verifier_return);
