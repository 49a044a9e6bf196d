/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_request: requests: completing, cancelling, and moving them between queues.
 */
#include "wdf_queue_case.h"

static void wdf_request_test_complete(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	seen.completes = true;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	ASSERT_IN_TIME(test, &sent.done);
	KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, (ULONG_PTR)7);
	KUNIT_EXPECT_TRUE(test, sent.pending_returned);
	free_sent(&sent);
}

/* row 351 */
static void wdf_request_test_statuses_of_the_framework(struct kunit *test)
{
	static const struct {
		NTSTATUS status, of_irp;
	} rows[] = {
		{ STATUS_WDF_PAUSED, STATUS_DEVICE_BUSY },
		{ STATUS_WDF_BUSY, STATUS_DEVICE_BUSY },
		{ STATUS_WDF_INTERNAL_ERROR, STATUS_INTERNAL_ERROR },
		{ STATUS_WDF_NOT_ENOUGH_MAP_REGISTERS, STATUS_INSUFFICIENT_RESOURCES },
		{ STATUS_WDF_NO_CALLBACK, STATUS_INVALID_DEVICE_REQUEST },
		{ STATUS_DEVICE_BUSY, STATUS_DEVICE_BUSY },
	};
	WDFDEVICE device;
	struct sent sent;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		send_irp(test, device, &sent, IRP_MJ_READ, 8);
		WdfRequestComplete(seen.request[i], rows[i].status);
		EXPECT_COMPLETED(test, &sent, rows[i].of_irp);
	}
}

/* row 348 */
static void wdf_request_test_completed_twice_is_reported(struct kunit *test)
{
	WDFREQUEST request;
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	request = seen.request[0];
	WdfObjectReference(request);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, request);
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(request), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfRequestUnmarkCancelable", REQUEST_FATAL_ERROR, request);
	WdfObjectDereference(request);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_REPORT(test, "WdfRequestComplete", BUGCHECK_WDF_VIOLATION, INVALID_HANDLE, request,
		      ANY, ANY, request);
	EXPECT_COUNTS(test, default_plan.queue, 0, 0);
}

/* row 348 */
static void wdf_request_test_completed_while_cancelable_is_reported(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	WdfRequestMarkCancelable(seen.request[0], cancel_request);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, seen.request[0]);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 0);
}

/* row 348 */
static void wdf_request_test_delete_is_reported(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(default_plan.queue, &seen.request[0]));
	WdfObjectDelete(seen.request[0]);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, seen.request[0]);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
}

/* ---- the object ---------------------------------------------------------------------------- */

static struct run *request_run;

static void init_attributes(PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, NULL);
	WdfDeviceInitSetRequestAttributes(init, &attributes);
}

static VOID handle_with_context(WDFQUEUE queue, WDFREQUEST request)
{
	run_context(request)->run = request_run;
	handle_default(queue, request);
}

static VOID complete_in_item(WDFWORKITEM item)
{
	WDFOBJECT request = WdfWorkItemGetParentObject(item);

	atomic_inc(&request_run->other->runs);
	/* The deletion of the request waits for this routine, and so the cleanup callback does. */
	WdfRequestCompleteWithInformation((WDFREQUEST)request, STATUS_SUCCESS, 5);
	atomic_inc(&request_run->other->finished);
}

/* row 348: the context and the callbacks of a request; a work item below it completes it. */
static void wdf_request_test_completed_by_a_work_item_below_it(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDEVICE device;
	struct sent sent;

	request_run = run;
	run->other = new_run(test);
	wdf.init = init_attributes;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = handle_with_context;
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	new_item(test, seen.request[0], complete_in_item, false, run->other);
	WdfWorkItemEnqueue(run->other->item);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	expect_deleted(test, run);
	expect_deleted(test, run->other);
}

/* row 345: the driver never had it, so it does not see its end. */
static void wdf_request_test_no_callbacks_of_an_undelivered_one(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDEVICE device;
	struct sent sent;

	request_run = run;
	wdf.init = init_attributes;
	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
}

