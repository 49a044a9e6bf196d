/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_rows: the shared rows for Io items. The item that is passed to the wrong functions is
 * one of the Filter Manager.
 */
#include "families.h"

#include <fltKernel.h>

static int open_nothing(struct kunit *test)
{
	return 0;
}

static void close_nothing(struct kunit *test)
{
}

static PVOID fixture_device(struct kunit *test)
{
	return fixture_of(test)->device;
}

static void *allocate(struct kunit *test)
{
	return IoAllocateWorkItem(fixture_of(test)->device);
}

static VOID routine(PVOID object, PVOID context, PIO_WORKITEM item)
{
	run_job(context, item);
}

static void queue(void *item, struct job *job)
{
	IoQueueWorkItemEx(item, routine, DelayedWorkQueue, job);
}

static void free_item(void *item)
{
	IoFreeWorkItem(item);
}

static void *foreign(struct kunit *test)
{
	return FltAllocateGenericWorkItem();
}

static void free_foreign(void *item)
{
	FltFreeGenericWorkItem(item);
}

static const struct family io_rows_family = {
	.open = open_nothing,
	.close = close_nothing,
	.object = fixture_device,
	.allocate = allocate,
	.queue = queue,
	.free = free_item,
	.foreign = foreign,
	.free_foreign = free_foreign,
	.routine = (void *)routine,
	.allocate_name = "IoAllocateWorkItem",
	.queue_name = "IoQueueWorkItemEx",
	.free_name = "IoFreeWorkItem",
	.foreign_code = BUGCHECK_BAD_POOL_CALLER,
};

FAMILY_SUITE(io_rows, ALL_ROWS);
