/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_target: requests that a framework's driver sends: those that it has created, and those that
 * its queue has delivered. The target is another device of the framework.
 */
#include "wdf_queue_case.h"

#define IOCTL(method) CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, method, FILE_ANY_ACCESS)
#define NO_OPTIONS NULL

/* The device below, which serves the requests, and the target that leads there. */
static struct {
	WDFDEVICE device;
	WDFQUEUE queue;
	WDFIOTARGET target;
	bool keeps;			/* the requests, until the case ends them */
	atomic_t served;
	WDFREQUEST kept[8];
	NTSTATUS status;
	size_t input, output;
	ULONG code;
	UCHAR first;			/* of the input */
	PVOID argument[3];
	WDF_DEVICE_IO_TYPE io_type;
} lower;

/* What a completion routine has got. */
static struct {
	atomic_t calls;
	struct completion done;
	WDF_REQUEST_COMPLETION_PARAMS params;
	WDFREQUEST request;
	WDFIOTARGET target;
	WDFCONTEXT context;
	KIRQL irql;
	bool completes;
	bool sends_again;		/* once */
} result;

static void send_again(WDFREQUEST request);

static VOID completed(WDFREQUEST request, WDFIOTARGET target, PWDF_REQUEST_COMPLETION_PARAMS params,
		      WDFCONTEXT context)
{
	result.request = request;
	result.target = target;
	result.params = *params;
	result.context = context;
	result.irql = KeGetCurrentIrql();
	if (result.completes)
		WdfRequestCompleteWithInformation(request, params->IoStatus.Status,
						  params->IoStatus.Information);
	if (result.sends_again) {
		result.sends_again = false;
		send_again(request);
	}
	atomic_inc(&result.calls);
	complete(&result.done);
}

/* Answers a request: each byte of the output is 0x5a, and the information its length. */
static void answer(WDFREQUEST request)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(WdfRequestWdmGetIrp(request));
	WDF_REQUEST_PARAMETERS parameters;
	PVOID input = NULL, output = NULL;

	WDF_REQUEST_PARAMETERS_INIT(&parameters);
	WdfRequestGetParameters(request, &parameters);
	lower.input = lower.output = 0;
	lower.code = 0;
	switch (parameters.Type) {
	case WdfRequestTypeWrite:
		WdfRequestRetrieveInputBuffer(request, 1, &input, &lower.input);
		break;
	case WdfRequestTypeRead:
		WdfRequestRetrieveOutputBuffer(request, 1, &output, &lower.output);
		break;
	default:
		lower.code = parameters.Parameters.DeviceIoControl.IoControlCode;
		lower.argument[0] = location->Parameters.Others.Argument1;
		lower.argument[1] = location->Parameters.Others.Argument2;
		lower.argument[2] = location->Parameters.Others.Argument4;
		if (METHOD_FROM_CTL_CODE(lower.code) == METHOD_NEITHER)
			break;
		WdfRequestRetrieveInputBuffer(request, 1, &input, &lower.input);
		WdfRequestRetrieveOutputBuffer(request, 1, &output, &lower.output);
		break;
	}
	lower.first = input ? *(UCHAR *)input : 0;
	if (output)
		memset(output, 0x5a, lower.output);
	WdfRequestCompleteWithInformation(request, lower.status,
					  output ? lower.output : lower.input);
}

static VOID serve(WDFQUEUE queue, WDFREQUEST request)
{
	int number = atomic_inc_return(&lower.served) - 1;

	if (!lower.keeps)
		answer(request);
	else if (number < ARRAY_SIZE(lower.kept))
		lower.kept[number] = request;
}

static VOID canceled(WDFREQUEST request)
{
	WdfRequestComplete(request, STATUS_CANCELLED);
}

static VOID serve_cancelable(WDFQUEUE queue, WDFREQUEST request)
{
	int number = atomic_inc_return(&lower.served) - 1;

	if (number < ARRAY_SIZE(lower.kept))
		lower.kept[number] = request;
	if (WdfRequestMarkCancelableEx(request, canceled))
		WdfRequestComplete(request, STATUS_CANCELLED);
}

