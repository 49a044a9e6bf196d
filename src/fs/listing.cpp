/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Listings of programs: QUERY_DIRECTORY, and what the filters have left of its entries.
 *
 * A part is what one query has brought. The program takes it in as many calls as it needs, and the next query
 * follows. An entry that a filter has added has no position of its own: it has that of the entry before it.
 */
#include "base/errno.hpp"
#include "folder.hpp"
#include "linux/memory.h"
#include "names.hpp"

namespace ww {
namespace {

using Entry = FILE_ID_BOTH_DIR_INFORMATION;
using Parameters = decltype(FLT_PARAMETERS::DirectoryControl.QueryDirectory);

constexpr size_t kName = __builtin_offsetof(Entry, FileName);
constexpr size_t kAlignment = alignof(Entry);
constexpr ULONG kLength = 0x8000;
static_assert(kMostFolderEntries > kLength / (kName + kAlignment), "names have a character");
constexpr size_t kMostName = 256;	/* NAME_MAX, and a zero */
constexpr u32 kUnknown = 0;		/* DT_UNKNOWN */

struct Part {
	u8 *buffer;
	size_t bytes;
	size_t at;			/* the entry that is next */
	s64 position;			/* where the program takes that */
	s64 end;			/* where the next query begins */
	bool is_uneven;			/* an entry that is not aligned was reported */
	u32 count;
	FolderEntry entries[kMostFolderEntries];
	char name[kMostName];
};

Part *part_of(const struct ww_fs_listing &listing)
{
	return static_cast<Part *>(listing.part);
}

/* ---- The query ------------------------------------------------------------------------------ */

struct Query {
	struct ww_fs_listing &listing;
	bool is_at_bottom;
};

s64 list_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	auto &asked = *static_cast<Query *>(call.context);
	struct ww_fs_list &list = asked.listing.list;
	Part &part = *part_of(asked.listing);
	const UNICODE_STRING *name = iopb.Parameters.DirectoryControl.QueryDirectory.FileName;
	FolderQuery query = folder_query_of(call, iopb);

	if (iopb.OperationFlags & SL_RESTART_SCAN)
		list.position = 0;
	asked.is_at_bottom = true;
	query.is_first = !list.position;
	query.entries = part.entries;
	query.most = kMostFolderEntries;
	if (name)
		query.pattern = text_of(name);

	const int error = folder_query(list, query);

