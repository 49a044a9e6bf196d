/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Worker: a work_struct that gets a thread from one of Linux's workqueues, and what it runs. For
 * each item the worker calls the routine, compares the thread with its state before the call, and
 * then ends the activity of the queueing. WorkQueue::work() is its main loop.
 */
#pragma once

#include "base/task.hpp"
#include "linux/thread_baseline.h"
#include "linux/workqueue.h"
#include "item.hpp"
#include "item_trace.hpp"
#include "queue_state.hpp"

namespace ww {

class WorkQueue;
class WorkerPool;

struct Worker {
	ww_work work;			/* first: the platform passes its address */

	/* Set when the worker is acquired, constant until it is released. */
	WorkQueue *queue;		/* null for the worker of a ReservedWorker */
	Stripe stripe;			/* where the ends of its activities are counted */
	Place place;

	/* Constant. */
	u8 index;			/* in its pool */
	WorkerPool *pool;

	/* Only the worker's own thread writes these. Others read them for diagnostics. */
	u32 priority;			/* sets the nice value; kNiceZeroPriority when free */
	Invocation running;
	Atomic<uintptr_t> driver;	/* whose routine runs: never followed; and kSeen */
	u32 asked_nice;			/* by a routine for this thread, plus kNiceBias; or 0 */

	/* Only the watch writes these: watch.hpp. */
	s64 seen_since;			/* when it set kSeen */
	bool is_told;			/* of the routine that runs */
	struct {
		Item *item;
		void *routine;
		void *object;
		const ItemOps *ops;
	} seen;				/* of `running`, after it set kSeen */

	/*
	 * In `driver`, set by the watch. The store before each routine takes it away. So while it is there, no
	 * routine has begun since the watch has seen one. But begin() is before that store: `running` may already be
	 * of the next routine, in part. So the watch also compares it with its copy, and takes what differs for new.
	 */
	static constexpr uintptr_t kSeen = 1;

	static constexpr s32 kNiceBias = 40;

	/*
	 * Makes @item, which was handed over and so remembers its priority, the one to run. The
	 * item may be gone after this.
	 */
	void begin(Item &item);

	/* Calls the routine of `running`. */
	void run();

	/* After the last routine, before the thread parks or returns to Linux. */
	void finish()
	{
		driver.store(0, Order::relaxed);
		if (priority != kNiceZeroPriority)
			set_priority(kNiceZeroPriority);
	}

	/* Prints what the worker runs, if that belongs to @of_driver. */
	void describe(const void *of_driver) const;

	/* Whose routine runs, or null. */
	const void *running_driver() const
	{
		return reinterpret_cast<const void *>(driver.load(Order::acquire) & ~kSeen);
	}

	/*
	 * The nanoseconds until @now for which the same routine has run, as far as the watch knows; `seen` names that.
	 * 0 if it sees the routine for the first time, or none runs. Sets kSeen. One thread at a time.
	 */
	s64 look(s64 now);
	/* The same without setting kSeen. In any thread. */
	s64 seen_for(s64 now) const { return driver.load(Order::acquire) & kSeen ? now - seen_since : 0; }

	/*
	 * The thread that runs the routine, which the caller may not follow unless its preemption was off before this,
	 * and still is. Null if no routine runs, and in a rescuer.
	 */
	const void *thread() const
	{
		return driver.load(Order::acquire) ? work.may_park_thread : nullptr;
	}

private:
	void check(u32 defects);
	void check_nice();
	/* Whether `running` is what the watch has seen, in all that it shows. */
	bool runs_seen() const;
	void adopt(ww_thread_defect which, const char *what, s32 &expected);
	void set_priority(u32 new_priority);
};

inline void Worker::begin(Item &item)
{
	running.priority = item.priority();
	item_dequeued(item, running);
}

[[gnu::always_inline]] inline void Worker::run()
{
	if (running.priority != priority) [[unlikely]]
		set_priority(running.priority);
	driver.store(reinterpret_cast<uintptr_t>(running.owner->driver()), Order::release);

	if (WW_IS_TRACED(item_start)) [[unlikely]]
		ww_trace_item_start(running_of(running));
	running.ops->call(running);
	if (WW_IS_TRACED(item_end)) [[unlikely]]
		ww_trace_item_end(running_of(running));

	const u32 defects = ww_thread_settle(&work.thread);

	if (defects || task_states_in_use.load(Order::relaxed)) [[unlikely]]
		check(defects);
	/* Last: when no other reference is left, the driver may be gone the next moment. */
	running.owner->release_activity(stripe);
}

/*
 * The item that the current worker runs was queued for another one: from now on reports name @ops,
 * @item, @routine and @context.
 */
void worker_runs(const ItemOps &ops, Item *item, void *routine, void *context);

/* The current thread sets its nice value. If it is a worker's, its routine does. */
void worker_asks_for_nice(s32 nice);

/* The invocation that the current thread's worker runs, or ran last. Null for any other thread. */
const Invocation *current_invocation();

} /* namespace ww */
