// SPDX-License-Identifier: GPL-2.0
/*
 * Reads and writes of libaio.
 */
#include <linux/aio.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uio.h>

#include <uapi/winwork.h>

#include "compat.h"
#include "kiocb.h"
#include "request.h"

/* A file that serialises its requests has its callers wait, as on Windows. */
bool ww_kiocb_is_asynchronous(const struct kiocb *iocb)
{
	return iocb->ki_flags & WW_IOCB_AIO && !ww_file_is_synchronous(iocb->ki_filp->private_data);
}

void *ww_vector_buffer(size_t bytes)
{
	if (bytes > ww_max_transfer)
		return ERR_PTR(-E2BIG);
	return kvzalloc(bytes ? bytes : 1, GFP_KERNEL_ACCOUNT) ?: ERR_PTR(-ENOMEM);
}

/* Names the one range of the program's memory, whose pages can be pinned. */
static void set_range(struct ww_io *io, const struct iov_iter *iter)
{
	if (ww_iter_ranges(iter))
		io->out = (uintptr_t)ww_iter_range(iter, 0).iov_base;
}

static ssize_t start(struct kiocb *iocb, struct ww_io *io, size_t bytes,
		     const struct ww_range *ranges, u32 count)
{
	ssize_t error;

	if (bytes > ww_max_transfer)
		return -E2BIG;
	io->out_length = bytes;
	io->offset = iocb->ki_flags & IOCB_APPEND && io->major == WINWORK_MAJOR_WRITE
			     ? WINWORK_OFFSET_END
			     : iocb->ki_pos;
	error = ww_file_start(iocb->ki_filp->private_data, io, (struct ww_kiocb *)iocb, ranges,
			      count);
	return error ? error : -EIOCBQUEUED;
}

static ssize_t read_into_vector(struct kiocb *iocb, struct iov_iter *to, struct ww_io *io)
{
	const unsigned long count = ww_iter_ranges(to);
	struct ww_range *ranges = kmalloc_array(count, sizeof(*ranges), GFP_KERNEL_ACCOUNT);
	ssize_t result;
	unsigned long i;

	if (!ranges)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		const struct iovec range = ww_iter_range(to, i);

		ranges[i] = (struct ww_range){ (uintptr_t)range.iov_base, range.iov_len };
	}
	result = start(iocb, io, iov_iter_count(to), ranges, count);
	kfree(ranges);
	return result;
}

ssize_t ww_kiocb_read(struct kiocb *iocb, struct iov_iter *to)
{
	const size_t bytes = iov_iter_count(to);
	struct ww_io io = { .major = WINWORK_MAJOR_READ };
	ssize_t result;
	void *buffer;

	if (ww_iter_ranges(to) <= 1) {
		set_range(&io, to);
		return start(iocb, &io, bytes, NULL, 0);
	}
	buffer = ww_vector_buffer(bytes);
	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	io.kernel_data = buffer;
	result = read_into_vector(iocb, to, &io);
	if (result != -EIOCBQUEUED)
		kvfree(buffer);
	return result;
}

ssize_t ww_kiocb_write(struct kiocb *iocb, struct iov_iter *from)
{
	const size_t bytes = iov_iter_count(from);
	struct ww_io io = { .major = WINWORK_MAJOR_WRITE };
	ssize_t result = -EFAULT;
	void *buffer;

	if (ww_iter_ranges(from) <= 1) {
		set_range(&io, from);
		return start(iocb, &io, bytes, NULL, 0);
	}
	buffer = ww_vector_buffer(bytes);
	if (IS_ERR(buffer))
		return PTR_ERR(buffer);
	io.kernel_data = buffer;
	if (copy_from_iter_full(buffer, bytes, from))
		result = start(iocb, &io, bytes, NULL, 0);
	if (result != -EIOCBQUEUED)
		kvfree(buffer);
	return result;
}

/* ---- What the I/O manager calls --------------------------------------------------------- */

/*
 * libaio calls it at most once for each kiocb, and holds a lock that the end of the kiocb takes. It
 * wants to hear that the cancel has begun.
 */
static int cancel(struct kiocb *iocb)
{
	ww_started_cancel(iocb->private);
	return 0;
}

void ww_kiocb_begin(struct ww_kiocb *kiocb, void *started)
{
	struct kiocb *iocb = (struct kiocb *)kiocb;

	iocb->private = started;
	kiocb_set_cancel_fn(iocb, cancel);
}

void ww_kiocb_complete(struct ww_kiocb *kiocb, ww_s64 result)
{
	struct kiocb *iocb = (struct kiocb *)kiocb;

	ww_ki_complete(iocb, result);
}
