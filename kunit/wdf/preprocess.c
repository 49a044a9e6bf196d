/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_preprocess: IRPs that a driver of the framework gets before the framework does.
 */
#include "wdf_queue_case.h"

#include <ntifs.h>

#define DEVICE L"\\Device\\WinworkWdfPreprocess"

enum action {
	GIVES_BACK,			/* the same location */
	SETS_ROUTINE,			/* a copy of it, with after() */
	COMPLETES,			/* with pre.status */
	KEEPS,				/* marked as pending */
	FORGETS,
	GIVES_BARE,			/* without a next location */
	GIVES_TWICE,			/* to a queue that keeps it */
	GIVES_LAST_TWICE,		/* the same; the queue has the last location */
};

/* What the callback does, and has seen. */
static struct {
	struct kunit *test;
	enum action action;
	NTSTATUS status;		/* with which it completes; and what the framework returned */
	bool waits;			/* for go */
	struct completion started, go;
	struct journal journal;
	atomic_t calls, others;		/* of preprocess(), of preprocess_other() */
	UCHAR major;
	struct {
		UCHAR major, minor;
	} kinds[16];
	KIRQL irql;
	WDFDEVICE device;
	PIRP irp;
	bool comes_back;		/* after() keeps the IRP */
	PDEVICE_OBJECT routine_device;
	NTSTATUS routine_status;
} pre;

/* The assignments for the next device. */
static struct {
	UCHAR major;
	PUCHAR minors;
	ULONG count;
	PFN_WDFDEVICE_WDM_IRP_PREPROCESS callback;
} assigned[8];
static int assignments;

static NTSTATUS NTAPI after(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	pre.routine_device = device;
	pre.routine_status = irp->IoStatus.Status;
	note(&pre.journal, "after");
	if (pre.comes_back)
		return STATUS_MORE_PROCESSING_REQUIRED;
	if (irp->PendingReturned)
		IoMarkIrpPending(irp);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS give_copy(WDFDEVICE device, PIRP irp)
{
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, after, NULL, TRUE, TRUE, TRUE);
	return WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
}

static NTSTATUS give_same(WDFDEVICE device, PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
}

