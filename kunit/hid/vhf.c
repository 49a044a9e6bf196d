/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite hid_vhf: virtual HID devices and their misuse, in a kernel without HID. VM test hid_virtual has the rest.
 */
#include "support.h"

#include <vhf.h>

static struct {
	VHF_CONFIG config;
	VHFHANDLE handle;
	atomic_t ready;
	struct completion cleaned;
	atomic_t cleanups;
} vhf;

static UCHAR reports[] = { 0x06, 0x00, 0xff, 0x09, 0x01, 0xa1, 0x01, 0x15, 0x00, 0x25, 0x01,
			   0x75, 0x08, 0x95, 0x02, 0x81, 0x02, 0xc0 };
static UCHAR report[2];
static HID_XFER_PACKET packet = { report, sizeof(report), 0 };

static VOID NTAPI cleanup(PVOID context)
{
	atomic_inc(&vhf.cleanups);
	complete(context);
}

static VOID NTAPI ready(PVOID context)
{
	atomic_inc(&vhf.ready);
}

static int vhf_init(struct kunit *test)
{
	const int error = fixture_init(test);

	if (error)
		return error;
	memset(&vhf, 0, sizeof(vhf));
	init_completion(&vhf.cleaned);
	VHF_CONFIG_INIT(&vhf.config, fixture_of(test)->device, sizeof(reports), reports);
	vhf.config.VhfClientContext = &vhf.cleaned;
	vhf.config.EvtVhfCleanup = cleanup;
	return 0;
}

static void vhf_exit(struct kunit *test)
{
	if (vhf.handle)
		VhfDelete(vhf.handle, TRUE);
	fixture_exit(test);
}

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ(test, (unsigned int)(call), (unsigned int)(status))

#define EXPECT_MISUSE(test, function, handle) \
	EXPECT_REPORT(test, function, BUGCHECK_VERIFIER, 0, handle, ANY, 0, handle)

/* The call at HIGH_LEVEL is reported. */
#define EXPECT_TOO_HIGH(test, item, function, ...)							\
	do {												\
		KIRQL irql_;										\
		__typeof__(function(__VA_ARGS__)) result_;						\
													\
		KeRaiseIrql(HIGH_LEVEL, &irql_);							\
		result_ = function(__VA_ARGS__);							\
		KeLowerIrql(irql_);									\
		EXPECT_STATUS(test, result_, STATUS_INVALID_PARAMETER);					\
		EXPECT_REPORT(test, #function, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, HIGH_LEVEL, ANY,	\
			      ANY, item);								\
	} while (0)

static void create(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, VhfCreate(&vhf.config, &vhf.handle), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, vhf.handle);
}

static void expect_no_device(struct kunit *test)
{
	vhf.handle = &vhf;
	EXPECT_STATUS(test, VhfCreate(&vhf.config, &vhf.handle), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, vhf.handle);
}

/* row 1344 */
static void hid_vhf_test_create(struct kunit *test)
{
	const VHF_CONFIG given = vhf.config;

	EXPECT_STATUS(test, VhfCreate(NULL, &vhf.handle), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, VhfCreate(&vhf.config, NULL), STATUS_INVALID_PARAMETER);
	vhf.config.Size--;
	expect_no_device(test);
	vhf.config = given;
	vhf.config.ReportDescriptor = NULL;
	expect_no_device(test);
	vhf.config = given;
	vhf.config.ReportDescriptorLength = 0;
	expect_no_device(test);
	vhf.config = given;
	vhf.config.InstanceIDLength = 4;
	expect_no_device(test);
	vhf.config = given;
	vhf.config.HardwareIDsLength = 4;
	expect_no_device(test);
	vhf.config = given;
	EXPECT_NO_REPORT(test);
	vhf.config.DeviceObject = (PDEVICE_OBJECT)&vhf;
	expect_no_device(test);
	EXPECT_REPORT(test, "VhfCreate", BUGCHECK_REFERENCE_BY_POINTER, ANY, &vhf, ANY, ANY, &vhf);
	vhf.config = given;
	create(test);
	KUNIT_EXPECT_EQ(test, vhf.config.Size, sizeof(VHF_CONFIG));
	EXPECT_NO_REPORT(test);
}

/* row 1344: no callback but EvtVhfCleanup without a start; the device object stays */
static void hid_vhf_test_not_started(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);

	vhf.config.EvtVhfReadyForNextReadReport = ready;
	create(test);
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references + 1);
	VhfDelete(vhf.handle, TRUE);
	vhf.handle = NULL;
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.ready), 0);
	EXPECT_NO_REPORT(test);
}

/* rows 1345 and 1346: a device that Linux has not, or not yet */
static void hid_vhf_test_start(struct kunit *test)
{
	KIRQL irql;

	create(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_SUCCESS);
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, &packet), STATUS_SUCCESS);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, NULL), STATUS_INVALID_PARAMETER);
	packet.reportBufferLen = 0;
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, &packet), STATUS_INVALID_PARAMETER);
	packet.reportBufferLen = sizeof(report);
	packet.reportBuffer = NULL;
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, &packet), STATUS_INVALID_PARAMETER);
	packet.reportBuffer = report;
	EXPECT_NO_REPORT(test);
}

