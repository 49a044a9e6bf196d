/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <stdlib.h>: conversion of text to numbers, sorting and searching. A kernel has no malloc, and no
 * program to exit or abort.
 *
 *	atoi atol _atoi64	return the decimal number at the beginning of a text, after white
 *	_wtoi _wtol _wtoi64	space and a sign; 0 if there is none
 *	strtol strtoul		the same for a base from 2 to 36; with base 0 the prefix of the
 *	wcstol wcstoul		number selects base 8, 10 or 16. *End receives the end of the
 *				number, or the beginning of the text if there is no number
 *	abs labs llabs _abs64	return the absolute value; the smallest number is returned as it is
 *	bsearch			returns an element for which Compare(Key, element) is 0, or NULL
 *	qsort			sorts in place, without recursion, and in no promised order of equal
 *				elements
 *
 * A number that does not fit into the result becomes the largest or smallest value, as on Windows.
 * On Windows: applications also get ERANGE in errno. strtoul and wcstoul negate a number with a
 * minus sign. For an invalid base the functions return 0, and *End is the beginning of the text.
 *
 * The IRQL may be any, if the text, the elements and Compare are not pageable.
 *
 * The functions with long use LONG, which has 32 bits as on Windows. A source with Linux's headers
 * gets Linux's abs and bsearch.
 *
 * Pages: stdlib.h of the C run-time library, the names of the functions.
 */
#ifndef _INC_STDLIB
#define _INC_STDLIB

#include "limits.h"
#include "winwork/crt/functions.h"

#define _MAX_PATH 260
#define _MAX_DRIVE 3
#define _MAX_DIR 256
#define _MAX_FNAME 256
#define _MAX_EXT 256
#ifndef __min
#define __min(a, b) ((a) < (b) ? (a) : (b))
#define __max(a, b) ((a) > (b) ? (a) : (b))
#endif

EXTERN_C_START

#ifndef abs
WINWORK_OWN int abs(int Number)
{
	return (int)(Number < 0 ? 0u - (unsigned int)Number : (unsigned int)Number);
}
#endif

WINWORK_OWN LONGLONG _abs64(LONGLONG Number)
{
	return (LONGLONG)(Number < 0 ? 0ull - (ULONGLONG)Number : (ULONGLONG)Number);
}

/* This has another name than labs, because the compiler's builtin labs takes a long of 64 bits. */
WINWORK_OWN LONG WinworkAbsoluteLong(LONG Number)
{
	return (LONG)(Number < 0 ? 0u - (ULONG)Number : (ULONG)Number);
}
#define labs WinworkAbsoluteLong
#define llabs _abs64

/* Returns the value of a digit, and 36 for a character that is no digit. */
WINWORK_OWN ULONG WinworkDigit(WCHAR Character)
{
	if (Character >= '0' && Character <= '9')
		return (ULONG)(Character - '0');
	if (Character >= 'a' && Character <= 'z')
		return (ULONG)(Character - 'a' + 10);
	if (Character >= 'A' && Character <= 'Z')
		return (ULONG)(Character - 'A' + 10);
	return 36;
}

/* A number that was read from text. TooLarge: the number does not fit into 64 bits. */
typedef struct _WINWORK_NUMBER {
	ULONGLONG Magnitude;
	BOOLEAN Negative;
	BOOLEAN TooLarge;
} WINWORK_NUMBER;

WINWORK_OWN LONGLONG WinworkSignedNumber(WINWORK_NUMBER Number, LONGLONG Largest)
{
	const ULONGLONG Most = (ULONGLONG)Largest + Number.Negative;
	const ULONGLONG Magnitude =
		Number.TooLarge || Number.Magnitude > Most ? Most : Number.Magnitude;

	return (LONGLONG)(Number.Negative ? 0ull - Magnitude : Magnitude);
}

WINWORK_OWN ULONG WinworkUnsignedNumber(WINWORK_NUMBER Number)
{
	if (Number.TooLarge || Number.Magnitude > MAXULONG)
		return MAXULONG;
	return Number.Negative ? 0u - (ULONG)Number.Magnitude : (ULONG)Number.Magnitude;
}

