/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_file: file objects, control devices, and the names of devices.
 */
#include "wdf_queue_case.h"

#include <ntifs.h>

#define DEVICE L"\\Device\\WinworkWdfFile"
#define LINK L"\\DosDevices\\WinworkWdfFile"

/* What the callbacks of files saw. */
static struct {
	struct journal journal;
	WDFFILEOBJECT file;
	PFILE_OBJECT wdm;
	WCHAR name[16];
	USHORT name_length;
	NTSTATUS create_status;
	bool forwards;			/* the create request goes to the other queue */
	bool keeps;			/* nobody completes it */
	WDFREQUEST request;
	struct run *run;
} files;

static VOID file_create(WDFDEVICE device, WDFREQUEST request, WDFFILEOBJECT file)
{
	note(&files.journal, "create");
	if (WdfRequestGetIoQueue(request))
		note(&files.journal, "create from a queue of the driver's");
	files.file = file;
	files.request = request;
	if (file) {
		PUNICODE_STRING name = WdfFileObjectGetFileName(file);

		files.wdm = WdfFileObjectWdmGetFileObject(file);
		files.name_length = name->Length;
		memcpy(files.name, name->Buffer, min_t(size_t, name->Length, sizeof(files.name)));
		if (files.run)
			run_context(file)->run = files.run;
	}
	if (files.forwards)
		WdfRequestForwardToIoQueue(request, other_plan.queue);
	else if (!files.keeps)
		WdfRequestComplete(request, files.create_status);
}

static VOID file_cleanup(WDFFILEOBJECT file)
{
	note(&files.journal, "cleanup");
}

static VOID file_close(WDFFILEOBJECT file)
{
	note(&files.journal, "close");
}

static void init_files_only(PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_FILEOBJECT_CONFIG config;

	WDF_FILEOBJECT_CONFIG_INIT(&config, file_create, file_close, file_cleanup);
	attributes_for(&attributes, NULL);
	if (files.run)
		WdfDeviceInitSetFileObjectConfig(init, &config, &attributes);
	else
		WdfDeviceInitSetFileObjectConfig(init, &config, WDF_NO_OBJECT_ATTRIBUTES);
}

static void init_files(PWDFDEVICE_INIT init)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);

	init_files_only(init);
	WdfDeviceInitAssignName(init, &name);
}

static WDFDEVICE file_device(struct kunit *test)
{
	wdf.init = init_files;
	return queue_device(test);
}

static NTSTATUS open_file(const WCHAR *name, PFILE_OBJECT *file)
{
	PDEVICE_OBJECT device;
	UNICODE_STRING text;

	RtlInitUnicodeString(&text, name);
	return IoGetDeviceObjectPointer(&text, FILE_ALL_ACCESS, file, &device);
}

/*
 * row 352: ioGetDeviceObjectPointer closes its handle at once, and the file with the last
 * reference.
 */
static void wdf_file_test_life(struct kunit *test)
{
	struct run *run = new_run(test);
	PFILE_OBJECT file;
	WDFDEVICE device;

	memset(&files, 0, sizeof(files));
	files.run = run;
	device = file_device(test);
	ASSERT_SUCCESS(test, open_file(DEVICE L"\\a", &file));
	EXPECT_JOURNAL(test, &files.journal, "create", "cleanup");
	KUNIT_EXPECT_PTR_EQ(test, files.wdm, file);
	KUNIT_EXPECT_EQ(test, (int)files.name_length, 4);
	KUNIT_EXPECT_EQ(test, memcmp(files.name, L"\\a", 4), 0);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetFileObject(device, file), files.file);
	KUNIT_EXPECT_PTR_EQ(test, WdfFileObjectGetDevice(files.file), device);
	KUNIT_EXPECT_EQ(test, WdfFileObjectGetFlags(files.file), file->Flags);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	WdfObjectDelete(files.file);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, files.file);
	ObDereferenceObject(file);
	expect_deleted(test, run);
	EXPECT_JOURNAL(test, &files.journal, "create", "cleanup", "close");
}

/* row 352 */
static void wdf_file_test_failed_create(struct kunit *test)
{
	struct run *run = new_run(test);
	PFILE_OBJECT file;

	memset(&files, 0, sizeof(files));
	files.run = run;
	files.create_status = STATUS_ACCESS_DENIED;
	file_device(test);
	EXPECT_STATUS(test, open_file(DEVICE, &file), STATUS_ACCESS_DENIED);
	EXPECT_JOURNAL(test, &files.journal, "create");
	expect_deleted(test, run);
}

/* Without EvtDeviceFileCreate opens succeed, and there are no objects without a configuration. */
static void name_device(PWDFDEVICE_INIT init)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);

	WdfDeviceInitAssignName(init, &name);
}

