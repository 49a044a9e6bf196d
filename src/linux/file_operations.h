/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations on the files of a driver's devices. Each ported driver has a structure of its own,
 * so that the kernel keeps the driver's module while a file is open. The functions are
 * winwork.ko's.
 */
#ifndef WINWORK_LINUX_FILE_OPERATIONS_H
#define WINWORK_LINUX_FILE_OPERATIONS_H

#include <linux/fs.h>

int winwork_file_release(struct inode *inode, struct file *file);
ssize_t winwork_file_read(struct file *file, char __user *buffer, size_t bytes, loff_t *position);
ssize_t winwork_file_write(struct file *file, const char __user *buffer, size_t bytes,
			   loff_t *position);
ssize_t winwork_file_read_iter(struct kiocb *iocb, struct iov_iter *to);
ssize_t winwork_file_write_iter(struct kiocb *iocb, struct iov_iter *from);
__poll_t winwork_file_poll(struct file *file, struct poll_table_struct *table);
long winwork_file_ioctl(struct file *file, unsigned int command, unsigned long argument);
loff_t winwork_file_llseek(struct file *file, loff_t offset, int whence);
int winwork_file_fsync(struct file *file, loff_t start, loff_t end, int datasync);

/* read() and write() take one buffer, and its pages can be pinned. The vectors are copied. */
#define WINWORK_FILE_OPERATIONS(module)				\
	{							\
		.owner = (module),				\
		.release = winwork_file_release,		\
		.read = winwork_file_read,			\
		.write = winwork_file_write,			\
		.read_iter = winwork_file_read_iter,		\
		.write_iter = winwork_file_write_iter,		\
		.poll = winwork_file_poll,			\
		.unlocked_ioctl = winwork_file_ioctl,		\
		.compat_ioctl = compat_ptr_ioctl,		\
		.llseek = winwork_file_llseek,			\
		.fsync = winwork_file_fsync,			\
	}

#endif /* WINWORK_LINUX_FILE_OPERATIONS_H */