/* row 1347: before EvtVhfReadyForNextReadReport */
static void hid_vhf_test_submit_too_early(struct kunit *test)
{
	if (IS_ENABLED(CONFIG_HID))
		kunit_skip(test, "the kernel has HID");
	vhf.config.EvtVhfReadyForNextReadReport = ready;
	create(test);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_SUCCESS);
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, &packet), STATUS_INVALID_DEVICE_STATE);
	EXPECT_NO_REPORT(test);
}

/* row 1353 */
static void hid_vhf_test_order(struct kunit *test)
{
	create(test);
	EXPECT_STATUS(test, VhfReadReportSubmit(vhf.handle, &packet), STATUS_INVALID_DEVICE_STATE);
	EXPECT_MISUSE(test, "VhfReadReportSubmit", vhf.handle);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_SUCCESS);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_INVALID_DEVICE_STATE);
	EXPECT_MISUSE(test, "VhfStart", vhf.handle);
}

static void expect_no_handle(struct kunit *test, VHFHANDLE handle)
{
	EXPECT_STATUS(test, VhfStart(handle), STATUS_INVALID_PARAMETER);
	EXPECT_MISUSE(test, "VhfStart", handle);
	EXPECT_STATUS(test, VhfReadReportSubmit(handle, &packet), STATUS_INVALID_PARAMETER);
	EXPECT_MISUSE(test, "VhfReadReportSubmit", handle);
	VhfDelete(handle, TRUE);
	EXPECT_MISUSE(test, "VhfDelete", handle);
	VhfDelete(handle, FALSE);
	EXPECT_MISUSE(test, "VhfDelete", handle);
	EXPECT_STATUS(test, VhfAsyncOperationComplete(handle, STATUS_SUCCESS), STATUS_INVALID_PARAMETER);
	EXPECT_MISUSE(test, "VhfAsyncOperationComplete", handle);
}

/* row 1353: NULL, another pointer, and a handle that was deleted, also when there are later ones */
static void hid_vhf_test_wrong_handles(struct kunit *test)
{
	VHFHANDLE deleted;

	expect_no_handle(test, NULL);
	expect_no_handle(test, &vhf);
	create(test);
	deleted = vhf.handle;
	VhfDelete(deleted, TRUE);
	vhf.handle = NULL;
	create(test);
	expect_no_handle(test, deleted);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.cleanups), 1);
}

/* row 1353 */
static void hid_vhf_test_wrong_level(struct kunit *test)
{
	KIRQL irql;
	NTSTATUS status;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = VhfCreate(&vhf.config, &vhf.handle);
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "VhfCreate", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY, &vhf.config);
	create(test);
	EXPECT_TOO_HIGH(test, vhf.handle, VhfStart, vhf.handle);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_SUCCESS);
	EXPECT_TOO_HIGH(test, vhf.handle, VhfReadReportSubmit, vhf.handle, &packet);
	EXPECT_TOO_HIGH(test, vhf.handle, VhfAsyncOperationComplete, vhf.handle, STATUS_SUCCESS);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	VhfDelete(vhf.handle, TRUE);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "VhfDelete", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY, vhf.handle);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.cleanups), 0);
}

/* row 1352: the device object may be deleted meanwhile */
static void hid_vhf_test_delete_later(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	KIRQL irql;

	KUNIT_ASSERT_EQ(test,
			IoCreateDevice(fixture->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &vhf.config.DeviceObject),
			STATUS_SUCCESS);
	create(test);
	EXPECT_STATUS(test, VhfStart(vhf.handle), STATUS_SUCCESS);
	IoDeleteDevice(vhf.config.DeviceObject);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	VhfDelete(vhf.handle, FALSE);
	KeLowerIrql(irql);
	vhf.handle = NULL;
	ASSERT_IN_TIME(test, &vhf.cleaned);
	EXPECT_REFERENCES(test, vhf.config.DeviceObject, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.cleanups), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1353: a device that the driver leaves; its memory may be gone, so EvtVhfCleanup is not called */
static void hid_vhf_test_left(struct kunit *test)
{
	VHFHANDLE left;

	create(test);
	left = vhf.handle;
	vhf.handle = NULL;
	EXPECT_STATUS(test, VhfStart(left), STATUS_SUCCESS);
	fixture_renew_driver(test);
	EXPECT_MISUSE(test, "VhfCreate", left);
	KUNIT_EXPECT_EQ(test, atomic_read(&vhf.cleanups), 0);
}

static struct kunit_case hid_vhf_cases[] = {
	KUNIT_CASE(hid_vhf_test_create),
	KUNIT_CASE(hid_vhf_test_not_started),
	KUNIT_CASE(hid_vhf_test_start),
	KUNIT_CASE(hid_vhf_test_submit_too_early),
	KUNIT_CASE(hid_vhf_test_order),
	KUNIT_CASE(hid_vhf_test_wrong_handles),
	KUNIT_CASE(hid_vhf_test_wrong_level),
	KUNIT_CASE(hid_vhf_test_delete_later),
	KUNIT_CASE(hid_vhf_test_left),
	{}
};

WINWORK_SUITE_WITH(hid_vhf, vhf_init, vhf_exit);
