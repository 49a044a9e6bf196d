/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cases of suite headers that are in C.
 */
#include <ntifs.h>
#include <fltKernel.h>
#include <ntstrsafe.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "headers.h"
#include "layouts.h"

/* ---- layouts of the Filter Manager; layouts.h has the others ------------------------------ */

C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, Create.EaBuffer) == 32);
C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, Read.ReadBuffer) == 24);
C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, SetFileInformation.ParentOfTarget) == 16);
C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, SetFileInformation.InfoBuffer) == 32);
C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, DirectoryControl.QueryDirectory.DirectoryBuffer) == 32);
C_ASSERT(FIELD_OFFSET(FLT_PARAMETERS, DeviceIoControl.Neither.InputBuffer) == 24);
C_ASSERT(sizeof(FLT_PARAMETERS) == 48);

/* ---- arrays and characters ---------------------------------------------------------------- */

/* The last array of a structure has any number of elements, and char is signed. */
void headers_test_trailing_array(struct kunit *test)
{
	struct {
		FILE_NAME_INFORMATION name;
		WCHAR more[8];
	} *block = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*block), 'tseT');
	FILE_NAME_INFORMATION *name = &block->name;
	CHAR negative = -1;
	ULONG i;

	if (!block) {
		HOLDS(test, !"memory");
		return;
	}
	name->FileNameLength = 8 * sizeof(WCHAR);
	for (i = 0; i < name->FileNameLength / sizeof(WCHAR); i++)
		name->FileName[i] = (WCHAR)(L'a' + i);
	RtlMoveMemory(name->FileName, name->FileName + 1, 7 * sizeof(WCHAR));
	HOLDS(test, RtlEqualMemory(name->FileName, L"bcdefghh", 8 * sizeof(WCHAR)));
	HOLDS(test, negative < 0);
	HOLDS(test, (char)0xff == -1);
	ExFreePoolWithTag(block, 'tseT');
}

/* The offsets of names and of their lengths are swapped, as on Windows. */
void headers_test_entry_offsets(struct kunit *test)
{
	static const FILE_INFORMATION_DEFINITION table[] = {
		FileDirectoryInformationDefinition, FileFullDirectoryInformationDefinition,
		FileIdFullDirectoryInformationDefinition, FileBothDirectoryInformationDefinition,
		FileIdBothDirectoryInformationDefinition, FileNamesInformationDefinition,
		FileIdExtdDirectoryInformationDefinition,
	};
	static const ULONG names[] = { 0x40, 0x44, 0x50, 0x5e, 0x68, 12, 0x58 };
	ULONG i;

	for (i = 0; i < ARRAYSIZE(table); i++) {
		HOLDS(test, table[i].NextEntryOffset == 0);
		HOLDS(test, table[i].FileNameLengthOffset == names[i]);
		HOLDS(test, table[i].FileNameOffset == (table[i].Class == FileNamesInformation ? 8 : 0x3c));
	}
}

/* ---- text --------------------------------------------------------------------------------- */

