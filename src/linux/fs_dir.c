// SPDX-License-Identifier: GPL-2.0
/*
 * Names of the file system type "winwork": lookups, and what creates, removes and renames.
 *
 * The VFS holds the folder's lock in atomic_open(), so nothing is shown to filters there: a service
 * that looks up a name in the folder would wait for the open that waits for the service.
 * atomic_open() makes a placeholder, and open() sends the CREATE.
 */
#include <linux/slab.h>

#include "fs_types.h"

/* ---- Lookups -------------------------------------------------------------------------------- */

/* Finds the lower dentry. The upper one has none yet, or one that is replaced. */
static int look_up_lower(struct dentry *dentry)
{
	struct dentry *lower = ww_lookup_lower(&dentry->d_name, ww_lower_dentry(dentry->d_parent));
	struct dentry *before;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	before = dentry->d_fsdata;
	dentry->d_fsdata = lower;
	dput(before);
	return 0;
}

static struct dentry *lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	int error = look_up_lower(dentry);
	struct dentry *lower = ww_lower_dentry(dentry);

	if (error)
		return ERR_PTR(error);
	if (d_is_negative(lower)) {
		d_add(dentry, NULL);
		return NULL;
	}
	return d_splice_alias(ww_fs_iget(dir->i_sb, d_inode(lower)), dentry);
}

/* Has the lower name moved, or does it mean another file now? */
static bool is_at_its_place(struct dentry *dentry, struct dentry *lower, struct dentry *parent)
{
	bool is_same;

	spin_lock(&lower->d_lock);
	is_same = lower->d_parent == ww_lower_dentry(parent) && !d_unhashed(lower) &&
		  lower->d_name.len == dentry->d_name.len &&
		  !memcmp(lower->d_name.name, dentry->d_name.name, dentry->d_name.len);
	spin_unlock(&lower->d_lock);
	return is_same;
}

static int revalidate_name(struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = d_inode(dentry);
	struct dentry *lower = ww_lower_dentry(dentry);
	struct dentry *parent;
	bool is_same;

	if (flags & LOOKUP_RCU)
		return -ECHILD;
	if (inode && ww_is_placeholder(inode))
		return 1;
	parent = dget_parent(dentry);
	is_same = is_at_its_place(dentry, lower, parent);
	dput(parent);
	if (!is_same || d_inode(lower) != (inode ? ww_lower_inode(inode) : NULL))
		return 0;
	if (inode)
		ww_fs_copy_attributes(inode);
	return ww_revalidate_lower(lower, flags);
}
WW_DEFINE_REVALIDATE(revalidate, revalidate_name)

/* Nobody uses the placeholder any more: its file was not made. */
static int delete_when_unused(const struct dentry *dentry)
{
	const struct inode *inode = d_inode(dentry);

	return inode && ww_is_placeholder(inode);
}

static void release_lower(struct dentry *dentry)
{
	dput(dentry->d_fsdata);
}

const struct dentry_operations ww_fs_dentry_operations = {
	.d_revalidate = revalidate,
	.d_delete = delete_when_unused,
	.d_release = release_lower,
};

/* ---- Placeholders --------------------------------------------------------------------------- */

static int add_placeholder(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode = ww_fs_new_placeholder(dir, mode);

	if (!inode)
		return -ENOMEM;
	if (d_in_lookup(dentry) || d_unhashed(dentry))
		d_add(dentry, inode);
	else
		d_instantiate(dentry, inode);
	return 0;
}

static int open_name(struct inode *dir, struct dentry *dentry, struct file *file,
		     unsigned int flags, umode_t mode)
{
	struct dentry *found = NULL;
	int error;

	if (d_in_lookup(dentry)) {
		error = look_up_lower(dentry);
		if (error)
			return error;
		if (d_is_positive(ww_lower_dentry(dentry)))
			found = lookup(dir, dentry, 0);
		else if (!(flags & O_CREAT))
			d_add(dentry, NULL);
		if (IS_ERR(found))
			return PTR_ERR(found);
	}
	if ((flags & O_CREAT) && !found && d_is_negative(dentry)) {
		error = add_placeholder(dir, dentry, mode);
		if (error)
			return error;
		file->f_mode |= FMODE_CREATED;
	}
	/* It takes over a reference. */
	return finish_no_open(file, found);
}

