/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_forward_progress: requests that a queue has in reserve.
 */
#include "wdf_queue_case.h"

#include <ntifs.h>

#define DEVICE L"\\Device\\WinworkWdfForwardProgress"
#define PROGRESS_QUEUE	default_plan.queue

typedef struct {
	int reserved;			/* of which the callback made the context; from 1; 0: another */
	int uses;
} PROGRESS_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(PROGRESS_CONTEXT, progress_context)

/* What the callbacks of the policy do, and have seen. */
static struct {
	struct kunit *test;
	NTSTATUS late_status;		/* of the policy in the queue's EvtCleanupCallback */
	NTSTATUS reserve_status;	/* of the last EvtIoAllocateResourcesForReservedRequest */
	int fails_at;			/* the call that returns it, from 1; 0: none */
	bool deletes_queue;		/* the first one does */
	bool is_short;			/* EvtIoAllocateRequestResources fails */
	WDF_IO_FORWARD_PROGRESS_ACTION action;
	atomic_t reserves, resources, examined, cleanups, destroys, in_caller;
	bool was_reserved;		/* as the callbacks saw it */
	WDFQUEUE queue;
	WDFREQUEST request;
	PIRP irp;
	UCHAR type;
} policy;

static VOID context_cleanup(WDFOBJECT object)
{
	atomic_inc(&policy.cleanups);
}

static VOID context_destroy(WDFOBJECT object)
{
	atomic_inc(&policy.destroys);
}

static NTSTATUS reserve(WDFQUEUE queue, WDFREQUEST request)
{
	int call = atomic_inc_return(&policy.reserves);
	WDF_OBJECT_ATTRIBUTES attributes;
	PROGRESS_CONTEXT *context;

	policy.queue = queue;
	policy.was_reserved = WdfRequestIsReserved(request);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, PROGRESS_CONTEXT);
	attributes.EvtCleanupCallback = context_cleanup;
	attributes.EvtDestroyCallback = context_destroy;
	EXPECT_STATUS(policy.test,
		      WdfObjectAllocateContext(request, &attributes, (PVOID *)&context), STATUS_SUCCESS);
	context->reserved = call;
	if (policy.deletes_queue && call == 1)
		WdfObjectDelete(queue);
	return call == policy.fails_at ? policy.reserve_status : STATUS_SUCCESS;
}

static NTSTATUS get_resources(WDFQUEUE queue, WDFREQUEST request)
{
	WDF_REQUEST_PARAMETERS parameters;

	atomic_inc(&policy.resources);
	policy.queue = queue;
	policy.request = request;
	policy.was_reserved = WdfRequestIsReserved(request);
	WDF_REQUEST_PARAMETERS_INIT(&parameters);
	WdfRequestGetParameters(request, &parameters);
	policy.type = parameters.Type;
	policy.irp = WdfRequestWdmGetIrp(request);
	return policy.is_short ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

static WDF_IO_FORWARD_PROGRESS_ACTION examine(WDFQUEUE queue, PIRP irp)
{
	atomic_inc(&policy.examined);
	policy.queue = queue;
	policy.irp = irp;
	return policy.action;
}

static VOID in_caller(WDFDEVICE device, WDFREQUEST request)
{
	atomic_inc(&policy.in_caller);
	EXPECT_STATUS(policy.test, WdfDeviceEnqueueRequest(device, request), STATUS_SUCCESS);
}

static int wdf_forward_progress_init(struct kunit *test)
{
	memset(&policy, 0, sizeof(policy));
	policy.test = test;
	policy.is_short = true;
	policy.action = WdfIoForwardProgressActionUseReservedRequest;
	return wdf_queue_init(test);
}

static void assign(struct kunit *test, WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY *wanted)
{
	wanted->EvtIoAllocateResourcesForReservedRequest = reserve;
	wanted->EvtIoAllocateRequestResources = get_resources;
	ASSERT_SUCCESS(test, WdfIoQueueAssignForwardProgressPolicy(PROGRESS_QUEUE, wanted));
}

static void assign_default(struct kunit *test, ULONG count)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;

	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, count);
	assign(test, &wanted);
}

/* A default queue with so many requests in reserve, and a manual queue. */
static WDFDEVICE progress_device(struct kunit *test, WDF_IO_QUEUE_DISPATCH_TYPE type, ULONG count)
{
	WDFDEVICE device;

	plan_queue(&default_plan, type, true);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = queue_device(test);
	assign_default(test, count);
	return device;
}

