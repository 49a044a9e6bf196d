/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the functions that return names share.
 */
#pragma once

#include "file_system.hpp"

namespace ww {

/* The name that a driver wants. */
struct WantedName {
	PFLT_VOLUME volume;
	PFILE_OBJECT file;
	bool is_open;
	bool is_create;			/* in a CREATE; then RelatedFileObject says where the path begins */
	bool is_reparsed = false;	/* FileName may be a whole name, with that of the volume */
	bool is_parent;			/* that of the folder; in a CREATE of a file that is not open */
};

/*
 * False, after a line of the log, for what no format, or no query method, is. Drivers leave the method out,
 * as Windows lets them.
 */
bool check_name_options(CallSite call, FLT_FILE_NAME_OPTIONS options);

/* Whether the query method may find a name in the cache: that of an open file. */
bool may_use_name_cache(FLT_FILE_NAME_OPTIONS options);

/* Whether the file system may be asked in this thread. */
bool thread_may_ask_for_names();

/* Writes the name to @name, whatever the query method. */
NTSTATUS name_find(const WantedName &wanted, NewName &name);

/* Makes the name, whatever the query method. *@result stays as it is after a failure. */
NTSTATUS name_make(CallSite call, const WantedName &wanted, FLT_FILE_NAME_OPTIONS options,
		   PFLT_FILE_NAME_INFORMATION *result);

} /* namespace ww */
