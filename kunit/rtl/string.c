/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_string: counted strings, and conversions of strings and integers.
 */
#include "support.h"

static void rtl_string_test_unicode_string_is_counted(struct kunit *test)
{
	UNICODE_STRING string, other;

	RtlInitUnicodeString(&string, L"abc");
	KUNIT_EXPECT_EQ(test, (int)string.Length, 6);
	KUNIT_EXPECT_EQ(test, (int)string.MaximumLength, 8);
	RtlInitUnicodeString(&other, NULL);
	KUNIT_EXPECT_EQ(test, (int)other.Length, 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)other.Buffer, (void *)NULL);
	RtlInitUnicodeString(&other, L"ABC");
	KUNIT_EXPECT_FALSE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, TRUE));
	KUNIT_EXPECT_GT(test, RtlCompareUnicodeString(&string, &other, FALSE), 0);
	KUNIT_EXPECT_EQ(test, RtlCompareUnicodeString(&string, &other, TRUE), 0);
	RtlInitUnicodeString(&other, L"abcd");
	KUNIT_EXPECT_LT(test, RtlCompareUnicodeString(&string, &other, FALSE), 0);
	KUNIT_EXPECT_TRUE(test, RtlPrefixUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_FALSE(test, RtlPrefixUnicodeString(&other, &string, FALSE));
}

static void rtl_string_test_unicode_string_is_copied_and_appended(struct kunit *test)
{
	WCHAR buffer[6];
	UNICODE_STRING string = { 0, sizeof(buffer), buffer }, other;

	RtlInitUnicodeString(&other, L"abc");
	RtlCopyUnicodeString(&string, &other);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_EQ(test, RtlAppendUnicodeToString(&string, L"de"), STATUS_SUCCESS);
	RtlInitUnicodeString(&other, L"abcde");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	/* A string that does not fit is not appended at all. */
	KUNIT_EXPECT_EQ(test, RtlAppendUnicodeToString(&string, L"fg"), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, (int)string.Length, 10);
	RtlInitUnicodeString(&other, L"abcdefgh");
	RtlCopyUnicodeString(&string, &other);
	KUNIT_EXPECT_EQ(test, (int)string.Length, (int)sizeof(buffer));
	KUNIT_EXPECT_EQ(test, (int)buffer[5], (int)'f');
	RtlCopyUnicodeString(&string, NULL);
	KUNIT_EXPECT_EQ(test, (int)string.Length, 0);
}

static void rtl_string_test_strings_are_converted(struct kunit *test)
{
	UNICODE_STRING unicode, expected;
	ANSI_STRING ansi;

	RtlInitAnsiString(&ansi, "Device 7");
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 8);
	KUNIT_ASSERT_EQ(test, RtlAnsiStringToUnicodeString(&unicode, &ansi, TRUE), STATUS_SUCCESS);
	RtlInitUnicodeString(&expected, L"Device 7");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&unicode, &expected, FALSE));
	KUNIT_ASSERT_EQ(test, RtlUnicodeStringToAnsiString(&ansi, &unicode, TRUE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 8);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(ansi.Buffer, "Device 7", 8));
	RtlFreeAnsiString(&ansi);
	RtlFreeUnicodeString(&unicode);
	KUNIT_EXPECT_PTR_EQ(test, (void *)unicode.Buffer, (void *)NULL);
	EXPECT_NO_REPORT(test);
}

static void rtl_string_test_integers_are_converted(struct kunit *test)
{
	WCHAR buffer[16];
	UNICODE_STRING string = { 0, sizeof(buffer), buffer }, expected;
	ULONG value = 0;

	KUNIT_EXPECT_EQ(test, RtlIntegerToUnicodeString(0xbeef, 16, &string), STATUS_SUCCESS);
	RtlInitUnicodeString(&expected, L"BEEF");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &expected, FALSE));
	RtlInitUnicodeString(&string, L"  -12x");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 10, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, (ULONG)-12);
	RtlInitUnicodeString(&string, L"0x1F");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 0, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, 0x1fU);
}

static struct kunit_case rtl_string_cases[] = {
	KUNIT_CASE(rtl_string_test_unicode_string_is_counted),
	KUNIT_CASE(rtl_string_test_unicode_string_is_copied_and_appended),
	KUNIT_CASE(rtl_string_test_strings_are_converted),
	KUNIT_CASE(rtl_string_test_integers_are_converted),
	{}
};

WINWORK_SUITE(rtl_string);
