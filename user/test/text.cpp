// SPDX-License-Identifier: MIT
/* Formats, wide text. */
#include <gtest/gtest.h>
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
	for (const char *bad : { "\xC0\x80", "\xED\xA0\x80", "\xFF", "\xE2\x82", "\xF4\x90\x80\x80" }) {
		EXPECT_EQ(0, MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, bad, -1, wide, 8)) << bad;
		EXPECT_EQ(ERROR_NO_UNICODE_TRANSLATION, GetLastError());
		EXPECT_LT(1, MultiByteToWideChar(CP_UTF8, 0, bad, -1, wide, 8));
		EXPECT_EQ(0xFFFD, wide[0]);
	}
	EXPECT_EQ(0, MultiByteToWideChar(1252, 0, "a", -1, wide, 8));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
}

TEST(Wide, TcharIsNarrowWithoutUnicode)
{
	const TCHAR *text = _T("x");

	EXPECT_EQ(1u, sizeof(TCHAR));
	EXPECT_EQ(1u, _tcslen(text));
}
