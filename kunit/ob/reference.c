/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_reference: references by pointer, of a type, and with tags.
 */
#include "support.h"

#include <ntifs.h>

static void ob_reference_test_by_pointer(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	const long before = references(fixture->device);

	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointer(fixture->device, 0, NULL, KernelMode),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before + 1);
	/* KernelMode does not look at the type. */
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointer(fixture->device, 0, *PsThreadType, KernelMode),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointerWithTag(fixture->device, 0, NULL, KernelMode, TAG),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before + 3);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointer(fixture->device, 0, *PsThreadType, UserMode),
			STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointerWithTag(fixture->device, 0, NULL, UserMode, TAG),
			STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before + 3);
	ObDereferenceObject(fixture->device);
	ObDereferenceObject(fixture->device);
	ObDereferenceObject(fixture->device);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before);
	EXPECT_NO_REPORT(test);
}

static VOID end_at_once(PVOID context)
{
}

static void ob_reference_test_type_of_user_mode(struct kunit *test)
{
	PVOID thread = NULL;
	HANDLE handle;

	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, end_at_once,
						   NULL), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandleWithTag(handle, THREAD_ALL_ACCESS, *PsThreadType,
							       KernelMode, TAG, &thread, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointer(thread, 0, *PsThreadType, UserMode), STATUS_SUCCESS);
	ObDereferenceObject(thread);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	KUNIT_EXPECT_EQ(test, ObCloseHandle(handle, KernelMode), STATUS_SUCCESS);
	ObDereferenceObjectWithTag(thread, TAG);
	EXPECT_NO_REPORT(test);
}

/* The number of a program is none of the kernel's handles, although one may have the same number. */
static void ob_reference_test_handles_of_user_mode(struct kunit *test)
{
	PVOID thread;
	HANDLE handle;

	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, end_at_once,
						   NULL), STATUS_SUCCESS);
	thread = test;
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *PsThreadType, UserMode, &thread, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_NULL(test, thread);
	thread = test;
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, NULL, UserMode, &thread, NULL),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_NULL(test, thread);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, 0, NULL, KernelMode, &thread, NULL),
			STATUS_SUCCESS);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(thread);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void ob_reference_test_tags(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	const long before = references(fixture->driver);
	KIRQL level;

	KUNIT_EXPECT_EQ(test, (long)ObReferenceObjectWithTag(fixture->driver, TAG), before + 1);
	KeRaiseIrql(DISPATCH_LEVEL, &level);
	KUNIT_EXPECT_EQ(test, (long)ObReferenceObjectWithTag(fixture->driver, TAG), before + 2);
	ObDereferenceObjectDeferDeleteWithTag(fixture->driver, TAG);
	KUNIT_EXPECT_EQ(test, (long)ObDereferenceObjectWithTag(fixture->driver, TAG), before);
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), before);
	EXPECT_NO_REPORT(test);
}

/* Each handle has a reference, and the event lives as long as one is open. */
static void ob_reference_test_open_by_pointer(struct kunit *test)
{
	HANDLE first = NULL, second = NULL;
	PVOID event = NULL, other = NULL;

	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&first, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(first, 0, *ExEventObjectType, KernelMode, &event, NULL),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObOpenObjectByPointer(event, OBJ_KERNEL_HANDLE, NULL, EVENT_ALL_ACCESS,
						    *ExEventObjectType, KernelMode, &second), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_NE(test, second, first);
	ObDereferenceObject(event);
	KUNIT_EXPECT_EQ(test, ZwClose(first), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(second, 0, *ExEventObjectType, KernelMode, &other, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, other, event);
	KUNIT_EXPECT_EQ(test, references(event), 2L);
	KUNIT_EXPECT_EQ(test, ZwClose(second), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 1L);
	ObDereferenceObject(event);
	EXPECT_NO_REPORT(test);
}

/* A named event has its name as long as a handle is open. */
static void ob_reference_test_open_by_pointer_keeps_the_name(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\KernelObjects\\OpenByPointer");
	HANDLE first = NULL, second = NULL, third = NULL;
	OBJECT_ATTRIBUTES attributes;
	PVOID event = NULL;

	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&first, EVENT_ALL_ACCESS, &attributes, NotificationEvent, FALSE),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(first, 0, NULL, KernelMode, &event, NULL), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObOpenObjectByPointer(event, OBJ_KERNEL_HANDLE, NULL, 0, NULL, KernelMode, &second),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(first), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&third, EVENT_ALL_ACCESS, &attributes), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(third), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(second), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&third, EVENT_ALL_ACCESS, &attributes), STATUS_OBJECT_NAME_NOT_FOUND);
	ObDereferenceObject(event);
	EXPECT_NO_REPORT(test);
}

