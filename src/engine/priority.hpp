/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WORK_QUEUE_TYPE and the priority it stands for: 0..31 as on Windows, higher first.
 *
 * Two classes of Linux workers serve them. Up to 12 (DelayedWorkQueue) the worker is an
 * ordinary one: its nice value is 0 at 12 and one more for each level below, while the
 * routine runs. From 13 (CriticalWorkQueue) on it is a WQ_HIGHPRI worker, at nice -20, where
 * the level decides only who is served first. No level becomes SCHED_FIFO: 16 and above are
 * "real-time" on Windows, but there a spinning routine still leaves the machine its other
 * processors, and on Linux it would starve the kernel threads that serve it.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

constexpr u32 kLevels = 32;
constexpr u32 kFirstHighLevel = 13;
constexpr u32 kNiceZeroLevel = 12;
constexpr u32 kInvalidLevel = ~0u;

/* CriticalWorkQueue, DelayedWorkQueue, ... SuperCriticalWorkQueue. */
inline constexpr u8 kLevelsOfTypes[] = { 13, 12, 15, 8, 7, 18, 14 };
constexpr int kCustomPriority = 32;		/* CustomPriorityWorkQueue */

/* The level of a WORK_QUEUE_TYPE, or kInvalidLevel. */
constexpr u32 level_of(int queue_type)
{
	if (queue_type >= 0 && queue_type < static_cast<int>(sizeof(kLevelsOfTypes)))
		return kLevelsOfTypes[queue_type];
	if (queue_type >= kCustomPriority && queue_type < kCustomPriority + static_cast<int>(kLevels))
		return queue_type - kCustomPriority;
	return kInvalidLevel;
}

constexpr s32 nice_above_class(u32 level)
{
	return level < kNiceZeroLevel ? kNiceZeroLevel - level : 0;
}

} /* namespace ww */
