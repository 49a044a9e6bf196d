// SPDX-License-Identifier: GPL-2.0
/*
 * Changes of files that a program makes beside their data, and that filters see: owner and mode, times, and the
 * ranges of fallocate(2).
 */
#include <linux/fs.h>
#include <linux/falloc.h>

#include "fs_types.h"
#include "fs_values.h"

struct changing {
	struct ww_fs_change change;
	struct dentry *dentry;
	const struct iattr *asked;
};

static struct changing *changing_of(struct ww_fs_change *change)
{
	return container_of(change, struct changing, change);
}

static int show(struct changing *changing, enum ww_fs_change_kind kind, u32 access,
		int (*lower)(struct ww_fs_change *change))
{
	const struct ww_fs_change change = ww_fs_change_of(changing->dentry, kind, access | SYNCHRONIZE);

	changing->change.kind = change.kind;
	changing->change.open = change.open;
	changing->change.lower = lower;
	return ww_fs_show_change(changing->dentry, &changing->change);
}

/* ---- Owner and mode -------------------------------------------------------------------------- */

static int set_rights_below(struct ww_fs_change *change)
{
	const struct changing *changing = changing_of(change);

	return ww_fs_change_lower(changing->dentry, changing->asked);
}

static struct ww_fs_rights rights_of(const struct inode *inode, const struct iattr *asked)
{
	const unsigned int valid = asked->ia_valid;
	/* A change of the owner may take bits of the mode away, which is the lower file system's part. */
	const bool sets_mode = valid & ATTR_MODE && !(valid & (ATTR_KILL_SUID | ATTR_KILL_SGID));

	return (struct ww_fs_rights){
		.owner = from_kuid(&init_user_ns, valid & ATTR_UID ? asked->ia_uid : inode->i_uid),
		.group = from_kgid(&init_user_ns, valid & ATTR_GID ? asked->ia_gid : inode->i_gid),
		.mode = sets_mode ? asked->ia_mode : inode->i_mode,
		.sets_owner = valid & ATTR_UID,
		.sets_group = valid & ATTR_GID,
		.sets_mode = sets_mode,
	};
}

static int set_rights(struct changing *changing)
{
	const struct ww_fs_rights rights = rights_of(d_inode(changing->dentry), changing->asked);
	u32 access = 0;

	if (rights.sets_mode)
		access |= WRITE_DAC;
	if (rights.sets_owner || rights.sets_group)
		access |= WRITE_OWNER;
	changing->change.rights = rights;
	return show(changing, WW_FS_SET_RIGHTS, access, set_rights_below);
}

/* ---- Times ----------------------------------------------------------------------------------- */

/* Another time than the program's needs the right to set it, and not the one to set the present time. */
static void take_time(struct iattr *to, unsigned int bit, unsigned int set, struct timespec64 *time, bool is_set,
		      s64 nanoseconds)
{
	if (!is_set) {
		to->ia_valid &= ~(bit | set);
	} else if (!(to->ia_valid & bit) || nanoseconds != timespec64_to_ns(time)) {
		to->ia_valid |= bit | set;
		*time = ns_to_timespec64(nanoseconds);
	}
}

static int set_times_below(struct ww_fs_change *change)
{
	const struct changing *changing = changing_of(change);
	struct iattr times = *changing->asked;

	take_time(&times, ATTR_ATIME, ATTR_ATIME_SET, &times.ia_atime, change->sets_accessed, change->accessed);
	take_time(&times, ATTR_MTIME, ATTR_MTIME_SET, &times.ia_mtime, change->sets_written, change->written);
	if (!(times.ia_valid & (ATTR_ATIME | ATTR_MTIME)))
		return 0;
	return ww_fs_change_lower(changing->dentry, &times);
}

static int set_times(struct changing *changing)
{
	const struct iattr *asked = changing->asked;

	changing->change.sets_accessed = asked->ia_valid & ATTR_ATIME;
	changing->change.sets_written = asked->ia_valid & ATTR_MTIME;
	changing->change.accessed = timespec64_to_ns(&asked->ia_atime);
	changing->change.written = timespec64_to_ns(&asked->ia_mtime);
	return show(changing, WW_FS_SET_TIMES, FILE_WRITE_ATTRIBUTES, set_times_below);
}

int ww_fs_set_attributes(struct dentry *dentry, const struct iattr *asked)
{
	struct changing changing = { .dentry = dentry, .asked = asked };

	if (asked->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID))
		return set_rights(&changing);
	if (asked->ia_valid & (ATTR_ATIME | ATTR_MTIME))
		return set_times(&changing);
	return ww_fs_change_lower(dentry, asked);
}

/* ---- fallocate(2) ---------------------------------------------------------------------------- */

struct allocating {
	struct ww_fs_change change;
	struct file *file;
	int mode;
	loff_t offset, length;
};

static int allocate(const struct allocating *allocating, int mode, loff_t from, loff_t to)
{
	struct file *file = allocating->file;

	if (from >= to)
		return 0;
	return ww_has_own_pages(file_inode(file)) ? ww_pages_allocate(file, mode, from, to - from)
						  : vfs_fallocate(ww_fs_file(file)->lower, mode, from, to - from);
}

static int allocate_below(struct ww_fs_change *change)
{
	const struct allocating *allocating = container_of(change, struct allocating, change);

	return allocate(allocating, allocating->mode | FALLOC_FL_KEEP_SIZE, allocating->offset, change->size);
}

static int zero_below(struct ww_fs_change *change)
{
	const struct allocating *allocating = container_of(change, struct allocating, change);

	return allocate(allocating, allocating->mode | FALLOC_FL_KEEP_SIZE, change->from, change->size);
}

/* The file grows to where the range ends, and nowhere else. */
static int extend_below(struct ww_fs_change *change)
{
	const struct allocating *allocating = container_of(change, struct allocating, change);
	const loff_t end = allocating->offset + allocating->length;

	return change->size == end ? allocate(allocating, allocating->mode, allocating->offset, end) : -EINVAL;
}

static int send_part(struct allocating *allocating, enum ww_fs_change_kind kind,
		     int (*lower)(struct ww_fs_change *change))
{
	struct file *file = allocating->file;
	void *object;

	allocating->change = (struct ww_fs_change){
		.kind = kind, .lower = lower, .open.is_open = true,
		.from = allocating->offset, .size = allocating->offset + allocating->length,
	};
	if (!ww_fs_wants_change(ww_fs_super(file_inode(file)->i_sb)->volume, kind, false))
		return lower(&allocating->change);
	object = ww_fs_file_object(file);
	return object ? ww_fs_send_information(object, &allocating->change) : -ENOMEM;
}

int ww_fs_allocate(struct file *file, int mode, loff_t offset, loff_t length)
{
	struct allocating allocating = { .file = file, .mode = mode, .offset = offset, .length = length };
	const bool extends = !(mode & FALLOC_FL_KEEP_SIZE) &&
			     offset + length > i_size_read(ww_lower_inode(file_inode(file)));
	int error;

	if (mode & (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE))
		error = send_part(&allocating, WW_FS_ZERO, zero_below);
	else
		error = send_part(&allocating, WW_FS_ALLOCATE, allocate_below);
	return !error && extends ? send_part(&allocating, WW_FS_SET_SIZE, extend_below) : error;
}
