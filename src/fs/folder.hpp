/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bottom of QUERY_DIRECTORY: writes the entries of a lower folder into a buffer, in the structures of Windows.
 */
#pragma once

#include "call.hpp"
#include "linux/fs.h"
#include "rtl/string.hpp"

namespace ww {

/* What an entry in the buffer has not room for. Its FileIndex is 1 above its place in the table. */
struct FolderEntry {
	s64 position;
	u64 index;			/* of the inode */
	u32 type;			/* DT_* */
	u32 offset;			/* in the buffer */
};

constexpr u32 kMostFolderEntries = 320;	/* of a table, and so of a query */

/* One query of a scan. */
struct FolderQuery {
	FILE_INFORMATION_CLASS kind;
	u8 *buffer;
	size_t room;
	bool is_single;			/* SL_RETURN_SINGLE_ENTRY */
	bool is_first;			/* of the scan */
	Text<u16> pattern;		/* empty: all names */
	FolderEntry *entries;		/* a table */
	u32 most;			/* of its entries */
	/* Out. */
	u32 count;
	size_t done;			/* bytes */
	NTSTATUS status;
};

/* What the filters have left of a query. Without a buffer it is none of a folder, or there is no memory. */
FolderQuery folder_query_of(const Call &call, const FLT_IO_PARAMETER_BLOCK &iopb);

/*
 * Goes on at the position of @list, whose function is set by this. Returns 0, or a negative errno. Otherwise
 * STATUS_NO_SUCH_FILE or STATUS_NO_MORE_FILES without an entry; STATUS_BUFFER_OVERFLOW if there is no room
 * for the name of the first one. The next query has this one again.
 */
int folder_query(struct ww_fs_list &list, FolderQuery &query);

} /* namespace ww */
