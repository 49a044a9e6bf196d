// SPDX-License-Identifier: GPL-2.0
/*
 * Names of the file system type "winwork": lookups, and what creates, removes and renames.
 *
 * The VFS holds the folder's lock in atomic_open(), so nothing is shown to filters there: a service
 * that looks up a name in the folder would wait for the open that waits for the service.
 * atomic_open() makes a placeholder, and open() sends the CREATE.
 */
#include <linux/slab.h>

#include "beneath.h"
#include "fs_types.h"
#include "fs_values.h"

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

/* Filters see the open of a name that is not there, and may name another file. */
static bool is_shown_when_missing(const struct dentry *dentry, unsigned int flags)
{
	return flags & LOOKUP_OPEN && !(flags & LOOKUP_CREATE) &&
	       ww_volume_wants(ww_fs_super(dentry->d_sb)->volume, WW_FS_CREATE);
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
	/* The open of a name that is not there is shown. */
	if (!inode && is_shown_when_missing(dentry, flags))
		return 0;
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
	struct inode *inode = ww_fs_new_placeholder(dir, mode | S_IFREG);

	if (!inode)
		return -ENOMEM;
	if (d_in_lookup(dentry) || d_unhashed(dentry))
		d_add(dentry, inode);
	else
		d_instantiate(dentry, inode);
	return 0;
}

/* The program's alone: to others the name is not there. */
static int add_private_placeholder(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct inode *inode = ww_fs_new_placeholder(dir, mode);

	if (!inode)
		return -ENOMEM;
	d_lookup_done(dentry);
	d_instantiate(dentry, inode);
	return 0;
}

static umode_t mode_of_missing(unsigned int flags)
{
	return flags & O_DIRECTORY ? S_IFDIR | 0777 : S_IFREG | 0666;
}

/*
 * A name that is not there, and that is not to be made. The VFS has its own answer to the open of a folder for
 * writing, and to that of a file which may not be made in this folder.
 */
static int open_missing(struct inode *dir, struct dentry *dentry, struct file *file, unsigned int flags)
{
	const bool writes_folder = flags & O_DIRECTORY && flags & (O_ACCMODE | O_TRUNC);
	int error = 0;

	if (file->f_flags & O_CREAT || writes_folder || !ww_fs_wants(dir, WW_FS_CREATE))
		d_add(dentry, NULL);
	else
		error = add_private_placeholder(dir, dentry, mode_of_missing(flags));
	return error ? error : finish_no_open(file, NULL);
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
			return open_missing(dir, dentry, file, flags);
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

/* Another program may have made the file, or a placeholder. */
static struct dentry *shared_placeholder(struct dentry *folder, const struct qstr *name, umode_t mode, bool *is_made)
{
	struct dentry *dentry = ww_lookup_lower(name, folder);
	int error = 0;

	if (IS_ERR(dentry))
		return dentry;
	inode_lock(d_inode(folder));
	*is_made = d_is_negative(dentry);
	if (*is_made)
		error = d_unhashed(dentry) ? -ESTALE : add_placeholder(d_inode(folder), dentry, mode);
	inode_unlock(d_inode(folder));
	if (!error)
		return dentry;
	dput(dentry);
	return ERR_PTR(error);
}

static struct dentry *private_placeholder(struct dentry *folder, const struct qstr *name, unsigned int flags)
{
	struct dentry *dentry = d_alloc(folder, name);
	int error = dentry ? look_up_lower(dentry) : -ENOMEM;

	if (!error && d_is_positive(ww_lower_dentry(dentry)))
		error = -ESTALE;
	if (!error)
		error = add_private_placeholder(d_inode(folder), dentry, mode_of_missing(flags));
	if (!error)
		return dentry;
	dput(dentry);
	return ERR_PTR(error);
}

struct dentry *ww_fs_placeholder(struct dentry *folder, const struct qstr *name, umode_t mode, unsigned int flags,
				 bool *is_made)
{
	return flags & O_CREAT ? shared_placeholder(folder, name, mode, is_made)
			       : private_placeholder(folder, name, flags);
}

/* The bottom of a CREATE makes the file. The folder above cannot go: it has this name in it. */
int ww_fs_make_lower(struct dentry *dentry, bool exclusive, bool *created)
{
	struct inode *inode = d_inode(dentry);
	struct ww_fs_inode *node = ww_fs_inode(inode);
	struct vfsmount *mount = ww_fs_super(inode->i_sb)->lower.mnt;
	struct dentry *parent, *lower;
	bool is_made = false;
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
			*created = is_made = true;
		}
		ww_end_creating(lower);
	} else if (error == -EEXIST && !exclusive) {
		error = -ESTALE;
	}
	mnt_drop_write(mount);