/* ---- cancelling ---------------------------------------------------------------------------- */

/* row 345 */
static void wdf_request_test_cancel_while_it_waits(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	other_plan.config.EvtIoCanceledOnQueue = canceled_on_queue;
	device = queue_device(test);
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	/* Never delivered: the framework completes it. */
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[1].irp));
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled_on_queue), 0);
	/* The driver has had it, and hears of it. */
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue));
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[0].irp));
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled_on_queue), 1);
	EXPECT_COUNTS(test, other_plan.queue, 0, 0);
	EXPECT_COUNTS(test, default_plan.queue, 0, 0);

	/* Without the callback the framework completes it. */
	other_plan.config.EvtIoCanceledOnQueue = NULL;
	device = queue_device(test);
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[1], other_plan.queue));
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[0].irp));
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled_on_queue), 1);
}

/* rows 345 and 346 */
static void wdf_request_test_cancel_while_the_driver_has_it(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	/* It is not marked: nothing happens. */
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_TRUE(test, WdfRequestIsCanceled(seen.request[0]));
	EXPECT_PENDING(test, &sent);
	EXPECT_STATUS(test, WdfRequestMarkCancelableEx(seen.request[0], cancel_request),
		      STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 0);
	/* Marked after that: the callback comes before the function returns. */
	seen.cancel_completes = true;
	WdfRequestMarkCancelable(seen.request[0], cancel_request);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 1);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);

	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_STATUS(test, WdfRequestMarkCancelableEx(seen.request[1], cancel_request),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfRequestMarkCancelableEx(seen.request[1], cancel_request),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfRequestMarkCancelableEx", REQUEST_FATAL_ERROR, seen.request[1]);
	KUNIT_EXPECT_FALSE(test, WdfRequestIsCanceled(seen.request[1]));
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 2);
}

/* A handler marks a cancelled request, and sees whether EvtRequestCancel was called. */
static struct {
	int canceled;			/* calls before the handler returned */
	const void *canceling_task;
	struct completion done;
	struct sent *sent;
} marking;

static VOID cancel_in_task(WDFREQUEST request)
{
	marking.canceling_task = current;
	cancel_request(request);
	complete(&marking.done);
}

static VOID mark_canceled(WDFQUEUE queue, WDFREQUEST request)
{
	handle_default(queue, request);
	IoCancelIrp(marking.sent->irp);
	WdfRequestMarkCancelable(request, cancel_in_task);
	marking.canceled = atomic_read(&seen.canceled);
}

static void mark_in_handler(struct kunit *test, WDF_EXECUTION_LEVEL level,
			    WDF_SYNCHRONIZATION_SCOPE scope)
{
	struct sent sent;
	WDFDEVICE device;

	atomic_set(&seen.canceled, 0);
	memset(&marking, 0, sizeof(marking));
	init_completion(&marking.done);
	marking.sent = &sent;
	seen.cancel_completes = true;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = mark_canceled;
	device = queue_device_of(test, level, scope);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_IN_TIME(test, &marking.done);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 1);
}

/* row 346: the handler has the callback lock, which EvtRequestCancel is called under as well. */
static void wdf_request_test_mark_a_cancelled_request_under_the_callback_lock(struct kunit *test)
{
	/* Without a lock the callback comes before the function returns. */
	mark_in_handler(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone);
	KUNIT_EXPECT_EQ(test, marking.canceled, 1);
	KUNIT_EXPECT_PTR_EQ(test, marking.canceling_task, (const void *)current);

	mark_in_handler(test, WdfExecutionLevelPassive, WdfSynchronizationScopeDevice);
	KUNIT_EXPECT_EQ(test, marking.canceled, 0);
	KUNIT_EXPECT_PTR_NE(test, marking.canceling_task, (const void *)current);
}

