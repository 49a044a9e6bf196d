/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counted strings, STRING and UNICODE_STRING: initialising, copying, comparing, and the case of
 * letters. RtlCompareMemory is also here.
 */
#include <ntifs.h>
#include <wdmsec.h>

#include "string.hpp"

#include "base/address.hpp"
#include "base/exception.hpp"
#include "base/unicode.hpp"
#include "mm/pool.hpp"
#include "mm/user_memory.hpp"

using namespace ww;

namespace {

constexpr ULONG kStringTag = 'g' << 24 | 'r' << 16 | 't' << 8 | 'S';

template <typename Char>
SIZE_T length_of(const Char *text)
{
	SIZE_T length = 0;

	while (text[length])
		length++;
	return length;
}

/* ---- comparing ------------------------------------------------------------------------- */

template <typename Unit>
LONG compare(Text<Unit> a, Text<Unit> b, BOOLEAN ignore_case)
{
	const ULONG common = a.count < b.count ? a.count : b.count;

	for (ULONG i = 0; i < common; i++) {
		const Unit left = ignore_case ? upcase(a.units[i]) : a.units[i];
		const Unit right = ignore_case ? upcase(b.units[i]) : b.units[i];

		if (left != right)
			return sizeof(Unit) == 1
				? static_cast<UCHAR>(left) - static_cast<UCHAR>(right)
				: left - right;
	}
	return static_cast<LONG>(a.count) - static_cast<LONG>(b.count);
}

template <typename Unit>
bool equal(Text<Unit> a, Text<Unit> b, BOOLEAN ignore_case)
{
	return a.count == b.count && compare(a, b, ignore_case) == 0;
}

template <typename Unit>
bool begins_with(Text<Unit> text, Text<Unit> prefix, BOOLEAN ignore_case)
{
	return text.count >= prefix.count &&
	       equal(Text<Unit>{ text.units, prefix.count }, prefix, ignore_case);
}

template <typename Unit>
bool ends_with(Text<Unit> text, Text<Unit> suffix, BOOLEAN ignore_case)
{
	return text.count >= suffix.count &&
	       equal(Text<Unit>{ text.end() - suffix.count, suffix.count }, suffix, ignore_case);
}

/* ---- copying --------------------------------------------------------------------------- */

template <typename String>
void copy(String *destination, const String *source)
{
	if (!source) {
		destination->Length = 0;
		return;
	}
	destination->Length = source->Length < destination->MaximumLength ?
				      source->Length : destination->MaximumLength;
	if (destination->Length)
		__builtin_memmove(destination->Buffer, source->Buffer, destination->Length);
	terminate(destination);
}

template <typename String>
NTSTATUS append(String *destination, const void *bytes, SIZE_T count)
{
	if (!count)
		return STATUS_SUCCESS;
	if (destination->Length + count > destination->MaximumLength)
		return STATUS_BUFFER_TOO_SMALL;
	__builtin_memmove(reinterpret_cast<char *>(destination->Buffer) + destination->Length,
			  bytes,
			  count);
	destination->Length = static_cast<USHORT>(destination->Length + count);
	terminate(destination);
	return STATUS_SUCCESS;
}

template <typename String>
NTSTATUS provide(CallSite call, String *string, ULONG bytes, BOOLEAN allocate)
{
	if (!allocate)
		return bytes <= string->MaximumLength ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;

	void *buffer = pool_allocate({ .call = call, .bytes = bytes ? bytes : 1,
				       .tag = kStringTag });

	if (!buffer)
		return STATUS_NO_MEMORY;
	string->Buffer = static_cast<decltype(string->Buffer)>(buffer);
	string->MaximumLength = static_cast<USHORT>(bytes);
	return STATUS_SUCCESS;
}

template <typename String>
void free_buffer(CallSite call, String *string)
{
	if (string->Buffer)
		pool_free(call, string->Buffer, kAnyTag);
	*string = {};
}

/*
 * Makes @destination a copy of @source with a buffer of @bytes, and a null if there is room for it.
 */
NTSTATUS duplicate(CallSite call, PUNICODE_STRING destination, const UNICODE_STRING &source,
		   SIZE_T bytes)
{
	UNICODE_STRING copy{};

	if (bytes > kMostUnicodeBytes)
		return STATUS_NAME_TOO_LONG;

	const NTSTATUS status = provide(call, &copy, static_cast<ULONG>(bytes), TRUE);

	if (!NT_SUCCESS(status))
		return status;
	RtlCopyUnicodeString(&copy, &source);
	*destination = copy;
	return STATUS_SUCCESS;
}

NTSTATUS change_case(CallSite call, PUNICODE_STRING destination, PCUNICODE_STRING source,
		     BOOLEAN allocate, u16 (*change)(u16))
{
	const NTSTATUS status = provide_buffer(call, destination, source->Length, allocate);

	if (!NT_SUCCESS(status))
		return status;

	const Text<u16> text = text_of(source);
	u16 *out = units_of(destination->Buffer);

	for (ULONG i = 0; i < text.count; i++)
		out[i] = change(text.units[i]);
	destination->Length = source->Length;
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS ww::provide_buffer(CallSite call, PSTRING string, ULONG bytes, BOOLEAN allocate)
{
	return provide(call, string, bytes, allocate);
}

NTSTATUS ww::provide_buffer(CallSite call, PUNICODE_STRING string, ULONG bytes, BOOLEAN allocate)
{
	return provide(call, string, bytes, allocate);
}

extern "C" {

SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
	if (!is_kernel_address(Source1) || !is_kernel_address(Source2)) {
		const Comparison comparison = user_compare(Source1, Source2, Length);

		if (!comparison.is_complete)
			raise_exception(STATUS_ACCESS_VIOLATION, WW_CALL_SITE);
		return comparison.equal;
	}

	const auto *left = static_cast<const UCHAR *>(Source1);
	const auto *right = static_cast<const UCHAR *>(Source2);
	SIZE_T equal_bytes = 0;

	while (equal_bytes < Length && left[equal_bytes] == right[equal_bytes])
		equal_bytes++;
	return equal_bytes;
}

/* ---- making ---------------------------------------------------------------------------- */

VOID NTAPI RtlInitString(PSTRING DestinationString, PCSZ SourceString)
{
	*DestinationString = {};
	if (!SourceString)
		return;

	const SIZE_T length = length_of(SourceString);
	const ULONG bytes = length < kMostStringBytes ? length : kMostStringBytes - 1;

	DestinationString->Buffer = const_cast<PCHAR>(SourceString);
	DestinationString->Length = static_cast<USHORT>(bytes);
	DestinationString->MaximumLength = static_cast<USHORT>(bytes + 1);
}

VOID NTAPI RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
	RtlInitString(DestinationString, SourceString);
}

NTSTATUS NTAPI RtlInitUnicodeStringEx(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	*DestinationString = {};
	if (!SourceString)
		return STATUS_SUCCESS;

	const SIZE_T bytes = length_of(SourceString) * sizeof(WCHAR);

	if (bytes > kMostUnicodeBytes - sizeof(WCHAR))
		return STATUS_NAME_TOO_LONG;
	DestinationString->Buffer = const_cast<PWCH>(SourceString);
	DestinationString->Length = static_cast<USHORT>(bytes);
	DestinationString->MaximumLength = static_cast<USHORT>(bytes + sizeof(WCHAR));
	return STATUS_SUCCESS;
}

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	if (NT_SUCCESS(RtlInitUnicodeStringEx(DestinationString, SourceString)))
		return;
	DestinationString->Buffer = const_cast<PWCH>(SourceString);
	DestinationString->Length = kMostUnicodeBytes - sizeof(WCHAR);
	DestinationString->MaximumLength = kMostUnicodeBytes;
}

