/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite zw_symbolic_link: the targets of links.
 */
#include "support.h"

#include <ntifs.h>

#define TARGET L"\\Device\\WinworkNone"

static NTSTATUS open_link(PCWSTR text, HANDLE root, HANDLE *handle)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, text);
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, root, NULL);
	return ZwOpenSymbolicLinkObject(handle, GENERIC_READ, &attributes);
}

static NTSTATUS make_link(UNICODE_STRING *name)
{
	UNICODE_STRING target = RTL_CONSTANT_STRING(TARGET);

	return IoCreateSymbolicLink(name, &target);
}

static void expect_target(struct kunit *test, HANDLE handle)
{
	WCHAR text[ARRAY_SIZE(TARGET)];
	UNICODE_STRING target = { 0, sizeof(text) - sizeof(WCHAR), text };
	ULONG bytes = 0;

	memset(text, 0xff, sizeof(text));
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(handle, &target, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, target.Length, (USHORT)(sizeof(TARGET) - sizeof(WCHAR)));
	KUNIT_EXPECT_EQ(test, memcmp(text, TARGET, target.Length), 0);
	KUNIT_EXPECT_EQ(test, text[ARRAY_SIZE(text) - 1], 0xffff);
	/* With the zero. */
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(handle, &target, &bytes), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, bytes, (ULONG)sizeof(TARGET));
	target.MaximumLength = sizeof(text);
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(handle, &target, &bytes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, memcmp(text, TARGET, sizeof(TARGET)), 0);
	target.MaximumLength = target.Length - sizeof(WCHAR);
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(handle, &target, NULL), STATUS_BUFFER_TOO_SMALL);
}

/* row 822 */
static void zw_symbolic_link_test_target(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\??\\WinworkLink");
	HANDLE handle = NULL;

	KUNIT_ASSERT_EQ(test, make_link(&name), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, open_link(L"\\DosDevices\\WINWORKLINK", NULL, &handle), STATUS_SUCCESS);
	expect_target(test, handle);
	/* The handle knows it without the link. */
	KUNIT_EXPECT_EQ(test, IoDeleteSymbolicLink(&name), STATUS_SUCCESS);
	expect_target(test, handle);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, open_link(L"\\??\\WinworkLink", NULL, &handle), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(test, handle, (HANDLE)NULL);
}

/* row 822: what is refused */
static void zw_symbolic_link_test_refusals(struct kunit *test)
{
	UNICODE_STRING target = {};
	HANDLE handle, event;

	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&event, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, open_link(L"WinworkLink", event, &handle), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, open_link(L"\\??\\WinworkLink", NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(event, &target, NULL), STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(event, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwClose(event), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwQuerySymbolicLinkObject(event, &target, NULL), STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case zw_symbolic_link_cases[] = {
	KUNIT_CASE(zw_symbolic_link_test_target),
	KUNIT_CASE(zw_symbolic_link_test_refusals),
	{}
};

WINWORK_SUITE(zw_symbolic_link);
