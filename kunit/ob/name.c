/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_name: the names of objects.
 */
#include "support.h"

#include <ntifs.h>

#define DEVICE L"\\Device\\WinworkName"
#define KEY L"\\Registry\\Machine\\Software\\WinWork name"

union information {
	OBJECT_NAME_INFORMATION info;
	UCHAR bytes[256];
};

/* Whether the name is the text; and its length, and that of the whole, are right. */
static void expect_name(struct kunit *test, PVOID object, PCWSTR text)
{
	union information *read = case_alloc_type(test, union information);
	const USHORT length = wcslen(text) * sizeof(WCHAR);
	const ULONG whole = sizeof(OBJECT_NAME_INFORMATION) + (length ? length + sizeof(WCHAR) : 0);
	ULONG needed = 0;

	KUNIT_ASSERT_EQ(test, ObQueryNameString(object, &read->info, sizeof(*read), &needed), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, needed, whole);
	KUNIT_ASSERT_EQ(test, read->info.Name.Length, length);
	if (!length) {
		KUNIT_EXPECT_NULL(test, read->info.Name.Buffer);
		return;
	}
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)read->info.Name.Buffer, (PVOID)(&read->info + 1));
	KUNIT_EXPECT_EQ(test, read->info.Name.MaximumLength, (USHORT)(length + sizeof(WCHAR)));
	KUNIT_EXPECT_EQ(test, wcscmp(read->info.Name.Buffer, text), 0);
}

static PVOID object_of(struct kunit *test, HANDLE handle)
{
	PVOID object = NULL;

	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &object, NULL), STATUS_SUCCESS);
	return object;
}

static PDEVICE_OBJECT named_device(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(DEVICE);
	PDEVICE_OBJECT device = NULL;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, &name, FILE_DEVICE_UNKNOWN, 0, FALSE, &device),
			STATUS_SUCCESS);
	return device;
}

/* row 980 */
static void ob_name_test_devices_and_events(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\KernelObjects\\WinworkNam\u00e9");
	PDEVICE_OBJECT device = named_device(test);
	OBJECT_ATTRIBUTES attributes;
	HANDLE handle;
	PVOID event;

	expect_name(test, device, DEVICE);
	IoDeleteDevice(device);
	expect_name(test, fixture_of(test)->device, L"");
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&handle, EVENT_ALL_ACCESS, &attributes, NotificationEvent, FALSE),
			STATUS_SUCCESS);
	event = object_of(test, handle);
	expect_name(test, event, L"\\KernelObjects\\WinworkNam\u00e9");
	/* With its last handle it loses its name. */
	ZwClose(handle);
	expect_name(test, event, L"");
	ObDereferenceObject(event);
	expect_name(test, PsGetCurrentProcess(), L"");
	EXPECT_NO_REPORT(test);
}

/* row 980 */
static void ob_name_test_keys(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(KEY);
	OBJECT_ATTRIBUTES attributes;
	union information *read = case_alloc_type(test, union information);
	HANDLE handle;
	PVOID key;
	ULONG needed;

	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwCreateKey(&handle, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL), STATUS_SUCCESS);
	key = object_of(test, handle);
	expect_name(test, key, L"\\REGISTRY\\MACHINE\\SOFTWARE\\WinWork name");
	ObDereferenceObject(key);
	/* A handle of its own, whose name nobody has asked for. */
	KUNIT_EXPECT_EQ(test, ZwDeleteKey(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ZwCreateKey(&handle, KEY_ALL_ACCESS, &attributes, 0, NULL, 0, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwDeleteKey(handle), STATUS_SUCCESS);
	key = object_of(test, handle);
	KUNIT_EXPECT_EQ(test, ObQueryNameString(key, &read->info, sizeof(*read), &needed), STATUS_KEY_DELETED);
	ObDereferenceObject(key);
	ZwClose(handle);
	EXPECT_NO_REPORT(test);
}

/* row 980: a buffer without room for the whole stays as it is behind its end */
static void ob_name_test_small_buffers(struct kunit *test)
{
	const ULONG whole = sizeof(OBJECT_NAME_INFORMATION) + sizeof(DEVICE);
	union information *read = case_alloc_type(test, union information);
	PDEVICE_OBJECT device = named_device(test);
	ULONG needed = 0, room;

	KUNIT_EXPECT_EQ(test, ObQueryNameString(device, NULL, 0, &needed), STATUS_INFO_LENGTH_MISMATCH);
	KUNIT_EXPECT_EQ(test, needed, whole);
	for (room = 1; room < whole; room++) {
		memset(read, 0xee, sizeof(*read));
		needed = 0;
		KUNIT_EXPECT_EQ(test, ObQueryNameString(device, &read->info, room, &needed), STATUS_INFO_LENGTH_MISMATCH);
		KUNIT_EXPECT_EQ(test, needed, whole);
		KUNIT_EXPECT_EQ(test, read->bytes[room], 0xee);
	}
	KUNIT_EXPECT_EQ(test, ObQueryNameString(device, &read->info, whole, &needed), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObQueryNameString(fixture_of(test)->device, NULL, 0, &needed), STATUS_INFO_LENGTH_MISMATCH);
	KUNIT_EXPECT_EQ(test, needed, (ULONG)sizeof(OBJECT_NAME_INFORMATION));
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static void ob_name_test_misuse(struct kunit *test)
{
	union information *read = case_alloc_type(test, union information);
	struct fixture *fixture = fixture_of(test);
	const LONG_PTR before = references(fixture->device);
	ULONG needed;
	NTSTATUS status;
	KIRQL level;

	KUNIT_EXPECT_EQ(test, ObQueryNameString(read, &read->info, sizeof(*read), &needed), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "ObQueryNameString", BUGCHECK_REFERENCE_BY_POINTER, 0, read, 0, 0, read);
	KUNIT_EXPECT_EQ(test, ObQueryNameString(fixture->device, &read->info, sizeof(*read), NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ObQueryNameString(fixture->device, NULL, 8, &needed), STATUS_INVALID_PARAMETER);
	KeRaiseIrql(APC_LEVEL, &level);
	status = ObQueryNameString(fixture->device, &read->info, sizeof(*read), &needed);
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ObQueryNameString", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY, ANY, fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before);
}

static struct kunit_case ob_name_cases[] = {
	KUNIT_CASE(ob_name_test_devices_and_events),
	KUNIT_CASE(ob_name_test_keys),
	KUNIT_CASE(ob_name_test_small_buffers),
	KUNIT_CASE(ob_name_test_misuse),
	{}
};

WINWORK_SUITE(ob_name);
