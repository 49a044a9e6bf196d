/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_number: numbers of 64 bits, LUIDs, filled memory, random numbers.
 */
#include "support.h"

#include <ntifs.h>

static void rtl_number_test_numbers_are_converted(struct kunit *test)
{
	const LUID negative = RtlConvertLongToLuid(-2), luid = RtlConvertUlongToLuid(0xfffffffe);
	LUID copy = { 0, 0 };

	KUNIT_EXPECT_EQ(test, RtlConvertLongToLargeInteger(-2).QuadPart, -2ll);
	KUNIT_EXPECT_EQ(test, RtlConvertUlongToLargeInteger(0xfffffffe).QuadPart, 0xfffffffell);
	KUNIT_EXPECT_EQ(test, negative.LowPart, 0xfffffffeu);
	KUNIT_EXPECT_EQ(test, negative.HighPart, -1);
	KUNIT_EXPECT_EQ(test, luid.LowPart, 0xfffffffeu);
	KUNIT_EXPECT_EQ(test, luid.HighPart, 0);
	RtlCopyLuid(&copy, (PLUID)&negative);
	KUNIT_EXPECT_TRUE(test, RtlEqualLuid(&copy, &negative));
}

static void rtl_number_test_products_and_quotients(struct kunit *test)
{
	const ULARGE_INTEGER dividend = { .QuadPart = 0x500000007ull };
	const LARGE_INTEGER large = { .QuadPart = -1 }, billions = { .QuadPart = -3000000000ll };
	ULONG rest = 0;

	KUNIT_EXPECT_EQ(test, RtlEnlargedIntegerMultiply(-100000, 100000).QuadPart, -10000000000ll);
	KUNIT_EXPECT_EQ(test, (ULONGLONG)RtlEnlargedUnsignedMultiply(MAXULONG, MAXULONG).QuadPart,
			0xfffffffe00000001ull);
	KUNIT_EXPECT_EQ(test, RtlExtendedIntegerMultiply(billions, -2).QuadPart, 6000000000ll);
	KUNIT_EXPECT_EQ(test, RtlEnlargedUnsignedDivide(dividend, 16, &rest), 0x50000000u);
	KUNIT_EXPECT_EQ(test, rest, 7u);
	/* The quotient is cut off to 32 bits. */
	KUNIT_EXPECT_EQ(test, RtlEnlargedUnsignedDivide(dividend, 1, NULL), 7u);
	/* The dividend has no sign. */
	KUNIT_EXPECT_EQ(test, RtlExtendedLargeIntegerDivide(large, 16, &rest).QuadPart,
			0xfffffffffffffffll);
	KUNIT_EXPECT_EQ(test, rest, 15u);
	KUNIT_EXPECT_EQ(test, RtlExtendedLargeIntegerDivide(large, 2, NULL).QuadPart, MAXLONGLONG);
}

static void rtl_number_test_memory_is_filled(struct kunit *test)
{
	ULONG words[5] = { 1, 2, 3, 4, 5 };

	RtlFillMemoryUlong(&words[1], 3 * sizeof(ULONG), 0x12345678);
	KUNIT_EXPECT_EQ(test, words[0], 1u);
	KUNIT_EXPECT_EQ(test, words[1], 0x12345678u);
	KUNIT_EXPECT_EQ(test, words[3], 0x12345678u);
	KUNIT_EXPECT_EQ(test, words[4], 5u);
	RtlFillMemoryUlong(&words[4], 0, 0);
	KUNIT_EXPECT_EQ(test, words[4], 5u);
	/* Only a hint, for any address and length. */
	RtlPrefetchMemoryNonTemporal(words, sizeof(words));
	RtlPrefetchMemoryNonTemporal(NULL, 100);
	EXPECT_NO_REPORT(test);
}

/* row 1203 */
static void rtl_number_test_memory_is_compared(struct kunit *test)
{
	ULONG words[4] = { 7, 7, 7, 0x10007 };

	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong(words, 3 * sizeof(ULONG), 7), 3 * sizeof(ULONG));
	/* The first value that differs ends the comparison, also where its first bytes are equal. */
	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong(words, sizeof(words), 7), 3 * sizeof(ULONG));
	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong(words, sizeof(words), 8), 0u);
	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong(words, 0, 7), 0u);
	/* Neither the start nor the length may be other than a multiple of 4. */
	RtlFillMemoryUlong(words, sizeof(words), 0);
	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong((PUCHAR)words + 1, 4, 0), 0u);
	KUNIT_EXPECT_EQ(test, RtlCompareMemoryUlong(words, 6, 0), 0u);
	EXPECT_NO_REPORT(test);
}

enum { NUMBERS = 16384, RANGES = 16 };

/* A seed decides its numbers. They are in range, and spread over it. */
static void rtl_number_test_random_numbers(struct kunit *test)
{
	static ULONG (NTAPI *const functions[])(PULONG seed) = { RtlRandom, RtlRandomEx };
	static const ULONG seeds[] = { 0, 1, MAXULONG };
	int i, j, k;

	for (i = 0; i < (int)ARRAY_SIZE(functions); i++) {
		for (j = 0; j < (int)ARRAY_SIZE(seeds); j++) {
			ULONG seed = seeds[j], same = seeds[j], counts[RANGES] = { 0 };

			for (k = 0; k < NUMBERS; k++) {
				const ULONG number = functions[i](&seed);

				KUNIT_ASSERT_LT(test, number, (ULONG)MAXLONG);
				KUNIT_ASSERT_EQ(test, functions[i](&same), number);
				KUNIT_ASSERT_EQ(test, same, seed);
				counts[number / (MAXLONG / RANGES + 1)]++;
			}
			for (k = 0; k < RANGES; k++) {
				KUNIT_EXPECT_GT(test, counts[k], (ULONG)NUMBERS / RANGES * 4 / 5);
				KUNIT_EXPECT_LT(test, counts[k], (ULONG)NUMBERS / RANGES * 6 / 5);
			}
		}
	}
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_number_cases[] = {
	KUNIT_CASE(rtl_number_test_numbers_are_converted),
	KUNIT_CASE(rtl_number_test_products_and_quotients),
	KUNIT_CASE(rtl_number_test_memory_is_filled),
	KUNIT_CASE(rtl_number_test_memory_is_compared),
	KUNIT_CASE(rtl_number_test_random_numbers),
	{}
};

WINWORK_SUITE(rtl_number);
