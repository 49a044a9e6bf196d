/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How to open a file of Linux below a folder.
 */
#ifndef WINWORK_LINUX_FILE_OPEN_H
#define WINWORK_LINUX_FILE_OPEN_H

#include "types.h"

WW_C_BEGIN

struct ww_file_open {
	const char *path;		/* below the folder, in UTF-8, with '/' */
	bool reads;
	bool writes;
	bool must_be_new;
	bool may_be_new;
	bool truncates;			/* a file that exists */
	bool is_folder;			/* the file must be a folder */
	bool is_no_folder;
	bool deletes;			/* later: only the rights are checked */
	bool opens_link;		/* a symbolic link itself */
	bool is_readonly;		/* a new file */
	bool is_private;		/* a new folder: for the kernel and root alone */
	/* Out. */
	void *file;
	bool was_there;			/* also after -EEXIST */
	bool has_parent;		/* after -ENOENT: only the last name is missing */
	bool is_owner;			/* who opens it may change its attributes */
};

WW_C_END

#endif /* WINWORK_LINUX_FILE_OPEN_H */
