/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_irp: IRPs of drivers: their memory, the way down a stack of devices, and completion.
 */
#include "irp_case.h"

/* The behaviour of a case's dispatch routines, by level: 0 is the lowest. */
struct level {
	PDEVICE_OBJECT device, below;
	bool skip, mark, keep, propagate;
	bool has_routine;
	UCHAR control;			/* of the own location, in the completion routine */
	PDEVICE_OBJECT routine_device;
	BOOLEAN pending_returned;
	int order;			/* of the completion routine's call */
};

static struct level levels[3];
static int order;
static PIRP pended;

static struct level *level_of(PDEVICE_OBJECT device)
{
	return device->DeviceExtension ? *(struct level **)device->DeviceExtension : NULL;
}

static NTSTATUS NTAPI level_completed(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	struct level *level = context;

	level->routine_device = device;
	level->pending_returned = irp->PendingReturned;
	level->control = IoGetCurrentIrpStackLocation(irp)->Control;
	level->order = ++order;
	if (level->keep)
		return STATUS_MORE_PROCESSING_REQUIRED;
	if (level->propagate && irp->PendingReturned)
		IoMarkIrpPending(irp);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	struct level *level = level_of(device);

	if (!level->below) {
		if (level->mark) {
			IoMarkIrpPending(irp);
			pended = irp;
			return STATUS_PENDING;
		}
		finish_irp(irp, STATUS_SUCCESS, 0);
		return STATUS_SUCCESS;
	}
	if (level->skip) {
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(level->below, irp);
	}
	IoCopyCurrentIrpStackLocationToNext(irp);
	if (level->has_routine)
		IoSetCompletionRoutine(irp, level_completed, level, TRUE, TRUE, TRUE);
	if (level->mark) {
		IoMarkIrpPending(irp);
		IoCallDriver(level->below, irp);
		return STATUS_PENDING;
	}
	return IoCallDriver(level->below, irp);
}

/* A stack of three devices, the lowest first. */
static void build(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	int i;

	memset(levels, 0, sizeof(levels));
	order = 0;
	pended = NULL;
	driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = dispatch;
	for (i = 0; i < 3; i++) {
		KUNIT_ASSERT_EQ(test, IoCreateDevice(driver, sizeof(void *), NULL, FILE_DEVICE_UNKNOWN, 0,
						     FALSE, &levels[i].device), STATUS_SUCCESS);
		*(struct level **)levels[i].device->DeviceExtension = &levels[i];
		levels[i].below = i ? levels[i - 1].device : NULL;
	}
}

static void tear_down(void)
{
	int i;

	for (i = 0; i < 3; i++)
		IoDeleteDevice(levels[i].device);
}

/* row 224 */
static void io_irp_test_fields_of_a_new_and_a_reused_irp(struct kunit *test)
{
	PIRP irp = IoAllocateIrp(3, FALSE);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	KUNIT_EXPECT_EQ(test, irp->Type, (CSHORT)IO_TYPE_IRP);
	KUNIT_EXPECT_EQ(test, irp->Size, (USHORT)IoSizeOfIrp(3));
	KUNIT_EXPECT_EQ(test, (int)irp->StackCount, 3);
	KUNIT_EXPECT_EQ(test, (int)irp->CurrentLocation, 4);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetCurrentIrpStackLocation(irp),
			    (void *)((PIO_STACK_LOCATION)(irp + 1) + 3));
	KUNIT_EXPECT_EQ(test, (int)irp->RequestorMode, (int)KernelMode);
	irp->AllocationFlags = IRP_QUOTA_CHARGED;
	irp->Cancel = TRUE;
	irp->IoStatus.Information = 5;
	IoSetNextIrpStackLocation(irp);
	KUNIT_EXPECT_EQ(test, (int)irp->CurrentLocation, 3);
	IoReuseIrp(irp, STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, (int)irp->AllocationFlags, IRP_QUOTA_CHARGED);
	KUNIT_EXPECT_EQ(test, irp->IoStatus.Status, STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, irp->IoStatus.Information, (ULONG_PTR)0);
	KUNIT_EXPECT_FALSE(test, irp->Cancel);
	KUNIT_EXPECT_EQ(test, (int)irp->CurrentLocation, 4);
	IoFreeIrp(irp);
	EXPECT_NO_REPORT(test);
}

