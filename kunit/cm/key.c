/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite cm_key: handles of keys, their creation, deletion and enumeration.
 */
#include "registry_case.h"

#define SERVICES L"\\Registry\\Machine\\System\\CurrentControlSet\\Services"

/* row 324: the disposition */
static void cm_key_test_create_and_open(struct kunit *test)
{
	HANDLE key, again;
	ULONG disposition = 0;

	MUST(test, create_key(&key, case_key, L"Sub", 0, &disposition));
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_CREATED_NEW_KEY);
	OK(test, set_number(key, L"n", 5));
	MUST(test, create_key(&again, case_key, L"sUB", 0, &disposition));
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_OPENED_EXISTING_KEY);
	KUNIT_EXPECT_PTR_NE(test, again, key);
	KUNIT_EXPECT_EQ(test, number_of(again, L"N"), 5u);
	OK(test, ZwClose(again));
	MUST(test, open_key(&again, NULL, CASE_KEY L"\\SUB\\"));
	KUNIT_EXPECT_EQ(test, number_of(again, L"N"), 5u);
	OK(test, ZwClose(again));
	/* An empty name below a key is that key. */
	MUST(test, open_key(&again, key, L""));
	KUNIT_EXPECT_EQ(test, number_of(again, L"n"), 5u);
	OK(test, ZwClose(again));
	OK(test, ZwClose(key));
	STATUS_IS(test, ZwClose(key), STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI nothing(PVOID context)
{
}

/* row 324: names that open nothing */
static void cm_key_test_names(struct kunit *test)
{
	HANDLE key = (HANDLE)1, thread;
	WCHAR name[258];
	ULONG i;

	STATUS_IS(test, open_key(&key, case_key, L"none"), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(test, key, NULL);
	STATUS_IS(test, create_key(&key, case_key, L"none\\below", 0, NULL), STATUS_OBJECT_NAME_NOT_FOUND);
	STATUS_IS(test, open_key(&key, NULL, L"Machine"), STATUS_OBJECT_PATH_SYNTAX_BAD);
	STATUS_IS(test, open_key(&key, NULL, L""), STATUS_OBJECT_PATH_SYNTAX_BAD);
	STATUS_IS(test, open_key(&key, case_key, L"\\Registry"), STATUS_OBJECT_PATH_SYNTAX_BAD);
	STATUS_IS(test, open_key(&key, NULL, L"\\Registry2"), STATUS_OBJECT_NAME_NOT_FOUND);
	STATUS_IS(test, open_key(&key, NULL, L"\\Device\\Null"), STATUS_OBJECT_NAME_NOT_FOUND);
	STATUS_IS(test, open_key(&key, (HANDLE)0x7ffc, L"x"), STATUS_INVALID_HANDLE);
	STATUS_IS(test, create_key(&key, NULL, L"\\Registry\\Mine", 0, NULL), STATUS_ACCESS_DENIED);
	STATUS_IS(test, create_key(&key, case_key, L"link", REG_OPTION_CREATE_LINK, NULL),
		  STATUS_NOT_SUPPORTED);
	for (i = 0; i < 257; i++)
		name[i] = 'k';
	name[256] = 0;
	STATUS_IS(test, create_key(&key, case_key, name, 0, NULL), STATUS_INVALID_PARAMETER);
	name[255] = 0;
	OK(test, create_key(&key, case_key, name, 0, NULL));
	OK(test, ZwClose(key));
	/* A handle of another type. */
	MUST(test, PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					nothing, NULL));
	STATUS_IS(test, open_key(&key, thread, L"x"), STATUS_OBJECT_TYPE_MISMATCH);
	STATUS_IS(test, ZwDeleteKey(thread), STATUS_OBJECT_TYPE_MISMATCH);
	OK(test, ZwClose(thread));
	STATUS_IS(test, ZwFlushKey(NULL), STATUS_INVALID_HANDLE);
	OK(test, ZwFlushKey(case_key));
	EXPECT_NO_REPORT(test);
}

static void cm_key_test_depth(struct kunit *test)
{
	HANDLE *keys = case_alloc_array(test, 600, HANDLE);
	NTSTATUS status = STATUS_SUCCESS;
	int made = 0;

	while (made < 599) {
		status = create_key(&keys[made], made ? keys[made - 1] : case_key, L"d", 0, NULL);
		if (!NT_SUCCESS(status))
			break;
		made++;
	}
	STATUS_IS(test, status, STATUS_INVALID_PARAMETER);
	/* Below Machine, Software and the case's key. */
	KUNIT_EXPECT_EQ(test, 3 + made, 512);
	while (made--) {
		OK(test, ZwDeleteKey(keys[made]));
		OK(test, ZwClose(keys[made]));
	}
	EXPECT_NO_REPORT(test);
}

static void cm_key_test_volatile_keys(struct kunit *test)
{
	HANDLE parent, key = NULL;

	MUST(test, create_key(&parent, case_key, L"v", REG_OPTION_VOLATILE, NULL));
	STATUS_IS(test, create_key(&key, parent, L"s", 0, NULL), STATUS_CHILD_MUST_BE_VOLATILE);
	OK(test, create_key(&key, parent, L"s", REG_OPTION_VOLATILE, NULL));
	OK(test, ZwClose(key));
	OK(test, ZwClose(parent));
	EXPECT_NO_REPORT(test);
}

/* row 324: deletion */
static void cm_key_test_delete(struct kunit *test)
{
	HANDLE key, below, machine, other;
	KEY_BASIC_INFORMATION basic;
	ULONG needed, disposition;
	UNICODE_STRING name;

	RtlInitUnicodeString(&name, L"n");
	MUST(test, create_key(&key, case_key, L"k", 0, NULL));
	MUST(test, create_key(&below, key, L"below", 0, NULL));
	OK(test, set_number(key, L"n", 1));
	STATUS_IS(test, ZwDeleteKey(key), STATUS_CANNOT_DELETE);
	OK(test, ZwDeleteKey(below));
	OK(test, ZwClose(below));
	MUST(test, open_key(&other, case_key, L"k"));
	OK(test, ZwDeleteKey(key));
	/* All handles of it are left with nothing, until they are closed. */
	STATUS_IS(test, ZwDeleteKey(key), STATUS_KEY_DELETED);
	STATUS_IS(test, set_number(other, L"n", 1), STATUS_KEY_DELETED);
	STATUS_IS(test, delete_value(other, L"n"), STATUS_KEY_DELETED);
	STATUS_IS(test, ZwQueryKey(other, KeyBasicInformation, &basic, sizeof(basic), &needed),
		  STATUS_KEY_DELETED);
	STATUS_IS(test, ZwEnumerateKey(other, 0, KeyBasicInformation, &basic, sizeof(basic), &needed),
		  STATUS_KEY_DELETED);
	STATUS_IS(test, ZwQueryValueKey(other, &name, KeyValueBasicInformation, &basic, sizeof(basic),
					&needed), STATUS_KEY_DELETED);
	STATUS_IS(test, ZwEnumerateValueKey(other, 0, KeyValueBasicInformation, &basic, sizeof(basic),
					    &needed), STATUS_KEY_DELETED);
	STATUS_IS(test, ZwFlushKey(other), STATUS_KEY_DELETED);
	STATUS_IS(test, create_key(&below, other, L"below", 0, NULL), STATUS_KEY_DELETED);
	STATUS_IS(test, open_key(&below, case_key, L"k"), STATUS_OBJECT_NAME_NOT_FOUND);
	/* A new key of that name is another one. */
	MUST(test, create_key(&below, case_key, L"k", 0, &disposition));
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_CREATED_NEW_KEY);
	KUNIT_EXPECT_EQ(test, number_of(below, L"n"), 0xdeadu);
	STATUS_IS(test, ZwFlushKey(other), STATUS_KEY_DELETED);
	OK(test, ZwClose(below));
	OK(test, ZwClose(key));
	OK(test, ZwClose(other));
	MUST(test, open_key(&machine, NULL, SERVICES));
	STATUS_IS(test, ZwDeleteKey(machine), STATUS_CANNOT_DELETE);
	OK(test, ZwClose(machine));
	EXPECT_NO_REPORT(test);
}

