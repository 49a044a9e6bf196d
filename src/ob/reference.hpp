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
 * Activity, which counts what has begun and what has ended.
 *
 * So an activity is counted in the word and in the Activity. Most are counted in one place only.
 * An image ends with its driver, so the Activity's count will do. An object that many queueings
 * share, such as a device, has a tally of its own in front, which the unload adds to the
 * Activity's. It counts while the creator's reference is sure to keep the object. Before that one
 * is dropped, or a rundown begins, gather() moves what it has counted to the word and the
 * Activity, which count from then on.
 *
 * A reference can be closed: that begins a rundown. From then on the try_ functions fail, and
 * whoever waits for the rundown is woken when no more than the creator's reference is left.
 */
#pragma once

#include "activity.hpp"

namespace ww {

class Reference {
public:
	using Last = void (*)(Reference *);

	constexpr Reference() = default;
	/* Of what ends with its driver. */
	constexpr explicit Reference(Activity &activity)
		: activity_(&activity), tally_(&activity.tally()) {}

	/*
	 * The creator's. @activity is that of the driver which the references protect in the end.
	 * @last runs when the final one goes. In front of what @has_tally, there is one.
	 */
	void init(Activity &activity, bool has_tally, Last last)
	{
		last_ = last;
		activity_ = &activity;
		tally_.store(has_tally ? tally_in_front() : &activity.tally(), Order::relaxed);
		in_word_ = !has_tally;
		word_.store(kReference, Order::relaxed);
	}

	/* False from the drop of the last one on. */
	bool is_live() const { return references(word_.load(Order::relaxed)) != 0; }

	u32 count() const { return references(settled(word_.load())) + tally_count(); }
	u32 activities() const { return activities(settled(word_.load())) + tally_count(); }
	bool is_closed() const { return word_.load() & kClosed; }
	/* Closed, and the creator's reference is the only one: it stays so. */
	bool is_run_down() const { return word_.load() == (kClosed | kReference); }

	/* Of an object that has a tally, while that counts none. */
	void belong_to(Activity &activity) { activity_ = &activity; }

	/* Instead of init(), in memory that was zeroed, for what ends with its driver. */
	void end_with(Activity &activity)
	{
		activity_ = &activity;
		tally_.store(&activity.tally(), Order::release);
	}

	/* False in memory that was zeroed. */
	bool is_set_up() const { return tally_.load(Order::acquire) != nullptr; }

	/* What an object's activities are counted in beside the Activity, or null. */
	const Tally *tally() const { return in_word_ ? nullptr : tally_.load(Order::relaxed); }

	Activity *activity() const { return activity_; }

	const void *driver() const { return activity_->driver(); }

	void acquire() { word_.fetch_add(kReference, Order::relaxed); }

	void acquire_activity(Stripe stripe)
	{
		if (!tally_.load(Order::relaxed)->begin(stripe)) [[unlikely]]
			begin_gathered(stripe);
		else if (in_word_)
			word_.fetch_add(kBoth, Order::relaxed);
	}

	/* The same of an object, for who knows whether it has a tally. */
	void acquire_activity(Stripe stripe, bool has_tally)
	{
		if (!has_tally || !tally_in_front()->begin(stripe))
			begin_gathered(stripe);
	}

	/* acquire() and acquire_activity(), unless it is closed: then false, and nothing changed. */
	bool try_acquire() { return try_add(kReference); }

	/* Counted last in the Activity, so that one that is refused has nothing to take back. */
	bool try_acquire_activity(Stripe stripe)
	{
		if (!in_word_ && tally_.load(Order::relaxed)->begin(stripe))
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
		/* Read first: the Activity's outlives this object, which the drop may free. */
		Tally &tally = *tally_.load(Order::relaxed);

		if (in_word_)
			drop(kBoth);
		if (tally.end(stripe)) [[likely]]
			Activity::wake_waiters();
		else
			end_gathered(stripe);
	}

	/*
	 * Of what has a tally, once, while no unload adds up. An activity that began in the tally may
	 * end in the word before it has been moved there, so meanwhile the word holds more than
	 * there are.
	 */
	void gather()
	{
		word_.fetch_add(kMoving * kBoth);

		const s64 taken = tally_.load(Order::relaxed)->take_out();

		activity_->tally().put_in(taken);
		word_.fetch_sub((kMoving - static_cast<u64>(taken)) * kBoth);
	}

	/*
	 * release() for a caller that may be wrong: false, and nothing changed, when all that
	 * is left are @floor references and those of activities. @before is the count it found.
	 */
	bool release_above(u32 floor, u32 &before)
	{
		const Last last = last_;
		const u32 elsewhere = tally_count();
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

	/* For what a driver is told, and for diagnostics: any number while gather() runs. */
	u32 tally_count() const
	{
		const Tally *const own = tally();

		if (!own)
			return 0;

		const s64 ended = own->ended();
		const s64 count = own->begun() - ended;

		return count > 0 ? static_cast<u32>(count) : 0;
	}

	/* Who sees that it is closed finds its tally gathered, too. */
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

	Tally *tally_in_front() { return reinterpret_cast<Tally *>(this) - 1; }

	/*
	 * For an activity that no tally of the object's counts. Inline, since a queue call that calls
	 * nothing saves no registers.
	 */
	void begin_gathered(Stripe stripe)
	{
		activity_->begin(stripe);
		word_.fetch_add(kBoth, Order::relaxed);
	}

	void end_gathered(Stripe stripe);

	/* What is left may be none, or what a rundown waits for. */
	void after_low_drop(u64 before, Last last);

	Atomic<u64> word_{};
	Last last_ = nullptr;
	Activity *activity_ = nullptr;
	/* Of the object, or of its Activity: then in_word_ tells whether the word counts, too. */
	Atomic<Tally *> tally_{};
	bool in_word_ = false;
};

} /* namespace ww */
