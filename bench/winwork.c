// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's families, used as a driver uses them.
 */
#include <linux/slab.h>

#include <ntddk.h>

#include "bench.h"
#include "winwork.h"

static PDEVICE_OBJECT device;

NTSTATUS bench_winwork_start(PDRIVER_OBJECT driver)
{
	return IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
}

void bench_winwork_stop(void)
{
	IoDeleteDevice(device);
}

/* ---- Io ------------------------------------------------------------------------------ */

static VOID NTAPI io_routine(PDEVICE_OBJECT object, PVOID context)
{
	IoFreeWorkItem(context);
	bench_done();
}

static __always_inline void *io_allocate(void)
{
	return IoAllocateWorkItem(device);
}

static __always_inline void io_queue(void *item)
{
	IoQueueWorkItem(item, io_routine, DelayedWorkQueue, item);
}

BENCH_CONTESTANT(winwork_io, "winwork-io", 64, NULL, NULL, io_allocate, io_queue);

/* ---- Ex: the item is part of what the driver allocates --------------------------------- */

struct ex_item {
	WORK_QUEUE_ITEM item;
	void *context;
	void *object;
};

static VOID NTAPI ex_routine(PVOID parameter)
{
	kfree(parameter);
	bench_done();
}

static __always_inline void *ex_allocate(void)
{
	struct ex_item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item)) {
		item->context = item;
		item->object = device;
		ExInitializeWorkItem(&item->item, ex_routine, item);
	}
	return item;
}

static __always_inline void ex_queue(void *item)
{
	ExQueueWorkItem(item, DelayedWorkQueue);
}

BENCH_CONTESTANT(winwork_ex, "winwork-ex", sizeof(struct ex_item) <= 64 ? 64 : 96, NULL, NULL,
		 ex_allocate, ex_queue);
