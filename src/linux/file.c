// SPDX-License-Identifier: GPL-2.0
/*
 * System calls on open devices. winwork.ko has the functions, and each driver's module a structure
 * of pointers to them.
 */
#include <linux/build_bug.h>
#include <linux/compat.h>
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include <uapi/winwork.h>

#include "compat.h"
#include "eventfd.h"
#include "file_operations.h"
#include "kiocb.h"
#include "listing.h"
#include "poll_queue.h"
#include "registry.h"
#include "request.h"
#include "user_struct.h"

int winwork_file_release(struct inode *inode, struct file *file)
{
	/* NULL after a failed create. */
	if (file->private_data)
		ww_file_release(file->private_data);
	return 0;
}
EXPORT_SYMBOL_GPL(winwork_file_release);

/* Sends a read or write, and moves the position of a synchronous file. */
static ssize_t transfer(struct file *file, struct ww_io *io, size_t bytes, loff_t *position,
			bool append)
{
	ssize_t done;

	if (bytes > ww_max_transfer)
		return -E2BIG;
	io->out_length = bytes;
	io->offset = append ? WINWORK_OFFSET_END : *position;
	io->nonblocking = file->f_flags & O_NONBLOCK;
	io->is_32bit = in_compat_syscall();
	done = ww_file_io(file->private_data, io);
	if (done > 0 && !append && ww_file_has_position(file->private_data))
		*position += done;
	return done;
}

ssize_t winwork_file_read(struct file *file, char __user *buffer, size_t bytes, loff_t *position)
{
	struct ww_io io = { .major = WINWORK_MAJOR_READ, .out = (uintptr_t)buffer };

	return transfer(file, &io, bytes, position, false);
}
EXPORT_SYMBOL_GPL(winwork_file_read);

ssize_t winwork_file_write(struct file *file, const char __user *buffer, size_t bytes,
			   loff_t *position)
{
	struct ww_io io = { .major = WINWORK_MAJOR_WRITE, .out = (uintptr_t)buffer };

	return transfer(file, &io, bytes, position, file->f_flags & O_APPEND);
}
EXPORT_SYMBOL_GPL(winwork_file_write);

/* One range of the program's memory, as read(2) has it. */
static bool is_one_range(const struct iov_iter *iter)
{
	return ww_iter_is_user(iter) && ww_iter_ranges(iter) == 1 && !iter->iov_offset;
}

static ssize_t transfer_range(struct kiocb *iocb, struct iov_iter *iter, struct ww_io *io,
			      bool append)
{
	ssize_t done;

	io->out = (uintptr_t)ww_iter_range(iter, 0).iov_base;
	done = transfer(iocb->ki_filp, io, iov_iter_count(iter), &iocb->ki_pos, append);
	if (done > 0)
		iov_iter_advance(iter, done);
	return done;
}

/* Reads into memory of the kernel, and waits. */
static ssize_t read_buffer(struct kiocb *iocb, struct iov_iter *to, struct ww_io *io)
{
	const size_t bytes = iov_iter_count(to);
	void *buffer = ww_vector_buffer(bytes);
	ssize_t done;

	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	io->kernel_data = buffer;
	done = transfer(iocb->ki_filp, io, bytes, &iocb->ki_pos, false);
	if (done > 0 && copy_to_iter(buffer, done, to) != done)
		done = -EFAULT;
	/* A request that was given up keeps it. */
	if (io->kernel_data)
		kvfree(buffer);
	return done;
}

static ssize_t write_buffer(struct kiocb *iocb, struct iov_iter *from, struct ww_io *io,
			    bool append)
{
	const size_t bytes = iov_iter_count(from);
	void *buffer = ww_vector_buffer(bytes);
	ssize_t done = -EFAULT;

	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	io->kernel_data = buffer;
	if (copy_from_iter_full(buffer, bytes, from))
		done = transfer(iocb->ki_filp, io, bytes, &iocb->ki_pos, append);
	if (io->kernel_data)
		kvfree(buffer);
	return done;
}