NTSTATUS NTAPI WdmlibRtlInitUnicodeStringEx(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	return RtlInitUnicodeStringEx(DestinationString, SourceString);
}

NTSTATUS NTAPI RtlInitAnsiStringEx(PANSI_STRING DestinationString, PCSZ SourceString)
{
	if (SourceString && length_of(SourceString) >= kMostStringBytes) {
		*DestinationString = {};
		return STATUS_NAME_TOO_LONG;
	}
	RtlInitString(DestinationString, SourceString);
	return STATUS_SUCCESS;
}

BOOLEAN NTAPI RtlCreateUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
	UNICODE_STRING source;

	return NT_SUCCESS(RtlInitUnicodeStringEx(&source, SourceString)) &&
	       NT_SUCCESS(duplicate(WW_CALL_SITE, DestinationString, source,
				    source.Length + sizeof(WCHAR)));
}

NTSTATUS NTAPI RtlDuplicateUnicodeString(ULONG Flags, PCUNICODE_STRING SourceString,
					 PUNICODE_STRING DestinationString)
{
	constexpr ULONG kNull = RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE;
	constexpr ULONG kAlways = RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING;

	if (Flags & ~(kNull | kAlways) || Flags == kAlways || !SourceString || !DestinationString ||
	    !NT_SUCCESS(RtlValidateUnicodeString(0, SourceString)))
		return STATUS_INVALID_PARAMETER;
	if (!SourceString->Length && !(Flags & kAlways)) {
		*DestinationString = {};
		return STATUS_SUCCESS;
	}
	return duplicate(WW_CALL_SITE, DestinationString, *SourceString,
			 SourceString->Length + (Flags & kNull ? sizeof(WCHAR) : 0));
}

NTSTATUS NTAPI RtlValidateUnicodeString(ULONG Flags, PCUNICODE_STRING String)
{
	if (Flags)
		return STATUS_INVALID_PARAMETER;
	if (!String)
		return STATUS_SUCCESS;
	return String->Length % sizeof(WCHAR) || String->MaximumLength % sizeof(WCHAR) ||
	       String->Length > String->MaximumLength || (String->MaximumLength && !String->Buffer)
		? STATUS_INVALID_PARAMETER : STATUS_SUCCESS;
}

VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING UnicodeString)
{
	free_buffer(WW_CALL_SITE, UnicodeString);
}

