/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_refusals: each structure and parameter that a function of the framework refuses, the
 * status, and the line of the log that names the function, the field, and the driver where it is
 * known.
 */
#include "wdf_case.h"

/* A row of the table. @driver: the log names the fixture's driver. */
struct refusal {
	const char *function;
	NTSTATUS status;
	const char *field;
	NTSTATUS (*call)(struct kunit *test);
	bool driver;
};

/* ---- the driver ------------------------------------------------------------------------------ */

static NTSTATUS create_driver(struct kunit *test, const WDF_DRIVER_CONFIG *config,
			      WDF_OBJECT_ATTRIBUTES *attributes)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");

	return WdfDriverCreate(fixture_of(test)->driver, &path, attributes,
			       (PWDF_DRIVER_CONFIG)config, NULL);
}

static NTSTATUS driver_with_flags(struct kunit *test, ULONG flags)
{
	WDF_DRIVER_CONFIG config;

	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.DriverInitFlags = flags;
	return create_driver(test, &config, NULL);
}

static NTSTATUS driver_size(struct kunit *test)
{
	WDF_DRIVER_CONFIG config;

	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.Size--;
	return create_driver(test, &config, NULL);
}

static NTSTATUS companion(struct kunit *test)
{
	return driver_with_flags(test, WdfDriverInitCompanion);
}

static NTSTATUS reserved_flag(struct kunit *test)
{
	return driver_with_flags(test, WdfVerifierOn | WdfDriverInitNonPnpDriver);
}

static NTSTATUS second_driver(struct kunit *test)
{
	return driver_with_flags(test, 0);
}

/* ---- attributes ------------------------------------------------------------------------------ */

static NTSTATUS create_object(WDF_OBJECT_ATTRIBUTES *attributes)
{
	WDFOBJECT object = NULL;

	attributes->ParentObject = wdf.driver;
	return WdfObjectCreate(attributes, &object);
}

static NTSTATUS attributes_size(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.Size = 4;
	return create_object(&attributes);
}

static NTSTATUS type_size(struct kunit *test)
{
	static WDF_OBJECT_CONTEXT_TYPE_INFO type = { .Size = 3, .ContextName = "type" };
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ContextTypeInfo = &type;
	return create_object(&attributes);
}

static NTSTATUS type_name(struct kunit *test)
{
	static WDF_OBJECT_CONTEXT_TYPE_INFO type = { .Size = sizeof(type), .ContextSize = 8 };
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ContextTypeInfo = &type;
	return create_object(&attributes);
}

static NTSTATUS override_without_type(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ContextSizeOverride = 8;
	return create_object(&attributes);
}

static NTSTATUS override_too_small(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = sizeof(OTHER_CONTEXT) - 1;
	return create_object(&attributes);
}

static NTSTATUS override_too_large(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = ~(size_t)0 - 40;
	return create_object(&attributes);
}

static NTSTATUS context_too_large(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = ~(size_t)0 - 40;
	return WdfObjectAllocateContext(wdf.device, &attributes, NULL);
}

static NTSTATUS context_without_memory(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = ~(size_t)0 >> 1;
	KUNIT_EXPECT_EQ(test, WdfObjectAllocateContext(wdf.device, &attributes, NULL),
			STATUS_INSUFFICIENT_RESOURCES);
	attributes.ContextSizeOverride++;
	return WdfObjectAllocateContext(wdf.device, &attributes, NULL);
}

static NTSTATUS unknown_level(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ExecutionLevel = (WDF_EXECUTION_LEVEL)9;
	return create_object(&attributes);
}

static NTSTATUS unknown_scope(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.SynchronizationScope = (WDF_SYNCHRONIZATION_SCOPE)8;
	return create_object(&attributes);
}

static NTSTATUS create_spin_lock(WDF_EXECUTION_LEVEL level, WDF_SYNCHRONIZATION_SCOPE scope)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFSPINLOCK lock;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.driver;
	attributes.ExecutionLevel = level;
	attributes.SynchronizationScope = scope;
	return WdfSpinLockCreate(&attributes, &lock);
}

