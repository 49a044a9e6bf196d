/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sorting: from the incoming stacks to the ready lists.
 */
#include "pending_items.hpp"

#include "linux/cpu.h"

namespace ww {

/* @newest was detached, and nothing of the priority was left unsorted. */
void PendingItems::add_backlog(u32 priority, Item *newest)
{
	Backlog &backlog = backlog_[priority];

	WW_ASSERT(!backlog.unsorted);
	backlog.unsorted = newest;
	backlog.sorted = { nullptr, newest };
	ready_priorities_.store(ready_priorities_.load(Order::relaxed) | bit(priority),
				Order::relaxed);
}

/*
 * Moves up to @most items of the priority, at least one, towards its ready list. Detaches what came
 * in when nothing is left from before. Returns how many more items it could have moved.
 */
u32 PendingItems::sort(QueueState &state, u32 priority, u32 most)
{
	Backlog &backlog = backlog_[priority];

	WW_ASSERT(taking_.load(Order::relaxed) && most);
	if (!backlog.unsorted) {
		Item *const newest = detach(state, priority);

		if (!newest)
			return most;
		add_backlog(priority, newest);
	}

	Item *item = backlog.unsorted;
	Item *first = backlog.sorted.first;

	do {
		Item *const older = item->next();

		item->link_to(first, item->link & Item::kTags);
		first = item;
		item = older;
	} while (--most && item);
	backlog.unsorted = item;
	backlog.sorted.first = first;
	if (item) {
		/* Progress, for the stall timer. */
		count_taken();
		return 0;
	}

	List &ready = ready_[priority];

	if (ready.first)
		ready.last->link_to(first, ready.last->link & Item::kTags);
	else
		ready.first = first;
	ready.last = backlog.sorted.last;
	return most;
}

/*
 * Sorts what came in, up to kMostSorted items. The highest priority first, as it is served first.
 */
void PendingItems::collect(QueueState &state, u32 priorities)
{
	for (u32 most = kMostSorted; priorities && most; priorities &= ~bit(highest(priorities)))
		most = sort(state, highest(priorities), most);
}

void PendingItems::wait_for_taker() const
{
	while (taking_.load())
		ww_relax();
}

} /* namespace ww */
