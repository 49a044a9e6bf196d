/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The watch of a folder belongs to a file object, from the first request to the CLEANUP. As on Windows, that request
 * decides about the kinds of changes, the tree and the room. Changes between two requests are kept in the room. If
 * that is full, the next request ends with STATUS_NOTIFY_ENUM_DIR, and the driver has to list the folder.
 *
 *	a change		becomes an entry; then the oldest request ends with all entries
 *	a request		ends at once if there are entries, else it is pended
 *	a cancellation		ends one that is pended; which of two ends it, operation_clear_cancel() decides
 *
 * The lock of the watches covers them and their table. It may sleep. Under it the volume's lock covers the lists of
 * requests, since a cancellation comes at DISPATCH_LEVEL.
 *
 * The thread of a change may have folders and names of files locked, and may be a program's. So a worker ends the
 * requests of a watch, one after the other.
 */
#include "watch.hpp"

#include "base/file_name.hpp"
#include "base/mixed.hpp"
#include "linux/fs.h"
#include "linux/memory.h"

#include <winwork/flt_port.h>

namespace ww {

struct Watch {
	const void *folder;		/* of ww_lower_folder() */
	PFLT_VOLUME volume;		/* as long as it is in the table */
	const void *mount;
	ULONG kinds;
	bool is_tree;
	bool is_removed;		/* the folder is gone */
	bool is_full;			/* entries were lost */
	u8 *room;
	size_t bytes;			/* of the room */
	size_t used;
	FILE_NOTIFY_INFORMATION *last;	/* entry in the room, or null */
	FileObject *file;
	LIST_ENTRY pended;		/* Call::link */
	LIST_ENTRY answered;		/* the same; the worker ends them */
	bool has_worker;		/* which has references on the file and the volume; the volume's lock */
	struct ww_later later;
	Watch *next;			/* in the table */
	Watch **link;			/* null: it is in none */
};

namespace {

using Parameters = decltype(FLT_PARAMETERS::DirectoryControl.NotifyDirectory);

constexpr size_t kMostRoom = 0x10000;	/* bytes: more than programs ask for over a network */
constexpr size_t kName = __builtin_offsetof(FILE_NOTIFY_INFORMATION, FileName);

/* FileObject::watch_state */
constexpr u32 kHasWatch = 1;
constexpr u32 kIsClosed = 2;

constexpr u32 kBuckets = 64;
constinit Watch *table[kBuckets];
constinit EX_PUSH_LOCK watches_lock;

class WatchesGuard {
public:
	WatchesGuard() { push_lock_acquire(kCall, &watches_lock, Ownership::exclusive); }
	~WatchesGuard() { push_lock_release(kCall, &watches_lock, Ownership::exclusive); }
	WatchesGuard(const WatchesGuard &) = delete;
	WatchesGuard &operator=(const WatchesGuard &) = delete;

private:
	static constexpr CallSite kCall{ "the watches of folders" };
};

Watch *&bucket_of(const void *folder)
{
	return table[mixed(address_of(folder)) % kBuckets];
}

/* False: the folder has no watch. A watch that begins meanwhile may miss what changes meanwhile. */
bool may_be_watched(const void *folder)
{
	return __atomic_load_n(&bucket_of(folder), __ATOMIC_RELAXED);
}

/* ---- Requests that are pended --------------------------------------------------------------- */

/* <= DISPATCH_LEVEL */
void FLTAPI canceled(PFLT_CALLBACK_DATA data)
{
	Operation &operation = *operation_of(data);
	Call &call = *static_cast<Call *>(operation.request.FileSystemContext);

	{
		LockGuard guard(operation.volume->lock);

		RemoveEntryList(&call.link);
	}
	WinworkFltCompleteOperation(data, STATUS_CANCELLED, 0);
}

/* The oldest one, which the caller has to end; or null. <= DISPATCH_LEVEL. */
Call *take_pended(Watch &watch)
{
	LockGuard guard(watch.volume->lock);

	while (!IsListEmpty(&watch.pended)) {
		Call *call = CONTAINING_RECORD(RemoveHeadList(&watch.pended), Call, link);

		if (operation_clear_cancel(*operation_of(call->data)))
			return call;
		/* A cancellation is about to end it. */
		InitializeListHead(&call->link);
	}
	return nullptr;
}

/* STATUS_PENDING, or STATUS_CANCELLED. */
NTSTATUS pend(Watch &watch, Call &call, FLT_CALLBACK_DATA &data)
{
	LockGuard guard(watch.volume->lock);

	call.data = &data;
	InsertTailList(&watch.pended, &call.link);
	if (NT_SUCCESS(operation_set_cancel(*operation_of(&data), canceled)))
		return STATUS_PENDING;
	RemoveEntryList(&call.link);
	return STATUS_CANCELLED;
}

/* The next one that has its answer, or null. */
Call *take_answered(Watch &watch) WW_REQUIRES(watch.volume->lock)
{
	return IsListEmpty(&watch.answered) ? nullptr : CONTAINING_RECORD(RemoveHeadList(&watch.answered), Call, link);
}

/* The same, for the worker. Null: it has ended. */
Call *take_for_worker(Watch &watch)
{
	LockGuard guard(watch.volume->lock);
	Call *const call = take_answered(watch);

	watch.has_worker = call;
	return call;
}

/* The same, for a thread that closes the file. */
Call *take_for_close(Watch &watch)
{
	LockGuard guard(watch.volume->lock);

	return take_answered(watch);
}

void complete_answered(Call &call)
{
	WinworkFltCompleteOperation(call.data, call.answer.Status, call.answer.Information);
}

void end_answered(struct ww_later *later)
{
	Watch &watch = *CONTAINING_RECORD(later, Watch, later);
	FileObject *const file = watch.file;
	const PFLT_VOLUME volume = watch.volume;

	while (Call *call = take_for_worker(watch))
		complete_answered(*call);
	/* The watch may be another worker's by now, which has references of its own. */
	object_dereference_kept(file);
	object_dereference_kept(volume);
}

/* The caller has taken it. The call has a reference on the file, and its operation on the volume. */
void answer(Watch &watch, Call &call, const IO_STATUS_BLOCK &result)
{
	bool begins;

	call.answer = result;
	{
		LockGuard guard(watch.volume->lock);

		InsertTailList(&watch.answered, &call.link);
		begins = !watch.has_worker;
		watch.has_worker = true;
		if (begins) {
			object_reference_kept(watch.file);
			object_reference_kept(watch.volume);
		}
	}
	if (begins)
		ww_later_patiently(&watch.later, end_answered);
}

/* ---- Entries -------------------------------------------------------------------------------- */

/* The name of an entry. Without memory it has no text. */
class EntryName {
public:
	EntryName(const char *folder, const char *name)
	{
		const bool has_folder = folder && *folder;
		const size_t before = has_folder ? file_name_units(folder) + 1 : 0;

		units_ = before + file_name_units(name);
		text_ = folder ? static_cast<WCHAR *>(ww_zalloc_large(units_ * sizeof(WCHAR))) : nullptr;
		if (text_ && has_folder) {
			file_name_from_path(folder, text_);
			text_[before - 1] = '\\';
		}
		if (text_)
			file_name_from_path(name, text_ + before);
	}
	~EntryName() { ww_free_large(text_); }
	EntryName(const EntryName &) = delete;
	EntryName &operator=(const EntryName &) = delete;

