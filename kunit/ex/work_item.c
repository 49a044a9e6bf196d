/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_work_item: the legacy work items. Drivers rely on their layout, keep them on stacks and
 * in lists of their own, and the items hold no device.
 */
#include "support.h"

#define NEST_DEPTH 40

struct ex_run {
	WORK_QUEUE_ITEM item;
	struct completion done;
	struct completion second;
	struct completion left;		/* the routine uses nothing of the case's any more */
	atomic_t runs;
	atomic_t failures;
	PVOID parameter;
	PVOID flink;			/* item.List.Flink as the routine found it */
	KIRQL irql;
	struct task_struct *task;
	int limit;
	int type;
};

static struct ex_run *new_run(struct kunit *test, PWORKER_THREAD_ROUTINE routine)
{
	struct ex_run *run = case_alloc_type(test, struct ex_run);

	run->type = DelayedWorkQueue;
	init_completion(&run->done);
	init_completion(&run->second);
	init_completion(&run->left);
	ExInitializeWorkItem(&run->item, routine, run);
	return run;
}

static VOID routine(PVOID parameter)
{
	struct ex_run *run = parameter;

	run->parameter = parameter;
	run->flink = run->item.List.Flink;
	run->irql = KeGetCurrentIrql();
	run->task = current;
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* row 74 */
static void ex_work_item_test_routine_gets_its_parameter(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);

	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->parameter, (PVOID)run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_NE(test, run->task, current);
}

static void queue_and_return(void *argument)
{
	struct ex_run *run = argument;
	WORK_QUEUE_ITEM item;

	ExInitializeWorkItem(&item, routine, run);
	run->parameter = &item;
	ExQueueWorkItem(&item, DelayedWorkQueue);
}

/* row 392: the memory of the item holds something else when its turn comes; other items run */
static void ex_work_item_test_item_on_a_stack_that_has_gone(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine), *gone = new_run(test, routine);
	PVOID item;

	WinworkHoldWorkers(TRUE);
	call_and_overwrite_stack(queue_and_return, gone);
	item = gone->parameter;
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	wait_for_report(test);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 0, item, ANY, ANY, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&gone->runs), 0);
}

/* row 75: NULL when initialised, not while queued, and again in the routine */
static void ex_work_item_test_flink_is_null_when_idle(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);

	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item.List.Flink, (void *)NULL);
	run->flink = run;
	WinworkHoldWorkers(TRUE);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	KUNIT_EXPECT_PTR_NE(test, (void *)READ_ONCE(run->item.List.Flink), (void *)NULL);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->flink, (PVOID)NULL);
}

static VOID free_own_item(PVOID parameter)
{
	struct ex_run *run = parameter;
	struct completion *done = run->parameter;

	ExFreePoolWithTag(run, TAG);
	complete(done);
}

/* row 76 */
static void ex_work_item_test_item_is_freed_in_its_routine(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	struct ex_run *run;
	int i;

	init_completion(done);
	for (i = 0; i < 100; i++) {
		run = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*run), TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run);
		run->parameter = done;
		ExInitializeWorkItem(&run->item, free_own_item, run);
		ExQueueWorkItem(&run->item, i % MaximumWorkQueue);
		ASSERT_IN_TIME(test, done);
	}
	EXPECT_NO_REPORT(test);
}

static VOID requeue_up_to_limit(PVOID parameter)
{
	struct ex_run *run = parameter;

	if (atomic_inc_return(&run->runs) < run->limit)
		ExQueueWorkItem(&run->item, run->type);
	else
		complete(&run->done);
}

/* row 77 */
static void ex_work_item_test_requeue_in_routine_1000_times(struct kunit *test)
{
	struct ex_run *run = new_run(test, requeue_up_to_limit);

	run->limit = 1000;
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1000);
	EXPECT_NO_REPORT(test);
}

static VOID say_done_and_stay(PVOID parameter)
{
	struct ex_run *run = parameter;

	atomic_inc(&run->runs);
	complete(&run->done);
	if (!in_time(&run->second))
		atomic_inc(&run->failures);
	complete(&run->left);
}

static void expect_no_object_held(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);

	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->device),
			(long)fixture->device_references);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->driver),
			(long)fixture->driver_references);
}

/* row 78: neither while it is queued nor while its routine runs */
static void ex_work_item_test_item_holds_no_device(struct kunit *test)
{
	struct ex_run *run = new_run(test, say_done_and_stay);

	WinworkHoldWorkers(TRUE);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	expect_no_object_held(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	expect_no_object_held(test);
	/* The same item, running and queued. */
	WinworkHoldWorkers(TRUE);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	expect_no_object_held(test);
	complete_all(&run->second);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->left);
	ASSERT_IN_TIME(test, &run->left);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	expect_no_object_held(test);
}

