/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_filter: a filter of the framework's over or under a function driver of the framework's.
 */
#include "wdf_queue_case.h"

/* The filter's driver, and what its next device has. */
static struct {
	PDRIVER_OBJECT object;
	WDFDEVICE device;
	WDF_IO_QUEUE_CONFIG config;	/* of a default queue, if Size is set */
	WDFQUEUE queue;
	WDF_FILEOBJECT_CONFIG files;	/* if Size is set */
	PFN_WDFDEVICE_WDM_IRP_PREPROCESS preprocess;	/* of IRP_MJ_FLUSH_BUFFERS, or NULL */
	bool is_no_filter;
	atomic_t taken;			/* requests that its queue got */
	atomic_t destroys;		/* of its devices */
} filter;

static struct journal journal;
static NTSTATUS create_status;		/* of the function driver */

#define NOTES_FILE(name, text)		\
	static VOID name(WDFFILEOBJECT file) { note(&journal, text); }

NOTES_FILE(filter_cleanup, "filter cleanup")
NOTES_FILE(filter_close, "filter close")
NOTES_FILE(function_cleanup, "function cleanup")
NOTES_FILE(function_close, "function close")

#define NOTES_POWER(name, text)						\
	static NTSTATUS name(WDFDEVICE device, WDF_POWER_DEVICE_STATE state)	\
	{								\
		note(&journal, text);					\
		return STATUS_SUCCESS;					\
	}

NOTES_POWER(filter_entry, "filter entry")
NOTES_POWER(filter_exit, "filter exit")
NOTES_POWER(function_entry, "function entry")
NOTES_POWER(function_exit, "function exit")

static WDFFILEOBJECT function_file;	/* of the last create */

static VOID function_create(WDFDEVICE device, WDFREQUEST request, WDFFILEOBJECT file)
{
	function_file = file;
	note(&journal, "function create");
	WdfRequestComplete(request, create_status);
}

static VOID take_read(WDFQUEUE queue, WDFREQUEST request, size_t length)
{
	atomic_inc(&filter.taken);
	WdfRequestComplete(request, STATUS_ALERTED);
}

static NTSTATUS NTAPI flush(PDEVICE_OBJECT device, PIRP irp)
{
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static VOID filter_destroyed(WDFOBJECT device)
{
	atomic_inc(&filter.destroys);
}

static NTSTATUS add_filter_device(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	WDF_OBJECT_ATTRIBUTES attributes;
	NTSTATUS status;

	if (!filter.is_no_filter)
		WdfFdoInitSetFilter(init);
	WdfDeviceInitSetIoType(init, WdfDeviceIoNeither);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	callbacks.EvtDeviceD0Entry = filter_entry;
	callbacks.EvtDeviceD0Exit = filter_exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(init, &callbacks);
	if (filter.files.Size)
		WdfDeviceInitSetFileObjectConfig(init, &filter.files, WDF_NO_OBJECT_ATTRIBUTES);
	if (filter.preprocess) {
		status = WdfDeviceInitAssignWdmIrpPreprocessCallback(init, filter.preprocess,
								     IRP_MJ_FLUSH_BUFFERS, NULL, 0);
		if (!NT_SUCCESS(status))
			return status;
	}
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = filter_destroyed;
	status = WdfDeviceCreate(&init, &attributes, &filter.device);
	if (!NT_SUCCESS(status) || !filter.config.Size)
		return status;
	return WdfIoQueueCreate(filter.device, &filter.config, WDF_NO_OBJECT_ATTRIBUTES, &filter.queue);
}

static void filter_unload(WDFDRIVER driver)
{
}

static int wdf_filter_init(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\filter");
	WDF_DRIVER_CONFIG config;
	int error;

	memset(&filter, 0, sizeof(filter));
	memset(&journal, 0, sizeof(journal));
	create_status = STATUS_SUCCESS;
	error = wdf_queue_init(test);
	if (error)
		return error;
	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		return -ENOMEM;
	filter.object = created_driver;
	WDF_DRIVER_CONFIG_INIT(&config, add_filter_device);
	config.EvtDriverUnload = filter_unload;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceD0Entry = function_entry;
	wdf.callbacks.EvtDeviceD0Exit = function_exit;
	return WdfDriverCreate(filter.object, &path, WDF_NO_OBJECT_ATTRIBUTES, &config,
			       WDF_NO_HANDLE) == STATUS_SUCCESS ? 0 : -ENOMEM;
}

static void wdf_filter_exit(struct kunit *test)
{
	if (filter.object) {
		WinworkPnpRemoveDevices(fixture_of(test)->driver);
		if (filter.object->DriverUnload)
			filter.object->DriverUnload(filter.object);
		IoDeleteDriver(filter.object);
	}
	wdf_exit(test);
}

/* A function device with a default queue that takes everything, and the filter over or under it. */
static WDFDEVICE filtered_device(struct kunit *test, bool is_upper)
{
	WDFDEVICE device;

	ASSERT_SUCCESS(test, WinworkPnpAddFilter(filter.object, fixture_of(test)->driver, is_upper));
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	KUNIT_ASSERT_NOT_NULL(test, filter.device);
	KUNIT_ASSERT_PTR_EQ(test, (void *)WdfDeviceGetDriver(device), (void *)wdf.driver);
	return device;
}

static void default_queue(WDF_IO_QUEUE_DISPATCH_TYPE type)
{
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&filter.config, type);
}

