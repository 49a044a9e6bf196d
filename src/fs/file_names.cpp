/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the Filter Manager asks about the files of mounts. The name is where the file is now: that of
 * Linux's dentry, by which it was opened. A removed file keeps its last name.
 */
#include "file_object.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "names.hpp"
#include "open.hpp"
#include "own.hpp"
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

	/*
	 * STATUS_NAME_TOO_LONG if there is no room; STATUS_FLT_INVALID_NAME_REQUEST after the close;
	 * STATUS_OBJECT_NAME_NOT_FOUND for a file that was moved out of the mount's folder.
	 */
	NTSTATUS read(FileObject &file, const char *&path)
	{
		if (!text_)
			return STATUS_INSUFFICIENT_RESOURCES;

		const PlaceGuard guard(file);

		if (!guard)
			return STATUS_FLT_INVALID_NAME_REQUEST;

		const ww_place place = guard.place();
		const int error = ww_lower_path_text(&place, text_, room_, &path);

		return error ? status_of_errno(-error) : STATUS_SUCCESS;
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
	const PFLT_VOLUME volume = guard ? of(file).volume : nullptr;

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

} /* namespace */

constinit const FileSystem mounts = {
	.is_writable = ww_mount_is_writable,
	.owns = owns,
	.is_open = is_open,
	.is_folder = is_folder,
	.hold_volume = hold_volume,
	.name_of = name_of,
	.transfer = own_transfer,
	.query = own_query,
	.cancel_open = cancel_open,
};

} /* namespace ww */
