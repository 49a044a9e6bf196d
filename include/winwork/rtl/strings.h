/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory and counted strings.
 */
#ifndef WINWORK_RTL_STRINGS_H
#define WINWORK_RTL_STRINGS_H

#include "../base/sal.h"
#include "../base/types.h"
#include "../mm/user_memory.h"

EXTERN_C_START

/*
 * Any IRQL, on memory of the kernel. user_memory.h tells how they take memory of a program. Source and
 * destination of Copy may not overlap.
 */
#define RtlZeroMemory(Destination, Length) WinworkFillMemory((Destination), 0, (Length))
#define RtlFillMemory(Destination, Length, Fill) WinworkFillMemory((Destination), (Fill), (Length))
#define RtlCopyMemory(Destination, Source, Length) \
	WinworkCopyMemory((Destination), (Source), (Length))
#define RtlMoveMemory(Destination, Source, Length) \
	WinworkMoveMemory((Destination), (Source), (Length))
#define RtlCopyMemoryNonTemporal RtlCopyMemory
#define RtlCopyBytes RtlCopyMemory
#define RtlZeroBytes RtlZeroMemory
#define RtlFillBytes RtlFillMemory

/**
 * RtlEqualMemory - return whether two blocks of memory are equal
 * @Source1: a block
 * @Source2: another block
 * @Length: bytes of each block
 *
 * IRQL: any.
 * Return: 1 when all bytes are equal, otherwise 0.
 * Page: wdm.h, RtlEqualMemory
 */
#define RtlEqualMemory(Source1, Source2, Length) \
	(!WinworkCompareMemory((Source1), (Source2), (Length)))

/**
 * RtlSecureZeroMemory - set bytes to zero, also if no code reads the memory again
 * @Destination: the memory
 * @Length: bytes
 *
 * The compiler does not remove this call.
 *
 * IRQL: any.
 * Return: @Destination.
 * Page: wdm.h, RtlSecureZeroMemory
 */
WINWORK_OWN PVOID RtlSecureZeroMemory(_Out_ PVOID Destination, _In_ SIZE_T Length)
{
	WinworkFillMemory(Destination, 0, Length);
	__asm__ __volatile__("" : : "r"(Destination) : "memory");
	return Destination;
}

/**
 * RtlCompareMemory - return the number of bytes that are equal, counted from the start
 * @Source1: a block
 * @Source2: another block
 * @Length: bytes of each block
 *
 * IRQL: any.
 * Return: the number of bytes before the first difference; @Length if there is none.
 * Page: wdm.h, RtlCompareMemory
 */
SIZE_T NTAPI RtlCompareMemory(_In_ const VOID *Source1, _In_ const VOID *Source2,
			      _In_ SIZE_T Length);

/* Initialisers of a UNICODE_STRING or STRING with a literal. The buffer may not be written to. */
#ifdef __cplusplus
extern "C++" {
constexpr PCHAR WinworkLiteral(const char *text) { return const_cast<PCHAR>(text); }
constexpr PWCH WinworkLiteral(const WCHAR *text) { return const_cast<PWCH>(text); }
}
#else
#define WinworkLiteral(text) ((__typeof__(&((text)[0])))(text))
#endif
#define RTL_CONSTANT_STRING(text) \
	{ sizeof(text) - sizeof((text)[0]), sizeof(text), WinworkLiteral(text) }
#define DECLARE_CONST_UNICODE_STRING(name, text) \
	const UNICODE_STRING name = { sizeof(text) - sizeof(WCHAR), sizeof(text), (PWCH)(text) }
/* The same at file level. Several definitions of one name in a driver are merged. */
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(name, text) \
	extern const UNICODE_STRING DECLSPEC_SELECTANY name; \
	DECLARE_CONST_UNICODE_STRING(name, text)
/* An empty UNICODE_STRING with a buffer of count characters. */
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

#define HASH_STRING_ALGORITHM_DEFAULT 0
#define HASH_STRING_ALGORITHM_X65599 1
#define HASH_STRING_ALGORITHM_INVALID 0xffffffff

/* ---- Counted strings -------------------------------------------------------------------- */

