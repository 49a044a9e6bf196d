/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_collection: lists of objects, and strings.
 */
#include "wdf_case.h"

static WDFCOLLECTION new_collection(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFCOLLECTION collection = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.device;
	ASSERT_SUCCESS(test, WdfCollectionCreate(&attributes, &collection));
	return collection;
}

/* row 360 */
static void wdf_collection_test_order(struct kunit *test)
{
	WDFCOLLECTION collection = new_collection(test);
	WDFOBJECT object[3];
	int i;

	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount(collection), 0u);
	KUNIT_EXPECT_NULL(test, WdfCollectionGetFirstItem(collection));
	KUNIT_EXPECT_NULL(test, WdfCollectionGetLastItem(collection));
	for (i = 0; i < 3; i++) {
		object[i] = new_object(test, wdf.device, new_run(test));
		ASSERT_SUCCESS(test, WdfCollectionAdd(collection, object[i]));
	}
	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount(collection), 3u);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetItem(collection, i), object[i]);
	KUNIT_EXPECT_NULL(test, WdfCollectionGetItem(collection, 3));
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetFirstItem(collection), object[0]);
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetLastItem(collection), object[2]);

	/* One may be there twice; the first entry goes first. */
	ASSERT_SUCCESS(test, WdfCollectionAdd(collection, object[0]));
	WdfCollectionRemove(collection, object[0]);
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetFirstItem(collection), object[1]);
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetLastItem(collection), object[0]);
	WdfCollectionRemoveItem(collection, 1);
	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount(collection), 2u);
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetItem(collection, 1), object[0]);
	WdfObjectDelete(collection);
}

/* row 360: each entry has a reference, which its removal and the end of the list drop */
static void wdf_collection_test_references(struct kunit *test)
{
	WDFCOLLECTION collection = new_collection(test);
	struct run *removed = new_run(test), *left = new_run(test);
	WDFOBJECT first = new_object(test, wdf.device, removed);
	WDFOBJECT second = new_object(test, wdf.device, left);

	ASSERT_SUCCESS(test, WdfCollectionAdd(collection, first));
	ASSERT_SUCCESS(test, WdfCollectionAdd(collection, second));
	WdfObjectDelete(first);
	WdfObjectDelete(second);
	KUNIT_EXPECT_EQ(test, atomic_read(&removed->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&removed->destroys), 0);
	KUNIT_EXPECT_PTR_EQ(test, WdfCollectionGetFirstItem(collection), first);
	WdfCollectionRemove(collection, first);
	KUNIT_EXPECT_EQ(test, atomic_read(&removed->destroys), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&left->destroys), 0);
	WdfObjectDelete(collection);
	KUNIT_EXPECT_EQ(test, atomic_read(&left->destroys), 1);
}

/* The collection's own callbacks still see its entries. */
static void count_entries(WDFOBJECT object)
{
	run_of(object)->limit = WdfCollectionGetCount((WDFCOLLECTION)object);
}

static void wdf_collection_test_entries_in_callbacks(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFCOLLECTION collection = NULL;
	struct run *run = new_run(test);

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, RUN_CONTEXT);
	attributes.EvtDestroyCallback = count_entries;
	ASSERT_SUCCESS(test, WdfCollectionCreate(&attributes, &collection));
	run_context(collection)->run = run;
	ASSERT_SUCCESS(test, WdfCollectionAdd(collection, wdf.device));
	WdfObjectDelete(collection);
	KUNIT_EXPECT_EQ(test, run->limit, 1);
}

