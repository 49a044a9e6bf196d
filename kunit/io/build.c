/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_build: IRPs that IoBuildDeviceIoControlRequest and its relatives make.
 */
#include "irp_case.h"

#define CODE(method) CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, (method), FILE_ANY_ACCESS)
#define BYTES 32

/* The next answer of a case's device, and the request that it saw. */
static struct {
	NTSTATUS status;
	ULONG_PTR information;
	bool pends, fills;
	PIRP irp;
	IO_STACK_LOCATION location;
	PVOID system_buffer, user_buffer, mdl_buffer;
	PVOID process;
	ULONG process_id, flags;
	char input[BYTES];
	bool has_cancel;
	struct completion pended;
	int calls;
} device_side;

static PVOID buffer_of(PIRP irp, bool out)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const bool is_neither = !device_side.system_buffer && !irp->MdlAddress;

	if (irp->MdlAddress && (out || !device_side.system_buffer))
		return device_side.mdl_buffer;
	if (is_neither)
		return out || location->MajorFunction != IRP_MJ_DEVICE_CONTROL
			       ? irp->UserBuffer
			       : location->Parameters.DeviceIoControl.Type3InputBuffer;
	return device_side.system_buffer;
}

static VOID NTAPI on_cancel(PDEVICE_OBJECT device, PIRP irp)
{
	IoReleaseCancelSpinLock(irp->CancelIrql);
	finish_irp(irp, STATUS_CANCELLED, 0);
}

static NTSTATUS NTAPI serve(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	ULONG in = 0, out = 0;

	device_side.calls++;
	device_side.irp = irp;
	device_side.location = *location;
	device_side.system_buffer = irp->AssociatedIrp.SystemBuffer;
	device_side.user_buffer = irp->UserBuffer;
	device_side.mdl_buffer = irp->MdlAddress ? MmGetSystemAddressForMdlSafe(irp->MdlAddress,
										NormalPagePriority)
						 : NULL;
	device_side.process = IoGetRequestorProcess(irp);
	device_side.process_id = IoGetRequestorProcessId(irp);
	device_side.flags = irp->Flags;
	switch (location->MajorFunction) {
	case IRP_MJ_READ:
		out = location->Parameters.Read.Length;
		break;
	case IRP_MJ_WRITE:
		in = location->Parameters.Write.Length;
		break;
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		in = location->Parameters.DeviceIoControl.InputBufferLength;
		out = location->Parameters.DeviceIoControl.OutputBufferLength;
		break;
	}
	if (in)
		memcpy(device_side.input, buffer_of(irp, false), in);
	if (out && device_side.fills)
		memset(buffer_of(irp, true), 'o', out);
	if (device_side.pends) {
		IoMarkIrpPending(irp);
		if (device_side.has_cancel)
			IoSetCancelRoutine(irp, on_cancel);
		complete(&device_side.pended);
		return STATUS_PENDING;
	}
	finish_irp(irp, device_side.status, device_side.information);
	return device_side.status;
}

static PDEVICE_OBJECT start(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	memset(&device_side, 0, sizeof(device_side));
	init_completion(&device_side.pended);
	driver->MajorFunction[IRP_MJ_READ] = serve;
	driver->MajorFunction[IRP_MJ_WRITE] = serve;
	driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = serve;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = serve;
	driver->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = serve;
	fixture_of(test)->device->Flags &= ~(DO_BUFFERED_IO | DO_DIRECT_IO);
	return fixture_of(test)->device;
}

static const IO_STATUS_BLOCK untouched = { .Status = 0x5a5a5a5a, .Information = 0x1234 };

static bool is_set(PKEVENT event)
{
	return KeReadStateEvent(event) != 0;
}