void headers_test_wide_text(struct kunit *test)
{
	const WCHAR *text = L"abcabc";
	WCHAR buffer[16];

	HOLDS(test, wcslen(L"") == 0);
	HOLDS(test, wcslen(text) == 6);
	HOLDS(test, wcsnlen(text, 4) == 4);
	HOLDS(test, wcsnlen(text, 9) == 6);

	HOLDS(test, wcscmp(text, L"abcabc") == 0);
	HOLDS(test, wcscmp(L"abc", L"abd") < 0);
	HOLDS(test, wcscmp(L"abc", L"ab") > 0);
	HOLDS(test, wcscmp(L"\xfffe", L"a") > 0);
	HOLDS(test, wcsncmp(L"abcX", L"abcY", 3) == 0);
	HOLDS(test, wcsncmp(L"abcX", L"abcY", 4) < 0);
	HOLDS(test, wcsncmp(L"ab", L"ab", 9) == 0);
	HOLDS(test, wcsncmp(L"a", L"b", 0) == 0);
	HOLDS(test, wmemcmp(L"a\0b", L"a\0c", 2) == 0);
	HOLDS(test, wmemcmp(L"a\0b", L"a\0c", 3) < 0);
	HOLDS(test, wmemcmp(L"b", L"a", 1) > 0);

	HOLDS(test, wcscpy(buffer, text) == buffer);
	HOLDS(test, wcscat(buffer, L"de") == buffer);
	HOLDS(test, !wcscmp(buffer, L"abcabcde"));
	wcscpy(buffer, L"ab");
	HOLDS(test, wcsncat(buffer, L"cdef", 2) == buffer);
	HOLDS(test, !wcscmp(buffer, L"abcd"));
	wcsncat(buffer, L"e", 9);
	HOLDS(test, !wcscmp(buffer, L"abcde"));

	/* Nulls follow a shorter text; a longer one has no end. */
	wcscpy(buffer, L"xxxxxx");
	HOLDS(test, wcsncpy(buffer, L"ab", 4) == buffer);
	HOLDS(test, RtlEqualMemory(buffer, L"ab\0\0xx", 7 * sizeof(WCHAR)));
	wcsncpy(buffer, L"cdef", 2);
	HOLDS(test, RtlEqualMemory(buffer, L"cd\0\0xx", 7 * sizeof(WCHAR)));

	{
		WCHAR room[3];
		UNICODE_STRING string = { 0, sizeof(room), room };

		/* No null is stored. */
		HOLDS(test, RtlUnicodeStringPrintf(&string, L"%u", 123) == STATUS_SUCCESS);
		HOLDS(test, string.Length == 6 && RtlEqualMemory(room, L"123", 6));
		HOLDS(test, RtlUnicodeStringPrintf(&string, L"%u", 4567) == STATUS_BUFFER_OVERFLOW);
		HOLDS(test, string.Length == 6 && RtlEqualMemory(room, L"456", 6));
	}
}