/* The bottom of a CREATE makes the file. The folder above cannot go: it has this name in it. */
int ww_fs_make_lower(struct dentry *dentry, bool exclusive, bool *created)
{
	struct inode *inode = d_inode(dentry);
	struct ww_fs_inode *node = ww_fs_inode(inode);
	struct vfsmount *mount = ww_fs_super(inode->i_sb)->lower.mnt;
	struct dentry *parent, *lower;
	int error;

	mutex_lock(&node->making);
	if (node->lower) {
		mutex_unlock(&node->making);
		return exclusive ? -EEXIST : 0;
	}
	parent = dget_parent(dentry);
	/* The open of another program was refused, and has dropped the name: the VFS tries again. */
	error = d_unhashed(dentry) ? -ESTALE : mnt_want_write(mount);
	if (error)
		goto unlock;
	lower = ww_start_creating(ww_lower_dentry(parent), ww_lower_dentry(dentry));
	error = PTR_ERR_OR_ZERO(lower);
	if (!error) {
		error = ww_vfs_create(ww_lower_dentry(parent), lower, inode->i_mode, exclusive);
		if (!error) {
			ww_fs_fill_placeholder(inode, d_inode(lower));
			ww_fs_copy_attributes(d_inode(parent));
			*created = true;
		}
		ww_end_creating(lower);
	} else if (error == -EEXIST && !exclusive) {
		error = -ESTALE;
	}
	mnt_drop_write(mount);
unlock:
	dput(parent);
	mutex_unlock(&node->making);
	return error;
}

/* ---- Changes of folders. They are not shown to filters. ------------------------------------- */

/* Locks the lower folder, and returns the lower dentry; or an ERR_PTR(). */
static struct dentry *begin_creating(struct dentry *dentry)
{
	struct vfsmount *mount = ww_fs_super(dentry->d_sb)->lower.mnt;
	int error = mnt_want_write(mount);
	struct dentry *lower;

	if (error)
		return ERR_PTR(error);
	lower = ww_start_creating(ww_lower_dentry(dentry->d_parent), ww_lower_dentry(dentry));
	if (IS_ERR(lower))
		mnt_drop_write(mount);
	return lower;
}

/* Gives the name its inode, if the lower one was made. */
static int finish_creating(struct dentry *dentry, struct dentry *lower, int error)
{
	struct inode *inode = NULL;

	if (!error) {
		inode = ww_fs_iget(dentry->d_sb, d_inode(lower));
		error = PTR_ERR_OR_ZERO(inode);
	}
	if (!error)
		d_instantiate(dentry, inode);
	ww_fs_copy_attributes(d_inode(dentry->d_parent));
	ww_end_creating(lower);
	mnt_drop_write(ww_fs_super(dentry->d_sb)->lower.mnt);
	return error;
}

static int create(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, umode_t mode, bool excl)
{
	struct dentry *lower = begin_creating(dentry);

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	return finish_creating(dentry, lower,
			    ww_vfs_create(ww_lower_dentry(dentry->d_parent), lower, mode, excl));
}

static int make_node(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, umode_t mode,
		     dev_t device)
{
	struct dentry *lower = begin_creating(dentry);

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	return finish_creating(dentry, lower,
			    ww_vfs_mknod(ww_lower_dentry(dentry->d_parent), lower, mode, device));
}

static int make_link(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, const char *target)
{
	struct dentry *lower = begin_creating(dentry);

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	return finish_creating(dentry, lower,
			    ww_vfs_symlink(ww_lower_dentry(dentry->d_parent), lower, target));
}

