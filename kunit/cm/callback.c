/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite cm_callback: routines that filter the registry.
 */
#include "registry_case.h"

#include <ntifs.h>

#define MOST 32

/* What a routine was told, in the order of the calls. */
struct told {
	LONG class;
	LONG routine;
	PVOID object;
	NTSTATUS status;		/* behind an operation */
};

/* A routine, and what it does. */
struct filter {
	LONG number;
	LARGE_INTEGER cookie;
	LONG class;			/* of the call for which it returns @returns; -1 for none */
	NTSTATUS returns;
	NTSTATUS result;		/* ReturnStatus behind an operation */
	bool has_contexts;
	struct filter *removes;		/* it removes this one when a value is set */
	PVOID call_context, object_context, cleaned;	/* as it got them back */
};

static struct {
	struct told told[MOST];
	LONG count;
	WCHAR name[64];			/* of the last create or open */
	ULONG number;			/* of the last value that was set */
	PVOID created;
} seen;

static bool is_behind(LONG class)
{
	return class >= RegNtPostDeleteKey && class <= RegNtPostKeyHandleClose;
}

static bool is_open(LONG class)
{
	return class == RegNtPreCreateKeyEx || class == RegNtPreOpenKeyEx;
}

static bool is_open_behind(LONG class)
{
	return class == RegNtPostCreateKeyEx || class == RegNtPostOpenKeyEx;
}

static void look_at_set(struct filter *filter, REG_SET_VALUE_KEY_INFORMATION *info)
{
	seen.number = *(ULONG *)info->Data;
	filter->object_context = info->ObjectContext;
	if (filter->has_contexts)
		info->CallContext = filter;
	if (filter->removes)
		CmUnRegisterCallback(filter->removes->cookie);
}

static void look_at_open(REG_CREATE_KEY_INFORMATION_V1 *info)
{
	const USHORT bytes = min_t(USHORT, info->CompleteName->Length, sizeof(seen.name) - sizeof(WCHAR));

	memcpy(seen.name, info->CompleteName->Buffer, bytes);
	seen.name[bytes / sizeof(WCHAR)] = 0;
}

static void look_behind(struct filter *filter, struct told *told, REG_POST_OPERATION_INFORMATION *info)
{
	told->object = info->Object;
	told->status = info->Status;
	filter->call_context = info->CallContext;
	if (told->class == filter->class)
		info->ReturnStatus = filter->result;
	if (is_open_behind(told->class))
		seen.created = info->Object;
	if (told->class == RegNtPostSetValueKey && filter->has_contexts)
		CmSetCallbackObjectContext(info->Object, &filter->cookie, filter, NULL);
}

static NTSTATUS NTAPI watch(PVOID context, PVOID class, PVOID info)
{
	struct filter *filter = context;
	struct told *told = &seen.told[min_t(LONG, seen.count, MOST - 1)];

	*told = (struct told){ .class = (LONG)(ULONG_PTR)class, .routine = filter->number };
	seen.count++;
	if (told->class == RegNtPreSetValueKey)
		look_at_set(filter, info);
	else if (is_open(told->class))
		look_at_open(info);
	else if (is_behind(told->class) || is_open_behind(told->class) || told->class == RegNtPostFlushKey)
		look_behind(filter, told, info);
	else if (told->class == RegNtCallbackObjectContextCleanup)
		filter->cleaned = ((REG_CALLBACK_CONTEXT_CLEANUP_INFORMATION *)info)->ObjectContext;
	return told->class == filter->class ? filter->returns : STATUS_SUCCESS;
}

static NTSTATUS add(struct filter *filter, PCWSTR altitude)
{
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, altitude);
	return CmRegisterCallbackEx(watch, &text, NULL, filter, &filter->cookie, NULL);
}

static struct filter *new_filter(struct kunit *test, LONG number, PCWSTR altitude)
{
	struct filter *filter = case_alloc_type(test, struct filter);

	filter->number = number;
	filter->class = -1;
	MUST(test, altitude ? add(filter, altitude) : CmRegisterCallback(watch, filter, &filter->cookie));
	memset(&seen, 0, sizeof(seen));
	return filter;
}

