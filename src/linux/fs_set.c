// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of files that a minifilter makes itself: in the lower file system alone, as its opens are.
 */
#include <linux/cred.h>
#include <linux/falloc.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/random.h>
#include <linux/time64.h>

#include "beneath.h"
#include "fs_types.h"
#include "fs_values.h"

static void copy_attributes(const struct ww_place *place)
{
	struct inode *inode = ww_fs_inode_at(place);

	if (inode)
		ww_fs_copy_attributes(inode);
	iput(inode);
}

/* Calls change(lower, how) with the rights of the mount. */
static int change_lower(const struct ww_place *place, int (*change)(const struct path *lower, const void *how),
			const void *how)
{
	const struct path lower = ww_path_of(place);
	const struct cred *before;
	int error;

	/* Not there yet, or moved out of the folder of the mount. */
	if (d_is_negative(lower.dentry) ||
	    !is_subdir(lower.dentry, ww_fs_super(place->mount)->lower.dentry))
		return -ENOENT;
	if (!ww_mount_is_writable(place->mount))
		return -EROFS;
	before = override_creds(ww_fs_super(place->mount)->mounter);
	error = change(&lower, how);
	revert_creds(before);
	copy_attributes(place);
	return error;
}

/* A change of a file that may have pages of its own. */
struct data_change {
	int (*make)(const struct path *lower, const void *how);
	const void *how;
	loff_t (*size_after)(loff_t before, const void *how);
};

static int change_with_pages(const struct ww_place *place, struct inode *inode, const struct data_change *change)
{
	const struct path lower = ww_path_of(place);
	loff_t before;
	int error = ww_pages_begin_change(inode, &before), last;

	if (error)
		return error;
	error = change_lower(place, change->make, change->how);
	last = ww_pages_end_change(inode, &lower, before, error ? before : change->size_after(before, change->how));
	return error ? error : last;
}

static int change_data(const struct ww_place *place, const struct data_change *change)
{
	struct inode *inode = ww_fs_inode_with_pages(place);
	const int error = inode ? change_with_pages(place, inode, change)
				: change_lower(place, change->make, change->how);

	iput(inode);
	return error;
}

/* Returns @error, and tells the watches of the change if there was none. */
static int told(const struct ww_place *place, u32 kinds, int error)
{
	if (!error)
		ww_lower_tell(place, kinds);
	return error;
}

static bool is_root(const struct ww_place *place)
{
	return place->name == ww_fs_super(place->mount)->lower.dentry;
}

/* ---- Removal -------------------------------------------------------------------------------- */

static int remove_lower(const struct path *lower, const void *how)
{
	struct dentry *parent = dget_parent(lower->dentry);
	int error = ww_fs_remove_lower(lower->mnt, parent, lower->dentry,
				       d_is_dir(lower->dentry) ? ww_vfs_rmdir : ww_vfs_unlink);

	dput(parent);
	return error;
}

int ww_lower_remove(const struct ww_place *place)
{
	struct dentry *name = ww_path_of(place).dentry;
	const void *folder = ww_fs_folder_of(name);
	int error = is_root(place) ? -EBUSY : change_lower(place, remove_lower, NULL);

	if (!error)
		ww_fs_tell_removed(place->mount, name, folder);
	return error;
}

struct counting {
	struct dir_context context;
	unsigned int names;
};

static WW_ACTOR_RESULT count_name(struct dir_context *context, const char *name, int length, loff_t offset,
				  u64 inode, unsigned int type)
{
	struct counting *counting = container_of(context, struct counting, context);

	if (length > 2 || name[0] != '.' || name[length - 1] != '.')
		counting->names++;
	return counting->names ? WW_ACTOR_STOPS : WW_ACTOR_GOES_ON;
}

int ww_lower_check_empty(const struct ww_place *place)
{
	const struct path lower = ww_path_of(place);
	struct counting counting = { .context.actor = count_name };
	struct file *folder;
	int error;

	if (!d_is_dir(lower.dentry))
		return 0;
	folder = dentry_open(&lower, O_RDONLY | O_DIRECTORY | O_LARGEFILE, ww_fs_super(place->mount)->mounter);
	if (IS_ERR(folder))
		return PTR_ERR(folder);
	error = iterate_dir(folder, &counting.context);
	fput(folder);
	return counting.names ? -ENOTEMPTY : error;
}

