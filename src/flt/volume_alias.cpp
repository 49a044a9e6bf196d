/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Volumes by their drive letters, and by their GUIDs.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "held.hpp"
#include "linux/print.h"
#include "ob/names.hpp"

namespace ww {
namespace {

constexpr ULONG kGuidUnits = 38;		/* with the braces */

size_t units_of(const UNICODE_STRING &string)
{
	return string.Length / sizeof(WCHAR);
}

UNICODE_STRING part_of(const UNICODE_STRING &name, size_t begin, size_t end)
{
	const auto bytes = static_cast<USHORT>((end - begin) * sizeof(WCHAR));

	return { bytes, bytes, name.Buffer + begin };
}

/* The number of units of @beginning, which the name begins with, upper and lower case alike; or 0. */
size_t units_at_beginning(const UNICODE_STRING &name, const char *beginning)
{
	size_t i;

	for (i = 0; beginning[i]; i++) {
		if (i >= units_of(name) || name.Buffer[i] >= 0x80 ||
		    text_lower(static_cast<char>(name.Buffer[i])) != text_lower(beginning[i]))
			return 0;
	}
	return i;
}

bool is_letter(const _FLT_VOLUME *volume, const UNICODE_STRING &alias)
{
	const char letter[] = { volume->letter, ':', 0 };

	return volume->letter && units_of(alias) == 2 && units_at_beginning(alias, letter);
}

bool is_guid(const _FLT_VOLUME *volume, const UNICODE_STRING &alias)
{
	const size_t begin = units_at_beginning(alias, "Volume");
	GUID guid;

	if (!volume->mount || !begin || units_of(alias) != begin + kGuidUnits)
		return false;

	UNICODE_STRING text = part_of(alias, begin, begin + kGuidUnits);

	return NT_SUCCESS(RtlGUIDFromString(&text, &guid)) && IsEqualGUID(guid, volume->guid);
}

void write_guid(char (&name)[kObjectName], const GUID &guid)
{
	ww_format(name, sizeof(name), "\\??\\Volume{%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x}", guid.Data1, guid.Data2,
		  guid.Data3, guid.Data4[0], guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4], guid.Data4[5],
		  guid.Data4[6], guid.Data4[7]);
}

} /* namespace */

UNICODE_STRING volume_alias_in(const UNICODE_STRING &name)
{
	static const char *const folders[] = { "\\??\\", "\\DosDevices\\", "\\GLOBAL??\\" };
	size_t begin = 0, end;

	for (const char *folder : folders) {
		if (!begin)
			begin = units_at_beginning(name, folder);
	}
	if (!begin)
		return {};
	for (end = begin; end < units_of(name) && name.Buffer[end] != '\\'; end++) {
	}
	return part_of(name, begin, end);
}

bool volume_has_alias(const _FLT_VOLUME *volume, const UNICODE_STRING &alias)
{
	return is_letter(volume, alias) || is_guid(volume, alias);
}

PFLT_VOLUME volume_of_alias(const UNICODE_STRING &alias)
{
	return find_that(volume_next, [&](PFLT_VOLUME volume) { return volume_has_alias(volume, alias); });
}

NTSTATUS volume_give_name(const char *name, PUNICODE_STRING to, PULONG needed)
{
	WCHAR wide[kObjectName];
	UNICODE_STRING string;

	name_to_unicode(string, wide, name);
	if (needed)
		*needed = string.Length;
	if (!to || to->MaximumLength < string.Length)
		return STATUS_BUFFER_TOO_SMALL;
	RtlCopyUnicodeString(to, &string);
	return STATUS_SUCCESS;
}

} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS FLTAPI FltGetVolumeGuidName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeGuidName,
						PULONG BufferSizeNeeded)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];

	if (!at_passive(call, Volume) || !check_type(call, Volume, volume_type))
		return STATUS_INVALID_PARAMETER;
	if (!VolumeGuidName && !BufferSizeNeeded)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "VolumeGuidName and BufferSizeNeeded are both NULL");
	if (!Volume->mount) {
		if (VolumeGuidName)
			VolumeGuidName->Length = 0;
		if (BufferSizeNeeded)
			*BufferSizeNeeded = 0;
		return STATUS_FLT_VOLUME_NOT_FOUND;
	}
	write_guid(name, Volume->guid);
	return volume_give_name(name, VolumeGuidName, BufferSizeNeeded);
}