static NTSTATUS act(WDFDEVICE device, PIRP irp)
{
	NTSTATUS status;

	switch (pre.action) {
	case GIVES_BACK:
		return give_same(device, irp);
	case SETS_ROUTINE:
		return give_copy(device, irp);
	case COMPLETES:
		finish_irp(irp, pre.status, 3);
		return pre.status;
	case KEEPS:
		IoMarkIrpPending(irp);
		complete(&pre.started);
		return STATUS_PENDING;
	case FORGETS:
		return STATUS_DEVICE_NOT_READY;
	case GIVES_BARE:
		return WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
	case GIVES_TWICE:
		status = give_same(device, irp);
		IoSkipCurrentIrpStackLocation(irp);
		pre.status = WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
		IoSetNextIrpStackLocation(irp);
		return status;
	case GIVES_LAST_TWICE:
		status = give_copy(device, irp);
		pre.status = WdfDeviceWdmDispatchPreprocessedIrp(device, irp);
		return status;
	}
	return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS preprocess(WDFDEVICE device, PIRP irp)
{
	const IO_STACK_LOCATION *location = IoGetCurrentIrpStackLocation(irp);
	int at = atomic_inc_return(&pre.calls) - 1;

	note(&pre.journal, "before");
	pre.major = location->MajorFunction;
	if (at < ARRAY_SIZE(pre.kinds)) {
		pre.kinds[at].major = location->MajorFunction;
		pre.kinds[at].minor = location->MinorFunction;
	}
	pre.irql = KeGetCurrentIrql();
	pre.device = device;
	pre.irp = irp;
	if (pre.waits) {
		complete(&pre.started);
		in_time(&pre.go);
	}
	return act(device, irp);
}

static NTSTATUS preprocess_other(WDFDEVICE device, PIRP irp)
{
	atomic_inc(&pre.others);
	return act(device, irp);
}

static void assign(UCHAR major, PUCHAR minors, ULONG count)
{
	assigned[assignments].major = major;
	assigned[assignments].minors = minors;
	assigned[assignments].count = count;
	assigned[assignments++].callback = preprocess;
}

static void assign_all(PWDFDEVICE_INIT init)
{
	int i;

	for (i = 0; i < assignments; i++)
		EXPECT_STATUS(pre.test,
			      WdfDeviceInitAssignWdmIrpPreprocessCallback(
				      init, assigned[i].callback, assigned[i].major,
				      assigned[i].minors, assigned[i].count),
			      STATUS_SUCCESS);
}

static int wdf_preprocess_init(struct kunit *test)
{
	int error;

	memset(&pre, 0, sizeof(pre));
	pre.test = test;
	init_completion(&pre.started);
	init_completion(&pre.go);
	assignments = 0;
	error = wdf_queue_init(test);
	wdf.init = assign_all;
	return error;
}

static void wdf_preprocess_exit(struct kunit *test)
{
	complete_all(&pre.go);
	complete_all(&seen.go);
	wdf_exit(test);
}

/* ---- control devices, which a case deletes -------------------------------------------------- */

static VOID file_created(WDFDEVICE device, WDFREQUEST request, WDFFILEOBJECT file)
{
	note(&pre.journal, "create");
	WdfRequestComplete(request, STATUS_SUCCESS);
}

static VOID file_cleaned(WDFFILEOBJECT file)
{
	note(&pre.journal, "cleanup");
}

static VOID file_closed(WDFFILEOBJECT file)
{
	note(&pre.journal, "close");
}

static WDFDEVICE control;

/* With a parallel default queue, and file objects. */
static void make_control(struct kunit *test, struct run *run)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_FILEOBJECT_CONFIG files;

	KUNIT_ASSERT_NOT_NULL(test, init);
	assign_all(init);
	WDF_FILEOBJECT_CONFIG_INIT(&files, file_created, file_closed, file_cleaned);
	WdfDeviceInitSetFileObjectConfig(init, &files, WDF_NO_OBJECT_ATTRIBUTES);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	attributes_for(&attributes, NULL);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &control));
	run_context(control)->run = run;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	ASSERT_SUCCESS(test, WdfIoQueueCreate(control, &default_plan.config,
					      &default_plan.attributes, &default_plan.queue));
	WdfControlFinishInitializing(control);
}

static NTSTATUS open_control(PFILE_OBJECT *file)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	PDEVICE_OBJECT device;

	return IoGetDeviceObjectPointer((PUNICODE_STRING)&name, FILE_ALL_ACCESS, file, &device);
}

static void delete_control(void *data)
{
	WdfObjectDelete(control);
}

/* ---- which IRPs come ------------------------------------------------------------------------ */

/* row 1160: and the framework does with them what it does with others */
static void wdf_preprocess_test_requests(struct kunit *test)
{
	static const UCHAR majors[] = { IRP_MJ_READ, IRP_MJ_WRITE, IRP_MJ_DEVICE_CONTROL,
					IRP_MJ_INTERNAL_DEVICE_CONTROL };
	struct sent sent;
	WDFDEVICE device;
	int i;

	for (i = 0; i < ARRAY_SIZE(majors); i++)
		assign(majors[i], NULL, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	for (i = 0; i < ARRAY_SIZE(majors); i++) {
		EXPECT_STATUS(test, send_irp(test, device, &sent, majors[i], 8), STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), i + 1);
		KUNIT_EXPECT_EQ(test, pre.major, majors[i]);
		KUNIT_EXPECT_PTR_EQ(test, pre.device, device);
		KUNIT_EXPECT_PTR_EQ(test, pre.irp, sent.irp);
		KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), i + 1);
		EXPECT_PENDING(test, &sent);
		WdfRequestCompleteWithInformation(seen.request[i], STATUS_SUCCESS, 5);
		KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, 5);
		EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1160: those of other major functions do not come */
