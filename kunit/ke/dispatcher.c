/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite dispatcher: what drivers wait for and with: events, mutexes, semaphores, timers, DPCs,
 * threads, spin locks, fast mutexes, push locks, rundown protection and remove locks.
 */
#include <linux/kprobes.h>	/* before the names of the WDK that it has too */

#include "support.h"

#include <linux/delay.h>
#include <linux/ktime.h>

#define MILLISECOND 10000LL		/* in Windows's units */

static LARGE_INTEGER relative(LONGLONG units)
{
	LARGE_INTEGER timeout;

	timeout.QuadPart = -units;
	return timeout;
}

static NTSTATUS wait_for(PVOID object, LONGLONG units)
{
	LARGE_INTEGER timeout = relative(units);

	return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &timeout);
}

/* The wait that only a hang of the functions under test makes end. */
static NTSTATUS wait_long(PVOID object)
{
	return wait_for(object, DEADLINE_SECONDS * 1000 * MILLISECOND);
}

static NTSTATUS poll(PVOID object)
{
	return wait_for(object, 0);
}

/* ---- events ------------------------------------------------------------------------------- */

static void dispatcher_test_notification_event_stays_set(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, NotificationEvent, FALSE);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeSetEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_NE(test, KeSetEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_NE(test, KeResetEvent(event), 0);
	KUNIT_EXPECT_EQ(test, KeResetEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KeClearEvent(event);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

static void dispatcher_test_event_can_begin_set(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, NotificationEvent, TRUE);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KeInitializeEvent(event, SynchronizationEvent, TRUE);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

static void dispatcher_test_synchronization_event_resets_itself(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, poll(event), STATUS_TIMEOUT);
}

struct waiters {
	KEVENT event;
	atomic_t ready;
	atomic_t woken;
	atomic_t failed;
};

static void wait_and_count(void *data)
{
	struct waiters *waiters = data;

	atomic_inc(&waiters->ready);
	if (wait_long(&waiters->event) == STATUS_SUCCESS)
		atomic_inc(&waiters->woken);
	else
		atomic_inc(&waiters->failed);
}

static void dispatcher_test_notification_event_wakes_all(struct kunit *test)
{
	struct waiters *waiters = case_alloc_type(test, struct waiters);
	int i;

	KeInitializeEvent(&waiters->event, NotificationEvent, FALSE);
	for (i = 0; i < 5; i++)
		spawn(test, wait_and_count, waiters);
	ASSERT_COUNT(test, &waiters->ready, 5);
	KUNIT_EXPECT_EQ(test, atomic_read(&waiters->woken), 0);
	KeSetEvent(&waiters->event, IO_NO_INCREMENT, FALSE);
	ASSERT_COUNT(test, &waiters->woken, 5);
}

static void dispatcher_test_synchronization_event_wakes_one(struct kunit *test)
{
	struct waiters *waiters = case_alloc_type(test, struct waiters);
	int i;

	KeInitializeEvent(&waiters->event, SynchronizationEvent, FALSE);
	for (i = 0; i < 5; i++)
		spawn(test, wait_and_count, waiters);
	ASSERT_COUNT(test, &waiters->ready, 5);
	for (i = 1; i <= 5; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&waiters->woken), i - 1);
		KeSetEvent(&waiters->event, IO_NO_INCREMENT, FALSE);
		ASSERT_COUNT(test, &waiters->woken, i);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&waiters->failed), 0);
	KUNIT_EXPECT_EQ(test, poll(&waiters->event), STATUS_TIMEOUT);
}

static void set_event(void *data)
{
	KeSetEvent(data, IO_NO_INCREMENT, FALSE);
}

static void dispatcher_test_event_is_set_at_dispatch_level(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	NTSTATUS at_dispatch;

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(set_event, event));
	KUNIT_EXPECT_EQ(test, wait_long(event), STATUS_SUCCESS);
	local_bh_disable();
	set_event(event);
	/* A wait of no time is allowed there too. */
	at_dispatch = poll(event);
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, at_dispatch, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_event_above_dispatch_level_is_refused(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KeInitializeEvent(event, SynchronizationEvent, FALSE);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(set_event, event));
	EXPECT_REPORT(test, "KeSetEvent", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      event);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
}

/* The waiter frees the event as soon as it is through; KASAN tells who still touches it. */
static void dispatcher_test_event_is_freed_by_its_waiter(struct kunit *test)
{
	PRKEVENT event;
	int i;

	for (i = 0; i < 50; i++) {
		event = kmalloc(sizeof(*event), GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, event);
		KeInitializeEvent(event, NotificationEvent, FALSE);
		spawn(test, set_event, event);
		KUNIT_ASSERT_EQ(test, wait_long(event), STATUS_SUCCESS);
		kfree(event);
	}
}

/* ---- waits -------------------------------------------------------------------------------- */

static void dispatcher_test_wait_times_out(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	LARGE_INTEGER absolute;
	ktime_t start;

	KeInitializeEvent(event, NotificationEvent, FALSE);
	start = ktime_get();
	KUNIT_EXPECT_EQ(test, wait_for(event, 20 * MILLISECOND), STATUS_TIMEOUT);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 20LL);
	/* A moment of the past is over at once, a moment to come is waited for. */
	KeQuerySystemTime(&absolute);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(event, Executive, KernelMode, FALSE,
						    &absolute), STATUS_TIMEOUT);
	start = ktime_get();
	KeQuerySystemTime(&absolute);
	absolute.QuadPart += 20 * MILLISECOND;
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(event, Executive, KernelMode, FALSE,
						    &absolute), STATUS_TIMEOUT);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 19LL);
}

static void dispatcher_test_wait_at_dispatch_level_is_refused(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);
	NTSTATUS status;

	KeInitializeEvent(event, NotificationEvent, FALSE);
	local_bh_disable();
	status = wait_for(event, 20 * MILLISECOND);
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(status));
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_VERIFIER, 0x3b, DISPATCH_LEVEL, event,
		      ANY, event);
}

static void dispatcher_test_wait_for_any_of_several(struct kunit *test)
{
	KEVENT *event = case_alloc_array(test, 3, KEVENT);
	PVOID object[3] = { &event[0], &event[1], &event[2] };
	LARGE_INTEGER timeout = relative(DEADLINE_SECONDS * 1000 * MILLISECOND);
	LARGE_INTEGER none = relative(0);
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeEvent(&event[i], SynchronizationEvent, FALSE);
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive, KernelMode,
						       FALSE, &none, NULL), STATUS_TIMEOUT);
	for (i = 0; i < 3; i++) {
		spawn(test, set_event, &event[i]);
		KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive,
							       KernelMode, FALSE, &timeout, NULL),
				STATUS_WAIT_0 + i);
	}
	/* Of several that are set the first is taken, and only that. */
	KeSetEvent(&event[1], IO_NO_INCREMENT, FALSE);
	KeSetEvent(&event[2], IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAny, Executive, KernelMode,
						       FALSE, &timeout, NULL), STATUS_WAIT_0 + 1);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(&event[1]), 0);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&event[2]), 0);
}

struct wait_all {
	KEVENT event[3];
	atomic_t ended;
	NTSTATUS status;
};