/* The driver has the request of @sent, the @nth one that it got, and it is reserved. */
static void expect_reserved(struct kunit *test, struct sent *sent, int nth)
{
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), nth);
	KUNIT_EXPECT_TRUE(test, WdfRequestIsReserved(seen.request[nth - 1]));
	KUNIT_EXPECT_PTR_EQ(test, WdfRequestWdmGetIrp(seen.request[nth - 1]), sent->irp);
	EXPECT_PENDING(test, sent);
}

/* ---- the reserve ---------------------------------------------------------------------------- */

/* row 1218 */
static void wdf_forward_progress_test_reserves(struct kunit *test)
{
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 3);

	KUNIT_EXPECT_EQ(test, atomic_read(&policy.reserves), 3);
	KUNIT_EXPECT_PTR_EQ(test, policy.queue, PROGRESS_QUEUE);
	KUNIT_EXPECT_TRUE(test, policy.was_reserved);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 3);
	EXPECT_NO_REPORT(test);
}

/* row 1219: while there is memory, it is not used */
static void wdf_forward_progress_test_with_resources(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);

	policy.is_short = false;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_WRITE, 8), STATUS_PENDING);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.resources), 1);
	KUNIT_EXPECT_PTR_EQ(test, policy.request, seen.request[0]);
	KUNIT_EXPECT_PTR_EQ(test, policy.irp, sent.irp);
	KUNIT_EXPECT_EQ(test, policy.type, WdfRequestTypeWrite);
	KUNIT_EXPECT_FALSE(test, policy.was_reserved);
	KUNIT_EXPECT_FALSE(test, WdfRequestIsReserved(seen.request[0]));
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1219: no resources */
static void wdf_forward_progress_test_without_resources(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 1; i <= 3; i++) {
		EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
		expect_reserved(test, &sent, i);
		/* The same one, with what the driver made for it. */
		KUNIT_EXPECT_EQ(test, progress_context(seen.request[i - 1])->reserved, 1);
		KUNIT_EXPECT_EQ(test, ++progress_context(seen.request[i - 1])->uses, i);
		KUNIT_EXPECT_PTR_NE(test, policy.request, seen.request[i - 1]);
		WdfRequestCompleteWithInformation(seen.request[i - 1], STATUS_ALERTED, 5);
		KUNIT_EXPECT_EQ(test, sent.irp->IoStatus.Information, 5);
		EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 0);
	EXPECT_NO_REPORT(test);
}

/* row 1219: no memory for the request */
static void wdf_forward_progress_test_without_memory(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;
	NTSTATUS status;
	KIRQL irql;

	NEED_FAULT_INJECTION(test);
	device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	new_sent(test, &sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	fail_next_allocation();
	status = IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.resources), 0);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void set_attributes(PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, PROGRESS_CONTEXT);
	attributes.EvtCleanupCallback = context_cleanup;
	attributes.EvtDestroyCallback = context_destroy;
	WdfDeviceInitSetRequestAttributes(init, &attributes);
}

static void set_caller_context(PWDFDEVICE_INIT init)
{
	WdfDeviceInitSetIoInCallerContextCallback(init, in_caller);
}

/* row 1220: the driver sees the end only of the requests that it has seen, and not before the queue's */
static void wdf_forward_progress_test_attributes(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	struct sent sent;
	WDFDEVICE device;

	wdf.init = set_attributes;
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 2);
	wanted.EvtIoAllocateRequestResources = get_resources;
	ASSERT_SUCCESS(test, WdfIoQueueAssignForwardProgressPolicy(PROGRESS_QUEUE, &wanted));
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	expect_reserved(test, &sent, 1);
	/* That of the request without resources, which the driver has seen. */
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	KUNIT_EXPECT_NOT_NULL(test, progress_context(seen.request[0]));
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 2);
	EXPECT_NO_REPORT(test);
}

/* row 1220: EvtIoInCallerContext gets no reserved request */
static void wdf_forward_progress_test_caller_context(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device;

	wdf.init = set_caller_context;
	device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.in_caller), 0);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	policy.is_short = false;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.in_caller), 1);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 2);
	KUNIT_EXPECT_FALSE(test, WdfRequestIsReserved(seen.request[1]));
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1220: its memory objects are there without an allocation, each time with the buffers of the IRP */
static void wdf_forward_progress_test_memory_objects(struct kunit *test)
{
	static char buffers[3][8];
	struct sent sent;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchManual, 1);
	WDFMEMORY memory, first = NULL;
	WDFREQUEST request;
	size_t bytes;
	int i;

	for (i = 0; i < 3; i++) {
		new_sent(test, &sent, 2, IRP_MJ_READ);
		IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 5 + i;
		sent.irp->AssociatedIrp.SystemBuffer = buffers[i];
		IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp);
		ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, &request));
		if (HAVE_FAULT_INJECTION)
			fail_next_allocation();
		EXPECT_STATUS(test, WdfRequestRetrieveOutputMemory(request, &memory), STATUS_SUCCESS);
		if (HAVE_FAULT_INJECTION)
			KUNIT_EXPECT_FALSE(test, allocation_was_attempted());
		KUNIT_EXPECT_PTR_EQ(test, WdfMemoryGetBuffer(memory, &bytes), (void *)buffers[i]);
		KUNIT_EXPECT_EQ(test, bytes, (size_t)5 + i);
		KUNIT_EXPECT_TRUE(test, !first || first == memory);
		first = memory;
		WdfRequestComplete(request, STATUS_SUCCESS);
		EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1220: a reference of the driver keeps it from the next IRP */
