/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntstrsafe.h>: string functions that know the room they write to.
 *
 * Those with A take char, those with W WCHAR strings. Cb counts room, lengths and limits in bytes,
 * Cch in characters; a destination's room includes its null. Destinations always get a null, and
 * may not overlap their sources. Of each pair this lists the one with Cb:
 *
 *	RtlStringCbLength	the length of a string that must end within the limit
 *	RtlStringCbCopy		replace the destination
 *	RtlStringCbCat		append to what the destination holds
 *	RtlStringCbCopyN, CatN	the same with at most so many characters of the source
 *	RtlStringCbPrintf	format as DbgPrint does; VPrintf takes a va_list
 *
 * STATUS_BUFFER_OVERFLOW: as much as fits was stored. It is a warning, and fails NT_SUCCESS.
 * STATUS_INVALID_PARAMETER: no room, more than NTSTRSAFE_MAX_CCH characters of it, a NULL
 * destination, or a string that does not end in its room. IRQL: any.
 *
 * Here: Windows's pages ask for PASSIVE_LEVEL. The functions with Ex in their names, which take
 * flags, those for unaligned strings, and others for a UNICODE_STRING than are declared below are not
 * there.
 *
 * Pages: ntstrsafe.h, the names of the functions.
 */
#ifndef _NTSTRSAFE_H_INCLUDED_
#define _NTSTRSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"
#include "stdio.h"
#include "string.h"
#include "winwork/debug.h"

/* On Windows <stdarg.h> comes with it; a source with Linux's headers has none to include. */
typedef __builtin_va_list va_list;
#ifndef va_start
#define va_start(Arguments, Last) __builtin_va_start(Arguments, Last)
#define va_arg(Arguments, Type) __builtin_va_arg(Arguments, Type)
#define va_copy(To, From) __builtin_va_copy(To, From)
#define va_end(Arguments) __builtin_va_end(Arguments)
#endif

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(WCHAR))

typedef char *NTSTRSAFE_PSTR;
typedef const char *NTSTRSAFE_PCSTR;
typedef WCHAR *NTSTRSAFE_PWSTR;
typedef const WCHAR *NTSTRSAFE_PCWSTR;

#define WINWORK_CHAR CHAR
#define WINWORK_SAFE(name) name##A
#define WINWORK_FORMAT WinworkFormatV
#include "winwork/strsafe.h"
#undef WINWORK_CHAR
#undef WINWORK_SAFE
#undef WINWORK_FORMAT

#define WINWORK_CHAR WCHAR
#define WINWORK_SAFE(name) name##W
#define WINWORK_FORMAT WinworkFormatWideV
#include "winwork/strsafe.h"
#undef WINWORK_CHAR
#undef WINWORK_SAFE
#undef WINWORK_FORMAT

/* ---- UNICODE_STRING --------------------------------------------------------------------- */

/*
 * The same for counted strings, whose room is MaximumLength. What they store has no null behind
 * it. STATUS_INVALID_PARAMETER also for a string that RtlUnicodeStringValidate refuses.
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

/* Makes a string of a text that is not copied; NULL makes an empty one. */
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

/* Puts Count characters at the byte Length of a valid string, and ends it there. */
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

/* Characters of a text, no further than tells that it does not fit. */
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

/* Here: one character of the room is for a null, so that text that fills it all is cut. */
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
	Length = WinworkFormatWideV(DestinationString->Buffer, Room, Format, Arguments);
	DestinationString->Length = (USHORT)((Length < Room ? Length : Room - 1) * sizeof(WCHAR));
	return Length < Room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
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
