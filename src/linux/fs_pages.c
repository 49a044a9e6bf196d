// SPDX-License-Identifier: GPL-2.0
/*
 * Files with pages of their own (cache=own). Reads, writes and mappings of programs use the pages of the mount's inode,
 * which fs_paging.c fills and writes back. Direct I/O goes beside them: fs_direct.c.
 *
 * Locks: the inode's; that of the size; the turn to write back; the page; the lower inode's.
 */
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/uio.h>
#include <linux/writeback.h>

#include "fs_pages.h"

void ww_pages_init(struct ww_fs_inode *node)
{
	INIT_LIST_HEAD(&node->files);
	INIT_LIST_HEAD(&node->fillers);
	node->lowers[0] = node->lowers[1] = NULL;
	node->stops_fills = false;
	node->writer = NULL;
	init_waitqueue_head(&node->turn);
	mutex_init(&node->sizing);
	node->roomy_from = node->roomy_to = 0;
	node->must_end = false;
	node->seen = (struct ww_fs_seen){};
}

/* ---- Writes of programs ---------------------------------------------------------------------- */

static int write_begin(WW_WRITE_BEGIN_ARGUMENTS)
{
	struct inode *inode = mapping->host;
	const loff_t start = round_down(position, PAGE_SIZE);
	/* All that the page has is written now. */
	const bool is_whole = position == start && (bytes == PAGE_SIZE || position + bytes >= i_size_read(inode));
	struct ww_page *page = ww_page_to_change(inode, WW_WRITE_FILE, position >> PAGE_SHIFT, is_whole);

	if (IS_ERR(page))
		return PTR_ERR(page);
	*result = WW_WRITE_RESULT(page);
	return 0;
}

static void zero_rest(struct ww_page *page, size_t from)
{
	u8 *address = ww_page_map(page);

	memset(address + from, 0, PAGE_SIZE - from);
	ww_page_unmap(address);
}

/* The bytes that are the page's now. A page that had none has all of it, or nothing. */
static unsigned int bytes_written(struct ww_page *page, loff_t position, unsigned int bytes, unsigned int copied)
{
	if (ww_page_is_uptodate(page))
		return copied;
	if (copied < bytes)
		return 0;
	zero_rest(page, offset_in_page(position) + copied);
	ww_page_set_uptodate(page);
	return copied;
}

static int write_end(WW_WRITE_END_ARGUMENTS)
{
	struct ww_page *page = WW_WRITTEN_PAGE(written);
	const unsigned int done = bytes_written(page, position, bytes, copied);

	if (done) {
		ww_raise_size(mapping->host, position + done);
		ww_page_flush(page);
		ww_page_dirty(page);
	}
	ww_page_unlock(page);
	ww_page_put(page);
	return done;
}

/* As the lower file system does for a write of its own. */
static void update_time(struct file *lower)
{
	struct super_block *sb = file_inode(lower)->i_sb;

	sb_start_write(sb);
	file_update_time(lower);
	sb_end_write(sb);
}

static ssize_t write_in_room(struct kiocb *iocb, struct iov_iter *iter)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file_inode(file);
	const struct path lower = ww_lower_path(ww_fs_file(file)->name);
	const loff_t end = iocb->ki_pos + iov_iter_count(iter);
	const loff_t size = i_size_read(inode);
	struct ww_growth growth = {};
	ssize_t done = ww_make_room(inode, &lower, iocb->ki_pos, end, &growth);

	if (done)
		return done;
	update_time(ww_fs_file(file)->lower);
	done = __generic_file_write_iter(iocb, iter);
	if (end > size && i_size_read(inode) < end)
		ww_shrink(inode, &lower, done > 0 ? i_size_read(inode) : size, &growth);
	return done;
}

static ssize_t write_cached(struct kiocb *iocb, struct iov_iter *iter)
{
	const size_t bytes = iov_iter_count(iter);
	loff_t end = iocb->ki_pos + bytes;
	ssize_t done = ww_reserve(iocb->ki_filp, iocb->ki_pos, &end);
	size_t left;

	if (done)
		return done;
	left = iocb->ki_pos + bytes - end;
	iov_iter_truncate(iter, bytes - left);
	done = write_in_room(iocb, iter);
	iov_iter_reexpand(iter, iov_iter_count(iter) + left);
	return done;
}

static ssize_t write_sized(struct kiocb *iocb, struct iov_iter *iter)
{
	const bool is_direct = iocb->ki_flags & IOCB_DIRECT;
	ssize_t done;

	/* It is this function's to go beside the cache. */
	iocb->ki_flags &= ~IOCB_DIRECT;
	done = generic_write_checks(iocb, iter);
	if (done <= 0)
		return done;
	if (!is_direct)
		return write_cached(iocb, iter);
	iocb->ki_flags |= IOCB_DIRECT;
	return ww_direct_write(iocb, iter);
}