static void wdf_forward_progress_test_references(struct kunit *test)
{
	struct sent first, second;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);

	send_irp(test, device, &first, IRP_MJ_READ, 8);
	expect_reserved(test, &first, 1);
	WdfObjectReference(seen.request[0]);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &first, STATUS_SUCCESS);
	EXPECT_STATUS(test, send_irp(test, device, &second, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfObjectDereference(seen.request[0]);
	expect_reserved(test, &second, 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &second, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1220: one that is completed twice is reported, as any other */
static void wdf_forward_progress_test_completed_twice(struct kunit *test)
{
	struct sent sent;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);

	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, seen.request[0]);
	EXPECT_NO_REPORT(test);
}

/* ---- IRPs that wait ------------------------------------------------------------------------- */

/* row 1221: in their order */
static void wdf_forward_progress_test_waiting(struct kunit *test)
{
	struct sent sent[4];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 0; i < 4; i++)
		EXPECT_STATUS(test, send_irp(test, device, &sent[i], IRP_MJ_READ, 8), STATUS_PENDING);
	for (i = 0; i < 4; i++) {
		expect_reserved(test, &sent[i], i + 1);
		EXPECT_COUNTS(test, PROGRESS_QUEUE, 0, 1);
		WdfRequestComplete(seen.request[i], STATUS_ALERTED);
		KUNIT_EXPECT_TRUE(test, sent[i].pending_returned);
		EXPECT_COMPLETED(test, &sent[i], STATUS_ALERTED);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1221: the handler completes each: the next one does not come on top of it */
static void wdf_forward_progress_test_no_recursion(struct kunit *test)
{
	static struct sent sent[200];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 0; i < ARRAY_SIZE(sent); i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	expect_reserved(test, &sent[0], 1);
	seen.completes = true;
	seen.most_inside = 0;
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	for (i = 0; i < ARRAY_SIZE(sent); i++)
		EXPECT_COMPLETED(test, &sent[i], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), (int)ARRAY_SIZE(sent));
	KUNIT_EXPECT_EQ(test, seen.most_inside, 1);
	EXPECT_NO_REPORT(test);
}

/* row 1222 */
static void wdf_forward_progress_test_cancel(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 0; i < 3; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[1].irp));
	KUNIT_EXPECT_TRUE(test, sent[1].pending_returned);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	expect_reserved(test, &sent[2], 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[2], STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1222: an IRP that is cancelled before it comes */
static void wdf_forward_progress_test_canceled_before(struct kunit *test)
{
	struct sent first, second;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);

	send_irp(test, device, &first, IRP_MJ_READ, 8);
	new_sent(test, &second, 2, IRP_MJ_READ);
	IoCancelIrp(second.irp);
	EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), second.irp),
		      STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &second, STATUS_CANCELLED);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &first, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1222: a purge, whose callback comes when the driver has none any more */
