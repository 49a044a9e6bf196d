/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_mdl_pages: pages for an MDL, their limits, and misuse.
 */
#include "support.h"

#include <linux/io.h>

#define NOT_ALLOCATED 0x07
#define FREED_IN_USE 0xb8
#define BUGCHECK_LOCKED_PAGES 0x76
#define FRAME 4096ul
#define MIB (1ull << 20)
#define ANY_ADDRESS (~0ull)
#define BITS(n) ((1ull << (n)) - 1)

static PHYSICAL_ADDRESS physical(ULONGLONG address)
{
	PHYSICAL_ADDRESS result = { .QuadPart = (LONGLONG)address };

	return result;
}

static PMDL allocate(ULONGLONG low, ULONGLONG high, ULONGLONG skip, SIZE_T bytes, ULONG flags)
{
	return MmAllocatePagesForMdlEx(physical(low), physical(high), physical(skip), bytes, MmCached, flags);
}

/* The caller frees both, as on Windows. */
static void free_all(PMDL mdl)
{
	MmFreePagesFromMdl(mdl);
	ExFreePool(mdl);
}

static ULONGLONG frame(PMDL mdl, ULONG i)
{
	return MmGetMdlPfnArray(mdl)[i];
}

static ULONG frames(PMDL mdl)
{
	return MmGetMdlByteCount(mdl) / FRAME;
}

/* Locked pages without a range, each in the limits, and none twice. */
static void expect_pages(struct kunit *test, int line, PMDL mdl, ULONGLONG low, ULONGLONG high,
			 ULONGLONG skip)
{
	ULONG i, k;

	KUNIT_EXPECT_EQ_MSG(test, mdl->MdlFlags & (MDL_PAGES_LOCKED | MDL_PARTIAL |
						   MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA),
			    MDL_PAGES_LOCKED, "line %d", line);
	KUNIT_EXPECT_PTR_EQ_MSG(test, MmGetMdlVirtualAddress(mdl), (PVOID)NULL, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, MmGetMdlByteOffset(mdl), (ULONG)0, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, MmGetMdlByteCount(mdl) % FRAME, 0ul, "line %d", line);
	for (i = 0; i < frames(mdl); i++) {
		ULONGLONG first = frame(mdl, i) * FRAME;

		KUNIT_EXPECT_GE_MSG(test, first, low, "line %d", line);
		if (skip)
			first = low + (first - low) % skip;
		KUNIT_EXPECT_LE_MSG(test, first + FRAME - 1, high, "line %d", line);
		for (k = 0; k < i; k++) {
			if (frame(mdl, i) == frame(mdl, k))
				KUNIT_FAIL(test, "pages %u and %u are one, line %d", i, k, line);
		}
	}
}
#define EXPECT_PAGES(test, mdl, low, high, skip) expect_pages(test, __LINE__, mdl, low, high, skip)

static bool is_zero(const u8 *bytes, size_t count)
{
	return !memchr_inv(bytes, 0, count);
}

/* row 456: zeroed pages, which the driver maps, and devices see */
static void mm_mdl_pages_test_pages(struct kunit *test)
{
	enum { PAGES = 9 };
	PMDL mdl = MmAllocatePagesForMdl(physical(0), physical(ANY_ADDRESS), physical(0),
					 PAGES * FRAME - 5);
	PMDL part;
	u8 *address;
	ULONG i;

	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, frames(mdl), (ULONG)PAGES);
	EXPECT_PAGES(test, mdl, 0, ANY_ADDRESS, 0);
	address = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	KUNIT_ASSERT_NOT_NULL(test, address);
	KUNIT_EXPECT_TRUE(test, is_zero(address, PAGES * FRAME));
	for (i = 0; i < PAGES; i++) {
		memset(address + i * FRAME, i + 1, FRAME);
		KUNIT_EXPECT_EQ(test, *(u8 *)phys_to_virt(frame(mdl, i) * FRAME + 7), i + 1);
		KUNIT_EXPECT_EQ(test, (ULONGLONG)MmGetPhysicalAddress(address + i * FRAME).QuadPart,
				frame(mdl, i) * FRAME);
	}
	/* A part of it. */
	part = IoAllocateMdl((PVOID)(2 * FRAME + 3), FRAME, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_NULL(test, part);
	IoBuildPartialMdl(mdl, part, (PVOID)(2 * FRAME + 3), FRAME);
	KUNIT_EXPECT_EQ(test, frame(part, 0), frame(mdl, 2));
	KUNIT_EXPECT_EQ(test, frame(part, 1), frame(mdl, 3));
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(part, NormalPagePriority),
			    (PVOID)(address + 2 * FRAME + 3));
	IoFreeMdl(part);
	MmUnmapLockedPages(address, mdl);
	KUNIT_EXPECT_FALSE(test, mdl->MdlFlags & MDL_MAPPED_TO_SYSTEM_VA);
	/* Again, at the same pages. */
	address = MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority);
	KUNIT_ASSERT_NOT_NULL(test, address);
	KUNIT_EXPECT_EQ(test, address[8 * FRAME], 9);
	MmUnmapLockedPages(address, mdl);
	MmFreePagesFromMdl(mdl);
	KUNIT_EXPECT_FALSE(test, mdl->MdlFlags & MDL_PAGES_LOCKED);
	ExFreePool(mdl);
	EXPECT_NO_REPORT(test);
}

