/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suites flt_generic_rows and flt_deferred_rows: the shared rows for the Filter Manager's items.
 * Generic items are queued for a filter here. Deferred items are queued for one operation, which is
 * pended from the beginning of the case to its end.
 */
#include "families.h"
#include "flt_host.h"

/* ---- generic ------------------------------------------------------------------------------ */

static int open_filter(struct kunit *test)
{
	struct flt_host *host;
	int error = flt_host_open(test, &host);

	fixture_of(test)->host = host;
	return error;
}

static void close_filter(struct kunit *test)
{
	if (host_of(test))
		flt_host_close(host_of(test));
}

static PVOID filter(struct kunit *test)
{
	return host_of(test)->filter;
}

static void *allocate_generic(struct kunit *test)
{
	return FltAllocateGenericWorkItem();
}

static VOID FLTAPI generic_routine(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	run_job(context, item);
}

/* Refusals are reported, and the rows judge the report. */
static void queue_generic(void *item, struct job *job)
{
	NTSTATUS status = FltQueueGenericWorkItem(item, filter(job->test), generic_routine,
						  DelayedWorkQueue, job);

	if (status != STATUS_SUCCESS && status != STATUS_INVALID_PARAMETER)
		atomic_inc(&job->failures);
}

static void free_generic(void *item)
{
	FltFreeGenericWorkItem(item);
}

static const struct family flt_generic_rows_family = {
	.open = open_filter,
	.close = close_filter,
	.object = filter,
	.allocate = allocate_generic,
	.queue = queue_generic,
	.free = free_generic,
	.routine = (void *)generic_routine,
	.allocate_name = "FltAllocateGenericWorkItem",
	.queue_name = "FltQueueGenericWorkItem",
	.free_name = "FltFreeGenericWorkItem",
	.foreign_code = BUGCHECK_BAD_POOL_CALLER,
};

FAMILY_SUITE(flt_generic_rows, ALL_ROWS);

/* ---- deferred I/O ------------------------------------------------------------------------- */

struct pended {
	struct flt_host *host;
	struct operation *operation;
};

static struct pended *pended_of(struct kunit *test)
{
	return fixture_of(test)->host;
}

static int open_operation(struct kunit *test)
{
	struct pended *pended = case_alloc_type(test, struct pended);
	int error = flt_host_open(test, &pended->host);

	if (error)
		return error;
	fixture_of(test)->host = pended;
	pended->operation = new_operation(test, pended->host);
	pended->operation->pre = pre_pend;
	send(pended->operation);
	return pended->operation->data ? 0 : -EIO;
}

static void close_operation(struct kunit *test)
{
	struct pended *pended = pended_of(test);

	if (!pended)
		return;
	if (pended->operation->data) {
		FltCompletePendedPreOperation(pended->operation->data,
					      FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
		EXPECT_IN_TIME(test, &pended->operation->over);
	}
	flt_host_close(pended->host);
}

static PVOID instance(struct kunit *test)
{
	return pended_of(test)->host->instance;
}

static void *allocate_deferred(struct kunit *test)
{
	return FltAllocateDeferredIoWorkItem();
}

static VOID FLTAPI deferred_routine(PFLT_DEFERRED_IO_WORKITEM item, PFLT_CALLBACK_DATA data,
				    PVOID context)
{
	struct job *job = context;

	if (data != pended_of(job->test)->operation->data)
		atomic_inc(&job->failures);
	run_job(job, item);
}

static void queue_deferred_job(void *item, struct job *job)
{
	NTSTATUS status = FltQueueDeferredIoWorkItem(item, pended_of(job->test)->operation->data,
						     deferred_routine, DelayedWorkQueue, job);

	if (status != STATUS_SUCCESS && status != STATUS_INVALID_PARAMETER)
		atomic_inc(&job->failures);
}

static void free_deferred(void *item)
{
	FltFreeDeferredIoWorkItem(item);
}

static const struct family flt_deferred_rows_family = {
	.open = open_operation,
	.close = close_operation,
	.object = instance,
	.allocate = allocate_deferred,
	.queue = queue_deferred_job,
	.free = free_deferred,
	.routine = (void *)deferred_routine,
	.allocate_name = "FltAllocateDeferredIoWorkItem",
	.queue_name = "FltQueueDeferredIoWorkItem",
	.free_name = "FltFreeDeferredIoWorkItem",
	.foreign_code = BUGCHECK_BAD_POOL_CALLER,
};

FAMILY_SUITE(flt_deferred_rows, ALL_ROWS);
