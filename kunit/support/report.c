/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Expectations about reports and the kernel log.
 */
#include "support.h"

#include <linux/delay.h>
#include <linux/kmsg_dump.h>

ULONG report_count(void)
{
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	return last.Count;
}

static void expect_parameter(struct kunit *test, int line, int number, ULONG_PTR actual,
			     ULONG_PTR expected)
{
	if (expected == ANY)
		return;
	KUNIT_EXPECT_EQ_MSG(test, (unsigned long)actual, (unsigned long)expected,
			    "parameter %d of the report, line %d", number, line);
}

void expect_report(struct kunit *test, int line, const char *function, ULONG code,
		   ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3, ULONG_PTR p4, ULONG_PTR item)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	KUNIT_EXPECT_EQ_MSG(test, last.Count - fixture->reports, (ULONG)1,
			    "reports of %s, line %d", function, line);
	if (last.Count == fixture->reports)
		return;
	fixture->reports = last.Count;
	KUNIT_EXPECT_STREQ_MSG(test, last.Function, function, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, last.BugCheckCode, code, "%s, line %d", function, line);
	expect_parameter(test, line, 1, last.Parameter[0], p1);
	expect_parameter(test, line, 2, last.Parameter[1], p2);
	expect_parameter(test, line, 3, last.Parameter[2], p3);
	expect_parameter(test, line, 4, last.Parameter[3], p4);
	if (item != ANY)
		KUNIT_EXPECT_PTR_EQ_MSG(test, last.Item, (PVOID)item, "item, line %d", line);
}

void wait_for_report(struct kunit *test)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (report_count() == fixture_of(test)->reports && time_before(jiffies, deadline))
		usleep_range(100, 200);
}

void expect_no_report(struct kunit *test, int line)
{
	struct fixture *fixture = fixture_of(test);
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	KUNIT_EXPECT_EQ_MSG(test, last.Count, fixture->reports,
			    "unexpected report 0x%x of %s, seen at line %d", last.BugCheckCode,
			    last.Function ? last.Function : "nobody", line);
	fixture->reports = last.Count;
}

void expect_no_ob_object(struct kunit *test, PVOID handle)
{
	const LONG_PTR references = WinworkObjectReferenceCount(handle);

	KUNIT_EXPECT_GT(test, (long)references, 0L);
	ObReferenceObject(handle);
	EXPECT_REPORT(test, "ObReferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0,
		      handle);
	ObDereferenceObject(handle);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0,
		      handle);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(handle), (long)references);
}

#if HAVE_LOG_READER
static char log_text[2048];

/* Copies the last lines of the log into log_text; false when there are none. */
static bool read_log(void)
{
	struct kmsg_dump_iter iter;
	size_t length = 0;

	kmsg_dump_rewind(&iter);
	if (!kmsg_dump_get_buffer(&iter, false, log_text, sizeof(log_text) - 1, &length))
		return false;
	log_text[length] = '\0';
	return true;
}

bool log_has(const char *text)
{
	return read_log() && strstr(log_text, text) != NULL;
}
#endif

#if HAVE_LOG_READER
static void narrow(char *text, size_t room, PCUNICODE_STRING wide)
{
	size_t i, length = min_t(size_t, wide->Length / sizeof(WCHAR), room - 1);

	for (i = 0; i < length; i++)
		text[i] = wide->Buffer[i];
	text[length] = '\0';
}

/* All parts are in one line, in this order; @reason begins with the owner. */
static bool log_tells_refusal(const char *function, const char *reason)
{
	char *rest = log_text, *line;

	if (!read_log())
		return false;
	while ((line = strsep(&rest, "\n"))) {
		const char *at = strstr(line, function);

		at = at ? strstr(at, ": refused for ") : NULL;
		at = at ? strstr(at, reason) : NULL;
		if (at && strstr(at, "; called by "))
			return true;
	}
	return false;
}
#endif

void expect_refusal(struct kunit *test, int line, bool driver, const char *function,
		    NTSTATUS status, const char *field)
{
#if HAVE_LOG_READER
	char owner[64] = "", reason[192];

	if (driver) {
		narrow(owner, sizeof(owner), &fixture_of(test)->driver->DriverName);
		KUNIT_ASSERT_STRNEQ(test, (const char *)owner, "");
	}
	snprintf(reason, sizeof(reason), "%s with status 0x%08X: %s", owner, (unsigned int)status,
		 field);
	KUNIT_EXPECT_TRUE_MSG(test, log_tells_refusal(function, reason),
			      "not in the log, line %d: %s: refused for ...%s", line, function,
			      reason);
#endif
}
