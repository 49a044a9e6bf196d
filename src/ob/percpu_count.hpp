/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is counted by processor: activities, of a driver or of one of its objects.
 *
 * Each processor counts in a stripe of its own, so that they do not compete for one word. An
 * activity may begin in one stripe and end in another.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/cpu.h"
#include "linux/wait.h"

namespace ww {

/* The distance of a stripe from the first, in bytes. */
using Stripe = u32;

constexpr u32 kStripes = 16;
constexpr u32 kStripeBytes = 64;

inline Stripe stripe_of(u32 cpu)
{
	return cpu % kStripes * kStripeBytes;
}

inline Stripe stripe_here()
{
	return stripe_of(ww_cpu());
}

/* How many have begun and how many have ended. Of zeroed memory: none. */
class PercpuCount {
public:
	/* False once they were drained: then it is counted elsewhere. */
	bool begin(Stripe stripe) { return at(stripe).begun.add_fetch(1, Order::relaxed) >= 0; }
	bool end(Stripe stripe) { return at(stripe).ended.add_fetch(1) >= 0; }

	/*
	 * Equal sums, of the ends first, say that there was none at some moment in between: what is
	 * counted among the ends had begun, and is counted among the begins. So they are equal only
	 * when all that had begun by then had ended by then.
	 */
	s64 ended() const { return sum(&Counters::ended); }
	s64 begun() const { return sum(&Counters::begun); }

	/*
	 * Nothing is counted here any more. Returns how many had begun here and had not ended here.
	 * The ends are drained first: what begins elsewhere from then on ends elsewhere, so it is
	 * never less than none.
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
	/* So far below zero that what is counted there in error does not matter. */
	static constexpr s64 kDrained = -(1ll << 62);

	/* A cache line away from the other stripes', and from what is in front. */
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

/* What an unload waits for, but for what the driver's objects count themselves. */
class UnloadCount {
public:
	constexpr UnloadCount() = default;

	/* The driver object, or null. */
	const void *driver() const { return driver_; }
	void set_driver(const void *driver) { driver_ = driver; }

	void begin(Stripe stripe) { percpu_count_.begin(stripe); }

	/* Nothing of this is touched after the count. */
	void end(Stripe stripe)
	{
		percpu_count_.end(stripe);
		wake_waiters();
	}

	/* For whoever has just counted an end. */
	static void wake_waiters()
	{
		if (waiters.load()) [[unlikely]]
			ww_gate_wake();
	}

	/* Those who wait until there is none, of any driver: counted before they look. */
	static inline constinit Atomic<u32> waiters{};

	constexpr PercpuCount &percpu_count() { return percpu_count_; }

private:
	const void *driver_ = nullptr;
	PercpuCount percpu_count_;
};

} /* namespace ww */
