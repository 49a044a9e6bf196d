/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hal_io_space: MmMapIoSpace and its like, within and outside of the memory of a device, and mappings
 * that are left.
 */
#include "hal_case.h"

#define VERIFIER_MAPPED_AT_BAD_IRQL	0x73
#define VERIFIER_UNMAPPED_AT_BAD_IRQL	0x7b
#define VERIFIER_MAPPED_FOREIGN		0x83
#define PTE_UNKNOWN_ADDRESS		0x400

/* Linux has other things of the name PAGE_READONLY and the like. */
enum {
	WIN_NOACCESS = 0x01, WIN_READONLY = 0x02, WIN_READWRITE = 0x04, WIN_WRITECOPY = 0x08,
	WIN_EXECUTE = 0x10, WIN_EXECUTE_READ = 0x20, WIN_EXECUTE_READWRITE = 0x40,
	WIN_GUARD = 0x100, WIN_NOCACHE = 0x200, WIN_WRITECOMBINE = 0x400,
};

static PVOID map(int range, LONGLONG offset, SIZE_T bytes, MEMORY_CACHING_TYPE caching)
{
	return MmMapIoSpace(hal_address(range, offset), bytes, caching);
}

/* The first byte at @registers is that of MEMORY at @offset, for the device. */
static void expect_leads_to(struct kunit *test, int line, u8 *registers, ULONGLONG offset)
{
	KUNIT_ASSERT_NOT_NULL_MSG(test, registers, "line %d", line);
	hal_forget();
	WRITE_REGISTER_UCHAR(registers, 3);
	expect_accesses(test, line, &(struct hal_access){ true, MEMORY, offset, 1, 3 }, 1);
}
#define EXPECT_LEADS_TO(test, registers, offset) expect_leads_to(test, __LINE__, registers, offset)

/* row 452: all of a range or a part, twice */
static void hal_io_space_test_inside(struct kunit *test)
{
	u8 *all = map(MEMORY, 0, MEMORY_BYTES, MmNonCached);
	u8 *again = map(MEMORY, 0, MEMORY_BYTES, MmNonCached);
	u8 *part = map(MEMORY, 0x123, 5, MmNonCached);
	u8 *other = map(OTHER_MEMORY, 0, MEMORY_BYTES, MmNonCachedUnordered);

	EXPECT_LEADS_TO(test, all, 0);
	EXPECT_LEADS_TO(test, again, 0);
	EXPECT_LEADS_TO(test, part, 0x123);
	KUNIT_ASSERT_NOT_NULL(test, other);
	hal_forget();
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(other + 7), 0);
	EXPECT_ACCESSES(test, { false, OTHER_MEMORY, 7, 1, 0 });
	/* One goes; the others stay. */
	MmUnmapIoSpace(all, MEMORY_BYTES);
	EXPECT_LEADS_TO(test, again, 0);
	MmUnmapIoSpace(again, MEMORY_BYTES);
	EXPECT_LEADS_TO(test, part, 0x123);
	MmUnmapIoSpace(part, 5);
	MmUnmapIoSpace(other, MEMORY_BYTES);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(part), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, part, 0, ANY, 0, ANY);
}

/* row 452: at DISPATCH_LEVEL; but not with another caching, or for reading only */
static void hal_io_space_test_dispatch_level(struct kunit *test)
{
	PVOID plain, combined, read_only;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	plain = map(MEMORY, 0, MEMORY_BYTES, MmNonCached);
	combined = map(MEMORY, 0, MEMORY_BYTES, MmWriteCombined);
	read_only = MmMapIoSpaceEx(hal_address(MEMORY, 0), 8, WIN_READONLY | WIN_NOCACHE);
	KeLowerIrql(irql);
	EXPECT_LEADS_TO(test, plain, 0);
	KUNIT_EXPECT_NULL(test, combined);
	KUNIT_EXPECT_NULL(test, read_only);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	MmUnmapIoSpace(plain, MEMORY_BYTES);
	KeLowerIrql(irql);
	combined = map(MEMORY, 0, MEMORY_BYTES, MmWriteCombined);
	EXPECT_LEADS_TO(test, combined, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	MmUnmapIoSpace(combined, MEMORY_BYTES);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(combined), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, combined, 0, ANY, 0, ANY);
}

