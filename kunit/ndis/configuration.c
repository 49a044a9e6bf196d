/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_configuration: the keys of adapters in the registry, and their values.
 */
#include "ndis_case.h"
#include "registry_case.h"

static NDIS_HANDLE open_configuration(struct kunit *test, NDIS_HANDLE of)
{
	NDIS_CONFIGURATION_OBJECT object = {
		.Header = {
			NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT,
			NDIS_CONFIGURATION_OBJECT_REVISION_1,
			NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1,
		},
		.NdisHandle = of,
	};
	NDIS_HANDLE handle;

	KUNIT_ASSERT_EQ(test, NdisOpenConfigurationEx(&object, &handle), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, handle);
	return handle;
}

static PNDIS_CONFIGURATION_PARAMETER read_as(NDIS_HANDLE handle, PCWSTR name, NDIS_PARAMETER_TYPE type)
{
	PNDIS_CONFIGURATION_PARAMETER parameter;
	NDIS_STATUS status;
	NDIS_STRING keyword;

	NdisInitUnicodeString(&keyword, name);
	NdisReadConfiguration(&status, &parameter, handle, &keyword, type);
	return status == NDIS_STATUS_SUCCESS ? parameter : NULL;
}

static bool has_text(PNDIS_CONFIGURATION_PARAMETER parameter, PCWSTR text)
{
	NDIS_STRING wanted;

	NdisInitUnicodeString(&wanted, text);
	return parameter && parameter->ParameterType == NdisParameterString &&
	       RtlEqualUnicodeString(&parameter->ParameterData.StringData, &wanted, FALSE) &&
	       !parameter->ParameterData.StringData.Buffer[wanted.Length / sizeof(WCHAR)];
}

/* The key of an adapter, which the Zw functions see: that with the NetCfgInstanceId. */
static HANDLE key_of(struct kunit *test, NDIS_HANDLE handle)
{
	PNDIS_CONFIGURATION_PARAMETER instance = read_as(handle, L"NetCfgInstanceId", NdisParameterString);
	WCHAR path[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Control\\Class\\"
		       L"{4d36e972-e325-11ce-bfc1-08002be10318}\\0000";
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"NetCfgInstanceId");
	UCHAR found[128];
	PKEY_VALUE_PARTIAL_INFORMATION value = (PKEY_VALUE_PARTIAL_INFORMATION)found;
	ULONG number, length;
	HANDLE key;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, instance);
	for (number = 0; number < 1000; number++) {
		size_t end = ARRAY_SIZE(path) - 2;

		path[end] = '0' + number % 10;
		path[end - 1] = '0' + number / 10 % 10;
		path[end - 2] = '0' + number / 100;
		if (open_key(&key, NULL, path))
			break;
		if (!ZwQueryValueKey(key, &name, KeyValuePartialInformation, found, sizeof(found),
				     &length) &&
		    !memcmp(value->Data, instance->ParameterData.StringData.Buffer,
			    instance->ParameterData.StringData.Length))
			return key;
		ZwClose(key);
	}
	KUNIT_FAIL(test, "no key has the adapter's GUID");
	return NULL;
}

static const struct value_row {
	ULONG type;
	const void *data;
	ULONG bytes;
	NDIS_PARAMETER_TYPE asked;
	NDIS_PARAMETER_TYPE got;
	ULONG number;		/* or the bytes of another type */
} value_rows[] = {
	{ REG_DWORD, "\x0e\x05\0\0", 4, NdisParameterInteger, NdisParameterInteger, 0x50e },
	{ REG_DWORD, "\x0e\x05\0\0", 4, NdisParameterHexInteger, NdisParameterHexInteger, 0x50e },
	{ REG_DWORD, "\x0e\x05\0\0", 4, NdisParameterString, NdisParameterInteger, 0x50e },
	{ REG_SZ, L"1514", 10, NdisParameterInteger, NdisParameterInteger, 1514 },
	{ REG_SZ, L"1514", 8, NdisParameterInteger, NdisParameterInteger, 1514 },
	{ REG_SZ, L"1f", 6, NdisParameterHexInteger, NdisParameterHexInteger, 0x1f },
	{ REG_SZ, L"0x1F", 10, NdisParameterHexInteger, NdisParameterHexInteger, 0x1f },
	{ REG_SZ, L"1f", 6, NdisParameterInteger, NdisParameterString, 4 },
	{ REG_SZ, L"1514", 10, NdisParameterString, NdisParameterString, 8 },
	{ REG_SZ, L"", 2, NdisParameterInteger, NdisParameterString, 0 },
	{ REG_EXPAND_SZ, L"a b", 8, NdisParameterString, NdisParameterString, 6 },
	{ REG_MULTI_SZ, L"a\0b\0", 10, NdisParameterMultiString, NdisParameterMultiString, 10 },
	{ REG_BINARY, "\1\2\3", 3, NdisParameterBinary, NdisParameterBinary, 3 },
	{ REG_BINARY, NULL, 0, NdisParameterBinary, NdisParameterBinary, 0 },
};

