/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_registry: keys of the framework, and their values.
 */
#include "registry_case.h"
#include "wdf_case.h"

static WDFKEY key;

#define TEXT_OF(name, text) DECLARE_CONST_UNICODE_STRING(name, text)

/* The case's key of the registry, as a key of the framework. */
static int wdf_registry_init(struct kunit *test)
{
	TEXT_OF(name, CASE_KEY);
	int error = registry_init(test);

	if (!error)
		error = wdf_start(test);
	if (!error && WdfRegistryOpenKey(NULL, &name, KEY_ALL_ACCESS, NULL, &key))
		error = -ENOMEM;
	return error;
}

static void wdf_registry_exit(struct kunit *test)
{
	if (wdf.driver)
		WdfRegistryClose(key);
	unload(test);
	registry_exit(test);
}

/* row 367 */
static void wdf_registry_test_keys(struct kunit *test)
{
	TEXT_OF(name, L"Sub");
	TEXT_OF(missing, L"Missing");
	WDF_OBJECT_ATTRIBUTES attributes;
	struct run *run = new_run(test);
	ULONG disposition = 0;
	WDFKEY sub = NULL, again = NULL;

	attributes_for(&attributes, wdf.device);
	ASSERT_SUCCESS(test, WdfRegistryCreateKey(key, &name, KEY_ALL_ACCESS,
						  REG_OPTION_NON_VOLATILE, &disposition,
						  &attributes, &sub));
	run_context(sub)->run = run;
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_CREATED_NEW_KEY);
	ASSERT_SUCCESS(test, WdfRegistryCreateKey(key, &name, KEY_ALL_ACCESS, 0, &disposition,
						  NULL, &again));
	KUNIT_EXPECT_EQ(test, disposition, (ULONG)REG_OPENED_EXISTING_KEY);
	WdfRegistryClose(again);
	EXPECT_STATUS(test, WdfRegistryOpenKey(key, &missing, KEY_READ, NULL, &again),
		      STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, again);
	ASSERT_SUCCESS(test, WdfRegistryOpenKey(key, &name, KEY_READ, NULL, &again));
	OK(test, set_number(WdfRegistryWdmGetHandle(again), L"n", 5));
	KUNIT_EXPECT_EQ(test, number_of(WdfRegistryWdmGetHandle(sub), L"n"), 5u);
	EXPECT_STATUS(test, WdfRegistryRemoveKey(again), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryOpenKey(key, &name, KEY_READ, NULL, &again),
		      STATUS_OBJECT_NAME_NOT_FOUND);
	WdfRegistryClose(sub);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

/* row 367: a key with a subkey stays */
static void wdf_registry_test_key_that_cannot_be_removed(struct kunit *test)
{
	TEXT_OF(name, L"Sub");
	WDFKEY sub = NULL, below = NULL;

	ASSERT_SUCCESS(test, WdfRegistryCreateKey(key, &name, 0, 0, NULL, NULL, &sub));
	ASSERT_SUCCESS(test, WdfRegistryCreateKey(sub, &name, 0, 0, NULL, NULL, &below));
	EXPECT_STATUS(test, WdfRegistryRemoveKey(sub), STATUS_CANNOT_DELETE);
	EXPECT_STATUS(test, WdfRegistryRemoveKey(below), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryRemoveKey(sub), STATUS_SUCCESS);
}

