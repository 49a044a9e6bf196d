/* SPDX-License-Identifier: GPL-2.0 */
/*
 * UTF-8, UTF-16, and the case of letters.
 */
#include "unicode.hpp"

#include "text.hpp"

namespace ww {
namespace {

/* Lower-case letters whose upper case is @distance below, each of them or every second one. */
struct CaseRange {
	u16 first;
	u16 last;
	short distance;
	u16 step;
};

constexpr CaseRange kCaseRanges[] = {
	{ 0x61, 0x7a, 32, 1 },
	{ 0xe0, 0xf6, 32, 1 },		/* 0xf7 is the division sign */
	{ 0xf8, 0xfe, 32, 1 },
	{ 0xff, 0xff, -121, 1 },
	{ 0x101, 0x12f, 1, 2 },
	{ 0x133, 0x137, 1, 2 },
	{ 0x13a, 0x148, 1, 2 },
	{ 0x14b, 0x177, 1, 2 },
	{ 0x17a, 0x17e, 1, 2 },
	{ 0x3ac, 0x3ac, 38, 1 },	/* Greek */
	{ 0x3ad, 0x3af, 37, 1 },
	{ 0x3b1, 0x3c1, 32, 1 },
	{ 0x3c3, 0x3cb, 32, 1 },
	{ 0x3cc, 0x3cc, 64, 1 },
	{ 0x3cd, 0x3ce, 63, 1 },
	{ 0x430, 0x44f, 32, 1 },	/* Cyrillic */
	{ 0x450, 0x45f, 80, 1 },
	{ 0x461, 0x481, 1, 2 },
	{ 0x48b, 0x4bf, 1, 2 },
};

constexpr u16 kFinalSigma = 0x3c2;
constexpr u16 kCapitalSigma = 0x3a3;

constexpr bool contains(const CaseRange &range, int lower)
{
	return lower >= range.first && lower <= range.last &&
	       (lower - range.first) % range.step == 0;
}

constexpr bool is_continuation(char byte)
{
	return (byte & 0xc0) == 0x80;
}

constexpr bool is_high_surrogate(u32 unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

constexpr bool is_low_surrogate(u32 unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

} /* namespace */

u32 next_code_point(const char *&at, const char *end)
{
	const auto first = static_cast<unsigned char>(*at++);

	if (first < 0x80)
		return first;

	const u32 more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
	constexpr u32 kSmallest[] = { 0, 0x80, 0x800, 0x10000 };

	if (first < 0xc2 || first > 0xf4)
		return kReplacementCharacter;

	u32 code_point = first & (0x3f >> more);
	const char *next = at;

	for (u32 i = 0; i < more; i++, next++) {
		if (next == end || !is_continuation(*next))
			return kReplacementCharacter;
		code_point = code_point << 6 | (*next & 0x3f);
	}
	if (code_point < kSmallest[more] || code_point > 0x10ffff ||
	    is_high_surrogate(code_point) || is_low_surrogate(code_point))
		return kReplacementCharacter;
	at = next;
	return code_point;
}

u32 next_code_point(const u16 *&at, const u16 *end)
{
	const u32 first = *at++;

	if (is_high_surrogate(first) && at != end && is_low_surrogate(*at))
		return 0x10000 + ((first - 0xd800) << 10) + (*at++ - 0xdc00);
	return is_high_surrogate(first) || is_low_surrogate(first) ? kReplacementCharacter : first;
}

u32 encode(u32 code_point, char (&to)[kMostUtf8])
{
	if (code_point < 0x80) {
		to[0] = static_cast<char>(code_point);
		return 1;
	}

	const u32 units = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

	for (u32 i = units - 1; i; i--) {
		to[i] = static_cast<char>(0x80 | (code_point & 0x3f));
		code_point >>= 6;
	}
	to[0] = static_cast<char>((0xf00 >> units & 0xff) | code_point);
	return units;
}

u32 encode(u32 code_point, u16 (&to)[kMostUtf16])
{
	if (code_point < 0x10000) {
		to[0] = static_cast<u16>(code_point);
		return 1;
	}
	to[0] = static_cast<u16>(0xd800 + ((code_point - 0x10000) >> 10));
	to[1] = static_cast<u16>(0xdc00 + (code_point & 0x3ff));
	return 2;
}

size_t encode_text(const char *text, wchar_t *to)
{
	const char *const end = text + text_length(text);
	size_t length = 0;

	while (text != end) {
		u16 units[kMostUtf16];
		const u32 count = encode(next_code_point(text, end), units);

		for (u32 i = 0; to && i < count; i++)
			to[length + i] = static_cast<wchar_t>(units[i]);
		length += count;
	}
	return length;
}

u16 upcase(u16 character)
{
	if (character < 0x80)
		return upcase(static_cast<char>(character));
	if (character == kFinalSigma)
		return kCapitalSigma;
	for (const CaseRange &range : kCaseRanges) {
		if (contains(range, character))
			return character - range.distance;
	}
	return character;
}

u16 downcase(u16 character)
{
	if (character < 0x80)
		return downcase(static_cast<char>(character));
	for (const CaseRange &range : kCaseRanges) {
		if (contains(range, character + range.distance))
			return character + range.distance;
	}
	return character;
}

} /* namespace ww */