static struct ex_run *run_without_parameter;

static VOID expect_null_parameter(PVOID parameter)
{
	run_without_parameter->parameter = parameter;
	complete(&run_without_parameter->done);
}

/* row 45 */
static void ex_work_item_test_null_parameter(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);

	run_without_parameter = run;
	run->parameter = run;
	ExInitializeWorkItem(&run->item, expect_null_parameter, NULL);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, run->parameter, (PVOID)NULL);
	EXPECT_NO_REPORT(test);
}

/* row 75: drivers compute with this layout */
static void ex_work_item_test_item_is_four_pointers(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, sizeof(WORK_QUEUE_ITEM), 4 * sizeof(void *));
	KUNIT_EXPECT_EQ(test, offsetof(WORK_QUEUE_ITEM, List), (size_t)0);
	KUNIT_EXPECT_EQ(test, offsetof(WORK_QUEUE_ITEM, WorkerRoutine), 2 * sizeof(void *));
	KUNIT_EXPECT_EQ(test, offsetof(WORK_QUEUE_ITEM, Parameter), 3 * sizeof(void *));
}

/* row 75: ExInitializeWorkItem sets three fields and reads none */
static void ex_work_item_test_initialize_sets_three_fields(struct kunit *test)
{
	WORK_QUEUE_ITEM *item = case_alloc_type(test, WORK_QUEUE_ITEM);

	memset(item, 0xff, sizeof(*item));
	ExInitializeWorkItem(item, routine, test);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item->List.Flink, (void *)NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item->WorkerRoutine, (void *)routine);
	KUNIT_EXPECT_PTR_EQ(test, (void *)item->Parameter, (void *)test);
}

/* row 75: file systems keep waiting items in a list of their own, linked by the item's List */
static void ex_work_item_test_list_is_the_drivers_while_idle(struct kunit *test)
{
	struct ex_run *run[3];
	LIST_ENTRY overflow;
	PLIST_ENTRY entry;
	int i;

	InitializeListHead(&overflow);
	for (i = 0; i < ARRAY_SIZE(run); i++) {
		run[i] = new_run(test, routine);
		InsertTailList(&overflow, &run[i]->item.List);
	}
	for (i = 0; i < ARRAY_SIZE(run); i++) {
		entry = RemoveHeadList(&overflow);
		KUNIT_ASSERT_PTR_EQ(test, (void *)entry, (void *)&run[i]->item.List);
		ExInitializeWorkItem(&run[i]->item, routine, run[i]);
		ExQueueWorkItem(&run[i]->item, CriticalWorkQueue);
	}
	for (i = 0; i < ARRAY_SIZE(run); i++) {
		ASSERT_IN_TIME(test, &run[i]->done);
		KUNIT_EXPECT_PTR_EQ(test, run[i]->flink, (PVOID)NULL);
	}
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&overflow));
	EXPECT_NO_REPORT(test);
}

static VOID put_on_own_list(PVOID parameter)
{
	struct ex_run *run = parameter;
	LIST_ENTRY *list = run->parameter;

	InsertTailList(list, &run->item.List);
	complete(&run->done);
}

/* row 75: and it is as soon as the routine has started */
static void ex_work_item_test_list_is_the_drivers_in_the_routine(struct kunit *test)
{
	struct ex_run *run = new_run(test, put_on_own_list);
	LIST_ENTRY *list = case_alloc_type(test, LIST_ENTRY);
	int i;

	InitializeListHead(list);
	run->parameter = list;
	for (i = 0; i < 100; i++) {
		ExInitializeWorkItem(&run->item, put_on_own_list, run);
		ExQueueWorkItem(&run->item, DelayedWorkQueue);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_ASSERT_PTR_EQ(test, (void *)RemoveHeadList(list), (void *)&run->item.List);
		KUNIT_ASSERT_TRUE(test, IsListEmpty(list));
	}
	EXPECT_NO_REPORT(test);
}

/* ---- the synchronous wrapper -------------------------------------------------------------- */

struct wrapped {
	WORK_QUEUE_ITEM item;
	KEVENT done;
	int depth;			/* levels below this one */
	int type;
	atomic_t *runs;
};

static VOID wrapped_routine(PVOID parameter);

/* Item and event are on the stack, and gone when the event has been seen. */
static NTSTATUS run_wrapped(int depth, int type, atomic_t *runs)
{
	struct wrapped wrapped = { .depth = depth, .type = type, .runs = runs };
	LARGE_INTEGER timeout;

	timeout.QuadPart = -(LONGLONG)DEADLINE_SECONDS * 10000000;
	KeInitializeEvent(&wrapped.done, NotificationEvent, FALSE);
	ExInitializeWorkItem(&wrapped.item, wrapped_routine, &wrapped);
	ExQueueWorkItem(&wrapped.item, type);
	return KeWaitForSingleObject(&wrapped.done, Executive, KernelMode, FALSE, &timeout);
}