/* row 456: one range, or more at a distance */
static void mm_mdl_pages_test_limits(struct kunit *test)
{
	static const struct {
		ULONGLONG low, high, skip;
		bool is_certain;
	} limits[] = {
		{ 0, BITS(24), 0, IS_ENABLED(CONFIG_ZONE_DMA) && IS_ENABLED(CONFIG_X86) },
		{ 0, BITS(28), 0, IS_ENABLED(CONFIG_ZONE_DMA) && IS_ENABLED(CONFIG_X86) },
		{ 0, BITS(32), 0, IS_ENABLED(CONFIG_X86) },
		{ 0, 64 * MIB - 1, 0, false },
		{ 64 * MIB, 128 * MIB - 1, 0, false },
		{ 512 * MIB, ANY_ADDRESS, 0, false },
		/* Each second group of pages; the second ones of these. */
		{ 0, 8 * FRAME - 1, 16 * FRAME, false },
		{ 8 * FRAME, 16 * FRAME - 1, 16 * FRAME, false },
		/* None. */
		{ FRAME, FRAME - 1, 0, false },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(limits); i++) {
		PMDL mdl = allocate(limits[i].low, limits[i].high, limits[i].skip, 40 * FRAME, 0);

		if (limits[i].is_certain) {
			KUNIT_ASSERT_NOT_NULL(test, mdl);
			KUNIT_EXPECT_EQ(test, frames(mdl), (ULONG)40);
		}
		if (!mdl)
			continue;
		KUNIT_EXPECT_GT(test, frames(mdl), (ULONG)0);
		EXPECT_PAGES(test, mdl, limits[i].low, limits[i].high, limits[i].skip);
		free_all(mdl);
	}
	EXPECT_NO_REPORT(test);
}

/* row 456: fewer pages than asked for, or none if all are required */
static void mm_mdl_pages_test_some_of_them(struct kunit *test)
{
	PMDL mdl;

	if (!IS_ENABLED(CONFIG_ZONE_DMA) || !IS_ENABLED(CONFIG_X86))
		kunit_skip(test, "no memory has addresses of 24 bits");
	mdl = allocate(0, BITS(24), 0, 32 * MIB, MM_DONT_ZERO_ALLOCATION);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_LT(test, (ULONGLONG)MmGetMdlByteCount(mdl), 16 * MIB);
	KUNIT_EXPECT_GT(test, frames(mdl), (ULONG)0);
	KUNIT_EXPECT_LE(test, frame(mdl, frames(mdl) - 1) * FRAME, BITS(24));
	free_all(mdl);
	KUNIT_EXPECT_NULL(test, allocate(0, BITS(24), 0, 32 * MIB, MM_ALLOCATE_FULLY_REQUIRED));
	/* All of it came back. */
	mdl = allocate(0, BITS(24), 0, 64 * FRAME, MM_ALLOCATE_FULLY_REQUIRED);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, frames(mdl), (ULONG)64);
	free_all(mdl);
	EXPECT_NO_REPORT(test);
}

static void expect_chunks(struct kunit *test, PMDL mdl, ULONG pages)
{
	ULONG i;

	for (i = 0; i < frames(mdl); i++)
		KUNIT_EXPECT_EQ(test, frame(mdl, i), frame(mdl, i - i % pages) + i % pages);
}

/* row 456: chunks of contiguous pages, aligned to their size, within the limits */
static void mm_mdl_pages_test_chunks(struct kunit *test)
{
	const ULONG flags = MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS;
	PMDL mdl = allocate(0, BITS(32), 16 * FRAME, 64 * FRAME, flags);
	KIRQL irql;
	ULONG i;

	if (mdl) {
		KUNIT_EXPECT_EQ(test, frames(mdl) % 16, (ULONG)0);
		EXPECT_PAGES(test, mdl, 0, BITS(32), 0);
		expect_chunks(test, mdl, 16);
		for (i = 0; i < frames(mdl); i += 16)
			KUNIT_EXPECT_EQ(test, frame(mdl, i) % 16, 0ull);
		free_all(mdl);
	} else {
		KUNIT_EXPECT_FALSE(test, IS_ENABLED(CONFIG_X86));
	}
	/* A chunk does not widen the limits. */
	mdl = allocate(64 * MIB, 128 * MIB - 1, 16 * FRAME, 32 * FRAME, flags);
	if (mdl) {
		EXPECT_PAGES(test, mdl, 64 * MIB, 128 * MIB - 1, 0);
		expect_chunks(test, mdl, 16);
		free_all(mdl);
	}
	/* All of it, and all or nothing. */
	mdl = allocate(0, ANY_ADDRESS, 0, 13 * FRAME, flags);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, frames(mdl), (ULONG)13);
	expect_chunks(test, mdl, 13);
	free_all(mdl);
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 0, 1ul << 31, flags));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	mdl = allocate(0, ANY_ADDRESS, 4 * FRAME, 12 * FRAME, flags);
	KeLowerIrql(irql);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, frames(mdl) % 4, (ULONG)0);
	expect_chunks(test, mdl, 4);
	free_all(mdl);
	EXPECT_NO_REPORT(test);
}

