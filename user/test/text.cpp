// SPDX-License-Identifier: MIT
/* Formats, wide text. */
#include <gtest/gtest.h>
#include <cmath>
#include <cstdlib>
#include <stdio.h>
#include <string.h>
#include <tchar.h>
#include <wchar.h>

#include "support.hpp"
#include <strsafe.h>

/* The text that a format makes. */
template <typename... Arguments> static std::string made(const char *format, Arguments... arguments)
{
	char text[256];
	int length = snprintf(text, sizeof(text), format, arguments...);

	return length < 0 ? "-1" : std::string(text, (size_t)length);
}

TEST(Format, LongHas32Bits)
{
	/* The bits above the 32 bits of an argument do not show. */
	EXPECT_EQ("-1 4294967295 ffffffff", made("%ld %lu %lx", 0x7FFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF));
	EXPECT_EQ("-5 18446744073709551611 fb", made("%I64d %I64u %hhx", -5LL, -5LL, -5));
	EXPECT_EQ("18446744073709551615 -1 65535", made("%Iu %Id %hu", (size_t)-1, (SSIZE_T)-1, -1));
	EXPECT_EQ("1 2 3", made("%lld %zu %I32d", 1LL, (size_t)2, 3));
}

TEST(Format, PointersAreCapitalDigits)
{
	EXPECT_EQ("00000000DEADBEEF", made("%p", (void *)0xDEADBEEF));
	EXPECT_EQ("0000000000000000", made("%p", (void *)NULL));
}

TEST(Format, TextIsNarrowOrWide)
{
	EXPECT_EQ("a b c d", made("%s %ls %ws %S", "a", L"b", L"c", L"d"));
	EXPECT_EQ("\u00E4\U0001F600|x|y", made("%ls|%hs|%c", L"\u00E4\U0001F600", "x", 'y'));
	EXPECT_EQ("(null) Z  ab|  ab|ab  ", made("%s %C %3.2s|%*s|%-4ls", (char *)NULL, L'Z', "abc", 4, "ab", L"ab"));
	EXPECT_EQ("ab", made("%.2ls", L"abc"));
	/* Half a character. */
	const WCHAR half[] = { 0xD800, 0 };
	EXPECT_EQ("\uFFFD", made("%ls", half));
}

TEST(Format, NumbersAreLinuxs)
{
	EXPECT_EQ("+05|0x1f|1.50|1e+10|100%", made("%+03d|%#x|%.2f|%g|100%%", 5, 31, 1.5, 1e10));
	EXPECT_EQ("    7|7    |00007", made("%*d|%-*d|%.*d", 5, 7, 5, 7, 5, 7));
	EXPECT_EQ("7    ", made("%*d", -5, 7));
	int unused;
	EXPECT_EQ("-1", made("%n", &unused));
	EXPECT_EQ("-1", made("%"));
}

TEST(Format, BuffersAreKept)
{
	char text[4] = "xyz";

	EXPECT_EQ(6, snprintf(text, sizeof(text), "%s", "abcdef"));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(-1, _snprintf(text, sizeof(text), "%s", "abcdef"));
	EXPECT_EQ(0, memcmp(text, "abcd", 4));
	EXPECT_EQ(4, _snprintf(text, sizeof(text), "wxyz"));
	EXPECT_EQ(0, memcmp(text, "wxyz", 4));
	EXPECT_EQ(-1, _snprintf(text, 0, "a"));
	EXPECT_EQ(0, memcmp(text, "wxyz", 4));
	EXPECT_EQ(-1, sprintf_s(text, sizeof(text), "%s", "abcd"));
	EXPECT_STREQ("", text);
	EXPECT_EQ(3, sprintf_s(text, "%s", "abc"));
	EXPECT_EQ(STRSAFE_E_INSUFFICIENT_BUFFER, StringCbPrintfA(text, sizeof(text), "%d", 12345));
	EXPECT_STREQ("123", text);
	EXPECT_EQ(STRSAFE_E_INSUFFICIENT_BUFFER, StringCbCopyA(text, sizeof(text), "abcd"));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(S_OK, StringCbCopyA(text, sizeof(text), "a"));
	EXPECT_EQ(S_OK, StringCbCatA(text, sizeof(text), "bc"));
	EXPECT_EQ(STRSAFE_E_INSUFFICIENT_BUFFER, StringCbCatA(text, sizeof(text), "d"));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(ERANGE, strcpy_s(text, "abcd"));
	EXPECT_STREQ("", text);
	EXPECT_EQ(0, strcat_s(text, "abc"));
	EXPECT_EQ(ERANGE, strcat_s(text, "d"));
	EXPECT_EQ(STRUNCATE, strncpy_s(text, sizeof(text), "abcdef", _TRUNCATE));
	EXPECT_STREQ("abc", text);
}

