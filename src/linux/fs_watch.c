// SPDX-License-Identifier: GPL-2.0
/*
 * Tells the watches of folders what has changed on a mount: IRP_MN_NOTIFY_CHANGE_DIRECTORY. A change is told to the
 * folder that the file is in, and to those above it up to the root of the mount. The lower inode of a folder is what
 * tells it from others. A mount without watches costs a test.
 */
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/slab.h>

#include "fs_types.h"
#include "fs_values.h"

const void *ww_lower_folder(const struct ww_place *place)
{
	return ww_fs_folder_of(ww_path_of(place).dentry);
}

void ww_mount_count_watch(const void *mount, bool is_new)
{
	atomic_add(is_new ? 1 : -1, &ww_fs_super(mount)->watches);
	/* For tell_end_of(): a request looks for the removal of its folder behind this. */
	smp_mb__after_atomic();
}

bool ww_mount_is_watched(const void *mount)
{
	return atomic_read(&ww_fs_super(mount)->watches);
}

/* ---- The way up ------------------------------------------------------------------------------ */

/* The path to the names, which grows in front. */
struct way {
	char *room;			/* of PATH_MAX bytes, or NULL */
	char *path;			/* in it; NULL: there is no room for it */
};

static void put_in_front(struct way *way, const struct qstr *name)
{
	const bool is_last = way->path && !*way->path;
	const u32 bytes = name->len + !is_last;

	if (!way->path || way->path - way->room < bytes) {
		way->path = NULL;
		return;
	}
	if (!is_last)
		*--way->path = '/';
	way->path -= name->len;
	memcpy(way->path, name->name, name->len);
}

static void add_folder(struct way *way, struct dentry *folder)
{
	struct name_snapshot name;

	take_dentry_name_snapshot(&name, folder);
	put_in_front(way, &name.name);
	release_dentry_name_snapshot(&name);
}

/* Another program may move a folder meanwhile. Then the path is one of those that it had. */
static void tell_up(const struct dentry *root, struct dentry *folder, struct way *way, struct ww_fs_news *news)
{
	struct dentry *at = dget(folder), *above;

	for (;;) {
		news->folder = way->path;
		ww_fs_tell(d_inode(at), news);
		if (at == root || IS_ROOT(at))
			break;
		add_folder(way, at);
		news->is_below = true;
		above = dget_parent(at);
		dput(at);
		at = above;
		cond_resched();
	}
	dput(at);
}

static void tell(const struct super_block *sb, struct dentry *folder, struct ww_fs_news *news)
{
	struct way way = { .room = kmalloc(PATH_MAX, GFP_KERNEL) };

	if (way.room) {
		way.path = way.room + PATH_MAX - 1;
		*way.path = 0;
	}
	tell_up(ww_fs_super(sb)->lower.dentry, folder, &way, news);
	kfree(way.room);
}

/* ---- Changes --------------------------------------------------------------------------------- */

static u32 kind_of_name(bool is_folder)
{
	return is_folder ? FILE_NOTIFY_CHANGE_DIR_NAME : FILE_NOTIFY_CHANGE_FILE_NAME;
}

/* In the folder that the name is in, or was in. */
static void tell_of(const struct super_block *sb, struct dentry *dentry, struct ww_fs_news *news)
{
	struct dentry *folder = dget_parent(dentry);
	struct name_snapshot name;

	take_dentry_name_snapshot(&name, dentry);
	news->name = (const char *)name.name.name;
	tell(sb, folder, news);
	release_dentry_name_snapshot(&name);
	dput(folder);
}

void ww_fs_tell_added(const struct super_block *sb, struct dentry *name)
{
	struct ww_fs_news news = { .kinds = kind_of_name(d_is_dir(name)), .action = FILE_ACTION_ADDED };

	if (ww_mount_is_watched(sb))
		tell_of(sb, name, &news);
}

/* The folder is removed. A watch that begins meanwhile finds that, or is found here. */
static void tell_end_of(const struct super_block *sb, const void *folder)
{
	smp_mb();
	if (ww_mount_is_watched(sb))
		ww_fs_tell_removal(folder);
}

void ww_fs_tell_removed(const struct super_block *sb, struct dentry *name, const void *removed)
{
	struct ww_fs_news news = { .kinds = kind_of_name(removed), .action = FILE_ACTION_REMOVED };

	if (ww_mount_is_watched(sb))
		tell_of(sb, name, &news);
	if (removed)
		tell_end_of(sb, removed);
}

