/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_power: what a framework's driver sees when the system sleeps and wakes.
 */
#include "wdf_queue_case.h"

#include <winwork/pnp_port.h>

/* What the callbacks do, and have seen. */
static struct {
	struct journal journal;
	WDF_POWER_DEVICE_STATE from, to;
	KIRQL highest;
	NTSTATUS entry, exit, restart, query_remove;
	atomic_t resumes;
	WDFREQUEST resumed;
	struct completion gone;
	WDF_DEVICE_PNP_STATE phases[16];	/* in which the callbacks ran */
	int phases_count;
} power;

static void record(WDFDEVICE device, const char *what)
{
	if (power.phases_count < ARRAY_SIZE(power.phases))
		power.phases[power.phases_count++] = WdfDeviceGetDevicePnpState(device);
	power.highest = max(power.highest, KeGetCurrentIrql());
	note(&power.journal, what);
}

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	power.from = from;
	record(device, "entry");
	return power.entry;
}

static NTSTATUS post_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	record(device, "post entry");
	return from == power.from ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static NTSTATUS pre_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	power.to = to;
	record(device, "pre exit");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	record(device, "exit");
	return to == power.to ? power.exit : STATUS_INVALID_PARAMETER;
}

#define RECORDS(name, text)								\
	static NTSTATUS name(WDFDEVICE device)						\
	{										\
		record(device, text);								\
		return STATUS_SUCCESS;							\
	}

RECORDS(init_io, "init")
RECORDS(suspend_io, "suspend")

static NTSTATUS query_remove(WDFDEVICE device)
{
	record(device, "query remove");
	return power.query_remove;
}

static NTSTATUS restart_io(WDFDEVICE device)
{
	record(device, "restart");
	return power.restart;
}

static VOID flush_io(WDFDEVICE device)
{
	record(device, "flush");
}

static VOID clean_up_io(WDFDEVICE device)
{
	record(device, "clean up");
	complete(&power.gone);
}

static VOID surprise(WDFDEVICE device)
{
	record(device, "surprise");
}

static NTSTATUS release(WDFDEVICE device, WDFCMRESLIST resources)
{
	record(device, "release");
	return STATUS_SUCCESS;
}

static VOID resume_request(WDFQUEUE queue, WDFREQUEST request)
{
	power.resumed = request;
	atomic_inc(&power.resumes);
}

static int power_init(struct kunit *test)
{
	int error = wdf_queue_init(test);

	if (error)
		return error;
	memset(&power, 0, sizeof(power));
	init_completion(&power.gone);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceD0Entry = d0_entry;
	wdf.callbacks.EvtDeviceD0EntryPostInterruptsEnabled = post_entry;
	wdf.callbacks.EvtDeviceD0ExitPreInterruptsDisabled = pre_exit;
	wdf.callbacks.EvtDeviceD0Exit = d0_exit;
	wdf.callbacks.EvtDeviceSelfManagedIoInit = init_io;
	wdf.callbacks.EvtDeviceSelfManagedIoSuspend = suspend_io;
	wdf.callbacks.EvtDeviceSelfManagedIoRestart = restart_io;
	wdf.callbacks.EvtDeviceSelfManagedIoFlush = flush_io;
	wdf.callbacks.EvtDeviceSelfManagedIoCleanup = clean_up_io;
	wdf.callbacks.EvtDeviceReleaseHardware = release;
	wdf.callbacks.EvtDeviceSurpriseRemoval = surprise;
	wdf.callbacks.EvtDeviceQueryRemove = query_remove;
	return 0;
}

static WDFDEVICE device_in_d0(struct kunit *test)
{
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoStop = stop_request;
	default_plan.config.EvtIoResume = resume_request;
	device = queue_device(test);
	EXPECT_JOURNAL(test, &power.journal, "entry", "post entry", "init");
	KUNIT_EXPECT_EQ(test, power.from, WdfPowerDeviceD3Final);
	atomic_set(&power.journal.count, 0);
	return device;
}

