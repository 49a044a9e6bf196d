/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The shared rows about freeing, and about references; see families.h.
 */
#include "families.h"

#include <linux/delay.h>

#define NEST 8
#define CROWD_ITEMS 500

/* ---- freeing ------------------------------------------------------------------------------- */

static void free_first(struct job *job, void *item)
{
	const struct family *family = job->family;
	void *another;
	int i;

	family->free(item);
	/* The rest of the routine takes long, and other owners get the memory meanwhile. */
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

	queue_and_wait(test, new_family_item(test, family), job);
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
	struct job *job = new_job(test, family, hold_job);
	struct completion *freed = case_alloc_type(test, struct completion);

	init_completion(freed);
	job->work = freed;
	job->item = new_family_item(test, family);
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
		item[count] = new_family_item(test, family);
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
	struct job *next = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_family_item(test, family), *another;

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
	queue_and_wait(test, new_family_item(test, family), job);
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

/* ---- references ---------------------------------------------------------------------------- */

static void free_and_stay(struct job *job, void *item)
{
	job->family->free(item);
	hold_job(job, item);
}

/* rows 46, 47, 85: also when the routine has freed its item */
void reference_lasts_until_the_routine_has_returned(struct kunit *test,
						    const struct family *family)
{
	struct job *job = new_job(test, family, free_and_stay);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);

	family->queue(new_family_item(test, family), job);
	ASSERT_IN_TIME(test, &job->started);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references + 1);
	complete(&job->go);
	ASSERT_IN_TIME(test, &job->done);
	EXPECT_REFERENCES(test, object, references);
}

/* row 48 */
void every_queueing_holds_a_reference(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, hold_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_family_item(test, family);

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
	struct job *job = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_family_item(test, family);

	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	queue_and_wait(test, item, job);
	EXPECT_REFERENCES(test, object, references);
	family->free(item);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
}
