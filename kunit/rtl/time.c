/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_time: dates and local time.
 */
#include "support.h"

#include <linux/random.h>
#include <linux/time.h>

#include <ntifs.h>

static void rtl_time_test_known_dates(struct kunit *test)
{
	static const struct {
		LONGLONG time;
		TIME_FIELDS fields;
	} dates[] = {
		{ 0, { 1601, 1, 1, 0, 0, 0, 0, 1 } },
		{ 116444736000000000, { 1970, 1, 1, 0, 0, 0, 0, 4 } },
		{ 125963423999990000, { 2000, 2, 29, 23, 59, 59, 999, 2 } },
		{ 125963424000000000, { 2000, 3, 1, 0, 0, 0, 0, 3 } },
		{ 157520159999999999, { 2100, 2, 28, 23, 59, 59, 999, 0 } },
		{ 157520160000000000, { 2100, 3, 1, 0, 0, 0, 0, 1 } },
	};
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(dates); i++) {
		LARGE_INTEGER time = { .QuadPart = dates[i].time };
		TIME_FIELDS fields = {};

		RtlTimeToTimeFields(&time, &fields);
		KUNIT_EXPECT_EQ_MSG(test, memcmp(&fields, &dates[i].fields, sizeof(fields)), 0,
				    "%d: %d-%d-%d %d:%d:%d.%d, weekday %d", i, fields.Year, fields.Month,
				    fields.Day, fields.Hour, fields.Minute, fields.Second,
				    fields.Milliseconds, fields.Weekday);
	}
	EXPECT_NO_REPORT(test);
}

