/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_hold: the end of a device, and of a queue, beside requests that are on their way.
 */
#include "wdf_queue_case.h"

#define DEVICE L"\\Device\\WinworkWdfHold"

/* What EvtIoInCallerContext does, and what it saw. */
static struct {
	struct completion started, go;
	bool waits;			/* for go */
	bool deletes;			/* the device */
	bool keeps;			/* the request stays the driver's */
	NTSTATUS enqueued;
	WDFREQUEST request;
} caller;

/* The device, and a request that a thread of its own sends to it. */
static struct {
	WDFDEVICE device;
	PDEVICE_OBJECT wdm;
	struct sent sent;
	NTSTATUS status;
} call;

static VOID in_caller_context(WDFDEVICE device, WDFREQUEST request)
{
	caller.request = request;
	complete(&caller.started);
	if (caller.waits)
		in_time(&caller.go);
	if (caller.deletes)
		WdfObjectDelete(device);
	if (caller.keeps)
		return;
	caller.enqueued = WdfDeviceEnqueueRequest(device, request);
	if (!NT_SUCCESS(caller.enqueued))
		WdfRequestComplete(request, STATUS_DEVICE_NOT_READY);
}

static VOID no_close(WDFFILEOBJECT file)
{
}

/* A control device with the default queue that is planned, and file objects. */
static void make_device(struct kunit *test, bool with_caller_context, struct run *run)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_FILEOBJECT_CONFIG files;

	KUNIT_ASSERT_NOT_NULL(test, init);
	if (with_caller_context)
		WdfDeviceInitSetIoInCallerContextCallback(init, in_caller_context);
	WDF_FILEOBJECT_CONFIG_INIT(&files, NULL, no_close, NULL);
	WdfDeviceInitSetFileObjectConfig(init, &files, WDF_NO_OBJECT_ATTRIBUTES);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	attributes_for(&attributes, NULL);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &call.device));
	run_context(call.device)->run = run;
	call.wdm = WdfDeviceWdmGetDeviceObject(call.device);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(call.device, &default_plan.config,
					      &default_plan.attributes, &default_plan.queue));
	WdfControlFinishInitializing(call.device);
}

static void send(void *data)
{
	call.status = IoCallDriver(call.wdm, call.sent.irp);
}

static void delete_device(void *data)
{
	WdfObjectDelete(call.device);
}

static int wdf_hold_init(struct kunit *test)
{
	memset(&caller, 0, sizeof(caller));
	memset(&call, 0, sizeof(call));
	init_completion(&caller.started);
	init_completion(&caller.go);
	return wdf_queue_init(test);
}

static void wdf_hold_exit(struct kunit *test)
{
	complete_all(&caller.go);
	complete_all(&seen.go);
	wdf_exit(test);
}

