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
	name[0] = '\0';
	if (!unicode || !unicode->Length)
		return true;
	if (!unicode->Buffer || unicode->Length % sizeof(WCHAR))
		return false;

	auto *units = reinterpret_cast<const u16 *>(unicode->Buffer);
	const size_t length = encode_text(units, units + unicode->Length / sizeof(WCHAR), name,
					  kObjectName);

	return length != kNoText && !has_controls(name, length);
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
