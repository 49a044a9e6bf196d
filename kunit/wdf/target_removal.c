/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_target_removal: a target that a framework's driver has opened, whose device is to go, stays, or
 * has gone.
 */
#include "wdf_queue_case.h"

#include <winwork/pnp_port.h>

#define IOCTL CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS)

static struct {
	WDFDEVICE device;		/* below */
	PDEVICE_OBJECT pdo;		/* its own, referenced */
	WDFIOTARGET target;
	struct journal journal;
	NTSTATUS device_answer;		/* whether it may go, as its driver says */
	NTSTATUS answer;		/* likewise the target's */
	bool closes, opens_again;
	NTSTATUS opened;		/* again */
	WDF_IO_TARGET_STATE closed_state;
	KIRQL highest;
	PFILE_OBJECT served_file;	/* of the last request */
} lower;

static VOID serve(WDFQUEUE queue, WDFREQUEST request)
{
	lower.served_file = IoGetCurrentIrpStackLocation(WdfRequestWdmGetIrp(request))->FileObject;
	WdfRequestComplete(request, STATUS_SUCCESS);
}

static NTSTATUS make_lower(WDFDEVICE device)
{
	DECLARE_CONST_UNICODE_STRING(link, L"\\??\\WdfTargetRemoval");
	WDF_IO_QUEUE_CONFIG config;
	NTSTATUS status;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
	config.EvtIoDefault = serve;
	status = WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
	return status ? status : WdfDeviceCreateSymbolicLink(device, &link);
}

static NTSTATUS device_may_go(WDFDEVICE device)
{
	return device == lower.device ? lower.device_answer : STATUS_SUCCESS;
}

static NTSTATUS may_go(WDFIOTARGET target)
{
	lower.highest = max(lower.highest, KeGetCurrentIrql());
	note(&lower.journal, target == lower.target ? "asked" : "another target");
	if (lower.closes)
		WdfIoTargetCloseForQueryRemove(target);
	lower.closed_state = WdfIoTargetGetState(target);
	return lower.answer;
}

static VOID stays(WDFIOTARGET target)
{
	WDF_IO_TARGET_OPEN_PARAMS params;

	note(&lower.journal, "stays");
	if (!lower.opens_again)
		return;
	WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
	lower.opened = WdfIoTargetOpen(target, &params);
}

static VOID gone(WDFIOTARGET target)
{
	note(&lower.journal, "gone");
	WdfIoTargetClose(target);
}

static int removal_init(struct kunit *test)
{
	int error = wdf_queue_init(test);

	if (error)
		return error;
	memset(&lower, 0, sizeof(lower));
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceQueryRemove = device_may_go;
	return 0;
}

static void removal_exit(struct kunit *test)
{
	if (lower.pdo)
		ObDereferenceObject(lower.pdo);
	lower.pdo = NULL;
	wdf_exit(test);
}

static void open_target(struct kunit *test, bool has_callbacks)
{
	DECLARE_CONST_UNICODE_STRING(link, L"\\??\\WdfTargetRemoval");
	WDF_IO_TARGET_OPEN_PARAMS params;

	wdf.made = make_lower;
	lower.device = add_device(test, WdfExecutionLevelInheritFromParent,
				  WdfSynchronizationScopeInheritFromParent);
	wdf.made = NULL;
	lower.pdo = WdfDeviceWdmGetPhysicalDevice(lower.device);
	ObReferenceObject(lower.pdo);
	ASSERT_SUCCESS(test, WdfIoTargetCreate(wdf.device, WDF_NO_OBJECT_ATTRIBUTES, &lower.target));
	WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &link, GENERIC_READ);
	if (has_callbacks) {
		params.EvtIoTargetQueryRemove = may_go;
		params.EvtIoTargetRemoveCanceled = stays;
		params.EvtIoTargetRemoveComplete = gone;
	}
	ASSERT_SUCCESS(test, WdfIoTargetOpen(lower.target, &params));
}

static NTSTATUS send(void)
{
	return WdfIoTargetSendIoctlSynchronously(lower.target, NULL, IOCTL, NULL, NULL, NULL, NULL);
}

static NTSTATUS remove_lower(WINWORK_REMOVAL how)
{
	return WinworkPnpRemoveDevice(lower.pdo, how);
}

#define EXPECT_STATE(test, state)								\
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), state)

/* row 894: without callbacks the target lets its device go */
static void wdf_target_removal_test_default(struct kunit *test)
{
	open_target(test, false);
	EXPECT_STATUS(test, send(), STATUS_SUCCESS);
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_STATE(test, WdfIoTargetClosed);
	EXPECT_STATUS(test, send(), STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_NULL(test, WdfIoTargetWdmGetTargetFileObject(lower.target));
	EXPECT_NO_REPORT(test);
}

/* row 894: and opens it again when it stays, however often */
static void wdf_target_removal_test_default_stays(struct kunit *test)
{
	int i;

	open_target(test, false);
	lower.device_answer = STATUS_DEVICE_BUSY;
	for (i = 0; i < 3; i++) {
		EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_DEVICE_BUSY);
		EXPECT_STATE(test, WdfIoTargetStarted);
		EXPECT_STATUS(test, send(), STATUS_SUCCESS);
	}
	lower.device_answer = STATUS_SUCCESS;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_STATE(test, WdfIoTargetClosed);
	EXPECT_NO_REPORT(test);
}

