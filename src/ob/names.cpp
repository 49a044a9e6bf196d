/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Object names: UTF-16 as the driver writes them, UTF-8 as they are kept and printed. The way
 * there and back loses nothing, so two names are the same in one if they are in the other.
 */
#include "names.hpp"

#include "base/unicode.hpp"

namespace ww {

bool name_from_unicode(char (&name)[kObjectName], PCUNICODE_STRING unicode)
{
	constexpr u32 kDelete = 0x7f;
	size_t length = 0;

	name[0] = '\0';
	if (!unicode || !unicode->Length)
		return true;
	if (!unicode->Buffer || unicode->Length % sizeof(WCHAR))
		return false;

	auto *at = reinterpret_cast<const u16 *>(unicode->Buffer);
	const u16 *const end = at + unicode->Length / sizeof(WCHAR);

	while (at != end) {
		const u32 code_point = next_code_point(at, end);
		char units[kMostUtf8];

		if (code_point < ' ' || code_point == kDelete ||
		    code_point == kReplacementCharacter)
			return false;

		const u32 count = encode(code_point, units);

		if (length + count >= kObjectName)
			return false;
		for (u32 i = 0; i < count; i++)
			name[length++] = units[i];
	}
	name[length] = '\0';
	return true;
}

void name_to_unicode(UNICODE_STRING &string, WCHAR (&buffer)[kObjectName], const char *name)
{
	/* It has no more units than the narrow name. */
	const auto length = static_cast<USHORT>(encode_text(name, buffer));

	buffer[length] = 0;
	string.Buffer = buffer;
	string.Length = length * sizeof(WCHAR);
	string.MaximumLength = string.Length + sizeof(WCHAR);
}

} /* namespace ww */