unlock:
	dput(parent);
	mutex_unlock(&node->making);
	if (is_made)
		ww_fs_tell_added(inode->i_sb, ww_lower_dentry(dentry));
	return error;
}

/* ---- New names ------------------------------------------------------------------------------ */

/* Locks the lower folder, and returns the lower dentry; or an ERR_PTR(). */
static struct dentry *begin_creating(struct dentry *dentry)
{
	const struct path folder = ww_lower_path(dentry->d_parent);

	return ww_begin_creating(&folder, ww_lower_dentry(dentry));
}

/* The inode takes over the stream of the CREATE. It has another one if the file is not new. */
static void take_stream(struct inode *inode, void **stream)
{
	if (*stream && !cmpxchg(&ww_fs_inode(inode)->stream, NULL, *stream))
		*stream = NULL;
}

/* Gives the name its inode, if the lower one was made. */
static int finish_creating(struct dentry *dentry, struct dentry *lower, int error, void **stream)
{
	const struct path folder = ww_lower_path(dentry->d_parent);
	struct inode *inode = NULL;
	const bool is_made = !error;

	if (!error) {
		inode = ww_fs_iget(dentry->d_sb, d_inode(lower));
		error = PTR_ERR_OR_ZERO(inode);
	}
	if (!error) {
		take_stream(inode, stream);
		d_instantiate(dentry, inode);
	}
	ww_fs_copy_attributes(d_inode(dentry->d_parent));
	ww_finish_creating(&folder, lower);
	if (is_made)
		ww_fs_tell_added(dentry->d_sb, ww_lower_dentry(dentry));
	return error;
}

/* A file or folder whose making is shown. */
struct making {
	struct ww_fs_change change;
	struct dentry *dentry;
	umode_t mode;
	bool exclusive;
	void *stream;		/* of the file object; NULL when the inode has it */
};

static int make_file(const struct making *making, struct dentry *parent, struct dentry *lower)
{
	return ww_vfs_create(parent, lower, making->mode, making->exclusive);
}

static int make_folder(const struct making *making, struct dentry *parent, struct dentry *lower)
{
	int error = ww_vfs_mkdir(parent, lower, making->mode);

	/* The lower file system may look the folder up only later. */
	return !error && d_is_negative(lower) ? -ESTALE : error;
}

static int make_below(struct ww_fs_open *open)
{
	struct making *making = container_of(open, struct making, change.open);
	struct dentry *dentry = making->dentry;
	struct dentry *parent = ww_lower_dentry(dentry->d_parent), *lower;
	int error;

	if (!ww_creates(open->disposition))
		return -ENOENT;
	lower = begin_creating(dentry);
	if (IS_ERR(lower))
		return PTR_ERR(lower);
	error = S_ISDIR(making->mode) ? make_folder(making, parent, lower)
				      : make_file(making, parent, lower);
	error = finish_creating(dentry, lower, error, &making->stream);
	open->is_open = !error;
	open->information = FILE_CREATED;
	return error;
}

