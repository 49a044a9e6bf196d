// SPDX-License-Identifier: GPL-2.0
/*
 * What Linux knows about a file.
 */
#include <linux/fs.h>
#include <linux/stat.h>

#include "path_facts.h"

void ww_stat_facts(const struct kstat *stat, struct ww_file_facts *facts)
{
	facts->bytes = S_ISDIR(stat->mode) ? 0 : stat->size;
	facts->allocated = S_ISDIR(stat->mode) ? 0 : stat->blocks << 9;
	facts->index = stat->ino;
	facts->changed = timespec64_to_ns(&stat->ctime);
	facts->written = timespec64_to_ns(&stat->mtime);
	facts->accessed = timespec64_to_ns(&stat->atime);
	/* Not every file system has it. */
	facts->created = stat->result_mask & STATX_BTIME ? timespec64_to_ns(&stat->btime) : facts->changed;
	facts->links = stat->nlink;
	facts->is_folder = S_ISDIR(stat->mode);
	facts->is_link = S_ISLNK(stat->mode);
	facts->is_readonly = !(stat->mode & 0222);
}

int ww_path_facts(const struct path *path, struct ww_file_facts *facts)
{
	struct kstat stat;
	const int error = vfs_getattr(path, &stat, STATX_BASIC_STATS | STATX_BTIME, AT_STATX_SYNC_AS_STAT);

	if (!error)
		ww_stat_facts(&stat, facts);
	return error;
}
