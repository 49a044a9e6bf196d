/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <stdio.h>: functions that format text. There are no files. The IRQL may be any.
 *
 *	sprintf vsprintf	store the whole text, without a limit
 *	_swprintf _vswprintf
 *	snprintf vsnprintf	store at most Count - 1 characters, and a null unless Count is 0
 *	_snprintf _vsnprintf	store at most Count characters, and a null only if there is room for
 *	_snwprintf _vsnwprintf	it
 *	swprintf vswprintf	with a count behind the buffer as snprintf; without one as _swprintf
 *	sprintf_s vsprintf_s	store the whole text and a null. A text that does not fit into Room
 *	swprintf_s vswprintf_s	characters becomes an empty one
 *	_snprintf_s		store at most Count characters and a null. With the count _TRUNCATE
 *	_vsnprintf_s		they store the part that fits. With another count a text that does
 *	_snwprintf_s		not fit into Room becomes an empty one
 *	_vsnwprintf_s
 *	sscanf_s swscanf_s	read values from a text, or from its first Length characters
 *	_snscanf_s _snwscanf_s
 *
 * The formats are those of DbgPrint. In a wide format %s and %c take the wide types.
 *
 * The functions return the length of the whole text in characters, without the null. If the text is
 * longer than Count, _snprintf, _vsnprintf, _snwprintf, _vsnwprintf, swprintf, vswprintf and the
 * functions with _s return -1. With a NULL buffer and a Count of 0, _snprintf, _vsnprintf,
 * _snwprintf and _vsnwprintf return the length.
 *
 * Formats for reading have %d %i %u %o %x %p %c %s %[ %n, a width, %* for a value that is not stored,
 * and h, hh, l, ll, w, I, I32 or I64 before the letter. %c, %s and %[ take a buffer and then its
 * size in characters, an unsigned int. %S, %ws and %ls are text of WCHAR; %S in a wide format, and
 * %hs, are text of char. There is no floating point: %f ends the reading. The functions return the
 * number of values that were stored, but -1 if the text ends before the first one. A text that does
 * not fit into its buffer ends the reading; the buffer then has an empty text.
 *
 * All functions return -1 for a NULL format, and for a NULL buffer with a Count above 0. In an
 * application these errors call the invalid parameter handler. A kernel has no such handler.
 *
 * A source with Linux's headers gets Linux's functions where the names are the same.
 *
 * Pages: stdio.h and wchar.h of the C run-time library, the names of the functions.
 */
#ifndef _INC_STDIO
#define _INC_STDIO

#include "winwork/rtl/debug.h"

#ifndef _TRUNCATE
#define _TRUNCATE ((size_t)-1)
#endif

#define WINWORK_CHAR char
#define WINWORK_PRINT(name) name##printf
#define WINWORK_PRINT_S(name) name##printf_s
#define WINWORK_SCAN(name) name##scanf_s
#define WINWORK_FORMAT WinworkFormatV
#define WINWORK_FILL WinworkFillV
#define WINWORK_READ WinworkReadV
#include "winwork/crt/format.h"
#undef WINWORK_CHAR
#undef WINWORK_PRINT
#undef WINWORK_PRINT_S
#undef WINWORK_SCAN
#undef WINWORK_FORMAT
#undef WINWORK_FILL
#undef WINWORK_READ

#define WINWORK_CHAR WCHAR
#define WINWORK_PRINT(name) name##wprintf
#define WINWORK_PRINT_S(name) name##wprintf_s
#define WINWORK_SCAN(name) name##wscanf_s
#define WINWORK_FORMAT WinworkFormatWideV
#define WINWORK_FILL WinworkFillWideV
#define WINWORK_READ WinworkReadWideV
#include "winwork/crt/format.h"
#undef WINWORK_CHAR
#undef WINWORK_PRINT
#undef WINWORK_PRINT_S
#undef WINWORK_SCAN
#undef WINWORK_FORMAT
#undef WINWORK_FILL
#undef WINWORK_READ

/* ---- Wide text: the buffer may be followed by its count --------------------------------- */

WINWORK_OWN int _vswprintf(WCHAR *Buffer, const WCHAR *Format, __builtin_va_list Arguments)
{
	if (!Format || !Buffer)
		return -1;
	return (int)WinworkFormatWideV(Buffer, MAXSIZE_T, Format, Arguments);
}

WINWORK_VARIADIC int _swprintf(WCHAR *Buffer, const WCHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = _vswprintf(Buffer, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}

WINWORK_OWN int WinworkCountedWideV(WCHAR *Buffer, SIZE_T Count, const WCHAR *Format,
				    __builtin_va_list Arguments)
{
	ULONG Length;

	if (!Format || !Buffer || !Count)
		return -1;
	Length = WinworkFormatWideV(Buffer, Count, Format, Arguments);
	return Length < Count ? (int)Length : -1;
}

WINWORK_VARIADIC int WinworkCountedWide(WCHAR *Buffer, SIZE_T Count, const WCHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = WinworkCountedWideV(Buffer, Count, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}

#ifdef __cplusplus
extern "C++" {
template <typename... Values>
WINWORK_OWN int swprintf(WCHAR *Buffer, const WCHAR *Format, Values... Arguments)
{
	return _swprintf(Buffer, Format, Arguments...);
}

template <typename... Values>
WINWORK_OWN int swprintf(WCHAR *Buffer, SIZE_T Count, const WCHAR *Format, Values... Arguments)
{
	return WinworkCountedWide(Buffer, Count, Format, Arguments...);
}

WINWORK_OWN int vswprintf(WCHAR *Buffer, const WCHAR *Format, __builtin_va_list Arguments)
{
	return _vswprintf(Buffer, Format, Arguments);
}

WINWORK_OWN int vswprintf(WCHAR *Buffer, SIZE_T Count, const WCHAR *Format,
			  __builtin_va_list Arguments)
{
	return WinworkCountedWideV(Buffer, Count, Format, Arguments);
}
}
#else
#define WINWORK_BY_COUNT(Second, Uncounted, Counted)						\
	_Generic((Second), WCHAR *: Uncounted, const WCHAR *: Uncounted, default: Counted)
#define swprintf(Buffer, Second, ...)								\
	WINWORK_BY_COUNT(Second, _swprintf, WinworkCountedWide)(Buffer, Second, ##__VA_ARGS__)
#define vswprintf(Buffer, Second, ...)								\
	WINWORK_BY_COUNT(Second, _vswprintf, WinworkCountedWideV)(Buffer, Second, __VA_ARGS__)
#endif

#if !defined(_LINUX_KERNEL_H) && !defined(_LINUX_KERNEL_SPRINTF_H_)
WINWORK_OWN int vsnprintf(char *Buffer, SIZE_T Count, const char *Format,
			  __builtin_va_list Arguments)
{
	if (!Format || (!Buffer && Count))
		return -1;
	return (int)WinworkFormatV(Buffer, Count, Format, Arguments);
}

WINWORK_OWN int vsprintf(char *Buffer, const char *Format, __builtin_va_list Arguments)
{
	return vsnprintf(Buffer, MAXSIZE_T, Format, Arguments);
}

WINWORK_VARIADIC int snprintf(char *Buffer, SIZE_T Count, const char *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = vsnprintf(Buffer, Count, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}

WINWORK_VARIADIC int sprintf(char *Buffer, const char *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = vsprintf(Buffer, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}
#endif

#endif /* _INC_STDIO */
