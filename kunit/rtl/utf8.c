/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_utf8: conversions between UTF-8 and UTF-16 that tell what was lost.
 */
#include "support.h"

#include <ntifs.h>

/* Characters of one to four bytes, a null, and a U+FFFD that is no substitute. */
static const char utf8[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\0\xef\xbf\xbd";
static const WCHAR utf16[] = { 'a', 0xe9, 0x20ac, 0xd83d, 0xde00, 0, 0xfffd };

enum { UTF8_BYTES = sizeof(utf8) - 1, UTF16_BYTES = sizeof(utf16) };

static void rtl_utf8_test_text_is_converted(struct kunit *test)
{
	WCHAR wide[16];
	char narrow[32];
	ULONG bytes = 0;

	KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(wide, sizeof(wide), &bytes, utf8, UTF8_BYTES),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF16_BYTES);
	KUNIT_EXPECT_EQ(test, memcmp(wide, utf16, UTF16_BYTES), 0);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(narrow, sizeof(narrow), &bytes, utf16, UTF16_BYTES),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF8_BYTES);
	KUNIT_EXPECT_EQ(test, memcmp(narrow, utf8, UTF8_BYTES), 0);
	/* The size may be of no interest. */
	KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(wide, sizeof(wide), NULL, utf8, 1), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(narrow, sizeof(narrow), NULL, utf16, 2),
			STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void rtl_utf8_test_size_alone(struct kunit *test)
{
	static const WCHAR half[] = { 0xd800 };
	ULONG bytes = 0;

	KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(NULL, 0, &bytes, utf8, UTF8_BYTES), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF16_BYTES);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(NULL, 0, &bytes, utf16, UTF16_BYTES),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF8_BYTES);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(NULL, 0, &bytes, half, 2), STATUS_SOME_NOT_MAPPED);
	KUNIT_EXPECT_EQ(test, bytes, 3u);
}

/* Every room from nothing to all: whole characters that fit, and nothing behind them. */
static void rtl_utf8_test_small_buffers(struct kunit *test)
{
	/* The bytes that fit into a room of as many units, in either direction. */
	static const ULONG wide_bytes[] = { 0, 2, 4, 6, 6, 10, 12, 14 };
	static const ULONG narrow_bytes[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11, 11, 14 };
	ULONG room, bytes;

	for (room = 0; room < ARRAY_SIZE(wide_bytes); room++) {
		WCHAR wide[8];

		memset(wide, 0x5a, sizeof(wide));
		KUNIT_EXPECT_EQ_MSG(test, RtlUTF8ToUnicodeN(wide, room * 2, &bytes, utf8,
							    UTF8_BYTES),
				    room * 2 < UTF16_BYTES ? STATUS_BUFFER_TOO_SMALL
							   : STATUS_SUCCESS, "room %u", room);
		KUNIT_EXPECT_EQ_MSG(test, bytes, wide_bytes[room], "room %u", room);
		KUNIT_EXPECT_EQ(test, memcmp(wide, utf16, bytes), 0);
		KUNIT_EXPECT_EQ(test, (int)wide[bytes / 2], 0x5a5a);
	}
	for (room = 0; room < ARRAY_SIZE(narrow_bytes); room++) {
		char narrow[16];

		memset(narrow, 0x5a, sizeof(narrow));
		KUNIT_EXPECT_EQ_MSG(test, RtlUnicodeToUTF8N(narrow, room, &bytes, utf16,
							    UTF16_BYTES),
				    room < UTF8_BYTES ? STATUS_BUFFER_TOO_SMALL : STATUS_SUCCESS,
				    "room %u", room);
		KUNIT_EXPECT_EQ_MSG(test, bytes, narrow_bytes[room], "room %u", room);
		KUNIT_EXPECT_EQ(test, memcmp(narrow, utf8, bytes), 0);
		KUNIT_EXPECT_EQ(test, (int)narrow[bytes], 0x5a);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_utf8_test_text_that_is_no_character(struct kunit *test)
{
	static const WCHAR halves[][2] = { { 0xd800, 'b' }, { 0xdc00, 'b' }, { 'b', 0xd800 } };
	static const char *const bytes_of_none[] = {
		"\x80", "\xff", "\xc0", "\xe2", "\xf5",
	};
	WCHAR wide[4];
	char narrow[8];
	ULONG bytes;
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(halves); i++) {
		KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(narrow, sizeof(narrow), &bytes, halves[i], 4),
				STATUS_SOME_NOT_MAPPED);
		KUNIT_EXPECT_EQ(test, bytes, 4u);
		KUNIT_EXPECT_EQ(test, memcmp(narrow + (i == 2), "\xef\xbf\xbd", 3), 0);
	}
	for (i = 0; i < (int)ARRAY_SIZE(bytes_of_none); i++) {
		KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(wide, sizeof(wide), &bytes,
							bytes_of_none[i], 1),
				STATUS_SOME_NOT_MAPPED);
		KUNIT_EXPECT_EQ(test, bytes, 2u);
		KUNIT_EXPECT_EQ(test, (int)wide[0], 0xfffd);
	}
	EXPECT_NO_REPORT(test);
}

