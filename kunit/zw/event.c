/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite zw_event: events by handle and name, permanent objects, and waits for handles.
 */
#include <linux/mm.h>

#include "support.h"

#include <ntifs.h>

static NTSTATUS with_name(NTSTATUS (*call)(PHANDLE handle, POBJECT_ATTRIBUTES attributes), PHANDLE handle,
			  const WCHAR *name, ULONG flags)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&attributes, &text, flags, NULL, NULL);
	return call(handle, &attributes);
}

static NTSTATUS create_set(PHANDLE handle, POBJECT_ATTRIBUTES attributes)
{
	return ZwCreateEvent(handle, EVENT_ALL_ACCESS, attributes, NotificationEvent, TRUE);
}

static NTSTATUS open_event(PHANDLE handle, POBJECT_ATTRIBUTES attributes)
{
	return ZwOpenEvent(handle, EVENT_ALL_ACCESS, attributes);
}

static NTSTATUS named(PHANDLE handle, const WCHAR *name, ULONG flags)
{
	return with_name(create_set, handle, name, flags);
}

static NTSTATUS open_named(PHANDLE handle, const WCHAR *name)
{
	return with_name(open_event, handle, name, OBJ_KERNEL_HANDLE);
}

static HANDLE unnamed(struct kunit *test, EVENT_TYPE type, BOOLEAN state)
{
	HANDLE handle = NULL;

	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, type, state), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, handle);
	return handle;
}

static NTSTATUS poll_handle(HANDLE handle)
{
	LARGE_INTEGER none = { .QuadPart = 0 };

	return ZwWaitForSingleObject(handle, FALSE, &none);
}

static void zw_event_test_event_without_name(struct kunit *test)
{
	HANDLE handle = unnamed(test, NotificationEvent, FALSE);
	LONG before = 7;

	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, &before), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, before, 0);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, &before), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, before, 0);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwResetEvent(handle, &before), STATUS_SUCCESS);
	KUNIT_EXPECT_NE(test, before, 0);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClearEvent(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, ZwPulseEvent(handle, &before), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, before, 0);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, NULL), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static void zw_event_test_synchronization_event_resets_itself(struct kunit *test)
{
	HANDLE handle = unnamed(test, SynchronizationEvent, TRUE);

	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
}

static void zw_event_test_handle_gives_the_event(struct kunit *test)
{
	HANDLE handle = unnamed(test, NotificationEvent, FALSE);
	PVOID event = NULL, other = NULL;

	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, EVENT_MODIFY_STATE, *ExEventObjectType,
							KernelMode, &event, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 2L);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandleWithTag(handle, 0, *ExEventObjectType, KernelMode,
							       TAG, &other, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, other, event);
	ObDereferenceObjectWithTag(other, TAG);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *PsThreadType, KernelMode, &other, NULL),
			STATUS_OBJECT_TYPE_MISMATCH);
	/* A program has no such handle. */
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, UserMode, &other,
							NULL), STATUS_INVALID_HANDLE);
	KeSetEvent(event, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObCloseHandle(handle, UserMode), STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, ObCloseHandle(handle, KernelMode), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObCloseHandle(handle, KernelMode), STATUS_INVALID_HANDLE);
	/* The reference keeps the event. */
	KUNIT_EXPECT_EQ(test, references(event), 1L);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(event), 0);
	ObDereferenceObject(event);
	KUNIT_EXPECT_EQ(test, references(event), 0L);
	EXPECT_NO_REPORT(test);
}

/* row 332: of two handles, and the one that keeps a permanent event */
static void zw_event_test_too_many_dereferences(struct kunit *test)
{
	static const WCHAR name[] = L"\\BaseNamedObjects\\WinworkKept";
	HANDLE one, two;
	PVOID event = NULL;

	KUNIT_ASSERT_EQ(test, named(&one, name, OBJ_PERMANENT), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, open_named(&two, name), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(one, 0, *ExEventObjectType, KernelMode, &event,
							NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 4L);
	ObDereferenceObject(event);
	EXPECT_NO_REPORT(test);
	ObDereferenceObject(event);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, event, 0, 3, event);
	KUNIT_EXPECT_EQ(test, references(event), 3L);
	KUNIT_EXPECT_EQ(test, ZwClose(two), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwMakeTemporaryObject(one), STATUS_SUCCESS);
	ObDereferenceObject(event);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, event, 0, 1, event);
	KUNIT_EXPECT_EQ(test, poll_handle(one), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(one), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 0L);
	EXPECT_NO_REPORT(test);
}

