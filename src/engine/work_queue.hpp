/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work queues and workers: a KQUEUE on top of workqueue_struct.
 *
 * There is one WorkQueue for each CPU and class of priority. A queue call pushes its item onto an
 * incoming stack. Workers, one at a time, move items from the stack to the ready lists, in order,
 * and take items from there. There is no lock. A worker is a Slot with a work_struct. Linux's
 * workqueues give it a thread when it is armed and a thread is free.
 *
 * The rules that keep Windows's promises:
 *
 *  1. push() takes no lock, allocates nothing and cannot fail. The push that finds a level without
 *     incoming items must do what rule 3 asks for, with interrupts off. Later pushes on that level
 *     need not: the worker that takes the stack takes all of it.
 *  2. take() copies what the call needs and makes the item idle; nothing touches it after.
 *  3. While a queue holds items, one local worker is armed, or one that runs looks again before it
 *     stops; and the queue's stall timer runs. A routine that sleeps lets the armed worker start. A
 *     routine that computes does not: then the timer finds that the items make little progress
 *     (stall.hpp), and arms a worker of the unbound workqueue.
 *     Never is more than one local worker armed for a queue: when memory is out a workqueue's
 *     rescuer takes all works of a CPU at once, and would run the second only when the first
 *     one's routine has returned. For the same reason the unbound workqueue has no rescuer.
 *  4. A slot is free, and may be armed again, only when its work function has nothing left to
 *     do with it. No routine runs between that and its return, unless it parks by rule 8.
 *  5. Slots are set aside when the module loads: some for each queue, which has one hired at all
 *     times, and more that any queue may take. No more are armed on a workqueue than it runs at
 *     once, so an armed worker waits for a thread at most. When all are taken, items wait for a
 *     routine to return.
 *  6. An item that finds the queue idle is handed to first_, past stack and list. The next worker
 *     to start begins with it: that is first_, or the one that the stall timer arms when first_
 *     does not get its CPU. A handed item is never put back: IoTryQueueWorkItem relies on it.
 *  7. A worker runs at most kHandOver items beside one that was handed to it, then leaves the
 *     rest to the armed one. It sorts a bounded number with preemption off.
 *  8. The local worker that leaves a queue with nothing to do parks: it is first_ then, its thread
 *     sleeps in its work function, and to arm it is to wake that. An item for an idle queue thus
 *     starts without the way through Linux's workqueue. A sweep every second has those return whose
 *     queue had no item since the last one; and each returns now and then, after kHandOver items.
 */
#pragma once

#include "item.hpp"
#include "priority.hpp"

namespace ww {

class WorkQueue;

/* Where the worker that is armed will run, in the order of the workqueues. */
enum class Place : u8 {
	local,
	unbound,
};

/* A worker. */
struct Slot {
	ww_work work;
	WorkQueue *queue;		/* null: it is that of a ReservedWorker */
	Stripe stripe;			/* where what it runs is counted */
	Place place;
	u8 index;			/* in its bank */
	class SlotBank *bank;

	/* Written by the worker, and read by diagnostics. */
	u32 level;			/* whose nice value the thread has; kNiceZeroLevel when free */

	Invocation running;
	Atomic<const void *> driver;	/* whose routine runs, or ran last; identity only */
};

/* Up to 64 slots and which of them are free. */
class SlotBank {
public:
	/* False without memory. */
	bool init(u32 slots);
	void exit();

	Slot *claim();
	void release(Slot &slot) { free_.fetch_or(1ull << slot.index); }
	bool any_free() const { return free_.load() != 0; }
	u32 hired() const
	{
		u32 hired = count_;

		for (u64 free = free_.load(); free; free &= free - 1)
			hired--;
		return hired;
	}
	bool contains(const void *address) const
	{
		return reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(slots_) <
		       count_ * sizeof(Slot);
	}

	template <typename Visit>
	void for_each(Visit visit) const
	{
		for (u32 i = 0; i < count_; i++)
			visit(slots_[i]);
	}

private:
	Atomic<u64> free_{};
	Slot *slots_ = nullptr;
	u32 count_ = 0;
};

class WorkQueue {
public:
	bool init(u32 cpu, bool high);
	/* Has a worker that lingers return. */
	void call_back();
	void cancel_watch();
	void exit();

	/* Queues an item that is claimed and bound. Any IRQL <= DISPATCH_LEVEL. */
	void push(Item &item, uintptr_t tags, u32 level)
	{
		const uintptr_t newest = incoming_[level].load(Order::relaxed);

		if (!newest || !link(newest, item, tags, level)) [[unlikely]]
			push_first(item, tags, level);
	}

	/*
	 * For IoTryQueueWorkItem: the first worker of an idle queue, for the caller to hand an item to
	 * or to give back. False unless its thread is parked: any other may never come when memory is
	 * out. With interrupts off until one of the next two.
	 */
	bool claim_parked();
	void hand_to_claimed(Item &item, uintptr_t tags, u32 level);
	void give_back();

	/* Is nothing queued here, and does no worker run? It may be otherwise the next moment. */
	bool is_idle() const;

