/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_timer: timers of the framework.
 */
#include "wdf_case.h"

#define A_LONG_TIME WDF_REL_TIMEOUT_IN_SEC(3600)
#define SOON WDF_REL_TIMEOUT_IN_MS(1)

typedef struct {
	struct run *run;
	LONGLONG again;		/* the routine starts its timer again while it is below 0 */
	BOOLEAN was_set;	/* what the routine's call returned */
	void (*inside)(WDFTIMER timer);	/* what the routine does besides; or NULL */
} TIMER_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(TIMER_CONTEXT, timer_context)

/* Records its run. The last one of @limit completes @done. */
static VOID expire(WDFTIMER timer)
{
	TIMER_CONTEXT *context = timer_context(timer);
	struct run *run = context->run;
	int runs = atomic_inc_return(&run->runs);

	run->irql = KeGetCurrentIrql();
	run->system_thread = run->irql == PASSIVE_LEVEL && current->mm == NULL;
	if (context->inside)
		context->inside(timer);
	else if (context->again && runs < run->limit)
		WdfTimerStart(timer, context->again);
	atomic_inc(&run->finished);
	if (runs == run->limit)
		complete(&run->done);
}

static void count_timer_cleanup(WDFOBJECT object)
{
	struct run *run = timer_context(object)->run;

	/* The deletion has not waited for a routine that has not finished by now. */
	if (atomic_read(&run->runs) != atomic_read(&run->finished))
		atomic_inc(&run->failures);
	run->parent = WdfTimerGetParentObject((WDFTIMER)object);
	atomic_inc(&run->cleanups);
}

/* Attributes of a timer below @parent. */
static void timer_attributes(WDF_OBJECT_ATTRIBUTES *attributes, WDFOBJECT parent, bool passive)
{
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, TIMER_CONTEXT);
	attributes->ParentObject = parent;
	attributes->EvtCleanupCallback = count_timer_cleanup;
	if (passive)
		attributes->ExecutionLevel = WdfExecutionLevelPassive;
}

static WDFTIMER new_timer(struct kunit *test, WDFOBJECT parent, ULONG period, bool passive,
			  bool serialised, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_TIMER_CONFIG config;
	WDFTIMER timer = NULL;

	timer_attributes(&attributes, parent, passive);
	if (period)
		WDF_TIMER_CONFIG_INIT_PERIODIC(&config, expire, period);
	else
		WDF_TIMER_CONFIG_INIT(&config, expire);
	config.AutomaticSerialization = serialised;
	ASSERT_SUCCESS(test, WdfTimerCreate(&config, &attributes, &timer));
	timer_context(timer)->run = run;
	if (!run->limit)
		run->limit = 1;
	return timer;
}

/* row 356 */
static void wdf_timer_test_once(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, false, false, run);

	KUNIT_EXPECT_PTR_EQ(test, WdfTimerGetParentObject(timer), (WDFOBJECT)wdf.device);
	KUNIT_EXPECT_FALSE(test, WdfTimerStart(timer, SOON));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)DISPATCH_LEVEL);
	KUNIT_EXPECT_FALSE(test, WdfTimerStop(timer, TRUE));

	KUNIT_EXPECT_FALSE(test, WdfTimerStart(timer, A_LONG_TIME));
	KUNIT_EXPECT_TRUE(test, WdfTimerStart(timer, A_LONG_TIME));
	KUNIT_EXPECT_TRUE(test, WdfTimerStop(timer, FALSE));
	KUNIT_EXPECT_FALSE(test, WdfTimerStop(timer, FALSE));
	KUNIT_EXPECT_FALSE(test, WdfTimerStart(timer, A_LONG_TIME));
	KUNIT_EXPECT_TRUE(test, WdfTimerStop(timer, TRUE));
	WdfObjectDelete(timer);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	KUNIT_EXPECT_NULL(test, run->parent);
}

/* row 356: an absolute due time that is in the past */
static void wdf_timer_test_absolute_due_time(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, false, false, run);

	WdfTimerStart(timer, 1);
	ASSERT_IN_TIME(test, &run->done);
	WdfObjectDelete(timer);
}

/* Waits until a timer that is due after the one of the case may have expired has expired. */
static void wait_a_period(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, false, false, run);

	WdfTimerStart(timer, WDF_REL_TIMEOUT_IN_MS(5));
	ASSERT_IN_TIME(test, &run->done);
	WdfObjectDelete(timer);
}