static void wait_for_all(void *data)
{
	struct wait_all *all = data;
	PVOID object[3] = { &all->event[0], &all->event[1], &all->event[2] };
	LARGE_INTEGER timeout = relative(DEADLINE_SECONDS * 1000 * MILLISECOND);

	all->status = KeWaitForMultipleObjects(3, object, WaitAll, Executive, KernelMode, FALSE,
					       &timeout, NULL);
	atomic_inc(&all->ended);
}

static void dispatcher_test_wait_for_all_of_several(struct kunit *test)
{
	struct wait_all *all = case_alloc_type(test, struct wait_all);
	PVOID object[3] = { &all->event[0], &all->event[1], &all->event[2] };
	LARGE_INTEGER soon = relative(5 * MILLISECOND);
	int i;

	for (i = 0; i < 3; i++)
		KeInitializeEvent(&all->event[i], SynchronizationEvent, i != 2);
	/* None is taken until all can be. */
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(3, object, WaitAll, Executive, KernelMode,
						       FALSE, &soon, NULL), STATUS_TIMEOUT);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&all->event[0]), 0);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(&all->event[1]), 0);
	spawn(test, wait_for_all, all);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&all->ended), 0);
	KeSetEvent(&all->event[2], IO_NO_INCREMENT, FALSE);
	ASSERT_COUNT(test, &all->ended, 1);
	KUNIT_EXPECT_EQ(test, all->status, STATUS_SUCCESS);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, KeReadStateEvent(&all->event[i]), 0);
}

static void dispatcher_test_wait_for_too_many_is_reported(struct kunit *test)
{
	KEVENT *event = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, KEVENT);
	KWAIT_BLOCK *block = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, KWAIT_BLOCK);
	PVOID *object = case_alloc_array(test, MAXIMUM_WAIT_OBJECTS, PVOID);
	LARGE_INTEGER timeout = relative(MILLISECOND);
	int i;

	for (i = 0; i < MAXIMUM_WAIT_OBJECTS; i++) {
		KeInitializeEvent(&event[i], NotificationEvent, i == MAXIMUM_WAIT_OBJECTS - 1);
		object[i] = &event[i];
	}
	KUNIT_EXPECT_EQ(test, KeWaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS, object, WaitAny,
						       Executive, KernelMode, FALSE, &timeout,
						       block),
			STATUS_WAIT_0 + MAXIMUM_WAIT_OBJECTS - 1);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(KeWaitForMultipleObjects(
		THREAD_WAIT_OBJECTS + 1, object, WaitAny, Executive, KernelMode, FALSE, &timeout,
		NULL)));
	EXPECT_REPORT(test, "KeWaitForMultipleObjects", 0x0c, ANY, ANY, ANY, ANY, ANY);
}

static void dispatcher_test_wait_for_no_object_is_reported(struct kunit *test)
{
	PRKEVENT event = case_alloc_type(test, KEVENT);

	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(wait_for(event, MILLISECOND)));
	EXPECT_REPORT(test, "KeWaitForSingleObject", BUGCHECK_VERIFIER, ANY, event, ANY, ANY,
		      event);
}

static void dispatcher_test_delay_sleeps_at_least_as_long(struct kunit *test)
{
	LARGE_INTEGER interval = relative(10 * MILLISECOND);
	ktime_t start = ktime_get();

	KUNIT_EXPECT_EQ(test, KeDelayExecutionThread(KernelMode, FALSE, &interval),
			STATUS_SUCCESS);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 10LL);
}

/* ---- mutexes ------------------------------------------------------------------------------ */

struct mutex_run {
	KMUTEX mutex;
	NTSTATUS status;
	long value;			/* under mutex */
	atomic_t ended;
};

static void try_mutex(void *data)
{
	struct mutex_run *run = data;

	run->status = poll(&run->mutex);
	if (run->status == STATUS_SUCCESS)
		KeReleaseMutex(&run->mutex, FALSE);
	atomic_inc(&run->ended);
}

static void dispatcher_test_mutex_belongs_to_its_owner(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);

	KeInitializeMutex(&run->mutex, 0);
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	/* The owner may take it again, and releases it as often. */
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KUNIT_EXPECT_NE(test, KeReleaseMutex(&run->mutex, FALSE), 0);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeReleaseMutex(&run->mutex, FALSE), 0);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void release_mutex(void *data)
{
	struct mutex_run *run = data;

	KeReleaseMutex(&run->mutex, FALSE);
}

static void dispatcher_test_mutex_release_by_another_is_reported(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);

	KeInitializeMutex(&run->mutex, 0);
	KUNIT_EXPECT_EQ(test, wait_long(&run->mutex), STATUS_SUCCESS);
	spawn(test, release_mutex, run);
	join(test);
	EXPECT_REPORT(test, "KeReleaseMutex", 0x11, ANY, &run->mutex, ANY, ANY, &run->mutex);
	spawn(test, try_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_TIMEOUT);
	KeReleaseMutex(&run->mutex, FALSE);
}

#define EXCLUSION_ROUNDS 1000

static void add_under_mutex(void *data)
{
	struct mutex_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		wait_long(&run->mutex);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseMutex(&run->mutex, FALSE);
	}
}

static void dispatcher_test_mutex_excludes(struct kunit *test)
{
	struct mutex_run *run = case_alloc_type(test, struct mutex_run);
	int i;

	KeInitializeMutex(&run->mutex, 0);
	for (i = 0; i < 4; i++)
		spawn(test, add_under_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 4L * EXCLUSION_ROUNDS);
}

/* ---- semaphores --------------------------------------------------------------------------- */

static void dispatcher_test_semaphore_counts(struct kunit *test)
{
	PRKSEMAPHORE semaphore = case_alloc_type(test, KSEMAPHORE);

	KeInitializeSemaphore(semaphore, 1, 3);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 1);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, KeReleaseSemaphore(semaphore, 0, 2, FALSE), 0);
	KUNIT_EXPECT_EQ(test, KeReleaseSemaphore(semaphore, 0, 1, FALSE), 2);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, wait_long(semaphore), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(semaphore), STATUS_TIMEOUT);
}

static void dispatcher_test_semaphore_limit_is_reported(struct kunit *test)
{
	PRKSEMAPHORE semaphore = case_alloc_type(test, KSEMAPHORE);

	KeInitializeSemaphore(semaphore, 1, 2);
	KeReleaseSemaphore(semaphore, 0, 2, FALSE);
	EXPECT_REPORT(test, "KeReleaseSemaphore", BUGCHECK_KMODE_EXCEPTION,
		      (ULONG)STATUS_SEMAPHORE_LIMIT_EXCEEDED, ANY, ANY, ANY, semaphore);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(semaphore), 1);
}

struct semaphore_run {
	KSEMAPHORE semaphore;
	atomic_t through;
};

static void pass_semaphore(void *data)
{
	struct semaphore_run *run = data;

	if (wait_long(&run->semaphore) == STATUS_SUCCESS)
		atomic_inc(&run->through);
}

static void dispatcher_test_semaphore_lets_as_many_go(struct kunit *test)
{
	struct semaphore_run *run = case_alloc_type(test, struct semaphore_run);
	int i;

	KeInitializeSemaphore(&run->semaphore, 0, 10);
	for (i = 0; i < 5; i++)
		spawn(test, pass_semaphore, run);
	KeReleaseSemaphore(&run->semaphore, 0, 3, FALSE);
	ASSERT_COUNT(test, &run->through, 3);
	KeReleaseSemaphore(&run->semaphore, 0, 2, FALSE);
	ASSERT_COUNT(test, &run->through, 5);
	KUNIT_EXPECT_EQ(test, KeReadStateSemaphore(&run->semaphore), 0);
}

