// SPDX-License-Identifier: GPL-2.0
/*
 * /dev/winwork/.control opens devices by names of Windows. The caller needs the permissions of the
 * device's node, as it sees /dev/winwork. flt_control.c, registry_file.c and named_event.c have the file's other
 * calls.
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

/* Rights that reading a node gives, those that either permission gives, and others: writing. */
#define OF_READING (READS | WW_FILE_READ_EA | WW_FILE_EXECUTE | WW_GENERIC_EXECUTE)
#define OF_EITHER (WW_FILE_READ_ATTRIBUTES | WW_READ_CONTROL | WW_SYNCHRONIZE)
#define OF_BOTH (WW_GENERIC_ALL | WW_MAXIMUM_ALLOWED)

static int permissions_for(u32 access)
{
	return (access & OF_READING ? MAY_READ : 0) |
	       (access & (~(OF_READING | OF_EITHER) | OF_BOTH) ? MAY_WRITE : 0);
}

/* As for open(2). 3 is for neither reading nor writing, and needs both permissions. */
static int mode_of(u32 access)
{
	const bool reads = access & READS, writes = access & WRITES;

	return reads && writes ? O_RDWR : writes ? O_WRONLY : reads ? O_RDONLY : O_ACCMODE;
}

/* The target's node, as the caller sees it. ENOENT if there is none. */
static int find_node(const struct ww_target *target, struct path *path)
{
	char name[300];
	dev_t device = target->minor ? ww_node_path(target->minor, name, sizeof(name)) : 0;
	int error = device ? kern_path(name, LOOKUP_FOLLOW, path) : -ENOENT;
	const struct inode *inode;

	if (error)
		return error;
	inode = d_backing_inode(path->dentry);
	if (S_ISCHR(inode->i_mode) && inode->i_rdev == device)
		return 0;
	path_put(path);
	return -ENOENT;
}

/* The open asks for the permissions of its mode alone, and the driver may get more rights. */
static int check_permission(const struct path *path, u32 access)
{
	return ww_inode_permission(path->mnt, d_backing_inode(path->dentry),
				   permissions_for(access) | MAY_OPEN);
}

/* For a device without a node: there is no inode whose permissions and label Linux could check. */
static struct file *open_nothing(const struct ww_target *target, struct ww_open *open, int flags)
{
	const struct file_operations *operations;
	struct file *file;
	int error;

	if (!capable(CAP_SYS_ADMIN))
		return ERR_PTR(-EACCES);
	operations = ww_target_operations(target);
	if (!operations)
		return ERR_PTR(-ENODEV);
	file = anon_inode_getfile("[winwork]", operations, NULL, flags);
	/* The file has a reference of its own. */
	fops_put(operations);
	if (IS_ERR(file))
		return file;
	file->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	error = ww_file_create(target, open, &file->private_data);
	if (!error)
		return file;
	fput(file);
	return ERR_PTR(error);
}

/* Linux checks this open of the node as one of open(2). */
static struct file *open_target(const struct ww_target *target, struct ww_open *open, int flags)
{
	struct file *file;
	struct path path;
	int error = find_node(target, &path);

	if (error)
		return error == -ENOENT ? open_nothing(target, open, flags) : ERR_PTR(error);
	error = check_permission(&path, open->access);
	file = error ? ERR_PTR(error) : ww_node_open(&path, flags, target, open);
	path_put(&path);
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
	file = open_target(&target, &open, mode_of(open.access) | (create->flags & O_NONBLOCK));
	create->status = open.status;
	create->information = open.information;
	/* read(2) and write(2) then take turns, and so each finds the position. */
	if (!IS_ERR(file) && ww_file_is_synchronous(file->private_data))
		file->f_mode |= FMODE_ATOMIC_POS;
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
	switch (command) {
	case WINWORK_CREATE:
		return create((void __user *)argument);
	case WINWORK_FLT:
		return ww_flt_ioctl((void __user *)argument);
	case WINWORK_REGISTRY:
		return ww_registry_ioctl((void __user *)argument);
	case WINWORK_EVENT:
		return ww_event_ioctl((void __user *)argument);
	default:
		return -ENOTTY;
	}
}

const struct file_operations ww_control_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = control_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.llseek = noop_llseek,
};