/* row 495: a filter without a queue */
static void wdf_filter_test_requests_go_past(struct kunit *test)
{
	static const UCHAR majors[] = { IRP_MJ_READ, IRP_MJ_WRITE, IRP_MJ_DEVICE_CONTROL,
					IRP_MJ_INTERNAL_DEVICE_CONTROL };
	struct sent sent, flushed;
	int i;

	filtered_device(test, true);
	for (i = 0; i < ARRAY_SIZE(majors); i++) {
		send_irp(test, filter.device, &sent, majors[i], 8);
		KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), i + 1);
		KUNIT_EXPECT_PTR_EQ(test, (void *)seen.queue, (void *)default_plan.queue);
		EXPECT_PENDING(test, &sent);
		WdfRequestCompleteWithInformation(seen.request[i], STATUS_SUCCESS, 5);
		KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, 5);
		EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	}
	/* The framework refuses what it has no queue for, but not for a filter. */
	fixture_of(test)->driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = flush;
	send_irp(test, filter.device, &flushed, IRP_MJ_FLUSH_BUFFERS, 0);
	EXPECT_COMPLETED(test, &flushed, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS give_back(WDFDEVICE device, PIRP irp)
{
	atomic_inc(&filter.taken);
	IoSkipCurrentIrpStackLocation(irp);
	return WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
}

/* row 1162: what the framework does not handle goes past a filter that has preprocessed it */
static void wdf_filter_test_preprocessed_goes_past(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	filter.preprocess = give_back;
	device = filtered_device(test, true);
	fixture_of(test)->driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = flush;
	send_irp(test, filter.device, &sent, IRP_MJ_FLUSH_BUFFERS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&filter.taken), 1);
	KUNIT_EXPECT_EQ(test, (int)WdfDeviceWdmGetDeviceObject(filter.device)->StackSize,
			WdfDeviceWdmGetDeviceObject(device)->StackSize + 2);
	EXPECT_NO_REPORT(test);
}

/* row 495: a default queue takes what it has a handler for */
static void wdf_filter_test_handler_of_the_default_queue(struct kunit *test)
{
	struct sent read, write;

	default_queue(WdfIoQueueDispatchParallel);
	filter.config.EvtIoRead = take_read;
	filtered_device(test, true);
	send_irp(test, filter.device, &read, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &read, STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&filter.taken), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	seen.completes = true;
	send_irp(test, filter.device, &write, IRP_MJ_WRITE, 8);
	EXPECT_COMPLETED(test, &write, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&filter.taken), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_NO_REPORT(test);
}

/* row 495: a manual queue takes everything, and is not power-managed */
static void wdf_filter_test_manual_queue(struct kunit *test)
{
	WDFDEVICE device;
	WDFREQUEST request = NULL;
	struct sent sent;

	default_queue(WdfIoQueueDispatchManual);
	device = filtered_device(test, true);
	ASSERT_SUCCESS(test, WinworkPnpSetSystemPower(WdfDeviceWdmGetPhysicalDevice(device),
						      PowerSystemSleeping3));
	send_irp(test, filter.device, &sent, IRP_MJ_WRITE, 8);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(filter.queue, &request));
	WdfRequestComplete(request, STATUS_ALERTED);
	EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_NO_REPORT(test);
}

static void disk_device(PWDFDEVICE_INIT init)
{
	WdfDeviceInitSetDeviceType(init, FILE_DEVICE_DISK);
	WdfDeviceInitSetCharacteristics(init, FILE_REMOVABLE_MEDIA, FALSE);
	WdfDeviceInitSetIoType(init, WdfDeviceIoDirect);
}

