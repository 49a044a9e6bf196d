/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Windows counts time in units of 100 ns. An absolute time begins in 1601; a negative one is
 * relative to now. Linux counts in nanoseconds, and its absolute time begins in 1970.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/time.h"

namespace ww {

constexpr s64 kNanosecondsPerUnit = 100;
constexpr s64 kUnitsFrom1601To1970 = 116444736000000000;
constexpr s64 kUnitsPerSecond = 10000000;
constexpr s64 kUnitsPerMinute = 60 * kUnitsPerSecond;

/* A time of WW_CLOCK_REAL. */
constexpr s64 system_time_of(s64 nanoseconds)
{
	return nanoseconds / kNanosecondsPerUnit + kUnitsFrom1601To1970;
}

/* The end of a wait or delay, or the time of an expiry: nanoseconds of a clock. */
struct Deadline {
	ww_clock clock;
	s64 when;
};

constexpr Deadline kNever = { WW_CLOCK_MONOTONIC, WW_FOREVER };

/* Returns the deadline for a time as drivers pass it: negative if relative, otherwise absolute. */
Deadline deadline_of(s64 due);

/* KeDelayExecutionThread for @call. */
NTSTATUS delay(CallSite call, KPROCESSOR_MODE mode, const LARGE_INTEGER *interval);

} /* namespace ww */
