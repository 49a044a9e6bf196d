/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_string: counted strings, and conversions of strings and integers.
 */
#include "support.h"

#include <ntifs.h>
#include <wdmsec.h>

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
	KUNIT_EXPECT_FALSE(test, RtlSuffixUnicodeString(&string, &other, FALSE));
	RtlInitUnicodeString(&other, L"xABc");
	KUNIT_EXPECT_TRUE(test, RtlSuffixUnicodeString(&string, &other, TRUE));
	KUNIT_EXPECT_FALSE(test, RtlSuffixUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_FALSE(test, RtlSuffixUnicodeString(&other, &string, TRUE));
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
	RtlInitUnicodeString(&string, L"");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 0, &value), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, value, 0x1fU);
	RtlInitUnicodeString(&string, L" ");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 0, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, 0u);
}

static void rtl_string_test_integers_of_64_bits_are_written(struct kunit *test)
{
	static const struct {
		ULONGLONG value;
		ULONG base;
		const WCHAR *text;
	} rows[] = {
		{ 0, 0, L"0" },
		{ 0xffffffffffffffffull, 10, L"18446744073709551615" },
		{ 0xfedcba9876543210ull, 16, L"FEDCBA9876543210" },
		{ 0x8000000000000000ull, 8, L"1000000000000000000000" },
		{ 0x8000000000000001ull, 2,
		  L"1000000000000000000000000000000000000000000000000000000000000001" },
	};
	WCHAR buffer[65];
	UNICODE_STRING string = { 0, sizeof(buffer), buffer }, expected;
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(rows); i++) {
		string.MaximumLength = sizeof(buffer);
		KUNIT_EXPECT_EQ(test, RtlInt64ToUnicodeString(rows[i].value, rows[i].base, &string),
				STATUS_SUCCESS);
		RtlInitUnicodeString(&expected, rows[i].text);
		KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &expected, FALSE));
		KUNIT_EXPECT_EQ(test, (int)buffer[string.Length / 2], 0);
		/* Without room for the null nothing is stored. */
		string.MaximumLength = string.Length;
		string.Length = 2;
		KUNIT_EXPECT_EQ(test, RtlInt64ToUnicodeString(rows[i].value, rows[i].base, &string),
				STATUS_BUFFER_OVERFLOW);
		KUNIT_EXPECT_EQ(test, (int)string.Length, 2);
	}
	KUNIT_EXPECT_EQ(test, RtlInt64ToUnicodeString(1, 7, &string), STATUS_INVALID_PARAMETER);
}

static void rtl_string_test_integers_are_read_from_bytes(struct kunit *test)
{
	static const struct {
		const char *text;
		ULONG base, value;
	} rows[] = {
		{ "  -12x", 10, (ULONG)-12 }, { "+7", 0, 7 }, { "0x1f", 0, 0x1f }, { "0o17", 0, 15 },
		{ "0b101", 0, 5 }, { "ff", 16, 0xff }, { "12", 8, 10 }, { "", 0, 0 }, { "x", 0, 0 },
		/* A byte of a longer character is no white space. */
		{ "\xa0" "5", 10, 0 },
	};
	ULONG value;
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(rows); i++) {
		value = 77;
		KUNIT_EXPECT_EQ(test, RtlCharToInteger(rows[i].text, rows[i].base, &value),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ_MSG(test, value, rows[i].value, "row %d", i);
	}
	value = 77;
	KUNIT_EXPECT_EQ(test, RtlCharToInteger("1", 3, &value), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, value, 77u);
}

static void rtl_string_test_hash_values(struct kunit *test)
{
	const ULONG x65599 = HASH_STRING_ALGORITHM_X65599;
	UNICODE_STRING string, other;
	ULONG value = 0, same = 0;

	RtlInitUnicodeString(&string, L"aB\x3b1");
	RtlInitUnicodeString(&other, L"Ab\x391");
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, FALSE, x65599, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, ('a' * 65599u + 'B') * 65599u + 0x3b1u);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, FALSE, HASH_STRING_ALGORITHM_DEFAULT,
						   &same), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, same, value);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&other, FALSE, x65599, &same), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, same, value);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, TRUE, x65599, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, ('A' * 65599u + 'B') * 65599u + 0x391u);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&other, TRUE, x65599, &same), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, same, value);
	string.Length = 0;
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, TRUE, x65599, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, 0u);

	value = 77;
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(NULL, TRUE, x65599, &value),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, TRUE, 2, &value),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, TRUE, HASH_STRING_ALGORITHM_INVALID,
						   &value), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlHashUnicodeString(&string, TRUE, x65599, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, value, 77u);
}

