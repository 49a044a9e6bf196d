// SPDX-License-Identifier: GPL-2.0
/*
 * Inodes of the file system type "winwork": attributes, permissions, extended attributes, symbolic
 * links. All of it is the lower inode's. The caller's credentials decide.
 */
#include <linux/fs.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <linux/stat.h>
#include <linux/xattr.h>

#include "fs_types.h"
#include "fs_values.h"
#include "path_facts.h"

/* ---- The inode above a lower one ------------------------------------------------------------ */

/* Flags of the lower inode that the VFS obeys for this one. Times are the lower inode's alone. */
#define FLAGS (S_SYNC | S_APPEND | S_IMMUTABLE | S_DIRSYNC)
#define OWN_FLAGS (S_NOATIME | S_NOCMTIME)

/* At no time may a program see bits that the lower mount does not obey. */
static umode_t mode_above(const struct inode *inode, const struct inode *lower)
{
	const umode_t mode = READ_ONCE(lower->i_mode);

	return ww_fs_super(inode->i_sb)->ignores_suid ? mode & ~(S_ISUID | S_ISGID) : mode;
}

void ww_fs_copy_attributes(struct inode *inode)
{
	struct inode *lower = ww_lower_inode(inode);

	if (!lower)
		return;
	/* Two copies at a time would count an inode without links twice. */
	spin_lock(&inode->i_lock);
	inode->i_uid = lower->i_uid;
	inode->i_gid = lower->i_gid;
	WRITE_ONCE(inode->i_mode, mode_above(inode, lower));
	inode->i_rdev = lower->i_rdev;
	inode->i_blkbits = lower->i_blkbits;
	WRITE_ONCE(inode->i_flags, (READ_ONCE(lower->i_flags) & FLAGS) | OWN_FLAGS);
	set_nlink(inode, lower->i_nlink);
	fsstack_copy_attr_times(inode, lower);
	/* While a file with own pages is open, its writers know the size. */
	if (ww_has_own_pages(inode) && list_empty(&ww_fs_inode(inode)->files))
		i_size_write(inode, i_size_read(lower));
	spin_unlock(&inode->i_lock);
	if (!ww_has_own_pages(inode))
		fsstack_copy_inode_size(inode, lower);
}

static const char *get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	return dentry ? vfs_get_link(ww_lower_dentry(dentry), done) : ERR_PTR(-ECHILD);
}

static const struct inode_operations file_inode_operations = {
	.permission = ww_fs_permission,
	.getattr = ww_fs_getattr,
	.setattr = ww_fs_setattr,
	.listxattr = ww_fs_listxattr,
	WW_ACL_OPERATIONS
	WW_FLAGS_OPERATIONS
};

static const struct inode_operations link_inode_operations = {
	.get_link = get_link,
	.permission = ww_fs_permission,
	.getattr = ww_fs_getattr,
	.setattr = ww_fs_setattr,
	.listxattr = ww_fs_listxattr,
};

static void forbid_acl_cache(struct inode *inode)
{
#ifdef CONFIG_FS_POSIX_ACL
	inode->i_acl = inode->i_default_acl = ACL_DONT_CACHE;
#endif
}

static void set_operations(struct inode *inode)
{
	/* An ACL that is kept here would not change with the lower file's mode. */
	forbid_acl_cache(inode);
	inode->i_op = &file_inode_operations;
	if (S_ISREG(inode->i_mode)) {
		inode->i_fop = &ww_fs_file_operations;
		inode->i_mapping->a_ops = ww_has_own_pages(inode) ? &ww_fs_page_operations
								  : &ww_fs_address_operations;
	} else if (S_ISDIR(inode->i_mode)) {
		inode->i_op = &ww_fs_dir_inode_operations;
		inode->i_fop = &ww_fs_dir_operations;
	} else if (S_ISLNK(inode->i_mode)) {
		inode->i_op = &link_inode_operations;
	} else {
		init_special_inode(inode, inode->i_mode, inode->i_rdev);
	}
}

static int is_above(struct inode *inode, void *lower)
{
	return ww_lower_inode(inode) == lower;
}

static int set_lower(struct inode *inode, void *lower)
{
	ww_fs_inode(inode)->lower = lower;
	return 0;
}

struct inode *ww_fs_iget(struct super_block *sb, struct inode *lower)
{
	struct inode *inode;