/* ---- DPCs --------------------------------------------------------------------------------- */

struct dpc_run {
	KDPC dpc;
	struct completion done;
	atomic_t runs;
	KIRQL irql;
	PVOID context, argument1, argument2;
	int cpu;
	int limit;
	struct dpc_run *other;
	int position;
	BOOLEAN inserted[2], removed[2];
	LOGICAL yield;
	NTSTATUS status;
	KDPC_WATCHDOG_INFORMATION watchdog;
};

static VOID record_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	run->irql = KeGetCurrentIrql();
	run->context = context;
	run->argument1 = argument1;
	run->argument2 = argument2;
	run->cpu = raw_smp_processor_id();
	atomic_inc(&run->runs);
	complete(&run->done);
}

static struct dpc_run *new_dpc(struct kunit *test, PKDEFERRED_ROUTINE routine)
{
	struct dpc_run *run = case_alloc_type(test, struct dpc_run);

	init_completion(&run->done);
	KeInitializeDpc(&run->dpc, routine, run);
	return run;
}

/*
 * Calls @function in a DPC, behind which those that it queues for its CPU wait. Disabled bottom
 * halves do not keep them waiting on every kernel with PREEMPT_RT.
 */
struct dpc_call {
	KDPC dpc;
	void (*function)(struct dpc_run **runs);
	struct dpc_run **runs;
	struct completion done;
};

static VOID call_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_call *call = context;

	call->function(call->runs);
	complete(&call->done);
}

static void in_dpc(struct kunit *test, void (*function)(struct dpc_run **runs),
		   struct dpc_run **runs)
{
	struct dpc_call *call = case_alloc_type(test, struct dpc_call);

	call->function = function;
	call->runs = runs;
	init_completion(&call->done);
	KeInitializeDpc(&call->dpc, call_in_dpc, call);
	KeInsertQueueDpc(&call->dpc, NULL, NULL);
	ASSERT_IN_TIME(test, &call->done);
	KeFlushQueuedDpcs();
}

static void dispatcher_test_dpc_runs_at_dispatch_level(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	KUNIT_EXPECT_EQ(test, KeInsertQueueDpc(&run->dpc, test, run), TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
	KUNIT_EXPECT_PTR_EQ(test, run->argument1, (PVOID)test);
	KUNIT_EXPECT_PTR_EQ(test, run->argument2, (PVOID)run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KeFlushQueuedDpcs();
}

static void queue_and_remove_twice(struct dpc_run **runs)
{
	KDPC *dpc = &runs[0]->dpc;

	runs[0]->inserted[0] = KeInsertQueueDpc(dpc, NULL, NULL);
	runs[0]->inserted[1] = KeInsertQueueDpc(dpc, runs, runs);
	runs[0]->removed[0] = KeRemoveQueueDpc(dpc);
	runs[0]->removed[1] = KeRemoveQueueDpc(dpc);
}

static void dispatcher_test_dpc_is_queued_once(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	in_dpc(test, queue_and_remove_twice, &run);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	/* And it can be queued again. */
	KUNIT_EXPECT_EQ(test, (int)KeInsertQueueDpc(&run->dpc, NULL, NULL), (int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KeFlushQueuedDpcs();
}

static void dispatcher_test_flush_waits_for_all_dpcs(struct kunit *test)
{
	struct dpc_run *run[20];
	int i, ran = 0;

	for (i = 0; i < ARRAY_SIZE(run); i++) {
		run[i] = new_dpc(test, record_dpc);
		KeSetTargetProcessorDpc(&run[i]->dpc, i % num_online_cpus());
	}
	for (i = 0; i < ARRAY_SIZE(run); i++)
		KeInsertQueueDpc(&run[i]->dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	for (i = 0; i < ARRAY_SIZE(run); i++)
		ran += atomic_read(&run[i]->runs);
	KUNIT_EXPECT_EQ(test, ran, (int)ARRAY_SIZE(run));
}

static void dispatcher_test_dpc_runs_on_its_processor(struct kunit *test)
{
	struct dpc_run *run;
	int cpu;

	for_each_online_cpu(cpu) {
		run = new_dpc(test, record_dpc);
		KeSetTargetProcessorDpc(&run->dpc, cpu);
		KeInsertQueueDpc(&run->dpc, NULL, NULL);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->cpu, cpu);
		KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	}
	KeFlushQueuedDpcs();
}

static VOID insert_again(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	if (atomic_inc_return(&run->runs) < run->limit)
		KeInsertQueueDpc(dpc, argument1, argument2);
	else
		complete(&run->done);
}

static void dispatcher_test_dpc_inserts_itself_again(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, insert_again);

	run->limit = 500;
	KeInsertQueueDpc(&run->dpc, NULL, NULL);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 500);
	KeFlushQueuedDpcs();
}

static VOID free_own_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct completion *done = context;

	memset(dpc, 0x6b, sizeof(*dpc));
	ExFreePoolWithTag(dpc, TAG);
	complete(done);
}

static void dispatcher_test_dpc_is_freed_in_its_routine(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	PKDPC dpc;
	int i;

	init_completion(done);
	for (i = 0; i < 50; i++) {
		dpc = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*dpc), TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dpc);
		KeInitializeDpc(dpc, free_own_dpc, done);
		KeInsertQueueDpc(dpc, NULL, NULL);
		ASSERT_IN_TIME(test, done);
	}
	KeFlushQueuedDpcs();
}

static atomic_t dpc_position;

static VOID take_position(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	run->position = atomic_inc_return(&dpc_position);
}

static void queue_three(struct dpc_run **runs)
{
	int i;

	for (i = 0; i < 3; i++)
		KeInsertQueueDpc(&runs[i]->dpc, NULL, NULL);
}

static void dispatcher_test_important_dpc_goes_first(struct kunit *test)
{
	struct dpc_run *runs[3];
	int i;

	atomic_set(&dpc_position, 0);
	for (i = 0; i < 3; i++)
		runs[i] = new_dpc(test, take_position);
	KeSetImportanceDpc(&runs[2]->dpc, HighImportance);
	in_dpc(test, queue_three, runs);
	KUNIT_EXPECT_EQ(test, runs[2]->position, 1);
	KUNIT_EXPECT_EQ(test, runs[0]->position, 2);
	KUNIT_EXPECT_EQ(test, runs[1]->position, 3);
}

static void insert_dpc(void *data)
{
	struct dpc_run *run = data;

	KeInsertQueueDpc(&run->dpc, NULL, NULL);
}

static void dispatcher_test_dpc_is_inserted_in_a_hard_interrupt(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(insert_dpc, run));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
	KeFlushQueuedDpcs();
}

static KSPIN_LOCK leaked_lock;

static VOID return_with_lock(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	KeAcquireSpinLockAtDpcLevel(&leaked_lock);
}

static void dispatcher_test_dpc_that_keeps_a_lock_is_reported(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, return_with_lock);
	KIRQL irql;

	KeInitializeSpinLock(&leaked_lock);
	KeInsertQueueDpc(&run->dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	EXPECT_REPORT(test, "KDEFERRED_ROUTINE", 0x08, return_with_lock, DISPATCH_LEVEL, ANY, ANY,
		      &run->dpc);
	KeAcquireSpinLock(&leaked_lock, &irql);
	KeReleaseSpinLock(&leaked_lock, irql);
}

