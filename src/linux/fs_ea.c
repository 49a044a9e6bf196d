// SPDX-License-Identifier: GPL-2.0
/*
 * Extended attributes that programs use, those with "user." in front: filters see them. Others are the system's.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/xattr.h>

#include "fs_types.h"
#include "fs_values.h"
#include "memory.h"

#define PREFIX XATTR_USER_PREFIX
#define PREFIX_BYTES XATTR_USER_PREFIX_LEN

/* ---- The bottom ------------------------------------------------------------------------------ */

static const struct cred *begin(const struct ww_place *place, bool is_own)
{
	return is_own ? override_creds(ww_fs_super(place->mount)->mounter) : NULL;
}

static void end(const struct cred *before)
{
	if (before)
		revert_creds(before);
}

/* The name for Linux. */
struct full_name {
	char text[XATTR_NAME_MAX + 1];
};

static int make_name(struct full_name *full, const char *name)
{
	if (strlen(name) + PREFIX_BYTES > XATTR_NAME_MAX)
		return -ERANGE;
	scnprintf(full->text, sizeof(full->text), PREFIX "%s", name);
	return 0;
}

ww_s64 ww_lower_ea(const struct ww_place *place, bool is_own, const char *name, void *value, ww_size room)
{
	const struct path lower = ww_path_of(place);
	const struct cred *before;
	struct full_name full;
	ww_s64 found = make_name(&full, name);

	if (found)
		return found;
	before = begin(place, is_own);
	found = vfs_getxattr(WW_NOP_IDMAP lower.dentry, full.text, value, room);
	end(before);
	return found;
}

/* Keeps the names with the prefix, without it. Returns the bytes that are left. */
static ssize_t strip(char *names, ssize_t bytes)
{
	char *from = names, *to = names;

	while (from < names + bytes) {
		const size_t length = strlen(from) + 1;

		if (length > PREFIX_BYTES + 1 && !strncmp(from, PREFIX, PREFIX_BYTES)) {
			memmove(to, from + PREFIX_BYTES, length - PREFIX_BYTES);
			to += length - PREFIX_BYTES;
		}
		from += length;
	}
	return to - names;
}

ww_s64 ww_lower_ea_names(const struct ww_place *place, bool is_own, char **names)
{
	const struct path lower = ww_path_of(place);
	const struct cred *before;
	ssize_t bytes;

	*names = ww_zalloc_large(XATTR_LIST_MAX);
	if (!*names)
		return -ENOMEM;
	before = begin(place, is_own);
	bytes = vfs_listxattr(lower.dentry, *names, XATTR_LIST_MAX);
	end(before);
	if (bytes > 0)
		return strip(*names, bytes);
	ww_free_large(*names);
	*names = NULL;
	return bytes == -EOPNOTSUPP ? 0 : bytes;
}

static int set_lower(const struct path *lower, const char *name, const void *value, size_t bytes, int flags)
{
	int error = mnt_want_write(lower->mnt);

	if (error)
		return error;
	error = value ? vfs_setxattr(WW_NOP_IDMAP lower->dentry, name, value, bytes, flags)
		      : vfs_removexattr(WW_NOP_IDMAP lower->dentry, name);
	mnt_drop_write(lower->mnt);
	return error;
}

int ww_lower_set_ea(const struct ww_place *place, bool is_own, const char *name, const void *value, ww_size bytes,
		    int flags)
{
	const struct path lower = ww_path_of(place);
	const struct cred *before;
	struct full_name full;
	int error = make_name(&full, name);

	if (!error && !ww_mount_is_writable(place->mount))
		error = -EROFS;
	if (error)
		return error;
	before = begin(place, is_own);
	error = set_lower(&lower, full.text, value, bytes, flags);
	end(before);
	ww_lower_changed(place);
	if (!error)
		ww_lower_tell(place, FILE_NOTIFY_CHANGE_EA);
	return error;
}

/* ---- What programs do ------------------------------------------------------------------------ */

static bool is_open_shown(const struct inode *inode)
{
	return ww_fs_wants(inode, WW_FS_CREATE) || ww_fs_wants(inode, WW_FS_CLEANUP) || ww_fs_wants(inode, WW_FS_CLOSE);
}

/* Whether the call about the attribute is shown. */
static bool is_shown(const struct inode *inode, const char *name, enum ww_fs_kind kind)
{
	return !strncmp(name, PREFIX, PREFIX_BYTES) && (ww_fs_wants(inode, kind) || is_open_shown(inode));
}

