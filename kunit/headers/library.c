/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cases of suite headers: the C run-time library's functions for text, numbers, paths and sorting.
 * The expected values are those of Windows's library.
 */
#include <ntddk.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "headers.h"

/* ---- text --------------------------------------------------------------------------------- */

void headers_test_text_changes_in_place(struct kunit *test)
{
	char text[] = "aB1 Z";
	WCHAR wide[] = L"aB1 Z";

	HOLDS(test, _strupr(text) == text && !strcmp(text, "AB1 Z"));
	HOLDS(test, _strlwr(text) == text && !strcmp(text, "ab1 z"));
	HOLDS(test, _wcsupr(wide) == wide && !wcscmp(wide, L"AB1 Z"));
	HOLDS(test, _wcslwr(wide) == wide && !wcscmp(wide, L"ab1 z"));
	HOLDS(test, !_wcsupr(NULL));

	HOLDS(test, _strrev(text) == text && !strcmp(text, "z 1ba"));
	HOLDS(test, _wcsrev(wide) == wide && !wcscmp(wide, L"z 1ba"));
	wide[4] = 0;
	HOLDS(test, !wcscmp(_wcsrev(wide), L"b1 z"));
	HOLDS(test, !*_strrev(text + 5));

	HOLDS(test, _strnset(text, 'x', 2) == text && !strcmp(text, "xx1ba"));
	HOLDS(test, _strset(text, 'y') == text && !strcmp(text, "yyyyy"));
	HOLDS(test, _wcsnset(wide, L'x', 9) == wide && !wcscmp(wide, L"xxxx"));

	HOLDS(test, !_wcsupr_s(wide, 5) && !wcscmp(wide, L"XXXX"));
	HOLDS(test, !_wcslwr_s(wide, 5) && !wcscmp(wide, L"xxxx"));
	HOLDS(test, !_strnset_s(text, 6, 'z', 1) && !strcmp(text, "zyyyy"));
	HOLDS(test, !_wcsnset_s(wide, 5, L'w', 3) && !wcscmp(wide, L"wwwx"));
	HOLDS(test, !_wcsset_s(wide, 5, L'v') && !wcscmp(wide, L"vvvv"));

	/* A text that does not end within its size becomes empty. */
	HOLDS(test, _wcslwr_s(wide, 4) == EINVAL && !*wide && wide[1] == L'v');
	HOLDS(test, _strnset_s(text, 5, 'x', 1) == EINVAL && !*text);
	HOLDS(test, _wcsset_s(NULL, 5, L'v') == EINVAL);
}

void headers_test_words_of_text(struct kunit *test)
{
	char text[] = ",,one, two";
	WCHAR wide[] = L"a;b";
	char *place;
	WCHAR *wide_place;

	HOLDS(test, strtok_s(text, ", ", &place) == text + 2 && !strcmp(text + 2, "one"));
	HOLDS(test, strtok_s(NULL, ", ", &place) == text + 7 && !strcmp(text + 7, "two"));
	HOLDS(test, !strtok_s(NULL, ", ", &place));
	HOLDS(test, !strtok_s(NULL, ", ", &place));
	HOLDS(test, !strtok_s(text, ", ", NULL));
	HOLDS(test, wcstok_s(wide, L";", &wide_place) == wide && !wcscmp(wide, L"a"));
	HOLDS(test, wcstok_s(NULL, L";", &wide_place) == wide + 2);
	HOLDS(test, !wcstok_s(NULL, L";", &wide_place));
}

