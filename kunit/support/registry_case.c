/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A key of each case.
 */
#include "registry_case.h"

HANDLE case_key;

size_t wide_length(PCWSTR text)
{
	size_t length = 0;

	while (text[length])
		length++;
	return length;
}

NTSTATUS open_key(HANDLE *key, HANDLE root, PCWSTR name)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&attributes, &text, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, root,
				   NULL);
	return ZwOpenKey(key, KEY_ALL_ACCESS, &attributes);
}

NTSTATUS create_key(HANDLE *key, HANDLE root, PCWSTR name, ULONG options, PULONG disposition)
{
	OBJECT_ATTRIBUTES attributes;
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	InitializeObjectAttributes(&attributes, &text, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, root,
				   NULL);
	return ZwCreateKey(key, KEY_ALL_ACCESS, &attributes, 0, NULL, options, disposition);
}

NTSTATUS set_value(HANDLE key, PCWSTR name, ULONG type, const void *data, ULONG bytes)
{
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	return ZwSetValueKey(key, &text, 0, type, (PVOID)data, bytes);
}

NTSTATUS delete_value(HANDLE key, PCWSTR name)
{
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	return ZwDeleteValueKey(key, &text);
}

ULONG number_of(HANDLE key, PCWSTR name)
{
	struct {
		KEY_VALUE_PARTIAL_INFORMATION head;
		ULONG room;
	} value;
	UNICODE_STRING text;
	ULONG needed;

	RtlInitUnicodeString(&text, name);
	if (!NT_SUCCESS(ZwQueryValueKey(key, &text, KeyValuePartialInformation, &value,
					sizeof(value), &needed)) ||
	    value.head.Type != REG_DWORD || value.head.DataLength != sizeof(ULONG))
		return 0xdead;
	return *(ULONG *)value.head.Data;
}

/* Deletes the first leaf again and again, until the key itself is gone. */
static void delete_all(HANDLE top)
{
	struct {
		KEY_BASIC_INFORMATION head;
		WCHAR room[256];
	} child;
	HANDLE key, next;
	ULONG needed;

	do {
		key = top;
		while (NT_SUCCESS(ZwEnumerateKey(key, 0, KeyBasicInformation, &child, sizeof(child),
						 &needed))) {
			PWCHAR name = child.head.Name;

			name[child.head.NameLength / sizeof(WCHAR)] = 0;
			if (!NT_SUCCESS(open_key(&next, key, name)))
				return;
			if (key != top)
				ZwClose(key);
			key = next;
		}
		ZwDeleteKey(key);
		if (key != top)
			ZwClose(key);
	} while (key != top);
}

int registry_init(struct kunit *test)
{
	int error = fixture_init(test);
	ULONG disposition = 0;

	if (error)
		return error;
	MUST(test, create_key(&case_key, NULL, CASE_KEY, 0, &disposition));
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_CREATED_NEW_KEY);
	return 0;
}

void registry_exit(struct kunit *test)
{
	if (case_key) {
		delete_all(case_key);
		ZwClose(case_key);
		case_key = NULL;
	}
	fixture_exit(test);
}
