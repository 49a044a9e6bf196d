/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SET_INFORMATION of drivers.
 */
#include "base/errno.hpp"
#include "flt/name_information.hpp"
#include "ke/time.hpp"
#include "linux/memory.h"
#include "names.hpp"
#include "ob/handle.hpp"
#include "ob/names.hpp"
#include "own.hpp"
#include "status.hpp"

namespace ww {
namespace {

using SetParameters = decltype(FLT_PARAMETERS::SetFileInformation);

/* What the filters have left. */
struct Wanted {
	FileObject &file;
	FILE_INFORMATION_CLASS kind;
	const u8 *buffer;
	ULONG length;

	/* Null if the structure is too short. */
	template <typename Structure> const Structure *as() const
	{
		return length < sizeof(Structure) ? nullptr : reinterpret_cast<const Structure *>(buffer);
	}
};

NTSTATUS status_of(int error)
{
	return error ? status_of_errno(-error) : STATUS_SUCCESS;
}

/* Calls change(place) for a file that is open. */
template <typename Change>
NTSTATUS at_place(const Wanted &wanted, Change change)
{
	const PlaceGuard guard(wanted.file);
	const ww_place place = guard.place();

	return guard ? change(place) : STATUS_FILE_CLOSED;
}

/* ---- Times, attributes, sizes --------------------------------------------------------------- */

/* 0 and negative numbers mean that the time is not changed. */
s64 nanoseconds_since_1970(LARGE_INTEGER time)
{
	return time.QuadPart > 0 ? (time.QuadPart - kUnitsFrom1601To1970) * kNanosecondsPerUnit : 0;
}

NTSTATUS set_basic(const Wanted &wanted)
{
	const auto *basic = wanted.as<FILE_BASIC_INFORMATION>();

	if (!basic)
		return STATUS_INFO_LENGTH_MISMATCH;

	const ww_fs_attributes attributes = {
		.accessed = nanoseconds_since_1970(basic->LastAccessTime),
		.written = nanoseconds_since_1970(basic->LastWriteTime),
		.sets_readonly = basic->FileAttributes != 0,
		.is_readonly = (basic->FileAttributes & FILE_ATTRIBUTE_READONLY) != 0,
	};

	return at_place(wanted, [&](const ww_place &place) {
		if (basic->FileAttributes & FILE_ATTRIBUTE_DIRECTORY && !ww_lower_is_folder(&place))
			return STATUS_INVALID_PARAMETER;
		return status_of(ww_lower_set_attributes(&place, &attributes));
	});
}

/* All three structures are one number. */
NTSTATUS set_number(const Wanted &wanted, int (*change)(const ww_place *place, s64 number))
{
	const auto *number = wanted.as<LARGE_INTEGER>();

	if (!number)
		return STATUS_INFO_LENGTH_MISMATCH;
	if (number->QuadPart < 0)
		return STATUS_INVALID_PARAMETER;
	return at_place(wanted, [&](const ww_place &place) {
		return status_of(change(&place, number->QuadPart));
	});
}

/* What is behind the data is zero on Linux. */
int accept_valid_length(const ww_place *, s64)
{
	return 0;
}

NTSTATUS set_position(const Wanted &wanted)
{
	const auto *position = wanted.as<FILE_POSITION_INFORMATION>();

	if (!position)
		return STATUS_INFO_LENGTH_MISMATCH;
	if (position->CurrentByteOffset.QuadPart < 0)
		return STATUS_INVALID_PARAMETER;
	wanted.file.object.CurrentByteOffset = position->CurrentByteOffset;
	return STATUS_SUCCESS;
}

/* ---- Removal -------------------------------------------------------------------------------- */

/* Whether the close may remove the name. */
NTSTATUS check_removal(const ww_place &place, ULONG flags)
{
	ww_fs_facts facts = {};
	const int error = ww_lower_facts(&place, &facts);

	if (error)
		return status_of(error);
	if (facts.file.is_readonly && !(flags & FILE_DISPOSITION_IGNORE_READONLY_ATTRIBUTE))
		return STATUS_CANNOT_DELETE;
	return status_of(ww_lower_check_empty(&place));
}

NTSTATUS set_disposition(const Wanted &wanted, ULONG flags)
{
	if (flags & FILE_DISPOSITION_ON_CLOSE)
		return STATUS_NOT_SUPPORTED;
	return at_place(wanted, [&](const ww_place &place) {
		const bool deletes = flags & FILE_DISPOSITION_DELETE;
		const NTSTATUS status = deletes ? check_removal(place, flags) : STATUS_SUCCESS;

		if (NT_SUCCESS(status))
			wanted.file.object.DeletePending = deletes;
		return status;
	});
}

NTSTATUS set_disposition(const Wanted &wanted)
{
	if (wanted.kind == FileDispositionInformation) {
		const auto *classic = wanted.as<FILE_DISPOSITION_INFORMATION>();

		return classic ? set_disposition(wanted, classic->DeleteFile ? FILE_DISPOSITION_DELETE : 0)
			       : STATUS_INFO_LENGTH_MISMATCH;
	}

	const auto *disposition = wanted.as<FILE_DISPOSITION_INFORMATION_EX>();

	return disposition ? set_disposition(wanted, disposition->Flags) : STATUS_INFO_LENGTH_MISMATCH;
}

/* ---- New names ------------------------------------------------------------------------------ */

bool has_backslash(const UNICODE_STRING &name)
{
	for (USHORT i = 0; i < name.Length / sizeof(WCHAR); i++) {
		if (name.Buffer[i] == '\\')
			return true;
	}
	return false;
}

/* A name that begins in a folder that the driver has open. */
NTSTATUS path_by_root(const Wanted &wanted, HANDLE root, const UNICODE_STRING &name, char *&path)
{
	void *const body = handle_reference(root);
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!body)
		return STATUS_INVALID_HANDLE;
	if (is_file_object(body))
		status = file_object_of(body)->volume == wanted.file.volume
			? path_in_folder(static_cast<PFILE_OBJECT>(body), name, path)
			: STATUS_NOT_SAME_DEVICE;
	object_dereference_kept(body);
	return status;
}

/* FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION have the same members: change.cpp asserts it. */
NTSTATUS new_path(const Wanted &wanted, const FILE_RENAME_INFORMATION &information, char *&path)
{
	const USHORT bytes = static_cast<USHORT>(information.FileNameLength);
	const UNICODE_STRING name = { bytes, bytes, const_cast<WCHAR *>(information.FileName) };

	if (!bytes)
		return STATUS_INVALID_PARAMETER;
	if (information.RootDirectory)
		return path_by_root(wanted, information.RootDirectory, name, path);
	if (*name.Buffer == '\\')
		return path_on_volume(wanted.file.volume, name, path);
	return has_backslash(name) ? STATUS_OBJECT_NAME_INVALID
				   : path_beside(&wanted.file.object, name, path);
}

/* Whether a file that has the name goes. */
bool replaces(const Wanted &wanted, const FILE_RENAME_INFORMATION &information)
{
	const bool has_flags = wanted.kind == FileRenameInformationEx || wanted.kind == FileLinkInformationEx;

	static_assert(FILE_RENAME_REPLACE_IF_EXISTS == FILE_LINK_REPLACE_IF_EXISTS);
	return has_flags ? information.Flags & FILE_RENAME_REPLACE_IF_EXISTS
			 : information.ReplaceIfExists != FALSE;
}

NTSTATUS set_name(const Wanted &wanted, const FILE_RENAME_INFORMATION &information)
{
	char *path = nullptr;
	NTSTATUS status = new_path(wanted, information, path);

	if (!NT_SUCCESS(status))
		return status;

	ww_fs_name name = {
		.path = path,
		.is_link = wanted.kind == FileLinkInformation || wanted.kind == FileLinkInformationEx,
		.replaces = replaces(wanted, information),
		.has_parent = false,
	};

	status = at_place(wanted, [&](const ww_place &place) {
		return status_of(ww_lower_rename(&place, &name));
	});
	ww_free_large(path);
	return status == STATUS_OBJECT_NAME_NOT_FOUND && !name.has_parent ? STATUS_OBJECT_PATH_NOT_FOUND : status;
}

NTSTATUS set_name(const Wanted &wanted)
{
	constexpr size_t kName = __builtin_offsetof(FILE_RENAME_INFORMATION, FileName);
	const auto *information = wanted.as<FILE_RENAME_INFORMATION>();

	if (!information)
		return STATUS_INFO_LENGTH_MISMATCH;
	if (information->FileNameLength > wanted.length - kName ||
	    information->FileNameLength > kLongestFileName * sizeof(WCHAR) ||
	    information->FileNameLength % sizeof(WCHAR))
		return STATUS_INVALID_PARAMETER;
	return set_name(wanted, *information);
}

/* ---- The bottom ----------------------------------------------------------------------------- */

NTSTATUS set_class(const Wanted &wanted)
{
	switch (wanted.kind) {
	case FileBasicInformation:
		return set_basic(wanted);
	case FileEndOfFileInformation:
		return set_number(wanted, ww_lower_set_size);
	case FileAllocationInformation:
		return set_number(wanted, ww_lower_allocate);
	case FileValidDataLengthInformation:
		return set_number(wanted, accept_valid_length);
	case FilePositionInformation:
		return set_position(wanted);
	case FileDispositionInformation:
	case FileDispositionInformationEx:
		return set_disposition(wanted);
	case FileRenameInformation:
	case FileRenameInformationEx:
	case FileLinkInformation:
	case FileLinkInformationEx:
		return set_name(wanted);
	default:
		return STATUS_INVALID_INFO_CLASS;
	}
}

} /* namespace */

s64 own_set_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const SetParameters &left = iopb.Parameters.SetFileInformation;

	if (!left.InfoBuffer)
		return -kInvalid;
	call.bottom_success = set_class({ *call.file, left.FileInformationClass,
					  static_cast<const u8 *>(left.InfoBuffer), left.Length });
	return 0;
}

} /* namespace ww */