/* row 452: each caching, at an address of its own */
static void hal_io_space_test_caching(struct kunit *test)
{
	static const MEMORY_CACHING_TYPE types[] = {
		MmCached, MmWriteCombined, MmHardwareCoherentCached, MmUSWCCached,
	};
	u8 *plain = map(MEMORY, 0x800, 0x10, MmNonCached), *own[ARRAY_SIZE(types)];
	int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		own[i] = map(MEMORY, 0x800, 0x10, types[i]);
		EXPECT_LEADS_TO(test, own[i], 0x800);
		KUNIT_EXPECT_PTR_NE(test, own[i], plain);
		KUNIT_EXPECT_EQ(test, BYTE_OFFSET(own[i]), BYTE_OFFSET(plain));
		/* The same memory, for a driver that does without the functions. */
		plain[4] = i + 1;
		KUNIT_EXPECT_EQ(test, own[i][4], i + 1);
	}
	for (i = 0; i < ARRAY_SIZE(types); i++)
		MmUnmapIoSpace(own[i], 0x10);
	EXPECT_LEADS_TO(test, plain, 0x800);
	MmUnmapIoSpace(plain, 0x10);
	KUNIT_EXPECT_NULL(test, map(MEMORY, 0, 8, MmMaximumCacheType));
	EXPECT_NO_REPORT(test);
}

#define EXPECT_FOREIGN(test, range, offset, bytes) do {						\
		const ULONGLONG start = hal_address(range, offset).QuadPart;			\
												\
		KUNIT_EXPECT_NULL(test, map(range, offset, bytes, MmNonCached));		\
		EXPECT_REPORT(test, "MmMapIoSpace", BUGCHECK_VERIFIER, VERIFIER_MAPPED_FOREIGN, start, \
			      bytes, start >> PAGE_SHIFT, ANY);					\
	} while (0)

/* row 452: outside of the memory of a device */
static void hal_io_space_test_outside(struct kunit *test)
{
	EXPECT_FOREIGN(test, MEMORY, -1, 2);
	EXPECT_FOREIGN(test, MEMORY, MEMORY_BYTES, 1);
	EXPECT_FOREIGN(test, MEMORY, MEMORY_BYTES - 1, 2);
	EXPECT_FOREIGN(test, MEMORY, 0, MEMORY_BYTES + 1);
	EXPECT_FOREIGN(test, MEMORY, 1, ~(SIZE_T)0);
	EXPECT_FOREIGN(test, MEMORY, 0, 0);
	EXPECT_FOREIGN(test, PORTS, 0, PORT_BYTES);
	/* RAM. */
	hal.start[OTHER_MEMORY] = MmGetPhysicalAddress(&hal);
	EXPECT_FOREIGN(test, OTHER_MEMORY, 0, 8);
	KUNIT_EXPECT_NULL(test, MmMapIoSpaceEx(hal_address(MEMORY, 0), MEMORY_BYTES + 1,
					       WIN_READWRITE | WIN_NOCACHE));
	EXPECT_REPORT(test, "MmMapIoSpaceEx", BUGCHECK_VERIFIER, VERIFIER_MAPPED_FOREIGN,
		      hal.start[MEMORY].QuadPart, MEMORY_BYTES + 1, ANY, ANY);
	/* The device's memory goes with it. */
	hal_unplug(FALSE);
	EXPECT_FOREIGN(test, MEMORY, 0, MEMORY_BYTES);
}