TEST(Format, WideFormatsSwapTheirText)
{
	WCHAR text[32];

	EXPECT_EQ(9, swprintf(text, 32, L"%s-%S-%hs-%d", L"wi\u00E4", "n", "h", 7));
	EXPECT_EQ(0, wcscmp(L"wi\u00E4-n-h-7", text));
	EXPECT_EQ(-1, _snwprintf(text, 2, L"%s", L"abc"));
	EXPECT_EQ(0, wcsncmp(text, L"ab", 2));
	EXPECT_EQ(STRSAFE_E_INSUFFICIENT_BUFFER, StringCchPrintfW(text, 3, L"%s", L"abc"));
	EXPECT_EQ(0, wcscmp(L"ab", text));
}

/* _vsnprintf() with the arguments of a call. */
static int length_of(const char *format, ...)
{
	va_list list;
	int length;

	va_start(list, format);
	length = _vsnprintf(NULL, 0, format, list);
	va_end(list);
	return length;
}

TEST(Format, NoBufferAsksForTheLength)
{
	EXPECT_EQ(6, _snprintf(NULL, 0, "%s", "abcdef"));
	EXPECT_EQ(0, _snprintf(NULL, 0, "%s", ""));
	EXPECT_EQ(7, length_of("%s%d", "abcd", 123));
	/* In characters: two units of 16 bits for the second one. */
	EXPECT_EQ(4, _snwprintf(NULL, 0, L"%s", L"\u00E4\U0001F600b"));
	EXPECT_EQ(-1, _snprintf(NULL, 0, "%"));
	/* A size without a buffer is an error. */
	errno = 0;
	EXPECT_EQ(-1, _snprintf(NULL, 4, "abc"));
	EXPECT_EQ(EINVAL, errno);
	errno = 0;
	EXPECT_EQ(-1, _snwprintf(NULL, 4, L"abc"));
	EXPECT_EQ(EINVAL, errno);
}

TEST(Format, StreamsGetUtf8)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&bytes, &size);

	EXPECT_EQ(3, fprintf(stream, "%ls", L"\u20AC"));
	EXPECT_EQ(2, fwprintf(stream, L"%s%c", L"\u20AC", L'!'));
	fclose(stream);
	EXPECT_STREQ("\u20AC\u20AC!", bytes);
	free(bytes);
}

TEST(Scan, LongHas32Bits)
{
	DWORD numbers[2] = { 0, 0x55555555 };
	long long large = 0;
	size_t size = 0;
	float real = 0;
	double exact = 0;

	EXPECT_EQ(1, sscanf("12", "%ld", (long *)&numbers[0]));
	EXPECT_EQ(12u, numbers[0]);
	EXPECT_EQ(0x55555555u, numbers[1]);
	EXPECT_EQ(5, sscanf("a=-1099511627776, 7 1.5 2.5 ff", "a=%I64d, %Iu %f %lf %lx", &large, &size, &real, &exact, (long *)&numbers[0]));
	EXPECT_EQ(-1099511627776, large);
	EXPECT_EQ(7u, size);
	EXPECT_EQ(1.5f, real);
	EXPECT_EQ(2.5, exact);
	EXPECT_EQ(255u, numbers[0]);
	EXPECT_EQ(0x55555555u, numbers[1]);
	EXPECT_EQ(0, sscanf("x", "%d", (int *)&numbers[0]));
	EXPECT_EQ(EOF, sscanf("", "%d", (int *)&numbers[0]));
	EXPECT_EQ(1, sscanf("1 2", "%*d %d", (int *)&numbers[0]));
	EXPECT_EQ(2u, numbers[0]);
}

TEST(Scan, SizesAreKept)
{
	char one[4], other[4];
	int number;

	EXPECT_EQ(3, sscanf_s("abc def 5", "%s %[d-f] %d", one, 4u, other, 4u, &number));
	EXPECT_STREQ("abc", one);
	EXPECT_STREQ("def", other);
	EXPECT_EQ(5, number);
	memset(one, 'z', sizeof(one));
	EXPECT_EQ(0, sscanf_s("abcd", "%s", one, 4u));
	EXPECT_STREQ("", one);
	EXPECT_EQ(1, sscanf_s("abcd", "%2s", one, 4u));
	EXPECT_STREQ("ab", one);
	EXPECT_EQ(1, sscanf_s("abcd", "%4c", one, 4u));
	EXPECT_EQ(0, memcmp("abcd", one, 4));
	EXPECT_EQ(EOF, sscanf_s("abcd", "%4c", one, 3u));
}

