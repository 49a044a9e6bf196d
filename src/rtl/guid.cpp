/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text of GUIDs: 32 digits in groups of 8, 4, 4, 4 and 12, in braces. The first three groups
 * are numbers; the others are the bytes of Data4.
 */
#include <winwork/rtl/runtime.h>

#include "string.hpp"

using namespace ww;

namespace {

constexpr ULONG kCharacters = 38;
constexpr ULONG kBytes = 16;

/* The characters that are no digits; 0 elsewhere. */
constexpr char mark_at(ULONG at)
{
	return at == 0 ? '{' : at == kCharacters - 1 ? '}' :
	       at == 9 || at == 14 || at == 19 || at == 24 ? '-' : 0;
}

/* Where the byte of a GUID in memory lies, whose digits are the pair of this number in the text. */
constexpr ULONG byte_of_pair(ULONG pair)
{
	return pair < 4 ? 3 - pair : pair < 6 ? 9 - pair : pair < 8 ? 13 - pair : pair;
}

constexpr u8 kNoDigit = 0xff;

constexpr u8 value_of(u16 digit)
{
	return digit >= '0' && digit <= '9' ? static_cast<u8>(digit - '0') :
	       digit >= 'A' && digit <= 'F' ? static_cast<u8>(digit - 'A' + 10) :
	       digit >= 'a' && digit <= 'f' ? static_cast<u8>(digit - 'a' + 10) : kNoDigit;
}

} /* namespace */

extern "C" {

NTSTATUS NTAPI RtlStringFromGUID(const GUID *const Guid, PUNICODE_STRING GuidString)
{
	const u8 *bytes = reinterpret_cast<const u8 *>(Guid);
	const NTSTATUS status = provide_buffer(WW_CALL_SITE, GuidString,
					       (kCharacters + 1) * sizeof(WCHAR), TRUE);
	ULONG digit = 0;

	if (!NT_SUCCESS(status))
		return status;
	for (ULONG at = 0; at < kCharacters; at++) {
		char character = mark_at(at);

		if (!character) {
			const u8 byte = bytes[byte_of_pair(digit / 2)];

			character = "0123456789ABCDEF"[digit % 2 ? byte & 0xf : byte >> 4];
			digit++;
		}
		GuidString->Buffer[at] = static_cast<WCHAR>(character);
	}
	GuidString->Length = kCharacters * sizeof(WCHAR);
	terminate(GuidString);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlGUIDFromString(PUNICODE_STRING GuidString, GUID *Guid)
{
	const Text<u16> text = text_of(GuidString);
	u8 bytes[kBytes] = {};
	ULONG digit = 0;

	if (text.count < kCharacters)
		return STATUS_INVALID_PARAMETER;
	for (ULONG at = 0; at < kCharacters; at++) {
		const u8 value = value_of(text.units[at]);

		if (mark_at(at) ? text.units[at] != static_cast<u16>(mark_at(at))
				: value == kNoDigit)
			return STATUS_INVALID_PARAMETER;
		if (mark_at(at))
			continue;
		u8 &byte = bytes[byte_of_pair(digit / 2)];

		byte = static_cast<u8>(byte << 4 | value);
		digit++;
	}
	RtlCopyMemory(Guid, bytes, sizeof(bytes));
	return STATUS_SUCCESS;
}

} /* extern "C" */