/* row 356 */
static void wdf_timer_test_periodic(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer;
	int runs;

	run->limit = 4;
	timer = new_timer(test, wdf.device, 1, false, false, run);
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	WdfTimerStop(timer, TRUE);
	runs = atomic_read(&run->runs);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), runs);
	wait_a_period(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), runs);

	/* The deletion stops it, too. */
	run->limit = runs + 2;
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	WdfObjectDelete(timer);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	runs = atomic_read(&run->runs);
	wait_a_period(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), runs);
}

/* row 356 */
static void wdf_timer_test_restart_in_its_routine(struct kunit *test)
{
	int passive;

	for (passive = 0; passive < 2; passive++) {
		struct run *run = new_run(test);
		WDFTIMER timer;

		run->limit = 4;
		timer = new_timer(test, wdf.device, 0, passive, false, run);
		timer_context(timer)->again = SOON;
		WdfTimerStart(timer, SOON);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)(passive ? PASSIVE_LEVEL : DISPATCH_LEVEL));
		KUNIT_EXPECT_EQ(test, run->system_thread, passive);
		WdfObjectDelete(timer);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), 4);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	}
}

/* A timer without a routine expires all the same. */
static void wdf_timer_test_without_a_routine(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_TIMER_CONFIG config;
	WDFTIMER timer = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.device;
	WDF_TIMER_CONFIG_INIT(&config, NULL);
	ASSERT_SUCCESS(test, WdfTimerCreate(&config, &attributes, &timer));
	WdfTimerStart(timer, SOON);
	wait_a_period(test);
	KUNIT_EXPECT_FALSE(test, WdfTimerStop(timer, FALSE));
	WdfObjectDelete(timer);
}

/* ---- waiting ------------------------------------------------------------------------------- */

static void start_and_stay(WDFTIMER timer)
{
	struct run *run = timer_context(timer)->run;

	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	timer_context(timer)->was_set = WdfTimerStart(timer, SOON);
}

/* A call of another thread for the timer. */
struct caller {
	WDFTIMER timer;
	BOOLEAN result;
	struct completion done;
};

static void stop_timer(void *data)
{
	struct caller *caller = data;

	caller->result = WdfTimerStop(caller->timer, TRUE);
	complete(&caller->done);
}

static void delete_timer(void *data)
{
	struct caller *caller = data;

	WdfObjectDelete(caller->timer);
	complete(&caller->done);
}

/* Has a thread make a call that waits for the routine of @timer, which then starts the timer. */
static struct caller *call_during_the_routine(struct kunit *test, WDFTIMER timer,
					      void (*function)(void *data))
{
	struct caller *caller = case_alloc_type(test, struct caller);
	struct run *run = timer_context(timer)->run;

	init_completion(&caller->done);
	caller->timer = timer;
	timer_context(timer)->inside = start_and_stay;
	WdfTimerStart(timer, SOON);
	KUNIT_EXPECT_TRUE(test, in_time(&run->started));
	spawn(test, function, caller);
	EXPECT_WAITS(test, &caller->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete(&run->go);
	KUNIT_EXPECT_TRUE(test, in_time(&caller->done));
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	return caller;
}

/* row 357: the call waits for the routine, whose start of the timer is ignored */
static void wdf_timer_test_stop_waits(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, true, false, run);
	struct caller *caller = call_during_the_routine(test, timer, stop_timer);

	KUNIT_EXPECT_FALSE(test, timer_context(timer)->was_set);
	KUNIT_EXPECT_TRUE(test, caller->result);
	wait_a_period(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);

	/* After the call a start is not ignored any more. */
	timer_context(timer)->inside = NULL;
	run->limit = 2;
	WdfTimerStart(timer, SOON);
	ASSERT_COUNT(test, &run->finished, 2);
	WdfObjectDelete(timer);
	EXPECT_NO_REPORT(test);
}

/* row 357: the deletion waits, and a start meanwhile is reported */
static void wdf_timer_test_deletion_waits(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, true, false, run);

	call_during_the_routine(test, timer, delete_timer);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	EXPECT_VIOLATION(test, "WdfTimerStart", OBJECT_ERROR, timer);
}

