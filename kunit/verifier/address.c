/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite verifier_address: any address that a driver passes is judged without being followed. Only a
 * live item counts as one, whatever else is in memory at an address.
 */
#include "support.h"

#include <linux/prandom.h>
#include <linux/vmalloc.h>

#include <fltKernel.h>
#include <ndis.h>
#include <wdf.h>

#define ITEM_BYTES 64
#define CHUNK_BYTES 4096UL

static atomic_t runs;

static VOID count_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	atomic_inc(&runs);
	complete(context);
}

static VOID must_not_run(PVOID context)
{
	atomic_inc(&runs);
}

static ULONG reports(void)
{
	WINWORK_REPORT report;

	WinworkGetLastReport(&report);
	return report.Count;
}

/* The item still works: whatever was refused before has done nothing to it. */
static void expect_item_works(struct kunit *test, PIO_WORKITEM item)
{
	struct completion *done = case_alloc_type(test, struct completion);
	int before = atomic_read(&runs);

	init_completion(done);
	IoQueueWorkItemEx(item, count_ex, DelayedWorkQueue, done);
	ASSERT_IN_TIME(test, done);
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), before + 1);
}

static PDEVICE_OBJECT new_device(struct kunit *test)
{
	PDEVICE_OBJECT device = NULL;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_UNKNOWN,
					     0, FALSE, &device), STATUS_SUCCESS);
	return device;
}

/* ---- storage ------------------------------------------------------------------------------ */

/* rows 33, 36: storage that is part of allocated items, begins in one, or reaches into one */
static void verifier_address_test_initialize_among_items(struct kunit *test)
{
	static const int offsets[] = { 4, 8, 32, 60, -4, -32, -60 };
	PIO_WORKITEM item = device_item(test);
	char *chunk = (char *)((ULONG_PTR)item & ~(CHUNK_BYTES - 1));
	int i;

	for (i = 0; i < ARRAY_SIZE(offsets); i++) {
		PIO_WORKITEM storage = (PIO_WORKITEM)((char *)item + offsets[i]);

		IoInitializeWorkItem(fixture_of(test)->device, storage);
		EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, storage, 0,
			      0, storage);
	}
	/* The first is behind the header, the second ends in it. */
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)chunk);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, chunk, 0, 0, chunk);
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)(chunk - 60));
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_WORKER_INVALID, 3, chunk - 60, 0, 0,
		      chunk - 60);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 30: a copy of an initialised item is none, and neither is one that was overwritten */
static void verifier_address_test_copy_of_an_item(struct kunit *test)
{
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	PIO_WORKITEM copy = case_alloc(test, IoSizeofWorkItem());

	IoInitializeWorkItem(fixture_of(test)->device, item);
	memcpy(copy, item, IoSizeofWorkItem());
	IoQueueWorkItemEx(copy, count_ex, DelayedWorkQueue, NULL);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, copy, copy);
	IoUninitializeWorkItem(copy);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, copy, copy);
	expect_item_works(test, item);
	memset(copy, 0xff, IoSizeofWorkItem());
	IoQueueWorkItemEx(copy, count_ex, DelayedWorkQueue, NULL);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, copy, copy);
	IoUninitializeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 30: the copy of an allocated one */