/* row 1010: each type, and texts that are numbers */
static void ndis_configuration_test_read(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle = open_configuration(test, net->adapter);
	HANDLE key = key_of(test, handle);
	int i;

	for (i = 0; i < ARRAY_SIZE(value_rows); i++) {
		const struct value_row *row = &value_rows[i];
		PNDIS_CONFIGURATION_PARAMETER parameter;

		MUST(test, set_value(key, L"case", row->type, row->data, row->bytes));
		parameter = read_as(handle, L"CASE", row->asked);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parameter);
		KUNIT_EXPECT_EQ_MSG(test, parameter->ParameterType, row->got, "row %d", i);
		if (row->got <= NdisParameterHexInteger) {
			KUNIT_EXPECT_EQ_MSG(test, parameter->ParameterData.IntegerData, row->number, "row %d",
					    i);
		} else if (row->got == NdisParameterBinary) {
			KUNIT_EXPECT_EQ(test, parameter->ParameterData.BinaryData.Length, row->number);
			KUNIT_EXPECT_EQ(test, 0, memcmp(parameter->ParameterData.BinaryData.Buffer, row->data,
							row->number));
		} else {
			KUNIT_EXPECT_EQ_MSG(test, parameter->ParameterData.StringData.Length, row->number,
					    "row %d", i);
			KUNIT_EXPECT_EQ(test, 0, memcmp(parameter->ParameterData.StringData.Buffer, row->data,
							row->number));
		}
	}
	OK(test, delete_value(key, L"case"));
	KUNIT_EXPECT_PTR_EQ(test, read_as(handle, L"case", NdisParameterInteger),
			    (PNDIS_CONFIGURATION_PARAMETER)NULL);
	KUNIT_EXPECT_EQ(test, read_as(handle, L"NdisVersion", NdisParameterInteger)
				      ->ParameterData.IntegerData, NDIS_RUNTIME_VERSION_683);
	KUNIT_EXPECT_EQ(test, read_as(handle, L"Environment", NdisParameterInteger)
				      ->ParameterData.IntegerData, NdisEnvironmentWindowsNt);
	ZwClose(key);
	NdisCloseConfiguration(handle);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

static NDIS_STATUS write_value(NDIS_HANDLE handle, NDIS_CONFIGURATION_PARAMETER value)
{
	NDIS_STRING name = NDIS_STRING_CONST("written");
	NDIS_STATUS status;

	NdisWriteConfiguration(&status, handle, &name, &value);
	return status;
}

/* row 1010: what a driver writes, it reads */
static void ndis_configuration_test_write(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle = open_configuration(test, net->adapter);
	NDIS_CONFIGURATION_PARAMETER value = { .ParameterType = NdisParameterHexInteger };
	PNDIS_CONFIGURATION_PARAMETER got;
	HANDLE key = key_of(test, handle);

	value.ParameterData.IntegerData = 0xbeef;
	KUNIT_EXPECT_EQ(test, write_value(handle, value), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, number_of(key, L"written"), 0xbeef);
	value.ParameterType = NdisParameterString;
	NdisInitUnicodeString(&value.ParameterData.StringData, L"text");
	KUNIT_EXPECT_EQ(test, write_value(handle, value), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, has_text(read_as(handle, L"written", NdisParameterString), L"text"));
	value.ParameterType = NdisParameterBinary;
	value.ParameterData.BinaryData.Buffer = "\5\6";
	value.ParameterData.BinaryData.Length = 2;
	KUNIT_EXPECT_EQ(test, write_value(handle, value), NDIS_STATUS_SUCCESS);
	got = read_as(handle, L"written", NdisParameterBinary);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, got);
	KUNIT_EXPECT_EQ(test, got->ParameterData.BinaryData.Length, 2);
	value.ParameterType = NdisParameterBinary + 1;
	KUNIT_EXPECT_EQ(test, write_value(handle, value), NDIS_STATUS_NOT_SUPPORTED);
	ZwClose(key);
	NdisCloseConfiguration(handle);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1010: subkeys by name and by number */
