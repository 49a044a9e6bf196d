// SPDX-License-Identifier: GPL-2.0
/*
 * The size of a file with own pages. The lower file has it at all times, so paging I/O never changes it, and a size
 * that is too large fails in the call of the program.
 *
 * While an instance sees paging I/O, no hole is made: a filter would convert its zeros. They are written through the
 * cache.
 *
 * ww_fs_inode::sizing is held while the two sizes may differ: by a program's write from its first look at the size to
 * its end, and by each change of the size. A driver's change has this lock alone, since its thread may have the inode
 * locked or not. The spin lock i_lock makes each change of i_size one step: a driver's transfer beside the cache only
 * raises the size, without the other lock.
 */
#include <linux/fs.h>
#include <linux/falloc.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched/signal.h>
#include <linux/writeback.h>

#include "fs_pages.h"

/* ---- Locks and numbers ----------------------------------------------------------------------- */

int ww_lock_inode(struct inode *inode)
{
	return down_write_killable(&inode->i_rwsem) ? -EINTR : 0;
}

int ww_lock_size(struct inode *inode)
{
	return mutex_lock_killable(&ww_fs_inode(inode)->sizing) ? -EINTR : 0;
}

void ww_unlock_size(struct inode *inode)
{
	mutex_unlock(&ww_fs_inode(inode)->sizing);
}

void ww_set_size(struct inode *inode, loff_t size)
{
	spin_lock(&inode->i_lock);
	i_size_write(inode, size);
	spin_unlock(&inode->i_lock);
}

void ww_raise_size(struct inode *inode, loff_t size)
{
	spin_lock(&inode->i_lock);
	if (size > i_size_read(inode))
		i_size_write(inode, size);
	spin_unlock(&inode->i_lock);
}

static void cut(struct inode *inode, loff_t size)
{
	ww_set_size(inode, size);
	ww_forget_room(inode);
	truncate_pagecache(inode, size);
}

/* ---- Pages ----------------------------------------------------------------------------------- */

/* The page, locked; or an ERR_PTR(). Another thread may have it locked for as long as a filter fills it. */
static struct ww_page *locked_page(struct address_space *mapping, pgoff_t index)
{
	struct ww_page *page;

	for (;;) {
		page = ww_page_get(mapping, index);
		if (IS_ERR_OR_NULL(page))
			return page ? page : ERR_PTR(-ENOMEM);
		if (ww_page_lock_killable(page)) {
			ww_page_put(page);
			return ERR_PTR(-EINTR);
		}
		if (ww_page_mapping(page) == mapping)
			return page;
		ww_page_unlock(page);
		ww_page_put(page);
	}
}

/* The same, filled unless @is_whole; NULL if fills are stopped. */
static struct ww_page *filled_page(struct inode *inode, struct file *file, pgoff_t index, bool is_whole)
{
	struct ww_page *page = locked_page(inode->i_mapping, index);
	int error = 0;

	if (IS_ERR(page))
		return page;
	if (!is_whole && !ww_page_is_uptodate(page))
		error = ww_fill_page(inode, file, page);
	if (!error)
		return page;
	ww_page_unlock(page);
	ww_page_put(page);
	return error == WW_FILLS_STOPPED ? NULL : ERR_PTR(error);
}

struct ww_page *ww_page_to_change(struct inode *inode, struct file *file, pgoff_t index, bool is_whole)
{
	struct ww_page *page;
	int error;

	while (!(page = filled_page(inode, file, index, is_whole))) {
		error = ww_wait_to_fill(inode);
		if (error)
			return ERR_PTR(error);
	}
	return page;
}

struct ww_page *ww_page_to_read(struct inode *inode, pgoff_t index)
{
	struct ww_page *page = ww_page_get(inode->i_mapping, index);

	/* One that is being written may be locked by this thread. */
	if (!IS_ERR_OR_NULL(page) && ww_page_is_uptodate(page))
		return page;
	if (!IS_ERR_OR_NULL(page))
		ww_page_put(page);
	page = ww_page_to_change(inode, NULL, index, false);
	if (!IS_ERR(page))
		ww_page_unlock(page);
	return page;
}

int ww_change_in_page(struct inode *inode, loff_t from, const void *data, size_t bytes)
{
	struct ww_page *page = ww_page_to_change(inode, NULL, from >> PAGE_SHIFT, bytes == PAGE_SIZE);
	u8 *address;

	if (IS_ERR(page))
		return PTR_ERR(page);
	address = ww_page_map(page);
	if (data)
		memcpy(address + offset_in_page(from), data, bytes);
	else
		memset(address + offset_in_page(from), 0, bytes);
	ww_page_unmap(address);
	ww_page_flush(page);
	ww_page_set_uptodate(page);
	ww_page_dirty(page);
	ww_page_unlock(page);
	ww_page_put(page);
	return 0;
}

/* Makes the range zero, through the cache. */
static int zero_range(struct inode *inode, loff_t from, loff_t to)
{
	while (from < to) {
		const size_t bytes = min_t(loff_t, PAGE_SIZE - offset_in_page(from), to - from);
		int error = fatal_signal_pending(current) ? -EINTR : ww_change_in_page(inode, from, NULL, bytes);

		if (error)
			return error;
		from += bytes;
		balance_dirty_pages_ratelimited(inode->i_mapping);
		cond_resched();
	}
	return 0;
}

