// SPDX-License-Identifier: GPL-2.0
/*
 * The flags of files as chattr(1) has them: FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR and what reads them. They are the lower
 * file's, and filters do not see them. The VFS obeys the copy of some of them in the inode above.
 */
#include <linux/compat.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/uaccess.h>

#include "fs_types.h"

/* What is written back after it has become immutable would be lost. The inode is locked. */
static int begin(struct inode *inode)
{
	return ww_has_own_pages(inode) ? ww_pages_begin_times(inode) : 0;
}

static void end(struct inode *inode)
{
	if (ww_has_own_pages(inode))
		ww_pages_end_times(inode);
	ww_fs_copy_attributes(inode);
}

/* Names that are alike in case would be two files here. */
static bool makes_names_alike(const struct inode *inode, unsigned int flags)
{
	return flags & FS_CASEFOLD_FL && !IS_CASEFOLDED(ww_lower_inode(inode));
}

#ifdef WW_HAS_FILE_FLAGS

int ww_fs_get_flags(struct dentry *dentry, struct ww_file_flags *flags)
{
	return ww_is_placeholder(d_inode(dentry)) ? -ENOENT : vfs_fileattr_get(ww_lower_dentry(dentry), flags);
}

static int set_below(struct dentry *dentry, struct ww_file_flags *flags)
{
	const struct path lower = ww_lower_path(dentry);
	int error = mnt_want_write(lower.mnt);

	if (error)
		return error;
	error = vfs_fileattr_set(WW_NOP_IDMAP lower.dentry, flags);
	mnt_drop_write(lower.mnt);
	return error;
}

int ww_fs_set_flags(WW_IDMAP_PARAM struct dentry *dentry, struct ww_file_flags *flags)
{
	struct inode *inode = d_inode(dentry);
	int error;

	if (ww_is_placeholder(inode))
		return -ENOENT;
	if (makes_names_alike(inode, flags->flags))
		return -EOPNOTSUPP;
	error = begin(inode);
	if (error)
		return error;
	error = set_below(dentry, flags);
	end(inode);
	return error;
}

#else

/*
 * The file system reads the flags again, and another thread of the program may have changed them before. So a folder
 * that FS_CASEFOLD_FL is possible for gets none of these flags. FS_IOC_FSSETXATTR has the others, and not that one.
 */
static bool can_make_names_alike(const struct inode *inode)
{
#if IS_ENABLED(CONFIG_UNICODE)
	return S_ISDIR(inode->i_mode) && inode->i_sb->s_encoding;
#else
	return false;
#endif
}

static int check_flags(const struct inode *inode, unsigned int command, unsigned long argument)
{
	unsigned int flags;

	if (command != FS_IOC_SETFLAGS)
		return 0;
	if (get_user(flags, (unsigned int __user *)argument))
		return -EFAULT;
	return makes_names_alike(inode, flags) || can_make_names_alike(ww_lower_inode(inode)) ? -EOPNOTSUPP : 0;
}

static long set_locked(struct inode *inode, struct file *lower, unsigned int command, unsigned long argument)
{
	long error = begin(inode);

	if (error)
		return error;
	error = vfs_ioctl(lower, command, argument);
	end(inode);
	return error;
}

static long set_flags(struct file *file, unsigned int command, unsigned long argument)
{
	struct inode *inode = file_inode(file);
	long error = check_flags(inode, command, argument);

	if (!error)
		error = mnt_want_write_file(file);
	if (error)
		return error;
	inode_lock(inode);
	error = set_locked(inode, ww_fs_file(file)->lower, command, argument);
	inode_unlock(inode);
	mnt_drop_write_file(file);
	return error;
}

long ww_fs_control(struct file *file, unsigned int command, unsigned long argument)
{
	struct file *lower = ww_fs_file(file)->lower;

	/* A filter has opened the file for itself. */
	if (!lower)
		return -ENOTTY;
	switch (command) {
	case FS_IOC_GETFLAGS:
	case FS_IOC_FSGETXATTR:
		return vfs_ioctl(lower, command, argument);
	case FS_IOC_SETFLAGS:
	case FS_IOC_FSSETXATTR:
		return set_flags(file, command, argument);
	default:
		return -ENOTTY;
	}
}

#ifdef CONFIG_COMPAT
long ww_fs_compat_control(struct file *file, unsigned int command, unsigned long argument)
{
	if (command == FS_IOC32_GETFLAGS)
		command = FS_IOC_GETFLAGS;
	if (command == FS_IOC32_SETFLAGS)
		command = FS_IOC_SETFLAGS;
	return ww_fs_control(file, command, (unsigned long)compat_ptr(argument));
}
#endif

#endif