/* The first one cannot be cancelled. */
static VOID serve_second_cancelable(WDFQUEUE queue, WDFREQUEST request)
{
	if (atomic_read(&lower.served)) {
		serve_cancelable(queue, request);
	} else {
		atomic_inc(&lower.served);
		lower.kept[0] = request;
	}
}

static void (*serve_by)(WDFQUEUE queue, WDFREQUEST request);

static NTSTATUS make_lower(WDFDEVICE device)
{
	WDF_IO_QUEUE_CONFIG config;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
	config.EvtIoDefault = serve_by;
	return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, &lower.queue);
}

static void set_io_type(PWDFDEVICE_INIT init)
{
	WdfDeviceInitSetIoType(init, lower.io_type);
}

static int target_init(struct kunit *test)
{
	int error = wdf_queue_init(test);

	if (error)
		return error;
	memset(&lower, 0, sizeof(lower));
	memset(&result, 0, sizeof(result));
	init_completion(&result.done);
	lower.io_type = WdfDeviceIoBuffered;
	serve_by = serve;
	wdf.made = make_lower;
	wdf.init = set_io_type;
	return 0;
}

static void open_target(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;

	lower.device = add_device(test, WdfExecutionLevelInheritFromParent,
				  WdfSynchronizationScopeInheritFromParent);
	ASSERT_SUCCESS(test, WdfIoTargetCreate(wdf.device, WDF_NO_OBJECT_ATTRIBUTES, &lower.target));
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), WdfIoTargetClosed);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
		&params, WdfDeviceWdmGetDeviceObject(lower.device));
	ASSERT_SUCCESS(test, WdfIoTargetOpen(lower.target, &params));
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), WdfIoTargetStarted);
	KUNIT_EXPECT_PTR_EQ(test, WdfIoTargetGetDevice(lower.target), wdf.device);
	KUNIT_EXPECT_PTR_EQ(test, WdfIoTargetWdmGetTargetDeviceObject(lower.target),
			    WdfDeviceWdmGetDeviceObject(lower.device));
	KUNIT_EXPECT_PTR_EQ(test, WdfIoTargetWdmGetTargetPhysicalDevice(lower.target),
			    WdfDeviceWdmGetPhysicalDevice(lower.device));
}

static WDFREQUEST new_request(struct kunit *test)
{
	WDFREQUEST request = NULL;

	KUNIT_ASSERT_EQ(test, WdfRequestCreate(WDF_NO_OBJECT_ATTRIBUTES, lower.target, &request),
			STATUS_SUCCESS);
	return request;
}

static WDFMEMORY new_memory(struct kunit *test, size_t bytes, PVOID *buffer)
{
	WDFMEMORY memory = NULL;

	KUNIT_ASSERT_EQ(test, WdfMemoryCreate(WDF_NO_OBJECT_ATTRIBUTES, NonPagedPoolNx, 'tseT', bytes,
					      &memory, buffer), STATUS_SUCCESS);
	memset(*buffer, 0x11, bytes);
	return memory;
}