/* row 453: above DISPATCH_LEVEL nothing is mapped, and nothing unmapped */
static void hal_io_space_test_above_dispatch_level(struct kunit *test)
{
	u8 *registers = map(MEMORY, 0, 8, MmNonCached);
	PVOID second;
	KIRQL irql;

	KeRaiseIrql(HIGH_LEVEL, &irql);
	second = map(MEMORY, 0, 16, MmNonCached);
	KeLowerIrql(irql);
	KUNIT_EXPECT_NULL(test, second);
	EXPECT_REPORT(test, "MmMapIoSpace", BUGCHECK_VERIFIER, VERIFIER_MAPPED_AT_BAD_IRQL, HIGH_LEVEL,
		      hal.start[MEMORY].QuadPart, 16, ANY);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	MmUnmapIoSpace(registers, 8);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "MmUnmapIoSpace", BUGCHECK_VERIFIER, VERIFIER_UNMAPPED_AT_BAD_IRQL,
		      HIGH_LEVEL, registers, 8, registers);
	EXPECT_LEADS_TO(test, registers, 0);
	MmUnmapIoSpace(registers, 8);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_UNKNOWN(test, address, bytes, pages) do {					\
		MmUnmapIoSpace(address, bytes);							\
		EXPECT_REPORT(test, "MmUnmapIoSpace", BUGCHECK_PTE_MISUSE, PTE_UNKNOWN_ADDRESS,	\
			      address, pages, 0, address);					\
	} while (0)

/* row 453: the address and the length that MmMapIoSpace had, once */
static void hal_io_space_test_wrong_unmap(struct kunit *test)
{
	u8 *registers = map(MEMORY, 0x10, 0x20, MmNonCached);
	u8 *cached = map(MEMORY, 0x10, 0x20, MmCached);

	EXPECT_UNKNOWN(test, registers, 0x21, 1);
	EXPECT_UNKNOWN(test, registers + 1, 0x20, 1);
	EXPECT_UNKNOWN(test, registers - 0x10, MEMORY_BYTES, 1);
	EXPECT_UNKNOWN(test, cached, PAGE_SIZE, 2);
	EXPECT_UNKNOWN(test, (u8 *)NULL, 0x20, 1);
	EXPECT_LEADS_TO(test, registers, 0x10);
	EXPECT_LEADS_TO(test, cached, 0x10);
	MmUnmapIoSpace(registers, 0x20);
	MmUnmapIoSpace(cached, 0x20);
	EXPECT_NO_REPORT(test);
	EXPECT_UNKNOWN(test, registers, 0x20, 1);
	EXPECT_UNKNOWN(test, cached, 0x20, 1);
}

/* row 451: MmMapIoSpaceEx has a protection, and a caching or none */
static void hal_io_space_test_protection(struct kunit *test)
{
	static const struct {
		ULONG protect;
		bool is_writable;
	} cases[] = {
		{ WIN_READONLY, false }, { WIN_READWRITE, true }, { WIN_EXECUTE, false },
		{ WIN_EXECUTE_READ, false }, { WIN_EXECUTE_READWRITE, true },
	};
	static const ULONG cachings[] = { 0, WIN_NOCACHE, WIN_WRITECOMBINE };
	static const ULONG wrong[] = {
		0, WIN_NOACCESS, WIN_WRITECOPY, WIN_NOCACHE, WIN_READONLY | WIN_READWRITE,
		WIN_READWRITE | WIN_GUARD, WIN_READWRITE | WIN_NOCACHE | WIN_WRITECOMBINE,
	};
	int i, k, reports = 0;

	hal.store[MEMORY][4] = 0x77;
	for (i = 0; i < ARRAY_SIZE(cases) * ARRAY_SIZE(cachings); i++) {
		const bool is_writable = cases[i / ARRAY_SIZE(cachings)].is_writable;
		u8 *registers = MmMapIoSpaceEx(hal_address(MEMORY, 4), 4,
					       cases[i / ARRAY_SIZE(cachings)].protect |
					       cachings[i % ARRAY_SIZE(cachings)]);

		KUNIT_ASSERT_NOT_NULL(test, registers);
		KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(registers), 0x77);
		hal_forget();
		WRITE_REGISTER_ULONG((ULONG *)registers, 0x77);
		WRITE_REGISTER_BUFFER_UCHAR(registers + 2, (UCHAR[]){ 0 }, 1);
		KUNIT_EXPECT_EQ(test, hal.accesses, is_writable ? 2 : 0);
		/* One report for each of the two callers. */
		if (!is_writable && !reports++) {
			fixture_of(test)->reports++;
			EXPECT_REPORT(test, "WRITE_REGISTER_BUFFER_UCHAR", BUGCHECK_WRITE_TO_READONLY,
				      registers + 2, 0, 0, 0, ANY);
		}
		MmUnmapIoSpace(registers, 4);
		EXPECT_NO_REPORT(test);
	}
	for (k = 0; k < ARRAY_SIZE(wrong); k++)
		KUNIT_EXPECT_NULL_MSG(test, MmMapIoSpaceEx(hal_address(MEMORY, 0), 4, wrong[k]),
				      "protection 0x%x", wrong[k]);
	EXPECT_NO_REPORT(test);
}

