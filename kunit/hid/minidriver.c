/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hid_minidriver: registration, and the devices of a minidriver in a kernel without HID. VM test hid has the rest.
 */
#include "irp_case.h"

#include <hidport.h>
#include <winwork/pnp_port.h>

#define BYTES 40

static struct {
	PDRIVER_OBJECT driver;
	PDEVICE_OBJECT device;			/* that AddDevice got */
	HID_DEVICE_EXTENSION extension;
	NTSTATUS add;
	ULONG codes[8];
	int count;
	int removed;
	PDEVICE_OBJECT lower;			/* of a lower filter's device; null for a minidriver */
	bool lies;				/* claims a byte more than its descriptor has */
	struct kunit *test;
} mini;

static NTSTATUS NTAPI add(PDRIVER_OBJECT driver, PDEVICE_OBJECT device)
{
	mini.device = device;
	mini.extension = *(PHID_DEVICE_EXTENSION)device->DeviceExtension;
	memset(mini.extension.MiniDeviceExtension, 0x5a, BYTES);
	return mini.add;
}

static NTSTATUS answer(PIRP irp, const void *data, ULONG bytes)
{
	memcpy(irp->UserBuffer, data, bytes);
	finish_irp(irp, STATUS_SUCCESS, bytes + mini.lies);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI control(PDEVICE_OBJECT device, PIRP irp)
{
	static const HID_DESCRIPTOR descriptor = { sizeof(descriptor), 0x21, 0x111, 0, 1,
						   { { 0x22, 7 } } };
	static const UCHAR reports[7] = { 0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0xc0 };
	static const HID_DEVICE_ATTRIBUTES attributes = { .Size = sizeof(attributes) };
	const ULONG code =
		IoGetCurrentIrpStackLocation(irp)->Parameters.DeviceIoControl.IoControlCode;

	if (mini.count < ARRAY_SIZE(mini.codes))
		mini.codes[mini.count++] = code;
	switch (code) {
	case IOCTL_HID_GET_DEVICE_DESCRIPTOR:
		return answer(irp, &descriptor, sizeof(descriptor));
	case IOCTL_HID_GET_REPORT_DESCRIPTOR:
		return answer(irp, reports, sizeof(reports));
	case IOCTL_HID_GET_DEVICE_ATTRIBUTES:
		return answer(irp, &attributes, sizeof(attributes));
	default:
		finish_irp(irp, STATUS_NOT_SUPPORTED, 0);
		return STATUS_NOT_SUPPORTED;
	}
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	const PHID_DEVICE_EXTENSION extension = device->DeviceExtension;

	mini.removed += IoGetCurrentIrpStackLocation(irp)->MinorFunction == IRP_MN_REMOVE_DEVICE;
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(extension->NextDeviceObject, irp);
}

/* ---- A lower filter of mshidkmdf ----------------------------------------------------------------- */

static WINWORK_IMAGE image;

static const WINWORK_INF_MODEL model = { .Id = "ROOT\\WINWORK_HID", .LowerFilters = "WinWork-HID\0" };
static const WINWORK_INF inf = { .Class = "", .ClassGuid = "", .Service = "winwork-hid", .ServiceKey = "",
				 .ModelCount = 1, .Models = &model };

static NTSTATUS NTAPI filter_add(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	NTSTATUS status;

	if (mini.add)
		return mini.add;
	status = IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &mini.device);
	if (!NT_SUCCESS(status))
		return status;
	mini.lower = IoAttachDeviceToDeviceStack(mini.device, pdo);
	mini.device->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI filter_pnp(PDEVICE_OBJECT device, PIRP irp)
{
	const bool goes = IoGetCurrentIrpStackLocation(irp)->MinorFunction == IRP_MN_REMOVE_DEVICE;
	NTSTATUS status;

	/* HidClass and mshidkmdf are above. */
	if (!goes && device->AttachedDevice)
		KUNIT_EXPECT_EQ(mini.test, device->AttachedDevice->AttachedDevice->StackSize,
				device->StackSize + 2);
	IoSkipCurrentIrpStackLocation(irp);
	status = IoCallDriver(mini.lower, irp);
	if (!goes)
		return status;
	mini.removed++;
	IoDetachDevice(mini.lower);
	IoDeleteDevice(device);
	return status;
}

static VOID NTAPI filter_unload(PDRIVER_OBJECT driver)
{
}

static NTSTATUS NTAPI filter_entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = control;
	driver->MajorFunction[IRP_MJ_PNP] = filter_pnp;
	driver->DriverExtension->AddDevice = filter_add;
	driver->DriverUnload = filter_unload;
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI entry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = control;
	driver->MajorFunction[IRP_MJ_PNP] = pnp;
	driver->DriverExtension->AddDevice = add;
	mini.driver = driver;
	return STATUS_SUCCESS;
}

static int minidriver_init(struct kunit *test)
{
	const int error = fixture_init(test);

	memset(&mini, 0, sizeof(mini));
	mini.test = test;
	if (!error && !NT_SUCCESS(IoCreateDriver(NULL, entry)))
		return -ENOMEM;
	return error;
}

static void minidriver_exit(struct kunit *test)
{
	if (mini.driver)
		IoDeleteDriver(mini.driver);
	fixture_exit(test);
}

static HID_MINIDRIVER_REGISTRATION registration(void)
{
	return (HID_MINIDRIVER_REGISTRATION){ .Revision = HID_REVISION, .DriverObject = mini.driver,
					      .DeviceExtensionSize = BYTES };
}

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ(test, (unsigned int)(call), (unsigned int)(status))