/* What a lower mount with nosuid ignores, programs do not see. The lower file has it all the same. */
static int remove_hidden_privs(const struct inode *inode, struct file *lower)
{
	struct inode *below = file_inode(lower);
	int error;

	if (!ww_fs_super(inode->i_sb)->ignores_suid)
		return 0;
	sb_start_write(below->i_sb);
	inode_lock(below);
	error = file_remove_privs(lower);
	inode_unlock(below);
	sb_end_write(below->i_sb);
	return error;
}

static ssize_t write_locked(struct kiocb *iocb, struct iov_iter *iter)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	/* Its pages could not be written back. */
	ssize_t done = IS_IMMUTABLE(inode) ? -EPERM : 0;

	/* A filter sees it, and may change the size. */
	if (!done)
		done = file_remove_privs(iocb->ki_filp);
	if (!done)
		done = remove_hidden_privs(inode, ww_fs_file(iocb->ki_filp)->lower);
	if (!done)
		done = ww_lock_size(inode);
	if (done)
		return done;
	done = write_sized(iocb, iter);
	ww_unlock_size(inode);
	return done;
}

static ssize_t sync_written(struct kiocb *iocb, ssize_t done)
{
	struct ww_fs_flush flush = { .file = iocb->ki_filp, .start = iocb->ki_pos - done, .end = iocb->ki_pos - 1,
				     .is_data_only = !(iocb->ki_flags & IOCB_SYNC) };
	const int error = ww_lower_flush(&flush);

	return error ? error : done;
}

static ssize_t write_program(struct kiocb *iocb, struct iov_iter *iter)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	ssize_t done = ww_lock_inode(inode);

	if (done)
		return done;
	done = write_locked(iocb, iter);
	inode_unlock(inode);
	return done > 0 && iocb->ki_flags & IOCB_DSYNC ? sync_written(iocb, done) : done;
}

/* ---- Reads of programs ----------------------------------------------------------------------- */

static ssize_t read_program(struct kiocb *iocb, struct iov_iter *iter)
{
	ssize_t done;

	if (iocb->ki_flags & IOCB_DIRECT)
		return ww_direct_read(iocb, iter);
	done = generic_file_read_iter(iocb, iter);
	file_accessed(ww_fs_file(iocb->ki_filp)->lower);
	return done;
}

ssize_t ww_pages_transfer(struct file *file, struct iov_iter *iter, loff_t *position, int flags, bool is_write)
{
	const bool is_in_cache = ww_paging_is_shown(file_inode(file)) && ww_fs_enter_cache(WW_FS_OF_CALL);
	ww_transfer *transfer = is_write ? write_program : read_program;
	struct kiocb iocb;
	ssize_t done;

	init_sync_kiocb(&iocb, file);
	iocb.ki_flags = (iocb.ki_flags & ~IOCB_DIRECT) | flags;
	iocb.ki_pos = *position;
	if (flags & IOCB_DIRECT && ww_iter_is_user(iter))
		done = ww_direct_by_parts(&iocb, iter, transfer, is_write);
	else
		done = transfer(&iocb, iter);
	*position = iocb.ki_pos;
	ww_fs_leave_cache(is_in_cache);
	return done;
}

/* ---- Mappings -------------------------------------------------------------------------------- */

static vm_fault_t make_writable(struct vm_fault *fault)
{
	struct file *lower = ww_fs_file(fault->vma->vm_file)->lower;
	struct super_block *sb = file_inode(lower)->i_sb;

	if (IS_IMMUTABLE(file_inode(fault->vma->vm_file)))
		return VM_FAULT_SIGBUS;
	sb_start_pagefault(sb);
	file_update_time(lower);
	sb_end_pagefault(sb);
	return filemap_page_mkwrite(fault);
}

static const struct vm_operations_struct mapping_operations = {
	.fault = filemap_fault,
	.map_pages = filemap_map_pages,
	.page_mkwrite = make_writable,
};

int ww_pages_map(struct file *file, struct vm_area_struct *vma)
{
	file_accessed(ww_fs_file(file)->lower);
	vma->vm_ops = &mapping_operations;
	return 0;
}

const struct address_space_operations ww_fs_page_operations = {
	WW_READ_PAGE(ww_paging_read),
	.readahead = ww_paging_read_ahead,
	.writepages = ww_paging_write,
	.write_begin = write_begin,
	.write_end = write_end,
	WW_DIRTY_PAGE
	WW_MOVE_PAGE
	WW_DIRECT_IO_OPERATION
};

/* ---- What is changed beside the mount --------------------------------------------------------- */

static int see(const struct path *lower, struct ww_fs_seen *seen)
{
	struct kstat stat;
	int error = vfs_getattr(lower, &stat, STATX_SIZE | STATX_MTIME | STATX_CTIME, AT_STATX_SYNC_AS_STAT);

	if (!error)
		*seen = (struct ww_fs_seen){ stat.size, stat.mtime, stat.ctime };
	return error;
}