static void wdf_forward_progress_test_purge(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 0; i < 3; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	WdfIoQueuePurge(PROGRESS_QUEUE, state_reached, NULL);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent[2], STATUS_CANCELLED);
	EXPECT_STATUS(test, send_irp(test, device, &sent[1], IRP_MJ_READ, 8),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_COMPLETED(test, &sent[1], STATUS_INVALID_DEVICE_STATE);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	/* The reserve is whole again. */
	WdfIoQueueStart(PROGRESS_QUEUE);
	send_irp(test, device, &sent[0], IRP_MJ_READ, 8);
	expect_reserved(test, &sent[0], 2);
	WdfRequestComplete(seen.request[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* The sender purges the queue before its cancelled IRP is complete for the queue. */
static NTSTATUS NTAPI purge_in_completion(PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	WdfIoQueuePurge(PROGRESS_QUEUE, state_reached, NULL);
	KUNIT_EXPECT_EQ(policy.test, atomic_read(&seen.states), 0);
	return keep_irp(device, irp, context);
}

static void new_purging(struct kunit *test, struct sent *sent)
{
	new_sent(test, sent, 2, IRP_MJ_READ);
	IoSetCompletionRoutine(sent->irp, purge_in_completion, sent, TRUE, TRUE, TRUE);
	IoGetNextIrpStackLocation(sent->irp)->Parameters.Read.Length = 8;
}

/* row 1222: the callback of a purge comes when the last IRP is complete, also if that is none of a request yet */
static void wdf_forward_progress_test_purge_callback(struct kunit *test)
{
	struct sent first, second;
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchManual, 1);
	PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(device);
	WDFREQUEST request;

	/* It waits for a request, which the other queue has. */
	send_irp(test, device, &first, IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, &request));
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(request, other_plan.queue));
	new_purging(test, &second);
	EXPECT_STATUS(test, IoCallDriver(wdm, second.irp), STATUS_PENDING);
	IoCancelIrp(second.irp);
	EXPECT_COMPLETED(test, &second, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, &request));
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &first, STATUS_SUCCESS);

	/* It gets one, and is cancelled already. */
	atomic_set(&seen.states, 0);
	WdfIoQueueStart(PROGRESS_QUEUE);
	new_purging(test, &second);
	IoCancelIrp(second.irp);
	EXPECT_STATUS(test, IoCallDriver(wdm, second.irp), STATUS_PENDING);
	EXPECT_COMPLETED(test, &second, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1222: a drain waits for IRPs that wait, and delivers them */
static void wdf_forward_progress_test_drain(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchManual, 1);
	WDFREQUEST request;
	int i;

	for (i = 0; i < 2; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, &request));
	/* The reserved request is in the other queue, so this one has none, and an IRP waits. */
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(request, other_plan.queue));
	WdfIoQueueDrain(PROGRESS_QUEUE, state_reached, NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	EXPECT_PENDING(test, &sent[1]);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, &request));
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 0);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, &request));
	WdfRequestComplete(request, STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[1], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.states), 1);
	EXPECT_NO_REPORT(test);
}

static void remove_device(void *data)
{
	WinworkWdfRemoveDevice(data);
}

/* row 1222: the removal cancels IRPs that wait, and waits for the driver's request */
static void wdf_forward_progress_test_removal(struct kunit *test)
{
	struct sent sent[3];
	WDFDEVICE device;
	int i;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.PowerManaged = WdfFalse;
	device = queue_device(test);
	assign_default(test, 1);
	for (i = 0; i < 3; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	spawn(test, remove_device, device);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent[2], STATUS_CANCELLED);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 0);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	join(test);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1222: a power-managed queue waits for the driver first: then the next IRP has the request, and does not come */
