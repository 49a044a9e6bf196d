/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs of drivers: their way to the driver \Driver\AFD, the lanes of a socket, and their cancel.
 *
 * IRP.Tail.Overlay.DriverContext[0] of an IRP that WSK has is its request. A request is in its lane until it is
 * completed. The worker alone takes it out, and so does its cancel routine while the worker does not try it. One that
 * is tried is completed by the worker; but if it is done when its cancel routine is about to run, that completes it.
 */
#include "base/irql.hpp"
#include "io/call.hpp"
#include "linux/memory.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "wsk.hpp"

namespace ww {
namespace {

constinit PDRIVER_OBJECT provider = nullptr;
constinit PDEVICE_OBJECT device = nullptr;
constexpr u32 kMostRequests = 64;		/* docs/scheduling.md, Constants */

/* What a call gives to the dispatch routine, on its stack. */
struct Passage {
	WskRequest *request;
	WskSocket *closing;
	NTSTATUS status;
	uintptr_t information;
	CallSite call;
	bool is_taken;
};

void append(WskQueue &queue, WskRequest *request)
{
	request->next = nullptr;
	request->place = queue.end;
	*queue.end = request;
	queue.end = &request->next;
}

void take_out(WskQueue &queue, WskRequest *request)
{
	*request->place = request->next;
	if (request->next)
		request->next->place = request->place;
	else
		queue.end = request->place;
}

/* Linux goes on to connect for a WskConnect that is cancelled, until the worker ends that. */
void abandon(const WskRequest &request)
{
	if (request.lane != kConnectLane || !request.is_begun || request.makes_socket ||
	    request.status != STATUS_CANCELLED)
		return;
	request.socket->is_abandoned.store(true);
	wsk_wake(*request.socket);
}

/* Gives the IRP back, and frees the request. */
void complete(WskRequest *request)
{
	const PIRP irp = request->irp;
	const CallSite call = request->call;
	WskSocket *const socket = request->socket;

	irp->IoStatus.Status = request->status;
	irp->IoStatus.Information = request->information;
	if (request->makes_socket && !NT_SUCCESS(request->status))
		wsk_close_without_irp(*socket, call);
	abandon(*request);
	ww_free(request);
	complete_irp(call, irp);
	/* The close of the socket waits for the last one. */
	if (socket->requests.fetch_sub(1) == 1 && socket->is_closing.load())
		wsk_wake(*socket);
	object_dereference_kept(socket);
}

/* True if the caller completes it. */
bool cancel_under_lock(WskRequest *request)
{
	WskSocket &socket = *request->socket;
	LockGuard guard(socket.lock);

	if (request->state == WskState::tried) {
		request->is_cancelled = true;
		return false;
	}
	if (request->state == WskState::queued) {
		take_out(socket.lanes[request->lane], request);
		request->status = STATUS_CANCELLED;
		request->information = request->bytes;
	}
	return true;
}

VOID NTAPI cancel(PDEVICE_OBJECT, PIRP irp)
{
	auto *const request = static_cast<WskRequest *>(irp->Tail.Overlay.DriverContext[0]);

	IoReleaseCancelSpinLock(irp->CancelIrql);
	if (cancel_under_lock(request))
		complete(request);
}

/* What Linux does at once is not cancelled. */
bool is_cancelable(const WskRequest &request)
{
	return request.lane != kControlLane;
}

/* True if the caller completes it: it was cancelled before it had a routine, or the socket has ended. */
bool enter_lane(WskRequest *request)
{
	WskSocket &socket = *request->socket;
	LockGuard guard(socket.lock);

	if (socket.is_shut) {
		request->status = STATUS_FILE_FORCED_CLOSED;
		return true;
	}
	append(socket.lanes[request->lane], request);
	if (!is_cancelable(*request))
		return false;
	(void)IoSetCancelRoutine(request->irp, cancel);
	if (!request->irp->Cancel || !IoSetCancelRoutine(request->irp, nullptr))
		return false;
	take_out(socket.lanes[request->lane], request);
	request->status = STATUS_CANCELLED;
	return true;
}

NTSTATUS take_request(PIRP irp, WskRequest *request)
{
	WskSocket &socket = *request->socket;

	irp->Tail.Overlay.DriverContext[0] = request;
	IoMarkIrpPending(irp);
	socket.requests.fetch_add(1);
	object_reference_kept(&socket);
	/* Once more for this thread: the request may be completed at once. */
	object_reference_kept(&socket);
	if (enter_lane(request))
		complete(request);
	else
		wsk_wake(socket);
	object_dereference_kept(&socket);
	return STATUS_PENDING;
}

NTSTATUS NTAPI dispatch(PDEVICE_OBJECT, PIRP irp)
{
	auto &passage = *static_cast<Passage *>(
		IoGetCurrentIrpStackLocation(irp)->Parameters.Others.Argument1);

	passage.is_taken = true;
	if (passage.request)
		return take_request(irp, passage.request);
	if (passage.closing) {
		IoMarkIrpPending(irp);
		wsk_close_start(*passage.closing, passage.call, irp);
		return STATUS_PENDING;
	}
	irp->IoStatus.Status = passage.status;
	irp->IoStatus.Information = passage.information;

	const NTSTATUS status = passage.status;

	complete_irp(passage.call, irp);
	return status;
}

NTSTATUS pass(PIRP irp, Passage &passage)
{
	if (irp->CurrentLocation > 1 && irp->CurrentLocation <= irp->StackCount + 1) {
		const PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);

		next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
		next->MinorFunction = 0;
		next->Parameters.Others.Argument1 = &passage;
	}
	return call_driver(passage.call, device, irp);
}

/* ---- The worker's side ------------------------------------------------------------------ */

/* The first request of the lane, which is tried from now on; or null. */
WskRequest *begin(WskSocket &socket, WskLane lane)
{
	LockGuard guard(socket.lock);
	WskRequest *const request = socket.lanes[lane].first;

	if (request)
		request->state = WskState::tried;
	return request;
}

/*
 * The try is over. True if the caller completes the request. A request that was cancelled meanwhile, and is not done,
 * is.
 */
bool end(WskRequest *request, bool is_done)
{
	WskSocket &socket = *request->socket;
	LockGuard guard(socket.lock);

	if (!is_done && !request->is_cancelled) {
		request->state = WskState::queued;
		return false;
	}
	if (!is_done) {
		request->status = STATUS_CANCELLED;
		request->information = request->bytes;
	}
	take_out(socket.lanes[request->lane], request);
	if (!is_cancelable(*request) || request->is_cancelled || IoSetCancelRoutine(request->irp, nullptr))
		return true;
	request->state = WskState::done;
	return false;
}

bool is_first(WskSocket &socket, WskLane lane, const WskRequest *request)
{
	LockGuard guard(socket.lock);

	return socket.lanes[lane].first == request;
}

} /* namespace */