static void wdf_preprocess_test_other_major(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	seen.completes = true;
	device = queue_device(test);
	send_irp(test, device, &sent, IRP_MJ_WRITE, 8);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), 0);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS send_minor(struct kunit *test, WDFDEVICE device, struct sent *sent, UCHAR major,
			   UCHAR minor)
{
	new_sent(test, sent, 3, major);
	IoGetNextIrpStackLocation(sent->irp)->MinorFunction = minor;
	return IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent->irp);
}

/* row 1160 */
static void wdf_preprocess_test_minors(struct kunit *test)
{
	static UCHAR minors[] = { 1, 0x3f, 0x40, 0xff };
	struct sent sent;
	WDFDEVICE device;
	int minor, i;

	assign(IRP_MJ_FLUSH_BUFFERS, minors, ARRAY_SIZE(minors));
	device = queue_device(test);
	pre.action = COMPLETES;
	pre.status = STATUS_ALERTED;
	for (minor = 0; minor < 256; minor++) {
		bool comes = false;

		for (i = 0; i < ARRAY_SIZE(minors); i++)
			comes |= minors[i] == minor;
		EXPECT_STATUS(test, send_minor(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, minor),
			      comes ? STATUS_ALERTED : STATUS_INVALID_DEVICE_REQUEST);
		free_sent(&sent);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), (int)ARRAY_SIZE(minors));
	EXPECT_NO_REPORT(test);
}

/* row 1160: the last callback for a major function counts, and its minor functions stay */
static void wdf_preprocess_test_assigned_again(struct kunit *test)
{
	static UCHAR minors[] = { 1 };
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_FLUSH_BUFFERS, NULL, 0);
	assign(IRP_MJ_FLUSH_BUFFERS, minors, 1);
	assign(IRP_MJ_FLUSH_BUFFERS, NULL, 0);
	assigned[2].callback = preprocess_other;
	device = queue_device(test);
	pre.action = COMPLETES;
	pre.status = STATUS_ALERTED;
	EXPECT_STATUS(test, send_minor(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, 1),
		      STATUS_ALERTED);
	free_sent(&sent);
	EXPECT_STATUS(test, send_minor(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, 2),
		      STATUS_INVALID_DEVICE_REQUEST);
	free_sent(&sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.others), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1160: at the level of the sender */
