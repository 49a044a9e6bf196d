/* SPDX-License-Identifier: GPL-2.0 */
/*
 * When do the items of a queue need a worker beside the local one? The answer follows from one sample
 * of the queue and of the machine, and from nothing else. So it can be tested without a kernel.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

/* Nanoseconds until the stall timer looks. */
constexpr u32 kLooseLook = 10'000'000;		/* at an item that a worker is about to begin */
constexpr u32 kFirstLook = 250'000;		/* at items behind a routine */
constexpr u32 kCloseLook = 500'000;		/* again, where they made no progress */
constexpr u32 kRarestLook = 2'000'000;		/* again, where they did */
constexpr u32 kIdleLook = 4'000'000;		/* where none waits, and some came */

/* A worker that begins fewer items than this in kCloseLook runs routines that take long. */
constexpr u32 kFewItems = 8;

/* What the timer saw of a queue whose items wait. */
struct StallSample {
	u32 begun;		/* items since the last look */
	u32 elapsed;		/* nanoseconds since then */
	u32 interval;		/* nanoseconds that were meant to pass */
	u32 helpers;		/* unbound workers, of all queues */
	u32 cpus;
	bool loose;		/* the look was the first, at an item that had a worker */
};

struct StallDecision {
	bool help;		/* arm an unbound worker */
	u32 next;		/* nanoseconds until the next look */
};

/*
 * Without progress, whatever else runs: a routine may wait for the item behind it. With little, only
 * while there are CPUs without a worker: one more would not compute any sooner. With any progress
 * the next look is later, since each costs the routines an interrupt.
 */
constexpr StallDecision judge_stall(const StallSample &sample)
{
	if (!sample.begun)
		return { true, kCloseLook };
	if (sample.loose)
		return { false, kCloseLook };

	const u32 workers = sample.helpers + 1;
	const u64 few = static_cast<u64>(kFewItems) * sample.elapsed / kCloseLook * workers;
	const u32 later = 2 * sample.interval;

	return { workers < sample.cpus && sample.begun < few,
		 later < kRarestLook ? later : kRarestLook };
}

} /* namespace ww */