void headers_test_counted_text_with_flags(struct kunit *test)
{
	char buffer[8], *end;
	WCHAR wide[8], *wide_end;
	SIZE_T remaining;

	memset(buffer, 'x', sizeof(buffer));
	HOLDS(test, RtlStringCchCopyExA(buffer, 8, "abc", &end, &remaining, 0) == STATUS_SUCCESS);
	HOLDS(test, end == buffer + 3 && remaining == 5);
	HOLDS(test, RtlEqualMemory(buffer, "abc\0xxxx", 8));
	HOLDS(test, RtlStringCchCatExA(buffer, 8, "de", &end, &remaining, STRSAFE_FILL_BYTE('-')) ==
			    STATUS_SUCCESS);
	HOLDS(test, end == buffer + 5 && remaining == 3);
	HOLDS(test, RtlEqualMemory(buffer, "abcde\0--", 8));

	/* A text that is too long. */
	HOLDS(test, RtlStringCchCatExA(buffer, 8, "fghi", &end, &remaining, 0) ==
			    STATUS_BUFFER_OVERFLOW);
	HOLDS(test, end == buffer + 7 && remaining == 1 && !strcmp(buffer, "abcdefg"));
	HOLDS(test, RtlStringCchCatExA(buffer, 8, "h", &end, &remaining, STRSAFE_NO_TRUNCATION) ==
			    STATUS_BUFFER_OVERFLOW);
	HOLDS(test, !strcmp(buffer, "abcdefg"));
	HOLDS(test, RtlStringCchCopyExA(buffer, 3, "wxyz", &end, &remaining,
					STRSAFE_NO_TRUNCATION) == STATUS_BUFFER_OVERFLOW);
	HOLDS(test, end == buffer && remaining == 3 && !*buffer && buffer[1] == 'b');
	HOLDS(test, RtlStringCchCopyExA(buffer, 4, "wxyz", &end, &remaining,
					STRSAFE_FAILURE_BYTE('#')) == STATUS_BUFFER_OVERFLOW);
	HOLDS(test, end == buffer + 3 && remaining == 1);
	HOLDS(test, RtlEqualMemory(buffer, "###\0efg", 8));
	HOLDS(test, RtlStringCchCopyNExA(buffer, 4, "wxyz", 2, &end, &remaining, 0) ==
			    STATUS_SUCCESS);
	HOLDS(test, end == buffer + 2 && remaining == 2 && !strcmp(buffer, "wx"));
	HOLDS(test, RtlStringCchCopyExA(buffer, 2, "wxyz", &end, NULL, STRSAFE_NULL_ON_FAILURE) ==
			    STATUS_BUFFER_OVERFLOW);
	HOLDS(test, end == buffer && !*buffer && buffer[1] == 0);

	/* Formats; sizes in bytes. */
	HOLDS(test, RtlStringCbPrintfExW(wide, 9, &wide_end, &remaining, 0, L"%u", 12) ==
			    STATUS_SUCCESS);
	HOLDS(test, wide_end == wide + 2 && remaining == 5 && !wcscmp(wide, L"12"));
	HOLDS(test, RtlStringCbPrintfExW(wide, 6, &wide_end, &remaining, STRSAFE_NO_TRUNCATION,
					 L"%u", 345) == STATUS_BUFFER_OVERFLOW);
	HOLDS(test, wide_end == wide + 2 && remaining == 2 && !wcscmp(wide, L"12"));
	HOLDS(test, RtlStringCbPrintfExW(wide, 6, &wide_end, &remaining, 0, L"%u", 345) ==
			    STATUS_BUFFER_OVERFLOW);
	HOLDS(test, wide_end == wide + 2 && remaining == 2 && !wcscmp(wide, L"34"));

	/* NULL, and what is no flag. */
	HOLDS(test, RtlStringCchCopyExA(buffer, 8, NULL, NULL, NULL, 0) == STATUS_INVALID_PARAMETER);
	HOLDS(test, RtlStringCchCopyExA(buffer, 8, "a", NULL, NULL, 0x10000) ==
			    STATUS_INVALID_PARAMETER);
	HOLDS(test, RtlStringCchCopyExA(buffer, 8, NULL, &end, &remaining, STRSAFE_IGNORE_NULLS) ==
			    STATUS_SUCCESS);
	HOLDS(test, end == buffer && remaining == 8 && !*buffer);
	HOLDS(test, RtlStringCchCatExA(NULL, 0, "", &end, &remaining, STRSAFE_IGNORE_NULLS) ==
			    STATUS_SUCCESS);
	HOLDS(test, !end && !remaining);
	HOLDS(test, RtlStringCchCopyExA(NULL, 0, "a", NULL, NULL, STRSAFE_IGNORE_NULLS) ==
			    STATUS_INVALID_PARAMETER);
	HOLDS(test, RtlStringCchCopyExA(NULL, 8, "", NULL, NULL, STRSAFE_IGNORE_NULLS) ==
			    STATUS_INVALID_PARAMETER);
}

void headers_test_wide_text_is_found(struct kunit *test)
{
	const WCHAR *text = L"abcabc";

	HOLDS(test, wcschr(text, L'b') == text + 1);
	HOLDS(test, wcschr(text, 0) == text + 6);
	HOLDS(test, wcschr(text, L'z') == NULL);
	HOLDS(test, wcsrchr(text, L'b') == text + 4);
	HOLDS(test, wcsrchr(text, 0) == text + 6);
	HOLDS(test, wcsrchr(text, L'z') == NULL);
	HOLDS(test, wcsrchr(text + 1, L'a') == text + 3);
	HOLDS(test, wcsrchr(text + 4, L'b') == text + 4);
	HOLDS(test, wcsstr(text, L"ca") == text + 2);
	HOLDS(test, wcsstr(text, L"abc") == text);
	HOLDS(test, wcsstr(text, L"") == text);
	HOLDS(test, wcsstr(text, L"abcabcd") == NULL);
	HOLDS(test, wcsstr(text, L"bd") == NULL);
}

