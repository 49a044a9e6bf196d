// SPDX-License-Identifier: GPL-2.0
/*
 * The data of open files of the file system type "winwork". The pages are the lower file's, or those of
 * fs_pages.c. A read or write that an instance wants to see goes through a buffer of the kernel; any other goes to
 * the pages at once.
 */
#include <linux/fs.h>
#include <linux/falloc.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/splice.h>
#include <linux/uio.h>

#include "fs_types.h"
#include "fs_values.h"
#include "memory.h"
#include "path_facts.h"

/* A longer read or write is several operations. */
#define LONGEST_TRANSFER ((size_t)1 << 20)

/* ---- The bottom ----------------------------------------------------------------------------- */

/* A program may change O_APPEND. A lower overlayfs obeys the file's flag, and not the call's. */
static void follow_append(const struct file *file, struct file *lower)
{
	if (!((file->f_flags ^ lower->f_flags) & O_APPEND))
		return;
	spin_lock(&lower->f_lock);
	lower->f_flags = (lower->f_flags & ~O_APPEND) | (file->f_flags & O_APPEND);
	ww_flags_changed(lower);
	spin_unlock(&lower->f_lock);
}

/*
 * Waits for the end. The call decides about direct I/O, since a buffer of the kernel cannot be its
 * place.
 */
ssize_t ww_fs_transfer_with(struct file *lower, struct iov_iter *iter, loff_t *position, int flags, bool is_write)
{
	struct kiocb iocb;
	ssize_t done;

	init_sync_kiocb(&iocb, lower);
	iocb.ki_flags &= ~IOCB_DIRECT;
	iocb.ki_flags |= flags & WW_CALL_FLAGS;
	iocb.ki_pos = *position;
	done = is_write ? ww_iocb_write(lower, &iocb, iter) : vfs_iocb_iter_read(lower, &iocb, iter);
	*position = iocb.ki_pos;
	return done;
}

static u32 kinds_of_write(const struct file *lower, loff_t size_before)
{
	return FILE_NOTIFY_CHANGE_LAST_WRITE |
	       (i_size_read(file_inode(lower)) == size_before ? 0 : FILE_NOTIFY_CHANGE_SIZE);
}

static ssize_t transfer_lower(struct file *file, struct iov_iter *iter, loff_t *position, int flags,
			      bool is_write)
{
	const bool has_own_pages = ww_has_own_pages(file_inode(file));
	const struct ww_fs_file *state = ww_fs_file(file);
	struct file *lower = state->lower;
	const loff_t size = i_size_read(file_inode(lower));
	ssize_t done;

	if (flags & IOCB_DIRECT && !has_own_pages && !ww_can_do_direct_io(lower))
		return -EINVAL;
	follow_append(file, lower);
	done = has_own_pages ? ww_pages_transfer(file, iter, position, flags & WW_CALL_FLAGS, is_write)
			     : ww_fs_transfer_with(lower, iter, position, flags, is_write);
	if (is_write && done > 0)
		ww_fs_tell_change(file_inode(file)->i_sb, ww_lower_dentry(state->name), kinds_of_write(lower, size));
	return done;
}

ww_s64 ww_lower_transfer(struct ww_fs_transfer *transfer)
{
	struct file *file = transfer->file;
	struct kvec range = { .iov_base = transfer->buffer, .iov_len = transfer->length };
	loff_t position = transfer->offset;
	struct iov_iter iter;
	int flags = 0;
	ssize_t done;

	if (transfer->is_paging)
		return ww_pages_transfer_below(transfer);
	if (!transfer->lower && !ww_fs_file(file)->lower)
		return -EINVAL;
	/* The lower file's own cache is used all the same. */
	if (transfer->is_direct && !transfer->lower && ww_has_own_pages(file_inode(file)))
		flags |= IOCB_DIRECT;
	if (transfer->is_append)
		flags |= IOCB_APPEND;
	if (transfer->is_synced)
		flags |= IOCB_DSYNC;
	iov_iter_kvec(&iter, transfer->is_write ? WRITE : READ, &range, 1, range.iov_len);
	done = transfer->lower
		? ww_fs_transfer_with(transfer->lower, &iter, &position, flags, transfer->is_write)
		: transfer_lower(file, &iter, &position, flags, transfer->is_write);
	if (done > 0)
		transfer->offset = position - done;
	return done;
}

