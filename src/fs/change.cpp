/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SET_INFORMATION, and the calls that have only a path: CREATE, SET_INFORMATION, CLEANUP and CLOSE.
 */
#include "base/errno.hpp"
#include "change.hpp"
#include "names.hpp"
#include "ob/names.hpp"
#include "open.hpp"

namespace ww {

/* ---- The structure of a class --------------------------------------------------------------- */

void *make_buffer(Call &call, size_t length)
{
	call.buffer = ww_zalloc_large(length);
	call.request.Iopb.IrpFlags = IRP_BUFFERED_IO | IRP_SYNCHRONOUS_API;
	call.request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	return call.buffer;
}

ULONG length_of(const Call &call, const SetParameters &left)
{
	const SetParameters &first = call.request.Iopb.Parameters.SetFileInformation;

	if (left.InfoBuffer != first.InfoBuffer || left.Length <= first.Length)
		return left.Length;
	report_callback(call, "the callback made Length larger than the buffer");
	return first.Length;
}

int change_lower(ww_fs_change &change)
{
	return change.lower(&change);
}

namespace {

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
s64 set_disposition(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
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
	call.file->object.Flags |= FO_CLEANUP_COMPLETE;
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

s64 set_size(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const auto *information = information_of<FILE_END_OF_FILE_INFORMATION>(
		call, left, FileEndOfFileInformation);

	if (!information || information->EndOfFile.QuadPart < 0)
		return -kInvalid;
	change.size = information->EndOfFile.QuadPart;
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
const NewName *name_of(const Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	const auto *information = information_of<NewName>(call, left, class_of(change_of(call)));

	if (!information)
		return nullptr;

	const size_t room = length_of(call, left.Parameters.SetFileInformation) - __builtin_offsetof(NewName, FileName);

	return information->FileNameLength <= room ? information : nullptr;
}

/* The VFS has locked the folders of the program's name, so there is no other one. */
s64 set_name(Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	ww_fs_change &change = change_of(call);
	const NewName *information = name_of(call, left);

	if (!information)
		return -kInvalid;
	if (information->RootDirectory ||
	    !FullName(*call.file, change.target)
		     .is(information->FileName, information->FileNameLength / sizeof(WCHAR)))
		return -errno_of(STATUS_NOT_SAME_DEVICE);
	change.replaces = information->ReplaceIfExists && left.Parameters.SetFileInformation.ReplaceIfExists;
	return change.lower(&change);
}

/* ---- All kinds ------------------------------------------------------------------------------ */

constexpr ChangeKind of_information(decltype(ChangeKind::fill) fill, decltype(ChangeKind::bottom) bottom,
				    decltype(ChangeKind::unseen) unseen, u32 access)
{
	return { IRP_MJ_SET_INFORMATION, WW_FS_SET_INFORMATION, fill, bottom, unseen, access };
}

constexpr ChangeKind no_kind = {};
constexpr ChangeKind removal_kind = of_information(fill_disposition, set_disposition, mark_for_removal, DELETE);
constexpr ChangeKind size_kind = of_information(fill_size, set_size, change_lower, FILE_WRITE_DATA);
constexpr ChangeKind rename_kind = of_information(fill_name, set_name, change_lower, DELETE);
constexpr ChangeKind link_kind = of_information(fill_name, set_name, change_lower, FILE_WRITE_ATTRIBUTES);

const ChangeKind &kind_of(enum ww_fs_change_kind kind)
{
	static constexpr const ChangeKind *kinds[] = {
		[WW_FS_MAKE] = &no_kind,
		[WW_FS_REMOVE] = &removal_kind,
		[WW_FS_SET_SIZE] = &size_kind,
		[WW_FS_RENAME] = &rename_kind,
		[WW_FS_LINK] = &link_kind,
		[WW_FS_SET_TIMES] = &times_kind,
		[WW_FS_SET_RIGHTS] = &rights_kind,
		[WW_FS_ALLOCATE] = &allocation_kind,
		[WW_FS_ZERO] = &zero_kind,
	};

	return *kinds[kind];
}

/* A file that a filter has opened for itself is not open below. */
bool is_open(const ww_fs_change &change)
{
	return change.open.is_open && (!change.folder_object || change.folder.is_open);
}

s64 change_below(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const ww_fs_change &change = change_of(call);

	return is_open(change) ? kind_of(change.kind).bottom(call, iopb) : -kInvalid;
}

int send_change(FileObject *file, ww_fs_change &change)
{
	const ChangeKind &kind = kind_of(change.kind);
	Call *call = call_create(file, kind.major, change_below, &change);
	bool ended;

	if (!call)
		return -kNoMemory;

	const int error = kind.fill(*call, change) ? call_send(call, ended) : -kNoMemory;

	call_put(call);
	return error;
}

/* ---- Open, change, close -------------------------------------------------------------------- */

bool lacks(const ww_fs_open &open, u32 access)
{
	return (open.access & access) != access;
}

/* @needed: the rights that the call needs. */
int set(FileObject *file, ww_fs_change &change, u32 needed)
{
	const ChangeKind &kind = kind_of(change.kind);

	if (lacks(change.open, needed))
		return -errno_of(STATUS_ACCESS_DENIED);
	if (ww_volume_wants(file->volume, kind.shown))
		return send_change(file, change);
	return is_open(change) ? kind.unseen(change) : -kInvalid;
}

/* The folder of the new name is open meanwhile. */
int set_in_folder(FileObject *file, ww_fs_change &change, u32 needed)
{
	FileObject *folder = file_object_of(change.folder_object);
	const u32 asked = change.folder.access;
	int error = open_for_call(folder, change.folder);

	if (error)
		return error;
	error = lacks(change.folder, asked & (FILE_ADD_FILE | FILE_ADD_SUBDIRECTORY))
		? -errno_of(STATUS_ACCESS_DENIED)
		: set(file, change, needed);
	ww_fs_send_close(folder);
	return error;
}

int change_opened(FileObject *file, ww_fs_change &change, u32 needed)
{
	if (change.kind == WW_FS_MAKE)
		return change.open.is_open ? 0 : -errno_of(STATUS_OBJECT_NAME_NOT_FOUND);
	return change.folder_object ? set_in_folder(file, change, needed) : set(file, change, needed);
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

extern "C" bool ww_fs_wants_change(void *volume, enum ww_fs_change_kind kind, bool has_path)
{
	const bool is_open_shown = has_path && (ww_volume_wants(volume, WW_FS_CREATE) ||
						ww_volume_wants(volume, WW_FS_CLEANUP) ||
						ww_volume_wants(volume, WW_FS_CLOSE));

	return is_open_shown || (kind != WW_FS_MAKE && ww_volume_wants(volume, kind_of(kind).shown));
}

extern "C" int ww_fs_send_change(void *file_object, struct ww_fs_change *change)
{
	FileObject *file = file_object_of(file_object);
	const u32 needed = change->open.access & kind_of(change->kind).access;
	int error = open_for_call(file, change->open);

	if (error)
		return error;
	error = change_opened(file, *change, needed);
	/* A callback may fail the disposition on its way up as well. */
	change->is_deleting = change->is_deleting && !error;
	close(file, *change);
	return error ? error : change->error;
}

extern "C" int ww_fs_send_information(void *file_object, struct ww_fs_change *change)
{
	return send_change(file_object_of(file_object), *change);
}