#define WINWORK_CHAR char
#define WINWORK_TEXT(name) name##A
#include "winwork/crt/number.h"
#undef WINWORK_CHAR
#undef WINWORK_TEXT

#define WINWORK_CHAR WCHAR
#define WINWORK_TEXT(name) name##W
#include "winwork/crt/number.h"
#undef WINWORK_CHAR
#undef WINWORK_TEXT

WINWORK_OWN int atoi(const char *Text)
{
	return (int)WinworkSignedNumber(WinworkNumberA(Text, NULL, 10), MAXLONG);
}

WINWORK_OWN LONG atol(const char *Text)
{
	return atoi(Text);
}

WINWORK_OWN LONGLONG _atoi64(const char *Text)
{
	return WinworkSignedNumber(WinworkNumberA(Text, NULL, 10), MAXLONGLONG);
}

WINWORK_OWN int _wtoi(const WCHAR *Text)
{
	return (int)WinworkSignedNumber(WinworkNumberW(Text, NULL, 10), MAXLONG);
}

WINWORK_OWN LONG _wtol(const WCHAR *Text)
{
	return _wtoi(Text);
}

WINWORK_OWN LONGLONG _wtoi64(const WCHAR *Text)
{
	return WinworkSignedNumber(WinworkNumberW(Text, NULL, 10), MAXLONGLONG);
}

WINWORK_OWN LONG strtol(const char *Text, char **End, int Base)
{
	return (LONG)WinworkSignedNumber(WinworkNumberA(Text, End, Base), MAXLONG);
}

WINWORK_OWN ULONG strtoul(const char *Text, char **End, int Base)
{
	return WinworkUnsignedNumber(WinworkNumberA(Text, End, Base));
}

WINWORK_OWN LONG wcstol(const WCHAR *Text, WCHAR **End, int Base)
{
	return (LONG)WinworkSignedNumber(WinworkNumberW(Text, End, Base), MAXLONG);
}

WINWORK_OWN ULONG wcstoul(const WCHAR *Text, WCHAR **End, int Base)
{
	return WinworkUnsignedNumber(WinworkNumberW(Text, End, Base));
}

typedef int (__cdecl *WINWORK_COMPARE)(const void *, const void *);

#ifndef _LINUX_BSEARCH_H
WINWORK_OWN void *bsearch(const void *Key, const void *Base, size_t Count, size_t Size,
			  WINWORK_COMPARE Compare)
{
	const char *First = (const char *)Base;

	while (Count) {
		const char *Middle = First + Count / 2 * Size;
		const int Order = Compare(Key, Middle);

		if (!Order)
			return (void *)Middle;
		if (Order > 0) {
			First = Middle + Size;
			Count--;
		}
		Count /= 2;
	}
	return NULL;
}
#endif

WINWORK_OWN void WinworkSwapElements(char *One, char *Other, size_t Size)
{
	while (Size--) {
		const char Byte = *One;

		*One++ = *Other;
		*Other++ = Byte;
	}
}

/* Restores the heap of the elements below Count, in which only the one at Root may be wrong. */
WINWORK_OWN void WinworkSiftDown(char *Base, size_t Root, size_t Count, size_t Size,
				 WINWORK_COMPARE Compare)
{
	size_t Child;

	while ((Child = 2 * Root + 1) < Count) {
		if (Child + 1 < Count &&
		    Compare(Base + Child * Size, Base + (Child + 1) * Size) < 0)
			Child++;
		if (Compare(Base + Root * Size, Base + Child * Size) >= 0)
			return;
		WinworkSwapElements(Base + Root * Size, Base + Child * Size, Size);
		Root = Child;
	}
}

/* A heap sort, because kernel stacks are small, and because no input makes it slow. */
WINWORK_OWN void qsort(void *Base, size_t Count, size_t Size, WINWORK_COMPARE Compare)
{
	char *Bytes = (char *)Base;
	size_t Left;

	for (Left = Count / 2; Left--;)
		WinworkSiftDown(Bytes, Left, Count, Size, Compare);
	for (Left = Count; Left-- > 1;) {
		WinworkSwapElements(Bytes, Bytes + Left * Size, Size);
		WinworkSiftDown(Bytes, 0, Left, Size, Compare);
	}
}

EXTERN_C_END

#endif /* _INC_STDLIB */
