/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <stdio.h>: functions that format text. There are no files. The IRQL may be any.
 *
 *	sprintf vsprintf	store the whole text, without a limit
 *	snprintf vsnprintf	store at most Count - 1 characters, and a null unless Count is 0
 *	_snprintf _vsnprintf	store at most Count characters, and a null only if there is room for
 *	_snwprintf _vsnwprintf	it
 *
 * The formats are those of DbgPrint. In a wide format %s and %c take the wide types.
 *
 * The functions return the length of the whole text in characters, without the null. If the text is
 * longer than Count, _snprintf, _vsnprintf, _snwprintf and _vsnwprintf return -1. With a NULL
 * buffer and a Count of 0 these also return the length.
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

#define WINWORK_CHAR char
#define WINWORK_PRINT(name) name##printf
#define WINWORK_FILL WinworkFillV
#include "winwork/crt/format.h"
#undef WINWORK_CHAR
#undef WINWORK_PRINT
#undef WINWORK_FILL

#define WINWORK_CHAR WCHAR
#define WINWORK_PRINT(name) name##wprintf
#define WINWORK_FILL WinworkFillWideV
#include "winwork/crt/format.h"
#undef WINWORK_CHAR
#undef WINWORK_PRINT
#undef WINWORK_FILL

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