/* ---- Sizes ---------------------------------------------------------------------------------- */

static int truncate_lower(const struct path *lower, const void *how)
{
	return vfs_truncate(lower, *(const s64 *)how);
}

static loff_t size_that_is_set(loff_t before, const void *how)
{
	return *(const s64 *)how;
}

int ww_lower_set_size(const struct ww_place *place, ww_s64 bytes)
{
	const struct data_change change = { truncate_lower, &bytes, size_that_is_set };

	return told(place, FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE, change_data(place, &change));
}

static int allocate_lower(const struct path *lower, const void *how)
{
	const s64 bytes = *(const s64 *)how;
	struct file *file;
	int error;

	if (bytes < i_size_read(d_inode(lower->dentry)))
		return vfs_truncate(lower, bytes);
	if (!bytes)
		return 0;
	file = dentry_open(lower, O_WRONLY | O_LARGEFILE, current_cred());
	if (IS_ERR(file))
		return PTR_ERR(file);
	error = vfs_fallocate(file, FALLOC_FL_KEEP_SIZE, 0, bytes);
	fput(file);
	/* That it is allocated is a promise about later writes alone. */
	return error == -EOPNOTSUPP ? 0 : error;
}

static loff_t size_in_memory(loff_t before, const void *how)
{
	return min_t(loff_t, before, *(const s64 *)how);
}

struct hole {
	s64 from, to;
};

static int zero_lower(const struct path *lower, const void *how)
{
	const struct hole *hole = how;
	struct file *file = dentry_open(lower, O_WRONLY | O_LARGEFILE, current_cred());
	int error;

	if (IS_ERR(file))
		return PTR_ERR(file);
	error = vfs_fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, hole->from, hole->to - hole->from);
	fput(file);
	return error;
}

static loff_t same_size(loff_t before, const void *how)
{
	return before;
}

int ww_lower_zero(const struct ww_place *place, ww_s64 from, ww_s64 to)
{
	const struct hole hole = { from, to };
	const struct data_change change = { zero_lower, &hole, same_size };
	struct inode *inode = ww_fs_inode_with_pages(place);
	int error = inode && ww_mount_is_writable(place->mount) ? ww_pages_zero(inode, from, to) : -EOPNOTSUPP;

	iput(inode);
	if (error == -EOPNOTSUPP)
		error = from == to ? 0 : change_data(place, &change);
	return told(place, from == to ? 0 : FILE_NOTIFY_CHANGE_LAST_WRITE, error);
}

int ww_lower_allocate(const struct ww_place *place, ww_s64 bytes)
{
	const struct data_change change = { allocate_lower, &bytes, size_in_memory };

	return d_is_reg(place->name) ? told(place, FILE_NOTIFY_CHANGE_SIZE, change_data(place, &change)) : -EISDIR;
}

/* ---- Attributes ----------------------------------------------------------------------------- */

#define WRITE_BITS 0222

/* Calls make(lower inode, how), with it locked, for the change. */
static int change_inode(const struct path *lower, const void *how,
			int (*make)(const struct inode *inode, const void *how, struct iattr *change))
{
	struct inode *inode = d_inode(lower->dentry);
	struct iattr change = {};
	int error = mnt_want_write(lower->mnt);

	if (error)
		return error;
	inode_lock(inode);
	error = make(inode, how, &change);
	if (!error && change.ia_valid) {
		change.ia_valid |= ATTR_CTIME;
		error = notify_change(WW_NOP_IDMAP lower->dentry, &change, NULL);
	}
	inode_unlock(inode);
	mnt_drop_write(lower->mnt);
	return error;
}

static int attributes_of(const struct inode *inode, const void *how, struct iattr *change)
{
	const struct ww_fs_attributes *wanted = how;

	if (wanted->accessed) {
		change->ia_valid |= ATTR_ATIME | ATTR_ATIME_SET;
		change->ia_atime = ns_to_timespec64(wanted->accessed);
	}
	if (wanted->written) {
		change->ia_valid |= ATTR_MTIME | ATTR_MTIME_SET;
		change->ia_mtime = ns_to_timespec64(wanted->written);
	}
	if (wanted->sets_readonly && wanted->is_readonly != !(inode->i_mode & WRITE_BITS)) {
		change->ia_valid |= ATTR_MODE;
		/* The owner's alone comes back, as no one knows what the others had. */
		change->ia_mode = wanted->is_readonly ? inode->i_mode & ~WRITE_BITS : inode->i_mode | 0200;
	}
	return 0;
}

