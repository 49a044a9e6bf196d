/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_irp_dispatch: IRPs whose queue the driver chooses.
 */
#include "wdf_queue_case.h"

#include <ntifs.h>

#define DEVICE L"\\Device\\WinworkWdfIrpDispatch"

#define NO_FLAGS	WDF_DISPATCH_IRP_TO_IO_QUEUE_NO_FLAGS
#define IN_CALLER	WDF_DISPATCH_IRP_TO_IO_QUEUE_INVOKE_INCALLERCTX_CALLBACK
#define PREPROCESSED	WDF_DISPATCH_IRP_TO_IO_QUEUE_PREPROCESSED_IRP

static const UCHAR majors[] = { IRP_MJ_READ, IRP_MJ_WRITE, IRP_MJ_DEVICE_CONTROL,
				IRP_MJ_INTERNAL_DEVICE_CONTROL };

enum action {
	BY_DEFAULT,
	TO_QUEUE,			/* choice.queue, with choice.flags */
	COMPLETES,			/* with choice.status */
	KEEPS,				/* marked as pending */
	FORGETS,
	TWICE,				/* to the queue, and by default */
	WRONG_CONTEXT,
};

/* What the callbacks do, and have seen. */
static struct {
	struct kunit *test;
	enum action action;
	ULONG flags;
	WDFQUEUE queue;
	NTSTATUS status;		/* with which it completes; or of the second call */
	atomic_t calls;
	WDFDEVICE device;
	UCHAR major, minor;
	ULONG code;
	WDFCONTEXT context, dispatch_context;
	PIRP irp;
	KIRQL irql;
	bool copies;			/* preprocess() copies the location */
	bool preprocesses;		/* the device has preprocess(), for reads */
	bool calls_in_caller;		/* and in_caller() */
	atomic_t preprocessed, in_caller, routines;
	WDFREQUEST request;		/* of in_caller() */
} choice;

static NTSTATUS choose(WDFDEVICE device, UCHAR major, UCHAR minor, ULONG code, WDFCONTEXT context, PIRP irp,
		       WDFCONTEXT dispatch_context)
{
	NTSTATUS status;

	atomic_inc(&choice.calls);
	choice.device = device;
	choice.major = major;
	choice.minor = minor;
	choice.code = code;
	choice.context = context;
	choice.irp = irp;
	choice.dispatch_context = dispatch_context;
	choice.irql = KeGetCurrentIrql();
	switch (choice.action) {
	case BY_DEFAULT:
		return WdfDeviceWdmDispatchIrp(device, irp, dispatch_context);
	case TO_QUEUE:
		return WdfDeviceWdmDispatchIrpToIoQueue(device, irp, choice.queue, choice.flags);
	case COMPLETES:
		finish_irp(irp, choice.status, 3);
		return choice.status;
	case KEEPS:
		IoMarkIrpPending(irp);
		return STATUS_PENDING;
	case FORGETS:
		return STATUS_DEVICE_NOT_READY;
	case TWICE:
		status = WdfDeviceWdmDispatchIrpToIoQueue(device, irp, choice.queue, NO_FLAGS);
		choice.status = WdfDeviceWdmDispatchIrp(device, irp, dispatch_context);
		return status;
	case WRONG_CONTEXT:
		return WdfDeviceWdmDispatchIrp(device, irp, &choice);
	}
	return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS NTAPI after(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	atomic_inc(&choice.routines);
	if (irp->PendingReturned)
		IoMarkIrpPending(irp);
	return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS preprocess(WDFDEVICE device, PIRP irp)
{
	atomic_inc(&choice.preprocessed);
	choice.irp = irp;
	if (choice.copies) {
		IoCopyCurrentIrpStackLocationToNext(irp);
		IoSetCompletionRoutine(irp, after, NULL, TRUE, TRUE, TRUE);
	} else {
		IoSkipCurrentIrpStackLocation(irp);
	}
	return choice.action == BY_DEFAULT
		       ? WdfDeviceWdmDispatchPreprocessedIrp(device, irp)
		       : WdfDeviceWdmDispatchIrpToIoQueue(device, irp, choice.queue, choice.flags);
}

static VOID in_caller(WDFDEVICE device, WDFREQUEST request)
{
	atomic_inc(&choice.in_caller);
	choice.request = request;
	EXPECT_STATUS(choice.test, WdfDeviceEnqueueRequest(device, request), STATUS_SUCCESS);
}

static void set_callbacks(PWDFDEVICE_INIT init)
{
	if (choice.calls_in_caller)
		WdfDeviceInitSetIoInCallerContextCallback(init, in_caller);
	if (choice.preprocesses)
		EXPECT_STATUS(choice.test,
			      WdfDeviceInitAssignWdmIrpPreprocessCallback(init, preprocess, IRP_MJ_READ,
									  NULL, 0),
			      STATUS_SUCCESS);
}

/* The driver's WDFDRIVER is the one that it may name. */
static void configure(WDFDEVICE device)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(majors); i++)
		EXPECT_STATUS(choice.test,
			      WdfDeviceConfigureWdmIrpDispatchCallback(device, i & 1 ? wdf.driver : NULL,
								       majors[i], choose,
								       (WDFCONTEXT)&majors[i]),
			      STATUS_SUCCESS);
}

