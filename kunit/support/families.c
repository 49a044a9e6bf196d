/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The rows that the items of every family keep, written once. A case is one of these functions with
 * one family; see families.h.
 */
#include "families.h"

#include <linux/delay.h>

#define CROWD_ITEMS 500
#define WDF_INVALID_HANDLE 5
#define NEST 8

static struct job *new_job(struct kunit *test, const struct family *family,
			   void (*routine)(struct job *job, void *item))
{
	struct job *job = case_alloc_type(test, struct job);

	job->test = test;
	job->family = family;
	job->routine = routine;
	init_completion(&job->started);
	init_completion(&job->go);
	init_completion(&job->done);
	return job;
}

static void *new_item(struct kunit *test, const struct family *family)
{
	void *item = family->allocate(test);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

/* ---- routines ----------------------------------------------------------------------------- */

static void just_run(struct job *job, void *item)
{
	job->item = item;
	atomic_inc(&job->runs);
	complete(&job->done);
}

/* Starts, waits for the case, and ends. */
static void stay(struct job *job, void *item)
{
	atomic_inc(&job->runs);
	complete(&job->started);
	if (!in_time(&job->go))
		atomic_inc(&job->failures);
	complete(&job->done);
}

static void queue_and_wait(struct kunit *test, void *item, struct job *job)
{
	job->family->queue(item, job);
	ASSERT_IN_TIME(test, &job->done);
}

/* ---- allocating and queueing -------------------------------------------------------------- */

/* row 1 */
void allocated_item_is_ready(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	void *item = new_item(test, family);

	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, job->item, item);
	family->free(item);
	EXPECT_NO_REPORT(test);
}

/*
 * Without the verifier a processor keeps storage for the next items of any family, so there may be
 * no allocation to fail. These items take all of that storage. Called with bottom halves off.
 */
#define MOST_KEPT 1024

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
	if (!verifier_is_off())
		KUNIT_EXPECT_EQ(test, spare->count, 0);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	EXPECT_NO_REPORT(test);
	give_back_storage(spare);
	/* Memory is available again. */
	family->free(new_item(test, family));
	EXPECT_NO_REPORT(test);
}

/* Storage comes in batches of 64, and kmemleak allocates a record for each piece of it. */
#define MOST_ALLOCATIONS 200

/*
 * rows 2, 79: each allocation that an item needs fails in turn. With the verifier the item itself
 * and its entry in the ledger are two of them, and without either there is no item. After any other
 * failure there is an item without it, or none.
 */
void allocate_with_one_failing_allocation(struct kunit *test, const struct family *family)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	struct job *job = new_job(test, family, just_run);
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
	if (!verifier_is_off())
		KUNIT_EXPECT_GE(test, failed, 2);
	give_back_storage(spare);
	EXPECT_NO_REPORT(test);
}

/* row 8: on an empty queue, and behind other items */
void queue_without_memory(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	void *item[4];
	int i, attempts = 0;

	NEED_FAULT_INJECTION(test);
	for (i = 0; i < 4; i++)
		item[i] = new_item(test, family);
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
	struct job *job = new_job(test, family, just_run);
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
	struct job *job = new_job(test, family, just_run);
	PKDPC dpc = case_alloc_type(test, KDPC);
	void *item = new_item(test, family);

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
	void *item = new_item(test, family);
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
	void *item = new_item(test, family);

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

/* ---- queueing again ----------------------------------------------------------------------- */

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
	void *item = new_item(test, family);

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
	void *item = new_item(test, family);
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
	void *item = new_item(test, family);

	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	family->free(item);
}

/* row 14: the routine signals that it has started, and another thread queues its item again */
void requeue_by_another_thread_while_running(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, stay);
	void *item = new_item(test, family);

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

/* ---- freeing ------------------------------------------------------------------------------ */

