/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_rows: the shared rows for NDIS items, which belong to an adapter here.
 */
#include "families.h"

#include "ndis_adapter.h"

static int open_adapter(struct kunit *test)
{
	struct ndis_adapter *net = case_alloc_type(test, struct ndis_adapter);

	if (ndis_adapter_open(net, fixture_of(test)->driver))
		return -ENOMEM;
	fixture_of(test)->host = net;
	return 0;
}

static void close_adapter(struct kunit *test)
{
	struct ndis_adapter *net = fixture_of(test)->host;

	if (net)
		ndis_adapter_close(net);
}

static PVOID adapter(struct kunit *test)
{
	return ((struct ndis_adapter *)fixture_of(test)->host)->adapter;
}

static void *allocate(struct kunit *test)
{
	return NdisAllocateIoWorkItem(adapter(test));
}

static VOID routine(PVOID context, NDIS_HANDLE item)
{
	run_job(context, item);
}

static void queue(void *item, struct job *job)
{
	NdisQueueIoWorkItem(item, routine, job);
}

static void free_item(void *item)
{
	NdisFreeIoWorkItem(item);
}

static const struct family ndis_rows_family = {
	.open = open_adapter,
	.close = close_adapter,
	.object = adapter,
	.allocate = allocate,
	.queue = queue,
	.free = free_item,
	.routine = (void *)routine,
	.allocate_name = "NdisAllocateIoWorkItem",
	.queue_name = "NdisQueueIoWorkItem",
	.free_name = "NdisFreeIoWorkItem",
	.foreign_code = BUGCHECK_BAD_POOL_CALLER,
};

FAMILY_SUITE(ndis_rows, ALL_ROWS);