static NTSTATUS made(WDFDEVICE device)
{
	configure(device);
	return make_planned_queues(device);
}

/* A device with the callback, and the planned queues. */
static WDFDEVICE choosing_device(struct kunit *test)
{
	WDFDEVICE device;

	wdf.made = made;
	device = add_device(test, WdfExecutionLevelInheritFromParent,
			    WdfSynchronizationScopeInheritFromParent);
	choice.queue = other_plan.queue;
	return device;
}

/* A parallel default queue, and one more with the same handler. */
static WDFDEVICE two_queues(struct kunit *test)
{
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	plan_queue(&other_plan, WdfIoQueueDispatchParallel, false);
	return choosing_device(test);
}

static int wdf_irp_dispatch_init(struct kunit *test)
{
	int error;

	memset(&choice, 0, sizeof(choice));
	choice.test = test;
	error = wdf_queue_init(test);
	wdf.init = set_callbacks;
	return error;
}

/* The driver has the only request, from @queue. */
static void expect_delivered(struct kunit *test, struct sent *sent, WDFQUEUE queue)
{
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, queue);
	EXPECT_PENDING(test, sent);
	atomic_set(&seen.delivered, 0);
	WdfRequestComplete(seen.request[0], STATUS_ALERTED);
	EXPECT_COMPLETED(test, sent, STATUS_ALERTED);
}

/* ---- the callback --------------------------------------------------------------------------- */

/* row 1212: and the framework then chooses the queue */
static void wdf_irp_dispatch_test_callback(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);
	int i;

	for (i = 0; i < ARRAY_SIZE(majors); i++) {
		new_sent(test, &sent, 2, majors[i]);
		IoGetNextIrpStackLocation(sent.irp)->MinorFunction = 5;
		IoGetNextIrpStackLocation(sent.irp)->Parameters.DeviceIoControl.IoControlCode = 0x1234567;
		IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
		EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp),
			      STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.calls), i + 1);
		KUNIT_EXPECT_PTR_EQ(test, choice.device, device);
		KUNIT_EXPECT_EQ(test, choice.major, majors[i]);
		KUNIT_EXPECT_EQ(test, choice.minor, 5);
		KUNIT_EXPECT_EQ(test, choice.code, (ULONG)(i < 2 ? 0 : 0x1234567));
		KUNIT_EXPECT_PTR_EQ(test, choice.context, (WDFCONTEXT)&majors[i]);
		KUNIT_EXPECT_PTR_EQ(test, choice.irp, sent.irp);
		expect_delivered(test, &sent, default_plan.queue);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1212: not for other kinds, and not for a device without it */
static void wdf_irp_dispatch_test_others(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);

	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_FLUSH_BUFFERS, 0),
		      STATUS_INVALID_DEVICE_REQUEST);
	free_sent(&sent);
	EXPECT_STATUS(test, send_irp(test, wdf.device, &sent, IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_REQUEST);
	free_sent(&sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.calls), 0);
	EXPECT_NO_REPORT(test);
}

/* row 1212: at the level of the sender */
static void wdf_irp_dispatch_test_dispatch_level(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);
	KIRQL irql;

	choice.action = TO_QUEUE;
	new_sent(test, &sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, choice.irql, DISPATCH_LEVEL);
	expect_delivered(test, &sent, other_plan.queue);
	EXPECT_NO_REPORT(test);
}

/* row 1212: behind the callback that preprocesses */
static void wdf_irp_dispatch_test_behind_preprocessing(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	int copies;

	choice.preprocesses = true;
	device = two_queues(test);
	for (copies = 0; copies < 2; copies++) {
		choice.copies = copies;
		new_sent(test, &sent, 3, IRP_MJ_READ);
		IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
		EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp),
			      STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.preprocessed), copies + 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.calls), copies + 1);
		expect_delivered(test, &sent, default_plan.queue);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.routines), copies);
	}
	EXPECT_NO_REPORT(test);
}