/* row 895: the driver's callbacks have the say */
static void wdf_target_removal_test_callbacks(struct kunit *test)
{
	open_target(test, true);
	lower.answer = STATUS_UNSUCCESSFUL;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_UNSUCCESSFUL);
	EXPECT_JOURNAL(test, &lower.journal, "asked", "stays");
	EXPECT_STATE(test, WdfIoTargetStarted);
	EXPECT_STATUS(test, send(), STATUS_SUCCESS);

	/* An open target keeps its device. */
	atomic_set(&lower.journal.count, 0);
	lower.answer = STATUS_SUCCESS;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_JOURNAL(test, &lower.journal, "asked", "stays");

	atomic_set(&lower.journal.count, 0);
	lower.closes = true;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &lower.journal, "asked", "gone");
	KUNIT_EXPECT_EQ(test, lower.closed_state, WdfIoTargetClosedForQueryRemove);
	KUNIT_EXPECT_EQ(test, lower.highest, PASSIVE_LEVEL);
	EXPECT_STATE(test, WdfIoTargetClosed);
	EXPECT_NO_REPORT(test);
}

/* row 896: a target that was closed so is opened again as before, with its callbacks */
static void wdf_target_removal_test_reopen(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;

	open_target(test, true);
	lower.closes = true;
	lower.device_answer = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_JOURNAL(test, &lower.journal, "asked", "stays");
	EXPECT_STATE(test, WdfIoTargetClosedForQueryRemove);
	EXPECT_STATUS(test, send(), STATUS_INVALID_DEVICE_STATE);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_INVALID_DEVICE_STATE);

	atomic_set(&lower.journal.count, 0);
	lower.opens_again = true;
	lower.opened = STATUS_PENDING;
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_JOURNAL(test, &lower.journal, "asked", "stays");
	EXPECT_STATUS(test, lower.opened, STATUS_SUCCESS);
	EXPECT_STATE(test, WdfIoTargetStarted);
	EXPECT_STATUS(test, send(), STATUS_SUCCESS);

	/* A closed target keeps the name, and is told of nothing. */
	atomic_set(&lower.journal.count, 0);
	WdfIoTargetClose(lower.target);
	EXPECT_STATUS(test, remove_lower(WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.journal.count), 0);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_SUCCESS);
	EXPECT_STATUS(test, send(), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 896: a request that was formatted before goes with the file of the new open */
static void wdf_target_removal_test_formatted_before(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;
	WDF_REQUEST_SEND_OPTIONS options;
	WDFREQUEST request = NULL;
	PFILE_OBJECT first;

	open_target(test, false);
	ASSERT_SUCCESS(test, WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, lower.target, &request));
	EXPECT_STATUS(test, WdfIoTargetFormatRequestForIoctl(lower.target, request, IOCTL, NULL, NULL, NULL,
							     NULL), STATUS_SUCCESS);
	first = WdfIoTargetWdmGetTargetFileObject(lower.target);
	ObReferenceObject(first);
	WdfIoTargetClose(lower.target);
	WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
	KUNIT_EXPECT_FALSE(test, WdfRequestSend(request, lower.target, &options));
	EXPECT_STATUS(test, WdfRequestGetStatus(request), STATUS_INVALID_DEVICE_STATE);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, WdfRequestSend(request, lower.target, &options));
	KUNIT_EXPECT_PTR_EQ(test, lower.served_file, WdfIoTargetWdmGetTargetFileObject(lower.target));
	KUNIT_EXPECT_PTR_NE(test, lower.served_file, first);
	ObDereferenceObject(first);
	WdfObjectDelete(request);
	EXPECT_NO_REPORT(test);
}

/* row 894: nobody is asked of hardware that has gone */
static void wdf_target_removal_test_surprise(struct kunit *test)
{
	open_target(test, true);
	EXPECT_STATUS(test, remove_lower(WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &lower.journal, "gone");
	EXPECT_STATE(test, WdfIoTargetClosed);
	EXPECT_NO_REPORT(test);
}

/* row 896: wrong calls */
static void wdf_target_removal_test_refused(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;
	WDFIOTARGET own = WdfDeviceGetIoTarget(wdf.device);
	KIRQL irql;

	open_target(test, false);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfIoTargetCloseForQueryRemove(lower.target);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfIoTargetCloseForQueryRemove", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, 0, ANY, ANY);
	EXPECT_STATE(test, WdfIoTargetStarted);
	WdfIoTargetCloseForQueryRemove(own);
	EXPECT_VIOLATION(test, "WdfIoTargetCloseForQueryRemove", OBJECT_ERROR, own);
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(own), WdfIoTargetStarted);

	WdfIoTargetClose(lower.target);
	WdfIoTargetCloseForQueryRemove(lower.target);
	EXPECT_STATE(test, WdfIoTargetClosed);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params, WdfDeviceWdmGetDeviceObject(lower.device));
	ASSERT_SUCCESS(test, WdfIoTargetOpen(lower.target, &params));
	WdfIoTargetClose(lower.target);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(&params);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATE(test, WdfIoTargetClosed);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_target_removal_cases[] = {
	KUNIT_CASE(wdf_target_removal_test_default),
	KUNIT_CASE(wdf_target_removal_test_default_stays),
	KUNIT_CASE(wdf_target_removal_test_callbacks),
	KUNIT_CASE(wdf_target_removal_test_reopen),
	KUNIT_CASE(wdf_target_removal_test_formatted_before),
	KUNIT_CASE(wdf_target_removal_test_surprise),
	KUNIT_CASE(wdf_target_removal_test_refused),
	{}
};

WINWORK_SUITE_WITH(wdf_target_removal, removal_init, removal_exit);
