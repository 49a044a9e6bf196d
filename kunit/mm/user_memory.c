/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_user_memory: copies and probes of a program's memory.
 */
#include <linux/kasan.h>
#include <linux/mm.h>

#include "program.h"

#include "exceptions.h"

static void probe_good(struct kunit *test)
{
	u8 *start = program_map(test, 40 * PAGE_SIZE, PROT_READ | PROT_WRITE);

	if (!start)
		return;
	program_fill(test, start, 40 * PAGE_SIZE, 1);
	ProbeForRead(start, 40 * PAGE_SIZE, 4);
	ProbeForWrite(start, 40 * PAGE_SIZE, 4096);
	ProbeForRead(start + 1, 3, 1);
	ProbeForWrite(start + 2, 4, 2);
	/* Nothing is checked of no bytes. */
	ProbeForRead(NULL, 0, 8);
	ProbeForWrite((PVOID)~0ul, 0, 8);
	/* A probe for writing leaves the contents alone. */
	program_expect(test, start, 40 * PAGE_SIZE, 1);
	program_unmap(start, 40 * PAGE_SIZE);
}

static void mm_user_memory_test_good_ranges_pass_the_probes(struct kunit *test)
{
	as_program(test, probe_good);
	EXPECT_NO_REPORT(test);
}

static void copy(struct kunit *test)
{
	const size_t bytes = 3 * PAGE_SIZE + 7;
	u8 *start = program_map(test, 8 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	u8 *block = kvmalloc(bytes, GFP_KERNEL);
	ULONG value = 0;

	if (!start || !block)
		return;
	pattern_fill(block, bytes, 1);
	RtlCopyMemory(start + 1, block, bytes);
	program_expect(test, start + 1, bytes, 1);
	program_fill(test, start + 1, bytes, 2);
	RtlMoveMemory(block, start + 1, bytes);
	KUNIT_EXPECT_TRUE(test, pattern_is(block, bytes, 2));
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(block, start + 1, bytes));
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(start + 1, block, bytes), bytes);
	block[bytes - 2]++;
	KUNIT_EXPECT_FALSE(test, RtlEqualMemory(start + 1, block, bytes));
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(start + 1, block, bytes), bytes - 2);

	/* Within the program, also onto itself, up and down. */
	RtlCopyMemory(start + 4 * PAGE_SIZE, start + 1, bytes);
	program_expect(test, start + 4 * PAGE_SIZE, bytes, 2);
	RtlMoveMemory(start + 4 * PAGE_SIZE + 100, start + 4 * PAGE_SIZE, bytes);
	program_expect(test, start + 4 * PAGE_SIZE + 100, bytes, 2);
	RtlMoveMemory(start + 4 * PAGE_SIZE + 3, start + 4 * PAGE_SIZE + 100, bytes);
	program_expect(test, start + 4 * PAGE_SIZE + 3, bytes, 2);

	RtlCopyMemory(&value, start + 1, sizeof(value));
	KUNIT_EXPECT_TRUE(test, pattern_is(&value, sizeof(value), 2));
	RtlZeroMemory(start + 1, 1000);
	RtlCopyMemory(block, start, 1003);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(block + 1, 0, 1000), (void *)NULL);
	KUNIT_EXPECT_NE(test, (int)(block[1001] | block[1002]), 0);
	RtlFillMemory(start, 5 * PAGE_SIZE, 0x5a);
	RtlCopyMemory(block, start, bytes);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(block, 0x5a, bytes), (void *)NULL);
	/* No bytes, no access. */
	RtlCopyMemory(NULL, block, 0);
	RtlCopyMemory(block, NULL, 0);
	RtlZeroMemory(NULL, 0);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(NULL, block, 0));
	kvfree(block);
	program_unmap(start, 8 * PAGE_SIZE);
}