	/* Names that are alike would be two files here. */
	if (IS_CASEFOLDED(lower))
		return ERR_PTR(-EREMOTE);
	if (!igrab(lower))
		return ERR_PTR(-ESTALE);
	inode = iget5_locked(sb, (unsigned long)lower, is_above, set_lower, lower);
	if (!inode || !ww_inode_is_new(inode))
		iput(lower);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	if (ww_inode_is_new(inode)) {
		inode->i_ino = lower->i_ino;
		ww_fs_copy_attributes(inode);
		set_operations(inode);
		unlock_new_inode(inode);
	}
	return inode;
}

struct inode *ww_fs_find_inode(struct super_block *sb, struct inode *lower)
{
	return ilookup5(sb, (unsigned long)lower, is_above, lower);
}

struct inode *ww_fs_inode_at(const struct ww_place *place)
{
	struct inode *lower = d_inode(ww_path_of(place).dentry);

	return lower ? ww_fs_find_inode((struct super_block *)place->mount, lower) : NULL;
}

struct inode *ww_fs_inode_with_pages(const struct ww_place *place)
{
	const struct inode *lower = d_inode(ww_path_of(place).dentry);

	return ww_fs_super(place->mount)->has_own_pages && lower && S_ISREG(lower->i_mode) ? ww_fs_inode_at(place)
											   : NULL;
}

struct inode *ww_fs_new_placeholder(struct inode *dir, umode_t mode)
{
	struct inode *inode = new_inode(dir->i_sb);

	if (!inode)
		return NULL;
	ww_init_owner(inode, dir, mode);
	inode->i_flags |= OWN_FLAGS;
	set_operations(inode);
	return inode;
}

void ww_fs_fill_placeholder(struct inode *inode, struct inode *lower)
{
	ihold(lower);
	inode->i_ino = lower->i_ino;
	smp_store_release(&ww_fs_inode(inode)->lower, lower);
	ww_fs_copy_attributes(inode);
	/* It may be there already: a program that works beside the mount has made a second name. */
	if (!insert_inode_locked4(inode, (unsigned long)lower, is_above, lower))
		unlock_new_inode(inode);
}

/* ---- Attributes ----------------------------------------------------------------------------- */

int ww_fs_permission(WW_IDMAP_PARAM struct inode *inode, int mask)
{
	struct inode *lower = ww_lower_inode(inode);

	/* The open of a placeholder asks when the file exists. */
	return lower ? inode_permission(WW_NOP_IDMAP lower, mask) : 0;
}

/* What the filters have changed. */
static void take_facts(struct kstat *stat, const struct ww_file_facts *before, const struct ww_file_facts *left)
{
	if (left->bytes != before->bytes)
		stat->size = left->bytes;
	if (left->allocated != before->allocated)
		stat->blocks = left->allocated >> 9;
	if (left->accessed != before->accessed)
		stat->atime = ns_to_timespec64(left->accessed);
	if (left->written != before->written)
		stat->mtime = ns_to_timespec64(left->written);
	if (left->changed != before->changed)
		stat->ctime = ns_to_timespec64(left->changed);
	if (left->created != before->created)
		stat->btime = ns_to_timespec64(left->created);
}

/* With WW_FS_OTHER the path of another file is in @other. */
static int show_stat(struct dentry *dentry, struct kstat *stat, char **other)
{
	struct ww_fs_stat shown = {
		.open = ww_fs_open_of(dentry, FILE_READ_ATTRIBUTES | SYNCHRONIZE, O_NOFOLLOW),
	};
	void *object = ww_fs_new_object(dentry, ww_fs_stream(d_inode(dentry)), false);
	struct ww_file_facts before;
	int error;

	if (!object)
		return -ENOMEM;
	shown.open.may_be_other = true;
	ww_stat_facts(stat, &before);
	shown.facts = before;
	error = ww_fs_send_stat(object, &shown);
	ww_file_object_delete(object);
	take_facts(stat, &before, &shown.facts);
	*other = shown.open.other;
	return error;
}

static int stat_at(const struct path *path, struct kstat *stat, u32 mask, unsigned int flags, char **other)
{
	const struct path lower = ww_lower_path(path->dentry);
	struct inode *inode = d_inode(path->dentry);
	int error;

	if (ww_is_placeholder(inode))
		return -ENOENT;
	error = vfs_getattr(&lower, stat, mask, flags & AT_STATX_SYNC_TYPE);
	if (error)
		return error;
	stat->dev = inode->i_sb->s_dev;
	ww_fs_copy_attributes(inode);
	return ww_fs_wants(inode, WW_FS_QUERY_OPEN) ? show_stat(path->dentry, stat, other) : 0;
}

