/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Windows counts time in units of 100 ns, absolute time since 1601, and negative times mean
 * "from now". Linux counts in nanoseconds, absolute time since 1970.
 */
#pragma once

#include "base/types.hpp"
#include "linux/time.h"

namespace ww {

constexpr s64 kNanosecondsPerUnit = 100;
constexpr s64 kUnitsFrom1601To1970 = 116444736000000000;

/* Nanoseconds of @units; times too far away for a clock become WW_FOREVER. */
constexpr s64 nanoseconds_of(s64 units)
{
	s64 nanoseconds = 0;

	return __builtin_mul_overflow(units, kNanosecondsPerUnit, &nanoseconds) ? WW_FOREVER
										: nanoseconds;
}

/* When WW_CLOCK_MONOTONIC will have gone on by the negative @due. */
inline s64 relative_deadline(s64 due)
{
	s64 when = 0;
	const s64 length = due == -WW_FOREVER - 1 ? WW_FOREVER : nanoseconds_of(-due);

	return __builtin_add_overflow(ww_time(WW_CLOCK_MONOTONIC), length,
				      &when) ? WW_FOREVER : when;
}

/* What WW_CLOCK_REAL shows at the time @due; the past before 1970 is as good as 1970. */
constexpr s64 absolute_deadline(s64 due)
{
	return due <= kUnitsFrom1601To1970 ? 0 : nanoseconds_of(due - kUnitsFrom1601To1970);
}

} /* namespace ww */
