/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_item: one item on several workers at once, and an item at the address of one that
 * still runs. With one work_struct per item these cases would hang. Queueing allocates nothing,
 * loses no item, and the engine does not touch an item once its routine has started.
 */
#include "support.h"

#define NEST_DEPTH 40

/* ---- one item on several workers at once -------------------------------------------------- */

struct chain {
	struct kunit *test;
	int type;
	int depth;
	atomic_t runs;
	atomic_t failures;		/* waits that reached the deadline */
	struct completion done[NEST_DEPTH + 1];
	struct completion all;
};

static struct chain *new_chain(struct kunit *test, int type, int depth)
{
	struct chain *chain = case_alloc_type(test, struct chain);
	int i;

	chain->test = test;
	chain->type = type;
	chain->depth = depth;
	for (i = 0; i <= NEST_DEPTH; i++)
		init_completion(&chain->done[i]);
	init_completion(&chain->all);
	return chain;
}

/* Run n queues run n + 1 of the same item, and waits until that run has ended. */
static VOID requeue_and_wait(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct chain *chain = context;
	int run = atomic_inc_return(&chain->runs);

	if (run < chain->depth) {
		IoQueueWorkItemEx(item, requeue_and_wait, chain->type, chain);
		if (!in_time(&chain->done[run + 1]))
			atomic_inc(&chain->failures);
	}
	if (run == 1)
		complete(&chain->all);
	else
		complete(&chain->done[run]);
}

static void check_requeue_chain(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItemEx(item, requeue_and_wait, type, chain);
	ASSERT_IN_TIME(test, &chain->all);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
	IoFreeWorkItem(item);
}

/* row 12: on every queue type */
static void engine_item_test_requeue_own_item_and_wait(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_requeue_chain(test, *type, 2);
}

/* row 12: forty runs of one item at once */
static void engine_item_test_item_runs_on_40_workers(struct kunit *test)
{
	check_requeue_chain(test, DelayedWorkQueue, NEST_DEPTH);
}

/* ---- an item at the address of one that still runs ---------------------------------------- */

struct level {
	struct chain *chain;
	PVOID object;
	int depth;
	PIO_WORKITEM outer;		/* the address of the item one level up */
	bool same_address;
};

static VOID free_and_allocate(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct level *level = context;
	struct chain *chain = level->chain;
	int depth = level->depth;
	PIO_WORKITEM next;

	level->same_address = item == level->outer;
	IoFreeWorkItem(item);
	atomic_inc(&chain->runs);
	if (depth < chain->depth) {
		next = IoAllocateWorkItem(object);
		if (next) {
			level[1].outer = item;
			IoQueueWorkItemEx(next, free_and_allocate, chain->type, level + 1);
		}
		if (!next || !in_time(&chain->done[depth + 1]))
			atomic_inc(&chain->failures);
	}
	complete(&chain->done[depth]);
}

static void check_free_and_allocate(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	struct level *level = case_alloc_array(test, depth + 1, struct level);
	int i, same = 0;

	for (i = 1; i <= depth; i++) {
		level[i].chain = chain;
		level[i].depth = i;
	}
	IoQueueWorkItemEx(device_item(test), free_and_allocate, type, level + 1);
	ASSERT_IN_TIME(test, &chain->done[1]);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
	for (i = 2; i <= depth; i++)
		same += level[i].same_address;
	kunit_info(test, "type %d: %d of %d items at the address of the one above\n", type,
		   same, depth - 1);
}

static void engine_item_test_free_allocate_queue_wait(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_free_and_allocate(test, *type, 3);
}

static void engine_item_test_free_allocate_nested_40(struct kunit *test)
{
	check_free_and_allocate(test, DelayedWorkQueue, NEST_DEPTH);
	check_free_and_allocate(test, CriticalWorkQueue, NEST_DEPTH);
}

/* In the caller's storage the address is the same in each run, whatever the allocator does. */
struct storage_level {
	struct chain *chain;
	int depth;
};

static VOID reuse_storage(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct storage_level *level = context;
	struct chain *chain = level->chain;
	int depth = level->depth;

	IoUninitializeWorkItem(item);
	atomic_inc(&chain->runs);
	if (depth < chain->depth) {
		memset(item, 0x5a, IoSizeofWorkItem());
		IoInitializeWorkItem(object, item);
		IoQueueWorkItemEx(item, reuse_storage, chain->type, level + 1);
		if (!in_time(&chain->done[depth + 1]))
			atomic_inc(&chain->failures);
	}
	complete(&chain->done[depth]);
}

static void check_reuse_storage(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	struct storage_level *level = case_alloc_array(test, depth + 1, struct storage_level);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	int i;

	for (i = 1; i <= depth; i++) {
		level[i].chain = chain;
		level[i].depth = i;
	}
	IoInitializeWorkItem(fixture_of(test)->device, item);
	IoQueueWorkItemEx(item, reuse_storage, type, level + 1);
	ASSERT_IN_TIME(test, &chain->done[1]);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
}