TEST(Scan, WidthThatFitsEndsTheField)
{
	char text[4], next = '?';
	int number = 0;

	EXPECT_EQ(1, sscanf_s("abcdef", "%3s", text, 4u));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(2, sscanf_s("abcdef", "%3s%c", text, 4u, &next, 1u));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ('d', next);
	EXPECT_EQ(2, sscanf_s("abc12", "%3[a-z1]%d", text, 4u, &number));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(12, number);
	EXPECT_EQ(2, sscanf_s("abcd", "%3[a-z]%c", text, 4u, &next, 1u));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ('d', next);
	/* A width that does not fit is no error if the text does. */
	EXPECT_EQ(2, sscanf_s("abc d", "%9s %c", text, 4u, &next, 1u));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(0, sscanf_s("abcd", "%4s", text, 4u));
	EXPECT_STREQ("", text);
	EXPECT_EQ(0, sscanf_s("abcd", "%4[a-z]", text, 4u));
	EXPECT_STREQ("", text);
}

TEST(Scan, WidthThatFitsEndsTheFieldOfAStream)
{
	FILE *stream = tmpfile(), *input = stdin;
	char text[4], next = '?';

	ASSERT_TRUE(stream);
	fputs("abcdefgh", stream);
	rewind(stream);
	EXPECT_EQ(2, fscanf_s(stream, "%3s%c", text, 4u, &next, 1u));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ('d', next);
	stdin = stream;
	EXPECT_EQ(2, scanf_s("%3s%c", text, 4u, &next, 1u));
	stdin = input;
	EXPECT_STREQ("efg", text);
	EXPECT_EQ('h', next);
	fclose(stream);
}

TEST(Wide, FunctionsCount16Bits)
{
	WCHAR text[16];

	EXPECT_EQ(4u, wcslen(L"a\U0001F600b"));
	EXPECT_EQ(0, wcscmp(wcscpy(text, L"abc"), L"abc"));
	EXPECT_EQ(0, wcscmp(wcscat(text, L"def"), L"abcdef"));
	EXPECT_EQ(0, wcscmp(wcsncat(text, L"ghi", 2), L"abcdefgh"));
	EXPECT_EQ(text + 2, wcschr(text, L'c'));
	EXPECT_EQ(text + 8, wcschr(text, 0));
	EXPECT_EQ(nullptr, wcschr(text, L'z'));
	EXPECT_EQ(text + 3, wcsrchr(text, L'd'));
	EXPECT_EQ(text + 4, wcsstr(text, L"ef"));
	EXPECT_EQ(nullptr, wcsstr(text, L"hi"));
	EXPECT_EQ(text + 1, wcspbrk(text, L"zb"));
	EXPECT_GT(0, wcscmp(L"ab", L"abc"));
	EXPECT_EQ(0, wcsncmp(L"abx", L"aby", 2));
	EXPECT_EQ(0, _wcsicmp(L"aBz", L"AbZ"));
	EXPECT_EQ(0, wcscmp(wcsncpy(text, L"xy", 5), L"xy"));
	EXPECT_EQ(0, text[4]);
	EXPECT_EQ(L'f', text[5]);
	WCHAR *end;
	EXPECT_EQ(-31, wcstol(L" -0x1fz", &end, 0));
	EXPECT_EQ(L'z', *end);
	EXPECT_EQ(12, _wtoi(L"12"));
	EXPECT_EQ(ERANGE, wcscpy_s(text, 3, L"abc"));
	EXPECT_EQ(0, wcscpy_s(text, L"abc"));
	EXPECT_EQ(0, wcscat_s(text, L"d"));
	EXPECT_EQ(0, wcscmp(text, L"abcd"));
}

