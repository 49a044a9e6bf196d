/* SPDX-License-Identifier: GPL-2.0 */
/*
 * StallDetector: the stall timer of a work queue, which takes a sample of the queue at each expiry.
 *
 * It is in one of three modes. The timer is started by the code that changes the mode from OFF.
 *
 *	OFF	no item waits
 *	HANDOFF	an item was handed to the primary worker; the first sample is 10 ms later
 *	CLOSE	items wait behind a routine; the first sample is 0.25 ms later
 */
#pragma once

#include "base/atomic.hpp"
#include "linux/stall_timer.h"
#include "stall.hpp"

namespace ww {

class StallDetector {
public:
	void init() { ww_stall_timer_init(&timer_); }
	/* Waits for an expiry that is under way. PASSIVE_LEVEL. */
	void cancel() { ww_stall_timer_cancel(&timer_); }

	bool is_off() const { return mode_.load() == kOff; }

	/*
	 * Start the timer, with interrupts off, as in WorkQueue::push_first(). @begun is the number
	 * of items that workers have begun so far. When the two meet, the first sample may be as
	 * late as that of a handoff, and the next ones are close.
	 */
	void watch_handoff(u32 begun);
	void watch_closely(u32 begun);

	/* ---- By the timer, at its expiry ---- */

	/* The items that workers have begun since the last sample. */
	u32 progress(u32 begun) const { return begun - begun_.load(Order::relaxed); }

	/*
	 * Items wait. @progress: the items that workers have begun since the last sample. @late:
	 * the nanoseconds by which the timer expired too late.
	 */
	StallDecision judge(u32 progress, u32 late, u32 helpers);

	/* No item waits. Returns whether the mode was CLOSE. */
	bool turn_off() { return mode_.exchange(kOff) == kClose; }
	/* After turn_off(). False when other code has turned it on meanwhile. */
	bool turn_on(bool close)
	{
		Mode off = kOff;

		return mode_.compare_exchange(off, close ? kClose : kHandoff);
	}

	/* Notes that the next sample is due in @nanoseconds, which it returns. */
	u32 continue_in(u32 nanoseconds, u32 begun);

	/* The detector whose timer @timer is. */
	static StallDetector *of_timer(ww_stall_timer *timer);

private:
	/* Unscoped, since clang has no atomic operations on scoped enumerations. */
	enum Mode : u8 { kOff, kHandoff, kClose };

	void start(u32 nanoseconds, u32 begun)
	{
		ww_stall_timer_start(&timer_, continue_in(nanoseconds, begun));
	}

	Atomic<Mode> mode_{};		/* set before the timer is; the timer may expire when OFF */
	Atomic<u32> begun_{};		/* at the last sample */
	Atomic<u32> interval_{};	/* nanoseconds from the last sample to the next */
	ww_stall_timer timer_{};
};

} /* namespace ww */