	const WCHAR *text() const { return text_; }
	size_t bytes() const { return units_ * sizeof(WCHAR); }

private:
	WCHAR *text_;
	size_t units_;
};

constexpr size_t aligned(size_t bytes)
{
	return (bytes + alignof(FILE_NOTIFY_INFORMATION) - 1) & ~(alignof(FILE_NOTIFY_INFORMATION) - 1);
}

/* What is full stays so until a request has told it. */
void add_entry(Watch &watch, const EntryName &name, ULONG action)
{
	const size_t offset = aligned(watch.used);

	watch.is_full = watch.is_full || !name.text() || offset + kName + name.bytes() > watch.bytes;
	if (watch.is_full)
		return;

	auto *entry = reinterpret_cast<FILE_NOTIFY_INFORMATION *>(watch.room + offset);

	entry->NextEntryOffset = 0;
	entry->Action = action;
	entry->FileNameLength = static_cast<ULONG>(name.bytes());
	__builtin_memcpy(entry->FileName, name.text(), name.bytes());
	if (watch.last)
		watch.last->NextEntryOffset = static_cast<ULONG>(
			reinterpret_cast<u8 *>(entry) - reinterpret_cast<u8 *>(watch.last));
	watch.last = entry;
	watch.used = offset + kName + name.bytes();
}

CallBuffer buffer_of(const Parameters &parameters)
{
	return { parameters.DirectoryBuffer, parameters.Length, parameters.MdlAddress };
}

const Parameters &parameters_of(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	return iopb.Parameters.DirectoryControl.NotifyDirectory;
}

/* Moves all entries to a request, whose parameters are those that the filters have left. */
IO_STATUS_BLOCK take_entries(Watch &watch, const Call &call, const FLT_IO_PARAMETER_BLOCK &left)
{
	const CallBuffer buffer = buffer_left(call, buffer_of(parameters_of(call.request.Iopb)),
					      buffer_of(parameters_of(left)));
	const bool fits = !watch.is_full && buffer.buffer && watch.used <= buffer.length;
	const size_t used = fits ? watch.used : 0;

	if (used)
		__builtin_memcpy(buffer.buffer, watch.room, used);
	watch.used = 0;
	watch.last = nullptr;
	watch.is_full = false;
	return { { fits ? STATUS_SUCCESS : STATUS_NOTIFY_ENUM_DIR }, used };
}

/* ---- Watches -------------------------------------------------------------------------------- */

void enter_table(Watch &watch)
{
	Watch *&bucket = bucket_of(watch.folder);

	watch.next = bucket;
	watch.link = &bucket;
	if (bucket)
		bucket->link = &watch.next;
	bucket = &watch;
	ww_mount_count_watch(watch.mount, true);
}

void leave_table(Watch &watch)
{
	*watch.link = watch.next;
	if (watch.next)
		watch.next->link = watch.link;
	watch.link = nullptr;
	ww_mount_count_watch(watch.mount, false);
}

void free_watch(Watch *watch)
{
	if (watch)
		ww_free_large(watch->room);
	ww_free(watch);
}

/* It is in no table. Null without memory. */
Watch *make_watch(FileObject &file, const void *folder, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const Parameters &parameters = parameters_of(iopb);
	auto *watch = static_cast<Watch *>(ww_zalloc_sleeping(sizeof(Watch)));

	if (!watch)
		return nullptr;
	watch->bytes = parameters.Length < kMostRoom ? parameters.Length : kMostRoom;
	watch->room = watch->bytes ? static_cast<u8 *>(ww_zalloc_large(watch->bytes)) : nullptr;
	if (watch->bytes && !watch->room) {
		free_watch(watch);
		return nullptr;
	}
	watch->folder = folder;
	watch->file = &file;
	watch->volume = file.volume;
	watch->mount = file.volume->mount;
	watch->kinds = parameters.CompletionFilter;
	watch->is_tree = iopb.OperationFlags & SL_WATCH_TREE;
	InitializeListHead(&watch->pended);
	InitializeListHead(&watch->answered);
	return watch;
}

/* What a request can be told at once, or STATUS_PENDING. */
IO_STATUS_BLOCK answer_of(Watch &watch, Call &call, FLT_CALLBACK_DATA &data)
{
	if (watch.is_removed)
		return { { STATUS_DELETE_PENDING }, 0 };
	if (watch.used || watch.is_full)
		return take_entries(watch, call, *data.Iopb);
	return { { pend(watch, call, data) }, 0 };
}

/* Once there is one, the file keeps it. */
bool has_watch(const FileObject &file)
{
	return __atomic_load_n(&file.watch, __ATOMIC_RELAXED);
}

/* The file's first request takes `fresh`: under the lock no memory is allocated, for which a file system may have to write. */
IO_STATUS_BLOCK watch_by(FileObject &file, Watch *&fresh, Call &call, FLT_CALLBACK_DATA &data)
{
	const WatchesGuard guard;

	/* watch_close() comes after this, and waits for the lock; or it has been here. */
	if (file.watch_state.fetch_or(kHasWatch) & kIsClosed)
		return { { STATUS_NOTIFY_CLEANUP }, 0 };
	if (!file.watch && fresh) {
		file.watch = fresh;
		fresh = nullptr;
		enter_table(*file.watch);
	}
	return file.watch ? answer_of(*file.watch, call, data) : IO_STATUS_BLOCK{ { STATUS_INSUFFICIENT_RESOURCES }, 0 };
}

/* Null after the close. */
const void *folder_of(FileObject &file, NTSTATUS &status)
{
	const PlaceGuard guard(file);
	const ww_place place = guard.place();
	const void *const folder = guard ? ww_lower_folder(&place) : nullptr;
	ww_fs_facts facts = {};

	status = guard ? STATUS_INVALID_PARAMETER : STATUS_NOTIFY_CLEANUP;
	if (!folder)
		return nullptr;
	if (ww_lower_facts(&place, &facts) || !facts.is_removed)
		return folder;
	status = STATUS_DELETE_PENDING;
	return nullptr;
}

bool has_wrong_kinds(ULONG kinds)
{
	return !kinds || kinds & ~ULONG{ FILE_NOTIFY_VALID_MASK };
}

/* ---- What is told --------------------------------------------------------------------------- */

bool wants(const Watch &watch, const void *folder, const ww_fs_news &news)
{
	return watch.folder == folder && watch.kinds & news.kinds && (watch.is_tree || !news.is_below);
}

/* The two names of a rename are told together. */
void tell(Watch &watch, const ww_fs_news &news, const EntryName &name, const EntryName *new_name)
{
	add_entry(watch, name, news.action);
	if (new_name)
		add_entry(watch, *new_name, FILE_ACTION_RENAMED_NEW_NAME);
	if (Call *call = take_pended(watch))
		answer(watch, *call, take_entries(watch, *call, *call->data->Iopb));
}

void remove(Watch &watch)
{
	watch.is_removed = true;
	while (Call *call = take_pended(watch))
		answer(watch, *call, { { STATUS_DELETE_PENDING }, 0 });
}

/* The watch takes no request any more. False: there is none. */
bool stop(FileObject &file)
{
	const WatchesGuard guard;

	if (!file.watch || !file.watch->link)
		return false;
	leave_table(*file.watch);
	return true;
}

} /* namespace */

NTSTATUS watch_folder(Call &call, FLT_CALLBACK_DATA &data)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (has_wrong_kinds(parameters_of(*data.Iopb).CompletionFilter))
		return status;