/* row 367 */
static void wdf_registry_test_numbers_and_bytes(struct kunit *test)
{
	TEXT_OF(name, L"Value");
	UCHAR data[5] = { 1, 2, 3, 4, 5 }, back[8];
	ULONG number = 0, bytes = 0, type = 0;

	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number),
		      STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_STATUS(test, WdfRegistryAssignULong(key, &name, 0x12345678), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, number, 0x12345678u);
	EXPECT_STATUS(test, WdfRegistryAssignValue(key, &name, REG_BINARY, 5, data),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number),
		      STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_STATUS(test, WdfRegistryQueryValue(key, &name, 8, back, &bytes, &type),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, 5u);
	KUNIT_EXPECT_EQ(test, type, (ULONG)REG_BINARY);
	KUNIT_EXPECT_EQ(test, memcmp(back, data, 5), 0);
	bytes = 0;
	EXPECT_STATUS(test, WdfRegistryQueryValue(key, &name, 4, back, &bytes, NULL),
		      STATUS_BUFFER_OVERFLOW);
	KUNIT_EXPECT_EQ(test, bytes, 5u);
	EXPECT_STATUS(test, WdfRegistryQueryValue(key, &name, 0, NULL, &bytes, NULL),
		      STATUS_BUFFER_OVERFLOW);
	EXPECT_STATUS(test, WdfRegistryRemoveValue(key, &name), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryRemoveValue(key, &name), STATUS_OBJECT_NAME_NOT_FOUND);
	/* A number of too few bytes is none. */
	EXPECT_STATUS(test, WdfRegistryAssignValue(key, &name, REG_DWORD, 2, data),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number),
		      STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_NO_REPORT(test);
}

/* row 367 */
static void wdf_registry_test_memory(struct kunit *test)
{
	TEXT_OF(name, L"Value");
	char data[6] = "abcde";
	WDFMEMORY memory = NULL, back = NULL;
	WDFMEMORY_OFFSET part = { 1, 3 }, beyond = { 4, 3 }, rest = { 4, 0 };
	ULONG type = 0;
	size_t bytes;

	ASSERT_SUCCESS(test, WdfMemoryCreatePreallocated(NULL, data, 6, &memory));
	EXPECT_STATUS(test, WdfRegistryAssignMemory(key, &name, REG_BINARY, memory, &part),
		      STATUS_SUCCESS);
	ASSERT_SUCCESS(test, WdfRegistryQueryMemory(key, &name, PagedPool, NULL, &back, &type));
	KUNIT_EXPECT_EQ(test, memcmp(WdfMemoryGetBuffer(back, &bytes), "bcd", 3), 0);
	KUNIT_EXPECT_EQ(test, bytes, (size_t)3);
	KUNIT_EXPECT_EQ(test, type, (ULONG)REG_BINARY);
	WdfObjectDelete(back);
	EXPECT_STATUS(test, WdfRegistryAssignMemory(key, &name, REG_BINARY, memory, &rest),
		      STATUS_SUCCESS);
	ASSERT_SUCCESS(test, WdfRegistryQueryMemory(key, &name, NonPagedPoolNx, NULL, &back,
						    NULL));
	KUNIT_EXPECT_EQ(test, memcmp(WdfMemoryGetBuffer(back, &bytes), "e", 2), 0);
	KUNIT_EXPECT_EQ(test, bytes, (size_t)2);
	WdfObjectDelete(back);
	EXPECT_STATUS(test, WdfRegistryAssignMemory(key, &name, REG_BINARY, memory, &beyond),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(test, WdfRegistryAssignMemory(key, &name, REG_BINARY, memory, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryAssignValue(key, &name, REG_BINARY, 0, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryMemory(key, &name, PagedPool, NULL, &back, NULL),
		      STATUS_RESOURCE_DATA_NOT_FOUND);
	KUNIT_EXPECT_NULL(test, back);
	WdfObjectDelete(memory);
	EXPECT_NO_REPORT(test);
}

/* row 367 */
static void wdf_registry_test_text(struct kunit *test)
{
	TEXT_OF(name, L"Value");
	TEXT_OF(text, L"some text");
	WCHAR room[16];
	UNICODE_STRING back = { 0, sizeof(room), room };
	WDFSTRING string = NULL;
	USHORT bytes = 0;

	EXPECT_STATUS(test, WdfRegistryAssignUnicodeString(key, &name, &text), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, &bytes, &back),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)bytes, 20);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&back, &text, FALSE));
	bytes = 0;
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, &bytes, NULL),
		      STATUS_BUFFER_OVERFLOW);
	KUNIT_EXPECT_EQ(test, (int)bytes, 20);
	back.Length = 0;
	back.MaximumLength = 18;
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, NULL, &back),
		      STATUS_BUFFER_OVERFLOW);
	back.MaximumLength = 0;
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, NULL, &back),
		      STATUS_INVALID_PARAMETER);

	ASSERT_SUCCESS(test, WdfStringCreate(NULL, NULL, &string));
	EXPECT_STATUS(test, WdfRegistryQueryString(key, &name, string), STATUS_SUCCESS);
	WdfStringGetUnicodeString(string, &back);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&back, &text, FALSE));
	/* Without a zero at its end. */
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_EXPAND_SZ, L"ab", 4));
	EXPECT_STATUS(test, WdfRegistryQueryString(key, &name, string), STATUS_SUCCESS);
	WdfStringGetUnicodeString(string, &back);
	KUNIT_EXPECT_EQ(test, (int)back.Length, 4);
	EXPECT_STATUS(test, WdfRegistryAssignString(key, &name, string), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, &bytes, NULL),
		      STATUS_BUFFER_OVERFLOW);
	KUNIT_EXPECT_EQ(test, (int)bytes, 6);

	EXPECT_STATUS(test, WdfRegistryAssignULong(key, &name, 1), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryString(key, &name, string),
		      STATUS_OBJECT_TYPE_MISMATCH);
	EXPECT_STATUS(test, WdfRegistryQueryUnicodeString(key, &name, &bytes, NULL),
		      STATUS_OBJECT_TYPE_MISMATCH);
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_SZ, NULL, 0));
	EXPECT_STATUS(test, WdfRegistryQueryString(key, &name, string),
		      STATUS_RESOURCE_DATA_NOT_FOUND);
	WdfObjectDelete(string);
	EXPECT_NO_REPORT(test);
}

