/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CREATE, CLEANUP and CLOSE of files that a driver opens itself.
 */
#include "own_open.hpp"

#include "base/errno.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "io/disposition.hpp"
#include "io/file.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "names.hpp"
#include "ob/handle.hpp"
#include "open.hpp"
#include "own.hpp"
#include "status.hpp"
#include "watch.hpp"

namespace ww {
namespace {

/* ---- The bottom of CREATE ------------------------------------------------------------------- */

struct OwnOpen {
	struct ww_fs_open open;
	FileObject *file;
	bool checks_access;
	bool is_private;
	bool was_there;
	bool has_parent;
	bool is_readonly;		/* and was to be deleted */
};

struct ww_own_open how_of(const OwnOpen &own)
{
	const ww_fs_open &open = own.open;
	struct ww_own_open how = {};

	how.mount = own.file->volume->mount;
	how.checks_access = own.checks_access;
	how.how.path = own.file->own->path;
	how.is_by_id = own.file->own->is_by_id;
	how.id = own.file->own->id;
	how.how.reads = open.access & (FILE_READ_DATA | FILE_EXECUTE);
	how.how.writes = open.access & (FILE_WRITE_DATA | FILE_APPEND_DATA);
	how.how.must_be_new = open.disposition == FILE_CREATE;
	how.how.may_be_new = may_create(open.disposition);
	how.how.truncates = overwrites(open.disposition);
	how.how.is_folder = open.options & FILE_DIRECTORY_FILE;
	how.how.is_no_folder = open.options & FILE_NON_DIRECTORY_FILE;
	how.how.is_private = own.is_private;
	how.how.deletes = open.access & DELETE;
	how.how.opens_link = open.options & FILE_OPEN_REPARSE_POINT;
	how.deletes_on_close = open.options & FILE_DELETE_ON_CLOSE;
	how.how.is_readonly = open.attributes & FILE_ATTRIBUTE_READONLY;
	return how;
}

/* A filter may fail the CREATE on its way up. Then the end of the file object closes this. */
void take(FileObject &file, const struct ww_own_open &how)
{
	const PlaceChange change(file);

	file.own->file = how.file;
	file.place = how.name;
	stream_take(file, how.stream);
}

int open_below(ww_fs_open *open)
{
	auto &own = *CONTAINING_RECORD(open, OwnOpen, open);
	struct ww_own_open how = how_of(own);

	/* A filter has taken the option away, or set it: the name says no file then. */
	if (how.is_by_id != !!(open->options & FILE_OPEN_BY_FILE_ID))
		return -kInvalid;

	const int error = ww_own_open(&how);

	own.was_there = how.how.was_there;
	own.has_parent = how.how.has_parent;
	own.is_readonly = how.is_readonly;
	if (error)
		return error;
	take(*own.file, how);
	own.file->own->deletes = how.deletes_on_close;
	own.file->own->access = how.how.is_owner ? open->access : open->access & ~ULONG{ FILE_WRITE_ATTRIBUTES };
	own.file->own->appends = (open->access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) == FILE_APPEND_DATA;
	open->is_open = true;
	open->information = opened_information(open->disposition, own.was_there);
	return 0;
}

/* ---- File IDs ------------------------------------------------------------------------------- */

constexpr USHORT kId = 8;		/* bytes */
constexpr USHORT kLongId = 16;		/* an ID with zeros behind it, or an object ID */

/* Without a root, a backslash is before it. */
UNICODE_STRING id_in(const OwnCreate &create)
{
	UNICODE_STRING id = create.name;

	if (!create.root && id.Length && *id.Buffer == '\\') {
		id.Buffer++;
		id.Length -= sizeof(WCHAR);
	}
	return id;
}

u64 id_of(const UNICODE_STRING &name)
{
	u64 id;

	__builtin_memcpy(&id, name.Buffer, sizeof(id));
	return id;
}

bool is_object_id(const UNICODE_STRING &name)
{
	return name.Length == kLongId && id_of({ kId, kId, name.Buffer + kId / sizeof(WCHAR) });
}

/* Of the option and the name. No file has an object ID. */
NTSTATUS check_id(const OwnCreate &create)
{
	const UNICODE_STRING id = id_in(create);

	if (id.Length != kId && id.Length != kLongId)
		return refuse(create.call, create.filter, STATUS_INVALID_PARAMETER,
			      "ObjectAttributes->ObjectName has %u bytes for the file ID, which has 8 or 16", id.Length);
	return is_object_id(id) ? STATUS_OBJECT_NAME_NOT_FOUND : STATUS_SUCCESS;
}

/* What reports call the file, in place of its path. */
NTSTATUS text_of_id(const OwnCreate &create, char *&text)
{
	constexpr size_t kRoom = sizeof("file ID 0x0123456789abcdef");
	const NTSTATUS status = check_id(create);

	if (!NT_SUCCESS(status))
		return status;
	text = static_cast<char *>(ww_zalloc_large(kRoom));
	if (!text)
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_format(text, kRoom, "file ID 0x%llx", static_cast<unsigned long long>(id_of(id_in(create))));
	return STATUS_SUCCESS;
}

/* ---- The file object ------------------------------------------------------------------------ */

OwnState *new_state(const OwnCreate &create)
{
	auto *own = static_cast<OwnState *>(ww_zalloc_sleeping(sizeof(OwnState)));

	if (!own)
		return nullptr;
	own->opener = create.call;
	own->filter = create.filter;
	own->is_below = create.instance;
	if (create.instance)
		own->altitude = create.instance->altitude;
	KeInitializeEvent(&own->cleaned, NotificationEvent, FALSE);
	ww_turn_init(&own->turn, WW_TURN_FILE_OF_DRIVER);
	return own;
}

/* The file object of a path that starts with a slash. */
FileObject *new_file_of_path(const OwnCreate &create, const char *path)
{
	const size_t bytes = text_length(path) + 2;
	auto *full = static_cast<char *>(ww_zalloc_large(bytes));
	FileObject *file = nullptr;

	if (!full)
		return nullptr;
	ww_format(full, bytes, "/%s", path);
	file = file_object_make(create.volume, full, create.filter->driver);
	ww_free_large(full);
	return file;
}

/* FileName is a backslash and the bytes of the ID. */
FileObject *new_file_of_id(const OwnCreate &create)
{
	const UNICODE_STRING id = id_in(create);
	const USHORT units = id.Length / sizeof(WCHAR);
	WCHAR name[1 + kLongId / sizeof(WCHAR)] = { '\\' };
	FileObject *file = file_object_make(create.volume, "/", create.filter->driver);

	__builtin_memcpy(name + 1, id.Buffer, id.Length);
	if (!file || NT_SUCCESS(file_name_replace(file->object, name, 1u + units)))
		return file;
	object_dereference_kept(file);
	return nullptr;
}

FileObject *new_file(const OwnCreate &create, OwnState *own)
{
	FileObject *file = own->is_by_id ? new_file_of_id(create) : new_file_of_path(create, own->path);

	if (!file)
		return nullptr;
	if (!(create.options & (FILE_SYNCHRONOUS_IO_ALERT | FILE_SYNCHRONOUS_IO_NONALERT)))
		file->object.Flags &= ~FO_SYNCHRONOUS_IO;
	file->own = own;
	own->file_object = file;
	object_reference_kept(create.volume);
	object_reference_kept(own->filter);
	return file;
}

/* Takes over the path. Null without memory. */
FileObject *make_file(const OwnCreate &create, char *path)
{
	OwnState *own = new_state(create);

	if (!own) {
		ww_free_large(path);
		return nullptr;
	}
	own->path = path;
	own->is_by_id = is_by_id(create);
	if (own->is_by_id)
		own->id = id_of(id_in(create));

	FileObject *file = new_file(create, own);

	if (!file)
		own_free(own);
	return file;
}

/* False if nothing would close what a driver leaves in the list. An instance waits for the call. */
bool enter_list(FileObject *file, PFLT_INSTANCE instance)
{
	FileObject *&list = instance ? instance->own_files : file->volume->own_files;
	LockGuard guard(file->volume->lock);
	OwnState &own = *file->own;

	if (!instance && (is_closed(file->volume) || is_closed(own.filter)))
		return false;
	own.next = list;
	own.link = &list;
	if (list)
		list->own->link = &own.next;
	list = file;
	return true;
}

void leave_list_locked(OwnState &own)
{
	if (!own.link)
		return;
	*own.link = own.next;
	if (own.next)
		own.next->own->link = own.link;
	own.link = nullptr;
}

void leave_list(FileObject *file)
{
	LockGuard guard(file->volume->lock);

	leave_list_locked(*file->own);
}

/* ---- CREATE --------------------------------------------------------------------------------- */

ww_fs_open open_of(const OwnCreate &create)
{
	ww_fs_open open = {};

	open.lower = open_below;
	open.access = specific_access(create.access);
	open.disposition = create.disposition;
	open.options = create.options;
	open.attributes = create.attributes;
	return open;
}

/* The names on the way to the file decide between two statuses. */
NTSTATUS status_of(const OwnOpen &own, NTSTATUS status)
{
	if (own.is_readonly)
		return STATUS_CANNOT_DELETE;
	if (own.file->own->is_by_id)
		return status_of_id(status);
	if ((status == STATUS_OBJECT_NAME_NOT_FOUND && !own.has_parent) ||
	    (status == STATUS_NOT_A_DIRECTORY && !own.was_there) || status == STATUS_NOT_SAME_DEVICE)
		return STATUS_OBJECT_PATH_NOT_FOUND;
	return status;
}

NTSTATUS send_create(FileObject *file, OwnCreate &create)
{
	OwnOpen own = { open_of(create), file, create.checks_access, create.is_private, false, true, false };
	Call *call = create_call(file, own.open);

	if (!call)
		return STATUS_INSUFFICIENT_RESOURCES;
	set_own(*call, file->own->below());
	call->parameters = create.parameters;

	NTSTATUS status = send_own(*call);

	if (NT_SUCCESS(status))
		status = create_status(*call);
	create.information = call->is_sent ? call->result.Information : 0;
	if (status == STATUS_OBJECT_NAME_COLLISION)
		create.information = FILE_EXISTS;
	if (call->bottom_error)
		status = status_of(own, status);
	call_put(call);
	return status;
}

/* An existing file stays if the driver gets no handle. */
NTSTATUS give_handle(FileObject *file, OwnCreate &create)
{
	OwnState &own = *file->own;
	const bool deletes = own.deletes;

	own.deletes = deletes && create.information == FILE_CREATED;
	own.handle = create.handle = handle_create(file);
	own.deletes = deletes;
	return create.handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

/* ---- The end -------------------------------------------------------------------------------- */

void clean_up(FileObject *file)
{
	OwnState &own = *file->own;

	if (own.is_cleaned.exchange(true)) {
		KeWaitForSingleObject(&own.cleaned, Executive, KernelMode, FALSE, nullptr);
		return;
	}
	if (own.deletes)
		file->object.DeletePending = TRUE;
	send_cleanup(file, own.below());
	file->object.Flags |= FO_CLEANUP_COMPLETE;
	watch_close(*file);
	KeSetEvent(&own.cleaned, IO_NO_INCREMENT, FALSE);
}

/* The references that the open has, without operations of an open that has failed. */
void drop(FileObject *file)
{
	OwnState &own = *file->own;

	leave_list(file);
	leave_place(file);
	if (own.file)
		ww_own_close(own.file);
	own.file = nullptr;
	object_dereference_kept(own.filter);
	object_dereference_kept(file->volume);
}

/* The end of an open that has failed. */
void forget(FileObject *file)
{
	file->own->is_cleaned.store(true);
	file->own->is_ended.store(true);
	drop(file);
	object_dereference_kept(file);
}

/* One that a driver has left, with a reference; or null. */
FileObject *take_left(FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter)
{
	LockGuard guard(volume->lock);
	FileObject *file = list;

	while (file) {
		FileObject *next = file->own->next;

		if (!filter || file->own->filter == filter) {
			leave_list_locked(*file->own);
			/* Another thread may be ending it. */
			if (object_try_reference_kept(file))
				return file;
		}
		file = next;
	}
	return nullptr;
}

void report_left(CallSite call, FileObject *file)
{
	const OwnState &own = *file->own;

	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(own.handle), address_of(&file->object), 0, 0 },
		 .call = call, .item = &file->object, .owner = object_header(file)->driver },
	       "the driver leaves the file \"%s\" on %s open, which %s at %s has opened", own.path,
	       object_header(file->volume)->name, own.opener.function, ShownCode(own.opener.caller).text);
}

