/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_queue: queues of requests: how they are made, how they deliver, and their states.
 */
#include "wdf_queue_case.h"

/* ---- creating ------------------------------------------------------------------------------ */

/* The statuses of wrong configurations, in DeviceAdd. */
static struct {
	NTSTATUS size, no_handle, type, no_callback, manual_handler, sequential_limit, no_limit;
	NTSTATUS power, scope, parent, second_default, good;
} created;

static WDFDEVICE foreign;		/* a device that is not the queue's */

static NTSTATUS create_with(WDFDEVICE device, const struct queue_plan *plan)
{
	struct queue_plan copy = *plan;
	WDFQUEUE queue;

	return WdfIoQueueCreate(device, &copy.config, &copy.attributes, &queue);
}

static NTSTATUS create_wrong_queues(WDFDEVICE device)
{
	struct queue_plan plan;
	WDFQUEUE queue;

	plan_queue(&plan, WdfIoQueueDispatchSequential, false);
	plan.config.Size--;
	created.size = create_with(device, &plan);
	plan.config.Size++;
	created.no_handle = WdfIoQueueCreate(device, &plan.config, NULL, NULL);
	plan.config.DispatchType = WdfIoQueueDispatchMax;
	created.type = create_with(device, &plan);
	plan.config.DispatchType = WdfIoQueueDispatchSequential;
	plan.config.EvtIoDefault = NULL;
	created.no_callback = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchManual, false);
	plan.config.EvtIoRead = handle_read;
	created.manual_handler = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchSequential, false);
	plan.config.Settings.Parallel.NumberOfPresentedRequests = 1;
	created.sequential_limit = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchParallel, false);
	plan.config.Settings.Parallel.NumberOfPresentedRequests = 0;
	created.no_limit = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchSequential, false);
	plan.config.PowerManaged = (WDF_TRI_STATE)3;
	created.power = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchSequential, false);
	plan.attributes.ExecutionLevel = WdfExecutionLevelPassive;
	plan.attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	created.scope = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchSequential, false);
	plan.attributes.ParentObject = foreign;
	created.parent = create_with(device, &plan);
	plan_queue(&plan, WdfIoQueueDispatchSequential, true);
	created.good = WdfIoQueueCreate(device, &plan.config, NULL, NULL);
	created.second_default = WdfIoQueueCreate(device, &plan.config, NULL, &queue);
	return STATUS_SUCCESS;
}

/* row 336 */
static void wdf_queue_test_create(struct kunit *test)
{
	WDF_IO_QUEUE_CONFIG config;
	WDFDEVICE device;
	WDFQUEUE queue;

	memset(&created, 0, sizeof(created));
	foreign = wdf.device;
	wdf.made = create_wrong_queues;
	device = add_device(test, WdfExecutionLevelDispatch, WdfSynchronizationScopeNone);
	EXPECT_STATUS(test, created.size, STATUS_INFO_LENGTH_MISMATCH);
	EXPECT_STATUS(test, created.no_handle, STATUS_INVALID_PARAMETER_4);
	EXPECT_STATUS(test, created.type, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.no_callback, STATUS_WDF_NO_CALLBACK);
	EXPECT_STATUS(test, created.manual_handler, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.sequential_limit, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.no_limit, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.power, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.scope, STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, created.parent, STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, created.good, STATUS_SUCCESS);
	EXPECT_STATUS(test, created.second_default, STATUS_UNSUCCESSFUL);
	EXPECT_NO_REPORT(test);

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchManual);
	EXPECT_STATUS(test, WdfIoQueueCreate(wdf.device, &config, NULL, &queue),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(test, WdfIoQueueCreate(wdf.device, NULL, NULL, &queue),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfIoQueueCreate", REQUIRED_PARAMETER_IS_NULL, NULL);
	config.DefaultQueue = FALSE;
	ASSERT_SUCCESS(test, WdfIoQueueCreate(device, &config, NULL, &queue));
	KUNIT_EXPECT_PTR_EQ(test, WdfIoQueueGetDevice(queue), device);
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_READY(WdfIoQueueGetState(queue, NULL, NULL)));
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_IDLE(WdfIoQueueGetState(queue, NULL, NULL)));
	WdfObjectDelete(queue);
}