void headers_test_spans_of_wide_text(struct kunit *test)
{
	HOLDS(test, wcsspn(L"aabc", L"ba") == 3);
	HOLDS(test, wcsspn(L"abc", L"") == 0);
	HOLDS(test, wcscspn(L"abc", L"xc") == 2);
	HOLDS(test, wcscspn(L"abc", L"x") == 3);

	HOLDS(test, iswdigit(L'0') && iswdigit(L'9') && !iswdigit(L'a') && !iswdigit(0x0660));
	HOLDS(test, iswalnum(L'z') && iswalnum(L'Q') && iswalnum(L'5') && iswalnum(0x00e4));
	HOLDS(test, !iswalnum(L'_') && !iswalnum(L' '));
	HOLDS(test, iswspace(L' ') && iswspace(L'\t') && iswspace(L'\r') && !iswspace(L'a'));
}

void headers_test_appends_of_known_room(struct kunit *test)
{
	char text[6] = "ab";
	WCHAR wide[6] = L"ab";

	HOLDS(test, strncat_s(text, 6, "cdef", 2) == 0 && !strcmp(text, "abcd"));
	HOLDS(test, strncat_s(text, 6, "ef", _TRUNCATE) == STRUNCATE && !strcmp(text, "abcde"));
	HOLDS(test, strncat_s(text, 6, "", _TRUNCATE) == 0 && !strcmp(text, "abcde"));
	HOLDS(test, strncat_s(text, 6, "f", 1) == ERANGE && !*text);
	HOLDS(test, strncat_s(text, 6, NULL, 1) == EINVAL);
	HOLDS(test, strncat_s(NULL, 6, "a", 1) == EINVAL);
	HOLDS(test, wcsncat_s(wide, 6, L"cdefgh", 3) == 0 && !wcscmp(wide, L"abcde"));
	HOLDS(test, wcsncat_s(wide, 6, L"f", _TRUNCATE) == STRUNCATE && !wcscmp(wide, L"abcde"));
	HOLDS(test, wcsncat_s(wide, 5, L"f", 1) == EINVAL);
}

/* ---- numbers ------------------------------------------------------------------------------ */

void headers_test_numbers_become_text(struct kunit *test)
{
	char text[34];
	WCHAR wide[34];

	HOLDS(test, _itoa(-42, text, 10) == text && !strcmp(text, "-42"));
	HOLDS(test, !strcmp(_itoa(MINLONG, text, 10), "-2147483648"));
	HOLDS(test, !strcmp(_itoa(-1, text, 16), "ffffffff"));
	HOLDS(test, !strcmp(_itoa(-1, text, 2), "11111111111111111111111111111111"));
	HOLDS(test, !wcscmp(_itow(35, wide, 36), L"z"));
	HOLDS(test, !wcscmp(_itow(0, wide, 10), L"0"));

	HOLDS(test, _itoa_s(123, text, 4, 10) == 0 && !strcmp(text, "123"));
	HOLDS(test, _itoa_s(-123, text, 4, 10) == ERANGE && !*text);
	HOLDS(test, _itow_s(5, wide, 34, 1) == EINVAL && !*wide);
	HOLDS(test, _itow_s(5, wide, 34, 37) == EINVAL);
	HOLDS(test, _itow_s(5, wide, 0, 10) == EINVAL);
	HOLDS(test, _itoa_s(5, NULL, 4, 10) == EINVAL);
	HOLDS(test, _ltoa_s(-7, text, sizeof(text), 8) == 0 && !strcmp(text, "37777777771"));
	HOLDS(test, _ltow_s(-7, wide, 34, 10) == 0 && !wcscmp(wide, L"-7"));
	HOLDS(test, _ultoa_s(0xffffffff, text, sizeof(text), 10) == 0 &&
			    !strcmp(text, "4294967295"));
	HOLDS(test, _ultow_s(0xff, wide, 34, 16) == 0 && !wcscmp(wide, L"ff"));
}

