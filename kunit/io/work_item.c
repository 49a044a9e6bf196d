/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_work_item: allocating, queueing and freeing items with the Io functions, and items in
 * the caller's storage. The rules for the items of all families are in support/rows_*.c; misuse is
 * in suite verifier_item, reference counts in ob_object, IRQL above DISPATCH_LEVEL in engine_irql.
 */
#include "io_case.h"

#include <linux/delay.h>

/* ---- allocating --------------------------------------------------------------------------- */

/* row 34: constant, at least a WORK_QUEUE_ITEM, at any level, and enough for an item */
static void io_work_item_test_size_of_item(struct kunit *test)
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

/* row 8: every function that queues, without memory */
static void io_work_item_test_queue_without_memory(struct kunit *test)
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

/* row 9: from a softirq that is not WinWork's */
static void io_work_item_test_queue_from_softirq(struct kunit *test)
{
	struct queue_call *call = case_alloc_type(test, struct queue_call);

	call->run = new_run(test);
	call->item = device_item(test);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(queue_in_softirq, call));
	ASSERT_IN_TIME(test, &call->run->done);
	IoFreeWorkItem(call->item);
}

/* row 15 */
static void io_work_item_test_routine_and_context_are_bound_at_queueing(struct kunit *test)
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
	/* The arguments are those of this run, whatever was bound to the item since. */
	if (context != run->context || object != run->object || item != run->item)
		atomic_inc(&run->failures);
	complete(&run->done);
}

/* row 16 */
static void io_work_item_test_running_routine_keeps_its_arguments(struct kunit *test)
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
static void io_work_item_test_free_of_an_item_never_queued(struct kunit *test)
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
 * row 20: the case has seen the event of the routine and frees the item while its worker still
 * runs, on every queue. The rest of the worker's run needs nothing of the item.
 */
static void io_work_item_test_free_after_the_run(struct kunit *test)
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
	/* The rest of the routine takes long, and others get the memory meanwhile. */
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
static void io_work_item_test_free_in_routine(struct kunit *test)
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
	UCHAR tail[];			/* the item; aligned to four bytes, and to no more */
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
static void io_work_item_test_item_embedded_at_the_tail(struct kunit *test)
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

/* row 36: at every offset of four bytes, so also across cache lines */
static void io_work_item_test_storage_aligned_to_four(struct kunit *test)
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
static void io_work_item_test_uninitialize_and_free_storage_in_routine(struct kunit *test)
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
static void io_work_item_test_initialize_and_uninitialize_1000_times(struct kunit *test)
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

/* row 35: drivers compute with this size, with a WORK_QUEUE_ITEM as the last member */
static void io_work_item_test_item_begins_with_a_work_queue_item(struct kunit *test)
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

static struct kunit_case io_work_item_cases[] = {
	KUNIT_CASE(io_work_item_test_size_of_item),
	KUNIT_CASE(io_work_item_test_queue_without_memory),
	KUNIT_CASE(io_work_item_test_queue_from_softirq),
	KUNIT_CASE(io_work_item_test_routine_and_context_are_bound_at_queueing),
	KUNIT_CASE(io_work_item_test_running_routine_keeps_its_arguments),
	KUNIT_CASE(io_work_item_test_free_of_an_item_never_queued),
	KUNIT_CASE(io_work_item_test_free_after_the_run),
	KUNIT_CASE(io_work_item_test_free_in_routine),
	KUNIT_CASE(io_work_item_test_item_embedded_at_the_tail),
	KUNIT_CASE(io_work_item_test_storage_aligned_to_four),
	KUNIT_CASE(io_work_item_test_uninitialize_and_free_storage_in_routine),
	KUNIT_CASE(io_work_item_test_initialize_and_uninitialize_1000_times),
	KUNIT_CASE(io_work_item_test_item_begins_with_a_work_queue_item),
	{}
};

WINWORK_SUITE(io_work_item);
