/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Characters: UTF-16 as Windows has it in UNICODE_STRING, and UTF-8, which is the ANSI code
 * page here (as Windows can be set to, and as everything that prints on Linux expects).
 */
#pragma once

#include "linux/platform.h"

namespace ww {

constexpr ww_u32 kReplacementCharacter = 0xfffd;

/*
 * The code point at @at, which is moved behind it; at < end. What is no UTF-8, or half a
 * surrogate pair, comes out as the replacement character.
 */
ww_u32 next_code_point(const char *&at, const char *end);
ww_u32 next_code_point(const ww_u16 *&at, const ww_u16 *end);

constexpr ww_u32 kMostUtf8 = 4;
constexpr ww_u32 kMostUtf16 = 2;

/* Writes one code point and returns how many units it took. */
ww_u32 encode(ww_u32 code_point, char (&to)[kMostUtf8]);
ww_u32 encode(ww_u32 code_point, ww_u16 (&to)[kMostUtf16]);

/* Latin, Greek and Cyrillic letters; everything else is its own upper and lower case. */
ww_u16 upcase(ww_u16 character);
ww_u16 downcase(ww_u16 character);

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