/* row 336 */
static void wdf_queue_test_create_without_memory(struct kunit *test)
{
	WDF_IO_QUEUE_CONFIG config;
	NTSTATUS status;
	WDFQUEUE queue;

	NEED_FAULT_INJECTION(test);
	WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchManual);
	local_bh_disable();
	fail_allocation(1);
	status = WdfIoQueueCreate(wdf.device, &config, NULL, &queue);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	local_bh_enable();
	EXPECT_STATUS(test, status, STATUS_INSUFFICIENT_RESOURCES);
}

/* ---- delivering ---------------------------------------------------------------------------- */

/* row 337 */
static void wdf_queue_test_sequential(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	device = queue_device(test);
	for (i = 0; i < ARRAY_SIZE(sent); i++)
		EXPECT_STATUS(test, send_irp(test, device, &sent[i], IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, default_plan.queue);
	EXPECT_COUNTS(test, default_plan.queue, 2, 1);
	for (i = 0; i < ARRAY_SIZE(sent); i++) {
		ASSERT_COUNT(test, &seen.delivered, i + 1);
		EXPECT_PENDING(test, &sent[i]);
		WdfRequestComplete(seen.request[i], STATUS_SUCCESS);
		EXPECT_COMPLETED(test, &sent[i], STATUS_SUCCESS);
	}
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_IDLE(WdfIoQueueGetState(default_plan.queue, NULL,
								     NULL)));
}