static int make(struct dentry *dentry, umode_t mode, bool exclusive, u32 access, u32 options,
		u32 attributes)
{
	struct making making = {
		.change = {
			.kind = WW_FS_MAKE,
			.open = {
				.lower = make_below,
				.access = access | SYNCHRONIZE,
				.disposition = FILE_CREATE,
				.options = options | FILE_SYNCHRONOUS_IO_NONALERT,
				.attributes = attributes,
			},
		},
		.dentry = dentry,
		.mode = mode,
		.exclusive = exclusive,
	};

	return ww_fs_show_making(dentry, &making.change, &making.stream);
}

/* mknod(2) of a file. open(2) comes as atomic_open(). */
static int create(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, umode_t mode, bool excl)
{
	return make(dentry, mode, excl, FILE_READ_ATTRIBUTES, FILE_NON_DIRECTORY_FILE,
		    mode & 0222 ? FILE_ATTRIBUTE_NORMAL : FILE_ATTRIBUTE_READONLY);
}

static int make_shown_folder(struct dentry *dentry, umode_t mode)
{
	return make(dentry, mode | S_IFDIR, true, FILE_LIST_DIRECTORY, FILE_DIRECTORY_FILE,
		    FILE_ATTRIBUTE_DIRECTORY);
}
WW_DEFINE_MKDIR(mkdir, make_shown_folder)

/* What follows is not shown to filters. */

static int make_node(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, umode_t mode,
		     dev_t device)
{
	struct dentry *lower = begin_creating(dentry);
	void *no_stream = NULL;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	return finish_creating(dentry, lower,
			       ww_vfs_mknod(ww_lower_dentry(dentry->d_parent), lower, mode, device),
			       &no_stream);
}

static int make_link(WW_IDMAP_PARAM struct inode *dir, struct dentry *dentry, const char *target)
{
	struct dentry *lower = begin_creating(dentry);
	void *no_stream = NULL;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	return finish_creating(dentry, lower,
			       ww_vfs_symlink(ww_lower_dentry(dentry->d_parent), lower, target),
			       &no_stream);
}

/* ---- Removal -------------------------------------------------------------------------------- */

int ww_fs_remove_lower(struct vfsmount *mount, struct dentry *parent, struct dentry *name,
		       int (*remove)(struct dentry *parent, struct dentry *dentry))
{
	int error = mnt_want_write(mount);
	struct dentry *locked;

	if (error)
		return error;
	locked = ww_start_removing(parent, name);
	error = PTR_ERR_OR_ZERO(locked);
	if (!error) {
		error = remove(parent, locked);
		ww_end_removing(locked);
	}
	mnt_drop_write(mount);
	return error;
}

struct removal {
	struct ww_fs_change change;
	struct dentry *dentry;
	int (*remove)(struct dentry *parent, struct dentry *dentry);
	bool is_done;
};

static int remove_below(struct ww_fs_change *change)
{
	struct removal *removal = container_of(change, struct removal, change);
	struct dentry *dentry = removal->dentry, *lower = ww_lower_dentry(dentry);
	const void *folder = ww_fs_folder_of(lower);
	int error = ww_fs_remove_lower(ww_fs_super(dentry->d_sb)->lower.mnt,
				       ww_lower_dentry(dentry->d_parent), lower, removal->remove);

	removal->is_done = !error;
	if (!error)
		ww_fs_tell_removed(dentry->d_sb, lower, folder);
	return error;
}

/* A filter may leave the name in place, and have the call succeed. */
static int remove_name(struct dentry *dentry,
		       int (*remove)(struct dentry *parent, struct dentry *dentry), bool *is_done)
{
	struct removal removal = { .dentry = dentry, .remove = remove };
	int error;

	if (ww_is_placeholder(d_inode(dentry)))
		return -ENOENT;
	removal.change = ww_fs_change_of(dentry, WW_FS_REMOVE,
					 DELETE | FILE_READ_ATTRIBUTES | SYNCHRONIZE);
	removal.change.lower = remove_below;
	removal.change.is_classic = ww_fs_super(dentry->d_sb)->removes_classic;
	error = ww_fs_show_change(dentry, &removal.change);
	ww_fs_copy_attributes(d_inode(dentry));
	ww_fs_copy_attributes(d_inode(dentry->d_parent));
	/* A negative dentry would keep the lower one, and so the space of the lower file. */
	if (!error)
		d_drop(dentry);
	*is_done = removal.is_done;
	return error;
}

