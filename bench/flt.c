// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's generic items of the Filter Manager, queued for a filter.
 */
#include "bench.h"
#include "winwork.h"

#include <fltKernel.h>

static PDRIVER_OBJECT driver;
static PFLT_FILTER filter;

static NTSTATUS FLTAPI unload(FLT_FILTER_UNLOAD_FLAGS flags)
{
	return STATUS_SUCCESS;
}

static const FLT_REGISTRATION registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.FilterUnloadCallback = unload,
};

static int start(void)
{
	driver = bench_create_driver();
	if (!driver)
		return -ENOMEM;
	if (FltRegisterFilter(driver, &registration, &filter)) {
		IoDeleteDriver(driver);
		return -ENOMEM;
	}
	return 0;
}

static void stop(void)
{
	FltUnregisterFilter(filter);
	IoDeleteDriver(driver);
}

static VOID FLTAPI routine(PFLT_GENERIC_WORKITEM item, PVOID object, PVOID context)
{
	BENCH_ROUTINE(context, FltFreeGenericWorkItem);
}

static __always_inline void *allocate(void)
{
	return FltAllocateGenericWorkItem();
}

static __always_inline void queue(void *item, void *context)
{
	FltQueueGenericWorkItem(item, filter, routine, DelayedWorkQueue, context);
}

static void free_item(void *item)
{
	FltFreeGenericWorkItem(item);
}

BENCH_CONTESTANT(winwork_flt, "winwork-flt", BENCH_SLOT, start, stop, allocate, queue, free_item, true);
