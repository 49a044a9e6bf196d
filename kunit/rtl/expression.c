/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_expression: names and expressions with wildcards.
 */
#include "support.h"

#include <ntifs.h>

static BOOLEAN matches(PCWSTR expression, PCWSTR name, BOOLEAN ignores_case)
{
	UNICODE_STRING left, right;

	RtlInitUnicodeString(&left, expression);
	RtlInitUnicodeString(&right, name);
	return FsRtlIsNameInExpression(&left, &right, ignores_case, NULL);
}

struct pair {
	PCWSTR expression, name;
	BOOLEAN matches;
};

static void check_pairs(struct kunit *test, const struct pair *pairs, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		KUNIT_EXPECT_EQ_MSG(test, matches(pairs[i].expression, pairs[i].name, FALSE), pairs[i].matches,
				    "pair %u", i);
}

/* row 657 */
static void rtl_expression_test_stars_and_marks(struct kunit *test)
{
	static const struct pair pairs[] = {
		{ L"*", L"a", TRUE }, { L"*", L"a.b", TRUE }, { L"*", L".", TRUE }, { L"a", L"a", TRUE },
		{ L"a", L"A", FALSE }, { L"a", L"ab", FALSE }, { L"ab", L"a", FALSE }, { L"a*", L"a", TRUE },
		{ L"*.*", L"a", FALSE }, { L"*.*", L"a.", TRUE }, { L"*b*d", L"abcd", TRUE },
		{ L"*b*d", L"abcde", FALSE }, { L"?", L"a", TRUE }, { L"?", L"ab", FALSE }, { L"a?", L"a", FALSE },
		{ L"??.c", L"ab.c", TRUE }, { L"*a*a*a*b", L"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", FALSE },
	};

	check_pairs(test, pairs, ARRAY_SIZE(pairs));
	EXPECT_NO_REPORT(test);
}

/* row 657 */
static void rtl_expression_test_wildcards_of_dos(struct kunit *test)
{
	static const struct pair pairs[] = {
		{ L"<.c", L"a.b.c", TRUE }, { L"<.b.c", L"a.b.c", TRUE }, { L"<c", L"a.b.c", FALSE },
		{ L"<", L"a.b", FALSE }, { L"<", L"ab", TRUE }, { L"*<c", L"a.b.c", TRUE },
		{ L">>>", L"ab", TRUE }, { L">>>", L"abcd", FALSE }, { L">>>.c", L"a.c", TRUE },
		{ L"a>b", L"ab", FALSE }, { L"a\"", L"a", TRUE }, { L"a\"", L"a.", TRUE }, { L"a\"b", L"a.b", TRUE },
		{ L"a\"b", L"ab", FALSE }, { L"<\">>>", L"name", TRUE }, { L"<\">>>", L"name.txt", TRUE },
		{ L"<\">>>", L"name.text", FALSE },
	};

	check_pairs(test, pairs, ARRAY_SIZE(pairs));
	EXPECT_NO_REPORT(test);
}

/* row 657 */
static void rtl_expression_test_case(struct kunit *test)
{
	static WCHAR table[0x10000];
	UNICODE_STRING expression = RTL_CONSTANT_STRING(L"X*"), name = RTL_CONSTANT_STRING(L"ab");

	KUNIT_EXPECT_TRUE(test, matches(L"A\x00c9*", L"a\x00e9z", TRUE));
	KUNIT_EXPECT_FALSE(test, matches(L"a*", L"ab", TRUE));
	KUNIT_EXPECT_TRUE(test, matches(L"a*", L"ab", FALSE));
	table['a'] = 'X';
	KUNIT_EXPECT_TRUE(test, FsRtlIsNameInExpression(&expression, &name, TRUE, table));
	EXPECT_NO_REPORT(test);
}

/* row 657: nothing matches nothing; an expression needs memory when it is long */
static void rtl_expression_test_lengths(struct kunit *test)
{
	static WCHAR stars[301];
	unsigned int i;

	KUNIT_EXPECT_TRUE(test, matches(L"", L"", FALSE));
	KUNIT_EXPECT_FALSE(test, matches(L"*", L"", FALSE));
	KUNIT_EXPECT_FALSE(test, matches(L"", L"a", FALSE));
	for (i = 0; i < 299; i++)
		stars[i] = '*';
	stars[299] = 'b';
	KUNIT_EXPECT_TRUE(test, matches(stars, L"aaab", FALSE));
	KUNIT_EXPECT_FALSE(test, matches(stars, L"aaac", FALSE));
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_expression_cases[] = {
	KUNIT_CASE(rtl_expression_test_stars_and_marks),
	KUNIT_CASE(rtl_expression_test_wildcards_of_dos),
	KUNIT_CASE(rtl_expression_test_case),
	KUNIT_CASE(rtl_expression_test_lengths),
	{}
};

WINWORK_SUITE(rtl_expression);
