/* SPDX-License-Identifier: GPL-2.0 */
/*
 * LineLimit: how many lines of one kind the log gets. A program may have any number of threads and
 * requests that wait, and each would have lines of its own.
 */
#pragma once

#include "atomic.hpp"
#include "linux/time.h"
#include "types.hpp"

namespace ww {

class LineLimit {
public:
	/* Whether one more line may be printed. It counts. At any IRQL. */
	bool take()
	{
		u64 seen = word_.load(Order::relaxed);
		u64 period;

		do {
			period = period_of(seen);
			if (period % kPeriodShown == kMost)
				return false;
		} while (!word_.compare_exchange(seen, period + 1, Order::relaxed, Order::relaxed));
		return true;
	}

	/* Whether take() would fail. */
	bool is_spent() const { return period_of(word_.load(Order::relaxed)) % kPeriodShown == kMost; }

private:
	static constexpr u64 kMost = 16;		/* docs/scheduling.md, Constants */
	static constexpr s64 kPeriod = 10000000000;	/* ns */
	/* The number of the period is above that of its lines. */
	static constexpr u64 kPeriodShown = 256;

	/* @seen, or the word of this period without lines. */
	static u64 period_of(u64 seen)
	{
		const u64 now = static_cast<u64>(ww_time(WW_CLOCK_MONOTONIC) / kPeriod) * kPeriodShown;

		return seen / kPeriodShown * kPeriodShown == now ? seen : now;
	}

	Atomic<u64> word_{};
};

} /* namespace ww */