static void wdf_forward_progress_test_power_down(struct kunit *test)
{
	struct sent sent[2];
	WDFDEVICE device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	int i;

	for (i = 0; i < 2; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	spawn(test, remove_device, device);
	EXPECT_THREAD_WAITS(test);
	EXPECT_PENDING(test, &sent[1]);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	join(test);
	EXPECT_COMPLETED(test, &sent[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1222: the end of the queue, and of all queues with a device whose reserved request another queue has */
static void wdf_forward_progress_test_deleted_queue(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	struct sent sent[2];
	WDFDEVICE device;
	WDFREQUEST request;
	int i;

	/* Only a queue that the framework does not choose may be deleted. */
	plan_queue(&default_plan, WdfIoQueueDispatchManual, false);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 2);
	assign(test, &wanted);
	WdfObjectDelete(PROGRESS_QUEUE);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 2);
	WinworkWdfRemoveDevice(device);

	device = progress_device(test, WdfIoQueueDispatchManual, 1);
	for (i = 0; i < 2; i++)
		send_irp(test, device, &sent[i], IRP_MJ_READ, 8);
	ASSERT_SUCCESS(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, &request));
	ASSERT_SUCCESS(test, WdfRequestForwardToIoQueue(request, other_plan.queue));
	WinworkWdfRemoveDevice(device);
	EXPECT_COMPLETED(test, &sent[0], STATUS_CANCELLED);
	EXPECT_COMPLETED(test, &sent[1], STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 3);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS choose_home(WDFDEVICE device, UCHAR major, UCHAR minor, ULONG code, WDFCONTEXT context,
			    PIRP irp, WDFCONTEXT dispatch_context)
{
	return WdfDeviceWdmDispatchIrpToIoQueue(device, irp, PROGRESS_QUEUE,
						WDF_DISPATCH_IRP_TO_IO_QUEUE_NO_FLAGS);
}

static NTSTATUS make_chosen(WDFDEVICE device)
{
	NTSTATUS status = make_planned_queues(device);

	return status ? status
		      : WdfDeviceConfigureWdmIrpDispatchCallback(device, NULL, IRP_MJ_READ, choose_home,
								 NULL);
}

/*
 * The reserved request of a queue that the framework does not choose, so it may be deleted. Another queue had the
 * request, and the driver has it from there.
 */
static WDFDEVICE away_from_home(struct kunit *test, struct sent *sent, WDFREQUEST *request)
{
	WDFDEVICE device;

	atomic_set(&policy.cleanups, 0);
	atomic_set(&policy.destroys, 0);
	plan_queue(&default_plan, WdfIoQueueDispatchManual, false);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	wdf.made = make_chosen;
	device = add_device(test, WdfExecutionLevelInheritFromParent, WdfSynchronizationScopeInheritFromParent);
	assign_default(test, 1);
	EXPECT_STATUS(test, send_irp(test, device, sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_ASSERT_EQ(test, WdfIoQueueRetrieveNextRequest(PROGRESS_QUEUE, request), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, WdfRequestIsReserved(*request));
	KUNIT_EXPECT_EQ(test, WdfRequestForwardToIoQueue(*request, other_plan.queue), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, WdfIoQueueRetrieveNextRequest(other_plan.queue, request), STATUS_SUCCESS);
	return device;
}

/* row 1222: the queue ends before its reserved request */
static void wdf_forward_progress_test_outlives_queue(struct kunit *test)
{
	WDFREQUEST request = NULL;
	struct sent sent;
	WDFDEVICE device = away_from_home(test, &sent, &request);

	WdfObjectDelete(PROGRESS_QUEUE);
	EXPECT_PENDING(test, &sent);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 0);
	WdfRequestComplete(request, STATUS_ALERTED);
	EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	WinworkWdfRemoveDevice(device);

	/* The driver's reference keeps it, too. */
	device = away_from_home(test, &sent, &request);
	WdfObjectReference(request);
	WdfObjectDelete(PROGRESS_QUEUE);
	WdfRequestComplete(request, STATUS_ALERTED);
	EXPECT_COMPLETED(test, &sent, STATUS_ALERTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 0);
	KUNIT_EXPECT_EQ(test, progress_context(request)->uses, 0);
	WdfObjectDereference(request);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	EXPECT_NO_REPORT(test);
}

/* ---- targets -------------------------------------------------------------------------------- */

/* The device that the reserved requests are sent to. It keeps them; the first one cannot be cancelled. */
static struct {
	WDFIOTARGET target;
	atomic_t served;
	WDFREQUEST kept[2];
	struct completion second;
} below;

static VOID cancel_below(WDFREQUEST request)
{
	WdfRequestComplete(request, STATUS_CANCELLED);
}

static VOID serve_below(WDFQUEUE queue, WDFREQUEST request)
{
	int number = atomic_inc_return(&below.served) - 1;

	if (number < ARRAY_SIZE(below.kept))
		below.kept[number] = request;
	if (!number)
		return;
	EXPECT_STATUS(policy.test, WdfRequestMarkCancelableEx(request, cancel_below), STATUS_SUCCESS);
	complete(&below.second);
}

static NTSTATUS make_below(WDFDEVICE device)
{
	WDF_IO_QUEUE_CONFIG config;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
	config.EvtIoDefault = serve_below;
	return WdfIoQueueCreate(device, &config, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

static VOID back_from_below(WDFREQUEST request, WDFIOTARGET target, PWDF_REQUEST_COMPLETION_PARAMS params,
			    WDFCONTEXT context)
{
	WdfRequestComplete(request, params->IoStatus.Status);
}

/* The first request has a timeout. */
static VOID send_below(WDFQUEUE queue, WDFREQUEST request)
{
	WDF_REQUEST_SEND_OPTIONS options;

	KUNIT_EXPECT_TRUE(policy.test, WdfRequestIsReserved(request));
	WDF_REQUEST_SEND_OPTIONS_INIT(&options, 0);
	if (!atomic_read(&below.served))
		WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(&options, SHORT_TIMEOUT);
	WdfRequestFormatRequestUsingCurrentType(request);
	WdfRequestSetCompletionRoutine(request, back_from_below, NULL);
	KUNIT_EXPECT_TRUE(policy.test, WdfRequestSend(request, below.target, &options));
}

static void open_below(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS params;
	WDFDEVICE device;

	memset(&below, 0, sizeof(below));
	init_completion(&below.second);
	wdf.made = make_below;
	device = add_device(test, WdfExecutionLevelInheritFromParent, WdfSynchronizationScopeInheritFromParent);
	ASSERT_SUCCESS(test, WdfIoTargetCreate(wdf.device, WDF_NO_OBJECT_ATTRIBUTES, &below.target));
	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&params, WdfDeviceWdmGetDeviceObject(device));
	ASSERT_SUCCESS(test, WdfIoTargetOpen(below.target, &params));
}

/* An IRP with locations for both devices. */
static void send_long(struct kunit *test, WDFDEVICE device, struct sent *sent)
{
	new_sent(test, sent, 4, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent->irp)->Parameters.Read.Length = 8;
	EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent->irp), STATUS_PENDING);
}

/* row 1220: a timeout that expires as a reserved request comes back does nothing to its next IRP */
static void wdf_forward_progress_test_late_timeout(struct kunit *test)
{
	struct sent first, second;
	WDFDEVICE device;
	KIRQL irql;

	open_below(test);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	default_plan.config.EvtIoDefault = send_below;
	device = queue_device(test);
	assign_default(test, 1);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	send_long(test, device, &first);
	send_long(test, device, &second);
	await_short_timeouts();
	WdfRequestComplete(below.kept[0], STATUS_SUCCESS);
	KeLowerIrql(irql);
	EXPECT_COMPLETED(test, &first, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &below.second);
	EXPECT_PENDING(test, &second);
	EXPECT_STATUS(test, WdfRequestUnmarkCancelable(below.kept[1]), STATUS_SUCCESS);
	WdfRequestComplete(below.kept[1], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &second, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void name_device(PWDFDEVICE_INIT init)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);

	WdfDeviceInitAssignName(init, &name);
}

/* A file of the device, and a read of it that is pending; the event is set at its end. */
struct reader {
	HANDLE file, event;
	IO_STATUS_BLOCK iosb;
	char buffer[8];
};

static void start_reading(struct kunit *test, struct reader *reader)
{
	DECLARE_CONST_UNICODE_STRING(name, DEVICE);
	LARGE_INTEGER offset = { .QuadPart = 0 };
	OBJECT_ATTRIBUTES attributes;

	InitializeObjectAttributes(&attributes, (PUNICODE_STRING)&name, OBJ_KERNEL_HANDLE, NULL, NULL);
	ASSERT_SUCCESS(test, ZwCreateFile(&reader->file, GENERIC_READ, &attributes, &reader->iosb, NULL,
					  FILE_ATTRIBUTE_NORMAL, 0, FILE_OPEN, 0, NULL, 0));
	ASSERT_SUCCESS(test, ZwCreateEvent(&reader->event, EVENT_ALL_ACCESS, NULL, NotificationEvent,
					   FALSE));
	EXPECT_STATUS(test, ZwReadFile(reader->file, reader->event, NULL, NULL, &reader->iosb,
				       reader->buffer, sizeof(reader->buffer), &offset, NULL),
		      STATUS_PENDING);
}

static void expect_read(struct kunit *test, struct reader *reader, NTSTATUS status)
{
	EXPECT_STATUS(test, ZwWaitForSingleObject(reader->event, FALSE, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(test, reader->iosb.Status, status);
	ZwClose(reader->event);
}

/* row 1222: the cleanup of a file cancels its IRPs that wait, and not those of another file */
static void wdf_forward_progress_test_cleanup_of_a_file(struct kunit *test)
{
	LARGE_INTEGER now = { .QuadPart = 0 };
	struct reader first, second;
	struct sent sent;
	WDFDEVICE device;

	wdf.init = name_device;
	device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	expect_reserved(test, &sent, 1);
	start_reading(test, &first);
	start_reading(test, &second);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	ZwClose(first.file);
	expect_read(test, &first, STATUS_CANCELLED);
	EXPECT_STATUS(test, ZwWaitForSingleObject(second.event, FALSE, &now), STATUS_TIMEOUT);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 2);
	KUNIT_EXPECT_TRUE(test, WdfRequestIsReserved(seen.request[1]));
	WdfRequestComplete(seen.request[1], STATUS_ALERTED);
	expect_read(test, &second, STATUS_ALERTED);
	ZwClose(second.file);
	EXPECT_NO_REPORT(test);
}

/* ---- many threads --------------------------------------------------------------------------- */

static struct {
	WDFDEVICE device;
	atomic_t wrong;
} race;

/* Sends IRPs, and cancels some of them: each ends once. */
static void send_many(void *data)
{
	struct kunit *test = policy.test;
	struct sent sent;
	int i;

	for (i = 0; i < 200; i++) {
		send_irp(test, race.device, &sent, IRP_MJ_READ, 8);
		if (i & 1)
			IoCancelIrp(sent.irp);
		if (!in_time(&sent.done) ||
		    (sent.status != STATUS_SUCCESS && sent.status != STATUS_CANCELLED))
			atomic_inc(&race.wrong);
		free_sent(&sent);
	}
}

/* rows 1221 and 1222 */
static void wdf_forward_progress_test_many(struct kunit *test)
{
	void **all = case_alloc_array(test, nr_cpu_ids, void *);
	struct sent sent;

	race.device = progress_device(test, WdfIoQueueDispatchParallel, 1);
	atomic_set(&race.wrong, 0);
	seen.completes = true;
	run_on_all_cpus(test, send_many, all);
	KUNIT_EXPECT_EQ(test, atomic_read(&race.wrong), 0);
	EXPECT_COUNTS(test, PROGRESS_QUEUE, 0, 0);
	/* The request is in the reserve, and its end comes once. */
	seen.completes = false;
	atomic_set(&seen.delivered, 0);
	send_irp(test, race.device, &sent, IRP_MJ_READ, 8);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 0);
	WinworkWdfRemoveDevice(race.device);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 1);
	EXPECT_NO_REPORT(test);
}

/* ---- policies ------------------------------------------------------------------------------- */

/* row 1223 */
static void wdf_forward_progress_test_examine(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT(&wanted, 1, examine);
	assign(test, &wanted);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.examined), 1);
	KUNIT_EXPECT_PTR_EQ(test, policy.irp, sent.irp);
	KUNIT_EXPECT_PTR_EQ(test, policy.queue, PROGRESS_QUEUE);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	policy.action = WdfIoForwardProgressActionFailRequest;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_UNSUCCESSFUL);
	EXPECT_COMPLETED(test, &sent, STATUS_UNSUCCESSFUL);
	policy.action = WdfIoForwardProgressActionInvalid;
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_UNSUCCESSFUL);
	EXPECT_COMPLETED(test, &sent, STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.delivered), 1);
	EXPECT_NO_REPORT(test);
}

