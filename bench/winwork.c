// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's Io and Ex items, used as a driver uses them.
 */
#include <linux/slab.h>

#include "bench.h"
#include "winwork.h"

static PDRIVER_OBJECT created;

static NTSTATUS keep_driver(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	created = driver;
	return STATUS_SUCCESS;
}

PDRIVER_OBJECT bench_create_driver(void)
{
	return NT_SUCCESS(IoCreateDriver(NULL, keep_driver)) ? created : NULL;
}

/* ---- Io ------------------------------------------------------------------------------ */

static PDRIVER_OBJECT driver;
static PDEVICE_OBJECT device;

static int io_start(void)
{
	driver = bench_create_driver();
	if (!driver)
		return -ENOMEM;
	if (IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device)) {
		IoDeleteDriver(driver);
		return -ENOMEM;
	}
	return 0;
}

static void io_stop(void)
{
	IoDeleteDevice(device);
	IoDeleteDriver(driver);
}

static VOID NTAPI io_routine(PDEVICE_OBJECT object, PVOID context)
{
	BENCH_ROUTINE(context, IoFreeWorkItem);
}

static __always_inline void *io_allocate(void)
{
	return IoAllocateWorkItem(device);
}

static __always_inline void io_queue(void *item, void *context)
{
	IoQueueWorkItem(item, io_routine, DelayedWorkQueue, context);
}

static void io_free(void *item)
{
	IoFreeWorkItem(item);
}

BENCH_CONTESTANT(winwork_io, "winwork-io", BENCH_SLOT, io_start, io_stop, io_allocate, io_queue, io_free,
		 true);

/* ---- Io items in the driver's storage. They stay: a routine would have to free the storage. ---- */

static __always_inline void *stored_allocate(void)
{
	void *item = kmalloc(IoSizeofWorkItem(), GFP_ATOMIC);

	if (likely(item))
		IoInitializeWorkItem(device, item);
	return item;
}

static void stored_free(void *item)
{
	IoUninitializeWorkItem(item);
	kfree(item);
}

BENCH_CONTESTANT(winwork_stored, "winwork-stored", 64 + BENCH_SLOT, io_start, io_stop,
		 stored_allocate, io_queue, stored_free, false);

/* ---- Ex: the item is a part of the driver's structure --------------------------------- */

struct ex_item {
	WORK_QUEUE_ITEM item;
	void *context;
	void *object;
};

static VOID NTAPI ex_routine(PVOID parameter)
{
	struct ex_item *item = parameter;

	BENCH_ROUTINE(item->context, kfree);
}

static __always_inline void *ex_allocate(void)
{
	struct ex_item *item = kmalloc(sizeof(*item), GFP_ATOMIC);

	if (likely(item)) {
		item->object = NULL;
		ExInitializeWorkItem(&item->item, ex_routine, item);
	}
	return item;
}

static __always_inline void ex_queue(void *storage, void *context)
{
	struct ex_item *item = storage;

	item->context = context;
	ExQueueWorkItem(&item->item, DelayedWorkQueue);
}

BENCH_CONTESTANT(winwork_ex, "winwork-ex", BENCH_BUCKET(struct ex_item), NULL, NULL,
		 ex_allocate, ex_queue, kfree, true);