void ww_fs_tell_change(const struct super_block *sb, struct dentry *name, u32 kinds)
{
	struct ww_fs_news news = { .kinds = kinds, .action = FILE_ACTION_MODIFIED };

	/* The root of the mount is in no folder of it. */
	if (kinds && ww_mount_is_watched(sb) && name != ww_fs_super(sb)->lower.dentry && !d_unlinked(name))
		tell_of(sb, name, &news);
}

void ww_lower_tell(const struct ww_place *place, ww_u32 kinds)
{
	ww_fs_tell_change(place->mount, ww_path_of(place).dentry, kinds);
}

/* FILE_ATTRIBUTE_READONLY is what the bits for writing say. */
u32 ww_fs_kinds_of(const struct iattr *change, umode_t before)
{
	const unsigned int valid = change->ia_valid;
	u32 kinds = 0;

	if (valid & ATTR_SIZE)
		return FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE;
	if (valid & (ATTR_MODE | ATTR_UID | ATTR_GID))
		kinds |= FILE_NOTIFY_CHANGE_SECURITY;
	if (valid & ATTR_MODE && !(before & 0222) != !(change->ia_mode & 0222))
		kinds |= FILE_NOTIFY_CHANGE_ATTRIBUTES;
	if (valid & ATTR_MTIME)
		kinds |= FILE_NOTIFY_CHANGE_LAST_WRITE;
	if (valid & ATTR_ATIME)
		kinds |= FILE_NOTIFY_CHANGE_LAST_ACCESS;
	return kinds;
}

/* ---- Renames --------------------------------------------------------------------------------- */

void ww_fs_begin_moving(struct ww_fs_moving *moving, const struct super_block *sb, struct dentry *from,
			struct dentry *name, struct dentry *to, struct dentry *target)
{
	moving->sb = sb;
	moving->is_told = ww_mount_is_watched(sb);
	moving->replaced = d_is_dir(target) ? d_inode(target) : NULL;
	if (moving->replaced)
		ihold(moving->replaced);
	if (!moving->is_told)
		return;
	moving->from = dget(from);
	moving->to = dget(to);
	moving->is_folder = d_is_dir(name);
	moving->replaces = d_is_positive(target);
	take_dentry_name_snapshot(&moving->old, name);
	take_dentry_name_snapshot(&moving->target, target);
}

static void tell_moved(const struct ww_fs_moving *moving, struct dentry *folder, const struct name_snapshot *name,
		       const struct name_snapshot *new_name, bool is_folder, u32 action)
{
	struct ww_fs_news news = {
		.name = (const char *)name->name.name,
		.new_name = new_name ? (const char *)new_name->name.name : NULL,
		.kinds = kind_of_name(is_folder),
		.action = action,
	};

	tell(moving->sb, folder, &news);
}

/* As on Windows, what goes to another folder is removed here, and added there. */
static void tell_of_move(const struct ww_fs_moving *moving)
{
	const bool is_folder = moving->is_folder;

	if (moving->replaces)
		tell_moved(moving, moving->to, &moving->target, NULL, moving->replaced, FILE_ACTION_REMOVED);
	if (moving->from == moving->to) {
		tell_moved(moving, moving->to, &moving->old, &moving->target, is_folder, FILE_ACTION_RENAMED_OLD_NAME);
		return;
	}
	if (moving->from)
		tell_moved(moving, moving->from, &moving->old, NULL, is_folder, FILE_ACTION_REMOVED);
	tell_moved(moving, moving->to, &moving->target, NULL, is_folder, FILE_ACTION_ADDED);
}

static void end_telling(struct ww_fs_moving *moving, bool has_moved)
{
	if (has_moved)
		tell_of_move(moving);
	release_dentry_name_snapshot(&moving->old);
	release_dentry_name_snapshot(&moving->target);
	dput(moving->from);
	dput(moving->to);
}

void ww_fs_end_moving(struct ww_fs_moving *moving, bool has_moved)
{
	if (!moving->sb)
		return;
	if (moving->is_told)
		end_telling(moving, has_moved);
	if (has_moved && moving->replaced)
		tell_end_of(moving->sb, moving->replaced);
	iput(moving->replaced);
}