/* row 1223 */
static void wdf_forward_progress_test_paging(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_PAGINGIO_INIT(&wanted, 1);
	assign(test, &wanted);
	EXPECT_STATUS(test, send_irp(test, device, &sent, IRP_MJ_READ, 8), STATUS_UNSUCCESSFUL);
	EXPECT_COMPLETED(test, &sent, STATUS_UNSUCCESSFUL);
	new_sent(test, &sent, 2, IRP_MJ_READ);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.Read.Length = 8;
	sent.irp->Flags = IRP_PAGING_IO;
	EXPECT_STATUS(test, IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent.irp), STATUS_PENDING);
	expect_reserved(test, &sent, 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* ---- mistakes ------------------------------------------------------------------------------- */

#define ASSIGN(queue, wanted) WdfIoQueueAssignForwardProgressPolicy(queue, wanted)

/* row 1224 */
static void wdf_forward_progress_test_wrong_policies(struct kunit *test)
{
	static const char *const function = "WdfIoQueueAssignForwardProgressPolicy";
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	WDFDEVICE device;
	KIRQL irql;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 0);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT(&wanted, 1, NULL);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 1);
	wanted.Size--;
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INFO_LENGTH_MISMATCH);
	wanted.Size++;
	wanted.ForwardProgressReservedPolicy = WdfIoForwardProgressInvalidPolicy;
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	wanted.ForwardProgressReservedPolicy = 4;
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, REQUIRED_PARAMETER_IS_NULL, 0);
	EXPECT_STATUS(test, ASSIGN((WDFQUEUE)device, &wanted), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, function, INVALID_HANDLE, device);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 1);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, function, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY, ANY, PROGRESS_QUEUE);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_SUCCESS);
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