/* row 486: a control, and what comes back; and the same request again and again */
static void wdf_target_test_created_request(struct kunit *test)
{
	WDF_REQUEST_COMPLETION_PARAMS again;
	WDF_REQUEST_REUSE_PARAMS reuse;
	WDFMEMORY input, output;
	WDFMEMORY_OFFSET part = { .BufferOffset = 4, .BufferLength = 8 };
	UCHAR *in, *out;
	WDFREQUEST request;
	int round;

	open_target(test);
	request = new_request(test);
	input = new_memory(test, 16, (PVOID *)&in);
	output = new_memory(test, 32, (PVOID *)&out);
	for (round = 0; round < 100; round++) {
		memset(out, 0, 32);
		in[4] = round;
		ASSERT_SUCCESS(test, WdfIoTargetFormatRequestForIoctl(
			lower.target, request, IOCTL(METHOD_BUFFERED), input, &part, output, NULL));
		WdfRequestSetCompletionRoutine(request, completed, &result);
		KUNIT_ASSERT_TRUE(test, WdfRequestSend(request, lower.target, NO_OPTIONS));
		ASSERT_IN_TIME(test, &result.done);
		KUNIT_EXPECT_EQ(test, lower.code, (ULONG)IOCTL(METHOD_BUFFERED));
		KUNIT_EXPECT_EQ(test, lower.input, (size_t)8);
		KUNIT_EXPECT_EQ(test, lower.output, (size_t)32);
		KUNIT_EXPECT_EQ(test, lower.first, (UCHAR)round);
		KUNIT_EXPECT_EQ(test, out[0], 0x5a);
		KUNIT_EXPECT_EQ(test, out[31], 0x5a);
		WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
		if (!round) {
			WdfRequestGetCompletionParams(request, &again);
			KUNIT_EXPECT_EQ(test, memcmp(&again, &result.params, sizeof(again)), 0);
		}
		ASSERT_SUCCESS(test, WdfRequestReuse(request, &reuse));
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 100);
	KUNIT_EXPECT_PTR_EQ(test, result.request, request);
	KUNIT_EXPECT_PTR_EQ(test, result.target, lower.target);
	KUNIT_EXPECT_PTR_EQ(test, result.context, (WDFCONTEXT)&result);
	KUNIT_EXPECT_LE(test, result.irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, result.params.Type, WdfRequestTypeDeviceControl);
	KUNIT_EXPECT_EQ(test, result.params.IoStatus.Status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, result.params.IoStatus.Information, (ULONG_PTR)32);
	KUNIT_EXPECT_EQ(test, result.params.Parameters.Ioctl.IoControlCode,
			(ULONG)IOCTL(METHOD_BUFFERED));
	KUNIT_EXPECT_PTR_EQ(test, result.params.Parameters.Ioctl.Input.Buffer, input);
	KUNIT_EXPECT_EQ(test, result.params.Parameters.Ioctl.Input.Offset, (size_t)4);
	KUNIT_EXPECT_PTR_EQ(test, result.params.Parameters.Ioctl.Output.Buffer, output);
	KUNIT_EXPECT_EQ(test, result.params.Parameters.Ioctl.Output.Length, (size_t)32);
	WdfObjectDelete(request);
	EXPECT_NO_REPORT(test);
}

/* row 489: each kind of sending that waits, with each kind of device and of memory */
static void wdf_target_test_synchronous(struct kunit *test)
{
	static const WDF_DEVICE_IO_TYPE types[] = { WdfDeviceIoBuffered, WdfDeviceIoDirect };
	static const ULONG codes[] = { IOCTL(METHOD_BUFFERED), IOCTL(METHOD_IN_DIRECT),
				       IOCTL(METHOD_OUT_DIRECT) };
	WDF_MEMORY_DESCRIPTOR in, out;
	UCHAR *buffer = case_alloc(test, 5000);
	UCHAR small[24];
	LONGLONG offset = 512;
	ULONG_PTR bytes;
	PMDL mdl;
	int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		lower.io_type = types[i];
		open_target(test);
		memset(buffer, 0x33, 5000);
		WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&in, buffer, 5000);
		EXPECT_STATUS(test, WdfIoTargetSendWriteSynchronously(lower.target, NULL, &in, &offset,
								      NO_OPTIONS, &bytes),
			      STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, bytes, (ULONG_PTR)5000);
		KUNIT_EXPECT_EQ(test, lower.first, 0x33);
		mdl = IoAllocateMdl(buffer, 5000, FALSE, FALSE, NULL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
		MmBuildMdlForNonPagedPool(mdl);
		WDF_MEMORY_DESCRIPTOR_INIT_MDL(&out, mdl, 4999);
		EXPECT_STATUS(test, WdfIoTargetSendReadSynchronously(lower.target, NULL, &out, NULL,
								     NO_OPTIONS, &bytes),
			      STATUS_SUCCESS);
		IoFreeMdl(mdl);
		KUNIT_EXPECT_EQ(test, bytes, (ULONG_PTR)4999);
		KUNIT_EXPECT_EQ(test, buffer[4998], 0x5a);
		KUNIT_EXPECT_EQ(test, buffer[4999], 0x33);
	}
	for (i = 0; i < ARRAY_SIZE(codes); i++) {
		memset(small, 0x44, sizeof(small));
		WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&in, small, 8);
		WDF_MEMORY_DESCRIPTOR_INIT_BUFFER(&out, small + 8, 8);
		EXPECT_STATUS(test, WdfIoTargetSendInternalIoctlSynchronously(
			lower.target, NULL, codes[i], &in, &out, NO_OPTIONS, &bytes), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, lower.first, 0x44);
		KUNIT_EXPECT_EQ(test, small[7], 0x44);
		KUNIT_EXPECT_EQ(test, small[8], 0x5a);
		KUNIT_EXPECT_EQ(test, small[15], 0x5a);
		KUNIT_EXPECT_EQ(test, small[16], 0x44);
	}
	/* The status of the device is the function's. */
	lower.status = STATUS_DEVICE_DATA_ERROR;
	EXPECT_STATUS(test, WdfIoTargetSendIoctlSynchronously(lower.target, NULL, codes[0], &in, NULL,
							      NO_OPTIONS, NULL),
		      STATUS_DEVICE_DATA_ERROR);
	lower.status = STATUS_SUCCESS;
	EXPECT_STATUS(test, WdfIoTargetSendInternalIoctlOthersSynchronously(
		lower.target, NULL, IOCTL(METHOD_NEITHER), &in, &out, NULL, NO_OPTIONS, NULL),
		STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, lower.argument[0], (PVOID)small);
	KUNIT_EXPECT_PTR_EQ(test, lower.argument[1], (PVOID)(small + 8));
	KUNIT_EXPECT_NULL(test, lower.argument[2]);
	EXPECT_NO_REPORT(test);
}