static int set_attributes(const struct path *lower, const void *how)
{
	return change_inode(lower, how, attributes_of);
}

static u32 kinds_of(const struct ww_fs_attributes *attributes)
{
	return (attributes->accessed ? FILE_NOTIFY_CHANGE_LAST_ACCESS : 0) |
	       (attributes->written ? FILE_NOTIFY_CHANGE_LAST_WRITE : 0) |
	       (attributes->sets_readonly ? FILE_NOTIFY_CHANGE_ATTRIBUTES : 0);
}

int ww_lower_set_attributes(const struct ww_place *place, const struct ww_fs_attributes *attributes)
{
	struct inode *inode = ww_fs_inode_with_pages(place);
	int error = inode ? ww_pages_begin_times(inode) : 0;

	if (!error) {
		error = change_lower(place, set_attributes, attributes);
		if (inode)
			ww_pages_end_times(inode);
	}
	iput(inode);
	return told(place, kinds_of(attributes), error);
}

/* ---- Owner and mode -------------------------------------------------------------------------- */

int ww_lower_rights(const struct ww_place *place, struct ww_fs_rights *rights)
{
	const struct inode *inode = d_inode(place->name);

	if (!inode)
		return -ENOENT;
	*rights = (struct ww_fs_rights){
		.owner = from_kuid(&init_user_ns, inode->i_uid),
		.group = from_kgid(&init_user_ns, inode->i_gid),
		.mode = inode->i_mode,
	};
	return 0;
}

/* As chown(2) does: a file that gets another owner does not run with that one's rights. */
static umode_t mode_after(const struct inode *inode, const struct ww_fs_rights *rights)
{
	umode_t mode = inode->i_mode;

	if (rights->sets_mode)
		mode = (mode & ~0777) | (rights->mode & 0777);
	if ((rights->sets_owner || rights->sets_group) && !S_ISDIR(mode))
		mode &= ~(S_ISUID | (mode & S_IXGRP ? S_ISGID : 0));
	return mode;
}

static int rights_of(const struct inode *inode, const void *how, struct iattr *change)
{
	const struct ww_fs_rights *rights = how;

	change->ia_mode = mode_after(inode, rights);
	change->ia_uid = make_kuid(&init_user_ns, rights->owner);
	change->ia_gid = make_kgid(&init_user_ns, rights->group);
	if (!uid_valid(change->ia_uid) || !gid_valid(change->ia_gid))
		return -EINVAL;
	/* That of a symlink has no meaning, and cannot be set. */
	if (rights->sets_mode && S_ISLNK(inode->i_mode))
		return -EOPNOTSUPP;
	if (change->ia_mode != inode->i_mode)
		change->ia_valid |= ATTR_MODE;
	if (rights->sets_owner)
		change->ia_valid |= ATTR_UID;
	if (rights->sets_group)
		change->ia_valid |= ATTR_GID;
	if (change->ia_valid & (ATTR_UID | ATTR_GID) && !S_ISDIR(inode->i_mode))
		change->ia_valid |= ATTR_KILL_PRIV;
	return 0;
}

static int set_rights(const struct path *lower, const void *how)
{
	return change_inode(lower, how, rights_of);
}

int ww_lower_set_rights(const struct ww_place *place, const struct ww_fs_rights *rights)
{
	return told(place, FILE_NOTIFY_CHANGE_SECURITY, change_lower(place, set_rights, rights));
}

/* ---- New names ------------------------------------------------------------------------------ */

struct new_name {
	const struct path *root;	/* of the mount, below */
	struct ww_fs_name *name;
	const struct super_block *sb;
	struct ww_fs_moving *moving;
};

static int link_to(const struct path *lower, const struct path *parent, struct dentry *to)
{
	struct dentry *locked = ww_begin_creating(parent, to);
	int error;

	if (IS_ERR(locked))
		return PTR_ERR(locked);
	error = ww_vfs_link(lower->dentry, parent->dentry, locked);
	ww_finish_creating(parent, locked);
	return error;
}