struct named {
	KEY_BASIC_INFORMATION head;
	WCHAR room[64];
};

/* row 324: 100 keys and values on two levels, to NO_MORE_ENTRIES */
static void cm_key_test_enumerate(struct kunit *test)
{
	struct named *found = case_alloc_type(test, struct named);
	HANDLE below;
	ULONG i, needed;

	MUST(test, create_key(&below, case_key, L"Below", 0, NULL));
	for (i = 0; i < 100; i++) {
		/* The order of the names is another one than that of the creation. */
		WCHAR name[] = { 'k', '0' + (i * 37 % 100) / 10, '0' + i * 37 % 10, 0 };
		HANDLE key;

		MUST(test, create_key(&key, below, name, 0, NULL));
		ZwClose(key);
		MUST(test, set_number(below, name, i));
	}
	for (i = 0; i < 100; i++) {
		KEY_VALUE_FULL_INFORMATION *value = (KEY_VALUE_FULL_INFORMATION *)found;
		const WCHAR name[] = { 'k', '0' + i / 10, '0' + i % 10 };

		memset(found, 0xee, sizeof(*found));
		MUST(test, ZwEnumerateKey(below, i, KeyBasicInformation, found, sizeof(*found), &needed));
		KUNIT_EXPECT_EQ(test, found->head.NameLength, (ULONG)sizeof(name));
		KUNIT_EXPECT_EQ(test, needed, (ULONG)(FIELD_OFFSET(KEY_BASIC_INFORMATION, Name) + sizeof(name)));
		KUNIT_EXPECT_EQ(test, memcmp(found->head.Name, name, sizeof(name)), 0);
		/* Values are in the order of their creation. */
		MUST(test, ZwEnumerateValueKey(below, i, KeyValueFullInformation, value, sizeof(*found),
					       &needed));
		KUNIT_EXPECT_EQ(test, value->NameLength, 6u);
		KUNIT_EXPECT_EQ(test, value->Name[2], (WCHAR)('0' + i * 37 % 10));
		KUNIT_EXPECT_EQ(test, *(ULONG *)((char *)value + value->DataOffset), i);
	}
	STATUS_IS(test, ZwEnumerateKey(below, 100, KeyBasicInformation, found, sizeof(*found), &needed),
		  STATUS_NO_MORE_ENTRIES);
	STATUS_IS(test, ZwEnumerateValueKey(below, 100, KeyValueBasicInformation, found, sizeof(*found),
					    &needed), STATUS_NO_MORE_ENTRIES);
	MUST(test, ZwEnumerateKey(case_key, 0, KeyBasicInformation, found, sizeof(*found), &needed));
	KUNIT_EXPECT_EQ(test, memcmp(found->head.Name, L"Below", 10), 0);
	STATUS_IS(test, ZwEnumerateKey(case_key, 1, KeyBasicInformation, found, sizeof(*found), &needed),
		  STATUS_NO_MORE_ENTRIES);
	OK(test, ZwClose(below));
	EXPECT_NO_REPORT(test);
}

