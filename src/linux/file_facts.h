/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What Linux knows about a file, in the terms of Windows's FILE_..._INFORMATION.
 */
#ifndef WINWORK_LINUX_FILE_FACTS_H
#define WINWORK_LINUX_FILE_FACTS_H

#include "types.h"

WW_C_BEGIN

struct ww_file_facts {
	ww_u64 bytes;
	ww_u64 allocated;
	ww_u64 index;			/* the inode's number */
	ww_s64 changed;			/* times in nanoseconds since 1970 */
	ww_s64 written;
	ww_s64 accessed;
	ww_s64 created;
	ww_u32 links;
	bool is_folder;
	bool is_link;
	bool is_readonly;
};

WW_C_END

#endif /* WINWORK_LINUX_FILE_FACTS_H */