static void zw_event_test_name_leads_to_the_event(struct kunit *test)
{
	static const WCHAR name[] = L"\\BaseNamedObjects\\WinworkTest";
	HANDLE one, two, three;

	KUNIT_EXPECT_EQ(test, open_named(&one, name), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, one);
	KUNIT_ASSERT_EQ(test, named(&one, name, OBJ_KERNEL_HANDLE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, named(&two, name, OBJ_KERNEL_HANDLE), STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_NULL(test, two);
	KUNIT_ASSERT_EQ(test, named(&two, name, OBJ_OPENIF), STATUS_OBJECT_NAME_EXISTS);
	KUNIT_ASSERT_EQ(test, open_named(&three, L"\\BASENAMEDOBJECTS\\winworktest"), STATUS_SUCCESS);
	ZwClearEvent(one);
	KUNIT_EXPECT_EQ(test, poll_handle(three), STATUS_TIMEOUT);
	ZwSetEvent(two, NULL);
	KUNIT_EXPECT_EQ(test, poll_handle(three), STATUS_SUCCESS);
	ZwClose(one);
	ZwClose(two);
	KUNIT_EXPECT_EQ(test, open_named(&one, name), STATUS_SUCCESS);
	ZwClose(one);
	ZwClose(three);
	KUNIT_EXPECT_EQ(test, open_named(&one, name), STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_NO_REPORT(test);
}

/* The name ends with the last handle, and not with the last reference. */
static void zw_event_test_name_ends_with_the_last_handle(struct kunit *test)
{
	static const WCHAR name[] = L"\\KernelObjects\\WinworkTest";
	PVOID old = NULL, new = NULL;
	HANDLE handle, again;

	KUNIT_ASSERT_EQ(test, named(&handle, name, 0), STATUS_SUCCESS);
	ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &old, NULL);
	KUNIT_ASSERT_NOT_NULL(test, old);
	ZwClose(handle);
	KUNIT_EXPECT_EQ(test, open_named(&again, name), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_ASSERT_EQ(test, named(&again, name, 0), STATUS_SUCCESS);
	ObReferenceObjectByHandle(again, 0, *ExEventObjectType, KernelMode, &new, NULL);
	KUNIT_EXPECT_PTR_NE(test, new, old);
	ObDereferenceObject(new);
	ObDereferenceObject(old);
	ZwClose(again);
	EXPECT_NO_REPORT(test);
}

static void zw_event_test_permanent_event(struct kunit *test)
{
	static const WCHAR name[] = L"\\BaseNamedObjects\\WinworkPermanent";
	PVOID event = NULL;
	HANDLE handle;

	KUNIT_ASSERT_EQ(test, named(&handle, name, OBJ_PERMANENT), STATUS_SUCCESS);
	ZwClose(handle);
	KUNIT_ASSERT_EQ(test, open_named(&handle, name), STATUS_SUCCESS);
	ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &event, NULL);
	ObDereferenceObject(event);
	KUNIT_EXPECT_EQ(test, references(event), 2L);
	KUNIT_EXPECT_EQ(test, ZwMakeTemporaryObject(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 1L);
	KUNIT_EXPECT_EQ(test, ZwMakeTemporaryObject(handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 1L);
	ZwClose(handle);
	KUNIT_EXPECT_EQ(test, references(event), 0L);
	KUNIT_EXPECT_EQ(test, open_named(&handle, name), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, ZwMakeTemporaryObject((HANDLE)0x12345670), STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static void zw_event_test_events_of_the_io_manager(struct kunit *test)
{
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\WinworkTest");
	UNICODE_STRING bad = RTL_CONSTANT_STRING(L"WinworkTest");
	HANDLE one = NULL, two = NULL;
	PKEVENT event, again;

	event = IoCreateNotificationEvent(&name, &one);
	KUNIT_ASSERT_NOT_NULL(test, event);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(event), 0);
	KeClearEvent(event);
	/* It is opened, of whichever kind, and stays as it is. */
	again = IoCreateSynchronizationEvent(&name, &two);
	KUNIT_EXPECT_PTR_EQ(test, again, event);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, references(event), 2L);
	ZwClose(one);
	ZwClose(two);
	event = IoCreateSynchronizationEvent(&name, &one);
	KUNIT_ASSERT_NOT_NULL(test, event);
	KUNIT_EXPECT_EQ(test, poll_handle(one), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(one), STATUS_TIMEOUT);
	ZwClose(one);
	KUNIT_EXPECT_NULL(test, IoCreateNotificationEvent(&bad, &one));
	KUNIT_EXPECT_NULL(test, one);
	KUNIT_EXPECT_NULL(test, IoCreateNotificationEvent(&name, NULL));
	EXPECT_NO_REPORT(test);
}

/* row 399: NULL makes a new event each time, which is signalled and has a handle */
static void zw_event_test_io_events_without_a_name(struct kunit *test)
{
	HANDLE one = NULL, two = NULL;
	PKEVENT event = IoCreateNotificationEvent(NULL, &one);
	PKEVENT other = IoCreateSynchronizationEvent(NULL, &two);

	KUNIT_ASSERT_TRUE(test, event && other);
	KUNIT_EXPECT_PTR_NE(test, event, other);
	KUNIT_EXPECT_EQ(test, poll_handle(one), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(one), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(two), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(two), STATUS_TIMEOUT);
	KeSetEvent(other, IO_NO_INCREMENT, FALSE);
	KUNIT_EXPECT_EQ(test, poll_handle(two), STATUS_SUCCESS);
	ZwClose(one);
	ZwClose(two);
	KUNIT_EXPECT_NULL(test, IoCreateNotificationEvent(NULL, NULL));
	EXPECT_NO_REPORT(test);
}

/* The nine events for memory, and whether each is signalled with no memory left, and with all of it. */
static const struct {
	const WCHAR *name;
	BOOLEAN with_none;
	BOOLEAN with_all;
} memory_events[] = {
	{ L"\\KernelObjects\\LowMemoryCondition", TRUE, FALSE },
	{ L"\\KernelObjects\\HighMemoryCondition", FALSE, TRUE },
	{ L"\\KernelObjects\\LowPagedPoolCondition", TRUE, FALSE },
	{ L"\\KernelObjects\\HighPagedPoolCondition", FALSE, TRUE },
	{ L"\\KernelObjects\\LowNonPagedPoolCondition", TRUE, FALSE },
	{ L"\\KernelObjects\\HighNonPagedPoolCondition", FALSE, TRUE },
	{ L"\\KernelObjects\\LowCommitCondition", FALSE, TRUE },
	{ L"\\KernelObjects\\HighCommitCondition", TRUE, FALSE },
	{ L"\\KernelObjects\\MaximumCommitCondition", TRUE, FALSE },
};

#define ALL_MEMORY ((ULONGLONG)MAXLONGLONG)	/* more than any machine has */

#define REAL_MEMORY MAXULONGLONG

/* row 151: each opening finds the state of now */
static void zw_event_test_memory_events_when_opened(struct kunit *test)
{
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(memory_events); i++) {
		const LONG none = memory_events[i].with_none, all = memory_events[i].with_all;
		HANDLE handle = NULL, other = NULL;
		UNICODE_STRING name;
		PKEVENT event;

		WinworkPretendMemory(0);
		KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[i].name), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, poll_handle(handle), none ? STATUS_SUCCESS : STATUS_TIMEOUT);
		WinworkPretendMemory(ALL_MEMORY);
		RtlInitUnicodeString(&name, memory_events[i].name);
		event = IoCreateNotificationEvent(&name, &other);
		KUNIT_ASSERT_NOT_NULL(test, event);
		KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), all);
		KUNIT_EXPECT_EQ(test, poll_handle(handle), all ? STATUS_SUCCESS : STATUS_TIMEOUT);
		/* It is a notification event: a wait does not change it. */
		KUNIT_EXPECT_EQ(test, poll_handle(handle), all ? STATUS_SUCCESS : STATUS_TIMEOUT);
		ZwClose(other);
		ZwClose(handle);
	}
	WinworkPretendMemory(REAL_MEMORY);
	EXPECT_NO_REPORT(test);
}

