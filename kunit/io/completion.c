/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_completion: drivers that pass an IRP on, keep it, send it again, or wait for it.
 */
#include "irp_case.h"

/* The upper driver of a case, and what it saw. */
static struct {
	PDEVICE_OBJECT upper, lower;
	NTSTATUS (*dispatch)(PIRP irp);		/* of the upper device */
	bool pends;				/* the lower device */
	PIRP pended;
	PIO_STACK_LOCATION lower_location;
	int routine_calls, lower_calls;
	NTSTATUS status_seen;
	BOOLEAN pending_seen;
	PIO_WORKITEM item;
	struct completion waits;		/* the lower device has pended */
	struct completion returned;
	BOOLEAN was_sent;
} now;

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	if (device == now.upper)
		return now.dispatch(irp);
	now.lower_calls++;
	now.lower_location = IoGetCurrentIrpStackLocation(irp);
	if (now.pends) {
		IoMarkIrpPending(irp);
		now.pended = irp;
		complete(&now.waits);
		return STATUS_PENDING;
	}
	finish_irp(irp, STATUS_NO_MEDIA_IN_DEVICE, 0);
	return STATUS_NO_MEDIA_IN_DEVICE;
}

static PDEVICE_OBJECT new_device(struct kunit *test)
{
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
					     &device), STATUS_SUCCESS);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return device;
}

static void build(struct kunit *test, NTSTATUS (*upper)(PIRP irp))
{
	memset(&now, 0, sizeof(now));
	init_completion(&now.waits);
	init_completion(&now.returned);
	now.dispatch = upper;
	fixture_of(test)->driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = dispatch;
	now.lower = new_device(test);
	now.upper = new_device(test);
	KUNIT_ASSERT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(now.upper, now.lower),
			    (void *)now.lower);
}

static void tear_down(void)
{
	IoDetachDevice(now.lower);
	IoDeleteDevice(now.upper);
	IoDeleteDevice(now.lower);
}

static NTSTATUS skip(PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(now.lower, irp);
}

/* row 232: the driver below uses the same location; its STATUS_PENDING is returned unmarked */
static void io_completion_test_skipped_location(struct kunit *test)
{
	PIO_STACK_LOCATION location;
	struct sent sent;

	build(test, skip);
	now.pends = true;
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	location = IoGetNextIrpStackLocation(sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_PENDING);
	KUNIT_EXPECT_PTR_EQ(test, (void *)now.lower_location, (void *)location);
	KUNIT_EXPECT_PTR_EQ(test, (void *)location->DeviceObject, (void *)now.lower);
	KUNIT_EXPECT_PTR_EQ(test, (void *)location->CompletionRoutine, (void *)keep_irp);
	finish_irp(now.pended, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	KUNIT_EXPECT_TRUE(test, sent.pending_returned);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

static NTSTATUS skip_and_complete(PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	finish_irp(irp, STATUS_NO_MEDIA_IN_DEVICE, 0);
	return STATUS_NO_MEDIA_IN_DEVICE;
}

/* row 232: a driver that skips its location and completes the IRP does not hold it any more */
static void io_completion_test_skipped_and_completed(struct kunit *test)
{
	struct sent sent;

	build(test, skip_and_complete);
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	IoSetCompletionRoutine(sent.irp, NULL, NULL, FALSE, FALSE, FALSE);
	KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_NO_MEDIA_IN_DEVICE);
	KUNIT_EXPECT_EQ(test, references(now.upper), 1L);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, ANY, sent.irp, 0, sent.irp);
	IoFreeIrp(sent.irp);

	/* The completion routine of the sender is in the location. */
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_NO_MEDIA_IN_DEVICE);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, keep_irp, sent.irp, now.upper,
		      sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	KUNIT_EXPECT_EQ(test, references(now.upper), 1L);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI keep(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	now.routine_calls++;
	now.status_seen = irp->IoStatus.Status;
	now.pending_seen = irp->PendingReturned;
	complete(&now.returned);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static void NTAPI resume(PDEVICE_OBJECT device, PVOID context)
{
	finish_irp(context, STATUS_SUCCESS, 7);
}

static NTSTATUS NTAPI keep_for_item(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	now.routine_calls++;
	IoQueueWorkItem(now.item, resume, DelayedWorkQueue, irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS mark_and_keep_for_item(PIRP irp)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, keep_for_item, NULL, TRUE, TRUE, TRUE);
	IoMarkIrpPending(irp);
	IoCallDriver(now.lower, irp);
	return STATUS_PENDING;
}

/* row 237: an item completes what the routine kept */
static void io_completion_test_resumed_from_an_item(struct kunit *test)
{
	struct sent sent;

	build(test, mark_and_keep_for_item);
	now.item = IoAllocateWorkItem(now.upper);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, now.item);
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_PENDING);
	ASSERT_IN_TIME(test, &sent.done);
	KUNIT_EXPECT_EQ(test, now.routine_calls, 1);
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, (ULONG_PTR)7);
	IoFreeIrp(sent.irp);
	EXPECT_REFERENCES(test, now.upper, 1);
	IoFreeWorkItem(now.item);
	tear_down();
	EXPECT_NO_REPORT(test);
}

/* Sends the IRP three times in all. */
static NTSTATUS NTAPI send_again(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	if (++now.routine_calls == 3)
		return STATUS_CONTINUE_COMPLETION;
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, send_again, NULL, TRUE, TRUE, TRUE);
	IoCallDriver(now.lower, irp);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS retry(PIRP irp)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, send_again, NULL, TRUE, TRUE, TRUE);
	return IoCallDriver(now.lower, irp);
}