/* row 225 */
static void io_build_test_fields(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	LARGE_INTEGER offset = { .QuadPart = 0x123456789 };
	IO_STATUS_BLOCK iosb = untouched;
	char buffer[BYTES];
	KEVENT event;
	PIRP irps[3];
	int i;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irps[0] = IoBuildDeviceIoControlRequest(CODE(METHOD_NEITHER), device, buffer, 3, buffer + 8, 5, TRUE,
						&event, &iosb);
	irps[1] = IoBuildSynchronousFsdRequest(IRP_MJ_WRITE, device, buffer, BYTES, &offset, &event, &iosb);
	irps[2] = IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &iosb);
	for (i = 0; i < 3; i++) {
		PIRP irp = irps[i];
		PIO_STACK_LOCATION next;

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
		next = IoGetNextIrpStackLocation(irp);
		KUNIT_EXPECT_EQ(test, irp->Type, (CSHORT)IO_TYPE_IRP);
		KUNIT_EXPECT_EQ(test, (int)irp->StackCount, (int)device->StackSize);
		KUNIT_EXPECT_EQ(test, (int)irp->CurrentLocation, device->StackSize + 1);
		KUNIT_EXPECT_EQ(test, (int)irp->RequestorMode, (int)KernelMode);
		KUNIT_EXPECT_PTR_EQ(test, (void *)irp->Tail.Overlay.Thread, (void *)PsGetCurrentThread());
		KUNIT_EXPECT_PTR_EQ(test, (void *)irp->UserIosb, (void *)&iosb);
		KUNIT_EXPECT_PTR_EQ(test, (void *)irp->UserEvent, (void *)(i < 2 ? &event : NULL));
		KUNIT_EXPECT_FALSE(test, irp->Cancel);
		KUNIT_EXPECT_PTR_EQ(test, (void *)irp->CancelRoutine, NULL);
		KUNIT_EXPECT_PTR_EQ(test, (void *)next->DeviceObject, NULL);
		KUNIT_EXPECT_PTR_EQ(test, (void *)next->FileObject, NULL);
		KUNIT_EXPECT_PTR_EQ(test, (void *)next->CompletionRoutine, NULL);
	}
	KUNIT_EXPECT_EQ(test, (int)IoGetNextIrpStackLocation(irps[0])->MajorFunction,
			IRP_MJ_INTERNAL_DEVICE_CONTROL);
	KUNIT_EXPECT_EQ(test, (int)IoGetNextIrpStackLocation(irps[1])->MajorFunction, IRP_MJ_WRITE);
	KUNIT_EXPECT_EQ(test, (int)IoGetNextIrpStackLocation(irps[2])->MajorFunction, IRP_MJ_FLUSH_BUFFERS);
	KUNIT_EXPECT_EQ(test, IoGetNextIrpStackLocation(irps[1])->Parameters.Write.Length, (ULONG)BYTES);
	KUNIT_EXPECT_EQ(test, (long long)IoGetNextIrpStackLocation(irps[1])->Parameters.Write.ByteOffset.QuadPart,
			(long long)offset.QuadPart);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, IoCallDriver(device, irps[i]), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, device_side.calls, 3);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	EXPECT_NO_REPORT(test);
}

/* row 371: the requester of an IRP of a kernel thread is the system process */
static void io_build_test_requester(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	IO_STATUS_BLOCK iosb;
	KEVENT event;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	IoCallDriver(device, IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event,
							  &iosb));
	KUNIT_EXPECT_PTR_EQ(test, device_side.process, (void *)PsGetCurrentProcess());
	KUNIT_EXPECT_EQ(test, device_side.process_id, 4u);
	EXPECT_NO_REPORT(test);
}

/* row 228: data both ways, by each method; as an internal control, too */
static void io_build_test_controls(struct kunit *test)
{
	static const char in[BYTES] = "the input of a control request", filled[BYTES] = "oooooooooooooooooooooooooooooooo";
	PDEVICE_OBJECT device = start(test);
	int method, internal;

	for (method = METHOD_BUFFERED; method <= METHOD_NEITHER; method++) {
		for (internal = 0; internal < 2; internal++) {
			char out[BYTES + 1] = { [BYTES] = 'g' };
			IO_STATUS_BLOCK iosb = untouched;
			KEVENT event;
			PIRP irp;

			start(test);
			device_side.fills = method != METHOD_IN_DIRECT;
			device_side.information = 10;
			memset(out, 'x', BYTES);
			KeInitializeEvent(&event, NotificationEvent, FALSE);
			irp = IoBuildDeviceIoControlRequest(CODE(method), device, (PVOID)in, BYTES, out, BYTES,
							    internal, &event, &iosb);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
			KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_SUCCESS);
			KUNIT_EXPECT_EQ(test, (int)device_side.location.MajorFunction,
					internal ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL);
			KUNIT_EXPECT_EQ(test, device_side.location.Parameters.DeviceIoControl.IoControlCode,
					(ULONG)CODE(method));
			if (method != METHOD_NEITHER || !internal)
				KUNIT_EXPECT_EQ(test, memcmp(device_side.input, in, BYTES), 0);
			KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
			KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)10);
			KUNIT_EXPECT_TRUE(test, is_set(&event));
			KUNIT_EXPECT_EQ(test, (int)out[BYTES], 'g');
			switch (method) {
			case METHOD_BUFFERED:
				KUNIT_EXPECT_EQ(test, memcmp(out, filled, 10), 0);
				KUNIT_EXPECT_EQ(test, (int)out[10], 'x');
				KUNIT_EXPECT_PTR_EQ(test, device_side.mdl_buffer, NULL);
				break;
			case METHOD_IN_DIRECT:
				KUNIT_EXPECT_NOT_ERR_OR_NULL(test, device_side.mdl_buffer);
				KUNIT_EXPECT_EQ(test, (int)out[0], 'x');
				break;
			default:
				KUNIT_EXPECT_EQ(test, memcmp(out, filled, BYTES), 0);
			}
		}
	}
	EXPECT_NO_REPORT(test);
}