static VOID wrapped_routine(PVOID parameter)
{
	struct wrapped *wrapped = parameter;

	atomic_inc(wrapped->runs);
	if (wrapped->depth)
		run_wrapped(wrapped->depth - 1, wrapped->type, wrapped->runs);
	KeSetEvent(&wrapped->done, IO_NO_INCREMENT, FALSE);
}

static void ex_work_item_test_synchronous_wrapper_on_the_stack(struct kunit *test)
{
	atomic_t *runs = case_alloc_type(test, atomic_t);
	int i;

	for (i = 0; i < 200; i++)
		KUNIT_ASSERT_EQ(test, run_wrapped(0, i % MaximumWorkQueue, runs), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(runs), 200);
	EXPECT_NO_REPORT(test);
}

/* row 58: each level waits on a worker for the next */
static void ex_work_item_test_synchronous_wrapper_nested_40(struct kunit *test)
{
	atomic_t *runs = case_alloc_type(test, atomic_t);

	KUNIT_ASSERT_EQ(test, run_wrapped(NEST_DEPTH - 1, DelayedWorkQueue, runs),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(runs), NEST_DEPTH);
	KUNIT_ASSERT_EQ(test, run_wrapped(NEST_DEPTH - 1, CriticalWorkQueue, runs),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(runs), 2 * NEST_DEPTH);
}

/* ---- queueing ----------------------------------------------------------------------------- */

static VOID first_waits_for_second(PVOID parameter)
{
	struct ex_run *run = parameter;

	if (atomic_inc_return(&run->runs) == 1) {
		ExQueueWorkItem(&run->item, run->type);
		if (!in_time(&run->second))
			atomic_inc(&run->failures);
		complete(&run->done);
	} else {
		complete(&run->second);
	}
}

/* row 12: for items without room for a state */
static void ex_work_item_test_item_runs_beside_itself(struct kunit *test)
{
	struct ex_run *run;
	const int *type;

	for_each_queue_type(type) {
		run = new_run(test, first_waits_for_second);
		run->type = *type;
		ExQueueWorkItem(&run->item, *type);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_ASSERT_EQ(test, atomic_read(&run->failures), 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	}
}

/* row 60: and row 61 */
static void ex_work_item_test_every_queue_type(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);
	const int *type;
	int n = 0;

	for_each_queue_type(type) {
		ExQueueWorkItem(&run->item, *type);
		ASSERT_IN_TIME(test, &run->done);
		n++;
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), n);
	EXPECT_NO_REPORT(test);
}

/* row 8 */
static void ex_work_item_test_queue_without_memory(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);
	bool attempted = false;
	const int *type;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	for_each_queue_type(type) {
		local_bh_disable();
		fail_next_allocation();
		ExQueueWorkItem(&run->item, *type);
		attempted |= allocation_was_attempted();
		local_bh_enable();
		ASSERT_IN_TIME(test, &run->done);
	}
	KUNIT_EXPECT_FALSE(test, attempted);
}

/* row 9 */
static void ex_work_item_test_queue_under_spin_lock(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	ExQueueWorkItem(&run->item, HyperCriticalWorkQueue);
	KeReleaseSpinLock(&lock, irql);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
}

static VOID poison_own_item(PVOID parameter)
{
	struct ex_run *run = parameter;

	memset(&run->item, 0xa5, sizeof(run->item));
	complete(&run->done);
}

static VOID follow(PVOID parameter)
{
	complete(parameter);
}

/* row 76: bytes that the routine writes over its item stay: the storage is the driver's */
static void ex_work_item_test_item_is_left_alone_once_started(struct kunit *test)
{
	struct ex_run *run = new_run(test, poison_own_item);
	struct completion *through = case_alloc_type(test, struct completion);
	WORK_QUEUE_ITEM *next = case_alloc_type(test, WORK_QUEUE_ITEM);
	int i;

	init_completion(through);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	/* The worker goes on to other items, so it has left this one. */
	for (i = 0; i < 10; i++) {
		ExInitializeWorkItem(next, follow, through);
		ExQueueWorkItem(next, DelayedWorkQueue);
		ASSERT_IN_TIME(test, through);
	}
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(&run->item, 0xa5, sizeof(run->item)), (void *)NULL);
}

static VOID another_routine(PVOID parameter)
{
	struct ex_run *run = parameter;

	atomic_add(100, &run->runs);
	complete(&run->second);
}

static VOID turn_into_another(PVOID parameter)
{
	struct ex_run *run = parameter;

	atomic_inc(&run->runs);
	ExInitializeWorkItem(&run->item, another_routine, run);
	ExQueueWorkItem(&run->item, CriticalWorkQueue);
}

