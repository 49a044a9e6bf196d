/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite cm_value: values of keys, and the buffers that they are returned in.
 */
#include <linux/mm.h>

#include "registry_case.h"

/* row 324: set, replace, delete; the name keeps its case */
static void cm_value_test_set_replace_delete(struct kunit *test)
{
	struct {
		KEY_VALUE_BASIC_INFORMATION head;
		WCHAR room[8];
	} found;
	UNICODE_STRING name;
	ULONG needed;

	STATUS_IS(test, delete_value(case_key, L"Name"), STATUS_OBJECT_NAME_NOT_FOUND);
	OK(test, set_number(case_key, L"Name", 1));
	OK(test, set_number(case_key, L"nAME", 2));
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"NAME"), 2u);
	RtlInitUnicodeString(&name, L"NAME");
	OK(test, ZwQueryValueKey(case_key, &name, KeyValueBasicInformation, &found, sizeof(found),
				 &needed));
	KUNIT_EXPECT_EQ(test, memcmp(found.head.Name, L"Name", 8), 0);
	OK(test, set_value(case_key, L"Name", REG_SZ, L"x", 4));
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"Name"), 0xdeadu);
	OK(test, delete_value(case_key, L"Name"));
	STATUS_IS(test, ZwQueryValueKey(case_key, &name, KeyValueBasicInformation, &found,
					sizeof(found), &needed), STATUS_OBJECT_NAME_NOT_FOUND);
	/* The default value has an empty name. */
	OK(test, set_number(case_key, L"", 3));
	KUNIT_EXPECT_EQ(test, number_of(case_key, L""), 3u);
	OK(test, ZwSetValueKey(case_key, NULL, 0, REG_NONE, NULL, 0));
	KUNIT_EXPECT_EQ(test, number_of(case_key, L""), 0xdeadu);
	STATUS_IS(test, set_value(case_key, L"x", REG_BINARY, NULL, 1), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

static void cm_value_test_long_names_and_data(struct kunit *test)
{
	const ULONG bytes = 1 << 20;
	PWSTR name = case_alloc_array(test, 16386, WCHAR);
	UCHAR *data = kvmalloc(bytes, GFP_KERNEL), *back = kvmalloc(bytes + 16, GFP_KERNEL);
	UNICODE_STRING text;
	ULONG i, needed;

	KUNIT_ASSERT_NOT_NULL(test, data);
	KUNIT_ASSERT_NOT_NULL(test, back);
	for (i = 0; i < 16384; i++)
		name[i] = 'n';
	STATUS_IS(test, set_number(case_key, name, 1), STATUS_INVALID_PARAMETER);
	name[16383] = 0;
	OK(test, set_number(case_key, name, 1));
	KUNIT_EXPECT_EQ(test, number_of(case_key, name), 1u);
	for (i = 0; i < bytes; i++)
		data[i] = i * 7 >> 3;
	OK(test, set_value(case_key, L"long", REG_BINARY, data, bytes));
	RtlInitUnicodeString(&text, L"long");
	OK(test, ZwQueryValueKey(case_key, &text, KeyValuePartialInformation, back, bytes + 16,
				 &needed));
	KUNIT_EXPECT_EQ(test, needed, bytes + 12);
	KUNIT_EXPECT_EQ(test, memcmp(back + 12, data, bytes), 0);
	STATUS_IS(test, set_value(case_key, L"too long", REG_BINARY, data, (64 << 20) + 1),
		  STATUS_INSUFFICIENT_RESOURCES);
	kvfree(back);
	kvfree(data);
	EXPECT_NO_REPORT(test);
}

/* row 323: each class with each length, from 0 to one more than needed */
static void cm_value_test_short_buffers(struct kunit *test)
{
	static const UCHAR data[] = { 1, 2, 3, 4, 5 };
	static const struct {
		KEY_VALUE_INFORMATION_CLASS class;
		ULONG head, whole;
	} classes[] = {
		{ KeyValueBasicInformation, 12, 12 + 6 },
		{ KeyValueFullInformation, 20, 28 + 5 },
		{ KeyValuePartialInformation, 12, 12 + 5 },
		{ KeyValueFullInformationAlign64, 20, 32 + 5 },
		{ KeyValuePartialInformationAlign64, 8, 8 + 5 },
	};
	UCHAR *whole = case_alloc(test, 64), *part = case_alloc(test, 64);
	UNICODE_STRING name;
	ULONG i, length, needed;

	RtlInitUnicodeString(&name, L"Val");
	OK(test, set_value(case_key, L"Val", REG_BINARY, data, sizeof(data)));
	for (i = 0; i < ARRAY_SIZE(classes); i++) {
		memset(whole, 0, 64);
		OK(test, ZwQueryValueKey(case_key, &name, classes[i].class, whole, 64, &needed));
		KUNIT_EXPECT_EQ(test, needed, classes[i].whole);
		for (length = 0; length <= classes[i].whole + 1; length++) {
			const NTSTATUS expected = length < classes[i].head ? STATUS_BUFFER_TOO_SMALL
						  : length < classes[i].whole ? STATUS_BUFFER_OVERFLOW
									      : STATUS_SUCCESS;
			const ULONG written = length < classes[i].head ? 0
					      : min(length, classes[i].whole);

			memset(part, 0xee, 64);
			needed = 0;
			STATUS_IS(test, ZwQueryValueKey(case_key, &name, classes[i].class,
							length ? part : NULL, length, &needed), expected);
			KUNIT_EXPECT_EQ(test, needed, classes[i].whole);
			KUNIT_EXPECT_EQ(test, memcmp(part, whole, written), 0);
			KUNIT_EXPECT_EQ(test, part[written], 0xee);
			memset(part, 0xee, 64);
			STATUS_IS(test, ZwEnumerateValueKey(case_key, 0, classes[i].class, part, length,
							    &needed), expected);
			KUNIT_EXPECT_EQ(test, memcmp(part, whole, written), 0);
			KUNIT_EXPECT_EQ(test, part[written], 0xee);
		}
	}
	EXPECT_NO_REPORT(test);
}

/* row 323: what each class holds */
static void cm_value_test_classes(struct kunit *test)
{
	union {
		KEY_VALUE_BASIC_INFORMATION basic;
		KEY_VALUE_FULL_INFORMATION full;
		KEY_VALUE_PARTIAL_INFORMATION partial;
		KEY_VALUE_PARTIAL_INFORMATION_ALIGN64 aligned;
		UCHAR bytes[64];
	} out;
	UNICODE_STRING name;
	ULONG needed;

	RtlInitUnicodeString(&name, L"Val");
	OK(test, set_value(case_key, L"Val", REG_QWORD, "12345678", 8));
	OK(test, ZwQueryValueKey(case_key, &name, KeyValueBasicInformation, &out, sizeof(out), &needed));
	KUNIT_EXPECT_EQ(test, out.basic.TitleIndex, 0u);
	KUNIT_EXPECT_EQ(test, out.basic.Type, (ULONG)REG_QWORD);
	KUNIT_EXPECT_EQ(test, out.basic.NameLength, 6u);
	KUNIT_EXPECT_EQ(test, memcmp(out.basic.Name, L"Val", 6), 0);
	OK(test, ZwQueryValueKey(case_key, &name, KeyValueFullInformation, &out, sizeof(out), &needed));
	KUNIT_EXPECT_EQ(test, out.full.Type, (ULONG)REG_QWORD);
	KUNIT_EXPECT_EQ(test, out.full.NameLength, 6u);
	KUNIT_EXPECT_EQ(test, out.full.DataOffset, 28u);
	KUNIT_EXPECT_EQ(test, out.full.DataLength, 8u);
	KUNIT_EXPECT_EQ(test, memcmp(out.bytes + 28, "12345678", 8), 0);
	OK(test, ZwQueryValueKey(case_key, &name, KeyValueFullInformationAlign64, &out, sizeof(out),
				 &needed));
	KUNIT_EXPECT_EQ(test, out.full.DataOffset, 32u);
	KUNIT_EXPECT_EQ(test, memcmp(out.bytes + 32, "12345678", 8), 0);
	OK(test, ZwQueryValueKey(case_key, &name, KeyValuePartialInformation, &out, sizeof(out), &needed));
	KUNIT_EXPECT_EQ(test, out.partial.Type, (ULONG)REG_QWORD);
	KUNIT_EXPECT_EQ(test, out.partial.DataLength, 8u);
	KUNIT_EXPECT_EQ(test, memcmp(out.partial.Data, "12345678", 8), 0);
	OK(test, ZwQueryValueKey(case_key, &name, KeyValuePartialInformationAlign64, &out, sizeof(out),
				 &needed));
	KUNIT_EXPECT_EQ(test, out.aligned.DataLength, 8u);
	KUNIT_EXPECT_EQ(test, memcmp(out.aligned.Data, "12345678", 8), 0);
	/* A value without data */
	OK(test, set_value(case_key, L"Val", REG_NONE, NULL, 0));
	OK(test, ZwQueryValueKey(case_key, &name, KeyValueFullInformation, &out, sizeof(out), &needed));
	KUNIT_EXPECT_EQ(test, needed, 26u);
	KUNIT_EXPECT_EQ(test, out.full.DataLength, 0u);
	KUNIT_EXPECT_EQ(test, out.full.DataOffset, 0xffffffffu);
	STATUS_IS(test, ZwQueryValueKey(case_key, &name, KeyValueLayerInformation, &out, sizeof(out),
					&needed), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwQueryValueKey(case_key, &name, KeyValueFullInformation, &out, sizeof(out), NULL),
		  STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case cm_value_cases[] = {
	KUNIT_CASE(cm_value_test_set_replace_delete),
	KUNIT_CASE(cm_value_test_long_names_and_data),
	KUNIT_CASE(cm_value_test_short_buffers),
	KUNIT_CASE(cm_value_test_classes),
	{}
};

REGISTRY_SUITE(cm_value);
