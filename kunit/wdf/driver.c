/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_driver: the framework's driver object: creation, unload, and arithmetic of the headers.
 */
#include "wdf_case.h"

/* ---- the driver and its devices -------------------------------------------------------------- */

static void wdf_driver_test_arithmetic_of_the_headers(struct kunit *test)
{
	char bytes[8];

	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_UP(17, 16), (size_t)32);
	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_UP(16, 16), (size_t)16);
	KUNIT_EXPECT_EQ(test, WDF_ALIGN_SIZE_DOWN(31, 16), (size_t)16);
	KUNIT_EXPECT_PTR_EQ(test, WDF_PTR_ADD_OFFSET(bytes, 5), (PVOID)&bytes[5]);
	KUNIT_EXPECT_EQ(test, WDF_PTR_GET_OFFSET(bytes, &bytes[5]), (size_t)5);
	KUNIT_EXPECT_EQ(test, WDF_REL_TIMEOUT_IN_SEC(2), -2 * WDF_TIMEOUT_TO_SEC);
	KUNIT_EXPECT_EQ(test, WDF_REL_TIMEOUT_IN_MS(2), -2 * WDF_TIMEOUT_TO_MS);
	KUNIT_EXPECT_EQ(test, WDF_ABS_TIMEOUT_IN_US(2), 2 * WDF_TIMEOUT_TO_US);
}

static void wdf_driver_test_driver_object(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	WDFDRIVER again = (WDFDRIVER)test;

	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDriverWdmGetDriverObject(wdf.driver), fixture->driver);
	EXPECT_STATUS(test, create_wdf_driver(fixture->driver, NULL, &again),
		      STATUS_DRIVER_INTERNAL_ERROR);
	KUNIT_EXPECT_PTR_EQ(test, again, (WDFDRIVER)NULL);
	unload(test);
	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), (WDFDRIVER)NULL);
}

static void wdf_driver_test_driver_create_statuses(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_DRIVER_CONFIG config;

	unload(test);
	fixture->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.Size++;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INFO_LENGTH_MISMATCH);
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.DriverInitFlags = 0x100;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = fixture;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, &attributes, &config, NULL),
		      STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDriverCreate", BUGCHECK_WDF_VIOLATION, REQUIRED_PARAMETER_IS_NULL,
		      ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);

	/* Such a driver cannot be unloaded without a routine for it. */
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	config.EvtDriverUnload = driver_unload;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NOT_SUPPORTED);
	unload(test);
	fixture->driver->DriverUnload = NULL;
	config.EvtDriverUnload = NULL;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);
	/* Nothing has unloaded it; it ends with its driver nevertheless. */
	fixture_renew_driver(test);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(wdf.driver), 0L);
	wdf.driver = NULL;
	EXPECT_NO_REPORT(test);
}

/* Such a driver has its own DriverUnload, and calls the framework from there. */
static void wdf_driver_test_driver_that_unloads_itself(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	struct run *run = new_run(test);
	WDF_DRIVER_CONFIG config;

	WdfDriverMiniportUnload(wdf.driver);
	EXPECT_VIOLATION(test, "WdfDriverMiniportUnload", OBJECT_ERROR, wdf.driver);
	unload(test);
	fixture->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	config.DriverInitFlags = WdfDriverInitNoDispatchOverride;
	ASSERT_SUCCESS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver));
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);
	new_object(test, NULL, run);
	WdfDriverMiniportUnload(wdf.driver);
	expect_deleted(test, run);
	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), (WDFDRIVER)NULL);
	wdf.driver = NULL;
}

static struct run *failing_run;

static NTSTATUS failing_entry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, NULL);
	if (create_wdf_driver(driver, &attributes, &wdf.driver) != STATUS_SUCCESS)
		return STATUS_SUCCESS;
	run_context(wdf.driver)->run = failing_run;
	return STATUS_UNSUCCESSFUL;
}

/*
 * The objects that a failing DriverEntry leaves end without EvtDriverUnload, and without a report.
 */
static void wdf_driver_test_driver_entry_that_fails(struct kunit *test)
{
	failing_run = new_run(test);
	unload(test);
	wdf.journal = &failing_run->journal;
	EXPECT_STATUS(test, IoCreateDriver(NULL, failing_entry), STATUS_UNSUCCESSFUL);
	wdf.driver = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&failing_run->journal.count), 0);
	expect_deleted(test, failing_run);
	EXPECT_NO_REPORT(test);
}

