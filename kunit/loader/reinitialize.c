/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite loader_reinitialize: the routines that are called after DriverEntry.
 */
#include "support.h"

/* A driver of a case at a time: DriverEntry has no context. */
static struct {
	int calls;
	int order[6];			/* 10 * the routine + Count */
	PVOID context;
	KIRQL level;
	int again;			/* how often the second routine registers itself once more */
	bool entry_has_returned;
	bool early;			/* a routine was called before */
	NTSTATUS result;
} seen;

static void note(int routine, PVOID context, ULONG count)
{
	if (seen.calls < (int)ARRAY_SIZE(seen.order))
		seen.order[seen.calls] = 10 * routine + (int)count;
	seen.calls++;
	seen.context = context;
	seen.level = KeGetCurrentIrql();
	seen.early |= !seen.entry_has_returned;
}

static VOID boot(PDRIVER_OBJECT driver, PVOID context, ULONG count)
{
	note(1, context, count);
	if (driver->DriverExtension->Count != count)
		note(9, context, count);
}

static VOID ordinary(PDRIVER_OBJECT driver, PVOID context, ULONG count)
{
	note(2, context, count);
	if (seen.again-- > 0)
		IoRegisterDriverReinitialization(driver, ordinary, context);
}

static NTSTATUS entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	created_driver = driver;
	IoRegisterDriverReinitialization(driver, ordinary, &seen);
	IoRegisterBootDriverReinitialization(driver, boot, &seen);
	seen.early |= seen.calls;
	seen.entry_has_returned = true;
	return seen.result;
}

static NTSTATUS load(NTSTATUS result, int again)
{
	memset(&seen, 0, sizeof(seen));
	seen.result = result;
	seen.again = again;
	return IoCreateDriver(NULL, entry);
}

static void loader_reinitialize_test_routines_come_after_the_entry(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, load(STATUS_SUCCESS, 0), STATUS_SUCCESS);
	KUNIT_EXPECT_FALSE(test, seen.early);
	KUNIT_EXPECT_EQ(test, seen.calls, 2);
	KUNIT_EXPECT_EQ(test, seen.order[0], 11);
	KUNIT_EXPECT_EQ(test, seen.order[1], 21);
	KUNIT_EXPECT_PTR_EQ(test, seen.context, (PVOID)&seen);
	KUNIT_EXPECT_EQ(test, (int)seen.level, (int)PASSIVE_LEVEL);
	IoDeleteDriver(created_driver);
	EXPECT_NO_REPORT(test);
}

static void loader_reinitialize_test_routine_registers_itself_again(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, load(STATUS_SUCCESS, 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, seen.calls, 4);
	KUNIT_EXPECT_EQ(test, seen.order[1], 21);
	KUNIT_EXPECT_EQ(test, seen.order[2], 22);
	KUNIT_EXPECT_EQ(test, seen.order[3], 23);
	IoDeleteDriver(created_driver);
	EXPECT_NO_REPORT(test);
}

static void loader_reinitialize_test_entry_that_fails(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, load(STATUS_DEVICE_NOT_READY, 0), STATUS_DEVICE_NOT_READY);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
	EXPECT_NO_REPORT(test);
}

static void loader_reinitialize_test_registrations_that_are_refused(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	KIRQL before;

	memset(&seen, 0, sizeof(seen));
	/* Its DriverEntry has returned. */
	IoRegisterDriverReinitialization(fixture->driver, ordinary, NULL);
	IoRegisterDriverReinitialization(fixture->driver, NULL, NULL);
	EXPECT_NO_REPORT(test);
	IoRegisterDriverReinitialization((PDRIVER_OBJECT)fixture->device, ordinary, NULL);
	EXPECT_REPORT(test, "IoRegisterDriverReinitialization", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      fixture->device, 0, 0, fixture->device);
	KeRaiseIrql(APC_LEVEL, &before);
	IoRegisterBootDriverReinitialization(fixture->driver, boot, NULL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "IoRegisterBootDriverReinitialization", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY,
		      ANY, ANY, fixture->driver);
	KUNIT_EXPECT_EQ(test, seen.calls, 0);
}

static struct kunit_case loader_reinitialize_cases[] = {
	KUNIT_CASE(loader_reinitialize_test_routines_come_after_the_entry),
	KUNIT_CASE(loader_reinitialize_test_routine_registers_itself_again),
	KUNIT_CASE(loader_reinitialize_test_entry_that_fails),
	KUNIT_CASE(loader_reinitialize_test_registrations_that_are_refused),
	{}
};

WINWORK_SUITE(loader_reinitialize);
