/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reference: the count that keeps an object, and with it its driver, alive. Every queueing
 * holds one from the queue call until engine code drops it after the routine has returned.
 *
 * One 64-bit word holds two counts: all references in the low half, and how many of them
 * are held by code that is on its way into the driver (queueings, threads) in the high half.
 * Unload waits for the high half alone: a reference that was merely leaked is reported, but
 * runs nothing.
 */
#pragma once

#include "atomic.hpp"
#include "../linux/platform.h"

namespace ww {

class Reference {
public:
	using Last = void (*)(Reference *);

	constexpr Reference() = default;

	/*
	 * @driver is the driver object that the references protect in the end. @last runs when
	 * the final one goes; without it nothing happens then.
	 */
	void init(ww_u32 references, const void *driver, Last last)
	{
		last_ = last;
		driver_ = driver;
		word_.store(references, Order::relaxed);
	}

	ww_u32 count() const { return static_cast<ww_u32>(word_.load(Order::relaxed)); }
	ww_u32 activities() const { return static_cast<ww_u32>(word_.load() >> 32); }

	/* For a reference that begins at zero, in memory that was zeroed. */
	void belong_to(const void *driver) { driver_ = driver; }

	const void *driver() const { return driver_; }

	void acquire() { word_.fetch_add(kReference, Order::relaxed); }

	void acquire_activity() { word_.fetch_add(kActivity | kReference, Order::relaxed); }

	void release() { drop(kReference); }

	/* After this the driver's code may be gone: only engine code may run. */
	void release_activity() { drop(kActivity | kReference); }

	/*
	 * release() for a caller that may be wrong: false, and nothing changed, when all that
	 * is left are @floor references and those of activities.
	 */
	bool release_above(ww_u32 floor)
	{
		ww_u64 seen = word_.load(Order::relaxed);

		do {
			if (static_cast<ww_u32>(seen) <= floor + (seen >> 32))
				return false;
		} while (!word_.compare_exchange(seen, seen - kReference));
		if (static_cast<ww_u32>(seen) == 1) {
			if (last_)
				last_(this);
			ww_gate_wake();
		}
		return true;
	}

	/* release() of what must be the last one: false, and nothing changed, when it is not. */
	bool release_to_end()
	{
		if (word_.load() != kReference)
			return false;
		release();
		return true;
	}

private:
	static constexpr ww_u64 kReference = 1;
	static constexpr ww_u64 kActivity = 1ull << 32;

	void drop(ww_u64 amount)
	{
		/* Read first: once the count is down, this may be freed memory. */
		const Last last = last_;
		const ww_u64 before = word_.fetch_sub(amount, Order::acq_rel);

		if (static_cast<ww_u32>(before) == 1 && last)
			last(this);
		if (static_cast<ww_u32>(before) == 1 || (amount >= kActivity && before >> 32 == 1))
			ww_gate_wake();
	}

	Atomic<ww_u64> word_{};
	Last last_ = nullptr;
	const void *driver_ = nullptr;
};

} /* namespace ww */
