// SPDX-License-Identifier: GPL-2.0
/*
 * Locks of files of the file system type "winwork". They are those of the file of the mount, as Linux keeps them for
 * each file system without locks of its own.
 */
#include <linux/fs.h>

#include "fs_types.h"

/* flock(2) locks the whole file, beside the ranges of fcntl(2). */
#define KEY_OF_FLOCK 1

struct locking {
	struct ww_fs_lock shown;
	struct file *file;
	struct file_lock *lock;
};

/* A signal ends the wait, as it would end that of the system call. */
static int lock_below(struct ww_fs_lock *shown)
{
	const struct locking *locking = container_of(shown, struct locking, shown);

	return locks_lock_file_wait(locking->file, locking->lock);
}

static s64 length_of(const struct file_lock *lock)
{
	return lock->fl_end == OFFSET_MAX ? OFFSET_MAX - lock->fl_start : lock->fl_end - lock->fl_start + 1;
}

static int show(struct file *file, struct file_lock *lock, u32 key)
{
	struct locking locking = {
		.file = file,
		.lock = lock,
		.shown = {
			.lower = lock_below,
			.start = lock->fl_start,
			.length = length_of(lock),
			.key = key,
			.is_exclusive = ww_lock_type(lock) == F_WRLCK,
			.is_immediate = ww_lock_type(lock) != F_UNLCK && !(ww_lock_flags(lock) & FL_SLEEP),
			.is_unlock = ww_lock_type(lock) == F_UNLCK,
		},
	};
	void *object = ww_fs_file_object(file);

	return object ? ww_fs_send_lock(object, &locking.shown) : -ENOMEM;
}

static int lock_range(struct file *file, struct file_lock *lock, u32 key)
{
	/* The end at a close cannot fail. */
	if (ww_lock_flags(lock) & FL_CLOSE || !ww_fs_wants(file_inode(file), WW_FS_LOCK))
		return locks_lock_file_wait(file, lock);
	return show(file, lock, key);
}

int ww_fs_lock(struct file *file, int command, struct file_lock *lock)
{
	if (command != F_GETLK)
		return lock_range(file, lock, 0);
	posix_test_lock(file, lock);
	return 0;
}

int ww_fs_flock(struct file *file, int command, struct file_lock *lock)
{
	return lock_range(file, lock, KEY_OF_FLOCK);
}
