/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_bitmap: the functions for bitmaps, compared with arrays of bytes that have one for each bit.
 */
#include "support.h"

enum { BITS = 133, WORDS = (BITS + 31) / 32, NONE = 0xffffffff };

struct model {
	RTL_BITMAP map;
	ULONG words[WORDS + 1];
	UCHAR bits[BITS];
	ULONG seed;
};

static ULONG next_random(struct model *model)
{
	model->seed = model->seed * 1664525 + 1013904223;
	return model->seed >> 8;
}

static struct model *new_model(struct kunit *test, int density)
{
	struct model *model = case_alloc_array(test, 1, struct model);
	ULONG i;

	model->seed = (ULONG)density;
	memset(model->words, 0xa5, sizeof(model->words));
	RtlInitializeBitMap(&model->map, model->words, BITS);
	RtlClearAllBits(&model->map);
	for (i = 0; i < BITS; i++)
		if (next_random(model) % 100 < (ULONG)density) {
			RtlSetBit(&model->map, i);
			model->bits[i] = 1;
		}
	return model;
}

/* The number of bits in a row from a bit on that have a value. */
static ULONG row(const struct model *model, ULONG from, UCHAR value)
{
	ULONG count = 0;

	while (from + count < BITS && model->bits[from + count] == value)
		count++;
	return count;
}

static ULONG find_row(const struct model *model, ULONG count, ULONG hint, UCHAR value)
{
	ULONG i;

	for (i = hint; i < BITS; i++)
		if (row(model, i, value) >= count)
			return i;
	for (i = 0; i < hint; i++)
		if (row(model, i, value) >= count)
			return i;
	return NONE;
}

static void rtl_bitmap_test_bits_are_set_and_cleared(struct kunit *test)
{
	struct model *model = new_model(test, 40);
	ULONG round, i, set;

	KUNIT_EXPECT_EQ(test, model->words[WORDS], 0xa5a5a5a5U);
	KUNIT_EXPECT_EQ(test, model->words[WORDS - 1] >> BITS % 32, 0xa5a5a5a5U >> BITS % 32);
	for (round = 0; round < 200; round++) {
		const ULONG start = next_random(model) % BITS;
		const ULONG count = next_random(model) % (BITS - start + 1);
		const UCHAR value = round % 2;

		if (value)
			RtlSetBits(&model->map, start, count);
		else
			RtlClearBits(&model->map, start, count);
		memset(model->bits + start, value, count);
		for (i = set = 0; i < BITS; i++) {
			set += model->bits[i];
			KUNIT_ASSERT_EQ(test, (UCHAR)RtlTestBit(&model->map, i), model->bits[i]);
			KUNIT_ASSERT_EQ(test, (UCHAR)RtlCheckBit(&model->map, i), model->bits[i]);
		}
		KUNIT_ASSERT_EQ(test, RtlNumberOfSetBits(&model->map), set);
		KUNIT_ASSERT_EQ(test, RtlNumberOfClearBits(&model->map), BITS - set);
		KUNIT_ASSERT_EQ(test, (bool)RtlAreBitsSet(&model->map, start, count),
				count && row(model, start, 1) >= count);
		KUNIT_ASSERT_EQ(test, (bool)RtlAreBitsClear(&model->map, start, count),
				count && row(model, start, 0) >= count);
	}
	KUNIT_EXPECT_EQ(test, RtlNumberOfSetBitsUlongPtr(0xf0f0000000000001ull), 9U);
}

static void rtl_bitmap_test_bits_behind_the_end_stay(struct kunit *test)
{
	struct model *model = new_model(test, 0);

	RtlSetBit(&model->map, BITS);
	RtlSetBits(&model->map, BITS - 1, 0xffffffff);
	RtlSetBits(&model->map, 0xffffffff, 2);
	KUNIT_EXPECT_EQ(test, RtlNumberOfSetBits(&model->map), 1U);
	KUNIT_EXPECT_EQ(test, model->words[WORDS - 1] >> BITS % 32, 0xa5a5a5a5U >> BITS % 32);
	KUNIT_EXPECT_EQ(test, model->words[WORDS], 0xa5a5a5a5U);
	KUNIT_EXPECT_FALSE(test, RtlTestBit(&model->map, BITS));
	KUNIT_EXPECT_FALSE(test, RtlAreBitsSet(&model->map, BITS - 1, 2));
	KUNIT_EXPECT_FALSE(test, RtlAreBitsClear(&model->map, BITS, 1));
	RtlSetAllBits(&model->map);
	KUNIT_EXPECT_EQ(test, RtlNumberOfSetBits(&model->map), (ULONG)BITS);
	KUNIT_EXPECT_EQ(test, RtlFindClearBits(&model->map, 1, 0), (ULONG)NONE);
	KUNIT_EXPECT_EQ(test, RtlFindSetBits(&model->map, BITS + 1, 0), (ULONG)NONE);
}

