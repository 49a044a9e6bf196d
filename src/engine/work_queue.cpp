/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The work queues: pushing, arming, taking, watching. What a worker does with the item it
 * has taken is in worker.cpp.
 */
#include "work_queue.hpp"

#include "work_item.hpp"
#include "reserved_worker.hpp"
#include "stall.hpp"
#include "worker.hpp"

namespace ww {
namespace {

constexpr u32 kHandOver = 128;			/* items a worker runs before it leaves */
constexpr u32 kMostSorted = 64;			/* items at a time; twice with preemption off */
constexpr u32 kPassOver = 16;			/* items of a higher level before one of a lower */
constexpr u32 kOwnSlots = 16;
constexpr u32 kBankSlots = 64;
constexpr u32 kSharedBanks = 16;		/* of kBankSlots each */

constinit Queues *queues = nullptr;
constinit u32 most_workers[2]{};		/* of a local workqueue, and of the unbound one */
constinit SlotBank shared[kSharedBanks];
constinit Atomic<u32> unbound_workers[2];	/* hired, by class: normal and high */
constinit Atomic<bool> held{};
constinit Atomic<bool> watch_suspended{};

constexpr u32 highest(u32 levels)
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

bool SlotBank::init(u32 slots)
{
	slots_ = static_cast<Slot *>(ww_zalloc_sleeping(slots * sizeof(Slot)));
	if (!slots_)
		return false;
	count_ = slots;
	for (u32 i = 0; i < slots; i++) {
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
	u64 seen = free_.load();

	while (seen) {
		const u32 index = __builtin_ctzll(seen);

		if (free_.compare_exchange(seen, seen & ~(1ull << index), Order::seq_cst, Order::seq_cst))
			return &slots_[index];
	}
	return nullptr;
}

/* How many workers the workqueue behind @place has been given. */
Atomic<u32> &WorkQueue::workers_at(Place place)
{
	return place == Place::local ? local_workers_ : unbound_workers[high_];
}

const Atomic<u32> &WorkQueue::workers_at(Place place) const
{
	return place == Place::local ? local_workers_ : unbound_workers[high_];
}

void WorkQueue::clear_armed(Place place)
{
	lacks_.fetch_or(armed_bit(place));
}

bool WorkQueue::is_full(Place place) const
{
	return workers_at(place).load() >= most_workers[place != Place::local];
}

/* A worker for @place; null when there is none to have. */
inline Slot *WorkQueue::hire(Place place)
{
	Atomic<u32> &workers = workers_at(place);
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
	slot->stripe = stripe_;
	slot->place = place;
	return slot;
}

/* From here on the slot may be hired again, by anybody. */
inline void WorkQueue::dismiss(Slot &slot)
{
	workers_at(slot.place).fetch_sub(1);
	slot.bank->release(slot);
}

bool WorkQueue::can_hire() const
{
	return lacks_.load() & kFirst ||
	       ((bank_.any_free() || any_shared_free()) &&
		!(is_full(Place::local) && is_full(Place::unbound)));
}

/* ---- Queueing ------------------------------------------------------------------------- */

bool WorkQueue::init(u32 cpu, bool high)
{
	ww_watch_init(&watch_);
	lacks_.store(~0ull);
	cpu_ = cpu;
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
		      2 * static_cast<int>(Place::unbound) == WW_WORKQUEUE_UNBOUND);

	return static_cast<ww_workqueue>(2 * static_cast<int>(place) + high_);
}

inline void WorkQueue::start(Slot &slot)
{
	ww_work_start(workqueue_of(slot.place), cpu_, &slot.work);
}

/* For whoever has just noted that @place has an armed worker, and @lacked is what was before. */
inline bool WorkQueue::hire_and_start(Place place, u64 lacked)
{
	Slot *slot = place == Place::local && lacked & kFirst ? first() : hire(place);

	if (!slot) [[unlikely]] {
		clear_armed(place);
		return false;
	}
	start(*slot);
	return true;
}

/* True when a worker of @place is armed now: local or unbound. */
inline bool WorkQueue::try_arm(Place place)
{
	const u64 lacked = lacks_.fetch_and(~armed_bit(place));

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
void WorkQueue::push_first(Item &item, uintptr_t tags, u32 level)
{
	ww_fast_command(ww_interrupts_disable);
	if (claim_idle()) [[likely]] {
		hand(item, tags, level);
		ww_work_start_and_enable_interrupts(workqueue_of(Place::local), cpu_,
						    &first()->work);
		return;
	}
	link_first(item, tags, level);
	ww_interrupts_enable();
}

void WorkQueue::link_first(Item &item, uintptr_t tags, u32 level)
{
	while (!link(0, item, tags, level)) {
	}
	if (lacks_.load() & (kAttention | bit(level)))
		supply(lacks_.fetch_and(~(kAttention | bit(level))));
}

/*
 * Nothing queued, and no worker armed or running, if lacks_ still holds @lacked. The loads in this
 * order: the worker that cleared a mark which this misses was active before, and had made ready what it
 * took before it no longer was.
 */
inline bool WorkQueue::is_idle(u64 lacked) const
{
	return (lacked & kIdle) == kIdle && !active_.load() && !ready_levels_.load();
}

/*
 * True when the queue was idle: then first_ is the caller's, to hand it an item and start it. Not while
 * workers are held, since a worker does not leave what was handed to it.
 */
inline bool WorkQueue::claim_idle()
{
	u64 lacked = lacks_.load();

	return is_idle(lacked) && !held.load(Order::relaxed) &&
	       lacks_.compare_exchange(lacked, lacked & ~kAttention);
}

/*
 * To the claimed first_, which the caller starts next. A loose look will do: before first_ runs a
 * routine it asks for close ones.
 */
inline void WorkQueue::hand(Item &item, uintptr_t tags, u32 level)
{
	item.remember_level(level, tags);
	handed_.store(&item, Order::release);
	count_handed();
	if (pace_.load() == Pace::kOff) [[unlikely]]
		watch_loosely();
}

/* One look is enough: with items to see, the watch does not stop. */
void WorkQueue::resume_items()
{
	if (held.load())
		return;

	const uintptr_t interrupts = ww_interrupts_save();

	supply(lacks_.fetch_and(~kAttention));
	ww_interrupts_restore(interrupts);
}

/* For whoever has just taken from lacks_ what it @lacked, and sees to it. */
void WorkQueue::supply(u64 lacked)
{
	if (lacked & kWorker && !hire_and_start(Place::local, lacked)) [[unlikely]]
		arm(Place::local);
	if (lacked & kWatch)
		watch_closely();
}

/* ---- The first worker ----------------------------------------------------------------- */

/* first_, noted as armed, for the caller to start, replace or release; null while it is running. */
Slot *WorkQueue::claim_first()
{
	const u64 lacked = lacks_.fetch_and(~kWorker);

	if (!(lacked & kWorker))
		return nullptr;
	if (lacked & kFirst)
		return first();
	release_first();
	return nullptr;
}

/* Without having started it. What relied on an armed worker meanwhile gets one. */
void WorkQueue::release_first()
{
	lacks_.fetch_or(kAttention);
	resume();
}

bool WorkQueue::is_idle() const
{
	return is_idle(lacks_.load());
}

/* Only code that has claimed first_ starts it, so after that it stays parked. */
bool WorkQueue::claim_parked()
{
	if (!is_kept() || !claim_idle())
		return false;
	if (is_kept())
		return true;
	release_first();
	return false;
}

void WorkQueue::hand_to_claimed(Item &item, uintptr_t tags, u32 level)
{
	hand(item, tags, level);
	start(*first());
}

void WorkQueue::give_back()
{
	release_first();
}

/* ---- The watch ------------------------------------------------------------------------ */

/*
 * Both with interrupts off, as in push_first(). When they meet, the first look may come as late as
 * the loose one, and the next ones are close.
 */
void WorkQueue::watch_loosely()
{
	Pace off = Pace::kOff;

	if (!pace_.compare_exchange(off, Pace::kLoose))
		return;
	ww_watch_start(&watch_, watch_from(begun(), kLooseLook));
}

void WorkQueue::watch_closely()
{
	if (pace_.exchange(Pace::kClose) == Pace::kClose)
		return;
	ww_watch_start(&watch_, watch_from(begun(), kFirstLook));
}

/* The next look is after so many @nanoseconds, which it returns. */
u32 WorkQueue::watch_from(u32 so_far, u32 nanoseconds)
{
	begun_at_watch_.store(so_far, Order::relaxed);
	look_after_.store(nanoseconds, Order::relaxed);
	return nanoseconds;
}

u64 WorkQueue::watch(u32 late)
{
	const u32 so_far = begun();
	const u32 progress = so_far - begun_at_watch_.load(Order::relaxed);

	if (!is_waited_for())
		return watch_unused(so_far, progress);

	const u32 interval = look_after_.load(Order::relaxed);
	const StallDecision decision = judge_stall({
		.begun = progress,
		.elapsed = interval + late,
		.interval = interval,
		.helpers = unbound_workers_hired(),
		.cpus = ww_cpu_count(),
		.loose = pace_.exchange(Pace::kClose) == Pace::kLoose,
	});

	if (decision.help && !watch_suspended.load())
		arm(Place::unbound);
	return watch_from(so_far, decision.next);
}

/*
 * With nothing to look after. It goes on where items have come since the last look, as close as it
 * was, so that the next one need not start it; and where a worker is armed, which an item may have
 * been handed to.
 */
u64 WorkQueue::watch_unused(u32 so_far, u32 progress)
{
	const bool was_close = pace_.exchange(Pace::kOff) == Pace::kClose;
	Pace off = Pace::kOff;

	/* A push from here on starts it; one in between may have relied on it. */
	const bool armed = !(lacks_.fetch_or(kWatch) & kWorker);
	const bool waited_for = is_waited_for();
	const bool close = waited_for || (progress && was_close);

	if (!(progress || armed || close) ||
	    !pace_.compare_exchange(off, close ? Pace::kClose : Pace::kLoose))
		return 0;
	return watch_from(so_far, waited_for ? kCloseLook : close ? kIdleLook : kLooseLook);
}

/* Are there items that no worker has, and which one may take? */
bool WorkQueue::is_waited_for() const
{
	return (has_items() && !held.load()) || handed_.load();
}

WorkQueue *WorkQueue::of_watch(ww_watch *watch)
{
	return reinterpret_cast<WorkQueue *>(reinterpret_cast<char *>(watch) -
					     __builtin_offsetof(WorkQueue, watch_));
}

/* ---- Taking --------------------------------------------------------------------------- */

/* What came in on @level: the newest item, linked to the older ones. */
inline Item *WorkQueue::detach(u32 level)
{
	/* The mark first: an item pushed in between lacks it, and sets it again. */
	lacks_.fetch_or(bit(level));
	return reinterpret_cast<Item *>(incoming_[level].exchange(0));
}

/* What was detached, with nothing of the level left unsorted. */
void WorkQueue::add_unsorted(u32 level, Item *newest)
{
	Backlog &backlog = backlog_[level];

	backlog.unsorted = newest;
	backlog.sorted = { nullptr, newest };
	note_ready(level);
}

/*
 * Moves at most @most items of the level, which is not 0, towards its ready list; how many more it
 * might have been. What came in is first taken from the stack when nothing is left of what came before.
 */
u32 WorkQueue::sort(u32 level, u32 most)
{
	Backlog &backlog = backlog_[level];

	if (!backlog.unsorted) {
		Item *const newest = detach(level);

		if (!newest)
			return most;
		add_unsorted(level, newest);
	}

	Item *item = backlog.unsorted;
	Item *first = backlog.sorted.first;

	do {
		Item *const older = item->next();

		item->link_to(first, item->link & Item::kTags);
		first = item;
		item = older;
	} while (--most && item);
	backlog.unsorted = item;
	backlog.sorted.first = first;
	if (item) {
		/* Progress, for the stall timer. */
		count_taken();
		return 0;
	}

	List &ready = ready_[level];

	if (ready.first)
		ready.last->link_to(first, ready.last->link & Item::kTags);
	else
		ready.first = first;
	ready.last = backlog.sorted.last;
	return most;
}

/* The highest first, since it is served first. */
void WorkQueue::collect(u32 levels)
{
	for (u32 most = kMostSorted; levels && most; levels &= ~bit(highest(levels)))
		most = sort(highest(levels), most);
}

/*
 * The highest level that has items; but after kPassOver items in a row that passed lower ones
 * over, the turn goes to a lower level, each of them in rotation. So a flood delays nothing
 * below it by more than a bounded number of items.
 */
inline u32 WorkQueue::next_level(u32 levels)
{
	const u32 top = highest(levels);

	if (!(levels & (levels - 1))) [[likely]] {
		passed_over_ = 0;
		return top;
	}
	if (++passed_over_ <= kPassOver)
		return top;
	passed_over_ = 0;

	const u32 lower = levels & ~bit(top);
	const u32 below_last = lower & (bit(last_lower_) - 1);

	last_lower_ = highest(below_last ? below_last : lower);
	return last_lower_;
}

/*
 * Null when there is none, and when there are so many unsorted ones that the caller is to have
 * preemption on for a moment. An item that nothing waits beside does not go by way of a ready list.
 */
inline Item *WorkQueue::next(u32 &level)
{
	const u32 incoming = incoming_levels();

	if (!incoming)
		return next_ready(level);
	if (incoming & (incoming - 1) || ready_levels_.load(Order::relaxed)) {
		collect(incoming);
		return next_ready(level);
	}
	level = __builtin_ctz(incoming);

	Item *newest = detach(level);

	if (!newest)
		return nullptr;
	if (!newest->next()) {
		passed_over_ = 0;
		count_taken();
		return newest;
	}
	add_unsorted(level, newest);
	return next_ready(level);
}

inline Item *WorkQueue::next_ready(u32 &level)
{
	const u32 levels = ready_levels_.load(Order::relaxed);

	if (!levels)
		return nullptr;
	level = next_level(levels);

	List &ready = ready_[level];

	if (!ready.first) [[unlikely]]
		sort(level, kMostSorted);

	Item *item = ready.first;

	if (!item) [[unlikely]]
		return nullptr;
	ready.first = item->next();
	if (!ready.first && !backlog_[level].unsorted)
		ready_levels_.store(levels & ~bit(level), Order::relaxed);
	count_taken();
	return item;
}

/*
 * One worker at a time takes. Another one does not wait for it but goes without: before it came
 * here it has noted in lacks_ that no worker is armed, and the one that takes looks at that after it
 * has finished, so whatever is left gets a worker. Preemption is off, since no other can take
 * meanwhile; with many items unsorted it is on in between, and another worker may go on with them.
 */
[[gnu::always_inline]] inline WorkQueue::Taken WorkQueue::take(Invocation &invocation)
{
	for (;;) {
		Item *item = nullptr;
		bool unsorted = false;

		ww_preemption_disable();
		if (taking_.exchange(true)) {
			ww_preemption_enable();
			return Taken::by_another;
		}
		if (!held.load()) {
			item = next(invocation.level);
			unsorted = !item && ready_levels_.load(Order::relaxed);
		}
		taking_.store(false);
		ww_preemption_enable();
		if (item) {
			item_dequeued(*item, invocation);
			return Taken::item;
		}
		if (!unsorted)
			return Taken::nothing;
		ww_yield();
	}
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
 * is pushed from here on may be behind a routine, and needs a close look. Counted first, so that
 * code that finds no worker armed finds this one active.
 *
 * Returns what was handed over, for this worker to begin with, or null. Any other than first_ looks
 * when it has been counted, so that none is handed meanwhile.
 */
inline Item *WorkQueue::enter(Slot &slot)
{
	if (&slot == first()) [[likely]] {
		Item *const handed = receive();
		u64 seen = lacks_.load(Order::relaxed);

		while (!lacks_.compare_exchange(seen, (seen | kAttention) & ~kFirst)) {
		}
		return handed;
	}
	active_.fetch_add(1);
	lacks_.fetch_or(slot.place == Place::local ? kAttention : kUnboundWorker);
	return receive();
}

/*
 * From here on the slot may be armed again; when true, only for this worker, which lingers. A worker that
 * found another one taking leaves what waits to that one: it would arm itself, and be back while the
 * other still takes.
 */
inline bool WorkQueue::leave(Slot &slot, u32 left, bool gives_way)
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
		lingers = lingers && slot.place == Place::local && replace_first(slot);
		if (!lingers)
			dismiss(slot);
	}
	if (!gives_way) [[likely]]
		resume();
	return lingers;
}

/* ---- Lingering ------------------------------------------------------------------------ */

/* Not while another worker is armed: Linux may need this thread to run it. */
inline bool WorkQueue::may_linger(const Slot &slot) const
{
	constexpr u64 kUnused = kWorker | (kWorker - 1);

	return (lacks_.load(Order::relaxed) & kUnused) == kUnused &&
	       !ready_levels_.load(Order::relaxed) && !held.load() && slot.work.may_linger;
}

/*
 * A worker that was armed beside first_, and leaves after it, lingers instead of it. Not one of those
 * that any queue may take: this one would keep it while the queue's own are free. With interrupts
 * off as in push_first(), until what relied on an armed worker meanwhile has one.
 */
bool WorkQueue::replace_first(Slot &slot)
{
	if (slot.bank != &bank_ || !(lacks_.load(Order::relaxed) & kFirst) || is_kept())
		return false;

	const uintptr_t interrupts = ww_interrupts_save();
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
	const uintptr_t interrupts = ww_interrupts_save();
	Slot *const slot = claim_first();

	if (slot && is_kept()) {
		called_back_ = true;
		start(*slot);
	} else if (slot) {
		release_first();
	}
	ww_interrupts_restore(interrupts);
}

bool WorkQueue::sweep()
{
	const u32 so_far = begun();

	if (!is_kept())
		return false;
	if (so_far == begun_at_sweep_.load(Order::relaxed))
		call_back();
	begun_at_sweep_.store(so_far, Order::relaxed);
	return is_kept();
}

/* ---- Working -------------------------------------------------------------------------- */

/* Runs what was handed to this worker, if anything; false when nothing else is there. */
[[gnu::always_inline]] inline bool WorkQueue::run_first(Slot &slot, Item *handed)
{
	if (!handed)
		return true;
	Worker::begin(slot, *handed);
	/* As in run_next(). */
	resume();
	Worker::run(slot);
	return has_items();
}

/* Runs an item of the queue; true when there is more. */
[[gnu::always_inline]] inline bool WorkQueue::run_next(Slot &slot, bool &gives_way)
{
	const Taken taken = take(slot.running);

	if (taken != Taken::item) {
		gives_way = taken == Taken::by_another;
		return false;
	}
	/* Before the call: the routine may never come back. */
	resume();
	Worker::run(slot);
	return has_items();
}

/*
 * Runs what there is for this worker, of the queue's items at most so many as are @left. True when it
 * ends because another worker takes.
 */
[[gnu::always_inline]] inline bool WorkQueue::run(Slot &slot, u32 &left)
{
	Item *const handed = enter(slot);
	const Worker worker(slot);
	bool gives_way = false;

	if (run_first(slot, handed)) {
		while (left && run_next(slot, gives_way))
			left--;
	}
	return gives_way;
}

/*
 * A worker that lingers returns after kHandOver rounds and items as well: it may have been started
 * again each time before it slept, while Linux has works for its thread. And what Linux noted of its
 * work, as that it computes for long, ends with that.
 */
[[gnu::always_inline]] inline void WorkQueue::work(Slot &slot)
{
	u32 left = kHandOver;

	for (;;) {
		const bool gives_way = run(slot, left);

		if (!leave(slot, left, gives_way))
			return;
		ww_worker_linger(&slot.work);
		left--;
	}
}

/* ---- All queues ----------------------------------------------------------------------- */

Queues &queues_of(u32 cpu)
{
	return queues[cpu];
}

WorkQueue &work_queue(u32 cpu, u32 level)
{
	return queues[cpu].of_level(level);
}

u32 unbound_workers_hired()
{
	return unbound_workers[0].load() + unbound_workers[1].load();
}

namespace {

template <typename Visit>
void for_each_queue(Visit visit)
{
	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		visit(queues[cpu].normal);
		visit(queues[cpu].high);
	}
}

} /* namespace */

static void free_all()
{
	ww_workqueues_destroy();
	for_each_queue([](WorkQueue &queue) { queue.exit(); });
	for (SlotBank &bank : shared)
		bank.exit();
	ww_free_large(queues);
	queues = nullptr;
}

int work_queues_init()
{
	int error = ww_workqueues_create();

	if (error)
		return error;
	most_workers[0] = ww_max_active(false);
	/* The reserved worker of a class runs for good. */
	most_workers[1] = ww_max_active(true) - 1;
	queues = static_cast<Queues *>(ww_zalloc_large(ww_cpu_count() * sizeof(Queues)));
	if (!queues) {
		ww_workqueues_destroy();
		return -WW_ENOMEM;
	}
	bool complete = true;

	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		complete &= queues[cpu].normal.init(cpu, false);
		complete &= queues[cpu].high.init(cpu, true);
		ww_cpu_pointer_set(cpu, ww_verifier ? nullptr : &queues[cpu]);
	}
	for (SlotBank &bank : shared)
		complete &= bank.init(kBankSlots);
	if (!complete) {
		free_all();
		return -WW_ENOMEM;
	}
	reserved_workers_start();
	return 0;
}

