/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cases of suite headers that are in C.
 */
#include <ntddk.h>

#include "headers.h"

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