/* row 337 */
static void wdf_queue_test_parallel_with_a_limit(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.Settings.Parallel.NumberOfPresentedRequests = 2;
	device = queue_device(test);
	for (i = 0; i < ARRAY_SIZE(sent); i++)
		send_irp(test, device, &sent[i], IRP_MJ_WRITE, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	EXPECT_COUNTS(test, default_plan.queue, 1, 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 3);
	WdfRequestComplete(seen.request[2], STATUS_SUCCESS);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	for (i = 0; i < ARRAY_SIZE(sent); i++)
		EXPECT_COMPLETED(test, &sent[i], STATUS_SUCCESS);
}

struct sender {
	struct kunit *test;
	WDFDEVICE device;
	struct sent sent;
};

static void send_in_thread(void *data)
{
	struct sender *sender = data;

	send_irp(sender->test, sender->device, &sender->sent, IRP_MJ_READ, 8);
}

/* row 337: the second request is delivered while the first handler has not returned. */
static void wdf_queue_test_parallel_handlers_overlap(struct kunit *test)
{
	struct sender *sender = case_alloc_array(test, 2, struct sender);
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.attributes.SynchronizationScope = WdfSynchronizationScopeNone;
	sender[0].test = sender[1].test = test;
	sender[0].device = sender[1].device = queue_device(test);
	seen.waits = true;
	seen.completes = true;
	spawn(test, send_in_thread, &sender[0]);
	spawn(test, send_in_thread, &sender[1]);
	ASSERT_COUNT(test, &seen.inside, 2);
	complete_all(&seen.go);
	join(test);
	for (i = 0; i < 2; i++)
		EXPECT_COMPLETED(test, &sender[i].sent, STATUS_SUCCESS);
}

/*
 * row 337: a handler that completes its request does not have the next one delivered on top of it.
 */
static void wdf_queue_test_handlers_do_not_nest(struct kunit *test)
{
	struct sent *sent = case_alloc_array(test, 200, struct sent);
	WDFDEVICE device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	device = queue_device(test);
	WdfIoQueueStop(default_plan.queue, NULL, NULL);
	for (i = 0; i < 200; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	seen.completes = true;
	WdfIoQueueStart(default_plan.queue);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 200);
	KUNIT_EXPECT_EQ(test, seen.most_inside, 1);
	for (i = 0; i < 200; i++)
		EXPECT_COMPLETED(test, &sent[i], STATUS_SUCCESS);
}

/* rows 337 and 342 */
static void wdf_queue_test_manual(struct kunit *test)
{
	struct sent sent[2];
	WDFREQUEST request = NULL;
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	queue = default_plan.queue;
	EXPECT_STATUS(test, WdfIoQueueRetrieveNextRequest(queue, &request),
		      STATUS_NO_MORE_ENTRIES);
	ASSERT_SUCCESS(test, WdfIoQueueReadyNotify(queue, state_reached, NULL));
	EXPECT_STATUS(test, WdfIoQueueReadyNotify(queue, state_reached, NULL),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfIoQueueReadyNotify(queue, NULL, NULL),
		      STATUS_INVALID_DEVICE_REQUEST);
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	WdfIoQueueStop(queue, NULL, NULL);
	EXPECT_STATUS(test, WdfIoQueueRetrieveNextRequest(queue, &request), STATUS_WDF_PAUSED);
	EXPECT_STATUS(test, WdfIoQueueReadyNotify(queue, NULL, NULL), STATUS_SUCCESS);
	WdfIoQueueStart(queue);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	EXPECT_STATUS(test, WdfIoQueueRetrieveNextRequest(queue, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfIoQueueRetrieveNextRequest", REQUIRED_PARAMETER_IS_NULL, NULL);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(queue, &request));
	EXPECT_COUNTS(test, queue, 1, 1);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(queue, &request));
	WdfRequestComplete(request, STATUS_UNSUCCESSFUL);
	EXPECT_COMPLETED(test, &sent[1], STATUS_UNSUCCESSFUL);
}

/* row 342 */
static void wdf_queue_test_retrieve_from_a_parallel_queue(struct kunit *test)
{
	WDFREQUEST request;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	queue_device(test);
	EXPECT_STATUS(test, WdfIoQueueRetrieveNextRequest(default_plan.queue, &request),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(test, WdfIoQueueReadyNotify(default_plan.queue, state_reached, NULL),
		      STATUS_INVALID_DEVICE_REQUEST);
}

/* row 344 */
static void wdf_queue_test_find(struct kunit *test)
{
	WDFREQUEST found = NULL, second = NULL, none = NULL, request = NULL;
	WDF_REQUEST_PARAMETERS parameters;
	struct sent sent[2];
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	queue = default_plan.queue;
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[1], IRP_MJ_WRITE, 9);
	WDF_REQUEST_PARAMETERS_INIT(&parameters);
	ASSERT_SUCCESS(test, WdfIoQueueFindRequest(queue, NULL, NULL, NULL, &found));
	ASSERT_SUCCESS(test, WdfIoQueueFindRequest(queue, found, NULL, &parameters, &second));
	KUNIT_EXPECT_EQ(test, (int)parameters.Type, (int)WdfRequestTypeWrite);
	KUNIT_EXPECT_EQ(test, parameters.Parameters.Write.Length, (size_t)9);
	EXPECT_STATUS(test, WdfIoQueueFindRequest(queue, second, NULL, NULL, &none),
		      STATUS_NO_MORE_ENTRIES);
	EXPECT_COUNTS(test, queue, 2, 0);

	ASSERT_SUCCESS(test, WdfIoQueueRetrieveFoundRequest(queue, second, &request));
	KUNIT_EXPECT_PTR_EQ(test, request, second);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[1], STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfIoQueueFindRequest(queue, second, NULL, NULL, &none),
		      STATUS_NOT_FOUND);
	WdfObjectDereference(second);

	/* Cancelled between the two calls. */
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[0].irp));
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	EXPECT_STATUS(test, WdfIoQueueRetrieveFoundRequest(queue, found, &request),
		      STATUS_NOT_FOUND);
	WdfObjectDereference(found);
	EXPECT_COUNTS(test, queue, 0, 0);
}

/* row 339 */
static void wdf_queue_test_empty_transfers(struct kunit *test)
{
	WDFREQUEST request;
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = queue_device(test);
	ASSERT_SUCCESS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								  WdfRequestTypeWrite));
	send_irp(test, device, &sent, IRP_MJ_READ, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	send_irp(test, device, &sent, IRP_MJ_WRITE, 0);
	EXPECT_STATUS(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, &request),
		      STATUS_NO_MORE_ENTRIES);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);

	memset(&other_plan, 0, sizeof(other_plan));
	default_plan.config.AllowZeroLengthRequests = TRUE;
	device = queue_device(test);
	seen.completes = true;
	send_irp(test, device, &sent, IRP_MJ_READ, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
}