/*
 * A worker may be about to arm another one, or the stall timer, for an item that has run, or to park;
 * the sweep has it return if it could not be called back. Once all that is forbidden and those have
 * returned nothing starts a timer, and workers that still start do nothing.
 */
void work_queues_exit()
{
	held.store(true);
	for_each_queue([](WorkQueue &queue) { queue.call_back(); });
	reserved_workers_stop();
	ww_workqueues_flush();
	ww_sweep_cancel();
	for_each_queue([](WorkQueue &queue) { queue.cancel_watch(); });
	free_all();
}

size_t work_queues_bytes_per_cpu()
{
	constexpr size_t kClasses = sizeof(Queues) / sizeof(WorkQueue);

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

bool workers_are_held()
{
	return held.load();
}

u32 shared_workers_hired()
{
	u32 hired = 0;

	for (const SlotBank &bank : shared)
		hired += bank.hired();
	return hired;
}

bool workers_sweep()
{
	bool any = false;

	for_each_queue([&any](WorkQueue &queue) { any |= queue.sweep(); });
	return any;
}

u32 workers_kept(u32 level)
{
	u32 kept = 0;

	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++)
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
	const u32 here = ww_cpu();

	for (u32 i = 0, cpus = ww_cpu_count(); i < cpus; i++) {
		const Queues &each = queues[(here + i) % cpus];

		if (each.normal.bank().contains(address) || each.high.bank().contains(address))
			return slot;
	}
	for (const SlotBank &bank : shared) {
		if (bank.contains(address))
			return slot;
	}
	return reserved_slot_at(address);
}

void workers_describe(const void *driver)
{
	const auto describe = [driver](const Slot &slot) { worker_describe(slot, driver); };

	for_each_queue([describe](const WorkQueue &queue) { queue.bank().for_each(describe); });
	for (const SlotBank &bank : shared)
		bank.for_each(describe);
	reserved_workers_describe(driver);
}

} /* namespace ww */

extern "C" ww_u64 ww_watch_expired(ww_watch *watch, ww_u32 late)
{
	return ww::WorkQueue::of_watch(watch)->watch(late);
}

extern "C" void ww_worker_main(ww_work *work)
{
	auto *slot = reinterpret_cast<ww::Slot *>(work);

	if (slot->queue) [[likely]]
		slot->queue->work(*slot);
	else
		ww::reserved_work(*slot);
}

extern "C" ww_u32 ww_workers_sweep()
{
	return ww::workers_sweep();
}
