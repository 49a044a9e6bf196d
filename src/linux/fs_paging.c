// SPDX-License-Identifier: GPL-2.0
/*
 * Paging I/O: the pages of a file are filled, and written back. fs_turn.c says by which thread.
 *
 * The pages of an operation are copied, so that a filter may keep the buffer when the program has been killed.
 */
#include <linux/cred.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uio.h>
#include <linux/workqueue.h>
#include <linux/writeback.h>

#include "fs_pages.h"

/* One operation at most. */
#define MOST_PAGES ((1u << 20) / PAGE_SIZE)

/* An instance sees pages that are filled or written. */
bool ww_paging_is_shown(const struct inode *inode)
{
	return ww_fs_wants(inode, WW_FS_READ_PAGING) || ww_fs_wants(inode, WW_FS_WRITE_PAGING);
}

/* ---- Below the filters ----------------------------------------------------------------------- */

/* What is behind the end is not the file's. The lower file may have been made longer beside the mount, or shorter. */
static size_t bytes_inside(const struct ww_fs_transfer *transfer)
{
	const loff_t size = min(i_size_read(file_inode(transfer->lower)), (loff_t)transfer->end);

	return transfer->offset < size ? min_t(loff_t, transfer->length, size - transfer->offset) : 0;
}

static ssize_t write_below(struct ww_fs_transfer *transfer)
{
	struct kvec range = { .iov_base = transfer->buffer, .iov_len = bytes_inside(transfer) };
	loff_t position = transfer->offset;
	struct iov_iter iter;
	ssize_t done;

	iov_iter_kvec(&iter, WRITE, &range, 1, range.iov_len);
	while (iov_iter_count(&iter)) {
		done = ww_fs_transfer_with(transfer->lower, &iter, &position, 0, true);
		if (done <= 0)
			return done ? done : -EIO;
	}
	return transfer->length;
}

static ssize_t read_below(struct ww_fs_transfer *transfer)
{
	struct kvec range = { .iov_base = transfer->buffer, .iov_len = transfer->length };
	struct file *lower = transfer->lower;
	loff_t position = transfer->offset;
	struct iov_iter iter;
	ssize_t done;

	iov_iter_kvec(&iter, READ, &range, 1, range.iov_len);
	done = ww_fs_transfer_with(lower, &iter, &position, 0, false);
	/* One copy in memory is enough. */
	if (done > 0)
		invalidate_mapping_pages(lower->f_mapping, transfer->offset >> PAGE_SHIFT, (position - 1) >> PAGE_SHIFT);
	return done;
}

struct elsewhere {
	struct work_struct work;
	struct ww_fs_transfer *transfer;
	ssize_t done;
};

/* The pages may be other programs'. ww_reserve() has asked for the rights of these. */
static ssize_t transfer_as_mounter(struct ww_fs_transfer *transfer)
{
	const struct cred *before = override_creds(((struct file *)transfer->lower)->f_cred);
	const ssize_t done = transfer->is_write ? write_below(transfer) : read_below(transfer);

	revert_creds(before);
	return done;
}

static void write_in_worker(struct work_struct *work)
{
	struct elsewhere *elsewhere = container_of(work, struct elsewhere, work);
	const unsigned int scope = memalloc_nofs_save();

	elsewhere->done = transfer_as_mounter(elsewhere->transfer);
	memalloc_nofs_restore(scope);
}

static ssize_t write_elsewhere(struct ww_fs_transfer *transfer)
{
	struct elsewhere elsewhere = { .transfer = transfer };

	INIT_WORK_ONSTACK(&elsewhere.work, write_in_worker);
	queue_work(system_unbound_wq, &elsewhere.work);
	flush_work(&elsewhere.work);
	destroy_work_on_stack(&elsewhere.work);
	return elsewhere.done;
}

/* Neither a limit of the program's files nor its end may lose the data of others. */
static bool is_hindered(void)
{
	return !(current->flags & PF_KTHREAD) &&
	       (rlimit(RLIMIT_FSIZE) != RLIM_INFINITY || fatal_signal_pending(current));
}

ssize_t ww_pages_transfer_below(struct ww_fs_transfer *transfer)
{
	ssize_t done = -EINTR;

	if (!transfer->is_write || !is_hindered())
		done = transfer_as_mounter(transfer);
	/* It may have been killed meanwhile. */
	return transfer->is_write && done < 0 && is_hindered() ? write_elsewhere(transfer) : done;
}

/* ---- Paging I/O ------------------------------------------------------------------------------ */

/* A file object of a name below, if no open file is known. */
struct page_object {
	struct dentry *alias;
	void *object;
};