void close_left(CallSite call, FileObject *file)
{
	report_left(call, file);
	if (handle_forget(file->own->handle, file))
		object_dereference_kept(file);
	own_end(file);
	object_dereference_kept(file);
}

} /* namespace */

void own_free(OwnState *own)
{
	if (own)
		ww_free_large(own->path);
	ww_free(own);
}

void own_handle_opened(void *file_object)
{
	if (OwnState *own = file_object_of(file_object)->own)
		own->handles.fetch_add(1);
}

void own_handle_closed(void *file_object)
{
	FileObject *file = file_object_of(file_object);

	if (file->own && file->own->handles.fetch_sub(1) == 1)
		clean_up(file);
}

void own_end(FileObject *file)
{
	clean_up(file);
	if (file->own->is_ended.exchange(true))
		return;
	if (ww_volume_wants(file->volume, WW_FS_CLOSE))
		send_last(file, IRP_MJ_CLOSE, nothing_below, nullptr, file->own->below());
	drop(file);
}

void own_end_all(FileObject *&list, PFLT_VOLUME volume)
{
	while (FileObject *file = take_left(list, volume, nullptr)) {
		own_end(file);
		object_dereference_kept(file);
	}
}

void own_close_left(CallSite call, FileObject *&list, PFLT_VOLUME volume, PFLT_FILTER filter)
{
	while (FileObject *file = take_left(list, volume, filter))
		close_left(call, file);
}