/*
 * These rules apply to all functions below:
 *
 *  - The Length of a string is in bytes, and does not include a terminating null.
 *  - The ANSI code page is UTF-8.
 *  - Upper and lower case are defined for Latin, Greek and Cyrillic letters in Unicode strings, and
 *    for ASCII letters in ANSI strings.
 *  - A buffer that a function allocates comes from nonpaged pool. So the functions may be called at
 *    IRQL <= DISPATCH_LEVEL. On Windows: some of them require PASSIVE_LEVEL.
 */

/**
 * RtlInitUnicodeString, RtlInitUnicodeStringEx, RtlInitAnsiString, RtlInitString - initialise a
 *	counted string with a null-terminated text
 * @DestinationString: the string
 * @SourceString: the text, which is not copied and must stay valid; NULL for an empty string
 *
 * A Unicode text may have 32766 characters, an ANSI text 65534. RtlInitUnicodeStringEx refuses a
 * longer text, and makes the string empty. The other functions cut it off.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: RtlInitUnicodeStringEx: STATUS_SUCCESS, or STATUS_NAME_TOO_LONG.
 * Page: wdm.h, RtlInitUnicodeString, RtlInitAnsiString, RtlInitString
 */
VOID NTAPI RtlInitUnicodeString(_Out_ PUNICODE_STRING DestinationString,
				_In_opt_ PCWSTR SourceString);
NTSTATUS NTAPI RtlInitUnicodeStringEx(_Out_ PUNICODE_STRING DestinationString,
				      _In_opt_ PCWSTR SourceString);
VOID NTAPI RtlInitAnsiString(_Out_ PANSI_STRING DestinationString, _In_opt_ PCSZ SourceString);
VOID NTAPI RtlInitString(_Out_ PSTRING DestinationString, _In_opt_ PCSZ SourceString);

/**
 * RtlInitEmptyUnicodeString, RtlInitEmptyAnsiString - initialise an empty string with a buffer
 * @UnicodeString: the string
 * @AnsiString: the string
 * @Buffer: the buffer, which the caller owns; or NULL
 * @BufferSize: bytes of the buffer
 *
 * IRQL: any.
 * Page: wdm.h, RtlInitEmptyUnicodeString, RtlInitEmptyAnsiString
 */
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

/**
 * RtlFreeUnicodeString, RtlFreeAnsiString - free the buffer of a string, and make the string empty
 * @UnicodeString: a string whose buffer one of the functions below has allocated
 * @AnsiString: a string whose buffer one of the functions below has allocated
 *
 * Here: a buffer that no function has allocated is reported as by ExFreePool (0xC2).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, RtlFreeUnicodeString, RtlFreeAnsiString
 */
VOID NTAPI RtlFreeUnicodeString(_Inout_ PUNICODE_STRING UnicodeString);
VOID NTAPI RtlFreeAnsiString(_Inout_ PANSI_STRING AnsiString);

/**
 * RtlCopyString, RtlCopyUnicodeString - copy a string into the buffer of another one
 * @DestinationString: the string to write
 * @SourceString: the string to read; NULL makes the destination empty
 *
 * Text beyond MaximumLength is cut off. RtlCopyUnicodeString adds a null if there is room for it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, RtlCopyUnicodeString; ntddk.h, RtlCopyString
 */
VOID NTAPI RtlCopyString(_Out_ PSTRING DestinationString, _In_opt_ const STRING *SourceString);
VOID NTAPI RtlCopyUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
				_In_opt_ PCUNICODE_STRING SourceString);

/**
 * RtlAppendUnicodeToString, RtlAppendUnicodeStringToString, RtlAppendStringToString,
 *	RtlAppendAsciizToString - append a text to the string in a buffer
 * @Destination: the string to extend
 * @Source: the text to append. If it is null-terminated, it may be NULL, which appends nothing.
 *
 * The functions for Unicode strings add a null if there is room for it.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, or STATUS_BUFFER_TOO_SMALL if the whole text does not fit. The
 *	destination then stays as it is.
 * Page: wdm.h, RtlAppendUnicodeToString, RtlAppendUnicodeStringToString; ntifs.h,
 *	RtlAppendStringToString
 */
NTSTATUS NTAPI RtlAppendUnicodeToString(_Inout_ PUNICODE_STRING Destination,
					_In_opt_ PCWSTR Source);