VOID NTAPI RtlFreeAnsiString(PANSI_STRING AnsiString)
{
	free_buffer(WW_CALL_SITE, AnsiString);
}

/* ---- copying --------------------------------------------------------------------------- */

VOID NTAPI RtlCopyString(PSTRING DestinationString, const STRING *SourceString)
{
	copy(DestinationString, SourceString);
}

VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
	copy(DestinationString, SourceString);
}

NTSTATUS NTAPI RtlAppendUnicodeStringToString(PUNICODE_STRING Destination, PCUNICODE_STRING Source)
{
	return append(Destination, Source->Buffer, Source->Length);
}

NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING Destination, PCWSTR Source)
{
	return Source ? append(Destination, Source,
			       length_of(Source) * sizeof(WCHAR)) : STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlAppendStringToString(PSTRING Destination, const STRING *Source)
{
	return append(Destination, Source->Buffer, Source->Length);
}

NTSTATUS NTAPI RtlAppendAsciizToString(PSTRING Destination, PCSZ Source)
{
	return Source ? append(Destination, Source, length_of(Source)) : STATUS_SUCCESS;
}

/* ---- comparing ------------------------------------------------------------------------- */

LONG NTAPI RtlCompareString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	return compare(text_of(String1), text_of(String2), CaseInSensitive);
}

BOOLEAN NTAPI RtlEqualString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	return equal(text_of(String1), text_of(String2), CaseInSensitive);
}

BOOLEAN NTAPI RtlPrefixString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive)
{
	return begins_with(text_of(String2), text_of(String1), CaseInSensitive);
}

LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				   BOOLEAN CaseInSensitive)
{
	return compare(text_of(String1), text_of(String2), CaseInSensitive);
}

LONG NTAPI RtlCompareUnicodeStrings(PCWCH String1, SIZE_T String1Length, PCWCH String2,
				    SIZE_T String2Length, BOOLEAN CaseInSensitive)
{
	return compare(Text<u16>{ reinterpret_cast<const u16 *>(String1),
				     static_cast<ULONG>(String1Length) },
		       Text<u16>{ reinterpret_cast<const u16 *>(String2),
				     static_cast<ULONG>(String2Length) },
		       CaseInSensitive);
}

BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				    BOOLEAN CaseInSensitive)
{
	return equal(text_of(String1), text_of(String2), CaseInSensitive);
}

BOOLEAN NTAPI RtlPrefixUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				     BOOLEAN CaseInSensitive)
{
	return begins_with(text_of(String2), text_of(String1), CaseInSensitive);
}

BOOLEAN NTAPI RtlSuffixUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2,
				     BOOLEAN CaseInSensitive)
{
	return ends_with(text_of(String2), text_of(String1), CaseInSensitive);
}

NTSTATUS NTAPI RtlHashUnicodeString(PCUNICODE_STRING String, BOOLEAN CaseInSensitive,
				    ULONG HashAlgorithm, PULONG HashValue)
{
	constexpr ULONG kFactor = 65599;
	ULONG hash = 0;

	if (!String || !HashValue ||
	    (HashAlgorithm != HASH_STRING_ALGORITHM_DEFAULT &&
	     HashAlgorithm != HASH_STRING_ALGORITHM_X65599))
		return STATUS_INVALID_PARAMETER;

	const Text<u16> text = text_of(String);

	for (const u16 *at = text.units; at != text.end(); at++)
		hash = hash * kFactor + (CaseInSensitive ? upcase(*at) : *at);
	*HashValue = hash;
	return STATUS_SUCCESS;
}

/* ---- upper and lower case -------------------------------------------------------------- */

WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR SourceCharacter)
{
	return upcase(static_cast<u16>(SourceCharacter));
}

WCHAR NTAPI RtlDowncaseUnicodeChar(WCHAR SourceCharacter)
{
	return downcase(static_cast<u16>(SourceCharacter));
}

CHAR NTAPI RtlUpperChar(CHAR Character)
{
	return upcase(Character);
}

VOID NTAPI RtlUpperString(PSTRING DestinationString, const STRING *SourceString)
{
	const ULONG bytes = SourceString->Length < DestinationString->MaximumLength ?
				    SourceString->Length : DestinationString->MaximumLength;

	for (ULONG i = 0; i < bytes; i++)
		DestinationString->Buffer[i] = upcase(SourceString->Buffer[i]);
	DestinationString->Length = static_cast<USHORT>(bytes);
}

NTSTATUS NTAPI RtlUpcaseUnicodeString(PUNICODE_STRING DestinationString,
				      PCUNICODE_STRING SourceString,
				      BOOLEAN AllocateDestinationString)
{
	return change_case(WW_CALL_SITE, DestinationString, SourceString, AllocateDestinationString,
			   upcase);
}

NTSTATUS NTAPI RtlDowncaseUnicodeString(PUNICODE_STRING DestinationString,
					PCUNICODE_STRING SourceString,
					BOOLEAN AllocateDestinationString)
{
	return change_case(WW_CALL_SITE, DestinationString, SourceString, AllocateDestinationString,
			   downcase);
}

} /* extern "C" */
