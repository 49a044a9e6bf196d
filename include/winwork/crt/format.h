/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions that format text of a known room, for one character type. <stdio.h> includes this
 * file twice. It defines
 *
 *	WINWORK_CHAR		the type
 *	WINWORK_PRINT(name)	the name with printf or wprintf appended
 *	WINWORK_PRINT_S(name)	the name with printf_s or wprintf_s appended
 *	WINWORK_SCAN(name)	the name with scanf_s or wscanf_s appended
 *	WINWORK_FORMAT		the formatter that always stores a null
 *	WINWORK_FILL		the formatter that stores a null if there is room
 *	WINWORK_READ		the function that reads values from text
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

/* Stores at most Count characters. A text that does not fit into Room becomes an empty one. */
WINWORK_OWN int WINWORK_PRINT_S(_vsn)(WINWORK_CHAR *Buffer, SIZE_T Room, SIZE_T Count,
				      const WINWORK_CHAR *Format, __builtin_va_list Arguments)
{
	const SIZE_T Most = Count < Room ? Count + 1 : Room;
	ULONG Length;

	if (!Buffer && !Room && !Count)
		return 0;
	if (!Buffer || !Room)
		return -1;
	if (!Format) {
		*Buffer = 0;
		return -1;
	}
	Length = WINWORK_FORMAT(Buffer, Most, Format, Arguments);
	if (Length < Most)
		return (int)Length;
	if (Count >= Room && Count != MAXSIZE_T)
		*Buffer = 0;
	return -1;
}

WINWORK_OWN int WINWORK_PRINT_S(vs)(WINWORK_CHAR *Buffer, SIZE_T Room, const WINWORK_CHAR *Format,
				    __builtin_va_list Arguments)
{
	return Buffer ? WINWORK_PRINT_S(_vsn)(Buffer, Room, Room, Format, Arguments) : -1;
}

WINWORK_VARIADIC int WINWORK_PRINT_S(_sn)(WINWORK_CHAR *Buffer, SIZE_T Room, SIZE_T Count,
					  const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = WINWORK_PRINT_S(_vsn)(Buffer, Room, Count, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}

WINWORK_VARIADIC int WINWORK_PRINT_S(s)(WINWORK_CHAR *Buffer, SIZE_T Room,
					const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Length;

	__builtin_va_start(Arguments, Format);
	Length = WINWORK_PRINT_S(vs)(Buffer, Room, Format, Arguments);
	__builtin_va_end(Arguments);
	return Length;
}

#ifdef __cplusplus
extern "C++" {
template <SIZE_T Room, typename... Values>
WINWORK_OWN int WINWORK_PRINT_S(s)(WINWORK_CHAR (&Buffer)[Room], const WINWORK_CHAR *Format,
				   Values... Arguments)
{
	return WINWORK_PRINT_S(s)(Buffer, Room, Format, Arguments...);
}

template <SIZE_T Room, typename... Values>
WINWORK_OWN int WINWORK_PRINT_S(_sn)(WINWORK_CHAR (&Buffer)[Room], SIZE_T Count,
				     const WINWORK_CHAR *Format, Values... Arguments)
{
	return WINWORK_PRINT_S(_sn)(Buffer, Room, Count, Format, Arguments...);
}
}
#endif

/* ---- Reading ----------------------------------------------------------------------------- */

WINWORK_VARIADIC int WINWORK_SCAN(_sn)(const WINWORK_CHAR *Text, SIZE_T Length,
				       const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Count;

	__builtin_va_start(Arguments, Format);
	Count = WINWORK_READ(Text, Length, Format, Arguments);
	__builtin_va_end(Arguments);
	return Count;
}

WINWORK_VARIADIC int WINWORK_SCAN(s)(const WINWORK_CHAR *Text, const WINWORK_CHAR *Format, ...)
{
	__builtin_va_list Arguments;
	int Count;

	__builtin_va_start(Arguments, Format);
	Count = WINWORK_READ(Text, MAXSIZE_T, Format, Arguments);
	__builtin_va_end(Arguments);
	return Count;
}