static bool is_same(const struct ww_fs_seen *left, const struct ww_fs_seen *right)
{
	return left->size == right->size && timespec64_equal(&left->written, &right->written) &&
	       timespec64_equal(&left->changed, &right->changed);
}

static bool has_changed(struct inode *inode, const struct ww_fs_seen *now)
{
	bool is_new;

	spin_lock(&inode->i_lock);
	is_new = !is_same(now, &ww_fs_inode(inode)->seen);
	ww_fs_inode(inode)->seen = *now;
	spin_unlock(&inode->i_lock);
	return is_new;
}

/* The first open: the lower file may have been changed beside the mount. */
static int refresh(struct inode *inode, const struct path *lower)
{
	struct ww_fs_seen now;
	int error = see(lower, &now);

	if (error)
		return error;
	if (has_changed(inode, &now))
		invalidate_inode_pages2(inode->i_mapping);
	ww_set_size(inode, now.size);
	ww_forget_room(inode);
	return 0;
}

static int refresh_locked(struct inode *inode, const struct path *lower)
{
	int error = ww_lock_size(inode);

	if (error)
		return error;
	error = refresh(inode, lower);
	ww_unlock_size(inode);
	return error;
}

/* The same for a driver's transfer, if no program has the file open. */
int ww_refresh_closed(struct inode *inode, const struct ww_place *place)
{
	const struct path lower = ww_path_of(place);
	struct ww_fs_seen now;
	int error;

	if (!list_empty_careful(&ww_fs_inode(inode)->files) || ww_has_pages_locked(inode))
		return 0;
	ww_fs_copy_attributes(inode);
	error = see(&lower, &now);
	if (!error && has_changed(inode, &now))
		invalidate_inode_pages2(inode->i_mapping);
	return error;
}

/* The last close. */
static void remember(struct inode *inode, const struct path *lower)
{
	struct ww_fs_seen now = {};

	see(lower, &now);
	has_changed(inode, &now);
}

/* ---- Open and close -------------------------------------------------------------------------- */

static int keep_lower(struct inode *inode, const struct path *lower, bool is_write)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);
	struct file *file;

	if (node->lowers[is_write])
		return 0;
	file = ww_open_for_pages(inode, lower, is_write);
	if (IS_ERR(file))
		return PTR_ERR(file);
	/* The write of the program has changed the time. */
	file->f_mode |= FMODE_NOCMTIME;
	spin_lock(&inode->i_lock);
	node->lowers[is_write] = file;
	spin_unlock(&inode->i_lock);
	return 0;
}

static bool enter(struct inode *inode, struct ww_fs_file *state)
{
	struct list_head *files = &ww_fs_inode(inode)->files;
	bool is_first;

	spin_lock(&inode->i_lock);
	is_first = list_empty(files);
	list_add_tail(&state->among, files);
	state->has_pages = true;
	spin_unlock(&inode->i_lock);
	return is_first;
}

static int open_locked(struct file *file)
{
	struct inode *inode = file_inode(file);
	struct ww_fs_file *state = ww_fs_file(file);
	const struct path lower = ww_lower_path(ww_fs_file(file)->name);
	int error = 0;

	if (enter(inode, state))
		error = refresh_locked(inode, &lower);
	if (!error)
		error = keep_lower(inode, &lower, false);
	if (!error && state->may_write)
		error = keep_lower(inode, &lower, true);
	return error;
}

int ww_pages_open(struct file *file)
{
	struct inode *inode = file_inode(file);
	int error = ww_lock_inode(inode);

	if (error)
		return error;
	error = open_locked(file);
	inode_unlock(inode);
	if (error)
		ww_pages_close(ww_fs_file(file));
	return error;
}

static void leave(struct inode *inode, struct ww_fs_file *state, struct file *left[2])
{
	struct ww_fs_inode *node = ww_fs_inode(inode);

	spin_lock(&inode->i_lock);
	list_del(&state->among);
	state->has_pages = false;
	if (list_empty(&node->files)) {
		swap(left[0], node->lowers[0]);
		swap(left[1], node->lowers[1]);
	}
	spin_unlock(&inode->i_lock);
}

void ww_pages_close(struct ww_fs_file *state)
{
	struct inode *inode = d_inode(state->name);
	const struct path lower = ww_lower_path(state->name);
	struct file *left[2] = {};

	if (!state->has_pages)
		return;
	ww_write_turn_begin(inode, true);
	if (state->may_write)
		filemap_write_and_wait(inode->i_mapping);
	leave(inode, state, left);
	if (left[0])
		remember(inode, &lower);
	ww_write_turn_end(inode);
	if (left[0])
		fput(left[0]);
	if (left[1])
		fput(left[1]);
}