static void *open_object(struct dentry *dentry, struct ww_fs_ea *ea, u32 access)
{
	ea->open = ww_fs_open_of(dentry, access | SYNCHRONIZE, d_is_symlink(dentry) ? O_NOFOLLOW : 0);
	return ww_fs_new_object(dentry, ww_fs_stream(d_inode(dentry)), false);
}

static ssize_t query(struct dentry *dentry, struct ww_fs_ea *ea)
{
	void *object = open_object(dentry, ea, FILE_READ_EA);
	ssize_t found;

	if (!object)
		return -ENOMEM;
	found = ww_fs_send_query_ea(object, ea);
	ww_file_object_delete(object);
	return found;
}

ssize_t ww_fs_get_xattr(struct dentry *dentry, struct inode *inode, const char *name, void *value, size_t size)
{
	struct ww_fs_ea ea = { .name = name + PREFIX_BYTES, .value = value, .size = value ? size : 0 };

	if (is_shown(inode, name, WW_FS_QUERY_EA))
		return query(dentry, &ea);
	return vfs_getxattr(WW_NOP_IDMAP ww_lower_dentry(dentry), name, value, size);
}

static int set_shown(struct dentry *dentry, struct ww_fs_ea *ea)
{
	void *object = open_object(dentry, ea, FILE_WRITE_EA);
	int error;

	if (!object)
		return -ENOMEM;
	error = ww_fs_send_set_ea(object, ea);
	ww_file_object_delete(object);
	return error;
}

/* What a change of the attribute is for a watch. Newer kernels set an ACL by ww_fs_set_acl(). */
static u32 kinds_of(const char *name)
{
	if (!strncmp(name, PREFIX, PREFIX_BYTES))
		return FILE_NOTIFY_CHANGE_EA;
	return strstarts(name, "system.posix_acl_") ? FILE_NOTIFY_CHANGE_SECURITY : 0;
}

int ww_fs_set_xattr(struct dentry *dentry, struct inode *inode, const char *name, const void *value, size_t size,
		    int flags)
{
	struct ww_fs_ea ea = { .name = name + PREFIX_BYTES, .value = (void *)value, .size = size, .flags = flags };
	const struct path lower = ww_lower_path(dentry);
	int error;

	if (is_shown(inode, name, WW_FS_SET_EA))
		return set_shown(dentry, &ea);
	error = set_lower(&lower, name, value, size, flags);
	if (!error)
		ww_fs_tell_change(dentry->d_sb, lower.dentry, kinds_of(name));
	return error;
}

/* ---- listxattr(2) ---------------------------------------------------------------------------- */

struct names {
	struct ww_fs_ea ea;
	char *to;
	size_t room;		/* 0: only the bytes are asked for */
	size_t bytes;
	bool is_full;
};

static void add_name(struct names *names, const char *prefix, const char *name, size_t bytes)
{
	const size_t all = strlen(prefix) + bytes + 1;

	if (names->room && names->bytes + all <= names->room)
		scnprintf(names->to + names->bytes, all, "%s%.*s", prefix, (int)bytes, name);
	else if (names->room)
		names->is_full = true;
	names->bytes += all;
}

static void take_name(struct ww_fs_ea *ea, const char *name, ww_size bytes)
{
	add_name(container_of(ea, struct names, ea), PREFIX, name, bytes);
}

/* The system's. */
static void add_others(struct names *names, const char *all, ssize_t bytes)
{
	const char *name;

	for (name = all; name < all + bytes; name += strlen(name) + 1)
		if (strncmp(name, PREFIX, PREFIX_BYTES))
			add_name(names, "", name, strlen(name));
}

static ssize_t list_shown(struct dentry *dentry, struct names *names, char *all)
{
	ssize_t bytes = vfs_listxattr(ww_lower_dentry(dentry), all, XATTR_LIST_MAX);

	if (bytes < 0)
		return bytes;
	add_others(names, all, bytes);
	bytes = query(dentry, &names->ea);
	if (bytes < 0)
		return bytes;
	return names->is_full ? -ERANGE : names->bytes;
}

ssize_t ww_fs_list_xattrs(struct dentry *dentry, char *list, size_t size)
{
	struct names names = { .ea.take = take_name, .to = list, .room = list ? size : 0 };
	ssize_t bytes;
	char *all;

	if (!is_shown(d_inode(dentry), PREFIX, WW_FS_QUERY_EA))
		return vfs_listxattr(ww_lower_dentry(dentry), list, size);
	all = ww_zalloc_large(XATTR_LIST_MAX);
	if (!all)
		return -ENOMEM;
	bytes = list_shown(dentry, &names, all);
	ww_free_large(all);
	return bytes;
}