static int rename_in(const struct path *parent, struct dentry *from_parent, struct dentry *from,
		     struct dentry *to, unsigned int flags)
{
	int error = mnt_want_write(parent->mnt);

	if (error)
		return error;
	error = ww_rename_lower(from_parent, from, parent->dentry, to, flags);
	mnt_drop_write(parent->mnt);
	return error;
}

/* The link is made by another name, which then replaces the file: that stays if no link can be made. */
static int replace_by_link(const struct path *lower, const struct path *parent, struct dentry *to)
{
	char text[32];
	struct dentry *link;
	int error;

	const struct qstr name = QSTR_INIT(text, scnprintf(text, sizeof(text), ".winwork-%016llx",
							   get_random_u64()));

	link = ww_lookup_lower(&name, parent->dentry);
	if (IS_ERR(link))
		return PTR_ERR(link);
	error = link_to(lower, parent, link);
	if (!error) {
		error = rename_in(parent, parent->dentry, link, to, 0);
		if (error)
			ww_fs_remove_lower(parent->mnt, parent->dentry, link, ww_vfs_unlink);
	}
	dput(link);
	return error;
}

static int rename_to(const struct path *lower, const struct path *parent, struct dentry *to, bool replaces)
{
	struct dentry *from_parent = dget_parent(lower->dentry);
	int error = rename_in(parent, from_parent, lower->dentry, to, replaces ? 0 : RENAME_NOREPLACE);

	/* Not each lower file system knows the flag. */
	if (error == -EINVAL && !replaces)
		error = d_is_positive(to) ? -EEXIST : rename_in(parent, from_parent, lower->dentry, to, 0);
	dput(from_parent);
	return error;
}

static int link_as(const struct path *lower, const struct path *parent, struct dentry *to)
{
	if (d_is_dir(lower->dentry) || d_is_dir(to))
		return -EISDIR;
	if (d_is_negative(to))
		return link_to(lower, parent, to);
	return d_inode(to) == d_inode(lower->dentry) ? 0 : replace_by_link(lower, parent, to);
}

static int name_as(const struct path *lower, const struct path *parent, struct dentry *to,
		   const struct ww_fs_name *name)
{
	if (to == lower->dentry && !name->is_link)
		return 0;
	if (d_is_positive(to) && !name->replaces)
		return -EEXIST;
	return name->is_link ? link_as(lower, parent, to) : rename_to(lower, parent, to, name->replaces);
}

static void begin_moving(const struct path *lower, const struct path *parent, struct dentry *to,
			 const struct new_name *new_name)
{
	struct dentry *from = new_name->name->is_link ? NULL : dget_parent(lower->dentry);

	ww_fs_begin_moving(new_name->moving, new_name->sb, from, lower->dentry, parent->dentry, to);
	dput(from);
}

static int name_in(const struct path *lower, const struct path *parent, const char *last,
		   const struct new_name *new_name)
{
	const struct qstr text = QSTR_INIT(last, strlen(last));
	struct dentry *to = ww_lookup_lower(&text, parent->dentry);
	int error;

	if (IS_ERR(to))
		return PTR_ERR(to);
	/* Else there is nothing to do. */
	if (d_inode(to) != d_inode(lower->dentry))
		begin_moving(lower, parent, to, new_name);
	error = name_as(lower, parent, to, new_name->name);
	dput(to);
	return error;
}

static int name_lower(const struct path *lower, const void *how)
{
	const struct new_name *new_name = how;
	struct path parent;
	const char *last;
	int error = ww_find_parent(new_name->root, new_name->name->path, &parent, &last);

	new_name->name->has_parent = !error;
	if (error)
		return error;
	error = *last ? name_in(lower, &parent, last, new_name) : -EINVAL;
	path_put(&parent);
	return error;
}

int ww_lower_rename(const struct ww_place *place, struct ww_fs_name *name)
{
	struct ww_fs_moving moving = {};
	const struct new_name new_name = { &ww_fs_super(place->mount)->lower, name, place->mount, &moving };
	int error = is_root(place) ? -EBUSY : change_lower(place, name_lower, &new_name);

	ww_fs_end_moving(&moving, !error);
	return error;
}
