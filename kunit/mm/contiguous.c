/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_contiguous: memory that is contiguous for devices, its limits, and misuse.
 */
#include "support.h"

#define NOT_ALLOCATED 0x07
#define MIB (1ull << 20)
#define ANY_ADDRESS (~0ull)
#define BITS(n) ((1ull << (n)) - 1)

static PHYSICAL_ADDRESS physical(ULONGLONG address)
{
	PHYSICAL_ADDRESS result = { .QuadPart = (LONGLONG)address };

	return result;
}

static ULONGLONG address_of_byte(PVOID memory, SIZE_T offset)
{
	return MmGetPhysicalAddress((u8 *)memory + offset).QuadPart;
}

/* All of it can be written to, follows itself for a device, and lies within the limits. */
static void expect_contiguous(struct kunit *test, u8 *memory, SIZE_T bytes, ULONGLONG low, ULONGLONG high)
{
	const ULONGLONG first = address_of_byte(memory, 0);
	SIZE_T at;

	KUNIT_EXPECT_EQ(test, first % PAGE_SIZE, 0ull);
	KUNIT_EXPECT_GE(test, first, low);
	KUNIT_EXPECT_LE(test, first + bytes - 1, high);
	for (at = 0; at < bytes; at += PAGE_SIZE)
		KUNIT_EXPECT_EQ(test, address_of_byte(memory, at), first + at);
	KUNIT_EXPECT_EQ(test, address_of_byte(memory, bytes - 1), first + bytes - 1);
	memset(memory, 0x5a, bytes);
}

/* row 456: of each size, wherever it is */
static void mm_contiguous_test_sizes(struct kunit *test)
{
	static const SIZE_T sizes[] = { 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE, 1 << 16, 1 << 20 };
	u8 *memory[ARRAY_SIZE(sizes)];
	int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		memory[i] = MmAllocateContiguousMemory(sizes[i], physical(ANY_ADDRESS));
		KUNIT_ASSERT_NOT_NULL(test, memory[i]);
		expect_contiguous(test, memory[i], sizes[i], 0, ANY_ADDRESS);
	}
	for (i = 0; i < ARRAY_SIZE(sizes); i++)
		MmFreeContiguousMemory(memory[i]);
	/* All or nothing. */
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemory(1ull << 40, physical(ANY_ADDRESS)));
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemory(~(SIZE_T)0, physical(ANY_ADDRESS)));
	EXPECT_NO_REPORT(test);
}

static const struct limits {
	ULONGLONG low, high, boundary;
	bool is_certain;		/* there is memory on each machine */
} limits[] = {
	{ 0, BITS(24), 0, IS_ENABLED(CONFIG_ZONE_DMA) && IS_ENABLED(CONFIG_X86) },
	{ 0, BITS(28), 0, IS_ENABLED(CONFIG_ZONE_DMA) && IS_ENABLED(CONFIG_X86) },
	{ 0, BITS(32), 0, IS_ENABLED(CONFIG_X86) },
	{ 0, BITS(32), 1 << 16, IS_ENABLED(CONFIG_X86) },
	{ 0, ANY_ADDRESS, 1 << 14, true },
	{ 0, 64 * MIB - 1, 0, false },
	{ 64 * MIB, 128 * MIB - 1, 0, false },
	{ 512 * MIB, ANY_ADDRESS, 0, false },
	{ 1ull << 32, ANY_ADDRESS, 0, false },
	/* No memory has these. */
	{ BITS(24), 0, 0, false },
	{ 0, 0x1000, 0, false },
};

/* row 456: the limits hold, for one block after the other */
static void mm_contiguous_test_limits(struct kunit *test)
{
	enum { BLOCKS = 24, BYTES = 3 * PAGE_SIZE };
	PVOID *memory = case_alloc_array(test, BLOCKS, PVOID);
	int i, k;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		const struct limits *wanted = &limits[i];

		for (k = 0; k < BLOCKS; k++) {
			memory[k] = MmAllocateContiguousMemorySpecifyCache(
				BYTES, physical(wanted->low), physical(wanted->high),
				physical(wanted->boundary), MmCached);
			if (!memory[k]) {
				KUNIT_EXPECT_FALSE_MSG(test, wanted->is_certain, "limits %d", i);
				continue;
			}
			expect_contiguous(test, memory[k], BYTES, wanted->low, wanted->high);
			if (wanted->boundary)
				KUNIT_EXPECT_EQ(test,
						address_of_byte(memory[k], 0) & ~(wanted->boundary - 1),
						address_of_byte(memory[k], BYTES - 1) &
							~(wanted->boundary - 1));
		}
		for (k = 0; k < BLOCKS; k++) {
			if (memory[k])
				MmFreeContiguousMemorySpecifyCache(memory[k], BYTES, MmCached);
		}
	}
	EXPECT_NO_REPORT(test);
}

