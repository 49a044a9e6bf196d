/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Conversion of strings between UTF-8, which is the ANSI code page here, and UTF-16.
 */
#include <ntifs.h>

#include "string.hpp"

#include "base/unicode.hpp"

using namespace ww;

namespace {

template <typename To, typename From>
ULONG converted_count(Text<From> text)
{
	To units[4 / sizeof(To)];
	ULONG count = 0;

	for (const From *at = text.units; at != text.end();)
		count += encode(next_code_point(at, text.end()), units);
	return count;
}

/* Writes the characters that fit whole. Returns the number of units written. */
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

/* Converts between plain buffers, counted in bytes. Characters that do not fit are no error. */
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

/* Converts between plain buffers, and tells what was lost. Without @out it counts the bytes. */
template <typename To, typename From>
NTSTATUS convert_or_count(To *out, ULONG room_bytes, PULONG result_bytes, const From *in,
			  ULONG in_bytes)
{
	const ULONG room = out ? room_bytes / sizeof(To) : MAXULONG;
	NTSTATUS status = STATUS_SUCCESS;
	ULONG written = 0;

	if (!out && !result_bytes)
		return STATUS_INVALID_PARAMETER;
	if (!in)
		return STATUS_INVALID_PARAMETER_4;
	if (in_bytes % sizeof(From))
		return STATUS_INVALID_PARAMETER_5;
	for (const From *at = in, *end = in + in_bytes / sizeof(From); at != end;) {
		const From *next = at;
		const u32 code_point = next_code_point(next, end);
		To units[4 / sizeof(To)];
		const ULONG count = encode(code_point, units);

		if (count > room - written) {
			status = STATUS_BUFFER_TOO_SMALL;
			break;
		}
		if (code_point == kReplacementCharacter && !is_own(at, next))
			status = STATUS_SOME_NOT_MAPPED;
		for (ULONG i = 0; out && i < count; i++)
			out[written + i] = units[i];
		written += count;
		at = next;
	}
	if (result_bytes)
		*result_bytes = written * sizeof(To);
	return status;
}

/*
 * A destination that is too small gets the characters that fit, and a null. The status is
 * STATUS_BUFFER_OVERFLOW then.
 */
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

/* A destination that is too small does not change: STATUS_BUFFER_OVERFLOW. */
NTSTATUS to_wide(CallSite call, PUNICODE_STRING destination, const STRING *source, BOOLEAN allocate)
{
	const ULONG needed = (converted_count<u16>(text_of(source)) + 1) * sizeof(WCHAR);

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

} /* namespace */

extern "C" {

ULONG NTAPI RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING UnicodeString)
{
	return converted_count<char>(text_of(UnicodeString)) + 1;
}

ULONG NTAPI RtlxAnsiStringToUnicodeSize(PCANSI_STRING AnsiString)
{
	return (converted_count<u16>(text_of(AnsiString)) + 1) * sizeof(WCHAR);
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
			     reinterpret_cast<const u16 *>(UnicodeString), BytesInUnicodeString);
}

NTSTATUS NTAPI RtlMultiByteToUnicodeN(PWCH UnicodeString, ULONG MaxBytesInUnicodeString,
				      PULONG BytesInUnicodeString, const CHAR *MultiByteString,
				      ULONG BytesInMultiByteString)
{
	return convert_bytes(units_of(UnicodeString), MaxBytesInUnicodeString, BytesInUnicodeString,
			     MultiByteString, BytesInMultiByteString);
}

NTSTATUS NTAPI RtlUnicodeToMultiByteSize(PULONG BytesInMultiByteString, PCWCH UnicodeString,
					 ULONG BytesInUnicodeString)
{
	*BytesInMultiByteString = converted_count<char>(
		Text<u16>{ reinterpret_cast<const u16 *>(UnicodeString),
			   static_cast<ULONG>(BytesInUnicodeString / sizeof(WCHAR)) });
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlMultiByteToUnicodeSize(PULONG BytesInUnicodeString, const CHAR *MultiByteString,
					 ULONG BytesInMultiByteString)
{
	*BytesInUnicodeString = static_cast<ULONG>(
		converted_count<u16>(Text<char>{ MultiByteString, BytesInMultiByteString }) *
		sizeof(WCHAR));
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUTF8ToUnicodeN(PWSTR UnicodeStringDestination, ULONG UnicodeStringMaxByteCount,
				 PULONG UnicodeStringActualByteCount, PCCH UTF8StringSource,
				 ULONG UTF8StringByteCount)
{
	return convert_or_count(units_of(UnicodeStringDestination), UnicodeStringMaxByteCount,
				UnicodeStringActualByteCount, UTF8StringSource,
				UTF8StringByteCount);
}

NTSTATUS NTAPI RtlUnicodeToUTF8N(PCHAR UTF8StringDestination, ULONG UTF8StringMaxByteCount,
				 PULONG UTF8StringActualByteCount, PCWCH UnicodeStringSource,
				 ULONG UnicodeStringByteCount)
{
	return convert_or_count(UTF8StringDestination, UTF8StringMaxByteCount,
				UTF8StringActualByteCount,
				reinterpret_cast<const u16 *>(UnicodeStringSource),
				UnicodeStringByteCount);
}

} /* extern "C" */
