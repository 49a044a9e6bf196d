// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's NDIS items, which belong to an adapter. They use the critical queue.
 */
#include "bench.h"
#include "winwork.h"

#include "../kunit/support/ndis_adapter.h"

static PDRIVER_OBJECT driver;
static struct ndis_adapter net;

static int start(void)
{
	driver = bench_create_driver();
	if (!driver)
		return -ENOMEM;
	if (!ndis_adapter_open(&net, driver))
		return 0;
	IoDeleteDriver(driver);
	return -ENOMEM;
}

static void stop(void)
{
	ndis_adapter_close(&net);
	IoDeleteDriver(driver);
}

static VOID routine(PVOID context, NDIS_HANDLE item)
{
	BENCH_ROUTINE(context, NdisFreeIoWorkItem);
}

static __always_inline void *allocate(void)
{
	return NdisAllocateIoWorkItem(net.adapter);
}

static __always_inline void queue(void *item, void *context)
{
	NdisQueueIoWorkItem(item, routine, context);
}

static void free_item(void *item)
{
	NdisFreeIoWorkItem(item);
}

BENCH_CONTESTANT(winwork_ndis, "winwork-ndis", BENCH_SLOT, start, stop, allocate, queue, free_item, true);