static void stop_oneself(WDFTIMER timer)
{
	timer_context(timer)->was_set = WdfTimerStop(timer, TRUE);
}

/* row 357 */
static void wdf_timer_test_routine_that_waits_for_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 0, true, false, run);

	timer_context(timer)->inside = stop_oneself;
	timer_context(timer)->was_set = TRUE;
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_FALSE(test, timer_context(timer)->was_set);
	EXPECT_VIOLATION(test, "WdfTimerStop", VERIFIER_FATAL_ERROR, timer);
	WdfObjectDelete(timer);

	/* At DISPATCH_LEVEL no call may wait. */
	run = new_run(test);
	timer = new_timer(test, wdf.device, 0, false, false, run);
	timer_context(timer)->inside = stop_oneself;
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REPORT(test, "WdfTimerStop", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL,
		      ANY, ANY, timer);
	WdfObjectDelete(timer);
}

static void delete_oneself(WDFTIMER timer)
{
	WdfObjectDelete(timer);
}

/* The period is over before the deletion, which a thread does, can have stopped the timer. */
static void delete_oneself_and_expire(WDFTIMER timer)
{
	const ULONGLONG start = KeQueryInterruptTime();

	WdfObjectDelete(timer);
	while (KeQueryInterruptTime() - start < 30 * 10000)
		cpu_relax();
}

/* row 357 */
static void wdf_timer_test_routine_that_deletes_its_timer(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer = new_timer(test, wdf.device, 1, false, false, run);

	timer_context(timer)->inside = delete_oneself_and_expire;
	WdfTimerStart(timer, SOON);
	ASSERT_COUNT(test, &run->cleanups, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	EXPECT_NO_REPORT(test);

	run = new_run(test);
	timer = new_timer(test, wdf.device, 0, true, false, run);
	timer_context(timer)->inside = delete_oneself;
	WdfTimerStart(timer, SOON);
	ASSERT_COUNT(test, &run->cleanups, 1);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WdfObjectDelete", VERIFIER_FATAL_ERROR, timer);
}

static void delete_the_parent(WDFTIMER timer)
{
	WdfObjectDelete(WdfTimerGetParentObject(timer));
}

/* row 357: a serialised routine deletes the object whose lock it runs under */
static void wdf_timer_test_routine_that_deletes_its_parent(struct kunit *test)
{
	WDFDEVICE device = serialising_device(test);
	WDF_IO_QUEUE_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	struct run *run = new_run(test);
	WDFQUEUE queue = NULL;
	WDFTIMER timer;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.SynchronizationScope = WdfSynchronizationScopeQueue;
	WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(device, &config, &attributes, &queue));
	timer = new_timer(test, queue, 0, true, true, run);
	timer_context(timer)->inside = delete_the_parent;
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	ASSERT_COUNT(test, &run->cleanups, 1);
	EXPECT_VIOLATION(test, "WdfObjectDelete", VERIFIER_FATAL_ERROR, timer);
	/* It ends when the routine has returned: the device's deletion waits for that. */
	WinworkWdfRemoveDevice(device);
}

/* ---- serialisation --------------------------------------------------------------------------- */

/* If the thread owns the lock, acquiring it again is reported. */
static void acquire_the_lock_of_the_parent(WDFTIMER timer)
{
	WDFOBJECT parent = WdfTimerGetParentObject(timer);

	WdfObjectAcquireLock(parent);
	WdfObjectReleaseLock(parent);
}

/* row 358 */
static void wdf_timer_test_serialised_at_passive_level(struct kunit *test)
{
	WDFDEVICE device = serialising_device(test);
	int serialised;

	for (serialised = 0; serialised < 2; serialised++) {
		struct run *run = new_run(test);
		WDFTIMER timer = new_timer(test, device, 0, true, serialised, run);

		timer_context(timer)->inside = acquire_the_lock_of_the_parent;
		WdfTimerStart(timer, SOON);
		ASSERT_IN_TIME(test, &run->done);
		if (serialised)
			EXPECT_VIOLATION(test, "WdfObjectAcquireLock", RECURSIVE_LOCK, device);
		else
			EXPECT_NO_REPORT(test);
		WdfObjectDelete(timer);
	}
}