/* row 1230 */
static void hid_minidriver_test_registration(struct kunit *test)
{
	HID_MINIDRIVER_REGISTRATION given = registration();

	EXPECT_STATUS(test, HidRegisterMinidriver(NULL), STATUS_INVALID_PARAMETER);
	given.Revision = HID_REVISION + 1;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_REVISION_MISMATCH);
	given = registration();
	given.DeviceExtensionSize = ~0u;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_INVALID_PARAMETER);
	given = registration();
	given.DriverObject = (PDRIVER_OBJECT)&given;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "HidRegisterMinidriver", BUGCHECK_REFERENCE_BY_POINTER, ANY, &given,
		      ANY, ANY, &given);
	given = registration();
	mini.driver->DriverExtension->AddDevice = NULL;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_INVALID_PARAMETER);
	mini.driver->DriverExtension->AddDevice = add;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_NE(test, mini.driver->DriverExtension->AddDevice, (PDRIVER_ADD_DEVICE)add);
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_OBJECT_NAME_COLLISION);
	EXPECT_NO_REPORT(test);
}

/* rows 1231, 1232 and 1241 */
static void hid_minidriver_test_device_without_a_hid_core(struct kunit *test)
{
	static const ULONG codes[] = { IOCTL_HID_GET_DEVICE_DESCRIPTOR,
				       IOCTL_HID_GET_REPORT_DESCRIPTOR,
				       IOCTL_HID_GET_DEVICE_ATTRIBUTES, IOCTL_HID_GET_STRING,
				       IOCTL_HID_GET_STRING };
	HID_MINIDRIVER_REGISTRATION given = registration();
	int i;

	if (IS_ENABLED(CONFIG_HID))
		kunit_skip(test, "the kernel has HID");
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpAddDevice(mini.driver, NULL), STATUS_NOT_SUPPORTED);
	KUNIT_ASSERT_NOT_NULL(test, mini.device);
	KUNIT_EXPECT_NOT_NULL(test, mini.extension.PhysicalDeviceObject);
	KUNIT_EXPECT_PTR_EQ(test, mini.extension.NextDeviceObject,
			    mini.extension.PhysicalDeviceObject);
	KUNIT_ASSERT_EQ(test, mini.count, (int)ARRAY_SIZE(codes));
	for (i = 0; i < mini.count; i++)
		KUNIT_EXPECT_EQ(test, mini.codes[i], codes[i]);
	KUNIT_EXPECT_EQ(test, mini.removed, 1);
	KUNIT_EXPECT_NULL(test, mini.driver->DeviceObject);
	EXPECT_NO_REPORT(test);
}

/* row 1231 */
static void hid_minidriver_test_add_device_fails(struct kunit *test)
{
	HID_MINIDRIVER_REGISTRATION given = registration();

	mini.add = STATUS_NO_SUCH_DEVICE;
	EXPECT_STATUS(test, HidRegisterMinidriver(&given), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpAddDevice(mini.driver, NULL), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, mini.count, 0);
	KUNIT_EXPECT_NULL(test, mini.driver->DeviceObject);
	EXPECT_NO_REPORT(test);
}

/* Loads a driver with such an INF, whose AddDevice returns @add, and unloads it. */
static void run_filter(struct kunit *test, NTSTATUS add)
{
	memset(&image, 0, sizeof(image));
	image.Name = "winwork-hid";
	image.Inf = &inf;
	mini.add = add;
	KUNIT_ASSERT_EQ(test, winwork_load_driver(&image, filter_entry), 0);
	KUNIT_EXPECT_NULL(test, image.DriverObject->DeviceObject);
	winwork_unload_driver(&image);
}

/* row 1227 */
static void hid_minidriver_test_lower_filter(struct kunit *test)
{
	static const ULONG codes[] = { IOCTL_HID_GET_DEVICE_DESCRIPTOR,
				       IOCTL_HID_GET_REPORT_DESCRIPTOR,
				       IOCTL_HID_GET_DEVICE_ATTRIBUTES, IOCTL_HID_GET_STRING,
				       IOCTL_HID_GET_STRING };

	if (IS_ENABLED(CONFIG_HID))
		kunit_skip(test, "the kernel has HID");
	run_filter(test, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, mini.count, (int)ARRAY_SIZE(codes));
	KUNIT_EXPECT_EQ(test, memcmp(mini.codes, codes, sizeof(codes)), 0);
	KUNIT_EXPECT_EQ(test, mini.removed, 1);
	EXPECT_NO_REPORT(test);
	mini.lies = true;
	run_filter(test, STATUS_SUCCESS);
	EXPECT_REPORT(test, "IOCTL_HID_GET_DEVICE_DESCRIPTOR", BUGCHECK_VERIFIER, 0, mini.device,
		      sizeof(HID_DESCRIPTOR) + 1, 0, mini.device);
}

/* row 1228 */
static void hid_minidriver_test_lower_filter_fails(struct kunit *test)
{
	run_filter(test, STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, mini.count, 0);
	KUNIT_EXPECT_EQ(test, mini.removed, 0);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case hid_minidriver_cases[] = {
	KUNIT_CASE(hid_minidriver_test_registration),
	KUNIT_CASE(hid_minidriver_test_device_without_a_hid_core),
	KUNIT_CASE(hid_minidriver_test_add_device_fails),
	KUNIT_CASE(hid_minidriver_test_lower_filter),
	KUNIT_CASE(hid_minidriver_test_lower_filter_fails),
	{}
};

WINWORK_SUITE_WITH(hid_minidriver, minidriver_init, minidriver_exit);
