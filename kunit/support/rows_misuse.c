/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The shared rows about misuse; see families.h.
 */
#include "families.h"

#define WDF_INVALID_HANDLE 5

/* rows 17, 111: one run, one reference, and a report unless the family coalesces */
void queue_of_a_queued_item(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	struct job *second = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object), held;
	void *item = new_family_item(test, family);

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
	struct job *job = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item = new_family_item(test, family);

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
	void *item = new_family_item(test, family);

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

	item = new_family_item(test, family);
	family->free(item);
	EXPECT_NO_REPORT(test);
	family->free(item);
	EXPECT_REPORT(test, family->free_name, BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item, item);
}

/* row 30 */
void freed_item_is_not_queued(struct kunit *test, const struct family *family)
{
	struct job *job = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);
	void *item;

	item = new_family_item(test, family);
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
	struct job *job = new_job(test, family, record_job);
	PIO_WORKITEM io_item;
	void *foreign;

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
	struct job *job = new_job(test, family, record_job);
	void *item = new_family_item(test, family);

	job->item = item;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(queue_it, job));
	EXPECT_REPORT(test, family->queue_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, item, HIGH_LEVEL,
		      0, ANY, item);
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
	struct job *job = new_job(test, family, record_job);
	PVOID object = family->object(test);
	LONG_PTR references = WinworkObjectReferenceCount(object);

	job->item = job;
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(allocate_it, job));
	KUNIT_EXPECT_PTR_EQ(test, job->item, (void *)NULL);
	EXPECT_REPORT(test, family->allocate_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, 0, HIGH_LEVEL,
		      0, ANY, NULL);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(object), (long)references);
	family->free(new_family_item(test, family));
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
	struct job *job = new_job(test, family, record_job);
	void *item = new_family_item(test, family);

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
