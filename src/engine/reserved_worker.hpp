/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The workers that IoTryQueueWorkItem may promise. A promised worker has a thread already, which
 * nothing else needs, and runs this item first. It needs no memory for that. There are two kinds:
 * the primary worker of an idle queue, if its thread is parked (primary_worker.hpp), and one
 * reserved worker of each class, whose thread is parked at all times but while it runs such an
 * item.
 *
 * If other code keeps the CPU of a primary worker, the stall timer arms an unbound worker, which
 * takes the item if it starts sooner. That one may need memory for a thread.
 */
#pragma once

#include "work_queues.hpp"

namespace ww {

/*
 *	STARTING	its thread has yet to come from Linux's unbound workqueue
 *	PARKED		any code may claim it
 *	CLAIMED		the claimer's, to run an item or to release; then the item's
 *
 *	STARTING -> PARKED	the thread, once it will see what is handed to it
 *	PARKED -> CLAIMED	claim(); exactly one of several wins
 *	CLAIMED -> PARKED	release(), or the thread when the routine has returned
 */
class ReservedWorker {
public:
	void start(Class its_class);
	/* Waits until the thread is parked, and has it return. PASSIVE_LEVEL. */
	void stop();

	bool claim() { return parked_.load(Order::relaxed) && parked_.exchange(false); }
	bool is_parked() const { return parked_.load(); }
	void release() { parked_.store(true); }
	/* By the claimer. */
	void run(Item &item, uintptr_t tags, u32 priority);

	/* By the thread, when it has started. */
	void work();

	Worker &worker() { return worker_; }

private:
	Atomic<bool> parked_{};		/* false in STARTING and in CLAIMED */

	/* The claimer's; the thread's from its start on. */
	Item *item_ = nullptr;
	bool stops_ = false;

	Worker worker_{};
};

/* A worker that was promised to the caller, or none. With interrupts off. */
class PromisedWorker {
public:
	PromisedWorker() = default;
	explicit PromisedWorker(WorkQueue *queue) : queue_(queue) {}
	explicit PromisedWorker(ReservedWorker *reserved) : reserved_(reserved) {}

	explicit operator bool() const { return queue_ || reserved_; }

	/* One of these two, once. */
	void run(Item &item, uintptr_t tags, u32 priority);
	void release();

private:
	WorkQueue *queue_ = nullptr;
	ReservedWorker *reserved_ = nullptr;
};

/*
 * Promises a worker for an item of @priority. @in_routine: a routine queues the item. Interrupts
 * are off until the worker is used or released.
 */
PromisedWorker promise_worker(u32 priority, bool in_routine);

/* With the work queues. */
void reserved_workers_start();
void reserved_workers_stop();

/* The work function of a reserved worker. */
void reserved_work(Worker &worker);

/* The reserved worker at @address, which is not followed; null when there is none. */
const Worker *reserved_worker_at(const void *address);

/* Says in the log which routines of @driver they run. */
void reserved_workers_describe(const void *driver);

} /* namespace ww */