	/* A worker's thread has started. */
	void work(Slot &slot);

	/*
	 * The stall timer expired, @late nanoseconds after it was due: how many until it expires
	 * again, 0 to stop.
	 */
	u64 watch(u32 late);

	/* Arms a worker if items wait for one: after workers were held. */
	void resume()
	{
		const u64 lacks = lacks_.load();

		if (lacks & kAttention && (~static_cast<u32>(lacks) | ready_levels_.load()))
			resume_items();
	}

	/* Returns when no worker is in take() that was there at the call. */
	void wait_for_taker() const;

	bool has_items() const { return waiting_levels() != 0; }

	/* Does a worker linger? It may have been started, or called back, the next moment. */
	bool is_kept() const
	{
		const Slot *const slot = first();

		return slot && ww_work_is_kept(&slot->work);
	}

	/* Has it return if no item has come since the last sweep. True when one lingers still. */
	bool sweep();

	const SlotBank &bank() const { return bank_; }

	/* Where what is queued and run here is counted. */
	Stripe stripe() const { return stripe_; }

	static WorkQueue *of_watch(ww_watch *watch);

private:
	struct List {
		Item *first;
		Item *last;
	};

	/*
	 * The items of a level that were taken from its stack and are not ready yet. The unsorted ones
	 * are linked from new to old; the sorted ones, which are newer than all of these, from old to
	 * new. When none is left unsorted the sorted ones join the ready ones, which are older.
	 */
	struct Backlog {
		Item *unsorted;
		List sorted;
	};

	/* How a worker's attempt to take an item ended. */
	enum class Taken : u8 { item, nothing, by_another };

	/* Of the watch. Unscoped, since clang has no atomic operations on others. */
	enum Pace : u8 { kOff, kLoose, kClose };

	static constexpr u64 bit(u32 level) { return 1ull << level; }
	/* The bit of lacks_ that is clear while a worker of @place is armed. */
	static constexpr u64 armed_bit(Place place)
	{
		return place == Place::local ? kWorker : kUnboundWorker;
	}

	/*
	 * Behind @newest, or what is the newest by then; false when that was taken meanwhile. When
	 * true, the item may already have been taken, run and freed. The release of the exchange makes
	 * what was written before queueing visible to the routine.
	 */
	bool link(uintptr_t newest, Item &item, uintptr_t tags, u32 level)
	{
		do {
			item.link_to(reinterpret_cast<Item *>(newest), tags);
			if (incoming_[level].compare_exchange(newest,
							      reinterpret_cast<uintptr_t>(&item)))
				return true;
		} while (newest);
		return false;
	}

	Slot *first() const { return first_.load(Order::relaxed); }
	u32 incoming_levels() const { return ~static_cast<u32>(lacks_.load()); }
	u32 waiting_levels() const { return incoming_levels() | ready_levels_.load(); }
	[[gnu::noinline]] void push_first(Item &item, uintptr_t tags, u32 level);
	[[gnu::noinline]] void link_first(Item &item, uintptr_t tags, u32 level);
	bool is_idle(u64 lacked) const;
	bool claim_idle();
	void hand(Item &item, uintptr_t tags, u32 level);
	[[gnu::noinline]] void supply(u64 lacked);
	void resume_items();
	bool try_arm(Place place);
	bool hire_and_start(Place place, u64 lacked);
	void arm(Place place);
	ww_workqueue workqueue_of(Place place) const;
	void start(Slot &slot);
	bool is_waited_for() const;
	u64 watch_unused(u32 so_far, u32 progress);
	void watch_loosely();
	void watch_closely();
	u32 watch_from(u32 so_far, u32 nanoseconds);
	Slot *claim_first();
	void release_first();
	Slot *hire(Place place);
	void dismiss(Slot &slot);
	Item *receive();
	Item *enter(Slot &slot);
	bool run_first(Slot &slot, Item *handed);
	bool run_next(Slot &slot, bool &gives_way);
	bool run(Slot &slot, u32 &left);
	bool leave(Slot &slot, u32 left, bool gives_way);
	bool may_linger(const Slot &slot) const;
	[[gnu::noinline]] bool replace_first(Slot &slot);
	bool is_full(Place place) const;
	bool can_hire() const;
	Atomic<u32> &workers_at(Place place);
	const Atomic<u32> &workers_at(Place place) const;
	void clear_armed(Place place);
	Taken take(Invocation &invocation);
	Item *next(u32 &level);
	Item *next_ready(u32 &level);
	Item *detach(u32 level);
	void add_unsorted(u32 level, Item *newest);
	u32 sort(u32 level, u32 most);
	void collect(u32 levels);
	void note_ready(u32 level)
	{
		ready_levels_.store(ready_levels_.load(Order::relaxed) | bit(level), Order::relaxed);
	}
	/* Items that workers have, so far: the watch's measure of progress. */
	u32 begun() const
	{
		return taken_.load(Order::relaxed) + handed_items_.load(Order::relaxed);
	}
	/* Nobody else hands one before first_ has started. */
	void count_handed()
	{
		handed_items_.store(handed_items_.load(Order::relaxed) + 1, Order::relaxed);
	}
	void count_taken() { taken_.store(taken_.load(Order::relaxed) + 1, Order::relaxed); }
	u32 next_level(u32 levels);