static void ask_for_the_processor(struct dpc_run **runs)
{
	KeInsertQueueDpc(&runs[0]->dpc, NULL, NULL);
	runs[0]->yield = KeShouldYieldProcessor();
	KeRemoveQueueDpc(&runs[0]->dpc);
}

static void dispatcher_test_waiting_dpc_asks_for_the_processor(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);
	unsigned long deadline = jiffies + DEADLINE;
	LOGICAL yield;
	KIRQL irql;

	in_dpc(test, ask_for_the_processor, &run);
	KUNIT_EXPECT_NE(test, run->yield, 0U);
	KUNIT_EXPECT_EQ(test, KeShouldYieldProcessor(), 0U);
	/* There may be something else that waits, but not for ever. */
	do {
		cond_resched();
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		yield = KeShouldYieldProcessor();
		KeLowerIrql(irql);
	} while (yield && time_before(jiffies, deadline));
	KUNIT_EXPECT_EQ(test, yield, 0U);
	EXPECT_NO_REPORT(test);
}

static void query_watchdog(struct dpc_run **runs)
{
	memset(&runs[0]->watchdog, 0xa5, sizeof(runs[0]->watchdog));
	runs[0]->status = KeQueryDpcWatchdogInformation(&runs[0]->watchdog);
}

static void dispatcher_test_dpcs_have_no_watchdog(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);
	KIRQL irql;

	query_watchdog(&run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, run->watchdog.DpcTimeLimit, 0xa5a5a5a5U);
	in_dpc(test, query_watchdog, &run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(&run->watchdog, 0, sizeof(run->watchdog)),
			    (void *)NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	query_watchdog(&run);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->watchdog.DpcWatchdogLimit, 0U);
	EXPECT_NO_REPORT(test);
}

/* ---- timers ------------------------------------------------------------------------------- */

static void dispatcher_test_timer_runs_its_dpc_once(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KUNIT_EXPECT_EQ(test, (int)KeReadStateTimer(timer), (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(timer, relative(2 * MILLISECOND), &run->dpc),
			(int)FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)KeReadStateTimer(timer), (int)TRUE);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static void dispatcher_test_timer_is_waited_for(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	ktime_t start = ktime_get();

	KeInitializeTimerEx(timer, NotificationTimer);
	KeSetTimer(timer, relative(5 * MILLISECOND), NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 5LL);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_SUCCESS);
	KeInitializeTimerEx(timer, SynchronizationTimer);
	KeSetTimer(timer, relative(MILLISECOND), NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_TIMEOUT);
}

static void dispatcher_test_timer_of_an_absolute_time(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	LARGE_INTEGER due;

	KeInitializeTimer(timer);
	KeQuerySystemTime(&due);
	due.QuadPart += 5 * MILLISECOND;
	KeSetTimer(timer, due, NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	/* One of the past expires at once. */
	due.QuadPart = 1;
	KeSetTimer(timer, due, NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
}

static void dispatcher_test_timer_is_cancelled(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), &run->dpc);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_TIMEOUT);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static void dispatcher_test_timer_is_set_anew(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *never = new_dpc(test, record_dpc), *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), &never->dpc);
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(timer, relative(MILLISECOND), &run->dpc),
			(int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&never->runs), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static VOID count_period(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	if (atomic_inc_return(&run->runs) == run->limit)
		complete(&run->done);
}

static void dispatcher_test_periodic_timer_goes_on_until_cancelled(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER), other = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, count_period), *periods = new_dpc(test, count_period);
	int runs;

	run->limit = periods->limit = 5;
	KeInitializeTimerEx(timer, SynchronizationTimer);
	KeInitializeTimerEx(other, SynchronizationTimer);
	KeSetTimerEx(timer, relative(MILLISECOND), 1, &run->dpc);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
	KeFlushQueuedDpcs();
	runs = atomic_read(&run->runs);
	KUNIT_EXPECT_GE(test, runs, 5);
	/* As many periods of another timer go by. */
	KeSetTimerEx(other, relative(MILLISECOND), 1, &periods->dpc);
	ASSERT_IN_TIME(test, &periods->done);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(other), (int)TRUE);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), runs);
}

#define TIMERS 200

static void dispatcher_test_many_timers_expire_each_once(struct kunit *test)
{
	KTIMER *timer = case_alloc_array(test, TIMERS, KTIMER);
	struct dpc_run **run = case_alloc_array(test, TIMERS, struct dpc_run *);
	int i, cancelled = 0;

	for (i = 0; i < TIMERS; i++) {
		run[i] = new_dpc(test, record_dpc);
		KeInitializeTimer(&timer[i]);
		KeSetTimer(&timer[i], relative((5 + i * 37 % 20) * MILLISECOND), &run[i]->dpc);
	}
	for (i = 0; i < TIMERS; i += 3) {
		if (KeCancelTimer(&timer[i])) {
			run[i]->limit = -1;
			cancelled++;
		}
	}
	for (i = 0; i < TIMERS; i++) {
		if (run[i]->limit == 0)
			ASSERT_IN_TIME(test, &run[i]->done);
	}
	KeFlushQueuedDpcs();
	for (i = 0; i < TIMERS; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->runs), run[i]->limit ? 0 : 1);
	kunit_info(test, "%d of %d cancelled\n", cancelled, TIMERS);
}

struct timer_block {
	KTIMER timer;
	KDPC dpc;
	struct completion *done;
};

static VOID free_timer(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct timer_block *block = context;
	struct completion *done = block->done;

	memset(block, 0x6b, sizeof(*block));
	ExFreePoolWithTag(block, TAG);
	complete(done);
}

static void dispatcher_test_timer_is_freed_in_its_dpc(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	struct timer_block *block;
	int i;

	init_completion(done);
	for (i = 0; i < 20; i++) {
		block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*block), TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		block->done = done;
		KeInitializeTimer(&block->timer);
		KeInitializeDpc(&block->dpc, free_timer, block);
		KeSetTimer(&block->timer, relative(MILLISECOND), &block->dpc);
		ASSERT_IN_TIME(test, done);
	}
	KeFlushQueuedDpcs();
}

/*
 * Expiry on one CPU against the end of the block on another. KASAN tells of an expiry that touches
 * the timer, or of an insertion that touches the DPC, once that is queued.
 */
#define RACED_TIMERS 4000

struct timer_race {
	int expiring, freeing;		/* CPUs */
	KDPC busy;
	atomic_t freed;
	int set;
	struct raced_block {
		KTIMER timer;
		KDPC dpc;
		struct timer_race *race;
	} *block[RACED_TIMERS];
};

static VOID free_raced_block(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct raced_block *block = context;
	struct timer_race *race = block->race;

	/* Not by way of the pool, whose checks would leave the expiry more time. */
	kfree(block);
	atomic_inc(&race->freed);
}

/* Keeps its CPU in DPCs, so that those that come meanwhile do not wait for an interrupt. */
static VOID stay_in_dpcs(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct timer_race *race = context;

	if (atomic_read(&race->freed) < READ_ONCE(race->set))
		KeInsertQueueDpc(dpc, NULL, NULL);
}

/* All are due at once, so that one interrupt expires them, on this CPU. */
static void set_raced_timers(void *data)
{
	struct timer_race *race = data;
	LARGE_INTEGER due;
	int i;

	KeQuerySystemTime(&due);
	due.QuadPart += 200 * MILLISECOND;
	for (i = 0; i < race->set; i++)
		KeSetTimer(&race->block[i]->timer, due, &race->block[i]->dpc);
}