/* ---- levels ---------------------------------------------------------------------------------- */

/*
 * The driver's own DriverUnload causes the call of its EvtDriverUnload, before the driver object
 * ends.
 */
static void wdf_driver_test_miniport_unload_calls_evt_driver_unload(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	struct run *run = new_run(test);
	WDF_DRIVER_CONFIG config;

	unload(test);
	driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	config.EvtDriverUnload = driver_unload;
	config.DriverInitFlags = WdfDriverInitNoDispatchOverride;
	ASSERT_SUCCESS(test, WdfDriverCreate(driver, &path, NULL, &config, &wdf.driver));
	new_object(test, NULL, run);
	wdf.journal = &run->journal;
	WdfDriverMiniportUnload(wdf.driver);
	wdf.driver = NULL;
	wdf.journal = NULL;
	EXPECT_JOURNAL(test, &run->journal, "EvtDriverUnload");
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

static BOOLEAN is_available(ULONG major, ULONG minor)
{
	WDF_DRIVER_VERSION_AVAILABLE_PARAMS version;

	WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(&version, major, minor);
	return WdfDriverIsVersionAvailable(wdf.driver, &version);
}

/* row 361 */
static void wdf_driver_test_version(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(expected,
				     L"Kernel Mode Driver Framework version 1.33.0");
	WDF_DRIVER_VERSION_AVAILABLE_PARAMS version;
	UNICODE_STRING text;
	WDFSTRING string = NULL;

	KUNIT_EXPECT_TRUE(test, is_available(1, 0));
	KUNIT_EXPECT_TRUE(test, is_available(1, 33));
	KUNIT_EXPECT_FALSE(test, is_available(1, 34));
	KUNIT_EXPECT_FALSE(test, is_available(2, 0));
	KUNIT_EXPECT_FALSE(test, is_available(0, 0));
	WDF_DRIVER_VERSION_AVAILABLE_PARAMS_INIT(&version, 1, 0);
	version.Size--;
	KUNIT_EXPECT_FALSE(test, WdfDriverIsVersionAvailable(wdf.driver, &version));
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, WdfDriverIsVersionAvailable(wdf.driver, NULL));
	EXPECT_VIOLATION(test, "WdfDriverIsVersionAvailable", REQUIRED_PARAMETER_IS_NULL, NULL);

	ASSERT_SUCCESS(test, WdfStringCreate(NULL, NULL, &string));
	EXPECT_STATUS(test, WdfDriverRetrieveVersionString(wdf.driver, string), STATUS_SUCCESS);
	WdfStringGetUnicodeString(string, &text);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&text, &expected, FALSE));
	WdfObjectDelete(string);
}

/* row 361 */
static void wdf_driver_test_registry_path_and_handle(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(expected, L"\\Registry\\Machine\\test");
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	UNICODE_STRING path;

	RtlInitUnicodeString(&path, WdfDriverGetRegistryPath(wdf.driver));
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&path, &expected, FALSE));
	KUNIT_EXPECT_PTR_EQ(test, WdfWdmDriverGetWdfDriverHandle(driver), wdf.driver);
	KUNIT_EXPECT_NULL(test, WdfWdmDriverGetWdfDriverHandle(NULL));
	EXPECT_VIOLATION(test, "WdfWdmDriverGetWdfDriverHandle", REQUIRED_PARAMETER_IS_NULL, NULL);
	unload(test);
	KUNIT_EXPECT_NULL(test, WdfWdmDriverGetWdfDriverHandle(driver));
}

static struct kunit_case wdf_driver_cases[] = {
	KUNIT_CASE(wdf_driver_test_arithmetic_of_the_headers),
	KUNIT_CASE(wdf_driver_test_driver_object),
	KUNIT_CASE(wdf_driver_test_driver_create_statuses),
	KUNIT_CASE(wdf_driver_test_driver_that_unloads_itself),
	KUNIT_CASE(wdf_driver_test_driver_entry_that_fails),
	KUNIT_CASE(wdf_driver_test_miniport_unload_calls_evt_driver_unload),
	KUNIT_CASE(wdf_driver_test_version),
	KUNIT_CASE(wdf_driver_test_registry_path_and_handle),
	{}
};

WDF_SUITE(wdf_driver);