static void verifier_address_test_copy_of_an_allocated_item(struct kunit *test)
{
	PIO_WORKITEM item = device_item(test);
	/* Aligned as items are. */
	PIO_WORKITEM copy = PTR_ALIGN(case_alloc(test, 2 * ITEM_BYTES), ITEM_BYTES);

	memcpy(copy, item, ITEM_BYTES);
	IoQueueWorkItemEx(copy, count_ex, DelayedWorkQueue, NULL);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, copy, copy);
	IoFreeWorkItem(copy);
	EXPECT_REPORT(test, "IoFreeWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, copy, copy);
	expect_item_works(test, item);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- orphans ------------------------------------------------------------------------------ */

/* row 7: the item of a device that is gone, even when the next device has its address */
static void verifier_address_test_orphan(struct kunit *test)
{
	PDEVICE_OBJECT device = new_device(test), next;
	PIO_WORKITEM item = IoAllocateWorkItem(device);
	PIO_WORKITEM stored = case_alloc(test, IoSizeofWorkItem());
	PIO_WORKITEM other = device_item(test);
	int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	IoInitializeWorkItem(device, stored);
	expect_item_works(test, item);
	/* A device with references is not gone yet. */
	EXPECT_REFERENCES(test, device, 1);
	IoDeleteDevice(device);
	for (i = 0; i < 100; i++) {
		next = new_device(test);
		IoQueueWorkItem(item, NULL, DelayedWorkQueue, NULL);
		EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_WORKER_INVALID, 7, item,
			      DelayedWorkQueue, 0, item);
		IoQueueWorkItemEx(item, count_ex, DelayedWorkQueue, NULL);
		EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 3, item, device,
			      0, item);
		KUNIT_EXPECT_EQ(test, (int)IoTryQueueWorkItem(stored, count_ex, DelayedWorkQueue,
							      NULL), (int)FALSE);
		EXPECT_REPORT(test, "IoTryQueueWorkItem", BUGCHECK_WORKER_INVALID, 3, stored,
			      device, 0, stored);
		IoDeleteDevice(next);
	}
	/* Only those of that device. */
	expect_item_works(test, other);
	IoFreeWorkItem(other);
	IoFreeWorkItem(item);
	IoUninitializeWorkItem(stored);
	EXPECT_NO_REPORT(test);
}

/* row 7: a device with more items than it remembers, and another one with a few among them */
static void verifier_address_test_orphans_of_many_items(struct kunit *test)
{
	enum { ITEMS = 16 * 64 };
	PIO_WORKITEM *items = case_alloc(test, ITEMS * sizeof(*items));
	PDEVICE_OBJECT many = new_device(test), few = new_device(test);
	int i, ends;

	/* The device with few has one in every fourth chunk. */
	for (i = 0; i < ITEMS; i++) {
		items[i] = IoAllocateWorkItem(i % 256 ? many : few);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, items[i]);
	}
	for (ends = 0; ends < 2; ends++) {
		PDEVICE_OBJECT device = ends ? many : few;

		EXPECT_REFERENCES(test, device, 1);
		IoDeleteDevice(device);
		for (i = 0; i < ITEMS; i++) {
			if (device != (i % 256 ? many : few))
				continue;
			IoQueueWorkItemEx(items[i], count_ex, DelayedWorkQueue, NULL);
			EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 3, items[i], device,
				      0, items[i]);
		}
	}
	for (i = 0; i < ITEMS; i++)
		IoFreeWorkItem(items[i]);
	EXPECT_NO_REPORT(test);
}

/* row 7: the end of a device makes orphans of its own items, and of no others */
static void verifier_address_test_orphans_of_many_devices(struct kunit *test)
{
	PIO_WORKITEM item[8];
	PDEVICE_OBJECT device[8];
	int i, gone;

	for (i = 0; i < 8; i++) {
		device[i] = new_device(test);
		item[i] = IoAllocateWorkItem(device[i]);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item[i]);
	}
	for (gone = 0; gone < 8; gone++) {
		EXPECT_REFERENCES(test, device[gone], 1);
		IoDeleteDevice(device[gone]);
		for (i = 0; i < 8; i++) {
			if (i > gone) {
				expect_item_works(test, item[i]);
				continue;
			}
			IoQueueWorkItemEx(item[i], count_ex, DelayedWorkQueue, NULL);
			EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_WORKER_INVALID, 3,
				      item[i], device[i], 0, item[i]);
		}
	}
	for (i = 0; i < 8; i++)
		IoFreeWorkItem(item[i]);
	EXPECT_NO_REPORT(test);
}

/* ---- quarantine --------------------------------------------------------------------------- */