static ssize_t read_vector(struct kiocb *iocb, struct iov_iter *to)
{
	struct ww_io io = { .major = WINWORK_MAJOR_READ };

	return is_one_range(to) ? transfer_range(iocb, to, &io, false) : read_buffer(iocb, to, &io);
}

static ssize_t write_vector(struct kiocb *iocb, struct iov_iter *from)
{
	struct ww_io io = { .major = WINWORK_MAJOR_WRITE };
	const bool append = iocb->ki_flags & IOCB_APPEND;

	return is_one_range(from) ? transfer_range(iocb, from, &io, append)
				  : write_buffer(iocb, from, &io, append);
}

/*
 * io_uring asks for an attempt that does not wait, and then has a thread of its own wait. A request
 * that was sent cannot be taken back, so the attempt sends none.
 */
static bool is_attempt(const struct kiocb *iocb)
{
	return iocb->ki_flags & IOCB_NOWAIT;
}

/*
 * After a signal read(2) begins again. A caller like io_uring does not, and not every kernel turns
 * the error.
 */
static ssize_t result_for(struct kiocb *iocb, ssize_t done)
{
	return done == -ERESTARTSYS && !is_sync_kiocb(iocb) ? -EINTR : done;
}

ssize_t winwork_file_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	if (is_attempt(iocb))
		return -EAGAIN;
	if (ww_kiocb_is_asynchronous(iocb))
		return ww_kiocb_read(iocb, to);
	return result_for(iocb, read_vector(iocb, to));
}
EXPORT_SYMBOL_GPL(winwork_file_read_iter);

ssize_t winwork_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	if (is_attempt(iocb))
		return -EAGAIN;
	if (ww_kiocb_is_asynchronous(iocb))
		return ww_kiocb_write(iocb, from);
	return result_for(iocb, write_vector(iocb, from));
}
EXPORT_SYMBOL_GPL(winwork_file_write_iter);

int winwork_file_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	struct ww_io io = { .major = WINWORK_MAJOR_FLUSH, .is_32bit = in_compat_syscall() };

	return ww_file_io(file->private_data, &io);
}
EXPORT_SYMBOL_GPL(winwork_file_fsync);

loff_t winwork_file_llseek(struct file *file, loff_t offset, int whence)
{
	/* Controls that read or write move the file object's position only. */
	const loff_t current_position = ww_file_is_synchronous(file->private_data)
						? ww_file_position(file->private_data)
						: file->f_pos;
	const loff_t position = whence == SEEK_CUR ? current_position + offset : offset;

	if ((whence != SEEK_SET && whence != SEEK_CUR) || position < 0)
		return -EINVAL;
	file->f_pos = position;
	ww_file_seek(file->private_data, position);
	return position;
}
EXPORT_SYMBOL_GPL(winwork_file_llseek);

/* A program's structure is copied to the part of struct ww_io before kernel_data. */
#define SAME_PLACE(field)									\
	static_assert(offsetof(struct ww_io, field) == offsetof(struct winwork_request, field) && \
		      sizeof_field(struct ww_io, field) ==					\
			      sizeof_field(struct winwork_request, field))
SAME_PLACE(size);
SAME_PLACE(code);
SAME_PLACE(in);
SAME_PLACE(out);
SAME_PLACE(in_length);
SAME_PLACE(out_length);
SAME_PLACE(offset);
SAME_PLACE(cookie);
SAME_PLACE(event_fd);
SAME_PLACE(major);
SAME_PLACE(status);
SAME_PLACE(reserved);
SAME_PLACE(information);
static_assert(offsetof(struct ww_io, kernel_data) == sizeof(struct winwork_request));

/* Each ioctl has its own copy: a call costs as much as what it does. */
static __always_inline int get_request(struct winwork_request __user *argument, struct ww_io *io)
{
	int error = ww_copy_struct(io, sizeof(struct winwork_request), WINWORK_REQUEST_SIZE_0,
				   argument);

	if (error)
		return error;
	return io->reserved ? -EINVAL : 0;
}

