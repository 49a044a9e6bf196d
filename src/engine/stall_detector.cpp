/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stall timer of a work queue.
 */
#include "stall_detector.hpp"

#include "linux/cpu.h"
#include "linux/stall_timer.h"

namespace ww {

void StallDetector::watch_handoff(u32 begun)
{
	Mode off = kOff;

	if (mode_.compare_exchange(off, kHandoff))
		start(kHandoffInterval, begun);
}

void StallDetector::watch_closely(u32 begun)
{
	if (mode_.exchange(kClose) != kClose)
		start(kFirstInterval, begun);
}

StallDecision StallDetector::judge(u32 progress, u32 late, u32 helpers)
{
	const u32 interval = interval_.load(Order::relaxed);

	return judge_stall({
		.begun = progress,
		.elapsed = interval + late,
		.interval = interval,
		.helpers = helpers,
		.cpus = ww_cpus_online_count(),
		.handoff = mode_.exchange(kClose) == kHandoff,
	});
}

u32 StallDetector::continue_in(u32 nanoseconds, u32 begun)
{
	begun_.store(begun, Order::relaxed);
	interval_.store(nanoseconds, Order::relaxed);
	return nanoseconds;
}

StallDetector *StallDetector::of_timer(ww_stall_timer *timer)
{
	return reinterpret_cast<StallDetector *>(reinterpret_cast<char *>(timer) -
						 __builtin_offsetof(StallDetector, timer_));
}

} /* namespace ww */
