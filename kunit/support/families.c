/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the rows of all families: jobs, and routines that record their run. The rows themselves
 * are in rows_queue.c, rows_free.c and rows_misuse.c.
 */
#include "families.h"

struct job *new_job(struct kunit *test, const struct family *family,
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

void *new_family_item(struct kunit *test, const struct family *family)
{
	void *item = family->allocate(test);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

void record_job(struct job *job, void *item)
{
	job->item = item;
	atomic_inc(&job->runs);
	complete(&job->done);
}

void hold_job(struct job *job, void *item)
{
	atomic_inc(&job->runs);
	complete(&job->started);
	if (!in_time(&job->go))
		atomic_inc(&job->failures);
	complete(&job->done);
}

void queue_and_wait(struct kunit *test, void *item, struct job *job)
{
	job->family->queue(item, job);
	ASSERT_IN_TIME(test, &job->done);
}