/* row 288: within, from and to the program */
static void mm_user_memory_test_copies_take_a_programs_memory(struct kunit *test)
{
	as_program(test, copy);
	EXPECT_NO_REPORT(test);
}

static void ask(struct kunit *test)
{
	u8 *start = program_map(test, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE);

	if (!start)
		return;
	KUNIT_EXPECT_FALSE(test, MmIsAddressValid(start));
	program_fill(test, start, 1, 1);
	KUNIT_EXPECT_TRUE(test, MmIsAddressValid(start));
	KUNIT_EXPECT_FALSE(test, MmIsAddressValid(start + PAGE_SIZE));
	KUNIT_EXPECT_FALSE(test, MmIsAddressValid(NULL));
	program_unmap(start, 2 * PAGE_SIZE);
	KUNIT_EXPECT_FALSE(test, MmIsAddressValid(start));
}

static void mm_user_memory_test_valid_addresses_cause_no_fault(struct kunit *test)
{
	as_program(test, ask);
	EXPECT_NO_REPORT(test);
}

/* ---- what raises -------------------------------------------------------------------------- */

/* A call in a __try. */
struct call {
	void (*function)(PVOID address, SIZE_T bytes, ULONG more);
	PVOID address;
	SIZE_T bytes;
	ULONG more;
};

static void make_call(PVOID context)
{
	struct call *call = context;

	call->function(call->address, call->bytes, call->more);
}

/* The status that the call raises, or STATUS_SUCCESS. */
static NTSTATUS raised(void (*function)(PVOID address, SIZE_T bytes, ULONG more), PVOID address,
		       SIZE_T bytes, ULONG more)
{
	struct call call = { function, address, bytes, more };

	return exceptions_in_c.Guard(make_call, &call, STATUS_SUCCESS);
}

static void probe_read(PVOID address, SIZE_T bytes, ULONG alignment)
{
	ProbeForRead(address, bytes, alignment);
}

static void probe_write(PVOID address, SIZE_T bytes, ULONG alignment)
{
	ProbeForWrite(address, bytes, alignment);
}

#define FAULT STATUS_ACCESS_VIOLATION
#define ODD STATUS_DATATYPE_MISALIGNMENT

struct probe_row {
	const char *what;
	PVOID address;
	SIZE_T bytes;
	ULONG alignment;
	NTSTATUS read, write;
};

static noinline void probe_row(struct kunit *test, const struct probe_row *row)
{
	KUNIT_EXPECT_EQ_MSG(test, raised(probe_read, row->address, row->bytes, row->alignment),
			    row->read, "ProbeForRead, %s", row->what);
	KUNIT_EXPECT_EQ_MSG(test, raised(probe_write, row->address, row->bytes, row->alignment),
			    row->write, "ProbeForWrite, %s", row->what);
}

static void probe_all(struct kunit *test)
{
	u8 *two = program_map(test, 3 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	u8 *fixed = program_map(test, PAGE_SIZE, PROT_READ);
	const struct probe_row rows[] = {
		{ "all of it", two, 2 * PAGE_SIZE, 4, 0, 0 },
		{ "one byte", two + 1, 1, 1, 0, 0 },
		{ "no bytes, odd", two + 1, 0, 8, 0, 0 },
		{ "no bytes of the kernel", test, 0, 8, 0, 0 },
		{ "no bytes at the end", (PVOID)~0ul, 0, 1, 0, 0 },
		{ "odd for 2", two + 1, 4, 2, ODD, ODD },
		{ "odd for 4", two + 2, 4, 4, ODD, ODD },
		{ "odd for 8", two + 4, 8, 8, ODD, ODD },
		{ "even for 4", two + 4, 8, 4, 0, 0 },
		{ "odd and of the kernel", (u8 *)test + 1, 4, 4, ODD, ODD },
		{ "of the kernel", test, 4, 4, FAULT, FAULT },
		{ "wraps", two, ~(SIZE_T)0 - 100, 1, FAULT, FAULT },
		{ "wraps in the kernel", (PVOID)~0xful, 0x100, 1, FAULT, FAULT },
		{ "into the kernel", two, 1ul << 63, 1, FAULT, FAULT },
		{ "unmapped behind", two, 3 * PAGE_SIZE, 4, 0, FAULT },
		{ "the first page", NULL, 4, 4, 0, FAULT },
		{ "read-only", fixed, PAGE_SIZE, 4, 0, FAULT },
	};
	int i;

	if (!two || !fixed)
		return;
	program_unmap(two + 2 * PAGE_SIZE, PAGE_SIZE);
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		probe_row(test, &rows[i]);
	program_unmap(two, 2 * PAGE_SIZE);
	program_unmap(fixed, PAGE_SIZE);
}

/* row 287: each status of the table */
static void mm_user_memory_test_probes_raise(struct kunit *test)
{
	as_program(test, probe_all);
	EXPECT_NO_REPORT(test);
}

/* Without a process no range can be written to. */
static void mm_user_memory_test_no_process_has_no_memory(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, raised(probe_write, (PVOID)0x10000, 4, 4), FAULT);
	EXPECT_NO_REPORT(test);
}

