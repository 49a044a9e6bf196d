/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counted strings: the parts that all functions for STRING and UNICODE_STRING share. Lengths are in
 * bytes and leave out the null, which is written wherever Windows writes one and there is room.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

constexpr ULONG kMostStringBytes = MAXUSHORT;
constexpr ULONG kMostUnicodeBytes = MAXUSHORT - 1;	/* an even number */

/* A string as the functions here work on it: an array of units, without a null. */
template <typename Unit>
struct Text {
	const Unit *units;
	ULONG count;

	[[gnu::always_inline]] const Unit *end() const { return units + count; }
};

[[gnu::always_inline]] inline Text<char> text_of(const STRING *string)
{
	return { string->Buffer, string->Length };
}

[[gnu::always_inline]] inline Text<u16> text_of(const UNICODE_STRING *string)
{
	return { reinterpret_cast<const u16 *>(string->Buffer),
		 static_cast<ULONG>(string->Length / sizeof(WCHAR)) };
}

[[gnu::always_inline]] inline u16 *units_of(PWCH buffer)
{
	return reinterpret_cast<u16 *>(buffer);
}

/* Writes a null behind a UNICODE_STRING that has room for it. A STRING gets none. */
template <typename String>
[[gnu::always_inline]] inline void terminate(String *string)
{
	constexpr ULONG unit = sizeof(*string->Buffer);

	if (unit == sizeof(WCHAR) && string->Length + unit <= string->MaximumLength)
		string->Buffer[string->Length / unit] = 0;
}

/*
 * Allocates a buffer of @bytes for @string if @allocate. Otherwise fails with
 * STATUS_BUFFER_OVERFLOW if the buffer that it has is smaller.
 */
NTSTATUS provide_buffer(CallSite call, PSTRING string, ULONG bytes, BOOLEAN allocate);
NTSTATUS provide_buffer(CallSite call, PUNICODE_STRING string, ULONG bytes, BOOLEAN allocate);

} /* namespace ww */