/* row 352 */
static void wdf_file_test_no_callbacks(struct kunit *test)
{
	PFILE_OBJECT file;
	WDFDEVICE device;

	memset(&files, 0, sizeof(files));
	wdf.init = name_device;
	device = queue_device(test);
	ASSERT_SUCCESS(test, open_file(DEVICE, &file));
	KUNIT_EXPECT_NULL(test, WdfDeviceGetFileObject(device, file));
	ObDereferenceObject(file);
}

static VOID complete_create(WDFQUEUE queue, WDFREQUEST request)
{
	handle_default(queue, request);
	WdfRequestComplete(request, STATUS_SUCCESS);
}

/* row 338: a create request is forwarded from EvtDeviceFileCreate, or goes to a queue at once. */
static void wdf_file_test_creates_in_queues(struct kunit *test)
{
	PFILE_OBJECT file;
	WDFDEVICE device;

	memset(&files, 0, sizeof(files));
	files.forwards = true;
	plan_queue(&other_plan, WdfIoQueueDispatchParallel, false);
	other_plan.config.EvtIoDefault = complete_create;
	device = file_device(test);
	ASSERT_SUCCESS(test, open_file(DEVICE, &file));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_JOURNAL(test, &files.journal, "create", "cleanup");
	ObDereferenceObject(file);

	ASSERT_SUCCESS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								  WdfRequestTypeCreate));
	ASSERT_SUCCESS(test, open_file(DEVICE, &file));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	EXPECT_JOURNAL(test, &files.journal, "create", "cleanup", "close", "cleanup");
	ObDereferenceObject(file);
}

/*
 * row 352: requests of a file that wait are cancelled at its cleanup; those of another file are
 * not.
 */
static void wdf_file_test_cleanup_cancels(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	OBJECT_ATTRIBUTES attributes;
	LARGE_INTEGER offset = { .QuadPart = 0 };
	IO_STATUS_BLOCK iosb[2];
	HANDLE handle[2], event[2];
	WDFREQUEST request = NULL, other = NULL;
	char buffer[2][8];
	WDFQUEUE queue;
	int i;

	memset(&files, 0, sizeof(files));
	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	file_device(test);
	queue = default_plan.queue;
	InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&name, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	for (i = 0; i < 2; i++) {
		ASSERT_SUCCESS(test, ZwCreateFile(&handle[i], GENERIC_READ, &attributes, &iosb[i],
						  NULL, FILE_ATTRIBUTE_NORMAL, 0, FILE_OPEN, 0,
						  NULL, 0));
		ASSERT_SUCCESS(test, ZwCreateEvent(&event[i], EVENT_ALL_ACCESS, NULL,
						   NotificationEvent, FALSE));
		EXPECT_STATUS(test, ZwReadFile(handle[i], event[i], NULL, NULL, &iosb[i], buffer[i], 8,
					       &offset, NULL), STATUS_PENDING);
	}
	EXPECT_COUNTS(test, queue, 2, 0);
	ZwClose(handle[0]);
	EXPECT_STATUS(test, ZwWaitForSingleObject(event[0], FALSE, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(test, iosb[0].Status, STATUS_CANCELLED);
	EXPECT_COUNTS(test, queue, 1, 0);
	/* That of the other file is there. */
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveRequestByFileObject(queue, files.file, &request));
	KUNIT_EXPECT_PTR_EQ(test, WdfRequestGetFileObject(request), files.file);
	EXPECT_STATUS(test, WdfIoQueueRetrieveRequestByFileObject(queue, files.file, &other),
		      STATUS_NO_MORE_ENTRIES);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_STATUS(test, ZwWaitForSingleObject(event[1], FALSE, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(test, iosb[1].Status, STATUS_SUCCESS);
	ZwClose(handle[1]);
	for (i = 0; i < 2; i++)
		ZwClose(event[i]);
}

/* ---- control devices ----------------------------------------------------------------------- */

static WDFDEVICE control_device(struct kunit *test, bool finished)
{
	DECLARE_CONST_UNICODE_STRING(sddl, L"D:P(A;;GA;;;SY)");
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	DECLARE_CONST_UNICODE_STRING(link, LINK);
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &sddl);
	WDFDEVICE device = NULL;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device));
	ASSERT_SUCCESS(test, WdfDeviceCreateSymbolicLink(device, &link));
	EXPECT_STATUS(test, WdfDeviceCreateSymbolicLink(device, &link),
		      STATUS_INVALID_DEVICE_STATE);
	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(device, &default_plan.config, NULL,
					      &default_plan.queue));
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetDefaultQueue(device), default_plan.queue);
	if (finished)
		WdfControlFinishInitializing(device);
	return device;
}