/* The rest of the last page, which a mapping may have written; or all, if a filter would convert a hole. */
static int zero_new(struct inode *inode, loff_t from, loff_t to)
{
	return zero_range(inode, from, ww_paging_is_shown(inode) ? to : min_t(loff_t, to, round_up(from, PAGE_SIZE)));
}

/* ---- Sizes ----------------------------------------------------------------------------------- */

/* The lower file may be longer, if a program has written beside the mount. */
static loff_t longer(loff_t now, loff_t size, const struct ww_growth *growth)
{
	return max(now, size);
}

/* Not what others have made of it meanwhile. */
static loff_t as_before(loff_t now, loff_t size, const struct ww_growth *growth)
{
	return now == growth->to ? max(size, growth->from) : now;
}

/* Makes the lower file as long as choose() says, which sees its present size. The lower inode is locked. */
static int resize_locked(const struct path *lower, loff_t size, struct ww_growth *growth,
			 loff_t (*choose)(loff_t now, loff_t size, const struct ww_growth *growth))
{
	const loff_t now = i_size_read(d_inode(lower->dentry));
	struct iattr change = { .ia_valid = ATTR_SIZE, .ia_size = choose(now, size, growth) };
	int error;

	if (change.ia_size == now)
		return 0;
	error = notify_change(WW_NOP_IDMAP lower->dentry, &change, NULL);
	if (!error)
		*growth = (struct ww_growth){ now, change.ia_size };
	return error;
}

static int resize_lower(struct inode *inode, const struct path *lower, loff_t size, struct ww_growth *growth,
			loff_t (*choose)(loff_t now, loff_t size, const struct ww_growth *growth))
{
	int error = mnt_want_write(lower->mnt);

	if (error)
		return error;
	inode_lock(d_inode(lower->dentry));
	error = resize_locked(lower, size, growth, choose);
	inode_unlock(d_inode(lower->dentry));
	mnt_drop_write(lower->mnt);
	ww_fs_copy_attributes(inode);
	return error;
}

static int extend_lower(struct inode *inode, const struct path *lower, loff_t size, struct ww_growth *growth)
{
	return i_size_read(ww_lower_inode(inode)) < size ? resize_lower(inode, lower, size, growth, longer) : 0;
}

/* A thread that is killed does not wait for pages. Those that stay are behind the end, and not dirty for long. */
void ww_shrink(struct inode *inode, const struct path *lower, loff_t size, const struct ww_growth *growth)
{
	const bool has_turn = !ww_write_turn_alone(inode);
	struct ww_growth grown = *growth;

	if (grown.to)
		resize_lower(inode, lower, size, &grown, as_before);
	if (!has_turn) {
		ww_set_size(inode, size);
		return;
	}
	cut(inode, size);
	ww_write_turn_end(inode);
}

/* @growth: what that has made of the lower file. */
static int grow(struct inode *inode, const struct path *lower, loff_t from, loff_t to, const struct ww_growth *growth)
{
	int error;

	ww_raise_size(inode, to);
	error = zero_new(inode, from, to);
	if (error)
		ww_shrink(inode, lower, from, growth);
	return error;
}

int ww_make_room(struct inode *inode, const struct path *lower, loff_t start, loff_t end, struct ww_growth *growth)
{
	const loff_t size = i_size_read(inode);
	int error;

	if (end <= size)
		return 0;
	error = extend_lower(inode, lower, end, growth);
	return error || start <= size ? error : grow(inode, lower, size, start, growth);
}

/* No dirty page outlives the open files of programs. */
static int write_if_closed(struct inode *inode)
{
	return list_empty_careful(&ww_fs_inode(inode)->files) ? ww_flush_range(inode, 0, LLONG_MAX) : 0;
}

/* What a change of the lower file to @size will have made of it. */
static struct ww_growth growth_of(struct inode *inode, loff_t size)
{
	const loff_t now = i_size_read(ww_lower_inode(inode));

	return size > now ? (struct ww_growth){ now, size } : (struct ww_growth){};
}

#define TIMES (ATTR_ATIME_SET | ATTR_MTIME_SET)

static int change_in_turn(struct dentry *dentry, const struct iattr *change,
			  int (*below)(struct dentry *dentry, const struct iattr *change))
{
	struct inode *inode = d_inode(dentry);
	int error = 0;

	/* What is written later would change the times again. An error is fsync's. */
	if (change->ia_valid & TIMES)
		filemap_write_and_wait(inode->i_mapping);
	if (change->ia_valid & ATTR_SIZE)
		error = ww_stop_fills(inode);
	if (error)
		return error;
	error = below(dentry, change);
	if (!error && change->ia_valid & ATTR_SIZE && change->ia_size < i_size_read(inode))
		cut(inode, change->ia_size);
	return error;
}