static NTSTATUS lock_with_level(struct kunit *test)
{
	return create_spin_lock(WdfExecutionLevelPassive,
				WdfSynchronizationScopeInheritFromParent);
}

static NTSTATUS lock_with_scope(struct kunit *test)
{
	return create_spin_lock(WdfExecutionLevelInheritFromParent, WdfSynchronizationScopeDevice);
}

static NTSTATUS context_of_no_type(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	PVOID context;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	return WdfObjectAllocateContext(wdf.driver, &attributes, &context);
}

static NTSTATUS context_with_parent(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	PVOID context;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ParentObject = wdf.driver;
	return WdfObjectAllocateContext(wdf.driver, &attributes, &context);
}

/* ---- work items ------------------------------------------------------------------------------ */

static NTSTATUS create_item(WDF_OBJECT_ATTRIBUTES *attributes, WDF_WORKITEM_CONFIG *config)
{
	WDFWORKITEM item;

	return WdfWorkItemCreate(config, attributes, &item);
}

static NTSTATUS create_item_below(WDFOBJECT parent, WDF_WORKITEM_CONFIG *config)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = parent;
	return create_item(&attributes, config);
}

static NTSTATUS item_without_attributes(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	return create_item(NULL, &config);
}

static NTSTATUS item_attributes_size(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.Size = 5;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	return create_item(&attributes, &config);
}

static NTSTATUS item_without_parent(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	return create_item_below(NULL, &config);
}

static NTSTATUS item_config_size(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	config.Size = 6;
	return create_item_below(wdf.device, &config);
}

static NTSTATUS item_without_routine(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, NULL);
	return create_item_below(wdf.device, &config);
}

static NTSTATUS item_of_the_driver(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	return create_item_below(wdf.driver, &config);
}

static NTSTATUS item_at_another_level(struct kunit *test)
{
	WDFDEVICE device = add_device(test, WdfExecutionLevelDispatch,
				      WdfSynchronizationScopeDevice);
	WDF_WORKITEM_CONFIG config;

	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	config.AutomaticSerialization = TRUE;
	return create_item_below(device, &config);
}

/* ---- devices --------------------------------------------------------------------------------- */

static NTSTATUS half_a_character(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\Half");
	NTSTATUS status;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	name.Length--;
	status = WdfDeviceInitAssignName(init, &name);
	WdfDeviceInitFree(init);
	return status;
}

/* A name that only the I/O manager refuses. */
static NTSTATUS control_character(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\\b");
	WDFDEVICE device;
	NTSTATUS status;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KUNIT_EXPECT_EQ(test, WdfDeviceInitAssignName(init, &name), STATUS_SUCCESS);
	status = WdfDeviceCreate(&init, NULL, &device);
	WdfDeviceInitFree(init);
	return status;
}

/* The function has no result: the callbacks that the device should have are not called. */
static NTSTATUS callbacks_size(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	callbacks.Size = 7;
	WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks);
	WdfDeviceInitFree(init);
	return STATUS_INFO_LENGTH_MISMATCH;
}

static NTSTATUS device_with_parent(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL), kept = init;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device;
	NTSTATUS status;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.device;
	status = WdfDeviceCreate(&init, &attributes, &device);
	KUNIT_EXPECT_PTR_EQ(test, init, kept);
	WdfDeviceInitFree(init);
	return status;
}