static NTSTATUS set_power(WDFDEVICE device, SYSTEM_POWER_STATE state)
{
	return WinworkPnpSetSystemPower(WdfDeviceWdmGetPhysicalDevice(device), state);
}

/* row 424: the order of the callbacks, and the states that they get */
static void wdf_power_test_sleep_and_wake(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	int round;

	for (round = 0; round < 3; round++) {
		EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
		EXPECT_JOURNAL(test, &power.journal, "suspend", "pre exit", "exit");
		KUNIT_EXPECT_EQ(test, power.to, WdfPowerDeviceD3);
		/* It sleeps already. */
		EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
		EXPECT_STATUS(test, set_power(device, PowerSystemHibernate), STATUS_SUCCESS);
		EXPECT_JOURNAL(test, &power.journal, "suspend", "pre exit", "exit");
		atomic_set(&power.journal.count, 0);
		EXPECT_STATUS(test, set_power(device, PowerSystemWorking), STATUS_SUCCESS);
		EXPECT_STATUS(test, set_power(device, PowerSystemWorking), STATUS_SUCCESS);
		EXPECT_JOURNAL(test, &power.journal, "entry", "post entry", "restart");
		KUNIT_EXPECT_EQ(test, power.from, WdfPowerDeviceD3);
		atomic_set(&power.journal.count, 0);
	}
	KUNIT_EXPECT_EQ(test, power.highest, PASSIVE_LEVEL);
	WinworkWdfRemoveDevice(device);
	EXPECT_JOURNAL(test, &power.journal, "query remove", "suspend", "pre exit", "exit", "release",
		       "flush", "clean up");
	KUNIT_EXPECT_EQ(test, power.to, WdfPowerDeviceD3Final);
	EXPECT_NO_REPORT(test);
}

static void expect_phases(struct kunit *test, int line, const WDF_DEVICE_PNP_STATE *phases, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, power.phases_count, count, "line %d", line);
	for (i = 0; i < count && i < power.phases_count; i++)
		KUNIT_EXPECT_EQ_MSG(test, power.phases[i], phases[i], "callback %d, line %d", i, line);
	power.phases_count = 0;
}

#define EXPECT_PHASES(test, ...) do {							\
	static const WDF_DEVICE_PNP_STATE winwork_phases[] = { __VA_ARGS__ };		\
											\
	expect_phases(test, __LINE__, winwork_phases, ARRAY_SIZE(winwork_phases));	\
} while (0)

/* row 990 */
static void wdf_power_test_phases(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device);

	EXPECT_PHASES(test, WdfDevStatePnpHardwareAvailable, WdfDevStatePnpHardwareAvailable,
		      WdfDevStatePnpHardwareAvailable);
	KUNIT_EXPECT_EQ(test, WdfDeviceGetDevicePnpState(device), WdfDevStatePnpStarted);
	KUNIT_EXPECT_EQ(test, WdfDeviceGetDevicePnpState(NULL), WdfDevStatePnpInvalid);
	EXPECT_VIOLATION(test, "WdfDeviceGetDevicePnpState", INVALID_HANDLE, NULL);
	power.query_remove = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_PHASES(test, WdfDevStatePnpQueryRemoveAskDriver);
	KUNIT_EXPECT_EQ(test, WdfDeviceGetDevicePnpState(device), WdfDevStatePnpStarted);
	power.query_remove = STATUS_SUCCESS;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	/* query remove; suspend, pre exit, exit, release, flush; clean up */
	EXPECT_PHASES(test, WdfDevStatePnpQueryRemoveAskDriver, WdfDevStatePnpRemovingDisableInterfaces,
		      WdfDevStatePnpRemovingDisableInterfaces, WdfDevStatePnpRemovingDisableInterfaces,
		      WdfDevStatePnpRemovingDisableInterfaces, WdfDevStatePnpRemovingDisableInterfaces,
		      WdfDevStatePnpRemoved);
	EXPECT_NO_REPORT(test);
}

