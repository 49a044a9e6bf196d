/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A work queue: queueing, arming, parking, sampling, working. work_queue.hpp has the rules.
 */
#include "work_queue.hpp"

#include "base/assert.hpp"
#include "linux/fast_call.h"
#include "linux/irq_context.h"
#include "linux/stall_timer.h"
#include "linux/workqueue.h"
#include "reserved_worker.hpp"

namespace ww {

bool WorkQueue::init_shared()
{
	most_local_workers = ww_max_active(false);
	return shared_pools.init();
}

bool WorkQueue::init(u32 cpu, Class its_class)
{
	stall_.init();
	cpu_ = cpu;
	stripe_ = stripe_of(cpu);
	class_ = its_class;
	if (!pool_.init(kOwnWorkers))
		return false;
	primary_.init(acquire_worker(Place::local));
	return true;
}

/* ---- Workers -------------------------------------------------------------------------- */

/* The number of workers that are acquired for the workqueue of @place. */
Atomic<u32> &WorkQueue::workers_at(Place place)
{
	return place == Place::local ? local_workers_ : unbound_count[index_of(class_)];
}

const Atomic<u32> &WorkQueue::workers_at(Place place) const
{
	return place == Place::local ? local_workers_ : unbound_count[index_of(class_)];
}

/*
 * Linux changes the number of unbound works as CPUs come and go. The reserved worker of a class
 * occupies one of the places for good.
 */
u32 WorkQueue::most_workers(Place place)
{
	return place == Place::local ? most_local_workers : ww_max_active(true) - 1;
}

bool WorkQueue::is_full(Place place) const
{
	return workers_at(place).load() >= most_workers(place);
}

/* A worker for @place, of the queue's own pool if it can; null when none is free. */
inline Worker *WorkQueue::acquire_worker(Place place)
{
	Atomic<u32> &workers = workers_at(place);
	Worker *worker = nullptr;

	if (workers.fetch_add(1) < most_workers(place)) {
		worker = pool_.acquire();
		if (!worker)
			worker = shared_pools.acquire();
	}
	if (!worker) {
		workers.fetch_sub(1);
		return nullptr;
	}
	worker->queue = this;
	worker->stripe = stripe_;
	worker->place = place;
	return worker;
}

/* The worker may be acquired again at once, for any queue. */
inline void WorkQueue::release_worker(Worker &worker)
{
	WW_ASSERT(!primary_.is(worker));

	const u32 before = workers_at(worker.place).fetch_sub(1);

	WW_ASSERT(before);
	worker.pool->release(worker);
}

bool WorkQueue::can_acquire() const
{
	return !(state_.get() & QueueState::kPrimaryRuns) ||
	       ((pool_.any_free() || shared_pools.any_free()) &&
		!(is_full(Place::local) && is_full(Place::unbound)));
}

/* ---- Arming --------------------------------------------------------------------------- */

inline ww_workqueue WorkQueue::workqueue_of(Place place) const
{
	static_assert(kClasses * index_of(Place::local) == WW_WORKQUEUE_LOCAL &&
		      kClasses * index_of(Place::unbound) == WW_WORKQUEUE_UNBOUND);

	return static_cast<ww_workqueue>(kClasses * index_of(place) + index_of(class_));
}

/* The caller has just set armed(@place), which was clear; @before are the bits before that. */
inline bool WorkQueue::acquire_and_start(Place place, Bits before)
{
	WW_ASSERT(!(before & QueueState::armed(place)));

	const bool take_primary = place == Place::local && !(before & QueueState::kPrimaryRuns);
	Worker *worker = take_primary ? primary_.get() : acquire_worker(place);

	if (!worker) [[unlikely]] {
		state_.clear(QueueState::armed(place));
		return false;
	}
	if (place == Place::local && !take_primary)
		armed_.store(ww_on_active_cpu(cpu_) ? worker : nullptr, Order::relaxed);
	start(*worker);
	return true;
}

/* True when a worker of @place is armed now, by this call or another one. */
inline bool WorkQueue::try_arm(Place place)
{
	const Bits before = state_.set(QueueState::armed(place));

	return before & QueueState::armed(place) || acquire_and_start(place, before);
}

/*
 * Arms a worker of @wanted. If that workqueue is full or no worker is free, tries the other place.
 * If none is free, the items wait: each worker of this queue looks again when its routine has
 * returned, and the stall timer tries again. A worker that leaves during this attempt may still see
 * the bit set, and so arm none. can_acquire() then finds it released, and the attempt is repeated.
 */
void WorkQueue::arm(Place wanted)
{
	const Place other = wanted == Place::local ? Place::unbound : Place::local;

	do {
		if (try_arm(wanted) || try_arm(other))
			return;
	} while (can_acquire());
}

/*
 * The caller has just set kServed; @before is the state before that. Arms a local worker and starts
 * close samples, each only if its bit was clear.
 */
void WorkQueue::serve(Bits before)
{
	if (!(before & QueueState::kLocalArmed) && !acquire_and_start(Place::local, before))
		[[unlikely]]
		arm(Place::local);
	if (!(before & QueueState::kWatched))
		stall_.watch_closely(begun());
}

/*
 * Need not repeat: if no worker is free, the stall timer, which runs while items wait, tries again.
 */
void WorkQueue::resume_items()
{
	if (held.load())
		return;

	const uintptr_t interrupts = ww_interrupts_save();

	serve(state_.set(QueueState::kServed));
	ww_interrupts_restore(interrupts);
}

/* ---- Queueing ------------------------------------------------------------------------- */

/*
 * Pushes an item that has found none before it with its priority. Interrupts are off meanwhile,
 * because other pushes rely on the bits that this one sets, and on the worker and the timer that it
 * starts. Interrupts were on at the call, since nothing queues above DISPATCH_LEVEL.
 */
void WorkQueue::push_first(Item &item, uintptr_t tags, u32 priority)
{
	ww_fast_command(ww_interrupts_disable);
	if (claim_idle()) [[likely]] {
		hand(item, tags, priority);
		trace_arm(*primary_.get());
		ww_work_start_and_enable_interrupts(workqueue_of(Place::local), cpu_,
						    &primary_.get()->work);
		return;
	}
	push_waiting(item, tags, priority);
	ww_interrupts_enable();
}

void WorkQueue::push_waiting(Item &item, uintptr_t tags, u32 priority)
{
	const Bits needed = QueueState::kServed | QueueState::incoming(priority);

	pending_.push(item, tags, priority);
	if ((state_.get() & needed) != needed)
		serve(state_.set(needed));
}

/*
 * Claims the primary worker of an idle queue, to hand it an item and start it. False when the queue
 * is not idle; and while workers are held, since a worker does not leave an item that was handed to
 * it.
 */
inline bool WorkQueue::claim_idle()
{
	Bits bits = state_.get();

	return is_idle(bits) && !held.load(Order::relaxed) &&
	       state_.replace(bits, bits | QueueState::kServed);
}

/*
 * Hands an item to the primary worker, which the caller has claimed and starts next. The first
 * sample may be late: before the worker runs a routine, it asks for close ones if items wait.
 */
inline void WorkQueue::hand(Item &item, uintptr_t tags, u32 priority)
{
	WW_ASSERT(state_.get(Order::relaxed) & QueueState::kLocalArmed);
	primary_.hand(item, tags, priority);
	if (stall_.is_off()) [[unlikely]]
		stall_.watch_handoff(begun());
}

/* ---- The primary worker --------------------------------------------------------------- */

/*
 * Claims the primary worker, to start or replace it or give it back. Null if it runs, or if a local
 * worker is armed.
 */
Worker *WorkQueue::claim_primary()
{
	const Bits before = state_.set(QueueState::kLocalArmed);

	if (before & QueueState::kLocalArmed)
		return nullptr;
	if (!(before & QueueState::kPrimaryRuns))
		return primary_.get();
	disarm();
	return nullptr;
}

/*
 * For code that has set kLocalArmed and starts no worker, or has taken the worker back. If items
 * came meanwhile, which relied on an armed worker, arms one.
 */
void WorkQueue::disarm()
{
	state_.clear(QueueState::kServed);
	resume();
}

/* The second look is final: only the claimer starts the worker, so it stays parked. */
bool WorkQueue::claim_parked()
{
	if (!primary_.is_parked() || !claim_idle())
		return false;
	if (primary_.is_parked())
		return true;
	disarm();
	return false;
}

void WorkQueue::hand_to_claimed(Item &item, uintptr_t tags, u32 priority)
{
	hand(item, tags, priority);
	start(*primary_.get());
}

/*
 * Takes back the armed worker, which would find nothing to do. False when it has started, and when
 * another CPU armed it. Interrupts are off, as in push_first(), until items that relied on the
 * armed worker have one.
 */
bool WorkQueue::take_back_armed()
{
	ww_fast_command(ww_interrupts_disable);

	const bool is_here = ww_on_active_cpu(cpu_);
	Worker *const armed = is_here ? armed_.exchange(nullptr, Order::relaxed) : nullptr;
	const bool taken = armed && ww_work_take_back(&armed->work);

	if (taken) {
		release_worker(*armed);
		disarm();
	}
	ww_interrupts_enable();
	return taken;
}

/*
 * Starts a parked worker as if for an item, to return. Does nothing when the worker has just been
 * started, or other code has claimed it: the next reap finds it. Interrupts are off, as in
 * push_first().
 */
void WorkQueue::unpark()
{
	const uintptr_t interrupts = ww_interrupts_save();
	Worker *const worker = claim_primary();

	if (worker && primary_.is_parked()) {
		primary_.order_return();
		start(*worker);
	} else if (worker) {
		disarm();
	}
	ww_interrupts_restore(interrupts);
}

bool WorkQueue::reap()
{
	if (!primary_.is_parked())
		return false;
	if (primary_.is_unused(begun()))
		unpark();
	return primary_.is_parked();
}

/* ---- The stall timer ------------------------------------------------------------------ */

u64 WorkQueue::sample(u32 late)
{
	const u32 begun_so_far = begun();
	/* Before the look at the items: a push may start the timer again meanwhile. */
	const u32 progress = stall_.progress(begun_so_far);

	if (!is_waited_for())
		return sample_unused(begun_so_far, progress);

	const StallDecision decision = stall_.judge(progress, late, unbound_workers());

	if (decision.help && !stall_suspended.load()) {
		if (WW_IS_TRACED(stall_help)) [[unlikely]]
			ww_trace_stall_help(cpu_, class_ == Class::high, progress,
					    unbound_workers());
		/* Without it, the simulator meets the same state again. */
		if constexpr (!kSimulated)
			helped_++;
		arm(Place::unbound);
	}
	return stall_.continue_in(decision.next, begun_so_far);
}

/*
 * A sample that finds no item waiting. The timer continues if items have begun since the last
 * sample, in the same mode, so that the next item need not start it; and if a worker is armed, to
 * which an item may have been handed.
 */
u64 WorkQueue::sample_unused(u32 begun_so_far, u32 progress)
{
	const bool was_close = stall_.turn_off();

	/*
	 * A push from here on starts the timer. One in between may have relied on it: look again.
	 */
	const bool armed = state_.clear(QueueState::kWatched) & QueueState::kLocalArmed;
	const bool waited_for = is_waited_for();
	const bool close = waited_for || (progress && was_close);

	if (!(progress || armed || close) || !stall_.turn_on(close))
		return 0;
	return stall_.continue_in(waited_for ? kStallInterval
					     : close ? kIdleInterval : kHandoffInterval,
				  begun_so_far);
}

/* ---- The watch ------------------------------------------------------------------------ */

s64 WorkQueue::look(s64 now)
{
	const bool waits = has_items() || primary_.has_handed();
	const u32 begun_so_far = begun();

	if (waits && seen_since_ && begun_so_far == begun_when_seen_)
		return now - seen_since_;
	begun_when_seen_ = begun_so_far;
	seen_since_ = waits ? now : 0;
	is_told_ = false;
	return 0;
}

/* The timer writes helped_ meanwhile. */
[[gnu::no_sanitize_thread]] WorkQueue::Facts WorkQueue::facts() const
{
	const QueueState::Bits bits = state_.get();

	return { .priorities = QueueState::priorities(bits) | pending_.ready_priorities(),
		 .is_local_armed = (bits & QueueState::kLocalArmed) != 0,
		 .is_unbound_armed = (bits & QueueState::kUnboundArmed) != 0,
		 .is_parked = primary_.is_parked(),
		 .running = active_.load() + ((bits & QueueState::kPrimaryRuns) != 0),
		 .begun = begun(), .helped = helped_, .most = pool_.most_in_use() };
}

const char *WorkQueue::why_none_begins() const
{
	if (held.load())
		return "WinworkHoldWorkers holds the workers";
	return can_acquire() ? "the worker gets no processor" : "all workers are in use";
}

WorkQueue *WorkQueue::of_timer(ww_stall_timer *timer)
{
	return reinterpret_cast<WorkQueue *>(
		reinterpret_cast<char *>(StallDetector::of_timer(timer)) -
		__builtin_offsetof(WorkQueue, stall_));
}

/* ---- Working -------------------------------------------------------------------------- */

/*
 * The worker is no longer armed. The operation is a full barrier: items whose pushes saw it armed
 * are visible after it. Items that are pushed from here on may be behind a routine, and need a
 * close sample. The worker is counted as active first, so that code that finds no worker armed
 * finds this one active.
 *
 * Returns the handed item, for this worker to begin with, or null. A worker other than the primary
 * one looks only after it is counted in active_: from then on the queue is not idle, and no item is
 * handed.
 */
inline Item *WorkQueue::enter(Worker &worker)
{
	if (primary_.is(worker)) [[likely]] {
		Item *const handed = primary_.receive();
		Bits seen = state_.get(Order::relaxed);

		while (!state_.replace(seen, (seen & ~QueueState::kServed) |
						     QueueState::kPrimaryRuns)) {
		}
		/* Until here the claim lasted. */
		WW_ASSERT(seen & QueueState::kLocalArmed && !(seen & QueueState::kPrimaryRuns));
		return handed;
	}
	active_.fetch_add(1);
	if (worker.place == Place::local)
		armed_.store(nullptr, Order::relaxed);

	const Bits before = state_.clear(worker.place == Place::local ? QueueState::kServed
								      : QueueState::kUnboundArmed);

	WW_ASSERT(before & QueueState::armed(worker.place));
	return primary_.receive();
}

/* Runs the handed item, if there is one. True when the queue has other items. */
[[gnu::always_inline]] inline bool WorkQueue::run_handed(Worker &worker, Item *handed)
{
	if (handed) {
		worker.begin(*handed);
		/* As in run_next(). */
		resume();
		worker.run();
	}
	return has_items();
}

/*
 * Runs an item of the queue. True when there are more. @gives_way is set when the worker has to
 * stop because another one is taking.
 */
[[gnu::always_inline]] inline bool WorkQueue::run_next(Worker &worker, bool &gives_way)
{
	const Taken taken = pending_.take(state_, held, worker.running);

	if (taken != Taken::item) {
		gives_way = taken == Taken::by_another;
		return false;
	}
	/* Before the call: the routine may never return. */
	resume();
	worker.run();
	return has_items();
}

/*
 * The worker has stopped. Takes back the armed worker of an empty queue. From here on the worker may
 * be armed again; when the function returns true, only by waking this thread, which parks. It does
 * not park while another worker is armed, because Linux may need this thread for that one. A worker
 * that stopped because another one was taking leaves the items to that one. If it called resume(),
 * it would be started again while the other one still takes.
 */
inline bool WorkQueue::leave(Worker &worker, bool may_stay, bool gives_way)
{
	const bool last = seems_empty() && (!is_local_armed() || take_back_armed());
	bool parks = false;

	if (primary_.is(worker)) [[likely]] {
		parks = !primary_.take_order() && may_stay && last && !held.load() &&
			worker.work.may_park_thread;
		if (parks)
			ww_work_announce_park(&worker.work);

		const Bits before = state_.clear(QueueState::kPrimaryRuns);

		WW_ASSERT(before & QueueState::kPrimaryRuns);
	} else {
		const u32 before = active_.fetch_sub(1);

		WW_ASSERT(before);
		release_worker(worker);
	}
	if (!gives_way) [[likely]]
		resume();
	return parks;
}

/*
 * Runs the handed item, and items of the queue while rounds are left. Then parks, or returns.
 *
 * A thread that is started again before it sleeps gets no new rounds, because the pool's other works
 * wait until it sleeps or returns. After kMostParks it returns in any case. That clears what Linux
 * has noted of the work, such as that it computes for long.
 */
[[gnu::always_inline]] inline void WorkQueue::work(Worker &worker)
{
	u32 rounds_left = kMostItems;
	u32 parks_left = kMostParks;

	for (;;) {
		Item *const handed = enter(worker);
		bool gives_way = false;

		if (run_handed(worker, handed)) {
			while (rounds_left && run_next(worker, gives_way))
				rounds_left--;
		}
		worker.finish();
		if (!leave(worker, rounds_left && parks_left, gives_way))
			return;
		rounds_left = ww_worker_park(&worker.work) ? kMostItems : rounds_left - 1;
		parks_left--;
	}
}

} /* namespace ww */

extern "C" ww_u64 ww_stall_timer_expired(ww_stall_timer *timer, ww_u32 late)
{
	return ww::WorkQueue::of_timer(timer)->sample(late);
}

extern "C" void ww_worker_main(ww_work *work)
{
	auto *worker = reinterpret_cast<ww::Worker *>(work);

	if (worker->queue) [[likely]]
		worker->queue->work(*worker);
	else
		ww::reserved_work(*worker);
}
