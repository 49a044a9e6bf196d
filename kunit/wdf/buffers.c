/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_buffers: the buffers of requests, by kind and method.
 */
#include "wdf_queue_case.h"

#define BYTES 24

/* What the handler retrieved of one request. */
static struct {
	NTSTATUS input, output, input_memory, output_memory, input_mdl, output_mdl;
	void *input_address, *output_address;
	size_t input_bytes, output_bytes;
	WDFMEMORY memory_of_input, memory_of_output;
	PMDL mdl_of_input, mdl_of_output;
	NTSTATUS too_much;		/* one byte more than the output, or the input, has */
	NTSTATUS written;		/* WdfMemoryCopyFromBuffer into the input */
	NTSTATUS unsafe, locked;
	bool same_memory;
	bool keeps;			/* the handler does not complete it */
	WDFREQUEST request;
	WDF_REQUEST_PARAMETERS parameters;
	KPROCESSOR_MODE mode;
	ULONG process;
} got;

static VOID retrieve_all(WDFQUEUE queue, WDFREQUEST request)
{
	size_t bytes;
	WDFMEMORY again = NULL;
	void *address;
	char byte = 'x';

	got.request = request;
	got.input = WdfRequestRetrieveInputBuffer(request, 1, &got.input_address, &got.input_bytes);
	got.output = WdfRequestRetrieveOutputBuffer(request, 0, &got.output_address,
						    &got.output_bytes);
	bytes = NT_SUCCESS(got.output) ? got.output_bytes : got.input_bytes;
	got.too_much = NT_SUCCESS(got.output)
			       ? WdfRequestRetrieveOutputBuffer(request, bytes + 1, &address, NULL)
			       : WdfRequestRetrieveInputBuffer(request, bytes + 1, &address, NULL);
	got.input_memory = WdfRequestRetrieveInputMemory(request, &got.memory_of_input);
	got.output_memory = WdfRequestRetrieveOutputMemory(request, &got.memory_of_output);
	got.input_mdl = WdfRequestRetrieveInputWdmMdl(request, &got.mdl_of_input);
	got.output_mdl = WdfRequestRetrieveOutputWdmMdl(request, &got.mdl_of_output);
	if (got.memory_of_input) {
		got.same_memory =
			NT_SUCCESS(WdfRequestRetrieveInputMemory(request, &again)) &&
			again == got.memory_of_input &&
			WdfMemoryGetBuffer(again, &bytes) == got.input_address &&
			bytes == got.input_bytes;
		got.written = WdfMemoryCopyFromBuffer(again, 0, &byte, 1);
	}
	got.unsafe = WdfRequestRetrieveUnsafeUserInputBuffer(request, 0, &address, NULL);
	got.locked = WdfRequestProbeAndLockUserBufferForRead(request, &byte, 1, &again);
	WDF_REQUEST_PARAMETERS_INIT(&got.parameters);
	WdfRequestGetParameters(request, &got.parameters);
	got.mode = WdfRequestGetRequestorMode(request);
	got.process = WdfRequestGetRequestorProcessId(request);
	/* The handler turns the text around. */
	if (NT_SUCCESS(got.output))
		memcpy(got.output_address, "output", min_t(size_t, got.output_bytes, 7));
	if (got.keeps)
		return;
	WdfRequestSetInformation(request, NT_SUCCESS(got.output) ? got.output_bytes
								 : got.input_bytes);
	WdfRequestComplete(request, STATUS_SUCCESS);
}

static WDF_DEVICE_IO_TYPE io_type;

static void init_io_type(PWDFDEVICE_INIT init)
{
	WdfDeviceInitSetIoType(init, io_type);
}

static WDFDEVICE device_of_type(struct kunit *test, WDF_DEVICE_IO_TYPE type)
{
	memset(&got, 0, sizeof(got));
	io_type = type;
	wdf.init = init_io_type;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = retrieve_all;
	default_plan.config.AllowZeroLengthRequests = TRUE;
	return queue_device(test);
}