static void expect_string(struct kunit *test, WDFCOLLECTION strings, ULONG index, PCWSTR expected)
{
	UNICODE_STRING text, wanted;

	WdfStringGetUnicodeString((WDFSTRING)WdfCollectionGetItem(strings, index), &text);
	RtlInitUnicodeString(&wanted, expected);
	KUNIT_EXPECT_TRUE_MSG(test, RtlEqualUnicodeString(&text, &wanted, FALSE), "string %u",
			      index);
}

/* row 367 */
static void wdf_registry_test_lists(struct kunit *test)
{
	TEXT_OF(name, L"Value");
	TEXT_OF(copy, L"Copy");
	WCHAR data[] = L"one\0three\0";
	UCHAR back[64];
	WDFCOLLECTION strings = NULL;
	ULONG bytes = 0, type = 0;

	ASSERT_SUCCESS(test, WdfCollectionCreate(NULL, &strings));
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_MULTI_SZ, data, 22));
	EXPECT_STATUS(test, WdfRegistryQueryMultiString(key, &name, NULL, strings),
		      STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, WdfCollectionGetCount(strings), 2u);
	expect_string(test, strings, 0, L"one");
	expect_string(test, strings, 1, L"three");
	EXPECT_STATUS(test, WdfRegistryAssignMultiString(key, &copy, strings), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryQueryValue(key, &copy, sizeof(back), back, &bytes, &type),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bytes, 22u);
	KUNIT_EXPECT_EQ(test, type, (ULONG)REG_MULTI_SZ);
	KUNIT_EXPECT_EQ(test, memcmp(back, data, 22), 0);

	ASSERT_SUCCESS(test, WdfCollectionAdd(strings, wdf.device));
	EXPECT_STATUS(test, WdfRegistryAssignMultiString(key, &copy, strings),
		      STATUS_INVALID_PARAMETER);
	/* One zero at the end; an odd length; another type. */
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_MULTI_SZ, data, 20));
	EXPECT_STATUS(test, WdfRegistryQueryMultiString(key, &name, NULL, strings),
		      STATUS_OBJECT_TYPE_MISMATCH);
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_MULTI_SZ, data, 21));
	EXPECT_STATUS(test, WdfRegistryQueryMultiString(key, &name, NULL, strings),
		      STATUS_OBJECT_TYPE_MISMATCH);
	OK(test, set_value(WdfRegistryWdmGetHandle(key), L"Value", REG_BINARY, data, 22));
	EXPECT_STATUS(test, WdfRegistryQueryMultiString(key, &name, NULL, strings),
		      STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, WdfCollectionGetCount(strings), 3u);
	EXPECT_NO_REPORT(test);
	WdfObjectDelete(strings);
}

