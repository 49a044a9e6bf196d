/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the Filter Manager asks about the files of mounts. The name is where the file is now: that of
 * Linux's dentry, by which it was opened. A removed file keeps its last name.
 */
#include "file_object.hpp"

#include "base/text.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "names.hpp"
#include "ob/names.hpp"
#include "open.hpp"
#include "own.hpp"
#include "own_open.hpp"
#include "status.hpp"

namespace ww {
namespace {

constexpr size_t kUsualRoom = 4096;	/* bytes of a path; PATH_MAX */
constexpr size_t kMostRoom = 3 * kLongestFileName + 2;	/* UTF-8 of as many units */

/* The memory of a path, and the path in it. */
class PathText {
public:
	explicit PathText(size_t room) : room_(room), text_(static_cast<char *>(ww_zalloc_large(room))) {}
	~PathText() { ww_free_large(text_); }
	PathText(const PathText &) = delete;
	PathText &operator=(const PathText &) = delete;

	/* The statuses of path_of(). */
	NTSTATUS read(FileObject &file, const char *&path)
	{
		return text_ ? path_of(file, text_, room_, path) : STATUS_INSUFFICIENT_RESOURCES;
	}

private:
	size_t room_;
	char *text_;
};

NTSTATUS make_name(FileObject &file, size_t room, NewName &name)
{
	PathText text(room);
	const char *path;
	WCHAR *to;
	NTSTATUS status = text.read(file, path);

	if (NT_SUCCESS(status))
		status = name.make(file_name_units(path), to);
	if (NT_SUCCESS(status))
		file_name_from_path(path, to);
	return status;
}

NTSTATUS name_of(PFILE_OBJECT file, NewName &name)
{
	const NTSTATUS status = make_name(of(file), kUsualRoom, name);

	return status == STATUS_NAME_TOO_LONG ? make_name(of(file), kMostRoom, name) : status;
}

/* The volume stays as long as a file on it is open. */
PFLT_VOLUME hold_volume(PFILE_OBJECT file)
{
	const PlaceGuard guard(of(file));
	const PFLT_VOLUME volume = of(file).has_left ? nullptr : of(file).volume;

	return volume && object_try_reference_kept(volume) ? volume : nullptr;
}

bool owns(const FILE_OBJECT *file)
{
	return is_file_object(file);
}

bool is_open(const FILE_OBJECT *file)
{
	return reinterpret_cast<const FileObject *>(file)->is_open.load();
}

bool is_folder(PFILE_OBJECT file)
{
	const PlaceGuard guard(of(file));

	const ww_place place = guard.place();

	return guard && ww_lower_is_folder(&place);
}

bool is_by_id(const FILE_OBJECT *file)
{
	const OwnState *own = reinterpret_cast<const FileObject *>(file)->own;

	return own && own->is_by_id;
}

NTSTATUS path_of_id(const FileObject &file, char *text, size_t room, const char *&path)
{
	const int error = ww_lower_id_path_text(file.volume->mount, file.own->id, text, room, &path);

	return error ? status_of_id(status_of_errno(-error)) : STATUS_SUCCESS;
}

/* Before the bottom of its open a driver's file has the path that it was asked for. */
NTSTATUS asked_path(const FileObject &file, char *text, size_t room, const char *&path)
{
	const char *asked = file.own ? file.own->path : "";

	if (file.own && file.own->is_by_id)
		return path_of_id(file, text, room, path);

	if (text_length(asked) + 2 > room)
		return STATUS_NAME_TOO_LONG;
	ww_format(text, room, "/%s", asked);
	path = text;
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS path_of(FileObject &file, char *text, size_t room, const char *&path)
{
	const PlaceGuard guard(file);

	if (file.has_left)
		return STATUS_FLT_INVALID_NAME_REQUEST;
	if (!guard)
		return asked_path(file, text, room, path);

	const ww_place place = guard.place();
	const int error = ww_lower_path_text(&place, text, room, &path);

	return error ? status_of_errno(-error) : STATUS_SUCCESS;
}

namespace {

/* Where a name begins. */
struct Beginning {
	PFILE_OBJECT file;		/* null: the root of the mount */
	bool is_beside;			/* in the folder that it is in; else in it */
};

/* Without the last name. */
size_t folder_length(const char *path, size_t length)
{
	while (length && path[length] != '/')
		length--;
	return length;
}

/* Writes the path of the folder. It is empty for the root of the mount. */
NTSTATUS begin_path(const Beginning &beginning, char *path, size_t room, size_t &length)
{
	const char *text = "/";
	const NTSTATUS status = beginning.file ? path_of(of(beginning.file), path, room, text) : STATUS_SUCCESS;

	if (!NT_SUCCESS(status))
		return status;
	length = text_length(text + 1);
	__builtin_memmove(path, text + 1, length + 1);
	if (beginning.is_beside)
		length = folder_length(path, length);
	path[length] = 0;
	return STATUS_SUCCESS;
}

NTSTATUS write_path(const Beginning &beginning, const UNICODE_STRING &name, char *path, size_t room)
{
	size_t length;
	const NTSTATUS status = begin_path(beginning, path, room, length);

	if (!NT_SUCCESS(status))
		return status;
	if (length && name.Length)
		path[length++] = '/';
	return path_from_file_name(name.Buffer, name.Length / sizeof(WCHAR), path + length, room - length);
}

NTSTATUS make_path(const Beginning &beginning, const UNICODE_STRING &name, char *&path)
{
	constexpr size_t kMostBytes = 3;	/* of UTF-8 for a unit */
	const size_t room = name.Length / sizeof(WCHAR) * kMostBytes + 2 + (beginning.file ? kUsualRoom : 0);

	path = static_cast<char *>(ww_zalloc_large(room));
	if (!path)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = write_path(beginning, name, path, room);

	if (NT_SUCCESS(status))
		return status;
	ww_free_large(path);
	path = nullptr;
	return status;
}

/* Of the volume's name, which the name begins with; 0 if it does not. */
USHORT bytes_of_volume(PFLT_VOLUME volume, const UNICODE_STRING &name)
{
	const UNICODE_STRING alias = volume_alias_in(name);
	WCHAR wide[kObjectName];
	UNICODE_STRING prefix;

	if (alias.Length && volume_has_alias(volume, alias))
		return static_cast<USHORT>((alias.Buffer - name.Buffer) * sizeof(WCHAR) + alias.Length);
	name_to_unicode(prefix, wide, ww_volume_name(volume));
	return RtlPrefixUnicodeString(&prefix, &name, TRUE) ? prefix.Length : 0;
}

} /* namespace */

NTSTATUS path_in_folder(PFILE_OBJECT folder, const UNICODE_STRING &name, char *&path)
{
	return make_path({ folder, false }, name, path);
}

NTSTATUS path_beside(PFILE_OBJECT file, const UNICODE_STRING &name, char *&path)
{
	return make_path({ file, true }, name, path);
}

NTSTATUS path_on_volume(PFLT_VOLUME volume, const UNICODE_STRING &name, char *&path)
{
	const USHORT before = bytes_of_volume(volume, name);

	if (!before || name.Length == before || name.Buffer[before / sizeof(WCHAR)] != '\\')
		return STATUS_NOT_SAME_DEVICE;

	const USHORT bytes = name.Length - before;

	return path_in_folder(nullptr, { bytes, bytes, name.Buffer + before / sizeof(WCHAR) }, path);
}

constinit const FileSystem mounts = {
	.is_writable = ww_mount_is_writable,
	.owns = owns,
	.is_open = is_open,
	.is_by_id = is_by_id,
	.is_folder = is_folder,
	.hold_volume = hold_volume,
	.name_of = name_of,
	.perform = own_perform,
	.query_volume = own_query_volume,
	.reissue = call_reissue,
	.cancel_open = cancel_open,
	.has_sections = ww_mount_has_sections,
	.create_section = own_create_section,
	.create = own_create,
	.close_left = own_close_left,
	.end = own_end_all,
};

} /* namespace ww */
