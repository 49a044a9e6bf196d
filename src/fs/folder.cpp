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
#include "rtl/expression.hpp"

namespace ww {
namespace {

constexpr u32 kFolder = 4;		/* DT_DIR */
constexpr u32 kLink = 10;		/* DT_LNK */
constexpr size_t kAlignment = 8;
constexpr size_t kMostText = 4096;	/* PATH_MAX */

/* All classes begin as this one. */
using Entry = FILE_ID_BOTH_DIR_INFORMATION;

/* Where the members of a class are; 0: it has none. */
struct Layout {
	FILE_INFORMATION_CLASS kind;
	u16 name;
	u16 length;			/* of the name */
	u16 ea;				/* the size of extended attributes, or a tag */
	u16 id;
	bool has_facts;
};

constexpr u16 kLength = FIELD_OFFSET(Entry, FileNameLength);
constexpr u16 kEa = FIELD_OFFSET(Entry, EaSize);

/* The members up to @last are those of all classes with facts. */
#define WW_SAME(structure, last)							\
	static_assert(FIELD_OFFSET(structure, last) == FIELD_OFFSET(Entry, last) &&	\
		      FIELD_OFFSET(structure, CreationTime) == FIELD_OFFSET(Entry, CreationTime) &&	\
		      FIELD_OFFSET(structure, FileAttributes) == FIELD_OFFSET(Entry, FileAttributes))
WW_SAME(FILE_DIRECTORY_INFORMATION, FileNameLength);
WW_SAME(FILE_FULL_DIR_INFORMATION, EaSize);
WW_SAME(FILE_BOTH_DIR_INFORMATION, EaSize);
WW_SAME(FILE_ID_FULL_DIR_INFORMATION, EaSize);

const Layout *layout_of(FILE_INFORMATION_CLASS kind)
{
	static constexpr Layout layouts[] = {
		{ FileIdBothDirectoryInformation, FIELD_OFFSET(Entry, FileName), kLength, kEa,
		  FIELD_OFFSET(Entry, FileId), true },
		{ FileBothDirectoryInformation, FIELD_OFFSET(FILE_BOTH_DIR_INFORMATION, FileName), kLength, kEa,
		  0, true },
		{ FileIdFullDirectoryInformation, FIELD_OFFSET(FILE_ID_FULL_DIR_INFORMATION, FileName), kLength,
		  kEa, FIELD_OFFSET(FILE_ID_FULL_DIR_INFORMATION, FileId), true },
		{ FileFullDirectoryInformation, FIELD_OFFSET(FILE_FULL_DIR_INFORMATION, FileName), kLength, kEa,
		  0, true },
		{ FileDirectoryInformation, FIELD_OFFSET(FILE_DIRECTORY_INFORMATION, FileName), kLength, 0, 0, true },
		{ FileNamesInformation, FIELD_OFFSET(FILE_NAMES_INFORMATION, FileName),
		  FIELD_OFFSET(FILE_NAMES_INFORMATION, FileNameLength), 0, 0, false },
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

		const size_t units = file_name_units(entry.name);
		const size_t bytes = units * sizeof(WCHAR);
		const size_t start = (query_.done + kAlignment - 1) & ~(kAlignment - 1);
		const size_t end = start + layout_.name + bytes;

		file_name_from_path(entry.name, scratch_.units);
		if (!is_wanted(units))
			return true;
		if (end > query_.room)
			return query_.count ? false : cut(entry, bytes);
		write(entry, start, bytes, bytes);
		return true;
	}

	/* What is known of the files. */
	void put_facts(const ww_fs_list &list)
	{
		if (!layout_.has_facts)
			return;
		for (u32 i = 0; i < query_.count; i++)
			put_facts(list, query_.entries[i]);
	}

private:
	Entry &at(size_t start) const { return *reinterpret_cast<Entry *>(query_.buffer + start); }

	WCHAR *name_at(size_t start) const
	{
		return reinterpret_cast<WCHAR *>(query_.buffer + start + layout_.name);
	}

	bool is_wanted(size_t units) const
	{
		const Text<u16> name = { reinterpret_cast<const u16 *>(scratch_.units), static_cast<ULONG>(units) };

		return !query_.pattern.count || name_is_in_expression(query_.pattern, name);
	}

	template <typename Member> Member &member_at(size_t start, u16 offset) const
	{
		return *reinterpret_cast<Member *>(query_.buffer + start + offset);
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
		member_at<ULONG>(start, layout_.length) = static_cast<ULONG>(bytes);
		if (layout_.id)
			member_at<u64>(start, layout_.id) = entry.index;
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
		if (!ww_lower_entry_facts(&list, scratch_.text, &facts)) {
			set_times(to, facts);
			set_sizes(to, facts);
		} else {
			facts.is_folder = entry.type == kFolder;
			facts.is_link = entry.type == kLink;
			to.FileAttributes = file_attributes(facts);
		}
		/* A file with a reparse point has its tag there. */
		if (layout_.ea)
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

CallBuffer buffer_of(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &parameters = iopb.Parameters.DirectoryControl.QueryDirectory;

	return { parameters.DirectoryBuffer, parameters.Length, parameters.MdlAddress };
}

} /* namespace */

FolderQuery folder_query_of(const Call &call, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	FolderQuery query = {};

	if (iopb.MinorFunction != IRP_MN_QUERY_DIRECTORY)
		return query;

	const CallBuffer left = buffer_left(call, buffer_of(call.request.Iopb), buffer_of(iopb));

	query.kind = iopb.Parameters.DirectoryControl.QueryDirectory.FileInformationClass;
	query.buffer = static_cast<u8 *>(left.buffer);
	query.room = left.length;
	query.is_single = iopb.OperationFlags & SL_RETURN_SINGLE_ENTRY;
	return query;
}

int folder_query(struct ww_fs_list &list, FolderQuery &query)
{
	const Layout *layout = layout_of(query.kind);

	query.status = layout ? STATUS_SUCCESS : STATUS_INVALID_INFO_CLASS;
	if (!query.buffer)
		return -kInvalid;
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
