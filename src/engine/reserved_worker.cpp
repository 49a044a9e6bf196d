/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reserved workers, and the choice of the worker that is promised.
 */
#include "reserved_worker.hpp"

#include "worker.hpp"

namespace ww {
namespace {

/* The search is bounded, since interrupts are off. */
constexpr u32 kMostSearched = 16;

constinit ReservedWorker reserved[2];		/* by class: normal and high */

ReservedWorker &reserved_for(u32 level)
{
	return reserved[level >= kFirstHighLevel];
}

/* Does a routine run that Linux may move to any CPU? A reserved worker is one of these as well. */
bool any_unbound_runs()
{
	return unbound_workers_hired() || !reserved[0].is_parked() || !reserved[1].is_parked();
}

/* May what is promised start on @cpu at once? It would wait there for a routine of either class. */
bool is_quiet(u32 cpu)
{
	return !any_unbound_runs() && queues_of(cpu).are_idle();
}

/*
 * Asked again once the worker is claimed: a worker counts itself before it starts, and from here on
 * none is armed for this queue.
 */
bool claim_parked(u32 cpu, WorkQueue &queue)
{
	if (!is_quiet(cpu) || !queue.claim_parked())
		return false;
	if (!any_unbound_runs())
		return true;
	queue.give_back();
	return false;
}

} /* namespace */

/* ---- A reserved worker ------------------------------------------------------------------ */

void ReservedWorker::start(bool high)
{
	parked_.store(false);
	stops_ = false;
	item_ = nullptr;
	slot_.queue = nullptr;
	slot_.place = Place::unbound;
	slot_.level = kNiceZeroLevel;
	ww_work_init(&slot_.work);
	ww_work_start(high ? WW_WORKQUEUE_UNBOUND_HIGH : WW_WORKQUEUE_UNBOUND, 0, &slot_.work);
}

void ReservedWorker::stop()
{
	const auto claims = [](void *worker) { return static_cast<ReservedWorker *>(worker)->claim(); };

	while (!ww_gate_wait(claims, this)) {
	}
	stops_ = true;
	ww_work_start(WW_WORKQUEUE_UNBOUND, 0, &slot_.work);
}

void ReservedWorker::run(Item &item, uintptr_t tags, u32 level)
{
	item.remember_level(level, tags);
	item_ = &item;
	ww_work_start(WW_WORKQUEUE_UNBOUND, 0, &slot_.work);
}

void ReservedWorker::work()
{
	for (;;) {
		if (stops_)
			return;
		if (Item *const item = item_) {
			const Worker worker(slot_);

			item_ = nullptr;
			slot_.stripe = stripe_here();
			Worker::begin(slot_, *item);
			Worker::run(slot_);
		}
		/* In this order: the start that follows a claim finds the thread. */
		ww_work_keep(&slot_.work);
		parked_.store(true);
		ww_gate_wake();
		ww_worker_linger(&slot_.work);
	}
}

/* ---- The promise ------------------------------------------------------------------------ */

void PromisedWorker::run(Item &item, uintptr_t tags, u32 level)
{
	if (queue_)
		queue_->hand_to_claimed(item, tags, level);
	else
		reserved_->run(item, tags, level);
}

void PromisedWorker::release()
{
	if (queue_)
		queue_->give_back();
	else
		reserved_->release();
}

/*
 * That of the current CPU first, then of others, as Windows goes through its nodes, and the reserved
 * one last. A routine may keep its CPU until the item has run, so the first is not for its items.
 */
PromisedWorker promise_worker(u32 level, bool in_routine)
{
	const u32 here = ww_cpu();
	const u32 cpus = ww_cpu_count();
	const u32 most = cpus < kMostSearched ? cpus : kMostSearched;

	if (workers_are_held())
		return {};
	for (u32 i = in_routine ? 1 : 0; i < most; i++) {
		const u32 cpu = (here + i) % cpus;
		WorkQueue &queue = work_queue(cpu, level);

		if ((cpu == here || ww_cpu_may_help(here, cpu)) && claim_parked(cpu, queue))
			return PromisedWorker(&queue);
	}

	ReservedWorker &last = reserved_for(level);

	return last.claim() ? PromisedWorker(&last) : PromisedWorker();
}

/* ---- Both reserved workers -------------------------------------------------------------- */

void reserved_workers_start()
{
	reserved[0].start(false);
	reserved[1].start(true);
}

void reserved_workers_stop()
{
	for (ReservedWorker &worker : reserved)
		worker.stop();
}

void reserved_work(Slot &slot)
{
	reserved[&slot == &reserved[1].slot()].work();
}

const Slot *reserved_slot_at(const void *address)
{
	for (ReservedWorker &worker : reserved) {
		if (address == &worker.slot())
			return &worker.slot();
	}
	return nullptr;
}

void reserved_workers_describe(const void *driver)
{
	for (ReservedWorker &worker : reserved)
		worker_describe(worker.slot(), driver);
}

} /* namespace ww */