/* Bytes beyond the buffer are not copied, even if the driver reports them. */
static void io_build_test_information_beyond_the_buffer(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	char out[BYTES] = { [8] = 'g' };
	IO_STATUS_BLOCK iosb;
	KEVENT event;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	device_side.fills = true;
	device_side.information = 1 << 20;
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, IoBuildDeviceIoControlRequest(
							   CODE(METHOD_BUFFERED), device, NULL, 0, out, 8,
							   FALSE, &event, &iosb)), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)out[7], 'o');
	KUNIT_EXPECT_EQ(test, (int)out[8], 'g');
	EXPECT_NO_REPORT(test);
}

/* row 229: reads and writes by each method; the pages are unlocked, which the end of WinWork checks */
static void io_build_test_reads_and_writes(struct kunit *test)
{
	static const ULONG flags[] = { DO_BUFFERED_IO, DO_DIRECT_IO, 0 };
	PDEVICE_OBJECT device = start(test);
	char *data = case_alloc(test, 3 * 4096);
	int i, is_write, is_asynchronous;

	for (i = 0; i < 3; i++) {
		for (is_write = 0; is_write < 2; is_write++) {
			for (is_asynchronous = 0; is_asynchronous < 2; is_asynchronous++) {
				const ULONG major = is_write ? IRP_MJ_WRITE : IRP_MJ_READ;
				IO_STATUS_BLOCK iosb = untouched;
				KEVENT event;
				PIRP irp;

				start(test);
				device->Flags |= flags[i];
				device_side.fills = true;
				device_side.information = BYTES;
				memset(data, 'd', BYTES + 1);
				KeInitializeEvent(&event, NotificationEvent, FALSE);
				irp = is_asynchronous
					      ? IoBuildAsynchronousFsdRequest(major, device, data, BYTES, NULL,
									      &iosb)
					      : IoBuildSynchronousFsdRequest(major, device, data, BYTES, NULL,
									     &event, &iosb);
				KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
				KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_SUCCESS);
				if (is_write)
					KUNIT_EXPECT_PTR_EQ(test, memchr_inv(device_side.input, 'd', BYTES),
							    NULL);
				else
					KUNIT_EXPECT_PTR_EQ(test, memchr_inv(data, 'o', BYTES), NULL);
				KUNIT_EXPECT_EQ(test, (int)data[BYTES], 'd');
				KUNIT_EXPECT_EQ(test, !!device_side.system_buffer, flags[i] == DO_BUFFERED_IO);
				KUNIT_EXPECT_EQ(test, !!device_side.mdl_buffer, flags[i] == DO_DIRECT_IO);
				KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
				KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)BYTES);
				KUNIT_EXPECT_EQ(test, is_set(&event), !is_asynchronous);
			}
		}
	}
	device->Flags &= ~(DO_BUFFERED_IO | DO_DIRECT_IO);
	EXPECT_NO_REPORT(test);
}

