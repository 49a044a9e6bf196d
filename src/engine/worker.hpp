/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Worker: one pass of a worker thread over a queue. It calls routines, looks after each of
 * them whether the thread is still what it was, and drops the reference of the queueing last.
 */
#pragma once

#include "task.hpp"
#include "work_queue.hpp"

namespace ww {

class Worker {
public:
	explicit Worker(Slot &slot);
	~Worker();
	Worker(const Worker &) = delete;
	Worker &operator=(const Worker &) = delete;

	/* Runs slot.running. */
	void run();

private:
	void check(ww_u32 defects);
	void set_level(ww_u32 level);
	void set_nice(ww_s32 nice);

	Slot &slot_;
	ww_u32 level_ = kNiceZeroLevel;
	ww_s32 own_nice_;
	ww_thread_baseline expected_;
};

inline void Worker::run()
{
	const Invocation &running = slot_.running;

	if (running.level != level_) [[unlikely]]
		set_level(running.level);
	slot_.driver.store(running.owner->driver(), Order::release);

	running.kind->call(running);

	const ww_u32 defects = ww_thread_settle(&expected_);

	if (defects || task_states_in_use.load(Order::relaxed)) [[unlikely]]
		check(defects);
	/* Last: when this was the last one, the driver may be gone the next moment. */
	running.owner->release_activity();
}

/* Prints what @slot runs, if that belongs to @driver. */
void worker_describe(const Slot &slot, const void *driver);

} /* namespace ww */
