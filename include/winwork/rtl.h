/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory and counted strings.
 */
#ifndef WINWORK_RTL_H
#define WINWORK_RTL_H

#include "sal.h"
#include "types.h"

EXTERN_C_START

#define RtlZeroMemory(Destination, Length) __builtin_memset((Destination), 0, (Length))
#define RtlFillMemory(Destination, Length, Fill) __builtin_memset((Destination), (Fill), (Length))
#define RtlCopyMemory(Destination, Source, Length) \
	__builtin_memcpy((Destination), (Source), (Length))
#define RtlMoveMemory(Destination, Source, Length) \
	__builtin_memmove((Destination), (Source), (Length))
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory
#define RtlEqualMemory(Source1, Source2, Length) \
	(!__builtin_memcmp((Source1), (Source2), (Length)))

FORCEINLINE PVOID RtlSecureZeroMemory(_Out_ PVOID Destination, _In_ SIZE_T Length)
{
	__builtin_memset(Destination, 0, Length);
	/* The compiler must not see that nobody reads it. */
	__asm__ __volatile__("" : : "r"(Destination) : "memory");
	return Destination;
}

/* The number of bytes that are equal from the start. */
SIZE_T NTAPI RtlCompareMemory(_In_ const VOID *Source1, _In_ const VOID *Source2, _In_ SIZE_T Length);

#define RTL_NUMBER_OF(array) (sizeof(array) / sizeof((array)[0]))
#define RTL_CONSTANT_STRING(text) \
	{ sizeof(text) - sizeof((text)[0]), sizeof(text), (__typeof__(&((text)[0])))(text) }
#define DECLARE_CONST_UNICODE_STRING(name, text) \
	const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)(text) }
#define DECLARE_UNICODE_STRING_SIZE(name, count) \
	WCHAR name##_buffer[count]; \
	UNICODE_STRING name = { 0, (count) * sizeof(WCHAR), name##_buffer }
#ifndef ARRAYSIZE
#define ARRAYSIZE RTL_NUMBER_OF
#endif
#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)

VOID NTAPI RtlInitUnicodeString(_Out_ PUNICODE_STRING DestinationString, _In_opt_ PCWSTR SourceString);
VOID NTAPI RtlInitAnsiString(_Out_ PANSI_STRING DestinationString, _In_opt_ PCSZ SourceString);
#define RtlInitString RtlInitAnsiString
VOID NTAPI RtlCopyUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
				_In_opt_ PCUNICODE_STRING SourceString);
LONG NTAPI RtlCompareUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				   _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlEqualUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				    _In_ BOOLEAN CaseInSensitive);
BOOLEAN NTAPI RtlPrefixUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				     _In_ BOOLEAN CaseInSensitive);
NTSTATUS NTAPI RtlAppendUnicodeToString(_Inout_ PUNICODE_STRING Destination, _In_opt_ PCWSTR Source);
NTSTATUS NTAPI RtlAppendUnicodeStringToString(_Inout_ PUNICODE_STRING Destination,
					      _In_ PCUNICODE_STRING Source);
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(_Inout_ PANSI_STRING DestinationString,
					    _In_ PCUNICODE_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);
NTSTATUS NTAPI RtlAnsiStringToUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
					    _In_ PCANSI_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);
VOID NTAPI RtlFreeUnicodeString(_Inout_ PUNICODE_STRING UnicodeString);
VOID NTAPI RtlFreeAnsiString(_Inout_ PANSI_STRING AnsiString);
WCHAR NTAPI RtlUpcaseUnicodeChar(_In_ WCHAR SourceCharacter);

EXTERN_C_END

#endif /* WINWORK_RTL_H */
