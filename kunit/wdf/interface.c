/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_interface: device interfaces of the framework's devices, and the device object at the
 * bottom of their stacks.
 */
#include "wdf_queue_case.h"

static const GUID one_class = { 0xABCDEF03, 0x2345, 0x6789, { 1, 2, 3, 4, 5, 6, 7, 0xF8 } };

static struct journal order;
static NTSTATUS create_status, second_status;

/* What the interface's link leads to; NULL without it. */
static PDEVICE_OBJECT device_of_link(PCWSTR name)
{
	PDEVICE_OBJECT device;
	UNICODE_STRING link;
	PFILE_OBJECT file;

	RtlInitUnicodeString(&link, name);
	if (!NT_SUCCESS(IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &device)))
		return NULL;
	ObDereferenceObject(file);
	return device;
}

#define LINK L"\\??\\{abcdef03-2345-6789-0102-0304050607f8}\\0"
#define LINK_OF_PART L"\\??\\{abcdef03-2345-6789-0102-0304050607f8}\\1"

static NTSTATUS make_interfaces(WDFDEVICE device)
{
	DECLARE_CONST_UNICODE_STRING(part, L"part");

	create_status = WdfDeviceCreateDeviceInterface(device, &one_class, NULL);
	second_status = WdfDeviceCreateDeviceInterface(device, &one_class, &part);
	return create_status;
}

/* Notes whether the interface is enabled. */
static NTSTATUS note_init(WDFDEVICE device)
{
	note(&order, device_of_link(LINK) ? "enabled at init" : "disabled at init");
	return STATUS_SUCCESS;
}

static NTSTATUS note_suspend(WDFDEVICE device)
{
	note(&order, device_of_link(LINK) ? "enabled at suspend" : "disabled at suspend");
	return STATUS_SUCCESS;
}

static WDFDEVICE device_with_interfaces(struct kunit *test)
{
	memset(&order, 0, sizeof(order));
	wdf.made = make_interfaces;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceSelfManagedIoInit = note_init;
	wdf.callbacks.EvtDeviceSelfManagedIoSuspend = note_suspend;
	return add_device(test, WdfExecutionLevelInheritFromParent,
			  WdfSynchronizationScopeInheritFromParent);
}

/* row 365: enabled from the end of the start to the beginning of the removal */
static void wdf_interface_test_life(struct kunit *test)
{
	WDFDEVICE device = device_with_interfaces(test);

	EXPECT_STATUS(test, create_status, STATUS_SUCCESS);
	EXPECT_STATUS(test, second_status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK),
			    (void *)WdfDeviceWdmGetDeviceObject(device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK_OF_PART),
			    (void *)WdfDeviceWdmGetDeviceObject(device));
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	EXPECT_JOURNAL(test, &order, "disabled at init", "disabled at suspend");

	/* The names are free again. */
	device = device_with_interfaces(test);
	KUNIT_EXPECT_NOT_NULL(test, device_of_link(LINK));
	WinworkWdfRemoveDevice(device);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS make_disabled(WDFDEVICE device)
{
	NTSTATUS status = make_interfaces(device);

	WdfDeviceSetDeviceInterfaceState(device, &one_class, NULL, FALSE);
	return status;
}

/*
 * row 365: a driver disables one before the start, which enables the others. A file that is open
 * stays open.
 */
static void wdf_interface_test_disabled_before_the_start(struct kunit *test)
{
	PDEVICE_OBJECT wdm, top;
	UNICODE_STRING link;
	PFILE_OBJECT file;
	WDFDEVICE device;

	wdf.made = make_disabled;
	device = add_device(test, WdfExecutionLevelInheritFromParent,
			    WdfSynchronizationScopeInheritFromParent);
	wdm = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK_OF_PART), (void *)wdm);
	WdfDeviceSetDeviceInterfaceStateEx(device, &one_class, NULL, TRUE);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK), (void *)wdm);
	RtlInitUnicodeString(&link, LINK);
	ASSERT_SUCCESS(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &top));
	WdfDeviceSetDeviceInterfaceStateEx(device, &one_class, NULL, FALSE);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetRelatedDeviceObject(file), (void *)wdm);
	ObDereferenceObject(file);
	WinworkWdfRemoveDevice(device);
	EXPECT_NO_REPORT(test);
}

/* row 365: two devices have interfaces of one class at once; each has its own, until it goes */
static void wdf_interface_test_two_devices(struct kunit *test)
{
	PCWSTR third = L"\\??\\{abcdef03-2345-6789-0102-0304050607f8}\\2";
	WDFDEVICE first = device_with_interfaces(test);
	WDFDEVICE second = device_with_interfaces(test);
	PDEVICE_OBJECT wdm[2] = { WdfDeviceWdmGetDeviceObject(first),
				  WdfDeviceWdmGetDeviceObject(second) };

	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK), (void *)wdm[0]);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(third), (void *)wdm[1]);
	WdfDeviceSetDeviceInterfaceState(second, &one_class, NULL, FALSE);
	KUNIT_EXPECT_NULL(test, device_of_link(third));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(LINK), (void *)wdm[0]);
	WdfDeviceSetDeviceInterfaceState(second, &one_class, NULL, TRUE);
	WinworkWdfRemoveDevice(first);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device_of_link(third), (void *)wdm[1]);
	WinworkWdfRemoveDevice(second);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS fail_init(WDFDEVICE device)
{
	return STATUS_UNSUCCESSFUL;
}