/* row 37: the storage is reused while the routine that released it still runs */
static void engine_item_test_storage_reused_and_waited_for(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_reuse_storage(test, *type, 3);
}

static void engine_item_test_storage_reused_nested_40(struct kunit *test)
{
	check_reuse_storage(test, DelayedWorkQueue, NEST_DEPTH);
	check_reuse_storage(test, CriticalWorkQueue, NEST_DEPTH);
}

/* ---- no item is lost ---------------------------------------------------------------------- */

#define PING_ROUNDS 2000

struct ping {
	PIO_WORKITEM item;
	int type;
	struct completion pong;
	struct completion over;
	atomic_t runs;
	bool lost;
};

static VOID pong(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct ping *ping = context;

	atomic_inc(&ping->runs);
	complete(&ping->pong);
}

static void play(void *data)
{
	struct ping *ping = data;
	int i;

	for (i = 0; i < PING_ROUNDS && !ping->lost; i++) {
		IoQueueWorkItemEx(ping->item, pong, ping->type, ping);
		if (!in_time(&ping->pong))
			ping->lost = true;
	}
	complete(&ping->over);
}

/*
 * Each queueing meets a worker that is about to become idle, the moment in which an item could be
 * lost.
 */
static void engine_item_test_no_item_is_stranded(struct kunit *test)
{
	struct ping *ping = case_alloc_array(test, 4, struct ping);
	int i;

	for (i = 0; i < 4; i++) {
		ping[i].item = device_item(test);
		ping[i].type = i < 2 ? DelayedWorkQueue : CriticalWorkQueue;
		init_completion(&ping[i].pong);
		init_completion(&ping[i].over);
		spawn(test, play, &ping[i]);
	}
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&ping[i].over, 6 * DEADLINE),
				0UL);
		KUNIT_ASSERT_FALSE(test, ping[i].lost);
		KUNIT_EXPECT_EQ(test, atomic_read(&ping[i].runs), PING_ROUNDS);
		IoFreeWorkItem(ping[i].item);
	}
}

/* ---- the item after it has started -------------------------------------------------------- */

static VOID poison_own_storage(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoUninitializeWorkItem(item);
	memset(item, 0xa5, IoSizeofWorkItem());
	complete(context);
}

static void engine_item_test_item_is_left_alone_once_started(struct kunit *test)
{
	size_t bytes = IoSizeofWorkItem();
	u8 *storage = case_alloc(test, bytes);
	struct completion *done = case_alloc_type(test, struct completion);

	init_completion(done);
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)storage);
	IoQueueWorkItemEx((PIO_WORKITEM)storage, poison_own_storage, DelayedWorkQueue, done);
	ASSERT_IN_TIME(test, done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(storage, 0xa5, bytes), (void *)NULL);
}

/* ---- queueing needs nothing --------------------------------------------------------------- */

#define NO_MEMORY_ITEMS 64

static VOID count_run(PVOID object, PVOID context, PIO_WORKITEM item)
{
	atomic_inc(context);
}

/* row 8: every type, from an empty queue and behind many items */
static void engine_item_test_queueing_never_allocates(struct kunit *test)
{
	PIO_WORKITEM *item = case_alloc_array(test, NO_MEMORY_ITEMS, PIO_WORKITEM);
	atomic_t *runs = case_alloc_type(test, atomic_t);
	const int *type;
	int i, attempts, expected = 0;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	for (i = 0; i < NO_MEMORY_ITEMS; i++)
		item[i] = device_item(test);
	for_each_queue_type(type) {
		attempts = 0;
		WinworkHoldWorkers(TRUE);
		for (i = 0; i < NO_MEMORY_ITEMS; i++) {
			local_bh_disable();
			fail_next_allocation();
			IoQueueWorkItemEx(item[i], count_run, *type, runs);
			attempts += allocation_was_attempted();
			local_bh_enable();
		}
		WinworkHoldWorkers(FALSE);
		expected += NO_MEMORY_ITEMS;
		ASSERT_COUNT(test, runs, expected);
		KUNIT_EXPECT_EQ_MSG(test, attempts, 0, "queue type %d", *type);
	}
	for (i = 0; i < NO_MEMORY_ITEMS; i++)
		IoFreeWorkItem(item[i]);
}

static struct kunit_case engine_item_cases[] = {
	KUNIT_CASE(engine_item_test_requeue_own_item_and_wait),
	KUNIT_CASE(engine_item_test_item_runs_on_40_workers),
	KUNIT_CASE(engine_item_test_free_allocate_queue_wait),
	KUNIT_CASE(engine_item_test_free_allocate_nested_40),
	KUNIT_CASE(engine_item_test_storage_reused_and_waited_for),
	KUNIT_CASE(engine_item_test_storage_reused_nested_40),
	KUNIT_CASE(engine_item_test_no_item_is_stranded),
	KUNIT_CASE(engine_item_test_item_is_left_alone_once_started),
	KUNIT_CASE(engine_item_test_queueing_never_allocates),
	{}
};

WINWORK_SUITE(engine_item);