static void wdf_preprocess_test_dispatch_level(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	KIRQL irql;

	assign(IRP_MJ_READ, NULL, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	seen.completes = true;
	device = queue_device(test);
	new_sent(test, &sent, 3, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	KeLowerIrql(irql);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, pre.irql, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* row 1160: the IRPs of a file */
static void wdf_preprocess_test_files(struct kunit *test)
{
	struct run *run = new_run(test);
	PFILE_OBJECT file;

	assign(IRP_MJ_CREATE, NULL, 0);
	assign(IRP_MJ_CLEANUP, NULL, 0);
	assign(IRP_MJ_CLOSE, NULL, 0);
	make_control(test, run);
	ASSERT_SUCCESS(test, open_control(&file));
	KUNIT_EXPECT_NOT_NULL(test, WdfDeviceGetFileObject(control, file));
	ObDereferenceObject(file);
	EXPECT_JOURNAL(test, &pre.journal, "before", "create", "before", "cleanup", "before",
		       "close");
	/* A create that fails has no other IRP; the framework has not seen it. */
	pre.action = COMPLETES;
	pre.status = STATUS_ACCESS_DENIED;
	EXPECT_STATUS(test, open_control(&file), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), 4);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.journal.count), 7);
	WdfObjectDelete(control);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

/* ---- the completion routine ----------------------------------------------------------------- */

/* row 1161 */
static void wdf_preprocess_test_completion_routine(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = SETS_ROUTINE;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	/* The PDO's, the framework's, the driver's. */
	KUNIT_EXPECT_EQ(test, (int)WdfDeviceWdmGetDeviceObject(device)->StackSize,
			WdfDeviceWdmGetPhysicalDevice(device)->StackSize + 2);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_JOURNAL(test, &pre.journal, "before");
	WdfRequestComplete(seen.request[0], STATUS_ALERTED);
	EXPECT_JOURNAL(test, &pre.journal, "before", "after");
	EXPECT_STATUS(test, pre.routine_status, STATUS_ALERTED);
	KUNIT_EXPECT_PTR_EQ(test, pre.routine_device, WdfDeviceWdmGetDeviceObject(device));
	KUNIT_EXPECT_TRUE(test, sent.pending_returned);
	EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	EXPECT_NO_REPORT(test);
}

/* row 1161: the IRP comes back to the driver, which sends it again, and then completes it */
static void wdf_preprocess_test_sent_again(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = SETS_ROUTINE;
	pre.comes_back = true;
	seen.completes = true;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_STATUS(test, give_copy(device, sent.irp), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 2);
	EXPECT_JOURNAL(test, &pre.journal, "before", "after", "after");
	EXPECT_PENDING(test, &sent);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void raise_stack(PWDFDEVICE_INIT init)
{
	WdfFdoInitWdmGetPhysicalDevice(init)->StackSize = 125;
	assign_all(init);
}

/* row 1161: a stack that is too high for the location */
static void wdf_preprocess_test_high_stack(struct kunit *test)
{
	WDFDEVICE device;

	wdf.init = raise_stack;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	WinworkWdfRemoveDevice(device);
	assign(IRP_MJ_READ, NULL, 0);
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

/* ---- what the framework does not handle ----------------------------------------------------- */

/* row 1162 */
static void wdf_preprocess_test_unhandled(struct kunit *test)
{
	static const UCHAR majors[] = { IRP_MJ_FLUSH_BUFFERS, IRP_MJ_QUERY_INFORMATION,
					IRP_MJ_SET_INFORMATION };
	struct sent sent;
	WDFDEVICE device;
	int i;

	for (i = 0; i < ARRAY_SIZE(majors); i++)
		assign(majors[i], NULL, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	for (i = 0; i < ARRAY_SIZE(majors); i++) {
		pre.action = GIVES_BACK;
		EXPECT_STATUS(test, send_irp(test, device, &sent, majors[i], 8),
			      STATUS_INVALID_DEVICE_REQUEST);
		EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
		pre.action = COMPLETES;
		pre.status = STATUS_ALERTED;
		EXPECT_STATUS(test, send_irp(test, device, &sent, majors[i], 8), STATUS_ALERTED);
		KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, 3);
		EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_NO_REPORT(test);
}

/* ---- Plug and Play, and power --------------------------------------------------------------- */

static bool has_come(UCHAR major, UCHAR minor)
{
	int i;

	for (i = 0; i < min_t(int, atomic_read(&pre.calls), ARRAY_SIZE(pre.kinds)); i++)
		if (pre.kinds[i].major == major && pre.kinds[i].minor == minor)
			return true;
	return false;
}

static int entries, exits;

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	entries++;
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	exits++;
	return STATUS_SUCCESS;
}

/* The life of a device whose driver sees all its IRPs. */
static void live(struct kunit *test, enum action action)
{
	static UCHAR pnp[] = { IRP_MN_START_DEVICE, IRP_MN_REMOVE_DEVICE };
	struct run *run = new_run(test);
	PDEVICE_OBJECT wdm;
	WDFDEVICE device;

	atomic_set(&pre.calls, 0);
	entries = exits = assignments = 0;
	assign(IRP_MJ_PNP, pnp, ARRAY_SIZE(pnp));
	assign(IRP_MJ_POWER, NULL, 0);
	pre.action = action;
	wdf.run = run;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDeviceD0Entry = d0_entry;
	wdf.callbacks.EvtDeviceD0Exit = d0_exit;
	device = queue_device(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), 1);
	KUNIT_EXPECT_TRUE(test, has_come(IRP_MJ_PNP, IRP_MN_START_DEVICE));
	KUNIT_EXPECT_EQ(test, entries, 1);
	ASSERT_SUCCESS(test, WinworkPnpSetSystemPower(WdfDeviceWdmGetPhysicalDevice(device),
						      PowerSystemSleeping3));
	KUNIT_EXPECT_TRUE(test, has_come(IRP_MJ_POWER, IRP_MN_SET_POWER));
	KUNIT_EXPECT_EQ(test, exits, 1);
	ASSERT_SUCCESS(test, WinworkPnpSetSystemPower(WdfDeviceWdmGetPhysicalDevice(device),
						      PowerSystemWorking));
	KUNIT_EXPECT_EQ(test, entries, 2);
	wdm = WdfDeviceWdmGetDeviceObject(device);
	pre.routine_device = NULL;
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_PTR_EQ(test, pre.routine_device, action == SETS_ROUTINE ? wdm : NULL);
	KUNIT_EXPECT_TRUE(test, has_come(IRP_MJ_PNP, IRP_MN_REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, exits, 2);
	expect_deleted(test, run);
	wdf.run = NULL;
}

/* row 1163: the device is gone when the removal comes back to the driver */
static void wdf_preprocess_test_pnp_and_power(struct kunit *test)
{
	live(test, GIVES_BACK);
	EXPECT_NO_REPORT(test);
	live(test, SETS_ROUTINE);
	EXPECT_NO_REPORT(test);
}

/* row 1163: the driver answers one IRP itself */
static void wdf_preprocess_test_pnp_minor(struct kunit *test)
{
	static UCHAR minors[] = { IRP_MN_QUERY_CAPABILITIES };
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_PNP, minors, 1);
	pre.action = COMPLETES;
	pre.status = STATUS_ALERTED;
	device = queue_device(test);
	atomic_set(&pre.calls, 0);
	EXPECT_STATUS(test, send_minor(test, device, &sent, IRP_MJ_PNP, IRP_MN_QUERY_CAPABILITIES),
		      STATUS_ALERTED);
	free_sent(&sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&pre.calls), 1);
	EXPECT_NO_REPORT(test);
}

/* ---- the driver keeps an IRP ---------------------------------------------------------------- */

static VOID free_and_complete(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	finish_irp(context, STATUS_ALERTED, 0);
}

static VOID free_and_give_back(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	give_same(pre.device, context);
}

static void leave_to_item(struct kunit *test, PIRP irp, PIO_WORKITEM_ROUTINE_EX routine)
{
	PIO_WORKITEM item = IoAllocateWorkItem(WdfDeviceWdmGetDeviceObject(pre.device));

	KUNIT_ASSERT_NOT_NULL(test, item);
	IoQueueWorkItemEx(item, routine, DelayedWorkQueue, irp);
}

/* row 1164: an item that frees itself completes the IRP */
static void wdf_preprocess_test_item_completes(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	int i;

	assign(IRP_MJ_FLUSH_BUFFERS, NULL, 0);
	pre.action = KEEPS;
	device = queue_device(test);
	for (i = 0; i < 100; i++) {
		EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, 0),
			      STATUS_PENDING);
		leave_to_item(test, sent.irp, free_and_complete);
		EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	}
	WinworkWdfRemoveDevice(device);
	EXPECT_NO_REPORT(test);
}

