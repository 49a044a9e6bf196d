/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WorkQueue: a KQUEUE on top of workqueue_struct. There is one for each CPU and class of
 * priorities.
 *
 * A queue call pushes its item onto a stack (PendingItems). Workers take the items in order, one
 * worker at a time, and call their routines. A worker (Worker) gets its thread from one of Linux's
 * workqueues when it is armed, that is, started and not running yet. There is no lock.
 *
 * The rules that keep Windows's promises:
 *
 *  1. push() takes no lock, allocates nothing and cannot fail. The push that finds no incoming
 *     items of its priority must also do what rule 3 asks for. It does so with interrupts off.
 *     Later pushes need not: the worker that takes the stack takes all of it.
 *  2. Taking copies what the call needs and makes the item idle. Nothing touches the item after
 *     that.
 *  3. While a queue has items, the stall timer runs. Also, one local worker is armed, or a running
 *     worker looks for items again before it stops. If a routine sleeps, Linux starts the thread of
 *     the armed worker. If a routine computes, Linux does not. Then the timer finds that the items
 *     make little progress (stall.hpp), and arms a worker of the unbound workqueue.
 *
 *     At most one local worker of a queue is armed. Without memory, a workqueue's rescuer takes all
 *     works of a CPU at once, and runs them one after the other: a second armed worker would wait
 *     for the routine of the first. For the same reason the unbound workqueue has no rescuer.
 *  4. A worker may be acquired and armed again only when its work function has nothing left to do
 *     with it. After that its thread runs no routine before it returns, or parks by rule 8.
 *  5. All workers are allocated when the module loads. Each queue has a few of its own, one of
 *     which is acquired at all times: the primary worker. Others are shared by all queues. A
 *     workqueue gets no more workers armed or running than it runs at once, so an armed worker
 *     waits for nothing but a thread. When no worker is free, items wait for a routine to return.
 *     (If an unbound workqueue runs fewer later, because CPUs come or go, an armed worker may also
 *     wait for a routine to return.)
 *  6. An item that finds the queue idle is handed to the primary worker, without stack and list.
 *     The next worker that starts takes it: the primary one, or the one that the stall timer arms
 *     if the primary one does not get its CPU. A handed item is never put back. IoTryQueueWorkItem
 *     relies on that.
 *  7. A worker runs at most kMostItems items beside those that were handed to it, then leaves the
 *     rest to the armed one. It sorts a bounded number with preemption off.
 *  8. A worker that leaves a queue without items takes back the armed one, which would find nothing
 *     to do. The primary worker then parks. So an item for an idle queue only wakes a thread,
 *     without a call of Linux's workqueue. Once a second the reaper unparks the workers of
 *     queues that began no item since. A thread also returns to Linux after kMostParks parks.
 */
#pragma once

#include "linux/stall_timer.h"
#include "linux/trace_point.h"
#include "linux/workqueue.h"
#include "item_trace.hpp"
#include "pending_items.hpp"
#include "primary_worker.hpp"
#include "stall_detector.hpp"
#include "worker_pool.hpp"

namespace ww {

class WorkQueue {
public:
	static constexpr u32 kOwnWorkers = 16;

	bool init(u32 cpu, Class its_class);
	/* Cancels the stall timer. */
	void cancel_timer() { stall_.cancel(); }
	void exit() { pool_.exit(); }

	/* Queues an item that is claimed and bound. Any IRQL <= DISPATCH_LEVEL. */
	void push(Item &item, uintptr_t tags, u32 priority)
	{
		trace_queued(item, tags, priority);
		if (!pending_.push_behind(item, tags, priority)) [[unlikely]]
			push_first(item, tags, priority);
	}

	/*
	 * For IoTryQueueWorkItem: claims the primary worker of an idle queue. False unless its
	 * thread is parked: any other thread may never come when memory is out. The caller hands it
	 * an item or calls disarm(), and has interrupts off until then.
	 */
	bool claim_parked();
	void hand_to_claimed(Item &item, uintptr_t tags, u32 priority);
	void disarm();

	/* Whether no item is queued and no worker runs. It may be otherwise the next moment. */
	bool is_idle() const { return is_idle(state_.get()); }

	/* The work function of @worker. */
	void work(Worker &worker);

	/*
	 * The stall timer expired, @late nanoseconds after it was due. Returns how many nanoseconds
	 * later it is to expire again, 0 for never.
	 */
	u64 sample(u32 late);

	/* Arms a worker if items wait for one. */
	void resume()
	{
		const QueueState::Bits bits = state_.get();

		if (!QueueState::is_served(bits) &&
		    (QueueState::priorities(bits) | pending_.ready_priorities()))
			resume_items();
	}

	/* Returns when no worker is taking an item that was doing so at the call. */
	void wait_for_taker() const { pending_.wait_for_taker(); }

	bool has_items() const
	{
		return (QueueState::priorities(state_.get()) | pending_.ready_priorities()) != 0;
	}

	bool has_parked_worker() const { return primary_.is_parked(); }
	/* Has a parked worker's thread return. */
	void unpark();
	/* The same, if no item has begun since the last call. True when a worker stays parked. */
	bool reap();

	const WorkerPool &pool() const { return pool_; }