/* Reads what a program wants of a driver. Fills the whole of @io. */
static __always_inline int get_io(struct file *file, struct winwork_request __user *argument,
				  struct ww_io *io)
{
	int error = get_request(argument, io);

	if (error)
		return error;
	io->status = 0;
	io->information = 0;
	io->kernel_data = NULL;
	io->nonblocking = file->f_flags & O_NONBLOCK;
	io->is_32bit = in_compat_syscall();
	io->was_sent = false;
	if (!io->major)
		io->major = WINWORK_MAJOR_CONTROL;
	switch (io->major) {
	case WINWORK_MAJOR_CONTROL:
		break;
	case WINWORK_MAJOR_READ:
	case WINWORK_MAJOR_WRITE:
		if (!(file->f_mode & (io->major == WINWORK_MAJOR_READ ? FMODE_READ : FMODE_WRITE)))
			return -EBADF;
		io->code = 0;
		break;
	case WINWORK_MAJOR_FLUSH:
		io->code = io->in_length = io->out_length = 0;
		break;
	default:
		return -EINVAL;
	}
	return io->in_length > ww_max_transfer || io->out_length > ww_max_transfer ? -E2BIG : 0;
}

static int put_result(struct winwork_request __user *argument, s32 status, u64 information)
{
	return put_user(status, &argument->status) || put_user(information, &argument->information)
		       ? -EFAULT
		       : 0;
}

static long control(struct file *file, struct winwork_request __user *argument)
{
	struct ww_io io WW_FILLED_LATER;
	ww_s64 result = get_io(file, argument, &io);

	if (result)
		return result;
	result = ww_file_io(file->private_data, &io);
	if (io.was_sent && put_result(argument, io.status, io.information))
		return -EFAULT;
	return result < 0 ? result : 0;
}

static long submit(struct file *file, struct winwork_request __user *argument)
{
	struct ww_event_target *event;
	struct ww_io io WW_FILLED_LATER;
	int error = get_io(file, argument, &io);

	if (error)
		return error;
	if (!io.cookie)
		return -EINVAL;
	error = ww_event_target_get(io.event_fd, &event);
	if (error)
		return error;
	error = ww_file_submit(file->private_data, &io, io.cookie, event);
	if (error)
		ww_event_target_put(event);
	/* A result that the program cannot take here is reaped all the same. */
	if (io.was_sent && put_result(argument, io.status, io.information) && error)
		return -EFAULT;
	return error;
}

static long reap(struct file *file, struct winwork_request __user *argument)
{
	struct ww_io io;
	struct ww_reaped reaped;
	void *taken;
	bool delivered;
	int error = get_request(argument, &io);

	if (error)
		return error;
	taken = ww_file_reap(file->private_data, &reaped);
	if (!taken)
		return -EAGAIN;
	delivered = !put_user(reaped.cookie, &argument->cookie) &&
		    !put_user(reaped.code, &argument->code) &&
		    !put_user(reaped.major, &argument->major) &&
		    !put_result(argument, reaped.status, reaped.information);
	ww_file_reaped(file->private_data, taken, delivered);
	return delivered ? 0 : -EFAULT;
}

static long cancel(struct file *file, struct winwork_request __user *argument)
{
	struct ww_io io;
	int error = get_request(argument, &io);

	return error ? error : ww_file_cancel(file->private_data, io.cookie);
}

long winwork_file_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	if (likely(command == WINWORK_CONTROL))
		return control(file, (void __user *)argument);
	switch (command) {
	case WINWORK_SUBMIT:
		return submit(file, (void __user *)argument);
	case WINWORK_REAP:
		return reap(file, (void __user *)argument);
	case WINWORK_CANCEL:
		return cancel(file, (void __user *)argument);
	case WINWORK_CLEANUP:
		ww_file_cleanup(file->private_data);
		return 0;
	}
	return -ENOTTY;
}
EXPORT_SYMBOL_GPL(winwork_file_ioctl);