int ww_lower_open(const struct ww_place *place, bool is_write, void **lower)
{
	const struct path path = ww_path_of(place);
	struct file *file;

	if (!d_is_reg(path.dentry))
		return -ENOTTY;
	if (is_write && !ww_mount_is_writable(place->mount))
		return -EROFS;
	file = dentry_open(&path, (is_write ? O_WRONLY : O_RDONLY) | O_LARGEFILE,
			   ww_fs_super(place->mount)->mounter);
	if (IS_ERR(file))
		return PTR_ERR(file);
	*lower = file;
	return 0;
}

void ww_lower_close(void *lower)
{
	fput(lower);
}

int ww_lower_sync(void *lower)
{
	return vfs_fsync(lower, 0);
}

int ww_lower_next_data(void *lower, ww_s64 from, ww_s64 *start, ww_s64 *end)
{
	const loff_t data = vfs_llseek(lower, from, SEEK_DATA);
	loff_t hole;

	*end = 0;
	if (data < 0)
		return data == -ENXIO ? 0 : data;
	hole = vfs_llseek(lower, data, SEEK_HOLE);
	if (hole < 0)
		return hole;
	*start = data;
	*end = hole;
	return 0;
}

static int copy_text(const char *link, char **text)
{
	const size_t bytes = strlen(link) + 1;

	*text = ww_zalloc_large(bytes);
	if (!*text)
		return -ENOMEM;
	memcpy(*text, link, bytes);
	return 0;
}

int ww_lower_link_text(const struct ww_place *place, char **text)
{
	const struct path path = ww_path_of(place);
	DEFINE_DELAYED_CALL(done);
	const struct cred *before;
	const char *link;
	int error;

	if (!d_is_symlink(path.dentry))
		return -EINVAL;
	before = override_creds(ww_fs_super(place->mount)->mounter);
	link = vfs_get_link(path.dentry, &done);
	revert_creds(before);
	error = IS_ERR(link) ? PTR_ERR(link) : copy_text(link, text);
	do_delayed_call(&done);
	return error;
}

int ww_lower_facts(const struct ww_place *place, struct ww_fs_facts *facts)
{
	const struct super_block *sb = place->mount;
	const struct path path = ww_path_of(place);

	/* A filter has completed the CREATE itself. */
	if (d_is_negative(path.dentry))
		return -ENOENT;
	facts->volume = new_encode_dev(sb->s_dev);
	facts->is_removed = d_unlinked(path.dentry);
	return ww_path_facts(&path, &facts->file);
}

void ww_lower_changed(const struct ww_place *place)
{
	struct inode *inode = ww_fs_inode_at(place);

	if (!inode)
		return;
	ww_fs_copy_attributes(inode);
	if (ww_has_own_pages(inode))
		ww_pages_follow_lower(inode);
	iput(inode);
}

static int write_pages(const struct ww_fs_flush *flush)
{
	const bool is_in_cache = ww_fs_enter_cache(WW_FS_OF_CALL);
	int error = ww_pages_flush(flush->file, flush->start, flush->end);

	ww_fs_leave_cache(is_in_cache);
	return error;
}

int ww_lower_flush(struct ww_fs_flush *flush)
{
	struct file *lower = ww_fs_file(flush->file)->lower;
	int error = 0;

	if (!lower)
		return -EINVAL;
	if (ww_has_own_pages(file_inode(flush->file)))
		error = write_pages(flush);
	return error ? error : vfs_fsync_range(lower, flush->start, flush->end, flush->is_data_only);
}

/* ---- Reads and writes that are shown -------------------------------------------------------- */

/* Copies out what the last callback has left. */
static ssize_t read_part(void *object, struct ww_fs_transfer *part, struct iov_iter *iter)
{
	const ssize_t done = ww_fs_send_transfer(object, part);

	if (done > 0 && copy_to_iter(part->buffer, done, iter) != done)
		return -EFAULT;
	return done;
}