/* row 1164: one that frees itself gives the IRP to the framework */
static void wdf_preprocess_test_item_gives_back(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = KEEPS;
	seen.completes = true;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	leave_to_item(test, sent.irp, free_and_give_back);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_NO_REPORT(test);
}

static struct {
	struct sent sent;
	NTSTATUS status;
} call;

static void send_to_control(void *data)
{
	call.status = IoCallDriver(WdfDeviceWdmGetDeviceObject(control), call.sent.irp);
}

/* row 1164: the IRP has entered, and the device takes no request any more: others have no device at all */
static void wdf_preprocess_test_deletion_waits(struct kunit *test)
{
	struct run *run = new_run(test);

	assign(IRP_MJ_READ, NULL, 0);
	make_control(test, run);
	pre.waits = true;
	new_sent(test, &call.sent, 3, IRP_MJ_READ);
	IoGetNextIrpStackLocation(call.sent.irp)->Parameters.Read.Length = 8;
	spawn(test, send_to_control, NULL);
	ASSERT_IN_TIME(test, &pre.started);
	spawn(test, delete_control, NULL);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&pre.go);
	join(test);
	EXPECT_STATUS(test, call.status, STATUS_DELETE_PENDING);
	EXPECT_COMPLETED(test, &call.sent, STATUS_DELETE_PENDING);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

