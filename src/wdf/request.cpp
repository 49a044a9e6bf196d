/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests: their life, and the functions that complete, cancel and move them.
 */
#include "request.hpp"

#include "base/irql.hpp"
#include "context.hpp"
#include "deletion.hpp"
#include "file.hpp"
#include "forward_progress.hpp"
#include "handle.hpp"
#include "hold.hpp"
#include "memory.hpp"
#include "queue.hpp"
#include "target.hpp"
#include "usb.hpp"

namespace ww::wdf {
namespace {

using State = Request::State;

/* What the program gets for a status of the framework's own facility. */
NTSTATUS io_status_of(NTSTATUS status)
{
	if ((status >> 16 & 0xfff) != FACILITY_DRIVER_FRAMEWORK)
		return status;
	switch (status) {
	case STATUS_WDF_PAUSED:
	case STATUS_WDF_BUSY:
		return STATUS_DEVICE_BUSY;
	case STATUS_WDF_INTERNAL_ERROR:
		return STATUS_INTERNAL_ERROR;
	case STATUS_WDF_NOT_ENOUGH_MAP_REGISTERS:
		return STATUS_INSUFFICIENT_RESOURCES;
	default:
		return STATUS_INVALID_DEVICE_REQUEST;
	}
}

const char *describe_state(State state)
{
	switch (state) {
	case State::cancelable:
		return "it is cancelable: WdfRequestUnmarkCancelable comes first";
	case State::canceling:
		return "it is cancelled: EvtRequestCancel is about to complete it";
	case State::sent:
		return "it is sent to a WDFIOTARGET";
	case State::completing:
	case State::completed:
		return "it is completed already";
	case State::arriving:
	case State::waiting:
		return "the driver does not have it: it waits in a queue";
	case State::preparing:
		return "the driver does not have it: EvtIoAllocateRequestResources looks at it";
	case State::delivered:
		break;
	}
	return "it is the driver's";
}

/* Covers the state of a request: the lock of its queue, or none if it is in no queue. */
template <typename Change>
auto with_lock(Request &request, Change change)
{
	Queue *const queue = request.queue;

	if (!queue)
		return change(queue);

	LockGuard guard(queue->lock);

	return change(queue);
}

} /* namespace */

void forget_callbacks(Request &request)
{
	for (Context *context = request.contexts; context; context = context->next) {
		context->cleanup = nullptr;
		context->destroy = nullptr;
	}
}

/* A reserved request, that has come back, has lost the driver's last reference. */
static void released(Object &object)
{
	auto &request = static_cast<Request &>(object);

	if (request.home)
		reserved_return(request);
}

/* What a reserved request keeps for all its IRPs. */
static void drop_reserve(Request &request)
{
	if (Memory *memory = request.input.load())
		object_dereference(memory);
	if (Memory *memory = request.output.load())
		object_dereference(memory);
	object_dereference(request.home);
}

/* A thread that asks about a completed request may still use the lock of its queue. */
static void drop_owners(Object &object)
{
	auto &request = static_cast<Request &>(object);

	format_discard(request);
	timeout_free(request);
	usb_request_free(request);
	if (request.is_created && request.irp)
		IoFreeIrp(request.irp);
	if (request.queue)
		object_dereference(request.queue);
	if (request.chosen)
		object_dereference(request.chosen);
	if (request.home)
		drop_reserve(request);
	if (request.device)
		object_dereference(request.device);
}

constinit const Class Request::kClass = {
	{ "WDFREQUEST", object_finalise, "WdfRequestComplete" },
	nullptr, nullptr, drop_owners, false, nullptr, nullptr, nullptr, nullptr, released
};

NTSTATUS request_create(Device &device, PIRP irp, FileObject *file, Request *&created)
{
	auto *const request = object_allocate<Request>(
		device.driver_object(),
		device.has_request_attributes ? &device.request_attributes : nullptr);

	if (!request)
		return STATUS_INSUFFICIENT_RESOURCES;
	request->may_be_deleted = false;
	request->device = &device;
	object_reference(&device);
	request->irp = irp;
	request->file = file;
	if (!object_add_child(device, *request)) {
		object_discard(*request);
		return STATUS_DELETE_PENDING;
	}
	created = request;
	return STATUS_SUCCESS;
}

PIRP request_end(Request &request)
{
	const PIRP irp = request.irp;

	request.state.store(State::completing);
	if (request.home) {
		reserved_end(request);
		return irp;
	}
	if (!request.was_presented && !request.was_shown)
		forget_callbacks(request);
	object_reference(&request);
	if (object_begin_delete(request))
		object_delete(request);
	request_end_buffers(request);
	request.state.store(State::completed);
	request.irp = nullptr;
	object_dereference(&request);
	return irp;
}

void request_left_driver(Device &device, Queue *queue)
{
	if (!queue) {
		caller_request_end(device);
		return;
	}
	queue_released(*queue);
	object_dereference(queue);
}

void request_complete(Request &request, NTSTATUS status, ULONG_PTR information, CCHAR boost)
{
	if (IoGetCurrentIrpStackLocation(request.irp)->MajorFunction == IRP_MJ_CREATE)
		file_create_completed(request, status);

	const ReservedReturn later(request);
	const PIRP irp = request_end(request);

	irp->IoStatus.Status = io_status_of(status);
	irp->IoStatus.Information = information;
	IoCompleteRequest(irp, boost);
}

void request_complete_delivered(Request &request, NTSTATUS status)
{
	Queue &queue = *request.queue;

	object_reference(&queue);
	{
		LockGuard guard(queue.lock);

		RemoveEntryList(&request);
		request.state.store(State::completing);
	}
	request_complete(request, status, 0, IO_NO_INCREMENT);
	queue_released(queue);
	object_dereference(&queue);
}

Request *request_of_driver(CallSite call, WDFREQUEST handle)
{
	Request *const request = request_to_send(call, handle);

	if (!request || !request->is_created)
		return request;
	report(violation_of(call, kRequestFatalError, request),
	       "the WDFREQUEST is the driver's own: no queue has delivered it");
	return nullptr;
}

bool request_change(Request &request, State from, State to)
{
	return with_lock(request, [&](Queue *) {
		if (request.state.load() != from)
			return false;
		request.state.store(to);
		return true;
	});
}

Request *request_to_send(CallSite call, WDFREQUEST handle)
{
	auto *const request = object_at_dispatch_or_below<Request>(call, handle);

	if (!request)
		return nullptr;

	const State state = request->state.load();

	if (state != State::arriving && state != State::waiting && state != State::completed)
		return request;
	report(violation_of(call, kRequestFatalError, request), "the WDFREQUEST: %s",
	       describe_state(state));
	return nullptr;
}

bool request_claim(CallSite call, Request &request, State to)
{
	const State found = with_lock(request, [&](Queue *queue) {
		const State state = request.state.load();

		if (state == State::delivered) {
			request.state.store(to);
			if (queue)
				RemoveEntryList(&request);
		}
		return state;
	});

	if (found == State::delivered)
		return true;
	report(violation_of(call, kRequestFatalError, &request), "the WDFREQUEST: %s",
	       describe_state(found));
	return false;
}

void request_unclaim(Request &request)
{
	with_lock(request, [&](Queue *queue) {
		request.state.store(State::delivered);
		if (queue)
			InsertTailList(&queue->delivered, &request);
	});
}

namespace {

/* ---- Completing ---------------------------------------------------------------------------- */

/*
 * Windows completes a request that is cancelable, and its EvtRequestCancel may be called
 * afterwards. Here the mark is taken back first. True unless it is too late for that.
 */
bool take_back_mark(CallSite call, Request &request)
{
	const bool was_cancelable = with_lock(request, [&](Queue *) {
		if (request.state.load() != State::cancelable ||
		    !request_clear_cancel_routine(request))
			return false;
		request.state.store(State::delivered);
		return true;
	});

	if (was_cancelable)
		report(violation_of(call, kRequestFatalError, &request),
		       "the WDFREQUEST is completed while it is cancelable: "
		       "WdfRequestUnmarkCancelable comes first");
	return was_cancelable;
}

void complete(CallSite call, WDFREQUEST handle, NTSTATUS status, const ULONG_PTR *information,
	      CCHAR boost)
{
	Request *const request = request_of_driver(call, handle);

	if (!request)
		return;
	if (request->state.load() == State::cancelable)
		take_back_mark(call, *request);
	if (!request_claim(call, *request, State::completing))
		return;

	Queue *const queue = request->queue;
	Device &device = *request->device;

	if (queue)
		object_reference(queue);
	request_complete(*request, status,
			 information ? *information : request->irp->IoStatus.Information, boost);
	request_left_driver(device, queue);
}

/* ---- Cancelling ---------------------------------------------------------------------------- */

enum class Marked { yes, canceled, not_delivered };

Marked mark(Queue &queue, Request &request, PFN_WDF_REQUEST_CANCEL cancel, bool fails_if_canceled)
{
	LockGuard guard(queue.lock);

	if (request.state.load() != State::delivered)
		return Marked::not_delivered;
	request.cancel = cancel;
	request.state.store(State::cancelable);
	if (!queue.is_purged && request_set_cancel_routine(request, irp_of_driver_canceled))
		return Marked::yes;
	if (!fails_if_canceled) {
		request_cancel_by_driver(queue, request);
		return Marked::canceled;
	}
	request.is_canceled = true;
	request.state.store(State::delivered);
	request.cancel = nullptr;
	return Marked::canceled;
}

NTSTATUS mark_cancelable(CallSite call, WDFREQUEST handle, PFN_WDF_REQUEST_CANCEL cancel,
			 bool fails_if_canceled)
{
	Request *const request = request_of_driver(call, handle);

	if (!request || !check_not_null(call, reinterpret_cast<const void *>(cancel),
					"EvtRequestCancel"))
		return STATUS_INVALID_PARAMETER;
	if (!request->queue) {
		report(violation_of(call, kRequestFatalError, request),
		       "the WDFREQUEST is of no queue, so the driver cannot mark it cancelable");
		return STATUS_INVALID_DEVICE_REQUEST;
	}

	Queue &queue = *request->queue;

	object_reference(&queue);

	const Marked marked = mark(queue, *request, cancel, fails_if_canceled);

	if (marked == Marked::not_delivered)
		report(violation_of(call, kRequestFatalError, request),
		       "the WDFREQUEST is marked cancelable already, or completed");
	else if (marked == Marked::canceled && !fails_if_canceled)
		queue_run(queue, Run::now);
	object_dereference(&queue);
	return marked == Marked::not_delivered ? STATUS_INVALID_DEVICE_REQUEST
	       : marked == Marked::canceled    ? STATUS_CANCELLED
					       : STATUS_SUCCESS;
}

NTSTATUS unmark(Request &request)
{
	return with_lock(request, [&](Queue *) {
		switch (request.state.load()) {
		case State::cancelable:
			if (!request_clear_cancel_routine(request))
				return STATUS_CANCELLED;
			request.state.store(State::delivered);
			request.cancel = nullptr;
			return STATUS_SUCCESS;
		case State::canceling:
			return STATUS_CANCELLED;
		case State::arriving:
		case State::waiting:
			return STATUS_INVALID_DEVICE_REQUEST;
		default:
			break;
		}
		/* EvtRequestCancel has been called, and may have completed the request. */
		if (request.cancel)
			return STATUS_CANCELLED;
		return request.state.load() == State::delivered ? STATUS_INVALID_PARAMETER
								: STATUS_INVALID_DEVICE_REQUEST;
	});
}

/* ---- Moving -------------------------------------------------------------------------------- */

NTSTATUS forward(CallSite call, Request &request, Queue &queue)
{
	if (!request.queue)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST is of no queue: WdfDeviceEnqueueRequest queues it");
	if (&queue == request.queue)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "DestinationQueue has delivered the request: WdfRequestRequeue "
			      "returns it to a manual queue");
	if (queue.device != request.device)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "DestinationQueue is of another device");
	return move_to_queue(call, request, queue);
}

} /* namespace */