void headers_test_numbers_of_64_bits(struct kunit *test)
{
	char text[66], *end;
	WCHAR wide[66];

	HOLDS(test, _i64toa_s(MINLONGLONG, text, sizeof(text), 10) == 0 &&
			    !strcmp(text, "-9223372036854775808"));
	HOLDS(test, _i64tow_s(-1, wide, 66, 16) == 0 && !wcscmp(wide, L"ffffffffffffffff"));
	HOLDS(test, _ui64toa_s(MAXULONGLONG, text, sizeof(text), 10) == 0 &&
			    !strcmp(text, "18446744073709551615"));
	HOLDS(test, _ui64toa_s(MAXULONGLONG, text, 65, 2) == 0 && text[63] == '1' && !text[64]);
	HOLDS(test, _ui64tow_s(MAXULONGLONG, wide, 64, 2) == ERANGE);

	HOLDS(test, _strtoui64("18446744073709551615x", &end, 10) == MAXULONGLONG && *end == 'x');
	HOLDS(test, _strtoui64("18446744073709551616", NULL, 10) == MAXULONGLONG);
	HOLDS(test, _strtoui64(" 0x1F", NULL, 0) == 31);
	HOLDS(test, _strtoui64("-1", NULL, 10) == MAXULONGLONG);
}

/* All drivers share the sequence: nothing else in the machine may call rand during the test. */
void headers_test_random_numbers_are_those_of_windows(struct kunit *test)
{
	srand(1);
	HOLDS(test, rand() == 41);
	HOLDS(test, rand() == 18467);
	HOLDS(test, rand() == 6334);
	srand(0);
	HOLDS(test, rand() == 38);
	HOLDS(test, RAND_MAX == 0x7fff);
	srand(1);
}

/* ---- paths -------------------------------------------------------------------------------- */

void headers_test_paths_join_and_split(struct kunit *test)
{
	char path[20], drive[3], folder[10], name[10], extension[5];
	WCHAR wide[20], wide_name[10];

	HOLDS(test, _makepath_s(path, 20, "c", "dir", "file", "txt") == 0 &&
			    !strcmp(path, "c:dir\\file.txt"));
	HOLDS(test, _makepath_s(path, 20, "c:", "\\d/", "f", ".x") == 0 &&
			    !strcmp(path, "c:\\d/f.x"));
	HOLDS(test, _makepath_s(path, 4, NULL, "", "abc", NULL) == 0 && !strcmp(path, "abc"));
	HOLDS(test, _makepath_s(path, 4, NULL, "a", "bc", NULL) == ERANGE && !*path);
	HOLDS(test, _makepath_s(NULL, 4, NULL, "a", "bc", NULL) == EINVAL);
	HOLDS(test, _wmakepath_s(wide, 20, L"d", L"\\", L"n", L"e") == 0 &&
			    !wcscmp(wide, L"d:\\n.e"));

	HOLDS(test, _splitpath_s("c:\\a.b\\n.1.x", drive, 3, folder, 10, name, 10, extension, 5) ==
			    0);
	HOLDS(test, !strcmp(drive, "c:") && !strcmp(folder, "\\a.b\\"));
	HOLDS(test, !strcmp(name, "n.1") && !strcmp(extension, ".x"));
	HOLDS(test, _splitpath_s("name", drive, 3, folder, 10, name, 10, extension, 5) == 0);
	HOLDS(test, !*drive && !*folder && !strcmp(name, "name") && !*extension);
	HOLDS(test, _splitpath_s("a/b", NULL, 0, NULL, 0, name, 10, NULL, 0) == 0 &&
			    !strcmp(name, "b"));
	HOLDS(test, _splitpath_s("a/bcd", drive, 3, folder, 10, name, 3, extension, 5) == ERANGE);
	HOLDS(test, !*folder && !*name);
	HOLDS(test, _splitpath_s("a", NULL, 3, folder, 10, name, 10, extension, 5) == EINVAL);
	HOLDS(test, _splitpath_s(NULL, drive, 3, folder, 10, name, 10, extension, 5) == EINVAL);
	HOLDS(test, _wsplitpath_s(L"\\x\\y.z", NULL, 0, NULL, 0, wide_name, 10, NULL, 0) == 0 &&
			    !wcscmp(wide_name, L"y"));
}

