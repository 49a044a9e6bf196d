/* SPDX-License-Identifier: GPL-2.0 */
/*
 * UTF-8, UTF-16, and the case of letters.
 */
#include "unicode.hpp"

#include "text.hpp"

namespace ww {
namespace {

/* Lower-case letters from @first to @last, whose upper case is @distance below. */
struct CaseRange {
	u16 first;
	u16 last;
	short distance;
	u16 step;			/* 2: every second character is such a letter */
};

/*
 * The pairs of the scripts that are named here, as in Unicode 5.1. A letter is left out if the
 * lower case of its upper case is another letter, such as the micro sign.
 */
constexpr CaseRange kCaseRanges[] = {
	/* Latin */
	{ 0x61, 0x7a, 32, 1 }, { 0xe0, 0xf6, 32, 1 }, { 0xf8, 0xfe, 32, 1 },
	{ 0xff, 0xff, -121, 1 }, { 0x101, 0x12f, 1, 2 }, { 0x133, 0x137, 1, 2 },
	{ 0x13a, 0x148, 1, 2 }, { 0x14b, 0x177, 1, 2 }, { 0x17a, 0x17e, 1, 2 },
	{ 0x180, 0x180, -195, 1 }, { 0x183, 0x185, 1, 2 }, { 0x188, 0x188, 1, 1 },
	{ 0x18c, 0x18c, 1, 1 }, { 0x192, 0x192, 1, 1 }, { 0x195, 0x195, -97, 1 },
	{ 0x199, 0x199, 1, 1 }, { 0x19a, 0x19a, -163, 1 }, { 0x19e, 0x19e, -130, 1 },
	{ 0x1a1, 0x1a5, 1, 2 }, { 0x1a8, 0x1a8, 1, 1 }, { 0x1ad, 0x1ad, 1, 1 },
	{ 0x1b0, 0x1b0, 1, 1 }, { 0x1b4, 0x1b6, 1, 2 }, { 0x1b9, 0x1b9, 1, 1 },
	{ 0x1bd, 0x1bd, 1, 1 }, { 0x1bf, 0x1bf, -56, 1 }, { 0x1c6, 0x1c6, 2, 1 },
	{ 0x1c9, 0x1c9, 2, 1 }, { 0x1cc, 0x1cc, 2, 1 }, { 0x1ce, 0x1dc, 1, 2 },
	{ 0x1dd, 0x1dd, 79, 1 }, { 0x1df, 0x1ef, 1, 2 }, { 0x1f3, 0x1f3, 2, 1 },
	{ 0x1f5, 0x1f5, 1, 1 }, { 0x1f9, 0x21f, 1, 2 }, { 0x223, 0x233, 1, 2 },
	{ 0x23c, 0x23c, 1, 1 }, { 0x242, 0x242, 1, 1 }, { 0x247, 0x24f, 1, 2 },
	{ 0x253, 0x253, 210, 1 }, { 0x254, 0x254, 206, 1 }, { 0x256, 0x257, 205, 1 },
	{ 0x259, 0x259, 202, 1 }, { 0x25b, 0x25b, 203, 1 }, { 0x260, 0x260, 205, 1 },
	{ 0x263, 0x263, 207, 1 }, { 0x268, 0x268, 209, 1 }, { 0x269, 0x269, 211, 1 },
	{ 0x26f, 0x26f, 211, 1 }, { 0x272, 0x272, 213, 1 }, { 0x275, 0x275, 214, 1 },
	{ 0x280, 0x280, 218, 1 }, { 0x283, 0x283, 218, 1 }, { 0x288, 0x288, 218, 1 },
	{ 0x289, 0x289, 69, 1 }, { 0x28a, 0x28b, 217, 1 }, { 0x28c, 0x28c, 71, 1 },
	{ 0x292, 0x292, 219, 1 },
	/* Greek and Coptic */
	{ 0x371, 0x373, 1, 2 }, { 0x377, 0x377, 1, 1 }, { 0x37b, 0x37d, -130, 1 },
	{ 0x3ac, 0x3ac, 38, 1 }, { 0x3ad, 0x3af, 37, 1 }, { 0x3b1, 0x3c1, 32, 1 },
	{ 0x3c3, 0x3cb, 32, 1 }, { 0x3cc, 0x3cc, 64, 1 }, { 0x3cd, 0x3ce, 63, 1 },
	{ 0x3d7, 0x3d7, 8, 1 }, { 0x3d9, 0x3ef, 1, 2 }, { 0x3f2, 0x3f2, -7, 1 },
	{ 0x3f8, 0x3f8, 1, 1 }, { 0x3fb, 0x3fb, 1, 1 },
	/* Cyrillic */
	{ 0x430, 0x44f, 32, 1 }, { 0x450, 0x45f, 80, 1 }, { 0x461, 0x481, 1, 2 },
	{ 0x48b, 0x4bf, 1, 2 }, { 0x4c2, 0x4ce, 1, 2 }, { 0x4cf, 0x4cf, 15, 1 },
	{ 0x4d1, 0x523, 1, 2 },
	/* Armenian */
	{ 0x561, 0x586, 48, 1 },
	/* Latin again */
	{ 0x1e01, 0x1e95, 1, 2 }, { 0x1ea1, 0x1eff, 1, 2 },
	/* Greek again */
	{ 0x1f00, 0x1f07, -8, 1 }, { 0x1f10, 0x1f15, -8, 1 }, { 0x1f20, 0x1f27, -8, 1 },
	{ 0x1f30, 0x1f37, -8, 1 }, { 0x1f40, 0x1f45, -8, 1 }, { 0x1f51, 0x1f57, -8, 2 },
	{ 0x1f60, 0x1f67, -8, 1 }, { 0x1f70, 0x1f71, -74, 1 }, { 0x1f72, 0x1f75, -86, 1 },
	{ 0x1f76, 0x1f77, -100, 1 }, { 0x1f78, 0x1f79, -128, 1 }, { 0x1f7a, 0x1f7b, -112, 1 },
	{ 0x1f7c, 0x1f7d, -126, 1 }, { 0x1fb0, 0x1fb1, -8, 1 }, { 0x1fd0, 0x1fd1, -8, 1 },
	{ 0x1fe0, 0x1fe1, -8, 1 }, { 0x1fe5, 0x1fe5, -7, 1 },
	/* Roman numerals, then Latin in circles and of full width */
	{ 0x2170, 0x217f, 16, 1 }, { 0x24d0, 0x24e9, 26, 1 }, { 0xff41, 0xff5a, 32, 1 },
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

/* Whether it may follow the first byte: not if the character then had fewer bytes, was none, or half of a pair. */
constexpr bool may_follow(u8 first, u8 byte)
{
	const u8 least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
	const u8 most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;

	return byte >= least && byte <= most;
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
	const auto first = static_cast<u8>(*at++);

	if (first < 0x80)
		return first;
	if (first < 0xc2 || first > 0xf4)
		return kReplacementCharacter;

	const u32 more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
	u32 code_point = first & (0x3f >> more);

	for (u32 i = 0; i < more; i++) {
		if (at == end || !(i ? is_continuation(*at) : may_follow(first, static_cast<u8>(*at))))
			return kReplacementCharacter;
		code_point = code_point << 6 | (*at++ & 0x3f);
	}
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

size_t encode_text(const u16 *at, const u16 *end, char *to, size_t room)
{
	size_t length = 0;

	while (at != end) {
		const u32 code_point = next_code_point(at, end);
		char units[kMostUtf8];
		const u32 count = encode(code_point, units);

		if (code_point == kReplacementCharacter || length + count >= room)
			return kNoText;
		for (u32 i = 0; i < count; i++)
			to[length++] = units[i];
	}
	to[length] = '\0';
	return length;
}

bool has_controls(const char *text, size_t bytes)
{
	constexpr char kDelete = 0x7f;

	for (size_t i = 0; i < bytes; i++) {
		if (static_cast<u8>(text[i]) < ' ' || text[i] == kDelete)
			return true;
	}
	return false;
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