/* row 151: a driver waits for a change, in both directions, and opens the event again */
static void zw_event_test_memory_events_follow(struct kunit *test)
{
	LARGE_INTEGER limit = { .QuadPart = -60 * 10000000ll };
	HANDLE low = NULL, high = NULL;
	int i;

	WinworkPretendMemory(ALL_MEMORY);
	for (i = 0; i < 2; i++) {
		KUNIT_ASSERT_EQ(test, open_named(&low, memory_events[0].name), STATUS_SUCCESS);
		KUNIT_ASSERT_EQ(test, open_named(&high, memory_events[1].name), STATUS_SUCCESS);
		WinworkPretendMemory(0);
		KUNIT_EXPECT_EQ(test, ZwWaitForSingleObject(low, FALSE, &limit), STATUS_SUCCESS);
		WinworkPretendMemory(ALL_MEMORY);
		KUNIT_EXPECT_EQ(test, ZwWaitForSingleObject(high, FALSE, &limit), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, poll_handle(low), STATUS_TIMEOUT);
		ZwClose(low);
		ZwClose(high);
	}
	WinworkPretendMemory(REAL_MEMORY);
	EXPECT_NO_REPORT(test);
}

/* row 151: between both limits, 64 MiB and 192 MiB at most, no event for available memory is set */
static void zw_event_test_memory_events_between_the_limits(struct kunit *test)
{
	struct sysinfo info;
	ULONGLONG low;
	HANDLE handle;
	int i;

	si_meminfo(&info);
	low = min_t(ULONGLONG, (ULONGLONG)info.totalram * info.mem_unit / 128, 64ull << 20);
	for (i = 0; i < 6; i++) {
		WinworkPretendMemory(low);
		KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[i].name), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
		ZwClose(handle);
		WinworkPretendMemory(3 * low);
		KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[i].name), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_TIMEOUT);
		ZwClose(handle);
		WinworkPretendMemory(memory_events[i].with_none ? low - 1 : 3 * low + 1);
		KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[i].name), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_SUCCESS);
		ZwClose(handle);
	}
	WinworkPretendMemory(REAL_MEMORY);
	EXPECT_NO_REPORT(test);
}