/* Sends a control or transfer as another driver does, and waits. Returns the bytes. */
static ULONG_PTR transfer(struct kunit *test, WDFDEVICE device, UCHAR major, ULONG code, void *in,
			  ULONG in_bytes, void *out, ULONG out_bytes, NTSTATUS expected)
{
	PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(device);
	LARGE_INTEGER offset = { .QuadPart = 5 };
	IO_STATUS_BLOCK iosb;
	NTSTATUS status;
	KEVENT event;
	PIRP irp;

	memset(&iosb, 0, sizeof(iosb));
	KeInitializeEvent(&event, NotificationEvent, FALSE);
	if (major == IRP_MJ_DEVICE_CONTROL)
		irp = IoBuildDeviceIoControlRequest(code, wdm, in, in_bytes, out, out_bytes, FALSE,
						    &event, &iosb);
	else
		irp = IoBuildSynchronousFsdRequest(major, wdm, major == IRP_MJ_READ ? out : in,
						   major == IRP_MJ_READ ? out_bytes : in_bytes,
						   &offset, &event, &iosb);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	status = IoCallDriver(wdm, irp);
	if (status == STATUS_PENDING) {
		KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
		status = iosb.Status;
	}
	EXPECT_STATUS(test, status, expected);
	return iosb.Information;
}

#define CODE(method) CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, method, FILE_ANY_ACCESS)