/* row 28: a second free is named although other items were allocated since */
static void verifier_address_test_quarantine(struct kunit *test)
{
	PIO_WORKITEM freed = device_item(test), item[64];
	int i;

	local_bh_disable();
	IoFreeWorkItem(freed);
	for (i = 0; i < ARRAY_SIZE(item); i++)
		item[i] = IoAllocateWorkItem(fixture_of(test)->device);
	local_bh_enable();
	for (i = 0; i < ARRAY_SIZE(item); i++)
		KUNIT_EXPECT_PTR_NE(test, (void *)item[i], (void *)freed);
	IoFreeWorkItem(freed);
	EXPECT_REPORT(test, "IoFreeWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, freed, freed);
	IoQueueWorkItemEx(freed, count_ex, DelayedWorkQueue, NULL);
	EXPECT_REPORT(test, "IoQueueWorkItemEx", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, freed, freed);
	for (i = 0; i < ARRAY_SIZE(item); i++)
		IoFreeWorkItem(item[i]);
	EXPECT_NO_REPORT(test);
}

/*
 * row 28: the storage of a freed item is used again only when 64 other items were freed after it. The
 * CPU has no more dead items than these, or those that it has are older and go first.
 */
static void verifier_address_test_quarantine_is_whole(struct kunit *test)
{
	static PIO_WORKITEM freed[64], item[512];
	int i, again = 0;

	for (i = 0; i < ARRAY_SIZE(freed); i++)
		freed[i] = device_item(test);
	local_bh_disable();
	for (i = 0; i < ARRAY_SIZE(freed); i++)
		IoFreeWorkItem(freed[i]);
	for (i = 0; i < ARRAY_SIZE(item); i++)
		item[i] = IoAllocateWorkItem(fixture_of(test)->device);
	local_bh_enable();
	for (i = 0; i < ARRAY_SIZE(item); i++) {
		KUNIT_EXPECT_NOT_NULL(test, (void *)item[i]);
		again += item[i] == freed[0];
		IoFreeWorkItem(item[i]);
	}
	KUNIT_EXPECT_EQ(test, again, 0);
	EXPECT_NO_REPORT(test);
}

/* ---- all kinds of addresses --------------------------------------------------------------- */

static void io_queue(void *at)
{
	IoQueueWorkItem(at, (PIO_WORKITEM_ROUTINE)(void *)must_not_run, DelayedWorkQueue, NULL);
}

static void io_queue_ex(void *at)
{
	IoQueueWorkItemEx(at, (PIO_WORKITEM_ROUTINE_EX)(void *)must_not_run, DelayedWorkQueue, NULL);
}

static void io_try_queue(void *at)
{
	IoTryQueueWorkItem(at, (PIO_WORKITEM_ROUTINE_EX)(void *)must_not_run, DelayedWorkQueue, NULL);
}

static void io_free(void *at)
{
	IoFreeWorkItem(at);
}

static void io_uninitialize(void *at)
{
	IoUninitializeWorkItem(at);
}

static void io_allocate(void *at)
{
	IoAllocateWorkItem(at);
}

static void flt_free_generic(void *at)
{
	FltFreeGenericWorkItem(at);
}

static void flt_free_deferred(void *at)
{
	FltFreeDeferredIoWorkItem(at);
}

static void flt_queue_generic(void *at)
{
	FltQueueGenericWorkItem(at, at, (PFLT_GENERIC_WORKITEM_ROUTINE)(void *)must_not_run,
				DelayedWorkQueue, NULL);
}

static void flt_queue_deferred(void *at)
{
	FltQueueDeferredIoWorkItem(at, at, (PFLT_DEFERRED_IO_WORKITEM_ROUTINE)(void *)must_not_run,
				   DelayedWorkQueue, NULL);
}

static void ndis_allocate(void *at)
{
	NdisAllocateIoWorkItem(at);
}

static void ndis_queue(void *at)
{
	NdisQueueIoWorkItem(at, (NDIS_IO_WORKITEM_ROUTINE)(void *)must_not_run, NULL);
}

static void ndis_free(void *at)
{
	NdisFreeIoWorkItem(at);
}

static void wdf_enqueue(void *at)
{
	WdfWorkItemEnqueue(at);
}

static void wdf_flush(void *at)
{
	WdfWorkItemFlush(at);
}

/* The item's memory is zeroed, if there is any, so it has no routine. */
static void ex_queue(void *at)
{
	ExQueueWorkItem(at, DelayedWorkQueue);
}

static void (*const functions[])(void *at) = {
	io_queue, io_queue_ex, io_try_queue, io_free, io_uninitialize, io_allocate,
	flt_free_generic, flt_free_deferred, flt_queue_generic, flt_queue_deferred,
	ndis_allocate, ndis_queue, ndis_free, wdf_enqueue, wdf_flush, ex_queue,
};

struct places {
	PIO_WORKITEM live;
	PIO_WORKITEM freed;
	char *stale;			/* an item's storage, uninitialised */
	char *foreign;			/* zeroed, two pages */
	char *vmalloced;		/* zeroed, one page, and none behind it */
};

#define KINDS 12

static void *address(const struct places *places, int kind, u64 bits)
{
	char *live = (char *)places->live;

	switch (kind) {
	case 0:
		return (void *)(ULONG_PTR)(bits % 4096);
	case 1:				/* a user's */
		return (void *)(ULONG_PTR)(bits >> 17);
	case 2:				/* not canonical, in either half */
		return (void *)(ULONG_PTR)((bits & 0xff7fffffffffffffull) | 1ull << 63);
	case 3:
		return (void *)(ULONG_PTR)((bits & 0x7fffffffffffffffull) | 1ull << 62);
	case 4:				/* in an item, but not at its start */
		return live + 1 + bits % (ITEM_BYTES - 1);
	case 5:				/* a chunk's header */
		return (void *)((ULONG_PTR)live & ~(CHUNK_BYTES - 1));
	case 6:
		return places->freed;
	case 7:
		return places->stale;
	case 8:				/* aligned as an item, and not */
		return places->foreign + bits % CHUNK_BYTES / ITEM_BYTES * ITEM_BYTES;
	case 9:
		return places->foreign + bits % CHUNK_BYTES;
	case 10:			/* up to the end of memory, and behind it */
		return places->vmalloced + CHUNK_BYTES - 2 * ITEM_BYTES + bits % (4 * ITEM_BYTES);
	default:			/* the modules' code */
		return (char *)address + bits % CHUNK_BYTES;
	}
}

/* All memory that can be read may be taken for an Ex item. These have no routine. */
static bool is_for_ex(int kind)
{
	return kind < 4 || kind == 8 || kind == 10;
}

/* rows 28, 30: each one is reported once, nothing runs, and what is live stays so */
static void verifier_address_test_any_address(struct kunit *test)
{
	struct places places = {
		.live = device_item(test),
		.freed = device_item(test),
		.stale = case_alloc(test, IoSizeofWorkItem()),
		.foreign = case_alloc(test, 2 * CHUNK_BYTES),
		.vmalloced = vzalloc(CHUNK_BYTES),
	};
	int before = atomic_read(&runs), kind, function;
	struct rnd_state random;
	unsigned long rounds = wanted_fuzz_rounds(20), round;
	ULONG seen;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, places.vmalloced);
	IoFreeWorkItem(places.freed);
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)places.stale);
	IoUninitializeWorkItem((PIO_WORKITEM)places.stale);
	EXPECT_NO_REPORT(test);
	prandom_seed_state(&random, 1);
	seen = reports();
	for (round = 0; round < rounds; round++) {
		for (kind = 0; kind < KINDS; kind++) {
			u64 bits = (u64)prandom_u32_state(&random) << 32 |
				   prandom_u32_state(&random);
			void *at = address(&places, kind, bits);

			for (function = 0; function < ARRAY_SIZE(functions); function++) {
				ULONG now;

				if (functions[function] == ex_queue && !is_for_ex(kind))
					continue;
				functions[function](at);
				now = reports();
				KUNIT_EXPECT_EQ_MSG(test, now, seen + 1, "%ps of %px, kind %d",
						    functions[function], at, kind);
				seen = now;
			}
		}
	}
	fixture_of(test)->reports = reports();
	KUNIT_EXPECT_EQ(test, atomic_read(&runs), before);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(places.foreign, 0, 2 * CHUNK_BYTES), (void *)NULL);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(places.vmalloced, 0, CHUNK_BYTES), (void *)NULL);
	expect_item_works(test, places.live);
	IoFreeWorkItem(places.live);
	EXPECT_NO_REPORT(test);
	vfree(places.vmalloced);
}

static struct kunit_case verifier_address_cases[] = {
	KUNIT_CASE(verifier_address_test_initialize_among_items),
	KUNIT_CASE(verifier_address_test_copy_of_an_item),
	KUNIT_CASE(verifier_address_test_copy_of_an_allocated_item),
	KUNIT_CASE(verifier_address_test_orphan),
	KUNIT_CASE(verifier_address_test_orphans_of_many_items),
	KUNIT_CASE(verifier_address_test_orphans_of_many_devices),
	KUNIT_CASE(verifier_address_test_quarantine),
	KUNIT_CASE(verifier_address_test_quarantine_is_whole),
	KUNIT_CASE(verifier_address_test_any_address),
	{}
};

WINWORK_SUITE(verifier_address);