static void free_first(struct job *job, void *item)
{
	const struct family *family = job->family;
	void *another;
	int i;

	family->free(item);
	/* The rest of the routine takes long, and others get the memory meanwhile. */
	for (i = 0; i < 50; i++) {
		another = family->allocate(job->test);
		if (another)
			family->free(another);
	}
	msleep(1);
	atomic_inc(&job->runs);
	complete(&job->done);
}

/* rows 21, 22, 80, 107: the first statement of the routine frees its item */
void free_first_in_routine(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, free_first);

	queue_and_wait(test, new_item(test, family), job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	EXPECT_NO_REPORT(test);
}

static void free_it(void *data)
{
	struct job *job = data;

	job->family->free(job->item);
	complete(job->work);
}

/* row 23 */
void free_by_another_thread_while_running(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, stay);
	struct completion *freed = case_alloc_type(test, struct completion);

	init_completion(freed);
	job->work = freed;
	job->item = new_item(test, family);
	family->queue(job->item, job);
	ASSERT_IN_TIME(test, &job->started);
	spawn(test, free_it, job);
	if (!family->free_waits)
		EXPECT_IN_TIME(test, freed);
	complete(&job->go);
	ASSERT_IN_TIME(test, &job->done);
	if (family->free_waits)
		EXPECT_IN_TIME(test, freed);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	EXPECT_NO_REPORT(test);
}

/* The rest of the routine runs after the statements of the case that follow the event. */
static void say_done_and_stay(struct job *job, void *item)
{
	atomic_inc(&job->runs);
	complete(&job->done);
	if (!in_time(&job->go))
		atomic_inc(&job->failures);
}

#define MOST_TRIES 16

/* An item; where the freed memory is reused at once, the item at @address. */
static void *item_at(struct kunit *test, const struct family *family, void *address)
{
	void *item[MOST_TRIES];
	int count = 0, i;

	do {
		item[count] = new_item(test, family);
	} while (item[count++] != address && count < MOST_TRIES);
	for (i = 0; i < count - 1; i++)
		family->free(item[i]);
	return item[count - 1];
}

/*
 * row 20: the case has seen the routine's event and frees the item while the worker still runs the
 * routine. Another item is then at that address, and queued. The rest of the worker's run touches
 * neither.
 */
void free_after_the_run(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, say_done_and_stay);
	struct job *next = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_item(test, family), *another;

	queue_and_wait(test, item, job);
	family->free(item);
	EXPECT_NO_REPORT(test);
	another = item_at(test, family, item);
	WinworkHoldWorkers(TRUE);
	family->queue(another, next);
	complete(&job->go);
	/* The worker drops its reference last; that of the other item stays. */
	EXPECT_REFERENCES(test, object, references + 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&next->runs), 0);
	/* It is still queued. */
	family->free(another);
	EXPECT_REPORT(test, family->free_name, BUGCHECK_WORKER_INVALID, 2, another, family->routine,
		      0, another);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &next->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&next->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, next->item, another);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	EXPECT_REFERENCES(test, object, references);
	family->free(another);
	EXPECT_NO_REPORT(test);
}

/*
 * Frees its item, queues another one, likely at the same address, and waits until that has run. A
 * queue that knows items by their address would wait for itself.
 */
static void free_allocate_and_wait(struct job *job, void *item)
{
	struct job *next = job + 1;
	void *another;

	job->family->free(item);
	if (job->limit) {
		another = job->family->allocate(job->test);
		if (another)
			job->family->queue(another, next);
		if (!another || !in_time(&next->done))
			atomic_inc(&job->failures);
	}
	complete(&job->done);
}

void freed_address_is_used_again(struct kunit *test, const struct family *family)
{
	struct job *job = case_alloc_array(test, NEST, struct job);
	int i;

	for (i = 0; i < NEST; i++) {
		job[i] = *new_job(test, family, free_allocate_and_wait);
		job[i].limit = i < NEST - 1;
		init_completion(&job[i].done);
	}
	queue_and_wait(test, new_item(test, family), job);
	for (i = 0; i < NEST; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&job[i].failures), 0);
	EXPECT_NO_REPORT(test);
}

