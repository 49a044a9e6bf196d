/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_forward_parent: a bus driver passes the requests of a child to a queue of the bus.
 */
#include "wdf_bus_case.h"

/* What the child's handler does, and has seen. */
static struct {
	WDFQUEUE to;
	WDF_REQUEST_FORWARD_OPTIONS *options;
	WDFREQUEST request;
	NTSTATUS status;		/* of the call: on failure the request is completed with 0xC0000001 */
	bool is_allowed;		/* the next child is made with room for its parent */
} forwarded;

static WDF_REQUEST_FORWARD_OPTIONS options;
static WDFQUEUE of_child;

static VOID forward(WDFQUEUE queue, WDFREQUEST request)
{
	forwarded.request = request;
	forwarded.status = WdfRequestForwardToParentDeviceIoQueue(request, forwarded.to, forwarded.options);
	if (!NT_SUCCESS(forwarded.status))
		WdfRequestComplete(request, STATUS_UNSUCCESSFUL);
}

static NTSTATUS create_child(WDFDEVICE fdo, WDFDEVICE *child)
{
	PWDFDEVICE_INIT init = WdfPdoInitAllocate(fdo);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_IO_QUEUE_CONFIG config;
	NTSTATUS status;

	if (!init)
		return STATUS_NO_MEMORY;
	status = describe_child(init, L"a");
	if (forwarded.is_allowed)
		WdfPdoInitAllowForwardingRequestToParent(init);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = child_destroyed;
	if (NT_SUCCESS(status))
		status = WdfDeviceCreate(&init, &attributes, child);
	if (!NT_SUCCESS(status)) {
		WdfDeviceInitFree(init);
		return status;
	}
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
	config.EvtIoDefault = forward;
	status = WdfIoQueueCreate(*child, &config, NULL, &of_child);
	return NT_SUCCESS(status) ? WdfFdoAddStaticChild(fdo, *child) : status;
}

static NTSTATUS make_bus(WDFDEVICE fdo)
{
	NTSTATUS status;

	bus.fdo = fdo;
	status = make_planned_queues(fdo);
	return NT_SUCCESS(status) ? create_child(fdo, &bus.children[0]) : status;
}

/* A bus with a queue of this type, and a child whose requests go there. */
static void start_bus(struct kunit *test, WDF_IO_QUEUE_DISPATCH_TYPE type, bool is_allowed)
{
	serve(test);
	plan_queue(&other_plan, type, false);
	forwarded.is_allowed = is_allowed;
	forwarded.request = NULL;
	WDF_REQUEST_FORWARD_OPTIONS_INIT(&options);
	forwarded.options = &options;
	wdf.made = make_bus;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, NULL));
	forwarded.to = other_plan.queue;
}

/* With as many locations as the child's device asks for. */
static NTSTATUS send(struct kunit *test, struct sent *sent, UCHAR major)
{
	PDEVICE_OBJECT device = WdfDeviceWdmGetDeviceObject(bus.children[0]);

	new_sent(test, sent, device->StackSize, major);
	IoGetNextIrpStackLocation(sent->irp)->Parameters.Write.Length = 8;
	return IoCallDriver(device, sent->irp);
}

/* rows 1340, 1343 */
static void wdf_forward_parent_test_goes_to_the_parent(struct kunit *test)
{
	struct sent sent;
	WDFREQUEST got;

	start_bus(test, WdfIoQueueDispatchParallel, true);
	EXPECT_STATUS(test, send(test, &sent, IRP_MJ_WRITE), STATUS_PENDING);
	EXPECT_STATUS(test, forwarded.status, STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	got = seen.request[0];
	KUNIT_EXPECT_PTR_NE(test, (void *)got, (void *)forwarded.request);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfRequestGetIoQueue(got), (void *)other_plan.queue);
	KUNIT_EXPECT_PTR_EQ(test, WdfRequestWdmGetIrp(got), sent.irp);
	KUNIT_EXPECT_NULL(test, (void *)WdfRequestGetFileObject(got));
	EXPECT_COUNTS(test, of_child, 0, 0);
	EXPECT_COUNTS(test, other_plan.queue, 0, 1);
	EXPECT_PENDING(test, &sent);
	WdfRequestCompleteWithInformation(got, STATUS_SUCCESS, 5);
	KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, (ULONG_PTR)5);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1340: in the queue it is cancelled, and it ends with the bus */
