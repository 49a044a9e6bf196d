/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dates and times of day. A time counts 100 ns from the first of January 1601, a Monday, when a
 * cycle of 400 years of the calendar began.
 */
#include <ntifs.h>

#include "base/types.hpp"

namespace ww {
namespace {

constexpr s64 kPerMillisecond = 10000;
constexpr s64 kPerSecond = 1000 * kPerMillisecond;
constexpr s64 kPerDay = 86400 * kPerSecond;
constexpr s32 kFirstYear = 1601;
constexpr s32 kLastYear = 30827;	/* the last whole one that a time can be in */
constexpr s32 kFirstWeekday = 1;

constexpr bool is_leap(s32 year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr s32 days_of_month(s32 year, s32 month)
{
	constexpr s32 kDays[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

/* The days from the first of January 1601 to that of @year. */
constexpr s32 days_to_year(s32 year)
{
	const s32 years = year - kFirstYear;

	return years * 365 + years / 4 - years / 100 + years / 400;
}

static_assert(days_to_year(1970) == 134774 && days_to_year(2001) == 146097);

/* The time at which @year begins. */
constexpr s64 start_of(s32 year)
{
	return days_to_year(year) * kPerDay;
}

BOOLEAN seconds_since(s64 start, const LARGE_INTEGER *time, PULONG seconds)
{
	if (time->QuadPart < start)
		return FALSE;

	const s64 elapsed = (time->QuadPart - start) / kPerSecond;

	if (elapsed > MAXULONG)
		return FALSE;
	*seconds = static_cast<ULONG>(elapsed);
	return TRUE;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI RtlTimeToTimeFields(PLARGE_INTEGER Time, PTIME_FIELDS TimeFields)
{
	const s64 time = Time->QuadPart;
	const auto days = static_cast<s32>(time / kPerDay);
	const auto milliseconds = static_cast<s32>(time % kPerDay / kPerMillisecond);
	/* No year is longer than 366 days, so this is at most a few years early. */
	s32 year = kFirstYear + days / 366;
	s32 month = 1;

	while (days_to_year(year + 1) <= days)
		year++;

	s32 day = days - days_to_year(year);

	while (day >= days_of_month(year, month))
		day -= days_of_month(year, month++);
	TimeFields->Year = static_cast<CSHORT>(year);
	TimeFields->Month = static_cast<CSHORT>(month);
	TimeFields->Day = static_cast<CSHORT>(day + 1);
	TimeFields->Hour = static_cast<CSHORT>(milliseconds / 3600000);
	TimeFields->Minute = static_cast<CSHORT>(milliseconds / 60000 % 60);
	TimeFields->Second = static_cast<CSHORT>(milliseconds / 1000 % 60);
	TimeFields->Milliseconds = static_cast<CSHORT>(milliseconds % 1000);
	TimeFields->Weekday = static_cast<CSHORT>((days + kFirstWeekday) % 7);
}

BOOLEAN NTAPI RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time)
{
	const TIME_FIELDS &at = *TimeFields;

	if (at.Year < kFirstYear || at.Year > kLastYear || at.Month < 1 || at.Month > 12 ||
	    at.Day < 1 || at.Day > days_of_month(at.Year, at.Month) || at.Hour < 0 ||
	    at.Hour > 23 || at.Minute < 0 || at.Minute > 59 || at.Second < 0 || at.Second > 59 ||
	    at.Milliseconds < 0 || at.Milliseconds > 999)
		return FALSE;

	s32 days = days_to_year(at.Year) + at.Day - 1;

	for (s32 month = 1; month < at.Month; month++)
		days += days_of_month(at.Year, month);
	Time->QuadPart = days * kPerDay +
			 (at.Hour * 3600 + at.Minute * 60 + at.Second) * kPerSecond +
			 at.Milliseconds * kPerMillisecond;
	return TRUE;
}

BOOLEAN NTAPI RtlTimeToSecondsSince1970(PLARGE_INTEGER Time, PULONG ElapsedSeconds)
{
	return seconds_since(start_of(1970), Time, ElapsedSeconds);
}

BOOLEAN NTAPI RtlTimeToSecondsSince1980(PLARGE_INTEGER Time, PULONG ElapsedSeconds)
{
	return seconds_since(start_of(1980), Time, ElapsedSeconds);
}

VOID NTAPI RtlSecondsSince1970ToTime(ULONG ElapsedSeconds, PLARGE_INTEGER Time)
{
	Time->QuadPart = start_of(1970) + ElapsedSeconds * kPerSecond;
}

VOID NTAPI RtlSecondsSince1980ToTime(ULONG ElapsedSeconds, PLARGE_INTEGER Time)
{
	Time->QuadPart = start_of(1980) + ElapsedSeconds * kPerSecond;
}

} /* extern "C" */
