/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of streams and file objects.
 */
#include "file_object.hpp"

#include <winwork/flt_port.h>

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

void fill(FILE_OBJECT &object, Stream *stream)
{
	object.Type = IO_TYPE_FILE;
	object.Size = sizeof(FILE_OBJECT);
	object.FsContext = &stream->header;
	object.FsContext2 = &object;
	object.SectionObjectPointer = &stream->section;
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

} /* namespace */
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

extern "C" void *ww_file_object_create(void *volume, void *stream, const char *path)
{
	auto *file = static_cast<FileObject *>(
		object_create(file_object_type, sizeof(FileObject)));

	if (!file)
		return nullptr;
	file->volume = static_cast<PFLT_VOLUME>(volume);
	file->stream = static_cast<Stream *>(stream);
	file->stream->references.fetch_add(1);
	fill(file->object, static_cast<Stream *>(stream));
	object_keep(file);
	if (set_name(file, path))
		return file;
	object_dereference_kept(file);
	return nullptr;
}

extern "C" void ww_file_object_delete(void *file_object)
{
	FileObject *file = file_object_of(file_object);

	WinworkFltCloseFile(file->volume, &file->object);
	object_dereference_kept(file);
}