NTSTATUS NTAPI RtlAppendUnicodeStringToString(_Inout_ PUNICODE_STRING Destination,
					      _In_ PCUNICODE_STRING Source);
NTSTATUS NTAPI RtlAppendStringToString(_Inout_ PSTRING Destination, _In_ const STRING *Source);
NTSTATUS NTAPI RtlAppendAsciizToString(_Inout_ PSTRING Destination, _In_opt_ PCSZ Source);

/**
 * RtlCompareString, RtlCompareUnicodeString, RtlCompareUnicodeStrings, RtlEqualString,
 *	RtlEqualUnicodeString, RtlPrefixString, RtlPrefixUnicodeString, RtlSuffixUnicodeString - compare two strings
 * @String1: a string
 * @String2: another string
 * @String1Length: characters of @String1
 * @String2Length: characters of @String2
 * @CaseInSensitive: TRUE to ignore the case of letters
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: RtlCompare...: below 0 if @String1 comes before @String2, 0 if they are equal, above 0
 *	otherwise. RtlEqual...: TRUE if they are equal. RtlPrefix...: TRUE if @String2 begins with
 *	@String1. RtlSuffix...: TRUE if it ends with @String1.
 * Page: wdm.h, RtlCompareUnicodeString, RtlEqualUnicodeString; ntddk.h, RtlCompareString,
 *	RtlPrefixUnicodeString, RtlSuffixUnicodeString
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
BOOLEAN NTAPI RtlSuffixUnicodeString(_In_ PCUNICODE_STRING String1, _In_ PCUNICODE_STRING String2,
				     _In_ BOOLEAN CaseInSensitive);

/**
 * RtlHashUnicodeString - return a hash value of a string
 * @String: the string
 * @CaseInSensitive: TRUE to give strings that differ only in the case of letters the same value
 * @HashAlgorithm: HASH_STRING_ALGORITHM_X65599, or HASH_STRING_ALGORITHM_DEFAULT for the same
 * @HashValue: receives the value: for each character, 65599 times the value before, plus the character in
 *	32 bits
 *
 * IRQL: <= DISPATCH_LEVEL. On Windows: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if @String or @HashValue is NULL, or for another
 *	algorithm.
 * Page: wdm.h, RtlHashUnicodeString
 */
NTSTATUS NTAPI RtlHashUnicodeString(_In_ PCUNICODE_STRING String, _In_ BOOLEAN CaseInSensitive,
				    _In_ ULONG HashAlgorithm, _Out_ PULONG HashValue);

/**
 * RtlUpcaseUnicodeChar, RtlDowncaseUnicodeChar, RtlUpperChar - return a character in upper case, in
 *	lower case
 * @SourceCharacter: a character; Latin, Greek, Cyrillic and Armenian letters have a case
 * @Character: an ASCII character; any other one is returned unchanged
 *
 * IRQL: any.
 * Return: the character.
 * Page: wdm.h, RtlUpcaseUnicodeChar, RtlDowncaseUnicodeChar; ntddk.h, RtlUpperChar
 */
WCHAR NTAPI RtlUpcaseUnicodeChar(_In_ WCHAR SourceCharacter);
WCHAR NTAPI RtlDowncaseUnicodeChar(_In_ WCHAR SourceCharacter);
CHAR NTAPI RtlUpperChar(_In_ CHAR Character);

/**
 * RtlUpperString - copy a string in upper case
 * @DestinationString: receives the string; text beyond MaximumLength is cut off
 * @SourceString: the string
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ntddk.h, RtlUpperString
 */
VOID NTAPI RtlUpperString(_Inout_ PSTRING DestinationString, _In_ const STRING *SourceString);

/**
 * RtlUpcaseUnicodeString, RtlDowncaseUnicodeString - copy a string in upper case, in lower case
 * @DestinationString: receives the string, without a terminating null
 * @SourceString: the string
 * @AllocateDestinationString: TRUE to allocate the buffer, which the caller must free with
 *	RtlFreeUnicodeString; FALSE to use the buffer of @DestinationString
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MEMORY; STATUS_BUFFER_OVERFLOW if the buffer is too small, and
 *	then nothing is stored.
 * Page: ntddk.h, RtlUpcaseUnicodeString; ntifs.h, RtlDowncaseUnicodeString
 */