/* row 365: a device whose start fails */
static void wdf_interface_test_start_that_fails(struct kunit *test)
{
	WDFDEVICE device = NULL;

	wdf.made = make_interfaces;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceSelfManagedIoInit = fail_init;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	EXPECT_NO_REPORT(test);
}

/* row 365 */
static void wdf_interface_test_state(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(part, L"part");
	DECLARE_CONST_UNICODE_STRING(other, L"other");
	WDFDEVICE device = device_with_interfaces(test);
	UNICODE_STRING text, expected;
	WDFSTRING string = NULL;

	WdfDeviceSetDeviceInterfaceState(device, &one_class, NULL, FALSE);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK));
	KUNIT_EXPECT_NOT_NULL(test, device_of_link(LINK_OF_PART));
	WdfDeviceSetDeviceInterfaceState(device, &one_class, NULL, FALSE);
	WdfDeviceSetDeviceInterfaceStateEx(device, &one_class, NULL, TRUE);
	KUNIT_EXPECT_NOT_NULL(test, device_of_link(LINK));
	WdfDeviceSetDeviceInterfaceState(device, &one_class, &part, FALSE);
	KUNIT_EXPECT_NULL(test, device_of_link(LINK_OF_PART));
	EXPECT_NO_REPORT(test);
	WdfDeviceSetDeviceInterfaceState(device, &one_class, &other, FALSE);
	EXPECT_VIOLATION(test, "WdfDeviceSetDeviceInterfaceState", VERIFIER_FATAL_ERROR, device);

	ASSERT_SUCCESS(test, WdfStringCreate(NULL, NULL, &string));
	EXPECT_STATUS(test, WdfDeviceRetrieveDeviceInterfaceString(device, &one_class, &part,
								   string), STATUS_SUCCESS);
	WdfStringGetUnicodeString(string, &text);
	RtlInitUnicodeString(&expected, LINK_OF_PART);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&text, &expected, FALSE));
	EXPECT_STATUS(test, WdfDeviceRetrieveDeviceInterfaceString(device, &one_class, &other,
								   string),
		      STATUS_OBJECT_NAME_NOT_FOUND);
	WdfObjectDelete(string);
	/* One more while the device is started: it is enabled at once. */
	ASSERT_SUCCESS(test, WdfDeviceCreateDeviceInterface(device, &one_class, &other));
	KUNIT_EXPECT_NOT_NULL(test,
		device_of_link(L"\\??\\{abcdef03-2345-6789-0102-0304050607f8}\\2"));
	WinworkWdfRemoveDevice(device);
}

/* row 365 */
static void wdf_interface_test_misuse(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(separator, L"a\\b");
	UNICODE_STRING half = { 3, 4, (PWCH)L"ab" };
	PWDFDEVICE_INIT init;
	WDFDEVICE control = NULL;

	EXPECT_STATUS(test, WdfDeviceCreateDeviceInterface(wdf.device, &one_class, &separator),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfDeviceCreateDeviceInterface(wdf.device, &one_class, &half),
		      STATUS_INVALID_PARAMETER);
	init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &control));
	EXPECT_STATUS(test, WdfDeviceCreateDeviceInterface(control, &one_class, NULL),
		      STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_NULL(test, WdfDeviceWdmGetPhysicalDevice(control));
	EXPECT_NO_REPORT(test);
	WdfObjectDelete(control);
	EXPECT_STATUS(test, WdfDeviceCreateDeviceInterface(wdf.device, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceCreateDeviceInterface", REQUIRED_PARAMETER_IS_NULL, NULL);
}

static NTSTATUS send_to(struct kunit *test, PDEVICE_OBJECT device, UCHAR major)
{
	struct sent sent;
	NTSTATUS status;

	new_sent(test, &sent, device->StackSize, major);
	status = IoCallDriver(device, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	KUNIT_EXPECT_EQ(test, sent.status, status);
	IoFreeIrp(sent.irp);
	return status;
}

/* row 366 */
static void wdf_interface_test_physical_device(struct kunit *test)
{
	PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(wdf.device);
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(wdf.device);

	KUNIT_ASSERT_NOT_NULL(test, pdo);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfDeviceWdmGetAttachedDevice(wdf.device), (void *)pdo);
	KUNIT_EXPECT_PTR_EQ(test, (void *)pdo->AttachedDevice, (void *)wdm);
	KUNIT_EXPECT_EQ(test, (int)wdm->StackSize, 2);
	KUNIT_EXPECT_NULL(test, WdfWdmDeviceGetWdfDeviceHandle(pdo));
	EXPECT_STATUS(test, send_to(test, pdo, IRP_MJ_CREATE), STATUS_SUCCESS);
	EXPECT_STATUS(test, send_to(test, pdo, IRP_MJ_CLEANUP), STATUS_SUCCESS);
	EXPECT_STATUS(test, send_to(test, pdo, IRP_MJ_CLOSE), STATUS_SUCCESS);
	EXPECT_STATUS(test, send_to(test, pdo, IRP_MJ_READ), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, send_to(test, pdo, IRP_MJ_DEVICE_CONTROL),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_interface_cases[] = {
	KUNIT_CASE(wdf_interface_test_life),
	KUNIT_CASE(wdf_interface_test_disabled_before_the_start),
	KUNIT_CASE(wdf_interface_test_two_devices),
	KUNIT_CASE(wdf_interface_test_start_that_fails),
	KUNIT_CASE(wdf_interface_test_state),
	KUNIT_CASE(wdf_interface_test_misuse),
	KUNIT_CASE(wdf_interface_test_physical_device),
	{}
};

WDF_SUITE(wdf_interface);