static void allocate_at_this_level(void *data)
{
	*(PMDL *)data = MmAllocatePagesForMdl(physical(0), physical(ANY_ADDRESS), physical(0), 4 * FRAME);
}

static void free_at_this_level(void *data)
{
	free_all(data);
}

/* row 456: up to DISPATCH_LEVEL, also pages of another level */
static void mm_mdl_pages_test_levels(struct kunit *test)
{
	PMDL mdl = NULL, other;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	allocate_at_this_level(&mdl);
	KeLowerIrql(irql);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	EXPECT_PAGES(test, mdl, 0, ANY_ADDRESS, 0);
	memset(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 1, MmGetMdlByteCount(mdl));
	free_all(mdl);
	mdl = NULL;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(allocate_at_this_level, &mdl));
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(free_at_this_level, mdl));
	/* Of PASSIVE_LEVEL. */
	mdl = allocate(0, ANY_ADDRESS, 0, 300 * FRAME, 0);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(free_at_this_level, mdl));
	mdl = allocate(0, ANY_ADDRESS, 0, 2 * FRAME, MM_ALLOCATE_NO_WAIT | MM_DONT_ZERO_ALLOCATION |
		       MM_ALLOCATE_FROM_LOCAL_NODE_ONLY | MM_ALLOCATE_PREFER_CONTIGUOUS);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	other = MmAllocatePagesForMdl(physical(0), physical(ANY_ADDRESS), physical(0), FRAME);
	KeLowerIrql(irql);
	KUNIT_EXPECT_NULL(test, other);
	EXPECT_REPORT(test, "MmAllocatePagesForMdl", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      ANY);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	MmFreePagesFromMdl(mdl);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "MmFreePagesFromMdl", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, mdl);
	free_all(mdl);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_NO_PAGES(test, mdl) do {								\
		MmFreePagesFromMdl(mdl);							\
		EXPECT_REPORT(test, "MmFreePagesFromMdl", BUGCHECK_BAD_POOL_CALLER, NOT_ALLOCATED, \
			      0, 0, mdl, mdl);							\
	} while (0)

/* row 479: an MDL without such pages, and functions that are not for them */
static void mm_mdl_pages_test_misuse(struct kunit *test)
{
	u8 *memory = case_alloc(test, FRAME);
	PMDL other = IoAllocateMdl(memory, FRAME, FALSE, FALSE, NULL);
	PMDL mdl = allocate(0, ANY_ADDRESS, 0, 2 * FRAME, 0);

	KUNIT_ASSERT_NOT_NULL(test, other);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	EXPECT_NO_PAGES(test, other);
	MmProbeAndLockPages(other, KernelMode, IoWriteAccess);
	EXPECT_NO_PAGES(test, other);
	KUNIT_EXPECT_TRUE(test, other->MdlFlags & MDL_PAGES_LOCKED);
	MmUnlockPages(other);
	IoFreeMdl(other);
	EXPECT_NO_PAGES(test, (PMDL)NULL);
	EXPECT_NO_PAGES(test, (PMDL)memory);
	MmUnlockPages(mdl);
	EXPECT_REPORT(test, "MmUnlockPages", BUGCHECK_LOCKED_PAGES, 1, mdl, ANY, ANY, mdl);
	KUNIT_EXPECT_TRUE(test, mdl->MdlFlags & MDL_PAGES_LOCKED);
	memset(MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 1, 2 * FRAME);
	MmFreePagesFromMdl(mdl);
	EXPECT_NO_REPORT(test);
	EXPECT_NO_PAGES(test, mdl);
	ExFreePool(mdl);
	EXPECT_NO_REPORT(test);
	/* IoFreeMdl frees both, and says so. */
	mdl = allocate(0, ANY_ADDRESS, 0, 2 * FRAME, 0);
	KUNIT_ASSERT_NOT_NULL(test, mdl);
	IoFreeMdl(mdl);
	EXPECT_REPORT(test, "IoFreeMdl", BUGCHECK_VERIFIER, FREED_IN_USE, mdl, ANY, 0, mdl);
}

