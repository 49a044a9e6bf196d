/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The work queues: pushing, arming, taking, watching. What a worker does with the item it
 * has taken is in worker.cpp.
 */
#include "work_queue.hpp"

#include "worker.hpp"

namespace ww {
namespace {

constexpr ww_u64 kWatchPeriod = 500'000;	/* nanoseconds */
constexpr ww_u32 kFewItems = 8;			/* in a period: they are long, or none moved */
constexpr ww_u32 kHandOver = 128;		/* items a worker runs before it leaves */
constexpr ww_u32 kPassOver = 16;		/* items of a higher level before one of a lower */
constexpr ww_u32 kOwnSlots = 16;
constexpr ww_u32 kBankSlots = 64;
constexpr ww_u32 kSharedBanks = 16;		/* of kBankSlots each */

struct Queues {
	WorkQueue normal;
	WorkQueue high;
};

constinit Queues *queues = nullptr;
constinit SlotBank shared[kSharedBanks];
constinit Atomic<ww_u32> unbound_workers[2];	/* hired for each unbound workqueue: normal, high */
constinit Atomic<bool> held{};
constinit Atomic<bool> watch_suspended{};

constexpr ww_u32 bit(ww_u32 level)
{
	return 1u << level;
}

constexpr ww_u32 highest(ww_u32 levels)
{
	return 31 - __builtin_clz(levels);
}

} /* namespace */

/* ---- Slots ---------------------------------------------------------------------------- */

bool SlotBank::init(ww_u32 slots)
{
	slots_ = static_cast<Slot *>(ww_zalloc_sleeping(slots * sizeof(Slot)));
	if (!slots_)
		return false;
	count_ = slots;
	for (ww_u32 i = 0; i < slots; i++) {
		slots_[i].index = i;
		slots_[i].bank = this;
		ww_work_init(&slots_[i].work);
	}
	free_.store(slots == 64 ? ~0ull : (1ull << slots) - 1);
	return true;
}

void SlotBank::exit()
{
	ww_free(slots_);
	slots_ = nullptr;
	count_ = 0;
}

Slot *SlotBank::claim()
{
	ww_u64 seen = free_.load();

	while (seen) {
		const ww_u32 index = __builtin_ctzll(seen);

		if (free_.compare_exchange(seen, seen & ~(1ull << index), Order::seq_cst, Order::seq_cst))
			return &slots_[index];
	}
	return nullptr;
}

static Slot *claim_shared()
{
	for (SlotBank &bank : shared) {
		if (Slot *slot = bank.claim())
			return slot;
	}
	return nullptr;
}

static bool any_shared_free()
{
	for (const SlotBank &bank : shared) {
		if (bank.any_free())
			return true;
	}
	return false;
}

/* How many workers the workqueue behind @place has been given. */
Atomic<ww_u32> &WorkQueue::workers_at(Place place) const
{
	return place == Place::local ? local_workers_ : unbound_workers[high_];
}

bool WorkQueue::is_full(Place place) const
{
	return workers_at(place).load() >= ww_max_active();
}

/* A worker for @place; null when there is none to have. */
Slot *WorkQueue::hire(Place place)
{
	Atomic<ww_u32> &workers = workers_at(place);
	Slot *slot = nullptr;

	if (workers.fetch_add(1) < ww_max_active()) {
		slot = bank_.claim();
		if (!slot)
			slot = claim_shared();
	}
	if (!slot) {
		workers.fetch_sub(1);
		return nullptr;
	}
	slot->queue = this;
	slot->place = place;
	return slot;
}

/* From here on the slot may be hired again, by anybody. */
void WorkQueue::dismiss(Slot &slot)
{
	workers_at(slot.place).fetch_sub(1);
	slot.bank->release(slot);
}

bool WorkQueue::can_hire() const
{
	return (bank_.any_free() || any_shared_free()) &&
	       !(is_full(Place::local) && is_full(Place::unbound));
}

/* ---- Queueing ------------------------------------------------------------------------- */

bool WorkQueue::init(ww_u32 cpu, bool high)
{
	lock_.init(WW_LOCK_WORK_QUEUE);
	ww_watch_init(&watch_);
	cpu_ = cpu;
	high_ = high;
	return bank_.init(kOwnSlots);
}

void WorkQueue::exit()
{
	ww_watch_cancel(&watch_);
	bank_.exit();
}

/* The release of the exchange makes what was written before queueing visible to the routine. */
void WorkQueue::link(Item &item, ww_uptr tags, ww_u32 level)
{
	ww_uptr newest = incoming_[level].load(Order::relaxed);

	do {
		item.link_to(reinterpret_cast<Item *>(newest), tags);
	} while (!incoming_[level].compare_exchange(newest, reinterpret_cast<ww_uptr>(&item)));
	/* From here on the item may be taken, run and freed. */
	if (!(incoming_levels_.load() & bit(level)))
		incoming_levels_.fetch_or(bit(level));
}

void WorkQueue::push(Item &item, ww_uptr tags, ww_u32 level)
{
	link(item, tags, level);
	if (!is_armed(Place::local))
		arm(Place::local);
	ensure_watch();
}

/*
 * Without a worker to hire the item waits: each worker of this queue looks again when its
 * routine has returned, and the watch tries again too. The second look closes the gap with a
 * worker that is dismissed meanwhile and sees armed_ still set.
 */
void WorkQueue::arm(Place place)
{
	for (;;) {
		if (is_full(place))
			place = Place::unbound;

		Atomic<bool> &armed = armed_[static_cast<int>(place)];

		if (armed.exchange(true))
			return;
		if (Slot *slot = hire(place)) {
			start(*slot);
			return;
		}
		armed.store(false);
		if (!can_hire())
			return;
	}
}

void WorkQueue::start(Slot &slot)
{
	if (slot.place == Place::local)
		ww_work_queue(high_ ? WW_WORKQUEUE_LOCAL_HIGH : WW_WORKQUEUE_LOCAL, cpu_, &slot.work);
	else
		ww_work_queue(high_ ? WW_WORKQUEUE_UNBOUND_HIGH : WW_WORKQUEUE_UNBOUND, cpu_,
			      &slot.work);
}

Slot *WorkQueue::reserve()
{
	/* Items that wait here already need the next worker themselves. */
	if (held.load() || has_items())
		return nullptr;
	/* A local worker could have to wait for the one that is running. */
	const bool wait = active_.load() || is_armed(Place::local) || is_full(Place::local);

	return hire(wait ? Place::unbound : Place::local);
}

void WorkQueue::push_reserved(Item &item, ww_uptr tags, ww_u32 level, Slot &slot)
{
	link(item, tags, level);
	if (slot.place == Place::local && armed_[static_cast<int>(Place::local)].exchange(true))
		dismiss(slot);		/* one was armed meanwhile, and will find the item */
	else
		start(slot);
	ensure_watch();
}

/* ---- The watch ------------------------------------------------------------------------ */

void WorkQueue::ensure_watch()
{
	if (!watching_.load() && !watching_.exchange(true)) {
		taken_at_watch_ = taken_.load(Order::relaxed);
		ww_watch_start(&watch_, kWatchPeriod);
	}
}

bool WorkQueue::watch()
{
	if (!has_items() || held.load()) {
		watching_.store(false);
		/* Whoever pushed in between saw the watch still running. */
		return has_items() && !held.load() && !watching_.exchange(true);
	}

	const ww_u32 taken = taken_.load(Order::relaxed);

	if (taken - taken_at_watch_ < kFewItems && !watch_suspended.load())
		arm(Place::unbound);
	taken_at_watch_ = taken;
	return true;
}

WorkQueue *WorkQueue::of_watch(ww_watch *watch)
{
	return reinterpret_cast<WorkQueue *>(reinterpret_cast<char *>(watch) -
					     __builtin_offsetof(WorkQueue, watch_));
}

/* ---- Taking --------------------------------------------------------------------------- */

/* Moves what came in to the ready lists, oldest first. The work is done outside the lock. */
void WorkQueue::collect()
{
	while (const ww_u32 levels = incoming_levels_.load()) {
		const ww_u32 level = highest(levels);

		/* The bit first: an item pushed in between finds it clear, and sets it again. */
		incoming_levels_.fetch_and(~bit(level));
		Item *newest = reinterpret_cast<Item *>(incoming_[level].exchange(0));
		List list = { nullptr, newest };

		while (newest) {
			Item *older = newest->next();

			newest->link_to(list.first, newest->link & Item::kTags);
			list.first = newest;
			newest = older;
		}
		if (!list.first)
			continue;

		LockGuard guard(lock_);
		List &ready = ready_[level];

		if (ready.first)
			ready.last->link_to(list.first, ready.last->link & Item::kTags);
		else
			ready.first = list.first;
		ready.last = list.last;
		ready_levels_.store(ready_levels_.load(Order::relaxed) | bit(level));
	}
}

/*
 * The highest level that has items; but after kPassOver items in a row that passed lower ones
 * over, the turn goes to a lower level, each of them in rotation. So a flood delays nothing
 * below it by more than a bounded number of items.
 */
ww_u32 WorkQueue::next_level(ww_u32 levels)
{
	const ww_u32 top = highest(levels);
	const ww_u32 lower = levels & ~bit(top);

	if (!lower) {
		passed_over_ = 0;
		return top;
	}
	if (++passed_over_ <= kPassOver)
		return top;
	passed_over_ = 0;

	const ww_u32 below_last = lower & (bit(last_lower_) - 1);

	last_lower_ = highest(below_last ? below_last : lower);
	return last_lower_;
}

bool WorkQueue::take(Invocation &invocation, bool &more)
{
	if (held.load())
		return false;
	collect();

	Item *item;
	{
		LockGuard guard(lock_);
		const ww_u32 levels = ready_levels_.load(Order::relaxed);

		if (!levels)
			return false;
		invocation.level = next_level(levels);

		List &ready = ready_[invocation.level];

		item = ready.first;
		ready.first = item->next();
		if (!ready.first)
			ready_levels_.store(levels & ~bit(invocation.level));
		taken_.store(taken_.load(Order::relaxed) + 1, Order::relaxed);
	}
	more = has_items();
	item_dequeued(*item, invocation);
	return true;
}

void WorkQueue::work(Slot &slot)
{
	armed_[static_cast<int>(slot.place)].exchange(false);
	active_.fetch_add(1);
	{
		Worker worker(slot);
		Invocation invocation;
		bool more;

		for (ww_u32 left = kHandOver; left && take(invocation, more); left--) {
			/* Before the call: the routine may never come back. */
			if (more) {
				if (!is_armed(Place::local))
					arm(Place::local);
				ensure_watch();
			}
			worker.run(invocation);
		}
	}
	active_.fetch_sub(1);
	dismiss(slot);
	resume();
}

void WorkQueue::resume()
{
	if (held.load() || !has_items())
		return;
	if (!is_armed(Place::local))
		arm(Place::local);
	ensure_watch();
}

/* ---- All queues ----------------------------------------------------------------------- */

WorkQueue &work_queue(ww_u32 cpu, ww_u32 level)
{
	return level >= kFirstHighLevel ? queues[cpu].high : queues[cpu].normal;
}

int work_queues_init()
{
	constexpr int no_memory = -12;
	int error = ww_workqueues_create();

	if (error)
		return error;
	queues = static_cast<Queues *>(ww_zalloc_large(ww_cpu_count() * sizeof(Queues)));
	if (!queues) {
		ww_workqueues_destroy();
		return no_memory;
	}
	bool complete = true;

	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		complete &= queues[cpu].normal.init(cpu, false);
		complete &= queues[cpu].high.init(cpu, true);
	}
	for (SlotBank &bank : shared)
		complete &= bank.init(kBankSlots);
	if (complete)
		return 0;
	work_queues_exit();
	return no_memory;
}

void work_queues_exit()
{
	ww_workqueues_destroy();
	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		queues[cpu].normal.exit();
		queues[cpu].high.exit();
	}
	for (SlotBank &bank : shared)
		bank.exit();
	ww_free_large(queues);
	queues = nullptr;
}

void workers_hold(bool hold)
{
	held.store(hold);
	if (hold)
		return;
	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		queues[cpu].normal.resume();
		queues[cpu].high.resume();
	}
}

void watch_suspend(bool suspend)
{
	watch_suspended.store(suspend);
}

void workers_describe(const void *driver)
{
	const auto describe = [driver](const Slot &slot) { worker_describe(slot, driver); };

	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		queues[cpu].normal.bank().for_each(describe);
		queues[cpu].high.bank().for_each(describe);
	}
	for (const SlotBank &bank : shared)
		bank.for_each(describe);
}

} /* namespace ww */

extern "C" ww_u64 ww_watch_expired(ww_watch *watch)
{
	return ww::WorkQueue::of_watch(watch)->watch() ? ww::kWatchPeriod : 0;
}

extern "C" void ww_worker_main(ww_work *work)
{
	auto *slot = reinterpret_cast<ww::Slot *>(work);

	slot->queue->work(*slot);
}
