/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WORK_QUEUE_TYPE and the priority it stands for: 0 to 31 as on Windows, higher first.
 *
 * Two classes of Linux workers serve the priorities. Up to 12 (DelayedWorkQueue) the worker is an
 * ordinary one: while the routine runs its nice value is 0 at 12, and one more for each priority
 * below. From 13 (CriticalWorkQueue) on it is a WQ_HIGHPRI worker at nice -20, where the priority
 * decides only the order. No priority becomes SCHED_FIFO, although 16 and above are "real-time" on
 * Windows. A SCHED_FIFO thread that spins would starve the kernel threads that Linux has for the
 * same CPU.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

constexpr u32 kPriorities = 32;
constexpr u32 kFirstHighPriority = 13;
constexpr u32 kNiceZeroPriority = 12;
constexpr u32 kInvalidPriority = ~0u;

/* Each class has its own queues and workqueues. In the order of the platform's workqueues. */
enum class Class : u8 { normal, high };

constexpr u32 kClasses = 2;

constexpr u32 index_of(Class c)
{
	return static_cast<u32>(c);
}

constexpr Class class_of(u32 priority)
{
	return priority >= kFirstHighPriority ? Class::high : Class::normal;
}

/* In the order of WORK_QUEUE_TYPE, from CriticalWorkQueue to SuperCriticalWorkQueue. */
inline constexpr u8 kPriorityOfType[] = { 13, 12, 15, 8, 7, 18, 14 };
constexpr int kCustomPriority = 32;		/* CustomPriorityWorkQueue */

/* The priority of a WORK_QUEUE_TYPE, or kInvalidPriority. */
constexpr u32 priority_of(int queue_type)
{
	if (queue_type >= 0 && queue_type < static_cast<int>(sizeof(kPriorityOfType)))
		return kPriorityOfType[queue_type];
	if (queue_type >= kCustomPriority &&
	    queue_type < kCustomPriority + static_cast<int>(kPriorities))
		return queue_type - kCustomPriority;
	return kInvalidPriority;
}

/* How much the nice value of a routine is above that of its class's workers. */
constexpr s32 nice_above_class(u32 priority)
{
	return priority < kNiceZeroPriority ? kNiceZeroPriority - priority : 0;
}

} /* namespace ww */
