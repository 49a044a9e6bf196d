/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Paths from the root folder of the first process: a program, also the one that inserts a module, may
 * have another root. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_ROOT_PATH_H
#define WINWORK_LINUX_ROOT_PATH_H

#include <linux/fs_struct.h>
#include <linux/namei.h>
#include <linux/path.h>
#include <linux/sched/task.h>

#include "compat.h"

/* Finds an absolute path. The caller puts *@found. Returns 0 or a negative errno. May sleep. */
static inline int ww_find_from_root(const char *path, unsigned int flags, struct path *found)
{
	struct path root;
	int error;

	task_lock(&init_task);
	get_fs_root(init_task.fs, &root);
	task_unlock(&init_task);
	error = vfs_path_lookup(root.dentry, root.mnt, path + 1, flags, found);
	path_put(&root);
	return error;
}

#endif
