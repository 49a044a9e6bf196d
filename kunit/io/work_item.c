/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io: what the Io functions alone promise a driver that uses them as it should. What the
 * items of all families must do is in families.c, misuse in verifier.c, reference counts are in
 * objects.c, IRQL above DISPATCH_LEVEL is in irql.c.
 */
#include "support.h"

#include <linux/delay.h>
#include <linux/mutex.h>

/* What one or more runs of a routine saw. */
struct run {
	struct kunit *test;
	atomic_t runs;
	atomic_t failures;
	struct completion started;
	struct completion go;		/* for the case to give */
	struct completion done;
	PVOID object;
	PVOID context;
	PIO_WORKITEM item;
	KIRQL irql;
	struct task_struct *task;
	bool system_thread;
	bool has_mm;
	bool atomic;
	int type;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	run->type = DelayedWorkQueue;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static void record(struct run *run, PVOID object, PVOID context, PIO_WORKITEM item)
{
	run->object = object;
	run->context = context;
	run->item = item;
	run->irql = KeGetCurrentIrql();
	run->task = current;
	run->system_thread = PsIsSystemThread(PsGetCurrentThread());
	run->has_mm = current->mm != NULL;
	atomic_inc(&run->runs);
}

/* The two plain routines, of two and of three arguments. */
static VOID routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	record(run, device, context, NULL);
	complete(&run->done);
}

static VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	record(run, object, context, item);
	complete(&run->done);
}

/* Starts, waits for the case, ends. */
static VOID stay(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	atomic_inc(&run->runs);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	complete(&run->done);
}

/* ---- allocating --------------------------------------------------------------------------- */

/* row 34: constant, at least a WORK_QUEUE_ITEM, at any level, and the whole truth */
static void io_test_size_of_item(struct kunit *test)
{
	struct run *run = new_run(test);
	ULONG size = IoSizeofWorkItem(), at_dispatch, above;
	unsigned long flags;
	u8 *storage;

	local_bh_disable();
	at_dispatch = IoSizeofWorkItem();
	local_bh_enable();
	local_irq_save(flags);
	above = IoSizeofWorkItem();
	local_irq_restore(flags);
	KUNIT_EXPECT_GE(test, (size_t)size, sizeof(WORK_QUEUE_ITEM));
	KUNIT_EXPECT_EQ(test, size, at_dispatch);
	KUNIT_EXPECT_EQ(test, size, above);

	storage = case_alloc(test, size + 64);
	memset(storage + size, 0xc3, 64);
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)storage);
	IoQueueWorkItemEx((PIO_WORKITEM)storage, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	IoUninitializeWorkItem((PIO_WORKITEM)storage);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(storage + size, 0xc3, 64), (void *)NULL);
}

/* ---- queueing ----------------------------------------------------------------------------- */

/* row 8: every function that queues, with no memory to be had */
static void io_test_queue_without_memory(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	bool attempted = false;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	local_bh_disable();
	fail_next_allocation();
	IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
	attempted |= allocation_was_attempted();
	local_bh_enable();
	ASSERT_IN_TIME(test, &run->done);

	local_bh_disable();
	fail_next_allocation();
	IoQueueWorkItemEx(item, routine_ex, CriticalWorkQueue, run);
	attempted |= allocation_was_attempted();
	local_bh_enable();
	ASSERT_IN_TIME(test, &run->done);

	fail_next_allocation();
	KUNIT_EXPECT_EQ(test, try_queue_in_time(item, routine_ex, DelayedWorkQueue, run,
						DISPATCH_LEVEL), TRUE);
	attempted |= allocation_was_attempted();
	ASSERT_IN_TIME(test, &run->done);

	KUNIT_EXPECT_FALSE(test, attempted);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 3);
	IoFreeWorkItem(item);
}

struct queue_call {
	struct run *run;
	PIO_WORKITEM item;
};

static void queue_in_softirq(void *data)
{
	struct queue_call *call = data;

	IoQueueWorkItemEx(call->item, routine_ex, DelayedWorkQueue, call->run);
}

/* row 9: from a softirq that is none of ours */
static void io_test_queue_from_softirq(struct kunit *test)
{
	struct queue_call *call = case_alloc_type(test, struct queue_call);

	call->run = new_run(test);
	call->item = device_item(test);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(queue_in_softirq, call));
	ASSERT_IN_TIME(test, &call->run->done);
	IoFreeWorkItem(call->item);
}