namespace {

/* Opens the file of the path, or gives the path another name for the next attempt: STATUS_REPARSE. */
NTSTATUS open_path(OwnCreate &create, char *&path, FileObject *&file)
{
	file = make_file(create, path);
	path = nullptr;
	if (!file)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = send_create(file, create);

	if (status == STATUS_SUCCESS)
		return status;
	if (status == STATUS_REPARSE) {
		/* With the option, the other name would be a file ID. */
		const NTSTATUS wrong = is_by_id(create) ? STATUS_INVALID_PARAMETER : other_path(*file, path);

		status = NT_SUCCESS(wrong) ? status : wrong;
		create.information = 0;
	}
	forget(file);
	return status;
}

/* A filter below may name another file. */
NTSTATUS open_file(OwnCreate &create, FileObject *&file)
{
	char *path = nullptr;
	NTSTATUS status = is_by_id(create) ? text_of_id(create, path)
					   : path_in_folder(create.root, create.name, path);

	for (u32 turn = 0; NT_SUCCESS(status) && turn <= kMostReparses; turn++) {
		status = open_path(create, path, file);
		if (status != STATUS_REPARSE)
			return status;
	}
	ww_free_large(path);
	return NT_SUCCESS(status) ? STATUS_REPARSE_POINT_NOT_RESOLVED : status;
}

} /* namespace */

NTSTATUS own_create(OwnCreate &create)
{
	FileObject *file = nullptr;
	NTSTATUS status = open_file(create, file);

	if (!NT_SUCCESS(status))
		return status;
	create.file = &file->object;
	object_reference_kept(file);
	status = enter_list(file, create.instance) ? give_handle(file, create) : STATUS_FLT_DELETING_OBJECT;
	if (NT_SUCCESS(status))
		return status;
	own_end(file);
	object_dereference_kept(file);
	object_dereference_kept(file);
	return status;
}

} /* namespace ww */