	const void *const folder = folder_of(*call.file, status);

	if (!folder)
		return status;

	Watch *fresh = has_watch(*call.file) ? nullptr : make_watch(*call.file, folder, *data.Iopb);
	const IO_STATUS_BLOCK answer = watch_by(*call.file, fresh, call, data);

	free_watch(fresh);
	/* The folder may have been removed before the watch was in the table. The request may have ended by now. */
	if (answer.Status == STATUS_PENDING && !folder_of(*call.file, status) && status == STATUS_DELETE_PENDING)
		ww_fs_tell_removal(folder);
	if (answer.Status != STATUS_PENDING)
		data.IoStatus.Information = answer.Information;
	return answer.Status;
}

void watch_close(FileObject &file)
{
	if (!(file.watch_state.fetch_or(kIsClosed) & kHasWatch) || !stop(file))
		return;
	while (Call *call = take_for_close(*file.watch))
		complete_answered(*call);
	while (Call *call = take_pended(*file.watch))
		WinworkFltCompleteOperation(call->data, STATUS_NOTIFY_CLEANUP, 0);
}

void watch_free(FileObject &file)
{
	free_watch(file.watch);
}

} /* namespace ww */

using namespace ww;

extern "C" void ww_fs_tell(const void *folder, const struct ww_fs_news *news)
{
	if (!may_be_watched(folder))
		return;

	const EntryName name(news->folder, news->name);
	const EntryName new_name(news->folder, news->new_name ? news->new_name : "");
	const WatchesGuard guard;

	for (Watch *watch = bucket_of(folder); watch; watch = watch->next)
		if (wants(*watch, folder, *news))
			tell(*watch, *news, name, news->new_name ? &new_name : nullptr);
}

extern "C" void ww_fs_tell_removal(const void *folder)
{
	const WatchesGuard guard;

	for (Watch *watch = bucket_of(folder); watch; watch = watch->next)
		if (watch->folder == folder)
			remove(*watch);
}