static void free_and_count(struct job *job, void *item)
{
	job->family->free(item);
	atomic_inc(&job->runs);
}

static void queue_a_crowd(void *data)
{
	struct job *job = data;
	void *item;
	int i;

	for (i = 0; i < CROWD_ITEMS; i++) {
		item = job->family->allocate(job->test);
		if (item)
			job->family->queue(item, job);
		else
			atomic_inc(&job->failures);
	}
}

/* row 119 */
void items_from_all_cpus_free_themselves(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, free_and_count);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	int cpu;

	for_each_online_cpu(cpu)
		data[cpu] = job;
	run_on_all_cpus(test, queue_a_crowd, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->failures), 0);
	ASSERT_COUNT(test, &job->runs, CROWD_ITEMS * (int)num_online_cpus());
	EXPECT_REFERENCES(test, object, references);
	EXPECT_NO_REPORT(test);
}

/* ---- references --------------------------------------------------------------------------- */

static void free_and_stay(struct job *job, void *item)
{
	job->family->free(item);
	stay(job, item);
}

/* rows 46, 47, 85: also when the routine has freed its item */
void reference_lasts_until_the_routine_has_returned(struct kunit *test,
						    const struct family *family)
{
	struct job *job = new_job(test, family, free_and_stay);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);

	family->queue(new_item(test, family), job);
	ASSERT_IN_TIME(test, &job->started);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references + 1);
	complete(&job->go);
	ASSERT_IN_TIME(test, &job->done);
	EXPECT_REFERENCES(test, object, references);
}

/* row 48 */
void every_queueing_holds_a_reference(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, stay);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_item(test, family);

	family->queue(item, job);
	ASSERT_IN_TIME(test, &job->started);
	WinworkHoldWorkers(TRUE);
	family->queue(item, job);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references + 2);
	complete_all(&job->go);
	EXPECT_REFERENCES(test, object, references + 1);
	WinworkHoldWorkers(FALSE);
	EXPECT_REFERENCES(test, object, references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	family->free(item);
}

/* rows 4, 86 */
void idle_item_holds_no_reference(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_item(test, family);

	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	queue_and_wait(test, item, job);
	EXPECT_REFERENCES(test, object, references);
	family->free(item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
}

/* ---- misuse ------------------------------------------------------------------------------- */

/* rows 17, 111: one run, one reference, and a report unless the family coalesces */
void queue_of_a_queued_item(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	struct job *second = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object), held;
	void *item = new_item(test, family);

	WinworkHoldWorkers(TRUE);
	family->queue(item, job);
	held = WinworkObjectReferenceCount(object);
	family->queue(item, family->coalesces ? job : second);
	if (family->coalesces)
		EXPECT_NO_REPORT(test);
	else
		EXPECT_REPORT(test, family->queue_name, BUGCHECK_WORKER_INVALID, 1, item, ANY, ANY,
			      item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)held);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &job->done);
	EXPECT_REFERENCES(test, object, references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&second->runs), 0);
	family->free(item);
}

/* row 24: it stays queued with its reference, runs once, and the driver frees it afterwards */
void free_of_a_queued_item_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_item(test, family);

	WinworkHoldWorkers(TRUE);
	family->queue(item, job);
	family->free(item);
	EXPECT_REPORT(test, family->free_name, BUGCHECK_WORKER_INVALID, 2, item, family->routine, 0,
		      item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &job->done);
	EXPECT_REFERENCES(test, object, references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	family->free(item);
	EXPECT_NO_REPORT(test);
}

static void requeue_and_free(struct job *job, void *item)
{
	if (atomic_inc_return(&job->runs) == 1) {
		WinworkHoldWorkers(TRUE);
		job->family->queue(item, job);
		job->family->free(item);
		complete(&job->started);
	} else {
		complete(&job->done);
	}
}