/* row 338: which queue and which handler gets what. */
static void wdf_queue_test_dispatching(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = NULL;
	default_plan.config.EvtIoDeviceControl = handle_control;
	plan_queue(&other_plan, WdfIoQueueDispatchSequential, false);
	other_plan.config.EvtIoDefault = NULL;
	other_plan.config.EvtIoRead = handle_read;
	device = queue_device(test);
	EXPECT_STATUS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								 WdfRequestTypeClose),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfDeviceConfigureRequestDispatching(wdf.device, other_plan.queue,
								 WdfRequestTypeRead),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								 WdfRequestTypeWrite),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfDeviceConfigureRequestDispatching(device, default_plan.queue,
								 WdfRequestTypeDeviceControl),
		      STATUS_INVALID_DEVICE_REQUEST);
	ASSERT_SUCCESS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								  WdfRequestTypeRead));
	EXPECT_STATUS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								 WdfRequestTypeRead),
		      STATUS_WDF_BUSY);
	seen.completes = true;
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, other_plan.queue);
	send_irp(test, device, &sent, IRP_MJ_DEVICE_CONTROL, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, default_plan.queue);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	/* The default queue has no handler for it. */
	send_irp(test, device, &sent, IRP_MJ_WRITE, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	/* It goes to no queue. */
	send_irp(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	/* The device of the case has no queue at all. */
	send_irp(test, wdf.device, &sent, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
}

/* ---- where handlers run -------------------------------------------------------------------- */

/* row 354 */
static void wdf_queue_test_passive_queue(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	KIRQL irql;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	default_plan.attributes.ExecutionLevel = WdfExecutionLevelPassive;
	device = queue_device(test);
	seen.completes = true;
	seen.irql = DISPATCH_LEVEL;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	KeLowerIrql(irql);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, seen.irql, (KIRQL)PASSIVE_LEVEL);
}

/*
 * row 354: the handlers of a device run one at a time, at DISPATCH_LEVEL, also those of two
 * queues.
 */
static void wdf_queue_test_scope_of_the_device(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device_of(test, WdfExecutionLevelDispatch, WdfSynchronizationScopeDevice);
	seen.completes = true;
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, seen.irql, (KIRQL)DISPATCH_LEVEL);

	/* The thread has the lock: a worker delivers the request when it is free. */
	WdfObjectAcquireLock(device);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfObjectReleaseLock(device);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	/* The queue's lock is the device's. */
	WdfObjectAcquireLock(default_plan.queue);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	WdfObjectReleaseLock(device);
}