void headers_test_narrow_text(struct kunit *test)
{
	volatile size_t two = 2;	/* gcc warns of a constant that cuts the text */
	char buffer[16];

	HOLDS(test, strcpy(buffer, "abc") == buffer);
	HOLDS(test, strcat(buffer, "de") == buffer);
	HOLDS(test, strncat(buffer, "fghi", two) == buffer);
	HOLDS(test, !strcmp(buffer, "abcdefg"));
	HOLDS(test, strnlen(buffer, 3) == 3);
	HOLDS(test, strnlen(buffer, 9) == 7);
	HOLDS(test, strncpy(buffer, "xy", 4) == buffer);
	HOLDS(test, RtlEqualMemory(buffer, "xy\0\0efg", 8));
	strncpy(buffer, "pqrs", 2);
	HOLDS(test, RtlEqualMemory(buffer, "pq\0\0efg", 8));
	HOLDS(test, strspn(buffer, "qp") == 2);
	HOLDS(test, strcspn(buffer, "q") == 1);
	HOLDS(test, strpbrk(buffer, "xq") == buffer + 1);
	HOLDS(test, memchr(buffer, 'e', sizeof(buffer)) == buffer + 4);
}

void headers_test_case_is_ignored(struct kunit *test)
{
	HOLDS(test, towupper(L'q') == L'Q');
	HOLDS(test, towlower(L'Q') == L'q');
	HOLDS(test, towlower(0xc4) == 0xe4);
	HOLDS(test, towlower(L'7') == L'7');

	HOLDS(test, _wcsicmp(L"Device\xc4", L"dEVICE\xe4") == 0);
	HOLDS(test, _wcsicmp(L"a", L"B") < 0);
	HOLDS(test, _wcsicmp(L"AB", L"a") > 0);
	HOLDS(test, _wcsnicmp(L"abX", L"ABy", 2) == 0);
	HOLDS(test, _wcsnicmp(L"abX", L"ABy", 3) < 0);
	HOLDS(test, _wcsnicmp(L"a", L"b", 0) == 0);
	HOLDS(test, _stricmp("Device", "dEVICE") == 0);
	HOLDS(test, _stricmp("AB", "a") > 0);
	HOLDS(test, _strnicmp("abX", "ABy", 2) == 0);
	HOLDS(test, _strnicmp("abX", "ABy", 3) < 0);
	/* Other bytes are part of longer characters, and not negative. */
	HOLDS(test, _stricmp("\xc4", "\xe4") < 0);
	HOLDS(test, _stricmp("\xc4", "a") > 0);
	/* The characters between the upper and the lower letters come before both. */
	HOLDS(test, _wcsicmp(L"JOHN_HENRY", L"JOHNSTON") < 0);
	HOLDS(test, _stricmp("JOHN_HENRY", "JOHNSTON") < 0);

	HOLDS(test, _wcsicmp(NULL, L"") == _NLSCMPERROR);
	HOLDS(test, _stricmp("", NULL) == _NLSCMPERROR);
}

/* ---- known room --------------------------------------------------------------------------- */