/* row 230: an error that is not pended is told by the return value alone; one that is pended is not */
static void io_build_test_errors(struct kunit *test)
{
	static const NTSTATUS statuses[] = {
		STATUS_SUCCESS, STATUS_NO_MORE_ENTRIES, STATUS_BUFFER_OVERFLOW, STATUS_INVALID_PARAMETER,
	};
	PDEVICE_OBJECT device = start(test);
	int i, pends;

	for (i = 0; i < (int)ARRAY_SIZE(statuses); i++) {
		for (pends = 0; pends < 2; pends++) {
			const bool is_error = statuses[i] == STATUS_INVALID_PARAMETER;
			IO_STATUS_BLOCK iosb = untouched;
			char out[4] = "xxx";
			KEVENT event;
			PIRP irp;

			start(test);
			device_side.status = statuses[i];
			device_side.information = 2;
			device_side.fills = true;
			device_side.pends = pends;
			KeInitializeEvent(&event, NotificationEvent, FALSE);
			irp = IoBuildDeviceIoControlRequest(CODE(METHOD_BUFFERED), device, NULL, 0, out, 4,
							    FALSE, &event, &iosb);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
			KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), pends ? STATUS_PENDING : statuses[i]);
			if (pends) {
				KUNIT_EXPECT_FALSE(test, is_set(&event));
				KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
				finish_irp(device_side.irp, statuses[i], 2);
			}
			if (is_error && !pends) {
				KUNIT_EXPECT_FALSE(test, is_set(&event));
				KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
				KUNIT_EXPECT_EQ(test, iosb.Information, untouched.Information);
			} else {
				KUNIT_EXPECT_TRUE(test, is_set(&event));
				KUNIT_EXPECT_EQ(test, iosb.Status, statuses[i]);
				KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)2);
			}
			KUNIT_EXPECT_EQ(test, memcmp(out, is_error ? "xxx" : "oox", 4), 0);
		}
	}
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI pend_unmarked(PDEVICE_OBJECT device, PIRP irp)
{
	device_side.irp = irp;
	if (!device_side.pends)
		finish_irp(irp, device_side.status, 0);
	return STATUS_PENDING;
}

/*
 * row 247: a routine that returns STATUS_PENDING for an IRP that is not marked is reported, and its sender gets
 * the error all the same, whether the IRP completes before or after the return
 */
static void io_build_test_error_of_an_unmarked_irp(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	int later;

	fixture_of(test)->driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = pend_unmarked;
	for (later = 0; later < 2; later++) {
		IO_STATUS_BLOCK iosb = untouched;
		KEVENT event;
		PIRP irp;

		device_side.status = STATUS_INVALID_PARAMETER;
		device_side.pends = later;
		KeInitializeEvent(&event, NotificationEvent, FALSE);
		irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event, &iosb);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
		KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_PENDING);
		if (later) {
			KUNIT_EXPECT_FALSE(test, is_set(&event));
			EXPECT_NO_REPORT(test);
			finish_irp(device_side.irp, STATUS_INVALID_PARAMETER, 0);
		}
		EXPECT_REPORT(test, "IRP_MJ_FLUSH_BUFFERS", BUGCHECK_IO_VIOLATION, 0x23d, ANY, ANY, device, ANY);
		KUNIT_EXPECT_TRUE(test, is_set(&event));
		KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_INVALID_PARAMETER);
	}
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	EXPECT_NO_REPORT(test);
}

/* ---- The end of a request --------------------------------------------------------------- */

static void finish_pended(void *unused)
{
	finish_irp(device_side.irp, STATUS_SUCCESS, 3);
}

static void finish_in_softirq(void *unused)
{
	if (in_time(&device_side.pended))
		run_in_softirq(finish_pended, NULL);
}

enum { ROUNDS = 200 };

/* The event and the block are on this stack, and gone when it returns. KASAN finds late accesses. */
static noinline bool send_and_wait(PDEVICE_OBJECT device)
{
	IO_STATUS_BLOCK iosb = untouched;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, SynchronizationEvent, FALSE);
	irp = IoBuildDeviceIoControlRequest(CODE(METHOD_OUT_DIRECT), device, NULL, 0, &iosb, 0, FALSE, &event,
					    &iosb);
	if (!irp || IoCallDriver(device, irp) != STATUS_PENDING)
		return false;
	KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
	return iosb.Status == STATUS_SUCCESS && iosb.Information == 3;
}

/* What the function that sends an IRP leaves on its stack. */
struct leaver {
	PDEVICE_OBJECT device;
	bool has_event;			/* there, not a block */
	KEVENT event;			/* elsewhere */
	IO_STATUS_BLOCK iosb;
	void *left;			/* the address on the stack */
	struct completion has_left, go_on;
};