static void ndis_configuration_test_subkeys(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle = open_configuration(test, net->adapter), first, second, none;
	NDIS_STRING name = NDIS_STRING_CONST("second");
	WCHAR room[8];
	NDIS_STRING got = { .Buffer = room, .MaximumLength = sizeof(room) };
	HANDLE key = key_of(test, handle), sub;
	NDIS_STATUS status;

	MUST(test, create_key(&sub, key, L"first", 0, NULL));
	ZwClose(sub);
	MUST(test, create_key(&sub, key, L"second", 0, NULL));
	OK(test, set_number(sub, L"number", 2));
	ZwClose(sub);
	NdisOpenConfigurationKeyByName(&status, handle, &name, &second);
	KUNIT_ASSERT_EQ(test, status, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, read_as(second, L"number", NdisParameterInteger)->ParameterData.IntegerData, 2);
	NdisOpenConfigurationKeyByIndex(&status, handle, 0, &got, &first);
	KUNIT_ASSERT_EQ(test, status, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, got.Length, 10);
	KUNIT_EXPECT_EQ(test, 0, memcmp(room, L"first", 10));
	NdisOpenConfigurationKeyByIndex(&status, handle, 2, &got, &none);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	KUNIT_EXPECT_PTR_EQ(test, none, (NDIS_HANDLE)NULL);
	got.MaximumLength = 4;
	NdisOpenConfigurationKeyByIndex(&status, handle, 0, &got, &none);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	NdisInitUnicodeString(&name, L"third");
	NdisOpenConfigurationKeyByName(&status, handle, &name, &none);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	NdisCloseConfiguration(first);
	NdisCloseConfiguration(handle);
	/* The subkey's handle stays. */
	KUNIT_EXPECT_EQ(test, read_as(second, L"number", NdisParameterInteger)->ParameterData.IntegerData, 2);
	NdisCloseConfiguration(second);
	EXPECT_NO_REPORT(test);
	ZwClose(key);
	end_adapter(net);
}

static const struct address_row {
	PCWSTR text;
	UINT bytes;		/* 0: a failure */
	UCHAR address[8];
} address_rows[] = {
	{ L"02-00-4C-4f-4F-50", 6, { 2, 0, 0x4c, 0x4f, 0x4f, 0x50 } },
	{ L"02004C4F4F50", 6, { 2, 0, 0x4c, 0x4f, 0x4f, 0x50 } },
	{ L"02004C4F4F5", 6, { 2, 0, 0x4c, 0x4f, 0x4f, 5 } },
	{ L"f", 1, { 0xf } },
	{ L"", 0 },
	{ L"--", 0 },
	{ L"02:00:4C:4F:4F:50", 0 },
};

