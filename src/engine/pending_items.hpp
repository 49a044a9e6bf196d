/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PendingItems: the items of one work queue that no worker has yet. Any CPU pushes; one worker at a
 * time takes.
 *
 * An item goes through three stages. Each is a list for each priority:
 *
 *	incoming	a lock-free stack, newest first. A push is one compare-and-exchange.
 *	backlog		the whole stack, detached by a worker, while its order is being reversed
 *	ready		a list, oldest first, from which items are taken
 *
 * Reversing is bounded: at most kMostSorted items are moved at a time, with preemption off. The
 * unsorted part of a backlog is linked from new to old. Its sorted part is linked from old to new,
 * and is newer than all unsorted items. When nothing is left unsorted, the sorted part joins the
 * end of the ready list, whose items are older.
 */
#pragma once

#include "base/assert.hpp"
#include "base/preemption.hpp"
#include "linux/thread.h"
#include "item.hpp"
#include "queue_state.hpp"

namespace ww {

/* How an attempt to take an item ended. */
enum class Taken : u8 { item, nothing, by_another };

class PendingItems {
public:
	/*
	 * Pushes behind other incoming items. When false there are none, and nothing has happened.
	 * When true, the item may already have run and be freed. The release of the exchange makes
	 * what the caller wrote before visible to the routine.
	 */
	bool push_behind(Item &item, uintptr_t tags, u32 priority)
	{
		const uintptr_t newest = incoming_[priority].load(Order::relaxed);

		return newest && link(newest, item, tags, priority);
	}

	/* Pushes, also as the first item. The caller then sets QueueState::incoming(@priority). */
	void push(Item &item, uintptr_t tags, u32 priority)
	{
		while (!link(0, item, tags, priority)) {
		}
	}

	/*
	 * Takes the item whose turn it is, and copies it to @invocation: after this the item may be
	 * gone. Takes nothing while @held.
	 */
	Taken take(QueueState &state, const Atomic<bool> &held, Invocation &invocation);

	/* The priorities that have a backlog or ready items. */
	u32 ready_priorities() const { return ready_priorities_.load(); }

	/* Whether that was so a moment ago; orders nothing. */
	bool seem_ready() const { return ready_priorities_.load(Order::relaxed); }

	/* A running number of items that were taken, and of batches that were sorted. */
	u32 taken() const { return taken_.load(Order::relaxed); }

	/* Returns when no worker is in take() that was there at the call. */
	void wait_for_taker() const;

private:
	struct List {
		Item *first;
		Item *last;
	};

	struct Backlog {
		Item *unsorted;
		List sorted;
	};

	static constexpr u32 kMostSorted = 64;	/* items at a time; twice with preemption off */
	static constexpr u32 kMostPassedOver = 16;	/* items before one of a lower priority */

	static constexpr u32 bit(u32 priority) { return 1u << priority; }
	static constexpr u32 highest(u32 priorities) { return 31 ^ __builtin_clz(priorities); }

	/* Behind @newest, or the newest at that moment; false when the stack has become empty. */
	bool link(uintptr_t newest, Item &item, uintptr_t tags, u32 priority)
	{
		WW_ASSERT(priority < kPriorities && tags & Item::kQueued);
		do {
			item.link_to(reinterpret_cast<Item *>(newest), tags);
			if (incoming_[priority].compare_exchange(
				    newest, reinterpret_cast<uintptr_t>(&item)))
				return true;
		} while (newest);
		return false;
	}

	Item *next(QueueState &state, u32 &priority);
	Item *sort_incoming(QueueState &state, u32 incoming, u32 &priority);
	Item *detach(QueueState &state, u32 priority);
	void add_backlog(u32 priority, Item *newest);
	u32 sort(QueueState &state, u32 priority, u32 most);
	void collect(QueueState &state, u32 priorities);
	u32 next_priority(u32 priorities);

	/* Plain stores suffice: only the worker in take() writes. */
	void count_taken() { taken_.store(taken_.load(Order::relaxed) + 1, Order::relaxed); }

	alignas(64) Atomic<uintptr_t> incoming_[kPriorities]{};	/* newest first */