/* row 200: an entry of the table that the driver leaves alone completes the IRP */
static void io_irp_test_unset_major_function_completes(struct kunit *test)
{
	struct sent sent;
	UCHAR major;

	for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
		new_sent(test, &sent, 1, major);
		KUNIT_EXPECT_EQ(test, IoCallDriver(fixture_of(test)->device, sent.irp),
				STATUS_INVALID_DEVICE_REQUEST);
		KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
		KUNIT_EXPECT_EQ(test, sent.status, STATUS_INVALID_DEVICE_REQUEST);
		IoFreeIrp(sent.irp);
	}
	EXPECT_NO_REPORT(test);
}

/* row 233 */
static void io_irp_test_copy_of_a_location(struct kunit *test)
{
	PIRP irp = IoAllocateIrp(2, FALSE);
	PIO_STACK_LOCATION own, next;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
	IoSetNextIrpStackLocation(irp);
	own = IoGetCurrentIrpStackLocation(irp);
	next = IoGetNextIrpStackLocation(irp);
	memset(own, 0x11, sizeof(*own));
	memset(next, 0x22, sizeof(*next));
	IoCopyCurrentIrpStackLocationToNext(irp);
	KUNIT_EXPECT_EQ(test, memcmp(&own->Parameters, &next->Parameters, sizeof(own->Parameters)), 0);
	KUNIT_EXPECT_EQ(test, (int)next->MajorFunction, 0x11);
	KUNIT_EXPECT_EQ(test, (int)next->Control, 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)next->CompletionRoutine, NULL);
	KUNIT_EXPECT_PTR_EQ(test, next->Context, NULL);
	IoFreeIrp(irp);
}