/* The PDO leads to the same key, and another device of the driver's has another one. */
static void expect_device_key(struct kunit *test, ULONG kind)
{
	WDFKEY device = NULL, again = NULL;
	TEXT_OF(name, L"n");
	HANDLE handle = NULL;
	ULONG number = 0;
	WDFDEVICE other;

	ASSERT_SUCCESS(test, WdfDeviceOpenRegistryKey(wdf.device, kind, KEY_READ, NULL, &device));
	EXPECT_STATUS(test, WdfRegistryAssignULong(device, &name, kind + 10), STATUS_SUCCESS);
	ASSERT_SUCCESS(test, IoOpenDeviceRegistryKey(WdfDeviceWdmGetPhysicalDevice(wdf.device), kind, KEY_READ,
						     &handle));
	KUNIT_EXPECT_EQ(test, number_of(handle, L"n"), kind + 10);
	OK(test, ZwClose(handle));
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &other));
	ASSERT_SUCCESS(test, WdfDeviceOpenRegistryKey(other, kind, KEY_READ, NULL, &again));
	EXPECT_STATUS(test, WdfRegistryQueryULong(again, &name, &number), STATUS_OBJECT_NAME_NOT_FOUND);
	WdfRegistryClose(again);
	WinworkWdfRemoveDevice(other);
	EXPECT_STATUS(test, WdfRegistryRemoveValue(device, &name), STATUS_SUCCESS);
	WdfRegistryClose(device);
}

