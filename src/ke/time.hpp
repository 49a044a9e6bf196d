/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Windows counts time in units of 100 ns. An absolute time begins in 1601; a negative one is
 * relative to now. Linux counts in nanoseconds, and its absolute time begins in 1970.
 */
#pragma once

#include "base/types.hpp"
#include "linux/time.h"

namespace ww {

constexpr s64 kNanosecondsPerUnit = 100;
constexpr s64 kUnitsFrom1601To1970 = 116444736000000000;

/* Returns @units in nanoseconds, or WW_FOREVER if that is more than a clock can count. */
constexpr s64 nanoseconds_of(s64 units)
{
	s64 nanoseconds = 0;

	return __builtin_mul_overflow(units, kNanosecondsPerUnit, &nanoseconds) ? WW_FOREVER
										: nanoseconds;
}

/* Returns the time of WW_CLOCK_MONOTONIC that is -@due from now. @due is negative. */
inline s64 relative_deadline(s64 due)
{
	s64 when = 0;
	const s64 length = due == -WW_FOREVER - 1 ? WW_FOREVER : nanoseconds_of(-due);

	return __builtin_add_overflow(ww_time(WW_CLOCK_MONOTONIC), length,
				      &when) ? WW_FOREVER : when;
}

/* Returns the time of WW_CLOCK_REAL for @due. Times before 1970 are past, and become 0. */
constexpr s64 absolute_deadline(s64 due)
{
	return due <= kUnitsFrom1601To1970 ? 0 : nanoseconds_of(due - kUnitsFrom1601To1970);
}

/* The end of a wait or delay, or the time of an expiry: nanoseconds of a clock. */
struct Deadline {
	ww_clock clock;
	s64 when;
};

constexpr Deadline kNever = { WW_CLOCK_MONOTONIC, WW_FOREVER };

/* Returns the deadline for a time as drivers pass it: negative if relative, otherwise absolute. */
inline Deadline deadline_of(s64 due)
{
	if (due < 0)
		return { WW_CLOCK_MONOTONIC, relative_deadline(due) };
	return { WW_CLOCK_REAL, absolute_deadline(due) };
}

} /* namespace ww */
