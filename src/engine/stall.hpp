/* SPDX-License-Identifier: GPL-2.0 */
/*
 * When do the items of a queue need a worker beside the local one? The answer follows from one
 * sample of the queue and of the machine, and from nothing else. So it can be tested without a
 * kernel. docs/scheduling.md has the measurements behind the constants.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

/* Nanoseconds until the next sample. */
constexpr u32 kHandoffInterval = 10'000'000;	/* of an item that a worker is about to begin */
constexpr u32 kFirstInterval = 250'000;		/* of items behind a routine */
constexpr u32 kStallInterval = 500'000;		/* where items made no progress */
constexpr u32 kLongestInterval = 2'000'000;	/* where they did */
constexpr u32 kIdleInterval = 4'000'000;	/* where no item waits, and some came */

/* A worker that begins fewer items than this in kStallInterval runs routines that take long. */
constexpr u32 kFewItems = 8;

/* One sample of a queue whose items wait, taken by the stall timer. */
struct StallSample {
	u32 begun;		/* items since the last sample */
	u32 elapsed;		/* nanoseconds since the last sample */
	u32 interval;		/* nanoseconds that were meant to pass */
	u32 helpers;		/* unbound workers, of all queues */
	u32 cpus;		/* that are online */
	bool handoff;		/* the first sample, after an item was handed to a worker */
};

struct StallDecision {
	bool help;		/* arm an unbound worker */
	u32 next;		/* nanoseconds until the next sample */
};

/*
 * Without progress: help, whatever else runs, because a routine may wait for the item behind it.
 * With little progress: help only while there are CPUs without a worker, since one more would not
 * compute any sooner. With any progress the next sample is later, because each one costs the
 * routines an interrupt.
 */
constexpr StallDecision judge_stall(const StallSample &sample)
{
	if (!sample.begun)
		return { true, kStallInterval };
	if (sample.handoff)
		return { false, kStallInterval };

	const u32 workers = sample.helpers + 1;
	const u64 few = static_cast<u64>(kFewItems) * sample.elapsed / kStallInterval * workers;
	const u32 later = 2 * sample.interval;

	return { workers < sample.cpus && sample.begun < few,
		 later < kLongestInterval ? later : kLongestInterval };
}

} /* namespace ww */