/* row 456: any node, one that exists and one that does not; each caching */
static void mm_contiguous_test_nodes_and_caching(struct kunit *test)
{
	static const NODE_REQUIREMENT nodes[] = { MM_ANY_NODE_OK, 0, 1000000 };
	int i, type;

	for (i = 0; i < ARRAY_SIZE(nodes); i++) {
		for (type = MmNonCached; type < MmMaximumCacheType; type++) {
			PVOID memory = MmAllocateContiguousMemorySpecifyCacheNode(
				100, physical(0), physical(ANY_ADDRESS), physical(0), type, nodes[i]);

			KUNIT_ASSERT_NOT_NULL(test, memory);
			expect_contiguous(test, memory, 100, 0, ANY_ADDRESS);
			MmFreeContiguousMemory(memory);
		}
	}
	EXPECT_NO_REPORT(test);
}

static void allocate_and_free(void *data)
{
	PVOID memory = MmAllocateContiguousMemory(PAGE_SIZE, physical(ANY_ADDRESS));

	*(bool *)data = memory != NULL;
	if (memory)
		MmFreeContiguousMemory(memory);
}

/* row 456: up to DISPATCH_LEVEL */
static void mm_contiguous_test_levels(struct kunit *test)
{
	bool done = false;
	PVOID memory, other;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	allocate_and_free(&done);
	KeLowerIrql(irql);
	KUNIT_EXPECT_TRUE(test, done);
	done = false;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(allocate_and_free, &done));
	KUNIT_EXPECT_TRUE(test, done);
	EXPECT_NO_REPORT(test);
	memory = MmAllocateContiguousMemory(1, physical(ANY_ADDRESS));
	KeRaiseIrql(HIGH_LEVEL, &irql);
	other = MmAllocateContiguousMemory(1, physical(ANY_ADDRESS));
	KeLowerIrql(irql);
	KUNIT_EXPECT_NULL(test, other);
	EXPECT_REPORT(test, "MmAllocateContiguousMemory", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, ANY);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	MmFreeContiguousMemory(memory);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "MmFreeContiguousMemory", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      memory);
	memset(memory, 1, PAGE_SIZE);
	MmFreeContiguousMemory(memory);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_NOT_FREED(test, address) do {						\
		MmFreeContiguousMemory(address);					\
		EXPECT_REPORT(test, "MmFreeContiguousMemory", BUGCHECK_BAD_POOL_CALLER,	\
			      NOT_ALLOCATED, 0, 0, address, address);			\
	} while (0)

/* row 479: what was not allocated so, or is freed already, is reported; nothing happens */
static void mm_contiguous_test_wrong_pointers(struct kunit *test)
{
	u8 *memory = MmAllocateContiguousMemory(2 * PAGE_SIZE, physical(ANY_ADDRESS));
	PVOID pool = ExAllocatePoolWithTag(NonPagedPoolNx, PAGE_SIZE, TAG);

	KUNIT_ASSERT_NOT_NULL(test, memory);
	KUNIT_ASSERT_NOT_NULL(test, pool);
	EXPECT_NOT_FREED(test, memory + PAGE_SIZE);
	EXPECT_NOT_FREED(test, memory + 1);
	EXPECT_NOT_FREED(test, pool);
	EXPECT_NOT_FREED(test, (PVOID)0x1234000);
	EXPECT_NOT_FREED(test, (PVOID)NULL);
	ExFreePool(memory);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_BAD_POOL_CALLER, ANY, ANY, ANY, ANY, ANY);
	expect_contiguous(test, memory, 2 * PAGE_SIZE, 0, ANY_ADDRESS);
	ExFreePoolWithTag(pool, TAG);
	EXPECT_NO_REPORT(test);
	MmFreeContiguousMemory(memory);
	EXPECT_NO_REPORT(test);
	EXPECT_NOT_FREED(test, memory);
	memory = MmAllocateContiguousMemory(100, physical(ANY_ADDRESS));
	MmFreeContiguousMemorySpecifyCache(memory, 101, MmCached);
	EXPECT_REPORT(test, "MmFreeContiguousMemorySpecifyCache", BUGCHECK_BAD_POOL_CALLER, NOT_ALLOCATED,
		      101, 100, memory, memory);
	EXPECT_NOT_FREED(test, memory);
}