/* row 1224: the driver's error; what was made is gone, and the queue takes another policy */
static void wdf_forward_progress_test_failing_reserve(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 5);
	wanted.EvtIoAllocateResourcesForReservedRequest = reserve;
	policy.fails_at = 3;
	policy.reserve_status = STATUS_ACCESS_DENIED;
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_ACCESS_DENIED);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.reserves), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.cleanups), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 3);
	/* Another success than STATUS_SUCCESS. */
	policy.fails_at = 5;
	policy.reserve_status = STATUS_OBJECT_NAME_EXISTS;
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 1224: for the policy; the requests are made at PASSIVE_LEVEL, where an allocation waits for memory */
static void wdf_forward_progress_test_no_memory(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;

	NEED_FAULT_INJECTION(test);
	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 2);
	fail_next_allocation();
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	EXPECT_STATUS(test, ASSIGN(PROGRESS_QUEUE, &wanted), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* Assigns a policy to the queue that ends. */
static VOID assign_at_end(WDFOBJECT queue)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;

	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 2);
	wanted.EvtIoAllocateResourcesForReservedRequest = reserve;
	policy.late_status = ASSIGN((WDFQUEUE)queue, &wanted);
}

/* row 1224: a queue that is being deleted; what was made is gone */
static void wdf_forward_progress_test_ended_queue(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;

	plan_queue(&default_plan, WdfIoQueueDispatchManual, false);
	plan_queue(&other_plan, WdfIoQueueDispatchManual, false);
	default_plan.attributes.EvtCleanupCallback = assign_at_end;
	queue_device(test);
	WdfObjectDelete(PROGRESS_QUEUE);
	EXPECT_STATUS(test, policy.late_status, STATUS_DELETE_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.reserves), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 2);

	/* By the callback itself. */
	atomic_set(&policy.reserves, 0);
	policy.deletes_queue = true;
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 3);
	wanted.EvtIoAllocateResourcesForReservedRequest = reserve;
	EXPECT_STATUS(test, ASSIGN(other_plan.queue, &wanted), STATUS_DELETE_PENDING);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.reserves), 3);
	KUNIT_EXPECT_EQ(test, atomic_read(&policy.destroys), 5);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS complete_early(WDFQUEUE queue, WDFREQUEST request)
{
	policy.request = request;
	WdfRequestComplete(request, STATUS_SUCCESS);
	return STATUS_SUCCESS;
}

