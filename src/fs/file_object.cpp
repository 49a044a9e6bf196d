/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of streams and file objects.
 */
#include "file_object.hpp"

#include <winwork/flt_port.h>

#include "ex/push_lock.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "names.hpp"

namespace ww {
namespace {

void put(Stream *stream)
{
	if (stream->references.fetch_sub(1) == 1)
		ww_free(stream);
}

void destroy(void *body)
{
	put(file_object_of(body)->stream);
	ww_free(file_object_of(body)->name);
}

constinit const ObjectType file_object_type = { .name = "file of a mount", .destroy = destroy,
						.is_public = true };

void fill(FILE_OBJECT &object)
{
	object.Type = IO_TYPE_FILE;
	object.Size = sizeof(FILE_OBJECT);
	object.Flags = FO_SYNCHRONOUS_IO;
	KeInitializeEvent(&object.Lock, SynchronizationEvent, FALSE);
	KeInitializeEvent(&object.Event, NotificationEvent, FALSE);
	KeInitializeSpinLock(&object.IrpListLock);
	object.IrpList = { &object.IrpList, &object.IrpList };
}

/* False without memory. */
bool set_name(FileObject *file, const char *path)
{
	const size_t units = file_name_units(path);

	/* What does not fit into a UNICODE_STRING is not shown. */
	if (!units || units > kLongestFileName)
		return true;
	file->name = static_cast<WCHAR *>(ww_alloc(units * sizeof(WCHAR)));
	if (!file->name)
		return false;
	file_name_from_path(path, file->name);
	file->object.FileName.Buffer = file->name;
	file->object.FileName.Length = static_cast<USHORT>(units * sizeof(WCHAR));
	file->object.FileName.MaximumLength = file->object.FileName.Length;
	return true;
}

/* A filter may have the file object for longer than Linux has the file, and the volume. */
void leave_place(FileObject *file)
{
	const CallSite call = { "the close of a file" };

	push_lock_acquire(call, &file->place_lock, Ownership::exclusive);
	file->place = nullptr;
	push_lock_release(call, &file->place_lock, Ownership::exclusive);
	file->is_open.store(false);
	file->object.Flags |= FO_CLEANUP_COMPLETE;
}

} /* namespace */

void set_open(FileObject &file)
{
	file.object.FsContext = &file.stream->header;
	file.object.FsContext2 = &file.object;
	file.object.SectionObjectPointer = &file.stream->section;
	file.is_open.store(true);
}

bool is_file_object(const void *file_object)
{
	return object_type(file_object) == &file_object_type;
}

} /* namespace ww */

using namespace ww;

extern "C" void *ww_stream_create()
{
	constexpr CSHORT kNodeType = 0x0702;	/* a file control block, as FAT calls it */
	auto *stream = static_cast<Stream *>(ww_zalloc_sleeping(sizeof(Stream)));

	if (!stream)
		return nullptr;
	stream->references.store(1);
	stream->header.NodeTypeCode = kNodeType;
	stream->header.NodeByteSize = sizeof(Stream);
	stream->header.Flags2 = FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS;
	stream->header.FilterContexts = { &stream->header.FilterContexts,
					  &stream->header.FilterContexts };
	return stream;
}

extern "C" void ww_stream_delete(void *volume, void *stream)
{
	/* Without a volume, no operation has used it. */
	if (volume)
		WinworkFltCloseStream(static_cast<PFLT_VOLUME>(volume), stream);
	put(static_cast<Stream *>(stream));
}

extern "C" void *ww_file_object_create(const struct ww_fs_object *how)
{
	auto *file = static_cast<FileObject *>(
		object_create(file_object_type, sizeof(FileObject)));

	if (!file)
		return nullptr;
	file->volume = static_cast<PFLT_VOLUME>(how->volume);
	file->stream = static_cast<Stream *>(how->stream);
	file->stream->references.fetch_add(1);
	file->place = how->place;
	fill(file->object);
	if (how->is_open) {
		set_open(*file);
		file->object.Flags |= FO_HANDLE_CREATED;
	}
	object_keep(file);
	if (set_name(file, how->path))
		return file;
	object_dereference_kept(file);
	return nullptr;
}

extern "C" void ww_file_object_delete(void *file_object)
{
	FileObject *file = file_object_of(file_object);

	leave_place(file);
	WinworkFltCloseFile(file->volume, &file->object);
	object_dereference_kept(file);
}