/* row 15: the routine initialises its item again, for another routine */
static void ex_work_item_test_item_is_initialized_again_in_its_routine(struct kunit *test)
{
	struct ex_run *run = new_run(test, turn_into_another);

	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->second);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 101);
}

/* ---- misuse ------------------------------------------------------------------------------- */

/* row 17 */
static void ex_work_item_test_queue_of_a_queued_item_is_refused(struct kunit *test)
{
	struct ex_run *run = new_run(test, routine);

	WinworkHoldWorkers(TRUE);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	EXPECT_NO_REPORT(test);
	ExQueueWorkItem(&run->item, CriticalWorkQueue);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 1, &run->item,
		      CriticalWorkQueue, 0, &run->item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);

	/* It works as before. */
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

static void expect_bad_type(struct kunit *test, int type)
{
	struct ex_run *run = new_run(test, routine);

	ExQueueWorkItem(&run->item, type);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 6, &run->item,
		      (LONG_PTR)type, 0, &run->item);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item.List.Flink, (void *)NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 62 */
static void ex_work_item_test_bad_queue_type_is_refused(struct kunit *test)
{
	expect_bad_type(test, MaximumWorkQueue);
	expect_bad_type(test, 31);
	expect_bad_type(test, 64);
	expect_bad_type(test, -1);
}

/* row 63 */
static void ex_work_item_test_bad_routine_is_refused(struct kunit *test)
{
	struct ex_run *run = new_run(test, NULL);

	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 7, &run->item,
		      DelayedWorkQueue, 0, &run->item);
	ExInitializeWorkItem(&run->item, (PWORKER_THREAD_ROUTINE)0x1000, run);
	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_WORKER_INVALID, 7, &run->item,
		      DelayedWorkQueue, 0, &run->item);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item.List.Flink, (void *)NULL);
}

static VOID return_at_dispatch(PVOID parameter)
{
	struct ex_run *run = parameter;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	complete(&run->done);
}

/* row 64 */
static void ex_work_item_test_return_at_dispatch_level_is_reported(struct kunit *test)
{
	struct ex_run *run = new_run(test, return_at_dispatch), *next;

	ExQueueWorkItem(&run->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &run->done);
	next = new_run(test, routine);
	ExQueueWorkItem(&next->item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &next->done);
	KUNIT_EXPECT_EQ(test, next->irql, PASSIVE_LEVEL);
	wait_for_report(test);
	EXPECT_REPORT(test, "ExQueueWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL, return_at_dispatch,
		      DISPATCH_LEVEL, run, &run->item, &run->item);
}

static struct kunit_case ex_work_item_cases[] = {
	KUNIT_CASE(ex_work_item_test_routine_gets_its_parameter),
	KUNIT_CASE(ex_work_item_test_flink_is_null_when_idle),
	KUNIT_CASE(ex_work_item_test_item_on_a_stack_that_has_gone),
	KUNIT_CASE(ex_work_item_test_item_is_freed_in_its_routine),
	KUNIT_CASE(ex_work_item_test_requeue_in_routine_1000_times),
	KUNIT_CASE(ex_work_item_test_item_holds_no_device),
	KUNIT_CASE(ex_work_item_test_null_parameter),
	KUNIT_CASE(ex_work_item_test_item_is_four_pointers),
	KUNIT_CASE(ex_work_item_test_initialize_sets_three_fields),
	KUNIT_CASE(ex_work_item_test_list_is_the_drivers_while_idle),
	KUNIT_CASE(ex_work_item_test_list_is_the_drivers_in_the_routine),
	KUNIT_CASE(ex_work_item_test_synchronous_wrapper_on_the_stack),
	KUNIT_CASE(ex_work_item_test_synchronous_wrapper_nested_40),
	KUNIT_CASE(ex_work_item_test_item_runs_beside_itself),
	KUNIT_CASE(ex_work_item_test_every_queue_type),
	KUNIT_CASE(ex_work_item_test_queue_without_memory),
	KUNIT_CASE(ex_work_item_test_queue_under_spin_lock),
	KUNIT_CASE(ex_work_item_test_item_is_left_alone_once_started),
	KUNIT_CASE(ex_work_item_test_item_is_initialized_again_in_its_routine),
	KUNIT_CASE(ex_work_item_test_queue_of_a_queued_item_is_refused),
	KUNIT_CASE(ex_work_item_test_bad_queue_type_is_refused),
	KUNIT_CASE(ex_work_item_test_bad_routine_is_refused),
	KUNIT_CASE(ex_work_item_test_return_at_dispatch_level_is_reported),
	{}
};

WINWORK_SUITE(ex_work_item);