static void remove(struct kunit *test, struct filter *filter)
{
	OK(test, CmUnRegisterCallback(filter->cookie));
}

static void expect_told(struct kunit *test, LONG at, LONG class, LONG routine)
{
	KUNIT_ASSERT_LT(test, at, seen.count);
	KUNIT_EXPECT_EQ(test, seen.told[at].class, class);
	KUNIT_EXPECT_EQ(test, seen.told[at].routine, routine);
}

/* The pair of classes of one operation. */
static void expect_pair(struct kunit *test, LONG before, LONG behind)
{
	expect_told(test, 0, before, 1);
	expect_told(test, 1, behind, 1);
	KUNIT_EXPECT_EQ(test, seen.count, 2);
	memset(&seen, 0, sizeof(seen));
}

/* row 796 */
static void cm_callback_test_each_operation(struct kunit *test)
{
	struct filter *filter = new_filter(test, 1, L"380000");
	KEY_BASIC_INFORMATION basic;
	ULONG needed;
	HANDLE below;

	OK(test, set_number(case_key, L"n", 7));
	KUNIT_EXPECT_EQ(test, seen.number, 7u);
	STATUS_IS(test, seen.told[1].status, STATUS_SUCCESS);
	expect_pair(test, RegNtPreSetValueKey, RegNtPostSetValueKey);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"n"), 7u);
	expect_pair(test, RegNtPreQueryValueKey, RegNtPostQueryValueKey);
	ZwEnumerateValueKey(case_key, 0, KeyValueBasicInformation, NULL, 0, &needed);
	STATUS_IS(test, seen.told[1].status, STATUS_BUFFER_TOO_SMALL);
	expect_pair(test, RegNtPreEnumerateValueKey, RegNtPostEnumerateValueKey);
	ZwEnumerateKey(case_key, 0, KeyBasicInformation, &basic, sizeof(basic), &needed);
	STATUS_IS(test, seen.told[1].status, STATUS_NO_MORE_ENTRIES);
	expect_pair(test, RegNtPreEnumerateKey, RegNtPostEnumerateKey);
	ZwQueryKey(case_key, KeyBasicInformation, NULL, 0, &needed);
	expect_pair(test, RegNtPreQueryKey, RegNtPostQueryKey);
	OK(test, ZwFlushKey(case_key));
	expect_pair(test, RegNtPreFlushKey, RegNtPostFlushKey);
	OK(test, delete_value(case_key, L"n"));
	expect_pair(test, RegNtPreDeleteValueKey, RegNtPostDeleteValueKey);
	MUST(test, create_key(&below, case_key, L"below", 0, NULL));
	expect_pair(test, RegNtPreCreateKeyEx, RegNtPostCreateKeyEx);
	OK(test, ZwDeleteKey(below));
	expect_pair(test, RegNtPreDeleteKey, RegNtPostDeleteKey);
	OK(test, ZwClose(below));
	expect_pair(test, RegNtPreKeyHandleClose, RegNtPostKeyHandleClose);
	remove(test, filter);
}

/* row 797: the highest one first, and last behind the operation; those without an altitude are below */
static void cm_callback_test_altitudes(struct kunit *test)
{
	static const LONG order[] = { 3, 2, 1, 4, 4, 1, 2, 3 };
	struct filter *low = new_filter(test, 1, L"9");
	struct filter *bare = new_filter(test, 4, NULL);
	struct filter *middle = new_filter(test, 2, L"10.5");
	struct filter *high = new_filter(test, 3, L"380000");
	struct filter refused = {};
	LONG i;

	STATUS_IS(test, add(&refused, L"0010.50"), STATUS_FLT_INSTANCE_ALTITUDE_COLLISION);
	STATUS_IS(test, add(&refused, L"high"), STATUS_INVALID_PARAMETER);
	memset(&seen, 0, sizeof(seen));
	OK(test, set_number(case_key, L"n", 1));
	for (i = 0; i < ARRAY_SIZE(order); i++)
		expect_told(test, i, i < 4 ? RegNtPreSetValueKey : RegNtPostSetValueKey, order[i]);
	KUNIT_EXPECT_EQ(test, seen.count, (LONG)ARRAY_SIZE(order));
	remove(test, low);
	remove(test, bare);
	remove(test, middle);
	remove(test, high);
}