	/* These belong to the worker that set taking_. Others read two of them. */
	alignas(64) Atomic<bool> taking_{};
	Atomic<u32> ready_priorities_{};
	Atomic<u32> taken_{};
	u32 passed_over_ = 0;		/* items taken since a lower priority had its turn */
	u32 last_lower_ = 0;
	List ready_[kPriorities]{};
	Backlog backlog_[kPriorities]{};
};

/* The whole incoming stack of @priority: the newest item, linked to the older ones. */
inline Item *PendingItems::detach(QueueState &state, u32 priority)
{
	WW_ASSERT(taking_.load(Order::relaxed));
	/* The bit first: an item that is pushed in between finds it clear, and sets it again. */
	state.clear(QueueState::incoming(priority));
	return reinterpret_cast<Item *>(incoming_[priority].exchange(0));
}

/*
 * The priority whose turn it is. The highest one; but after kMostPassedOver items in a row, each
 * taken while lower priorities waited, one of those has its turn, in rotation. So items of high
 * priority delay an item below them by a bounded number of items.
 */
inline u32 PendingItems::next_priority(u32 priorities)
{
	const u32 top = highest(priorities);

	if (!(priorities & (priorities - 1))) [[likely]] {
		passed_over_ = 0;
		return top;
	}
	if (++passed_over_ <= kMostPassedOver)
		return top;
	passed_over_ = 0;

	const u32 lower = priorities & ~bit(top);
	const u32 below_last = lower & (bit(last_lower_) - 1);

	last_lower_ = highest(below_last ? below_last : lower);
	return last_lower_;
}

/*
 * Moves incoming items towards the ready lists. If there is only one item in all, it needs no list:
 * returns it, with its @priority.
 */
inline Item *PendingItems::sort_incoming(QueueState &state, u32 incoming, u32 &priority)
{
	if (incoming & (incoming - 1) || seem_ready()) {
		collect(state, incoming);
		return nullptr;
	}
	priority = __builtin_ctz(incoming);

	Item *const newest = detach(state, priority);

	if (!newest)
		return nullptr;
	if (!newest->next())
		return newest;
	add_backlog(priority, newest);
	return nullptr;
}

/*
 * The next item. Null when there is none, and when too many are unsorted: then the caller must
 * enable preemption for a moment.
 */
[[gnu::always_inline]] inline Item *PendingItems::next(QueueState &state, u32 &priority)
{
	if (const u32 incoming = QueueState::priorities(state.get())) [[unlikely]] {
		if (Item *const only = sort_incoming(state, incoming, priority)) {
			passed_over_ = 0;
			count_taken();
			return only;
		}
	}

	const u32 priorities = ready_priorities_.load(Order::relaxed);

	if (!priorities)
		return nullptr;
	priority = next_priority(priorities);

	List &ready = ready_[priority];

	if (!ready.first) [[unlikely]]
		sort(state, priority, kMostSorted);

	Item *item = ready.first;

	if (!item) [[unlikely]]
		return nullptr;
	ready.first = item->next();
	if (!ready.first && !backlog_[priority].unsorted)
		ready_priorities_.store(priorities & ~bit(priority), Order::relaxed);
	count_taken();
	return item;
}

/*
 * A worker that finds another one taking does not wait. Before it came here it has cleared the bit
 * of @state that says that a worker is armed. The other one reads that bit after it has taken, in
 * WorkQueue::resume(). So the remaining items get a worker. Preemption is off while taking_ is set,
 * because no other worker can take then. While many items are unsorted, it is enabled between two
 * batches, and any worker may continue with them.
 */
[[gnu::always_inline]] inline Taken PendingItems::take(QueueState &state, const Atomic<bool> &held,
						       Invocation &invocation)
{
	for (;;) {
		Item *item = nullptr;
		bool unsorted = false;

		{
			PreemptionGuard alone;

			if (taking_.exchange(true))
				return Taken::by_another;
			if (!held.load()) {
				item = next(state, invocation.priority);
				unsorted = !item && seem_ready();
			}
			taking_.store(false);
		}
		if (item) {
			item_dequeued(*item, invocation);
			return Taken::item;
		}
		if (!unsorted)
			return Taken::nothing;
		ww_yield();
	}
}

} /* namespace ww */