/* The classes of information, with a class name, and their short buffers. */
static void cm_key_test_query(struct kunit *test)
{
	union {
		KEY_BASIC_INFORMATION basic;
		KEY_NODE_INFORMATION node;
		KEY_FULL_INFORMATION full;
		KEY_NAME_INFORMATION name;
		KEY_CACHED_INFORMATION cached;
		UCHAR bytes[256];
	} *out = case_alloc(test, sizeof(*out));
	static const WCHAR path[] = L"\\REGISTRY\\MACHINE\\SOFTWARE\\WinWork case\\Query";
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING name, class_name;
	HANDLE key, below;
	ULONG needed = 0, length;
	LARGE_INTEGER now;

	RtlInitUnicodeString(&name, L"Query");
	RtlInitUnicodeString(&class_name, L"Cls");
	InitializeObjectAttributes(&attributes, &name, OBJ_KERNEL_HANDLE, case_key, NULL);
	MUST(test, ZwCreateKey(&key, KEY_READ, &attributes, 0, &class_name, 0, NULL));
	MUST(test, create_key(&below, key, L"a long name", 0, NULL));
	OK(test, set_value(key, L"value", REG_BINARY, "0123456789", 10));
	OK(test, set_value(key, L"v", REG_NONE, NULL, 0));
	KeQuerySystemTime(&now);

	OK(test, ZwQueryKey(key, KeyBasicInformation, out, sizeof(*out), &needed));
	KUNIT_EXPECT_EQ(test, needed, 16u + 10);
	KUNIT_EXPECT_EQ(test, out->basic.NameLength, 10u);
	KUNIT_EXPECT_LE(test, out->basic.LastWriteTime.QuadPart, now.QuadPart);
	KUNIT_EXPECT_GT(test, out->basic.LastWriteTime.QuadPart, now.QuadPart - 6000000000ll);
	KUNIT_EXPECT_EQ(test, memcmp(out->basic.Name, L"Query", 10), 0);

	OK(test, ZwQueryKey(key, KeyNodeInformation, out, sizeof(*out), &needed));
	KUNIT_EXPECT_EQ(test, out->node.ClassOffset, 36u);
	KUNIT_EXPECT_EQ(test, out->node.ClassLength, 6u);
	KUNIT_EXPECT_EQ(test, needed, 42u);
	KUNIT_EXPECT_EQ(test, memcmp(out->bytes + 36, L"Cls", 6), 0);

	OK(test, ZwQueryKey(key, KeyFullInformation, out, sizeof(*out), &needed));
	KUNIT_EXPECT_EQ(test, needed, 44u + 6);
	KUNIT_EXPECT_EQ(test, out->full.SubKeys, 1u);
	KUNIT_EXPECT_EQ(test, out->full.MaxNameLen, 22u);
	KUNIT_EXPECT_EQ(test, out->full.Values, 2u);
	KUNIT_EXPECT_EQ(test, out->full.MaxValueNameLen, 10u);
	KUNIT_EXPECT_EQ(test, out->full.MaxValueDataLen, 10u);
	KUNIT_EXPECT_EQ(test, memcmp(out->full.Class, L"Cls", 6), 0);

	OK(test, ZwQueryKey(key, KeyCachedInformation, out, sizeof(*out), &needed));
	KUNIT_EXPECT_EQ(test, needed, (ULONG)sizeof(KEY_CACHED_INFORMATION));
	KUNIT_EXPECT_EQ(test, out->cached.SubKeys, 1u);
	KUNIT_EXPECT_EQ(test, out->cached.NameLength, 10u);

	OK(test, ZwQueryKey(key, KeyNameInformation, out, sizeof(*out), &needed));
	KUNIT_EXPECT_EQ(test, out->name.NameLength, (ULONG)(sizeof(path) - 2));
	KUNIT_EXPECT_EQ(test, memcmp(out->name.Name, path, sizeof(path) - 2), 0);
	KUNIT_EXPECT_EQ(test, needed, (ULONG)(sizeof(path) - 2 + 4));
	length = needed;

	memset(out, 0xee, sizeof(*out));
	STATUS_IS(test, ZwQueryKey(key, KeyNameInformation, out, 3, &needed), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, needed, length);
	KUNIT_EXPECT_EQ(test, out->bytes[0], 0xee);
	STATUS_IS(test, ZwQueryKey(key, KeyNameInformation, out, 8, &needed), STATUS_BUFFER_OVERFLOW);
	KUNIT_EXPECT_EQ(test, needed, length);
	KUNIT_EXPECT_EQ(test, memcmp(out->name.Name, path, 4), 0);
	KUNIT_EXPECT_EQ(test, out->bytes[8], 0xee);
	STATUS_IS(test, ZwQueryKey(key, KeyFlagsInformation, out, sizeof(*out), &needed),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwEnumerateKey(key, 0, KeyNameInformation, out, sizeof(*out), &needed),
		  STATUS_INVALID_PARAMETER);
	OK(test, ZwClose(below));
	OK(test, ZwClose(key));
	EXPECT_NO_REPORT(test);
}