static int make_folder(struct dentry *dentry, umode_t mode)
{
	struct dentry *lower = begin_creating(dentry);
	int error;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	error = ww_vfs_mkdir(ww_lower_dentry(dentry->d_parent), lower, mode);
	/* The lower file system may look the folder up only later. */
	if (!error && d_is_negative(lower))
		error = -ESTALE;
	return finish_creating(dentry, lower, error);
}
WW_DEFINE_MKDIR(mkdir, make_folder)

static int link(struct dentry *from, struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(from);
	struct dentry *lower;
	int error;

	if (ww_is_placeholder(inode))
		return -ENOENT;
	lower = begin_creating(dentry);
	if (IS_ERR(lower))
		return PTR_ERR(lower);
	error = ww_vfs_link(ww_lower_dentry(from), ww_lower_dentry(dentry->d_parent), lower);
	error = finish_creating(dentry, lower, error);
	ww_fs_copy_attributes(inode);
	return error;
}

static int remove_name(struct dentry *dentry,
		       int (*remove)(struct dentry *parent, struct dentry *dentry))
{
	struct vfsmount *mount = ww_fs_super(dentry->d_sb)->lower.mnt;
	struct dentry *parent = ww_lower_dentry(dentry->d_parent), *lower;
	int error;

	if (ww_is_placeholder(d_inode(dentry)))
		return -ENOENT;
	error = mnt_want_write(mount);
	if (error)
		return error;
	lower = ww_start_removing(parent, ww_lower_dentry(dentry));
	error = PTR_ERR_OR_ZERO(lower);
	if (!error) {
		error = remove(parent, lower);
		ww_end_removing(lower);
	}
	mnt_drop_write(mount);
	ww_fs_copy_attributes(d_inode(dentry));
	ww_fs_copy_attributes(d_inode(dentry->d_parent));
	/* A negative dentry would keep the lower one, and so the space of the lower file. */
	if (!error)
		d_drop(dentry);
	return error;
}

static int unlink(struct inode *dir, struct dentry *dentry)
{
	return remove_name(dentry, ww_vfs_unlink);
}

static int rmdir(struct inode *dir, struct dentry *dentry)
{
	int error = remove_name(dentry, ww_vfs_rmdir);

	if (!error)
		clear_nlink(d_inode(dentry));
	return error;
}

static int rename(WW_IDMAP_PARAM struct inode *from_dir, struct dentry *from,
		  struct inode *to_dir, struct dentry *to, unsigned int flags)
{
	struct vfsmount *mount = ww_fs_super(from->d_sb)->lower.mnt;
	int error;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	if (ww_is_placeholder(d_inode(from)) ||
	    (d_really_is_positive(to) && ww_is_placeholder(d_inode(to))))
		return -ENOENT;
	error = mnt_want_write(mount);
	if (error)
		return error;
	error = ww_rename_lower(ww_lower_dentry(from->d_parent), ww_lower_dentry(from),
				ww_lower_dentry(to->d_parent), ww_lower_dentry(to), flags);
	mnt_drop_write(mount);
	ww_fs_copy_attributes(from_dir);
	ww_fs_copy_attributes(to_dir);
	ww_fs_copy_attributes(d_inode(from));
	if (d_really_is_positive(to))
		ww_fs_copy_attributes(d_inode(to));
	return error;
}

const struct inode_operations ww_fs_dir_inode_operations = {
	.lookup = lookup,
	.atomic_open = open_name,
	.create = create,
	.mknod = make_node,
	.symlink = make_link,
	.mkdir = mkdir,
	.link = link,
	.unlink = unlink,
	.rmdir = rmdir,
	.rename = rename,
	.permission = ww_fs_permission,
	.getattr = ww_fs_getattr,
	.setattr = ww_fs_setattr,
	.listxattr = ww_fs_listxattr,
	WW_ACL_OPERATIONS
};
