// SPDX-License-Identifier: GPL-2.0
/*
 * The cached transfers of drivers: by the pages of the file, as those of programs.
 */
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/pagemap.h>

#include "fs_pages.h"

void *ww_cache_open(const struct ww_place *place, int *error)
{
	struct super_block *sb = (struct super_block *)place->mount;
	struct inode *lower = d_inode(place->name), *inode;

	*error = 0;
	if (!ww_fs_super(sb)->has_own_pages || !lower || !S_ISREG(lower->i_mode))
		return NULL;
	inode = ww_fs_iget(sb, lower);
	*error = PTR_ERR_OR_ZERO(inode);
	if (!*error)
		*error = ww_refresh_closed(inode, place);
	if (!*error)
		return inode;
	if (!IS_ERR(inode))
		iput(inode);
	return NULL;
}

void *ww_cache_find(const struct ww_place *place)
{
	return ww_fs_inode_with_pages(place);
}

void ww_cache_close(void *cache)
{
	iput(cache);
}

void ww_cache_write_back(void *cache)
{
	struct inode *inode = cache;
	struct ww_fs_inode *node = ww_fs_inode(inode);

	if (!ww_write_turn_try(node))
		return;
	node->must_end = false;
	filemap_write_and_wait(inode->i_mapping);
	ww_write_turn_end(inode);
}

static ssize_t read_in_page(struct inode *inode, loff_t from, u8 *to, size_t bytes)
{
	struct ww_page *page = ww_page_to_read(inode, from >> PAGE_SHIFT);
	u8 *address;

	if (IS_ERR(page))
		return PTR_ERR(page);
	address = ww_page_map(page);
	memcpy(to, address + offset_in_page(from), bytes);
	ww_page_unmap(address);
	ww_page_put(page);
	return bytes;
}

static ssize_t write_in_page(struct inode *inode, loff_t from, const u8 *data, size_t bytes)
{
	int error = ww_change_in_page(inode, from, data, bytes);

	return error ? error : bytes;
}

static ssize_t transfer_to(struct inode *inode, struct ww_fs_transfer *transfer, loff_t end)
{
	loff_t at = transfer->offset;
	u8 *buffer = transfer->buffer;
	ssize_t done = 0;

	while (at < end && done >= 0) {
		const size_t bytes = min_t(loff_t, PAGE_SIZE - offset_in_page(at), end - at);

		done = transfer->is_write ? write_in_page(inode, at, buffer, bytes)
					  : read_in_page(inode, at, buffer, bytes);
		if (done > 0) {
			at += done;
			buffer += done;
		}
		cond_resched();
	}
	return at > transfer->offset ? at - transfer->offset : done;
}

static ssize_t write_sized(struct inode *inode, const struct path *lower, struct ww_fs_transfer *transfer)
{
	const loff_t size = i_size_read(inode), start = transfer->is_append ? size : transfer->offset;
	const loff_t end = start + transfer->length;
	struct ww_growth growth = {};
	ssize_t done = ww_make_room(inode, lower, start, end, &growth);

	if (done)
		return done;
	transfer->offset = start;
	ww_raise_size(inode, end);
	done = transfer_to(inode, transfer, end);
	if (end > size && start + max_t(ssize_t, done, 0) < end)
		ww_shrink(inode, lower, done > 0 ? max(size, start + (loff_t)done) : size, &growth);
	return done;
}

/* The thread may have the inode locked. */
static ssize_t write_longer(struct inode *inode, struct ww_fs_transfer *transfer)
{
	const struct path lower = ww_path_by_alias(inode);
	ssize_t done = !lower.dentry ? -ESTALE : ww_has_pages_locked(inode) ? -EAGAIN : ww_lock_size(inode);

	if (!done) {
		done = write_sized(inode, &lower, transfer);
		ww_unlock_size(inode);
	}
	dput(lower.dentry);
	return done;
}

static ssize_t write_for_driver(struct inode *inode, struct ww_fs_transfer *transfer)
{
	const loff_t end = transfer->offset + transfer->length;
	ssize_t done;

	if (!ww_mount_is_writable(inode->i_sb))
		return -EROFS;
	if (end < 0 || end > inode->i_sb->s_maxbytes)
		return -EFBIG;
	done = transfer->is_append || end > i_size_read(inode) ? write_longer(inode, transfer)
							       : transfer_to(inode, transfer, end);
	/* No dirty page outlives the open files. */
	if (transfer->is_synced || list_empty_careful(&ww_fs_inode(inode)->files))
		ww_cache_write_back(inode);
	return done;
}

ww_s64 ww_cache_transfer(void *cache, struct ww_fs_transfer *transfer)
{
	struct inode *inode = cache;

	/* The pages that are written back can be read. */
	if (transfer->is_write ? ww_has_pages_locked(inode) : ww_is_filling(inode))
		return -EAGAIN;
	if (transfer->is_write)
		return write_for_driver(inode, transfer);
	return transfer_to(inode, transfer, min_t(loff_t, i_size_read(inode), transfer->offset + transfer->length));
}