/* rows 25, 26 */
void requeue_and_free_in_one_routine_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, requeue_and_free);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_item(test, family);

	family->queue(item, job);
	ASSERT_IN_TIME(test, &job->started);
	EXPECT_REPORT(test, family->free_name, BUGCHECK_WORKER_INVALID, 2, item, family->routine, 0,
		      item);
	/* The reference of the queueing; the one of the first run is dropped. */
	EXPECT_REFERENCES(test, object, references + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &job->done);
	EXPECT_REFERENCES(test, object, references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 2);
	family->free(item);
	EXPECT_NO_REPORT(test);
}

/* The report about a pointer to no item of the family. */
static void expect_no_item(struct kunit *test, const struct family *family, const char *function,
			   void *item)
{
	if (family->foreign_code == BUGCHECK_WDF_VIOLATION)
		EXPECT_REPORT(test, function, BUGCHECK_WDF_VIOLATION, WDF_INVALID_HANDLE, item, 0,
			      0, item);
	else
		EXPECT_REPORT(test, function, family->foreign_code, 7, 0, 0, item, item);
}

/* row 28 */
void item_freed_twice_is_reported(struct kunit *test, const struct family *family)
{
	void *item;

	NEED_VERIFIER(test);
	item = new_item(test, family);
	family->free(item);
	EXPECT_NO_REPORT(test);
	family->free(item);
	EXPECT_REPORT(test, family->free_name, BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item, item);
}

/* row 30 */
void freed_item_is_not_queued(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item;

	NEED_VERIFIER(test);
	item = new_item(test, family);
	family->free(item);
	family->queue(item, job);
	EXPECT_REPORT(test, family->queue_name, BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item, item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 0);
}

/* row 29 */
void free_of_null_is_reported(struct kunit *test, const struct family *family)
{
	family->free(NULL);
	expect_no_item(test, family, family->free_name, NULL);
}

/* For the other families, an Io item, which none of their functions may touch. */
void item_of_another_family_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	PIO_WORKITEM io_item;
	void *foreign;

	NEED_VERIFIER(test);
	foreign = io_item = device_item(test);
	if (family->foreign)
		foreign = family->foreign(test);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, foreign);
	family->queue(foreign, job);
	expect_no_item(test, family, family->queue_name, foreign);
	family->free(foreign);
	expect_no_item(test, family, family->free_name, foreign);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 0);
	if (family->foreign)
		family->free_foreign(foreign);
	IoFreeWorkItem(io_item);
	EXPECT_NO_REPORT(test);
}

static void queue_it(void *data)
{
	struct job *job = data;

	job->family->queue(job->item, job);
}

void queue_above_dispatch_level_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	void *item = new_item(test, family);

	job->item = item;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(queue_it, job));
	EXPECT_REPORT(test, family->queue_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, item, HIGH_LEVEL, 0,
		      ANY, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 0);
	/* It works as before. */
	queue_and_wait(test, item, job);
	family->free(item);
}

static void allocate_it(void *data)
{
	struct job *job = data;

	job->item = job->family->allocate(job->test);
}

/* no item is made, and the next allocation succeeds */
void allocate_above_dispatch_level_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);

	job->item = job;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(allocate_it, job));
	KUNIT_EXPECT_PTR_EQ(test, job->item, (void *)NULL);
	EXPECT_REPORT(test, family->allocate_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, 0, HIGH_LEVEL, 0,
		      ANY, NULL);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	family->free(new_item(test, family));
	EXPECT_NO_REPORT(test);
}

static void just_free_it(void *data)
{
	struct job *job = data;

	job->family->free(job->item);
}

/* rows 27, 80: the rule is <= DISPATCH_LEVEL; above it the call has no effect on the item */
void free_above_dispatch_level_is_refused(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, just_run);
	void *item = new_item(test, family);

	job->item = item;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(just_free_it, job));
	EXPECT_REPORT(test, family->free_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, item, HIGH_LEVEL, 0,
		      ANY, item);
	queue_and_wait(test, item, job);
	KUNIT_EXPECT_EQ(test, atomic_read(&job->runs), 1);
	/* The item is still live, so this call frees it, once. */
	family->free(item);
	EXPECT_NO_REPORT(test);
}