static struct {
	WDFDEVICE device;
	INTERFACE contents;
	GUID type;
} asked;

static void ask_for_interface(void *data)
{
	IoCallDriver(WdfDeviceWdmGetDeviceObject(asked.device), call.sent.irp);
}

static void remove_asked(void *data)
{
	WinworkWdfRemoveDevice(asked.device);
}

/* row 1164: a driver asks for an interface at any time, so this IRP is as those of requests */
static void wdf_preprocess_test_removal_waits(struct kunit *test)
{
	static UCHAR minors[] = { IRP_MN_QUERY_INTERFACE };
	struct run *run = new_run(test);
	PIO_STACK_LOCATION location;

	assign(IRP_MJ_PNP, minors, 1);
	wdf.run = run;
	asked.device = queue_device(test);
	new_sent(test, &call.sent, 3, IRP_MJ_PNP);
	call.sent.irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
	location = IoGetNextIrpStackLocation(call.sent.irp);
	location->MinorFunction = IRP_MN_QUERY_INTERFACE;
	location->Parameters.QueryInterface.InterfaceType = &asked.type;
	location->Parameters.QueryInterface.Size = sizeof(asked.contents);
	location->Parameters.QueryInterface.Interface = &asked.contents;
	pre.waits = true;
	spawn(test, ask_for_interface, NULL);
	ASSERT_IN_TIME(test, &pre.started);
	spawn(test, remove_asked, NULL);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&pre.go);
	join(test);
	EXPECT_COMPLETED(test, &call.sent, STATUS_NOT_SUPPORTED);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

