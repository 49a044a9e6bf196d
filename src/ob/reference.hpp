/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reference: the count that keeps an object, and with it its driver, alive. Every queueing
 * counts from the queue call until engine code takes it back after the routine has returned.
 *
 * One 64-bit word holds two counts: references in the low half, and how many of them
 * are held by code that is on its way into the driver (queueings, threads: activities) in the
 * high half. The high half comes free with the low one, and tells a reference that a driver may
 * drop from one that it may not.
 *
 * Unload waits for activities alone: a reference that was merely leaked is reported, but runs
 * nothing. It must not add up the high halves, since an activity that begins another one before
 * it ends could always be where it has just not looked. So all references of a driver share an
 * UnloadCount, which counts what has begun and what has ended.
 *
 * So an activity is counted in the word and in the UnloadCount. Most are counted in one place only.
 * An image ends with its driver, so the UnloadCount's count will do. An object that many queueings
 * share, such as a device, has a per-CPU count of its own in front, which the unload adds to the
 * UnloadCount's. It counts while the creator's reference is sure to keep the object. Before that one
 * is dropped, or a rundown begins, switch_to_atomic() moves what it has counted to the word and the
 * UnloadCount, which count from then on.
 *
 * A reference can be closed: that begins a rundown. From then on the try_ functions fail, and
 * whoever waits for the rundown is woken when no more than the creator's reference is left.
 */
#pragma once

#include "percpu_count.hpp"

namespace ww {

class Reference {
public:
	using Last = void (*)(Reference *);

	constexpr Reference() = default;
	/* Of what ends with its driver. */
	constexpr explicit Reference(UnloadCount &activity)
		: activity_(&activity), percpu_count_(&activity.percpu_count()) {}

	/*
	 * The creator's. @activity is that of the driver which the references protect in the end.
	 * @last runs when the final one goes. In front of what @has_percpu_count, there is one.
	 */
	void init(UnloadCount &activity, bool has_percpu_count, Last last)
	{
		last_ = last;
		activity_ = &activity;
		percpu_count_.store(has_percpu_count ? percpu_count_in_front() : &activity.percpu_count(), Order::relaxed);
		in_word_ = !has_percpu_count;
		word_.store(kReference, Order::relaxed);
	}

	/* False from the drop of the last one on. */
	bool is_live() const { return references(word_.load(Order::relaxed)) != 0; }

	u32 count() const { return references(settled(word_.load())) + percpu_total(); }
	u32 activities() const { return activities(settled(word_.load())) + percpu_total(); }
	bool is_closed() const { return word_.load() & kClosed; }
	/* Closed, and the creator's reference is the only one: it stays so. */
	bool is_run_down() const { return word_.load() == (kClosed | kReference); }

	/* Of an object that has a per-CPU count, while that counts none. */
	void belong_to(UnloadCount &activity) { activity_ = &activity; }

	/* Instead of init(), in memory that was zeroed, for what ends with its driver. */
	void end_with(UnloadCount &activity)
	{
		activity_ = &activity;
		percpu_count_.store(&activity.percpu_count(), Order::release);
	}

	/* False in memory that was zeroed. */
	bool is_set_up() const { return percpu_count_.load(Order::acquire) != nullptr; }

	/* What an object's activities are counted in beside the UnloadCount, or null. */
	const PercpuCount *percpu_count() const { return in_word_ ? nullptr : percpu_count_.load(Order::relaxed); }

	UnloadCount *activity() const { return activity_; }

	const void *driver() const { return activity_->driver(); }

	void acquire() { word_.fetch_add(kReference, Order::relaxed); }

	void acquire_activity(Stripe stripe)
	{
		if (!percpu_count_.load(Order::relaxed)->begin(stripe)) [[unlikely]]
			begin_atomic(stripe);
		else if (in_word_)
			word_.fetch_add(kBoth, Order::relaxed);
	}

	/* The same of an object, for who knows whether it has a per-CPU count. */
	void acquire_activity(Stripe stripe, bool has_percpu_count)
	{
		if (!has_percpu_count || !percpu_count_in_front()->begin(stripe))
			begin_atomic(stripe);
	}

	/* acquire() and acquire_activity(), unless it is closed: then false, and nothing changed. */
	bool try_acquire() { return try_add(kReference); }

	/* Counted last in the UnloadCount, so that one that is refused has nothing to take back. */
	bool try_acquire_activity(Stripe stripe)
	{
		if (!in_word_ && percpu_count_.load(Order::relaxed)->begin(stripe))
			return true;
		if (!try_add(kBoth))
			return false;
		activity_->begin(stripe);
		return true;
	}