static int make_object(struct inode *inode, struct page_object *made)
{
	const struct ww_place place = { inode->i_sb, made->alias = d_find_any_alias(ww_lower_inode(inode)) };

	if (!made->alias)
		return -ESTALE;
	made->object = ww_fs_new_object_at(&place, ww_fs_stream(inode), true);
	if (made->object)
		return 0;
	dput(made->alias);
	made->alias = NULL;
	return -ENOMEM;
}

static void drop_object(struct page_object *made)
{
	if (!made->alias)
		return;
	ww_file_object_delete(made->object);
	dput(made->alias);
}

struct file *ww_open_for_pages(struct inode *inode, const struct path *lower, bool is_write)
{
	return dentry_open(lower, (is_write ? O_WRONLY : O_RDONLY) | O_LARGEFILE, ww_fs_super(inode->i_sb)->pager);
}

/* Any name of the lower file, with a reference; or none. */
struct path ww_path_by_alias(struct inode *inode)
{
	return (struct path){ .mnt = ww_fs_super(inode->i_sb)->lower.mnt,
			      .dentry = d_find_any_alias(ww_lower_inode(inode)) };
}

static struct file *open_by_alias(struct inode *inode, bool is_write)
{
	const struct path lower = ww_path_by_alias(inode);
	struct file *file = lower.dentry ? ww_open_for_pages(inode, &lower, is_write) : ERR_PTR(-ESTALE);

	dput(lower.dentry);
	return file;
}

/* With a reference; or an ERR_PTR(). */
static struct file *lower_of(struct inode *inode, bool is_write)
{
	struct file *lower;

	spin_lock(&inode->i_lock);
	lower = ww_fs_inode(inode)->lowers[is_write];
	if (lower)
		get_file(lower);
	spin_unlock(&inode->i_lock);
	return lower ? lower : open_by_alias(inode, is_write);
}

static ssize_t send_to(struct inode *inode, struct ww_fs_transfer *transfer, void *object)
{
	struct page_object made = {};
	ssize_t done;
	int error = object ? 0 : make_object(inode, &made);

	if (error)
		return error;
	done = ww_fs_send_transfer(object ? object : made.object, transfer);
	drop_object(&made);
	return done;
}

/* @object: or NULL, for one of the inode's. */
static ssize_t transfer_pages(struct inode *inode, struct ww_fs_transfer *transfer, void *object)
{
	const enum ww_fs_kind kind = transfer->is_write ? WW_FS_WRITE_PAGING : WW_FS_READ_PAGING;
	struct file *lower = lower_of(inode, transfer->is_write);
	ssize_t done;

	if (IS_ERR(lower))
		return PTR_ERR(lower);
	transfer->lower = lower;
	transfer->is_paging = true;
	done = ww_fs_wants(inode, kind) ? send_to(inode, transfer, object) : ww_lower_transfer(transfer);
	fput(lower);
	return done;
}

/* ---- Filling --------------------------------------------------------------------------------- */

/* What is behind the end is zero. The buffer is NULL afterwards if a filter has kept it. */
static int fill_with(struct inode *inode, struct file *file, loff_t position, u8 **buffer, size_t bytes)
{
	const loff_t size = i_size_read(inode);
	struct ww_fs_transfer transfer = { .buffer = *buffer, .length = bytes, .offset = position };
	void *object = file && ww_fs_wants(inode, WW_FS_READ_PAGING) ? ww_fs_file_object(file) : NULL;
	ssize_t done = 0;

	if (position < size)
		done = transfer_pages(inode, &transfer, object);
	*buffer = transfer.buffer;
	if (done < 0)
		return done;
	done = min_t(loff_t, done, max_t(loff_t, size - position, 0));
	memset(*buffer + done, 0, bytes - done);
	return 0;
}

static int fill(struct inode *inode, struct file *file, loff_t position, u8 **buffer, size_t bytes)
{
	struct ww_filler filler;
	int error;

	if (!ww_begin_filling(inode, &filler))
		return WW_FILLS_STOPPED;
	error = fill_with(inode, file, position, buffer, bytes);
	ww_end_filling(inode, &filler);
	return error;
}

static void copy_to_page(struct ww_page *page, const u8 *from)
{
	u8 *to = ww_page_map(page);

	memcpy(to, from, PAGE_SIZE);
	ww_page_unmap(to);
	ww_page_flush(page);
	ww_page_set_uptodate(page);
}

/* The page is locked. */
int ww_fill_page(struct inode *inode, struct file *file, struct ww_page *page)
{
	u8 *buffer = kmalloc(PAGE_SIZE, GFP_KERNEL_ACCOUNT);
	int error = -ENOMEM;

	if (buffer)
		error = fill(inode, file, (loff_t)ww_page_index(page) << PAGE_SHIFT, &buffer, PAGE_SIZE);
	if (!error)
		copy_to_page(page, buffer);
	kfree(buffer);
	return error;
}