/* ---- char and WCHAR ----------------------------------------------------------------------- */

void headers_test_characters_of_both_types(struct kunit *test)
{
	WCHAR wide[4] = { 'x', 'x', 'x', 'x' }, character = 'x';
	char text[8];

	HOLDS(test, mbstowcs(NULL, "a\xc3\xa4" "b", 0) == 3);
	HOLDS(test, mbstowcs(wide, "a\xc3\xa4" "b", 4) == 3 && !wcscmp(wide, L"a\x00e4" L"b"));
	HOLDS(test, mbstowcs(wide, "wxyz", 2) == 2 && wide[1] == 'x' && wide[2] == 'b');
	HOLDS(test, mbstowcs(wide, "a\xff", 4) == MAXSIZE_T);
	HOLDS(test, wcstombs(NULL, L"a\x20ac", 0) == 4);
	HOLDS(test, wcstombs(text, L"a\x20ac", 8) == 4 && !strcmp(text, "a\xe2\x82\xac"));
	HOLDS(test, wcstombs(text, L"\xd800", 8) == MAXSIZE_T);

	HOLDS(test, mbtowc(&character, "\xe2\x82\xac+", 9) == 3 && character == 0x20ac);
	HOLDS(test, mbtowc(&character, "\xe2\x82\xac", 2) == -1);
	HOLDS(test, mbtowc(&character, "\xe2", 9) == -1);
	HOLDS(test, mbtowc(&character, "\xac", 9) == -1);
	HOLDS(test, mbtowc(&character, "\xf0\x9f\x98\x80", 9) == -1);
	HOLDS(test, mbtowc(&character, "", 9) == 0 && character == 0);
	HOLDS(test, mbtowc(NULL, "a", 1) == 1);
	HOLDS(test, mbtowc(&character, NULL, 1) == 0);
	HOLDS(test, wctomb(text, 0x00e4) == 2 && RtlEqualMemory(text, "\xc3\xa4", 2));
	HOLDS(test, wctomb(text, 0xdc00) == -1);
	HOLDS(test, wctomb(NULL, 'a') == 0);
}

/* ---- sorting ------------------------------------------------------------------------------ */

static int __cdecl order_by_sign(void *context, const void *one, const void *other)
{
	return *(const int *)context * (*(const int *)one - *(const int *)other);
}

void headers_test_sort_and_search_with_context(struct kunit *test)
{
	int numbers[] = { 3, 1, 4, 1, 5, 9, 2, 6 };
	int sign = -1, key = 4, absent = 7;
	ULONG i;

	qsort_s(numbers, ARRAYSIZE(numbers), sizeof(*numbers), order_by_sign, &sign);
	for (i = 1; i < ARRAYSIZE(numbers); i++)
		HOLDS(test, numbers[i - 1] >= numbers[i]);
	HOLDS(test, numbers[0] == 9 && numbers[7] == 1);
	HOLDS(test, bsearch_s(&key, numbers, ARRAYSIZE(numbers), sizeof(*numbers), order_by_sign,
			      &sign) == numbers + 3);
	HOLDS(test, !bsearch_s(&absent, numbers, ARRAYSIZE(numbers), sizeof(*numbers),
			       order_by_sign, &sign));
}

/* ---- formatted text ----------------------------------------------------------------------- */

static int print_list(WCHAR *buffer, const WCHAR *format, ...)
{
	__builtin_va_list arguments;
	int length;

	__builtin_va_start(arguments, format);
	length = vswprintf(buffer, format, arguments);
	__builtin_va_end(arguments);
	return length;
}

static int print_counted_list(WCHAR *buffer, SIZE_T count, const WCHAR *format, ...)
{
	__builtin_va_list arguments;
	int length;

	__builtin_va_start(arguments, format);
	length = vswprintf(buffer, count, format, arguments);
	__builtin_va_end(arguments);
	return length;
}