/* row 354 */
static void wdf_queue_test_scope_of_the_queue(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	plan_queue(&other_plan, WdfIoQueueDispatchParallel, false);
	other_plan.attributes.SynchronizationScope = WdfSynchronizationScopeNone;
	device = queue_device_of(test, WdfExecutionLevelPassive, WdfSynchronizationScopeQueue);
	ASSERT_SUCCESS(test, WdfDeviceConfigureRequestDispatching(device, other_plan.queue,
								  WdfRequestTypeWrite));
	seen.completes = true;
	WdfObjectAcquireLock(default_plan.queue);
	send_irp(test, device, &sent, IRP_MJ_WRITE, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfObjectReleaseLock(default_plan.queue);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	WdfObjectAcquireLock(other_plan.queue);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", INVALID_LOCK_OPERATION, other_plan.queue);
}

/* ---- states -------------------------------------------------------------------------------- */

/* row 341 */
static void wdf_queue_test_stop_and_start(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	queue = default_plan.queue;
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	WdfIoQueueStop(queue, state_reached, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	WdfIoQueueStop(queue, state_reached, NULL);
	EXPECT_VIOLATION(test, "WdfIoQueueStop", OBJECT_ERROR, queue);
	EXPECT_STATUS(test, send_irp(test, device, &sent[1], IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_COUNTS(test, queue, 1, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_STOPPED(WdfIoQueueGetState(queue, NULL, NULL)));
	WdfIoQueueStopSynchronously(queue);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfIoQueueStart(queue);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[1], STATUS_SUCCESS);
}

/* row 341 */
static void wdf_queue_test_drain(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	device = queue_device(test);
	queue = default_plan.queue;
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	WdfIoQueueDrain(queue, state_reached, NULL);
	/* It does not come to the queue, and so is not pending. */
	EXPECT_STATUS(test, send_irp(test, device, &sent[2], IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_FALSE(test, sent[2].pending_returned);
	EXPECT_COMPLETED(test, &sent[2], STATUS_INVALID_DEVICE_STATE);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[1], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_DRAINED(WdfIoQueueGetState(queue, NULL, NULL)));
	WdfIoQueueDrainSynchronously(queue);
	WdfIoQueueStart(queue);
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_READY(WdfIoQueueGetState(queue, NULL, NULL)));
}

/* row 341 */
static void wdf_queue_test_purge(struct kunit *test)
{
	struct sent sent[4];
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.Settings.Parallel.NumberOfPresentedRequests = 2;
	device = queue_device(test);
	queue = default_plan.queue;
	seen.cancel_completes = true;
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[2], IRP_MJ_READ, 8);
	WdfRequestMarkCancelable(seen.request[0], cancel_request);
	WdfIoQueuePurge(queue, state_reached, NULL);
	/* The one that waited, and the one that was cancelable. */
	EXPECT_COMPLETED(test, &sent[2], STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	KUNIT_EXPECT_PTR_EQ(test, seen.canceled_request, seen.request[0]);
	EXPECT_PENDING(test, &sent[1]);
	EXPECT_STATUS(test, send_irp(test, device, &sent[3], IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_FALSE(test, sent[3].pending_returned);
	EXPECT_COMPLETED(test, &sent[3], STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	/* The other one is cancelled as soon as it may be. */
	EXPECT_STATUS(test, WdfRequestMarkCancelableEx(seen.request[1], cancel_request),
		      STATUS_CANCELLED);
	WdfRequestComplete(seen.request[1], STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled), 1);
	KUNIT_EXPECT_TRUE(test, WDF_IO_QUEUE_PURGED(WdfIoQueueGetState(queue, NULL, NULL)));
}

/* row 341 */
static void wdf_queue_test_stop_and_purge(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device;
	WDFQUEUE queue;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, true);
	device = queue_device(test);
	queue = default_plan.queue;
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	WdfIoQueueStopAndPurgeSynchronously(queue);
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	EXPECT_PENDING(test, &sent[1]);
	EXPECT_COUNTS(test, queue, 1, 0);
	WdfIoQueuePurgeSynchronously(queue);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
}

static VOID wait_in_handler(WDFQUEUE queue, WDFREQUEST request)
{
	WdfIoQueueStopSynchronously(queue);
	WdfRequestComplete(request, STATUS_SUCCESS);
}

/* row 341 */
static void wdf_queue_test_wait_in_a_handler_is_reported(struct kunit *test)
{
	WDFDEVICE device;
	struct sent sent;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = wait_in_handler;
	default_plan.attributes.SynchronizationScope = WdfSynchronizationScopeNone;
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfIoQueueStopSynchronously", OBJECT_ERROR, default_plan.queue);
}

/* ---- power, and the end -------------------------------------------------------------------- */

static struct sent early;
static struct kunit *early_test;
static int delivered_early;

static NTSTATUS prepare_hardware(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	send_irp(early_test, device, &early, IRP_MJ_READ, 8);
	delivered_early = atomic_read(&seen.delivered);
	return STATUS_SUCCESS;
}

/* row 340 */
static void wdf_queue_test_delivery_begins_with_d0(struct kunit *test)
{
	early_test = test;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	seen.completes = true;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = prepare_hardware;
	queue_device(test);
	KUNIT_EXPECT_EQ(test, delivered_early, 0);
	EXPECT_COMPLETED(test, &early, STATUS_SUCCESS);

	/* A queue that is not power-managed delivers at once. */
	default_plan.config.PowerManaged = WdfFalse;
	queue_device(test);
	KUNIT_EXPECT_EQ(test, delivered_early, 2);
	EXPECT_COMPLETED(test, &early, STATUS_SUCCESS);
}

static void remove_in_thread(void *data)
{
	WinworkWdfRemoveDevice(data);
}

/* row 355 */
static void wdf_queue_test_removal_waits_for_requests(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	default_plan.config.EvtIoStop = stop_request;
	device = queue_device(test);
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	send_irp(test, device, &sent[1], IRP_MJ_READ, 8);
	spawn(test, remove_in_thread, device);
	ASSERT_COUNT(test, &seen.stops, 1);
	KUNIT_EXPECT_EQ(test, seen.stop_flags, (ULONG)WdfRequestStopActionSuspend);
	EXPECT_PENDING(test, &sent[0]);
	EXPECT_PENDING(test, &sent[1]);
	/* The driver keeps it, and is asked again. */
	WdfRequestStopAcknowledge(seen.request[0], FALSE);
	ASSERT_COUNT(test, &seen.stops, 2);
	KUNIT_EXPECT_EQ(test, seen.stop_flags, (ULONG)WdfRequestStopActionPurge);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	EXPECT_PENDING(test, &sent[0]);
	WdfRequestComplete(seen.request[0], STATUS_DEVICE_NOT_READY);
	join(test);
	EXPECT_COMPLETED(test, &sent[0], STATUS_DEVICE_NOT_READY);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
}

/* row 355 */
static void wdf_queue_test_stop_acknowledge(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	default_plan.config.EvtIoStop = stop_request;
	default_plan.config.EvtIoCanceledOnQueue = canceled_on_queue;
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	WdfRequestStopAcknowledge(seen.request[0], TRUE);
	EXPECT_VIOLATION(test, "WdfRequestStopAcknowledge", REQUEST_FATAL_ERROR, seen.request[0]);
	spawn(test, remove_in_thread, device);
	ASSERT_COUNT(test, &seen.stops, 1);
	WdfRequestStopAcknowledge(seen.request[0], TRUE);
	join(test);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.canceled_on_queue), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.stops), 1);
}

/* row 341 */
static void wdf_queue_test_deletion_cancels(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchSequential, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = queue_device(test);
	WdfObjectDelete(default_plan.queue);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, default_plan.queue);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(seen.request[0], other_plan.queue));
	WdfObjectDelete(other_plan.queue);
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
}