/* row 151: without pretence, a machine that runs tests has memory */
static void zw_event_test_memory_events_of_this_machine(struct kunit *test)
{
	HANDLE handle;

	WinworkPretendMemory(REAL_MEMORY);
	KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[0].name), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(handle),
			(ULONGLONG)si_mem_available() << PAGE_SHIFT < 1ull << 20 ? STATUS_SUCCESS
										 : STATUS_TIMEOUT);
	ZwClose(handle);
}

/* row 152 */
static void zw_event_test_memory_events_cannot_be_changed(struct kunit *test)
{
	PVOID event = NULL;
	HANDLE handle;
	LONG before = 7;

	WinworkPretendMemory(ALL_MEMORY);
	KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[0].name), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, &before), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, ZwPulseEvent(handle, &before), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, before, 7);
	ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &event, NULL);
	KUNIT_ASSERT_NOT_NULL(test, event);
	KUNIT_EXPECT_EQ(test, KeSetEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_EQ(test, KeReadStateEvent(event), 0);
	KUNIT_EXPECT_EQ(test, ZwMakeTemporaryObject(handle), STATUS_SUCCESS);
	ObDereferenceObject(event);
	ZwClose(handle);
	KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[1].name), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwResetEvent(handle, NULL), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, ZwClearEvent(handle), STATUS_ACCESS_DENIED);
	ObReferenceObjectByHandle(handle, 0, *ExEventObjectType, KernelMode, &event, NULL);
	KUNIT_EXPECT_NE(test, KeResetEvent(event), 0);
	KeClearEvent(event);
	KUNIT_EXPECT_NE(test, KePulseEvent(event, IO_NO_INCREMENT, FALSE), 0);
	KUNIT_EXPECT_NE(test, KeReadStateEvent(event), 0);
	ObDereferenceObject(event);
	ZwClose(handle);
	/* They are there for the next driver. */
	KUNIT_ASSERT_EQ(test, open_named(&handle, memory_events[0].name), STATUS_SUCCESS);
	ZwClose(handle);
	WinworkPretendMemory(REAL_MEMORY);
	EXPECT_NO_REPORT(test);
}