/* row 798 */
static void cm_callback_test_refusal(struct kunit *test)
{
	struct filter *high = new_filter(test, 1, L"3");
	struct filter *refuses = new_filter(test, 2, L"2");
	struct filter *low = new_filter(test, 3, L"1");

	refuses->class = RegNtPreSetValueKey;
	refuses->returns = STATUS_ACCESS_DENIED;
	STATUS_IS(test, set_number(case_key, L"n", 1), STATUS_ACCESS_DENIED);
	expect_told(test, 0, RegNtPreSetValueKey, 1);
	expect_told(test, 1, RegNtPreSetValueKey, 2);
	expect_told(test, 2, RegNtPostSetValueKey, 1);
	STATUS_IS(test, seen.told[2].status, STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, seen.count, 3);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"n"), 0xdeadu);
	remove(test, high);
	remove(test, refuses);
	remove(test, low);
}

/* row 797: one that is removed meanwhile is not told of the end, and keeps none from it */
static void cm_callback_test_removed_meanwhile(struct kunit *test)
{
	struct filter *high = new_filter(test, 1, L"3");
	struct filter *middle = new_filter(test, 2, L"2");
	struct filter *low = new_filter(test, 3, L"1");

	low->removes = middle;
	OK(test, set_number(case_key, L"n", 1));
	expect_told(test, 2, RegNtPreSetValueKey, 3);
	expect_told(test, 3, RegNtPostSetValueKey, 3);
	expect_told(test, 4, RegNtPostSetValueKey, 1);
	KUNIT_EXPECT_EQ(test, seen.count, 5);
	remove(test, low);
	remove(test, high);
}

/* row 798: a routine does the operation itself; or changes the result */
static void cm_callback_test_bypass(struct kunit *test)
{
	struct filter *filter = new_filter(test, 1, L"1");

	filter->class = RegNtPreSetValueKey;
	filter->returns = STATUS_CALLBACK_BYPASS;
	OK(test, set_number(case_key, L"n", 1));
	KUNIT_EXPECT_EQ(test, seen.count, 1);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"n"), 0xdeadu);
	filter->class = RegNtPostSetValueKey;
	filter->result = STATUS_DISK_FULL;
	STATUS_IS(test, set_number(case_key, L"n", 2), STATUS_DISK_FULL);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"n"), 2u);
	filter->returns = STATUS_SUCCESS;
	OK(test, set_number(case_key, L"n", 3));
	remove(test, filter);
}

