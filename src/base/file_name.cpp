/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From paths of Linux to names of Windows.
 */
#include "file_name.hpp"

#include "text.hpp"
#include "unicode.hpp"
#include "linux/print.h"

namespace ww {
namespace {

constexpr u32 kEscaped = 0xf000;
constexpr u32 kLastEscaped = 0xf0ff;

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
	const char *const end = path + text_length(path);

	while (path != end) {
		const char *const at = path;
		const u32 code = next_code_point(path, end);
		const bool is_text = code != kReplacementCharacter || is_own(at, path);

		if (!is_text || is_forbidden(code)) {
			for (const char *each = at; each != path; each++)
				put(kEscaped + static_cast<u8>(*each));
			continue;
		}

		u16 units[kMostUtf16];
		const u32 count = encode(code == '/' ? '\\' : code, units);

		for (u32 i = 0; i < count; i++)
			put(units[i]);
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

namespace {

/* The byte that a code point of a name stands for, or 0: those are characters themselves. */
u8 escaped_byte(u32 code)
{
	return code >= kEscaped && code <= kLastEscaped ? static_cast<u8>(code - kEscaped) : 0;
}

/* Linux has no file of this name in a folder. */
bool is_dots(const char *name, size_t bytes)
{
	return bytes && bytes <= 2 && name[0] == '.' && name[bytes - 1] == '.';
}

/* Writes a character. Returns its bytes; 0 if a name cannot have it. */
u32 put_character(u32 code, char (&to)[kMostUtf8])
{
	if (code < kEscaped || code > kLastEscaped)
		return is_forbidden(code) || code == '/' ? 0 : encode(code, to);
	to[0] = static_cast<char>(escaped_byte(code));
	return to[0] && to[0] != '/' ? 1 : 0;
}

/* Text that ends before @room. */
class PathWriter {
public:
	PathWriter(char *to, size_t room) : to_(to), room_(room) {}

	bool put(const char *text, size_t bytes)
	{
		if (bytes >= room_ - length_)
			return false;
		__builtin_memcpy(to_ + length_, text, bytes);
		length_ += bytes;
		to_[length_] = 0;
		return true;
	}

	/* False if the name that ends here is none. */
	bool end_name()
	{
		const size_t begin = name_;

		name_ = length_;
		return length_ != begin && !is_dots(to_ + begin, length_ - begin);
	}

	bool put_slash()
	{
		const bool has_room = put("/", 1);

		name_ = length_;
		return has_room;
	}

private:
	char *to_;
	size_t room_;
	size_t length_ = 0;
	size_t name_ = 0;		/* where the present one begins */
};

} /* namespace */

NTSTATUS path_from_file_name(const WCHAR *name, size_t units, char *to, size_t room)
{
	auto *at = reinterpret_cast<const u16 *>(name);
	const u16 *const end = at + units;
	PathWriter path(to, room);

	while (at != end && *at == '\\')
		at++;
	while (at != end) {
		const u16 *const begin = at;
		const u32 code = next_code_point(at, end);
		char bytes[kMostUtf8];

		if (code == '\\') {
			if (!path.end_name())
				return STATUS_OBJECT_NAME_INVALID;
			/* One at the end means a folder. */
			if (at != end && !path.put_slash())
				return STATUS_NAME_TOO_LONG;
			continue;
		}

		const bool is_text = code != kReplacementCharacter || is_own(begin, at);
		const u32 count = is_text ? put_character(code, bytes) : 0;

		if (!count)
			return STATUS_OBJECT_NAME_INVALID;
		if (!path.put(bytes, count))
			return STATUS_NAME_TOO_LONG;
		if (at == end && !path.end_name())
			return STATUS_OBJECT_NAME_INVALID;
	}
	return STATUS_SUCCESS;
}

namespace {

bool has_backslash(const WCHAR *name, size_t units)
{
	for (size_t i = 0; i < units; i++) {
		if (name[i] == '\\')
			return true;
	}
	return false;
}

} /* namespace */

NTSTATUS entry_from_file_name(const WCHAR *name, size_t units, char *to, size_t room)
{
	const bool is_folder = units && units <= 2 && name[0] == '.' && name[units - 1] == '.';

	if (!units || has_backslash(name, units))
		return STATUS_OBJECT_NAME_INVALID;
	if (!is_folder)
		return path_from_file_name(name, units, to, room);
	ww_format(to, room, units == 1 ? "." : "..");
	return STATUS_SUCCESS;
}

bool file_name_is(const char *path, const WCHAR *name, size_t units)
{
	size_t at = 0;
	bool is_same = true;

	for_each_unit(path, [&](u32 unit) {
		is_same = is_same && at < units && name[at] == unit;
		at++;
	});
	return is_same && at == units;
}

} /* namespace ww */