NTSTATUS move_to_queue(CallSite call, Request &request, Queue &queue)
{
	if (!request_claim(call, request, State::arriving))
		return STATUS_INVALID_DEVICE_REQUEST;

	const bool is_of_caller = !request.queue;
	Device &device = *request.device;
	const NTSTATUS status = queue_insert_forwarded(queue, request);

	if (status)
		request_unclaim(request);
	else if (is_of_caller)
		caller_request_end(device);
	return status;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfRequestComplete(WDFREQUEST Request, NTSTATUS Status)
{
	complete(WW_CALL_SITE, Request, Status, nullptr, IO_NO_INCREMENT);
}

VOID NTAPI WdfRequestCompleteWithInformation(WDFREQUEST Request, NTSTATUS Status,
					     ULONG_PTR Information)
{
	complete(WW_CALL_SITE, Request, Status, &Information, IO_NO_INCREMENT);
}

VOID NTAPI WdfRequestCompleteWithPriorityBoost(WDFREQUEST Request, NTSTATUS Status,
					       CCHAR PriorityBoost)
{
	complete(WW_CALL_SITE, Request, Status, nullptr, PriorityBoost);
}

VOID NTAPI WdfRequestMarkCancelable(WDFREQUEST Request, PFN_WDF_REQUEST_CANCEL EvtRequestCancel)
{
	mark_cancelable(WW_CALL_SITE, Request, EvtRequestCancel, false);
}

NTSTATUS NTAPI WdfRequestMarkCancelableEx(WDFREQUEST Request,
					  PFN_WDF_REQUEST_CANCEL EvtRequestCancel)
{
	return mark_cancelable(WW_CALL_SITE, Request, EvtRequestCancel, true);
}

NTSTATUS NTAPI WdfRequestUnmarkCancelable(WDFREQUEST Request)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = object_at_dispatch_or_below<wdf::Request>(call, Request);

	if (!request)
		return STATUS_INVALID_DEVICE_REQUEST;

	const NTSTATUS status = unmark(*request);

	if (status == STATUS_INVALID_PARAMETER)
		report(violation_of(call, kRequestFatalError, request),
		       "the WDFREQUEST is not marked cancelable");
	else if (status == STATUS_INVALID_DEVICE_REQUEST)
		report(violation_of(call, kRequestFatalError, request), "the WDFREQUEST: %s",
		       describe_state(request->state.load()));
	return status;
}

