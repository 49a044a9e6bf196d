// SPDX-License-Identifier: GPL-2.0
/*
 * WINWORK_REGISTRY: the program's rights, its structure, and the files of the keys that it opens.
 */
#include <linux/anon_inodes.h>
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "control_file.h"
#include "registry.h"
#include "user_struct.h"

#define MOST_NAME_BYTES 65534u
#define MOST_DATA_BYTES (64u << 20)
/* The fixed part of a result, and its names. */
#define MOST_HEAD_BYTES (128u << 10)

static const struct file_operations key_operations;

static bool opens(const struct winwork_registry *wanted)
{
	return wanted->operation == WINWORK_REGISTRY_OPEN ||
	       wanted->operation == WINWORK_REGISTRY_CREATE;
}

static bool has_result(const struct winwork_registry *wanted)
{
	return wanted->operation >= WINWORK_REGISTRY_QUERY_KEY &&
	       wanted->operation <= WINWORK_REGISTRY_NEXT_VALUE;
}

static bool has_data(const struct winwork_registry *wanted)
{
	return wanted->operation == WINWORK_REGISTRY_CREATE ||
	       wanted->operation == WINWORK_REGISTRY_SET_VALUE;
}

/* The kernel's copy of the name. NULL for an empty one. */
static void *name_of(const struct winwork_registry *wanted)
{
	if (wanted->name_bytes > MOST_NAME_BYTES)
		return ERR_PTR(-ENAMETOOLONG);
	if (wanted->name_bytes % 2)
		return ERR_PTR(-EINVAL);
	if (!wanted->name_bytes)
		return NULL;
	return vmemdup_user(u64_to_user_ptr(wanted->name), wanted->name_bytes);
}

/* The kernel's copy of the data, or room for the result. NULL for neither. */
static void *data_of(struct winwork_registry *wanted)
{
	void *room;

	if (!has_data(wanted) && !has_result(wanted))
		wanted->data_bytes = 0;
	if (has_result(wanted))
		wanted->data_bytes = min(wanted->data_bytes, MOST_DATA_BYTES + MOST_HEAD_BYTES);
	if (!wanted->data_bytes)
		return NULL;
	if (has_data(wanted))
		return wanted->data_bytes > MOST_DATA_BYTES
			       ? ERR_PTR(-E2BIG)
			       : vmemdup_user(u64_to_user_ptr(wanted->data), wanted->data_bytes);
	room = kvzalloc(wanted->data_bytes, GFP_KERNEL_ACCOUNT);
	return room ?: ERR_PTR(-ENOMEM);
}

/* A file for the key, which it takes if there is no error. */
static struct file *file_of(const struct ww_registry_key *opened)
{
	struct ww_registry_key *key = kmemdup(opened, sizeof(*opened), GFP_KERNEL_ACCOUNT);
	struct file *file;

	if (!key)
		return ERR_PTR(-ENOMEM);
	file = anon_inode_getfile("[winwork-key]", &key_operations, key, O_RDWR);
	if (IS_ERR(file))
		kfree(key);
	return file;
}

static int operate(const struct ww_registry_key *key, struct winwork_registry *wanted, struct ww_registry_key *opened)
{
	const u32 room = has_result(wanted) ? wanted->data_bytes : 0;
	void *name = name_of(wanted), *data;
	int error;

	if (IS_ERR(name))
		return PTR_ERR(name);
	data = data_of(wanted);
	if (IS_ERR(data)) {
		kvfree(name);
		return PTR_ERR(data);
	}
	error = ww_registry_operate(key, wanted, name, data, opened);
	if (!error && room && copy_to_user(u64_to_user_ptr(wanted->data), data, min(room, wanted->data_bytes)))
		error = -EFAULT;
	kvfree(data);
	kvfree(name);
	return error;
}

static int put_results(const struct winwork_registry *wanted, struct winwork_registry __user *argument)
{
	return put_user(wanted->fd, &argument->fd) || put_user(wanted->status, &argument->status) ||
	       put_user(wanted->number, &argument->number) ||
	       put_user(wanted->data_bytes, &argument->data_bytes) ? -EFAULT : 0;
}

/* An operation that opens a key. The program gets its file at the very end. */
static long open_key(const struct ww_registry_key *key, struct winwork_registry *wanted,
		     struct winwork_registry __user *argument)
{
	struct ww_registry_key opened = { NULL };
	struct file *file = NULL;
	const int fd = get_unused_fd_flags(wanted->flags);
	int error;

	if (fd < 0)
		return fd;
	error = operate(key, wanted, &opened);
	if (opened.handle) {
		file = file_of(&opened);
		if (IS_ERR(file)) {
			error = PTR_ERR(file);
			ww_registry_close(&opened);
			file = NULL;
		} else {
			wanted->fd = fd;
		}
	}
	if (put_results(wanted, argument))
		error = -EFAULT;
	if (file && !error) {
		fd_install(fd, file);
		return 0;
	}
	if (file)
		fput(file);
	put_unused_fd(fd);
	return error;
}

static long do_ioctl(const struct ww_registry_key *key, struct winwork_registry __user *argument)
{
	struct winwork_registry wanted;
	int error = ww_copy_struct(&wanted, sizeof(wanted), WINWORK_REGISTRY_SIZE_0, argument);

	if (error)
		return error;
	if (wanted.flags & ~O_CLOEXEC)
		return -EINVAL;
	wanted.fd = -1;
	wanted.status = 0;
	if (opens(&wanted))
		return open_key(key, &wanted, argument);
	if (!key->handle)
		return -EINVAL;
	error = operate(key, &wanted, NULL);
	return put_results(&wanted, argument) ?: error;
}

static long key_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	if (command != WINWORK_REGISTRY)
		return -ENOTTY;
	return do_ioctl(file->private_data, (void __user *)argument);
}

static int key_release(struct inode *inode, struct file *file)
{
	ww_registry_close(file->private_data);
	kfree(file->private_data);
	return 0;
}

static const struct file_operations key_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = key_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = key_release,
	.llseek = noop_llseek,
};

long ww_registry_ioctl(struct winwork_registry __user *argument)
{
	static const struct ww_registry_key all = { NULL };

	/* Of the first user namespace: the registry is the whole system's. */
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	return do_ioctl(&all, argument);
}
