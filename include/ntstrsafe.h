/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntstrsafe.h>: string functions that get the size of the destination, and never write beyond it.
 *
 * The functions with A in their names are for char strings, and those with W for WCHAR strings.
 * Sizes, lengths and limits are in bytes for the functions with Cb, and in characters for those
 * with Cch. The size of a destination includes its terminating null. A destination always gets a
 * null, and may not overlap its source. This list has only the functions with Cb:
 *
 *	RtlStringCbLength	return the length of a string that must end within the limit
 *	RtlStringCbCopy		replace the text of the destination
 *	RtlStringCbCat		append to the text of the destination
 *	RtlStringCbCopyN, CatN	the same, with a limit for the number of characters
 *	RtlStringCbPrintf	format as DbgPrint does; VPrintf takes a va_list
 *
 *	status				meaning
 *	STATUS_SUCCESS			the whole text was stored
 *	STATUS_BUFFER_OVERFLOW		the part that fits was stored. This status is a warning,
 *					which fails NT_SUCCESS
 *	STATUS_INVALID_PARAMETER	the destination is NULL, its size is 0 or above
 *					NTSTRSAFE_MAX_CCH characters, or the string in it does not
 *					end within its size
 *
 * Here: the IRQL may be any. On Windows: the pages require PASSIVE_LEVEL.
 *
 * The same functions with Ex in their names also store *End, the address of the terminating null, and
 * *Remaining, the part of the destination from there on. Both pointers may be NULL. Both are stored
 * if the function succeeds, or if the text is too long. The low byte of Flags fills:
 *
 *	STRSAFE_IGNORE_NULLS		a NULL source is an empty text. The destination may be NULL
 *					with size 0, for an empty text
 *	STRSAFE_FILL_BEHIND_NULL	on success, fill the bytes behind the null
 *	STRSAFE_FILL_ON_FAILURE		on failure, fill the destination, up to a null at its end
 *	STRSAFE_NULL_ON_FAILURE		on failure, make the destination an empty string
 *	STRSAFE_NO_TRUNCATION		store no part of a text that is too long: Copy leaves an empty
 *					string, and Cat and Printf leave the destination as it is
 *
 * Here: the header lacks the functions for unaligned strings. For a UNICODE_STRING it has only the
 * functions below.
 *
 * Pages: ntstrsafe.h, the names of the functions.
 */
#ifndef _NTSTRSAFE_H_INCLUDED_
#define _NTSTRSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"
#include "stdio.h"
#include "string.h"
#include "winwork/rtl/debug.h"

/*
 * On Windows this header includes <stdarg.h>. A source with Linux's headers has no such header to
 * include.
 */
typedef __builtin_va_list va_list;
#ifndef va_start
#define va_start(Arguments, Last) __builtin_va_start(Arguments, Last)
#define va_arg(Arguments, Type) __builtin_va_arg(Arguments, Type)
#define va_copy(To, From) __builtin_va_copy(To, From)
#define va_end(Arguments) __builtin_va_end(Arguments)
#endif

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(WCHAR))

/* Flags of the functions with Ex in their names. */
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_VALID_FLAGS								\
	(0x000000ffu | STRSAFE_IGNORE_NULLS | STRSAFE_FILL_BEHIND_NULL |		\
	 STRSAFE_FILL_ON_FAILURE | STRSAFE_NULL_ON_FAILURE | STRSAFE_NO_TRUNCATION)
#define STRSAFE_FILL_BYTE(byte) ((ULONG)(((byte) & 0xff) | STRSAFE_FILL_BEHIND_NULL))
#define STRSAFE_FAILURE_BYTE(byte) ((ULONG)(((byte) & 0xff) | STRSAFE_FILL_ON_FAILURE))

typedef char *NTSTRSAFE_PSTR;
typedef const char *NTSTRSAFE_PCSTR;
typedef WCHAR *NTSTRSAFE_PWSTR;
typedef const WCHAR *NTSTRSAFE_PCWSTR;
typedef char *STRSAFE_LPSTR;
typedef const char *STRSAFE_LPCSTR, *STRSAFE_PCNZCH;
typedef WCHAR *STRSAFE_LPWSTR;
typedef const WCHAR *STRSAFE_LPCWSTR, *STRSAFE_PCNZWCH;

#define WINWORK_CHAR CHAR
#define WINWORK_SAFE(name) name##A
#define WINWORK_FORMAT WinworkFormatV
#include "winwork/rtl/strsafe.h"
#include "winwork/rtl/strsafe_ex.h"
#undef WINWORK_CHAR
#undef WINWORK_SAFE
#undef WINWORK_FORMAT

#define WINWORK_CHAR WCHAR
#define WINWORK_SAFE(name) name##W
#define WINWORK_FORMAT WinworkFormatWideV
#include "winwork/rtl/strsafe.h"
#include "winwork/rtl/strsafe_ex.h"
#undef WINWORK_CHAR
#undef WINWORK_SAFE
#undef WINWORK_FORMAT

/* ---- UNICODE_STRING --------------------------------------------------------------------- */

/*
 * The same for counted strings. The size of a destination is its MaximumLength. The functions add
 * no terminating null. They also return STATUS_INVALID_PARAMETER for a string that
 * RtlUnicodeStringValidate refuses. That function returns STATUS_INVALID_PARAMETER for NULL, an odd
 * Length or MaximumLength, a Length above MaximumLength, and a NULL buffer with a size.
 */