/* The device above, which sends what its queue delivers on. */
static struct {
	WDF_REQUEST_SEND_OPTIONS options;
	bool formats;
	bool sent;
	NTSTATUS status;
} upper;

static VOID send_on(WDFQUEUE queue, WDFREQUEST request)
{
	if (upper.formats)
		WdfRequestFormatRequestUsingCurrentType(request);
	if (!upper.options.Flags)
		WdfRequestSetCompletionRoutine(request, completed, NULL);
	upper.sent = WdfRequestSend(request, lower.target, &upper.options);
	if (upper.sent)
		return;
	upper.status = WdfRequestGetStatus(request);
	WdfRequestComplete(request, upper.status);
}

static NTSTATUS make_upper(WDFDEVICE device)
{
	WDF_IO_QUEUE_CONFIG config;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
	config.EvtIoDefault = send_on;
	return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static void send_to_upper(struct kunit *test, WDFDEVICE device, struct sent *sent, UCHAR *buffer,
			  CCHAR locations)
{
	new_sent(test, sent, locations, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent->irp)->Parameters.Read.Length = 16;
	sent->irp->AssociatedIrp.SystemBuffer = buffer;
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent->irp);
}

/* rows 486, 487 and 488: a queue's request goes on, and comes back or does not, or is not sent */
static void wdf_target_test_request_of_a_queue(struct kunit *test)
{
	UCHAR *buffer = case_alloc(test, 16);
	struct sent sent;
	WDFDEVICE device;

	open_target(test);
	wdf.made = make_upper;
	device = add_device(test, WdfExecutionLevelInheritFromParent,
			    WdfSynchronizationScopeInheritFromParent);
	WDF_REQUEST_SEND_OPTIONS_INIT(&upper.options, 0);
	upper.formats = true;
	result.completes = true;
	send_to_upper(test, device, &sent, buffer, 4);
	KUNIT_EXPECT_TRUE(test, upper.sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, (ULONG_PTR)16);
	KUNIT_EXPECT_EQ(test, buffer[15], 0x5a);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);

	/* The target completes it, and the device has it no more. */
	buffer[15] = 0;
	WDF_REQUEST_SEND_OPTIONS_INIT(&upper.options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
	upper.formats = false;
	send_to_upper(test, device, &sent, buffer, 4);
	KUNIT_EXPECT_TRUE(test, upper.sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	KUNIT_EXPECT_EQ(test, buffer[15], 0x5a);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);

	/* What is not sent. The IRP has no location for the target's second device. */
	WDF_REQUEST_SEND_OPTIONS_INIT(&upper.options, 0);
	upper.formats = true;
	send_to_upper(test, device, &sent, buffer, 2);
	KUNIT_EXPECT_FALSE(test, upper.sent);
	EXPECT_STATUS(test, upper.status, STATUS_REQUEST_NOT_ACCEPTED);
	EXPECT_COMPLETED(test, &sent, STATUS_REQUEST_NOT_ACCEPTED);
	upper.formats = false;
	send_to_upper(test, device, &sent, buffer, 4);
	KUNIT_EXPECT_FALSE(test, upper.sent);
	EXPECT_STATUS(test, upper.status, STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.served), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	EXPECT_NO_REPORT(test);
}