void headers_test_memory_of_known_room(struct kunit *test)
{
	char buffer[6] = "xxxxx";

	HOLDS(test, memcpy_s(buffer, 4, "ab", 2) == 0);
	HOLDS(test, !strcmp(buffer, "abxxx"));
	HOLDS(test, memcpy_s(buffer, 2, "cd", 2) == 0);
	HOLDS(test, !strcmp(buffer, "cdxxx"));
	/* The room is zeroed, and nothing behind it. */
	HOLDS(test, memcpy_s(buffer, 2, "efg", 3) == ERANGE);
	HOLDS(test, RtlEqualMemory(buffer, "\0\0xxx", 6));
	HOLDS(test, memcpy_s(buffer, 4, NULL, 1) == EINVAL);
	HOLDS(test, RtlEqualMemory(buffer, "\0\0\0\0x", 6));
	HOLDS(test, memcpy_s(NULL, 4, "ab", 2) == EINVAL);
	HOLDS(test, memcpy_s(NULL, 0, NULL, 0) == 0);

	strcpy(buffer, "abcde");
	HOLDS(test, memmove_s(buffer + 1, 4, buffer, 4) == 0);
	HOLDS(test, !strcmp(buffer, "aabcd"));
	/* Here nothing is zeroed. */
	HOLDS(test, memmove_s(buffer, 2, "xyz", 3) == ERANGE);
	HOLDS(test, memmove_s(buffer, 2, NULL, 1) == EINVAL);
	HOLDS(test, memmove_s(NULL, 2, buffer, 1) == EINVAL);
	HOLDS(test, memmove_s(NULL, 0, NULL, 0) == 0);
	HOLDS(test, !strcmp(buffer, "aabcd"));
}