NTSTATUS NTAPI WdfRequestForwardToIoQueue(WDFREQUEST Request, WDFQUEUE DestinationQueue)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = request_of_driver(call, Request);
	auto *const queue = request ? object_of<Queue>(call, DestinationQueue) : nullptr;

	return queue ? forward(call, *request, *queue) : STATUS_INVALID_DEVICE_REQUEST;
}

NTSTATUS NTAPI WdfRequestRequeue(WDFREQUEST Request)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = request_of_driver(call, Request);

	if (!request)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (!request->queue || request->queue->config.DispatchType != WdfIoQueueDispatchManual)
		return refuse(call, request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST is of no manual queue");
	if (!request_claim(call, *request, wdf::Request::State::arriving))
		return STATUS_INVALID_DEVICE_REQUEST;
	queue_insert_again(*request->queue, *request);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfRequestStopAcknowledge(WDFREQUEST Request, BOOLEAN Requeue)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = request_of_driver(call, Request);

	if (!request)
		return;
	if (!request->is_stopping) {
		report(violation_of(call, kRequestFatalError, request),
		       "EvtIoStop has not been called for the WDFREQUEST, or it is answered");
		return;
	}
	if (!Requeue)
		queue_stop_acknowledged(*request->queue, *request);
	else if (request_claim(call, *request, wdf::Request::State::arriving))
		queue_insert_again(*request->queue, *request);
}

} /* extern "C" */
