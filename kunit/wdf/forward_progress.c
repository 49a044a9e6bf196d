/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_forward_progress: requests that a queue has in reserve.
 */
#include "wdf_queue_case.h"

#define PROGRESS_QUEUE	default_plan.queue

typedef struct {
	int reserved;			/* of which the callback made the context; from 1; 0: another */
	int uses;
} PROGRESS_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(PROGRESS_CONTEXT, progress_context)

/* What the callbacks of the policy do, and have seen. */
static struct {
	struct kunit *test;
	NTSTATUS reserve_status;	/* of the last EvtIoAllocateResourcesForReservedRequest */
	int fails_at;			/* the call that returns it, from 1; 0: none */
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

static struct kunit_case wdf_forward_progress_cases[] = {
	KUNIT_CASE(wdf_forward_progress_test_reserves),
	KUNIT_CASE(wdf_forward_progress_test_with_resources),
	KUNIT_CASE(wdf_forward_progress_test_without_resources),
	KUNIT_CASE(wdf_forward_progress_test_without_memory),
	{}
};

WINWORK_SUITE_WITH(wdf_forward_progress, wdf_forward_progress_init, wdf_exit);