static WDFREQUEST send_read(struct kunit *test, PWDF_REQUEST_SEND_OPTIONS options)
{
	WDFREQUEST request = new_request(test);
	PVOID buffer;
	WDFMEMORY memory = new_memory(test, 8, &buffer);

	KUNIT_ASSERT_EQ(test, WdfIoTargetFormatRequestForRead(lower.target, request, memory, NULL, NULL),
			STATUS_SUCCESS);
	WdfRequestSetCompletionRoutine(request, completed, NULL);
	if (!WdfRequestSend(request, lower.target, options))
		return NULL;
	return request;
}

/* row 492: one end, by the cancellation, the timeout or the completion */
static void wdf_target_test_cancel_and_timeout(struct kunit *test)
{
	WDF_REQUEST_SEND_OPTIONS options;
	WDFREQUEST request;

	serve_by = serve_cancelable;
	open_target(test);
	request = send_read(test, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 0);
	KUNIT_EXPECT_TRUE(test, WdfRequestCancelSentRequest(request));
	ASSERT_IN_TIME(test, &result.done);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_CANCELLED);
	KUNIT_EXPECT_FALSE(test, WdfRequestCancelSentRequest(request));

	WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
	WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_MS(20));
	request = send_read(test, &options);
	ASSERT_IN_TIME(test, &result.done);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_IO_TIMEOUT);
	EXPECT_STATUS(test, WdfRequestGetStatus(request), STATUS_IO_TIMEOUT);

	/* The timeout of a request that ends before it does nothing. */
	WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, WDF_REL_TIMEOUT_IN_SEC(3600));
	request = send_read(test, &options);
	WdfRequestUnmarkCancelable(lower.kept[2]);
	WdfRequestComplete(lower.kept[2], STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &result.done);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_SUCCESS);
	WdfObjectDelete(request);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 3);
	EXPECT_NO_REPORT(test);
}

static void send_again(WDFREQUEST request)
{
	WDF_REQUEST_REUSE_PARAMS reuse;

	WDF_REQUEST_REUSE_PARAMS_INIT(&reuse, WDF_REQUEST_REUSE_NO_FLAGS, STATUS_SUCCESS);
	WdfRequestReuse(request, &reuse);
	WdfIoTargetFormatRequestForRead(lower.target, request, result.params.Parameters.Read.Buffer, NULL,
					NULL);
	WdfRequestSetCompletionRoutine(request, completed, NULL);
	WdfRequestSend(request, lower.target, NO_OPTIONS);
}

/* row 492: the timeout expires as the request comes back: it does nothing to the next sending */
static void wdf_target_test_late_timeout(struct kunit *test)
{
	WDF_REQUEST_SEND_OPTIONS options;
	WDFREQUEST request;
	KIRQL irql;

	serve_by = serve_second_cancelable;
	open_target(test);
	WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
	WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, SHORT_TIMEOUT);
	result.sends_again = true;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	request = send_read(test, &options);
	await_short_timeouts();
	WdfRequestComplete(lower.kept[0], STATUS_SUCCESS);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &result.done);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_SUCCESS);
	/* Sent again, and not cancelled. */
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.served), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(lower.kept[1]), STATUS_SUCCESS);
	WdfRequestComplete(lower.kept[1], STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &result.done);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 2);
	WdfObjectDelete(request);
	EXPECT_NO_REPORT(test);
}