static void zw_event_test_parameters_that_are_refused(struct kunit *test)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\WinworkTest");
	HANDLE handle = NULL, root = unnamed(test, NotificationEvent, FALSE);

	KUNIT_EXPECT_EQ(test, ZwCreateEvent(&handle, 0, NULL, (EVENT_TYPE)2, FALSE),
			STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, ZwCreateEvent(NULL, 0, NULL, NotificationEvent, FALSE),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&handle, 0, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, named(&handle, L"WinworkTest", 0), STATUS_OBJECT_PATH_SYNTAX_BAD);
	KUNIT_EXPECT_EQ(test, named(&handle, L"", 0), STATUS_OBJECT_PATH_SYNTAX_BAD);
	KUNIT_EXPECT_EQ(test, named(&handle, L"\\Nowhere\\WinworkTest", 0), STATUS_OBJECT_PATH_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, named(&handle, L"\\BaseNamedObjects\\", 0), STATUS_OBJECT_NAME_INVALID);
	KUNIT_EXPECT_EQ(test, open_named(&handle, L"\\Callback\\PowerState"), STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, named(&handle, L"\\Callback\\PowerState", OBJ_OPENIF),
			STATUS_OBJECT_TYPE_MISMATCH);
	InitializeObjectAttributes(&attributes, &name, 0, root, NULL);
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&handle, 0, &attributes), STATUS_OBJECT_TYPE_MISMATCH);
	InitializeObjectAttributes(&attributes, &name, 0, (HANDLE)0x12345670, NULL);
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&handle, 0, &attributes), STATUS_INVALID_HANDLE);
	InitializeObjectAttributes(&attributes, &name, 0, NULL, NULL);
	attributes.Length--;
	KUNIT_EXPECT_EQ(test, ZwOpenEvent(&handle, 0, &attributes), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, handle);
	ZwClose(root);
	EXPECT_NO_REPORT(test);
}

static VOID end_at_once(PVOID context)
{
}

static void zw_event_test_waits_for_several_handles(struct kunit *test)
{
	HANDLE handles[4] = { unnamed(test, NotificationEvent, FALSE),
			      unnamed(test, SynchronizationEvent, TRUE),
			      unnamed(test, SynchronizationEvent, FALSE), NULL };
	LARGE_INTEGER none = { .QuadPart = 0 };

	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handles[3], THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   end_at_once, NULL), STATUS_SUCCESS);
	/* A thread is waited for as well. */
	KUNIT_EXPECT_EQ(test, ZwWaitForSingleObject(handles[3], FALSE, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(3, handles, WaitAny, FALSE, &none), STATUS_WAIT_0 + 1);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(3, handles, WaitAny, FALSE, &none), STATUS_TIMEOUT);
	ZwSetEvent(handles[0], NULL);
	ZwSetEvent(handles[1], NULL);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(4, handles, WaitAll, FALSE, &none), STATUS_TIMEOUT);
	ZwSetEvent(handles[2], NULL);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(4, handles, WaitAll, FALSE, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll_handle(handles[2]), STATUS_TIMEOUT);

	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(0, handles, WaitAny, FALSE, &none),
			STATUS_INVALID_PARAMETER_1);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(MAXIMUM_WAIT_OBJECTS + 1, handles, WaitAny, FALSE,
						       &none), STATUS_INVALID_PARAMETER_1);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(1, handles, (WAIT_TYPE)2, FALSE, &none),
			STATUS_INVALID_PARAMETER_3);
	ZwClose(handles[2]);
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(3, handles, WaitAny, FALSE, &none),
			STATUS_INVALID_HANDLE);
	handles[2] = handles[0];
	KUNIT_EXPECT_EQ(test, ZwWaitForMultipleObjects(3, handles, WaitAll, FALSE, &none),
			STATUS_INVALID_PARAMETER_MIX);
	ZwClose(handles[0]);
	ZwClose(handles[1]);
	ZwClose(handles[3]);
	EXPECT_NO_REPORT(test);
}

struct waiter {
	HANDLE handle;
	NTSTATUS status;
	struct completion done;
};