/* row 349 */
static void wdf_buffers_test_controls(struct kunit *test)
{
	static const struct {
		ULONG method;
		bool shares;		/* one buffer for input and output */
		bool read_only;		/* the input */
		bool has_mdls;
	} rows[] = {
		{ METHOD_BUFFERED, true, false, true },
		{ METHOD_IN_DIRECT, false, true, true },
		{ METHOD_OUT_DIRECT, false, true, true },
		/* The addresses of a driver are good. */
		{ METHOD_NEITHER, false, false, false },
	};
	char *in = case_alloc(test, BYTES), *out = case_alloc(test, BYTES);
	int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		WDFDEVICE device = device_of_type(test, WdfDeviceIoBuffered);
		ULONG_PTR bytes;

		strcpy(in, "input");
		memset(out, 0, BYTES);
		bytes = transfer(test, device, IRP_MJ_DEVICE_CONTROL, CODE(rows[i].method), in, 16,
				 out, BYTES, STATUS_SUCCESS);
		KUNIT_EXPECT_EQ_MSG(test, bytes, (ULONG_PTR)BYTES, "row %d", i);
		KUNIT_EXPECT_STREQ_MSG(test, out, "output", "row %d", i);
		EXPECT_STATUS(test, got.input, STATUS_SUCCESS);
		EXPECT_STATUS(test, got.output, STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, got.input_bytes, (size_t)16);
		KUNIT_EXPECT_EQ(test, got.output_bytes, (size_t)BYTES);
		KUNIT_EXPECT_EQ_MSG(test, got.input_address == got.output_address, rows[i].shares,
				    "row %d", i);
		EXPECT_STATUS(test, got.too_much, STATUS_BUFFER_TOO_SMALL);
		KUNIT_EXPECT_TRUE(test, got.same_memory);
		EXPECT_STATUS(test, got.output_memory, STATUS_SUCCESS);
		if (rows[i].read_only) {
			EXPECT_STATUS(test, got.written, STATUS_ACCESS_VIOLATION);
			EXPECT_VIOLATION(test, "WdfMemoryCopyFromBuffer", OBJECT_ERROR,
					 got.memory_of_input);
		} else {
			EXPECT_STATUS(test, got.written, STATUS_SUCCESS);
		}
		EXPECT_STATUS(test, got.input_mdl, rows[i].has_mdls ? STATUS_SUCCESS
								    : STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(test, got.output_mdl, rows[i].has_mdls ? STATUS_SUCCESS
								     : STATUS_INVALID_DEVICE_REQUEST);
		/* Not in EvtIoInCallerContext. */
		EXPECT_STATUS(test, got.unsafe, STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(test, got.locked, STATUS_ACCESS_VIOLATION);
		KUNIT_EXPECT_EQ(test, (int)got.parameters.Type, (int)WdfRequestTypeDeviceControl);
		KUNIT_EXPECT_EQ(test, got.parameters.Parameters.DeviceIoControl.IoControlCode,
				(ULONG)CODE(rows[i].method));
		KUNIT_EXPECT_EQ(test, got.parameters.Parameters.DeviceIoControl.InputBufferLength,
				(size_t)16);
		KUNIT_EXPECT_EQ(test, (int)got.mode, (int)KernelMode);
	}
}

/* row 349 */
static void wdf_buffers_test_empty_controls(struct kunit *test)
{
	WDFDEVICE device = device_of_type(test, WdfDeviceIoBuffered);

	transfer(test, device, IRP_MJ_DEVICE_CONTROL, CODE(METHOD_BUFFERED), NULL, 0, NULL, 0,
		 STATUS_SUCCESS);
	EXPECT_STATUS(test, got.input, STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, got.output, STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, got.input_memory, STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, got.output_memory, STATUS_BUFFER_TOO_SMALL);
	EXPECT_STATUS(test, got.output_mdl, STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_NULL(test, got.output_address);
}

/* row 349 */
static void wdf_buffers_test_transfers(struct kunit *test)
{
	static const WDF_DEVICE_IO_TYPE types[] = {
		WdfDeviceIoBuffered, WdfDeviceIoDirect, WdfDeviceIoNeither
	};
	char *buffer = case_alloc(test, BYTES);
	int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		WDFDEVICE device = device_of_type(test, types[i]);
		NTSTATUS mdl = types[i] == WdfDeviceIoNeither ? STATUS_INVALID_DEVICE_REQUEST
							      : STATUS_SUCCESS;

		memset(buffer, 0, BYTES);
		transfer(test, device, IRP_MJ_READ, 0, NULL, 0, buffer, BYTES, STATUS_SUCCESS);
		KUNIT_EXPECT_STREQ_MSG(test, buffer, "output", "type %d", i);
		EXPECT_STATUS(test, got.input, STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(test, got.input_memory, STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(test, got.output, STATUS_SUCCESS);
		EXPECT_STATUS(test, got.output_mdl, mdl);
		KUNIT_EXPECT_EQ(test, got.output_bytes, (size_t)BYTES);
		KUNIT_EXPECT_EQ(test, got.parameters.Parameters.Read.Length, (size_t)BYTES);
		KUNIT_EXPECT_EQ(test, got.parameters.Parameters.Read.DeviceOffset, (LONGLONG)5);

		memset(&got, 0, sizeof(got));
		transfer(test, device, IRP_MJ_WRITE, 0, buffer, BYTES, NULL, 0, STATUS_SUCCESS);
		EXPECT_STATUS(test, got.output, STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_STATUS(test, got.input, STATUS_SUCCESS);
		EXPECT_STATUS(test, got.input_mdl, mdl);
		KUNIT_EXPECT_TRUE(test, got.same_memory);
		/* A write's data is the program's. */
		EXPECT_STATUS(test, got.written, STATUS_ACCESS_VIOLATION);
		EXPECT_VIOLATION(test, "WdfMemoryCopyFromBuffer", OBJECT_ERROR,
				 got.memory_of_input);
		transfer(test, device, IRP_MJ_READ, 0, NULL, 0, buffer, 0, STATUS_SUCCESS);
		EXPECT_STATUS(test, got.output, STATUS_BUFFER_TOO_SMALL);
	}
}

/* row 349: what is left of a request that is complete. */
static void wdf_buffers_test_memory_of_a_completed_request(struct kunit *test)
{
	void *address;
	size_t bytes;
	WDFDEVICE device;
	struct sent sent;
	WDFMEMORY memory;

	device = device_of_type(test, WdfDeviceIoBuffered);
	got.keeps = true;
	new_sent(test, &sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	sent.irp->AssociatedIrp.SystemBuffer = case_alloc(test, 8);
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	memory = got.memory_of_output;
	WdfObjectReference(got.request);
	WdfObjectReference(memory);
	WdfObjectDelete(memory);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, memory);
	WdfRequestComplete(got.request, STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", VERIFIER_FATAL_ERROR, memory);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, WdfMemoryGetBuffer(memory, &bytes));
	EXPECT_VIOLATION(test, "WdfMemoryGetBuffer", OBJECT_ERROR, memory);
	EXPECT_STATUS(test, WdfRequestRetrieveOutputBuffer(got.request, 0, &address, &bytes),
		      STATUS_INTERNAL_ERROR);
	EXPECT_VIOLATION(test, "WdfRequestRetrieveOutputBuffer", REQUEST_FATAL_ERROR, got.request);
	WdfObjectDereference(memory);
	WdfObjectDereference(got.request);
}

static struct kunit_case wdf_buffers_cases[] = {
	KUNIT_CASE(wdf_buffers_test_controls),
	KUNIT_CASE(wdf_buffers_test_empty_controls),
	KUNIT_CASE(wdf_buffers_test_transfers),
	KUNIT_CASE(wdf_buffers_test_memory_of_a_completed_request),
	{}
};

WDF_QUEUE_SUITE(wdf_buffers);