	/*
	 * The nanoseconds until @now for which items wait and none has begun, as far as the watch knows; 0 if none
	 * waits, or some began since the last call. One thread at a time.
	 */
	s64 look(s64 now);
	/* True once, until look() returns 0. */
	bool take_telling()
	{
		const bool was_told = is_told_;

		is_told_ = true;
		return !was_told;
	}
	/* Why no item begins. */
	const char *why_none_begins() const;
	/* The contents of a queue at about one moment, for the list. */
	struct Facts {
		u32 priorities;			/* a bit for each one whose items wait */
		bool is_local_armed;
		bool is_unbound_armed;
		bool is_parked;
		u32 running;			/* workers that have items */
		u32 begun;			/* items so far */
		u32 helped;			/* samples that armed an unbound worker */
		u32 most;			/* of its own workers, at once so far */
	};
	Facts facts() const;
	u32 cpu() const { return cpu_; }
	Class its_class() const { return class_; }

	/* Where the begins and ends of this queue's calls are counted. */
	Stripe stripe() const { return stripe_; }

	/* The queue whose stall timer @timer is. */
	static WorkQueue *of_timer(ww_stall_timer *timer);

	/* ---- What all queues share ---- */

	static bool init_shared();
	static void exit_shared() { shared_pools.exit(); }
	static const SharedPools &shared() { return shared_pools; }

	/* The unbound workers that are acquired, for all queues of both classes. */
	static u32 unbound_workers()
	{
		return unbound_count[index_of(Class::normal)].load() +
		       unbound_count[index_of(Class::high)].load();
	}

	/* While held, no worker takes an item. */
	static void hold(bool hold) { held.store(hold); }
	static bool is_held() { return held.load(); }

	/* While suspended, the stall timer arms no worker. */
	static void suspend_stall_detection(bool suspend) { stall_suspended.store(suspend); }

private:
	using Bits = QueueState::Bits;

	static constexpr u32 kMostItems = 128;	/* that a worker runs before it leaves */
	static constexpr u32 kMostParks = 128;	/* of a thread before it returns to Linux */

	/* Queueing */
	[[gnu::noinline]] void push_first(Item &item, uintptr_t tags, u32 priority);
	[[gnu::noinline]] void push_waiting(Item &item, uintptr_t tags, u32 priority);
	/*
	 * Whether the queue is idle if its state still has @bits. The order of the loads matters: a
	 * worker that clears a bit is in active_ before, and its items are on the ready lists
	 * before it leaves active_. So one of the three shows the items.
	 */
	bool is_idle(Bits bits) const
	{
		return QueueState::is_idle(bits) && !active_.load() && !pending_.ready_priorities();
	}
	bool claim_idle();
	void hand(Item &item, uintptr_t tags, u32 priority);

	/* Arming */
	ww_workqueue workqueue_of(Place place) const;
	void trace_arm(const Worker &worker) const
	{
		if (WW_IS_TRACED(worker_arm)) [[unlikely]]
			ww_trace_worker_arm(&worker, cpu_, class_ == Class::high,
					    worker.place == Place::unbound);
	}
	void start(Worker &worker)
	{
		trace_arm(worker);
		ww_work_start(workqueue_of(worker.place), cpu_, &worker.work);
	}
	[[gnu::noinline]] void serve(Bits before);
	void resume_items();
	void arm(Place place);
	bool try_arm(Place place);
	bool acquire_and_start(Place place, Bits before);
	Worker *acquire_worker(Place place);
	void release_worker(Worker &worker);
	Atomic<u32> &workers_at(Place place);
	const Atomic<u32> &workers_at(Place place) const;
	static u32 most_workers(Place place);
	bool is_full(Place place) const;
	bool can_acquire() const;
	bool is_local_armed() const
	{
		return state_.get(Order::relaxed) & QueueState::kLocalArmed;
	}
	[[gnu::noinline]] bool take_back_armed();

	/* The primary worker */
	Worker *claim_primary();

	/* The stall timer */
	u64 sample_unused(u32 begun_so_far, u32 progress);
	bool is_waited_for() const
	{
		return (has_items() && !held.load()) || primary_.has_handed();
	}
	/* The number of items that workers have begun so far: the measure of progress. */
	u32 begun() const { return pending_.taken() + primary_.handed_items(); }

	/* Working */
	bool seems_empty() const
	{
		return !QueueState::priorities(state_.get(Order::relaxed)) &&
		       !pending_.seem_ready();
	}
	Item *enter(Worker &worker);
	bool run_handed(Worker &worker, Item *handed);
	bool run_next(Worker &worker, bool &gives_way);
	bool leave(Worker &worker, bool may_stay, bool gives_way);

	/* Of all queues. The first one is constant after init_shared(), the others are atomic. */
	static inline constinit u32 most_local_workers = 0;	/* of a queue */
	static inline constinit SharedPools shared_pools{};
	static inline constinit Atomic<u32> unbound_count[kClasses];	/* acquired, by class */
	static inline constinit Atomic<bool> held{};
	static inline constinit Atomic<bool> stall_suspended{};

	/*
	 * No lock covers these. cpu_, stripe_ and class_ are constant after init(). The others are
	 * atomic, or their classes say which code may write what.
	 */
	PendingItems pending_;

	alignas(64) QueueState state_;
	PrimaryWorker primary_;
	/*
	 * The armed local worker, if the queue's own CPU armed it while that was active, and it is
	 * not the primary one. Null from enter() or take_back_armed() on.
	 */
	Atomic<Worker *> armed_{};
	Atomic<u32> active_{};		/* workers but the primary one that run */
	Atomic<u32> local_workers_{};	/* acquired for Place::local */
	u32 cpu_ = 0;
	Stripe stripe_ = 0;		/* of cpu_ */
	Class class_ = Class::normal;
	StallDetector stall_;
	WorkerPool pool_;

	u32 helped_ = 0;		/* the stall timer's own: see Facts */

	/* The watch's own. */
	u32 begun_when_seen_ = 0;
	bool is_told_ = false;
	s64 seen_since_ = 0;		/* 0: no item waited */
};

} /* namespace ww */