static struct waiter *new_waiter(struct kunit *test, EVENT_TYPE type)
{
	struct waiter *waiter = case_alloc_type(test, struct waiter);

	waiter->handle = unnamed(test, type, FALSE);
	waiter->status = STATUS_UNSUCCESSFUL;
	init_completion(&waiter->done);
	return waiter;
}

static void wait_for_handle(void *data)
{
	struct waiter *waiter = data;

	waiter->status = ZwWaitForSingleObject(waiter->handle, FALSE, NULL);
	complete(&waiter->done);
}

static void zw_event_test_set_wakes_a_waiting_thread(struct kunit *test)
{
	struct waiter *waiter = new_waiter(test, SynchronizationEvent);

	spawn(test, wait_for_handle, waiter);
	EXPECT_WAITS(test, &waiter->done);
	ZwSetEvent(waiter->handle, NULL);
	ASSERT_IN_TIME(test, &waiter->done);
	join(test);
	KUNIT_EXPECT_EQ(test, waiter->status, STATUS_SUCCESS);
	ZwClose(waiter->handle);
}

/* row 332: a wait in progress has a reference */
static void zw_event_test_too_many_dereferences_beside_a_wait(struct kunit *test)
{
	struct waiter *waiter = new_waiter(test, NotificationEvent);
	PVOID event = NULL;

	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(waiter->handle, 0, *ExEventObjectType, KernelMode,
							&event, NULL), STATUS_SUCCESS);
	spawn(test, wait_for_handle, waiter);
	EXPECT_WAITS(test, &waiter->done);
	ObDereferenceObject(event);
	EXPECT_NO_REPORT(test);
	ObDereferenceObject(event);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, event, 0, 2, event);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(waiter->handle, NULL), STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, references(event), 1L);
	KUNIT_EXPECT_EQ(test, ZwClose(waiter->handle), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(event), 0L);
}

static void zw_event_test_calls_above_passive_level(struct kunit *test)
{
	HANDLE handle = unnamed(test, NotificationEvent, FALSE), other = NULL;
	KIRQL before;

	KeRaiseIrql(APC_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, NULL), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ZwSetEvent", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, handle);
	KeRaiseIrql(APC_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, poll_handle(handle), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ZwWaitForSingleObject", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      handle);
	KeRaiseIrql(APC_LEVEL, &before);
	KUNIT_EXPECT_EQ(test, ZwCreateEvent(&other, 0, NULL, NotificationEvent, FALSE), STATUS_UNSUCCESSFUL);
	KeLowerIrql(before);
	EXPECT_REPORT(test, "ZwCreateEvent", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, 0);
	ZwClose(handle);
}

static struct kunit_case zw_event_cases[] = {
	KUNIT_CASE(zw_event_test_event_without_name),
	KUNIT_CASE(zw_event_test_synchronization_event_resets_itself),
	KUNIT_CASE(zw_event_test_handle_gives_the_event),
	KUNIT_CASE(zw_event_test_too_many_dereferences),
	KUNIT_CASE(zw_event_test_too_many_dereferences_beside_a_wait),
	KUNIT_CASE(zw_event_test_name_leads_to_the_event),
	KUNIT_CASE(zw_event_test_name_ends_with_the_last_handle),
	KUNIT_CASE(zw_event_test_permanent_event),
	KUNIT_CASE(zw_event_test_events_of_the_io_manager),
	KUNIT_CASE(zw_event_test_io_events_without_a_name),
	KUNIT_CASE(zw_event_test_memory_events_when_opened),
	KUNIT_CASE(zw_event_test_memory_events_follow),
	KUNIT_CASE(zw_event_test_memory_events_between_the_limits),
	KUNIT_CASE(zw_event_test_memory_events_of_this_machine),
	KUNIT_CASE(zw_event_test_memory_events_cannot_be_changed),
	KUNIT_CASE(zw_event_test_parameters_that_are_refused),
	KUNIT_CASE(zw_event_test_waits_for_several_handles),
	KUNIT_CASE(zw_event_test_set_wakes_a_waiting_thread),
	KUNIT_CASE(zw_event_test_calls_above_passive_level),
	{}
};

WINWORK_SUITE(zw_event);