/* row 390: one text, narrow and wide, and what each function makes of it */
TEST(Wide, NumbersHaveTheBitsOfWindows)
{
	static const struct {
		const char *text;
		int base;
		long signed_value;
		unsigned long unsigned_value;
		size_t used;
		int signed_error, unsigned_error;
	} cases[] = {
		{ "12", 10, 12, 12, 2, 0, 0 },
		{ " \t\n-12x", 10, -12, 4294967284, 6, 0, 0 },
		{ "+12", 0, 12, 12, 3, 0, 0 },
		{ "0x1Fg", 0, 31, 31, 4, 0, 0 },
		{ "0x1F", 16, 31, 31, 4, 0, 0 },
		{ "1f", 16, 31, 31, 2, 0, 0 },
		{ "0xg", 0, 0, 0, 1, 0, 0 },
		{ "0xg", 16, 0, 0, 1, 0, 0 },
		{ "0x1F", 10, 0, 0, 1, 0, 0 },
		{ "0178", 0, 15, 15, 3, 0, 0 },
		{ "Zz", 36, 1295, 1295, 2, 0, 0 },
		{ "2147483647", 10, 2147483647, 2147483647, 10, 0, 0 },
		{ "2147483648", 10, 2147483647, 2147483648, 10, ERANGE, 0 },
		{ "4294967295", 10, 2147483647, 4294967295, 10, ERANGE, 0 },
		{ "4294967296", 10, 2147483647, 4294967295, 10, ERANGE, ERANGE },
		{ "99999999999999999999", 10, 2147483647, 4294967295, 20, ERANGE, ERANGE },
		{ "-1", 10, -1, 4294967295, 2, 0, 0 },
		{ "-2147483648", 10, -2147483647 - 1, 2147483648, 11, 0, 0 },
		{ "-2147483649", 10, -2147483647 - 1, 2147483647, 11, ERANGE, 0 },
		{ "0xFFFFFFFF", 0, 2147483647, 4294967295, 10, ERANGE, 0 },
		{ "", 10, 0, 0, 0, 0, 0 },
		{ " -", 10, 0, 0, 0, 0, 0 },
		{ " x", 10, 0, 0, 0, 0, 0 },
		{ "1", 1, 0, 0, 0, EINVAL, EINVAL },
		{ "1", 37, 0, 0, 0, EINVAL, EINVAL },
		{ "1", -2, 0, 0, 0, EINVAL, EINVAL },
	};

	for (const auto &line : cases) {
		WCHAR wide[32], *wide_end;
		char *end;

		ASSERT_LT(0, MultiByteToWideChar(CP_UTF8, 0, line.text, -1, wide, 32));
		for (bool is_signed : { true, false }) {
			const int error = is_signed ? line.signed_error : line.unsigned_error;

			errno = 0;
			if (is_signed)
				EXPECT_EQ(line.signed_value, strtol(line.text, &end, line.base)) << line.text;
			else
				EXPECT_EQ(line.unsigned_value, strtoul(line.text, &end, line.base)) << line.text;
			EXPECT_EQ(line.text + line.used, end) << line.text;
			EXPECT_EQ(error, errno) << line.text;
			errno = 0;
			if (is_signed)
				EXPECT_EQ(line.signed_value, wcstol(wide, &wide_end, line.base)) << line.text;
			else
				EXPECT_EQ(line.unsigned_value, wcstoul(wide, &wide_end, line.base)) << line.text;
			EXPECT_EQ(wide + line.used, wide_end) << line.text;
			EXPECT_EQ(error, errno) << line.text;
		}
		if (line.base != 10)
			continue;
		EXPECT_EQ(line.signed_value, atoi(line.text));
		EXPECT_EQ(line.signed_value, atol(line.text));
		EXPECT_EQ(line.signed_value, _wtoi(wide));
		EXPECT_EQ(line.signed_value, std::strtol(line.text, nullptr, 10));
	}
	/* 64 bits. */
	EXPECT_EQ(9223372036854775807, wcstoll(L"9223372036854775807", NULL, 10));
	EXPECT_EQ(9223372036854775807, wcstoll(L"9223372036854775808", NULL, 10));
	EXPECT_EQ(-9223372036854775807 - 1, wcstoll(L"-9223372036854775809", NULL, 10));
	EXPECT_EQ(18446744073709551615u, wcstoull(L"18446744073709551615", NULL, 10));
	EXPECT_EQ(18446744073709551615u, wcstoull(L"18446744073709551616", NULL, 10));
	EXPECT_EQ(18446744073709551615u, wcstoull(L"-1", NULL, 10));
	/* No limit of the length; not only ASCII. */
	WCHAR text[300], *end;
	wmemset(text, L' ', 100);
	wmemset(text + 100, L'0', 100);
	wcscpy(text + 200, L"12\u0660");
	EXPECT_EQ(12, wcstol(text, &end, 10));
	EXPECT_EQ(text + 202, end);
	EXPECT_EQ(0, wcstol(L"\u0131", NULL, 36));
	errno = 0;
	EXPECT_EQ(0, _wtoi(NULL));
	EXPECT_EQ(EINVAL, errno);
}