static int follow(struct path *at, char *other)
{
	struct path found;
	int error = ww_fs_find_other(at, other, &found);

	if (error)
		return error;
	path_put(at);
	*at = found;
	return 0;
}

/* STATUS_REPARSE: what is known of the other file. Frees @other. */
static int stat_other(const struct path *path, struct kstat *stat, u32 mask, unsigned int flags, char *other)
{
	struct path at = *path;
	int error = WW_FS_OTHER, turn;

	path_get(&at);
	for (turn = 0; turn < WW_MOST_OTHERS && error == WW_FS_OTHER; turn++) {
		error = follow(&at, other);
		if (!error)
			error = stat_at(&at, stat, mask, flags, &other);
	}
	path_put(&at);
	if (error != WW_FS_OTHER)
		return error;
	kvfree(other);
	return -ELOOP;
}

int ww_fs_getattr(WW_IDMAP_PARAM const struct path *path, struct kstat *stat, u32 mask,
		  unsigned int flags)
{
	char *other;
	int error = stat_at(path, stat, mask, flags, &other);

	return error == WW_FS_OTHER ? stat_other(path, stat, mask, flags, other) : error;
}

/* The change for the lower inode, which knows itself which bits a change of the owner removes. */
static struct iattr lower_change(const struct iattr *change)
{
	struct iattr lower = *change;

	if (lower.ia_valid & (ATTR_KILL_SUID | ATTR_KILL_SGID))
		lower.ia_valid &= ~ATTR_MODE;
	if (lower.ia_valid & ATTR_FILE) {
		lower.ia_file = ww_fs_file(change->ia_file)->lower;
		if (!lower.ia_file)
			lower.ia_valid &= ~ATTR_FILE;
	}
	return lower;
}

/* The VFS has checked what the program asked for at its open. A filter may have dropped some of it. */
static int check_file(const struct iattr *change)
{
	const struct ww_fs_file *state;

	/* The open has done its part with the rights that it asked for. */
	if (!(change->ia_valid & ATTR_FILE) || !(change->ia_valid & ATTR_SIZE) ||
	    change->ia_valid & ATTR_OPEN)
		return 0;
	state = ww_fs_file(change->ia_file);
	if (!state->lower)
		return -EINVAL;
	return state->may_write ? 0 : -EACCES;
}

int ww_fs_change_lower_at(struct inode *inode, const struct path *lower, const struct iattr *change)
{
	struct iattr changed = lower_change(change);
	int error = mnt_want_write(lower->mnt);

	if (error)
		return error;
	inode_lock(d_inode(lower->dentry));
	error = notify_change(WW_NOP_IDMAP lower->dentry, &changed, NULL);
	inode_unlock(d_inode(lower->dentry));
	mnt_drop_write(lower->mnt);
	ww_fs_copy_attributes(inode);
	return error;
}

static int change_alone(struct dentry *dentry, const struct iattr *change)
{
	const struct path lower = ww_lower_path(dentry);

	return ww_fs_change_lower_at(d_inode(dentry), &lower, change);
}

int ww_fs_change_lower(struct dentry *dentry, const struct iattr *change)
{
	const umode_t mode = ww_lower_inode(d_inode(dentry))->i_mode;
	int error = ww_has_own_pages(d_inode(dentry)) ? ww_pages_change(dentry, change, change_alone)
						      : change_alone(dentry, change);

	if (!error)
		ww_fs_tell_change(dentry->d_sb, ww_lower_dentry(dentry), ww_fs_kinds_of(change, mode));
	return error;
}

struct resizing {
	struct ww_fs_change change;
	struct dentry *dentry;
	const struct iattr *asked;
};

static int resize_below(struct ww_fs_change *change)
{
	const struct resizing *resizing = container_of(change, struct resizing, change);
	struct iattr asked = *resizing->asked;

	asked.ia_size = change->size;
	return ww_fs_change_lower(resizing->dentry, &asked);
}