static void send_and_return(void *argument)
{
	struct leaver *leaver = argument;
	IO_STATUS_BLOCK iosb = untouched;
	KEVENT event;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	leaver->left = leaver->has_event ? (void *)&event : (void *)&iosb;
	IoCallDriver(leaver->device,
		     IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, leaver->device, NULL, 0, NULL,
						  leaver->has_event ? &event : &leaver->event,
						  leaver->has_event ? &leaver->iosb : &iosb));
}

static void leave_and_sleep(void *argument)
{
	struct leaver *leaver = argument;

	call_and_overwrite_stack(send_and_return, leaver);
	complete(&leaver->has_left);
	in_time(&leaver->go_on);
}

static void leave_and_end(void *argument)
{
	send_and_return(argument);
}

static struct leaver *new_leaver(struct kunit *test, PDEVICE_OBJECT device, bool has_event)
{
	struct leaver *leaver = case_alloc_type(test, struct leaver);

	start(test);
	device_side.pends = true;
	leaver->device = device;
	leaver->has_event = has_event;
	leaver->iosb = untouched;
	KeInitializeEvent(&leaver->event, NotificationEvent, FALSE);
	init_completion(&leaver->has_left);
	init_completion(&leaver->go_on);
	return leaver;
}

/* What has gone is reported. What lies elsewhere is written. */
static void finish_left(struct kunit *test, struct leaver *leaver)
{
	finish_irp(device_side.irp, STATUS_SUCCESS, 3);
	EXPECT_REPORT(test, "IoBuildSynchronousFsdRequest", BUGCHECK_IO_VIOLATION,
		      leaver->has_event ? 0xd : 0xc, leaver->left, ANY, ANY, device_side.irp);
	if (leaver->has_event)
		KUNIT_EXPECT_EQ(test, leaver->iosb.Information, (ULONG_PTR)3);
	else
		KUNIT_EXPECT_TRUE(test, is_set(&leaver->event));
}

/* row 393: completed in the same thread, and while the thread sleeps or has ended */
static void io_build_test_stack_that_has_gone(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	struct leaver *leaver;
	int has_event;

	for (has_event = 0; has_event < 2; has_event++) {
		leaver = new_leaver(test, device, has_event);
		spawn(test, leave_and_end, leaver);
		join(test);
		finish_left(test, leaver);
	}

	leaver = new_leaver(test, device, true);
	call_and_overwrite_stack(send_and_return, leaver);
	finish_left(test, leaver);

	leaver = new_leaver(test, device, true);
	spawn(test, leave_and_sleep, leaver);
	ASSERT_IN_TIME(test, &leaver->has_left);
	finish_left(test, leaver);
	complete(&leaver->go_on);
	join(test);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
}