/* row 346: EvtRequestCancel of a passive queue needs PASSIVE_LEVEL. */
static void wdf_request_test_mark_a_cancelled_request_at_dispatch_level(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;
	int canceled;
	KIRQL irql;

	memset(&marking, 0, sizeof(marking));
	init_completion(&marking.done);
	seen.cancel_completes = true;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device_of(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	IoCancelIrp(sent.irp);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfRequestMarkCancelable(seen.request[0], cancel_in_task);
	canceled = atomic_read(&seen.canceled);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, canceled, 0);
	EXPECT_IN_TIME(test, &marking.done);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_PTR_NE(test, marking.canceling_task, (const void *)current);
}

/* row 347 */
static void wdf_request_test_unmark(struct kunit *test)
{
	WDFREQUEST request;
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	request = seen.request[0];
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(request), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfRequestUnmarkCancelable", REQUEST_FATAL_ERROR, request);
	WdfRequestMarkCancelable(request, cancel_request);
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(request), STATUS_SUCCESS);
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 0);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);

	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	request = seen.request[1];
	WdfRequestMarkCancelable(request, cancel_request);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 1);
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(request), STATUS_CANCELLED);
	WdfRequestComplete(request, STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
}

/* One thread cancels while another takes the mark back: one of the two completes the request. */
struct race {
	struct kunit *test;
	WDFDEVICE device;
	struct completion ready;
	struct sent *sent;
	int rounds;
	int unmarked;
};

static VOID cancel_in_race(WDFREQUEST request)
{
	WdfRequestComplete(request, STATUS_CANCELLED);
}

static void cancel_rounds(void *data)
{
	struct race *race = data;
	int i;

	for (i = 0; i < race->rounds; i++) {
		if (!in_time(&race->ready))
			return;
		IoCancelIrp(race->sent[i].irp);
	}
}

/* row 347 */
static void wdf_request_test_unmark_races_with_cancel(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	int i, canceled = 0;

	race->test = test;
	race->rounds = 2000;
	race->sent = case_alloc_array(test, race->rounds, struct sent);
	init_completion(&race->ready);
	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	race->device = queue_device(test);
	spawn(test, cancel_rounds, race);
	for (i = 0; i < race->rounds; i++) {
		WDFREQUEST request;

		send_irp(test, race->device, &race->sent[i], IRP_MJ_READ, 8);
		ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(default_plan.queue, &request));
		WdfObjectReference(request);
		WdfRequestMarkCancelable(request, cancel_in_race);
		complete(&race->ready);
		if (i % 2)
			cpu_relax();
		if (WdfRequestUnmarkCancelable(request) == STATUS_SUCCESS)
			WdfRequestComplete(request, STATUS_SUCCESS);
		WdfObjectDereference(request);
		ASSERT_IN_TIME(test, &race->sent[i].done);
	}
	join(test);
	for (i = 0; i < race->rounds; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&race->sent[i].completed), 1);
		canceled += race->sent[i].status == STATUS_CANCELLED;
		free_sent(&race->sent[i]);
	}
	kunit_info(test, "%d of %d were cancelled", canceled, race->rounds);
	EXPECT_COUNTS(test, default_plan.queue, 0, 0);
}

/* ---- moving -------------------------------------------------------------------------------- */

/* row 343 */
static void wdf_request_test_forward(struct kunit *test)
{
	struct queue_plan foreign;
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	queue_device(test);
	foreign = default_plan;
	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	plan_queue(&other_plan, WdfIoQueueDispatchSequential, false);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_STATUS(test, WdfRequestForwardToIoQueue(seen.request[0], default_plan.queue),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfRequestForwardToIoQueue(seen.request[0], foreign.queue),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfRequestRequeue(seen.request[0]), STATUS_INVALID_DEVICE_REQUEST);
	WdfRequestMarkCancelable(seen.request[0], cancel_request);
	EXPECT_STATUS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfRequestForwardToIoQueue", REQUEST_FATAL_ERROR, seen.request[0]);
	ASSERT_SUCCESS(test, WdfRequestUnmarkCancelable(seen.request[0]));
	WdfIoQueueDrain(other_plan.queue, NULL, NULL);
	EXPECT_STATUS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue),
		      STATUS_WDF_BUSY);
	EXPECT_COUNTS(test, default_plan.queue, 0, 1);
	WdfIoQueueStart(other_plan.queue);
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	KUNIT_EXPECT_PTR_EQ(test, seen.request[1], seen.request[0]);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, other_plan.queue);
	EXPECT_COUNTS(test, default_plan.queue, 0, 0);
	EXPECT_COUNTS(test, other_plan.queue, 0, 1);
	KUNIT_EXPECT_PTR_EQ(test, WdfRequestGetIoQueue(seen.request[1]), other_plan.queue);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
}