/* row 15 */
static void io_test_routine_and_context_are_bound_at_queueing(struct kunit *test)
{
	struct run *first = new_run(test), *second = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItemEx(item, stay, DelayedWorkQueue, first);
	complete(&first->go);
	ASSERT_IN_TIME(test, &first->done);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, second);
	ASSERT_IN_TIME(test, &second->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, second->context, (PVOID)second);
	IoFreeWorkItem(item);
}

static VOID look_again(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	record(run, object, context, item);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	/* The arguments are this run's own, whatever was bound to the item since. */
	if (context != run->context || object != run->object || item != run->item)
		atomic_inc(&run->failures);
	complete(&run->done);
}

/* row 16 */
static void io_test_running_routine_keeps_its_arguments(struct kunit *test)
{
	struct run *first = new_run(test), *second = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItemEx(item, look_again, DelayedWorkQueue, first);
	ASSERT_IN_TIME(test, &first->started);
	IoQueueWorkItemEx(item, look_again, DelayedWorkQueue, second);
	EXPECT_IN_TIME(test, &second->started);
	complete(&first->go);
	ASSERT_IN_TIME(test, &first->done);
	complete(&second->go);
	ASSERT_IN_TIME(test, &second->done);
	KUNIT_EXPECT_PTR_EQ(test, first->context, (PVOID)first);
	KUNIT_EXPECT_PTR_EQ(test, second->context, (PVOID)second);
	KUNIT_EXPECT_EQ(test, atomic_read(&first->failures), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->failures), 0);
	IoFreeWorkItem(item);
}

/* ---- freeing ------------------------------------------------------------------------------ */

/* row 19 */
static void io_test_free_of_an_item_never_queued(struct kunit *test)
{
	int i;

	for (i = 0; i < 1000; i++)
		IoFreeWorkItem(device_item(test));
	EXPECT_NO_REPORT(test);
}

static VOID say_done_and_stay(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	record(run, device, context, NULL);
	complete(&run->done);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
}

/*
 * row 20: the event of the routine is seen, and the item is freed, while its worker is not through
 * with it, on every queue. What the worker does yet needs nothing of the item.
 */
static void io_test_free_after_the_run(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	struct run *run;
	PIO_WORKITEM item;
	const int *type;

	for_each_queue_type(type) {
		run = new_run(test);
		item = device_item(test);
		IoQueueWorkItem(item, say_done_and_stay, *type, run);
		ASSERT_IN_TIME(test, &run->done);
		IoFreeWorkItem(item);
		EXPECT_NO_REPORT(test);
		KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(device),
				(long)fixture_of(test)->device_references + 1);
		complete(&run->go);
		EXPECT_REFERENCES(test, device, fixture_of(test)->device_references);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	}
	EXPECT_NO_REPORT(test);
}

static VOID free_first(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;
	PIO_WORKITEM item = run->item, another;
	int i;

	IoFreeWorkItem(item);
	/* The rest of the routine is long, and others get the memory meanwhile. */
	for (i = 0; i < 50; i++) {
		another = IoAllocateWorkItem(device);
		if (another)
			IoFreeWorkItem(another);
	}
	msleep(1);
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* row 21 */
static void io_test_free_in_routine(struct kunit *test)
{
	struct run *run = new_run(test);

	run->item = device_item(test);
	IoQueueWorkItem(run->item, free_first, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	EXPECT_NO_REPORT(test);
}

/* ---- the caller's storage ----------------------------------------------------------------- */

struct request {
	struct completion *done;
	bool found;
	bool free;
	ULONG magic;
	ULONG bytes;
	UCHAR tail[];			/* the item; at a multiple of four, and of no more */
};

#define REQUEST_MAGIC 0x71e57c0d

static VOID find_request(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct request *request = CONTAINING_RECORD(item, struct request, tail);
	struct completion *done = request->done;

	request->found = request->magic == REQUEST_MAGIC && context == request;
	IoUninitializeWorkItem(item);
	if (request->free)
		ExFreePoolWithTag(request, TAG);
	complete(done);
}

/* row 35 */
static void io_test_item_embedded_at_the_tail(struct kunit *test)
{
	struct request *request = case_alloc(test, sizeof(*request) + IoSizeofWorkItem());
	PIO_WORKITEM item = (PIO_WORKITEM)request->tail;

	KUNIT_EXPECT_EQ(test, offsetof(struct request, tail) % 8, (size_t)4);
	request->magic = REQUEST_MAGIC;
	request->done = &new_run(test)->done;
	IoInitializeWorkItem(fixture_of(test)->device, item);
	IoQueueWorkItemEx(item, find_request, DelayedWorkQueue, request);
	ASSERT_IN_TIME(test, request->done);
	KUNIT_EXPECT_TRUE(test, request->found);
	EXPECT_NO_REPORT(test);
}

/* row 36: at every offset of four bytes, so across cache lines too */
static void io_test_storage_aligned_to_four(struct kunit *test)
{
	size_t bytes = 64 + IoSizeofWorkItem();
	struct run *run = new_run(test);
	u8 *block = case_alloc(test, bytes + 64 + 64);
	u8 *line = PTR_ALIGN(block, 64);
	PIO_WORKITEM item;
	int offset;

	for (offset = 4; offset <= 64; offset += 4) {
		memset(line, 0x3c, bytes + 64);
		item = (PIO_WORKITEM)(line + offset);
		IoInitializeWorkItem(fixture_of(test)->device, item);
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
		IoUninitializeWorkItem(item);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(line, 0x3c, offset), (void *)NULL);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(line + offset + IoSizeofWorkItem(), 0x3c, 64),
				    (void *)NULL);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 16);
	EXPECT_NO_REPORT(test);
}

