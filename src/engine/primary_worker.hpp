/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PrimaryWorker: the worker that a queue has at all times. It is the only worker of the queue that
 * parks: its thread sleeps in its work function until the worker is started again, which is cheaper
 * than a new start through Linux's workqueue. It is also the only one that items are handed to: an
 * item for an idle queue goes to it without stack and list.
 *
 * The worker is claimed by the code that sets QueueState::kLocalArmed while kPrimaryRuns is clear.
 * Only that code may start it, hand it an item, or order its thread to return.
 */
#pragma once

#include "base/assert.hpp"
#include "linux/workqueue.h"
#include "worker.hpp"

namespace ww {

class PrimaryWorker {
public:
	void init(Worker *worker) { worker_ = worker; }

	Worker *get() const { return worker_; }
	bool is(const Worker &worker) const { return &worker == worker_; }

	/*
	 * Whether the thread is parked, or on its way there: the next start wakes it. It may have
	 * been started the next moment, but not when the caller has claimed the worker.
	 */
	bool is_parked() const { return worker_ && ww_work_is_parked(&worker_->work); }

	/* ---- Direct handoff: one item, which is never put back ---- */

	/* By the claimer, which starts the worker next. */
	void hand(Item &item, uintptr_t tags, u32 priority)
	{
		WW_ASSERT(!handed_.load(Order::relaxed));
		item.remember_priority(priority, tags);
		handed_.store(&item, Order::release);
		/* No other code hands an item before the worker has started. */
		handed_items_.store(handed_items() + 1, Order::relaxed);
	}

	/* By a worker that starts: the item that was handed over and not received yet, or null. */
	Item *receive()
	{
		return handed_.load(Order::relaxed) ? handed_.exchange(nullptr) : nullptr;
	}

	bool has_handed() const { return handed_.load(); }
	u32 handed_items() const { return handed_items_.load(Order::relaxed); }

	/* ---- The order to return, instead of parking again ---- */

	/* By the claimer, which starts the worker next. */
	void order_return()
	{
		WW_ASSERT(!must_return_);
		must_return_ = true;
	}

	/* By the worker, when it has nothing left to do. */
	bool take_order()
	{
		const bool must_return = must_return_;

		must_return_ = false;
		return must_return;
	}

	/*
	 * By the reaper. True when no item has begun since the last call; @begun is the number so
	 * far.
	 */
	bool is_unused(u32 begun)
	{
		const bool unused = begun == begun_at_reap_.load(Order::relaxed);

		begun_at_reap_.store(begun, Order::relaxed);
		return unused;
	}

private:
	Worker *worker_ = nullptr;	/* constant after init() */
	Atomic<Item *> handed_{};
	Atomic<u32> handed_items_{};	/* so far */
	bool must_return_ = false;	/* the claimer writes it; once started, the worker */
	Atomic<u32> begun_at_reap_{};
};

} /* namespace ww */