/*
 * rows 337 and 343: the next request of a sequential queue is delivered when the first one is
 * forwarded.
 */
static void wdf_request_test_forward_lets_the_next_one_come(struct kunit *test)
{
	struct sent sent[2];
	WDFREQUEST request;
	WDFDEVICE device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = queue_device(test);
	for (i = 0; i < 2; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[1], other_plan.queue));

	/* Back at the head. */
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, &request));
	KUNIT_EXPECT_PTR_EQ(test, request, seen.request[0]);
	ASSERT_SUCCESS(test, WdfRequestRequeue(request));
	EXPECT_COUNTS(test, other_plan.queue, 2, 0);
	for (i = 0; i < 2; i++) {
		ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, &request));
		KUNIT_EXPECT_PTR_EQ(test, request, seen.request[i]);
		WdfRequestComplete(request, STATUS_SUCCESS);
		EXPECT_COMPLETED(test, &sent[i], STATUS_SUCCESS);
	}
}

/* row 344 */
static void wdf_request_test_waiting_ones_are_not_the_drivers(struct kunit *test)
{
	WDFREQUEST found = NULL;
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfIoQueueFindRequest(default_plan.queue, NULL, NULL, NULL, &found));
	WdfRequestComplete(found, STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, found);
	EXPECT_STATUS(test, WdfRequestRequeue(found), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfRequestRequeue", REQUEST_FATAL_ERROR, found);
	WdfObjectDereference(found);
	EXPECT_PENDING(test, &sent);
	WdfIoQueuePurgeSynchronously(default_plan.queue);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
}

static void wdf_request_test_no_memory(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;
	NTSTATUS status;

	NEED_FAULT_INJECTION(test);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	new_sent(test, &sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	local_bh_disable();
	fail_allocation(1);
	status = IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	local_bh_enable();
	EXPECT_STATUS(test, status, STATUS_INSUFFICIENT_RESOURCES);
	EXPECT_COMPLETED(test, &sent, STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
}

static struct kunit_case wdf_request_cases[] = {
	KUNIT_CASE(wdf_request_test_complete),
	KUNIT_CASE(wdf_request_test_statuses_of_the_framework),
	KUNIT_CASE(wdf_request_test_completed_twice_is_reported),
	KUNIT_CASE(wdf_request_test_completed_while_cancelable_is_reported),
	KUNIT_CASE(wdf_request_test_delete_is_reported),
	KUNIT_CASE(wdf_request_test_completed_by_a_work_item_below_it),
	KUNIT_CASE(wdf_request_test_no_callbacks_of_an_undelivered_one),
	KUNIT_CASE(wdf_request_test_cancel_while_it_waits),
	KUNIT_CASE(wdf_request_test_cancel_while_the_driver_has_it),
	KUNIT_CASE(wdf_request_test_mark_a_cancelled_request_under_the_callback_lock),
	KUNIT_CASE(wdf_request_test_mark_a_cancelled_request_at_dispatch_level),
	KUNIT_CASE(wdf_request_test_unmark),
	KUNIT_CASE(wdf_request_test_unmark_races_with_cancel),
	KUNIT_CASE(wdf_request_test_forward),
	KUNIT_CASE(wdf_request_test_forward_lets_the_next_one_come),
	KUNIT_CASE(wdf_request_test_waiting_ones_are_not_the_drivers),
	KUNIT_CASE(wdf_request_test_no_memory),
	{}
};

WDF_QUEUE_SUITE(wdf_request);
