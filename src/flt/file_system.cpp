/* SPDX-License-Identifier: GPL-2.0 */
#include "file_system.hpp"

namespace ww {
namespace {

constinit const FileSystem *mounts = nullptr;

} /* namespace */

void flt_set_file_system(const FileSystem &file_system)
{
	mounts = &file_system;
}

const FileSystem *file_system_of_volume(const _FLT_VOLUME *volume)
{
	return volume->mount ? mounts : nullptr;
}

void files_end(FileObject *&list, PFLT_VOLUME volume)
{
	if (const FileSystem *owner = file_system_of_volume(volume))
		owner->end(list, volume);
}

void files_close_left(CallSite call, FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter)
{
	if (const FileSystem *owner = file_system_of_volume(volume))
		owner->close_left(call, list, volume, filter);
}

bool volume_is_writable(PFLT_VOLUME volume)
{
	return !volume->mount || mounts->is_writable(volume->mount);
}

const FileSystem *file_system_of(const FILE_OBJECT *file)
{
	return mounts && file && mounts->owns(file) ? mounts : nullptr;
}

bool file_is_open(const FILE_OBJECT *file)
{
	const FileSystem *owner = file_system_of(file);

	return owner ? owner->is_open(file) : file->FsContext != nullptr;
}

PFLT_VOLUME file_hold_volume(PFILE_OBJECT file, PFLT_INSTANCE instance)
{
	const FileSystem *owner = file_system_of(file);

	if (owner)
		return owner->hold_volume(file);
	return instance && object_try_reference_kept(instance->volume) ? instance->volume : nullptr;
}

bool file_is_on(PFILE_OBJECT file, PFLT_INSTANCE instance)
{
	const PFLT_VOLUME volume = file_hold_volume(file, instance);

	if (volume)
		object_dereference_kept(volume);
	return volume == instance->volume;
}

} /* namespace ww */
