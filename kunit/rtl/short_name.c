/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_short_name: names of 8.3 characters.
 */
#include "support.h"

#include <ntifs.h>

struct name {
	PCWSTR text;
	BOOLEAN legal, spaces;
	const char *upper;
};

static const struct name names[] = {
	{ L"readme.txt", TRUE, FALSE, "README.TXT" },
	{ L"a", TRUE, FALSE, "A" },
	{ L"12345678.abc", TRUE, FALSE, "12345678.ABC" },
	{ L"a b.t x", TRUE, TRUE, "A B.T X" },
	{ L"{}~!#$%&.'()", TRUE, FALSE, "{}~!#$%&.'()" },
	{ L".", TRUE, FALSE, "." },
	{ L"..", TRUE, FALSE, ".." },
	{ L"", FALSE },
	{ L"...", FALSE },
	{ L".txt", FALSE },
	{ L"a.", FALSE },
	{ L"a.b.c", FALSE },
	{ L"123456789", FALSE },
	{ L"a.abcd", FALSE },
	{ L" a", FALSE },
	{ L"a ", FALSE },
	{ L"a .b", FALSE },
	{ L"a. b", FALSE },
	{ L"a.b ", FALSE },
	{ L"a*b", FALSE },
	{ L"a?", FALSE },
	{ L"a+b", FALSE },
	{ L"a[b]", FALSE },
	{ L"a=b", FALSE },
	{ L"a\\b", FALSE },
	{ L"a/b", FALSE },
	{ L"a:b", FALSE },
	{ L"a\"b", FALSE },
	{ L"a|b", FALSE },
	{ L"a,b", FALSE },
	{ L"a;b", FALSE },
	{ L"<a>", FALSE },
	{ L"a\tb", FALSE },
	{ L"a\x7f", FALSE },
	{ L"\u00e4.txt", FALSE },
};

/* row 981 */
static void rtl_short_name_test_names(struct kunit *test)
{
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(names); i++) {
		const struct name *name = &names[i];
		char buffer[13] = "";
		OEM_STRING upper = { 0, 12, buffer };
		BOOLEAN spaces = 7;
		UNICODE_STRING text;

		RtlInitUnicodeString(&text, name->text);
		KUNIT_EXPECT_EQ_MSG(test, RtlIsNameLegalDOS8Dot3(&text, &upper, &spaces), name->legal, "name %d", i);
		KUNIT_EXPECT_EQ_MSG(test, spaces, name->legal ? name->spaces : 7, "name %d", i);
		KUNIT_EXPECT_STREQ(test, buffer, name->legal ? name->upper : "");
		KUNIT_EXPECT_EQ(test, upper.Length, (USHORT)(name->legal ? strlen(name->upper) : 0));
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_short_name_test_parameters(struct kunit *test)
{
	UNICODE_STRING text = RTL_CONSTANT_STRING(L"abc.d");
	char buffer[4] = "xyz";
	OEM_STRING upper = { 3, 4, buffer };
	BOOLEAN legal;
	KIRQL level;

	/* Both results are optional; one that does not fit stays. */
	KUNIT_EXPECT_TRUE(test, RtlIsNameLegalDOS8Dot3(&text, NULL, NULL));
	KUNIT_EXPECT_TRUE(test, RtlIsNameLegalDOS8Dot3(&text, &upper, NULL));
	KUNIT_EXPECT_EQ(test, upper.Length, 3);
	KUNIT_EXPECT_STREQ(test, buffer, "xyz");
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(APC_LEVEL, &level);
	legal = RtlIsNameLegalDOS8Dot3(&text, NULL, NULL);
	KeLowerIrql(level);
	KUNIT_EXPECT_FALSE(test, legal);
	EXPECT_REPORT(test, "RtlIsNameLegalDOS8Dot3", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, ANY);
}

static struct kunit_case rtl_short_name_cases[] = {
	KUNIT_CASE(rtl_short_name_test_names),
	KUNIT_CASE(rtl_short_name_test_parameters),
	{}
};

WINWORK_SUITE(rtl_short_name);
