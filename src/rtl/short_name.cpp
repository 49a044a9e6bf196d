/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of 8.3 characters.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/unicode.hpp"

namespace ww {
namespace {

constexpr u32 kMostBase = 8;
constexpr u32 kMostExtension = 3;

struct Part {
	const u16 *at;
	u32 count;
};

bool is_legal(u16 unit)
{
	if (unit <= 0x1f || unit >= 0x7f)
		return false;
	for (const char *illegal = "\"*+,./:;<=>?[\\]|"; *illegal; illegal++) {
		if (unit == static_cast<u8>(*illegal))
			return false;
	}
	return true;
}

/* A part between the ends of the name and the period. */
bool is_legal(const Part &part, u32 most, bool &has_spaces)
{
	if (!part.count || part.count > most || part.at[0] == ' ' || part.at[part.count - 1] == ' ')
		return false;
	for (u32 i = 0; i < part.count; i++) {
		if (!is_legal(part.at[i]))
			return false;
		has_spaces |= part.at[i] == ' ';
	}
	return true;
}

bool is_folder(const u16 *at, u32 count)
{
	return (count == 1 || count == 2) && at[0] == '.' && at[count - 1] == '.';
}

bool is_legal_name(const u16 *at, u32 count, bool &has_spaces)
{
	u32 period = 0;

	if (is_folder(at, count))
		return true;
	while (period < count && at[period] != '.')
		period++;
	if (!is_legal(Part{ at, period }, kMostBase, has_spaces))
		return false;
	return period == count || is_legal(Part{ at + period + 1, count - period - 1 }, kMostExtension, has_spaces);
}

void put_upper(OEM_STRING &to, const u16 *at, u32 count)
{
	if (to.MaximumLength < count)
		return;
	for (u32 i = 0; i < count; i++)
		to.Buffer[i] = upcase(static_cast<char>(at[i]));
	to.Length = static_cast<USHORT>(count);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" BOOLEAN NTAPI RtlIsNameLegalDOS8Dot3(PCUNICODE_STRING Name, POEM_STRING OemName, PBOOLEAN NameContainsSpaces)
{
	bool has_spaces = false;

	if (!at_passive(WW_CALL_SITE, nullptr) || !Name || (Name->Length && !Name->Buffer))
		return FALSE;

	const auto *const at = reinterpret_cast<const u16 *>(Name->Buffer);
	const u32 count = Name->Length / sizeof(WCHAR);

	if (!is_legal_name(at, count, has_spaces))
		return FALSE;
	if (OemName)
		put_upper(*OemName, at, count);
	if (NameContainsSpaces)
		*NameContainsSpaces = has_spaces;
	return TRUE;
}
