/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_memory: memory objects.
 */
#include "wdf_case.h"

/* row 349 */
static void wdf_memory_test_create(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	struct run *run = new_run(test);
	WDFMEMORY memory = NULL;
	void *buffer = NULL;
	size_t bytes;

	attributes_for(&attributes, wdf.device);
	ASSERT_SUCCESS(test, WdfMemoryCreate(&attributes, NonPagedPoolNx, TAG, 40, &memory,
					     &buffer));
	run_context(memory)->run = run;
	memset(buffer, 'a', 40);
	KUNIT_EXPECT_PTR_EQ(test, WdfMemoryGetBuffer(memory, &bytes), buffer);
	KUNIT_EXPECT_EQ(test, bytes, (size_t)40);
	KUNIT_EXPECT_PTR_EQ(test, WdfMemoryGetBuffer(memory, NULL), buffer);
	WdfObjectDelete(memory);
	expect_deleted(test, run);

	/* Paged pool, of the driver. */
	ASSERT_SUCCESS(test, WdfMemoryCreate(NULL, PagedPool, 0, 4096, &memory, NULL));
	EXPECT_STATUS(test, WdfMemoryCreate(NULL, NonPagedPoolNx, TAG, 0, &memory, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfMemoryCreate(NULL, NonPagedPoolNx, TAG, 8, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryCreate", REQUIRED_PARAMETER_IS_NULL, NULL);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfMemoryCreate(&attributes, NonPagedPoolNx, TAG, 8, &memory, NULL),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
}

static void wdf_memory_test_create_without_memory(struct kunit *test)
{
	WDFMEMORY memory = NULL;
	bool attempted = true;
	NTSTATUS status;
	int nth, failed = 0;

	NEED_FAULT_INJECTION(test);
	for (nth = 1; attempted && nth < 10; nth++) {
		local_bh_disable();
		fail_allocation(nth);
		status = WdfMemoryCreate(NULL, NonPagedPoolNx, TAG, 40, &memory, NULL);
		attempted = allocation_was_attempted();
		local_bh_enable();
		if (NT_SUCCESS(status)) {
			WdfObjectDelete(memory);
			continue;
		}
		EXPECT_STATUS(test, status, STATUS_INSUFFICIENT_RESOURCES);
		failed++;
	}
	EXPECT_STATUS(test, status, STATUS_SUCCESS);
	/* The object and its buffer. */
	KUNIT_EXPECT_GE(test, failed, 2);
}

/* row 349 */
static void wdf_memory_test_preallocated(struct kunit *test)
{
	char first[16], second[8];
	WDFMEMORY memory = NULL, pool = NULL;
	size_t bytes;

	ASSERT_SUCCESS(test, WdfMemoryCreatePreallocated(NULL, first, sizeof(first), &memory));
	KUNIT_EXPECT_PTR_EQ(test, WdfMemoryGetBuffer(memory, &bytes), (void *)first);
	ASSERT_SUCCESS(test, WdfMemoryAssignBuffer(memory, second, sizeof(second)));
	KUNIT_EXPECT_PTR_EQ(test, WdfMemoryGetBuffer(memory, &bytes), (void *)second);
	KUNIT_EXPECT_EQ(test, bytes, sizeof(second));
	EXPECT_STATUS(test, WdfMemoryAssignBuffer(memory, second, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfMemoryCreatePreallocated(NULL, first, 0, &pool),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfMemoryCreatePreallocated(NULL, NULL, 1, &pool),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryCreatePreallocated", REQUIRED_PARAMETER_IS_NULL, NULL);
	ASSERT_SUCCESS(test, WdfMemoryCreate(NULL, NonPagedPoolNx, TAG, 8, &pool, NULL));
	EXPECT_STATUS(test, WdfMemoryAssignBuffer(pool, second, 8), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryAssignBuffer", INVALID_HANDLE, pool);
	WdfObjectDelete(memory);
	WdfObjectDelete(pool);
}

/* row 349 */
static void wdf_memory_test_copy(struct kunit *test)
{
	char buffer[8] = "abcdefg", other[8] = "";
	WDFMEMORY memory = NULL;

	ASSERT_SUCCESS(test, WdfMemoryCreatePreallocated(NULL, buffer, sizeof(buffer), &memory));
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer(memory, 2, other, 3), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, other, "cde");
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer(memory, 0, other, 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer(memory, 6, other, 3), STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer(memory, 8, other, 1), STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer(memory, ~(size_t)0, other, 2),
		      STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, WdfMemoryCopyFromBuffer(memory, 5, "XY", 2), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, buffer, "abcdeXY");
	EXPECT_STATUS(test, WdfMemoryCopyFromBuffer(memory, 7, "XY", 2),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(test, WdfMemoryCopyFromBuffer(memory, 0, NULL, 2),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryCopyFromBuffer", REQUIRED_PARAMETER_IS_NULL, NULL);
	EXPECT_STATUS(test, WdfMemoryCopyToBuffer((WDFMEMORY)wdf.device, 0, other, 1),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryCopyToBuffer", INVALID_HANDLE, wdf.device);
	WdfObjectDelete(memory);
}

/* row 362 */
static void wdf_memory_test_lookaside(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	struct run *run = new_run(test);
	WDFLOOKASIDE list = NULL;
	WDFMEMORY memory = NULL, second = NULL;
	size_t bytes;

	attributes_for(&attributes, wdf.device);
	ASSERT_SUCCESS(test, WdfLookasideListCreate(NULL, 40, NonPagedPoolNx, &attributes, TAG,
						    &list));
	ASSERT_SUCCESS(test, WdfMemoryCreateFromLookaside(list, &memory));
	run_context(memory)->run = run;
	memset(WdfMemoryGetBuffer(memory, &bytes), 'a', 40);
	KUNIT_EXPECT_EQ(test, bytes, (size_t)40);
	WdfObjectDelete(memory);
	expect_deleted(test, run);

	/* Its objects may outlast it; without attributes they are the driver's. */
	WdfObjectDelete(list);
	ASSERT_SUCCESS(test, WdfLookasideListCreate(NULL, 4096, PagedPool, NULL, 0, &list));
	ASSERT_SUCCESS(test, WdfMemoryCreateFromLookaside(list, &second));
	WdfObjectDelete(list);
	memset(WdfMemoryGetBuffer(second, &bytes), 'b', 4096);
	KUNIT_EXPECT_EQ(test, bytes, (size_t)4096);
	WdfObjectDelete(second);

	EXPECT_STATUS(test, WdfLookasideListCreate(NULL, 0, NonPagedPoolNx, NULL, TAG, &list),
		      STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, list);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfLookasideListCreate(NULL, 8, NonPagedPoolNx, &attributes, TAG,
						   &list),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfMemoryCreateFromLookaside((WDFLOOKASIDE)wdf.device, &memory),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfMemoryCreateFromLookaside", INVALID_HANDLE, wdf.device);
}

static struct kunit_case wdf_memory_cases[] = {
	KUNIT_CASE(wdf_memory_test_create),
	KUNIT_CASE(wdf_memory_test_create_without_memory),
	KUNIT_CASE(wdf_memory_test_preallocated),
	KUNIT_CASE(wdf_memory_test_copy),
	KUNIT_CASE(wdf_memory_test_lookaside),
	{}
};

WDF_SUITE(wdf_memory);
