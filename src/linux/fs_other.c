// SPDX-License-Identifier: GPL-2.0
/*
 * STATUS_REPARSE after the CREATE of a program's open(2) or stat(2): a filter has named another file of the mount.
 *
 * The VFS has found a name, and has that file half open. The other file is opened beside it, with a CREATE of its
 * own from the top. After its success the two files exchange what they are: path, inode, pages, operations and
 * state. So fstat(2), mappings and locks are those of the other file, and the VFS's counts of readers and writers
 * of an inode stay right: the file that the program does not get has its own, and is kept until the program's is
 * closed.
 *
 * An open of another file sends no CREATE by itself, so a chain of names needs no stack.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/slab.h>

#include "beneath.h"
#include "fs_types.h"

/* In the flags of such an open. No program can set it. */
#define IS_OTHER (1u << 30)

bool ww_fs_is_other(const struct file *file)
{
	return file->f_flags & IS_OTHER;
}

/* ---- What the VFS checks before open() ------------------------------------------------------- */

static bool writes(const struct file *file)
{
	return file->f_mode & FMODE_WRITE || file->f_flags & O_TRUNC;
}

static int check_folder(const struct file *file)
{
	if (writes(file) || file->f_flags & O_CREAT)
		return -EISDIR;
	return ww_fs_is_for_execution(file) ? -EACCES : 0;
}

static int check_append(const struct inode *inode, const struct file *file)
{
	if (!IS_APPEND(inode))
		return 0;
	if (file->f_flags & O_TRUNC || (file->f_mode & FMODE_WRITE && !(file->f_flags & O_APPEND)))
		return -EPERM;
	return 0;
}

/* The open of a device or a pipe could wait without end. */
static int check_kind(const struct inode *inode, const struct file *file)
{
	if (S_ISDIR(inode->i_mode))
		return check_folder(file);
	if (S_ISLNK(inode->i_mode))
		return -ELOOP;
	if (!S_ISREG(inode->i_mode))
		return -EACCES;
	return file->f_flags & O_DIRECTORY ? -ENOTDIR : check_append(inode, file);
}

static int check_permission(struct inode *inode, const struct file *file)
{
	int mask = MAY_OPEN;

	if (file->f_flags & O_NOATIME && !inode_owner_or_capable(WW_NOP_IDMAP inode))
		return -EPERM;
	if (ww_fs_is_for_execution(file))
		mask |= MAY_EXEC;
	else if (file->f_mode & FMODE_READ)
		mask |= MAY_READ;
	if (writes(file))
		mask |= MAY_WRITE;
	return inode_permission(WW_NOP_IDMAP inode, mask);
}

static int check_existing(const struct path *path, const struct file *file)
{
	struct inode *inode = d_inode(path->dentry);
	int error = check_kind(inode, file);

	if (!error && file->f_flags & O_CREAT && file->f_flags & O_EXCL)
		error = -EEXIST;
	return error ? error : check_permission(inode, file);
}

/* ---- Another file ---------------------------------------------------------------------------- */

static struct path root_of(const struct path *asked)
{
	return (struct path){ .mnt = asked->mnt, .dentry = asked->dentry->d_sb->s_root };
}

/* Another file system may be mounted on a folder of this one, and the program may see only a folder of it. */
static int check_mount(const struct path *path, const struct vfsmount *mount)
{
	return path->mnt == mount && is_subdir(path->dentry, mount->mnt_root) ? 0 : -EXDEV;
}

static struct file *open_at(const struct path *path, const struct file *file)
{
	struct file *other = dentry_open(path, (file->f_flags & ~O_DIRECT) | IS_OTHER, current_cred());

	/* The VFS drops some that the CREATE needs. It asks for direct I/O of the program's file alone. */
	if (!IS_ERR(other))
		other->f_flags = file->f_flags;
	return other;
}

static struct file *open_existing(const struct path *path, const struct file *file)
{
	int error = check_mount(path, file->f_path.mnt);

	if (!error)
		error = check_existing(path, file);
	return error ? ERR_PTR(error) : open_at(path, file);
}

/* The mode of a new file is not known where the name that was asked for has one: it gets that one's. */
static struct file *open_placeholder(const struct path *folder, const struct qstr *name, const struct file *file)
{
	const umode_t mode = file_inode(file)->i_mode & 0777;
	struct path path = { .mnt = folder->mnt };
	bool is_made = false;
	struct file *other;