int ww_paging_read(struct file *file, struct ww_page *page)
{
	struct inode *inode = ww_page_mapping(page)->host;
	int error = ww_fill_page(inode, file, page);

	ww_page_unlock(page);
	if (error != WW_FILLS_STOPPED)
		return error;
	error = ww_wait_to_fill(inode);
	/* The caller tries again. */
	return error ? error : AOP_TRUNCATED_PAGE;
}

/* A page that is not filled is read by itself later, and says why that fails. */
void ww_paging_read_ahead(struct readahead_control *ahead)
{
	struct inode *inode = ahead->mapping->host;
	const loff_t start = readahead_pos(ahead);
	const size_t bytes = min_t(size_t, readahead_length(ahead), MOST_PAGES * PAGE_SIZE);
	u8 *buffer = kvmalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_NORETRY | __GFP_NOWARN);
	const bool is_filled = buffer && !fill(inode, ahead->file, start, &buffer, bytes);
	struct ww_page *page;
	size_t at = 0;

	while ((page = ww_page_ahead(ahead))) {
		if (is_filled && at < bytes)
			copy_to_page(page, buffer + at);
		at += PAGE_SIZE;
		ww_page_unlock(page);
		ww_page_put(page);
	}
	kvfree(buffer);
}

/* ---- Writing back ---------------------------------------------------------------------------- */

/* Neighbours, which are written by one operation. */
struct batch {
	struct inode *inode;
	struct page_object made;
	void *object;			/* of an open file; or NULL */
	u8 *buffer;
	unsigned int room, count;	/* pages */
	int stopped;			/* why no more pages are written now; or 0 */
	struct ww_page *pages[MOST_PAGES];
};

/* Linux would try a flush that fails with ENOMEM again, for ever: a filter may be the reason. */
#define NO_MEMORY (-ENOBUFS)

static void make_buffer(struct batch *batch, unsigned long pages)
{
	batch->room = clamp(pages, 1ul, (unsigned long)MOST_PAGES);
	batch->buffer = batch->room == 1 ? NULL
		: kvmalloc(batch->room * PAGE_SIZE, GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN);
	if (batch->buffer)
		return;
	batch->room = 1;
	batch->buffer = kmalloc(PAGE_SIZE, GFP_NOFS | __GFP_NOFAIL);
}

/* The writer is at work, so the file stays. */
static void *object_of_writer(struct inode *inode)
{
	struct ww_fs_file *state, *found = NULL;

	spin_lock(&inode->i_lock);
	list_for_each_entry(state, &ww_fs_inode(inode)->files, among) {
		if (state->may_write) {
			found = state;
			break;
		}
	}
	spin_unlock(&inode->i_lock);
	return found ? ww_fs_object_of_state(found) : NULL;
}

static struct batch *make_batch(struct inode *inode)
{
	struct batch *batch = kzalloc(sizeof(*batch), GFP_KERNEL | __GFP_NOFAIL);

	batch->inode = inode;
	make_buffer(batch, inode->i_mapping->nrpages);
	if (ww_fs_wants(inode, WW_FS_WRITE_PAGING))
		batch->object = object_of_writer(inode);
	return batch;
}

static loff_t start_of(const struct batch *batch)
{
	return (loff_t)ww_page_index(batch->pages[0]) << PAGE_SHIFT;
}

static int write_batch(struct batch *batch)
{
	struct inode *inode = batch->inode;
	const loff_t start = start_of(batch), left = i_size_read(inode) - start;
	const unsigned int sector = ww_fs_super(inode->i_sb)->sector_size;
	struct ww_fs_transfer transfer = {
		.buffer = batch->buffer,
		.length = min_t(loff_t, batch->count * PAGE_SIZE, round_up(max_t(loff_t, left, 1), sector)),
		.offset = start,
		.end = start + left,
		.is_write = true,
		.must_end = ww_fs_inode(inode)->must_end,
	};
	const ssize_t done = transfer_pages(inode, &transfer, batch->object);

	batch->buffer = transfer.buffer;
	if (!batch->buffer)
		make_buffer(batch, batch->room);
	if (done < 0)
		return done;
	return done < min_t(loff_t, transfer.length, left) ? -EIO : 0;
}

/* A later attempt may succeed. */
static int reason_to_stop(const struct batch *batch, int error)
{
	if (error && !ww_fs_inode(batch->inode)->must_end && fatal_signal_pending(current))
		return -EINTR;
	return error == -ENOMEM ? NO_MEMORY : 0;
}

/*
 * What a killed program has not written is written later, and so is what there was no memory for. The data of another
 * failure is lost, and fsync(2) says so.
 */
static int end_batch(struct batch *batch, struct writeback_control *control)
{
	int error = batch->count ? write_batch(batch) : 0;
	unsigned int i;

	if (error)
		batch->stopped = reason_to_stop(batch, error);
	if (error && !batch->stopped)
		mapping_set_error(batch->inode->i_mapping, error);
	for (i = 0; i < batch->count; i++) {
		if (batch->stopped)
			ww_page_redirty(batch->pages[i], control);
		ww_page_end_writeback(batch->pages[i]);
	}
	batch->count = 0;
	return batch->stopped ? batch->stopped : error;
}

