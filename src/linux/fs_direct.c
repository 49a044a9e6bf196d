// SPDX-License-Identifier: GPL-2.0
/*
 * Direct I/O of files with pages of their own: beside the pages. What was written is written back first, and pages are
 * dropped afterwards.
 *
 * The lower file system touches the memory of a transfer while it has locks. The memory of a program may be a mapping
 * of the same file, whose pages are filled from there. So it is never passed below, nor touched with a lock of the
 * file: the data goes through pages of the kernel.
 */
#include <linux/bvec.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/uio.h>

#include "fs_pages.h"

/* A longer transfer is several ones. */
#define MOST_PAGES ((1u << 20) / PAGE_SIZE)

/* ---- Parts ----------------------------------------------------------------------------------- */

struct part {
	unsigned int count;
	size_t bytes;
	struct bio_vec pages[];
};

static void free_part(struct part *part)
{
	unsigned int i;

	for (i = 0; i < part->count; i++)
		__free_page(part->pages[i].bv_page);
	kvfree(part);
}

static void allocate_pages(struct part *part, unsigned int wanted)
{
	struct page *page;

	while (part->count < wanted) {
		page = alloc_page(GFP_KERNEL_ACCOUNT);
		if (!page)
			return;
		part->pages[part->count++] = (struct bio_vec){ .bv_page = page, .bv_len = PAGE_SIZE };
	}
}

/* With fewer bytes if memory is short. NULL if there is none. */
static struct part *make_part(size_t bytes)
{
	const unsigned int wanted = min_t(size_t, DIV_ROUND_UP(bytes, PAGE_SIZE), MOST_PAGES);
	struct part *part = kvzalloc(struct_size(part, pages, wanted), GFP_KERNEL_ACCOUNT);

	if (!part)
		return NULL;
	allocate_pages(part, wanted);
	part->bytes = min(bytes, part->count * PAGE_SIZE);
	if (part->count)
		return part;
	free_part(part);
	return NULL;
}

/* Copies between the part and the program's memory, until that faults. Returns the number of bytes. */
static size_t copy_part(const struct part *part, size_t bytes, struct iov_iter *iter,
			size_t (*copy)(struct page *page, size_t offset, size_t bytes, struct iov_iter *iter))
{
	size_t done = 0, now, asked;

	while (done < bytes) {
		asked = min(bytes - done, PAGE_SIZE);
		now = copy(part->pages[done / PAGE_SIZE].bv_page, 0, asked, iter);
		done += now;
		if (now < asked)
			break;
	}
	return done;
}

static unsigned int sector_of(const struct kiocb *iocb)
{
	return ww_fs_super(file_inode(iocb->ki_filp)->i_sb)->sector_size;
}

static ssize_t write_part(struct kiocb *iocb, struct iov_iter *iter, const struct part *part, ww_transfer *transfer)
{
	const size_t copied = copy_part(part, part->bytes, iter, copy_page_from_iter);
	const size_t bytes = copied == part->bytes ? copied : round_down(copied, sector_of(iocb));
	struct iov_iter from;
	ssize_t done;

	iov_iter_bvec(&from, WRITE, part->pages, part->count, bytes);
	done = bytes ? transfer(iocb, &from) : -EFAULT;
	iov_iter_revert(iter, copied - max_t(ssize_t, done, 0));
	return done;
}

static ssize_t read_part(struct kiocb *iocb, struct iov_iter *iter, const struct part *part, ww_transfer *transfer)
{
	struct iov_iter to;
	ssize_t done, copied;

	iov_iter_bvec(&to, READ, part->pages, part->count, part->bytes);
	done = transfer(iocb, &to);
	if (done <= 0)
		return done;
	copied = copy_part(part, done, iter, copy_page_to_iter);
	iocb->ki_pos -= done - copied;
	return copied ? copied : -EFAULT;
}

static ssize_t transfer_part(struct kiocb *iocb, struct iov_iter *iter, ww_transfer *transfer, bool is_write,
			     size_t *bytes)
{
	struct part *part = make_part(iov_iter_count(iter));
	ssize_t done;

	if (!part)
		return -ENOMEM;
	*bytes = part->bytes;
	done = is_write ? write_part(iocb, iter, part, transfer) : read_part(iocb, iter, part, transfer);
	free_part(part);
	return done;
}

ssize_t ww_direct_by_parts(struct kiocb *iocb, struct iov_iter *iter, ww_transfer *transfer, bool is_write)
{
	ssize_t total = 0, done;
	size_t bytes;

	/* Before its first part. The place of an append is not known yet. */
	if (iov_iter_count(iter) & (sector_of(iocb) - 1))
		return -EINVAL;
	do {
		done = transfer_part(iocb, iter, transfer, is_write, &bytes);
		if (done < 0)
			return total ? total : done;
		total += done;
	} while (done == bytes && iov_iter_count(iter));
	return total;
}

/* ---- Beside the pages ------------------------------------------------------------------------ */

/* A buffer of the kernel is no place for direct I/O of the lower file. */
static int flags_below(const struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *lower = ww_fs_file(iocb->ki_filp)->lower;
	const bool is_direct = !iov_iter_is_kvec(iter) && ww_can_do_direct_io(lower);

	return iocb->ki_flags & WW_CALL_FLAGS & ~(is_direct ? 0 : IOCB_DIRECT);
}

static bool is_aligned(const struct kiocb *iocb, struct iov_iter *iter)
{
	return !((iocb->ki_pos | iov_iter_count(iter)) & (sector_of(iocb) - 1));
}

static void drop_pages(struct inode *inode, loff_t start, loff_t end)
{
	/* What a mapping has changed meanwhile stays, and is written later. */
	invalidate_inode_pages2_range(inode->i_mapping, start >> PAGE_SHIFT, (end - 1) >> PAGE_SHIFT);
}

static ssize_t write_in_turn(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file_inode(file);
	const loff_t start = iocb->ki_pos, end = start + iov_iter_count(iter);
	ssize_t done = ww_flush_in_turn(inode, start, end - 1);

	if (!done)
		done = ww_stop_fills(inode);
	if (done)
		return done;
	drop_pages(inode, start, end);
	done = ww_fs_transfer_with(ww_fs_file(file)->lower, iter, &iocb->ki_pos, flags_below(iocb, iter), true);
	if (done > 0)
		ww_raise_size(inode, iocb->ki_pos);
	drop_pages(inode, start, end);
	return done;
}

ssize_t ww_direct_write(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file_inode(file);
	const struct path lower = ww_lower_path(ww_fs_file(file)->name);
	const loff_t start = iocb->ki_pos, size = i_size_read(inode);
	struct ww_growth growth = {};
	ssize_t done = is_aligned(iocb, iter) ? ww_make_room(inode, &lower, start, start, &growth) : -EINVAL;

	if (done)
		return done;
	done = ww_write_turn_begin(inode, false);
	if (!done) {
		done = write_in_turn(iocb, iter);
		ww_write_turn_end(inode);
	}
	if (done <= 0 && start > size)
		ww_shrink(inode, &lower, size, &growth);
	return done;
}

ssize_t ww_direct_read(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	int error;

	if (!is_aligned(iocb, iter))
		return -EINVAL;
	error = ww_flush_range(file_inode(file), iocb->ki_pos, iocb->ki_pos + iov_iter_count(iter) - 1);
	if (error)
		return error;
	return ww_fs_transfer_with(ww_fs_file(file)->lower, iter, &iocb->ki_pos, flags_below(iocb, iter), false);
}
