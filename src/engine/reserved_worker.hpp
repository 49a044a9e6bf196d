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

/*
 * A worker that is promised for an item of @priority, or none. Interrupts are off as long as this
 * exists, because other pushes rely on the worker as they do on one that push_first() starts.
 */
class PromisedWorker {
public:
	/* @in_routine: a routine queues the item. */
	PromisedWorker(u32 priority, bool in_routine);
	/* Takes the promise back, unless the worker has an item. */
	~PromisedWorker();
	PromisedWorker(const PromisedWorker &) = delete;
	PromisedWorker &operator=(const PromisedWorker &) = delete;

	explicit operator bool() const { return queue_ || reserved_; }

	/* Once. */
	void run(Item &item, uintptr_t tags, u32 priority);

private:
	const uintptr_t interrupts_ = ww_interrupts_save();
	WorkQueue *queue_ = nullptr;
	ReservedWorker *reserved_ = nullptr;
};

/* With the work queues. */
void reserved_workers_start();
void reserved_workers_stop();

/* The work function of a reserved worker. */
void reserved_work(Worker &worker);

/* The reserved worker at @address, which is not followed; null when there is none. */
const Worker *reserved_worker_at(const void *address);

/* The reserved worker number @number, from 0, or null. */
const Worker *reserved_worker_number(u32 number);

/* Says in the log which routines of @driver they run. */
void reserved_workers_describe(const void *driver);

} /* namespace ww */
