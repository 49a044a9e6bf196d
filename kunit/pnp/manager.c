/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_manager: AddDevice, the IRPs of a device that arrives and leaves, refusals, open files, and
 * what a driver may do wrong. The case's driver is a function driver as Windows's samples are.
 */
#include "irp_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

struct extension {
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT lower;
	PDEVICE_OBJECT pdo;
};

/* What the driver does, and what it has seen. */
static struct {
	UCHAR minors[32];
	int count;
	int adds;
	KIRQL highest;
	atomic_t closes;
	NTSTATUS add, start, query_remove;
	bool keeps_initializing, forgets_detach, forgets_delete, fails_remove, attaches_nothing;
	PDEVICE_OBJECT fdo;
	struct completion removed;
} driver;

static NTSTATUS forward(struct extension *extension, PIRP irp)
{
	IoForwardIrpSynchronously(extension->lower, irp);
	return irp->IoStatus.Status;
}

static NTSTATUS done(PIRP irp, NTSTATUS status)
{
	finish_irp(irp, status, irp->IoStatus.Information);
	return status;
}

static NTSTATUS remove(struct extension *extension, PIRP irp)
{
	NTSTATUS status;

	irp->IoStatus.Status = STATUS_SUCCESS;
	status = forward(extension, irp);
	if (!driver.forgets_detach)
		IoDetachDevice(extension->lower);
	if (!driver.forgets_delete)
		IoDeleteDevice(extension->self);
	if (driver.fails_remove)
		status = STATUS_UNSUCCESSFUL;
	status = done(irp, status);
	complete(&driver.removed);
	return status;
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;
	NTSTATUS status;

	if (driver.count < ARRAY_SIZE(driver.minors))
		driver.minors[driver.count++] = minor;
	driver.highest = max(driver.highest, KeGetCurrentIrql());
	switch (minor) {
	case IRP_MN_START_DEVICE:
		status = forward(extension, irp);
		return done(irp, NT_SUCCESS(status) ? driver.start : status);
	case IRP_MN_QUERY_REMOVE_DEVICE:
		if (!NT_SUCCESS(driver.query_remove))
			return done(irp, driver.query_remove);
		break;
	case IRP_MN_REMOVE_DEVICE:
		return remove(extension, irp);
	}
	if (minor == IRP_MN_QUERY_REMOVE_DEVICE || minor == IRP_MN_CANCEL_REMOVE_DEVICE ||
	    minor == IRP_MN_SURPRISE_REMOVAL)
		irp->IoStatus.Status = STATUS_SUCCESS;
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(extension->lower, irp);
}

static NTSTATUS NTAPI open_or_close(PDEVICE_OBJECT device, PIRP irp)
{
	if (IoGetCurrentIrpStackLocation(irp)->MajorFunction == IRP_MJ_CLOSE)
		atomic_inc(&driver.closes);
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	struct extension *extension;
	PDEVICE_OBJECT fdo;
	NTSTATUS status;

	driver.adds++;
	if (!NT_SUCCESS(driver.add) || driver.attaches_nothing)
		return driver.add;
	status = IoCreateDevice(object, sizeof(*extension), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&fdo);
	if (!NT_SUCCESS(status))
		return status;
	extension = fdo->DeviceExtension;
	extension->self = fdo;
	extension->pdo = pdo;
	extension->lower = IoAttachDeviceToDeviceStack(fdo, pdo);
	driver.fdo = fdo;
	if (!driver.keeps_initializing)
		fdo->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static int pnp_init(struct kunit *test)
{
	int error = fixture_init(test);
	PDRIVER_OBJECT object;

	if (error)
		return error;
	memset(&driver, 0, sizeof(driver));
	init_completion(&driver.removed);
	object = fixture_of(test)->driver;
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = pnp;
	object->MajorFunction[IRP_MJ_CREATE] = open_or_close;
	object->MajorFunction[IRP_MJ_CLEANUP] = open_or_close;
	object->MajorFunction[IRP_MJ_CLOSE] = open_or_close;
	return 0;
}

static void expect_minors(struct kunit *test, int line, const UCHAR *expected, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, driver.count, count, "IRPs, line %d", line);
	for (i = 0; i < count && i < driver.count; i++)
		KUNIT_EXPECT_EQ_MSG(test, driver.minors[i], expected[i], "IRP %d, line %d", i, line);
	driver.count = 0;
}

#define EXPECT_MINORS(test, ...) do {							\
	static const UCHAR winwork_minors[] = { __VA_ARGS__ };				\
											\
	expect_minors(test, __LINE__, winwork_minors, ARRAY_SIZE(winwork_minors));	\
} while (0)

#define ARRIVAL IRP_MN_START_DEVICE, IRP_MN_QUERY_CAPABILITIES, IRP_MN_QUERY_PNP_DEVICE_STATE, \
		IRP_MN_QUERY_DEVICE_RELATIONS

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