static struct timer_race *new_timer_race(struct kunit *test, int timers)
{
	struct timer_race *race = case_alloc_type(test, struct timer_race);
	int i;

	race->expiring = cpumask_first(cpu_online_mask);
	race->freeing = cpumask_any_but(cpu_online_mask, race->expiring);
	for (i = 0; i < timers; i++) {
		struct raced_block *block = kmalloc(sizeof(*block), GFP_KERNEL);

		if (!block)
			break;
		block->race = race;
		KeInitializeTimer(&block->timer);
		KeInitializeDpc(&block->dpc, free_raced_block, block);
		KeSetTargetProcessorDpc(&block->dpc, race->freeing);
		race->block[i] = block;
	}
	race->set = i;
	return race;
}

static void dispatcher_test_timer_is_freed_in_its_dpc_elsewhere(struct kunit *test)
{
	struct timer_race *race;

	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	race = new_timer_race(test, RACED_TIMERS);
	KeInitializeDpc(&race->busy, stay_in_dpcs, race);
	KeSetTargetProcessorDpc(&race->busy, race->freeing);
	KeInsertQueueDpc(&race->busy, NULL, NULL);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(race->expiring, set_raced_timers, race));
	ASSERT_COUNT(test, &race->freed, race->set);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, race->set, RACED_TIMERS);
	EXPECT_NO_REPORT(test);
}

#ifdef CONFIG_KPROBES
static struct timer_race *stopped_race;
static int stops;

/*
 * Where the expiry raises the softirq of the DPC that it has just queued, it is made to wait until
 * the block has been freed, or for a second.
 */
static int stop_expiry(struct kprobe *probe, struct pt_regs *registers)
{
	const u64 end = ktime_get_mono_fast_ns() + NSEC_PER_SEC;

	if (!ww_in_hardirq() || raw_smp_processor_id() != stopped_race->expiring)
		return 0;
	stops++;
	while (!atomic_read(&stopped_race->freed) && ktime_get_mono_fast_ns() < end)
		cpu_relax();
	return 0;
}

/* What was taken off its queue again will not be called. */
static void remove_and_free(void *data)
{
	struct timer_race *race = data;
	unsigned long deadline = jiffies + DEADLINE;

	while (!KeRemoveQueueDpc(&race->block[0]->dpc)) {
		if (time_after(jiffies, deadline))
			return;
		cond_resched();
	}
	free_raced_block(NULL, race->block[0], NULL, NULL);
}

static void remove_and_free_there(void *data)
{
	struct timer_race *race = data;

	run_on_cpu(race->freeing, remove_and_free, race);
}
#endif

static void dispatcher_test_timer_is_freed_once_its_dpc_is_queued(struct kunit *test)
{
#ifdef CONFIG_KPROBES
	struct kprobe probe = { .symbol_name = "ww_dpc_raise", .pre_handler = stop_expiry };

	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	stopped_race = new_timer_race(test, 1);
	stops = 0;
	KUNIT_ASSERT_EQ(test, register_kprobe(&probe), 0);
	spawn(test, remove_and_free_there, stopped_race);
	run_on_cpu(stopped_race->expiring, set_raced_timers, stopped_race);
	join(test);
	unregister_kprobe(&probe);
	KUNIT_EXPECT_EQ(test, atomic_read(&stopped_race->freed), 1);
	KUNIT_EXPECT_EQ(test, stops, 1);
	EXPECT_NO_REPORT(test);
#else
	kunit_skip(test, "no CONFIG_KPROBES");
#endif
}

/* ---- threads ------------------------------------------------------------------------------ */

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
	/* A handle is gone when it is closed, and the thread is not. */
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(ZwClose(handle)));
	return thread;
}

static void dispatcher_test_thread_runs_and_is_waited_for(struct kunit *test)
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

static void dispatcher_test_thread_may_return(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, returning_routine, run);

	ASSERT_IN_TIME(test, &run->started);
	complete(&run->go);
	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	ObDereferenceObject(thread);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_thread_has_a_priority(struct kunit *test)
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

/* That is no object. */
static void dispatcher_test_priority_of_any_other_task(struct kunit *test)
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

static void dispatcher_test_no_thread_is_reported(struct kunit *test)
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

static void dispatcher_test_thread_that_ends_raised_is_reported(struct kunit *test)
{
	struct thread_run *run = case_alloc_type(test, struct thread_run);
	PVOID thread = start_system_thread(test, end_raised, run);

	KUNIT_EXPECT_EQ(test, wait_long(thread), STATUS_SUCCESS);
	EXPECT_REPORT(test, "PsTerminateSystemThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, ANY);
	ObDereferenceObject(thread);
}

static void dispatcher_test_bad_handle_is_refused(struct kunit *test)
{
	PVOID object = test;

	KUNIT_EXPECT_EQ(test, ZwClose((HANDLE)0x12345678), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ZwClose(NULL), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle((HANDLE)0x12345678, THREAD_ALL_ACCESS,
							*PsThreadType, KernelMode, &object, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_PTR_EQ(test, object, (PVOID)NULL);
}

/* ---- spin locks --------------------------------------------------------------------------- */

struct spin_run {
	KSPIN_LOCK lock;
	long value;			/* under lock */
	BOOLEAN taken;
	struct completion held;
	struct completion go;
};

static void add_under_spin_lock(void *data)
{
	struct spin_run *run = data;
	KLOCK_QUEUE_HANDLE handle;
	KIRQL irql;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		KeAcquireSpinLock(&run->lock, &irql);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseSpinLock(&run->lock, irql);
		KeAcquireInStackQueuedSpinLock(&run->lock, &handle);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseInStackQueuedSpinLock(&handle);
	}
}

static void dispatcher_test_spin_lock_excludes(struct kunit *test)
{
	struct spin_run *run = case_alloc_type(test, struct spin_run);
	int i;

	KeInitializeSpinLock(&run->lock);
	for (i = 0; i < 3; i++)
		spawn(test, add_under_spin_lock, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 3L * 2 * EXCLUSION_ROUNDS);
	EXPECT_NO_REPORT(test);
}

static void try_spin_lock(void *data)
{
	struct spin_run *run = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	run->taken = KeTryToAcquireSpinLockAtDpcLevel(&run->lock);
	if (run->taken)
		KeReleaseSpinLockFromDpcLevel(&run->lock);
	KeLowerIrql(irql);
}

static VOID try_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	try_spin_lock(context);
	complete(argument1);
}

static void dispatcher_test_spin_lock_is_tried(struct kunit *test)
{
	struct spin_run *run = case_alloc_type(test, struct spin_run);
	struct completion *tried = case_alloc_type(test, struct completion);
	PKDPC dpc = case_alloc_type(test, KDPC);
	unsigned long spins = 0;
	KIRQL irql;
	int here;

	KeInitializeSpinLock(&run->lock);
	try_spin_lock(run);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(&run->lock), (int)TRUE);
	if (num_online_cpus() < 2)
		return;
	init_completion(tried);
	KeInitializeDpc(dpc, try_in_dpc, run);
	KeAcquireSpinLock(&run->lock, &irql);
	here = raw_smp_processor_id();
	KeSetTargetProcessorDpc(dpc, cpumask_any_but(cpu_online_mask, here));
	KeInsertQueueDpc(dpc, tried, NULL);
	while (!completion_done(tried) && spins++ < 10000000)
		KeStallExecutionProcessor(1);
	KeReleaseSpinLock(&run->lock, irql);
	ASSERT_IN_TIME(test, tried);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)FALSE);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_spin_lock_taken_twice_is_reported(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL outer, inner;

	KeInitializeSpinLock(lock);
	KeAcquireSpinLock(lock, &outer);
	KeAcquireSpinLock(lock, &inner);
	KeReleaseSpinLock(lock, inner);
	KeReleaseSpinLock(lock, outer);
	EXPECT_REPORT(test, "KeAcquireSpinLock", 0x0f, lock, ANY, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(lock), (int)TRUE);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void dispatcher_test_spin_lock_not_held_is_not_released(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL irql;

	KeInitializeSpinLock(lock);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeReleaseSpinLockFromDpcLevel(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeReleaseSpinLockFromDpcLevel", 0x10, lock, ANY, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(lock), (int)TRUE);
}

static void dispatcher_test_spin_lock_below_dispatch_is_reported(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL held;

	KeInitializeSpinLock(lock);
	KeAcquireSpinLockAtDpcLevel(lock);
	held = KeGetCurrentIrql();
	KeReleaseSpinLockFromDpcLevel(lock);
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeAcquireSpinLockAtDpcLevel", BUGCHECK_VERIFIER, 0x40, PASSIVE_LEVEL,
		      lock, ANY, lock);
}

/* ---- fast mutexes ------------------------------------------------------------------------- */

struct fast_run {
	FAST_MUTEX mutex;
	long value;			/* under mutex */
	BOOLEAN taken;
};

static void try_fast_mutex(void *data)
{
	struct fast_run *run = data;

	run->taken = ExTryToAcquireFastMutex(&run->mutex);
	if (run->taken)
		ExReleaseFastMutex(&run->mutex);
}

static void dispatcher_test_fast_mutex_raises_to_apc_level(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);
	KIRQL held;

	ExInitializeFastMutex(&run->mutex);
	ExAcquireFastMutex(&run->mutex);
	held = KeGetCurrentIrql();
	spawn(test, try_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)FALSE);
	ExReleaseFastMutex(&run->mutex);
	KUNIT_EXPECT_EQ(test, held, APC_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	spawn(test, try_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)TRUE);
	ExAcquireFastMutexUnsafe(&run->mutex);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	ExReleaseFastMutexUnsafe(&run->mutex);
	EXPECT_NO_REPORT(test);
}

