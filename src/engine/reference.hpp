/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reference: the count that keeps an object, and with it its driver, alive. Every queueing
 * holds one from the queue call until engine code drops it after the routine has returned.
 *
 * One 64-bit word holds two counts: all references in the low half, and how many of them
 * are held by code that is on its way into the driver (queueings, threads: activities) in the
 * high half. The high half comes free with the low one, and tells a reference that a driver may
 * drop from one that it may not.
 *
 * Unload waits for activities alone: a reference that was merely leaked is reported, but runs
 * nothing. It must not add up the high halves, since an activity that begins another one before
 * it ends could always be where it has just not looked. So all references of a driver share an
 * Activity, which counts what has begun and what has ended. That is the second atomic addition
 * of a queueing.
 *
 * A reference can be closed: that begins a rundown. From then on the try_ functions fail, and
 * whoever waits for the rundown is woken when no more than the creator's reference is left.
 */
#pragma once

#include "atomic.hpp"
#include "../linux/platform.h"

namespace ww {

/*
 * Processors count in stripes, so that they do not compete for one word. An activity may begin in
 * one and end in another.
 */
class Activity {
public:
	/* A stripe: its distance from the first, in bytes. */
	using Place = ww_u32;

	static Place place_of(ww_u32 cpu) { return cpu % kStripes * sizeof(Stripe); }
	static Place here() { return place_of(ww_cpu()); }

	constexpr Activity() = default;

	/* The driver object, or null. */
	const void *driver() const { return driver_; }
	void set_driver(const void *driver) { driver_ = driver; }

	void begin(Place place) { at(place).begun.fetch_add(1, Order::relaxed); }

	/* Nothing of this is touched after the count. */
	void end(Place place)
	{
		at(place).ended.fetch_add(1);
		if (waiters.load()) [[unlikely]]
			ww_gate_wake();
	}

	/*
	 * True when there was none at some moment of the call. The ends are added up first: what is
	 * counted there had begun, and is counted below. So the sums are equal only when all that
	 * had begun by the time in between had ended by then.
	 */
	bool is_none() const
	{
		ww_u32 ended = 0;
		ww_u32 begun = 0;

		for (const Stripe &stripe : stripes_)
			ended += stripe.ended.load();
		for (const Stripe &stripe : stripes_)
			begun += stripe.begun.load();
		return begun == ended;
	}

	/* Those who wait until there is none, of any driver: counted before they look. */
	static inline constinit Atomic<ww_u32> waiters{};

private:
	static constexpr ww_u32 kStripes = 16;

	/* The counters are a cache line away from the other stripes' and from what is in front. */
	struct Stripe {
		ww_u32 unused[14]{};
		Atomic<ww_u32> begun;
		Atomic<ww_u32> ended;
	};

	Stripe &at(Place place)
	{
		return *reinterpret_cast<Stripe *>(reinterpret_cast<char *>(stripes_) + place);
	}

	const void *driver_ = nullptr;
	Stripe stripes_[kStripes]{};
};

class Reference {
public:
	using Last = void (*)(Reference *);

	constexpr Reference() = default;
	constexpr explicit Reference(Activity &activity) : activity_(&activity) {}

	/*
	 * @activity is that of the driver which the references protect in the end. @last runs
	 * when the final one goes; without it nothing happens then.
	 */
	void init(ww_u32 references, Activity &activity, Last last)
	{
		last_ = last;
		activity_ = &activity;
		word_.store(references, Order::relaxed);
	}

	ww_u32 count() const { return static_cast<ww_u32>(word_.load(Order::relaxed)); }
	ww_u32 activities() const { return activities(word_.load()); }
	bool is_closed() const { return word_.load() & kClosed; }
	/* Closed, and the creator's reference is the only one: it stays so. */
	bool is_run_down() const { return word_.load() == (kClosed | kReference); }

	/* Instead of init() for memory that was zeroed, or while there is no activity. */
	void belong_to(Activity &activity) { activity_ = &activity; }

	/* Null in memory that was zeroed. */
	Activity *activity() const { return activity_; }

	const void *driver() const { return activity_->driver(); }

	void acquire() { word_.fetch_add(kReference, Order::relaxed); }

	void acquire_activity(Activity::Place place)
	{
		activity_->begin(place);
		word_.fetch_add(kActivity | kReference, Order::relaxed);
	}

	/* acquire() and acquire_activity(), unless it is closed: then false, and nothing changed. */
	bool try_acquire() { return try_add(kReference); }

	/* Counted last, so that one that is refused has nothing to take back. */
	bool try_acquire_activity(Activity::Place place)
	{
		if (!try_add(kActivity | kReference))
			return false;
		activity_->begin(place);
		return true;
	}

	/* True for the first: the rundown is the caller's to wait for. */
	bool close() { return !(word_.fetch_or(kClosed) & kClosed); }

	void release() { drop(kReference); }

	/* After this the driver's code may be gone: only engine code may run. */
	void release_activity(Activity::Place place)
	{
		/* Read first: the driver's outlives this object, which the drop may free. */
		Activity *const activity = activity_;

		drop(kActivity | kReference);
		activity->end(place);
	}

	/*
	 * release() for a caller that may be wrong: false, and nothing changed, when all that
	 * is left are @floor references and those of activities. @before is the count it found.
	 */
	bool release_above(ww_u32 floor, ww_u32 &before)
	{
		const Last last = last_;
		ww_u64 seen = word_.load(Order::relaxed);

		do {
			before = static_cast<ww_u32>(seen);
			if (before <= floor + activities(seen))
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
	static constexpr ww_u64 kReference = 1;
	static constexpr ww_u64 kActivity = 1ull << 32;
	static constexpr ww_u64 kClosed = 1ull << 63;

	static ww_u32 activities(ww_u64 word) { return static_cast<ww_u32>((word & ~kClosed) >> 32); }

	bool try_add(ww_u64 amount)
	{
		ww_u64 seen = word_.load(Order::relaxed);

		do {
			if (seen & kClosed)
				return false;
		} while (!word_.compare_exchange(seen, seen + amount));
		return true;
	}

	void drop(ww_u64 amount)
	{
		/* Read first: once the count is down, this may be freed memory. */
		const Last last = last_;

		after_drop(word_.fetch_sub(amount, Order::acq_rel), last);
	}

	void after_drop(ww_u64 before, Last last)
	{
		if (static_cast<ww_u32>(before) <= 2) [[unlikely]]
			after_low_drop(before, last);
	}

	/* What is left may be none, or what a rundown waits for. */
	void after_low_drop(ww_u64 before, Last last);

	Atomic<ww_u64> word_{};
	Last last_ = nullptr;
	Activity *activity_ = nullptr;
};

} /* namespace ww */