/* row 1011: with and without hyphens, an odd number of digits, none, and no text */
static void ndis_configuration_test_network_address(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle = open_configuration(test, net->adapter);
	HANDLE key = key_of(test, handle);
	NDIS_STATUS status;
	PVOID address;
	UINT length;
	int i;

	delete_value(key, L"NetworkAddress");
	NdisReadNetworkAddress(&status, &address, &length, handle);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	OK(test, set_number(key, L"NetworkAddress", 2));
	NdisReadNetworkAddress(&status, &address, &length, handle);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	for (i = 0; i < ARRAY_SIZE(address_rows); i++) {
		const struct address_row *row = &address_rows[i];

		OK(test, set_value(key, L"NetworkAddress", REG_SZ, row->text,
				   (wide_length(row->text) + 1) * sizeof(WCHAR)));
		NdisReadNetworkAddress(&status, &address, &length, handle);
		KUNIT_EXPECT_EQ_MSG(test, status == NDIS_STATUS_SUCCESS, row->bytes != 0, "row %d", i);
		if (status == NDIS_STATUS_SUCCESS) {
			KUNIT_EXPECT_EQ_MSG(test, length, row->bytes, "row %d", i);
			KUNIT_EXPECT_EQ_MSG(test, 0, memcmp(address, row->address, row->bytes), "row %d", i);
		}
	}
	OK(test, delete_value(key, L"NetworkAddress"));
	ZwClose(key);
	NdisCloseConfiguration(handle);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1014: the values that an adapter's key has; the same adapter finds its key again */
static void ndis_configuration_test_adapters_key(struct kunit *test)
{
	PNDIS_CONFIGURATION_PARAMETER instance, other_instance;
	struct net *net = new_adapter(test);
	NDIS_HANDLE first = net->adapter, second, handle, other;
	WCHAR text[40] = { 0 };
	HANDLE key;

	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &second), NDIS_STATUS_SUCCESS);
	handle = open_configuration(test, first);
	other = open_configuration(test, second);
	instance = read_as(handle, L"NetCfgInstanceId", NdisParameterString);
	other_instance = read_as(other, L"NetCfgInstanceId", NdisParameterString);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, instance);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other_instance);
	KUNIT_EXPECT_EQ(test, instance->ParameterData.StringData.Length, 38 * sizeof(WCHAR));
	KUNIT_EXPECT_EQ(test, instance->ParameterData.StringData.Buffer[0], '{');
	KUNIT_EXPECT_EQ(test, instance->ParameterData.StringData.Buffer[37], '}');
	KUNIT_EXPECT_FALSE(test, RtlEqualUnicodeString(&instance->ParameterData.StringData,
						       &other_instance->ParameterData.StringData, TRUE));
	KUNIT_EXPECT_EQ(test, read_as(handle, L"*IfType", NdisParameterInteger)->ParameterData.IntegerData, 6);
	KUNIT_EXPECT_EQ(test, read_as(handle, L"*MediaType", NdisParameterInteger)->ParameterData.IntegerData,
			NdisMedium802_3);
	KUNIT_EXPECT_TRUE(test, read_as(handle, L"DriverDesc", NdisParameterString) != NULL);
	memcpy(text, instance->ParameterData.StringData.Buffer, 38 * sizeof(WCHAR));
	key = key_of(test, handle);
	OK(test, set_number(key, L"kept", 7));
	OK(test, set_number(key, L"*IfType", 53));
	ZwClose(key);
	NdisCloseConfiguration(handle);
	NdisCloseConfiguration(other);
	WinworkNdisHaltAdapter(second);
	WinworkNdisHaltAdapter(first);
	end_net(net);

	net = new_adapter(test);
	handle = open_configuration(test, net->adapter);
	KUNIT_EXPECT_TRUE(test, has_text(read_as(handle, L"NetCfgInstanceId", NdisParameterString), text));
	KUNIT_EXPECT_EQ(test, read_as(handle, L"kept", NdisParameterInteger)->ParameterData.IntegerData, 7);
	KUNIT_EXPECT_EQ(test, read_as(handle, L"*IfType", NdisParameterInteger)->ParameterData.IntegerData, 53);
	key = key_of(test, handle);
	OK(test, set_number(key, L"*IfType", 6));
	ZwClose(key);
	NdisCloseConfiguration(handle);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 1015: a handle that is left, closed twice, or of nothing */
