/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of the headers that differ in C++. Many drivers include them in such a block.
 */
extern "C" {
#include <ntddk.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
}

#include "headers.h"
#include "layouts.h"

DECLARE_GLOBAL_CONST_UNICODE_STRING(HeadersGlobalString, L"global");

void headers_test_global_string_is_one(struct kunit *test)
{
	HOLDS(test, &HeadersGlobalString == headers_global_string());
	HOLDS(test, HeadersGlobalString.Length == 12 && HeadersGlobalString.MaximumLength == 14);
}

void headers_test_overloads_of_cxx(struct kunit *test)
{
	char narrow[4];
	WCHAR wide[4];
	const char *const narrow_text = "abca";
	const WCHAR *const wide_text = L"abca";

	/* The room is that of the array. */
	HOLDS(test, strcpy_s(narrow, "ab") == 0);
	HOLDS(test, strcat_s(narrow, "c") == 0);
	HOLDS(test, !strcmp(narrow, "abc"));
	HOLDS(test, strcat_s(narrow, "d") == ERANGE);
	HOLDS(test, strncpy_s(narrow, narrow_text, _TRUNCATE) == STRUNCATE);
	HOLDS(test, !strcmp(narrow, "abc"));
	HOLDS(test, wcscpy_s(wide, wide_text) == ERANGE);
	HOLDS(test, wcsncpy_s(wide, wide_text, 3) == 0);
	HOLDS(test, !wcscmp(wide, L"abc"));
	HOLDS(test, wcscat_s(wide, L"d") == ERANGE);
	HOLDS(test, strncat_s(narrow, "d", _TRUNCATE) == STRUNCATE);
	HOLDS(test, sprintf_s(narrow, "%d%s", 1, "23") == 3 && !strcmp(narrow, "123"));
	HOLDS(test, _snprintf_s(narrow, _TRUNCATE, "%d", 1234) == -1 && !strcmp(narrow, "123"));
	HOLDS(test, swprintf_s(wide, L"%d", 1234) == -1 && !*wide);

	/* The count behind the buffer may be left out. */
	HOLDS(test, swprintf(wide, L"%s", L"abc") == 3 && !wcscmp(wide, L"abc"));
	HOLDS(test, swprintf(wide, _countof(wide), L"%d", 1234) == -1 && !wcscmp(wide, L"123"));

	/* The result is as constant as the text that is searched. */
	strcpy_s(narrow, sizeof(narrow), "aba");
	wcscpy_s(wide, _countof(wide), L"aba");
	*strchr(narrow, 'b') = 'c';
	*strrchr(narrow, 'a') = 'd';
	*strstr(narrow, "cd") = 'e';
	HOLDS(test, !strcmp(narrow, "aed"));
	*wcschr(wide, L'b') = L'c';
	*wcsrchr(wide, L'a') = L'd';
	*wcsstr(wide, L"cd") = L'e';
	HOLDS(test, !wcscmp(wide, L"aed"));

	const char *const narrow_found = strrchr(narrow_text, 'a');
	const WCHAR *const wide_found = wcsrchr(wide_text, L'a');

	HOLDS(test, narrow_found == narrow_text + 3);
	HOLDS(test, wide_found == wide_text + 3);
	HOLDS(test, memchr(narrow_text, 'b', 4) == narrow_text + 1);
	HOLDS(test, strpbrk(narrow_text, "xc") == narrow_text + 2);
}
