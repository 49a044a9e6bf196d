/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Characters: UTF-16 as Windows has it in UNICODE_STRING, and UTF-8, which is the ANSI code
 * page here (as Windows can be set to, and as everything that prints on Linux expects).
 */
#pragma once

#include "types.hpp"

namespace ww {

constexpr u32 kReplacementCharacter = 0xfffd;

/*
 * Returns the code point at @at, which is below @end, and moves @at behind it. Half of a surrogate
 * pair yields the replacement character. So does a byte that begins no UTF-8, or the longest
 * beginning of a character that has no end: what Unicode calls a maximal subpart.
 */
u32 next_code_point(const char *&at, const char *end);
u32 next_code_point(const u16 *&at, const u16 *end);

/*
 * Whether the replacement character that next_code_point() has returned was in the text itself, from @at
 * to @next. What is no UTF-8 and has three bytes begins with others.
 */
constexpr bool is_own(const char *at, const char *next)
{
	return next - at == 3 && *at == '\xef';
}

constexpr bool is_own(const u16 *at, const u16 *)
{
	return *at == kReplacementCharacter;
}

constexpr u32 kMostUtf8 = 4;
constexpr u32 kMostUtf16 = 2;

/* Writes one code point and returns how many units it took. */
u32 encode(u32 code_point, char (&to)[kMostUtf8]);
u32 encode(u32 code_point, u16 (&to)[kMostUtf16]);

/* The UTF-16 units of a UTF-8 text without its zero. Writes them to @to, unless that is null. */
size_t encode_text(const char *text, wchar_t *to);

/*
 * Writes the UTF-8 of UTF-16 text and a zero to @to. Returns its bytes without the zero; kNoText
 * for half of a surrogate pair, or if @room is too small. UTF-8 has at most three bytes for a unit
 * of UTF-16.
 */
constexpr size_t kNoText = ~size_t{0};
size_t encode_text(const u16 *at, const u16 *end, char *to, size_t room);

/* Whether the text has a control character, a zero included. */
bool has_controls(const char *text, size_t bytes);

/* Latin, Greek and Cyrillic letters; everything else is its own upper and lower case. */
u16 upcase(u16 character);
u16 downcase(u16 character);

/* ASCII letters only: every other byte is part of a longer sequence. */
constexpr char upcase(char character)
{
	return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
}

constexpr char downcase(char character)
{
	return character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character;
}

} /* namespace ww */