TEST(Wide, SpansAndTokens)
{
	WCHAR text[] = L",a,,bc;", *next;

	EXPECT_EQ(2u, wcsspn(L"abc", L"ba"));
	EXPECT_EQ(0u, wcsspn(L"", L"a"));
	EXPECT_EQ(3u, wcsspn(L"abc", L"cba"));
	EXPECT_EQ(1u, wcscspn(L"abc", L"xb"));
	EXPECT_EQ(3u, wcscspn(L"abc", L"x"));
	EXPECT_EQ(0, wcscmp(L"a", wcstok(text, L",;", &next)));
	EXPECT_EQ(0, wcscmp(L"bc", wcstok(NULL, L",;", &next)));
	EXPECT_EQ(nullptr, wcstok(NULL, L",;", &next));
	EXPECT_EQ(nullptr, wcstok(NULL, L",;", &next));
	WCHAR *copy = wcsdup(L"\u20ACb");
	EXPECT_EQ(0, wcscmp(L"\u20ACb", copy));
	free(copy);
}

TEST(Wide, RealNumbers)
{
	static const struct {
		const WCHAR *text;
		double value;
		size_t used;
	} cases[] = {
		{ L" \t-1.5e3x", -1500, 8 }, { L"0x1.8p1", 3, 7 }, { L".5\u0660", .5, 2 }, { L"1e", 1, 1 },
		{ L"-inf", -INFINITY, 4 },    { L"x", 0, 0 },	    { L"  ", 0, 0 },	     { L"", 0, 0 },
	};
	WCHAR *end;

	for (const auto &line : cases) {
		EXPECT_EQ(line.value, wcstod(line.text, &end));
		EXPECT_EQ(line.text + line.used, end) << line.value;
	}
}

TEST(Wide, MultibyteText)
{
	WCHAR wide[4];
	char text[8];

	EXPECT_EQ(4u, mbstowcs(NULL, "\u20AC\U0001F600b", 0));
	EXPECT_EQ(3u, mbstowcs(wide, "\u20AC\U0001F600", 4));
	EXPECT_EQ(0, wcscmp(L"\u20AC\U0001F600", wide));
	/* No half of a pair, and no zero behind what fills the buffer. */
	wmemset(wide, L'z', 4);
	EXPECT_EQ(1u, mbstowcs(wide, "\u20AC\U0001F600", 2));
	EXPECT_EQ(L'z', wide[1]);
	EXPECT_EQ(4u, mbstowcs(wide, "abcdef", 4));
	EXPECT_EQ(L'd', wide[3]);
	errno = 0;
	EXPECT_EQ((size_t)-1, mbstowcs(wide, "a\xFF", 4));
	EXPECT_EQ(EILSEQ, errno);
	EXPECT_EQ(8u, wcstombs(NULL, L"\u20AC\U0001F600b", 0));
	EXPECT_EQ(7u, wcstombs(text, L"\u20AC\U0001F600", 8));
	EXPECT_STREQ("\u20AC\U0001F600", text);
	EXPECT_EQ(3u, wcstombs(text, L"\u20AC\U0001F600", 6));
	errno = 0;
	EXPECT_EQ((size_t)-1, wcstombs(text, L"a\xD800", 8));
	EXPECT_EQ(EILSEQ, errno);
}