/* Copies in before the first callback. The rest that was not written is the caller's again. */
static ssize_t write_part(void *object, struct ww_fs_transfer *part, struct iov_iter *iter)
{
	ssize_t done;

	if (!copy_from_iter_full(part->buffer, part->length, iter))
		return -EFAULT;
	done = ww_fs_send_transfer(object, part);
	iov_iter_revert(iter, part->length - max_t(ssize_t, done, 0));
	return done;
}

static ssize_t transfer_part(struct file *file, void *object, struct kiocb *iocb,
			     struct iov_iter *iter, bool is_write)
{
	struct ww_fs_transfer part = {
		.file = file,
		.length = min(iov_iter_count(iter), LONGEST_TRANSFER),
		.offset = iocb->ki_pos,
		.is_write = is_write,
		.is_direct = iocb->ki_flags & IOCB_DIRECT,
		.is_append = is_write && iocb->ki_flags & IOCB_APPEND,
		.is_synced = iocb->ki_flags & IOCB_DSYNC,
	};
	ssize_t done;

	if (part.is_append)
		part.offset = i_size_read(ww_lower_inode(file_inode(file)));
	part.buffer = kvzalloc(part.length, GFP_KERNEL_ACCOUNT);
	if (!part.buffer)
		return -ENOMEM;
	done = is_write ? write_part(object, &part, iter) : read_part(object, &part, iter);
	if (done > 0)
		iocb->ki_pos = part.offset + done;
	kvfree(part.buffer);
	return done;
}

static ssize_t transfer_shown(struct kiocb *iocb, struct iov_iter *iter, bool is_write)
{
	struct file *file = iocb->ki_filp;
	void *object = ww_fs_file_object(file);
	ssize_t total = 0, done;
	size_t length;

	if (!object)
		return -ENOMEM;
	do {
		length = min(iov_iter_count(iter), LONGEST_TRANSFER);
		done = transfer_part(file, object, iocb, iter, is_write);
		if (done < 0)
			return total ? total : done;
		total += done;
	} while (done == length && iov_iter_count(iter));
	return total;
}

/* ---- read(), write() ------------------------------------------------------------------------ */

static bool is_shown(const struct kiocb *iocb, bool is_write)
{
	const bool direct = iocb->ki_flags & IOCB_DIRECT;

	return ww_fs_wants(file_inode(iocb->ki_filp),
			   is_write ? (direct ? WW_FS_WRITE_NOCACHE : WW_FS_WRITE)
				    : (direct ? WW_FS_READ_NOCACHE : WW_FS_READ));
}

static ssize_t transfer(struct kiocb *iocb, struct iov_iter *iter, bool is_write)
{
	struct ww_fs_file *state = ww_fs_file(iocb->ki_filp);

	if (!iov_iter_count(iter))
		return 0;
	if (iocb->ki_flags & IOCB_NOWAIT)
		return -EAGAIN;
	if (is_shown(iocb, is_write))
		return transfer_shown(iocb, iter, is_write);
	if (!state->lower)
		return -EINVAL;
	return transfer_lower(iocb->ki_filp, iter, &iocb->ki_pos, iocb->ki_flags, is_write);
}

/* A filter may have dropped the access, or opened the file for itself. */
static bool may_transfer(const struct ww_fs_file *state, bool is_write)
{
	return !state->lower || (is_write ? state->may_write : state->may_read);
}

static ssize_t read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	if (!may_transfer(ww_fs_file(iocb->ki_filp), false))
		return -EACCES;
	return transfer(iocb, iter, false);
}

static ssize_t write_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	ssize_t done;

	if (!may_transfer(ww_fs_file(iocb->ki_filp), true))
		return -EACCES;
	done = transfer(iocb, iter, true);
	ww_fs_copy_attributes(file_inode(iocb->ki_filp));
	return done;
}

/* ---- The rest goes to the lower file. Only a flush is shown. -------------------------------- */

static int fsync(struct file *file, loff_t start, loff_t end, int is_data_only)
{
	struct ww_fs_flush flush = { .file = file, .start = start, .end = end,
				     .is_data_only = is_data_only };
	void *object;

	if (!ww_fs_wants(file_inode(file), WW_FS_FLUSH))
		return ww_lower_flush(&flush);
	object = ww_fs_file_object(file);
	return object ? ww_fs_send_flush(object, &flush) : -ENOMEM;
}

