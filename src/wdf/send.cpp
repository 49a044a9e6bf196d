/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sending requests to targets.
 *
 * A request that is sent has a reference of its own, and one on its target. Its completion routine of the
 * IRP, and each thread that is cancelling the IRP, is a user of the IRP (Request::irp_users). The last one
 * finishes the request: so no thread cancels an IRP that the driver has back. A timeout has a reference on
 * the request from its start until it has expired or is cancelled.
 */
#include "base/irql.hpp"
#include "base/line_limit.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "forward_progress.hpp"
#include "handle.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "queue.hpp"
#include "target.hpp"

namespace ww::wdf {

struct Timeout {
	KTIMER timer;
	KDPC dpc;
};

namespace {

using State = Request::State;

Request &request_of_target_link(LIST_ENTRY *link)
{
	return *static_cast<Request::Link *>(link)->request;
}

/* ---- Timeouts ------------------------------------------------------------------------------- */

VOID NTAPI timed_out(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &request = *static_cast<Request *>(context);

	request.has_timed_out = true;
	request_cancel_sent(request);
	object_dereference(&request);
}

void start_timeout(Request &request, LONGLONG time)
{
	object_reference(&request);
	KeSetTimer(&request.timeout->timer, { .QuadPart = time }, &request.timeout->dpc);
}

void stop_timeout(Request &request)
{
	if (request.timeout && KeCancelTimer(&request.timeout->timer))
		object_dereference(&request);
}

} /* namespace */

bool timeout_allocate(Request &request)
{
	if (request.timeout)
		return true;

	auto *const timeout = static_cast<Timeout *>(ww_zalloc(sizeof(Timeout)));

	if (!timeout)
		return false;
	KeInitializeTimer(&timeout->timer);
	KeInitializeDpc(&timeout->dpc, timed_out, &request);
	request.timeout = timeout;
	return true;
}

void timeout_free(Request &request)
{
	ww_free(request.timeout);
	request.timeout = nullptr;
}

namespace {

/* ---- The end of a request ------------------------------------------------------------------- */

void leave_target(Target &target, Request &request)
{
	{
		LockGuard guard(target.lock);

		RemoveEntryList(&request.of_target);
		target.count--;
	}
	ww_gate_wake();
}

/* The request is the driver's again, with the result in its IRP. */
void finish(Request &request)
{
	Target &target = *request.target;
	const PFN_WDF_REQUEST_COMPLETION_ROUTINE completion = request.completion;
	const WDFCONTEXT context = request.completion_context;
	struct ww_done *const done = request.done;

	stop_timeout(request);
	if (request.has_timed_out && request.irp->IoStatus.Status == STATUS_CANCELLED)
		request.irp->IoStatus.Status = STATUS_IO_TIMEOUT;
	format_describe(request, request.params);
	format_end(request);
	request.is_formatted = false;
	leave_target(target, request);
	request_change(request, State::sent, State::delivered);
	if (done) {
		ww_done_set(done);
	} else if (completion) {
		/* The next sending needs its own. */
		request.completion = nullptr;

		WDF_REQUEST_COMPLETION_PARAMS params = request.params;

		completion(handle_of<WDFREQUEST>(request), handle_of<WDFIOTARGET>(target), &params,
			   context);
	}
	object_dereference(&target);
	object_dereference(&request);
}

NTSTATUS NTAPI came_back(PDEVICE_OBJECT, PIRP, PVOID context)
{
	auto &request = *static_cast<Request *>(context);

	if (request.irp_users.fetch_sub(1, Order::acq_rel) == 1)
		finish(request);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* ---- Waiting for a stopped target ----------------------------------------------------------- */

/* A request that waits has a cancel routine of the IRP. Who removes that takes it out of the list. */
bool take_waiting(Target &target, Request &request)
{
	LockGuard guard(target.lock);

	if (!request.is_waiting || !request_clear_cancel_routine(request))
		return false;
	request.is_waiting = false;
	return true;
}

void finish_unsent(Request &request)
{
	request.irp->IoStatus.Status = STATUS_CANCELLED;
	request.irp->IoStatus.Information = 0;
	finish(request);
}

VOID NTAPI waiting_canceled(PDEVICE_OBJECT, PIRP irp)
{
	auto &request = *static_cast<Request *>(irp->Tail.Overlay.DriverContext[0]);

	IoReleaseCancelSpinLock(irp->CancelIrql);
	{
		LockGuard guard(request.target->lock);

		request.is_waiting = false;
	}
	finish_unsent(request);
}

/* ---- Sending -------------------------------------------------------------------------------- */

/*
 * The request is counted, so the target keeps its device. A timeout may expire before the IRP is sent, and finds nothing
 * to cancel then.
 */
void call_target(Request &request, Target &target)
{
	request.irp_users.store(2, Order::relaxed);
	/* The target may have been opened again since the formatting. */
	if (request.format)
		IoGetNextIrpStackLocation(request.irp)->FileObject = target.file;
	IoSetCompletionRoutine(request.irp, came_back, &request, TRUE, TRUE, TRUE);
	IoCallDriver(target.wdm, request.irp);
	if (request.has_timed_out)
		IoCancelIrp(request.irp);
	if (request.irp_users.fetch_sub(1, Order::acq_rel) == 1)
		finish(request);
}

enum class Accepted : u8 { sent, waits, canceled, refused, lacks_locations };

Accepted enter(Target &target, Request &request, bool ignores_state)
{
	LockGuard guard(target.lock);


	if (!target_is_open(target.state) || !target.wdm)
		return Accepted::refused;
	if (request.irp->CurrentLocation <= target.wdm->StackSize)
		return Accepted::lacks_locations;
	target.count++;
	if (target.state == WdfIoTargetStarted || ignores_state) {
		InsertTailList(&target.sent, &request.of_target);
		return Accepted::sent;
	}
	InsertTailList(&target.waiting, &request.of_target);
	request.is_waiting = request_set_cancel_routine(request, waiting_canceled);
	return request.is_waiting ? Accepted::waits : Accepted::canceled;
}

void report_sent(CallSite call, const Request &request)
{
	report(violation_of(call, kRequestFatalError, &request),
	       "the WDFREQUEST is sent already, or is not the driver's");
}

/* What is wrong with the request; success if it may be sent. */
NTSTATUS check(CallSite call, const Request &request, const SendOptions &options)
{
	const bool is_synchronous = options.flags & WDF_REQUEST_SEND_OPTION_SYNCHRONOUS;

	if (!is_synchronous && !request.completion && !request.is_created)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST is a queue's, and has no completion routine");
	if (!request.is_formatted)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST is not formatted for a target");
	return STATUS_SUCCESS;
}

/* The status of a request that is not accepted. */
NTSTATUS refuse_entry(CallSite call, const Request &request, Target &target, Accepted accepted)
{
	if (accepted == Accepted::refused)
		return STATUS_INVALID_DEVICE_STATE;
	return refuse(call, &request, STATUS_REQUEST_NOT_ACCEPTED,
		      "the IRP has %d stack locations left, and the target needs %d",
		      request.irp->CurrentLocation - 1, target_facts(target).stack_size);
}

/* Keeps the device of an open target until uncount(). False if it is closed. */
bool count(Target &target)
{
	LockGuard guard(target.lock);

	if (!target_is_open(target.state) || !target.wdm)
		return false;
	target.count++;
	return true;
}

void uncount(Target &target)
{
	{
		LockGuard guard(target.lock);

		target.count--;
	}
	ww_gate_wake();
}

/* The IRP goes on with the location of the driver, which never sees it again. */
NTSTATUS send_and_forget(CallSite call, Request &request, Target &target)
{
	if (request.is_created)
		return refuse(call, &request, STATUS_INVALID_DEVICE_STATE,
			      "the WDFREQUEST is the driver's own, so it cannot be forgotten");
	if (request.format)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST has the target's buffers, so it cannot be forgotten");
	if (!count(target))
		return STATUS_INVALID_DEVICE_STATE;
	if (!request_claim(call, request, State::completing)) {
		uncount(target);
		return STATUS_INVALID_DEVICE_REQUEST;
	}

	Queue *const queue = request.queue;
	Device &device = *request.device;

	if (queue)
		object_reference(queue);
	object_reference(&target);

	const ReservedReturn later(request);
	const PIRP irp = request_end(request);

	IoSkipCurrentIrpStackLocation(irp);
	IoCallDriver(target.wdm, irp);
	uncount(target);
	object_dereference(&target);
	request_left_driver(device, queue);
	return STATUS_PENDING;
}

constinit LineLimit lines;

void wait_for(Request &request, struct ww_done &done)
{
	constexpr u32 kStep = 10;	/* docs/scheduling.md, Constants */

	while (!ww_done_wait(&done, kStep)) {
		if (lines.take())
			ww_print(WW_LEVEL_WARNING,
				 "a thread waits for the WDFREQUEST %p, which it has sent", &request);
	}
}

} /* namespace */

NTSTATUS check_options(CallSite call, const Object &owner, const WDF_REQUEST_SEND_OPTIONS *options,
		       SendOptions &checked)
{
	constexpr ULONG kKnown = WDF_REQUEST_SEND_OPTION_TIMEOUT |
				 WDF_REQUEST_SEND_OPTION_SYNCHRONOUS |
				 WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE |
				 WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET;

	checked = {};
	if (!options)
		return STATUS_SUCCESS;
	if (const NTSTATUS status = check_size(call, "WDF_REQUEST_SEND_OPTIONS", options->Size,
					       sizeof(*options), &owner))
		return status;
	if (options->Flags & ~kKnown ||
	    ((options->Flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) &&
	     options->Flags & ~(WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET |
				WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE)))
		return refuse(call, &owner, STATUS_INVALID_PARAMETER,
			      "WDF_REQUEST_SEND_OPTIONS.Flags is 0x%x", options->Flags);
	checked = { options->Flags, options->Timeout };
	return STATUS_SUCCESS;
}

NTSTATUS request_send(CallSite call, Request &request, Target &target, const SendOptions &options,
		      bool &was_sent)
{
	struct ww_done done;

	was_sent = false;
	if (request.state.load() != State::delivered) {
		report_sent(call, request);
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	if (options.flags & WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET) {
		const NTSTATUS status = send_and_forget(call, request, target);

		was_sent = status == STATUS_PENDING;
		return status;
	}
	if (const NTSTATUS status = check(call, request, options))
		return status;

	const bool is_synchronous = options.flags & WDF_REQUEST_SEND_OPTION_SYNCHRONOUS;
	const LONGLONG timeout =
		options.flags & WDF_REQUEST_SEND_OPTION_TIMEOUT ? options.timeout : 0;

	if (timeout && !timeout_allocate(request))
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!request_change(request, State::delivered, State::sent)) {
		report_sent(call, request);
		return STATUS_INVALID_DEVICE_REQUEST;
	}
	request.target = &target;
	request.of_target.request = &request;
	request.has_timed_out = false;
	request.done = is_synchronous ? &done : nullptr;
	request.irp_users.store(0, Order::relaxed);
	if (is_synchronous)
		ww_done_init(&done);
	object_reference(&request);
	object_reference(&target);
	if (timeout)
		start_timeout(request, timeout);

	const Accepted accepted =
		enter(target, request, options.flags & WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);

	if (accepted == Accepted::refused || accepted == Accepted::lacks_locations) {
		const NTSTATUS status = refuse_entry(call, request, target, accepted);

		stop_timeout(request);
		request_change(request, State::sent, State::delivered);
		object_dereference(&target);
		object_dereference(&request);
		return status;
	}
	was_sent = true;
	/* For a synchronous sender. */
	object_reference(&request);
	if (accepted == Accepted::sent)
		call_target(request, target);
	else if (accepted == Accepted::canceled)
		finish_unsent(request);
	else if (request.has_timed_out)
		request_cancel_sent(request);
	if (is_synchronous)
		wait_for(request, done);

	const NTSTATUS status = is_synchronous ? request.irp->IoStatus.Status : STATUS_PENDING;

	object_dereference(&request);
	return status;
}

bool request_cancel_sent(Request &request)
{
	Target *const target = request.target;

	if (request.state.load() != State::sent || !target)
		return false;
	for (u32 users = request.irp_users.load(); users;) {
		if (!request.irp_users.compare_exchange(users, users + 1))
			continue;

		const bool is_cancelled = IoCancelIrp(request.irp);

		if (request.irp_users.fetch_sub(1, Order::acq_rel) == 1)
			finish(request);
		return is_cancelled;
	}
	if (!take_waiting(*target, request))
		return false;
	finish_unsent(request);
	return true;
}

/* The oldest request that waits and is not being cancelled; it is not in the list any more. */
static Request *take_oldest(Target &target)
{
	LockGuard guard(target.lock);

	if (target.state != WdfIoTargetStarted)
		return nullptr;
	for (LIST_ENTRY *link = target.waiting.Flink; link != &target.waiting; link = link->Flink) {
		Request &request = request_of_target_link(link);

		if (!request.is_waiting || !request_clear_cancel_routine(request))
			continue;
		request.is_waiting = false;
		RemoveEntryList(link);
		InsertTailList(&target.sent, link);
		return &request;
	}
	return nullptr;
}

void target_send_waiting(Target &target)
{
	while (Request *request = take_oldest(target))
		call_target(*request, target);
}

namespace {

/* The first request of a list, referenced, which becomes its last one; null without one. */
Request *rotate(Target &target, LIST_ENTRY Target::*list)
{
	LockGuard guard(target.lock);
	LIST_ENTRY &head = target.*list;

	if (IsListEmpty(&head))
		return nullptr;

	LIST_ENTRY *const link = RemoveHeadList(&head);

	InsertTailList(&head, link);

	Request &request = request_of_target_link(link);

	object_reference(&request);
	return &request;
}

u32 count_of(Target &target)
{
	LockGuard guard(target.lock);

	return target.count;
}

void cancel_list(Target &target, LIST_ENTRY Target::*list)
{
	for (u32 left = count_of(target); left; left--) {
		Request *const request = rotate(target, list);

		if (!request)
			return;
		request_cancel_sent(*request);
		object_dereference(request);
	}
}

bool is_idle(void *argument)
{
	return !count_of(*static_cast<Target *>(argument));
}

bool is_unsent(void *argument)
{
	auto &target = *static_cast<Target *>(argument);
	LockGuard guard(target.lock);

	return IsListEmpty(&target.sent);
}

void wait(Target &target, bool (*condition)(void *argument))
{
	while (!ww_gate_wait(condition, &target))
		ww_print(WW_LEVEL_WARNING, "the WDFIOTARGET %p waits for requests that were sent",
			 &target);
}

} /* namespace */

void target_cancel_sent(Target &target)
{
	cancel_list(target, &Target::sent);
}

void target_cancel_all(Target &target)
{
	cancel_list(target, &Target::waiting);
	cancel_list(target, &Target::sent);
}

void target_wait_for_sent(Target &target)
{
	wait(target, is_unsent);
}

void target_wait_for_all(Target &target)
{
	wait(target, is_idle);
}

} /* namespace ww::wdf */