static void ob_reference_test_open_by_pointer_misuse(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	const LONG_PTR before = references(fixture->device);
	PVOID memory = case_alloc(test, 64);
	HANDLE handle = memory;
	NTSTATUS status;
	KIRQL level;

	KUNIT_EXPECT_EQ(test, ObOpenObjectByPointer(memory, OBJ_KERNEL_HANDLE, NULL, 0, NULL, KernelMode, &handle),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "ObOpenObjectByPointer", BUGCHECK_REFERENCE_BY_POINTER, 0, memory, 0, 0, memory);
	KUNIT_EXPECT_NULL(test, handle);
	handle = memory;
	KUNIT_EXPECT_EQ(test, ObOpenObjectByPointer(fixture->device, OBJ_KERNEL_HANDLE, NULL, 0,
						    *TmTransactionObjectType, UserMode, &handle),
			STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_NULL(test, handle);
	KUNIT_EXPECT_EQ(test, ObOpenObjectByPointer(fixture->device, OBJ_KERNEL_HANDLE, NULL, 0, NULL, KernelMode,
						    NULL), STATUS_INVALID_PARAMETER);
	KeRaiseIrql(DISPATCH_LEVEL, &level);
	status = ObOpenObjectByPointer(fixture->device, OBJ_KERNEL_HANDLE, NULL, 0, NULL, KernelMode, &handle);
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ObOpenObjectByPointer", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, references(fixture->device), before);
}

static void ob_reference_test_misuse(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PVOID memory = case_alloc(test, 64);

	KUNIT_EXPECT_EQ(test, ObReferenceObjectByPointer(memory, 0, NULL, KernelMode),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "ObReferenceObjectByPointer", BUGCHECK_REFERENCE_BY_POINTER, 0, memory, 0, 0,
		      memory);
	KUNIT_EXPECT_EQ(test, (long)ObReferenceObjectWithTag(memory, TAG), 0L);
	EXPECT_REPORT(test, "ObReferenceObjectWithTag", BUGCHECK_REFERENCE_BY_POINTER, 0, memory, 0, 0, memory);
	ObDereferenceObjectDeferDeleteWithTag(memory, TAG);
	EXPECT_REPORT(test, "ObDereferenceObjectDeferDeleteWithTag", BUGCHECK_REFERENCE_BY_POINTER, 0, memory,
		      0, 0, memory);
	/* The creator's reference is not the caller's. */
	ObDereferenceObjectWithTag(fixture->device, TAG);
	EXPECT_REPORT(test, "ObDereferenceObjectWithTag", BUGCHECK_REFERENCE_BY_POINTER, 0, fixture->device, 0,
		      ANY, fixture->device);
}

static struct kunit_case ob_reference_cases[] = {
	KUNIT_CASE(ob_reference_test_by_pointer),
	KUNIT_CASE(ob_reference_test_type_of_user_mode),
	KUNIT_CASE(ob_reference_test_handles_of_user_mode),
	KUNIT_CASE(ob_reference_test_tags),
	KUNIT_CASE(ob_reference_test_open_by_pointer),
	KUNIT_CASE(ob_reference_test_open_by_pointer_keeps_the_name),
	KUNIT_CASE(ob_reference_test_open_by_pointer_misuse),
	KUNIT_CASE(ob_reference_test_misuse),
	{}
};

WINWORK_SUITE(ob_reference);
