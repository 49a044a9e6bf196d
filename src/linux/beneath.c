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
#define READONLY_MODE 0444
#define NEW_FOLDER_MODE 0755
#define PRIVATE_MODE 0700

int ww_find_beneath(const struct path *folder, const char *path, unsigned int flags, struct path *found)
{
	if (!*path) {
		*found = *folder;
		path_get(found);
		return 0;
	}
	return vfs_path_lookup(folder->dentry, folder->mnt, path, flags | LOOKUP_BENEATH, found);
}

int ww_find_parent(const struct path *folder, const char *path, struct path *parent, const char **last)
{
	const char *slash = strrchr(path, '/');
	char *name = kstrndup(path, slash ? slash - path : 0, GFP_KERNEL);
	int error;

	if (!name)
		return -ENOMEM;
	*last = slash ? slash + 1 : path;
	error = ww_find_beneath(folder, name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, parent);
	kfree(name);
	return error;
}

static int mode_of(const struct ww_file_open *open)
{
	return (open->writes ? open->reads ? O_RDWR : O_WRONLY : O_RDONLY) | O_LARGEFILE;
}

/* dentry_open() checks none of this. */
static int check_data(const struct ww_file_open *open, struct inode *inode)
{
	const int mask = (open->reads ? MAY_READ : 0) | (open->writes ? MAY_WRITE : 0);

	return S_ISLNK(inode->i_mode) ? 0 : inode_permission(WW_NOP_IDMAP inode, MAY_OPEN | mask);
}

/* In a sticky folder only the owners of the folder and of the file remove it. */
static int check_removal(struct inode *folder, struct inode *inode)
{
	int error = inode_permission(WW_NOP_IDMAP folder, MAY_WRITE | MAY_EXEC);

	if (error || !(folder->i_mode & S_ISVTX) || inode_owner_or_capable(WW_NOP_IDMAP inode) ||
	    inode_owner_or_capable(WW_NOP_IDMAP folder))
		return error;
	return -EPERM;
}

static int check_permission(const struct ww_file_open *open, const struct path *folder, const struct path *path)
{
	struct inode *inode = d_backing_inode(path->dentry);
	int error = check_data(open, inode);

	if (!error && open->deletes && path->dentry != folder->dentry) {
		struct dentry *parent = dget_parent(path->dentry);

		error = check_removal(d_inode(parent), inode);
		dput(parent);
	}
	return error;
}

struct file *ww_open_found(struct ww_file_open *open, const struct path *folder, const struct path *path,
			   const struct cred *opener)
{
	const umode_t mode = d_backing_inode(path->dentry)->i_mode;
	int error;

	if (open->must_be_new)
		return ERR_PTR(-EEXIST);
	error = check_permission(open, folder, path);
	if (error)
		return ERR_PTR(error);
	open->is_owner = inode_owner_or_capable(WW_NOP_IDMAP d_backing_inode(path->dentry));
	if (S_ISDIR(mode)) {
		if (open->is_no_folder || open->truncates)
			return ERR_PTR(-EISDIR);
		return dentry_open(path, O_RDONLY | O_DIRECTORY | O_LARGEFILE, opener);
	}
	if (open->is_folder)
		return ERR_PTR(-ENOTDIR);
	if (S_ISLNK(mode) && open->opens_link && !open->truncates)
		return dentry_open(path, O_PATH | O_NOFOLLOW | O_LARGEFILE, opener);
	/* The open of a device or a pipe could wait without end. */
	if (!S_ISREG(mode))
		return ERR_PTR(-EACCES);
	error = open->truncates ? vfs_truncate(path, 0) : 0;
	return error ? ERR_PTR(error) : dentry_open(path, mode_of(open), opener);
}

struct dentry *ww_begin_creating(const struct path *folder, struct dentry *name)
{
	int error = mnt_want_write(folder->mnt);
	struct dentry *locked;

	if (error)
		return ERR_PTR(error);
	locked = ww_start_creating(folder->dentry, name);
	if (IS_ERR(locked))
		mnt_drop_write(folder->mnt);
	return locked;
}

void ww_finish_creating(const struct path *folder, struct dentry *locked)
{
	ww_end_creating(locked);
	mnt_drop_write(folder->mnt);
}

static int make_folder(const struct path *parent, struct dentry *name, umode_t mode)
{
	struct dentry *locked = ww_begin_creating(parent, name);
	int error;

	if (IS_ERR(locked))
		return PTR_ERR(locked);
	error = ww_vfs_mkdir(parent->dentry, locked, mode);
	ww_finish_creating(parent, locked);
	/* The lower file system may look the folder up only later. */
	return !error && d_is_negative(name) ? -ESTALE : error;
}

static struct file *open_new_folder(const struct path *parent, const char *last, umode_t mode,
				    const struct cred *opener)
{
	const struct qstr name = QSTR_INIT(last, strlen(last));
	struct path path = { .mnt = parent->mnt, .dentry = ww_lookup_lower(&name, parent->dentry) };
	struct file *file;
	int error;

	if (IS_ERR(path.dentry))
		return ERR_CAST(path.dentry);
	error = make_folder(parent, path.dentry, mode);
	file = error ? ERR_PTR(error)
		     : dentry_open(&path, O_RDONLY | O_DIRECTORY | O_LARGEFILE, opener);
	dput(path.dentry);
	return file;
}

static struct file *open_new(struct ww_file_open *open, const struct path *folder,
			     const struct cred *opener)
{
	struct path parent;
	const char *name;
	struct file *file;
	int error = ww_find_parent(folder, open->path, &parent, &name);

	open->has_parent = !error;
	open->is_owner = true;
	if (error)
		return ERR_PTR(error);
	if (!open->may_be_new)
		file = ERR_PTR(-ENOENT);
	else if (open->is_folder)
		file = open_new_folder(&parent, name, open->is_private ? PRIVATE_MODE : NEW_FOLDER_MODE,
				       opener);
	else
		file = ww_file_open_root(&parent, name, mode_of(open) | O_CREAT | O_EXCL | O_NOFOLLOW,
					 open->is_readonly ? READONLY_MODE : NEW_FILE_MODE);
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
		error = ww_find_beneath(folder, open->path, open->opens_link ? 0 : LOOKUP_FOLLOW, &path);
		open->was_there = !error;
		if (!error) {
			file = ww_open_found(open, folder, &path, opener);
			path_put(&path);
			return file;
		}
		if (error != -ENOENT)
			return ERR_PTR(error);
		file = open_new(open, folder, opener);
		if (PTR_ERR_OR_ZERO(file) != -EEXIST || open->must_be_new)
			return file;
	}
	return file;
}