static void add_under_fast_mutex(void *data)
{
	struct fast_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquireFastMutex(&run->mutex);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		ExReleaseFastMutex(&run->mutex);
	}
}

static void dispatcher_test_fast_mutex_excludes(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);
	int i;

	ExInitializeFastMutex(&run->mutex);
	for (i = 0; i < 4; i++)
		spawn(test, add_under_fast_mutex, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 4L * EXCLUSION_ROUNDS);
	EXPECT_NO_REPORT(test);
}

static void release_fast_mutex(void *data)
{
	struct fast_run *run = data;

	ExReleaseFastMutex(&run->mutex);
}

static void dispatcher_test_fast_mutex_release_by_another_is_reported(struct kunit *test)
{
	struct fast_run *run = case_alloc_type(test, struct fast_run);

	ExInitializeFastMutex(&run->mutex);
	ExAcquireFastMutex(&run->mutex);
	spawn(test, release_fast_mutex, run);
	join(test);
	EXPECT_REPORT(test, "ExReleaseFastMutex", 0x11, ANY, &run->mutex, ANY, ANY, &run->mutex);
	ExReleaseFastMutex(&run->mutex);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* ---- push locks --------------------------------------------------------------------------- */

struct push_run {
	EX_PUSH_LOCK lock;
	long value, copy;		/* under lock; the same when nobody owns it exclusively */
	atomic_t unlike;
	struct completion exclusive, shared;
};

static struct push_run *push_run(struct kunit *test)
{
	struct push_run *run = case_alloc_type(test, struct push_run);

	ExInitializePushLock(&run->lock);
	init_completion(&run->exclusive);
	init_completion(&run->shared);
	return run;
}

static void own_exclusively(void *data)
{
	struct push_run *run = data;

	ExAcquirePushLockExclusive(&run->lock);
	ExReleasePushLockExclusive(&run->lock);
	complete(&run->exclusive);
}

static void own_shared(void *data)
{
	struct push_run *run = data;

	ExAcquirePushLockShared(&run->lock);
	ExReleasePushLockShared(&run->lock);
	complete(&run->shared);
}

static void write_under_push_lock(void *data)
{
	struct push_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquirePushLockExclusive(&run->lock);
		run->value++;
		cond_resched();
		run->copy++;
		ExReleasePushLockExclusive(&run->lock);
	}
}

static void read_under_push_lock(void *data)
{
	struct push_run *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquirePushLockShared(&run->lock);
		if (run->value != run->copy)
			atomic_inc(&run->unlike);
		ExReleasePushLockShared(&run->lock);
	}
}