/* Linux's calendar agrees for each day in the year 1 to 8000 after 1970, by steps. */
static void rtl_time_test_days_as_linux_counts_them(struct kunit *test)
{
	LONGLONG seconds;

	for (seconds = 0; seconds < 250000000000ll; seconds += 86400ll * 97 + 3607) {
		LARGE_INTEGER time = { .QuadPart = 116444736000000000 + seconds * 10000000 }, back = {};
		TIME_FIELDS fields;
		struct tm tm;

		time64_to_tm(seconds, 0, &tm);
		RtlTimeToTimeFields(&time, &fields);
		KUNIT_ASSERT_EQ(test, (long)fields.Year, tm.tm_year + 1900);
		KUNIT_ASSERT_EQ(test, (int)fields.Month, tm.tm_mon + 1);
		KUNIT_ASSERT_EQ(test, (int)fields.Day, tm.tm_mday);
		KUNIT_ASSERT_EQ(test, (int)fields.Hour, tm.tm_hour);
		KUNIT_ASSERT_EQ(test, (int)fields.Minute, tm.tm_min);
		KUNIT_ASSERT_EQ(test, (int)fields.Second, tm.tm_sec);
		KUNIT_ASSERT_EQ(test, (int)fields.Weekday, tm.tm_wday);
		KUNIT_ASSERT_TRUE(test, RtlTimeFieldsToTime(&fields, &back));
		KUNIT_ASSERT_EQ(test, back.QuadPart, time.QuadPart);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_time_test_fields_that_are_no_time(struct kunit *test)
{
	static const TIME_FIELDS wrong[] = {
		{ 1600, 12, 31 }, { 2001, 0, 1 }, { 2001, 13, 1 }, { 2001, 2, 29 }, { 1900, 2, 29 },
		{ 2001, 4, 31 }, { 2001, 1, 0 }, { 2001, 1, 1, 24 }, { 2001, 1, 1, 0, 60 },
		{ 2001, 1, 1, 0, 0, 60 }, { 2001, 1, 1, 0, 0, 0, 1000 }, { 2001, 1, 1, -1 },
	};
	LARGE_INTEGER time = { .QuadPart = 5 };
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(wrong); i++)
		KUNIT_EXPECT_FALSE(test, RtlTimeFieldsToTime((PTIME_FIELDS)&wrong[i], &time));
	KUNIT_EXPECT_EQ(test, time.QuadPart, 5ll);
	EXPECT_NO_REPORT(test);
}

static void rtl_time_test_local_time(struct kunit *test)
{
	LARGE_INTEGER system = { .QuadPart = 132000000000000000 }, local, back;

	ExSystemTimeToLocalTime(&system, &local);
	ExLocalTimeToSystemTime(&local, &back);
	KUNIT_EXPECT_EQ(test, back.QuadPart, system.QuadPart);
	KUNIT_EXPECT_EQ(test, system.QuadPart - local.QuadPart, sys_tz.tz_minuteswest * 600000000ll);
	EXPECT_NO_REPORT(test);
}

#define START_OF_1970 116444736000000000ll
#define START_OF_1980 119600064000000000ll

static void rtl_time_test_seconds_since_a_year(struct kunit *test)
{
	static const struct {
		LONGLONG start;
		BOOLEAN (NTAPI *to_seconds)(PLARGE_INTEGER time, PULONG seconds);
		VOID (NTAPI *to_time)(ULONG seconds, PLARGE_INTEGER time);
	} years[] = {
		{ START_OF_1970, RtlTimeToSecondsSince1970, RtlSecondsSince1970ToTime },
		{ START_OF_1980, RtlTimeToSecondsSince1980, RtlSecondsSince1980ToTime },
	};
	static const ULONG seconds[] = { 0, 1, 1000000000, 0x80000000, 0xffffffff };
	LARGE_INTEGER time;
	ULONG back;
	int i, j;

	for (i = 0; i < (int)ARRAY_SIZE(years); i++) {
		for (j = 0; j < (int)ARRAY_SIZE(seconds); j++) {
			years[i].to_time(seconds[j], &time);
			KUNIT_EXPECT_EQ(test, time.QuadPart,
					years[i].start + seconds[j] * 10000000ll);
			/* Parts of a second do not count. */
			time.QuadPart += 9999999;
			back = 7;
			KUNIT_EXPECT_TRUE(test, years[i].to_seconds(&time, &back));
			KUNIT_EXPECT_EQ(test, back, seconds[j]);
		}
		/* One tick before the first second, one behind the last, and no time at all. */
		back = 7;
		time.QuadPart++;
		KUNIT_EXPECT_FALSE(test, years[i].to_seconds(&time, &back));
		time.QuadPart = years[i].start - 1;
		KUNIT_EXPECT_FALSE(test, years[i].to_seconds(&time, &back));
		time.QuadPart = -1;
		KUNIT_EXPECT_FALSE(test, years[i].to_seconds(&time, &back));
		time.QuadPart = MAXLONGLONG;
		KUNIT_EXPECT_FALSE(test, years[i].to_seconds(&time, &back));
		KUNIT_EXPECT_EQ(test, back, (ULONG)7);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_time_test_seconds_are_those_of_the_dates(struct kunit *test)
{
	TIME_FIELDS fields = { 1980, 1, 1 };
	LARGE_INTEGER time;
	ULONG seconds = 0;

	KUNIT_ASSERT_TRUE(test, RtlTimeFieldsToTime(&fields, &time));
	KUNIT_EXPECT_EQ(test, time.QuadPart, START_OF_1980);
	KUNIT_EXPECT_TRUE(test, RtlTimeToSecondsSince1970(&time, &seconds));
	KUNIT_EXPECT_EQ(test, (LONGLONG)seconds, mktime64(1980, 1, 1, 0, 0, 0));
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_time_cases[] = {
	KUNIT_CASE(rtl_time_test_known_dates),
	KUNIT_CASE(rtl_time_test_days_as_linux_counts_them),
	KUNIT_CASE(rtl_time_test_fields_that_are_no_time),
	KUNIT_CASE(rtl_time_test_local_time),
	KUNIT_CASE(rtl_time_test_seconds_since_a_year),
	KUNIT_CASE(rtl_time_test_seconds_are_those_of_the_dates),
	{}
};

WINWORK_SUITE(rtl_time);
