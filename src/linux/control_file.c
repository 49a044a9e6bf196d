// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/winwork/.control opens devices by names of Windows. The caller needs the permissions of the
 * device's node, as it sees /dev/winwork.
 */
#include <linux/anon_inodes.h>
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include <uapi/winwork.h>

#include "compat.h"
#include "control_file.h"
#include "user_struct.h"

#define MOST_NAME_BYTES 16384
#define READS (WW_FILE_READ_DATA | WW_GENERIC_READ | WW_GENERIC_ALL | WW_MAXIMUM_ALLOWED)
#define WRITES (WW_FILE_WRITE_DATA | WW_FILE_APPEND_DATA | WW_GENERIC_WRITE | WW_GENERIC_ALL | \
		WW_MAXIMUM_ALLOWED)

static int check_node(const struct path *path, dev_t device, int mask)
{
	struct inode *inode = d_backing_inode(path->dentry);

	if (!S_ISCHR(inode->i_mode) || inode->i_rdev != device)
		return -ENOENT;
	if (path->mnt->mnt_flags & MNT_NODEV || path->mnt->mnt_sb->s_iflags & SB_I_NODEV)
		return -EACCES;
	return ww_inode_permission(path->mnt, inode, mask | MAY_OPEN);
}

/* As open(2) of the node. An open for neither reading nor writing needs both permissions there. */
static int check_permission(const struct ww_target *target, u32 access)
{
	const int mask = (access & READS ? MAY_READ : 0) | (access & WRITES ? MAY_WRITE : 0);
	char name[300];
	struct path path;
	int error = -ENOENT;
	dev_t device = target->minor ? ww_node_path(target->minor, name, sizeof(name)) : 0;

	if (device)
		error = kern_path(name, LOOKUP_FOLLOW, &path);
	if (!error) {
		error = check_node(&path, device, mask ? mask : MAY_READ | MAY_WRITE);
		path_put(&path);
	}
	return error == -ENOENT ? capable(CAP_SYS_ADMIN) ? 0 : -EACCES : error;
}

static struct file *new_file(const struct ww_target *target, u32 access, u32 flags)
{
	const bool reads = access & READS, writes = access & WRITES;
	const int mode = reads && writes ? O_RDWR : writes ? O_WRONLY : O_RDONLY;
	const struct file_operations *operations = ww_target_operations(target);
	struct file *file;

	if (!operations)
		return ERR_PTR(-ENODEV);
	file = anon_inode_getfile("[winwork]", operations, NULL, mode | (flags & O_NONBLOCK));
	/* The file has a reference of its own. */
	fops_put(operations);
	if (IS_ERR(file))
		return file;
	file->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	if (!reads && !writes)
		file->f_mode &= ~(FMODE_READ | FMODE_CAN_READ);
	return file;
}

/* Returns the open file, and what it has to say of the request in @create. */
static struct file *create_file(struct winwork_create *create, const char *name)
{
	struct ww_open open = {
		.access = create->access,
		.share = create->share,
		.options = create->options,
		.disposition = create->disposition,
		.attributes = create->attributes,
		.has_read = create->access & READS,
		.has_write = create->access & WRITES,
	};
	struct ww_target target;
	struct file *file;
	int error = ww_target_find(name, &target);

	if (error)
		return ERR_PTR(error);
	open.rest = target.rest;
	error = check_permission(&target, create->access);
	file = error ? ERR_PTR(error) : new_file(&target, create->access, create->flags);
	if (!IS_ERR(file)) {
		error = ww_file_create(&target, &open, &file->private_data);
		create->status = open.status;
		create->information = open.information;
		if (error) {
			fput(file);
			file = ERR_PTR(error);
		} else if (ww_file_is_synchronous(file->private_data)) {
			/* read(2) and write(2) then take turns, and so each finds the position. */
			file->f_mode |= FMODE_ATOMIC_POS;
		}
	}
	ww_target_put(&target);
	return file;
}

static long create(struct winwork_create __user *argument)
{
	struct winwork_create create;
	struct file *file;
	char *name;
	int fd = ww_copy_struct(&create, sizeof(create), WINWORK_CREATE_SIZE_0, argument);

	if (fd)
		return fd;
	if (create.flags & ~(O_CLOEXEC | O_NONBLOCK) || create.options >> 24 ||
	    create.disposition > 5 || !create.name_length)
		return -EINVAL;
	if (create.name_length > MOST_NAME_BYTES)
		return -ENAMETOOLONG;
	name = memdup_user_nul(u64_to_user_ptr(create.name), create.name_length);
	if (IS_ERR(name))
		return PTR_ERR(name);
	if (strlen(name) != create.name_length) {
		kfree(name);
		return -EINVAL;
	}
	fd = get_unused_fd_flags(create.flags & O_CLOEXEC);
	if (fd < 0) {
		kfree(name);
		return fd;
	}
	create.status = 0;
	create.information = 0;
	file = create_file(&create, name);
	kfree(name);
	if (put_user(IS_ERR(file) ? -1 : fd, &argument->fd) ||
	    put_user(create.status, &argument->status) ||
	    put_user(create.information, &argument->information)) {
		if (!IS_ERR(file))
			fput(file);
		file = ERR_PTR(-EFAULT);
	}
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return 0;
}

static long control_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	if (command != WINWORK_CREATE)
		return -ENOTTY;
	return create((void __user *)argument);
}

const struct file_operations ww_control_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = control_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.llseek = noop_llseek,
};
