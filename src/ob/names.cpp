/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Object names: UTF-16 as the driver writes them, UTF-8 as they are kept and printed. The way
 * there and back loses nothing, so two names are the same in one if they are in the other.
 */
#include "names.hpp"

#include "base/text.hpp"
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

void NameOut::add_unit(u16 unit)
{
	const ULONG end = sizeof(*to_) + (count_ + 1) * sizeof(WCHAR);

	if (end <= room_)
		reinterpret_cast<u16 *>(to_ + 1)[count_] = unit;
	count_++;
}

void NameOut::add(const char *name)
{
	const char *const end = name + text_length(name);

	while (name != end) {
		u16 units[kMostUtf16];
		const u32 count = encode(next_code_point(name, end), units);

		for (u32 i = 0; i < count; i++)
			add_unit(units[i]);
	}
}

void NameOut::add(PCUNICODE_STRING name)
{
	for (u32 i = 0; i < name->Length / sizeof(WCHAR); i++)
		add_unit(reinterpret_cast<const u16 *>(name->Buffer)[i]);
}

NTSTATUS NameOut::finish(ULONG &needed)
{
	const ULONG count = count_;

	/* An object without a name has no text either. */
	if (count)
		add_unit(0);
	needed = sizeof(*to_) + count_ * sizeof(WCHAR);
	if (needed > room_)
		return STATUS_INFO_LENGTH_MISMATCH;
	to_->Name = { static_cast<USHORT>(count * sizeof(WCHAR)), static_cast<USHORT>(count_ * sizeof(WCHAR)),
		      count ? reinterpret_cast<PWCH>(to_ + 1) : nullptr };
	return STATUS_SUCCESS;
}

} /* namespace ww */
