/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SET_INFORMATION, and the calls that have only a path: CREATE, SET_INFORMATION, CLEANUP and CLOSE.
 */
#include "base/errno.hpp"
#include "call.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "names.hpp"
#include "ob/names.hpp"
#include "open.hpp"

namespace ww {
namespace {

using SetParameters = decltype(FLT_PARAMETERS::SetFileInformation);

ww_fs_change &change_of(const Call &call)
{
	return *static_cast<ww_fs_change *>(call.context);
}

/* ---- The structure of a class --------------------------------------------------------------- */

/* The call's structure, which the filters see. Null without memory. */
template <typename T>
T *make_information(Call &call, FILE_INFORMATION_CLASS kind, size_t length = sizeof(T))
{
	SetParameters &parameters = call.request.Iopb.Parameters.SetFileInformation;

	call.buffer = ww_zalloc_large(length);
	parameters.Length = static_cast<ULONG>(length);
	parameters.FileInformationClass = kind;
	parameters.InfoBuffer = call.buffer;
	call.request.Iopb.IrpFlags = IRP_BUFFERED_IO | IRP_SYNCHRONOUS_API;
	call.request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	return static_cast<T *>(call.buffer);
}

/* The bytes that the filters have left. A longer Length needs another buffer. */
ULONG length_of(const Call &call, const SetParameters &left)
{
	const SetParameters &first = call.request.Iopb.Parameters.SetFileInformation;

	if (left.InfoBuffer != first.InfoBuffer || left.Length <= first.Length)
		return left.Length;
	report_callback(call, "the callback made Length larger than the buffer");
	return first.Length;
}

/* Null if it is none of this class. */
template <typename T>
const T *information_of(const Call &call, const SetParameters &left, FILE_INFORMATION_CLASS kind)
{
	if (left.FileInformationClass != kind || !left.InfoBuffer ||
	    length_of(call, left) < sizeof(T))
		return nullptr;
	return static_cast<const T *>(left.InfoBuffer);
}

/* ---- Removal -------------------------------------------------------------------------------- */

bool fill_disposition(Call &call, const ww_fs_change &change)
{
	if (change.is_classic) {
		auto *classic = make_information<FILE_DISPOSITION_INFORMATION>(
			call, FileDispositionInformation);

		return classic && (classic->DeleteFile = TRUE);
	}

	auto *information = make_information<FILE_DISPOSITION_INFORMATION_EX>(
		call, FileDispositionInformationEx);

	if (information)
		information->Flags = FILE_DISPOSITION_DELETE | FILE_DISPOSITION_POSIX_SEMANTICS;
	return information;
}

/* A filter may have changed one class into the other. */
s64 set_disposition(Call &call, const SetParameters &left)
{
	const auto *classic = information_of<FILE_DISPOSITION_INFORMATION>(
		call, left, FileDispositionInformation);
	const auto *information = information_of<FILE_DISPOSITION_INFORMATION_EX>(
		call, left, FileDispositionInformationEx);

	if (!classic && !information)
		return -kInvalid;

	const bool deletes = classic ? classic->DeleteFile
				     : information->Flags & FILE_DISPOSITION_DELETE;

	change_of(call).is_deleting = deletes;
	call.file->object.DeletePending = deletes;
	return 0;
}

int mark_for_removal(ww_fs_change &change)
{
	change.is_deleting = true;
	return 0;
}

void remove_marked(ww_fs_change &change)
{
	if (change.is_deleting)
		change.error = change.lower(&change);
}

/* To the filters the cleanup has no error. */
s64 clean_up(Call &call, FLT_IO_PARAMETER_BLOCK &)
{
	remove_marked(change_of(call));
	return 0;
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

bool fill_size(Call &call, const ww_fs_change &change)
{
	auto *information = make_information<FILE_END_OF_FILE_INFORMATION>(
		call, FileEndOfFileInformation);

	if (information)
		information->EndOfFile.QuadPart = change.size;
	return information;
}

s64 set_size(Call &call, const SetParameters &left)
{
	ww_fs_change &change = change_of(call);
	const auto *information = information_of<FILE_END_OF_FILE_INFORMATION>(
		call, left, FileEndOfFileInformation);

	if (!information || information->EndOfFile.QuadPart < 0)
		return -kInvalid;
	change.size = information->EndOfFile.QuadPart;
	return change.lower(&change);
}

int change_lower(ww_fs_change &change)
{
	return change.lower(&change);
}

/* ---- New names ------------------------------------------------------------------------------ */

/* \Device\NAME, and the path on the volume. */
class FullName {
public:
	FullName(const FileObject &file, const char *path) : path_(path)
	{
		name_to_unicode(volume_, wide_, ww_volume_name(file.volume));
	}

	size_t units() const { return volume_units() + file_name_units(path_); }

	void write(WCHAR *to) const
	{
		__builtin_memcpy(to, wide_, volume_.Length);
		file_name_from_path(path_, to + volume_units());
	}

	bool is(const WCHAR *name, size_t units) const
	{
		return units >= volume_units() && !__builtin_memcmp(name, wide_, volume_.Length) &&
		       file_name_is(path_, name + volume_units(), units - volume_units());
	}

private:
	size_t volume_units() const { return volume_.Length / sizeof(WCHAR); }

	const char *path_;
	UNICODE_STRING volume_;
	WCHAR wide_[kObjectName];
};

/* FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION have the same members. */
using NewName = FILE_RENAME_INFORMATION;

static_assert(sizeof(NewName) == sizeof(FILE_LINK_INFORMATION) &&
	      __builtin_offsetof(NewName, FileNameLength) ==
		      __builtin_offsetof(FILE_LINK_INFORMATION, FileNameLength) &&
	      __builtin_offsetof(NewName, FileName) == __builtin_offsetof(FILE_LINK_INFORMATION, FileName));

FILE_INFORMATION_CLASS class_of(const ww_fs_change &change)
{
	return change.kind == WW_FS_RENAME ? FileRenameInformation : FileLinkInformation;
}

bool fill_name(Call &call, const ww_fs_change &change)
{
	const FullName name(*call.file, change.target);
	const size_t bytes = name.units() * sizeof(WCHAR);
	auto *information = make_information<NewName>(call, class_of(change), sizeof(NewName) + bytes);
	SetParameters &parameters = call.request.Iopb.Parameters.SetFileInformation;

	if (!information)
		return false;
	information->ReplaceIfExists = change.replaces;
	information->FileNameLength = static_cast<ULONG>(bytes);
	name.write(information->FileName);
	parameters.ReplaceIfExists = change.replaces;
	parameters.ParentOfTarget = change.folder_object ? &file_object_of(change.folder_object)->object
							 : nullptr;
	return true;
}

/* What the filters have left, if it is a structure of the call's class. */
const NewName *name_of(const Call &call, const SetParameters &left)
{
	const auto *information = information_of<NewName>(call, left, class_of(change_of(call)));

	if (!information)
		return nullptr;

	const size_t room = length_of(call, left) - __builtin_offsetof(NewName, FileName);

	return information->FileNameLength <= room ? information : nullptr;
}

/* The VFS has locked the folders of the program's name, so there is no other one. */
s64 set_name(Call &call, const SetParameters &left)
{
	ww_fs_change &change = change_of(call);
	const NewName *information = name_of(call, left);

	if (!information)
		return -kInvalid;
	if (information->RootDirectory ||
	    !FullName(*call.file, change.target)
		     .is(information->FileName, information->FileNameLength / sizeof(WCHAR)))
		return -errno_of(STATUS_NOT_SAME_DEVICE);
	change.replaces = information->ReplaceIfExists && left.ReplaceIfExists;
	return change.lower(&change);
}

/* ---- SET_INFORMATION ------------------------------------------------------------------------ */

constexpr struct {
	bool (*fill)(Call &call, const ww_fs_change &change);
	s64 (*bottom)(Call &call, const SetParameters &left);
	int (*unseen)(ww_fs_change &change);	/* what the bottom does, if no instance wants to see it */
	u32 access;				/* that a filter may not have dropped */
} kinds[] = {
	[WW_FS_MAKE] = {},
	[WW_FS_REMOVE] = { fill_disposition, set_disposition, mark_for_removal, DELETE },
	[WW_FS_SET_SIZE] = { fill_size, set_size, change_lower, FILE_WRITE_DATA },
	[WW_FS_RENAME] = { fill_name, set_name, change_lower, DELETE },
	[WW_FS_LINK] = { fill_name, set_name, change_lower, FILE_WRITE_ATTRIBUTES },
};

/* A file that a filter has opened for itself is not open below. */
bool is_open(const ww_fs_change &change)
{
	return change.open.is_open && (!change.folder_object || change.folder.is_open);
}

s64 set_information(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const ww_fs_change &change = change_of(call);

	return is_open(change)
		? kinds[change.kind].bottom(call, iopb.Parameters.SetFileInformation)
		: -kInvalid;
}

int send_information(FileObject *file, ww_fs_change &change)
{
	Call *call = call_create(file, IRP_MJ_SET_INFORMATION, set_information, &change);
	bool ended;

	if (!call)
		return -kNoMemory;

	const int error = kinds[change.kind].fill(*call, change) ? call_send(call, ended) : -kNoMemory;

	call_put(call);
	return error;
}

/* ---- Open, change, close -------------------------------------------------------------------- */

bool lacks(const ww_fs_open &open, u32 access)
{
	return (open.access & access) != access;
}

int set(FileObject *file, ww_fs_change &change)
{
	const auto &kind = kinds[change.kind];

	if (lacks(change.open, kind.access))
		return -errno_of(STATUS_ACCESS_DENIED);
	if (ww_volume_wants(file->volume, WW_FS_SET_INFORMATION))
		return send_information(file, change);
	return is_open(change) ? kind.unseen(change) : -kInvalid;
}

/* The folder of the new name is open meanwhile. */
int set_in_folder(FileObject *file, ww_fs_change &change)
{
	FileObject *folder = file_object_of(change.folder_object);
	const u32 asked = change.folder.access;
	int error = open_for_call(folder, change.folder);

	if (error)
		return error;
	error = lacks(change.folder, asked & (FILE_ADD_FILE | FILE_ADD_SUBDIRECTORY))
		? -errno_of(STATUS_ACCESS_DENIED)
		: set(file, change);
	ww_fs_send_close(folder);
	return error;
}

int change_opened(FileObject *file, ww_fs_change &change)
{
	if (change.kind == WW_FS_MAKE)
		return change.open.is_open ? 0 : -errno_of(STATUS_OBJECT_NAME_NOT_FOUND);
	return change.folder_object ? set_in_folder(file, change) : set(file, change);
}

void close(FileObject *file, ww_fs_change &change)
{
	if (ww_volume_wants(file->volume, WW_FS_CLEANUP))
		send_last(file, IRP_MJ_CLEANUP, clean_up, &change);
	else
		remove_marked(change);
	finish_close(file);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" int ww_fs_send_change(void *file_object, struct ww_fs_change *change)
{
	FileObject *file = file_object_of(file_object);
	int error = open_for_call(file, change->open);

	if (error)
		return error;
	error = change_opened(file, *change);
	/* A callback may fail the disposition on its way up as well. */
	change->is_deleting = change->is_deleting && !error;
	close(file, *change);
	return error ? error : change->error;
}

extern "C" int ww_fs_send_information(void *file_object, struct ww_fs_change *change)
{
	return send_information(file_object_of(file_object), *change);
}