	/* True for the first: the rundown is the caller's to wait for. */
	bool close() { return !(word_.fetch_or(kClosed) & kClosed); }

	void release() { drop(kReference); }

	/* After this the driver's code may be gone: only engine code may run. */
	void release_activity(Stripe stripe)
	{
		/* Read first: the UnloadCount's outlives this object, which the drop may free. */
		PercpuCount &percpu_count = *percpu_count_.load(Order::relaxed);

		if (in_word_)
			drop(kBoth);
		if (percpu_count.end(stripe)) [[likely]]
			UnloadCount::wake_waiters();
		else
			end_atomic(stripe);
	}

	/*
	 * Of what has a per-CPU count, once, while no unload adds up. An activity that began in the per-CPU count may
	 * end in the word before it has been moved there, so meanwhile the word holds more than
	 * there are.
	 */
	void switch_to_atomic()
	{
		word_.fetch_add(kMoving * kBoth);

		const s64 taken = percpu_count_.load(Order::relaxed)->drain();

		activity_->percpu_count().add(taken);
		word_.fetch_sub((kMoving - static_cast<u64>(taken)) * kBoth);
	}

	/*
	 * release() for a caller that may be wrong: false, and nothing changed, when all that
	 * is left are @floor references and those of activities. @before is the count it found.
	 */
	bool release_above(u32 floor, u32 &before)
	{
		const Last last = last_;
		const u32 elsewhere = percpu_total();
		u64 seen = word_.load(Order::relaxed);

		do {
			before = references(settled(seen)) + elsewhere;
			if (references(seen) <= floor + activities(seen))
				return false;
		} while (!word_.compare_exchange(seen, seen - kReference));
		after_drop(seen, last);
		return true;
	}

	/* release() of what must be the last one: false, and nothing changed, when it is not. */
	bool release_to_end()
	{
		if ((word_.load() & ~kClosed) != kReference)
			return false;
		release();
		return true;
	}

private:
	static constexpr u64 kReference = 1;
	static constexpr u64 kActivity = 1ull << 32;
	static constexpr u64 kBoth = kActivity | kReference;
	static constexpr u64 kClosed = 1ull << 63;
	static constexpr u64 kMoving = 1ull << 29;	/* more than there ever are */

	static u32 references(u64 word) { return static_cast<u32>(word); }
	static u32 activities(u64 word) { return static_cast<u32>((word & ~kClosed) >> 32); }

	/* Without what it holds while activities are moved. */
	static u64 settled(u64 word)
	{
		return activities(word) < kMoving / 2 ? word : word - kMoving * kBoth;
	}

	/* For what a driver is told, and for diagnostics: any number while switch_to_atomic() runs. */
	u32 percpu_total() const
	{
		const PercpuCount *const own = percpu_count();

		if (!own)
			return 0;

		const s64 ended = own->ended();
		const s64 count = own->begun() - ended;

		return count > 0 ? static_cast<u32>(count) : 0;
	}

	/* Who sees that it is closed finds its per-CPU count switched, too. */
	bool try_add(u64 amount)
	{
		u64 seen = word_.load(Order::acquire);

		do {
			if (seen & kClosed)
				return false;
		} while (!word_.compare_exchange(seen, seen + amount));
		return true;
	}

	void drop(u64 amount)
	{
		/* Read first: once the count is down, this may be freed memory. */
		const Last last = last_;

		after_drop(word_.fetch_sub(amount, Order::acq_rel), last);
	}

	void after_drop(u64 before, Last last)
	{
		if (references(before) <= 2) [[unlikely]]
			after_low_drop(before, last);
	}

	PercpuCount *percpu_count_in_front() { return reinterpret_cast<PercpuCount *>(this) - 1; }

	/*
	 * For an activity that no per-CPU count of the object's counts. Inline, since a queue call that calls
	 * nothing saves no registers.
	 */
	void begin_atomic(Stripe stripe)
	{
		activity_->begin(stripe);
		word_.fetch_add(kBoth, Order::relaxed);
	}

	void end_atomic(Stripe stripe);

	/* What is left may be none, or what a rundown waits for. */
	void after_low_drop(u64 before, Last last);

	Atomic<u64> word_{};
	Last last_ = nullptr;
	UnloadCount *activity_ = nullptr;
	/* Of the object, or of its UnloadCount: then in_word_ tells whether the word counts, too. */
	Atomic<PercpuCount *> percpu_count_{};
	bool in_word_ = false;
};

} /* namespace ww */