/* row 227: the waiter goes on as soon as the event is set; the completion is at DISPATCH_LEVEL */
static void io_build_test_waiter_returns_at_once(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	int i;

	device_side.pends = true;
	for (i = 0; i < ROUNDS; i++) {
		reinit_completion(&device_side.pended);
		spawn(test, finish_in_softirq, NULL);
		KUNIT_EXPECT_TRUE(test, send_and_wait(device));
		join(test);
	}
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI look_at_results(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	/* The completion has not begun to write. */
	*(NTSTATUS *)context = irp->UserIosb->Status;
	return STATUS_CONTINUE_COMPLETION;
}

/* A completion routine of the builder's comes before the results. */
static void io_build_test_routine_comes_first(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	IO_STATUS_BLOCK iosb = untouched;
	NTSTATUS status = 0;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event, &iosb);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	IoSetCompletionRoutine(irp, look_at_results, &status, TRUE, TRUE, TRUE);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, status, untouched.Status);
	KUNIT_EXPECT_EQ(test, iosb.Status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI free_asynchronous(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	if (irp->MdlAddress) {
		MmUnlockPages(irp->MdlAddress);
		IoFreeMdl(irp->MdlAddress);
	}
	if (irp->Flags & IRP_DEALLOCATE_BUFFER)
		ExFreePool(irp->AssociatedIrp.SystemBuffer);
	IoFreeIrp(irp);
	complete(context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* row 226: freed by a completion routine, or by the system, which writes the block then */
static void io_build_test_asynchronous(struct kunit *test)
{
	static const ULONG flags[] = { DO_BUFFERED_IO, DO_DIRECT_IO, 0 };
	PDEVICE_OBJECT device = start(test);
	char *data = case_alloc(test, BYTES);
	int i, has_routine;

	for (i = 0; i < 3; i++) {
		for (has_routine = 0; has_routine < 2; has_routine++) {
			IO_STATUS_BLOCK iosb = untouched;
			struct completion freed;
			PIRP irp;

			start(test);
			device->Flags |= flags[i];
			device_side.pends = true;
			init_completion(&freed);
			irp = IoBuildAsynchronousFsdRequest(IRP_MJ_READ, device, data, BYTES, NULL, &iosb);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
			if (has_routine)
				IoSetCompletionRoutine(irp, free_asynchronous, &freed, TRUE, TRUE, TRUE);
			KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_PENDING);
			KUNIT_EXPECT_EQ(test, iosb.Status, untouched.Status);
			KUNIT_EXPECT_TRUE(test, run_in_softirq(finish_pended, NULL));
			KUNIT_EXPECT_EQ(test, (int)completion_done(&freed), has_routine);
			KUNIT_EXPECT_EQ(test, iosb.Status, has_routine ? untouched.Status : STATUS_SUCCESS);
			KUNIT_EXPECT_EQ(test, iosb.Information,
					has_routine ? untouched.Information : (ULONG_PTR)3);
		}
	}
	device->Flags &= ~(DO_BUFFERED_IO | DO_DIRECT_IO);
	EXPECT_NO_REPORT(test);
}

/* ---- The end of a thread ---------------------------------------------------------------- */

static struct {
	PDEVICE_OBJECT device;
	IO_STATUS_BLOCK iosb;
	KEVENT event;
	NTSTATUS returned;
} thread_side;

static VOID NTAPI send_and_end(PVOID context)
{
	PIRP irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, thread_side.device, NULL, 0, NULL,
						&thread_side.event, &thread_side.iosb);

	thread_side.returned = irp ? IoCallDriver(thread_side.device, irp) : STATUS_UNSUCCESSFUL;
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static void finish_late(void *unused)
{
	if (in_time(&device_side.pended)) {
		while (!READ_ONCE(device_side.irp->Cancel))
			cond_resched();
		finish_irp(device_side.irp, STATUS_SUCCESS, 7);
	}
}

/* row 231: cancelled at the end, which waits: with a cancel routine, and without one */
static void io_build_test_end_of_a_thread_cancels(struct kunit *test)
{
	int has_cancel;

	for (has_cancel = 0; has_cancel < 2; has_cancel++) {
		PVOID thread;
		HANDLE handle;

		thread_side.device = start(test);
		thread_side.iosb = untouched;
		KeInitializeEvent(&thread_side.event, NotificationEvent, FALSE);
		device_side.pends = true;
		device_side.has_cancel = has_cancel;
		if (!has_cancel)
			spawn(test, finish_late, NULL);
		KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
							   send_and_end, NULL), STATUS_SUCCESS);
		KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType,
								KernelMode, &thread, NULL), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL),
				STATUS_SUCCESS);
		/* The results came before the end. */
		KUNIT_EXPECT_EQ(test, thread_side.returned, STATUS_PENDING);
		KUNIT_EXPECT_TRUE(test, is_set(&thread_side.event));
		KUNIT_EXPECT_EQ(test, thread_side.iosb.Status, has_cancel ? STATUS_CANCELLED : STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, thread_side.iosb.Information, (ULONG_PTR)(has_cancel ? 0 : 7));
		ObDereferenceObject(thread);
		ZwClose(handle);
		join(test);
	}
	EXPECT_NO_REPORT(test);
}

/* More than a walk visits with interrupts off at once. */
#define MANY 200

static struct {
	PDEVICE_OBJECT device;
	PIRP irps[2 * MANY];
	IO_STATUS_BLOCK iosbs[2 * MANY];
	KEVENT events[2 * MANY];
	int sent;
} many;

static void send_many(void)
{
	const int end = many.sent + MANY;

	for (; many.sent < end; many.sent++) {
		const int i = many.sent;

		KeInitializeEvent(&many.events[i], NotificationEvent, FALSE);
		many.iosbs[i] = untouched;
		many.irps[i] = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, many.device, NULL, 0, NULL,
							    &many.events[i], &many.iosbs[i]);
		if (!many.irps[i] || IoCallDriver(many.device, many.irps[i]) != STATUS_PENDING)
			break;
	}
}

