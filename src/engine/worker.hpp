/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Worker: one pass of a worker thread over a queue. It calls routines, looks after each of
 * them whether the thread is still what it was, and drops the reference of the queueing last.
 */
#pragma once

#include "base/task.hpp"
#include "work_item.hpp"
#include "work_queue.hpp"

namespace ww {

class Worker {
public:
	explicit Worker(Slot &slot) : slot_(slot) {}

	~Worker()
	{
		slot_.driver.store(nullptr, Order::relaxed);
		if (slot_.level != kNiceZeroLevel)
			set_level(slot_, kNiceZeroLevel);
	}

	Worker(const Worker &) = delete;
	Worker &operator=(const Worker &) = delete;

	/* An item that was handed over, and remembers its level, becomes slot.running. */
	static void begin(Slot &slot, Item &item);

	/*
	 * Runs slot.running, on the worker of @slot. Static, as the next ones, so that the slot's
	 * address can stay in a register across calls.
	 */
	static void run(Slot &slot);

private:
	static void check(Slot &slot, u32 defects);
	static void set_level(Slot &slot, u32 level);

	Slot &slot_;
};

inline void Worker::begin(Slot &slot, Item &item)
{
	slot.running.level = item.level();
	item_dequeued(item, slot.running);
}

inline void Worker::run(Slot &slot)
{
	const Invocation &running = slot.running;

	if (running.level != slot.level) [[unlikely]]
		set_level(slot, running.level);
	slot.driver.store(running.owner->driver(), Order::release);

	running.ops->call(running);

	const u32 defects = ww_thread_settle(&slot.work.thread);

	if (defects || task_states_in_use.load(Order::relaxed)) [[unlikely]]
		check(slot, defects);
	/* Last: when this was the last one, the driver may be gone the next moment. */
	running.owner->release_activity(slot.stripe);
}

/* What the current thread's worker has called, or called last; null where there is no worker. */
const Invocation *current_invocation();

/* Prints what @slot runs, if that belongs to @driver. */
void worker_describe(const Slot &slot, const void *driver);

} /* namespace ww */