static void rtl_bitmap_test_rows_are_found(struct kunit *test)
{
	static const int densities[] = { 0, 10, 50, 90, 100 };
	ULONG found, hint, count, i;
	size_t at;

	for (at = 0; at < ARRAY_SIZE(densities); at++) {
		struct model *model = new_model(test, densities[at]);

		for (count = 1; count < 20; count += 3)
			for (hint = 0; hint < BITS; hint += 7) {
				KUNIT_ASSERT_EQ(test, RtlFindClearBits(&model->map, count, hint),
						find_row(model, count, hint, 0));
				KUNIT_ASSERT_EQ(test, RtlFindSetBits(&model->map, count, hint),
						find_row(model, count, hint, 1));
			}
		/* A hint behind the end. */
		KUNIT_EXPECT_EQ(test, RtlFindClearBits(&model->map, 3, BITS),
				find_row(model, 3, 0, 0));

		found = RtlFindClearBitsAndSet(&model->map, 3, 5);
		if (found != NONE)
			for (i = 0; i < 3; i++) {
				KUNIT_EXPECT_EQ(test, model->bits[found + i], (UCHAR)0);
				KUNIT_EXPECT_TRUE(test, RtlTestBit(&model->map, found + i));
				model->bits[found + i] = 1;
			}
		found = RtlFindSetBitsAndClear(&model->map, 2, 9);
		KUNIT_EXPECT_EQ(test, found, find_row(model, 2, 9, 1));
		if (found != NONE)
			KUNIT_EXPECT_TRUE(test, RtlAreBitsClear(&model->map, found, 2));
	}
}

static void rtl_bitmap_test_runs_are_found(struct kunit *test)
{
	struct model *model = new_model(test, 60);
	RTL_BITMAP_RUN *runs = case_alloc_array(test, BITS, RTL_BITMAP_RUN);
	ULONG start, longest = 0, count = 0, i, from, length, end;

	for (i = 0; i < BITS; i += length + 1) {
		length = row(model, i, 0);
		if (!length)
			continue;
		if (!count++) {
			KUNIT_EXPECT_EQ(test, RtlFindFirstRunClear(&model->map, &start), length);
			KUNIT_EXPECT_EQ(test, start, i);
		}
		longest = max(longest, length);
	}
	KUNIT_EXPECT_EQ(test, RtlFindLongestRunClear(&model->map, &start), longest);
	KUNIT_EXPECT_EQ(test, row(model, start, 0), longest);
	KUNIT_EXPECT_EQ(test, RtlFindClearRuns(&model->map, runs, BITS, FALSE), count);
	for (i = 0; i < count; i++)
		KUNIT_EXPECT_EQ(test, row(model, runs[i].StartingIndex, 0), runs[i].NumberOfBits);
	KUNIT_EXPECT_EQ(test, RtlFindClearRuns(&model->map, runs, 2, FALSE), 2U);
	KUNIT_EXPECT_LT(test, runs[0].StartingIndex, runs[1].StartingIndex);

	KUNIT_EXPECT_EQ(test, RtlFindClearRuns(&model->map, runs, 4, TRUE), 4U);
	KUNIT_EXPECT_EQ(test, runs[0].NumberOfBits, longest);
	for (i = 1; i < 4; i++)
		KUNIT_EXPECT_LE(test, runs[i].NumberOfBits, runs[i - 1].NumberOfBits);

	for (from = 0; from < BITS; from++) {
		i = from;
		while (i < BITS && model->bits[i])
			i++;
		length = RtlFindNextForwardRunClear(&model->map, from, &start);
		KUNIT_ASSERT_EQ(test, length, row(model, i, 0));
		if (length)
			KUNIT_ASSERT_EQ(test, start, i);

		for (end = from + 1; end && model->bits[end - 1]; end--)
			;
		for (i = end; i && !model->bits[i - 1]; i--)
			;
		length = RtlFindLastBackwardRunClear(&model->map, from, &start);
		KUNIT_ASSERT_EQ(test, length, end - i);
		if (length)
			KUNIT_ASSERT_EQ(test, start, i);
	}
}

static struct kunit_case rtl_bitmap_cases[] = {
	KUNIT_CASE(rtl_bitmap_test_bits_are_set_and_cleared),
	KUNIT_CASE(rtl_bitmap_test_bits_behind_the_end_stay),
	KUNIT_CASE(rtl_bitmap_test_rows_are_found),
	KUNIT_CASE(rtl_bitmap_test_runs_are_found),
	{}
};

WINWORK_SUITE(rtl_bitmap);