	/* Bits of lacks_ above those of the levels. */
	static constexpr u64 kWorker = 1ull << kLevels;		/* a local one */
	static constexpr u64 kUnboundWorker = 2ull << kLevels;
	static constexpr u64 kWatch = 4ull << kLevels;
	static constexpr u64 kAttention = kWorker | kWatch;
	static constexpr u64 kFirst = 8ull << kLevels;
	/* Nothing has come in, no local worker is armed, and first_ does not run. */
	static constexpr u64 kIdle = kWorker | kFirst | (kWorker - 1);

	alignas(64) Atomic<uintptr_t> incoming_[kLevels]{};	/* newest first */

	/*
	 * What an item that is pushed may lack, in one word so that one look tells: a local and an
	 * unbound worker that was started and does not run yet, a watch that is close enough, and for each
	 * level the mark that it has incoming items (so the bit is clear then). A mark may be stale;
	 * a missing one hides items only from the first one's push until its pusher has set it, and from
	 * the taker's exchange until it has taken. kWatch is set when the watch finds nothing that waits, by
	 * each local worker that starts, and by release_first().
	 *
	 * kFirst is set while first_ is not running. The code that finds it set, in the operation that
	 * clears kWorker, has first_ for the local worker: nothing else can clear kWorker before first_
	 * has started, and first_ clears kFirst in the operation that sets kWorker again.
	 */
	Atomic<u64> lacks_{ ~0ull };

	/*
	 * See rule 6. Set by code that cleared kWorker, and empty again before that is set. Workers take
	 * it by exchange.
	 */
	Atomic<Item *> handed_{};
	Atomic<u32> handed_items_{};		/* so far */

	/*
	 * These belong to the worker that set taking_, with preemption off. Others read ready_levels_
	 * and taken_.
	 */
	alignas(64) Atomic<bool> taking_{};
	Atomic<u32> ready_levels_{};		/* those with a backlog, ready or unsorted */
	Atomic<u32> taken_{};			/* items so far, and batches that were sorted */
	u32 passed_over_ = 0;			/* items served since a lower level last was */
	u32 last_lower_ = 0;
	List ready_[kLevels]{};
	Backlog backlog_[kLevels]{};

	u32 cpu_ = 0;
	Stripe stripe_ = 0;
	bool high_ = false;

	/*
	 * Hired for Place::local, of bank_; see kFirst. The code that may start it may put another one
	 * in its place, as replace_first() does.
	 */
	Atomic<Slot *> first_{};
	bool called_back_ = false;		/* the start was one to return; first_'s own */
	Atomic<u32> begun_at_sweep_{};		/* begun() at the last one */
	Atomic<u32> active_{};			/* other workers that have started and not stopped */
	Atomic<u32> local_workers_{};		/* hired for Place::local and not dismissed */
	Atomic<Pace> pace_{};			/* set before the timer is; may expire when off */
	Atomic<u32> begun_at_watch_{};		/* begun() at its last look */
	Atomic<u32> look_after_{};		/* nanoseconds from that to the next look */
	ww_watch watch_{};
	SlotBank bank_{};
};

/* The workers of the unbound workqueue that are hired, for all queues of both classes. */
u32 unbound_workers_hired();

/* Those of one CPU. */
struct Queues {
	WorkQueue normal;
	WorkQueue high;

	WorkQueue &of_level(u32 level) { return level >= kFirstHighLevel ? high : normal; }
	Stripe stripe() const { return normal.stripe(); }
	bool are_idle() const { return normal.is_idle() && high.is_idle(); }
};

Queues &queues_of(u32 cpu);

/* The queue of @cpu that serves @level. */
WorkQueue &work_queue(u32 cpu, u32 level);

/* The current CPU's, for a fast call: null above DISPATCH_LEVEL, and with the verifier. */
inline Queues *fast_path_queues()
{
	return static_cast<Queues *>(ww_fast_call(ww_cpu_pointer));
}

/* Sets up all queues and their workers. 0 or a negative errno. PASSIVE_LEVEL. */
int work_queues_init();
void work_queues_exit();

/* Of the queues and their own workers. */
size_t work_queues_bytes_per_cpu();

/* Has workers return that linger unused, as is done every second. True when others linger. */
bool workers_sweep();

/* For tests and diagnostics: how many workers linger in the queues that serve @level. */
u32 workers_kept(u32 level);

/* For tests and diagnostics: while held, no worker takes an item off a queue. */
void workers_hold(bool hold);
bool workers_are_held();

/* For tests and diagnostics: how many of the workers that any queue may take are hired. */
u32 shared_workers_hired();

/* The same for the watch: while suspended it arms nobody, so only what the rest does shows. */
void watch_suspend(bool suspend);

/* The slot that is at @address, which is not followed; null when none is. */
const Slot *slot_at(const void *address);

/* Says in the log which routines of @driver run. */
void workers_describe(const void *driver);

} /* namespace ww */
