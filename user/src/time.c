// SPDX-License-Identifier: MIT
/* Times of day: a FILETIME counts 100 nanoseconds since 1601, a SYSTEMTIME has the parts of a date. */
#include "internal.h"

#include <time.h>

#define SECOND 10000000ll
/* From 1601 to 1970. */
#define EPOCH_SECONDS 11644473600ll
#define FIRST_YEAR 1601
#define LAST_YEAR 30827

static LONGLONG ticks_of(const FILETIME *time)
{
	return (LONGLONG)((ULONGLONG)time->dwHighDateTime << 32 | time->dwLowDateTime);
}

static FILETIME file_time(LONGLONG ticks)
{
	return (FILETIME){ (DWORD)ticks, (DWORD)((ULONGLONG)ticks >> 32) };
}

static LONGLONG ticks_at(const struct timespec *time)
{
	return ((LONGLONG)time->tv_sec + EPOCH_SECONDS) * SECOND + time->tv_nsec / 100;
}

FILETIME file_time_of(const struct timespec *time)
{
	return file_time(ticks_at(time));
}

static LONGLONG now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return ticks_at(&time);
}

/* Between Windows's local time and the universal one: as it is now, whatever the season of the other time. */
static LONGLONG local_offset(void)
{
	time_t time_now = time(NULL);
	struct tm parts;

	return localtime_r(&time_now, &parts) ? parts.tm_gmtoff * SECOND : 0;
}

BOOL FileTimeToSystemTime(const FILETIME *time, LPSYSTEMTIME parts)
{
	const LONGLONG ticks = ticks_of(time);
	const time_t seconds = (time_t)(ticks / SECOND - EPOCH_SECONDS);
	struct tm date;

	if (ticks < 0 || !gmtime_r(&seconds, &date) || date.tm_year + 1900 > LAST_YEAR)
		return fail(ERROR_INVALID_PARAMETER);
	*parts = (SYSTEMTIME){
		.wYear = (WORD)(date.tm_year + 1900),
		.wMonth = (WORD)(date.tm_mon + 1),
		.wDayOfWeek = (WORD)date.tm_wday,
		.wDay = (WORD)date.tm_mday,
		.wHour = (WORD)date.tm_hour,
		.wMinute = (WORD)date.tm_min,
		.wSecond = (WORD)date.tm_sec,
		.wMilliseconds = (WORD)(ticks % SECOND / 10000),
	};
	return TRUE;
}

static bool is_leap(unsigned year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool is_date(const SYSTEMTIME *parts)
{
	static const unsigned char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	if (parts->wYear < FIRST_YEAR || parts->wYear > LAST_YEAR || parts->wMonth < 1 || parts->wMonth > 12)
		return false;
	return parts->wDay >= 1 && parts->wDay <= days[parts->wMonth - 1] + (parts->wMonth == 2 && is_leap(parts->wYear));
}

static bool is_time(const SYSTEMTIME *parts)
{
	return parts->wHour < 24 && parts->wMinute < 60 && parts->wSecond < 60 && parts->wMilliseconds < 1000;
}

BOOL SystemTimeToFileTime(const SYSTEMTIME *parts, LPFILETIME time)
{
	struct tm date = {
		.tm_year = parts->wYear - 1900,
		.tm_mon = parts->wMonth - 1,
		.tm_mday = parts->wDay,
		.tm_hour = parts->wHour,
		.tm_min = parts->wMinute,
		.tm_sec = parts->wSecond,
	};

	if (!is_date(parts) || !is_time(parts))
		return fail(ERROR_INVALID_PARAMETER);
	*time = file_time((timegm(&date) + EPOCH_SECONDS) * SECOND + parts->wMilliseconds * 10000ll);
	return TRUE;
}

/* Moves a time by an offset. It is none if it gets negative. */
static BOOL move(const FILETIME *time, LONGLONG offset, LPFILETIME moved)
{
	const LONGLONG ticks = ticks_of(time);
	LONGLONG sum;

	if (ticks < 0 || __builtin_add_overflow(ticks, offset, &sum) || sum < 0)
		return fail(ERROR_INVALID_PARAMETER);
	*moved = file_time(sum);
	return TRUE;
}

BOOL FileTimeToLocalFileTime(const FILETIME *time, LPFILETIME local)
{
	return move(time, local_offset(), local);
}

BOOL LocalFileTimeToFileTime(const FILETIME *local, LPFILETIME time)
{
	return move(local, -local_offset(), time);
}

LONG CompareFileTime(const FILETIME *one, const FILETIME *other)
{
	const ULONGLONG first = (ULONGLONG)ticks_of(one), second = (ULONGLONG)ticks_of(other);

	return (first > second) - (first < second);
}

/* That of the system clock's last tick, as on Windows. */
void GetSystemTimeAsFileTime(LPFILETIME time)
{
	*time = file_time(now(CLOCK_REALTIME_COARSE));
}

void GetSystemTimePreciseAsFileTime(LPFILETIME time)
{
	*time = file_time(now(CLOCK_REALTIME));
}

void GetSystemTime(LPSYSTEMTIME parts)
{
	const FILETIME time = file_time(now(CLOCK_REALTIME));

	FileTimeToSystemTime(&time, parts);
}

void GetLocalTime(LPSYSTEMTIME parts)
{
	const FILETIME time = file_time(now(CLOCK_REALTIME) + local_offset());

	FileTimeToSystemTime(&time, parts);
}
