/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Counts of activities, which are queueings and threads: code on its way into a driver.
 *
 * Each CPU counts in a stripe of its own, so that CPUs do not compete for one word. An activity may
 * begin in one stripe and end in another.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/cpu.h"
#include "linux/wait.h"

namespace ww {

/* A stripe, as its distance from the first one in bytes. */
using Stripe = u32;

constexpr u32 kStripes = 16;
constexpr u32 kStripeBytes = 64;

inline Stripe stripe_of(u32 cpu)
{
	return cpu % kStripes * kStripeBytes;
}

inline Stripe stripe_here()
{
	return stripe_of(ww_fast_call(ww_cpu));
}

/* How many activities have begun, and how many have ended. Zeroed memory is a count of none. */
class PercpuCount {
public:
	/* Both are false after drain(): then the caller counts elsewhere. */
	bool begin(Stripe stripe) { return at(stripe).begun.add_fetch(1, Order::relaxed) >= 0; }
	bool end(Stripe stripe) { return at(stripe).ended.add_fetch(1) >= 0; }

	/*
	 * If the sum of the ends, read first, equals the sum of the begins, there was no activity
	 * at some moment in between. Each activity that is counted among the ends had begun, and so
	 * is counted among the begins. The sums are equal only if no begun activity was left.
	 */
	s64 ended() const { return sum(&Counters::ended); }
	s64 begun() const { return sum(&Counters::begun); }

	/*
	 * Ends the counting here. Returns how many activities have begun here and not ended here.
	 * The ends are read first: an activity that begins elsewhere from then on also ends
	 * elsewhere. So the result is never negative.
	 */
	s64 drain()
	{
		s64 taken = 0;

		for (Counters &counters : stripes_)
			taken -= counters.ended.exchange(kDrained);
		for (Counters &counters : stripes_)
			taken += counters.begun.exchange(kDrained);
		return taken;
	}

	void add(s64 taken) { at(0).begun.fetch_add(taken); }

private:
	/*
	 * So far below zero that counts which are made afterwards, in error, do not matter. See
	 * docs/scheduling.md, Constants.
	 */
	static constexpr s64 kDrained = -(1ll << 62);

	/* In a cache line of their own, apart from other stripes and from the memory in front. */
	struct alignas(2 * sizeof(u64)) Counters {
		u64 unused[6]{};
		Atomic<s64> begun;
		Atomic<s64> ended;
	};
	static_assert(sizeof(Counters) == kStripeBytes);

	Counters &at(Stripe stripe)
	{
		return *reinterpret_cast<Counters *>(reinterpret_cast<char *>(stripes_) + stripe);
	}

	s64 sum(Atomic<s64> Counters::*which) const
	{
		s64 all = 0;

		for (const Counters &counters : stripes_) {
			const s64 count = (counters.*which).load();

			all += count > 0 ? count : 0;
		}
		return all;
	}

	Counters stripes_[kStripes]{};
};

/* The activities that an unload waits for, without those that the driver's objects count. */
class UnloadCount {
public:
	constexpr UnloadCount() = default;

	/* The driver object; null for code of no driver. */
	const void *driver() const { return driver_; }
	void set_driver(const void *driver) { driver_ = driver; }

	void begin(Stripe stripe) { percpu_count_.begin(stripe); }

	/* Does not touch this object after the count. */
	void end(Stripe stripe)
	{
		percpu_count_.end(stripe);
		wake_waiters();
	}

	/* After an end was counted. */
	static void wake_waiters()
	{
		if (waiters.load()) [[unlikely]]
			ww_gate_wake();
	}

	/* The callers that wait for the end of activities. Each counts itself before it looks. */
	static inline constinit Atomic<u32> waiters{};

	constexpr PercpuCount &percpu_count() { return percpu_count_; }

private:
	const void *driver_ = nullptr;
	PercpuCount percpu_count_;
};

} /* namespace ww */