/* row 479: wrong arguments give NULL */
static void mm_contiguous_test_wrong_arguments(struct kunit *test)
{
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemory(0, physical(ANY_ADDRESS)));
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemorySpecifyCache(
			  1, physical(0), physical(ANY_ADDRESS), physical(0x3000), MmCached));
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemorySpecifyCache(
			  PAGE_SIZE + 1, physical(0), physical(ANY_ADDRESS), physical(PAGE_SIZE), MmCached));
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemorySpecifyCache(
			  1, physical(0), physical(ANY_ADDRESS), physical(0), MmMaximumCacheType));
	KUNIT_EXPECT_NULL(test, MmAllocateContiguousMemorySpecifyCache(
			  1, physical(0), physical(ANY_ADDRESS), physical(0), MmNotMapped));
	EXPECT_NO_REPORT(test);
}

static VOID finish_run(PVOID object, PVOID context, PIO_WORKITEM item)
{
	complete(context);
}

/* row 479: memory with a queued item stays, until the item has run */
static void mm_contiguous_test_queued_item(struct kunit *test)
{
	u8 *memory = MmAllocateContiguousMemory(3 * PAGE_SIZE, physical(ANY_ADDRESS));
	struct completion *done = case_alloc_type(test, struct completion);
	PIO_WORKITEM item;

	KUNIT_ASSERT_NOT_NULL(test, memory);
	item = (PIO_WORKITEM)(memory + PAGE_SIZE);
	init_completion(done);
	IoInitializeWorkItem(fixture_of(test)->device, item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, finish_run, DelayedWorkQueue, done);
	MmFreeContiguousMemory(memory);
	EXPECT_REPORT(test, "MmFreeContiguousMemory", BUGCHECK_WORKER_INVALID, 0, item, memory,
		      memory + 3 * PAGE_SIZE, item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, done);
	IoUninitializeWorkItem(item);
	MmFreeContiguousMemory(memory);
	EXPECT_NO_REPORT(test);
}

struct freeing {
	PVOID memory;
	struct completion done;
};

static VOID free_it(PDEVICE_OBJECT device, PVOID context)
{
	struct freeing *freeing = context;

	MmFreeContiguousMemory(freeing->memory);
	complete(&freeing->done);
}

/* row 456: an item may free it */
static void mm_contiguous_test_freed_by_an_item(struct kunit *test)
{
	struct freeing *freeing = case_alloc_type(test, struct freeing);
	PIO_WORKITEM item = device_item(test);

	init_completion(&freeing->done);
	freeing->memory = MmAllocateContiguousMemory(5 * PAGE_SIZE, physical(ANY_ADDRESS));
	KUNIT_ASSERT_NOT_NULL(test, freeing->memory);
	IoQueueWorkItem(item, free_it, DelayedWorkQueue, freeing);
	ASSERT_IN_TIME(test, &freeing->done);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
	EXPECT_NOT_FREED(test, freeing->memory);
}

/* row 456: without memory NULL, and nothing is left behind */
static void mm_contiguous_test_without_memory(struct kunit *test)
{
	PVOID memory;

	NEED_FAULT_INJECTION(test);
	fail_next_allocation();
	memory = MmAllocateContiguousMemory(PAGE_SIZE, physical(ANY_ADDRESS));
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	KUNIT_EXPECT_NULL(test, memory);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_contiguous_cases[] = {
	KUNIT_CASE(mm_contiguous_test_sizes),
	KUNIT_CASE(mm_contiguous_test_limits),
	KUNIT_CASE(mm_contiguous_test_nodes_and_caching),
	KUNIT_CASE(mm_contiguous_test_levels),
	KUNIT_CASE(mm_contiguous_test_wrong_pointers),
	KUNIT_CASE(mm_contiguous_test_wrong_arguments),
	KUNIT_CASE(mm_contiguous_test_queued_item),
	KUNIT_CASE(mm_contiguous_test_freed_by_an_item),
	KUNIT_CASE(mm_contiguous_test_without_memory),
	{}
};

WINWORK_SUITE(mm_contiguous);
