/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The work queues: pushing, arming, taking, watching. What a worker does with the item it
 * has taken is in worker.cpp.
 */
#include "work_queue.hpp"

#include "item_quick.hpp"
#include "worker.hpp"

namespace ww {
namespace {

constexpr ww_u32 kLooseWatch = 10'000'000;	/* nanoseconds until it looks */
constexpr ww_u32 kCloseWatch = 500'000;
constexpr ww_u32 kFirstLook = kCloseWatch / 2;
constexpr ww_u32 kRarestLook = 4 * kCloseWatch;	/* while items wait */
constexpr ww_u32 kIdleLook = 8 * kCloseWatch;	/* where none does, and some came */
constexpr ww_u32 kFewItems = 8;			/* a worker's in kCloseWatch, where they are long */
constexpr ww_u32 kHandOver = 128;		/* items a worker runs before it leaves */
constexpr ww_u32 kPassOver = 16;		/* items of a higher level before one of a lower */
constexpr ww_u32 kOwnSlots = 16;
constexpr ww_u32 kBankSlots = 64;
constexpr ww_u32 kSharedBanks = 16;		/* of kBankSlots each */

constinit Queues *queues = nullptr;
constinit ww_u32 most_workers[2]{};		/* of a local workqueue, and of each other place */
constinit SlotBank shared[kSharedBanks];
/* By class, normal and high: workers hired, and whether the one set aside is to start. */
constinit Atomic<ww_u32> lent_workers[2];
constinit Atomic<ww_u32> unbound_workers[2];
constinit Atomic<ww_u32> set_aside_workers[2];
constinit Atomic<bool> set_aside_armed[2];
constinit Atomic<bool> held{};
constinit Atomic<bool> watch_suspended{};

constexpr ww_u32 highest(ww_u32 levels)
{
	return 31 ^ __builtin_clz(levels);
}

Slot *claim_shared()
{
	for (SlotBank &bank : shared) {
		if (Slot *slot = bank.claim())
			return slot;
	}
	return nullptr;
}

bool any_shared_free()
{
	for (const SlotBank &bank : shared) {
		if (bank.any_free())
			return true;
	}
	return false;
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
		slots_[i].level = kNiceZeroLevel;
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

inline Slot *SlotBank::claim()
{
	ww_u64 seen = free_.load();

	while (seen) {
		const ww_u32 index = __builtin_ctzll(seen);

		if (free_.compare_exchange(seen, seen & ~(1ull << index), Order::seq_cst, Order::seq_cst))
			return &slots_[index];
	}
	return nullptr;
}

/* How many workers the workqueue behind @place has been given. */
Atomic<ww_u32> &WorkQueue::workers_at(Place place)
{
	switch (place) {
	case Place::lent:
		return lent_workers[high_];
	case Place::unbound:
		return unbound_workers[high_];
	case Place::set_aside:
		return set_aside_workers[high_];
	case Place::local:
		break;
	}
	return local_workers_;
}

const Atomic<ww_u32> &WorkQueue::workers_at(Place place) const
{
	return const_cast<WorkQueue *>(this)->workers_at(place);
}

void WorkQueue::clear_armed(Place place)
{
	switch (place) {
	case Place::lent:
		lent_armed_.fetch_sub(1);
		/* Another may be lent once this one has taken. */
		lacks_.fetch_or(kWatch);
		break;
	case Place::set_aside:
		set_aside_armed[high_].exchange(false);
		break;
	case Place::local:
	case Place::unbound:
		lacks_.fetch_or(armed_bit(place));
		break;
	}
}

bool WorkQueue::is_full(Place place) const
{
	return workers_at(place).load() >= most_workers[place != Place::local];
}

/* A worker for @place; null when there is none to have. */
inline Slot *WorkQueue::hire(Place place)
{
	Atomic<ww_u32> &workers = workers_at(place);
	Slot *slot = nullptr;

	if (workers.fetch_add(1) < most_workers[place != Place::local]) {
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
inline void WorkQueue::dismiss(Slot &slot)
{
	workers_at(slot.place).fetch_sub(1);
	if (slot.host)
		slot.host->see_off(slot);
	slot.bank->release(slot);
}

bool WorkQueue::can_hire() const
{
	return lacks_.load() & kFirst ||
	       ((bank_.any_free() || any_shared_free()) &&
		!(is_full(Place::local) && is_full(Place::unbound)));
}

/* ---- Queueing ------------------------------------------------------------------------- */

bool WorkQueue::init(ww_u32 cpu, bool high)
{
	ww_watch_init(&watch_);
	lacks_.store(~0ull);
	cpu_ = cpu;
	last_host_.store(cpu);
	stripe_ = stripe_of(cpu);
	high_ = high;
	if (!bank_.init(kOwnSlots))
		return false;
	first_.store(hire(Place::local));
	return true;
}

void WorkQueue::cancel_watch()
{
	ww_watch_cancel(&watch_);
}

void WorkQueue::exit()
{
	bank_.exit();
}

inline ww_workqueue WorkQueue::workqueue_of(Place place) const
{
	static_assert(2 * static_cast<int>(Place::local) == WW_WORKQUEUE_LOCAL &&
		      2 * static_cast<int>(Place::lent) == WW_WORKQUEUE_LENT &&
		      2 * static_cast<int>(Place::unbound) == WW_WORKQUEUE_UNBOUND &&
		      2 * static_cast<int>(Place::set_aside) == WW_WORKQUEUE_SET_ASIDE);

	return static_cast<ww_workqueue>(2 * static_cast<int>(place) + high_);
}

/* @place is the slot's, which most callers know. */
inline void WorkQueue::start(Slot &slot, Place place)
{
	ww_work_start(workqueue_of(place), cpu_, &slot.work);
}

/* For whoever has just noted that @place has an armed worker, and @lacked is what was before. */
inline bool WorkQueue::hire_and_start(Place place, ww_u64 lacked)
{
	Slot *slot = place == Place::local && lacked & kFirst ? first() : hire(place);

	if (!slot) [[unlikely]] {
		clear_armed(place);
		return false;
	}
	start(*slot, place);
	return true;
}

/* True when a worker of @place is armed now: local or unbound. */
inline bool WorkQueue::try_arm(Place place)
{
	const ww_u64 lacked = lacks_.fetch_and(~armed_bit(place));

	return !(lacked & armed_bit(place)) || hire_and_start(place, lacked);
}

/*
 * When the workqueue of one place runs as many workers as it can, the other stands in. Without
 * a worker to hire the item waits: each worker of this queue looks again when its routine has
 * returned, and the watch tries again too. The second look closes the gap with a worker that
 * is dismissed meanwhile and sees the flag still set.
 */
void WorkQueue::arm(Place wanted)
{
	const Place other = wanted == Place::local ? Place::unbound : Place::local;

	do {
		if (try_arm(wanted) || try_arm(other))
			return;
	} while (can_hire());
}

/*
 * An item that finds none before it on its level. With interrupts off, since others rely on the
 * mark, the worker and the timer that an interrupted pusher would have yet to set or start. They
 * are on before: nobody queues above DISPATCH_LEVEL.
 */
void WorkQueue::push_first(Item &item, ww_uptr tags, ww_u32 level)
{
	ww_quick_command(ww_interrupts_disable);
	if (hand(item, tags, level)) [[likely]] {
		ww_work_start_and_enable_interrupts(workqueue_of(Place::local), cpu_,
						    &first()->work);
		return;
	}
	link_first(item, tags, level);
	ww_interrupts_enable();
}

void WorkQueue::link_first(Item &item, ww_uptr tags, ww_u32 level)
{
	while (!link(0, item, tags, level)) {
	}
	if (lacks_.load() & (kAttention | bit(level)))
		supply(lacks_.fetch_and(~(kAttention | bit(level))));
}

/*
 * An item that finds the queue idle goes to first_ by the shortest way, one with no list and no
 * taking; true when first_ is to be started. A loose watch will do: before first_ runs a routine it
 * asks for the close one. But not where a guest may have the CPU.
 */
inline bool WorkQueue::hand(Item &item, ww_uptr tags, ww_u32 level)
{
	ww_u64 lacked = lacks_.load();

	/*
	 * The loads in this order: whoever removed a mark that this one misses was active before, and
	 * had made ready what he took before he no longer was.
	 */
	if ((lacked & kIdle) != kIdle || active_.load() || ready_levels_.load() ||
	    !lacks_.compare_exchange(lacked, lacked & ~kAttention))
		return false;
	item.remember_level(level, tags);
	handed_.store(&item, Order::release);
	count_handed();
	if (guests_.load()) [[unlikely]]
		watch_closely();
	else if (pace_.load() == Pace::kOff) [[unlikely]]
		watch_loosely();
	return true;
}

/* One look is enough: with items to see, the watch does not stop. */
void WorkQueue::resume_items()
{
	if (held.load())
		return;

	const ww_uptr interrupts = ww_interrupts_save();

	supply(lacks_.fetch_and(~kAttention));
	lend_again();
	ww_interrupts_restore(interrupts);
}

/* For whoever has just taken from lacks_ what it @lacked, and sees to it. */
void WorkQueue::supply(ww_u64 lacked)
{
	if (lacked & kWorker && !hire_and_start(Place::local, lacked)) [[unlikely]]
		arm(Place::local);
	if (lacked & kWatch)
		watch_closely();
}

/* ---- Workers for one item ------------------------------------------------------------- */

/* first_, noted as armed, for the caller to start, replace or release; null while it is running. */
Slot *WorkQueue::claim_first()
{
	const ww_u64 lacked = lacks_.fetch_and(~kWorker);

	if (!(lacked & kWorker))
		return nullptr;
	if (lacked & kFirst)
		return first();
	release_first();
	return nullptr;
}

/* Without having started it. Whoever relied on an armed worker meanwhile is seen to. */
void WorkQueue::release_first()
{
	clear_armed(Place::local);
	resume();
}

/* May a worker run here that another one would have to wait for? One that is not bound may anywhere. */
bool WorkQueue::may_be_occupied() const
{
	return active_.load() || guests_.load() || unbound_workers[high_].load() ||
	       set_aside_workers[high_].load();
}

Slot *WorkQueue::reserve()
{
	/* Items that wait here need the worker themselves. */
	if (held.load() || has_items() || !(lacks_.load() & kFirst) || may_be_occupied())
		return nullptr;

	Slot *const slot = claim_first();

	/*
	 * Again: who started meanwhile has counted himself before, and so has a guest. Now no other local
	 * one can start, and no guest is taken in.
	 */
	if (slot && may_be_occupied()) {
		release_first();
		return nullptr;
	}
	return slot;
}

Slot *WorkQueue::reserve_set_aside()
{
	if (held.load() || set_aside_armed[high_].exchange(true))
		return nullptr;

	Slot *slot = hire(Place::set_aside);

	if (!slot)
		clear_armed(Place::set_aside);
	return slot;
}

void WorkQueue::unreserve(Slot &slot)
{
	/* Before another worker may take the place of first_. */
	const bool hired = &slot != first();

	clear_armed(slot.place);
	if (hired)
		dismiss(slot);
	resume();
}

void WorkQueue::push_reserved(Item &item, ww_uptr tags, ww_u32 level, Slot &slot)
{
	item.remember_level(level, tags);
	slot.own = &item;
	if (slot.place == Place::local)
		count_handed();
	start(slot, slot.place);
}

/* ---- The watch ------------------------------------------------------------------------ */

/*
 * Both with interrupts off, as in push_first(). When they meet, the first look may come as late as
 * the loose watch's, and the next ones are close.
 */
void WorkQueue::watch_loosely()
{
	Pace off = Pace::kOff;

	if (!pace_.compare_exchange(off, Pace::kLoose))
		return;
	ww_watch_start(&watch_, watch_from(begun(), kLooseWatch));
}

void WorkQueue::watch_closely()
{
	if (pace_.exchange(Pace::kClose) == Pace::kClose)
		return;
	ww_watch_start(&watch_, watch_from(begun(), kFirstLook));
}

/* The next look is after so many @nanoseconds, which it returns. */
ww_u32 WorkQueue::watch_from(ww_u32 so_far, ww_u32 nanoseconds)
{
	begun_at_watch_.store(so_far, Order::relaxed);
	look_after_.store(nanoseconds, Order::relaxed);
	return nanoseconds;
}

/*
 * Items that wait, and have made no or little progress since the last look, are behind routines that
 * run long. Where few come, and one just has, it is helped without need, which does no harm. With any
 * progress the next look can be later: it costs an interrupt.
 */
ww_u64 WorkQueue::watch(ww_u32 late)
{
	const ww_u32 so_far = begun();
	const ww_u32 progress = so_far - begun_at_watch_.load(Order::relaxed);
	const ww_u32 helpers = most_helpers_.exchange(helpers_.load());

	if (!is_waited_for())
		return watch_unused(so_far, progress);

	const bool loose = pace_.exchange(Pace::kClose) == Pace::kLoose;
	const ww_u32 looked_after = look_after_.load(Order::relaxed);
	const bool slow = progress < (loose ? 1 : few(helpers, looked_after + late));
	const bool did_wait = waited_.exchange(true);

	takes_long_.store(slow && (did_wait || takes_long_.load(Order::relaxed)), Order::relaxed);
	if (slow && !watch_suspended.load())
		help(!progress);
	return watch_from(so_far, loose || !progress || lent_armed_.load() ? kCloseWatch :
			  looked_after < kRarestLook ? 2 * looked_after : kRarestLook);
}

/*
 * Fewer items than this in so many @nanoseconds come of routines that take long, or of none that moves,
 * with a worker here and so many @helpers, some of which may sleep.
 */
ww_u32 WorkQueue::few(ww_u32 helpers, ww_u32 nanoseconds) const
{
	const ww_u32 cpus = ww_cpu_count();

	return kFewItems * nanoseconds / kCloseWatch * (helpers < cpus ? 1 + helpers : cpus);
}

/*
 * A worker beside the local one. Where all CPUs compute for such items, more workers would help only
 * those that wait for each other. A lent one that has not begun since the last look may not for long.
 */
void WorkQueue::help(bool stuck)
{
	if (!(stuck && lent_armed_.load()) && lend())
		return;
	if (stuck || is_full(Place::lent) || !has_neighbour())
		arm(Place::unbound);
}

/* On a CPU where it starts at once, unless something else runs there. With interrupts off. */
bool WorkQueue::lend()
{
	Slot *const slot = hire(Place::lent);

	if (!slot)
		return false;
	if (!find_host(*slot)) {
		dismiss(*slot);
		return false;
	}
	lent_armed_.fetch_add(1);
	ww_work_start(workqueue_of(Place::lent), slot->host->cpu_, &slot->work);
	return true;
}

/* Where the watch has found that routines take long, without waiting for its next look. */
void WorkQueue::lend_again()
{
	if (takes_long_.load(Order::relaxed) && !watch_suspended.load()) [[unlikely]]
		lend();
}

/* Is there a CPU to lend to at all, whatever it does now? */
bool WorkQueue::has_neighbour() const
{
	const auto any = [](ww_u32, void *) { return true; };

	return ww_cpu_beside(cpu_, cpu_, any, nullptr) < ww_cpu_count();
}

/* The CPUs in turn, since a guest that sleeps may compute again where it is bound. */
bool WorkQueue::find_host(Slot &slot)
{
	const auto takes_in = [](ww_u32 cpu, void *argument) {
		Slot &guest = *static_cast<Slot *>(argument);
		Queues &there = queues[cpu];

		return (guest.queue->high_ ? there.high : there.normal).take_in(guest);
	};

	ww_work_forget_thread(&slot.work);

	const ww_u32 host = ww_cpu_beside(cpu_, last_host_.load(Order::relaxed), takes_in, &slot);

	if (host >= ww_cpu_count())
		return false;
	last_host_.store(host, Order::relaxed);
	return true;
}

/*
 * As a guest, where neither the newest one has yet to begin or computes, nor this queue's first worker
 * does, nor a local one is about to.
 */
bool WorkQueue::take_in(Slot &slot)
{
	Slot *guest = guest_.load();

	if ((guest && !ww_work_sleeps(&guest->work)) || first_computes() || is_waited_for() ||
	    !guest_.compare_exchange(guest, &slot))
		return false;
	slot.host = this;
	guests_.fetch_add(1);
	/* After that: who arms a worker next may look at guests_. */
	if (lacks_.load() & kWorker)
		return true;
	see_off(slot);
	return false;
}

/* For any CPU, with interrupts off. */
bool WorkQueue::first_computes() const
{
	return !(lacks_.load() & kFirst) && !ww_work_sleeps(&first()->work);
}

void WorkQueue::see_off(Slot &slot)
{
	Slot *guest = &slot;

	guest_.compare_exchange(guest, nullptr);
	guests_.fetch_sub(1);
	slot.host = nullptr;
}

/*
 * With nothing to look after. It goes on where items have come since the last look, as close as it
 * was, so that the next one need not start it; and where a worker is armed, which an item may have
 * been handed to.
 */
ww_u64 WorkQueue::watch_unused(ww_u32 so_far, ww_u32 progress)
{
	const bool was_close = pace_.exchange(Pace::kOff) == Pace::kClose;
	Pace off = Pace::kOff;

	/* Where nothing has come there is nothing new to know of the routines. */
	if (progress && !waited_.exchange(false))
		takes_long_.store(false, Order::relaxed);

	/* Whoever pushes from here on starts it; whoever did in between may have relied on it. */
	const bool armed = !(lacks_.fetch_or(kWatch) & kWorker);
	const bool waited_for = is_waited_for();
	const bool close = waited_for || (progress && was_close);

	if (!(progress || armed || close) ||
	    !pace_.compare_exchange(off, close ? Pace::kClose : Pace::kLoose))
		return 0;
	return watch_from(so_far, waited_for ? kCloseWatch : close ? kIdleLook : kLooseWatch);
}

/* Are there items that no worker has, and which one may take? */
bool WorkQueue::is_waited_for() const
{
	return !held.load() && (has_items() || handed_.load());
}

WorkQueue *WorkQueue::of_watch(ww_watch *watch)
{
	return reinterpret_cast<WorkQueue *>(reinterpret_cast<char *>(watch) -
					     __builtin_offsetof(WorkQueue, watch_));
}

/* ---- Taking --------------------------------------------------------------------------- */

/* What came in on @level: the newest item, linked to the older ones. */
inline Item *WorkQueue::detach(ww_u32 level)
{
	/* The mark first: an item pushed in between lacks it, and sets it again. */
	lacks_.fetch_or(bit(level));
	return reinterpret_cast<Item *>(incoming_[level].exchange(0));
}

/* Appends what was detached to the ready list, oldest first. */
void WorkQueue::make_ready(ww_u32 level, Item *newest)
{
	List list = { nullptr, newest };

	while (newest) {
		Item *older = newest->next();

		newest->link_to(list.first, newest->link & Item::kTags);
		list.first = newest;
		newest = older;
	}
	if (list.first) {
		List &ready = ready_[level];

		if (ready.first)
			ready.last->link_to(list.first, ready.last->link & Item::kTags);
		else
			ready.first = list.first;
		ready.last = list.last;
		note_ready(level);
	}
	/* It came before all that was pushed behind it. */
	if (handed_.load(Order::relaxed)) [[unlikely]] {
		if (Item *handed = handed_.exchange(nullptr))
			make_ready_first(*handed);
	}
}

/* An item that remembers its level, in front of all others there. */
void WorkQueue::make_ready_first(Item &item)
{
	const ww_u32 level = item.level();
	List &ready = ready_[level];

	item.link_to(ready.first, item.link & Item::kTags);
	if (!ready.first)
		ready.last = &item;
	ready.first = &item;
	note_ready(level);
}

/* Moves what came in to the ready lists. */
void WorkQueue::collect(ww_u32 levels)
{
	for (; levels; levels &= levels - 1) {
		const ww_u32 level = __builtin_ctz(levels);

		make_ready(level, detach(level));
	}
}

/*
 * The highest level that has items; but after kPassOver items in a row that passed lower ones
 * over, the turn goes to a lower level, each of them in rotation. So a flood delays nothing
 * below it by more than a bounded number of items.
 */
inline ww_u32 WorkQueue::next_level(ww_u32 levels)
{
	const ww_u32 top = highest(levels);

	if (!(levels & (levels - 1))) [[likely]] {
		passed_over_ = 0;
		return top;
	}
	if (++passed_over_ <= kPassOver)
		return top;
	passed_over_ = 0;

	const ww_u32 lower = levels & ~bit(top);
	const ww_u32 below_last = lower & (bit(last_lower_) - 1);

	last_lower_ = highest(below_last ? below_last : lower);
	return last_lower_;
}

/* An item that nothing waits beside does not go by way of a ready list. */
inline Item *WorkQueue::next(ww_u32 &level)
{
	const ww_u32 incoming = incoming_levels();

	if (!incoming)
		return next_ready(level);
	if (incoming & (incoming - 1) || ready_levels_.load(Order::relaxed)) {
		collect(incoming);
		return next_ready(level);
	}
	level = __builtin_ctz(incoming);

	Item *newest = detach(level);

	if (newest && !newest->next() && !handed_.load(Order::relaxed)) {
		passed_over_ = 0;
		count_taken();
		return newest;
	}
	make_ready(level, newest);
	return next_ready(level);
}

inline Item *WorkQueue::next_ready(ww_u32 &level)
{
	const ww_u32 levels = ready_levels_.load(Order::relaxed);

	if (!levels)
		return nullptr;
	level = next_level(levels);

	List &ready = ready_[level];
	Item *item = ready.first;

	ready.first = item->next();
	if (!ready.first)
		ready_levels_.store(levels & ~bit(level), Order::relaxed);
	count_taken();
	return item;
}

/*
 * One worker at a time takes. Another one does not wait for it but goes without: before it came
 * here it has noted in lacks_ that no worker is armed, and who takes looks at that after it has
 * finished, so whatever is left gets a worker. Preemption is off, since nobody else can take
 * meanwhile.
 */
inline bool WorkQueue::take(Invocation &invocation)
{
	Item *item = nullptr;

	ww_preemption_disable();
	if (!taking_.exchange(true)) {
		if (!held.load())
			item = next(invocation.level);
		taking_.store(false);
	}
	ww_preemption_enable();
	if (!item)
		return false;
	item_dequeued(*item, invocation);
	return true;
}

/* What was handed to a worker that is not to begin with it. Who takes has preemption off. */
void WorkQueue::put_back(Item &item)
{
	ww_preemption_disable();
	while (taking_.exchange(true))
		ww_relax();
	make_ready_first(item);
	taking_.store(false);
	ww_preemption_enable();
}

void WorkQueue::wait_for_taker() const
{
	while (taking_.load())
		ww_relax();
}

inline Item *WorkQueue::receive()
{
	return handed_.load(Order::relaxed) ? handed_.exchange(nullptr) : nullptr;
}

/*
 * No longer armed. A full barrier: what others saw as armed is taken into account after it. What
 * is pushed from here on may be behind a routine, and needs a close watch. Counted first, so that
 * who finds no worker armed finds this one active.
 *
 * Returns what was handed over, for this worker to begin with, or null, as for a worker that has an
 * item for itself. Any other than first_ looks when it has been counted, so that none is handed
 * meanwhile.
 */
inline Item *WorkQueue::enter(Slot &slot)
{
	if (&slot == first()) [[likely]] {
		Item *const handed = receive();
		ww_u64 seen = lacks_.load(Order::relaxed);

		while (!lacks_.compare_exchange(seen, (seen | kAttention) & ~kFirst)) {
		}
		return handed;
	}
	active_.fetch_add(1);
	if (slot.place == Place::local) {
		lacks_.fetch_or(kAttention);
	} else {
		const ww_u32 helpers = helpers_.fetch_add(1) + 1;

		if (helpers > most_helpers_.load(Order::relaxed))
			most_helpers_.store(helpers, Order::relaxed);
		clear_armed(slot.place);
	}
	return slot.own ? nullptr : receive();
}

/* From here on the slot may be armed again; when true, only for this worker, which lingers. */
inline bool WorkQueue::leave(Slot &slot, ww_u32 left)
{
	bool lingers = left && may_linger(slot);

	if (&slot == first()) [[likely]] {
		lingers = lingers && !called_back_;
		called_back_ = false;
		if (lingers)
			ww_work_keep(&slot.work);
		lacks_.fetch_or(kFirst);
	} else {
		active_.fetch_sub(1);
		if (slot.place != Place::local)
			helpers_.fetch_sub(1);
		lingers = lingers && slot.place == Place::local && replace_first(slot);
		if (!lingers)
			dismiss(slot);
		/* Another may be lent in place of one that leaves with its share used up. */
		if (!left)
			lacks_.fetch_or(kWatch);
	}
	resume();
	return lingers;
}

/* ---- Lingering ------------------------------------------------------------------------ */

/* Not while another worker is armed: Linux may need this thread to run it. */
inline bool WorkQueue::may_linger(const Slot &slot) const
{
	constexpr ww_u64 kUnused = kWorker | (kWorker - 1);

	return (lacks_.load(Order::relaxed) & kUnused) == kUnused &&
	       !ready_levels_.load(Order::relaxed) && !held.load() && slot.work.may_linger;
}

/*
 * A worker that was armed beside first_, and leaves after it, lingers instead of it. With interrupts
 * off as in push_first(), until what relied on an armed worker meanwhile has one.
 */
bool WorkQueue::replace_first(Slot &slot)
{
	if (!(lacks_.load(Order::relaxed) & kFirst) || is_kept())
		return false;

	const ww_uptr interrupts = ww_interrupts_save();
	Slot *const old = claim_first();
	const bool replaces = old && !is_kept();

	if (replaces) {
		first_.store(&slot, Order::relaxed);
		ww_work_keep(&slot.work);
		/* Last: whoever hires it is to find that it is not first_. */
		dismiss(*old);
	}
	if (old)
		release_first();
	ww_interrupts_restore(interrupts);
	return replaces;
}

/*
 * As if it were started for an item. With interrupts off as in replace_first(). Nothing when it has
 * just been started, or somebody else has the say over it for the moment: the next sweep finds it.
 */
void WorkQueue::call_back()
{
	const ww_uptr interrupts = ww_interrupts_save();
	Slot *const slot = claim_first();

	if (slot && is_kept()) {
		called_back_ = true;
		start(*slot, Place::local);
	} else if (slot) {
		release_first();
	}
	ww_interrupts_restore(interrupts);
}

bool WorkQueue::sweep()
{
	const ww_u32 so_far = begun();

	if (!is_kept())
		return false;
	if (so_far == begun_at_sweep_.load(Order::relaxed))
		call_back();
	begun_at_sweep_.store(so_far, Order::relaxed);
	return is_kept();
}

/* ---- Working -------------------------------------------------------------------------- */

/* An item that remembers its level is to be run on this worker. */
inline void WorkQueue::begin(Slot &slot, Item &item)
{
	slot.running.level = item.level();
	item_dequeued(item, slot.running);
}

/*
 * With others in the queue: false when the one that was handed over is not to be run now, since
 * workers are held or something of a higher level has come meanwhile.
 */
bool WorkQueue::begin_beside(Slot &slot, Item &handed, ww_u32 levels)
{
	if (held.load() || levels >> handed.level() > 1) {
		put_back(handed);
		return false;
	}
	begin(slot, handed);
	/* As in run_next(). */
	resume();
	return true;
}

/*
 * Runs what this worker was armed for; false when nothing is left. An item that nothing waits beside
 * needs no resume(): whoever pushes from here on finds that no worker is armed, or one other than
 * this, which has yet to start.
 */
[[gnu::always_inline]] inline bool WorkQueue::run_first(Slot &slot, Item *handed)
{
	if (handed) [[likely]] {
		const ww_u32 levels = waiting_levels();

		if (!levels && !held.load()) [[likely]]
			begin(slot, *handed);
		else if (!begin_beside(slot, *handed, levels))
			return true;
	} else {
		if (!slot.own)
			return true;
		begin(slot, *slot.own);
		slot.own = nullptr;
		resume();
	}
	Worker::run(slot);
	return has_items();
}

/* Runs an item of the queue; true when there is more. */
[[gnu::always_inline]] inline bool WorkQueue::run_next(Slot &slot)
{
	if (!take(slot.running))
		return false;
	/* Before the call: the routine may never come back. */
	resume();
	Worker::run(slot);
	return has_items();
}

/* Runs what there is for this worker, of the queue's items at most so many as are @left. */
[[gnu::always_inline]] inline void WorkQueue::run(Slot &slot, ww_u32 &left)
{
	Item *const handed = enter(slot);
	const Worker worker(slot);

	if (run_first(slot, handed)) {
		while (left && run_next(slot))
			left--;
	}
}

/*
 * A worker that lingers returns after kHandOver rounds and items as well: it may have been started
 * again each time before it slept, while Linux has works for its thread. And what Linux noted of its
 * work, as that it computes for long, ends with that.
 */
[[gnu::always_inline]] inline void WorkQueue::work(Slot &slot)
{
	ww_u32 left = kHandOver;

	for (;;) {
		run(slot, left);
		if (!leave(slot, left))
			return;
		ww_worker_linger(&slot.work);
		left--;
	}
}

/* ---- All queues ----------------------------------------------------------------------- */

WorkQueue &work_queue(ww_u32 cpu, ww_u32 level)
{
	return queues[cpu].of_level(level);
}

namespace {

template <typename Visit>
void for_each_queue(Visit visit)
{
	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		visit(queues[cpu].normal);
		visit(queues[cpu].high);
	}
}

} /* namespace */

int work_queues_init()
{
	int error = ww_workqueues_create();

	if (error)
		return error;
	most_workers[0] = ww_max_active(false);
	most_workers[1] = ww_max_active(true);
	queues = static_cast<Queues *>(ww_zalloc_large(ww_cpu_count() * sizeof(Queues)));
	if (!queues) {
		ww_workqueues_destroy();
		return -WW_ENOMEM;
	}
	bool complete = true;

	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		complete &= queues[cpu].normal.init(cpu, false);
		complete &= queues[cpu].high.init(cpu, true);
		ww_cpu_pointer_set(cpu, ww_verifier ? nullptr : &queues[cpu]);
	}
	for (SlotBank &bank : shared)
		complete &= bank.init(kBankSlots);
	if (complete)
		return 0;
	work_queues_exit();
	return -WW_ENOMEM;
}

/*
 * A worker may be about to arm another one, or the watch, for an item that has run, or to linger; the
 * sweep has it return if it could not be called back. Once all that is forbidden and those have
 * returned nobody starts a timer, and workers that still start do nothing.
 */
void work_queues_exit()
{
	held.store(true);
	for_each_queue([](WorkQueue &queue) { queue.call_back(); });
	ww_workqueues_flush();
	ww_sweep_cancel();
	for_each_queue([](WorkQueue &queue) { queue.cancel_watch(); });
	ww_workqueues_destroy();
	for_each_queue([](WorkQueue &queue) { queue.exit(); });
	for (SlotBank &bank : shared)
		bank.exit();
	ww_free_large(queues);
	queues = nullptr;
}

ww_size work_queues_bytes_per_cpu()
{
	constexpr ww_size kClasses = sizeof(Queues) / sizeof(WorkQueue);

	return sizeof(Queues) + kClasses * kOwnSlots * sizeof(Slot);
}

void workers_hold(bool hold)
{
	held.store(hold);
	for_each_queue([hold](WorkQueue &queue) {
		if (hold)
			queue.wait_for_taker();
		else
			queue.resume();
	});
}

bool workers_sweep()
{
	bool any = false;

	for_each_queue([&any](WorkQueue &queue) { any |= queue.sweep(); });
	return any;
}

ww_u32 workers_kept(ww_u32 level)
{
	ww_u32 kept = 0;

	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++)
		kept += work_queue(cpu, level).is_kept();
	return kept;
}

void watch_suspend(bool suspend)
{
	watch_suspended.store(suspend);
}

const Slot *slot_at(const void *address)
{
	const auto *const slot = static_cast<const Slot *>(address);

	if (!address)
		return nullptr;
	/* The current CPU's first: most are found there. */
	const ww_u32 here = ww_cpu();

	for (ww_u32 i = 0, cpus = ww_cpu_count(); i < cpus; i++) {
		const Queues &each = queues[(here + i) % cpus];

		if (each.normal.bank().contains(address) || each.high.bank().contains(address))
			return slot;
	}
	for (const SlotBank &bank : shared) {
		if (bank.contains(address))
			return slot;
	}
	return nullptr;
}

void workers_describe(const void *driver)
{
	const auto describe = [driver](const Slot &slot) { worker_describe(slot, driver); };

	for_each_queue([describe](const WorkQueue &queue) { queue.bank().for_each(describe); });
	for (const SlotBank &bank : shared)
		bank.for_each(describe);
}

} /* namespace ww */

extern "C" ww_u64 ww_watch_expired(ww_watch *watch, ww_u32 late)
{
	return ww::WorkQueue::of_watch(watch)->watch(late);
}

extern "C" void ww_worker_main(ww_work *work)
{
	auto *slot = reinterpret_cast<ww::Slot *>(work);

	slot->queue->work(*slot);
}

extern "C" ww_u32 ww_workers_sweep()
{
	return ww::workers_sweep();
}
