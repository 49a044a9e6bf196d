/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_routine: how a routine is called, and routines of several items beside each other.
 */
#include "io_case.h"

#include <linux/delay.h>
#include <linux/mutex.h>

/* ---- arguments and context of a routine --------------------------------------------------- */

static VOID may_sleep_routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	record(run, device, context, NULL);
	run->atomic = irqs_disabled() || in_atomic();
	might_sleep();
	msleep(1);
	complete(&run->done);
}

/* row 42 */
static void io_routine_test_routine_runs_at_passive_level(struct kunit *test)
{
	struct run *run;
	PIO_WORKITEM item = device_item(test);
	const int *type;

	for_each_queue_type(type) {
		run = new_run(test);
		/* Whatever the level of the queue call. */
		local_bh_disable();
		IoQueueWorkItem(item, may_sleep_routine, *type, run);
		local_bh_enable();
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
		KUNIT_EXPECT_FALSE(test, run->atomic);
	}
	IoFreeWorkItem(item);
}

/* row 43 */
static void io_routine_test_routine_runs_in_a_system_thread(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_TRUE(test, run->system_thread);
	KUNIT_EXPECT_PTR_NE(test, run->task, current);
	KUNIT_EXPECT_FALSE(test, run->has_mm);
	IoFreeWorkItem(item);
}

/* row 44 */
static void io_routine_test_routine_gets_the_object_and_the_item(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture->device);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);

	run->object = NULL;
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture->device);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	IoFreeWorkItem(item);
}

static struct run *run_without_context;

static VOID expect_null_context(PDEVICE_OBJECT device, PVOID context)
{
	record(run_without_context, device, context, NULL);
	complete(&run_without_context->done);
}

static VOID expect_null_context_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	record(run_without_context, object, context, item);
	complete(&run_without_context->done);
}

/* row 45: of each of the three functions that queue */
static void io_routine_test_null_context(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	run_without_context = run;
	run->context = run;
	IoQueueWorkItem(item, expect_null_context, DelayedWorkQueue, NULL);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)NULL);
	run->context = run;
	IoQueueWorkItemEx(item, expect_null_context_ex, DelayedWorkQueue, NULL);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)NULL);
	run->context = run;
	KUNIT_ASSERT_EQ(test, (int)try_queue_in_time(item, expect_null_context_ex, DelayedWorkQueue,
						     NULL, PASSIVE_LEVEL), (int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)NULL);
	/* Everything else is as with a context. */
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 3);
	KUNIT_EXPECT_PTR_EQ(test, run->object, (PVOID)fixture_of(test)->device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* ---- several items ------------------------------------------------------------------------ */

#define SEVERAL 40

struct numbered {
	struct run *all;
	int position;
	atomic_t runs;
	PIO_WORKITEM item;
};

static VOID take_number(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct numbered *numbered = context;

	numbered->position = atomic_inc_return(&numbered->all->runs);
	atomic_inc(&numbered->runs);
	complete(&numbered->all->done);
}

/* The number of items that started later than one queued after them. No order is promised. */
static int run_several(struct kunit *test, int (*type_of)(int i))
{
	struct run *all = new_run(test);
	struct numbered *numbered = case_alloc_array(test, SEVERAL, struct numbered);
	int i, overtaken = 0;

	for (i = 0; i < SEVERAL; i++) {
		numbered[i].all = all;
		numbered[i].item = device_item(test);
	}
	for (i = 0; i < SEVERAL; i++)
		IoQueueWorkItemEx(numbered[i].item, take_number, type_of(i), &numbered[i]);
	for (i = 0; i < SEVERAL; i++)
		EXPECT_IN_TIME(test, &all->done);
	KUNIT_ASSERT_EQ(test, atomic_read(&all->runs), SEVERAL);
	for (i = 0; i < SEVERAL; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&numbered[i].runs), 1);
		overtaken += i && numbered[i].position < numbered[i - 1].position;
		IoFreeWorkItem(numbered[i].item);
	}
	return overtaken;
}

static int mixed(int i)
{
	return i % MaximumWorkQueue;
}