static u8 inner[64];

static void copy_from(PVOID address, SIZE_T bytes, ULONG more)
{
	RtlCopyMemory(inner, address, bytes);
}

static void copy_to(PVOID address, SIZE_T bytes, ULONG more)
{
	RtlCopyMemory(address, inner, bytes);
}

static void move_up(PVOID address, SIZE_T bytes, ULONG more)
{
	RtlMoveMemory((u8 *)address + 1, address, bytes);
}

static void fill(PVOID address, SIZE_T bytes, ULONG more)
{
	RtlFillMemory(address, bytes, 1);
}

static void compare(PVOID address, SIZE_T bytes, ULONG more)
{
	(void)RtlEqualMemory(address, inner, bytes);
}

static void compare_length(PVOID address, SIZE_T bytes, ULONG more)
{
	RtlCompareMemory(address, inner, bytes);
}

static void copy_bad(struct kunit *test)
{
	static void (*const calls[])(PVOID, SIZE_T, ULONG) = {
		copy_from, copy_to, move_up, fill, compare, compare_length,
	};
	u8 *two = program_map(test, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE);
	u8 *fixed = program_map(test, PAGE_SIZE, PROT_READ);
	int i;

	if (!two || !fixed)
		return;
	program_unmap(two + PAGE_SIZE, PAGE_SIZE);
	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		/* The comparisons end at the first byte that differs: none does. */
		RtlZeroMemory(two, PAGE_SIZE);
		memset(inner, 0, sizeof(inner));
		KUNIT_EXPECT_EQ_MSG(test, raised(calls[i], two + 64, 64, 0), STATUS_SUCCESS, "call %d", i);
		RtlZeroMemory(two, PAGE_SIZE);
		memset(inner, 0, sizeof(inner));
		KUNIT_EXPECT_EQ_MSG(test, raised(calls[i], two + PAGE_SIZE - 63, 64, 0), FAULT,
				    "call %d, into an unmapped page", i);
		KUNIT_EXPECT_EQ_MSG(test, raised(calls[i], NULL, 64, 0), FAULT, "call %d, NULL", i);
		KUNIT_EXPECT_EQ_MSG(test, raised(calls[i], NULL, 0, 0), STATUS_SUCCESS,
				    "call %d, no bytes", i);
	}
	KUNIT_EXPECT_EQ(test, raised(copy_from, fixed, 64, 0), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, raised(copy_to, fixed, 64, 0), FAULT);
	KUNIT_EXPECT_EQ(test, raised(fill, fixed, 64, 0), FAULT);
	program_unmap(two, PAGE_SIZE);
	program_unmap(fixed, PAGE_SIZE);
}

