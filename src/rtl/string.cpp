/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory, and counted strings: STRING and UNICODE_STRING. Lengths are bytes and leave out the
 * null, which is written wherever there is room for it and Windows writes one.
 */
#include <wdm.h>

#include "base/unicode.hpp"
#include "mm/pool.hpp"

using namespace ww;

namespace {

constexpr ULONG kMostStringBytes = MAXUSHORT;
constexpr ULONG kMostUnicodeBytes = MAXUSHORT - 1;	/* an even number */
constexpr ULONG kStringTag = 'g' << 24 | 'r' << 16 | 't' << 8 | 'S';

/* Characters as the unit type that the algorithms here work on. */
template <typename Unit>
struct Text {
	const Unit *units;
	ULONG count;

	const Unit *end() const { return units + count; }
};

Text<char> text_of(const STRING *string)
{
	return { string->Buffer, string->Length };
}

Text<ww_u16> text_of(const UNICODE_STRING *string)
{
	return { reinterpret_cast<const ww_u16 *>(string->Buffer),
		 static_cast<ULONG>(string->Length / sizeof(WCHAR)) };
}

ww_u16 *units_of(PWCH buffer)
{
	return reinterpret_cast<ww_u16 *>(buffer);
}

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

/* ---- copying --------------------------------------------------------------------------- */

/* Works on STRING and UNICODE_STRING; only the latter gets a null. */
template <typename String>
void terminate(String *string)
{
	constexpr ULONG unit = sizeof(*string->Buffer);

	if (unit == sizeof(WCHAR) && string->Length + unit <= string->MaximumLength)
		string->Buffer[string->Length / unit] = 0;
}

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

/* Room of @bytes for @string when the caller wants it allocated, or else what it has. */
template <typename String>
NTSTATUS provide_buffer(CallSite call, String *string, ULONG bytes, BOOLEAN allocate)
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

NTSTATUS change_case(CallSite call, PUNICODE_STRING destination, PCUNICODE_STRING source,
		     BOOLEAN allocate, ww_u16 (*change)(ww_u16))
{
	const NTSTATUS status = provide_buffer(call, destination, source->Length, allocate);

	if (!NT_SUCCESS(status))
		return status;

	const Text<ww_u16> text = text_of(source);
	ww_u16 *out = units_of(destination->Buffer);

	for (ULONG i = 0; i < text.count; i++)
		out[i] = change(text.units[i]);
	destination->Length = source->Length;
	return STATUS_SUCCESS;
}

/* ---- from one encoding to the other ---------------------------------------------------- */

template <typename To, typename From>
ULONG converted_count(Text<From> text)
{
	To units[4 / sizeof(To)];
	ULONG count = 0;

	for (const From *at = text.units; at != text.end();)
		count += encode(next_code_point(at, text.end()), units);
	return count;
}

/* Writes whole characters as long as there is room, and returns how many units that took. */
template <typename To, typename From>
ULONG convert(To *out, ULONG room, Text<From> text)
{
	ULONG written = 0;

	for (const From *at = text.units; at != text.end();) {
		To units[4 / sizeof(To)];
		const ULONG count = encode(next_code_point(at, text.end()), units);

		if (count > room - written)
			break;
		for (ULONG i = 0; i < count; i++)
			out[written++] = units[i];
	}
	return written;
}

/* Between plain buffers, counted in bytes. What does not fit is left out without an error. */
template <typename To, typename From>
NTSTATUS convert_bytes(To *out, ULONG room_bytes, PULONG written_bytes, const From *in,
		       ULONG in_bytes)
{
	const Text<From> text{ in, static_cast<ULONG>(in_bytes / sizeof(From)) };
	const ULONG written = convert(out, room_bytes / sizeof(To), text);

	if (written_bytes)
		*written_bytes = written * sizeof(To);
	return STATUS_SUCCESS;
}

/* A destination that is too small gets what fits, a null, and STATUS_BUFFER_OVERFLOW. */
NTSTATUS to_narrow(CallSite call, PSTRING destination, PCUNICODE_STRING source, BOOLEAN allocate)
{
	const ULONG needed = converted_count<char>(text_of(source)) + 1;

	if (needed > kMostStringBytes)
		return STATUS_INVALID_PARAMETER_2;

	const NTSTATUS status = provide_buffer(call, destination, needed, allocate);

	if (NT_SUCCESS(status) ||
	    (status == STATUS_BUFFER_OVERFLOW && destination->MaximumLength)) {
		const ULONG room = destination->MaximumLength - 1;

		destination->Length = static_cast<USHORT>(
			convert(destination->Buffer, room, text_of(source)));
		destination->Buffer[destination->Length] = 0;
	}
	return status;
}

/* A destination that is too small is left as it was. */
NTSTATUS to_wide(CallSite call, PUNICODE_STRING destination, const STRING *source, BOOLEAN allocate)
{
	const ULONG needed = (converted_count<ww_u16>(text_of(source)) + 1) * sizeof(WCHAR);

	if (needed > kMostUnicodeBytes)
		return STATUS_INVALID_PARAMETER_2;

	const NTSTATUS status = provide_buffer(call, destination, needed, allocate);

	if (NT_SUCCESS(status)) {
		const ULONG count = convert(units_of(destination->Buffer), needed / sizeof(WCHAR),
					    text_of(source));

		destination->Length = static_cast<USHORT>(count * sizeof(WCHAR));
		destination->Buffer[count] = 0;
	}
	return status;
}

/* ---- numbers --------------------------------------------------------------------------- */

constexpr ULONG kMostDigits = 32;

constexpr bool is_base(ULONG base)
{
	return base == 2 || base == 8 || base == 10 || base == 16;
}

/* The value of a digit in any base, or something that is none in every base. */
constexpr ULONG digit_value(ww_u16 character)
{
	const ww_u32 upper = character >= 'a' && character <= 'z' ? character - 'a' + 'A'
								  : character;

	return upper >= '0' && upper <= '9' ? upper - '0' :
	       upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : 0xff;
}

constexpr ULONG base_of_prefix(ww_u16 letter)
{
	return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

} /* namespace */

extern "C" {

SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
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
	return compare(Text<ww_u16>{ reinterpret_cast<const ww_u16 *>(String1),
				     static_cast<ULONG>(String1Length) },
		       Text<ww_u16>{ reinterpret_cast<const ww_u16 *>(String2),
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

/* ---- upper and lower case -------------------------------------------------------------- */

WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR SourceCharacter)
{
	return upcase(static_cast<ww_u16>(SourceCharacter));
}

WCHAR NTAPI RtlDowncaseUnicodeChar(WCHAR SourceCharacter)
{
	return downcase(static_cast<ww_u16>(SourceCharacter));
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

/* ---- converting ------------------------------------------------------------------------ */

ULONG NTAPI RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING UnicodeString)
{
	return converted_count<char>(text_of(UnicodeString)) + 1;
}

ULONG NTAPI RtlxAnsiStringToUnicodeSize(PCANSI_STRING AnsiString)
{
	return (converted_count<ww_u16>(text_of(AnsiString)) + 1) * sizeof(WCHAR);
}

NTSTATUS NTAPI RtlUnicodeStringToAnsiString(PANSI_STRING DestinationString,
					    PCUNICODE_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	return to_narrow(WW_CALL_SITE, DestinationString, SourceString, AllocateDestinationString);
}

NTSTATUS NTAPI RtlAnsiStringToUnicodeString(PUNICODE_STRING DestinationString,
					    PCANSI_STRING SourceString,
					    BOOLEAN AllocateDestinationString)
{
	return to_wide(WW_CALL_SITE, DestinationString, SourceString, AllocateDestinationString);
}

NTSTATUS NTAPI RtlUnicodeToMultiByteN(PCHAR MultiByteString, ULONG MaxBytesInMultiByteString,
				      PULONG BytesInMultiByteString, PCWCH UnicodeString,
				      ULONG BytesInUnicodeString)
{
	return convert_bytes(MultiByteString, MaxBytesInMultiByteString, BytesInMultiByteString,
			     reinterpret_cast<const ww_u16 *>(UnicodeString), BytesInUnicodeString);
}

NTSTATUS NTAPI RtlMultiByteToUnicodeN(PWCH UnicodeString, ULONG MaxBytesInUnicodeString,
				      PULONG BytesInUnicodeString, const CHAR *MultiByteString,
				      ULONG BytesInMultiByteString)
{
	return convert_bytes(units_of(UnicodeString), MaxBytesInUnicodeString, BytesInUnicodeString,
			     MultiByteString, BytesInMultiByteString);
}

/* ---- numbers --------------------------------------------------------------------------- */

NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
	const ULONG base = Base ? Base : 10;
	WCHAR digits[kMostDigits];
	ULONG count = 0;

	if (!is_base(base))
		return STATUS_INVALID_PARAMETER;
	do {
		const ULONG digit = Value % base;

		digits[count++] = static_cast<WCHAR>(digit < 10 ? '0' + digit : 'A' + digit - 10);
		Value /= base;
	} while (Value);

	if ((count + 1) * sizeof(WCHAR) > String->MaximumLength)
		return STATUS_BUFFER_OVERFLOW;
	for (ULONG i = 0; i < count; i++)
		String->Buffer[i] = digits[count - 1 - i];
	String->Length = static_cast<USHORT>(count * sizeof(WCHAR));
	terminate(String);
	return STATUS_SUCCESS;
}

/* White space, a sign, with Base 0 a prefix (0x, 0o, 0b), digits; whatever follows ends it. */
NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
	const Text<ww_u16> text = text_of(String);
	const ww_u16 *at = text.units;
	const ww_u16 *end = text.end();
	ULONG base = Base;
	ULONG value = 0;
	bool negative = false;

	while (at != end && *at <= ' ')
		at++;
	if (at != end && (*at == '-' || *at == '+'))
		negative = *at++ == '-';
	if (!base) {
		base = end - at >= 2 && *at == '0' ? base_of_prefix(at[1]) : 0;
		if (base)
			at += 2;
		else
			base = 10;
	}
	if (!is_base(base))
		return STATUS_INVALID_PARAMETER;
	for (; at != end && digit_value(*at) < base; at++)
		value = value * base + digit_value(*at);
	*Value = negative ? 0 - value : value;
	return STATUS_SUCCESS;
}

} /* extern "C" */
