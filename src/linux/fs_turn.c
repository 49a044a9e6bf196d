// SPDX-License-Identifier: GPL-2.0
/*
 * Which threads fill pages of a file, write them back, and drop them.
 *
 * One thread at a time writes the pages of a file back (ww_fs_inode::writer). A truncation, a flush and a close wait
 * for their turn first, killably, and then have no page under writeback to wait for. Memory reclaim writes none.
 *
 * A thread that fills a page has it locked for as long as a filter wants, and nothing ends the wait for the lock in a
 * truncation. So a thread that drops pages stops the fills first: those that are under way end, which it awaits
 * killably, and a new one gives its page up and waits. The filters see nothing meanwhile, and the thread fills nothing.
 */
#include <linux/fs.h>
#include <linux/sched/signal.h>

#include "fs_pages.h"

/* ---- Filling --------------------------------------------------------------------------------- */

bool ww_is_filling(struct inode *inode)
{
	const struct ww_filler *filler;
	bool found = false;

	spin_lock(&inode->i_lock);
	list_for_each_entry(filler, &ww_fs_inode(inode)->fillers, among)
		found |= filler->task == current;
	spin_unlock(&inode->i_lock);
	return found;
}

bool ww_begin_filling(struct inode *inode, struct ww_filler *filler)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);
	/* What it fills already is awaited. */
	const bool is_inner = ww_is_filling(inode);
	bool may_fill;

	filler->task = current;
	spin_lock(&inode->i_lock);
	may_fill = is_inner || !node->stops_fills;
	if (may_fill)
		list_add_tail(&filler->among, &node->fillers);
	spin_unlock(&inode->i_lock);
	return may_fill;
}

void ww_end_filling(struct inode *inode, struct ww_filler *filler)
{
	spin_lock(&inode->i_lock);
	list_del(&filler->among);
	spin_unlock(&inode->i_lock);
	wake_up_all(&ww_fs_inode(inode)->turn);
}

int ww_wait_to_fill(struct inode *inode)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);

	return wait_event_killable(node->turn, !READ_ONCE(node->stops_fills)) ? -EINTR : 0;
}

static void set_stop(struct inode *inode, bool stops)
{
	spin_lock(&inode->i_lock);
	WRITE_ONCE(ww_fs_inode(inode)->stops_fills, stops);
	spin_unlock(&inode->i_lock);
}

static bool have_filled(struct inode *inode)
{
	bool have;

	spin_lock(&inode->i_lock);
	have = list_empty(&ww_fs_inode(inode)->fillers);
	spin_unlock(&inode->i_lock);
	return have;
}

/* ---- The turn to write back, and to drop ------------------------------------------------------ */

bool ww_write_turn_try(struct ww_fs_inode *node)
{
	return !cmpxchg(&node->writer, NULL, current);
}

int ww_write_turn_begin(struct inode *inode, bool must_end)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);

	if (must_end)
		wait_event_idle(node->turn, ww_write_turn_try(node));
	else if (wait_event_killable(node->turn, ww_write_turn_try(node)))
		return -EINTR;
	node->must_end = must_end;
	return 0;
}

int ww_stop_fills(struct inode *inode)
{
	set_stop(inode, true);
	return wait_event_killable(ww_fs_inode(inode)->turn, have_filled(inode)) ? -EINTR : 0;
}

int ww_write_turn_alone(struct inode *inode)
{
	int error = ww_write_turn_begin(inode, false);

	if (error)
		return error;
	error = ww_stop_fills(inode);
	if (error)
		ww_write_turn_end(inode);
	return error;
}

void ww_write_turn_end(struct inode *inode)
{
	struct ww_fs_inode *node = ww_fs_inode(inode);

	if (node->stops_fills)
		set_stop(inode, false);
	smp_store_release(&node->writer, NULL);
	wake_up_all(&node->turn);
}

bool ww_has_pages_locked(struct inode *inode)
{
	return READ_ONCE(ww_fs_inode(inode)->writer) == current || ww_is_filling(inode);
}