/* row 491: what a target does with a request in each of its states */
static void wdf_target_test_states(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;
	WDF_REQUEST_SEND_OPTIONS ignore;
	WDFREQUEST waiting;

	open_target(test);
	WDF_REQUEST_SEND_OPTIONS_INIT(&ignore, WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);
	WdfIoTargetStop(lower.target, WdfIoTargetLeaveSentIoPending);
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), WdfIoTargetStopped);
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	waiting = send_read(test, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.served), 0);
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, &ignore));
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.served), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	/* One that waits can be cancelled. */
	KUNIT_EXPECT_TRUE(test, WdfRequestCancelSentRequest(waiting));
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 2);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_CANCELLED);
	ASSERT_SUCCESS(test, WdfIoTargetStart(lower.target));
	KUNIT_EXPECT_EQ(test, atomic_read(&lower.served), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 3);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_SUCCESS);

	WdfIoTargetClose(lower.target);
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), WdfIoTargetClosed);
	EXPECT_STATUS(test, WdfIoTargetStart(lower.target), STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 3);
	/* And open again. */
	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
		&params, WdfDeviceWdmGetDeviceObject(lower.device));
	ASSERT_SUCCESS(test, WdfIoTargetOpen(lower.target, &params));
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 4);
	/* The local target of a device is there from its start. */
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(WdfDeviceGetIoTarget(wdf.device)),
			WdfIoTargetStarted);
	EXPECT_STATUS(test, WdfIoTargetSendIoctlSynchronously(
		WdfDeviceGetIoTarget(wdf.device), NULL, IOCTL(METHOD_BUFFERED), NULL, NULL, NULL, NULL),
		STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_NO_REPORT(test);
}

/* A stop, a close and the end of the device cancel what is out, and wait for it. */
static void wdf_target_test_the_end_cancels(struct kunit *test)
{
	serve_by = serve_cancelable;
	open_target(test);
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	WdfIoTargetStop(lower.target, WdfIoTargetCancelSentIo);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 2);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_CANCELLED);
	ASSERT_SUCCESS(test, WdfIoTargetStart(lower.target));
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	WdfIoTargetClose(lower.target);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 3);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_CANCELLED);
	WdfObjectDelete(lower.target);

	open_target(test);
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	WdfObjectDelete(lower.target);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 4);
	EXPECT_STATUS(test, result.params.IoStatus.Status, STATUS_CANCELLED);
	EXPECT_NO_REPORT(test);
}

static void name_it(PWDFDEVICE_INIT init)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\WinworkTarget");

	WdfDeviceInitAssignName(init, &name);
}

/* row 493 */
static void wdf_target_test_open_by_name(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\WinworkTarget");
	DECLARE_CONST_UNICODE_STRING(none, L"\\Device\\WinworkNoTarget");
	WDF_IO_TARGET_OPEN_PARAMS params;

	wdf.init = name_it;
	lower.device = add_device(test, WdfExecutionLevelInheritFromParent,
				  WdfSynchronizationScopeInheritFromParent);
	ASSERT_SUCCESS(test, WdfIoTargetCreate(wdf.device, WDF_NO_OBJECT_ATTRIBUTES, &lower.target));
	WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &none, GENERIC_READ);
	EXPECT_STATUS(test, WdfIoTargetOpen(lower.target, &params), STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, WdfIoTargetGetState(lower.target), WdfIoTargetClosed);
	WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(&params, &name, GENERIC_READ);
	ASSERT_SUCCESS(test, WdfIoTargetOpen(lower.target, &params));
	KUNIT_EXPECT_PTR_EQ(test, WdfIoTargetWdmGetTargetDeviceObject(lower.target),
			    WdfDeviceWdmGetDeviceObject(lower.device));
	KUNIT_EXPECT_NOT_NULL(test, WdfIoTargetWdmGetTargetFileObject(lower.target));
	KUNIT_EXPECT_NOT_NULL(test, send_read(test, NULL));
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	WdfObjectDelete(lower.target);
	EXPECT_NO_REPORT(test);
}

