// SPDX-License-Identifier: GPL-2.0
/*
 * Opens of files below a folder.
 *
 * A path is looked up with LOOKUP_BENEATH, so that neither ".." nor a symbolic link leads out of
 * the folder. A new file is made by its last name alone, in the folder that was looked up, with
 * O_EXCL, which follows no link.
 */
#include "beneath.h"

#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"

#define NEW_FILE_MODE 0644

static int look_up(const struct path *folder, const char *path, unsigned int flags,
		   struct path *found)
{
	if (!*path) {
		*found = *folder;
		path_get(found);
		return 0;
	}
	return vfs_path_lookup(folder->dentry, folder->mnt, path, flags | LOOKUP_BENEATH, found);
}

/* The folder that the last name of a path is in. */
static int look_up_parent(const struct path *folder, const char *path, struct path *parent)
{
	const char *last = strrchr(path, '/');
	char *name = kstrndup(path, last ? last - path : 0, GFP_KERNEL);
	int error;

	if (!name)
		return -ENOMEM;
	error = look_up(folder, name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, parent);
	kfree(name);
	return error;
}

static int mode_of(const struct ww_file_open *open)
{
	return (open->writes ? open->reads ? O_RDWR : O_WRONLY : O_RDONLY) | O_LARGEFILE;
}

static struct file *open_existing(const struct ww_file_open *open, const struct path *path,
				  const struct cred *opener)
{
	const umode_t mode = d_backing_inode(path->dentry)->i_mode;
	int error;

	if (open->must_be_new)
		return ERR_PTR(-EEXIST);
	if (S_ISDIR(mode)) {
		if (open->is_no_folder || open->truncates)
			return ERR_PTR(-EISDIR);
		return dentry_open(path, O_RDONLY | O_DIRECTORY | O_LARGEFILE, opener);
	}
	if (open->is_folder)
		return ERR_PTR(-ENOTDIR);
	/* The open of a device or a pipe could wait without end. */
	if (!S_ISREG(mode))
		return ERR_PTR(-EACCES);
	error = open->truncates ? vfs_truncate(path, 0) : 0;
	return error ? ERR_PTR(error) : dentry_open(path, mode_of(open), opener);
}

static struct file *open_new(struct ww_file_open *open, const struct path *folder)
{
	const char *last = strrchr(open->path, '/');
	struct path parent;
	struct file *file;
	int error = look_up_parent(folder, open->path, &parent);

	open->has_parent = !error;
	if (error)
		return ERR_PTR(error);
	if (!open->may_be_new)
		file = ERR_PTR(-ENOENT);
	else if (open->is_folder)
		file = ERR_PTR(-EOPNOTSUPP);
	else
		file = ww_file_open_root(&parent, last ? last + 1 : open->path,
					 mode_of(open) | O_CREAT | O_EXCL | O_NOFOLLOW,
					 NEW_FILE_MODE);
	path_put(&parent);
	return file;
}

struct file *ww_open_beneath(struct ww_file_open *open, const struct path *folder, const struct cred *opener)
{
	struct path path;
	struct file *file;
	int tries, error;

	/*
	 * A file that comes between the two steps is opened in another turn. A link to nothing
	 * never is.
	 */
	for (tries = 0; tries < 3; tries++) {
		error = look_up(folder, open->path, LOOKUP_FOLLOW, &path);
		open->was_there = !error;
		if (!error) {
			file = open_existing(open, &path, opener);
			path_put(&path);
			return file;
		}
		if (error != -ENOENT)
			return ERR_PTR(error);
		file = open_new(open, folder);
		if (PTR_ERR_OR_ZERO(file) != -EEXIST || open->must_be_new)
			return file;
	}
	return file;
}
