/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From paths of Linux to names of Windows.
 */
#include "names.hpp"

#include "base/text.hpp"
#include "base/unicode.hpp"

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