static bool is_neighbour(const struct batch *batch, const struct ww_page *page)
{
	return batch->count < batch->room &&
	       ww_page_index(page) == ww_page_index(batch->pages[0]) + batch->count;
}

/* The bytes behind the end, which a mapping may have written, are zero. */
static void copy_from_page(u8 *to, struct ww_page *page, size_t bytes)
{
	u8 *from = ww_page_map(page);

	memset(from + bytes, 0, PAGE_SIZE - bytes);
	memcpy(to, from, PAGE_SIZE);
	ww_page_unmap(from);
	ww_page_flush(page);
}

static int write_page(WW_DIRTY_PAGE_ARGUMENT, struct writeback_control *control, void *data)
{
	struct ww_page *page = ww_dirty_page(dirty);
	struct batch *batch = data;
	const loff_t left = i_size_read(batch->inode) - ((loff_t)ww_page_index(page) << PAGE_SHIFT);
	int error = 0;

	if (batch->count && !is_neighbour(batch, page))
		error = end_batch(batch, control);
	if (batch->stopped)
		ww_page_redirty(page, control);
	/* Else it is being truncated. */
	else if (left > 0) {
		copy_from_page(batch->buffer + batch->count * PAGE_SIZE, page, min_t(loff_t, left, PAGE_SIZE));
		batch->pages[batch->count++] = page;
		ww_page_begin_writeback(page);
	}
	ww_page_unlock(page);
	return batch->stopped ? batch->stopped : error;
}

static int write_with(struct batch *batch, struct writeback_control *control)
{
	const bool is_in_cache = ww_paging_is_shown(batch->inode) && ww_fs_enter_cache(WW_FS_OF_CACHE);
	int error = ww_write_pages(batch->inode->i_mapping, control, write_page, batch);
	const int last = end_batch(batch, control);

	ww_fs_leave_cache(is_in_cache);
	kvfree(batch->buffer);
	kvfree(batch);
	return error ? error : last;
}

/* Neither memory for it, nor the lower file system, may wait for these pages. */
static int write_back(struct inode *inode, struct writeback_control *control)
{
	const unsigned int scope = memalloc_nofs_save();
	const unsigned int throttle = current->flags & PF_LOCAL_THROTTLE;
	int error;

	current->flags |= PF_LOCAL_THROTTLE;
	error = write_with(make_batch(inode), control);
	current_restore_flags(throttle, PF_LOCAL_THROTTLE);
	memalloc_nofs_restore(scope);
	return error;
}

/* What another thread writes is not waited for if nobody waits for the pages. */
int ww_paging_write(struct address_space *mapping, struct writeback_control *control)
{
	struct inode *inode = mapping->host;
	struct ww_fs_inode *node = ww_fs_inode(inode);
	const bool is_kernels = current->flags & PF_KTHREAD;
	int error;

	if (READ_ONCE(node->writer) == current)
		return write_back(inode, control);
	if (control->sync_mode == WB_SYNC_NONE && READ_ONCE(node->writer))
		return 0;
	error = ww_write_turn_begin(inode, is_kernels);
	if (error)
		return error;
	error = write_back(inode, control);
	ww_write_turn_end(inode);
	return error;
}

/* What a program gets. */
static int error_of_flush(int error)
{
	return error == NO_MEMORY ? -ENOMEM : error;
}

int ww_pages_flush(struct file *file, loff_t start, loff_t end)
{
	struct inode *inode = file_inode(file);
	int error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	error = error_of_flush(file_write_and_wait_range(file, start, end));
	ww_write_turn_end(inode);
	return error;
}

int ww_flush_in_turn(struct inode *inode, loff_t start, loff_t end)
{
	return error_of_flush(filemap_write_and_wait_range(inode->i_mapping, start, end));
}

/* The same without the errors of other writes. */
int ww_flush_range(struct inode *inode, loff_t start, loff_t end)
{
	int error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	error = ww_flush_in_turn(inode, start, end);
	ww_write_turn_end(inode);
	return error;
}

void ww_pages_follow_lower(struct inode *inode)
{
	/* A thread that fills or writes pages would wait for itself. */
	if (ww_has_pages_locked(inode))
		invalidate_mapping_pages(inode->i_mapping, 0, -1);
	else
		invalidate_inode_pages2(inode->i_mapping);
	/* A truncation makes the lower file shorter first. */
	spin_lock(&inode->i_lock);
	i_size_write(inode, max(i_size_read(inode), i_size_read(ww_lower_inode(inode))));
	spin_unlock(&inode->i_lock);
}