/* row 37 */
static void io_test_uninitialize_and_free_storage_in_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	struct request *request;
	int i;

	for (i = 0; i < 100; i++) {
		request = ExAllocatePoolWithTag(NonPagedPoolNx,
						sizeof(*request) + IoSizeofWorkItem(),
						TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, request);
		request->magic = REQUEST_MAGIC;
		request->done = &run->done;
		request->free = true;
		IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)request->tail);
		IoQueueWorkItemEx((PIO_WORKITEM)request->tail, find_request, DelayedWorkQueue,
				  request);
		ASSERT_IN_TIME(test, &run->done);
	}
	EXPECT_NO_REPORT(test);
}

/* row 39 */
static void io_test_initialize_and_uninitialize_1000_times(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	int i;

	for (i = 0; i < 1000; i++) {
		memset(item, i, IoSizeofWorkItem());
		IoInitializeWorkItem(fixture_of(test)->device, item);
		if (i % 50 == 0) {
			IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
			ASSERT_IN_TIME(test, &run->done);
		}
		IoUninitializeWorkItem(item);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 20);
	EXPECT_NO_REPORT(test);
}

struct tailed {
	ULONG header;
	WORK_QUEUE_ITEM item;
};

/* row 35: the size that drivers compute, with a WORK_QUEUE_ITEM as the last member */
static void io_test_item_begins_with_a_work_queue_item(struct kunit *test)
{
	struct run *run = new_run(test);
	struct tailed *tailed = case_alloc(test, sizeof(*tailed) + IoSizeofWorkItem() -
						 sizeof(WORK_QUEUE_ITEM));
	PIO_WORKITEM item = (PIO_WORKITEM)&tailed->item;

	IoInitializeWorkItem(fixture_of(test)->device, item);
	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- what the routine is given ------------------------------------------------------------ */

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
static void io_test_routine_runs_at_passive_level(struct kunit *test)
{
	struct run *run;
	PIO_WORKITEM item = device_item(test);
	const int *type;

	for_each_queue_type(type) {
		run = new_run(test);
		/* Whatever the level it is queued at. */
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
static void io_test_routine_runs_in_a_system_thread(struct kunit *test)
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
static void io_test_routine_gets_the_object_and_the_item(struct kunit *test)
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
static void io_test_null_context(struct kunit *test)
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
	/* All else is what it is with a context. */
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

/* How many items started later than one that was queued after them. Nothing is promised. */
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
 * row 53: Windows promises that each runs once, which is asserted here, and no order, which is told
 * for information. That one worker serves them in order is WinWork's own promise:
 * engine_test_one_type_is_served_in_order asserts it.
 */
static void io_test_items_of_one_type_all_run(struct kunit *test)
{
	kunit_info(test, "%d of %d overtaken\n", run_several(test, always_delayed), SEVERAL);
}

/*
 * row 54: the same. That higher types are served first is asserted by
 * engine_test_higher_types_are_served_first and
 * engine_test_higher_critical_types_are_served_first.
 */
static void io_test_items_of_all_types_all_run(struct kunit *test)
{
	kunit_info(test, "%d of %d overtaken\n", run_several(test, mixed), SEVERAL);
}

/* row 55 */
static void io_test_two_items_in_flight(struct kunit *test)
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
static void io_test_a_blocked_routine_stops_no_other(struct kunit *test)
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
static void io_test_64_blocked_and_one_that_releases(struct kunit *test)
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
static void io_test_item_waits_for_another_item(struct kunit *test)
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
	KEVENT never;
	struct mutex mutex;
	NTSTATUS timed_out;
	NTSTATUS delayed;
};

static VOID wait_and_sleep(PDEVICE_OBJECT device, PVOID context)
{
	struct waiting *waiting = context;
	LARGE_INTEGER timeout;

	timeout.QuadPart = -50 * 10000;
	waiting->timed_out = KeWaitForSingleObject(&waiting->never, Executive, KernelMode, FALSE,
						   &timeout);
	mutex_lock(&waiting->mutex);
	timeout.QuadPart = -1 * 10000;
	waiting->delayed = KeDelayExecutionThread(KernelMode, FALSE, &timeout);
	mutex_unlock(&waiting->mutex);
	complete(&waiting->run->done);
}

/* row 59 */
static void io_test_routine_may_wait_and_sleep(struct kunit *test)
{
	struct waiting *waiting = case_alloc_type(test, struct waiting);
	PIO_WORKITEM item = device_item(test);

	waiting->run = new_run(test);
	mutex_init(&waiting->mutex);
	KeInitializeEvent(&waiting->never, NotificationEvent, FALSE);
	IoQueueWorkItem(item, wait_and_sleep, DelayedWorkQueue, waiting);
	ASSERT_IN_TIME(test, &waiting->run->done);
	KUNIT_EXPECT_EQ(test, waiting->timed_out, STATUS_TIMEOUT);
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
	KUNIT_EXPECT_EQ_MSG(test, try_queue_in_time(item, routine_ex, type, run, PASSIVE_LEVEL), TRUE,
			    "queue type %d", type);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ_MSG(test, atomic_read(&run->runs), 3, "queue type %d", type);
}

/* row 60 */
static void io_test_every_queue_type(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	int type;

	for (type = CriticalWorkQueue; type < MaximumWorkQueue; type++)
		check_type(test, item, type);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* row 61 */
static void io_test_every_custom_priority(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	int priority;

	for (priority = 0; priority < 32; priority++)
		check_type(test, item, CustomPriorityWorkQueue + priority);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

/* ---- IoTryQueueWorkItem ------------------------------------------------------------------- */

/* row 69 */
static void io_test_try_queue_true_runs_once(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	KUNIT_ASSERT_EQ(test, try_queue_in_time(item, routine_ex, DelayedWorkQueue, run,
						PASSIVE_LEVEL), TRUE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	IoFreeWorkItem(item);
}

#define TRY_LIMIT 512

static DECLARE_COMPLETION(tried);

/* Its worker is free again when the trying is over. */
static VOID count_and_wait(PVOID object, PVOID context, PIO_WORKITEM item)
{
	atomic_inc(context);
	in_time(&tried);
}

/*
 * Items until one is refused; their number. No worker starts on this CPU meanwhile, or, with
 * PREEMPT_RT, none becomes free.
 */
static int try_until_refused(PIO_WORKITEM *item, atomic_t *runs)
{
	int n;

	reinit_completion(&tried);
	local_bh_disable();
	for (n = 0; n < TRY_LIMIT; n++) {
		if (!IoTryQueueWorkItem(item[n], count_and_wait, DelayedWorkQueue, &runs[n]))
			break;
	}
	local_bh_enable();
	complete_all(&tried);
	return n;
}

/* row 70: refused when no worker can start now; never runs, and is the caller's to queue */
static void io_test_try_queue_false_never_runs(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM *item = case_alloc_array(test, TRY_LIMIT, PIO_WORKITEM);
	atomic_t *runs = case_alloc_array(test, TRY_LIMIT, atomic_t);
	int n, i;

	for (i = 0; i < TRY_LIMIT; i++)
		item[i] = device_item(test);
	n = try_until_refused(item, runs);
	KUNIT_EXPECT_LT_MSG(test, n, TRY_LIMIT, "every item is said to start at once");
	for (i = 0; i < n; i++)
		KUNIT_ASSERT_TRUE(test, count_reaches(&runs[i], 1));
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_NO_REPORT(test);
	KUNIT_ASSERT_LT(test, n, TRY_LIMIT);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs[n]), 0);
	kunit_info(test, "refused after %d items\n", n);

	IoQueueWorkItemEx(item[n], count_and_wait, DelayedWorkQueue, &runs[n]);
	ASSERT_COUNT(test, &runs[n], 1);
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	for (i = 0; i < TRY_LIMIT; i++)
		IoFreeWorkItem(item[i]);
}

/* row 70: a refused item holds no reference and is idle */
static void io_test_try_queue_false_changes_nothing(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	BOOLEAN queued;

	WinworkHoldWorkers(TRUE);
	queued = IoTryQueueWorkItem(item, routine_ex, DelayedWorkQueue, run);
	KUNIT_EXPECT_EQ(test, (int)queued, (int)FALSE);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->device),
			(long)fixture->device_references);
	IoFreeWorkItem(item);
	WinworkHoldWorkers(FALSE);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 71 */
static void io_test_try_queue_is_a_strict_boolean(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	BOOLEAN queued;
	const int *type;

	for_each_queue_type(type) {
		queued = try_queue_in_time(item, routine_ex, *type, run, PASSIVE_LEVEL);
		KUNIT_ASSERT_EQ(test, (int)queued, (int)TRUE);
		ASSERT_IN_TIME(test, &run->done);
	}
	IoFreeWorkItem(item);
}

/* row 69: at DISPATCH_LEVEL as well */
static void io_test_try_queue_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	unsigned long deadline = jiffies + DEADLINE;
	BOOLEAN queued;
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	do {
		KeAcquireSpinLock(&lock, &irql);
		queued = IoTryQueueWorkItem(item, routine_ex, CriticalWorkQueue, run);
		KeReleaseSpinLock(&lock, irql);
		cond_resched();
	} while (!queued && time_before(jiffies, deadline));
	KUNIT_ASSERT_EQ(test, queued, TRUE);
	ASSERT_IN_TIME(test, &run->done);
	IoFreeWorkItem(item);
}

/* row 73 */
static void io_test_queue_and_queue_ex_take_turns(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	int i;

	for (i = 0; i < 10; i++) {
		run->item = (PIO_WORKITEM)run;
		IoQueueWorkItem(item, routine, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)NULL);
		IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	}
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
	bool queued;			/* under lock: the item is queued or its routine drains */
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

static void io_test_one_item_drains_a_list(struct kunit *test)
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

static struct kunit_case io_cases[] = {
	KUNIT_CASE(io_test_size_of_item),
	KUNIT_CASE(io_test_queue_without_memory),
	KUNIT_CASE(io_test_queue_from_softirq),
	KUNIT_CASE(io_test_routine_and_context_are_bound_at_queueing),
	KUNIT_CASE(io_test_running_routine_keeps_its_arguments),
	KUNIT_CASE(io_test_free_of_an_item_never_queued),
	KUNIT_CASE(io_test_free_after_the_run),
	KUNIT_CASE(io_test_free_in_routine),
	KUNIT_CASE(io_test_item_embedded_at_the_tail),
	KUNIT_CASE(io_test_storage_aligned_to_four),
	KUNIT_CASE(io_test_uninitialize_and_free_storage_in_routine),
	KUNIT_CASE(io_test_initialize_and_uninitialize_1000_times),
	KUNIT_CASE(io_test_item_begins_with_a_work_queue_item),
	KUNIT_CASE(io_test_routine_runs_at_passive_level),
	KUNIT_CASE(io_test_routine_runs_in_a_system_thread),
	KUNIT_CASE(io_test_routine_gets_the_object_and_the_item),
	KUNIT_CASE(io_test_null_context),
	KUNIT_CASE(io_test_items_of_one_type_all_run),
	KUNIT_CASE(io_test_items_of_all_types_all_run),
	KUNIT_CASE(io_test_two_items_in_flight),
	KUNIT_CASE(io_test_a_blocked_routine_stops_no_other),
	KUNIT_CASE(io_test_64_blocked_and_one_that_releases),
	KUNIT_CASE(io_test_item_waits_for_another_item),
	KUNIT_CASE(io_test_routine_may_wait_and_sleep),
	KUNIT_CASE(io_test_every_queue_type),
	KUNIT_CASE(io_test_every_custom_priority),
	KUNIT_CASE(io_test_try_queue_true_runs_once),
	KUNIT_CASE(io_test_try_queue_false_never_runs),
	KUNIT_CASE(io_test_try_queue_false_changes_nothing),
	KUNIT_CASE(io_test_try_queue_is_a_strict_boolean),
	KUNIT_CASE(io_test_try_queue_under_spin_lock),
	KUNIT_CASE(io_test_queue_and_queue_ex_take_turns),
	KUNIT_CASE(io_test_one_item_drains_a_list),
	{}
};

WINWORK_SUITE(io);
