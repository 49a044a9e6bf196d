/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory and counted strings.
 */
#ifndef WINWORK_RTL_H
#define WINWORK_RTL_H

#include "sal.h"
#include "types.h"

EXTERN_C_START

/* Any IRQL, on memory that is not user memory. Source and destination of Copy may not overlap. */
#define RtlZeroMemory(Destination, Length) __builtin_memset((Destination), 0, (Length))
#define RtlFillMemory(Destination, Length, Fill) __builtin_memset((Destination), (Fill), (Length))
#define RtlCopyMemory(Destination, Source, Length) \
	__builtin_memcpy((Destination), (Source), (Length))
#define RtlMoveMemory(Destination, Source, Length) \
	__builtin_memmove((Destination), (Source), (Length))
#define RtlCopyMemoryNonTemporal RtlCopyMemory
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory
#define RtlFillBytes RtlFillMemory
#define RtlEqualMemory(Source1, Source2, Length) \
	(!__builtin_memcmp((Source1), (Source2), (Length)))

/* The compiler does not remove this zeroing, even if no code reads the memory again. */
WINWORK_OWN PVOID RtlSecureZeroMemory(_Out_ PVOID Destination, _In_ SIZE_T Length)
{
	__builtin_memset(Destination, 0, Length);
	__asm__ __volatile__("" : : "r"(Destination) : "memory");
	return Destination;
}

/* The number of bytes that are equal from the start. Any IRQL. */
SIZE_T NTAPI RtlCompareMemory(_In_ const VOID *Source1, _In_ const VOID *Source2,
			      _In_ SIZE_T Length);

/* Initialisers of a UNICODE_STRING or STRING from a literal; it may not be written to. */
#define RTL_CONSTANT_STRING(text) \
	{ sizeof(text) - sizeof((text)[0]), sizeof(text), (__typeof__(&((text)[0])))(text) }
#define DECLARE_CONST_UNICODE_STRING(name, text) \
	const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)(text) }
/* The same outside functions; several definitions of one name in a driver are merged. */
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text) \
	extern const UNICODE_STRING DECLSPEC_SELECTANY name; \
	DECLARE_CONST_UNICODE_STRING(name, text)
#define DECLARE_UNICODE_STRING_SIZE(name, count) \
	WCHAR name##_buffer[count]; \
	UNICODE_STRING name = { 0, (count) * sizeof(WCHAR), name##_buffer }
#ifndef ARRAYSIZE
#define ARRAYSIZE RTL_NUMBER_OF
#endif
#ifndef _countof
#define _countof RTL_NUMBER_OF
#endif
#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)

/* ---- Counted strings -------------------------------------------------------------------- */

/*
 * Lengths are bytes, without a null. The ANSI code page is UTF-8. Case is known of Latin, Greek
 * and Cyrillic letters in Unicode strings, and of ASCII in ANSI strings. What a function allocates
 * for a destination comes from nonpaged pool, so everything here is OK at IRQL <= DISPATCH_LEVEL;
 * Windows has some of it for PASSIVE_LEVEL only.
 *
 * Pages: wdm.h and ntifs.h, the names of the functions.
 */

/*
 * Make a string of a null-terminated text, which is not copied and must stay; NULL makes an empty
 * one. A text of 32767 characters (65535 in ANSI) or more is cut, and RtlInitUnicodeStringEx
 * returns STATUS_NAME_TOO_LONG for it.
 */
VOID NTAPI RtlInitUnicodeString(_Out_ PUNICODE_STRING DestinationString,
				_In_opt_ PCWSTR SourceString);
NTSTATUS NTAPI RtlInitUnicodeStringEx(_Out_ PUNICODE_STRING DestinationString,
				      _In_opt_ PCWSTR SourceString);
VOID NTAPI RtlInitAnsiString(_Out_ PANSI_STRING DestinationString, _In_opt_ PCSZ SourceString);
VOID NTAPI RtlInitString(_Out_ PSTRING DestinationString, _In_opt_ PCSZ SourceString);

/* Makes an empty string with a buffer of BufferSize bytes. */
WINWORK_OWN VOID RtlInitEmptyUnicodeString(_Out_ PUNICODE_STRING UnicodeString,
					   _In_opt_ PWCHAR Buffer, _In_ USHORT BufferSize)
{
	UnicodeString->Length = 0;
	UnicodeString->MaximumLength = BufferSize;
	UnicodeString->Buffer = Buffer;
}

WINWORK_OWN VOID RtlInitEmptyAnsiString(_Out_ PANSI_STRING AnsiString, _In_opt_ PCHAR Buffer,
					_In_ USHORT BufferSize)
{
	AnsiString->Length = 0;
	AnsiString->MaximumLength = BufferSize;
	AnsiString->Buffer = Buffer;
}

/* Frees a string whose buffer one of the functions below allocated, and no other. */
VOID NTAPI RtlFreeUnicodeString(_Inout_ PUNICODE_STRING UnicodeString);
VOID NTAPI RtlFreeAnsiString(_Inout_ PANSI_STRING AnsiString);

/* Copy as much as fits; a NULL source empties the destination. Unicode gets a null if it fits. */
VOID NTAPI RtlCopyString(_Out_ PSTRING DestinationString, _In_opt_ const STRING *SourceString);
VOID NTAPI RtlCopyUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
				_In_opt_ PCUNICODE_STRING SourceString);