static PDEVICE_OBJECT arrive(struct kunit *test)
{
	PDEVICE_OBJECT pdo = NULL;

	KUNIT_ASSERT_EQ(test, WinworkPnpAddDevice(fixture_of(test)->driver, &pdo), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, pdo);
	return pdo;
}

/* rows 515, 517 and 518: the usual case */
static void pnp_manager_test_device_comes_and_goes(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	EXPECT_MINORS(test, ARRIVAL);
	KUNIT_EXPECT_EQ(test, driver.adds, 1);
	KUNIT_EXPECT_PTR_EQ(test, pdo->AttachedDevice, driver.fdo);
	KUNIT_EXPECT_TRUE(test, pdo->Flags & DO_BUS_ENUMERATED_DEVICE);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_REMOVE_DEVICE);
	KUNIT_EXPECT_EQ(test, driver.highest, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* row 517 */
static void pnp_manager_test_failures_of_the_start(struct kunit *test)
{
	PDEVICE_OBJECT pdo = fixture_of(test)->device;

	driver.add = STATUS_NO_MEMORY;
	EXPECT_STATUS(test, WinworkPnpAddDevice(fixture_of(test)->driver, &pdo), STATUS_NO_MEMORY);
	KUNIT_EXPECT_NULL(test, pdo);
	KUNIT_EXPECT_EQ(test, driver.count, 0);
	/* Success without a device is no error, and no device. */
	driver.add = STATUS_SUCCESS;
	driver.attaches_nothing = true;
	EXPECT_STATUS(test, WinworkPnpAddDevice(fixture_of(test)->driver, &pdo), STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, pdo);
	KUNIT_EXPECT_EQ(test, driver.count, 0);
	driver.attaches_nothing = false;
	driver.start = STATUS_DEVICE_NOT_CONNECTED;
	EXPECT_STATUS(test, WinworkPnpAddDevice(fixture_of(test)->driver, &pdo),
		      STATUS_DEVICE_NOT_CONNECTED);
	KUNIT_EXPECT_NULL(test, pdo);
	EXPECT_MINORS(test, IRP_MN_START_DEVICE, IRP_MN_REMOVE_DEVICE);
	fixture_of(test)->driver->DriverExtension->AddDevice = NULL;
	EXPECT_STATUS(test, WinworkPnpAddDevice(fixture_of(test)->driver, NULL),
		      STATUS_NOT_SUPPORTED);
	EXPECT_NO_REPORT(test);
}

/* row 519 */
static void pnp_manager_test_refusal(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	driver.count = 0;
	driver.query_remove = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_CANCEL_REMOVE_DEVICE);
	/* It stays, until a removal does not ask. */
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalOrdered), STATUS_SUCCESS);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_SURPRISE_REMOVAL,
		      IRP_MN_REMOVE_DEVICE);
	pdo = arrive(test);
	driver.count = 0;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_MINORS(test, IRP_MN_SURPRISE_REMOVAL, IRP_MN_REMOVE_DEVICE);
	EXPECT_NO_REPORT(test);
}

/* An interface of the device, for opens: its name is in @link. */
static void make_interface(struct kunit *test, PDEVICE_OBJECT pdo, UNICODE_STRING *link)
{
	static const GUID class = { 0x77696e77, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };

	KUNIT_ASSERT_EQ(test, IoRegisterDeviceInterface(pdo, &class, NULL, link), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoSetDeviceInterfaceState(link, TRUE), STATUS_SUCCESS);
}

static void end_interface(UNICODE_STRING *link)
{
	IoSetDeviceInterfaceState(link, FALSE);
	RtlFreeUnicodeString(link);
}

/* rows 519 and 521: a file keeps a device that is asked, and the stack of one that has vanished. */
static void pnp_manager_test_open_file(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test), device = NULL;
	PFILE_OBJECT file = NULL, second = NULL;
	UNICODE_STRING link;

	make_interface(test, pdo, &link);
	KUNIT_ASSERT_EQ(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &device),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, device, driver.fdo);
	driver.count = 0;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_CANCEL_REMOVE_DEVICE);
	/* It can be opened again. */
	EXPECT_STATUS(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &second, &device),
		      STATUS_SUCCESS);
	ObDereferenceObject(second);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_MINORS(test, IRP_MN_SURPRISE_REMOVAL);
	EXPECT_STATUS(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &second, &device),
		      STATUS_NO_SUCH_DEVICE);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise),
		      STATUS_DELETE_PENDING);
	KUNIT_EXPECT_EQ(test, driver.count, 0);
	end_interface(&link);
	ObDereferenceObject(file);
	ASSERT_IN_TIME(test, &driver.removed);
	EXPECT_MINORS(test, IRP_MN_REMOVE_DEVICE);
	KUNIT_EXPECT_EQ(test, atomic_read(&driver.closes), 2);
	/* The end of the driver waits for the thread that removes the device. */
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	EXPECT_NO_REPORT(test);
}