/* The object of a handle lives as long as a reference, which may be dropped at DISPATCH_LEVEL. */
static void cm_key_test_reference_outlives_the_handle(struct kunit *test)
{
	HANDLE key, below;
	PVOID object;
	KIRQL irql;

	MUST(test, create_key(&key, case_key, L"k", 0, NULL));
	MUST(test, ObReferenceObjectByHandle(key, KEY_READ, NULL, KernelMode, &object, NULL));
	OK(test, ZwClose(key));
	MUST(test, open_key(&below, case_key, L"k"));
	OK(test, ZwDeleteKey(below));
	OK(test, ZwClose(below));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ObDereferenceObject(object);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
}

/* row 332 */
static void cm_key_test_too_many_dereferences(struct kunit *test)
{
	HANDLE key;
	PVOID object;

	MUST(test, create_key(&key, case_key, L"k", 0, NULL));
	MUST(test, ObReferenceObjectByHandle(key, KEY_READ, NULL, KernelMode, &object, NULL));
	ObDereferenceObject(object);
	EXPECT_NO_REPORT(test);
	ObDereferenceObject(object);
	EXPECT_REPORT(test, "ObDereferenceObject", BUGCHECK_REFERENCE_BY_POINTER, 0, object, 0, 1, object);
	OK(test, ZwDeleteKey(key));
	OK(test, ZwClose(key));
	KUNIT_EXPECT_EQ(test, references(object), 0L);
}