/* row 587 */
static void wdf_filter_test_inherits(struct kunit *test)
{
	PDEVICE_OBJECT wdm;
	WDFDEVICE device;

	wdf.init = disk_device;
	device = filtered_device(test, true);
	wdm = WdfDeviceWdmGetDeviceObject(filter.device);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceWdmGetAttachedDevice(filter.device),
			    WdfDeviceWdmGetDeviceObject(device));
	KUNIT_EXPECT_EQ(test, wdm->DeviceType, FILE_DEVICE_DISK);
	KUNIT_EXPECT_TRUE(test, wdm->Characteristics & FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_EQ(test, wdm->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO), DO_DIRECT_IO);
	KUNIT_EXPECT_TRUE(test, wdm->Flags & DO_POWER_PAGABLE);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&filter.destroys), 1);
	/* Any other driver in the stack has its own. */
	filter.is_no_filter = true;
	queue_device(test);
	wdm = WdfDeviceWdmGetDeviceObject(filter.device);
	KUNIT_EXPECT_EQ(test, wdm->DeviceType, FILE_DEVICE_UNKNOWN);
	KUNIT_EXPECT_FALSE(test, wdm->Characteristics & FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_EQ(test, wdm->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO), 0);
	EXPECT_NO_REPORT(test);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void function_files(PWDFDEVICE_INIT init)
{
	WDF_FILEOBJECT_CONFIG files;

	WDF_FILEOBJECT_CONFIG_INIT(&files, function_create, function_close, function_cleanup);
	WdfDeviceInitSetFileObjectConfig(init, &files, WDF_NO_OBJECT_ATTRIBUTES);
}

/* Opens the device at the top of the stack, and closes it. */
static NTSTATUS open_and_close(struct kunit *test, WDFDEVICE device)
{
	static const GUID class = { 0x77696e77, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 12 } };
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device), top = NULL;
	PFILE_OBJECT file = NULL;
	UNICODE_STRING link;
	NTSTATUS status;

	ASSERT_SUCCESS(test, IoRegisterDeviceInterface(pdo, &class, NULL, &link));
	ASSERT_SUCCESS(test, IoSetDeviceInterfaceState(&link, TRUE));
	atomic_set(&journal.count, 0);
	memset(journal.entry, 0, sizeof(journal.entry));
	status = IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &top);
	if (NT_SUCCESS(status)) {
		KUNIT_EXPECT_PTR_EQ(test, top, WdfDeviceWdmGetDeviceObject(filter.device));
		KUNIT_EXPECT_EQ(test, WdfDeviceGetFileObject(filter.device, file) != NULL,
				filter.files.Size != 0);
		ObDereferenceObject(file);
	}
	IoSetDeviceInterfaceState(&link, FALSE);
	RtlFreeUnicodeString(&link);
	return status;
}

/* row 588: without callbacks of its own */
static void wdf_filter_test_files_go_past(struct kunit *test)
{
	wdf.init = function_files;
	EXPECT_STATUS(test, open_and_close(test, filtered_device(test, true)), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &journal, "function create", "function cleanup", "function close");
	EXPECT_NO_REPORT(test);
}

/* row 588: with callbacks, which come first; and a create that fails below */
static void wdf_filter_test_files_with_callbacks(struct kunit *test)
{
	WDFDEVICE device;

	wdf.init = function_files;
	WDF_FILEOBJECT_CONFIG_INIT(&filter.files, NULL, filter_close, filter_cleanup);
	device = filtered_device(test, true);
	EXPECT_STATUS(test, open_and_close(test, device), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &journal, "function create", "filter cleanup", "function cleanup",
		       "filter close", "function close");
	create_status = STATUS_ACCESS_DENIED;
	EXPECT_STATUS(test, open_and_close(test, device), STATUS_ACCESS_DENIED);
	EXPECT_JOURNAL(test, &journal, "function create");
	EXPECT_NO_REPORT(test);
}

/* row 588: AutoForwardCleanupClose. The object below stays, and the file that it is of is gone. */
static void wdf_filter_test_files_that_stay(struct kunit *test)
{
	wdf.init = function_files;
	WDF_FILEOBJECT_CONFIG_INIT(&filter.files, NULL, filter_close, filter_cleanup);
	filter.files.AutoForwardCleanupClose = WdfFalse;
	EXPECT_STATUS(test, open_and_close(test, filtered_device(test, true)), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &journal, "function create", "filter cleanup", "filter close");
	KUNIT_EXPECT_TRUE(test, !WdfFileObjectWdmGetFileObject(function_file));
	EXPECT_NO_REPORT(test);
}

