// SPDX-License-Identifier: GPL-2.0
/*
 * Room below for what a program writes to a file with own pages. The pages are written back later, with the rights of
 * the mount. So Linux's checks of a write are made at once, with those of the program: quotas, the room that is left,
 * and the part of it that is root's alone. The lower file gets the room by fallocate(), which keeps its size.
 *
 * It is not made for what a mapping or a driver writes, nor in a lower file system that cannot do it.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/falloc.h>
#include <linux/sched/signal.h>

#include "fs_pages.h"

/* Where room may be missing, for a write of @start to @end. Whole pages are written back, up to the end of the file. */
static void widen(struct inode *inode, loff_t *start, loff_t *end)
{
	const loff_t size = i_size_read(inode), block = i_blocksize(ww_lower_inode(inode));

	/* The gap is written as well. */
	if (ww_paging_is_shown(inode))
		*start = min(*start, size);
	*start = round_down(*start, PAGE_SIZE);
	*end = max(round_up(*end, block), min(round_up(*end, PAGE_SIZE), size));
}

/* The program may seek at the same time, which uses the place of the lower file. */
static loff_t find_hole(struct ww_fs_file *state, loff_t start)
{
	loff_t hole;

	mutex_lock(&state->lock);
	hole = vfs_llseek(state->lower, start, SEEK_HOLE);
	mutex_unlock(&state->lock);
	return hole;
}

static bool has_room(struct inode *inode, struct ww_fs_file *state, loff_t start, loff_t end)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);
	loff_t hole;

	if (start >= node->roomy_from && end <= node->roomy_to)
		return true;
	hole = find_hole(state, start);
	if (hole <= start)
		return false;
	node->roomy_from = start;
	node->roomy_to = hole;
	return end <= hole;
}

static int make_room(struct file *file, loff_t start, loff_t end)
{
	struct inode *inode = file_inode(file);
	struct ww_fs_inode *node = ww_fs_inode(inode);
	struct ww_fs_file *state = ww_fs_file(file);
	int error;

	widen(inode, &start, &end);
	if (has_room(inode, state, start, end))
		return 0;
	error = vfs_fallocate(state->lower, FALLOC_FL_KEEP_SIZE, start, end - start);
	if (error)
		return error;
	/* The next write is often behind this one. */
	if (start > node->roomy_to || start < node->roomy_from)
		node->roomy_from = start;
	node->roomy_to = end;
	return 0;
}

static bool is_full(int error)
{
	return error == -ENOSPC || error == -EDQUOT;
}

/* tmpfs stops at each signal. */
static bool is_possible(int error)
{
	return error != -EOPNOTSUPP && (error != -EINTR || fatal_signal_pending(current));
}

int ww_reserve(struct file *file, loff_t start, loff_t *end)
{
	int error = make_room(file, start, *end);

	/* As much as there is room for. */
	while (is_full(error) && *end - start > PAGE_SIZE) {
		*end = max_t(loff_t, round_down(start + (*end - start) / 2, PAGE_SIZE), start + 1);
		error = make_room(file, start, *end);
	}
	return is_possible(error) ? error : 0;
}

void ww_forget_room(struct inode *inode)
{
	ww_fs_inode(inode)->roomy_from = ww_fs_inode(inode)->roomy_to = 0;
}