/*
 * row 53: Windows promises that each item runs once, which is asserted here. It promises no order;
 * the log tells the order. One worker serves them in order, a promise of WinWork's own:
 * engine_order_test_one_type_is_served_in_order asserts it.
 */
static void io_routine_test_items_of_one_type_all_run(struct kunit *test)
{
	kunit_info(test, "%d of %d overtaken\n", run_several(test, always_delayed), SEVERAL);
}

/*
 * row 54: the same. engine_order_test_higher_types_are_served_first and
 * engine_order_test_higher_critical_types_are_served_first assert that higher types are served
 * first.
 */
static void io_routine_test_items_of_all_types_all_run(struct kunit *test)
{
	kunit_info(test, "%d of %d overtaken\n", run_several(test, mixed), SEVERAL);
}

/* row 55 */
static void io_routine_test_two_items_in_flight(struct kunit *test)
{
	struct run *first = new_run(test), *second = new_run(test);
	PIO_WORKITEM item[2] = { device_item(test), device_item(test) };

	IoQueueWorkItemEx(item[0], stay, DelayedWorkQueue, first);
	IoQueueWorkItemEx(item[1], stay, DelayedWorkQueue, second);
	EXPECT_IN_TIME(test, &first->started);
	EXPECT_IN_TIME(test, &second->started);
	complete(&first->go);
	complete(&second->go);
	ASSERT_IN_TIME(test, &first->done);
	ASSERT_IN_TIME(test, &second->done);
	IoFreeWorkItem(item[0]);
	IoFreeWorkItem(item[1]);
}

/* row 56 */
static void io_routine_test_a_blocked_routine_stops_no_other(struct kunit *test)
{
	struct run *blocked = new_run(test), *others = new_run(test);
	PIO_WORKITEM item = device_item(test), other[10];
	int i;

	IoQueueWorkItemEx(item, stay, DelayedWorkQueue, blocked);
	for (i = 0; i < ARRAY_SIZE(other); i++) {
		other[i] = device_item(test);
		IoQueueWorkItemEx(other[i], routine_ex, DelayedWorkQueue, others);
	}
	for (i = 0; i < ARRAY_SIZE(other); i++)
		EXPECT_IN_TIME(test, &others->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&others->runs), (int)ARRAY_SIZE(other));
	KUNIT_EXPECT_FALSE(test, completion_done(&blocked->done));
	complete(&blocked->go);
	ASSERT_IN_TIME(test, &blocked->done);
	KUNIT_ASSERT_FALSE(test, kunit_failed_already(test));
	IoFreeWorkItem(item);
	for (i = 0; i < ARRAY_SIZE(other); i++)
		IoFreeWorkItem(other[i]);
}

static VOID let_all_go(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	complete_all(&run->go);
}

/* row 57 */
static void io_routine_test_64_blocked_and_one_that_releases(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item[64], last = device_item(test);
	int i;

	for (i = 0; i < ARRAY_SIZE(item); i++) {
		item[i] = device_item(test);
		IoQueueWorkItemEx(item[i], stay, DelayedWorkQueue, run);
	}
	for (i = 0; i < ARRAY_SIZE(item); i++)
		EXPECT_IN_TIME(test, &run->started);
	IoQueueWorkItemEx(last, let_all_go, DelayedWorkQueue, run);
	for (i = 0; i < ARRAY_SIZE(item); i++)
		EXPECT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	KUNIT_ASSERT_FALSE(test, kunit_failed_already(test));
	for (i = 0; i < ARRAY_SIZE(item); i++)
		IoFreeWorkItem(item[i]);
	IoFreeWorkItem(last);
}

struct pair {
	PIO_WORKITEM other;
	struct completion other_done;
	struct run *run;
};

static VOID other_item(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	complete(&pair->other_done);
}

static VOID wait_for_other_item(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	IoQueueWorkItemEx(pair->other, other_item, pair->run->type, pair);
	if (!in_time(&pair->other_done))
		atomic_inc(&pair->run->failures);
	complete(&pair->run->done);
}

