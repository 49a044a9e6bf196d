/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of streams and file objects.
 */
#include "file_object.hpp"

#include <winwork/flt_port.h>

#include "ex/push_lock.hpp"
#include "base/errno.hpp"
#include "base/irql.hpp"
#include "io/file.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "names.hpp"
#include "ob/handle.hpp"
#include "ob/names.hpp"
#include "own.hpp"
#include "own_open.hpp"
#include "watch.hpp"
#include "zw_file.hpp"

namespace ww {
namespace {

constexpr CallSite kName{ "FileName of a file object" };
constexpr u32 kNameTag = 'm' << 24 | 'N' << 16 | 'o' << 8 | 'I';	/* "IoNm", as on Windows */

void free_name(FILE_OBJECT &object)
{
	if (object.FileName.Buffer)
		pool_free(kName, object.FileName.Buffer, kAnyTag);
	object.FileName = {};
}

/* Room for a new one. Null without memory. */
WCHAR *make_name(FILE_OBJECT &object, size_t units)
{
	const USHORT bytes = static_cast<USHORT>(units * sizeof(WCHAR));
	auto *text = static_cast<WCHAR *>(pool_allocate({ .call = kName, .bytes = bytes, .tag = kNameTag }));

	if (!text)
		return nullptr;
	free_name(object);
	object.FileName = { bytes, bytes, text };
	return text;
}

void put(Stream *stream)
{
	if (stream->references.fetch_sub(1) == 1)
		ww_free(stream);
}

void destroy(void *body)
{
	FileObject *file = file_object_of(body);

	if (file->stream)
		put(file->stream);
	/* The driver is gone, and a handle is left. */
	if (file->own && file->own->handle)
		handle_forget(file->own->handle, file);
	own_free(file->own);
	scan_free(*file);
	watch_free(*file);
	free_name(file->object);
}

/* The last reference is dropped again at the end of this. */
void end(FileObject *file)
{
	object_reference_kept(file);
	own_end(file);
	object_dereference_kept(file);
}

void end_or_destroy(FileObject *file)
{
	if (!file->own || file->own->is_ended.load())
		object_destroy(file);
	else
		end(file);
}

void end_later(struct ww_later *later)
{
	end_or_destroy(CONTAINING_RECORD(later, OwnState, later)->file_object);
}

/* Drivers may drop the last reference at DISPATCH_LEVEL. The path of an own file is freed at a lower level. */
void last(void *body)
{
	FileObject *file = file_object_of(body);

	if (!file->own || current_irql() == kPassiveLevel)
		end_or_destroy(file);
	else
		ww_later(&file->own->later, end_later);
}

/* The volume may be gone once the file is closed. */
s32 put_name(void *body, NameOut &to)
{
	FileObject *file = file_object_of(body);
	const PlaceGuard guard(*file);

	if (guard)
		to.add(object_header(file->volume)->name);
	to.add(&file->object.FileName);
	return STATUS_SUCCESS;
}

constinit const ObjectType file_object_type = {
	.name = "file of a mount", .destroy = destroy, .is_public = true, .last = last,
	.opened = own_handle_opened, .closed = own_handle_closed, .shown_as = &file_type,
	.file_operations = &mount_file_operations, .put_name = put_name,
};

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

	WCHAR *name = make_name(file->object, units);

	if (name)
		file_name_from_path(path, name);
	return name;
}

} /* namespace */

FileObject *file_object_make(PFLT_VOLUME volume, const char *path, PDRIVER_OBJECT driver)
{
	auto *file = static_cast<FileObject *>(
		object_create(file_object_type, sizeof(FileObject), driver, path));

	if (!file)
		return nullptr;
	file->volume = volume;
	fill(file->object);
	object_keep(file);
	if (set_name(file, path))
		return file;
	object_dereference_kept(file);
	return nullptr;
}

NTSTATUS file_name_replace(FILE_OBJECT &object, const WCHAR *name, size_t units)
{
	WCHAR *text = make_name(object, units);

	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	__builtin_memcpy(text, name, units * sizeof(WCHAR));
	return STATUS_SUCCESS;
}

void stream_take(FileObject &file, void *stream)
{
	file.stream = static_cast<Stream *>(stream);
	file.stream->references.fetch_add(1);
}

void leave_place(FileObject *file)
{
	{
		const PlaceChange change(*file);

		file->place = nullptr;
		file->has_left = true;
	}
	scan_close(*file);
	watch_close(*file);
	file->is_open.store(false);
	file->object.Flags |= FO_CLEANUP_COMPLETE;
	WinworkFltCloseFile(file->volume, &file->object);
}

void remove_pending(FileObject &file)
{
	const PlaceGuard guard(file);
	const ww_place place = guard.place();

	if (!file.object.DeletePending || !guard)
		return;
	const int error = ww_lower_remove(&place);

	/* It may be gone already. */
	if (error && error != -kNoEntry && error != -kStale)
		ww_print(WW_LEVEL_WARNING, "a file of %s that was to be deleted stays: errno %d",
			 object_header(file.volume)->name, -error);
}

void set_open(FileObject &file)
{
	/* A filter may have opened it for itself alone. */
	if (!file.stream)
		return;
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
	FileObject *file = file_object_make(static_cast<PFLT_VOLUME>(how->volume), how->path);

	if (!file)
		return nullptr;
	stream_take(*file, how->stream);
	file->place = how->place;
	if (how->is_open) {
		set_open(*file);
		file->object.Flags |= FO_HANDLE_CREATED;
	}
	return file;
}

extern "C" void ww_file_object_delete(void *file_object)
{
	FileObject *file = file_object_of(file_object);

	leave_place(file);
	object_dereference_kept(file);
}