/* The longest texts that fit, and one character more. */
static void rtl_string_test_long_texts(struct kunit *test)
{
	char *bytes = case_alloc(test, 65536);
	WCHAR *wide = case_alloc_array(test, 32768, WCHAR);
	UNICODE_STRING unicode;
	ANSI_STRING ansi;
	int i;

	memset(bytes, 'a', 65534);
	KUNIT_EXPECT_EQ(test, RtlInitAnsiStringEx(&ansi, bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 65534);
	KUNIT_EXPECT_EQ(test, (int)ansi.MaximumLength, 65535);
	KUNIT_EXPECT_PTR_EQ(test, (void *)ansi.Buffer, (void *)bytes);
	bytes[65534] = 'a';
	KUNIT_EXPECT_EQ(test, RtlInitAnsiStringEx(&ansi, bytes), STATUS_NAME_TOO_LONG);
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)ansi.Buffer, (void *)NULL);
	KUNIT_EXPECT_EQ(test, RtlInitAnsiStringEx(&ansi, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)ansi.MaximumLength, 0);

	for (i = 0; i < 32766; i++)
		wide[i] = 'a';
	KUNIT_EXPECT_EQ(test, WdmlibRtlInitUnicodeStringEx(&unicode, wide), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)unicode.Length, 65532);
	KUNIT_ASSERT_TRUE(test, RtlCreateUnicodeString(&unicode, wide));
	KUNIT_EXPECT_EQ(test, (int)unicode.MaximumLength, 65534);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(unicode.Buffer, wide, 65534));
	RtlFreeUnicodeString(&unicode);
	wide[32766] = 'a';
	unicode.Length = 7;
	KUNIT_EXPECT_FALSE(test, RtlCreateUnicodeString(&unicode, wide));
	KUNIT_EXPECT_EQ(test, (int)unicode.Length, 7);
	KUNIT_EXPECT_EQ(test, WdmlibRtlInitUnicodeStringEx(&unicode, wide), STATUS_NAME_TOO_LONG);
	EXPECT_NO_REPORT(test);
}

static void rtl_string_test_strings_are_duplicated(struct kunit *test)
{
	const ULONG null = RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE,
		    always = RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING;
	UNICODE_STRING string, copy, long_one;

	RtlInitUnicodeString(&string, L"abcd");
	string.Length = 6;
	KUNIT_ASSERT_EQ(test, RtlDuplicateUnicodeString(0, &string, &copy), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &copy, FALSE));
	KUNIT_EXPECT_TRUE(test, copy.Buffer != string.Buffer);
	KUNIT_EXPECT_EQ(test, (int)copy.MaximumLength, 6);
	RtlFreeUnicodeString(&copy);
	KUNIT_ASSERT_EQ(test, RtlDuplicateUnicodeString(null, &string, &copy), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)copy.Length, 6);
	KUNIT_EXPECT_EQ(test, (int)copy.MaximumLength, 8);
	KUNIT_EXPECT_EQ(test, (int)copy.Buffer[3], 0);
	RtlFreeUnicodeString(&copy);

	string.Length = 0;
	memset(&copy, 0x5a, sizeof(copy));
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(null, &string, &copy), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)copy.Buffer, (void *)NULL);
	KUNIT_EXPECT_EQ(test, (int)copy.MaximumLength, 0);
	KUNIT_ASSERT_EQ(test, RtlDuplicateUnicodeString(null | always, &string, &copy),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)copy.Length, 0);
	KUNIT_EXPECT_EQ(test, (int)copy.MaximumLength, 2);
	KUNIT_EXPECT_EQ(test, (int)copy.Buffer[0], 0);
	RtlFreeUnicodeString(&copy);

	copy.Length = 7;
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(always, &string, &copy),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(4, &string, &copy),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(0, NULL, &copy), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(0, &string, NULL),
			STATUS_INVALID_PARAMETER);
	string.Length = 3;
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(0, &string, &copy),
			STATUS_INVALID_PARAMETER);
	/* A string of the greatest length has no room for a null. */
	long_one.Length = long_one.MaximumLength = 65534;
	long_one.Buffer = case_alloc(test, 65534);
	KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(null, &long_one, &copy),
			STATUS_NAME_TOO_LONG);
	if (HAVE_FAULT_INJECTION) {
		RtlInitUnicodeString(&string, L"abc");
		fail_next_allocation();
		KUNIT_EXPECT_EQ(test, RtlDuplicateUnicodeString(0, &string, &copy),
				STATUS_NO_MEMORY);
		fail_next_allocation();
		KUNIT_EXPECT_FALSE(test, RtlCreateUnicodeString(&copy, L"a"));
	}
	KUNIT_EXPECT_EQ(test, (int)copy.Length, 7);
	EXPECT_NO_REPORT(test);
}

