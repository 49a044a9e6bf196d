/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the Zw functions do with a file that is no device's: its operations are complete when they return.
 */
#pragma once

#include <ntifs.h>

#include "base/call_site.hpp"

namespace ww {

/* Whether the offset of a transfer stands for a place: FILE_USE_FILE_POINTER_POSITION, FILE_WRITE_TO_END_OF_FILE. */
inline bool is_special_offset(const LARGE_INTEGER *offset, ULONG which)
{
	return offset && offset->HighPart == -1 && offset->LowPart == which;
}

/* What a query of a folder asks for. */
struct FolderList {
	void *out;
	ULONG room;
	FILE_INFORMATION_CLASS kind;
	PUNICODE_STRING name;		/* or null */
	bool is_single;
	bool restarts;
};

/* @offset is null for the position. @done receives the bytes. PASSIVE_LEVEL. */
struct FileOperations {
	NTSTATUS (*read)(CallSite call, void *file, void *data, ULONG bytes, const LARGE_INTEGER *offset,
			 ULONG_PTR &done);
	NTSTATUS (*write)(CallSite call, void *file, const void *data, ULONG bytes, const LARGE_INTEGER *offset,
			  ULONG_PTR &done);
	NTSTATUS (*flush)(CallSite call, void *file);
	NTSTATUS (*query)(CallSite call, void *file, void *out, ULONG room, FILE_INFORMATION_CLASS information,
			  ULONG_PTR &done);
	NTSTATUS (*set)(CallSite call, void *file, const void *data, ULONG bytes,
			FILE_INFORMATION_CLASS information);
	/* Null: there are no listings. */
	NTSTATUS (*list)(CallSite call, void *file, const FolderList &wanted, ULONG_PTR &done);
};

} /* namespace ww */