static int unlink(struct inode *dir, struct dentry *dentry)
{
	bool is_done;

	return remove_name(dentry, ww_vfs_unlink, &is_done);
}

/* After a success the VFS lets no one use the folder. */
static int rmdir(struct inode *dir, struct dentry *dentry)
{
	bool is_done;
	int error = remove_name(dentry, ww_vfs_rmdir, &is_done);

	if (!error && !is_done)
		return -EBUSY;
	if (!error)
		clear_nlink(d_inode(dentry));
	return error;
}

/* ---- New names of files --------------------------------------------------------------------- */

struct new_name {
	struct ww_fs_change change;
	struct dentry *from, *to;
	unsigned int flags;	/* of renameat2() */
	bool is_done;
};

static int link_below(struct ww_fs_change *change)
{
	const struct new_name *name = container_of(change, struct new_name, change);
	struct dentry *lower = begin_creating(name->to);
	void *no_stream = NULL;
	int error;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	error = ww_vfs_link(ww_lower_dentry(name->from), ww_lower_dentry(name->to->d_parent), lower);
	return finish_creating(name->to, lower, error, &no_stream);
}

static int link(struct dentry *from, struct inode *dir, struct dentry *dentry)
{
	struct new_name name = { .from = from, .to = dentry };
	int error;

	if (ww_is_placeholder(d_inode(from)))
		return -ENOENT;
	name.change = ww_fs_change_of(from, WW_FS_LINK, FILE_WRITE_ATTRIBUTES | SYNCHRONIZE);
	name.change.lower = link_below;
	error = ww_fs_show_new_name(from, dentry, &name.change);
	ww_fs_copy_attributes(d_inode(from));
	return error;
}

static int rename_below(struct ww_fs_change *change)
{
	struct new_name *name = container_of(change, struct new_name, change);
	struct dentry *from = name->from, *to = name->to;
	struct vfsmount *mount = ww_fs_super(from->d_sb)->lower.mnt;
	struct ww_fs_moving moving;
	int error;

	if (!change->replaces && d_really_is_positive(to))
		return -EEXIST;
	error = mnt_want_write(mount);
	if (error)
		return error;
	ww_fs_begin_moving(&moving, from->d_sb, ww_lower_dentry(from->d_parent), ww_lower_dentry(from),
			   ww_lower_dentry(to->d_parent), ww_lower_dentry(to));
	error = ww_rename_lower(ww_lower_dentry(from->d_parent), ww_lower_dentry(from),
				ww_lower_dentry(to->d_parent), ww_lower_dentry(to), name->flags);
	mnt_drop_write(mount);
	ww_fs_end_moving(&moving, !error);
	name->is_done = !error;
	return error;
}

/*
 * A filter may leave the names as they are, and have the call succeed. After a success the VFS lets no one
 * use a folder that had the new name.
 */
static int rename_shown(struct new_name *name)
{
	int error = ww_fs_show_new_name(name->from, name->to, &name->change);

	return !error && !name->is_done && d_is_dir(name->to) ? -EBUSY : error;
}

static int rename(WW_IDMAP_PARAM struct inode *from_dir, struct dentry *from,
		  struct inode *to_dir, struct dentry *to, unsigned int flags)
{
	struct new_name name = { .from = from, .to = to, .flags = flags };
	int error;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	if (ww_is_placeholder(d_inode(from)) ||
	    (d_really_is_positive(to) && ww_is_placeholder(d_inode(to))))
		return -ENOENT;
	name.change = ww_fs_change_of(from, WW_FS_RENAME, DELETE | FILE_READ_ATTRIBUTES | SYNCHRONIZE);
	name.change.lower = rename_below;
	name.change.replaces = !(flags & RENAME_NOREPLACE);
	error = rename_shown(&name);
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
	WW_FLAGS_OPERATIONS
};