/* A request to the device is refused, now and after its end. */
static void expect_refused(struct kunit *test)
{
	struct sent sent;

	new_sent(test, &sent, 2, IRP_MJ_READ);
	EXPECT_STATUS(test, IoCallDriver(call.wdm, sent.irp), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_FALSE(test, sent.pending_returned);
	EXPECT_COMPLETED(test, &sent, STATUS_NO_SUCH_DEVICE);
}

/* row 377: the request is on its way to its queue, which is shut down when it comes there. */
static void wdf_hold_test_deletion_waits_for_the_caller_context(struct kunit *test)
{
	struct run *run = new_run(test);

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	make_device(test, true, run);
	ObReferenceObject(call.wdm);
	caller.waits = true;
	new_sent(test, &call.sent, 2, IRP_MJ_READ);
	spawn(test, send, NULL);
	ASSERT_IN_TIME(test, &caller.started);
	spawn(test, delete_device, NULL);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	expect_refused(test);
	complete_all(&caller.go);
	join(test);
	EXPECT_STATUS(test, caller.enqueued, STATUS_WDF_BUSY);
	EXPECT_STATUS(test, call.status, STATUS_PENDING);
	EXPECT_COMPLETED(test, &call.sent, STATUS_DEVICE_NOT_READY);
	expect_deleted(test, run);
	expect_refused(test);
	ObDereferenceObject(call.wdm);
	EXPECT_NO_REPORT(test);
}

/* row 377: the callback has returned, and the request is the driver's. */
static void wdf_hold_test_deletion_waits_for_a_kept_request(struct kunit *test)
{
	struct run *run = new_run(test);

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	make_device(test, true, run);
	caller.keeps = true;
	new_sent(test, &call.sent, 2, IRP_MJ_READ);
	EXPECT_STATUS(test, IoCallDriver(call.wdm, call.sent.irp), STATUS_PENDING);
	spawn(test, delete_device, NULL);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	WdfRequestComplete(caller.request, STATUS_SUCCESS);
	join(test);
	EXPECT_COMPLETED(test, &call.sent, STATUS_SUCCESS);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

static void init_caller_context(PWDFDEVICE_INIT init)
{
	WdfDeviceInitSetIoInCallerContextCallback(init, in_caller_context);
}

static void remove_device(void *data)
{
	WinworkWdfRemoveDevice(call.device);
}

/* row 377: a device that goes without being deleted by the driver */
static void wdf_hold_test_removal_waits_for_the_caller_context(struct kunit *test)
{
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	wdf.init = init_caller_context;
	call.device = queue_device(test);
	call.wdm = WdfDeviceWdmGetDeviceObject(call.device);
	caller.waits = true;
	new_sent(test, &call.sent, 2, IRP_MJ_READ);
	spawn(test, send, NULL);
	ASSERT_IN_TIME(test, &caller.started);
	spawn(test, remove_device, NULL);
	EXPECT_THREAD_WAITS(test);
	expect_refused(test);
	complete_all(&caller.go);
	join(test);
	EXPECT_COMPLETED(test, &call.sent, STATUS_DEVICE_NOT_READY);
	EXPECT_NO_REPORT(test);
}

/* row 378 */
static void wdf_hold_test_delete_in_the_caller_context(struct kunit *test)
{
	struct run *run = new_run(test);

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	make_device(test, true, run);
	caller.deletes = true;
	seen.completes = true;
	new_sent(test, &call.sent, 2, IRP_MJ_READ);
	spawn(test, send, NULL);
	EXPECT_IN_TIME(test, &call.sent.done);
	join(test);
	expect_deleted(test, run);
	free_sent(&call.sent);
	EXPECT_NO_REPORT(test);
}

static VOID delete_in_handler(WDFQUEUE queue, WDFREQUEST request)
{
	handle_default(queue, request);
	WdfObjectDelete(call.device);
	WdfRequestComplete(request, STATUS_SUCCESS);
}

/* row 378 */
static void wdf_hold_test_delete_in_a_handler(struct kunit *test)
{
	struct run *run = new_run(test);

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = delete_in_handler;
	make_device(test, false, run);
	new_sent(test, &call.sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(call.sent.irp)->Parameters.Read.Length = 8;
	spawn(test, send, NULL);
	EXPECT_IN_TIME(test, &call.sent.done);
	join(test);
	EXPECT_STATUS(test, call.sent.status, STATUS_SUCCESS);
	expect_deleted(test, run);
	free_sent(&call.sent);
	EXPECT_NO_REPORT(test);
}

static VOID delete_queue(WDFQUEUE queue, WDFREQUEST request)
{
	handle_default(queue, request);
	WdfObjectDelete(queue);
	WdfRequestComplete(request, STATUS_SUCCESS);
}

static VOID forward(WDFQUEUE queue, WDFREQUEST request)
{
	EXPECT_STATUS(wdf.run->test, WdfRequestForwardToIoQueue(request, other_plan.queue),
		      STATUS_SUCCESS);
}

static void send_read(void *data)
{
	send_irp(wdf.run->test, call.device, &call.sent, IRP_MJ_READ, 8);
}

/* row 378: the same for a queue */
static void wdf_hold_test_delete_of_a_queue_in_its_handler(struct kunit *test)
{
	struct run *run = new_run(test);

	wdf.run = new_run(test);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = forward;
	plan_queue(&other_plan, WdfIoQueueDispatchParallel, false);
	other_plan.config.EvtIoDefault = delete_queue;
	attributes_for(&other_plan.attributes, NULL);
	call.device = queue_device(test);
	run_context(other_plan.queue)->run = run;
	spawn(test, send_read, NULL);
	expect_deleted(test, run);
	join(test);
	EXPECT_COMPLETED(test, &call.sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static VOID remove_in_handler(WDFQUEUE queue, WDFREQUEST request)
{
	WinworkWdfRemoveDevice(WdfIoQueueGetDevice(queue));
	WdfRequestComplete(request, STATUS_SUCCESS);
}

/* row 378: the removal of a device cannot be put off */
static void wdf_hold_test_removal_in_a_handler_is_reported(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = remove_in_handler;
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, device);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	WinworkWdfRemoveDevice(device);
	EXPECT_NO_REPORT(test);
}

/* row 338: the default queue goes with its parent, before its device */
static void wdf_hold_test_queue_that_goes_before_its_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	struct run *run = new_run(test);
	struct sent sent;
	WDFDEVICE device;
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device));
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.attributes.ParentObject = new_object(test, device, run);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(device, &default_plan.config,
					      &default_plan.attributes, &default_plan.queue));
	WdfControlFinishInitializing(device);
	seen.completes = true;
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	WdfObjectDelete(run->object);
	expect_deleted(test, run);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_NULL(test, WdfDeviceGetDefaultQueue(device));
	WdfObjectDelete(device);
	EXPECT_NO_REPORT(test);
}

