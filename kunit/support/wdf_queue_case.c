/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The queues and IRPs of a case, see wdf_queue_case.h.
 */
#include "wdf_queue_case.h"

struct seen seen;
struct queue_plan default_plan, other_plan;

static void record(WDFQUEUE queue, WDFREQUEST request)
{
	int inside = atomic_inc_return(&seen.inside);
	int at = atomic_inc_return(&seen.delivered) - 1;

	if (at < MOST_SEEN)
		seen.request[at] = request;
	seen.most_inside = max(seen.most_inside, inside);
	seen.queue = queue;
	seen.irql = KeGetCurrentIrql();
	if (seen.waits)
		in_time(&seen.go);
	if (seen.completes)
		WdfRequestCompleteWithInformation(request, STATUS_SUCCESS, 7);
	atomic_dec(&seen.inside);
}

VOID handle_default(WDFQUEUE queue, WDFREQUEST request)
{
	record(queue, request);
}

VOID handle_read(WDFQUEUE queue, WDFREQUEST request, size_t length)
{
	record(queue, request);
}

VOID handle_control(WDFQUEUE queue, WDFREQUEST request, size_t output, size_t input, ULONG code)
{
	record(queue, request);
}

VOID canceled_on_queue(WDFQUEUE queue, WDFREQUEST request)
{
	atomic_inc(&seen.canceled_on_queue);
	WdfRequestComplete(request, STATUS_CANCELLED);
}

VOID cancel_request(WDFREQUEST request)
{
	seen.canceled_request = request;
	atomic_inc(&seen.canceled);
	if (seen.cancel_completes)
		WdfRequestComplete(request, STATUS_CANCELLED);
}

VOID state_reached(WDFQUEUE queue, WDFCONTEXT context)
{
	seen.queue = queue;
	atomic_inc(&seen.states);
}

VOID stop_request(WDFQUEUE queue, WDFREQUEST request, ULONG flags)
{
	seen.stop_flags = flags;
	atomic_inc(&seen.stops);
	if (seen.stop_completes)
		WdfRequestComplete(request, STATUS_DEVICE_NOT_READY);
	else if (seen.stop_answers)
		WdfRequestStopAcknowledge(request, request != seen.request[0]);
}

void plan_queue(struct queue_plan *plan, WDF_IO_QUEUE_DISPATCH_TYPE type, bool is_default)
{
	if (is_default)
		WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&plan->config, type);
	else
		WDF_IO_QUEUE_CONFIG_INIT(&plan->config, type);
	if (type != WdfIoQueueDispatchManual)
		plan->config.EvtIoDefault = handle_default;
	WDF_OBJECT_ATTRIBUTES_INIT(&plan->attributes);
}

NTSTATUS make_planned_queues(WDFDEVICE device)
{
	struct queue_plan *const plans[] = { &default_plan, &other_plan };
	NTSTATUS status = STATUS_SUCCESS;
	int i;

	for (i = 0; i < ARRAY_SIZE(plans) && NT_SUCCESS(status); i++) {
		if (plans[i]->config.Size)
			status = WdfIoQueueCreate(device, &plans[i]->config, &plans[i]->attributes,
						  &plans[i]->queue);
	}
	return status;
}

WDFDEVICE queue_device_of(struct kunit *test, WDF_EXECUTION_LEVEL level,
			  WDF_SYNCHRONIZATION_SCOPE scope)
{
	wdf.made = make_planned_queues;
	return add_device(test, level, scope);
}

WDFDEVICE queue_device(struct kunit *test)
{
	return queue_device_of(test, WdfExecutionLevelInheritFromParent,
			       WdfSynchronizationScopeInheritFromParent);
}

NTSTATUS send_irp(struct kunit *test, WDFDEVICE device, struct sent *sent, UCHAR major, ULONG length)
{
	new_sent(test, sent, 2, major);
	IoGetNextIrpStackLocation(sent->irp)->Parameters.Read.Length = length;
	return IoCallDriver(WdfDeviceWdmGetDeviceObject(device), sent->irp);
}

void free_sent(struct sent *sent)
{
	IoFreeIrp(sent->irp);
	sent->irp = NULL;
}

void expect_completed(struct kunit *test, int line, struct sent *sent, NTSTATUS status)
{
	KUNIT_ASSERT_TRUE_MSG(test, in_time(&sent->done), "line %d: not completed", line);
	KUNIT_EXPECT_EQ_MSG(test, atomic_read(&sent->completed), 1, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, (u32)sent->status, (u32)status, "line %d", line);
	free_sent(sent);
}

void await_short_timeouts(void)
{
	KTIMER later;

	KeInitializeTimer(&later);
	KeSetTimer(&later, (LARGE_INTEGER){ .QuadPart = SHORT_TIMEOUT }, NULL);
	while (!KeReadStateTimer(&later))
		cpu_relax();
}

int wdf_queue_init(struct kunit *test)
{
	memset(&seen, 0, sizeof(seen));
	init_completion(&seen.go);
	memset(&default_plan, 0, sizeof(default_plan));
	memset(&other_plan, 0, sizeof(other_plan));
	return wdf_init(test);
}