/* row 238 */
static void io_completion_test_sent_down_again(struct kunit *test)
{
	struct sent sent;

	build(test, retry);
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	IoCallDriver(now.upper, sent.irp);
	KUNIT_EXPECT_EQ(test, now.lower_calls, 3);
	KUNIT_EXPECT_EQ(test, now.routine_calls, 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	KUNIT_EXPECT_EQ(test, references(now.lower), 2L);
	KUNIT_EXPECT_EQ(test, references(now.upper), 1L);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

static NTSTATUS forward_and_wait(PIRP irp)
{
	NTSTATUS status;

	IoCopyCurrentIrpStackLocationToNext(irp);
	status = IoSetCompletionRoutineEx(now.upper, irp, keep, NULL, TRUE, TRUE, TRUE);
	if (status == STATUS_SUCCESS && IoCallDriver(now.lower, irp) == STATUS_PENDING)
		in_time(&now.returned);
	status = irp->IoStatus.Status;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

static NTSTATUS forward(PIRP irp)
{
	NTSTATUS status;

	now.was_sent = IoForwardIrpSynchronously(now.lower, irp);
	if (!now.was_sent)
		irp->IoStatus.Status = STATUS_UNSUCCESSFUL;
	status = irp->IoStatus.Status;
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return status;
}

static void finish_pended(void *unused)
{
	if (in_time(&now.waits))
		finish_irp(now.pended, STATUS_NO_MEDIA_IN_DEVICE, 0);
}

/* row 239: forward and wait, by hand and by the function, when the lower driver pends and when not */
static void io_completion_test_forward_and_wait(struct kunit *test)
{
	struct sent sent;
	int way;

	for (way = 0; way < 4; way++) {
		build(test, way & 1 ? forward : forward_and_wait);
		now.pends = way & 2;
		new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
		if (now.pends)
			spawn(test, finish_pended, NULL);
		KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_NO_MEDIA_IN_DEVICE);
		if (now.pends)
			join(test);
		KUNIT_EXPECT_EQ(test, now.lower_calls, 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
		KUNIT_EXPECT_EQ(test, sent.status, STATUS_NO_MEDIA_IN_DEVICE);
		if (way & 1)
			KUNIT_EXPECT_TRUE(test, now.was_sent);
		else
			KUNIT_EXPECT_EQ(test, now.routine_calls, 1);
		/* The upper driver has not marked it. */
		KUNIT_EXPECT_FALSE(test, sent.pending_returned);
		IoFreeIrp(sent.irp);
		tear_down();
	}
	EXPECT_NO_REPORT(test);
}

/* row 239: without a location left nothing is sent */
static void io_completion_test_forward_without_a_location(struct kunit *test)
{
	struct sent sent;

	build(test, forward);
	new_sent(test, &sent, 1, IRP_MJ_DEVICE_CONTROL);
	KUNIT_EXPECT_EQ(test, IoCallDriver(now.upper, sent.irp), STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_FALSE(test, now.was_sent);
	KUNIT_EXPECT_EQ(test, now.lower_calls, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI raise_level(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS pass_with_bad_routine(PIRP irp)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, raise_level, NULL, TRUE, TRUE, TRUE);
	return IoCallDriver(now.lower, irp);
}

/* row 251 */
static void io_completion_test_level_of_a_routine_is_restored(struct kunit *test)
{
	struct sent sent;
	KIRQL irql;

	build(test, pass_with_bad_routine);
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	IoCallDriver(now.upper, sent.irp);
	irql = KeGetCurrentIrql();
	if (irql != PASSIVE_LEVEL)
		KeLowerIrql(PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, (int)irql, PASSIVE_LEVEL);
	EXPECT_REPORT(test, "IO_COMPLETION_ROUTINE", BUGCHECK_IO_VIOLATION, 5, now.upper, PASSIVE_LEVEL,
		      DISPATCH_LEVEL, sent.irp);
	KUNIT_EXPECT_EQ(test, (int)sent.irql, PASSIVE_LEVEL);
	IoFreeIrp(sent.irp);
	tear_down();
}

/* ---- The code of a routine -------------------------------------------------------------- */

static long references_inside;

/* Another driver completes the IRP before the routine returns. */
static NTSTATUS NTAPI complete_inside(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	finish_irp(irp, STATUS_SUCCESS, 0);
	references_inside = references(device);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS pass_with_inside(PIRP irp)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, complete_inside, NULL, TRUE, TRUE, TRUE);
	IoMarkIrpPending(irp);
	IoCallDriver(now.lower, irp);
	return STATUS_PENDING;
}

/* row 242: the driver has an activity while its routine runs, although its location is complete */
static void io_completion_test_routine_is_an_activity(struct kunit *test)
{
	struct sent sent;

	build(test, pass_with_inside);
	now.pends = true;
	new_sent(test, &sent, now.upper->StackSize, IRP_MJ_DEVICE_CONTROL);
	IoCallDriver(now.upper, sent.irp);
	KUNIT_EXPECT_EQ(test, references(now.upper), 2L);
	finish_irp(now.pended, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	KUNIT_EXPECT_EQ(test, references_inside, 2L);
	KUNIT_EXPECT_EQ(test, references(now.upper), 1L);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_completion_cases[] = {
	KUNIT_CASE(io_completion_test_skipped_location),
	KUNIT_CASE(io_completion_test_skipped_and_completed),
	KUNIT_CASE(io_completion_test_resumed_from_an_item),
	KUNIT_CASE(io_completion_test_sent_down_again),
	KUNIT_CASE(io_completion_test_forward_and_wait),
	KUNIT_CASE(io_completion_test_forward_without_a_location),
	KUNIT_CASE(io_completion_test_level_of_a_routine_is_restored),
	KUNIT_CASE(io_completion_test_routine_is_an_activity),
	{}
};

WINWORK_SUITE(io_completion);