	path.dentry = ww_fs_placeholder(folder->dentry, name, mode, file->f_flags, &is_made);
	if (IS_ERR(path.dentry))
		return ERR_CAST(path.dentry);
	if (ww_is_placeholder(d_inode(path.dentry))) {
		other = open_at(&path, file);
		if (!IS_ERR(other) && is_made)
			other->f_mode |= FMODE_CREATED;
	} else {
		other = open_existing(&path, file);
	}
	dput(path.dentry);
	return other;
}

/* The VFS has protected the mount against a freeze already. Another thread's freeze would wait between the two. */
static bool is_being_truncated(const struct file *file)
{
	return file->f_flags & O_TRUNC && !(file->f_mode & FMODE_CREATED) && S_ISREG(file_inode(file)->i_mode);
}

static struct file *open_missing(const struct path *folder, const char *last, const struct file *file)
{
	const struct qstr name = QSTR_INIT(last, strlen(last));
	const bool needs_write = file->f_flags & O_CREAT && !is_being_truncated(file);
	struct file *other;
	int error = check_mount(folder, file->f_path.mnt);

	if (!error && needs_write)
		error = mnt_want_write(folder->mnt);
	if (error)
		return ERR_PTR(error);
	other = open_placeholder(folder, &name, file);
	if (needs_write)
		mnt_drop_write(folder->mnt);
	return other;
}

static struct file *try_path(const char *path, const struct file *file)
{
	const struct path root = root_of(&file->f_path);
	struct path found;
	struct file *other;
	const char *last;
	int error = ww_find_beneath(&root, path, file->f_flags & O_NOFOLLOW ? 0 : LOOKUP_FOLLOW, &found);

	if (!error) {
		other = open_existing(&found, file);
	} else if (error == -ENOENT) {
		error = ww_find_parent(&root, path, &found, &last);
		if (!error)
			other = open_missing(&found, last, file);
	}
	if (error)
		return ERR_PTR(error);
	path_put(&found);
	return other;
}

/* Another program may make or remove the file between two steps. */
static struct file *open_path(const char *path, const struct file *file)
{
	struct file *other;
	int tries = 3;

	do {
		other = try_path(path, file);
	} while (PTR_ERR_OR_ZERO(other) == -ESTALE && --tries);
	return other;
}

int ww_fs_find_other(const struct path *asked, char *text, struct path *found)
{
	const struct path root = root_of(asked);
	int error = ww_find_beneath(&root, text, 0, found);

	kvfree(text);
	if (error)
		return error;
	error = check_mount(found, asked->mnt);
	if (error)
		path_put(found);
	return error;
}

/* ---- In place of the one that was asked for --------------------------------------------------- */

static void exchange(struct file *file, struct file *other)
{
	const struct path path = file->f_path;

	ww_set_file_path(file, other->f_path);
	ww_set_file_path(other, path);
	swap(file->f_inode, other->f_inode);
	swap(file->f_mapping, other->f_mapping);
	swap(file->f_wb_err, other->f_wb_err);
	swap(file->f_op, other->f_op);
	swap(file->private_data, other->private_data);
}

/* Takes over the path, and returns that of the next file with WW_FS_OTHER. */
static int open_turn(const struct file *file, char **path, struct file **opened)
{
	struct file *other = open_path(*path, file);
	int error;

	kvfree(*path);
	*path = NULL;
	if (IS_ERR(other))
		return PTR_ERR(other);
	error = ww_fs_open_once(other, path);
	if (error)
		fput(other);
	*opened = other;
	return error;
}

int ww_fs_open_other(struct file *file, char *path)
{
	struct file *other = NULL;
	int error = WW_FS_OTHER, turn;

	/* The file of a file system above this one has a name of that. */
	if (file->f_path.dentry->d_sb != file_inode(file)->i_sb) {
		kvfree(path);
		return -EXDEV;
	}
	for (turn = 0; turn < WW_MOST_OTHERS && error == WW_FS_OTHER; turn++)
		error = open_turn(file, &path, &other);
	if (error) {
		kvfree(path);
		return error == WW_FS_OTHER ? -ELOOP : error;
	}
	exchange(file, other);
	ww_fs_file(file)->asked = other;
	return 0;
}
