/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The path of a file of Linux. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_FILE_PATH_H
#define WINWORK_LINUX_FILE_PATH_H

#include <linux/err.h>
#include <linux/fs.h>

/*
 * The path of @file from the root folder of the current process, in @room; NULL if that is too small. A file
 * that was removed has " (deleted)" at its end.
 */
static inline const char *ww_file_path(struct file *file, char *room, size_t bytes)
{
	const char *path = file_path(file, room, bytes);

	return IS_ERR(path) ? NULL : path;
}

#endif /* WINWORK_LINUX_FILE_PATH_H */