/* ---- the driver's choice -------------------------------------------------------------------- */

/* row 1213 */
static void wdf_irp_dispatch_test_chosen_queue(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);
	int i;

	choice.action = TO_QUEUE;
	for (i = 0; i < ARRAY_SIZE(majors); i++) {
		EXPECT_STATUS(test, send_irp(test, device, &sent, majors[i], 8), STATUS_PENDING);
		expect_delivered(test, &sent, other_plan.queue);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1213: a manual queue, and a file's requests in it end with a cancel */
static void wdf_irp_dispatch_test_manual_queue(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = choosing_device(test);
	choice.action = TO_QUEUE;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_COUNTS(test, other_plan.queue, 1, 0);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	EXPECT_COMPLETED(test, &sent, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_NO_REPORT(test);
}

/* row 1213: a queue that accepts none refuses the IRP */
static void wdf_irp_dispatch_test_purged_queue(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);

	choice.action = TO_QUEUE;
	WdfIoQueuePurgeSynchronously(other_plan.queue);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_INVALID_DEVICE_STATE);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_DEVICE_STATE);
	EXPECT_NO_REPORT(test);
}

/* row 1213: from the callback that preprocesses, with its location copied and skipped */
static void wdf_irp_dispatch_test_preprocessed(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	int copies;

	choice.preprocesses = true;
	choice.action = TO_QUEUE;
	choice.flags = PREPROCESSED;
	device = two_queues(test);
	for (copies = 0; copies < 2; copies++) {
		choice.copies = copies;
		new_sent(test, &sent, 3, IRP_MJ_READ);
		IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
		EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp),
			      STATUS_PENDING);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.preprocessed), copies + 1);
		expect_delivered(test, &sent, other_plan.queue);
		KUNIT_EXPECT_EQ(test, atomic_read(&choice.routines), copies);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.calls), 0);
	EXPECT_NO_REPORT(test);
}

/* row 1214: with the flag, and with the framework's choice; without the flag it is not called */
static void wdf_irp_dispatch_test_in_caller_context(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	choice.calls_in_caller = true;
	device = two_queues(test);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.in_caller), 1);
	expect_delivered(test, &sent, default_plan.queue);

	choice.action = TO_QUEUE;
	choice.flags = IN_CALLER;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.in_caller), 2);
	expect_delivered(test, &sent, other_plan.queue);
	KUNIT_EXPECT_PTR_EQ(test, choice.request, seen.request[0]);

	choice.flags = NO_FLAGS;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.in_caller), 2);
	expect_delivered(test, &sent, other_plan.queue);
	EXPECT_NO_REPORT(test);
}

/* row 1214: a device without the callback: the flag has no effect */
static void wdf_irp_dispatch_test_without_caller_context(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);

	choice.action = TO_QUEUE;
	choice.flags = IN_CALLER;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_WRITE, 8), STATUS_PENDING);
	expect_delivered(test, &sent, other_plan.queue);
	EXPECT_NO_REPORT(test);
}

/* ---- the driver has the IRP ----------------------------------------------------------------- */

/* row 1215 */
static void wdf_irp_dispatch_test_completes(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);

	choice.action = COMPLETES;
	choice.status = STATUS_ALERTED;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, 3);
	EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_NO_REPORT(test);
}

static VOID choose_later(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	EXPECT_STATUS(choice.test,
		      WdfDeviceWdmDispatchIrpToIoQueue(choice.device, context, choice.queue, NO_FLAGS),
		      STATUS_PENDING);
}

/* row 1215: an item that frees itself chooses the queue */
static void wdf_irp_dispatch_test_item_chooses(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);
	PIO_WORKITEM item;

	choice.action = KEEPS;
	seen.completes = true;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_PENDING(test, &sent);
	item = IoAllocateWorkItem(WdfDeviceWdmGetDeviceObject(device));
	KUNIT_ASSERT_NOT_NULL(test, item);
	IoQueueWorkItemEx(item, choose_later, DelayedWorkQueue, sent.irp);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, seen.queue, other_plan.queue);
	WinworkWdfRemoveDevice(device);
	EXPECT_NO_REPORT(test);
}

/* ---- mistakes ------------------------------------------------------------------------------- */

#define CONFIGURE(device, driver, major, callback)							\
	WdfDeviceConfigureWdmIrpDispatchCallback(device, driver, major, callback, NULL)