/* The routine of a timer, and a thread that acquires the lock meanwhile. */
struct contest {
	WDFDEVICE device;
	atomic_t tries;
	atomic_t acquired;
	bool overlapped;
};

static struct contest *contest;

static void watch_the_lock(WDFTIMER timer)
{
	struct run *run = timer_context(timer)->run;
	int i;

	complete(&run->started);
	for (i = 0; i < 100000 && !atomic_read(&contest->tries); i++)
		udelay(1);
	/* Long enough for the other CPU to get the lock, if nobody held it. */
	for (i = 0; i < 500; i++)
		udelay(1);
	contest->overlapped = atomic_read(&contest->acquired);
}

static void acquire_the_lock(void *data)
{
	struct run *run = data;

	if (!in_time(&run->started))
		return;
	atomic_inc(&contest->tries);
	WdfObjectAcquireLock(contest->device);
	atomic_inc(&contest->acquired);
	WdfObjectReleaseLock(contest->device);
}

/* row 358 */
static void wdf_timer_test_serialised_at_dispatch_level(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFTIMER timer;

	contest = case_alloc_type(test, struct contest);
	contest->device = add_device(test, WdfExecutionLevelDispatch,
				     WdfSynchronizationScopeDevice);
	timer = new_timer(test, contest->device, 0, false, true, run);
	timer_context(timer)->inside = watch_the_lock;
	spawn(test, acquire_the_lock, run);
	WdfTimerStart(timer, SOON);
	ASSERT_IN_TIME(test, &run->done);
	join(test);
	KUNIT_EXPECT_FALSE(test, contest->overlapped);
	KUNIT_EXPECT_EQ(test, atomic_read(&contest->acquired), 1);
	WdfObjectDelete(timer);
}

static NTSTATUS try_timer(WDFOBJECT parent, bool passive, bool serialised)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_TIMER_CONFIG config;
	WDFTIMER timer = NULL;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = parent;
	if (passive)
		attributes.ExecutionLevel = WdfExecutionLevelPassive;
	WDF_TIMER_CONFIG_INIT(&config, expire);
	config.AutomaticSerialization = serialised;
	status = WdfTimerCreate(&config, &attributes, &timer);
	if (NT_SUCCESS(status))
		WdfObjectDelete(timer);
	return status;
}

/* row 358 */
static void wdf_timer_test_levels_of_serialised_timers(struct kunit *test)
{
	WDFDEVICE passive = serialising_device(test);
	WDFDEVICE dispatch = add_device(test, WdfExecutionLevelDispatch,
					WdfSynchronizationScopeDevice);
	WDFDEVICE none = add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone);

	EXPECT_STATUS(test, try_timer(passive, true, true), STATUS_SUCCESS);
	EXPECT_STATUS(test, try_timer(passive, false, false), STATUS_SUCCESS);
	EXPECT_STATUS(test, try_timer(passive, false, true),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	EXPECT_STATUS(test, try_timer(dispatch, false, true), STATUS_SUCCESS);
	EXPECT_STATUS(test, try_timer(dispatch, true, true),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	EXPECT_STATUS(test, try_timer(none, false, true), STATUS_SUCCESS);
	EXPECT_STATUS(test, try_timer(none, true, true), STATUS_SUCCESS);
}

static struct kunit_case wdf_timer_cases[] = {
	KUNIT_CASE(wdf_timer_test_once),
	KUNIT_CASE(wdf_timer_test_absolute_due_time),
	KUNIT_CASE(wdf_timer_test_periodic),
	KUNIT_CASE(wdf_timer_test_restart_in_its_routine),
	KUNIT_CASE(wdf_timer_test_without_a_routine),
	KUNIT_CASE(wdf_timer_test_stop_waits),
	KUNIT_CASE(wdf_timer_test_deletion_waits),
	KUNIT_CASE(wdf_timer_test_routine_that_waits_for_itself),
	KUNIT_CASE(wdf_timer_test_routine_that_deletes_its_timer),
	KUNIT_CASE(wdf_timer_test_routine_that_deletes_its_parent),
	KUNIT_CASE(wdf_timer_test_serialised_at_passive_level),
	KUNIT_CASE(wdf_timer_test_serialised_at_dispatch_level),
	KUNIT_CASE(wdf_timer_test_levels_of_serialised_timers),
	{}
};

WDF_SUITE(wdf_timer);
