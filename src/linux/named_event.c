// SPDX-License-Identifier: GPL-2.0
/*
 * WINWORK_EVENT: the program's structure, and the files of the events that it opens. Such a file is used as an eventfd is:
 * it is readable while the event is set, read(2) resets the event, and write(2) sets it.
 */
#include <linux/anon_inodes.h>
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "control_file.h"
#include "named_event.h"
#include "poll_queue.h"
#include "user_struct.h"

#define MOST_NAME_BYTES 256

/* ---- The file --------------------------------------------------------------------------- */

static __poll_t poll_event(struct file *file, struct poll_table_struct *table)
{
	void *event = file->private_data;

	poll_wait(file, ww_poll_queue(ww_named_event_poll(event)), table);
	return EPOLLOUT | EPOLLWRNORM | (ww_named_event_is_set(event) ? EPOLLIN | EPOLLRDNORM : 0);
}

/* 0 once the event was set, and is reset. */
static int take(struct file *file)
{
	void *event = file->private_data;

	if (ww_named_event_take(event))
		return 0;
	if (file->f_flags & O_NONBLOCK)
		return -EAGAIN;
	return wait_event_interruptible(*ww_poll_queue(ww_named_event_poll(event)), ww_named_event_take(event));
}

static ssize_t read_event(struct file *file, char __user *to, size_t bytes, loff_t *position)
{
	const u64 one = 1;
	int error;

	if (bytes < sizeof(one))
		return -EINVAL;
	error = take(file);
	if (error)
		return error;
	return copy_to_user(to, &one, sizeof(one)) ? -EFAULT : sizeof(one);
}

static ssize_t write_event(struct file *file, const char __user *from, size_t bytes, loff_t *position)
{
	u64 count;

	if (bytes < sizeof(count))
		return -EINVAL;
	if (copy_from_user(&count, from, sizeof(count)))
		return -EFAULT;
	if (count)
		ww_named_event_set(file->private_data);
	return sizeof(count);
}

static int release_event(struct inode *inode, struct file *file)
{
	ww_named_event_close(file->private_data);
	return 0;
}

static const struct file_operations event_operations = {
	.owner = THIS_MODULE,
	.poll = poll_event,
	.read = read_event,
	.write = write_event,
	.release = release_event,
	.llseek = noop_llseek,
};

void *ww_named_event_of(ww_s32 descriptor, void (*keep)(void *event))
{
	/* A program that closes its files at its end has no descriptors any more. */
	struct file *file = current->files ? fget(descriptor) : NULL;
	void *event = file && file->f_op == &event_operations ? file->private_data : NULL;

	if (event)
		keep(event);
	if (file)
		fput(file);
	return event;
}

/* ---- The rights of a program ------------------------------------------------------------ */

ww_u32 ww_program_user(void)
{
	return from_kuid(&init_user_ns, current_fsuid());
}

bool ww_program_may_be(ww_u32 user)
{
	return ww_program_user() == user || capable(CAP_DAC_OVERRIDE);
}

/* ---- The ioctl -------------------------------------------------------------------------- */

static struct file *open_file(struct winwork_event *record, const char *name)
{
	struct file *file;
	void *event;
	int error = ww_named_event_open(record, name, &event);

	if (error)
		return ERR_PTR(error);
	file = anon_inode_getfile("[winwork-event]", &event_operations, event, O_RDWR | (record->flags & O_NONBLOCK));
	if (IS_ERR(file))
		ww_named_event_close(event);
	return file;
}

/* The program gets its file at the very end. */
static long give_file(struct winwork_event *record, const char *name, struct winwork_event __user *argument)
{
	const int fd = get_unused_fd_flags(record->flags & O_CLOEXEC);
	struct file *file;

	if (fd < 0)
		return fd;
	file = open_file(record, name);
	record->fd = fd;
	if (!IS_ERR(file) && copy_to_user(argument, record, min_t(size_t, record->size, sizeof(*record)))) {
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

static bool is_right(const struct winwork_event *record)
{
	return (record->operation == WINWORK_EVENT_OPEN || record->operation == WINWORK_EVENT_CREATE) &&
	       !(record->flags & ~(O_CLOEXEC | O_NONBLOCK)) && record->kind <= WINWORK_EVENT_SYNCHRONIZATION &&
	       record->name_bytes;
}

long ww_event_ioctl(struct winwork_event __user *argument)
{
	struct winwork_event record;
	long error = ww_copy_struct(&record, sizeof(record), WINWORK_EVENT_SIZE_0, argument);
	char *name;

	if (error)
		return error;
	if (!is_right(&record))
		return -EINVAL;
	if (record.name_bytes > MOST_NAME_BYTES)
		return -ENAMETOOLONG;
	name = memdup_user_nul(u64_to_user_ptr(record.name), record.name_bytes);
	if (IS_ERR(name))
		return PTR_ERR(name);
	error = strlen(name) == record.name_bytes ? give_file(&record, name, argument) : -EINVAL;
	kfree(name);
	return error;
}