/* rows 340 and 353 */
static void wdf_file_test_control_device(struct kunit *test)
{
	WDFDEVICE device = control_device(test, false);
	PFILE_OBJECT file;
	struct sent sent;

	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(open_file(LINK, &file)));
	WdfControlFinishInitializing(device);
	ASSERT_SUCCESS(test, open_file(LINK, &file));
	ObDereferenceObject(file);
	KUNIT_EXPECT_PTR_EQ(test,
			    WdfWdmDeviceGetWdfDeviceHandle(WdfDeviceWdmGetDeviceObject(device)),
			    device);
	KUNIT_EXPECT_NULL(test, WdfWdmDeviceGetWdfDeviceHandle(fixture_of(test)->device));
	KUNIT_EXPECT_NULL(test, WdfDeviceGetDefaultQueue(wdf.device));
	/* It is never power-managed: the request waits for the driver alone. */
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	KUNIT_EXPECT_FALSE(test, WdfIoQueueGetState(default_plan.queue, NULL, NULL) &
					 WdfIoQueuePnpHeld);
	/* The deletion ends the link, and cancels what waits. */
	WdfObjectDelete(device);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(open_file(LINK, &file)));
}

/* row 353: a file may outlive the device. */
static void wdf_file_test_file_outlives_the_device(struct kunit *test)
{
	WDFDEVICE device = control_device(test, true);
	PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(device);
	PFILE_OBJECT file;
	struct sent sent;

	ASSERT_SUCCESS(test, open_file(LINK, &file));
	WdfObjectDelete(device);
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->FileObject = file;
	EXPECT_STATUS(test, IoCallDriver(wdm, sent.irp), STATUS_NO_SUCH_DEVICE);
	EXPECT_COMPLETED(test, &sent, STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_NULL(test, WdfWdmDeviceGetWdfDeviceHandle(wdm));
	ObDereferenceObject(file);
}

/* row 379: an open of the link gets to the device, by the device object of the bus driver */
static void wdf_file_test_link_of_a_device_without_a_name(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(link, LINK);
	UNICODE_STRING text;
	PDEVICE_OBJECT top;
	PFILE_OBJECT file;
	WDFDEVICE device;

	memset(&files, 0, sizeof(files));
	wdf.init = init_files_only;
	device = queue_device(test);
	ASSERT_SUCCESS(test, WdfDeviceCreateSymbolicLink(device, &link));
	RtlInitUnicodeString(&text, LINK L"\\a");
	ASSERT_SUCCESS(test, IoGetDeviceObjectPointer(&text, FILE_ALL_ACCESS, &file, &top));
	EXPECT_JOURNAL(test, &files.journal, "create", "cleanup");
	KUNIT_EXPECT_EQ(test, memcmp(files.name, L"\\a", 4), 0);
	KUNIT_EXPECT_PTR_EQ(test, top, WdfDeviceWdmGetDeviceObject(device));
	KUNIT_EXPECT_PTR_EQ(test, file->DeviceObject, WdfDeviceWdmGetPhysicalDevice(device));
	ObDereferenceObject(file);
	WinworkWdfRemoveDevice(device);
	EXPECT_STATUS(test, open_file(LINK, &file), STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_STATUS(test, WdfDeviceCreateSymbolicLink(wdf.device, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceCreateSymbolicLink", REQUIRED_PARAMETER_IS_NULL, NULL);
}

/* row 379: there is no bus driver below a control device */
static void wdf_file_test_link_of_a_control_device_without_a_name(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(link, LINK);
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDFDEVICE device;

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device));
	EXPECT_STATUS(test, WdfDeviceCreateSymbolicLink(device, &link),
		      STATUS_INVALID_DEVICE_STATE);
	WdfObjectDelete(device);
}

static WDF_SYNCHRONIZATION_SCOPE files_scope;

static void init_scope(PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_FILEOBJECT_CONFIG config;

	WDF_FILEOBJECT_CONFIG_INIT(&config, file_create, NULL, NULL);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.SynchronizationScope = files_scope;
	WdfDeviceInitSetFileObjectConfig(init, &config, &attributes);
}

/* row 352 */
static void wdf_file_test_scopes(struct kunit *test)
{
	WDFDEVICE device;

	wdf.init = init_scope;
	files_scope = WdfSynchronizationScopeQueue;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device),
		      STATUS_INVALID_DEVICE_REQUEST);
	files_scope = WdfSynchronizationScopeDevice;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device),
		      STATUS_INVALID_DEVICE_REQUEST);
	wdf.level = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_SUCCESS);
}

static struct kunit_case wdf_file_cases[] = {
	KUNIT_CASE(wdf_file_test_life),
	KUNIT_CASE(wdf_file_test_failed_create),
	KUNIT_CASE(wdf_file_test_no_callbacks),
	KUNIT_CASE(wdf_file_test_creates_in_queues),
	KUNIT_CASE(wdf_file_test_cleanup_cancels),
	KUNIT_CASE(wdf_file_test_control_device),
	KUNIT_CASE(wdf_file_test_file_outlives_the_device),
	KUNIT_CASE(wdf_file_test_link_of_a_device_without_a_name),
	KUNIT_CASE(wdf_file_test_link_of_a_control_device_without_a_name),
	KUNIT_CASE(wdf_file_test_scopes),
	{}
};

WDF_QUEUE_SUITE(wdf_file);
