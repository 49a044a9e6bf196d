// SPDX-License-Identifier: GPL-2.0
/*
 * Files below the folder that stands for the drive C.
 */
#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/moduleparam.h>
#include <linux/stat.h>
#include <linux/time64.h>

#include "beneath.h"
#include "compat.h"
#include "disk.h"
#include "path_facts.h"
#include "root_path.h"

static char *drive_c = "/var/lib/winwork/c";
module_param(drive_c, charp, 0444);
MODULE_PARM_DESC(drive_c, "the folder that drivers see as drive C (default: /var/lib/winwork/c)");

static const struct cred *opener_cred;

int ww_disk_init(void)
{
	opener_cred = prepare_kernel_cred(&init_task);
	return opener_cred ? 0 : -ENOMEM;
}

void ww_disk_exit(void)
{
	put_cred(opener_cred);
}

const char *ww_disk_folder(void)
{
	return drive_c;
}

static int find_folder(struct path *folder)
{
	if (drive_c[0] != '/' ||
	    ww_find_from_root(drive_c, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, folder))
		return -ENODEV;
	return 0;
}

/* The paths in their file system, whatever root folder and mounts a process sees. */
static const char *path_below(struct dentry *dentry, struct dentry *folder, char *room, char *folder_room, size_t bytes)
{
	const char *path, *folder_path;
	size_t length;

	if (dentry->d_sb != folder->d_sb || !is_subdir(dentry, folder))
		return NULL;
	path = dentry_path_raw(dentry, room, bytes);
	folder_path = dentry_path_raw(folder, folder_room, bytes);
	if (IS_ERR(path) || IS_ERR(folder_path))
		return NULL;
	/* The root folder ends with a slash of its own. A rename between the two may leave other paths. */
	length = folder_path[1] ? strlen(folder_path) : 0;
	return strncmp(path, folder_path, length) || path[length] != '/' ? NULL : path + length;
}

const char *ww_disk_below(const void *file, char *room, char *folder_room, ww_size bytes)
{
	const struct cred *before = override_creds(opener_cred);
	const char *below = NULL;
	struct path folder;

	if (!find_folder(&folder)) {
		below = path_below(((const struct file *)file)->f_path.dentry, folder.dentry, room, folder_room, bytes);
		path_put(&folder);
	}
	revert_creds(before);
	return below;
}

ww_s32 ww_disk_open(struct ww_file_open *open)
{
	const struct cred *before = override_creds(opener_cred);
	struct path folder;
	struct file *file = NULL;
	int error = find_folder(&folder);

	open->was_there = false;
	open->has_parent = false;
	if (!error) {
		file = ww_open_beneath(open, &folder, opener_cred);
		path_put(&folder);
	}
	revert_creds(before);
	if (IS_ERR(file))
		return PTR_ERR(file);
	open->file = file;
	return file ? 0 : error;
}

void ww_disk_close(void *file)
{
	filp_close(file, NULL);
}

/* Linux warns if the kernel does this to a file that is not open for it. */
static int may_transfer(struct file *file, fmode_t mode)
{
	if (!S_ISREG(file_inode(file)->i_mode))
		return -EISDIR;
	return file->f_mode & mode ? 0 : -EBADF;
}

ww_s64 ww_disk_read(void *file, void *data, ww_size bytes, ww_s64 offset)
{
	const struct cred *before = override_creds(opener_cred);
	loff_t position = offset;
	ssize_t done = may_transfer(file, FMODE_READ);
	size_t all = 0;

	while (!done && all < bytes) {
		done = kernel_read(file, data + all, bytes - all, &position);
		if (done <= 0)
			break;
		all += done;
		done = 0;
	}
	revert_creds(before);
	return all ? all : done;
}

static ww_s64 write_all(struct file *file, const void *data, size_t bytes, loff_t *position)
{
	ssize_t done = 0;
	size_t all;

	for (all = 0; all < bytes; all += done) {
		done = kernel_write(file, data + all, bytes - all, position);
		if (done <= 0)
			break;
	}
	return all ? all : done;
}

ww_s64 ww_disk_write(void *file, const void *data, ww_size bytes, ww_s64 *offset)
{
	const struct path *path = &((struct file *)file)->f_path;
	const struct cred *before = override_creds(opener_cred);
	const bool appends = *offset == WW_DISK_END;
	loff_t position = appends ? 0 : *offset;
	struct file *to = file;
	ww_s64 result = may_transfer(file, FMODE_WRITE);

	/* Only a file with O_APPEND finds the end under the lock of the write. */
	if (!result && appends)
		to = dentry_open(path, O_WRONLY | O_APPEND | O_LARGEFILE, opener_cred);
	if (IS_ERR(to))
		result = PTR_ERR(to);
	else if (!result)
		result = write_all(to, data, bytes, &position);
	if (!IS_ERR(to) && to != file)
		filp_close(to, NULL);
	revert_creds(before);
	*offset = position;
	return result;
}

ww_s32 ww_disk_flush(void *file)
{
	return vfs_fsync(file, 0);
}

ww_s32 ww_disk_set_length(void *file, ww_s64 bytes)
{
	const struct cred *before = override_creds(opener_cred);
	const int error = vfs_truncate(&((struct file *)file)->f_path, bytes);

	revert_creds(before);
	return error;
}

ww_s32 ww_disk_facts(void *file, struct ww_file_facts *facts)
{
	const struct cred *before = override_creds(opener_cred);
	const int error = ww_path_facts(&((struct file *)file)->f_path, facts);

	revert_creds(before);
	return error;
}
