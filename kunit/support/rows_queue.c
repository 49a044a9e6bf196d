/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The shared rows about allocating and queueing; see families.h.
 */
#include "families.h"

/* ---- allocating and queueing --------------------------------------------------------------- */

/* row 1 */
void allocated_item_is_ready(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	void *item = new_family_item(test, family);

	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, job->item, item);
	family->free(item);
	EXPECT_NO_REPORT(test);
}

/*
 * A processor keeps storage for the next items of any family, and chunks have free slots, so there
 * may be no allocation to fail. These items take all of that storage. Called with bottom halves off.
 */
#define MOST_KEPT 16384

struct spare {
	int count;
	PIO_WORKITEM item[MOST_KEPT];
};

static void take_kept_storage(struct spare *spare, PDEVICE_OBJECT device)
{
	PIO_WORKITEM item;

	fail_all_allocations(true);
	while (spare->count < MOST_KEPT && (item = IoAllocateWorkItem(device)))
		spare->item[spare->count++] = item;
	fail_all_allocations(false);
}

static void give_back_storage(struct spare *spare)
{
	while (spare->count)
		IoFreeWorkItem(spare->item[--spare->count]);
}

/* rows 2, 79: all memory is used up, and the attempt leaves nothing behind */
void allocate_without_memory_is_null(struct kunit *test, const struct family *family)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	struct spare *spare = case_alloc_type(test, struct spare);
	void *item;

	NEED_FAILING_ALLOCATIONS(test);
	local_bh_disable();
	take_kept_storage(spare, device);
	fail_all_allocations(true);
	item = family->allocate(test);
	fail_all_allocations(false);
	local_bh_enable();
	KUNIT_EXPECT_PTR_EQ(test, item, (void *)NULL);
	KUNIT_EXPECT_LT(test, spare->count, MOST_KEPT);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	EXPECT_NO_REPORT(test);
	give_back_storage(spare);
	/* Memory is available again. */
	family->free(new_family_item(test, family));
	EXPECT_NO_REPORT(test);
}

/* A new chunk may need a leaf of the map, and kmemleak allocates a record for each of both. */
#define MOST_ALLOCATIONS 20

/*
 * rows 2, 79: each allocation that an item needs fails in turn. Without storage there is no item.
 * After any other failure there is an item without it, or none.
 */
void allocate_with_one_failing_allocation(struct kunit *test, const struct family *family)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	struct job *job = new_job(test, family, record_job);
	struct spare *spare = case_alloc_type(test, struct spare);
	int nth, failed = 0;

	NEED_FAILING_ALLOCATIONS(test);
	for (nth = 1; nth <= MOST_ALLOCATIONS; nth++) {
		bool attempted;
		void *item;

		local_bh_disable();
		take_kept_storage(spare, device);
		fail_allocation(nth);
		item = family->allocate(test);
		attempted = allocation_was_attempted();
		local_bh_enable();
		EXPECT_NO_REPORT(test);
		if (item) {
			queue_and_wait(test, item, job);
			family->free(item);
		} else {
			failed++;
		}
		/* Its worker may still be leaving the routine. */
		EXPECT_REFERENCES(test, object, references);
		if (!attempted)
			break;
	}
	/* The last attempt had all its allocations. */
	KUNIT_EXPECT_LE(test, nth, MOST_ALLOCATIONS);
	KUNIT_EXPECT_GT(test, nth, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), nth - failed);
	KUNIT_EXPECT_GE(test, failed, 1);
	give_back_storage(spare);
	EXPECT_NO_REPORT(test);
}

/* row 8: on an empty queue, and behind other items */
void queue_without_memory(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	void *item[4];
	int i, attempts = 0;

	NEED_FAULT_INJECTION(test);
	for (i = 0; i < 4; i++)
		item[i] = new_family_item(test, family);
	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 4; i++) {
		local_bh_disable();
		fail_next_allocation();
		family->queue(item[i], job);
		attempts += allocation_was_attempted();
		local_bh_enable();
	}
	WinworkHoldWorkers(FALSE);
	for (i = 0; i < 4; i++)
		ASSERT_IN_TIME(test, &job->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 4);
	KUNIT_EXPECT_EQ(test, attempts, 0);
	for (i = 0; i < 4; i++)
		family->free(item[i]);
}

/* rows 3, 9, 27, 80: the kernel reports a call that sleeps there */
void allocate_queue_and_free_under_spin_lock(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	KSPIN_LOCK lock;
	void *item;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	item = family->allocate(test);
	if (item)
		family->queue(item, job);
	KeReleaseSpinLock(&lock, irql);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	ASSERT_IN_TIME(test, &job->done);
	/* Its worker may still be leaving the routine. */
	KeAcquireSpinLock(&lock, &irql);
	family->free(item);
	KeReleaseSpinLock(&lock, irql);
	EXPECT_NO_REPORT(test);
}