/* Without memory the call returns NULL, and leaves nothing behind. */
static void hal_io_space_test_without_memory(struct kunit *test)
{
	static const MEMORY_CACHING_TYPE types[] = { MmNonCached, MmWriteCombined };
	int i;

	NEED_FAULT_INJECTION(test);
	for (i = 0; i < ARRAY_SIZE(types); i++) {
		u8 *registers;

		fail_next_allocation();
		registers = map(MEMORY, 0, 8, types[i]);
		KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
		KUNIT_EXPECT_NULL(test, registers);
	}
	EXPECT_NO_REPORT(test);
	hal_unplug(FALSE);
	EXPECT_NO_REPORT(test);
}

/* row 453: mappings that are left end with the device, and are reported */
static void hal_io_space_test_left(struct kunit *test)
{
	u8 *first = map(MEMORY, 0, 8, MmNonCached), *second, *third;

	second = map(MEMORY, 8, 0x18, MmCached);
	third = map(OTHER_MEMORY, 0, 0x100, MmNonCached);
	KUNIT_ASSERT_NOT_NULL(test, first);
	KUNIT_ASSERT_NOT_NULL(test, second);
	KUNIT_ASSERT_NOT_NULL(test, third);
	MmUnmapIoSpace(third, 0x100);
	hal_unplug(FALSE);
	/* The newest one, the bytes and the number of all. */
	EXPECT_REPORT(test, "MmMapIoSpace", BUGCHECK_LEFT_BEHIND, second, 0x20, 2, 0, second);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(first), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, first, 0, ANY, 0, ANY);
	KUNIT_EXPECT_EQ(test, READ_REGISTER_UCHAR(second), 0xff);
	EXPECT_REPORT(test, "READ_REGISTER_UCHAR", BUGCHECK_PAGE_FAULT, second, 0, ANY, 0, ANY);
	EXPECT_UNKNOWN(test, second, 0x18, 1);
}

static struct kunit_case hal_io_space_cases[] = {
	KUNIT_CASE(hal_io_space_test_inside),
	KUNIT_CASE(hal_io_space_test_dispatch_level),
	KUNIT_CASE(hal_io_space_test_caching),
	KUNIT_CASE(hal_io_space_test_outside),
	KUNIT_CASE(hal_io_space_test_above_dispatch_level),
	KUNIT_CASE(hal_io_space_test_wrong_unmap),
	KUNIT_CASE(hal_io_space_test_protection),
	KUNIT_CASE(hal_io_space_test_without_memory),
	KUNIT_CASE(hal_io_space_test_left),
	{}
};

WINWORK_SUITE_WITH(hal_io_space, hal_init, hal_exit);