/* ---- power ---------------------------------------------------------------------------------- */

static PDRIVER_DISPATCH framework_power;
static int device_irps;			/* that set the power of the device */

static NTSTATUS NTAPI count_power(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	if (location->MinorFunction == IRP_MN_SET_POWER &&
	    location->Parameters.Power.Type == DevicePowerState)
		device_irps++;
	return framework_power(device, irp);
}

/* Only the owner of the policy asks for the device's power: once down, and once up. */
static void sleep_and_wake(struct kunit *test, WDFDEVICE device)
{
	PDEVICE_OBJECT pdo = WdfDeviceWdmGetPhysicalDevice(device);
	PDRIVER_DISPATCH *power = &fixture_of(test)->driver->MajorFunction[IRP_MJ_POWER];

	device_irps = 0;
	framework_power = *power;
	*power = count_power;
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, device_irps, 2);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&filter.destroys), 1);
}

/* row 589: the device below has power first, and loses it last */
static void wdf_filter_test_power_over(struct kunit *test)
{
	sleep_and_wake(test, filtered_device(test, true));
	EXPECT_JOURNAL(test, &journal, "function entry", "filter entry", "filter exit", "function exit",
		       "function entry", "filter entry", "filter exit", "function exit");
	EXPECT_NO_REPORT(test);
}

/* row 589 */
static void wdf_filter_test_power_under(struct kunit *test)
{
	sleep_and_wake(test, filtered_device(test, false));
	EXPECT_JOURNAL(test, &journal, "filter entry", "function entry", "function exit", "filter exit",
		       "filter entry", "function entry", "function exit", "filter exit");
	EXPECT_NO_REPORT(test);
}

static void wdf_filter_test_wrong_objects(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);

	KUNIT_ASSERT_NOT_NULL(test, init);
	WdfFdoInitSetFilter(init);
	EXPECT_VIOLATION(test, "WdfFdoInitSetFilter", OBJECT_ERROR, init);
	WdfDeviceInitFree(init);
	WdfFdoInitSetFilter((PWDFDEVICE_INIT)wdf.device);
	EXPECT_VIOLATION(test, "WdfFdoInitSetFilter", INVALID_HANDLE, ANY);
}

static const GUID asked_for = { 0x1c2f5a12, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

static NTSTATUS NTAPI change_version(WDFDEVICE device, LPGUID type, PINTERFACE exposed, PVOID data)
{
	note(&journal, device == filter.device ? "filter" : "function");
	exposed->Version++;
	return STATUS_SUCCESS;
}

/* row 595: the drivers below see what a driver has given, and may change it */
static void wdf_filter_test_query_interface_goes_on(struct kunit *test)
{
	INTERFACE contents = { .Size = sizeof(contents), .Version = 1 }, got;
	const WDFDEVICE device = filtered_device(test, false);
	WDF_QUERY_INTERFACE_CONFIG config;

	WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &contents, &asked_for, change_version);
	ASSERT_SUCCESS(test, WdfDeviceAddQueryInterface(device, &config));
	config.Interface = NULL;
	config.ImportInterface = TRUE;
	ASSERT_SUCCESS(test, WdfDeviceAddQueryInterface(filter.device, &config));
	memset(&journal, 0, sizeof(journal));
	EXPECT_STATUS(test, WdfFdoQueryForInterface(device, &asked_for, &got, sizeof(got), 1, NULL),
		      STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &journal, "function", "filter");
	KUNIT_EXPECT_EQ(test, got.Version, 3);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_filter_cases[] = {
	KUNIT_CASE(wdf_filter_test_requests_go_past),
	KUNIT_CASE(wdf_filter_test_preprocessed_goes_past),
	KUNIT_CASE(wdf_filter_test_handler_of_the_default_queue),
	KUNIT_CASE(wdf_filter_test_manual_queue),
	KUNIT_CASE(wdf_filter_test_inherits),
	KUNIT_CASE(wdf_filter_test_files_go_past),
	KUNIT_CASE(wdf_filter_test_files_with_callbacks),
	KUNIT_CASE(wdf_filter_test_files_that_stay),
	KUNIT_CASE(wdf_filter_test_power_over),
	KUNIT_CASE(wdf_filter_test_power_under),
	KUNIT_CASE(wdf_filter_test_wrong_objects),
	KUNIT_CASE(wdf_filter_test_query_interface_goes_on),
	{}
};

WINWORK_SUITE_WITH(wdf_filter, wdf_filter_init, wdf_filter_exit);