/* row 990 */
static void wdf_power_test_phases_of_a_surprise(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device);

	power.phases_count = 0;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	/* surprise, suspend, pre exit, exit, release, flush; clean up */
	EXPECT_PHASES(test, WdfDevStatePnpSurpriseRemove, WdfDevStatePnpSurpriseRemove, WdfDevStatePnpSurpriseRemove,
		      WdfDevStatePnpSurpriseRemove, WdfDevStatePnpSurpriseRemove, WdfDevStatePnpSurpriseRemove,
		      WdfDevStatePnpRemoved);
	EXPECT_NO_REPORT(test);
}

/* row 423: a device that sleeps goes straight to EvtDeviceReleaseHardware */
static void wdf_power_test_removal_while_it_sleeps(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device);

	EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
	atomic_set(&power.journal.count, 0);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &power.journal, "surprise", "release", "flush", "clean up");
	EXPECT_NO_REPORT(test);
}

/* rows 427 and 428: requests wait while the device sleeps */
static void wdf_power_test_requests_wait(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	struct sent kept, given_back, late;

	send_irp(test, device, &kept, IRP_MJ_READ, 8);
	send_irp(test, device, &given_back, IRP_MJ_READ, 8);
	EXPECT_COUNTS(test, default_plan.queue, 0, 2);
	seen.stop_answers = true;
	EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.stops), 2);
	KUNIT_EXPECT_EQ(test, seen.stop_flags, (ULONG)WdfRequestStopActionSuspend);
	EXPECT_COUNTS(test, default_plan.queue, 1, 1);
	send_irp(test, device, &late, IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	EXPECT_COUNTS(test, default_plan.queue, 2, 1);

	seen.completes = true;
	EXPECT_STATUS(test, set_power(device, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &given_back, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &late, STATUS_SUCCESS);
	/* EvtIoResume is for the one that the driver kept, once. */
	KUNIT_EXPECT_EQ(test, atomic_read(&power.resumes), 1);
	KUNIT_EXPECT_PTR_EQ(test, power.resumed, seen.request[0]);
	EXPECT_PENDING(test, &kept);
	WdfRequestComplete(power.resumed, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &kept, STATUS_SUCCESS);
	EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_STATUS(test, set_power(device, PowerSystemWorking), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&power.resumes), 1);
	EXPECT_NO_REPORT(test);
}

/* A device that does not come up again is removed as one that has gone. */
static void wdf_power_test_a_failure_removes_the_device(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);

	EXPECT_STATUS(test, set_power(device, PowerSystemSleeping3), STATUS_SUCCESS);
	atomic_set(&power.journal.count, 0);
	power.entry = STATUS_DEVICE_HARDWARE_ERROR;
	/* No driver may fail the IRP. */
	EXPECT_STATUS(test, set_power(device, PowerSystemWorking), STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &power.gone);
	EXPECT_JOURNAL(test, &power.journal, "entry", "surprise", "release", "flush", "clean up");
	EXPECT_NO_REPORT(test);
}

/* row 876 */
static void wdf_power_test_a_driver_gives_up_its_device(struct kunit *test)
{
	WDFDEVICE device = device_in_d0(test);
	KIRQL irql;

	WdfDeviceSetFailed(device, WdfDeviceFailedUndefined);
	EXPECT_VIOLATION(test, "WdfDeviceSetFailed", OBJECT_ERROR, device);
	atomic_set(&power.journal.count, 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfDeviceSetFailed(device, WdfDeviceFailedAttemptRestart);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &power.gone);
	EXPECT_JOURNAL(test, &power.journal, "surprise", "suspend", "pre exit", "exit", "release", "flush",
		       "clean up");
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_power_cases[] = {
	KUNIT_CASE(wdf_power_test_sleep_and_wake),
	KUNIT_CASE(wdf_power_test_phases),
	KUNIT_CASE(wdf_power_test_phases_of_a_surprise),
	KUNIT_CASE(wdf_power_test_removal_while_it_sleeps),
	KUNIT_CASE(wdf_power_test_requests_wait),
	KUNIT_CASE(wdf_power_test_a_failure_removes_the_device),
	KUNIT_CASE(wdf_power_test_a_driver_gives_up_its_device),
	{}
};

WINWORK_SUITE_WITH(wdf_power, power_init, wdf_exit);