/* The same for both kinds of text, with functions whose names begin with @crt. */
#define TEST_KNOWN_ROOM(test, Char, crt, T)						\
	do {										\
		Char buffer[8] = { 0 };							\
											\
		HOLDS(test, crt##cpy_s(buffer, 4, T("abc")) == 0);			\
		HOLDS(test, !crt##cmp(buffer, T("abc")));				\
		HOLDS(test, crt##cpy_s(buffer, 3, T("xyz")) == ERANGE);			\
		HOLDS(test, buffer[0] == 0 && buffer[1] == 'b' && buffer[3] == 0);	\
		buffer[0] = 'a';							\
		HOLDS(test, crt##cpy_s(buffer, 0, T("")) == ERANGE);			\
		HOLDS(test, !crt##cmp(buffer, T("abc")));				\
		HOLDS(test, crt##cpy_s(buffer, 4, NULL) == EINVAL);			\
		HOLDS(test, buffer[0] == 0);						\
		HOLDS(test, crt##cpy_s(NULL, 4, T("abc")) == EINVAL);			\
											\
		crt##cpy(buffer, T("ab"));						\
		HOLDS(test, crt##cat_s(buffer, 5, T("cd")) == 0);			\
		HOLDS(test, !crt##cmp(buffer, T("abcd")));				\
		/* The text has no end in that room. */					\
		HOLDS(test, crt##cat_s(buffer, 4, T("")) == EINVAL);			\
		HOLDS(test, !crt##cmp(buffer, T("abcd")));				\
		HOLDS(test, crt##cat_s(buffer, 6, T("ef")) == ERANGE);			\
		HOLDS(test, buffer[0] == 0 && buffer[1] == 'b' && buffer[4] == 0);	\
		buffer[0] = 'a';							\
		HOLDS(test, crt##cat_s(buffer, 6, NULL) == EINVAL);			\
		HOLDS(test, buffer[0] == 0);						\
		HOLDS(test, crt##cat_s(NULL, 6, T("")) == EINVAL);			\
											\
		crt##cpy(buffer, T("xxxxxx"));						\
		HOLDS(test, crt##ncpy_s(buffer, 5, T("abcdef"), 3) == 0);		\
		HOLDS(test, !crt##cmp(buffer, T("abc")) && buffer[4] == 'x');		\
		/* It is not padded. */							\
		HOLDS(test, crt##ncpy_s(buffer, 5, T("a"), 4) == 0);			\
		HOLDS(test, !crt##cmp(buffer, T("a")) && buffer[2] == 'c');		\
		HOLDS(test, crt##ncpy_s(buffer, 5, T("abcdef"), 5) == ERANGE);		\
		HOLDS(test, buffer[0] == 0 && buffer[2] == 'c');			\
		HOLDS(test, crt##ncpy_s(buffer, 5, T("abcdef"), _TRUNCATE) == STRUNCATE); \
		HOLDS(test, !crt##cmp(buffer, T("abcd")) && buffer[5] == 'x');		\
		HOLDS(test, crt##ncpy_s(buffer, 5, T("wxyz"), _TRUNCATE) == 0);		\
		HOLDS(test, !crt##cmp(buffer, T("wxyz")));				\
		HOLDS(test, crt##ncpy_s(buffer, 0, T("a"), 1) == EINVAL);		\
		HOLDS(test, !crt##cmp(buffer, T("wxyz")));				\
		HOLDS(test, crt##ncpy_s(buffer, 5, NULL, 1) == EINVAL);			\
		HOLDS(test, buffer[0] == 0);						\
		HOLDS(test, crt##ncpy_s(NULL, 5, T("a"), 1) == EINVAL);			\
	} while (0)

#define NARROW(text) text
#define WIDE(text) L##text

void headers_test_narrow_text_of_known_room(struct kunit *test)
{
	TEST_KNOWN_ROOM(test, char, str, NARROW);
}

void headers_test_wide_text_of_known_room(struct kunit *test)
{
	TEST_KNOWN_ROOM(test, WCHAR, wcs, WIDE);
}

/* ---- formatted text ----------------------------------------------------------------------- */

static int print_counted(char *buffer, size_t count, const char *format, ...)
{
	__builtin_va_list arguments;
	int length;

	__builtin_va_start(arguments, format);
	length = _vsnprintf(buffer, count, format, arguments);
	__builtin_va_end(arguments);
	return length;
}

void headers_test_counted_printf_may_leave_no_null(struct kunit *test)
{
	char buffer[8];
	WCHAR wide[8];

	strcpy(buffer, "xxxxxxx");
	HOLDS(test, _snprintf(buffer, 6, "%d", 12345) == 5);
	HOLDS(test, RtlEqualMemory(buffer, "12345\0x", 8));
	strcpy(buffer, "xxxxxxx");
	HOLDS(test, _snprintf(buffer, 5, "%5d", 123) == 5);
	HOLDS(test, !strcmp(buffer, "  123xx"));
	HOLDS(test, _snprintf(buffer, 4, "%-5d", 67) < 0);
	HOLDS(test, !strcmp(buffer, "67  3xx"));
	HOLDS(test, print_counted(buffer, 3, "%s", "abcd") < 0);
	HOLDS(test, !strcmp(buffer, "abc 3xx"));
	HOLDS(test, _snprintf(buffer, 0, "%s", "z") < 0);
	HOLDS(test, _snprintf(buffer, 0, "%s", "") == 0);
	HOLDS(test, !strcmp(buffer, "abc 3xx"));
	/* The room that would be needed. */
	HOLDS(test, _snprintf(NULL, 0, "%d", 12345) == 5);
	HOLDS(test, _snprintf(NULL, 1, "%d", 12345) < 0);
	HOLDS(test, print_counted(buffer, 1, NULL) < 0);

	wcscpy(wide, L"xxxxxxx");
	HOLDS(test, _snwprintf(wide, 6, L"%d", 12345) == 5);
	HOLDS(test, RtlEqualMemory(wide, L"12345\0x", sizeof(wide)));
	wcscpy(wide, L"xxxxxxx");
	HOLDS(test, _snwprintf(wide, 5, L"%s", L"abcde") == 5);
	HOLDS(test, !wcscmp(wide, L"abcdexx"));
	HOLDS(test, _snwprintf(wide, 4, L"%s", L"12345") < 0);
	HOLDS(test, !wcscmp(wide, L"1234exx"));
	HOLDS(test, _snwprintf(NULL, 0, L"%d", 12345) == 5);

	/* These two end the text. */
	strcpy(buffer, "xxxxxxx");
	HOLDS(test, snprintf(buffer, 4, "%d", 12345) == 5);
	HOLDS(test, RtlEqualMemory(buffer, "123\0xxx", 8));
	HOLDS(test, snprintf(NULL, 0, "%d", 12345) == 5);
	HOLDS(test, sprintf(buffer, "%s", "abc") == 3);
	HOLDS(test, RtlEqualMemory(buffer, "abc\0xxx", 8));
}

void headers_test_printf_takes_formats_of_windows(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"name");
	char buffer[80];
	WCHAR wide[80];

	HOLDS(test, sprintf(buffer, "%wZ %S %ld %I64x", &name, L"wide", (LONG)-5,
			    0x123456789abULL) == 24);
	HOLDS(test, !strcmp(buffer, "name wide -5 123456789ab"));
	_snwprintf(wide, _countof(wide), L"%wZ %S %s", &name, "narrow", L"wide");
	HOLDS(test, !wcscmp(wide, L"name narrow wide"));
}

/* ---- macros ------------------------------------------------------------------------------- */

void headers_test_alignment(struct kunit *test)
{
	HOLDS(test, ALIGN_DOWN(13, ULONG) == 12);
	HOLDS(test, ALIGN_UP(13, ULONG) == 16);
	HOLDS(test, ALIGN_UP(16, ULONG) == 16);
	HOLDS(test, ALIGN_DOWN_BY(0x1fff, 0x1000) == 0x1000);
	HOLDS(test, ALIGN_UP_BY(0x1001, 0x1000) == 0x2000);
	HOLDS(test, ALIGN_DOWN_POINTER((PVOID)0x100f, ULONGLONG) == (PVOID)0x1008);
	HOLDS(test, ALIGN_UP_POINTER((PVOID)0x1001, ULONGLONG) == (PVOID)0x1008);
	HOLDS(test, ALIGN_DOWN_POINTER_BY((PVOID)0x101f, 16) == (PVOID)0x1010);
	HOLDS(test, ALIGN_UP_POINTER_BY((PVOID)0xffff800000001001ull, 16) ==
		    (PVOID)0xffff800000001010ull);
}

struct sample {
	ULONG first;
	USHORT array[5];
	UCHAR last;
};

void headers_test_fields(struct kunit *test)
{
	struct sample sample;

	HOLDS(test, RTL_BITS_OF(USHORT) == 16);
	HOLDS(test, RTL_BITS_OF(sample.array) == 80);
	HOLDS(test, RTL_BITS_OF_FIELD(struct sample, last) == 8);
	HOLDS(test, RTL_NUMBER_OF_FIELD(struct sample, array) == 5);
	HOLDS(test, FIELD_SIZE(struct sample, array) == 10);
	HOLDS(test, RTL_CONTAINS_FIELD(&sample, 4, first));
	HOLDS(test, !RTL_CONTAINS_FIELD(&sample, 13, array));
	HOLDS(test, RTL_CONTAINS_FIELD(&sample, 14, array));
	HOLDS(test, UNICODE_STRING_MAX_BYTES == UNICODE_STRING_MAX_CHARS * sizeof(WCHAR));
}

DECLARE_GLOBAL_CONST_UNICODE_STRING(HeadersGlobalString, L"global");

PCUNICODE_STRING headers_global_string(void)
{
	return &HeadersGlobalString;
}

void headers_test_pointers_and_integers(struct kunit *test)
{
	HOLDS(test, IntToPtr(-2) == (PVOID)-2ll);
	HOLDS(test, UIntToPtr(-2) == (PVOID)0xfffffffell);
	HOLDS(test, LongToHandle(-2) == (HANDLE)-2ll);
	HOLDS(test, ULongToHandle(-2) == (HANDLE)0xfffffffell);
	HOLDS(test, PtrToInt((PVOID)0x1fffffffell) == -2);
	HOLDS(test, PtrToUint((PVOID)0x1fffffffell) == 0xfffffffe);
	HOLDS(test, HandleToLong((HANDLE)0x1fffffffell) == -2);
}