NTSTATUS NTAPI RtlUpcaseUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
				      _In_ PCUNICODE_STRING SourceString,
				      _In_ BOOLEAN AllocateDestinationString);
NTSTATUS NTAPI RtlDowncaseUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
					_In_ PCUNICODE_STRING SourceString,
					_In_ BOOLEAN AllocateDestinationString);

/**
 * RtlUnicodeStringToAnsiString, RtlAnsiStringToUnicodeString - convert a string
 * @DestinationString: receives the string, with a terminating null
 * @SourceString: the string
 * @AllocateDestinationString: TRUE to allocate the buffer, which the caller must free with
 *	RtlFreeAnsiString or RtlFreeUnicodeString; FALSE to use the buffer of @DestinationString
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MEMORY; STATUS_INVALID_PARAMETER_2 if the result is too long
 *	for any string; STATUS_BUFFER_OVERFLOW if the buffer is too small. In the last case
 *	RtlUnicodeStringToAnsiString stores the characters that fit, and a null.
 *	RtlAnsiStringToUnicodeString stores nothing.
 * Page: wdm.h, RtlUnicodeStringToAnsiString, RtlAnsiStringToUnicodeString
 */
NTSTATUS NTAPI RtlUnicodeStringToAnsiString(_Inout_ PANSI_STRING DestinationString,
					    _In_ PCUNICODE_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);
NTSTATUS NTAPI RtlAnsiStringToUnicodeString(_Inout_ PUNICODE_STRING DestinationString,
					    _In_ PCANSI_STRING SourceString,
					    _In_ BOOLEAN AllocateDestinationString);

/**
 * RtlxUnicodeStringToAnsiSize, RtlxAnsiStringToUnicodeSize - return the size of the buffer that the
 *	converted string needs
 * @UnicodeString: the string to convert
 * @AnsiString: the string to convert
 *
 * RtlUnicodeStringToAnsiSize and RtlAnsiStringToUnicodeSize are other names of these functions.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: bytes, including those of the terminating null.
 * Page: wdm.h, RtlxUnicodeStringToAnsiSize, RtlxAnsiStringToUnicodeSize
 */
ULONG NTAPI RtlxUnicodeStringToAnsiSize(_In_ PCUNICODE_STRING UnicodeString);
ULONG NTAPI RtlxAnsiStringToUnicodeSize(_In_ PCANSI_STRING AnsiString);
#define RtlUnicodeStringToAnsiSize RtlxUnicodeStringToAnsiSize
#define RtlAnsiStringToUnicodeSize RtlxAnsiStringToUnicodeSize

/**
 * RtlUnicodeToMultiByteN, RtlMultiByteToUnicodeN - convert text from one buffer to another
 * @MultiByteString: the ANSI text
 * @MaxBytesInMultiByteString: bytes of the buffer for the ANSI text
 * @BytesInMultiByteString: bytes of the ANSI text; as a result it may be NULL
 * @UnicodeString: the Unicode text
 * @MaxBytesInUnicodeString: bytes of the buffer for the Unicode text
 * @BytesInUnicodeString: bytes of the Unicode text; as a result it may be NULL
 *
 * Characters that do not fit are left out. The functions add no null.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, also if characters were left out.
 * Page: ntifs.h, RtlUnicodeToMultiByteN, RtlMultiByteToUnicodeN
 */
NTSTATUS NTAPI RtlUnicodeToMultiByteN(_Out_ PCHAR MultiByteString,
				      _In_ ULONG MaxBytesInMultiByteString,
				      _Out_opt_ PULONG BytesInMultiByteString,
				      _In_ PCWCH UnicodeString, _In_ ULONG BytesInUnicodeString);
NTSTATUS NTAPI RtlMultiByteToUnicodeN(_Out_ PWCH UnicodeString, _In_ ULONG MaxBytesInUnicodeString,
				      _Out_opt_ PULONG BytesInUnicodeString,
				      _In_ const CHAR *MultiByteString,
				      _In_ ULONG BytesInMultiByteString);