/* row 327: above PASSIVE_LEVEL each function is reported and refused */
static void cm_key_test_above_passive(struct kunit *test)
{
	static WCHAR path[] = CASE_KEY;
	UNICODE_STRING name;
	OBJECT_ATTRIBUTES attributes;
	RTL_QUERY_REGISTRY_TABLE table[1] = {};
	IO_STATUS_BLOCK iosb;
	HANDLE key = NULL;
	ULONG needed;
	KIRQL irql;

	RtlInitUnicodeString(&name, CASE_KEY);
	InitializeObjectAttributes(&attributes, &name, 0, NULL, NULL);

#define REFUSED(function, call, item)							\
	do {										\
		KeRaiseIrql(APC_LEVEL, &irql);						\
		STATUS_IS(test, call, STATUS_UNSUCCESSFUL);				\
		KeLowerIrql(irql);							\
		EXPECT_REPORT(test, function, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY, item); \
	} while (0)

	REFUSED("ZwOpenKey", ZwOpenKey(&key, KEY_READ, &attributes), NULL);
	REFUSED("ZwOpenKeyEx", ZwOpenKeyEx(&key, KEY_READ, &attributes, 0), NULL);
	REFUSED("ZwCreateKey", ZwCreateKey(&key, KEY_READ, &attributes, 0, NULL, 0, NULL), NULL);
	REFUSED("ZwDeleteKey", ZwDeleteKey(case_key), case_key);
	REFUSED("ZwFlushKey", ZwFlushKey(case_key), case_key);
	REFUSED("ZwQueryKey", ZwQueryKey(case_key, KeyBasicInformation, NULL, 0, &needed), case_key);
	REFUSED("ZwEnumerateKey", ZwEnumerateKey(case_key, 0, KeyBasicInformation, NULL, 0, &needed), case_key);
	REFUSED("ZwNotifyChangeKey", ZwNotifyChangeKey(case_key, NULL, NULL, NULL, &iosb,
			REG_NOTIFY_CHANGE_NAME, FALSE, NULL, 0, TRUE), case_key);
	REFUSED("ZwQueryValueKey", ZwQueryValueKey(case_key, &name, KeyValueBasicInformation, NULL, 0,
			&needed), case_key);
	REFUSED("ZwEnumerateValueKey", ZwEnumerateValueKey(case_key, 0, KeyValueBasicInformation, NULL, 0,
			&needed), case_key);
	REFUSED("ZwSetValueKey", ZwSetValueKey(case_key, &name, 0, REG_NONE, NULL, 0), case_key);
	REFUSED("ZwDeleteValueKey", ZwDeleteValueKey(case_key, &name), case_key);
	REFUSED("RtlQueryRegistryValues", RtlQueryRegistryValues(RTL_REGISTRY_ABSOLUTE, path, table, NULL,
			NULL), NULL);
	REFUSED("RtlWriteRegistryValue", RtlWriteRegistryValue(RTL_REGISTRY_ABSOLUTE, path, L"v", REG_NONE,
			NULL, 0), NULL);
	REFUSED("RtlDeleteRegistryValue", RtlDeleteRegistryValue(RTL_REGISTRY_ABSOLUTE, path, L"v"), NULL);
	REFUSED("RtlCreateRegistryKey", RtlCreateRegistryKey(RTL_REGISTRY_ABSOLUTE, path), NULL);
	REFUSED("RtlCheckRegistryKey", RtlCheckRegistryKey(RTL_REGISTRY_ABSOLUTE, path), NULL);
	REFUSED("ZwClose", ZwClose(case_key), case_key);
	KUNIT_EXPECT_EQ(test, number_of(case_key, L"v"), 0xdeadu);
	OK(test, ZwFlushKey(case_key));
}

static struct kunit_case cm_key_cases[] = {
	KUNIT_CASE(cm_key_test_create_and_open),
	KUNIT_CASE(cm_key_test_names),
	KUNIT_CASE(cm_key_test_depth),
	KUNIT_CASE(cm_key_test_volatile_keys),
	KUNIT_CASE(cm_key_test_delete),
	KUNIT_CASE(cm_key_test_enumerate),
	KUNIT_CASE(cm_key_test_query),
	KUNIT_CASE(cm_key_test_reference_outlives_the_handle),
	KUNIT_CASE(cm_key_test_too_many_dereferences),
	KUNIT_CASE(cm_key_test_above_passive),
	{}
};

REGISTRY_SUITE(cm_key);