static void wdf_target_test_misuse(struct kunit *test)
{
	WDF_REQUEST_SEND_OPTIONS options;
	WDFREQUEST request;
	WDFMEMORY_OFFSET part = { .BufferOffset = 9, .BufferLength = 0 };
	WDFMEMORY memory;
	PVOID buffer;

	serve_by = serve_cancelable;
	open_target(test);
	request = new_request(test);
	memory = new_memory(test, 8, &buffer);
	/* Not formatted, wrong options, a part that is not there. */
	KUNIT_EXPECT_FALSE(test, WdfRequestSend(request, lower.target, NULL));
	EXPECT_STATUS(test, WdfRequestGetStatus(request), STATUS_INVALID_DEVICE_REQUEST);
	WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET);
	KUNIT_EXPECT_FALSE(test, WdfRequestSend(request, lower.target, &options));
	EXPECT_STATUS(test, WdfRequestGetStatus(request), STATUS_INVALID_DEVICE_STATE);
	WDF_REQUEST_SEND_OPTIONS_INIT(&options, WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET |
						WDF_REQUEST_SEND_OPTION_SYNCHRONOUS);
	KUNIT_EXPECT_FALSE(test, WdfRequestSend(request, lower.target, &options));
	EXPECT_STATUS(test, WdfRequestGetStatus(request), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfIoTargetFormatRequestForRead(lower.target, request, memory, &part, NULL),
		      STATUS_INTEGER_OVERFLOW);
	part = (WDFMEMORY_OFFSET) { .BufferOffset = 1, .BufferLength = 8 };
	EXPECT_STATUS(test, WdfIoTargetFormatRequestForRead(lower.target, request, memory, &part, NULL),
		      STATUS_INVALID_BUFFER_SIZE);
	EXPECT_NO_REPORT(test);
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, request);
	WdfRequestFormatRequestUsingCurrentType(request);
	EXPECT_VIOLATION(test, "WdfRequestFormatRequestUsingCurrentType", REQUEST_FATAL_ERROR, request);
	WdfObjectDelete(request);

	request = send_read(test, NULL);
	KUNIT_EXPECT_FALSE(test, WdfRequestSend(request, lower.target, NULL));
	EXPECT_VIOLATION(test, "WdfRequestSend", REQUEST_FATAL_ERROR, request);
	EXPECT_STATUS(test, WdfIoTargetFormatRequestForRead(lower.target, request, memory, NULL, NULL),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfIoTargetFormatRequestForRead", REQUEST_FATAL_ERROR, request);
	WdfRequestSetCompletionRoutine(request, completed, NULL);
	EXPECT_VIOLATION(test, "WdfRequestSetCompletionRoutine", REQUEST_FATAL_ERROR, request);
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 0);
	KUNIT_EXPECT_TRUE(test, WdfRequestCancelSentRequest(request));
	KUNIT_EXPECT_EQ(test, atomic_read(&result.calls), 1);
	WdfIoTargetClose(WdfDeviceGetIoTarget(wdf.device));
	EXPECT_VIOLATION(test, "WdfIoTargetClose", OBJECT_ERROR, WdfDeviceGetIoTarget(wdf.device));
}

static struct kunit_case wdf_target_cases[] = {
	KUNIT_CASE(wdf_target_test_created_request),
	KUNIT_CASE(wdf_target_test_synchronous),
	KUNIT_CASE(wdf_target_test_request_of_a_queue),
	KUNIT_CASE(wdf_target_test_cancel_and_timeout),
	KUNIT_CASE(wdf_target_test_late_timeout),
	KUNIT_CASE(wdf_target_test_states),
	KUNIT_CASE(wdf_target_test_the_end_cancels),
	KUNIT_CASE(wdf_target_test_open_by_name),
	KUNIT_CASE(wdf_target_test_misuse),
	{}
};

WINWORK_SUITE_WITH(wdf_target, target_init, wdf_exit);