/* rows 234, 236, 241: order and device of the routines, and the way of the mark */
static void io_irp_test_completion_walks_up(struct kunit *test)
{
	struct sent sent;
	int marks;

	for (marks = 0; marks < 8; marks++) {
		const bool lower = marks & 1, has_routine = marks & 2, upper = marks & 4;

		build(test);
		levels[0].mark = lower;
		levels[1].has_routine = has_routine;
		levels[1].propagate = true;
		levels[2].has_routine = true;
		levels[2].propagate = true;
		levels[2].mark = upper;
		new_sent(test, &sent, 3, IRP_MJ_DEVICE_CONTROL);
		KUNIT_EXPECT_EQ(test, IoCallDriver(levels[2].device, sent.irp),
				lower || upper ? STATUS_PENDING : STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), lower ? 0 : 1);
		if (lower)
			finish_irp(pended, STATUS_SUCCESS, 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
		/* The sender has no location. */
		KUNIT_EXPECT_PTR_EQ(test, (void *)sent.device, NULL);
		KUNIT_EXPECT_EQ(test, (int)sent.pending_returned, lower || upper);
		KUNIT_EXPECT_PTR_EQ(test, (void *)levels[2].routine_device, (void *)levels[2].device);
		KUNIT_EXPECT_EQ(test, (int)levels[2].pending_returned, (int)lower);
		KUNIT_EXPECT_EQ(test, levels[2].order, has_routine ? 2 : 1);
		if (has_routine) {
			KUNIT_EXPECT_PTR_EQ(test, (void *)levels[1].routine_device,
					    (void *)levels[1].device);
			KUNIT_EXPECT_EQ(test, (int)levels[1].pending_returned, (int)lower);
			KUNIT_EXPECT_EQ(test, levels[1].order, 1);
		}
		KUNIT_EXPECT_EQ(test, (int)sent.irp->CurrentLocation, 4);
		IoFreeIrp(sent.irp);
		tear_down();
	}
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI count_call(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	atomic_inc((atomic_t *)context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* row 235: the flags that choose a completion routine */
static void io_irp_test_completion_flags(struct kunit *test)
{
	static const struct {
		NTSTATUS status;
		BOOLEAN cancel;
	} ends[] = {
		{ STATUS_SUCCESS, FALSE }, { STATUS_UNSUCCESSFUL, FALSE }, { STATUS_CANCELLED, TRUE },
	};
	int flags, end;

	for (flags = 0; flags < 8; flags++) {
		for (end = 0; end < 3; end++) {
			PIRP irp = IoAllocateIrp(1, FALSE);
			atomic_t calls = ATOMIC_INIT(0);
			int wanted;

			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, irp);
			IoSetCompletionRoutine(irp, count_call, &calls, !!(flags & 1), !!(flags & 2),
					       !!(flags & 4));
			IoSetNextIrpStackLocation(irp);
			irp->Cancel = ends[end].cancel;
			finish_irp(irp, ends[end].status, 0);
			wanted = end == 0 ? flags & 1 : end == 1 ? flags >> 1 & 1 : (flags & 6) != 0;
			KUNIT_EXPECT_EQ_MSG(test, atomic_read(&calls), wanted, "flags %d, end %d", flags,
					    end);
			if (!wanted)
				EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, ANY, irp,
					      0, irp);
			IoFreeIrp(irp);
		}
	}
	EXPECT_NO_REPORT(test);
}

/* row 237: a routine keeps the IRP, and its driver completes it again */
static void io_irp_test_more_processing_stops_and_resumes_above(struct kunit *test)
{
	struct sent sent;

	build(test);
	levels[1].has_routine = true;
	levels[1].keep = true;
	levels[2].has_routine = true;
	new_sent(test, &sent, 3, IRP_MJ_DEVICE_CONTROL);
	IoCallDriver(levels[2].device, sent.irp);
	KUNIT_EXPECT_EQ(test, levels[1].order, 1);
	KUNIT_EXPECT_EQ(test, levels[2].order, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	KUNIT_EXPECT_EQ(test, (int)sent.irp->CurrentLocation, 2);
	finish_irp(sent.irp, STATUS_NOT_FOUND, 0);
	KUNIT_EXPECT_EQ(test, levels[1].order, 1);
	KUNIT_EXPECT_EQ(test, levels[2].order, 2);
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_NOT_FOUND);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

/* A driver holds its part of an IRP as an activity, until it completes it or passes it on. */
static void io_irp_test_irp_is_an_activity_of_the_drivers_that_hold_it(struct kunit *test)
{
	struct sent sent;
	int i;

	build(test);
	levels[0].mark = true;
	levels[1].skip = true;
	new_sent(test, &sent, 3, IRP_MJ_DEVICE_CONTROL);
	IoCallDriver(levels[2].device, sent.irp);
	KUNIT_EXPECT_EQ(test, references(levels[2].device), 2L);
	KUNIT_EXPECT_EQ(test, references(levels[1].device), 1L);
	KUNIT_EXPECT_EQ(test, references(levels[0].device), 2L);
	finish_irp(pended, STATUS_SUCCESS, 0);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, references(levels[i].device), 1L);
	IoFreeIrp(sent.irp);
	tear_down();
	EXPECT_NO_REPORT(test);
}

/* A pended IRP keeps a device that is deleted. */
static void io_irp_test_irp_keeps_a_deleted_device(struct kunit *test)
{
	struct sent sent;
	PVOID gone;

	build(test);
	levels[0].mark = true;
	new_sent(test, &sent, 1, IRP_MJ_DEVICE_CONTROL);
	gone = levels[0].device;
	IoCallDriver(levels[0].device, sent.irp);
	tear_down();
	KUNIT_EXPECT_EQ(test, references(gone), 1L);
	finish_irp(pended, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, references(gone), 0L);
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI free_irp(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	IoFreeIrp(irp);
	atomic_inc((atomic_t *)context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static void complete_and_free(void *data)
{
	PIRP irp = IoAllocateIrp(1, FALSE);

	IoSetCompletionRoutine(irp, free_irp, data, TRUE, TRUE, TRUE);
	IoSetNextIrpStackLocation(irp);
	finish_irp(irp, STATUS_SUCCESS, 0);
}

/* row 240: an IRP is freed in its completion routine, at each level up to DISPATCH_LEVEL */
static void io_irp_test_irp_is_freed_in_its_routine(struct kunit *test)
{
	atomic_t freed = ATOMIC_INIT(0);

	complete_and_free(&freed);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(complete_and_free, &freed));
	KUNIT_EXPECT_EQ(test, atomic_read(&freed), 2);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI never_called(PDEVICE_OBJECT device, PIRP irp)
{
}

static void complete_in_interrupt(void *data)
{
	IoCompleteRequest((PIRP)data, IO_NO_INCREMENT);
}

/* row 240: the driver may still free the IRP */
static void io_irp_test_irp_that_is_not_kept(struct kunit *test)
{
	struct sent sent;

	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetCompletionRoutine(sent.irp, NULL, NULL, FALSE, FALSE, FALSE);
	KUNIT_EXPECT_EQ(test, IoCallDriver(fixture_of(test)->device, sent.irp), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, ANY, sent.irp, ANY, sent.irp);
	IoFreeIrp(sent.irp);
}

/* The fields of an IRP that lie below its first location, and are the driver's. */
static void fill_tail(PIRP irp)
{
	memset(irp->Tail.Overlay.DriverContext, 0x11, sizeof(irp->Tail.Overlay.DriverContext));
	memset(&irp->Tail.Overlay.ListEntry, 0x22, sizeof(irp->Tail.Overlay.ListEntry));
}

static void expect_tail(struct kunit *test, PIRP irp)
{
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(irp->Tail.Overlay.DriverContext, 0x11,
					     sizeof(irp->Tail.Overlay.DriverContext)), NULL);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(&irp->Tail.Overlay.ListEntry, 0x22,
					     sizeof(irp->Tail.Overlay.ListEntry)), NULL);
}

/* row 391: the middle driver copies its location to one below the first, with a routine */
static void io_irp_test_too_few_locations(struct kunit *test)
{
	struct sent sent;

	build(test);
	new_sent(test, &sent, 2, IRP_MJ_DEVICE_CONTROL);
	levels[1].has_routine = levels[2].has_routine = true;
	fill_tail(sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver(levels[2].device, sent.irp), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoCallDriver", BUGCHECK_NO_MORE_LOCATIONS, sent.irp, ANY, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, levels[1].order, 0);
	KUNIT_EXPECT_EQ(test, levels[2].order, 1);
	expect_tail(test, sent.irp);
	IoFreeIrp(sent.irp);
	tear_down();
}

/* row 391: no call for an IRP without such a location writes to memory around its locations */
static void io_irp_test_no_location_is_written(struct kunit *test)
{
	const size_t bytes = IoSizeOfIrp(1);
	char *memory = case_alloc(test, bytes + 2 * sizeof(IO_STACK_LOCATION));
	PIRP irp = (PIRP)memory;
	struct sent sent;
	int i;

	memset(memory, 0x33, bytes + 2 * sizeof(IO_STACK_LOCATION));
	for (i = 0; i < 2; i++) {
		IoInitializeIrp(irp, bytes, 1);
		fill_tail(irp);
		if (i) {
			IoSetNextIrpStackLocation(irp);
			IoSetNextIrpStackLocation(irp);
		} else {
			/* One above the last, or two. */
			IoMarkIrpPending(irp);
			IoSkipCurrentIrpStackLocation(irp);
		}
		IoMarkIrpPending(irp);
		IoSetCompletionRoutine(irp, keep_irp, &sent, TRUE, TRUE, TRUE);
		memset(IoGetNextIrpStackLocation(irp), 0x44, sizeof(IO_STACK_LOCATION));
		expect_tail(test, irp);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(memory + bytes, 0x33, 2 * sizeof(IO_STACK_LOCATION)),
				    NULL);
	}

	/* Completed from there, it is the driver's again. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent.irp);
	IoSetNextIrpStackLocation(sent.irp);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_NO_MORE_LOCATIONS, sent.irp, ANY, ANY, ANY,
		      sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);
}

/* row 250: what is refused leaves the IRP with its owner, or completes it */
static void io_irp_test_misuse_is_contained(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	struct sent sent;

	/* No location left. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, sent.irp), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoCallDriver", BUGCHECK_NO_MORE_LOCATIONS, sent.irp, ANY, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);

	/* No device. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver((PDEVICE_OBJECT)test, sent.irp), STATUS_NO_SUCH_DEVICE);
	EXPECT_REPORT(test, "IoCallDriver", BUGCHECK_IO_VIOLATION, 4, test, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);

	/* Completed in an interrupt, with STATUS_PENDING, with a cancel routine, twice. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent.irp);
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(complete_in_interrupt, sent.irp));
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0xe, ANY, sent.irp, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	finish_irp(sent.irp, STATUS_PENDING, 0);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 6, STATUS_PENDING, sent.irp, ANY,
		      sent.irp);
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_UNSUCCESSFUL);
	IoFreeIrp(sent.irp);
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent.irp);
	IoSetCancelRoutine(sent.irp, never_called);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 7, ANY, sent.irp, ANY, sent.irp);
	KUNIT_EXPECT_PTR_EQ(test, (void *)sent.irp->CancelRoutine, NULL);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, ANY, sent.irp, 0, sent.irp);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_COMPLETED_TWICE, sent.irp, ANY, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);
}

/* row 250: a location behind the last one is memory of something else */
static void io_irp_test_locations_behind_the_last(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	struct sent sent;

	/* Skipped once too often. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSkipCurrentIrpStackLocation(sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, sent.irp), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoCallDriver", BUGCHECK_IO_VIOLATION, 3, sent.irp, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	IoFreeIrp(sent.irp);

	/* Completed already. The device's default routine completes it. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoSetCompletionRoutine(sent.irp, NULL, NULL, FALSE, FALSE, FALSE);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, sent.irp), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_REPORT(test, "IoCompleteRequest", BUGCHECK_IO_VIOLATION, 0x200, ANY, sent.irp, 0, sent.irp);
	KUNIT_EXPECT_EQ(test, IoCallDriver(device, sent.irp), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoCallDriver", BUGCHECK_IO_VIOLATION, 3, sent.irp, ANY, ANY, sent.irp);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS NTAPI keep_level(PDEVICE_OBJECT device, PIRP irp)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

/* row 251 */
static void io_irp_test_level_of_a_dispatch_routine_is_restored(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;
	struct sent sent;
	KIRQL irql;

	fixture_of(test)->driver->MajorFunction[IRP_MJ_READ] = keep_level;
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoCallDriver(device, sent.irp);
	irql = KeGetCurrentIrql();
	if (irql != PASSIVE_LEVEL)
		KeLowerIrql(PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, (int)irql, PASSIVE_LEVEL);
	EXPECT_REPORT(test, "IRP_MJ_READ", BUGCHECK_IO_VIOLATION, 5, device, PASSIVE_LEVEL, DISPATCH_LEVEL,
		      sent.irp);
	IoFreeIrp(sent.irp);
}

static struct kunit_case io_irp_cases[] = {
	KUNIT_CASE(io_irp_test_fields_of_a_new_and_a_reused_irp),
	KUNIT_CASE(io_irp_test_unset_major_function_completes),
	KUNIT_CASE(io_irp_test_copy_of_a_location),
	KUNIT_CASE(io_irp_test_completion_walks_up),
	KUNIT_CASE(io_irp_test_completion_flags),
	KUNIT_CASE(io_irp_test_more_processing_stops_and_resumes_above),
	KUNIT_CASE(io_irp_test_irp_is_an_activity_of_the_drivers_that_hold_it),
	KUNIT_CASE(io_irp_test_irp_keeps_a_deleted_device),
	KUNIT_CASE(io_irp_test_irp_is_freed_in_its_routine),
	KUNIT_CASE(io_irp_test_irp_that_is_not_kept),
	KUNIT_CASE(io_irp_test_too_few_locations),
	KUNIT_CASE(io_irp_test_no_location_is_written),
	KUNIT_CASE(io_irp_test_misuse_is_contained),
	KUNIT_CASE(io_irp_test_locations_behind_the_last),
	KUNIT_CASE(io_irp_test_level_of_a_dispatch_routine_is_restored),
	{}
};

WINWORK_SUITE(io_irp);