/* row 552: the longest beginning of a character is one U+FFFD, and so is each byte that begins none */
static void rtl_utf8_test_bad_sequences(struct kunit *test)
{
	/* U+FFFD is a question mark in what is expected. */
	static const struct {
		const char *text, *expected;
	} cases[] = {
		/* The examples of Unicode, chapter 3. */
		{ "a\xf1\x80\x80\xe1\x80\xc2" "b\x80" "c\x80\xbf" "d", "a???b?c??d" },
		{ "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82" "A", "????????A" },
		{ "\xed\xa0\x80\xed\xbf\xbf\xed\xaf" "A", "????????A" },
		{ "\xf4\x91\x92\x93\xff" "A\x80\xbf" "B", "?????A??B" },
		{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf" "A", "????A" },
		/* The end of the text is an end as well. */
		{ "\xe2\x82", "?" }, { "\xf0\x9f\x98", "?" }, { "\xf4\x90\x80", "???" },
		/* The bytes of U+FFFD itself, and a part of them. */
		{ "\xef\xbf" "A", "?A" }, { "\xf3\xbf\xbd" "A", "?A" },
	};
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(cases); i++) {
		const ULONG length = (ULONG)strlen(cases[i].expected);
		WCHAR wide[16];
		ULONG bytes = 0, size = 0, j;

		KUNIT_EXPECT_EQ_MSG(test, RtlUTF8ToUnicodeN(wide, sizeof(wide), &bytes, cases[i].text,
							    (ULONG)strlen(cases[i].text)),
				    STATUS_SOME_NOT_MAPPED, "text %d", i);
		KUNIT_EXPECT_EQ_MSG(test, bytes, 2 * length, "text %d", i);
		for (j = 0; j < bytes / 2; j++)
			KUNIT_EXPECT_EQ_MSG(test, (int)wide[j],
					    cases[i].expected[j] == '?' ? 0xfffd
									: cases[i].expected[j],
					    "text %d, %u", i, j);
		RtlMultiByteToUnicodeSize(&size, cases[i].text, (ULONG)strlen(cases[i].text));
		KUNIT_EXPECT_EQ_MSG(test, size, 2 * length, "text %d", i);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_utf8_test_wrong_parameters(struct kunit *test)
{
	WCHAR wide[4];
	char narrow[4];
	ULONG bytes = 7;

	KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(NULL, 0, NULL, "a", 1), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(NULL, 0, NULL, L"a", 2), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlUTF8ToUnicodeN(wide, sizeof(wide), &bytes, NULL, 1),
			STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(narrow, sizeof(narrow), &bytes, NULL, 2),
			STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToUTF8N(narrow, sizeof(narrow), &bytes, L"a", 3),
			STATUS_INVALID_PARAMETER_5);
	KUNIT_EXPECT_EQ(test, bytes, 7u);
	EXPECT_NO_REPORT(test);
}

/* The ANSI code page is UTF-8. */
static void rtl_utf8_test_size_in_the_code_page(struct kunit *test)
{
	ULONG bytes = 0;

	KUNIT_EXPECT_EQ(test, RtlUnicodeToMultiByteSize(&bytes, utf16, UTF16_BYTES),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF8_BYTES);
	KUNIT_EXPECT_EQ(test, RtlMultiByteToUnicodeSize(&bytes, utf8, UTF8_BYTES), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)UTF16_BYTES);
	KUNIT_EXPECT_EQ(test, RtlUnicodeToMultiByteSize(&bytes, utf16, 0), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, 0u);
}

static struct kunit_case rtl_utf8_cases[] = {
	KUNIT_CASE(rtl_utf8_test_text_is_converted),
	KUNIT_CASE(rtl_utf8_test_size_alone),
	KUNIT_CASE(rtl_utf8_test_small_buffers),
	KUNIT_CASE(rtl_utf8_test_text_that_is_no_character),
	KUNIT_CASE(rtl_utf8_test_bad_sequences),
	KUNIT_CASE(rtl_utf8_test_wrong_parameters),
	KUNIT_CASE(rtl_utf8_test_size_in_the_code_page),
	{}
};

WINWORK_SUITE(rtl_utf8);