/* row 368 */
static void wdf_registry_test_keys_of_driver_and_device(struct kunit *test)
{
	WDFKEY parameters = NULL, device = NULL, service = NULL;
	TEXT_OF(path, L"\\Registry\\Machine\\test");
	TEXT_OF(name, L"n");
	HANDLE handle = NULL;
	ULONG number = 0;

	/* The path that the driver got has no key. */
	EXPECT_STATUS(test, WdfDriverOpenParametersRegistryKey(wdf.driver, KEY_READ, NULL,
							       &parameters),
		      STATUS_OBJECT_NAME_NOT_FOUND);
	ASSERT_SUCCESS(test, WdfRegistryCreateKey(NULL, &path, 0, 0, NULL, NULL, &service));
	ASSERT_SUCCESS(test, WdfDriverOpenParametersRegistryKey(wdf.driver, KEY_READ, NULL,
								&parameters));
	EXPECT_STATUS(test, WdfRegistryAssignULong(parameters, &name, 7), STATUS_SUCCESS);
	OK(test, open_key(&handle, NULL, L"\\Registry\\Machine\\test\\Parameters"));
	KUNIT_EXPECT_EQ(test, number_of(handle, L"n"), 7u);
	OK(test, ZwClose(handle));
	/* The value that is there is the one that the driver finds. */
	OK(test, open_key(&handle, NULL, L"\\Registry\\Machine\\test\\Parameters"));
	OK(test, set_number(handle, L"n", 8));
	OK(test, ZwClose(handle));
	EXPECT_STATUS(test, WdfRegistryQueryULong(parameters, &name, &number), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, number, 8u);
	expect_device_key(test, PLUGPLAY_REGKEY_DEVICE);
	expect_device_key(test, PLUGPLAY_REGKEY_DRIVER);
	EXPECT_STATUS(test, WdfDeviceOpenRegistryKey(wdf.device, PLUGPLAY_REGKEY_CURRENT_HWPROFILE,
						     KEY_READ, NULL, &device),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfRegistryRemoveKey(parameters), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRegistryRemoveKey(service), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* What wdf.init has opened, and its statuses. */
static struct {
	NTSTATUS right, profile;
	bool is_null;
} opened;

static void open_while_arriving(PWDFDEVICE_INIT init)
{
	TEXT_OF(name, L"n");
	WDFKEY key = NULL;

	opened.profile = WdfFdoInitOpenRegistryKey(init, PLUGPLAY_REGKEY_CURRENT_HWPROFILE, KEY_READ, NULL,
						   &key);
	opened.is_null = !key;
	opened.right = WdfFdoInitOpenRegistryKey(init, PLUGPLAY_REGKEY_DRIVER, KEY_READ, NULL, &key);
	if (!NT_SUCCESS(opened.right))
		return;
	WdfRegistryAssignULong(key, &name, 23);
	WdfRegistryClose(key);
}

/* row 596: the keys are there before the framework's device is */
static void wdf_registry_test_keys_while_arriving(struct kunit *test)
{
	TEXT_OF(name, L"n");
	WDFDEVICE device;
	ULONG number = 0;
	WDFKEY key;

	wdf.init = open_while_arriving;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	EXPECT_STATUS(test, opened.profile, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_TRUE(test, opened.is_null);
	ASSERT_SUCCESS(test, opened.right);
	ASSERT_SUCCESS(test, WdfDeviceOpenRegistryKey(device, PLUGPLAY_REGKEY_DRIVER, KEY_READ, NULL, &key));
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, number, 23u);
	EXPECT_STATUS(test, WdfRegistryRemoveValue(key, &name), STATUS_SUCCESS);
	WdfRegistryClose(key);
	EXPECT_STATUS(test, WdfFdoInitOpenRegistryKey(NULL, PLUGPLAY_REGKEY_DRIVER, KEY_READ, NULL, &key),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfFdoInitOpenRegistryKey", INVALID_HANDLE, NULL);
}

/* row 367 */
static void wdf_registry_test_misuse(struct kunit *test)
{
	TEXT_OF(name, L"Value");
	UNICODE_STRING half = { 3, 4, (PWCH)L"ab" };
	WDFKEY other = NULL;
	ULONG number;
	KIRQL irql;

	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &half, &number), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfRegistryOpenKey(key, &half, 0, NULL, &other),
		      STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfRegistryOpenKey(key, NULL, 0, NULL, &other),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfRegistryOpenKey", REQUIRED_PARAMETER_IS_NULL, NULL);
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfRegistryQueryULong", REQUIRED_PARAMETER_IS_NULL, NULL);
	EXPECT_STATUS(test, WdfRegistryQueryULong((WDFKEY)wdf.device, &name, &number),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfRegistryQueryULong", INVALID_HANDLE, wdf.device);
	KeRaiseIrql(APC_LEVEL, &irql);
	EXPECT_STATUS(test, WdfRegistryQueryULong(key, &name, &number), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfRegistryQueryULong", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      APC_LEVEL, ANY, ANY, key);
}

static struct kunit_case wdf_registry_cases[] = {
	KUNIT_CASE(wdf_registry_test_keys),
	KUNIT_CASE(wdf_registry_test_key_that_cannot_be_removed),
	KUNIT_CASE(wdf_registry_test_numbers_and_bytes),
	KUNIT_CASE(wdf_registry_test_memory),
	KUNIT_CASE(wdf_registry_test_text),
	KUNIT_CASE(wdf_registry_test_lists),
	KUNIT_CASE(wdf_registry_test_keys_of_driver_and_device),
	KUNIT_CASE(wdf_registry_test_keys_while_arriving),
	KUNIT_CASE(wdf_registry_test_misuse),
	{}
};

WINWORK_SUITE_WITH(wdf_registry, wdf_registry_init, wdf_registry_exit);
