/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite po_irp: power IRPs in a stack of a WDM driver, and the functions that ask for them. The driver is
 * a power policy owner as Windows's pages have it.
 */
#include "irp_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>
#include <winwork/po/power.h>

#define DISPATCHED(minor, type, state) ((minor) << 16 | (type) << 8 | (state))

struct extension {
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT lower;
};

/* What the driver does, and what it has seen. */
static struct {
	int irps[16];
	int count;
	KIRQL highest;
	bool owns_policy, keeps, fails_query;
	POWER_ACTION action;
	PDEVICE_OBJECT fdo;
	PIRP kept;
	/* The completion function of PoRequestPowerIrp. */
	int completions;
	UCHAR minor;
	DEVICE_POWER_STATE state;
	NTSTATUS status;
	bool was_last;
	int passed;			/* completion routines of the driver that have run */
	struct completion completed, has_kept;
} driver;

static VOID device_changed(PDEVICE_OBJECT device, UCHAR minor, POWER_STATE state, PVOID context,
			   PIO_STATUS_BLOCK status)
{
	finish_irp(context, STATUS_SUCCESS, 0);
}

static NTSTATUS NTAPI system_told(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	POWER_STATE wanted;

	wanted.DeviceState =
		IoGetCurrentIrpStackLocation(irp)->Parameters.Power.State.SystemState ==
		PowerSystemWorking ? PowerDeviceD0 : PowerDeviceD2;
	PoRequestPowerIrp(device, IRP_MN_SET_POWER, wanted, device_changed, irp, NULL);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS NTAPI passed(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	driver.passed++;
	if (irp->PendingReturned)
		IoMarkIrpPending(irp);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS NTAPI dispatch_power(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const bool is_system = location->Parameters.Power.Type == SystemPowerState;

	if (driver.count < ARRAY_SIZE(driver.irps))
		driver.irps[driver.count++] =
			DISPATCHED(location->MinorFunction, location->Parameters.Power.Type,
				   location->Parameters.Power.State.SystemState);
	driver.highest = max(driver.highest, KeGetCurrentIrql());
	if (is_system)
		driver.action = location->Parameters.Power.ShutdownType;
	PoStartNextPowerIrp(irp);
	if (location->MinorFunction == IRP_MN_QUERY_POWER && driver.fails_query) {
		finish_irp(irp, STATUS_DEVICE_BUSY, 0);
		return STATUS_DEVICE_BUSY;
	}
	if (driver.keeps && !is_system) {
		IoMarkIrpPending(irp);
		driver.kept = irp;
		complete(&driver.has_kept);
		return STATUS_PENDING;
	}
	IoCopyCurrentIrpStackLocationToNext(irp);
	if (location->MinorFunction == IRP_MN_SET_POWER && is_system && driver.owns_policy) {
		IoMarkIrpPending(irp);
		IoSetCompletionRoutine(irp, system_told, NULL, TRUE, TRUE, TRUE);
		PoCallDriver(extension->lower, irp);
		return STATUS_PENDING;
	}
	IoSetCompletionRoutine(irp, passed, NULL, TRUE, TRUE, TRUE);
	return PoCallDriver(extension->lower, irp);
}

static NTSTATUS NTAPI dispatch_pnp(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	NTSTATUS status;

	if (IoGetCurrentIrpStackLocation(irp)->MinorFunction != IRP_MN_REMOVE_DEVICE) {
		irp->IoStatus.Status = STATUS_SUCCESS;
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(extension->lower, irp);
	}
	irp->IoStatus.Status = STATUS_SUCCESS;
	IoSkipCurrentIrpStackLocation(irp);
	status = IoCallDriver(extension->lower, irp);
	IoDetachDevice(extension->lower);
	IoDeleteDevice(device);
	return status;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	struct extension *extension;
	NTSTATUS status = IoCreateDevice(object, sizeof(*extension), NULL, FILE_DEVICE_UNKNOWN, 0,
					 FALSE, &driver.fdo);

	if (!NT_SUCCESS(status))
		return status;
	extension = driver.fdo->DeviceExtension;
	extension->self = driver.fdo;
	extension->lower = IoAttachDeviceToDeviceStack(driver.fdo, pdo);
	driver.fdo->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static int po_init(struct kunit *test)
{
	int error = fixture_init(test);
	PDRIVER_OBJECT object;

	if (error)
		return error;
	memset(&driver, 0, sizeof(driver));
	init_completion(&driver.completed);
	init_completion(&driver.has_kept);
	object = fixture_of(test)->driver;
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = dispatch_pnp;
	object->MajorFunction[IRP_MJ_POWER] = dispatch_power;
	return 0;
}

static void po_exit(struct kunit *test)
{
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	fixture_exit(test);
}

static PDEVICE_OBJECT arrive(struct kunit *test)
{
	PDEVICE_OBJECT pdo = NULL;

	KUNIT_ASSERT_EQ(test, WinworkPnpAddDevice(fixture_of(test)->driver, &pdo), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, pdo);
	return pdo;
}

static void expect_irps(struct kunit *test, int line, const int *expected, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, driver.count, count, "IRPs, line %d", line);
	for (i = 0; i < count && i < driver.count; i++)
		KUNIT_EXPECT_EQ_MSG(test, driver.irps[i], expected[i], "IRP %d, line %d", i, line);
	driver.count = 0;
}

#define EXPECT_IRPS(test, ...) do {							\
	static const int winwork_irps[] = { __VA_ARGS__ };				\
											\
	expect_irps(test, __LINE__, winwork_irps, ARRAY_SIZE(winwork_irps));		\
} while (0)

#define SYSTEM(minor, state) DISPATCHED(IRP_MN_##minor, SystemPowerState, state)
#define DEVICE(minor, state) DISPATCHED(IRP_MN_##minor, DevicePowerState, state)

/* row 546: the pattern of a power policy owner, both ways */
static void po_irp_test_policy_owner(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	driver.owns_policy = true;
	KUNIT_EXPECT_EQ(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_IRPS(test, SYSTEM(QUERY_POWER, PowerSystemSleeping3),
		    SYSTEM(SET_POWER, PowerSystemSleeping3), DEVICE(SET_POWER, PowerDeviceD2));
	KUNIT_EXPECT_EQ(test, driver.action, PowerActionSleep);
	KUNIT_EXPECT_EQ(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_IRPS(test, SYSTEM(SET_POWER, PowerSystemWorking), DEVICE(SET_POWER, PowerDeviceD0));
	KUNIT_EXPECT_EQ(test, driver.highest, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* row 547: a refusal, after which the stack hears that the system works */
static void po_irp_test_refusal(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	driver.fails_query = true;
	KUNIT_EXPECT_EQ(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3),
			STATUS_DEVICE_BUSY);
	EXPECT_IRPS(test, SYSTEM(QUERY_POWER, PowerSystemSleeping3),
		    SYSTEM(SET_POWER, PowerSystemWorking));
	EXPECT_NO_REPORT(test);
}

static VOID completed(PDEVICE_OBJECT device, UCHAR minor, POWER_STATE state, PVOID context,
		      PIO_STATUS_BLOCK status)
{
	driver.completions++;
	driver.minor = minor;
	driver.state = state.DeviceState;
	driver.status = status->Status;
	driver.was_last = driver.passed == driver.completions &&
			  device == driver.fdo && context == &driver;
	complete(&driver.completed);
}

static NTSTATUS request(UCHAR minor, DEVICE_POWER_STATE state)
{
	POWER_STATE wanted = { .DeviceState = state };

	return PoRequestPowerIrp(driver.fdo, minor, wanted, completed, &driver, NULL);
}

/* row 548: statuses, and the completion function is last */
static void po_irp_test_request(struct kunit *test)
{
	POWER_STATE wanted = { .DeviceState = PowerDeviceD3 };
	PDEVICE_OBJECT no_device;
	KIRQL former;
	PIRP irp = NULL;

	arrive(test);
	KeRaiseIrql(DISPATCH_LEVEL, &former);
	KUNIT_EXPECT_EQ(test, request(IRP_MN_SET_POWER, PowerDeviceD3), STATUS_PENDING);
	KeLowerIrql(former);
	ASSERT_IN_TIME(test, &driver.completed);
	EXPECT_IRPS(test, DEVICE(SET_POWER, PowerDeviceD3));
	KUNIT_EXPECT_EQ(test, driver.highest, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, driver.minor, IRP_MN_SET_POWER);
	KUNIT_EXPECT_EQ(test, driver.state, PowerDeviceD3);
	KUNIT_EXPECT_EQ(test, driver.status, STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, driver.was_last);

	KUNIT_EXPECT_EQ(test, request(IRP_MN_QUERY_POWER, PowerDeviceD1), STATUS_PENDING);
	ASSERT_IN_TIME(test, &driver.completed);
	EXPECT_IRPS(test, DEVICE(QUERY_POWER, PowerDeviceD1));

	/* No device can wake the system. */
	KUNIT_EXPECT_EQ(test, PoRequestPowerIrp(driver.fdo, IRP_MN_WAIT_WAKE, wanted, completed,
						&driver, &irp), STATUS_PENDING);
	KUNIT_EXPECT_NOT_NULL(test, irp);
	ASSERT_IN_TIME(test, &driver.completed);
	KUNIT_EXPECT_EQ(test, driver.status, STATUS_NOT_SUPPORTED);
	EXPECT_NO_REPORT(test);

	KUNIT_EXPECT_EQ(test, request(IRP_MN_POWER_SEQUENCE, PowerDeviceD3),
			STATUS_INVALID_PARAMETER_2);
	KUNIT_EXPECT_EQ(test, driver.completions, 3);
	EXPECT_NO_REPORT(test);
	no_device = (PDEVICE_OBJECT)fixture_of(test)->driver;
	KUNIT_EXPECT_EQ(test, PoRequestPowerIrp(no_device, IRP_MN_SET_POWER, wanted, NULL, NULL, NULL),
			STATUS_INVALID_PARAMETER_1);
	EXPECT_REPORT(test, "PoRequestPowerIrp", BUGCHECK_REFERENCE_BY_POINTER, 0, no_device, ANY, ANY,
		      no_device);
}

/* row 549: one at a time */
static void po_irp_test_second_waits(struct kunit *test)
{
	PDEVICE_OBJECT pdo = arrive(test);

	driver.keeps = true;
	KUNIT_EXPECT_EQ(test, request(IRP_MN_SET_POWER, PowerDeviceD3), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, request(IRP_MN_SET_POWER, PowerDeviceD0), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, request(IRP_MN_QUERY_POWER, PowerDeviceD1), STATUS_PENDING);
	ASSERT_IN_TIME(test, &driver.has_kept);
	/* The system's are of another kind. */
	KUNIT_EXPECT_EQ(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_IRPS(test, DEVICE(SET_POWER, PowerDeviceD3),
		    SYSTEM(QUERY_POWER, PowerSystemSleeping3),
		    SYSTEM(SET_POWER, PowerSystemSleeping3));
	driver.keeps = false;
	finish_irp(driver.kept, STATUS_SUCCESS, 0);
	ASSERT_IN_TIME(test, &driver.completed);
	ASSERT_IN_TIME(test, &driver.completed);
	ASSERT_IN_TIME(test, &driver.completed);
	EXPECT_IRPS(test, DEVICE(SET_POWER, PowerDeviceD0), DEVICE(QUERY_POWER, PowerDeviceD1));
	EXPECT_NO_REPORT(test);
}

/* row 551 */
static void po_irp_test_set_power_state(struct kunit *test)
{
	POWER_STATE state;

	arrive(test);
	state.DeviceState = PowerDeviceD3;
	KUNIT_EXPECT_EQ(test, PoSetPowerState(driver.fdo, DevicePowerState, state).DeviceState,
			PowerDeviceD0);
	state.DeviceState = PowerDeviceD1;
	KUNIT_EXPECT_EQ(test, PoSetPowerState(driver.fdo, DevicePowerState, state).DeviceState,
			PowerDeviceD3);
	state.SystemState = PowerSystemSleeping1;
	KUNIT_EXPECT_EQ(test, PoSetPowerState(driver.fdo, SystemPowerState, state).SystemState,
			PowerSystemWorking);
	KUNIT_EXPECT_EQ(test, PoSetPowerState(driver.fdo, SystemPowerState, state).SystemState,
			PowerSystemSleeping1);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case po_irp_cases[] = {
	KUNIT_CASE(po_irp_test_policy_owner),
	KUNIT_CASE(po_irp_test_refusal),
	KUNIT_CASE(po_irp_test_request),
	KUNIT_CASE(po_irp_test_second_waits),
	KUNIT_CASE(po_irp_test_set_power_state),
	{}
};

WINWORK_SUITE_WITH(po_irp, po_init, po_exit);