TEST(Wide, Translation)
{
	WCHAR wide[8];
	char text[8];

	EXPECT_EQ(4, MultiByteToWideChar(CP_ACP, 0, "\u00E4\U0001F600", -1, wide, 8));
	EXPECT_EQ(0, wcscmp(L"\u00E4\U0001F600", wide));
	EXPECT_EQ(4, MultiByteToWideChar(CP_UTF8, 0, "\u00E4\U0001F600", -1, NULL, 0));
	EXPECT_EQ(7, WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, 8, NULL, NULL));
	EXPECT_STREQ("\u00E4\U0001F600", text);
	EXPECT_EQ(0, WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, 6, NULL, NULL));
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError());
	EXPECT_EQ(0, MultiByteToWideChar(1252, 0, "a", -1, wide, 8));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	/* A length may be any negative number. */
	EXPECT_EQ(2, MultiByteToWideChar(CP_UTF8, 0, "a", -2002, wide, 8));
	EXPECT_EQ(2, WideCharToMultiByte(CP_UTF8, 0, L"a", -2002, text, 8, NULL, NULL));
	/* One buffer for both. */
	EXPECT_EQ(0, MultiByteToWideChar(CP_UTF8, 0, reinterpret_cast<char *>(wide), -1, wide, 8));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(0, WideCharToMultiByte(CP_UTF8, 0, wide, -1, reinterpret_cast<char *>(wide), 8, NULL, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

/* row 552: one U+FFFD for the longest beginning of a character, and for each byte that begins none, as in the kernel */
TEST(Wide, BadUtf8)
{
	static const struct {
		const char *text;
		const WCHAR *expected;
	} cases[] = {
		{ "\x80", L"\uFFFD" },
		{ "\xFF", L"\uFFFD" },
		{ "\xC0\x41\x42", L"\uFFFDAB" },
		{ "\xC0\x80", L"\uFFFD\uFFFD" },
		{ "\xC0\xC0\x80", L"\uFFFD\uFFFD\uFFFD" },
		{ "\xE0\xC0", L"\uFFFD\uFFFD" },
		{ "\xE0\x20\xC0", L"\uFFFD \uFFFD" },
		{ "\x82\xA0\x82\xA2", L"\uFFFD\uFFFD\uFFFD\uFFFD" },
		{ "\xF8\xA3\xA3\xA3\xA3", L"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD" },
		{ "\xF5\x80", L"\uFFFD\uFFFD" },
		/* Cut off. */
		{ "\xC3", L"\uFFFD" },
		{ "\xE2\x82", L"\uFFFD" },
		{ "\xE2\x82" "b", L"\uFFFDb" },
		{ "\xE2\x82\xC3\xA4", L"\uFFFD\u00E4" },
		{ "\xF0\x9F\x98", L"\uFFFD" },
		{ "\xF0\x9F\x98\xE2\x82\xAC", L"\uFFFD\u20AC" },
		/* Too long, half of a surrogate pair, too large. */
		{ "\xE0\x80\x80", L"\uFFFD\uFFFD\uFFFD" },
		{ "\xED\xA0\x80", L"\uFFFD\uFFFD\uFFFD" },
		{ "\xF0\x80\x80\x80", L"\uFFFD\uFFFD\uFFFD\uFFFD" },
		{ "\xF4\x90\x80\x80", L"\uFFFD\uFFFD\uFFFD\uFFFD" },
		/* The examples of Unicode, chapter 3. */
		{ "a\xF1\x80\x80\xE1\x80\xC2" "b\x80" "c\x80\xBF" "d", L"a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd" },
		{ "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82" "A", L"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA" },
		{ "\xED\xA0\x80\xED\xBF\xBF\xED\xAF" "A", L"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA" },
		{ "\xF4\x91\x92\x93\xFF" "A\x80\xBF" "B", L"\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB" },
		{ "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF" "A", L"\uFFFD\uFFFD\uFFFD\uFFFDA" },
	};
	WCHAR wide[16];

	for (const auto &bad : cases) {
		for (UINT page : { CP_ACP, CP_UTF8 }) {
			ASSERT_EQ((int)wcslen(bad.expected) + 1, MultiByteToWideChar(page, 0, bad.text, -1, wide, 16)) << bad.text;
			EXPECT_EQ(0, wcscmp(bad.expected, wide)) << bad.text;
			EXPECT_EQ(0, MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bad.text, -1, wide, 16)) << bad.text;
			EXPECT_EQ(ERROR_NO_UNICODE_TRANSLATION, GetLastError());
		}
	}
	/* All that is good. */
	EXPECT_EQ(9, MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, "\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
					 -1, wide, 16));
	EXPECT_EQ(0, wcscmp(L"\x80\x800\xD7FF\xE000\xD800\xDC00\xDBFF\xDFFF", wide));
}

/* row 389: which flags and which default characters a code page takes */
TEST(Wide, FlagsOfCodePages)
{
	static const struct {
		UINT page;
		DWORD flags, error;
	} to_wide[] = {
		{ CP_ACP, MB_PRECOMPOSED, 0 },
		{ CP_OEMCP, MB_PRECOMPOSED | MB_ERR_INVALID_CHARS, 0 },
		{ CP_THREAD_ACP, 0, 0 },
		{ CP_ACP, MB_COMPOSITE, ERROR_NOT_SUPPORTED },
		{ CP_ACP, MB_USEGLYPHCHARS, ERROR_NOT_SUPPORTED },
		{ CP_ACP, MB_PRECOMPOSED | MB_COMPOSITE, ERROR_INVALID_FLAGS },
		{ CP_ACP, 0x10, ERROR_INVALID_FLAGS },
		{ CP_UTF8, MB_ERR_INVALID_CHARS, 0 },
		{ CP_UTF8, MB_PRECOMPOSED, ERROR_INVALID_FLAGS },
		{ CP_UTF8, MB_COMPOSITE, ERROR_INVALID_FLAGS },
	}, to_narrow[] = {
		{ CP_ACP, WC_NO_BEST_FIT_CHARS, 0 },
		{ CP_OEMCP, WC_NO_BEST_FIT_CHARS | WC_SEPCHARS, 0 },
		{ CP_ACP, WC_COMPOSITECHECK, ERROR_NOT_SUPPORTED },
		{ CP_ACP, WC_COMPOSITECHECK | WC_DEFAULTCHAR, ERROR_NOT_SUPPORTED },
		{ CP_ACP, 0x1, ERROR_INVALID_FLAGS },
		{ CP_UTF8, WC_ERR_INVALID_CHARS, 0 },
		{ CP_UTF8, WC_NO_BEST_FIT_CHARS, ERROR_INVALID_FLAGS },
	};
	WCHAR wide[8];
	char text[8];

	for (const auto &line : to_wide) {
		SetLastError(0);
		EXPECT_EQ(line.error ? 0 : 2, MultiByteToWideChar(line.page, line.flags, "a", -1, wide, 8)) << line.page << ", " << line.flags;
		EXPECT_EQ(line.error, GetLastError()) << line.page << ", " << line.flags;
	}
	for (const auto &line : to_narrow) {
		SetLastError(0);
		EXPECT_EQ(line.error ? 0 : 2, WideCharToMultiByte(line.page, line.flags, L"a", -1, text, 8, NULL, NULL))
			<< line.page << ", " << line.flags;
		EXPECT_EQ(line.error, GetLastError()) << line.page << ", " << line.flags;
	}
}