static void ndis_configuration_test_misuse(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_CONFIGURATION_OBJECT object = {
		.Header = {
			NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT,
			NDIS_CONFIGURATION_OBJECT_REVISION_1,
			NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1,
		},
		.NdisHandle = net->miniport,
	};
	NDIS_HANDLE handle = open_configuration(test, net->adapter), none, adapter = net->adapter;

	/* The fixture's driver is no module, and has no key. */
	KUNIT_EXPECT_EQ(test, NdisOpenConfigurationEx(&object, &none), NDIS_STATUS_FAILURE);
	object.Header.Size--;
	KUNIT_EXPECT_EQ(test, NdisOpenConfigurationEx(&object, &none), NDIS_STATUS_FAILURE);
	object.Header.Size++;
	EXPECT_NO_REPORT(test);
	object.NdisHandle = handle;
	KUNIT_EXPECT_EQ(test, NdisOpenConfigurationEx(&object, &none), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisOpenConfigurationEx", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0, handle);
	NdisCloseConfiguration(adapter);
	EXPECT_REPORT(test, "NdisCloseConfiguration", BUGCHECK_REFERENCE_BY_POINTER, 0, adapter, 0, 0, adapter);
	WinworkNdisHaltAdapter(adapter);
	EXPECT_REPORT(test, "NdisOpenConfigurationEx", BUGCHECK_VERIFIER, 0x62, handle, adapter, 0, handle);
	NdisCloseConfiguration(handle);
	EXPECT_NO_REPORT(test);
	NdisCloseConfiguration(handle);
	EXPECT_REPORT(test, "NdisCloseConfiguration", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0, handle);
	end_net(net);
}

#define EXPECT_NULL(test, function, call)								\
	do {												\
		status = NDIS_STATUS_SUCCESS;								\
		call;											\
		EXPECT_REPORT(test, function, BUGCHECK_VERIFIER, 0, 0, 0, 0, NULL);			\
	} while (0)

/* row 1080 */
static void ndis_configuration_test_null_is_reported(struct kunit *test)
{
	NDIS_STRING name = NDIS_STRING_CONST("NetCfgInstanceId");
	NDIS_CONFIGURATION_PARAMETER value = { .ParameterType = NdisParameterInteger };
	struct net *net = new_adapter(test);
	NDIS_HANDLE open = open_configuration(test, net->adapter), key = test;
	PNDIS_CONFIGURATION_PARAMETER parameter = (void *)test;
	PVOID address = test;
	NDIS_STATUS status;
	UINT length = 1;

	EXPECT_NULL(test, "NdisOpenConfigurationKeyByName",
		    NdisOpenConfigurationKeyByName(NULL, open, &name, &key));
	KUNIT_EXPECT_PTR_EQ(test, key, (NDIS_HANDLE)NULL);
	EXPECT_NULL(test, "NdisOpenConfigurationKeyByName",
		    NdisOpenConfigurationKeyByName(&status, open, NULL, &key));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisOpenConfigurationKeyByName",
		    NdisOpenConfigurationKeyByName(&status, open, &name, NULL));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	key = test;
	EXPECT_NULL(test, "NdisOpenConfigurationKeyByIndex",
		    NdisOpenConfigurationKeyByIndex(NULL, open, 0, &name, &key));
	KUNIT_EXPECT_PTR_EQ(test, key, (NDIS_HANDLE)NULL);
	EXPECT_NULL(test, "NdisOpenConfigurationKeyByIndex",
		    NdisOpenConfigurationKeyByIndex(&status, open, 0, NULL, &key));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisOpenConfigurationKeyByIndex",
		    NdisOpenConfigurationKeyByIndex(&status, open, 0, &name, NULL));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisReadConfiguration",
		    NdisReadConfiguration(NULL, &parameter, open, &name, NdisParameterString));
	KUNIT_EXPECT_PTR_EQ(test, parameter, (PNDIS_CONFIGURATION_PARAMETER)NULL);
	EXPECT_NULL(test, "NdisReadConfiguration",
		    NdisReadConfiguration(&status, NULL, open, &name, NdisParameterString));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisReadConfiguration",
		    NdisReadConfiguration(&status, &parameter, open, NULL, NdisParameterString));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisWriteConfiguration", NdisWriteConfiguration(NULL, open, &name, &value));
	EXPECT_NULL(test, "NdisWriteConfiguration", NdisWriteConfiguration(&status, open, NULL, &value));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisWriteConfiguration", NdisWriteConfiguration(&status, open, &name, NULL));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisReadNetworkAddress", NdisReadNetworkAddress(NULL, &address, &length, open));
	KUNIT_EXPECT_PTR_EQ(test, address, (PVOID)NULL);
	KUNIT_EXPECT_EQ(test, length, 0u);
	EXPECT_NULL(test, "NdisReadNetworkAddress", NdisReadNetworkAddress(&status, NULL, &length, open));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	EXPECT_NULL(test, "NdisReadNetworkAddress", NdisReadNetworkAddress(&status, &address, NULL, open));
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_FAILURE);
	NdisCloseConfiguration(open);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_configuration_cases[] = {
	KUNIT_CASE(ndis_configuration_test_read),
	KUNIT_CASE(ndis_configuration_test_write),
	KUNIT_CASE(ndis_configuration_test_subkeys),
	KUNIT_CASE(ndis_configuration_test_network_address),
	KUNIT_CASE(ndis_configuration_test_adapters_key),
	KUNIT_CASE(ndis_configuration_test_misuse),
	KUNIT_CASE(ndis_configuration_test_null_is_reported),
	{}
};

WINWORK_SUITE(ndis_configuration);