static int change_alone(struct dentry *dentry, const struct iattr *change,
			int (*below)(struct dentry *dentry, const struct iattr *change))
{
	const struct path lower = ww_lower_path(dentry);
	struct inode *inode = d_inode(dentry);
	const loff_t size = i_size_read(inode);
	const struct ww_growth growth = growth_of(inode, change->ia_size);
	int error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	error = change_in_turn(dentry, change, below);
	ww_write_turn_end(inode);
	if (!error && change->ia_valid & ATTR_SIZE && change->ia_size > size)
		error = grow(inode, &lower, size, change->ia_size, &growth);
	return error;
}

int ww_pages_change(struct dentry *dentry, const struct iattr *change,
		    int (*below)(struct dentry *dentry, const struct iattr *change))
{
	struct inode *inode = d_inode(dentry);
	int error;

	if (!(change->ia_valid & (TIMES | ATTR_SIZE)))
		return below(dentry, change);
	error = ww_lock_size(inode);
	if (error)
		return error;
	error = change_alone(dentry, change, below);
	ww_unlock_size(inode);
	return error ? error : write_if_closed(inode);
}

/* ---- Changes by drivers ---------------------------------------------------------------------- */

int ww_pages_begin_times(struct inode *inode)
{
	int error = ww_has_pages_locked(inode) ? -EAGAIN : ww_write_turn_begin(inode, false);

	/* What is written later would change the times again. */
	if (!error)
		filemap_write_and_wait(inode->i_mapping);
	return error;
}

void ww_pages_end_times(struct inode *inode)
{
	ww_write_turn_end(inode);
}

/* All pages are written. */
static int begin_dropping(struct inode *inode)
{
	int error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	filemap_write_and_wait(inode->i_mapping);
	error = ww_stop_fills(inode);
	if (error)
		ww_write_turn_end(inode);
	return error;
}

int ww_pages_begin_change(struct inode *inode, loff_t *before)
{
	int error = ww_has_pages_locked(inode) ? -EAGAIN : ww_lock_size(inode);

	if (error)
		return error;
	*before = i_size_read(inode);
	error = begin_dropping(inode);
	if (error)
		ww_unlock_size(inode);
	return error;
}

int ww_pages_end_change(struct inode *inode, const struct path *lower, loff_t before, loff_t after)
{
	/* As far as this thread knows, the lower file was as long. */
	const struct ww_growth growth = { before, after };
	int error;

	if (after < before)
		cut(inode, after);
	ww_forget_room(inode);
	invalidate_inode_pages2(inode->i_mapping);
	ww_write_turn_end(inode);
	error = after > before ? grow(inode, lower, before, after, &growth) : 0;
	ww_unlock_size(inode);
	return error ? error : write_if_closed(inode);
}

int ww_pages_zero(struct inode *inode, loff_t from, loff_t to)
{
	int error;

	if (!ww_paging_is_shown(inode))
		return -EOPNOTSUPP;
	error = ww_has_pages_locked(inode) ? -EAGAIN : ww_lock_size(inode);
	if (error)
		return error;
	error = zero_range(inode, from, min(to, i_size_read(inode)));
	ww_unlock_size(inode);
	return error;
}

/* ---- fallocate(2) ---------------------------------------------------------------------------- */

/* The lower file system frees the memory of whole pages alone. */
static long punch(struct file *file, int mode, loff_t offset, loff_t end)
{
	struct inode *inode = file_inode(file);
	long error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	error = ww_flush_in_turn(inode, offset, end - 1);
	if (!error)
		error = ww_stop_fills(inode);
	if (!error)
		error = vfs_fallocate(ww_fs_file(file)->lower, mode, offset, end - offset);
	if (!error)
		truncate_pagecache_range(inode, offset, end - 1);
	ww_forget_room(inode);
	ww_write_turn_end(inode);
	return error;
}

static long allocate_locked(struct file *file, int mode, loff_t offset, loff_t end)
{
	struct inode *inode = file_inode(file);
	const struct path lower = ww_lower_path(ww_fs_file(file)->name);
	const loff_t size = i_size_read(inode);
	const bool is_zeroed = mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE);
	struct ww_growth growth = growth_of(inode, end);
	long error;

	if (is_zeroed && !ww_paging_is_shown(inode))
		error = punch(file, mode, offset, end);
	else if (is_zeroed)
		error = zero_range(inode, offset, min(end, size));
	else
		error = vfs_fallocate(ww_fs_file(file)->lower, mode, offset, end - offset);
	if (error || mode & FALLOC_FL_KEEP_SIZE || end <= size)
		return error;
	if (is_zeroed && ww_paging_is_shown(inode))
		error = extend_lower(inode, &lower, end, &growth);
	return error ? error : grow(inode, &lower, size, end, &growth);
}

long ww_pages_allocate(struct file *file, int mode, loff_t offset, loff_t length)
{
	struct inode *inode = file_inode(file);
	long error = ww_lock_inode(inode);

	if (error)
		return error;
	/* A filter sees it, and may change the size. */
	error = file_remove_privs(file);
	if (!error)
		error = ww_lock_size(inode);
	if (!error) {
		error = allocate_locked(file, mode, offset, offset + length);
		ww_unlock_size(inode);
	}
	inode_unlock(inode);
	return error;
}
