/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QUERY_DIRECTORY of drivers. The scan belongs to the file object: each query goes on where the one before it has
 * ended. A program's listing of the same file object has its own place.
 */
#include "base/errno.hpp"
#include "folder.hpp"
#include "linux/memory.h"
#include "own.hpp"

namespace ww {

/* All under the lock, from the first query to the end of the file object. */
struct Scan {
	EX_PUSH_LOCK lock;
	struct ww_fs_list list;		/* its lower folder is closed with the file */
	u16 *pattern;			/* its own memory; null: all names */
	u32 units;
	bool has_begun;
	FolderEntry entries[kMostFolderEntries];
};

namespace {

class ScanGuard {
public:
	explicit ScanGuard(Scan &scan) : scan_(scan)
	{
		push_lock_acquire(kCall, &scan_.lock, Ownership::exclusive);
	}
	~ScanGuard() { push_lock_release(kCall, &scan_.lock, Ownership::exclusive); }
	ScanGuard(const ScanGuard &) = delete;
	ScanGuard &operator=(const ScanGuard &) = delete;

private:
	static constexpr CallSite kCall{ "the listing of a folder" };

	Scan &scan_;
};

/* That of the file object, which is made now if it has none. Null without memory, or after the close. */
Scan *scan_of(FileObject &file)
{
	const PlaceChange change(file);

	if (!file.scan && file.place)
		file.scan = static_cast<Scan *>(ww_zalloc_large(sizeof(Scan)));
	return file.place ? file.scan : nullptr;
}

/* With the rights of the mount, as other queries of drivers. */
int open_folder(FileObject &file, struct ww_fs_list &list)
{
	const PlaceGuard guard(file);
	const ww_place place = guard.place();

	if (!guard)
		return -kInvalid;
	list.mount = place.mount;
	return list.lower ? 0 : ww_lower_open_folder(&place, &list.lower);
}

/* The first query of the file object decides about the names of all of them. */
int begin(Scan &scan, const UNICODE_STRING *name)
{
	if (!name || !name->Length)
		return 0;
	scan.pattern = static_cast<u16 *>(ww_zalloc_large(name->Length));
	if (!scan.pattern)
		return -kNoMemory;
	__builtin_memcpy(scan.pattern, name->Buffer, name->Length);
	scan.units = name->Length / sizeof(WCHAR);
	return 0;
}

int prepare(FileObject &file, Scan &scan, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	const int error = open_folder(file, scan.list);

	if (error)
		return error;
	if (!scan.has_begun || iopb.OperationFlags & SL_RESTART_SCAN)
		scan.list.position = 0;
	return scan.has_begun ? 0 : begin(scan, iopb.Parameters.DirectoryControl.QueryDirectory.FileName);
}

s64 list_in(Call &call, Scan &scan, const FLT_IO_PARAMETER_BLOCK &iopb)
{
	int error = prepare(*call.file, scan, iopb);

	if (error)
		return error;

	FolderQuery query = folder_query_of(call, iopb);

	query.pattern = { scan.pattern, scan.units };
	query.is_first = !scan.has_begun;
	query.entries = scan.entries;
	query.most = kMostFolderEntries;
	scan.has_begun = true;
	error = folder_query(scan.list, query);
	call.bottom_success = query.status;
	return error ? s64{ error } : static_cast<s64>(query.done);
}

} /* namespace */

s64 own_list_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	Scan *scan = scan_of(*call.file);

	if (!scan)
		return -kNoMemory;

	const ScanGuard guard(*scan);

	return list_in(call, *scan, iopb);
}

void scan_close(FileObject &file)
{
	if (!file.scan)
		return;

	const ScanGuard guard(*file.scan);

	if (file.scan->list.lower)
		ww_lower_close(file.scan->list.lower);
	file.scan->list.lower = nullptr;
}

void scan_free(FileObject &file)
{
	if (file.scan)
		ww_free_large(file.scan->pattern);
	ww_free_large(file.scan);
}

} /* namespace ww */