/* row 353: a file with an object, and a reference on that, outlives the device */
static void wdf_hold_test_file_object_outlives_the_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	PDEVICE_OBJECT device;
	WDFFILEOBJECT object;
	PFILE_OBJECT file;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	make_device(test, false, new_run(test));
	ASSERT_SUCCESS(test, IoGetDeviceObjectPointer((PUNICODE_STRING)&name, FILE_ALL_ACCESS,
						      &file, &device));
	object = WdfDeviceGetFileObject(call.device, file);
	KUNIT_ASSERT_NOT_NULL(test, object);
	KUNIT_EXPECT_PTR_EQ(test, WdfFileObjectWdmGetFileObject(object), file);
	WdfObjectReference(object);
	WdfObjectDelete(call.device);
	KUNIT_EXPECT_PTR_EQ(test, WdfFileObjectWdmGetFileObject(object), file);
	ObDereferenceObject(file);
	/* At PASSIVE_LEVEL the close comes at once. */
	KUNIT_EXPECT_NULL(test, WdfFileObjectWdmGetFileObject(object));
	KUNIT_EXPECT_NULL(test, WdfFileObjectGetFileName(object));
	KUNIT_EXPECT_EQ(test, WdfFileObjectGetFlags(object), 0u);
	WdfObjectDereference(object);
	EXPECT_NO_REPORT(test);
}

/* row 352: the object of each file, among others */
static void wdf_hold_test_object_of_each_file(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	WDFFILEOBJECT object[3];
	PFILE_OBJECT file[3];
	PDEVICE_OBJECT device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	make_device(test, false, new_run(test));
	for (i = 0; i < 3; i++) {
		ASSERT_SUCCESS(test, IoGetDeviceObjectPointer((PUNICODE_STRING)&name,
							      FILE_ALL_ACCESS, &file[i], &device));
		object[i] = WdfDeviceGetFileObject(call.device, file[i]);
		KUNIT_ASSERT_NOT_NULL(test, object[i]);
	}
	KUNIT_EXPECT_NULL(test, WdfDeviceGetFileObject(wdf.device, file[0]));
	ObDereferenceObject(file[1]);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetFileObject(call.device, file[0]), object[0]);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetFileObject(call.device, file[2]), object[2]);
	KUNIT_EXPECT_PTR_EQ(test, WdfFileObjectWdmGetFileObject(object[2]), file[2]);
	ObDereferenceObject(file[0]);
	ObDereferenceObject(file[2]);
	WdfObjectDelete(call.device);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_hold_cases[] = {
	KUNIT_CASE(wdf_hold_test_deletion_waits_for_the_caller_context),
	KUNIT_CASE(wdf_hold_test_deletion_waits_for_a_kept_request),
	KUNIT_CASE(wdf_hold_test_removal_waits_for_the_caller_context),
	KUNIT_CASE(wdf_hold_test_delete_in_the_caller_context),
	KUNIT_CASE(wdf_hold_test_delete_in_a_handler),
	KUNIT_CASE(wdf_hold_test_delete_of_a_queue_in_its_handler),
	KUNIT_CASE(wdf_hold_test_removal_in_a_handler_is_reported),
	KUNIT_CASE(wdf_hold_test_queue_that_goes_before_its_device),
	KUNIT_CASE(wdf_hold_test_file_object_outlives_the_device),
	KUNIT_CASE(wdf_hold_test_object_of_each_file),
	{}
};

WINWORK_SUITE_WITH(wdf_hold, wdf_hold_init, wdf_hold_exit);