static VOID queue_in_dpc(PKDPC dpc, PVOID context, PVOID item, PVOID unused)
{
	struct job *job = context;

	job->family->queue(item, job);
}

/* row 9 */
void queue_from_dpc(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	PKDPC dpc = case_alloc_type(test, KDPC);
	void *item = new_family_item(test, family);

	KeInitializeDpc(dpc, queue_in_dpc, job);
	KUNIT_EXPECT_EQ(test, KeInsertQueueDpc(dpc, item, NULL), TRUE);
	ASSERT_IN_TIME(test, &job->done);
	family->free(item);
	KeFlushQueuedDpcs();
}

struct held {
	KSPIN_LOCK lock;
	bool queueing;			/* under lock */
	bool ran_inside;
};

static void take_the_lock(struct job *job, void *item)
{
	struct held *held = job->work;
	KIRQL irql;

	KeAcquireSpinLock(&held->lock, &irql);
	held->ran_inside = held->queueing;
	KeReleaseSpinLock(&held->lock, irql);
	complete(&job->done);
}

/* row 10: the routine needs the lock that the queueing thread holds */
void routine_is_not_run_by_the_queue_call(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, take_the_lock);
	struct held *held = case_alloc_type(test, struct held);
	void *item = new_family_item(test, family);
	KIRQL irql;

	job->work = held;
	KeInitializeSpinLock(&held->lock);
	KeAcquireSpinLock(&held->lock, &irql);
	held->queueing = true;
	family->queue(item, job);
	held->queueing = false;
	KeReleaseSpinLock(&held->lock, irql);
	ASSERT_IN_TIME(test, &job->done);
	KUNIT_EXPECT_FALSE(test, held->ran_inside);
	family->free(item);
}

struct surroundings {
	KIRQL irql;
	struct task_struct *task;
	bool system_thread;
	bool has_mm;
	bool atomic;
};

static void look_around(struct job *job, void *item)
{
	struct surroundings *seen = job->work;

	seen->irql = KeGetCurrentIrql();
	seen->task = current;
	seen->system_thread = PsIsSystemThread(PsGetCurrentThread());
	seen->has_mm = current->mm != NULL;
	seen->atomic = irqs_disabled() || in_atomic();
	might_sleep();
	complete(&job->done);
}

/* rows 42, 43: at PASSIVE_LEVEL, whatever the level of the queue call */
void routine_runs_in_a_system_thread(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, look_around);
	struct surroundings *seen = case_alloc_type(test, struct surroundings);
	void *item = new_family_item(test, family);

	seen->irql = HIGH_LEVEL;
	job->work = seen;
	local_bh_disable();
	family->queue(item, job);
	local_bh_enable();
	ASSERT_IN_TIME(test, &job->done);
	KUNIT_EXPECT_EQ(test, seen->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_NE(test, seen->task, current);
	KUNIT_EXPECT_TRUE(test, seen->system_thread);
	KUNIT_EXPECT_FALSE(test, seen->has_mm);
	KUNIT_EXPECT_FALSE(test, seen->atomic);
	family->free(item);
}

/* ---- queueing again ------------------------------------------------------------------------ */

static void requeue_up_to_limit(struct job *job, void *item)
{
	if (atomic_inc_return(&job->runs) < job->limit)
		job->family->queue(item, job);
	else
		complete(&job->done);
}

/* row 11: the first statement of the routine queues the same item */
void item_is_idle_in_its_routine(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, requeue_up_to_limit);
	void *item = new_family_item(test, family);

	job->limit = 2;
	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	EXPECT_NO_REPORT(test);
	family->free(item);
}

/* rows 13, 88 */
void requeue_in_routine_1000_times(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, requeue_up_to_limit);
	void *item = new_family_item(test, family);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);

	job->limit = 1000;
	queue_and_wait(test, item, job);
	EXPECT_REFERENCES(test, object, references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1000);
	family->free(item);
}

static void first_waits_for_second(struct job *job, void *item)
{
	if (atomic_inc_return(&job->runs) == 1) {
		job->family->queue(item, job);
		if (!in_time(&job->started))
			atomic_inc(&job->failures);
		complete(&job->done);
	} else {
		complete(&job->started);
	}
}

/* row 12 */
void item_runs_beside_itself(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, first_waits_for_second);
	void *item = new_family_item(test, family);

	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	family->free(item);
}

/* row 14: the routine signals that it has started, and another thread queues its item again */
void requeue_by_another_thread_while_running(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, hold_job);
	void *item = new_family_item(test, family);

	family->queue(item, job);
	ASSERT_IN_TIME(test, &job->started);
	family->queue(item, job);
	EXPECT_IN_TIME(test, &job->started);
	complete_all(&job->go);
	ASSERT_IN_TIME(test, &job->done);
	ASSERT_IN_TIME(test, &job->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	family->free(item);
}