/* row 1164: a kept IRP outlives the device, and the driver completes it */
static void wdf_preprocess_test_kept_beyond_the_device(struct kunit *test)
{
	struct run *run = new_run(test);
	struct sent sent;
	WDFDEVICE gone;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = KEEPS;
	make_control(test, run);
	gone = control;
	EXPECT_STATUS(test, send_irp(test, control, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	WdfObjectDelete(control);
	expect_deleted(test, run);
	EXPECT_STATUS(test, give_same(gone, sent.irp), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchPreprocessedIrp", INVALID_HANDLE, ANY);
	IoSetNextIrpStackLocation(sent.irp);
	EXPECT_PENDING(test, &sent);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* ---- mistakes ------------------------------------------------------------------------------- */

/* row 1204 */
static void wdf_preprocess_test_wrong_assignments(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	static UCHAR minors[257];

#define ASSIGN(callback, major, minors, count) \
	WdfDeviceInitAssignWdmIrpPreprocessCallback(init, callback, major, minors, count)
	KUNIT_ASSERT_NOT_NULL(test, init);
	EXPECT_STATUS(test, ASSIGN(NULL, IRP_MJ_READ, NULL, 0), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceInitAssignWdmIrpPreprocessCallback",
			 REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test, ASSIGN(preprocess, IRP_MJ_READ, NULL, 1), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceInitAssignWdmIrpPreprocessCallback",
			 REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test, ASSIGN(preprocess, IRP_MJ_MAXIMUM_FUNCTION + 1, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, ASSIGN(preprocess, IRP_MJ_READ, minors, 257), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, ASSIGN(preprocess, IRP_MJ_MAXIMUM_FUNCTION, minors, 256),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, ASSIGN(preprocess, IRP_MJ_MAXIMUM_FUNCTION, minors, 1),
		      STATUS_INVALID_DEVICE_REQUEST);
	WdfDeviceInitFree(init);
#undef ASSIGN
	EXPECT_STATUS(test,
		      WdfDeviceInitAssignWdmIrpPreprocessCallback((PWDFDEVICE_INIT)wdf.device,
								  preprocess, IRP_MJ_READ, NULL, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceInitAssignWdmIrpPreprocessCallback", INVALID_HANDLE,
			 wdf.device);
	EXPECT_NO_REPORT(test);
}

static PWDFDEVICE_INIT kept_init;

static void keep_init(PWDFDEVICE_INIT init)
{
	kept_init = init;
}

static NTSTATUS assign_late(WDFDEVICE device)
{
	pre.status = WdfDeviceInitAssignWdmIrpPreprocessCallback(kept_init, preprocess, IRP_MJ_READ,
								 NULL, 0);
	return STATUS_SUCCESS;
}

/* row 1204: the framework still has the properties of a device that arrives */
static void wdf_preprocess_test_assigned_late(struct kunit *test)
{
	wdf.init = keep_init;
	wdf.made = assign_late;
	add_device(test, WdfExecutionLevelInheritFromParent,
		   WdfSynchronizationScopeInheritFromParent);
	EXPECT_STATUS(test, pre.status, STATUS_INVALID_DEVICE_STATE);
	EXPECT_NO_REPORT(test);
}

/* row 1204 */
static void wdf_preprocess_test_no_memory(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);

	NEED_FAULT_INJECTION(test);
	KUNIT_ASSERT_NOT_NULL(test, init);
	fail_next_allocation();
	EXPECT_STATUS(test,
		      WdfDeviceInitAssignWdmIrpPreprocessCallback(init, preprocess, IRP_MJ_READ,
								  NULL, 0),
		      STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	WdfDeviceInitFree(init);
	EXPECT_NO_REPORT(test);
}

/* row 1205: neither skipped nor copied */
static void wdf_preprocess_test_given_bare(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = GIVES_BARE;
	device = queue_device(test);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchPreprocessedIrp", OBJECT_ERROR, device);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_REQUEST);
	/* Nor is there a location for it. */
	new_sent(test, &sent, 1, IRP_MJ_READ);
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	EXPECT_REPORT(test, "WdfDeviceWdmDispatchPreprocessedIrp", BUGCHECK_NO_MORE_LOCATIONS,
		      sent.irp, ANY, ANY, ANY, sent.irp);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

static void give_twice(struct kunit *test, enum action action, CCHAR locations)
{
	struct sent sent;
	WDFDEVICE device;

	assignments = 0;
	assign(IRP_MJ_READ, NULL, 0);
	pre.action = action;
	atomic_set(&seen.delivered, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	new_sent(test, &sent, locations, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp), STATUS_PENDING);
	EXPECT_STATUS(test, pre.status, STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchPreprocessedIrp", OBJECT_ERROR, device);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_PENDING(test, &sent);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	WinworkWdfRemoveDevice(device);
}

/* row 1205: the framework has it already */
static void wdf_preprocess_test_given_twice(struct kunit *test)
{
	give_twice(test, GIVES_TWICE, 3);
	give_twice(test, GIVES_LAST_TWICE, 2);
}

/* row 1205: of another origin, for another device, NULL, and one that is no IRP */
static void wdf_preprocess_test_wrong_irps(struct kunit *test)
{
	static const char *const function = "WdfDeviceWdmDispatchPreprocessedIrp";
	struct sent sent, own;
	WDFDEVICE device;

	assign(IRP_MJ_READ, NULL, 0);
	pre.action = KEEPS;
	device = queue_device(test);
	new_sent(test, &own, 2, IRP_MJ_READ);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchPreprocessedIrp(device, own.irp),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, device);
	EXPECT_PENDING(test, &own);
	free_sent(&own);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_STATUS(test, give_same(wdf.device, sent.irp), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, wdf.device);
	IoSetNextIrpStackLocation(sent.irp);
	EXPECT_PENDING(test, &sent);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	/* The case has the IRP, whose locations are all completed. */
	EXPECT_STATUS(test, WdfDeviceWdmDispatchPreprocessedIrp(device, sent.irp),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, device);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchPreprocessedIrp(device, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test,
		      WdfDeviceWdmDispatchPreprocessedIrp(
			      device, (PIRP)WdfDeviceWdmGetDeviceObject(device)),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, function, BUGCHECK_IO_VIOLATION, 0x3, ANY, ANY, ANY, ANY);
	EXPECT_NO_REPORT(test);
}

/* row 1206: the report names the callback, and not the framework's routine */
static void wdf_preprocess_test_forgotten(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	struct run *run = new_run(test);
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	HANDLE handle;

	assign(IRP_MJ_FLUSH_BUFFERS, NULL, 0);
	make_control(test, run);
	InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&name, OBJ_KERNEL_HANDLE, NULL,
				   NULL);
	ASSERT_SUCCESS(test, ZwCreateFile(&handle, GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE,
					  &attributes, &iosb, NULL, 0, 0, FILE_OPEN,
					  FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0));
	pre.action = FORGETS;
	EXPECT_STATUS(test, ZwFlushBuffersFile(handle, &iosb), STATUS_DEVICE_NOT_READY);
	EXPECT_REPORT(test, "IRP_MJ_FLUSH_BUFFERS", BUGCHECK_IO_VIOLATION, 0x226, preprocess, ANY,
		      ANY, ANY);
	/* The driver remembers after all. */
	finish_irp(pre.irp, STATUS_SUCCESS, 0);
	ZwClose(handle);
	ASSERT_COUNT(test, &pre.journal.count, 4);
	EXPECT_JOURNAL(test, &pre.journal, "create", "before", "cleanup", "close");
	WdfObjectDelete(control);
	expect_deleted(test, run);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_preprocess_cases[] = {
	KUNIT_CASE(wdf_preprocess_test_requests),
	KUNIT_CASE(wdf_preprocess_test_other_major),
	KUNIT_CASE(wdf_preprocess_test_minors),
	KUNIT_CASE(wdf_preprocess_test_assigned_again),
	KUNIT_CASE(wdf_preprocess_test_dispatch_level),
	KUNIT_CASE(wdf_preprocess_test_files),
	KUNIT_CASE(wdf_preprocess_test_completion_routine),
	KUNIT_CASE(wdf_preprocess_test_sent_again),
	KUNIT_CASE(wdf_preprocess_test_high_stack),
	KUNIT_CASE(wdf_preprocess_test_unhandled),
	KUNIT_CASE(wdf_preprocess_test_pnp_and_power),
	KUNIT_CASE(wdf_preprocess_test_pnp_minor),
	KUNIT_CASE(wdf_preprocess_test_item_completes),
	KUNIT_CASE(wdf_preprocess_test_item_gives_back),
	KUNIT_CASE(wdf_preprocess_test_deletion_waits),
	KUNIT_CASE(wdf_preprocess_test_removal_waits),
	KUNIT_CASE(wdf_preprocess_test_kept_beyond_the_device),
	KUNIT_CASE(wdf_preprocess_test_wrong_assignments),
	KUNIT_CASE(wdf_preprocess_test_assigned_late),
	KUNIT_CASE(wdf_preprocess_test_no_memory),
	KUNIT_CASE(wdf_preprocess_test_given_bare),
	KUNIT_CASE(wdf_preprocess_test_given_twice),
	KUNIT_CASE(wdf_preprocess_test_wrong_irps),
	KUNIT_CASE(wdf_preprocess_test_forgotten),
	{}
};

WINWORK_SUITE_WITH(wdf_preprocess, wdf_preprocess_init, wdf_preprocess_exit);
