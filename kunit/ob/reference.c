/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_reference: references by pointer, of a type, and with tags.
 */
#include "support.h"

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
	KUNIT_CASE(ob_reference_test_misuse),
	{}
};

WINWORK_SUITE(ob_reference);
