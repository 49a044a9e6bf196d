// SPDX-License-Identifier: MIT
/* Times of day. */
#include <cstring>
#include <ctime>
#include <gtest/gtest.h>

#include <windows.h>

namespace {

FILETIME file_time(ULONGLONG ticks)
{
	return { (DWORD)ticks, (DWORD)(ticks >> 32) };
}

ULONGLONG ticks_of(const FILETIME &time)
{
	return (ULONGLONG)time.dwHighDateTime << 32 | time.dwLowDateTime;
}

const ULONGLONG kSecond = 10000000, kEpoch = 11644473600 * kSecond;

/* With a time zone of its own. */
class Zone {
public:
	explicit Zone(const char *zone)
	{
		setenv("TZ", zone, 1);
		tzset();
	}
	~Zone()
	{
		unsetenv("TZ");
		tzset();
	}
};

} /* namespace */

TEST(Time, AFileTimeHasParts)
{
	const struct {
		ULONGLONG ticks;
		SYSTEMTIME parts;
	} times[] = {
		{ 0, { 1601, 1, 1, 1, 0, 0, 0, 0 } },
		{ kEpoch, { 1970, 1, 4, 1, 0, 0, 0, 0 } },
		{ kEpoch + 951868799 * kSecond + 9990000, { 2000, 2, 2, 29, 23, 59, 59, 999 } },
		{ kEpoch + 1700000000 * kSecond + 1230000, { 2023, 11, 2, 14, 22, 13, 20, 123 } },
		{ 0x7FFF35F4F06C58F0, { 30827, 12, 5, 31, 23, 59, 59, 999 } },
	};

	for (const auto &each : times) {
		FILETIME time = file_time(each.ticks);
		SYSTEMTIME parts {};

		ASSERT_TRUE(FileTimeToSystemTime(&time, &parts)) << each.ticks;
		EXPECT_EQ(0, memcmp(&parts, &each.parts, sizeof(parts))) << each.ticks << " is " << parts.wYear << "-" << parts.wMonth << "-" << parts.wDay << " " << parts.wDayOfWeek;
		time = {};
		EXPECT_TRUE(SystemTimeToFileTime(&each.parts, &time));
		EXPECT_EQ(each.ticks / 10000 * 10000, ticks_of(time));
	}
	FILETIME negative = file_time(1ull << 63), last = file_time(0x7FFFFFFFFFFFFFFF);
	SYSTEMTIME parts;
	EXPECT_FALSE(FileTimeToSystemTime(&negative, &parts));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	EXPECT_FALSE(FileTimeToSystemTime(&last, &parts));
}

TEST(Time, NoDateIsRefused)
{
	const SYSTEMTIME wrong[] = {
		{ 1600, 1, 0, 1, 0, 0, 0, 0 }, { 30828, 1, 0, 1, 0, 0, 0, 0 }, { 2001, 0, 0, 1, 0, 0, 0, 0 },
		{ 2001, 13, 0, 1, 0, 0, 0, 0 }, { 2001, 2, 0, 29, 0, 0, 0, 0 }, { 1900, 2, 0, 29, 0, 0, 0, 0 },
		{ 2001, 4, 0, 31, 0, 0, 0, 0 }, { 2001, 4, 0, 0, 0, 0, 0, 0 }, { 2001, 4, 0, 1, 24, 0, 0, 0 },
		{ 2001, 4, 0, 1, 0, 60, 0, 0 }, { 2001, 4, 0, 1, 0, 0, 60, 0 }, { 2001, 4, 0, 1, 0, 0, 0, 1000 },
	};
	FILETIME time;

	for (const auto &parts : wrong) {
		EXPECT_FALSE(SystemTimeToFileTime(&parts, &time));
		EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	}
}

TEST(Time, LocalTimeIsThatOfTheZone)
{
	Zone zone("WEST-5:30");
	FILETIME time = file_time(kEpoch), local {}, back {}, early = file_time(kSecond);

	EXPECT_TRUE(FileTimeToLocalFileTime(&time, &local));
	EXPECT_EQ(kEpoch + 19800 * kSecond, ticks_of(local));
	EXPECT_TRUE(LocalFileTimeToFileTime(&local, &back));
	EXPECT_EQ(kEpoch, ticks_of(back));
	EXPECT_FALSE(LocalFileTimeToFileTime(&early, &back));
	EXPECT_EQ(ERROR_INVALID_PARAMETER, GetLastError());
	FILETIME last = file_time(0x7FFFFFFFFFFFFFFF);
	EXPECT_FALSE(FileTimeToLocalFileTime(&last, &local));
}

TEST(Time, TheClockIsTheSystems)
{
	Zone zone("EAST+3");
	const time_t before = time(NULL);
	FILETIME coarse, precise, local;
	SYSTEMTIME parts, local_parts;

	GetSystemTimePreciseAsFileTime(&precise);
	GetSystemTimeAsFileTime(&coarse);
	GetSystemTime(&parts);
	GetLocalTime(&local_parts);
	const time_t after = time(NULL);
	for (const FILETIME *each : { &precise, &coarse }) {
		EXPECT_GE(ticks_of(*each), kEpoch + (before - 1) * kSecond);
		EXPECT_LE(ticks_of(*each), kEpoch + (after + 1) * kSecond);
	}
	EXPECT_TRUE(SystemTimeToFileTime(&parts, &coarse));
	EXPECT_TRUE(SystemTimeToFileTime(&local_parts, &local));
	EXPECT_GE(ticks_of(local) + 3 * 3600 * kSecond, ticks_of(coarse));
	EXPECT_LE(ticks_of(local) + 3 * 3600 * kSecond, ticks_of(coarse) + 60 * kSecond);
	EXPECT_EQ(0, CompareFileTime(&coarse, &coarse));
	EXPECT_EQ(-1, CompareFileTime(&local, &coarse));
	EXPECT_EQ(1, CompareFileTime(&coarse, &local));
}
