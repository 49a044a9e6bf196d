/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <stdio.h>: formatted text, and no files.
 *
 *	int sprintf(Buffer, Format, ...), vsprintf	without a limit
 *	int _snprintf(Buffer, Count, Format, ...), _vsnprintf, _snwprintf, _vsnwprintf
 *		at most Count characters, with a null behind them only if there is room
 *	int snprintf(Buffer, Count, Format, ...), vsnprintf
 *		at most Count - 1 characters, and always a null unless Count is 0
 *
 * Formats are those of DbgPrint; wide ones take the wide types for %s and %c. IRQL: any.
 *
 * They return the length of the text without a null. When it exceeds Count, _snprintf and its
 * relatives return -1, unless the buffer is NULL and Count 0, and snprintf and vsnprintf the length
 * that the whole text would have. -1 for a NULL format, or buffer with a Count; applications get
 * the invalid parameter handler there, which a kernel does not have.
 *
 * A source with Linux's headers has Linux's functions where the names are the same.
 *
 * Pages: stdio.h and wchar.h of the C run-time library, the names of the functions.
 */
#ifndef _INC_STDIO
#define _INC_STDIO

#include "winwork/debug.h"

#define WINWORK_CHAR char
#define WINWORK_PRINT(name) name##printf
#define WINWORK_FILL WinworkFillV
#include "winwork/crt_format.h"
#undef WINWORK_CHAR
#undef WINWORK_PRINT
#undef WINWORK_FILL

#define WINWORK_CHAR WCHAR
#define WINWORK_PRINT(name) name##wprintf
#define WINWORK_FILL WinworkFillWideV
#include "winwork/crt_format.h"
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
