/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Conversion between strings and integers.
 */
#include "string.hpp"

using namespace ww;

namespace {

constexpr ULONG kMostDigits = 32;

constexpr bool is_base(ULONG base)
{
	return base == 2 || base == 8 || base == 10 || base == 16;
}

/* Returns the value of a digit, or a value that is no digit in any base. */
constexpr ULONG digit_value(u16 character)
{
	const u32 upper = character >= 'a' && character <= 'z' ? character - 'a' + 'A'
								  : character;

	return upper >= '0' && upper <= '9' ? upper - '0' :
	       upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : 0xff;
}

constexpr ULONG base_of_prefix(u16 letter)
{
	return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
}

} /* namespace */

extern "C" {

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

/* The format: white space, a sign, a prefix (0x, 0o, 0b) if Base is 0, digits, any other text. */
NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
	const Text<u16> text = text_of(String);
	const u16 *at = text.units;
	const u16 *end = text.end();
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
