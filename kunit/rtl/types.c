/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_types: sizes of types, severities of statuses, and the functions that move memory.
 */
#include "support.h"

#include <winwork/fsrtl/types.h>

static void rtl_types_test_types_are_those_of_windows(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, sizeof(LONG), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(ULONG), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(NTSTATUS), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(ULONG_PTR), sizeof(void *));
	KUNIT_EXPECT_EQ(test, sizeof(LARGE_INTEGER), (size_t)8);
	KUNIT_EXPECT_EQ(test, sizeof(WCHAR), (size_t)2);
	KUNIT_EXPECT_EQ(test, sizeof(L'x'), (size_t)2);
	KUNIT_EXPECT_EQ(test, sizeof(BOOLEAN), (size_t)1);
	KUNIT_EXPECT_EQ(test, sizeof(KIRQL), (size_t)1);
	KUNIT_EXPECT_EQ(test, sizeof(UNICODE_STRING), (size_t)16);
	KUNIT_EXPECT_EQ(test, sizeof(KSPIN_LOCK), sizeof(void *));
	KUNIT_EXPECT_EQ(test, sizeof(KEVENT), (size_t)24);
	KUNIT_EXPECT_EQ(test, (LONG)-1 < 0, true);
	KUNIT_EXPECT_EQ(test, (ULONG)-1 > 0, true);
}

static void rtl_types_test_status_severities(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS(STATUS_SUCCESS));
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS(STATUS_TIMEOUT));
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS((NTSTATUS)0x40000000));
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS((NTSTATUS)0x80000005));
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(STATUS_INSUFFICIENT_RESOURCES));
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_INSUFFICIENT_RESOURCES, 0xc000009aU);
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_OBJECT_NAME_COLLISION, 0xc0000035U);
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_TIMEOUT, 0x102U);
}

static void rtl_types_test_expected_statuses(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, FsRtlIsNtstatusExpected(STATUS_IN_PAGE_ERROR));
	KUNIT_EXPECT_TRUE(test, FsRtlIsNtstatusExpected(STATUS_INSUFFICIENT_RESOURCES));
	KUNIT_EXPECT_FALSE(test, FsRtlIsNtstatusExpected(STATUS_DATATYPE_MISALIGNMENT));
	KUNIT_EXPECT_FALSE(test, FsRtlIsNtstatusExpected(STATUS_ACCESS_VIOLATION));
	KUNIT_EXPECT_FALSE(test, FsRtlIsNtstatusExpected(STATUS_ILLEGAL_INSTRUCTION));
	KUNIT_EXPECT_FALSE(test, FsRtlIsNtstatusExpected(STATUS_INSTRUCTION_MISALIGNMENT));
}

static void rtl_types_test_memory(struct kunit *test)
{
	UCHAR a[16], b[16];

	RtlFillMemory(a, sizeof(a), 0x11);
	RtlCopyMemory(b, a, sizeof(b));
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(a, b, sizeof(a)), (SIZE_T)16);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(a, b, sizeof(a)));
	b[7] = 0;
	/* The number of bytes that are equal from the start, and not an order. */
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(a, b, sizeof(a)), (SIZE_T)7);
	KUNIT_EXPECT_FALSE(test, RtlEqualMemory(a, b, sizeof(a)));
	a[0] = 1;
	a[1] = 2;
	RtlMoveMemory(a + 1, a, 8);
	KUNIT_EXPECT_EQ(test, (int)a[1], 1);
	KUNIT_EXPECT_EQ(test, (int)a[2], 2);
	RtlZeroMemory(a, sizeof(a));
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(a, 0, sizeof(a)), (void *)NULL);
}

static struct kunit_case rtl_types_cases[] = {
	KUNIT_CASE(rtl_types_test_types_are_those_of_windows),
	KUNIT_CASE(rtl_types_test_status_severities),
	KUNIT_CASE(rtl_types_test_expected_statuses),
	KUNIT_CASE(rtl_types_test_memory),
	{}
};

WINWORK_SUITE(rtl_types);