/* row 479: wrong arguments give NULL */
static void mm_mdl_pages_test_wrong_arguments(struct kunit *test)
{
	const ULONG chunks = MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS;

	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 0, 0, 0));
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 0, 0xfffff001, 0));
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 100, FRAME, 0));
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 0, FRAME, 0x40));
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 3 * FRAME, 6 * FRAME, chunks));
	KUNIT_EXPECT_NULL(test, allocate(0, ANY_ADDRESS, 4 * FRAME, 6 * FRAME, chunks));
	KUNIT_EXPECT_NULL(test, MmAllocatePagesForMdlEx(physical(0), physical(ANY_ADDRESS), physical(0),
							FRAME, MmMaximumCacheType, 0));
	EXPECT_NO_REPORT(test);
}

static VOID finish_run(PVOID object, PVOID context, PIO_WORKITEM item)
{
	complete(context);
}

/* row 479: pages with a queued item stay, until the item has run */
static void mm_mdl_pages_test_queued_item(struct kunit *test)
{
	/* So many are hardly one block: then they have an address of their own. */
	enum { PAGES = 300 };
	PMDL mdl = allocate(0, ANY_ADDRESS, 0, PAGES * FRAME, 0);
	struct completion *done = case_alloc_type(test, struct completion);
	PIO_WORKITEM item;
	u8 *memory;

	KUNIT_ASSERT_NOT_NULL(test, mdl);
	memory = MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
	item = (PIO_WORKITEM)(memory + FRAME);
	init_completion(done);
	IoInitializeWorkItem(fixture_of(test)->device, item);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(item, finish_run, DelayedWorkQueue, done);
	MmFreePagesFromMdl(mdl);
	EXPECT_REPORT(test, "MmFreePagesFromMdl", BUGCHECK_WORKER_INVALID, 0, item, memory,
		      memory + PAGES * FRAME, item);
	KUNIT_EXPECT_TRUE(test, mdl->MdlFlags & MDL_PAGES_LOCKED);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, done);
	IoUninitializeWorkItem(item);
	free_all(mdl);
	EXPECT_NO_REPORT(test);
}

struct freeing {
	PMDL mdl;
	struct completion done;
};

static VOID free_it(PDEVICE_OBJECT device, PVOID context)
{
	struct freeing *freeing = context;

	free_all(freeing->mdl);
	complete(&freeing->done);
}

/* row 456: an item may free them */
static void mm_mdl_pages_test_freed_by_an_item(struct kunit *test)
{
	struct freeing *freeing = case_alloc_type(test, struct freeing);
	PIO_WORKITEM item = device_item(test);

	init_completion(&freeing->done);
	freeing->mdl = allocate(0, ANY_ADDRESS, 0, 5 * FRAME, 0);
	KUNIT_ASSERT_NOT_NULL(test, freeing->mdl);
	IoQueueWorkItem(item, free_it, DelayedWorkQueue, freeing);
	ASSERT_IN_TIME(test, &freeing->done);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* row 456: without memory NULL, and nothing is left behind */
static void mm_mdl_pages_test_without_memory(struct kunit *test)
{
	int nth, failures = 0;
	bool attempted = true;
	KIRQL irql;

	NEED_FAULT_INJECTION(test);
	/* Linux's own allocations, for kmemleak, count as well: without those the call works. */
	for (nth = 1; attempted; nth++) {
		PMDL mdl;

		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		fail_allocation(nth);
		mdl = allocate(0, ANY_ADDRESS, 0, 2 * FRAME, 0);
		attempted = allocation_was_attempted();
		KeLowerIrql(irql);
		KUNIT_EXPECT_TRUE(test, mdl || attempted);
		if (mdl)
			free_all(mdl);
		else
			failures++;
	}
	/* The list of the pages, the MDL, and their place in the table. */
	KUNIT_EXPECT_EQ(test, failures, 3);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_mdl_pages_cases[] = {
	KUNIT_CASE(mm_mdl_pages_test_pages),
	KUNIT_CASE(mm_mdl_pages_test_limits),
	KUNIT_CASE(mm_mdl_pages_test_some_of_them),
	KUNIT_CASE(mm_mdl_pages_test_chunks),
	KUNIT_CASE(mm_mdl_pages_test_levels),
	KUNIT_CASE(mm_mdl_pages_test_misuse),
	KUNIT_CASE(mm_mdl_pages_test_wrong_arguments),
	KUNIT_CASE(mm_mdl_pages_test_queued_item),
	KUNIT_CASE(mm_mdl_pages_test_freed_by_an_item),
	KUNIT_CASE(mm_mdl_pages_test_without_memory),
	{}
};

WINWORK_SUITE(mm_mdl_pages);