/* row 58 */
static void io_routine_test_item_waits_for_another_item(struct kunit *test)
{
	struct pair *pair;
	PIO_WORKITEM item = device_item(test), other = device_item(test);
	const int *type;

	for_each_queue_type(type) {
		pair = case_alloc_type(test, struct pair);
		pair->run = new_run(test);
		pair->run->type = *type;
		pair->other = other;
		init_completion(&pair->other_done);
		IoQueueWorkItemEx(item, wait_for_other_item, *type, pair);
		ASSERT_IN_TIME(test, &pair->run->done);
		KUNIT_ASSERT_EQ(test, atomic_read(&pair->run->failures), 0);
	}
	IoFreeWorkItem(item);
	IoFreeWorkItem(other);
}

struct waiting {
	struct run *run;
	KEVENT never, event;
	KMUTEX mutex;
	struct completion waits_for_event, waits_for_mutex;
	bool is_set, is_released;	/* by the case */
	bool saw_set, saw_released;
	NTSTATUS timed_out, signalled, owned, delayed;
};

static VOID wait_and_sleep(PDEVICE_OBJECT device, PVOID context)
{
	struct waiting *waiting = context;
	LARGE_INTEGER timeout;

	timeout.QuadPart = -50 * 10000;
	waiting->timed_out = KeWaitForSingleObject(&waiting->never, Executive, KernelMode, FALSE,
						   &timeout);
	complete(&waiting->waits_for_event);
	waiting->signalled = KeWaitForSingleObject(&waiting->event, Executive, KernelMode, FALSE, NULL);
	waiting->saw_set = READ_ONCE(waiting->is_set);
	complete(&waiting->waits_for_mutex);
	waiting->owned = KeWaitForSingleObject(&waiting->mutex, Executive, KernelMode, FALSE, NULL);
	waiting->saw_released = READ_ONCE(waiting->is_released);
	timeout.QuadPart = -1 * 10000;
	waiting->delayed = KeDelayExecutionThread(KernelMode, FALSE, &timeout);
	KeReleaseMutex(&waiting->mutex, FALSE);
	complete(&waiting->run->done);
}

/* row 59: until the event is set, and until another thread releases the mutex */
static void io_routine_test_routine_may_wait_and_sleep(struct kunit *test)
{
	struct waiting *waiting = case_alloc_type(test, struct waiting);
	PIO_WORKITEM item = device_item(test);

	waiting->run = new_run(test);
	init_completion(&waiting->waits_for_event);
	init_completion(&waiting->waits_for_mutex);
	KeInitializeEvent(&waiting->never, NotificationEvent, FALSE);
	KeInitializeEvent(&waiting->event, SynchronizationEvent, FALSE);
	KeInitializeMutex(&waiting->mutex, 0);
	KUNIT_ASSERT_EQ(test, STATUS_SUCCESS, KeWaitForSingleObject(&waiting->mutex, Executive, KernelMode,
								     FALSE, NULL));
	IoQueueWorkItem(item, wait_and_sleep, DelayedWorkQueue, waiting);
	ASSERT_IN_TIME(test, &waiting->waits_for_event);
	WRITE_ONCE(waiting->is_set, true);
	KeSetEvent(&waiting->event, IO_NO_INCREMENT, FALSE);
	ASSERT_IN_TIME(test, &waiting->waits_for_mutex);
	WRITE_ONCE(waiting->is_released, true);
	KeReleaseMutex(&waiting->mutex, FALSE);
	ASSERT_IN_TIME(test, &waiting->run->done);
	KUNIT_EXPECT_EQ(test, waiting->timed_out, STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, waiting->signalled, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, waiting->owned, STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, waiting->saw_set && waiting->saw_released);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(&waiting->mutex), 1);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, waiting->delayed, STATUS_SUCCESS);
	IoFreeWorkItem(item);
}

