/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reserved workers, and the choice of the worker that is promised.
 */
#include "reserved_worker.hpp"

#include "linux/cpu.h"
#include "linux/wait.h"
#include "linux/workqueue.h"
#include "item_trace.hpp"

namespace ww {
namespace {

/* The search is bounded, since interrupts are off. */
constexpr u32 kMostSearched = 16;

constinit ReservedWorker reserved[kClasses];

ReservedWorker &reserved_of(Class c)
{
	return reserved[index_of(c)];
}

/* Whether a routine runs that Linux may move to any CPU. Reserved workers are such workers. */
bool any_unbound_runs()
{
	return WorkQueue::unbound_workers() || !reserved_of(Class::normal).is_parked() ||
	       !reserved_of(Class::high).is_parked();
}

/*
 * Whether an item could start on @cpu at once. It would wait there for a routine of either class.
 */
bool is_quiet(u32 cpu)
{
	return !any_unbound_runs() && queues_of(cpu).are_idle();
}

/*
 * Claims the parked worker of a quiet CPU. Looks for unbound workers again after the claim: a
 * worker is counted before it starts, and from the claim on none is armed for this queue.
 */
bool claim_parked(u32 cpu, WorkQueue &queue)
{
	if (!is_quiet(cpu) || !queue.claim_parked())
		return false;
	if (!any_unbound_runs())
		return true;
	queue.disarm();
	return false;
}

} /* namespace */

/* ---- A reserved worker ------------------------------------------------------------------ */

void ReservedWorker::start(Class its_class)
{
	const ww_workqueue workqueue = its_class == Class::high ? WW_WORKQUEUE_UNBOUND_HIGH
								: WW_WORKQUEUE_UNBOUND;

	parked_.store(false);
	stops_ = false;
	item_ = nullptr;
	worker_.queue = nullptr;
	worker_.place = Place::unbound;
	worker_.priority = kNiceZeroPriority;
	ww_work_init(&worker_.work);
	ww_work_start(workqueue, 0, &worker_.work);
}

void ReservedWorker::stop()
{
	const auto claims = [](void *worker) {
		return static_cast<ReservedWorker *>(worker)->claim();
	};

	while (!ww_gate_wait(claims, this)) {
	}
	stops_ = true;
	/* As in run(). */
	ww_work_start(WW_WORKQUEUE_UNBOUND, 0, &worker_.work);
}

/* The thread is parked, so the start wakes it, and does not use the workqueue that it names. */
void ReservedWorker::run(Item &item, uintptr_t tags, u32 priority)
{
	item.remember_priority(priority, tags);
	item_ = &item;
	ww_work_start(WW_WORKQUEUE_UNBOUND, 0, &worker_.work);
}

void ReservedWorker::work()
{
	for (;;) {
		if (stops_)
			return;
		if (Item *const item = item_) {
			item_ = nullptr;
			worker_.stripe = stripe_here();
			worker_.begin(*item);
			worker_.run();
			worker_.finish();
		}
		/* In this order, so that the start that follows a claim finds the thread. */
		ww_work_announce_park(&worker_.work);
		parked_.store(true);
		ww_gate_wake();
		ww_worker_park(&worker_.work);
	}
}

/* ---- The promise ------------------------------------------------------------------------ */

/*
 * Tries the current CPU first, then others, as Windows goes through its nodes, and the reserved
 * worker last. A routine may keep its CPU until the item has run, so its items do not go to its own
 * CPU.
 */
PromisedWorker::PromisedWorker(u32 priority, bool in_routine)
{
	const u32 here = ww_cpu();
	u32 cpu = here;

	if (WorkQueue::is_held())
		return;
	for (u32 i = 0; i < kMostSearched; i++) {
		WorkQueue &queue = work_queue(cpu, priority);
		const bool is_usable = cpu == here ? !in_routine : ww_cpu_may_help(here, cpu);

		if (is_usable && claim_parked(cpu, queue)) {
			queue_ = &queue;
			return;
		}
		cpu = ww_cpu_next_active(cpu);
		if (cpu == here)
			break;
	}

	ReservedWorker &last = reserved_of(class_of(priority));

	if (last.claim())
		reserved_ = &last;
}

PromisedWorker::~PromisedWorker()
{
	if (queue_)
		queue_->disarm();
	else if (reserved_)
		reserved_->release();
	ww_interrupts_restore(interrupts_);
}

void PromisedWorker::run(Item &item, uintptr_t tags, u32 priority)
{
	trace_queued(item, tags, priority);
	if (queue_)
		queue_->hand_to_claimed(item, tags, priority);
	else
		reserved_->run(item, tags, priority);
	queue_ = nullptr;
	reserved_ = nullptr;
}

/* ---- Both reserved workers -------------------------------------------------------------- */

void reserved_workers_start()
{
	reserved_of(Class::normal).start(Class::normal);
	reserved_of(Class::high).start(Class::high);
}

void reserved_workers_stop()
{
	for (ReservedWorker &worker : reserved)
		worker.stop();
}

void reserved_work(Worker &worker)
{
	ReservedWorker &high = reserved_of(Class::high);

	(&worker == &high.worker() ? high : reserved_of(Class::normal)).work();
}

const Worker *reserved_worker_at(const void *address)
{
	for (ReservedWorker &each : reserved) {
		if (address == &each.worker())
			return &each.worker();
	}
	return nullptr;
}

const Worker *reserved_worker_number(u32 number)
{
	return number < kClasses ? &reserved[number].worker() : nullptr;
}

void reserved_workers_describe(const void *driver)
{
	for (ReservedWorker &each : reserved)
		each.worker().describe(driver);
}

} /* namespace ww */
