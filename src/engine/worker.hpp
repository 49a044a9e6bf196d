/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Worker: one pass of a worker thread over a queue. It calls routines, looks after each of
 * them whether the thread is still what it was, and drops the reference of the queueing last.
 */
#pragma once

#include "work_queue.hpp"

namespace ww {

class Worker {
public:
	explicit Worker(Slot &slot);
	~Worker();
	Worker(const Worker &) = delete;
	Worker &operator=(const Worker &) = delete;

	void run(const Invocation &invocation);

private:
	void check(const Invocation &invocation, ww_u32 defects);
	void set_nice(ww_s32 nice);

	Slot &slot_;
	ww_s32 own_nice_;
	ww_thread_baseline expected_;
};

/* Prints what @slot runs, if that belongs to @driver. */
void worker_describe(const Slot &slot, const void *driver);

} /* namespace ww */
