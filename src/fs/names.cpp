/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From paths of Linux to names of Windows.
 */
#include "names.hpp"

namespace ww {
namespace {

constexpr u32 kEscaped = 0xf000;
constexpr u32 kLastEscaped = 0xf0ff;

struct Character {
	u32 code;
	u32 bytes;		/* 0: the byte begins no character */
};

u8 byte_at(const char *at, u32 index)
{
	return static_cast<u8>(at[index]);
}

bool continues(const char *at, u32 index)
{
	return (byte_at(at, index) & 0xc0) == 0x80;
}

/* The zero at the end of the text continues no character, so nothing behind it is read. */
Character decode(const char *at)
{
	constexpr u32 kSmallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const u8 first = byte_at(at, 0);
	const u32 bytes = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3
			  : first < 0xf8 ? 4 : 0;

	if (bytes < 2)
		return { first, bytes };

	u32 code = first & (0x7fu >> bytes);

	for (u32 i = 1; i < bytes; i++) {
		if (!continues(at, i))
			return { first, 0 };
		code = code << 6 | (byte_at(at, i) & 0x3f);
	}

	const bool is_surrogate = code >= 0xd800 && code < 0xe000;

	return { code, code < kSmallest[bytes] || code > 0x10ffff || is_surrogate ? 0 : bytes };
}

bool is_forbidden(u32 code)
{
	if (code < 0x20)
		return true;
	for (const char *each = "\"*:<>?\\|"; *each; each++) {
		if (code == static_cast<u8>(*each))
			return true;
	}
	return code >= kEscaped && code <= kLastEscaped;
}

/* Calls put(unit) for each unit of the name. */
template <typename Put>
void for_each_unit(const char *path, Put put)
{
	while (*path) {
		const Character character = decode(path);

		if (!character.bytes || is_forbidden(character.code)) {
			const u32 bytes = character.bytes ? character.bytes : 1;

			for (u32 i = 0; i < bytes; i++)
				put(kEscaped + byte_at(path, i));
			path += bytes;
			continue;
		}
		path += character.bytes;
		if (character.code >= 0x10000) {
			put(0xd800 + ((character.code - 0x10000) >> 10));
			put(0xdc00 + (character.code & 0x3ff));
		} else {
			put(character.code == '/' ? '\\' : character.code);
		}
	}
}

} /* namespace */

size_t file_name_units(const char *path)
{
	size_t units = 0;

	for_each_unit(path, [&](u32) { units++; });
	return units;
}

void file_name_from_path(const char *path, WCHAR *to)
{
	for_each_unit(path, [&](u32 unit) { *to++ = static_cast<WCHAR>(unit); });
}

} /* namespace ww */
