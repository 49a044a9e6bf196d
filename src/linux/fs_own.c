// SPDX-License-Identifier: GPL-2.0
/*
 * Files that a minifilter opens itself on a mount. They are looked up in the lower file system alone, since
 * the VFS may have folders of the mount locked for the thread. The inode of the mount, which has the stream,
 * stays meanwhile.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/slab.h>

#include "beneath.h"
#include "fs_types.h"
#include "fs_values.h"

struct own_file {
	struct file *lower;
	struct inode *inode;
};

static int check_writable(const struct ww_own_open *open)
{
	const bool changes = open->how.writes || open->how.truncates || open->deletes_on_close;

	return changes && !ww_mount_is_writable(open->mount) ? -EROFS : 0;
}

/* A file without a name in memory has no folder from which it could be removed. */
static struct file *open_found(struct ww_own_open *open, const struct path *folder, const struct path *found,
			       const struct cred *opener)
{
	int error = ww_fs_check_way(folder, found);

	if (!error && open->how.deletes && ww_fs_is_nameless(found->dentry, folder->dentry))
		error = -EXDEV;
	return error ? ERR_PTR(error) : ww_open_found(&open->how, folder, found, opener);
}

static struct file *open_by_id(struct ww_own_open *open, const struct path *folder, const struct cred *opener)
{
	struct path found;
	struct file *file;
	int error = ww_fs_find_id(folder, open->id, &found);

	if (error)
		return ERR_PTR(error);
	open->how.was_there = true;
	file = open_found(open, folder, &found, opener);
	path_put(&found);
	return file;
}

/* The file of a name that is not there is not made on a mount that is read-only. */
static struct file *open_lower(struct ww_own_open *open)
{
	const struct ww_fs_super *super = ww_fs_super(open->mount);
	const struct cred *opener = open->checks_access ? current_cred() : super->mounter;
	const bool may_be_new = open->how.may_be_new;
	const struct cred *before = override_creds(opener);
	struct file *file;

	open->how.may_be_new = may_be_new && ww_mount_is_writable(open->mount);
	file = open->is_by_id ? open_by_id(open, &super->lower, opener)
			      : ww_open_beneath(&open->how, &super->lower, opener);
	revert_creds(before);
	if (file == ERR_PTR(-ENOENT) && may_be_new && !open->how.may_be_new)
		return ERR_PTR(-EROFS);
	return file;
}

/* As on Windows, what cannot be written is not deleted at the close. */
static int check_removal(struct ww_own_open *open, const struct file *lower)
{
	open->is_readonly = open->deletes_on_close && open->how.was_there && !S_ISLNK(file_inode(lower)->i_mode) &&
			    !(file_inode(lower)->i_mode & 0222);
	return open->is_readonly ? -EPERM : 0;
}

static int keep_inode(struct ww_own_open *open, struct own_file *own)
{
	own->inode = ww_fs_iget((struct super_block *)open->mount, d_inode(own->lower->f_path.dentry));
	if (IS_ERR(own->inode))
		return PTR_ERR(own->inode);
	open->stream = ww_fs_stream(own->inode);
	if (open->stream)
		return 0;
	iput(own->inode);
	return -ENOMEM;
}

static void tell_of_open(const struct ww_own_open *open)
{
	const u32 kinds = open->how.truncates ? FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE : 0;

	if (open->how.was_there)
		ww_fs_tell_change(open->mount, (struct dentry *)open->name, kinds);
	else
		ww_fs_tell_added(open->mount, (struct dentry *)open->name);
}

int ww_own_open(struct ww_own_open *open)
{
	int error = check_writable(open);
	struct own_file *own = error ? NULL : kzalloc(sizeof(*own), GFP_KERNEL_ACCOUNT);

	if (!own)
		return error ? error : -ENOMEM;
	own->lower = open_lower(open);
	error = PTR_ERR_OR_ZERO(own->lower);
	if (!error) {
		error = check_removal(open, own->lower);
		if (!error)
			error = keep_inode(open, own);
		if (error)
			fput(own->lower);
	}
	if (error) {
		kfree(own);
		return error;
	}
	open->file = own;
	open->name = own->lower->f_path.dentry;
	tell_of_open(open);
	return 0;
}

void ww_own_close(void *file)
{
	struct own_file *own = file;

	fput(own->lower);
	iput(own->inode);
	kfree(own);
}