static void check_type(struct kunit *test, PIO_WORKITEM item, int type)
{
	struct run *run = new_run(test);

	IoQueueWorkItem(item, routine, type, run);
	ASSERT_IN_TIME(test, &run->done);
	IoQueueWorkItemEx(item, routine_ex, type, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ_MSG(test, try_queue_in_time(item, routine_ex, type, run, PASSIVE_LEVEL),
			    TRUE, "queue type %d", type);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ_MSG(test, atomic_read(&run->runs), 3, "queue type %d", type);
}

/* row 60 */
static void io_routine_test_every_queue_type(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	int type;

	for (type = CriticalWorkQueue; type < MaximumWorkQueue; type++)
		check_type(test, item, type);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* row 61 */
static void io_routine_test_every_custom_priority(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	int priority;

	for (priority = 0; priority < 32; priority++)
		check_type(test, item, CustomPriorityWorkQueue + priority);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* ---- the documented way to share one item ------------------------------------------------- */

#define DRAIN_TASKS 500

struct task {
	LIST_ENTRY link;
	int times;
};

struct drain {
	PIO_WORKITEM item;
	KSPIN_LOCK lock;
	LIST_ENTRY tasks;		/* under lock */
	bool queued;			/* under lock: item queued or draining */
	atomic_t drained;
	struct task task[2 * DRAIN_TASKS];
	atomic_t next;
};

static VOID drain_tasks(PDEVICE_OBJECT device, PVOID context)
{
	struct drain *drain = context;
	struct task *task;
	KIRQL irql;

	for (;;) {
		KeAcquireSpinLock(&drain->lock, &irql);
		if (IsListEmpty(&drain->tasks)) {
			drain->queued = false;
			KeReleaseSpinLock(&drain->lock, irql);
			return;
		}
		task = CONTAINING_RECORD(RemoveHeadList(&drain->tasks), struct task, link);
		KeReleaseSpinLock(&drain->lock, irql);
		task->times++;
		atomic_inc(&drain->drained);
	}
}

static void post_tasks(void *data)
{
	struct drain *drain = data;
	struct task *task;
	KIRQL irql;
	int i;

	for (i = 0; i < DRAIN_TASKS; i++) {
		task = &drain->task[atomic_inc_return(&drain->next) - 1];
		KeAcquireSpinLock(&drain->lock, &irql);
		InsertTailList(&drain->tasks, &task->link);
		if (!drain->queued) {
			drain->queued = true;
			IoQueueWorkItem(drain->item, drain_tasks, DelayedWorkQueue, drain);
		}
		KeReleaseSpinLock(&drain->lock, irql);
	}
}

static void io_routine_test_one_item_drains_a_list(struct kunit *test)
{
	struct drain *drain = case_alloc_type(test, struct drain);
	int i;

	drain->item = device_item(test);
	KeInitializeSpinLock(&drain->lock);
	InitializeListHead(&drain->tasks);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(0, post_tasks, drain));
	KUNIT_EXPECT_TRUE(test, run_in_softirq(post_tasks, drain));
	ASSERT_COUNT(test, &drain->drained, 2 * DRAIN_TASKS);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	for (i = 0; i < 2 * DRAIN_TASKS; i++)
		KUNIT_ASSERT_EQ(test, drain->task[i].times, 1);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(drain->item);
}

static struct kunit_case io_routine_cases[] = {
	KUNIT_CASE(io_routine_test_routine_runs_at_passive_level),
	KUNIT_CASE(io_routine_test_routine_runs_in_a_system_thread),
	KUNIT_CASE(io_routine_test_routine_gets_the_object_and_the_item),
	KUNIT_CASE(io_routine_test_null_context),
	KUNIT_CASE(io_routine_test_items_of_one_type_all_run),
	KUNIT_CASE(io_routine_test_items_of_all_types_all_run),
	KUNIT_CASE(io_routine_test_two_items_in_flight),
	KUNIT_CASE(io_routine_test_a_blocked_routine_stops_no_other),
	KUNIT_CASE(io_routine_test_64_blocked_and_one_that_releases),
	KUNIT_CASE(io_routine_test_item_waits_for_another_item),
	KUNIT_CASE(io_routine_test_routine_may_wait_and_sleep),
	KUNIT_CASE(io_routine_test_every_queue_type),
	KUNIT_CASE(io_routine_test_every_custom_priority),
	KUNIT_CASE(io_routine_test_one_item_drains_a_list),
	{}
};

WINWORK_SUITE(io_routine);
