/* SPDX-License-Identifier: GPL-2.0 */
/*
 * _snprintf and _vsnprintf for one character type. <stdio.h> includes this file twice. It defines
 * WINWORK_CHAR as the type, WINWORK_PRINT(name) as the name with printf or wprintf appended, and
 * WINWORK_FILL as the formatter.
 */

WINWORK_OWN int WINWORK_PRINT(_vsn)(WINWORK_CHAR *Buffer, SIZE_T Count, const WINWORK_CHAR *Format,
				    __builtin_va_list Arguments)
{
	ULONG Length;

	if (!Format || (!Buffer && Count))
		return -1;
	Length = WINWORK_FILL(Buffer, Count, Format, Arguments);
	return Length <= Count || !Buffer ? (int)Length : -1;
}

WINWORK_VARIADIC int WINWORK_PRINT(_sn)(WINWORK_CHAR *Buffer, SIZE_T Count,
					const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = WINWORK_PRINT(_vsn)(Buffer, Count, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}