static void wdf_forward_parent_test_waits_there(struct kunit *test)
{
	struct sent first, second;

	start_bus(test, WdfIoQueueDispatchManual, true);
	EXPECT_STATUS(test, send(test, &first, IRP_MJ_WRITE), STATUS_PENDING);
	EXPECT_STATUS(test, send(test, &second, IRP_MJ_READ), STATUS_PENDING);
	EXPECT_COUNTS(test, other_plan.queue, 2, 0);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(first.irp));
	EXPECT_COMPLETED(test, &first, STATUS_CANCELLED);
	EXPECT_PENDING(test, &second);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &second, STATUS_CANCELLED);
	EXPECT_NO_REPORT(test);
}

static void expect_refused(struct kunit *test, int line, NTSTATUS status, const char *field)
{
	struct sent sent;

	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)send(test, &sent, IRP_MJ_WRITE),
			    (unsigned int)STATUS_PENDING, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)forwarded.status, (unsigned int)status, "line %d", line);
	if (field)
		expect_refusal(test, line, false, "WdfRequestForwardToParentDeviceIoQueue", status, field);
	expect_completed(test, line, &sent, STATUS_UNSUCCESSFUL);
}

#define EXPECT_REFUSED(test, status, field) expect_refused(test, __LINE__, status, field)

/* row 1341: the request stays the driver's */
static void wdf_forward_parent_test_refusals(struct kunit *test)
{
	start_bus(test, WdfIoQueueDispatchParallel, true);
	forwarded.to = of_child;
	EXPECT_REFUSED(test, STATUS_INVALID_DEVICE_REQUEST, "ParentDeviceQueue is not of the parent");
	forwarded.to = other_plan.queue;
	options.Flags = 0;
	EXPECT_REFUSED(test, STATUS_INVALID_PARAMETER, "WDF_REQUEST_FORWARD_OPTIONS.Flags is 0x0");
	options.Flags = WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET;
	options.Size = 4;
	EXPECT_REFUSED(test, STATUS_INFO_LENGTH_MISMATCH, "WDF_REQUEST_FORWARD_OPTIONS");
	options.Size = sizeof(options);
	WdfIoQueueDrainSynchronously(other_plan.queue);
	EXPECT_REFUSED(test, STATUS_WDF_BUSY, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1341: an IRP whose sender has not asked how many locations the device needs */
static void wdf_forward_parent_test_has_no_location(struct kunit *test)
{
	struct sent sent;

	start_bus(test, WdfIoQueueDispatchParallel, true);
	EXPECT_STATUS(test, send_irp(test, bus.children[0], &sent, IRP_MJ_WRITE, 8), STATUS_PENDING);
	EXPECT_STATUS(test, forwarded.status, STATUS_REQUEST_NOT_ACCEPTED);
	expect_refusal(test, __LINE__, false, "WdfRequestForwardToParentDeviceIoQueue", STATUS_REQUEST_NOT_ACCEPTED,
		       "the IRP has 1 stack locations left");
	EXPECT_COMPLETED(test, &sent, STATUS_UNSUCCESSFUL);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1341 */
static void wdf_forward_parent_test_is_not_allowed(struct kunit *test)
{
	start_bus(test, WdfIoQueueDispatchParallel, false);
	EXPECT_REFUSED(test, STATUS_INVALID_DEVICE_REQUEST, "the device of the WDFREQUEST was not made");
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_forward_parent_cases[] = {
	KUNIT_CASE(wdf_forward_parent_test_goes_to_the_parent),
	KUNIT_CASE(wdf_forward_parent_test_waits_there),
	KUNIT_CASE(wdf_forward_parent_test_refusals),
	KUNIT_CASE(wdf_forward_parent_test_has_no_location),
	KUNIT_CASE(wdf_forward_parent_test_is_not_allowed),
	{}
};

WINWORK_SUITE_WITH(wdf_forward_parent, bus_case_init, bus_case_exit);