/* A forced removal does not wait. The file can still be closed. */
static void pnp_manager_test_forced_removal(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test), device;
	UNICODE_STRING link;
	PFILE_OBJECT file = NULL;

	make_interface(test, pdo, &link);
	KUNIT_ASSERT_EQ(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &device),
			STATUS_SUCCESS);
	end_interface(&link);
	driver.count = 0;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalForced), STATUS_SUCCESS);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_REMOVE_DEVICE);
	ObDereferenceObject(file);
	KUNIT_EXPECT_EQ(test, atomic_read(&driver.closes), 0);
	EXPECT_NO_REPORT(test);
}

/* rows 518 and 519: the devices of a driver go with it, the newest first, whatever they say. */
static void pnp_manager_test_all_devices_of_a_driver(struct kunit *test)
{
	arrive(test);
	arrive(test);
	driver.count = 0;
	driver.query_remove = STATUS_DEVICE_BUSY;
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_SURPRISE_REMOVAL,
		      IRP_MN_REMOVE_DEVICE, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_SURPRISE_REMOVAL,
		      IRP_MN_REMOVE_DEVICE);
	arrive(test);
	driver.count = 0;
	/* A driver object that is deleted with a device. */
	fixture_renew_driver(test);
	EXPECT_MINORS(test, IRP_MN_QUERY_REMOVE_DEVICE, IRP_MN_SURPRISE_REMOVAL,
		      IRP_MN_REMOVE_DEVICE);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse --------------------------------------------------------------------------------- */

#define LEAVES_INITIALIZING	0x243
#define NOT_DETACHED		0x21d
#define NOT_DELETED		0x21e
#define FAILS_REMOVAL		0x306
#define BUGCHECK_PNP		0xca
#define NO_PDO			2

/* row 515 */
static void pnp_manager_test_flag_that_is_left_set(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	driver.keeps_initializing = true;
	pdo = arrive(test);
	EXPECT_REPORT(test, "AddDevice", BUGCHECK_IO_VIOLATION, LEAVES_INITIALIZING, pnp, driver.fdo,
		      ANY, driver.fdo);
	KUNIT_EXPECT_FALSE(test, driver.fdo->Flags & DO_DEVICE_INITIALIZING);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 520 */
static void pnp_manager_test_remove_without_detach(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	driver.forgets_detach = driver.forgets_delete = true;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	/* The last of the two reports; the first one is about the detachment. */
	KUNIT_EXPECT_EQ(test, report_count(), fixture_of(test)->reports + 2);
	fixture_of(test)->reports++;
	EXPECT_REPORT(test, "REMOVE_DEVICE", BUGCHECK_IO_VIOLATION, NOT_DELETED, pnp, driver.fdo, ANY,
		      driver.fdo);
	/* It is detached. */
	KUNIT_EXPECT_NULL(test, IoGetLowerDeviceObject(driver.fdo));
	IoDeleteDevice(driver.fdo);
	EXPECT_NO_REPORT(test);
}

/* row 520 */
static void pnp_manager_test_remove_that_fails(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test), fdo = driver.fdo;

	driver.fails_remove = true;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_REPORT(test, "REMOVE_DEVICE", BUGCHECK_IO_VIOLATION, FAILS_REMOVAL, ANY, ANY,
		      (ULONG)STATUS_UNSUCCESSFUL, ANY);
	EXPECT_REFERENCES(test, fdo, 0);
}

static void pnp_manager_test_wrong_objects(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PDEVICE_OBJECT pdo = arrive(test);
	NTSTATUS status;
	KIRQL irql;

	EXPECT_STATUS(test, WinworkPnpRemoveDevice(device, WinworkRemovalAsked),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpRemoveDevice", BUGCHECK_PNP, NO_PDO, device, ANY, ANY, device);
	EXPECT_STATUS(test, WinworkPnpAddDevice((PDRIVER_OBJECT)device, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpAddDevice", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY,
		      ANY, device);
	KeRaiseIrql(APC_LEVEL, &irql);
	status = WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked);
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpRemoveDevice", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, pdo, APC_LEVEL,
		      ANY, ANY, pdo);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalForced + 1),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case pnp_manager_cases[] = {
	KUNIT_CASE(pnp_manager_test_device_comes_and_goes),
	KUNIT_CASE(pnp_manager_test_failures_of_the_start),
	KUNIT_CASE(pnp_manager_test_refusal),
	KUNIT_CASE(pnp_manager_test_open_file),
	KUNIT_CASE(pnp_manager_test_forced_removal),
	KUNIT_CASE(pnp_manager_test_all_devices_of_a_driver),
	KUNIT_CASE(pnp_manager_test_flag_that_is_left_set),
	KUNIT_CASE(pnp_manager_test_remove_without_detach),
	KUNIT_CASE(pnp_manager_test_remove_that_fails),
	KUNIT_CASE(pnp_manager_test_wrong_objects),
	{}
};

WINWORK_SUITE_WITH(pnp_manager, pnp_init, fixture_exit);