WskRequest *wsk_request_make(const CallSite &call, WskSocket *socket, PIRP irp, WskLane lane,
			     bool (*attempt)(WskRequest &request))
{
	auto *const request = static_cast<WskRequest *>(ww_zalloc(sizeof(WskRequest)));

	if (!request)
		return nullptr;
	request->call = call;
	request->socket = socket;
	request->irp = irp;
	request->lane = lane;
	request->attempt = attempt;
	return request;
}

NTSTATUS wsk_request_submit(WskRequest *request)
{
	Passage passage = { .request = request, .closing = nullptr, .status = 0, .information = 0,
			    .call = request->call, .is_taken = false };
	const NTSTATUS status = pass(request->irp, passage);

	if (!passage.is_taken)
		ww_free(request);
	return status;
}

NTSTATUS wsk_request_submit_new(WskRequest *request)
{
	WskSocket &socket = *request->socket;
	Passage passage = { .request = request, .closing = nullptr, .status = 0, .information = 0,
			    .call = request->call, .is_taken = false };
	const NTSTATUS status = pass(request->irp, passage);

	/* Nobody has the socket. */
	if (!passage.is_taken) {
		ww_free(request);
		wsk_socket_drop(socket);
	}
	return status;
}

NTSTATUS wsk_complete(const CallSite &call, PIRP irp, NTSTATUS status, uintptr_t information)
{
	Passage passage = { .request = nullptr, .closing = nullptr, .status = status, .information = information,
			    .call = call, .is_taken = false };

	return pass(irp, passage);
}

NTSTATUS wsk_close_submit(const CallSite &call, WskSocket &socket, PIRP irp)
{
	Passage passage = { .request = nullptr, .closing = &socket, .status = 0, .information = 0, .call = call,
			    .is_taken = false };
	const NTSTATUS status = pass(irp, passage);

	/* The IRP is refused, and the driver cannot close the socket again. */
	if (!passage.is_taken)
		wsk_close_start(socket, call, nullptr);
	return status;
}

void wsk_close_done(const CallSite &call, PIRP irp)
{
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = 0;
	complete_irp(call, irp);
}

/* A completion routine may make the next request at once, and data may come without end: the other lanes have turns. */
void wsk_lane_serve(WskSocket &socket, WskLane lane)
{
	for (u32 i = 0; i < kMostRequests; i++) {
		WskRequest *const request = begin(socket, lane);

		if (!request)
			return;
		if (end(request, request->attempt(*request)))
			complete(request);
		else if (is_first(socket, lane, request))
			return;
	}
	wsk_wake(socket);
}

void wsk_lanes_shut(WskSocket &socket)
{
	LockGuard guard(socket.lock);

	socket.is_shut = true;
}

void wsk_lane_fail(WskSocket &socket, WskLane lane, NTSTATUS status)
{
	while (WskRequest *const request = begin(socket, lane)) {
		if (end(request, wsk_done(*request, status)))
			complete(request);
	}
}

bool wsk_lane_is_empty(WskSocket &socket, WskLane lane)
{
	LockGuard guard(socket.lock);

	return !socket.lanes[lane].first;
}

bool wsk_check_irp(const CallSite &call, const void *item, PIRP irp)
{
	if (!at_dispatch_or_below(call, item))
		return false;
	if (!irp)
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Irp is NULL");
	else if (!is_kernel_address(irp) || irp->Type != IO_TYPE_IRP)
		report_pointer({ .code = BugCheck::driver_verifier_iomanager_violation,
				 .parameter = { kCallsWithNoIrp, address_of(irp), 0, 0 },
				 .call = call, .item = irp },
			       irp, "is no IRP");
	else
		return true;
	return false;
}

/* ---- The driver of WinWork's own ------------------------------------------------------------------------- */

int wsk_device_init()
{
	bool taken;

	provider = driver_create("AFD", "\\Driver\\AFD", nullptr, &taken);
	if (!provider)
		return -WW_ENOMEM;
	provider->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = dispatch;
	if (NT_SUCCESS(IoCreateDevice(provider, 0, nullptr, FILE_DEVICE_NETWORK, 0, FALSE, &device))) {
		device->Flags &= ~DO_DEVICE_INITIALIZING;
		return 0;
	}
	object_destroy(provider);
	return -WW_ENOMEM;
}

void wsk_device_exit()
{
	IoDeleteDevice(device);
	object_destroy(provider);
}

} /* namespace ww */