/* row 360 */
static void wdf_collection_test_misuse(struct kunit *test)
{
	WDFCOLLECTION collection = new_collection(test);

	WdfCollectionRemoveItem(collection, 0);
	EXPECT_VIOLATION(test, "WdfCollectionRemoveItem", VERIFIER_FATAL_ERROR, collection);
	WdfCollectionRemove(collection, wdf.device);
	EXPECT_VIOLATION(test, "WdfCollectionRemove", VERIFIER_FATAL_ERROR, collection);
	EXPECT_STATUS(test, WdfCollectionAdd(collection, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfCollectionAdd", INVALID_HANDLE, NULL);
	EXPECT_STATUS(test, WdfCollectionAdd((WDFCOLLECTION)wdf.device, wdf.device),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfCollectionAdd", INVALID_HANDLE, wdf.device);
	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount((WDFCOLLECTION)wdf.device), 0u);
	EXPECT_VIOLATION(test, "WdfCollectionGetCount", INVALID_HANDLE, wdf.device);
	WdfObjectDelete(collection);
}

static void wdf_collection_test_add_without_memory(struct kunit *test)
{
	WDFCOLLECTION collection = new_collection(test);
	NTSTATUS status;

	NEED_FAULT_INJECTION(test);
	local_bh_disable();
	fail_next_allocation();
	status = WdfCollectionAdd(collection, wdf.device);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	local_bh_enable();
	EXPECT_STATUS(test, status, STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount(collection), 0u);
	WdfObjectDelete(collection);
}

/* row 361 */
static void wdf_collection_test_strings(struct kunit *test)
{
	WCHAR buffer[] = { 'A', 'b', 'c', 'd' };
	UNICODE_STRING text = { 6, sizeof(buffer), buffer };
	UNICODE_STRING result;
	WDFSTRING string = NULL, empty = NULL;

	ASSERT_SUCCESS(test, WdfStringCreate(&text, NULL, &string));
	buffer[0] = 'X';
	WdfStringGetUnicodeString(string, &result);
	KUNIT_EXPECT_EQ(test, result.Length, (USHORT)6);
	KUNIT_EXPECT_EQ(test, result.Buffer[0], (WCHAR)'A');
	KUNIT_EXPECT_EQ(test, result.Buffer[2], (WCHAR)'c');
	KUNIT_EXPECT_EQ(test, result.Buffer[3], (WCHAR)0);
	ASSERT_SUCCESS(test, WdfStringCreate(NULL, NULL, &empty));
	WdfStringGetUnicodeString(empty, &result);
	KUNIT_EXPECT_EQ(test, result.Length, (USHORT)0);
	KUNIT_EXPECT_NULL(test, result.Buffer);
	WdfObjectDelete(empty);

	text.Length = 5;
	EXPECT_STATUS(test, WdfStringCreate(&text, NULL, &empty), STATUS_INVALID_PARAMETER);
	text.Length = sizeof(buffer) + 2;
	EXPECT_STATUS(test, WdfStringCreate(&text, NULL, &empty), STATUS_INVALID_PARAMETER);
	text.Length = 2;
	text.Buffer = NULL;
	EXPECT_STATUS(test, WdfStringCreate(&text, NULL, &empty), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, empty);
	EXPECT_NO_REPORT(test);
	WdfStringGetUnicodeString(string, NULL);
	EXPECT_VIOLATION(test, "WdfStringGetUnicodeString", REQUIRED_PARAMETER_IS_NULL, NULL);
	WdfStringGetUnicodeString((WDFSTRING)wdf.device, &result);
	KUNIT_EXPECT_NULL(test, result.Buffer);
	EXPECT_VIOLATION(test, "WdfStringGetUnicodeString", INVALID_HANDLE, wdf.device);
	WdfObjectDelete(string);
}

/* row 361: the longest string, whose zero has no place in MaximumLength */
static void wdf_collection_test_longest_string(struct kunit *test)
{
	UNICODE_STRING text = { 0xfffe, 0xfffe, case_alloc(test, 0xfffe) };
	UNICODE_STRING result;
	WDFSTRING string = NULL;

	text.Buffer[0x7ffe] = 'z';
	ASSERT_SUCCESS(test, WdfStringCreate(&text, NULL, &string));
	WdfStringGetUnicodeString(string, &result);
	KUNIT_EXPECT_EQ(test, result.Length, (USHORT)0xfffe);
	KUNIT_EXPECT_GE(test, result.MaximumLength, result.Length);
	KUNIT_EXPECT_EQ(test, result.Buffer[0x7ffe], (WCHAR)'z');
	KUNIT_EXPECT_EQ(test, result.Buffer[0x7fff], (WCHAR)0);
	WdfObjectDelete(string);
}

static struct kunit_case wdf_collection_cases[] = {
	KUNIT_CASE(wdf_collection_test_order),
	KUNIT_CASE(wdf_collection_test_references),
	KUNIT_CASE(wdf_collection_test_entries_in_callbacks),
	KUNIT_CASE(wdf_collection_test_misuse),
	KUNIT_CASE(wdf_collection_test_add_without_memory),
	KUNIT_CASE(wdf_collection_test_strings),
	KUNIT_CASE(wdf_collection_test_longest_string),
	{}
};

WDF_SUITE(wdf_collection);