/**
 * RtlUTF8ToUnicodeN, RtlUnicodeToUTF8N - convert text from one buffer to another, or return the size that it
 *	has after that
 * @UnicodeStringDestination, @UTF8StringDestination: the buffer for the converted text; NULL for its size only
 * @UnicodeStringMaxByteCount, @UTF8StringMaxByteCount: bytes of that buffer
 * @UnicodeStringActualByteCount, @UTF8StringActualByteCount: receives the bytes of the converted text;
 *	may be NULL if there is a buffer
 * @UTF8StringSource, @UnicodeStringSource: the text to convert
 * @UTF8StringByteCount, @UnicodeStringByteCount: bytes of that text. A null in it is a character like others
 *
 * Half of a surrogate pair becomes U+FFFD. So does a byte that begins no character of UTF-8, and the longest
 * beginning of a character that does not go on. Characters that do not fit into the buffer are left out. The
 * functions add no null.
 *
 * IRQL: any. On Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_SOME_NOT_MAPPED if something became U+FFFD; STATUS_BUFFER_TOO_SMALL if
 *	characters were left out; STATUS_INVALID_PARAMETER if there is neither a buffer nor a place for
 *	the size; STATUS_INVALID_PARAMETER_4 without a text; from RtlUnicodeToUTF8N
 *	STATUS_INVALID_PARAMETER_5 for an odd number of bytes.
 * Page: wdm.h, RtlUTF8ToUnicodeN, RtlUnicodeToUTF8N
 */
NTSTATUS NTAPI RtlUTF8ToUnicodeN(_Out_opt_ PWSTR UnicodeStringDestination,
				 _In_ ULONG UnicodeStringMaxByteCount,
				 _Out_opt_ PULONG UnicodeStringActualByteCount,
				 _In_ PCCH UTF8StringSource, _In_ ULONG UTF8StringByteCount);
NTSTATUS NTAPI RtlUnicodeToUTF8N(_Out_opt_ PCHAR UTF8StringDestination,
				 _In_ ULONG UTF8StringMaxByteCount,
				 _Out_opt_ PULONG UTF8StringActualByteCount,
				 _In_ PCWCH UnicodeStringSource, _In_ ULONG UnicodeStringByteCount);

/**
 * RtlIntegerToUnicodeString, RtlInt64ToUnicodeString - write a number as text
 * @Value: the number
 * @Base: 2, 8, 10 or 16; 0 for 10
 * @String: receives the digits, with a terminating null
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for another @Base; STATUS_BUFFER_OVERFLOW if the
 *	digits and the null do not fit, and then nothing is stored.
 * Page: wdm.h, RtlIntegerToUnicodeString, RtlInt64ToUnicodeString
 */
NTSTATUS NTAPI RtlIntegerToUnicodeString(_In_ ULONG Value, _In_opt_ ULONG Base,
					 _Inout_ PUNICODE_STRING String);
NTSTATUS NTAPI RtlInt64ToUnicodeString(_In_ ULONGLONG Value, _In_opt_ ULONG Base,
				       _Inout_ PUNICODE_STRING String);

/**
 * RtlUnicodeStringToInteger, RtlCharToInteger - read a number from text
 * @String: white space, a sign, digits, and any other text; white space and sign may be missing. That of
 *	RtlCharToInteger ends with a null
 * @Base: 2, 8, 10 or 16; with 0 a prefix of the digits (0x, 0o, 0b) selects 16, 8 or 2, and no
 *	prefix selects 10
 * @Value: receives the number; 0 if there is no digit
 *
 * A number that does not fit into 32 bits wraps around.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for another @Base, and from RtlUnicodeStringToInteger
 *	for an empty @String, with @Value unchanged.
 * Page: wdm.h, RtlUnicodeStringToInteger; ntddk.h, RtlCharToInteger
 */
NTSTATUS NTAPI RtlUnicodeStringToInteger(_In_ PCUNICODE_STRING String, _In_opt_ ULONG Base,
					 _Out_ PULONG Value);
NTSTATUS NTAPI RtlCharToInteger(_In_ PCSZ String, _In_opt_ ULONG Base, _Out_ PULONG Value);

EXTERN_C_END

#endif /* WINWORK_RTL_STRINGS_H */