TEST(Wide, DefaultCharacters)
{
	static const struct {
		const WCHAR *wide;
		const char *replacement, *expected;
		BOOL replaced;
	} cases[] = {
		{ L"\u20AC", "?", "\u20AC", FALSE },
		{ L"a\xD800" L"b", "?", "a?b", TRUE },
		{ L"a\xDC00", "\u20AC", "a\u20AC", TRUE },
		{ L"a\xDC00", "xy", "ax", TRUE },
		{ L"a\xDC00", NULL, "a\uFFFD", TRUE },
		{ L"\uFFFD", "?", "\uFFFD", FALSE },
	};
	char text[8];
	BOOL replaced;

	for (const auto &line : cases) {
		replaced = 2;
		EXPECT_EQ((int)strlen(line.expected) + 1, WideCharToMultiByte(CP_ACP, 0, line.wide, -1, text, 8, line.replacement, &replaced));
		EXPECT_STREQ(line.expected, text);
		EXPECT_EQ(line.replaced, replaced) << line.expected;
		EXPECT_EQ((int)strlen(line.expected) + 1, WideCharToMultiByte(CP_OEMCP, 0, line.wide, -1, NULL, 0, line.replacement, NULL));
	}
	EXPECT_EQ(0, WideCharToMultiByte(CP_ACP, WC_ERR_INVALID_CHARS, L"\xDC00", -1, text, 8, "?", NULL));
	EXPECT_EQ(ERROR_NO_UNICODE_TRANSLATION, GetLastError());
	EXPECT_EQ(0, WideCharToMultiByte(CP_UTF8, 0, L"a", -1, text, 8, "?", NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_EQ(0, WideCharToMultiByte(CP_UTF8, 0, L"a", -1, text, 8, NULL, &replaced));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

namespace {

const DWORD kSystem = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
const char kDenied[] = "Access is denied.\r\n";
const DWORD kDeniedLength = sizeof(kDenied) - 1;

} /* namespace */

TEST(Message, SmallBuffers)
{
	char text[32] = "zzz";
	WCHAR wide[32] = L"zzz";

	for (DWORD size : { 0u, 1u, 2u, kDeniedLength }) {
		SetLastError(0);
		EXPECT_EQ(0u, FormatMessageA(kSystem, NULL, 5, 0, text, size, NULL)) << size;
		EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError()) << size;
		EXPECT_STREQ("zzz", text) << size;
		SetLastError(0);
		EXPECT_EQ(0u, FormatMessageW(kSystem, NULL, 5, 0, wide, size, NULL)) << size;
		EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError()) << size;
		/* Wide text is cut, with a zero behind it. */
		EXPECT_EQ(size ? size - 1 : 3, wcslen(wide)) << size;
		EXPECT_EQ(0, wcsncmp(size ? L"Access is denied.\r\n" : L"zzz", wide, wcslen(wide))) << size;
	}
	EXPECT_EQ(kDeniedLength, FormatMessageA(kSystem, NULL, 5, 0, text, kDeniedLength + 1, NULL));
	EXPECT_STREQ(kDenied, text);
	EXPECT_EQ(kDeniedLength, FormatMessageW(kSystem, NULL, 5, 0, wide, kDeniedLength + 1, NULL));
	EXPECT_EQ(0, wcscmp(L"Access is denied.\r\n", wide));
	/* A width of lines. */
	EXPECT_EQ(kDeniedLength - 1, FormatMessageA(kSystem | FORMAT_MESSAGE_MAX_WIDTH_MASK, NULL, 5, 0, text, 32, NULL));
	EXPECT_STREQ("Access is denied. ", text);
	EXPECT_EQ(0u, FormatMessageA(kSystem, NULL, 5, 0, NULL, 0, NULL));
	EXPECT_EQ(ERROR_INSUFFICIENT_BUFFER, GetLastError());
	EXPECT_EQ(0u, FormatMessageW(kSystem, NULL, 5, 0, NULL, 0, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Message, AllocatedBuffers)
{
	const DWORD flags = kSystem | FORMAT_MESSAGE_ALLOCATE_BUFFER;

	/* The size is the least one. */
	for (DWORD size : { 0u, 5u, 4096u }) {
		char *text = NULL;
		WCHAR *wide = NULL;

		EXPECT_EQ(kDeniedLength, FormatMessageA(flags, NULL, 5, 0, reinterpret_cast<LPSTR>(&text), size, NULL));
		EXPECT_STREQ(kDenied, text);
		memset(text, 0, size > kDeniedLength ? size : kDeniedLength + 1);
		LocalFree(text);
		EXPECT_EQ(kDeniedLength, FormatMessageW(flags, NULL, 5, 0, reinterpret_cast<LPWSTR>(&wide), size, NULL));
		EXPECT_EQ(0, wcscmp(L"Access is denied.\r\n", wide));
		wmemset(wide, 0, size > kDeniedLength ? size : kDeniedLength + 1);
		LocalFree(wide);
	}
	/* After a failure there is none. */
	static const struct {
		DWORD flags, id, error;
	} failures[] = {
		{ flags, 99999, ERROR_MR_MID_NOT_FOUND },
		{ FORMAT_MESSAGE_ALLOCATE_BUFFER, 5, ERROR_INVALID_PARAMETER },
		{ FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_STRING, 5, ERROR_NOT_SUPPORTED },
	};
	for (const auto &line : failures) {
		char *text = reinterpret_cast<char *>(1);
		WCHAR *wide = reinterpret_cast<WCHAR *>(1);

		EXPECT_EQ(0u, FormatMessageA(line.flags, "text", line.id, 0, reinterpret_cast<LPSTR>(&text), 0, NULL)) << line.flags;
		EXPECT_EQ(line.error, GetLastError()) << line.flags;
		EXPECT_EQ(nullptr, text) << line.flags;
		EXPECT_EQ(0u, FormatMessageW(line.flags, L"text", line.id, 0, reinterpret_cast<LPWSTR>(&wide), 0, NULL)) << line.flags;
		EXPECT_EQ(line.error, GetLastError()) << line.flags;
		EXPECT_EQ(nullptr, wide) << line.flags;
	}
	EXPECT_EQ(0u, FormatMessageA(flags, NULL, 5, 0, NULL, 0, NULL));
	EXPECT_EQ(ERROR_NOT_ENOUGH_MEMORY, GetLastError());
	EXPECT_EQ(0u, FormatMessageW(flags, NULL, 5, 0, NULL, 0, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Message, Sources)
{
	char text[32] = "zzz";

	/* The system's after those of a module, which has none. */
	EXPECT_EQ(kDeniedLength, FormatMessageA(kSystem | FORMAT_MESSAGE_FROM_HMODULE, NULL, 5, 0, text, 32, NULL));
	EXPECT_EQ(kDeniedLength, FormatMessageA(kSystem, NULL, 0x80070005, 0, text, 32, NULL));
	EXPECT_STREQ(kDenied, text);
	EXPECT_EQ(0u, FormatMessageA(FORMAT_MESSAGE_IGNORE_INSERTS, "text", 0, 0, text, 32, NULL));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	for (DWORD left_out : { FORMAT_MESSAGE_FROM_STRING, FORMAT_MESSAGE_FROM_STRING | FORMAT_MESSAGE_FROM_SYSTEM }) {
		EXPECT_EQ(0u, FormatMessageA(left_out, "text", 5, 0, text, 32, NULL));
		EXPECT_EQ(ERROR_NOT_SUPPORTED, GetLastError());
	}
	EXPECT_STREQ(kDenied, text);
}

TEST(Wide, TcharIsNarrowWithoutUnicode)
{
	const TCHAR *text = _T("x");

	EXPECT_EQ(1u, sizeof(TCHAR));
	EXPECT_EQ(1u, _tcslen(text));
}