WINWORK_OWN NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING SourceString)
{
	const USHORT Odd = sizeof(WCHAR) - 1;

	if (!SourceString || SourceString->Length & Odd || SourceString->MaximumLength & Odd ||
	    SourceString->Length > SourceString->MaximumLength ||
	    (!SourceString->Buffer && SourceString->MaximumLength))
		return STATUS_INVALID_PARAMETER;
	return STATUS_SUCCESS;
}

/*
 * Initialises a string with a null-terminated text, which is not copied; NULL makes an empty
 * string. Returns STATUS_INVALID_PARAMETER for a text that is too long, and makes the string empty.
 */
WINWORK_OWN NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING DestinationString,
					  NTSTRSAFE_PCWSTR Source)
{
	SIZE_T Length = 0;

	DestinationString->Length = 0;
	DestinationString->MaximumLength = 0;
	DestinationString->Buffer = NULL;
	if (!Source)
		return STATUS_SUCCESS;
	if (RtlStringCchLengthW(Source, NTSTRSAFE_UNICODE_STRING_MAX_CCH, &Length))
		return STATUS_INVALID_PARAMETER;
	DestinationString->Length = (USHORT)(Length * sizeof(WCHAR));
	DestinationString->MaximumLength = (USHORT)((Length + 1) * sizeof(WCHAR));
	DestinationString->Buffer = (PWCH)Source;
	return STATUS_SUCCESS;
}

/* Stores Count characters at byte offset Length of a valid string, and sets its new length. */
WINWORK_OWN NTSTATUS WinworkUnicodeStringAppend(PUNICODE_STRING DestinationString, USHORT Length,
						const WCHAR *Source, SIZE_T Count)
{
	SIZE_T Room = (DestinationString->MaximumLength - Length) / sizeof(WCHAR);
	NTSTATUS Status = Count <= Room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;

	if (Status)
		Count = Room;
	if (Count)
		__builtin_memcpy((char *)DestinationString->Buffer + Length, Source,
				 Count * sizeof(WCHAR));
	DestinationString->Length = (USHORT)(Length + Count * sizeof(WCHAR));
	return Status;
}

/* Returns the length of a text in characters; for a text that cannot fit, one more than fits. */
WINWORK_OWN SIZE_T WinworkTextLength(NTSTRSAFE_PCWSTR Source)
{
	return wcsnlen(Source, NTSTRSAFE_UNICODE_STRING_MAX_CCH + 1);
}

WINWORK_OWN NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING DestinationString,
					  PCUNICODE_STRING SourceString)
{
	if (RtlUnicodeStringValidate(DestinationString) || RtlUnicodeStringValidate(SourceString))
		return STATUS_INVALID_PARAMETER;
	return WinworkUnicodeStringAppend(DestinationString, 0, SourceString->Buffer,
					  SourceString->Length / sizeof(WCHAR));
}

WINWORK_OWN NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING DestinationString,
						NTSTRSAFE_PCWSTR Source)
{
	if (!Source || RtlUnicodeStringValidate(DestinationString))
		return STATUS_INVALID_PARAMETER;
	return WinworkUnicodeStringAppend(DestinationString, 0, Source, WinworkTextLength(Source));
}

WINWORK_OWN NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING DestinationString,
					 PCUNICODE_STRING SourceString)
{
	if (RtlUnicodeStringValidate(DestinationString) || RtlUnicodeStringValidate(SourceString))
		return STATUS_INVALID_PARAMETER;
	return WinworkUnicodeStringAppend(DestinationString, DestinationString->Length,
					  SourceString->Buffer,
					  SourceString->Length / sizeof(WCHAR));
}

WINWORK_OWN NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING DestinationString,
					       NTSTRSAFE_PCWSTR Source)
{
	if (!Source || RtlUnicodeStringValidate(DestinationString))
		return STATUS_INVALID_PARAMETER;
	return WinworkUnicodeStringAppend(DestinationString, DestinationString->Length, Source,
					  WinworkTextLength(Source));
}

WINWORK_OWN NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING DestinationString,
					     NTSTRSAFE_PCWSTR Format,
					     __builtin_va_list Arguments)
{
	SIZE_T Length;
	SIZE_T Room;

	if (!Format || RtlUnicodeStringValidate(DestinationString) ||
	    !DestinationString->MaximumLength)
		return STATUS_INVALID_PARAMETER;
	Room = DestinationString->MaximumLength / sizeof(WCHAR);
	Length = WinworkFillWideV(DestinationString->Buffer, Room, Format, Arguments);
	DestinationString->Length = (USHORT)((Length < Room ? Length : Room) * sizeof(WCHAR));
	return Length <= Room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

WINWORK_VARIADIC NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING DestinationString,
						 NTSTRSAFE_PCWSTR Format, ...)
{
	__builtin_va_list Arguments;
	NTSTATUS Status;

	__builtin_va_start(Arguments, Format);
	Status = RtlUnicodeStringVPrintf(DestinationString, Format, Arguments);
	__builtin_va_end(Arguments);
	return Status;
}

#endif /* _NTSTRSAFE_H_INCLUDED_ */