static VOID NTAPI send_many_and_end(PVOID context)
{
	send_many();
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* row 231: each of many, and none of another thread's */
static void io_build_test_end_of_a_thread_cancels_many(struct kunit *test)
{
	PVOID thread;
	HANDLE handle;
	int i;

	many.sent = 0;
	many.device = start(test);
	device_side.pends = true;
	device_side.has_cancel = true;
	send_many();
	KUNIT_ASSERT_EQ(test, many.sent, MANY);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						   send_many_and_end, NULL), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode,
							&thread, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, many.sent, 2 * MANY);
	for (i = 0; i < many.sent; i++) {
		const bool ended = i >= MANY;

		if (is_set(&many.events[i]) != ended ||
		    many.iosbs[i].Status != (ended ? STATUS_CANCELLED : untouched.Status))
			break;
	}
	KUNIT_EXPECT_EQ(test, i, 2 * MANY);
	for (i = 0; i < MANY; i++) {
		KUNIT_EXPECT_FALSE(test, (bool)many.irps[i]->Cancel);
		IoCancelIrp(many.irps[i]);
	}
	for (i = 0; i < MANY; i++) {
		KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(&many.events[i], Executive, KernelMode, FALSE, NULL),
				STATUS_SUCCESS);
	}
	ObDereferenceObject(thread);
	ZwClose(handle);
	EXPECT_NO_REPORT(test);
}

/* ---- Refusals --------------------------------------------------------------------------- */

/* row 250: IoFreeIrp of a thread's IRP, one that is not sent and one that a driver has */
static void io_build_test_free_is_reported(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	IO_STATUS_BLOCK iosb = untouched;
	KEVENT event;
	PIRP irp;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event, &iosb);
	IoFreeIrp(irp);
	EXPECT_REPORT(test, "IoFreeIrp", BUGCHECK_IO_VIOLATION, 2, irp, ANY, ANY, irp);
	device_side.pends = true;
	irp = IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, device, NULL, 0, NULL, &event, &iosb);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, irp), STATUS_PENDING);
	IoFreeIrp(irp);
	EXPECT_REPORT(test, "IoFreeIrp", BUGCHECK_IO_VIOLATION, 2, irp, ANY, ANY, irp);
	finish_irp(irp, STATUS_SUCCESS, 3);
	KUNIT_EXPECT_TRUE(test, is_set(&event));
	KUNIT_EXPECT_EQ(test, iosb.Information, (ULONG_PTR)3);
}

static void io_build_test_bad_arguments(struct kunit *test)
{
	PDEVICE_OBJECT device = start(test);
	IO_STATUS_BLOCK iosb;
	KEVENT event;

	KeInitializeEvent(&event, NotificationEvent, FALSE);
	/* An address of a program. */
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoBuildDeviceIoControlRequest(CODE(METHOD_BUFFERED), device,
									(PVOID)0x1000, 8, NULL, 0, FALSE,
									&event, &iosb), NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoBuildSynchronousFsdRequest(0x1c, device, NULL, 0, NULL, &event,
								       &iosb), NULL);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoBuildAsynchronousFsdRequest(IRP_MJ_READ, (PDEVICE_OBJECT)test,
									&iosb, 4, NULL, NULL), NULL);
	EXPECT_REPORT(test, "IoBuildAsynchronousFsdRequest", BUGCHECK_REFERENCE_BY_POINTER, ANY, test, ANY, ANY,
		      test);
	KUNIT_EXPECT_EQ(test, device_side.calls, 0);
}

static struct kunit_case io_build_cases[] = {
	KUNIT_CASE(io_build_test_fields),
	KUNIT_CASE(io_build_test_requester),
	KUNIT_CASE(io_build_test_controls),
	KUNIT_CASE(io_build_test_information_beyond_the_buffer),
	KUNIT_CASE(io_build_test_reads_and_writes),
	KUNIT_CASE(io_build_test_errors),
	KUNIT_CASE(io_build_test_error_of_an_unmarked_irp),
	KUNIT_CASE(io_build_test_stack_that_has_gone),
	KUNIT_CASE(io_build_test_waiter_returns_at_once),
	KUNIT_CASE(io_build_test_routine_comes_first),
	KUNIT_CASE(io_build_test_asynchronous),
	KUNIT_CASE(io_build_test_end_of_a_thread_cancels),
	KUNIT_CASE(io_build_test_end_of_a_thread_cancels_many),
	KUNIT_CASE(io_build_test_free_is_reported),
	KUNIT_CASE(io_build_test_bad_arguments),
	{}
};

WINWORK_SUITE(io_build);
