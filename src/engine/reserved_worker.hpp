/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The workers that IoTryQueueWorkItem may promise: such a worker has a thread already, which nothing
 * else needs, and runs this item first. It needs no memory for that. There are two kinds: the first
 * worker of an idle queue, when its thread is parked (work_queue.hpp), and one reserved worker for
 * each class, whose thread is parked at all times but while it runs such an item.
 *
 * A parked first worker waits where other code keeps its CPU. The stall timer then arms an unbound
 * worker, which takes the item if it starts sooner; that one may need memory for a thread.
 */
#pragma once

#include "work_queue.hpp"

namespace ww {

/*
 *	STARTING	its thread has yet to come from Linux's unbound workqueue
 *	PARKED		anybody may claim it
 *	CLAIMED		the claimer's, to run an item or to release; then the item's
 *
 *	STARTING -> PARKED	the thread, once it will see what is handed to it
 *	PARKED -> CLAIMED	claim(); exactly one of several wins
 *	CLAIMED -> PARKED	release(), or the thread when the routine has returned
 */
class ReservedWorker {
public:
	void start(bool high);
	/* Waits until the thread is parked, and has it return. PASSIVE_LEVEL. */
	void stop();

	bool claim() { return parked_.load(Order::relaxed) && parked_.exchange(false); }
	bool is_parked() const { return parked_.load(); }
	void release() { parked_.store(true); }
	/* By the claimer. */
	void run(Item &item, uintptr_t tags, u32 level);

	/* The thread's: it started. */
	void work();

	Slot &slot() { return slot_; }

private:
	Atomic<bool> parked_{};		/* false in STARTING and in CLAIMED */

	/* The claimer's; handed to the thread by starting it. */
	Item *item_ = nullptr;
	bool stops_ = false;

	Slot slot_{};
};

/* A worker that was promised to the caller, or none. With interrupts off. */
class PromisedWorker {
public:
	PromisedWorker() = default;
	explicit PromisedWorker(WorkQueue *queue) : queue_(queue) {}
	explicit PromisedWorker(ReservedWorker *reserved) : reserved_(reserved) {}

	explicit operator bool() const { return queue_ || reserved_; }

	/* One of these, once. */
	void run(Item &item, uintptr_t tags, u32 level);
	void release();

private:
	WorkQueue *queue_ = nullptr;
	ReservedWorker *reserved_ = nullptr;
};

/*
 * For an item of @level that a routine queues, or other code. With interrupts off until the worker is
 * used or released.
 */
PromisedWorker promise_worker(u32 level, bool in_routine);

/* With the work queues. */
void reserved_workers_start();
void reserved_workers_stop();

/* The thread of one started. */
void reserved_work(Slot &slot);

/* The slot that is at @address, which is not followed; null when none is. */
const Slot *reserved_slot_at(const void *address);

/* Says in the log which routines of @driver they run. */
void reserved_workers_describe(const void *driver);

} /* namespace ww */