/* Windows's kernel has the function without a count, and the headers the one with it. */
void headers_test_wide_printf_with_and_without_count(struct kunit *test)
{
	const WCHAR *format = L"%s-%d";
	WCHAR buffer[8];

	HOLDS(test, swprintf(buffer, L"plain") == 5 && !wcscmp(buffer, L"plain"));
	HOLDS(test, swprintf(buffer, format, L"a", 1) == 3 && !wcscmp(buffer, L"a-1"));
	HOLDS(test, _swprintf(buffer, format, L"b", 2) == 3 && !wcscmp(buffer, L"b-2"));
	HOLDS(test, swprintf(buffer, 8, format, L"c", 3) == 3 && !wcscmp(buffer, L"c-3"));
	HOLDS(test, swprintf(buffer, ARRAYSIZE(buffer), L"12345678") == -1);
	HOLDS(test, !wcscmp(buffer, L"1234567"));
	HOLDS(test, print_list(buffer, format, L"d", 4) == 3 && !wcscmp(buffer, L"d-4"));
	HOLDS(test, print_counted_list(buffer, 3, format, L"e", 5) == -1 &&
			    !wcscmp(buffer, L"e-"));
}

void headers_test_printf_of_known_room(struct kunit *test)
{
	char buffer[4];
	WCHAR wide[4];

	HOLDS(test, sprintf_s(buffer, 4, "%d", 123) == 3 && !strcmp(buffer, "123"));
	HOLDS(test, sprintf_s(buffer, 4, "%d", 1234) == -1 && !*buffer);
	HOLDS(test, sprintf_s(NULL, 0, "x") == -1);
	HOLDS(test, swprintf_s(wide, 4, L"%d", 123) == 3 && !wcscmp(wide, L"123"));
	HOLDS(test, swprintf_s(wide, 4, L"%d", 1234) == -1 && !*wide);

	HOLDS(test, _snprintf_s(buffer, 4, 2, "%d", 12) == 2 && !strcmp(buffer, "12"));
	HOLDS(test, _snprintf_s(buffer, 4, 2, "%d", 123) == -1 && !strcmp(buffer, "12"));
	HOLDS(test, _snprintf_s(buffer, 4, _TRUNCATE, "%d", 1234) == -1 && !strcmp(buffer, "123"));
	HOLDS(test, _snprintf_s(buffer, 4, _TRUNCATE, "%d", 12) == 2 && !strcmp(buffer, "12"));
	HOLDS(test, _snprintf_s(buffer, 4, 9, "%d", 1234) == -1 && !*buffer);
	HOLDS(test, _snprintf_s(buffer, 4, 9, "%d", 123) == 3);
	HOLDS(test, _snprintf_s(NULL, 0, 0, "x") == 0);
	HOLDS(test, _snprintf_s(NULL, 0, 1, "x") == -1);
	HOLDS(test, _snprintf_s(buffer, 4, 2, NULL) == -1 && !*buffer);
	HOLDS(test, _snwprintf_s(wide, 4, _TRUNCATE, L"%s", L"abcd") == -1 &&
			    !wcscmp(wide, L"abc"));
}

/* ---- reading ------------------------------------------------------------------------------ */