/* row 288: a pointer that was found in a buffer */
static void mm_user_memory_test_copies_raise(struct kunit *test)
{
	as_program(test, copy_bad);
	EXPECT_NO_REPORT(test);
}

static void copy_high(struct kunit *test)
{
	u8 *start = program_map(test, PAGE_SIZE, PROT_READ | PROT_WRITE);

	if (!start)
		return;
	program_fill(test, start, PAGE_SIZE, 0);
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, raised(copy_from, start, 64, 0), FAULT);
	local_bh_enable();
	EXPECT_REPORT(test, "RtlCopyMemory", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, start, DISPATCH_LEVEL,
		      0, ANY, start);
	local_bh_disable();
	KUNIT_EXPECT_EQ(test, raised(probe_read, start, 64, 1), FAULT);
	local_bh_enable();
	EXPECT_REPORT(test, "ProbeForRead", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, start, DISPATCH_LEVEL,
		      0, ANY, start);
	program_unmap(start, PAGE_SIZE);
}

static void mm_user_memory_test_access_at_dispatch_level_is_reported(struct kunit *test)
{
	as_program(test, copy_high);
}

static void limits(struct kunit *test)
{
	u8 *start = program_map(test, PAGE_SIZE, PROT_READ);

	if (!start)
		return;
	/* A program's memory, the stack near the end of its half among it, is below the limits. */
	KUNIT_EXPECT_LE(test, (ULONG_PTR)start, (ULONG_PTR)MM_HIGHEST_USER_ADDRESS);
	KUNIT_EXPECT_LE(test, (ULONG_PTR)STACK_TOP_MAX, MM_USER_PROBE_ADDRESS);
	/* The end of the half is where the probes refuse an address. */
	KUNIT_EXPECT_EQ(test, raised(probe_read, MM_HIGHEST_USER_ADDRESS, 1, 1), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, raised(probe_read, MM_SYSTEM_RANGE_START, 1, 1), FAULT);
	program_unmap(start, PAGE_SIZE);
}

/* row 1202 */
static void mm_user_memory_test_limits_of_the_address_space(struct kunit *test)
{
	const ULONG_PTR kernel = (ULONG_PTR)MmSystemRangeStart;
	const int local = 0;
	const u8 *block = kmalloc(1, GFP_KERNEL);

	KUNIT_EXPECT_EQ(test, (ULONG_PTR)MmHighestUserAddress + 1, MmUserProbeAddress);
	KUNIT_EXPECT_LT(test, (ULONG_PTR)MmHighestUserAddress, kernel);
	/* The upper half is the kernel's: its memory, its code and its stacks lie there. */
	KUNIT_EXPECT_GE(test, (ULONG_PTR)kasan_reset_tag(block), kernel);
	KUNIT_EXPECT_GE(test, (ULONG_PTR)kasan_reset_tag(&local), kernel);
	KUNIT_EXPECT_GE(test, (ULONG_PTR)limits, kernel);
#ifdef CONFIG_X86_64
	if (!pgtable_l5_enabled())
		KUNIT_EXPECT_EQ(test, kernel, (ULONG_PTR)0xffff800000000000);
#endif
	kfree(block);
	as_program(test, limits);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_user_memory_cases[] = {
	KUNIT_CASE(mm_user_memory_test_good_ranges_pass_the_probes),
	KUNIT_CASE(mm_user_memory_test_copies_take_a_programs_memory),
	KUNIT_CASE(mm_user_memory_test_valid_addresses_cause_no_fault),
	KUNIT_CASE(mm_user_memory_test_probes_raise),
	KUNIT_CASE(mm_user_memory_test_no_process_has_no_memory),
	KUNIT_CASE(mm_user_memory_test_copies_raise),
	KUNIT_CASE(mm_user_memory_test_access_at_dispatch_level_is_reported),
	KUNIT_CASE(mm_user_memory_test_limits_of_the_address_space),
	{}
};

WINWORK_SUITE(mm_user_memory);
