/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Entries of folders. First all names are written, while the lower folder is locked, and then what is known of
 * their files.
 */
#include "folder.hpp"

#include "base/errno.hpp"
#include "io/file_facts.hpp"
#include "linux/memory.h"
#include "names.hpp"

namespace ww {
namespace {

constexpr u32 kFolder = 4;		/* DT_DIR */
constexpr u32 kLink = 10;		/* DT_LNK */
constexpr size_t kAlignment = 8;
constexpr size_t kMostText = 4096;	/* PATH_MAX */

/* All classes begin as this one. */
using Entry = FILE_ID_BOTH_DIR_INFORMATION;

/* Where the members of a class are. */
struct Layout {
	FILE_INFORMATION_CLASS kind;
	u16 name;
};

const Layout *layout_of(FILE_INFORMATION_CLASS kind)
{
	static constexpr Layout layouts[] = {
		{ FileIdBothDirectoryInformation, FIELD_OFFSET(Entry, FileName) },
	};

	for (const Layout &each : layouts) {
		if (each.kind == kind)
			return &each;
	}
	return nullptr;
}

struct Scratch {
	char text[kMostText];
	WCHAR units[kMostText];		/* a byte of a name is no more than one */
};

/* ---- Names ---------------------------------------------------------------------------------- */

class Writer {
public:
	Writer(const Layout &layout, FolderQuery &query, Scratch &scratch)
		: layout_(layout), query_(query), scratch_(scratch) {}

	/* False: the entry is for the next query. */
	bool take(const ww_fs_entry &entry)
	{
		if (query_.count == query_.most || (query_.is_single && query_.count))
			return false;

		const size_t bytes = file_name_units(entry.name) * sizeof(WCHAR);
		const size_t start = (query_.done + kAlignment - 1) & ~(kAlignment - 1);
		const size_t end = start + layout_.name + bytes;

		if (end > query_.room && query_.count)
			return false;
		file_name_from_path(entry.name, scratch_.units);
		if (end > query_.room)
			return cut(entry, bytes);
		write(entry, start, bytes, bytes);
		return true;
	}

	/* What is known of the files. */
	void put_facts(const ww_fs_list &list)
	{
		for (u32 i = 0; i < query_.count; i++)
			put_facts(list, query_.entries[i]);
	}

private:
	Entry &at(size_t start) const { return *reinterpret_cast<Entry *>(query_.buffer + start); }

	WCHAR *name_at(size_t start) const
	{
		return reinterpret_cast<WCHAR *>(query_.buffer + start + layout_.name);
	}

	/* The first one has less room than it needs. */
	bool cut(const ww_fs_entry &entry, size_t bytes)
	{
		query_.status = STATUS_INFO_LENGTH_MISMATCH;
		if (query_.room < layout_.name)
			return false;
		query_.status = STATUS_BUFFER_OVERFLOW;
		write(entry, 0, bytes, (query_.room - layout_.name) & ~(sizeof(WCHAR) - 1));
		is_cut_ = true;
		__builtin_memcpy(scratch_.text, entry.name, entry.bytes + 1);
		return false;
	}

	/* @bytes is the length of the name, of which the first ones are written. */
	void write(const ww_fs_entry &entry, size_t start, size_t bytes, size_t written)
	{
		Entry &to = at(start);

		if (query_.count) {
			const u32 before = query_.entries[query_.count - 1].offset;

			at(before).NextEntryOffset = static_cast<ULONG>(start - before);
		}
		__builtin_memset(query_.buffer + start, 0, layout_.name);
		query_.entries[query_.count] = { entry.position, entry.index, entry.type, static_cast<u32>(start) };
		to.FileIndex = ++query_.count;
		to.FileNameLength = static_cast<ULONG>(bytes);
		to.FileId.QuadPart = static_cast<s64>(entry.index);
		__builtin_memcpy(name_at(start), scratch_.units, written);
		query_.done = start + layout_.name + written;
	}

	/* The lower file system may have another file by the name now, or none. */
	void put_facts(const ww_fs_list &list, const FolderEntry &entry)
	{
		Entry &to = at(entry.offset);
		ww_file_facts facts = {};

		if (!is_cut_)
			entry_from_file_name(name_at(entry.offset), to.FileNameLength / sizeof(WCHAR),
					     scratch_.text, sizeof(scratch_.text));
		if (ww_lower_entry_facts(&list, scratch_.text, &facts)) {
			facts.is_folder = entry.type == kFolder;
			facts.is_link = entry.type == kLink;
		}
		set_times(to, facts);
		set_sizes(to, facts);
		/* A file with a reparse point has its tag there. */
		to.EaSize = facts.is_link ? IO_REPARSE_TAG_SYMLINK : 0;
	}

	const Layout &layout_;
	FolderQuery &query_;
	Scratch &scratch_;
	bool is_cut_ = false;
};

bool take(struct ww_fs_list *list, const struct ww_fs_entry *entry)
{
	return static_cast<Writer *>(list->context)->take(*entry);
}

int fill(struct ww_fs_list &list, FolderQuery &query, Writer &writer)
{
	list.take = take;
	list.context = &writer;

	const int error = ww_lower_list(&list);

	/* The next query has the error again. */
	if (error && !query.count)
		return error;
	writer.put_facts(list);
	if (!query.count && NT_SUCCESS(query.status))
		query.status = query.is_first ? STATUS_NO_SUCH_FILE : STATUS_NO_MORE_FILES;
	return 0;
}

} /* namespace */

int folder_query(struct ww_fs_list &list, FolderQuery &query)
{
	const Layout *layout = layout_of(query.kind);

	query.count = 0;
	query.done = 0;
	query.status = layout ? STATUS_SUCCESS : STATUS_INVALID_INFO_CLASS;
	if (!layout)
		return 0;

	auto *scratch = static_cast<Scratch *>(ww_zalloc_large(sizeof(Scratch)));

	if (!scratch)
		return -kNoMemory;

	Writer writer(*layout, query, *scratch);
	const int error = fill(list, query, writer);

	ww_free_large(scratch);
	return error;
}

} /* namespace ww */