void headers_test_scanned_numbers(struct kunit *test)
{
	int number = 0, other = 0;
	unsigned int mask = 0;
	short small = 0;
	UCHAR byte = 0;
	LONGLONG large = 0;
	PVOID pointer = NULL;

	HOLDS(test, sscanf_s(" -12,0x1F", "%d,%x", &number, &mask) == 2);
	HOLDS(test, number == -12 && mask == 31);
	HOLDS(test, sscanf_s("0x10 010 9", "%i %i %i", &number, &other, &mask) == 3);
	HOLDS(test, number == 16 && other == 8 && mask == 9);
	HOLDS(test, sscanf_s("17 300 65537", "%o%hhu%hd", &mask, &byte, &small) == 3);
	HOLDS(test, mask == 15 && byte == 44 && small == 1);
	HOLDS(test, sscanf_s("-9223372036854775808", "%I64d", &large) == 1 && large == MINLONGLONG);
	HOLDS(test, sscanf_s("4294967296", "%lld", &large) == 1 && large == 4294967296);
	HOLDS(test, sscanf_s("1234567890ABCDEF", "%p", &pointer) == 1);
	HOLDS(test, pointer == (PVOID)0x1234567890abcdef);
	HOLDS(test, sscanf_s("12345", "%2d%*1d%d%n", &number, &other, &mask) == 2);
	HOLDS(test, number == 12 && other == 45 && mask == 5);
	HOLDS(test, sscanf_s("0", "%x", &mask) == 1 && mask == 0);
	HOLDS(test, _snscanf_s("12345", 3, "%d", &number) == 1 && number == 123);
	HOLDS(test, swscanf_s(L"7 %8", L"%d %%%d", &number, &other) == 2);
	HOLDS(test, number == 7 && other == 8);
	HOLDS(test, _snwscanf_s(L"99", 1, L"%d", &number) == 1 && number == 9);
}

void headers_test_scanned_text(struct kunit *test)
{
	char text[4], letters[4];
	WCHAR wide[8];

	HOLDS(test, sscanf_s(" ab  c", "%s%s", text, 4, letters, 4) == 2);
	HOLDS(test, !strcmp(text, "ab") && !strcmp(letters, "c"));
	letters[2] = 'x';
	HOLDS(test, sscanf_s("abc", "%2c%c", letters, 4, text, 1) == 2);
	HOLDS(test, RtlEqualMemory(letters, "abx", 3) && *text == 'c');
	HOLDS(test, sscanf_s("a-]9", "%[]a-]%[^0-8]", text, 4, letters, 4) == 2);
	HOLDS(test, !strcmp(text, "a-]") && !strcmp(letters, "9"));
	HOLDS(test, sscanf_s("m\xc3\xa4", "%S", wide, 8) == 1 && !wcscmp(wide, L"m\x00e4"));
	HOLDS(test, swscanf_s(L"k\x00e4 l", L"%S %s", text, 4, wide, 8) == 2);
	HOLDS(test, !strcmp(text, "k\xc3\xa4") && !wcscmp(wide, L"l"));

	/* Text that does not fit ends the reading. */
	HOLDS(test, sscanf_s("x abcd y", "%s%s%s", text, 4, letters, 4, text, 4) == 1);
	HOLDS(test, !strcmp(text, "x") && !*letters);
	HOLDS(test, sscanf_s("abcd", "%3s", text, 4) == 1 && !strcmp(text, "abc"));
	HOLDS(test, sscanf_s("ab", "%2c", text, 1) == 0 && !*text);
}

void headers_test_scan_ends(struct kunit *test)
{
	int number = 5, other = 6;
	char text[4];

	HOLDS(test, sscanf_s("", "%d", &number) == -1);
	HOLDS(test, sscanf_s("  ", "%d", &number) == -1);
	HOLDS(test, sscanf_s("", "x") == -1);
	HOLDS(test, sscanf_s("x", "%d", &number) == 0);
	HOLDS(test, sscanf_s("1", "%d%d", &number, &other) == 1 && number == 1);
	HOLDS(test, sscanf_s("1", "%*d%d", &other) == 0);
	HOLDS(test, sscanf_s("-", "%d", &other) == 0);
	HOLDS(test, sscanf_s("a", "ab%d", &other) == -1);
	HOLDS(test, sscanf_s("a", "%[b]", text, 4) == 0);
	HOLDS(test, sscanf_s("ab", "%[b", text, 4) == 0);
	HOLDS(test, sscanf_s("1.5", "%f", &other) == 0);
	HOLDS(test, sscanf_s(NULL, "%d", &other) == -1);
	HOLDS(test, sscanf_s("1", NULL) == -1);
	HOLDS(test, other == 6);
}
