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
 *	_strtoui64		the same for an unsigned number of 64 bits
 *	_itoa _itow		store an int in a base from 2 to 36, and return the text. It needs room
 *				for 33 characters at most
 *	_itoa_s _itow_s		the same for a buffer of Room characters, and for an int, a long, an
 *	_ltoa_s _ltow_s		unsigned long, and numbers of 64 bits. They return 0; ERANGE if the
 *	_ultoa_s _ultow_s	text does not fit; EINVAL for a wrong base, a NULL buffer, or no room.
 *	_i64toa_s _i64tow_s	After an error the text is empty
 *	_ui64toa_s _ui64tow_s
 *	rand			returns the next number of a sequence, from 0 to RAND_MAX
 *	srand			begins the sequence again from a seed. All drivers share one sequence,
 *				which begins from 1
 *	_makepath_s		join the parts of a path: a drive, a folder, a name, an extension. A
 *	_wmakepath_s		part may be NULL or empty. Separators that are missing are added
 *	_splitpath_s		copy the parts of a path: "c:", "\\dir\\", "name", ".ext". A part whose
 *	_wsplitpath_s		buffer is NULL, with no room, is left out
 *	mbstowcs wcstombs	convert at most Count characters, and a null if there is room for it.
 *				They return the number of characters without the null, or -1 for text
 *				that is not valid. With a NULL destination they only return the number
 *	mbtowc wctomb		convert one character. They return its length in bytes, 0 for a null or
 *				a NULL source, or -1 for a character that is not valid
 *	abs labs llabs _abs64	return the absolute value; the smallest number is returned as it is
 *	bsearch			returns an element for which Compare(Key, element) is 0, or NULL
 *	bsearch_s		the same; Compare gets Context first
 *	qsort			sorts in place, without recursion, and in no promised order of equal
 *				elements
 *	qsort_s			the same; Compare gets Context first
 *
 * _makepath_s, _splitpath_s and their wide forms return 0; ERANGE if a text does not fit; EINVAL if
 * a path or a buffer is NULL. After an error the destinations are empty.
 *
 * Only decimal numbers are stored with a sign. For other bases a negative number is taken as an
 * unsigned one.
 *
 * Here: char has UTF-8, so mbtowc and wctomb return -1 for a character above 0xffff.
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
#include "ntstatus.h"
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
#define WINWORK_TO(name) name##toa
#define WINWORK_TO_S(name) name##toa_s
#define WINWORK_PATH(name) _##name##path_s
#include "winwork/crt/number.h"
#include "winwork/crt/path.h"
#undef WINWORK_CHAR
#undef WINWORK_TEXT
#undef WINWORK_TO
#undef WINWORK_TO_S
#undef WINWORK_PATH

#define WINWORK_CHAR WCHAR
#define WINWORK_TEXT(name) name##W
#define WINWORK_TO(name) name##tow
#define WINWORK_TO_S(name) name##tow_s
#define WINWORK_PATH(name) _w##name##path_s
#include "winwork/crt/number.h"
#include "winwork/crt/path.h"
#undef WINWORK_CHAR
#undef WINWORK_TEXT
#undef WINWORK_TO
#undef WINWORK_TO_S
#undef WINWORK_PATH

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

WINWORK_OWN ULONGLONG _strtoui64(const char *Text, char **End, int Base)
{
	const WINWORK_NUMBER Number = WinworkNumberA(Text, End, Base);

	if (Number.TooLarge)
		return MAXULONGLONG;
	return Number.Negative ? 0ull - Number.Magnitude : Number.Magnitude;
}

#define RAND_MAX 0x7fff

WINWORK_OWN int rand(void)
{
	return WinworkRand();
}

WINWORK_OWN void srand(unsigned int Seed)
{
	WinworkSrand(Seed);
}

/* ---- char and WCHAR --------------------------------------------------------------------- */

/* Bytes of a character of UTF-8. */
#define WINWORK_MOST_UTF8 4

WINWORK_OWN size_t mbstowcs(WCHAR *Destination, const char *Source, size_t Count)
{
	ULONG Bytes;
	NTSTATUS Status;

	if (!Source)
		return MAXSIZE_T;
	if (Destination && Count > MAXULONG / sizeof(WCHAR))
		Count = MAXULONG / sizeof(WCHAR);
	Status = RtlUTF8ToUnicodeN(Destination, (ULONG)(Count * sizeof(WCHAR)), &Bytes, Source,
				   (ULONG)__builtin_strlen(Source));
	if (Status != STATUS_SUCCESS && Status != STATUS_BUFFER_TOO_SMALL)
		return MAXSIZE_T;
	if (Destination && Bytes / sizeof(WCHAR) < Count)
		Destination[Bytes / sizeof(WCHAR)] = 0;
	return Bytes / sizeof(WCHAR);
}