/* Append all of it, or return STATUS_BUFFER_TOO_SMALL and change nothing. */
NTSTATUS NTAPI RtlAppendUnicodeToString(_Inout_ PUNICODE_STRING Destination,
					_In_opt_ PCWSTR Source);
NTSTATUS NTAPI RtlAppendUnicodeStringToString(_Inout_ PUNICODE_STRING Destination,
					      _In_ PCUNICODE_STRING Source);
NTSTATUS NTAPI RtlAppendStringToString(_Inout_ PSTRING Destination, _In_ const STRING *Source);
NTSTATUS NTAPI RtlAppendAsciizToString(_Inout_ PSTRING Destination, _In_opt_ PCSZ Source);

/*
 * Below, at or above 0 as String1 comes before, is equal to or comes after String2. Prefix:
 * whether String2 begins with String1. RtlCompareUnicodeStrings counts its lengths in characters.
 */
LONG NTAPI RtlCompareString(_In_ const STRING *String1, _In_ const STRING *String2,
			    _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlEqualString(_In_ const STRING *String1, _In_ const STRING *String2,
			     _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlPrefixString(_In_ const STRING *String1, _In_ const STRING *String2,
			      _In_ BOOLEAN CaseInSensitive);
LONG NTAPI RtlCompareUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				   _In_ BOOLEAN CaseInSensitive);
LONG NTAPI RtlCompareUnicodeStrings(_In_ PCWCH String1, _In_ SIZE_T String1Length,
				    _In_ PCWCH String2,
				    _In_ SIZE_T String2Length, _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlEqualUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				    _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlPrefixUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				     _In_ BOOLEAN CaseInSensitive);

/* Upper and lower case; of a whole string with the errors of the conversions below. */
WCHAR NTAPI RtlUpcaseUnicodeChar(_In_ WCHAR SourceCharacter);
WCHAR NTAPI RtlDowncaseUnicodeChar(_In_ WCHAR SourceCharacter);
CHAR NTAPI RtlUpperChar(_In_ CHAR Character);
VOID NTAPI RtlUpperString(_Inout_ PSTRING DestinationString, _In_ const STRING *SourceString);
NTSTATUS NTAPI RtlUpcaseUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
				      _In_ PCUNICODE_STRING SourceString,
				      _In_ BOOLEAN AllocateDestinationString);
NTSTATUS NTAPI RtlDowncaseUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
					_In_ PCUNICODE_STRING SourceString,
					_In_ BOOLEAN AllocateDestinationString);

/*
 * Convert into the destination's buffer, or into one that is allocated. STATUS_BUFFER_OVERFLOW
 * when the former is too small: then RtlUnicodeStringToAnsiString stores what fits, and the others
 * nothing. STATUS_NO_MEMORY. STATUS_INVALID_PARAMETER_2 for a text too long for any string. The
 * sizes are bytes, the null included.
 */
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(_Inout_ PANSI_STRING DestinationString,
					    _In_ PCUNICODE_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);
NTSTATUS NTAPI RtlAnsiStringToUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
					    _In_ PCANSI_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);
ULONG NTAPI RtlxUnicodeStringToAnsiSize(_In_ PCUNICODE_STRING UnicodeString);
ULONG NTAPI RtlxAnsiStringToUnicodeSize(_In_ PCANSI_STRING AnsiString);
#define RtlUnicodeStringToAnsiSize RtlxUnicodeStringToAnsiSize
#define RtlAnsiStringToUnicodeSize RtlxAnsiStringToUnicodeSize

/* Between plain buffers. What does not fit is left out, and the status is STATUS_SUCCESS. */
NTSTATUS NTAPI RtlUnicodeToMultiByteN(_Out_ PCHAR MultiByteString,
				      _In_ ULONG MaxBytesInMultiByteString,
				      _Out_opt_ PULONG BytesInMultiByteString,
				      _In_ PCWCH UnicodeString, _In_ ULONG BytesInUnicodeString);
NTSTATUS NTAPI RtlMultiByteToUnicodeN(_Out_ PWCH UnicodeString, _In_ ULONG MaxBytesInUnicodeString,
				      _Out_opt_ PULONG BytesInUnicodeString,
				      _In_ const CHAR *MultiByteString,
				      _In_ ULONG BytesInMultiByteString);

/*
 * Between a number and its digits, of base 2, 8, 10 or 16. 0 is 10, and to read a number it lets a
 * prefix (0x, 0o, 0b) say the base. STATUS_INVALID_PARAMETER for another base. To write one,
 * STATUS_BUFFER_OVERFLOW when digits and null do not fit. Reading goes past blanks and a sign, and
 * ends at the first character that is no digit.
 */
NTSTATUS NTAPI RtlIntegerToUnicodeString(_In_ ULONG Value, _In_opt_ ULONG Base,
					 _Inout_ PUNICODE_STRING String);
NTSTATUS NTAPI RtlUnicodeStringToInteger(_In_ PCUNICODE_STRING String, _In_opt_ ULONG Base,
					 _Out_ PULONG Value);

EXTERN_C_END

#endif /* WINWORK_RTL_H */
