/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the files for own pages share. fs_types.h has what the others call.
 */
#ifndef WINWORK_LINUX_FS_PAGES_H
#define WINWORK_LINUX_FS_PAGES_H

#include "fs_types.h"

/* ---- fs_turn.c ------------------------------------------------------------------------------ */

/* The turn to write the pages of a file back. -EINTR, or with @must_end only 0. */
int ww_write_turn_begin(struct inode *inode, bool must_end);
/* At once, or not. */
bool ww_write_turn_try(struct ww_fs_inode *node);
/* In the turn, until it ends: no other thread has pages locked for long. Nothing is written or filled. 0 or -EINTR. */
int ww_stop_fills(struct inode *inode);
/* The turn, and that. */
int ww_write_turn_alone(struct inode *inode);
void ww_write_turn_end(struct inode *inode);

/* A thread that fills pages has them locked: it cannot read them by the cache. */
struct ww_filler {
	struct list_head among;
	const struct task_struct *task;
};
/* False: fills are stopped. The caller unlocks its pages, waits, and tries again. */
bool ww_begin_filling(struct inode *inode, struct ww_filler *filler);
void ww_end_filling(struct inode *inode, struct ww_filler *filler);
/* -EINTR in a thread that is killed. */
int ww_wait_to_fill(struct inode *inode);
/* The current thread fills pages of the file, which it has locked. */
bool ww_is_filling(struct inode *inode);
/* It fills them, or writes them back. */
bool ww_has_pages_locked(struct inode *inode);

/* ---- fs_paging.c ---------------------------------------------------------------------------- */

/* ww_flush_range() for a thread that has the turn. */
int ww_flush_in_turn(struct inode *inode, loff_t start, loff_t end);

/* An instance sees pages that are filled or written. */
bool ww_paging_is_shown(const struct inode *inode);
/* Fills a locked page. @file: that the program reads; or NULL. WW_FILLS_STOPPED: ww_wait_to_fill() without the lock. */
int ww_fill_page(struct inode *inode, struct file *file, struct ww_page *page);
#define WW_FILLS_STOPPED 1

/* Any name of the lower file, with a reference; or none. */
struct path ww_path_by_alias(struct inode *inode);
/* The lower file with the rights of the mount; or an ERR_PTR(). */
struct file *ww_open_for_pages(struct inode *inode, const struct path *lower, bool is_write);

int ww_paging_read(struct file *file, struct ww_page *page);
void ww_paging_read_ahead(struct readahead_control *ahead);
int ww_paging_write(struct address_space *mapping, struct writeback_control *control);

/* ---- fs_size.c ------------------------------------------------------------------------------ */

/* The page, locked, and filled unless all of it will change; or an ERR_PTR(). @file: as for ww_fill_page(). */
struct ww_page *ww_page_to_change(struct inode *inode, struct file *file, pgoff_t index, bool is_whole);
/* A page for a read of a driver; or an ERR_PTR(). It is not locked. */
struct ww_page *ww_page_to_read(struct inode *inode, pgoff_t index);
/* Writes to one page of the cache; zeros without @data. The page is dirty then. */
int ww_change_in_page(struct inode *inode, loff_t from, const void *data, size_t bytes);
/* By which a call has made the lower file longer; zeroes: it has not. */
struct ww_growth {
	loff_t from, to;
};
/* The lower file gets the size of a write first, and the gap in front of the write is zero. */
int ww_make_room(struct inode *inode, const struct path *lower, loff_t start, loff_t end, struct ww_growth *growth);
/* The file ends at @size again. The lower file loses what the call has made it longer by. */
void ww_shrink(struct inode *inode, const struct path *lower, loff_t size, const struct ww_growth *growth);
/* -EINTR in a thread that is killed. */
int ww_lock_inode(struct inode *inode);
/* For a write, or a change of the size: outside of the turn, and inside of the inode's lock. -EINTR as well. */
int ww_lock_size(struct inode *inode);
void ww_unlock_size(struct inode *inode);
void ww_set_size(struct inode *inode, loff_t size);
/* The same unless the size is larger already. */
void ww_raise_size(struct inode *inode, loff_t size);

/* ---- fs_direct.c ---------------------------------------------------------------------------- */

typedef ssize_t ww_transfer(struct kiocb *iocb, struct iov_iter *iter);
/* Has transfer() do it with pages of the kernel in place of the program's memory, one part after the other. */
ssize_t ww_direct_by_parts(struct kiocb *iocb, struct iov_iter *iter, ww_transfer *transfer, bool is_write);
/* The size is locked. */
ssize_t ww_direct_write(struct kiocb *iocb, struct iov_iter *iter);
ssize_t ww_direct_read(struct kiocb *iocb, struct iov_iter *iter);

/* ---- fs_reserve.c --------------------------------------------------------------------------- */

/*
 * The lower file gets room for what the program writes, or for the beginning of it, which @end says then. ENOSPC and so
 * on. The size is locked.
 */
int ww_reserve(struct file *file, loff_t start, loff_t *end);
/* Room may have gone. */
void ww_forget_room(struct inode *inode);

/* ---- fs_pages.c ----------------------------------------------------------------------------- */

/* Drops pages that are older than the lower file, if no program has the file open. */
int ww_refresh_closed(struct inode *inode, const struct ww_place *place);

#endif /* WINWORK_LINUX_FS_PAGES_H */