/* row 1216 */
static void wdf_irp_dispatch_test_wrong_configuration(struct kunit *test)
{
	static const char *const function = "WdfDeviceConfigureWdmIrpDispatchCallback";
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDFDEVICE control;

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &control));
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_CREATE, choose), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_PNP, choose), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, 0xff, choose), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_READ, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test, CONFIGURE(control, (WDFDRIVER)control, IRP_MJ_READ, choose),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, INVALID_HANDLE, control);
	EXPECT_STATUS(test, CONFIGURE((WDFDEVICE)wdf.driver, NULL, IRP_MJ_READ, choose),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, INVALID_HANDLE, wdf.driver);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_READ, choose), STATUS_SUCCESS);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_READ, choose), STATUS_INVALID_PARAMETER);
	WdfControlFinishInitializing(control);
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_WRITE, choose), STATUS_INVALID_DEVICE_STATE);
	EXPECT_STATUS(test, CONFIGURE(wdf.device, NULL, IRP_MJ_READ, choose),
		      STATUS_INVALID_DEVICE_STATE);
	WdfObjectDelete(control);
	EXPECT_NO_REPORT(test);
}

/* row 1216 */
static void wdf_irp_dispatch_test_no_memory(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDFDEVICE control;

	NEED_FAULT_INJECTION(test);
	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &control));
	fail_next_allocation();
	EXPECT_STATUS(test, CONFIGURE(control, NULL, IRP_MJ_READ, choose),
		      STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	WdfObjectDelete(control);
	EXPECT_NO_REPORT(test);
}

static void expect_refused(struct kunit *test, WDFDEVICE device, UCHAR major, WDFQUEUE queue, ULONG flags)
{
	struct sent sent;

	choice.queue = queue;
	choice.flags = flags;
	EXPECT_STATUS(test, send_irp(test, device, &sent, major, 8), STATUS_INVALID_PARAMETER);
	EXPECT_COMPLETED(test, &sent, STATUS_INVALID_PARAMETER);
}

/* row 1216: the IRP is completed */
static void wdf_irp_dispatch_test_wrong_choice(struct kunit *test)
{
	WDFQUEUE foreign;
	WDFDEVICE device;

	two_queues(test);
	foreign = other_plan.queue;
	plan_queue(&other_plan, WdfIoQueueDispatchParallel, false);
	other_plan.config.EvtIoDefault = NULL;
	other_plan.config.EvtIoRead = handle_read;
	device = choosing_device(test);
	choice.action = TO_QUEUE;
	expect_refused(test, device, IRP_MJ_READ, other_plan.queue, 4);
	expect_refused(test, device, IRP_MJ_WRITE, other_plan.queue, NO_FLAGS);
	expect_refused(test, device, IRP_MJ_READ, foreign, NO_FLAGS);
	choice.action = WRONG_CONTEXT;
	expect_refused(test, device, IRP_MJ_READ, NULL, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 0);
	EXPECT_NO_REPORT(test);
}

static void preprocess_flushes(PWDFDEVICE_INIT init)
{
	EXPECT_STATUS(choice.test,
		      WdfDeviceInitAssignWdmIrpPreprocessCallback(init, preprocess, IRP_MJ_FLUSH_BUFFERS,
								  NULL, 0),
		      STATUS_SUCCESS);
}

/* row 1216: of another kind */
static void wdf_irp_dispatch_test_wrong_kind(struct kunit *test)
{
	WDFDEVICE device;

	wdf.init = preprocess_flushes;
	device = two_queues(test);
	choice.action = TO_QUEUE;
	expect_refused(test, device, IRP_MJ_FLUSH_BUFFERS, other_plan.queue, PREPROCESSED);
	KUNIT_EXPECT_EQ(test, atomic_read(&choice.preprocessed), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1217: the framework has it already */
static void wdf_irp_dispatch_test_twice(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = two_queues(test);

	choice.action = TWICE;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_STATUS(test, choice.status, STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchIrp", OBJECT_ERROR, device);
	expect_delivered(test, &sent, other_plan.queue);
	EXPECT_NO_REPORT(test);
}

/* row 1217: of another origin, for another device, NULL, and one that is no IRP */
static void wdf_irp_dispatch_test_wrong_irps(struct kunit *test)
{
	static const char *const function = "WdfDeviceWdmDispatchIrpToIoQueue";
	struct sent sent, own;
	WDFDEVICE device = two_queues(test);
	WDFQUEUE queue = other_plan.queue;

	choice.action = KEEPS;
	new_sent(test, &own, 2, IRP_MJ_READ);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrpToIoQueue(device, own.irp, queue, NO_FLAGS),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, device);
	free_sent(&own);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrpToIoQueue(wdf.device, sent.irp, queue, NO_FLAGS),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, wdf.device);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrpToIoQueue(device, sent.irp, queue, PREPROCESSED),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, function, OBJECT_ERROR, device);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrpToIoQueue(device, sent.irp, (WDFQUEUE)device, NO_FLAGS),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, INVALID_HANDLE, device);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrp(device, sent.irp, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchIrp", REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_PENDING(test, &sent);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceWdmDispatchIrpToIoQueue(device, NULL, queue, NO_FLAGS),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test,
		      WdfDeviceWdmDispatchIrp(device, (PIRP)WdfDeviceWdmGetDeviceObject(device), &choice),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDeviceWdmDispatchIrp", BUGCHECK_IO_VIOLATION, 0x3, ANY, ANY, ANY, ANY);
	EXPECT_NO_REPORT(test);
}

