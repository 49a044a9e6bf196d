/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_user_memory: copies and probes of a program's memory.
 */
#include "program.h"

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

static struct kunit_case mm_user_memory_cases[] = {
	KUNIT_CASE(mm_user_memory_test_good_ranges_pass_the_probes),
	KUNIT_CASE(mm_user_memory_test_copies_take_a_programs_memory),
	KUNIT_CASE(mm_user_memory_test_valid_addresses_cause_no_fault),
	{}
};

WINWORK_SUITE(mm_user_memory);
