/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Clocks, and letting time go by.
 */
#include "time.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "linux/thread.h"
#include "linux/wait.h"

namespace ww {
namespace {

constexpr LONGLONG kUnitsPerSecond = 10000000;

LONGLONG units(s64 nanoseconds)
{
	return nanoseconds / kNanosecondsPerUnit;
}

LONGLONG system_time()
{
	return units(ww_time(WW_CLOCK_REAL)) + kUnitsFrom1601To1970;
}

} /* namespace */
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

/* A tick is one of Linux's. */
ULONG NTAPI KeQueryTimeIncrement()
{
	return static_cast<ULONG>(ww::units(ww_tick_length()));
}

VOID NTAPI KeQueryTickCount(PLARGE_INTEGER TickCount)
{
	TickCount->QuadPart = ww::units(ww_time(WW_CLOCK_MONOTONIC)) / KeQueryTimeIncrement();
}

/* 10 MHz, as on today's Windows, whatever the hardware has. */
LARGE_INTEGER NTAPI KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
	LARGE_INTEGER now;

	if (PerformanceFrequency)
		PerformanceFrequency->QuadPart = ww::kUnitsPerSecond;
	now.QuadPart = ww::units(ww_time(WW_CLOCK_MONOTONIC));
	return now;
}

/* As with the waits, WaitMode and Alertable have no effect. */
NTSTATUS NTAPI KeDelayExecutionThread(KPROCESSOR_MODE, BOOLEAN, PLARGE_INTEGER Interval)
{
	const ww_u32 never_changes = 0;
	ww_clock clock = WW_CLOCK_MONOTONIC;
	ww_s64 deadline;

	if (!ww::at_apc_or_below(WW_CALL_SITE, Interval))
		return STATUS_UNSUCCESSFUL;
	if (!Interval->QuadPart) {
		ww_yield();
		return STATUS_SUCCESS;
	}
	if (Interval->QuadPart < 0) {
		deadline = ww::relative_deadline(Interval->QuadPart);
	} else {
		clock = WW_CLOCK_REAL;
		deadline = ww::absolute_deadline(Interval->QuadPart);
	}
	ww_sleep_while(&never_changes, 0, clock, deadline);
	return STATUS_SUCCESS;
}

VOID NTAPI KeStallExecutionProcessor(ULONG MicroSeconds)
{
	ww_stall(MicroSeconds);
}

} /* extern "C" */
