// SPDX-License-Identifier: MIT
/* Functions of the C run-time library. */
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <gtest/gtest.h>
#include <string>

#include <windows.h>
#include <intsafe.h>
#include <io.h>
#include <strsafe.h>

#include "support.hpp"

TEST(Crt, RandHas15Bits)
{
	int bits = 0;

	EXPECT_EQ(0x7fff, RAND_MAX);
	for (int i = 0; i < 2000; i++)
		bits |= rand();
	EXPECT_EQ(0x7fff, bits);
}

TEST(Crt, CopiesBytesThatFit)
{
	char to[4] = "abc";

	EXPECT_EQ(0, memcpy_s(to, 4, "xy", 2));
	EXPECT_EQ(0, memcmp(to, "xyc", 4));
	EXPECT_EQ(ERANGE, memmove_s(to, 4, "01234", 5));
	EXPECT_EQ(0, memcmp(to, "xyc", 4));
	EXPECT_EQ(ERANGE, memcpy_s(to, 4, "01234", 5));
	EXPECT_EQ(0, memcmp(to, "\0\0\0\0", 4));
	EXPECT_EQ(EINVAL, memcpy_s(NULL, 4, "x", 1));
	EXPECT_EQ(EINVAL, memmove_s(to, 4, NULL, 1));
	EXPECT_EQ(0, memcpy_s(NULL, 0, NULL, 0));
}

TEST(Crt, CountsTheTextToCopy)
{
	char text[6] = "ab";
	WCHAR wide[6] = L"ab";

	EXPECT_EQ(0, strncat_s(text, "cdef", 2));
	EXPECT_STREQ("abcd", text);
	EXPECT_EQ(STRUNCATE, strncat_s(text, "xyz", _TRUNCATE));
	EXPECT_STREQ("abcdx", text);
	EXPECT_EQ(ERANGE, strncat_s(text, "y", 1));
	EXPECT_STREQ("", text);
	EXPECT_EQ(0, wcsncat_s(wide, L"cdef", 2));
	EXPECT_EQ(0, wcscmp(wide, L"abcd"));
	EXPECT_EQ(STRUNCATE, wcsncpy_s(wide, L"0123456", _TRUNCATE));
	EXPECT_EQ(0, wcscmp(wide, L"01234"));
	EXPECT_EQ(ERANGE, wcsncpy_s(wide, L"0123456", 6));
	EXPECT_EQ(0, wide[0]);
	EXPECT_EQ(0, wcsncpy_s(wide, L"0123456", 5));
	EXPECT_EQ(0, wcscmp(wide, L"01234"));
	EXPECT_EQ(EINVAL, wcsncpy_s(wide, NULL, 1));
}

TEST(Crt, CountsTheTextToPrint)
{
	char text[6];
	WCHAR wide[6];

	EXPECT_EQ(3, _snprintf_s(text, 5, "%s", "abc"));
	EXPECT_STREQ("abc", text);
	EXPECT_EQ(-1, _snprintf_s(text, 2, "%s", "abc"));
	EXPECT_STREQ("ab", text);
	EXPECT_EQ(-1, _snprintf_s(text, _TRUNCATE, "%s", "0123456"));
	EXPECT_STREQ("01234", text);
	EXPECT_EQ(-1, _snprintf_s(text, sizeof(text), sizeof(text), "%s", "0123456"));
	EXPECT_STREQ("", text);
	EXPECT_EQ(-1, _snwprintf_s(wide, 2, L"%s", L"abc"));
	EXPECT_EQ(0, wcscmp(wide, L"ab"));
	EXPECT_EQ(5, swprintf_s(wide, L"%d", 12345));
}

TEST(Crt, HasTwoCasesOfLetters)
{
	char text[] = "aZ\xc3\xbc";
	WCHAR wide[] = L"aZ\u00fc";

	EXPECT_STREQ("AZ\xc3\xbc", _strupr(text));
	EXPECT_STREQ("az\xc3\xbc", _strlwr(text));
	EXPECT_EQ(0, wcscmp(L"AZ\u00fc", _wcsupr(wide)));
	EXPECT_EQ(0, wcscmp(L"az\u00fc", _wcslwr(wide)));
}

TEST(Crt, WritesWideTextToStreams)
{
	char name[] = "/tmp/winwork-crt-XXXXXX", line[20];
	FILE *file;
	WCHAR path[40];

	close(mkstemp(name));
	MultiByteToWideChar(CP_UTF8, 0, name, -1, path, 40);
	ASSERT_EQ(0, _wfopen_s(&file, path, L"w+"));
	EXPECT_EQ(0, fputws(L"\u00fc\n", file));
	rewind(file);
	EXPECT_STREQ("\xc3\xbc\n", fgets(line, sizeof(line), file));
	fclose(file);
	EXPECT_EQ(ENOENT, _wfopen_s(&file, L"/none/none", L"r"));
	EXPECT_EQ(nullptr, file);
	unlink(name);
}

TEST(Crt, HasModesOfText)
{
	EXPECT_EQ(_O_BINARY, _setmode(0, _O_U8TEXT));
	EXPECT_EQ(-1, _setmode(0, _O_U16TEXT));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ(-1, _setmode(-1, _O_BINARY));
	EXPECT_EQ(EBADF, errno);
}

TEST(Crt, HasPartsOfTimesAndMessages)
{
	const time_t zero = 0;
	struct tm parts;
	char text[5];

	EXPECT_EQ(0, gmtime_s(&parts, &zero));
	EXPECT_EQ(70, parts.tm_year);
	EXPECT_EQ(0, localtime_s(&parts, &zero));
	EXPECT_EQ(EINVAL, gmtime_s(NULL, &zero));
	EXPECT_EQ(EINVAL, localtime_s(&parts, NULL));
	EXPECT_EQ(0, strerror_s(text, sizeof(text), ENOENT));
	EXPECT_STREQ("No s", text);
}

TEST(Crt, FindsOverflows)
{
	ULONG sum;
	size_t bytes;

	EXPECT_EQ(S_OK, ULongAdd(1, 2, &sum));
	EXPECT_EQ(3u, sum);
	EXPECT_EQ(INTSAFE_E_ARITHMETIC_OVERFLOW, ULongMult(0x10000, 0x10000, &sum));
	EXPECT_EQ(0xFFFFFFFFu, sum);
	EXPECT_EQ(INTSAFE_E_ARITHMETIC_OVERFLOW, SizeTToULong(1ull << 32, &sum));
	EXPECT_EQ(S_OK, StringCbLengthW(L"ab", 100, &bytes));
	EXPECT_EQ(4u, bytes);
	EXPECT_EQ(3, max(1, 3));
	EXPECT_EQ(1ull, min(1u, 3ull));
}
