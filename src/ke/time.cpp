/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clocks and delays.
 */
#include "time.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "linux/thread.h"
#include "sleep.hpp"

namespace ww {
namespace {

LONGLONG units(s64 nanoseconds)
{
	return nanoseconds / kNanosecondsPerUnit;
}

LONGLONG system_time()
{
	return system_time_of(ww_time(WW_CLOCK_REAL));
}

/* Returns @units in nanoseconds, or WW_FOREVER if that is more than a clock can count. */
constexpr s64 nanoseconds_of(s64 units)
{
	s64 nanoseconds = 0;

	return __builtin_mul_overflow(units, kNanosecondsPerUnit, &nanoseconds) ? WW_FOREVER
										: nanoseconds;
}

/* Returns the time of WW_CLOCK_MONOTONIC that is -@due from now. @due is negative. */
s64 relative_deadline(s64 due)
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

} /* namespace */

Deadline deadline_of(s64 due)
{
	if (due < 0)
		return { WW_CLOCK_MONOTONIC, relative_deadline(due) };
	return { WW_CLOCK_REAL, absolute_deadline(due) };
}

NTSTATUS delay(CallSite call, KPROCESSOR_MODE mode, const LARGE_INTEGER *interval)
{
	const u32 never_changes = 0;

	if (!at_apc_or_below(call, interval))
		return STATUS_UNSUCCESSFUL;
	if (!interval->QuadPart) {
		ww_yield();
		return STATUS_SUCCESS;
	}

	return sleep_while(call, mode, interval, &never_changes, 0) == WW_SLEEP_KILLED
		       ? STATUS_USER_APC
		       : STATUS_SUCCESS;
}

} /* namespace ww */

extern "C" {

VOID NTAPI KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
	CurrentTime->QuadPart = ww::system_time();
}

VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
	CurrentTime->QuadPart = ww::system_time();
}

ULONGLONG NTAPI KeQueryInterruptTime()
{
	return static_cast<ULONGLONG>(ww::units(ww_time_since_boot()));
}

ULONGLONG NTAPI KeQueryUnbiasedInterruptTime()
{
	return static_cast<ULONGLONG>(ww::units(ww_time(WW_CLOCK_MONOTONIC)));
}

ULONGLONG NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
	*QpcTimeStamp = static_cast<ULONG64>(KeQueryPerformanceCounter(nullptr).QuadPart);
	return KeQueryInterruptTime();
}

ULONGLONG NTAPI KeQueryUnbiasedInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
	*QpcTimeStamp = static_cast<ULONG64>(KeQueryPerformanceCounter(nullptr).QuadPart);
	return KeQueryUnbiasedInterruptTime();
}

/* The clock interrupt is Linux's tick. */
ULONG NTAPI KeQueryTimeIncrement()
{
	return static_cast<ULONG>(ww::units(ww_tick_length()));
}

VOID NTAPI KeQueryTickCount(PLARGE_INTEGER TickCount)
{
	TickCount->QuadPart = ww::units(ww_time(WW_CLOCK_MONOTONIC)) / KeQueryTimeIncrement();
}

/* The frequency is 10 MHz on all hardware, as on current versions of Windows. */
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
	LARGE_INTEGER now;

	if (PerformanceFrequency)
		PerformanceFrequency->QuadPart = ww::kUnitsPerSecond;
	now.QuadPart = ww::units(ww_time(WW_CLOCK_MONOTONIC));
	return now;
}

/* Alertable has no effect, as in KeWaitForSingleObject. */
NTSTATUS NTAPI KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN, PLARGE_INTEGER Interval)
{
	return ww::delay(WW_CALL_SITE, WaitMode, Interval);
}

VOID NTAPI KeStallExecutionProcessor(ULONG MicroSeconds)
{
	ww_stall(MicroSeconds);
}

VOID NTAPI ExSystemTimeToLocalTime(PLARGE_INTEGER SystemTime, PLARGE_INTEGER LocalTime)
{
	LocalTime->QuadPart = SystemTime->QuadPart - ww_minutes_west() * ww::kUnitsPerMinute;
}

VOID NTAPI ExLocalTimeToSystemTime(PLARGE_INTEGER LocalTime, PLARGE_INTEGER SystemTime)
{
	SystemTime->QuadPart = LocalTime->QuadPart + ww_minutes_west() * ww::kUnitsPerMinute;
}

} /* extern "C" */