/* close(2), of each descriptor. */
static int flush(struct file *file, fl_owner_t owner)
{
	struct ww_fs_file *state = ww_fs_file(file);
	struct file *lower = state->lower;
	int error = 0;

	if (state->has_pages && state->may_write)
		error = ww_pages_flush(file, 0, LLONG_MAX);
	if (!error && lower && lower->f_op->flush)
		error = lower->f_op->flush(lower, owner);
	return error;
}

/* The lower file knows where holes are. overlayfs seeks while it holds locks that are inside of the inode's. */
static loff_t seek(struct file *file, loff_t offset, int whence)
{
	struct ww_fs_file *state = ww_fs_file(file);
	loff_t position;

	if (!state->lower)
		return -EINVAL;
	if (ww_has_own_pages(file_inode(file)) && (whence == SEEK_DATA || whence == SEEK_HOLE)) {
		position = ww_flush_range(file_inode(file), 0, LLONG_MAX);
		if (position)
			return position;
	}
	mutex_lock(&state->lock);
	state->lower->f_pos = file->f_pos;
	position = vfs_llseek(state->lower, offset, whence);
	if (position >= 0)
		file->f_pos = position;
	mutex_unlock(&state->lock);
	return position;
}

static long allocate(struct file *file, int mode, loff_t offset, loff_t length)
{
	struct ww_fs_file *state = ww_fs_file(file);
	loff_t size;
	long error;

	if (mode & ~(FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE | FALLOC_FL_ZERO_RANGE))
		return -EOPNOTSUPP;
	if (!state->lower)
		return -EINVAL;
	if (!state->may_write)
		return -EACCES;
	size = i_size_read(file_inode(state->lower));
	error = ww_fs_allocate(file, mode, offset, length);
	ww_fs_copy_attributes(file_inode(file));
	if (!error)
		ww_fs_tell_change(file_inode(file)->i_sb, ww_lower_dentry(state->name),
				  kinds_of_write(state->lower, size));
	return error;
}

static int advise(struct file *file, loff_t offset, loff_t length, int advice)
{
	struct file *lower = ww_fs_file(file)->lower;

	if (!lower)
		return -EINVAL;
	return ww_has_own_pages(file_inode(file)) ? generic_fadvise(file, offset, length, advice)
						  : vfs_fadvise(lower, offset, length, advice);
}

/* The mapping is the lower file's, unless this one has pages. */
static int map(struct file *file, struct vm_area_struct *vma)
{
	struct ww_fs_file *state = ww_fs_file(file);
	const bool writes = (vma->vm_flags & VM_SHARED) && (vma->vm_flags & VM_MAYWRITE);

	if (!state->lower)
		return -ENODEV;
	if (!state->may_read || (writes && !state->may_write))
		return -EACCES;
	return ww_has_own_pages(file_inode(file)) ? ww_pages_map(file, vma) : ww_map_lower(file, state->lower, vma);
}

const struct file_operations ww_fs_file_operations = {
	.owner = THIS_MODULE,
	.open = ww_fs_open_file,
	.release = ww_fs_release,
	.read_iter = read_iter,
	.write_iter = write_iter,
	.splice_read = ww_splice_read,
	.splice_write = iter_file_splice_write,
	.fsync = fsync,
	.flush = flush,
	.llseek = seek,
	.fallocate = allocate,
	.fadvise = advise,
	.mmap = map,
	.lock = ww_fs_lock,
	.flock = ww_fs_flock,
	WW_CONTROL_OPERATIONS
	WW_NO_LEASES
};

const struct file_operations ww_fs_dir_operations = {
	.owner = THIS_MODULE,
	.open = ww_fs_open_file,
	.release = ww_fs_release,
	.read = generic_read_dir,
	.iterate_shared = ww_fs_iterate,
	.fsync = fsync,
	.llseek = ww_fs_seek_folder,
	.lock = ww_fs_lock,
	.flock = ww_fs_flock,
	WW_CONTROL_OPERATIONS
	WW_NO_LEASES
};

/* Pages are the lower file's. */
const struct address_space_operations ww_fs_address_operations = {
	WW_DIRECT_IO_OPERATION
};
