/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite zw_section: what is no section, no view and no process for one.
 */
#include "support.h"

#include <ntifs.h>

/* Linux has another macro PAGE_READONLY. */
#define READ_ONLY 0x02
#define READ_WRITE 0x04

static NTSTATUS map(HANDLE section, HANDLE process, SECTION_INHERIT inherit, ULONG protect)
{
	PVOID address = NULL;
	SIZE_T bytes = 0;

	return ZwMapViewOfSection(section, process, &address, 0, 0, NULL, &bytes, inherit, 0, protect);
}

/* row 1172 */
static void zw_section_test_handles(struct kunit *test)
{
	HANDLE event = NULL;

	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, map(event, NtCurrentProcess(), ViewUnmap, READ_ONLY), STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, map((HANDLE)0x7ff0, NtCurrentProcess(), ViewUnmap, READ_ONLY),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, map(event, (HANDLE)0x7ff0, ViewUnmap, READ_ONLY), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ZwUnmapViewOfSection((HANDLE)0x7ff0, test), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ZwUnmapViewOfSection(NtCurrentProcess(), test), STATUS_NOT_MAPPED_VIEW);
	KUNIT_EXPECT_EQ(test, ZwUnmapViewOfSection(NtCurrentProcess(), NULL), STATUS_NOT_MAPPED_VIEW);
	KUNIT_EXPECT_EQ(test, ZwClose(event), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1172 */
static void zw_section_test_arguments(struct kunit *test)
{
	const HANDLE none = (HANDLE)0x7ff0, self = NtCurrentProcess();
	PVOID address = NULL;
	SIZE_T bytes = 0;

	KUNIT_EXPECT_EQ(test, map(none, self, 0, READ_ONLY), STATUS_INVALID_PARAMETER_8);
	KUNIT_EXPECT_EQ(test, map(none, self, ViewShare, READ_WRITE), STATUS_SECTION_PROTECTION);
	KUNIT_EXPECT_EQ(test, ZwMapViewOfSection(none, self, NULL, 0, 0, NULL, &bytes, ViewShare, 0, READ_ONLY),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwMapViewOfSection(none, self, &address, 0, 0, NULL, NULL, ViewShare, 0, READ_ONLY),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwMapViewOfSection(none, self, &address, 1, 0, NULL, &bytes, ViewShare, 0,
						 READ_ONLY), STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, ZwMapViewOfSection(none, self, &address, 0, 0, NULL, &bytes, ViewShare, MEM_COMMIT,
						 READ_ONLY), STATUS_INVALID_PARAMETER_9);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case zw_section_cases[] = {
	KUNIT_CASE(zw_section_test_handles),
	KUNIT_CASE(zw_section_test_arguments),
	{}
};

WINWORK_SUITE(zw_section);