/* row 799 */
static void cm_callback_test_opens(struct kunit *test)
{
	struct filter *filter = new_filter(test, 1, L"1");
	HANDLE key, again;

	MUST(test, create_key(&key, case_key, L"sub", 0, NULL));
	KUNIT_EXPECT_EQ(test, memcmp(seen.name, L"sub", sizeof(L"sub")), 0);
	KUNIT_EXPECT_TRUE(test, seen.created != NULL);
	filter->class = RegNtPreOpenKeyEx;
	filter->returns = STATUS_OBJECT_NAME_NOT_FOUND;
	STATUS_IS(test, open_key(&again, case_key, L"sub"), STATUS_OBJECT_NAME_NOT_FOUND);
	filter->returns = STATUS_CALLBACK_BYPASS;
	STATUS_IS(test, open_key(&again, case_key, L"sub"), STATUS_NOT_SUPPORTED);
	filter->class = RegNtPostOpenKeyEx;
	filter->result = STATUS_ACCESS_DENIED;
	STATUS_IS(test, open_key(&again, case_key, L"sub"), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_PTR_EQ(test, again, (HANDLE)NULL);
	filter->class = -1;
	MUST(test, open_key(&again, NULL, CASE_KEY L"\\sub"));
	KUNIT_EXPECT_EQ(test, memcmp(seen.name, CASE_KEY L"\\sub", sizeof(CASE_KEY L"\\sub")), 0);
	OK(test, ZwClose(again));
	OK(test, ZwClose(key));
	remove(test, filter);
}

/* row 799: names and numbers of keys */
static void cm_callback_test_names(struct kunit *test)
{
	static const WCHAR name[] = L"\\REGISTRY\\MACHINE\\SOFTWARE\\WinWork case";
	struct filter *filter = new_filter(test, 1, L"1");
	PCUNICODE_STRING kept, again, own;
	ULONG_PTR id = 0, same = 1;
	PVOID object;

	OK(test, set_number(case_key, L"n", 1));
	object = seen.told[1].object;
	OK(test, CmCallbackGetKeyObjectID(&filter->cookie, object, &id, &kept));
	OK(test, CmCallbackGetKeyObjectID(&filter->cookie, object, &same, &again));
	OK(test, CmCallbackGetKeyObjectIDEx(&filter->cookie, object, NULL, &own, 0));
	KUNIT_EXPECT_TRUE(test, id && id == same);
	KUNIT_EXPECT_PTR_EQ(test, kept, again);
	KUNIT_EXPECT_EQ(test, own->Length, (USHORT)(sizeof(name) - sizeof(WCHAR)));
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(own, kept, FALSE));
	KUNIT_EXPECT_EQ(test, memcmp(own->Buffer, name, sizeof(name)), 0);
	CmCallbackReleaseKeyObjectIDEx(own);
	STATUS_IS(test, CmCallbackGetKeyObjectIDEx(&filter->cookie, object, NULL, &own, 1), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, CmCallbackGetKeyObjectID(&filter->cookie, test, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_PTR_EQ(test, CmGetBoundTransaction(&filter->cookie, object), NULL);
	remove(test, filter);
}

/* row 800 */
static void cm_callback_test_contexts(struct kunit *test)
{
	struct filter *filter = new_filter(test, 1, L"2");
	struct filter *other = new_filter(test, 2, L"1");
	HANDLE key;

	filter->has_contexts = true;
	MUST(test, open_key(&key, NULL, CASE_KEY));
	OK(test, set_number(key, L"n", 1));
	KUNIT_EXPECT_PTR_EQ(test, filter->call_context, (PVOID)filter);
	KUNIT_EXPECT_PTR_EQ(test, filter->object_context, NULL);
	OK(test, set_number(key, L"n", 2));
	KUNIT_EXPECT_PTR_EQ(test, filter->object_context, (PVOID)filter);
	KUNIT_EXPECT_PTR_EQ(test, other->object_context, NULL);
	KUNIT_EXPECT_PTR_EQ(test, other->call_context, NULL);
	OK(test, ZwClose(key));
	KUNIT_EXPECT_PTR_EQ(test, filter->cleaned, (PVOID)filter);
	KUNIT_EXPECT_PTR_EQ(test, other->cleaned, NULL);
	filter->cleaned = NULL;
	OK(test, set_number(case_key, L"n", 3));
	remove(test, filter);
	KUNIT_EXPECT_PTR_EQ(test, filter->cleaned, (PVOID)filter);
	remove(test, other);
}

/* row 801 */
static void cm_callback_test_removal(struct kunit *test)
{
	struct filter *filter = new_filter(test, 1, L"1");
	ULONG major = 0, minor = 7;

	remove(test, filter);
	OK(test, set_number(case_key, L"n", 1));
	KUNIT_EXPECT_EQ(test, seen.count, 0);
	STATUS_IS(test, CmUnRegisterCallback(filter->cookie), STATUS_INVALID_PARAMETER);
	STATUS_IS(test, CmRegisterCallback(NULL, NULL, &filter->cookie), STATUS_INVALID_PARAMETER);
	CmGetCallbackVersion(&major, &minor);
	KUNIT_EXPECT_TRUE(test, major == 1 && minor == 0);
}

static struct kunit_case cm_callback_cases[] = {
	KUNIT_CASE(cm_callback_test_each_operation),
	KUNIT_CASE(cm_callback_test_altitudes),
	KUNIT_CASE(cm_callback_test_removed_meanwhile),
	KUNIT_CASE(cm_callback_test_refusal),
	KUNIT_CASE(cm_callback_test_bypass),
	KUNIT_CASE(cm_callback_test_opens),
	KUNIT_CASE(cm_callback_test_names),
	KUNIT_CASE(cm_callback_test_contexts),
	KUNIT_CASE(cm_callback_test_removal),
	{}
};

REGISTRY_SUITE(cm_callback);