static struct kunit_case wdf_queue_cases[] = {
	KUNIT_CASE(wdf_queue_test_create),
	KUNIT_CASE(wdf_queue_test_create_without_memory),
	KUNIT_CASE(wdf_queue_test_sequential),
	KUNIT_CASE(wdf_queue_test_parallel_with_a_limit),
	KUNIT_CASE(wdf_queue_test_parallel_handlers_overlap),
	KUNIT_CASE(wdf_queue_test_handlers_do_not_nest),
	KUNIT_CASE(wdf_queue_test_manual),
	KUNIT_CASE(wdf_queue_test_retrieve_from_a_parallel_queue),
	KUNIT_CASE(wdf_queue_test_find),
	KUNIT_CASE(wdf_queue_test_empty_transfers),
	KUNIT_CASE(wdf_queue_test_dispatching),
	KUNIT_CASE(wdf_queue_test_passive_queue),
	KUNIT_CASE(wdf_queue_test_scope_of_the_device),
	KUNIT_CASE(wdf_queue_test_scope_of_the_queue),
	KUNIT_CASE(wdf_queue_test_stop_and_start),
	KUNIT_CASE(wdf_queue_test_drain),
	KUNIT_CASE(wdf_queue_test_purge),
	KUNIT_CASE(wdf_queue_test_stop_and_purge),
	KUNIT_CASE(wdf_queue_test_wait_in_a_handler_is_reported),
	KUNIT_CASE(wdf_queue_test_delivery_begins_with_d0),
	KUNIT_CASE(wdf_queue_test_removal_waits_for_requests),
	KUNIT_CASE(wdf_queue_test_stop_acknowledge),
	KUNIT_CASE(wdf_queue_test_deletion_cancels),
	{}
};

WDF_QUEUE_SUITE(wdf_queue);