	part.count = query.count;
	call.bottom_success = query.status;
	return error ? s64{ error } : static_cast<s64>(query.done);
}

/* False without memory. */
bool set_parameters(Call &call, const struct ww_fs_listing &listing)
{
	Parameters &parameters = call.request.Iopb.Parameters.DirectoryControl.QueryDirectory;

	call.buffer = ww_zalloc_large(kLength);
	call.request.Iopb.MinorFunction = IRP_MN_QUERY_DIRECTORY;
	call.request.Iopb.OperationFlags = listing.list.position ? 0 : SL_RESTART_SCAN;
	call.request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	parameters.Length = kLength;
	parameters.FileInformationClass = FileIdBothDirectoryInformation;
	parameters.DirectoryBuffer = call.buffer;
	return call.buffer;
}

bool is_end(NTSTATUS status)
{
	return status == STATUS_NO_MORE_FILES || status == STATUS_NO_SUCH_FILE;
}

/* The part takes over the buffer. A query that a filter has answered itself counts as one position. */
void take_answer(Call &call, Query &query, Part &part)
{
	struct ww_fs_list &list = query.listing.list;

	part.bytes = static_cast<size_t>(information_of(call, kLength));
	part.buffer = static_cast<u8 *>(call.buffer);
	call.buffer = nullptr;
	if (!query.is_at_bottom && part.bytes)
		list.position++;
	part.end = list.position;
}

/* 1: there is an answer; 0: the listing has ended. */
int ask(FileObject *file, struct ww_fs_listing &listing, Part &part)
{
	Query query = { listing, false };
	Call *call = call_create(file, IRP_MJ_DIRECTORY_CONTROL, list_lower, &query);
	bool ended;

	if (!call)
		return -kNoMemory;

	const s64 begin = listing.list.position;
	int error = set_parameters(*call, listing) ? call_send(call, ended) : -kNoMemory;
	const bool is_answer = !error;

	if (is_answer)
		take_answer(*call, query, part);
	else if (call->is_sent && ended && is_end(call->result.Status))
		error = 0;
	call_put(call);
	/* A filter that answers with nothing would do so for ever. */
	return error ? error : is_answer && (part.bytes || listing.list.position != begin);
}

/* ---- What the filters have left ------------------------------------------------------------- */

/* An entry of a part, in which all of it is. */
struct Left {
	Entry entry;			/* without the name */
	const WCHAR *name;
	size_t units;
};

/* What is wrong with the entry that is next, or null. The filters may have written anything. */
const char *read_entry(const Part &part, Left &left)
{
	const size_t room = part.bytes - part.at;

	if (room < kName)
		return "the callback left an entry of a folder that begins behind the buffer, or at its end";
	__builtin_memcpy(&left.entry, part.buffer + part.at, kName);

	const size_t next = left.entry.NextEntryOffset;
	const size_t bytes = left.entry.FileNameLength;

	if (next > room)
		return "the callback left an entry of a folder whose NextEntryOffset is outside of the buffer";
	if (next % sizeof(WCHAR))
		return "the callback left an entry of a folder whose NextEntryOffset is odd";
	if (bytes % sizeof(WCHAR) || bytes > (next ? next : room) - kName || (next && next < kName))
		return "the callback left an entry of a folder whose FileNameLength is wrong";
	left.name = reinterpret_cast<const WCHAR *>(part.buffer + part.at + kName);
	left.units = bytes / sizeof(WCHAR);
	return nullptr;
}

/* Where the program lists it. */
ww_fs_entry entry_of(const Part &part, const Left &left, s64 position)
{
	const u32 number = left.entry.FileIndex;
	const u64 index = static_cast<u64>(left.entry.FileId.QuadPart);
	ww_fs_entry entry = { part.name, 0, position, index, kUnknown };

	while (part.name[entry.bytes])
		entry.bytes++;
	if (!number || number > part.count)
		return entry;
	entry.position = part.entries[number - 1].position;
	if (part.entries[number - 1].index == index)
		entry.type = part.entries[number - 1].type;
	return entry;
}

void report_entry(const FileObject &file, const char *what)
{
	report_callback(file, IRP_MJ_DIRECTORY_CONTROL, what);
}

/* No driver may leave such an entry, but the programs of Windows read it, as WinWork does. */
void check_alignment(const FileObject &file, Part &part, const Left &left)
{
	if (part.is_uneven || left.entry.NextEntryOffset % kAlignment == 0)
		return;
	part.is_uneven = true;
	report_entry(file, "the callback left an entry of a folder whose NextEntryOffset is no multiple of 8");
}

/* Returns false if the program has no room for it. */
bool give_entry(const FileObject &file, Part &part, const Left &left, struct ww_fs_sink &sink)
{
	if (!NT_SUCCESS(entry_from_file_name(left.name, left.units, part.name, sizeof(part.name)))) {
		report_entry(file, "the callback left an entry of a folder with a name that no file can have");
		return true;
	}

	const ww_fs_entry entry = entry_of(part, left, part.position);

	part.position = entry.position;
	return sink.put(&sink, &entry);
}

/* Returns false if there is something left. */
bool give(const FileObject &file, Part &part, struct ww_fs_sink &sink)
{
	while (part.bytes) {
		Left left;
		const char *wrong = read_entry(part, left);

		if (wrong) {
			report_entry(file, wrong);
			break;
		}
		check_alignment(file, part, left);
		if (!give_entry(file, part, left, sink))
			return false;
		if (!left.entry.NextEntryOffset)
			break;
		part.at += left.entry.NextEntryOffset;
	}
	sink.position = part.end;
	return true;
}

/* The rest of the last query, or a new one. Null in @part at the end, and for an error. */
int part_at(FileObject *file, struct ww_fs_listing &listing, s64 position)
{
	if (listing.part && part_of(listing)->position == position)
		return 1;
	ww_fs_drop_list(&listing);
	listing.part = ww_zalloc_large(sizeof(Part));
	if (!listing.part)
		return -kNoMemory;
	listing.list.position = position;
	part_of(listing)->position = position;

	const int more = ask(file, listing, *part_of(listing));

	if (more <= 0)
		ww_fs_drop_list(&listing);
	return more;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" void ww_fs_drop_list(struct ww_fs_listing *listing)
{
	if (listing->part)
		ww_free_large(part_of(*listing)->buffer);
	ww_free_large(listing->part);
	listing->part = nullptr;
}

extern "C" int ww_fs_send_list(void *file_object, struct ww_fs_listing *listing, struct ww_fs_sink *sink)
{
	FileObject *file = file_object_of(file_object);
	const int more = part_at(file, *listing, sink->position);

	if (more > 0 && give(*file, *part_of(*listing), *sink))
		ww_fs_drop_list(listing);
	else if (!more)
		sink->position = listing->list.position;
	return more;
}