static void rtl_string_test_strings_are_validated(struct kunit *test)
{
	static WCHAR buffer[4];
	static const struct {
		UNICODE_STRING string;
		bool is_valid;
	} rows[] = {
		{ { 0, 0, NULL }, true }, { { 0, 0, buffer }, true }, { { 4, 8, buffer }, true },
		{ { 8, 8, buffer }, true }, { { 3, 8, buffer }, false }, { { 4, 7, buffer }, false },
		{ { 6, 4, buffer }, false }, { { 0, 8, NULL }, false }, { { 2, 0, NULL }, false },
	};
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(rows); i++)
		KUNIT_EXPECT_EQ_MSG(test, RtlValidateUnicodeString(0, &rows[i].string),
				    rows[i].is_valid ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER,
				    "row %d", i);
	KUNIT_EXPECT_EQ(test, RtlValidateUnicodeString(0, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlValidateUnicodeString(1, &rows[0].string),
			STATUS_INVALID_PARAMETER);
}

static void rtl_string_test_case_of_letters(struct kunit *test)
{
	static const WCHAR pairs[][2] = {
		{ 'z', 'Z' }, { 0xe9, 0xc9 }, { 0xff, 0x178 }, { 0x142, 0x141 }, { 0x1ce, 0x1cd },
		{ 0x1c6, 0x1c4 }, { 0x21b, 0x21a }, { 0x259, 0x18f }, { 0x3c9, 0x3a9 },
		{ 0x3ac, 0x386 }, { 0x44f, 0x42f }, { 0x451, 0x401 }, { 0x491, 0x490 },
		{ 0x4cf, 0x4c0 }, { 0x4d9, 0x4d8 }, { 0x561, 0x531 }, { 0x1e01, 0x1e00 },
		{ 0x1ef9, 0x1ef8 }, { 0x1f71, 0x1fbb }, { 0x2170, 0x2160 }, { 0x24e9, 0x24cf },
		{ 0xff5a, 0xff3a },
	};
	/* No letters, and letters whose other case is not a single character or that of another. */
	static const WCHAR single[] = { '1', '[', 0xb5, 0xd7, 0xdf, 0xf7, 0x131, 0x17f, 0x4e00 };
	unsigned int letters = 0, i;

	for (i = 0; i < ARRAY_SIZE(pairs); i++) {
		KUNIT_EXPECT_EQ(test, RtlUpcaseUnicodeChar(pairs[i][0]), pairs[i][1]);
		KUNIT_EXPECT_EQ(test, RtlUpcaseUnicodeChar(pairs[i][1]), pairs[i][1]);
		KUNIT_EXPECT_EQ(test, RtlDowncaseUnicodeChar(pairs[i][1]), pairs[i][0]);
		KUNIT_EXPECT_EQ(test, RtlDowncaseUnicodeChar(pairs[i][0]), pairs[i][0]);
	}
	for (i = 0; i < ARRAY_SIZE(single); i++) {
		KUNIT_EXPECT_EQ(test, RtlUpcaseUnicodeChar(single[i]), single[i]);
		KUNIT_EXPECT_EQ(test, RtlDowncaseUnicodeChar(single[i]), single[i]);
	}
	/* The final sigma. */
	KUNIT_EXPECT_EQ(test, RtlUpcaseUnicodeChar(0x3c2), 0x3a3);
	KUNIT_EXPECT_EQ(test, RtlDowncaseUnicodeChar(0x3a3), 0x3c3);
	for (i = 0; i < 0x10000; i++) {
		const WCHAR upper = RtlUpcaseUnicodeChar((WCHAR)i);

		if (upper == i || i == 0x3c2)
			continue;
		letters++;
		KUNIT_EXPECT_EQ_MSG(test, RtlUpcaseUnicodeChar(upper), upper, "U+%04x", i);
		KUNIT_EXPECT_EQ_MSG(test, RtlDowncaseUnicodeChar(upper), (WCHAR)i, "U+%04x", i);
	}
	KUNIT_EXPECT_EQ(test, letters, 714U);
}

static struct kunit_case rtl_string_cases[] = {
	KUNIT_CASE(rtl_string_test_unicode_string_is_counted),
	KUNIT_CASE(rtl_string_test_unicode_string_is_copied_and_appended),
	KUNIT_CASE(rtl_string_test_strings_are_converted),
	KUNIT_CASE(rtl_string_test_integers_are_converted),
	KUNIT_CASE(rtl_string_test_integers_of_64_bits_are_written),
	KUNIT_CASE(rtl_string_test_integers_are_read_from_bytes),
	KUNIT_CASE(rtl_string_test_hash_values),
	KUNIT_CASE(rtl_string_test_long_texts),
	KUNIT_CASE(rtl_string_test_strings_are_duplicated),
	KUNIT_CASE(rtl_string_test_strings_are_validated),
	KUNIT_CASE(rtl_string_test_case_of_letters),
	{}
};

WINWORK_SUITE(rtl_string);