static void dispatcher_test_push_lock_excludes(struct kunit *test)
{
	struct push_run *run = push_run(test);
	int i;

	for (i = 0; i < 2; i++) {
		spawn(test, write_under_push_lock, run);
		spawn(test, read_under_push_lock, run);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 2L * EXCLUSION_ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->unlike), 0);
	KUNIT_EXPECT_EQ(test, run->lock, 0UL);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_push_lock_has_many_shared_owners(struct kunit *test)
{
	struct push_run *run = push_run(test);

	ExAcquirePushLockShared(&run->lock);
	spawn(test, own_shared, run);
	EXPECT_IN_TIME(test, &run->shared);
	ExReleasePushLockShared(&run->lock);
	ExAcquirePushLockExclusive(&run->lock);
	spawn(test, own_shared, run);
	EXPECT_WAITS(test, &run->shared);
	ExReleasePushLockExclusive(&run->lock);
	EXPECT_IN_TIME(test, &run->shared);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_push_lock_awaited_has_no_new_shared_owner(struct kunit *test)
{
	struct push_run *run = push_run(test);

	ExAcquirePushLockShared(&run->lock);
	ExAcquirePushLockShared(&run->lock);
	spawn(test, own_exclusively, run);
	EXPECT_WAITS(test, &run->exclusive);
	ExReleasePushLockShared(&run->lock);
	EXPECT_WAITS(test, &run->exclusive);
	spawn(test, own_shared, run);
	EXPECT_WAITS(test, &run->shared);
	ExReleasePushLockShared(&run->lock);
	EXPECT_IN_TIME(test, &run->exclusive);
	EXPECT_IN_TIME(test, &run->shared);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_push_lock_release_without_ownership_is_reported(struct kunit *test)
{
	struct push_run *run = push_run(test);
	PEX_PUSH_LOCK lock = &run->lock;

	ExReleasePushLockExclusive(lock);
	EXPECT_REPORT(test, "ExReleasePushLockExclusive", 0xe3, lock, ANY, 0, 0, lock);
	ExReleasePushLockShared(lock);
	EXPECT_REPORT(test, "ExReleasePushLockShared", 0xe3, lock, ANY, 0, 0, lock);
	ExAcquirePushLockShared(lock);
	ExReleasePushLockExclusive(lock);
	EXPECT_REPORT(test, "ExReleasePushLockExclusive", 0xe3, lock, ANY, 0, 0, lock);
	spawn(test, own_exclusively, run);
	EXPECT_WAITS(test, &run->exclusive);
	ExReleasePushLockShared(lock);
	EXPECT_IN_TIME(test, &run->exclusive);
	ExAcquirePushLockExclusive(lock);
	ExReleasePushLockShared(lock);
	EXPECT_REPORT(test, "ExReleasePushLockShared", 0xe3, lock, ANY, 0, 0, lock);
	ExReleasePushLockExclusive(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_push_lock_above_apc_level_is_reported(struct kunit *test)
{
	struct push_run *run = push_run(test);
	PEX_PUSH_LOCK lock = &run->lock;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExAcquirePushLockExclusive(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExAcquirePushLockExclusive", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      DISPATCH_LEVEL, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	KeRaiseIrql(APC_LEVEL, &irql);
	ExAcquirePushLockShared(lock);
	KeLowerIrql(irql);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExReleasePushLockShared(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExReleasePushLockShared", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      DISPATCH_LEVEL, ANY, ANY, lock);
	ExReleasePushLockShared(lock);
	KUNIT_EXPECT_EQ(test, *lock, 0UL);
	EXPECT_NO_REPORT(test);
}

/* ---- rundown protection ------------------------------------------------------------------- */

static void dispatcher_test_rundown_without_users(struct kunit *test)
{
	PEX_RUNDOWN_REF rundown = case_alloc_type(test, EX_RUNDOWN_REF);

	ExInitializeRundownProtection(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)TRUE);
	ExReleaseRundownProtection(rundown);
	ExWaitForRundownProtectionRelease(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)FALSE);
	ExReInitializeRundownProtection(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)TRUE);
	ExReleaseRundownProtection(rundown);
	ExRundownCompleted(rundown);
	KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(rundown), (int)FALSE);
	EXPECT_NO_REPORT(test);
}

struct rundown_run {
	EX_RUNDOWN_REF rundown;
	atomic_t waited;
};

static void wait_for_rundown(void *data)
{
	struct rundown_run *run = data;

	ExWaitForRundownProtectionRelease(&run->rundown);
	atomic_inc(&run->waited);
}

static void dispatcher_test_rundown_waits_for_the_last_user(struct kunit *test)
{
	struct rundown_run *run = case_alloc_type(test, struct rundown_run);
	unsigned long deadline = jiffies + DEADLINE;
	int users = 2;

	ExInitializeRundownProtection(&run->rundown);
	ExAcquireRundownProtection(&run->rundown);
	ExAcquireRundownProtection(&run->rundown);
	spawn(test, wait_for_rundown, run);
	/* Until the wait has begun; from then on nobody gets in. */
	while (ExAcquireRundownProtection(&run->rundown) && time_before(jiffies, deadline)) {
		ExReleaseRundownProtection(&run->rundown);
		usleep_range(100, 200);
	}
	while (users--) {
		KUNIT_EXPECT_EQ(test, atomic_read(&run->waited), 0);
		KUNIT_EXPECT_EQ(test, (int)ExAcquireRundownProtection(&run->rundown), (int)FALSE);
		ExReleaseRundownProtection(&run->rundown);
	}
	ASSERT_COUNT(test, &run->waited, 1);
	EXPECT_NO_REPORT(test);
}

/* ---- remove locks ------------------------------------------------------------------------- */

struct remove_run {
	IO_REMOVE_LOCK lock;
	NTSTATUS status;
	atomic_t uses;
	struct completion removed;
};

static struct remove_run *remove_run(struct kunit *test)
{
	struct remove_run *run = case_alloc_type(test, struct remove_run);

	IoInitializeRemoveLock(&run->lock, TAG, 0, 0);
	init_completion(&run->removed);
	return run;
}

static void acquire_remove_lock(void *data)
{
	struct remove_run *run = data;

	run->status = IoAcquireRemoveLock(&run->lock, run);
}

static void release_remove_lock(void *data)
{
	struct remove_run *run = data;

	IoReleaseRemoveLock(&run->lock, run);
}

static void remove_device(void *data)
{
	struct remove_run *run = data;

	IoReleaseRemoveLockAndWait(&run->lock, run);
	complete(&run->removed);
}

static void dispatcher_test_remove_lock_without_other_users(struct kunit *test)
{
	struct remove_run *run = remove_run(test);

	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	release_remove_lock(run);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	remove_device(run);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_remove_lock_waits_for_the_last_user(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	int users = 2;

	acquire_remove_lock(run);
	acquire_remove_lock(run);
	acquire_remove_lock(run);
	spawn(test, remove_device, run);
	while (users--) {
		EXPECT_WAITS(test, &run->removed);
		acquire_remove_lock(run);
		KUNIT_EXPECT_EQ(test, run->status, STATUS_DELETE_PENDING);
		release_remove_lock(run);
	}
	ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_remove_lock_at_dispatch_level(struct kunit *test)
{
	struct remove_run *run = remove_run(test);

	acquire_remove_lock(run);
	run->status = STATUS_UNSUCCESSFUL;
	KUNIT_ASSERT_TRUE(test, run_in_softirq(acquire_remove_lock, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	spawn(test, remove_device, run);
	EXPECT_WAITS(test, &run->removed);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(release_remove_lock, run));
	ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_remove_lock_at_a_wrong_level_is_reported(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	PIO_REMOVE_LOCK lock = &run->lock;
	KIRQL irql;

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(acquire_remove_lock, run));
	KUNIT_EXPECT_EQ(test, run->status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "IoAcquireRemoveLock", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock, ANY, ANY,
		      ANY, lock);
	acquire_remove_lock(run);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(release_remove_lock, run));
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock, ANY, ANY,
		      ANY, lock);
	KeRaiseIrql(APC_LEVEL, &irql);
	remove_device(run);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, lock,
		      APC_LEVEL, ANY, ANY, lock);
	/* It is acquired once, and not removed. */
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	release_remove_lock(run);
	remove_device(run);
	EXPECT_NO_REPORT(test);
}

static void dispatcher_test_remove_lock_released_too_often_is_reported(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	PIO_REMOVE_LOCK lock = &run->lock;

	release_remove_lock(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_VERIFIER, 0xd5, lock, run, 0, lock);
	remove_device(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_VERIFIER, 0xd6, lock, run, 0,
		      lock);
	acquire_remove_lock(run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	remove_device(run);
	release_remove_lock(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLock", BUGCHECK_VERIFIER, 0xd5, lock, run, 0, lock);
	remove_device(run);
	EXPECT_REPORT(test, "IoReleaseRemoveLockAndWait", BUGCHECK_VERIFIER, 0xd6, lock, run, 0,
		      lock);
	KUNIT_EXPECT_EQ(test, (int)lock->Common.IoCount, 0);
}

static void dispatcher_test_remove_lock_has_several_waiters(struct kunit *test)
{
	struct remove_run *run = remove_run(test);
	int i;

	for (i = 0; i < 4; i++)
		acquire_remove_lock(run);
	for (i = 0; i < 2; i++) {
		spawn(test, remove_device, run);
		EXPECT_WAITS(test, &run->removed);
	}
	release_remove_lock(run);
	/* The last acquisition is the third one's who wants to wait, and lets all go. */
	remove_device(run);
	for (i = 0; i < 3; i++)
		ASSERT_IN_TIME(test, &run->removed);
	EXPECT_NO_REPORT(test);
}

static void use_remove_lock(void *data)
{
	struct remove_run *run = data;

	while (IoAcquireRemoveLock(&run->lock, NULL) == STATUS_SUCCESS) {
		atomic_inc(&run->uses);
		IoReleaseRemoveLock(&run->lock, NULL);
		cond_resched();
	}
}

/* The device goes as soon as nobody uses it; KASAN tells who still touches the lock. */
static void dispatcher_test_remove_lock_goes_with_its_device(struct kunit *test)
{
	struct remove_run *run;
	int i;

	for (i = 0; i < 50; i++) {
		run = kzalloc(sizeof(*run), GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run);
		IoInitializeRemoveLock(&run->lock, TAG, 0, 0);
		init_completion(&run->removed);
		acquire_remove_lock(run);
		acquire_remove_lock(run);
		spawn(test, release_remove_lock, run);
		remove_device(run);
		kfree(run);
	}
	run = remove_run(test);
	acquire_remove_lock(run);
	spawn(test, use_remove_lock, run);
	spawn(test, use_remove_lock, run);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&run->uses, EXCLUSION_ROUNDS));
	remove_device(run);
	KUNIT_EXPECT_EQ(test, (int)run->lock.Common.IoCount, 0);
	join(test);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case dispatcher_cases[] = {
	KUNIT_CASE(dispatcher_test_notification_event_stays_set),
	KUNIT_CASE(dispatcher_test_event_can_begin_set),
	KUNIT_CASE(dispatcher_test_synchronization_event_resets_itself),
	KUNIT_CASE(dispatcher_test_notification_event_wakes_all),
	KUNIT_CASE(dispatcher_test_synchronization_event_wakes_one),
	KUNIT_CASE(dispatcher_test_event_is_set_at_dispatch_level),
	KUNIT_CASE(dispatcher_test_event_above_dispatch_level_is_refused),
	KUNIT_CASE(dispatcher_test_event_is_freed_by_its_waiter),
	KUNIT_CASE(dispatcher_test_wait_times_out),
	KUNIT_CASE(dispatcher_test_wait_at_dispatch_level_is_refused),
	KUNIT_CASE(dispatcher_test_wait_for_any_of_several),
	KUNIT_CASE(dispatcher_test_wait_for_all_of_several),
	KUNIT_CASE(dispatcher_test_wait_for_too_many_is_reported),
	KUNIT_CASE(dispatcher_test_wait_for_no_object_is_reported),
	KUNIT_CASE(dispatcher_test_delay_sleeps_at_least_as_long),
	KUNIT_CASE(dispatcher_test_mutex_belongs_to_its_owner),
	KUNIT_CASE(dispatcher_test_mutex_release_by_another_is_reported),
	KUNIT_CASE(dispatcher_test_mutex_excludes),
	KUNIT_CASE(dispatcher_test_semaphore_counts),
	KUNIT_CASE(dispatcher_test_semaphore_limit_is_reported),
	KUNIT_CASE(dispatcher_test_semaphore_lets_as_many_go),
	KUNIT_CASE(dispatcher_test_dpc_runs_at_dispatch_level),
	KUNIT_CASE(dispatcher_test_dpc_is_queued_once),
	KUNIT_CASE(dispatcher_test_flush_waits_for_all_dpcs),
	KUNIT_CASE(dispatcher_test_dpc_runs_on_its_processor),
	KUNIT_CASE(dispatcher_test_dpc_inserts_itself_again),
	KUNIT_CASE(dispatcher_test_dpc_is_freed_in_its_routine),
	KUNIT_CASE(dispatcher_test_important_dpc_goes_first),
	KUNIT_CASE(dispatcher_test_dpc_is_inserted_in_a_hard_interrupt),
	KUNIT_CASE(dispatcher_test_dpc_that_keeps_a_lock_is_reported),
	KUNIT_CASE(dispatcher_test_waiting_dpc_asks_for_the_processor),
	KUNIT_CASE(dispatcher_test_dpcs_have_no_watchdog),
	KUNIT_CASE(dispatcher_test_timer_runs_its_dpc_once),
	KUNIT_CASE(dispatcher_test_timer_is_waited_for),
	KUNIT_CASE(dispatcher_test_timer_of_an_absolute_time),
	KUNIT_CASE(dispatcher_test_timer_is_cancelled),
	KUNIT_CASE(dispatcher_test_timer_is_set_anew),
	KUNIT_CASE(dispatcher_test_periodic_timer_goes_on_until_cancelled),
	KUNIT_CASE(dispatcher_test_many_timers_expire_each_once),
	KUNIT_CASE(dispatcher_test_timer_is_freed_in_its_dpc),
	KUNIT_CASE(dispatcher_test_timer_is_freed_in_its_dpc_elsewhere),
	KUNIT_CASE(dispatcher_test_timer_is_freed_once_its_dpc_is_queued),
	KUNIT_CASE(dispatcher_test_thread_runs_and_is_waited_for),
	KUNIT_CASE(dispatcher_test_thread_may_return),
	KUNIT_CASE(dispatcher_test_thread_has_a_priority),
	KUNIT_CASE(dispatcher_test_priority_of_any_other_task),
	KUNIT_CASE(dispatcher_test_no_thread_is_reported),
	KUNIT_CASE(dispatcher_test_thread_that_ends_raised_is_reported),
	KUNIT_CASE(dispatcher_test_bad_handle_is_refused),
	KUNIT_CASE(dispatcher_test_spin_lock_excludes),
	KUNIT_CASE(dispatcher_test_spin_lock_is_tried),
	KUNIT_CASE(dispatcher_test_spin_lock_taken_twice_is_reported),
	KUNIT_CASE(dispatcher_test_spin_lock_not_held_is_not_released),
	KUNIT_CASE(dispatcher_test_spin_lock_below_dispatch_is_reported),
	KUNIT_CASE(dispatcher_test_fast_mutex_raises_to_apc_level),
	KUNIT_CASE(dispatcher_test_fast_mutex_excludes),
	KUNIT_CASE(dispatcher_test_fast_mutex_release_by_another_is_reported),
	KUNIT_CASE(dispatcher_test_push_lock_excludes),
	KUNIT_CASE(dispatcher_test_push_lock_has_many_shared_owners),
	KUNIT_CASE(dispatcher_test_push_lock_awaited_has_no_new_shared_owner),
	KUNIT_CASE(dispatcher_test_push_lock_release_without_ownership_is_reported),
	KUNIT_CASE(dispatcher_test_push_lock_above_apc_level_is_reported),
	KUNIT_CASE(dispatcher_test_rundown_without_users),
	KUNIT_CASE(dispatcher_test_rundown_waits_for_the_last_user),
	KUNIT_CASE(dispatcher_test_remove_lock_without_other_users),
	KUNIT_CASE(dispatcher_test_remove_lock_waits_for_the_last_user),
	KUNIT_CASE(dispatcher_test_remove_lock_at_dispatch_level),
	KUNIT_CASE(dispatcher_test_remove_lock_at_a_wrong_level_is_reported),
	KUNIT_CASE(dispatcher_test_remove_lock_released_too_often_is_reported),
	KUNIT_CASE(dispatcher_test_remove_lock_has_several_waiters),
	KUNIT_CASE(dispatcher_test_remove_lock_goes_with_its_device),
	{}
};

WINWORK_SUITE(dispatcher);
