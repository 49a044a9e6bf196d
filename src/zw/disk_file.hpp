/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files on Linux's disks, below the folder of the module parameter drive_c.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "linux/done.h"
#include "linux/request.h"
#include "ob/object.hpp"

namespace ww {

struct DiskFile {
	void *file;			/* Linux's */
	struct ww_turn turn;		/* of the position, and of writes to the end */
	s64 position;
	bool is_synchronous;		/* has a position */
	bool appends;			/* all writes go to the end */
	struct ww_later later;		/* for the close */
	char *path;			/* below the folder */
};

extern const ObjectType disk_file_type;

/* The parameters of a driver's ZwCreateFile. */
struct FileRequest {
	CallSite call;
	ACCESS_MASK access;
	ULONG share;
	ULONG attributes;
	ULONG disposition;
	ULONG options;
	const LARGE_INTEGER *allocation = nullptr;	/* for devices */
	/* Out. */
	ULONG_PTR information = 0;
};

/*
 * The path below the folder that a name of Windows stands for, with '/', in memory that the caller
 * frees with ww_free_large(). Null in @path for a name that is on no drive. @root is the folder
 * that the name is relative to, or null.
 */
NTSTATUS disk_path(PCUNICODE_STRING name, const DiskFile *root, char *&path);

/* Opens or creates the file. Takes @path over. */
NTSTATUS disk_open(FileRequest &request, char *path, DiskFile *&opened);

} /* namespace ww */