WINWORK_OWN size_t wcstombs(char *Destination, const WCHAR *Source, size_t Count)
{
	ULONG Bytes;
	NTSTATUS Status;

	if (!Source)
		return MAXSIZE_T;
	if (Count > MAXULONG)
		Count = MAXULONG;
	Status = RtlUnicodeToUTF8N(Destination, (ULONG)Count, &Bytes, Source,
				   (ULONG)(wcslen(Source) * sizeof(WCHAR)));
	if (Status != STATUS_SUCCESS && Status != STATUS_BUFFER_TOO_SMALL)
		return MAXSIZE_T;
	if (Destination && Bytes < Count)
		Destination[Bytes] = 0;
	return Bytes;
}

/* The number of bytes of the UTF-8 character that begins with Lead; 0 for a byte within one. */
WINWORK_OWN ULONG WinworkLengthOfCharacter(UCHAR Lead)
{
	if (Lead < 0x80)
		return 1;
	return Lead < 0xc0 ? 0 : Lead < 0xe0 ? 2 : Lead < 0xf0 ? 3 : 4;
}

WINWORK_OWN int mbtowc(WCHAR *Destination, const char *Source, size_t Count)
{
	WCHAR Units[2];
	ULONG Bytes, Length;

	if (!Source || !Count)
		return 0;
	Length = WinworkLengthOfCharacter((UCHAR)*Source);
	if (!Length || Length > Count || strnlen(Source, Length) < (*Source ? Length : 0) ||
	    RtlUTF8ToUnicodeN(Units, sizeof(Units), &Bytes, Source, Length) != STATUS_SUCCESS ||
	    Bytes != sizeof(WCHAR))
		return -1;
	if (Destination)
		*Destination = Units[0];
	return *Source ? (int)Length : 0;
}

WINWORK_OWN int wctomb(char *Destination, WCHAR Character)
{
	ULONG Bytes;

	if (!Destination)
		return 0;
	if (RtlUnicodeToUTF8N(Destination, WINWORK_MOST_UTF8, &Bytes, &Character,
			      sizeof(Character)) != STATUS_SUCCESS)
		return -1;
	return (int)Bytes;
}

/* ---- Sorting and searching -------------------------------------------------------------- */

typedef int (__cdecl *WINWORK_COMPARE)(const void *, const void *);
typedef int (__cdecl *WINWORK_COMPARE_S)(void *Context, const void *, const void *);

/* The comparison of qsort and bsearch, which Context points to. */
static __inline__ __attribute((__unused__)) int __cdecl
WinworkCompare(void *Context, const void *One, const void *Other)
{
	return (*(WINWORK_COMPARE *)Context)(One, Other);
}

WINWORK_OWN void *bsearch_s(const void *Key, const void *Base, size_t Count, size_t Size,
			    WINWORK_COMPARE_S Compare, void *Context)
{
	const char *First = (const char *)Base;

	while (Count) {
		const char *Middle = First + Count / 2 * Size;
		const int Order = Compare(Context, Key, Middle);

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

#ifndef _LINUX_BSEARCH_H
WINWORK_OWN void *bsearch(const void *Key, const void *Base, size_t Count, size_t Size,
			  WINWORK_COMPARE Compare)
{
	return bsearch_s(Key, Base, Count, Size, WinworkCompare, &Compare);
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
				 WINWORK_COMPARE_S Compare, void *Context)
{
	size_t Child;

	while ((Child = 2 * Root + 1) < Count) {
		if (Child + 1 < Count &&
		    Compare(Context, Base + Child * Size, Base + (Child + 1) * Size) < 0)
			Child++;
		if (Compare(Context, Base + Root * Size, Base + Child * Size) >= 0)
			return;
		WinworkSwapElements(Base + Root * Size, Base + Child * Size, Size);
		Root = Child;
	}
}

/* A heap sort, because kernel stacks are small, and because no input makes it slow. */
WINWORK_OWN void qsort_s(void *Base, size_t Count, size_t Size, WINWORK_COMPARE_S Compare,
			 void *Context)
{
	char *Bytes = (char *)Base;
	size_t Left;

	for (Left = Count / 2; Left--;)
		WinworkSiftDown(Bytes, Left, Count, Size, Compare, Context);
	for (Left = Count; Left-- > 1;) {
		WinworkSwapElements(Bytes, Bytes + Left * Size, Size);
		WinworkSiftDown(Bytes, 0, Left, Size, Compare, Context);
	}
}

WINWORK_OWN void qsort(void *Base, size_t Count, size_t Size, WINWORK_COMPARE Compare)
{
	qsort_s(Base, Count, Size, WinworkCompare, &Compare);
}

EXTERN_C_END

#endif /* _INC_STDLIB */