/* row 1224: a request is not the driver's yet */
static void wdf_forward_progress_test_completed_early(struct kunit *test)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY wanted;
	struct sent sent;
	WDFDEVICE device;

	plan_queue(&default_plan, WdfIoQueueDispatchParallel, true);
	device = queue_device(test);
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(&wanted, 1);
	wanted.EvtIoAllocateRequestResources = complete_early;
	ASSERT_SUCCESS(test, ASSIGN(PROGRESS_QUEUE, &wanted));
	send_irp(test, device, &sent, IRP_MJ_READ, 8);
	EXPECT_VIOLATION(test, "WdfRequestComplete", REQUEST_FATAL_ERROR, policy.request);
	KUNIT_ASSERT_EQ(test, atomic_read(&seen.delivered), 1);
	WdfRequestComplete(seen.request[0], STATUS_SUCCESS);
	EXPECT_COMPLETED(test, &sent, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_forward_progress_cases[] = {
	KUNIT_CASE(wdf_forward_progress_test_reserves),
	KUNIT_CASE(wdf_forward_progress_test_with_resources),
	KUNIT_CASE(wdf_forward_progress_test_without_resources),
	KUNIT_CASE(wdf_forward_progress_test_without_memory),
	KUNIT_CASE(wdf_forward_progress_test_attributes),
	KUNIT_CASE(wdf_forward_progress_test_caller_context),
	KUNIT_CASE(wdf_forward_progress_test_memory_objects),
	KUNIT_CASE(wdf_forward_progress_test_references),
	KUNIT_CASE(wdf_forward_progress_test_completed_twice),
	KUNIT_CASE(wdf_forward_progress_test_waiting),
	KUNIT_CASE(wdf_forward_progress_test_no_recursion),
	KUNIT_CASE(wdf_forward_progress_test_cancel),
	KUNIT_CASE(wdf_forward_progress_test_canceled_before),
	KUNIT_CASE(wdf_forward_progress_test_purge),
	KUNIT_CASE(wdf_forward_progress_test_purge_callback),
	KUNIT_CASE(wdf_forward_progress_test_drain),
	KUNIT_CASE(wdf_forward_progress_test_removal),
	KUNIT_CASE(wdf_forward_progress_test_power_down),
	KUNIT_CASE(wdf_forward_progress_test_deleted_queue),
	KUNIT_CASE(wdf_forward_progress_test_outlives_queue),
	KUNIT_CASE(wdf_forward_progress_test_late_timeout),
	KUNIT_CASE(wdf_forward_progress_test_cleanup_of_a_file),
	KUNIT_CASE(wdf_forward_progress_test_many),
	KUNIT_CASE(wdf_forward_progress_test_examine),
	KUNIT_CASE(wdf_forward_progress_test_paging),
	KUNIT_CASE(wdf_forward_progress_test_wrong_policies),
	KUNIT_CASE(wdf_forward_progress_test_failing_reserve),
	KUNIT_CASE(wdf_forward_progress_test_no_memory),
	KUNIT_CASE(wdf_forward_progress_test_ended_queue),
	KUNIT_CASE(wdf_forward_progress_test_completed_early),
	{}
};

WINWORK_SUITE_WITH(wdf_forward_progress, wdf_forward_progress_init, wdf_exit);
