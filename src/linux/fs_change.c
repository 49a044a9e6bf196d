// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that have only a path, such as unlink(2): to the filters they are an open, a change, and a
 * close. The VFS has checked the program's rights, and holds the locks of the folders and files.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "fs_types.h"
#include "fs_values.h"

/* The VFS has found the file. */
static int open_below(struct ww_fs_open *open)
{
	if (open->disposition == FILE_CREATE)
		return -EEXIST;
	if (ww_overwrites(open->disposition))
		return -EINVAL;
	open->is_open = true;
	open->information = FILE_OPENED;
	return 0;
}

struct ww_fs_open ww_fs_open_of(struct dentry *dentry, u32 access, unsigned int flags)
{
	const struct inode *inode = d_inode(dentry);

	return (struct ww_fs_open){
		.lower = open_below,
		.access = access,
		.disposition = FILE_OPEN,
		.options = ww_fs_options(inode, flags),
		.attributes = ww_fs_attributes(inode),
	};
}

struct ww_fs_change ww_fs_change_of(struct dentry *dentry, enum ww_fs_change_kind kind, u32 access)
{
	/* The other calls have followed a link, or are about the link itself. */
	const bool is_about_name = kind == WW_FS_REMOVE || kind == WW_FS_RENAME || kind == WW_FS_LINK;
	const unsigned int flags = is_about_name || d_is_symlink(dentry) ? O_NOFOLLOW : 0;

	return (struct ww_fs_change){
		.kind = kind,
		.open = ww_fs_open_of(dentry, access, flags),
	};
}

static int send(struct dentry *dentry, void *stream, struct ww_fs_change *change)
{
	void *object = ww_fs_new_object(dentry, stream, false);
	int error;

	if (!object)
		return -ENOMEM;
	error = ww_fs_send_change(object, change);
	ww_file_object_delete(object);
	return error;
}

int ww_fs_show_change(struct dentry *dentry, struct ww_fs_change *change)
{
	if (!ww_fs_wants_change(ww_fs_super(dentry->d_sb)->volume, change->kind, true))
		return change->lower(change);
	return send(dentry, ww_fs_stream(d_inode(dentry)), change);
}

/* ---- Renames and links ---------------------------------------------------------------------- */

static int open_folder_below(struct ww_fs_open *open)
{
	const bool exists = open->information == FILE_EXISTS;
	int error = open_below(open);

	open->information = exists ? FILE_EXISTS : FILE_DOES_NOT_EXIST;
	return error;
}

static struct ww_fs_open open_of_folder(const struct dentry *from, const struct dentry *to)
{
	const u32 access = d_is_dir(from) ? FILE_ADD_SUBDIRECTORY : FILE_ADD_FILE;

	return (struct ww_fs_open){
		.lower = open_folder_below,
		.access = access | SYNCHRONIZE,
		.disposition = FILE_OPEN,
		.options = FILE_SYNCHRONOUS_IO_NONALERT | FILE_OPEN_FOR_BACKUP_INTENT,
		.information = d_really_is_positive(to) ? FILE_EXISTS : FILE_DOES_NOT_EXIST,
		.is_for_target = true,
	};
}

static int send_with_folder(struct dentry *from, struct dentry *to, struct ww_fs_change *change)
{
	int error = -ENOMEM;

	change->folder = open_of_folder(from, to);
	change->folder_object = ww_fs_new_folder_object(to);
	if (change->folder_object) {
		error = send(from, ww_fs_stream(d_inode(from)), change);
		ww_file_object_delete(change->folder_object);
	}
	return error;
}

int ww_fs_show_new_name(struct dentry *from, struct dentry *to, struct ww_fs_change *change)
{
	char *text;
	int error;

	if (!ww_fs_wants_change(ww_fs_super(from->d_sb)->volume, change->kind, true))
		return change->lower(change);
	text = kvmalloc(LONGEST_NAME, GFP_KERNEL);
	if (!text)
		return -ENOMEM;
	change->target = dentry_path_raw(to, text, LONGEST_NAME);
	error = IS_ERR(change->target) ? PTR_ERR(change->target) : send_with_folder(from, to, change);
	kvfree(text);
	return error;
}

/* ---- New files ------------------------------------------------------------------------------ */

int ww_fs_show_making(struct dentry *dentry, struct ww_fs_change *change, void **stream)
{
	void *volume = ww_fs_super(dentry->d_sb)->volume;
	int error;

	if (!ww_fs_wants_change(volume, change->kind, true))
		return change->open.lower(&change->open);
	*stream = ww_stream_create();
	error = send(dentry, *stream, change);
	/* No inode has taken it. */
	if (*stream)
		ww_stream_delete(volume, *stream);
	return error;
}
