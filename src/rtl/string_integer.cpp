/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Conversion between strings and integers.
 */
#include "string.hpp"

#include "base/text.hpp"

using namespace ww;

namespace {

constexpr ULONG kMostDigits = 64;

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

constexpr u16 character(u16 unit)
{
	return unit;
}

/* A byte above 127 is part of no number. */
constexpr u16 character(char unit)
{
	return static_cast<unsigned char>(unit);
}

NTSTATUS write(ULONGLONG value, ULONG base, PUNICODE_STRING string)
{
	WCHAR digits[kMostDigits];
	ULONG count = 0;

	if (!base)
		base = 10;
	if (!is_base(base))
		return STATUS_INVALID_PARAMETER;
	do {
		const ULONG digit = static_cast<ULONG>(value % base);

		digits[count++] = static_cast<WCHAR>(digit < 10 ? '0' + digit : 'A' + digit - 10);
		value /= base;
	} while (value);

	if ((count + 1) * sizeof(WCHAR) > string->MaximumLength)
		return STATUS_BUFFER_OVERFLOW;
	for (ULONG i = 0; i < count; i++)
		string->Buffer[i] = digits[count - 1 - i];
	string->Length = static_cast<USHORT>(count * sizeof(WCHAR));
	terminate(string);
	return STATUS_SUCCESS;
}

/* The format: white space, a sign, a prefix (0x, 0o, 0b) if Base is 0, digits, any other text. */
template <typename Unit>
NTSTATUS read(Text<Unit> text, ULONG base, PULONG number)
{
	const Unit *at = text.units;
	const Unit *end = text.end();
	ULONG value = 0;
	bool negative = false;

	while (at != end && character(*at) <= ' ')
		at++;
	if (at != end && (*at == '-' || *at == '+'))
		negative = *at++ == '-';
	if (!base) {
		base = end - at >= 2 && *at == '0' ? base_of_prefix(character(at[1])) : 0;
		if (base)
			at += 2;
		else
			base = 10;
	}
	if (!is_base(base))
		return STATUS_INVALID_PARAMETER;
	for (; at != end && digit_value(character(*at)) < base; at++)
		value = value * base + digit_value(character(*at));
	*number = negative ? 0 - value : value;
	return STATUS_SUCCESS;
}

} /* namespace */

extern "C" {

NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
	return write(Value, Base, String);
}

NTSTATUS NTAPI RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base, PUNICODE_STRING String)
{
	return write(Value, Base, String);
}

NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
	const auto text = text_of(String);

	return text.count ? read(text, Base, Value) : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value)
{
	return read(Text<char>{ String, static_cast<ULONG>(text_length(String)) }, Base, Value);
}

} /* extern "C" */