__poll_t winwork_file_poll(struct file *file, struct poll_table_struct *table)
{
	u32 ready;

	poll_wait(file, ww_poll_queue(ww_file_poll(file->private_data)), table);
	ready = ww_file_ready(file->private_data);
	return (ready & WW_READY_IN ? EPOLLIN | EPOLLRDNORM : 0) |
	       (ready & WW_READY_OUT ? EPOLLOUT | EPOLLWRNORM : 0);
}
EXPORT_SYMBOL_GPL(winwork_file_poll);

/* ---- What the I/O manager calls --------------------------------------------------------- */

/* The caller holds the module already. */
void ww_operations_get(const void *operations)
{
	if (operations)
		__module_get(((const struct file_operations *)operations)->owner);
}

bool ww_operations_try_get(const void *operations)
{
	return !operations || try_module_get(((const struct file_operations *)operations)->owner);
}

void ww_operations_put(const void *operations)
{
	if (operations)
		module_put(((const struct file_operations *)operations)->owner);
}

void ww_poll_init(struct ww_poll *poll)
{
	init_waitqueue_head(ww_poll_queue(poll));
}

void ww_poll_wake(struct ww_poll *poll)
{
	wake_up_poll(ww_poll_queue(poll), EPOLLIN | EPOLLRDNORM);
}

static_assert(sizeof(struct mutex) <= sizeof(struct ww_turn));

void ww_turn_init(struct ww_turn *turn, enum ww_turn_class turn_class)
{
	static struct lock_class_key keys[WW_TURN_CLASSES];
	struct mutex *mutex = (struct mutex *)turn->storage;

	mutex_init(mutex);
	/*
	 * A driver that gets a request may send another one, and so on. Lockdep knows no such
	 * order.
	 */
	if (turn_class == WW_TURN_FILE_OF_DRIVER)
		lockdep_set_novalidate_class(mutex);
	else
		lockdep_set_class(mutex, &keys[turn_class]);
}

void ww_turn_wait(struct ww_turn *turn)
{
	mutex_lock((struct mutex *)turn->storage);
}

bool ww_turn_take(struct ww_turn *turn)
{
	return !mutex_lock_interruptible((struct mutex *)turn->storage);
}

void ww_turn_end(struct ww_turn *turn)
{
	mutex_unlock((struct mutex *)turn->storage);
}

/* ---- debugfs ---------------------------------------------------------------------------- */

void ww_debug_print(void *out, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	seq_vprintf(out, format, arguments);
	va_end(arguments);
}

static int requests_show(struct seq_file *out, void *unused)
{
	ww_requests_show(out, false);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(requests);

static int requests_json_show(struct seq_file *out, void *unused)
{
	ww_requests_show(out, true);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(requests_json);

static int pool_show(struct seq_file *out, void *unused)
{
	return ww_pool_show(out, false);
}
DEFINE_SHOW_ATTRIBUTE(pool);

static int pool_json_show(struct seq_file *out, void *unused)
{
	return ww_pool_show(out, true);
}
DEFINE_SHOW_ATTRIBUTE(pool_json);

static int registry_show(struct seq_file *out, void *unused)
{
	ww_registry_show(out);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(registry);

static struct dentry *debug_folder;

/* Without debugfs there are no lists. */
void ww_debug_init(void)
{
	debug_folder = debugfs_create_dir("winwork", NULL);
	debugfs_create_file("requests", 0400, debug_folder, NULL, &requests_fops);
	debugfs_create_file("requests.json", 0400, debug_folder, NULL, &requests_json_fops);
	debugfs_create_file("pool", 0400, debug_folder, NULL, &pool_fops);
	debugfs_create_file("pool.json", 0400, debug_folder, NULL, &pool_json_fops);
	debugfs_create_file("registry", 0400, debug_folder, NULL, &registry_fops);
	ww_lists_create(debug_folder);
}

void ww_debug_exit(void)
{
	debugfs_remove_recursive(debug_folder);
}