/* row 1217: an IRP of the callback that preprocesses, without the flag */
static void wdf_irp_dispatch_test_without_flag(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	choice.preprocesses = true;
	choice.copies = true;
	choice.action = TO_QUEUE;
	device = two_queues(test);
	new_sent(test, &sent, 3, IRP_MJ_READ);
	EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfDeviceWdmDispatchIrpToIoQueue", OBJECT_ERROR, device);
	EXPECT_PENDING(test, &sent);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1217: the report about an IRP that is forgotten names the callback */
static void wdf_irp_dispatch_test_forgotten(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	OBJECT_ATTRIBUTES attributes;
	IO_STATUS_BLOCK iosb;
	WDFDEVICE control;
	HANDLE handle;
	char data;

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &control));
	configure(control);
	WdfControlFinishInitializing(control);
	InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&name, OBJ_KERNEL_HANDLE, NULL, NULL);
	ASSERT_SUCCESS(test, ZwCreateFile(&handle, GENERIC_READ | SYNCHRONIZE, &attributes, &iosb, NULL, 0,
					  0, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0));
	choice.action = FORGETS;
	EXPECT_STATUS(test, ZwReadFile(handle, NULL, NULL, NULL, &iosb, &data, 1, NULL, NULL),
		      STATUS_DEVICE_NOT_READY);
	EXPECT_REPORT(test, "IRP_MJ_READ", BUGCHECK_IO_VIOLATION, 0x226, choose, ANY, ANY, ANY);
	/* The driver remembers after all. */
	finish_irp(choice.irp, STATUS_SUCCESS, 0);
	ZwClose(handle);
	WdfObjectDelete(control);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_irp_dispatch_cases[] = {
	KUNIT_CASE(wdf_irp_dispatch_test_callback),
	KUNIT_CASE(wdf_irp_dispatch_test_others),
	KUNIT_CASE(wdf_irp_dispatch_test_dispatch_level),
	KUNIT_CASE(wdf_irp_dispatch_test_behind_preprocessing),
	KUNIT_CASE(wdf_irp_dispatch_test_chosen_queue),
	KUNIT_CASE(wdf_irp_dispatch_test_manual_queue),
	KUNIT_CASE(wdf_irp_dispatch_test_purged_queue),
	KUNIT_CASE(wdf_irp_dispatch_test_preprocessed),
	KUNIT_CASE(wdf_irp_dispatch_test_in_caller_context),
	KUNIT_CASE(wdf_irp_dispatch_test_without_caller_context),
	KUNIT_CASE(wdf_irp_dispatch_test_completes),
	KUNIT_CASE(wdf_irp_dispatch_test_item_chooses),
	KUNIT_CASE(wdf_irp_dispatch_test_wrong_configuration),
	KUNIT_CASE(wdf_irp_dispatch_test_no_memory),
	KUNIT_CASE(wdf_irp_dispatch_test_wrong_choice),
	KUNIT_CASE(wdf_irp_dispatch_test_wrong_kind),
	KUNIT_CASE(wdf_irp_dispatch_test_twice),
	KUNIT_CASE(wdf_irp_dispatch_test_wrong_irps),
	KUNIT_CASE(wdf_irp_dispatch_test_without_flag),
	KUNIT_CASE(wdf_irp_dispatch_test_forgotten),
	{}
};

WINWORK_SUITE_WITH(wdf_irp_dispatch, wdf_irp_dispatch_init, wdf_exit);