static const struct refusal refusals[] = {
	{ "WdfDriverCreate", STATUS_INFO_LENGTH_MISMATCH, "WDF_DRIVER_CONFIG.Size is 31, not 32",
	  driver_size, true },
	{ "WdfDriverCreate", STATUS_INVALID_PARAMETER,
	  "WDF_DRIVER_CONFIG.DriverInitFlags is 0x10: there are no companions", companion, true },
	{ "WdfDriverCreate", STATUS_INVALID_PARAMETER,
	  "WDF_DRIVER_CONFIG.DriverInitFlags is 0x9: more than 0x3", reserved_flag, true },
	{ "WdfDriverCreate", STATUS_DRIVER_INTERNAL_ERROR, "DriverObject ", second_driver, true },
	{ "WdfObjectCreate", STATUS_INFO_LENGTH_MISMATCH, "WDF_OBJECT_ATTRIBUTES.Size is 4,",
	  attributes_size },
	{ "WdfObjectCreate", STATUS_INFO_LENGTH_MISMATCH, "WDF_OBJECT_CONTEXT_TYPE_INFO.Size is 3,",
	  type_size, true },
	{ "WdfObjectCreate", STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
	  "WDF_OBJECT_CONTEXT_TYPE_INFO.ContextName is NULL", type_name, true },
	{ "WdfObjectCreate", STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is 8 without ", override_without_type, true },
	{ "WdfObjectCreate", STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is 39, less ", override_too_small, true },
	{ "WdfObjectCreate", STATUS_INTEGER_OVERFLOW,
	  "WDF_OBJECT_ATTRIBUTES: a context of 18446744073709551575 bytes", override_too_large, true },
	{ "WdfObjectAllocateContext", STATUS_INTEGER_OVERFLOW,
	  "WDF_OBJECT_ATTRIBUTES: a context of 18446744073709551575 bytes", context_too_large, true },
	{ "WdfObjectAllocateContext", STATUS_INTEGER_OVERFLOW,
	  "WDF_OBJECT_ATTRIBUTES: a context of 9223372036854775808 bytes", context_without_memory, true },
	{ "WdfObjectCreate", STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is 9,", unknown_level, true },
	{ "WdfObjectCreate", STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is 8,", unknown_scope, true },
	{ "WdfSpinLockCreate", STATUS_WDF_EXECUTION_LEVEL_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is 2:", lock_with_level, true },
	{ "WdfSpinLockCreate", STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is 2:", lock_with_scope, true },
	{ "WdfObjectAllocateContext", STATUS_OBJECT_NAME_INVALID,
	  "WDF_OBJECT_ATTRIBUTES.ContextTypeInfo is NULL", context_of_no_type, true },
	{ "WdfObjectAllocateContext", STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
	  "WDF_OBJECT_ATTRIBUTES.ParentObject is not NULL", context_with_parent, true },
	{ "WdfWorkItemCreate", STATUS_WDF_PARENT_NOT_SPECIFIED, "Attributes is NULL",
	  item_without_attributes },
	{ "WdfWorkItemCreate", STATUS_INFO_LENGTH_MISMATCH, "WDF_OBJECT_ATTRIBUTES.Size is 5,",
	  item_attributes_size },
	{ "WdfWorkItemCreate", STATUS_WDF_PARENT_NOT_SPECIFIED,
	  "WDF_OBJECT_ATTRIBUTES.ParentObject is NULL", item_without_parent },
	{ "WdfWorkItemCreate", STATUS_INFO_LENGTH_MISMATCH, "WDF_WORKITEM_CONFIG.Size is 6,",
	  item_config_size, true },
	{ "WdfWorkItemCreate", STATUS_INVALID_PARAMETER,
	  "WDF_WORKITEM_CONFIG.EvtWorkItemFunc is NULL", item_without_routine, true },
	{ "WdfWorkItemCreate", STATUS_INVALID_DEVICE_REQUEST,
	  "WDF_OBJECT_ATTRIBUTES.ParentObject is not a device, nor below one", item_of_the_driver,
	  true },
	{ "WdfWorkItemCreate", STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL,
	  "WDF_WORKITEM_CONFIG.AutomaticSerialization is TRUE", item_at_another_level, true },
	{ "WdfDeviceInitAssignName", STATUS_INVALID_PARAMETER, "DeviceName->Length is 23,",
	  half_a_character, true },
	{ "WdfDeviceCreate", STATUS_OBJECT_NAME_INVALID, "DeviceName of WdfDeviceInitAssignName ",
	  control_character, true },
	{ "WdfDeviceInitSetPnpPowerEventCallbacks", STATUS_INFO_LENGTH_MISMATCH,
	  "WDF_PNPPOWER_EVENT_CALLBACKS.Size is 7,", callbacks_size, true },
	{ "WdfDeviceCreate", STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
	  "WDF_OBJECT_ATTRIBUTES.ParentObject is not NULL", device_with_parent, true },
};

/* A driver of the framework that has a name, and a device. */
static void name_driver(struct kunit *test)
{
	unload(test);
	fixture_name_driver(test);
	ASSERT_SUCCESS(test, create_wdf_driver(fixture_of(test)->driver, NULL, &wdf.driver));
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &wdf.device));
}

static void wdf_refusals_test_name_function_driver_and_field(struct kunit *test)
{
	unsigned int i;

	name_driver(test);
	for (i = 0; i < ARRAY_SIZE(refusals); i++) {
		const struct refusal *row = &refusals[i];

		KUNIT_EXPECT_EQ_MSG(test, (unsigned int)row->call(test),
				    (unsigned int)row->status, "row %u: %s, %s", i, row->function,
				    row->field);
		expect_refusal(test, i, row->driver, row->function, row->status, row->field);
	}
	/* On Windows: no bug check answers any of these. */
	EXPECT_NO_REPORT(test);
}

/* ---- rows that need a driver of their own ---------------------------------------------------- */

static NTSTATUS second_status;

static NTSTATUS add_twice(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
	PWDFDEVICE_INIT kept = init;
	WDFDEVICE device;
	NTSTATUS status = WdfDeviceCreate(&init, NULL, &device);

	second_status = WdfDeviceCreate(&kept, NULL, &device);
	return status;
}

static WDFDRIVER create_again(struct kunit *test, PFN_WDF_DRIVER_DEVICE_ADD add, ULONG flags)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_DRIVER_CONFIG config;

	unload(test);
	fixture_of(test)->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, add);
	config.EvtDriverUnload = driver_unload;
	config.DriverInitFlags = flags;
	ASSERT_SUCCESS(test, WdfDriverCreate(fixture_of(test)->driver, &path, NULL, &config,
					     &wdf.driver));
	return wdf.driver;
}

static void wdf_refusals_test_second_device_of_one_init(struct kunit *test)
{
	WDFDRIVER driver;
	WDFDEVICE device;

	name_driver(test);
	driver = create_again(test, add_twice, 0);
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(driver, &device));
	KUNIT_EXPECT_EQ(test, (unsigned int)second_status,
			(unsigned int)STATUS_INVALID_DEVICE_STATE);
	expect_refusal(test, __LINE__, true, "WdfDeviceCreate", STATUS_INVALID_DEVICE_STATE,
		       "DeviceInit ");
}

static void wdf_refusals_test_driver_without_plug_and_play(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_DRIVER_CONFIG config;
	WDFDRIVER driver;

	name_driver(test);
	driver = create_again(test, NULL, WdfDriverInitNonPnpDriver);
	EXPECT_STATUS(test, WinworkWdfAddDevice(driver, NULL), STATUS_NOT_SUPPORTED);
	expect_refusal(test, __LINE__, true, "WinworkWdfAddDevice", STATUS_NOT_SUPPORTED,
		       "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is NULL");
	unload(test);
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	EXPECT_STATUS(test, WdfDriverCreate(fixture_of(test)->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, true, "WdfDriverCreate", STATUS_INVALID_PARAMETER,
		       "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is not NULL ");
	config.DriverInitFlags = 0;
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = driver;
	EXPECT_STATUS(test, WdfDriverCreate(fixture_of(test)->driver, &path, &attributes, &config,
					    NULL), STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	expect_refusal(test, __LINE__, true, "WdfDriverCreate",
		       STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
		       "WDF_OBJECT_ATTRIBUTES.ParentObject is not NULL");
}

static struct kunit_case wdf_refusals_cases[] = {
	KUNIT_CASE(wdf_refusals_test_name_function_driver_and_field),
	KUNIT_CASE(wdf_refusals_test_second_device_of_one_init),
	KUNIT_CASE(wdf_refusals_test_driver_without_plug_and_play),
	{}
};

WDF_SUITE(wdf_refusals);