/* truncate(2) has only a path. The file of ftruncate(2) is open. */
static int resize(struct dentry *dentry, const struct iattr *asked)
{
	struct resizing resizing = { .dentry = dentry, .asked = asked };
	void *object;

	resizing.change = ww_fs_change_of(dentry, WW_FS_SET_SIZE, FILE_WRITE_DATA | SYNCHRONIZE);
	resizing.change.lower = resize_below;
	resizing.change.size = asked->ia_size;
	if (!(asked->ia_valid & ATTR_FILE))
		return ww_fs_show_change(dentry, &resizing.change);
	if (!ww_fs_wants(d_inode(dentry), WW_FS_SET_INFORMATION))
		return ww_fs_change_lower(dentry, asked);
	resizing.change.open.is_open = true;
	object = ww_fs_file_object(asked->ia_file);
	return object ? ww_fs_send_information(object, &resizing.change) : -ENOMEM;
}

int ww_fs_setattr(WW_IDMAP_PARAM struct dentry *dentry, struct iattr *change)
{
	int error;

	/* The open has truncated the file, if the filters left that in it. The times follow now. */
	if (change->ia_valid & ATTR_OPEN && !ww_fs_file(change->ia_file)->truncates)
		return 0;
	if (ww_is_placeholder(d_inode(dentry)))
		return -ENOENT;
	error = check_file(change);
	if (error)
		return error;
	if (change->ia_valid & ATTR_SIZE && !(change->ia_valid & ATTR_OPEN))
		return resize(dentry, change);
	return change->ia_valid & ATTR_OPEN ? ww_fs_change_lower(dentry, change)
					    : ww_fs_set_attributes(dentry, change);
}

/* ---- Extended attributes -------------------------------------------------------------------- */

/* A lower mount with nosuid gives no rights by capabilities of files. */
static bool is_hidden(const struct inode *inode, const char *name)
{
	return ww_fs_super(inode->i_sb)->ignores_suid && !strcmp(name, XATTR_NAME_CAPS);
}

static int get_xattr(const struct xattr_handler *handler, struct dentry *dentry,
		     struct inode *inode, const char *name, void *value, size_t size)
{
	if (ww_is_placeholder(inode))
		return -ENOENT;
	if (is_hidden(inode, name))
		return -ENODATA;
	return ww_fs_get_xattr(dentry, inode, name, value, size);
}

/* Pages that are written later would take capabilities of the file away. */
static int flush_for(struct inode *inode, const char *name)
{
	return ww_has_own_pages(inode) && !strcmp(name, XATTR_NAME_CAPS) ? ww_flush_range(inode, 0, LLONG_MAX) : 0;
}

static int set_xattr(const struct xattr_handler *handler, WW_IDMAP_PARAM struct dentry *dentry,
		     struct inode *inode, const char *name, const void *value, size_t size,
		     int flags)
{
	int error;

	if (ww_is_placeholder(inode))
		return -ENOENT;
	error = flush_for(inode, name);
	if (error)
		return error;
	error = ww_fs_set_xattr(dentry, inode, name, value, size, flags);
	ww_fs_copy_attributes(inode);
	return error;
}

static const struct xattr_handler xattr_handler = {
	.prefix = "",
	.get = get_xattr,
	.set = set_xattr,
};

const struct xattr_handler *const ww_fs_xattr_handlers[] = { &xattr_handler, NULL };

ssize_t ww_fs_listxattr(struct dentry *dentry, char *list, size_t size)
{
	if (ww_is_placeholder(d_inode(dentry)))
		return -ENOENT;
	return ww_fs_list_xattrs(dentry, list, size);
}

#ifdef WW_HAS_ACL_OPERATIONS
struct posix_acl *ww_fs_get_acl(struct mnt_idmap *idmap, struct dentry *dentry, int type)
{
	return vfs_get_acl(idmap, ww_lower_dentry(dentry), posix_acl_xattr_name(type));
}

int ww_fs_set_acl(struct mnt_idmap *idmap, struct dentry *dentry, struct posix_acl *acl, int type)
{
	const struct path lower = ww_lower_path(dentry);
	const char *name = posix_acl_xattr_name(type);
	int error = mnt_want_write(lower.mnt);

	if (error)
		return error;
	error = acl ? vfs_set_acl(idmap, lower.dentry, name, acl)
		    : vfs_remove_acl(idmap, lower.dentry, name);
	mnt_drop_write(lower.mnt);
	ww_fs_copy_attributes(d_inode(dentry));
	if (!error)
		ww_fs_tell_change(dentry->d_sb, lower.dentry, FILE_NOTIFY_CHANGE_SECURITY);
	return error;
}
#endif
