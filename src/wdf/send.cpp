/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sending requests to targets.
 *
 * A request that is sent has a reference of its own, and one on its target. These are users of its IRP
 * (Request::irp_users):
 *
 *	user				until
 *	the IRP itself			it is back, or its wait for a stopped target is cancelled
 *	the thread that sends it	the target's dispatch routine has returned
 *	its timeout			it is stopped, or its DPC has run
 *	a thread that cancels it	IoCancelIrp has returned
 *
 * The last one finishes the request. So nothing cancels an IRP that the driver has back, nor the next IRP
 * of the request.
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

/* ---- Users of the IRP ----------------------------------------------------------------------- */

void finish(Request &request);

/* False if there is none, so the request is not sent, or is about to be the driver's again. */
bool add_user(Request &request)
{
	u32 users = request.irp_users.load();

	while (users && !request.irp_users.compare_exchange(users, users + 1))
		;
	return users;
}

void drop_user(Request &request)
{
	if (request.irp_users.fetch_sub(1, Order::acq_rel) == 1)
		finish(request);
}

/* ---- Timeouts ------------------------------------------------------------------------------- */

VOID NTAPI timed_out(PKDPC, PVOID context, PVOID, PVOID)
{
	auto &request = *static_cast<Request *>(context);

	/* The only user: the IRP is back. */
	if (request.irp_users.load() > 1) {
		request.has_timed_out = true;
		IoCancelIrp(request.irp);
	}
	drop_user(request);
}

void start_timeout(Request &request, LONGLONG time)
{
	request.irp_users.fetch_add(1, Order::relaxed);
	KeSetTimer(&request.timeout->timer, { .QuadPart = time }, &request.timeout->dpc);
}

/* The caller is another user. */
void stop_timeout(Request &request)
{
	if (request.timeout && KeCancelTimer(&request.timeout->timer))
		request.irp_users.fetch_sub(1, Order::relaxed);
}

} /* namespace */

bool target_count(Target &target)
{
	LockGuard guard(target.lock);

	if (!target_is_open(target.state) || !target.wdm)
		return false;
	target.count++;
	return true;
}

void target_uncount(Target &target)
{
	{
		LockGuard guard(target.lock);

		target.count--;
	}
	ww_gate_wake();
}

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

/* The IRP is no user any more. */
void end_irp(Request &request)
{
	stop_timeout(request);
	drop_user(request);
}

NTSTATUS NTAPI came_back(PDEVICE_OBJECT, PIRP, PVOID context)
{
	end_irp(*static_cast<Request *>(context));
	return STATUS_MORE_PROCESSING_REQUIRED;
}

/* ---- Waiting for a stopped target ----------------------------------------------------------- */

void end_unsent(Request &request)
{
	request.irp->IoStatus.Status = STATUS_CANCELLED;
	request.irp->IoStatus.Information = 0;
	end_irp(request);
}

/* The cancel routine of a request that waits. The thread that removes it takes the request out of the list. */
VOID NTAPI waiting_canceled(PDEVICE_OBJECT, PIRP irp)
{
	auto &request = *static_cast<Request *>(irp->Tail.Overlay.DriverContext[0]);

	IoReleaseCancelSpinLock(irp->CancelIrql);
	{
		LockGuard guard(request.target->lock);

		request.is_waiting = false;
	}
	end_unsent(request);
}

/* ---- Sending -------------------------------------------------------------------------------- */

/*
 * The request is counted, so the target keeps its device. A timeout may expire before the IRP is sent, and finds nothing
 * to cancel then.
 */
void call_target(Request &request, Target &target)
{
	request.irp_users.fetch_add(1, Order::relaxed);
	/* The target may have been opened again since the formatting. */
	if (request.format)
		IoGetNextIrpStackLocation(request.irp)->FileObject = target.file;
	IoSetCompletionRoutine(request.irp, came_back, &request, TRUE, TRUE, TRUE);
	IoCallDriver(target.wdm, request.irp);
	if (request.has_timed_out)
		IoCancelIrp(request.irp);
	drop_user(request);
}

enum class Accepted : u8 { sent, waits, canceled };

/* The target has been closed since the request was counted, or the IRP is cancelled: canceled. */
Accepted enter(Target &target, Request &request, bool ignores_state)
{
	LockGuard guard(target.lock);

	if (target_is_open(target.state) && (target.state == WdfIoTargetStarted || ignores_state)) {
		InsertTailList(&target.sent, &request.of_target);
		return Accepted::sent;
	}
	InsertTailList(&target.waiting, &request.of_target);
	request.is_waiting = target_is_open(target.state) &&
			     request_set_cancel_routine(request, waiting_canceled);
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

/* Counts the request until leave_target(). */
NTSTATUS admit(CallSite call, Request &request, Target &target)
{
	if (!target_count(target))
		return STATUS_INVALID_DEVICE_STATE;
	if (request.irp->CurrentLocation > target.wdm->StackSize) {
		request.irp_users.store(1, Order::relaxed);
		return STATUS_SUCCESS;
	}
	target_uncount(target);
	return refuse(call, &request, STATUS_REQUEST_NOT_ACCEPTED,
		      "the IRP has %d stack locations left, and the target needs %d",
		      request.irp->CurrentLocation - 1, target_facts(target).stack_size);
}

} /* namespace */

NTSTATUS request_forget(CallSite call, Request &request, PDEVICE_OBJECT wdm, void (*prepare)(PIRP irp, void *context),
			void *context)
{
	if (!request_claim(call, request, State::completing))
		return STATUS_INVALID_DEVICE_REQUEST;

	Queue *const queue = request.queue;
	Device &device = *request.device;

	if (queue)
		object_reference(queue);

	const ReservedReturn later(request);
	const PIRP irp = request_end(request);

	prepare(irp, context);
	IoCallDriver(wdm, irp);
	request_left_driver(device, queue);
	return STATUS_PENDING;
}

NTSTATUS check_may_forget(CallSite call, const Request &request)
{
	if (request.is_created)
		return refuse(call, &request, STATUS_INVALID_DEVICE_STATE,
			      "the WDFREQUEST is the driver's own, so it cannot be forgotten");
	if (request.format)
		return refuse(call, &request, STATUS_INVALID_DEVICE_REQUEST,
			      "the WDFREQUEST has the target's buffers, so it cannot be forgotten");
	return STATUS_SUCCESS;
}

namespace {

void skip_location(PIRP irp, void *)
{
	IoSkipCurrentIrpStackLocation(irp);
}

/* The IRP goes on with the location of the driver, which never sees it again. */
NTSTATUS send_and_forget(CallSite call, Request &request, Target &target)
{
	if (const NTSTATUS status = check_may_forget(call, request))
		return status;
	if (!target_count(target))
		return STATUS_INVALID_DEVICE_STATE;
	object_reference(&target);

	const NTSTATUS status = request_forget(call, request, target.wdm, skip_location, nullptr);

	target_uncount(target);
	object_dereference(&target);
	return status;
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
	if (is_synchronous)
		ww_done_init(&done);
	object_reference(&request);
	object_reference(&target);
	/* For this thread: another one may send and finish a request that waits. */
	object_reference(&request);

	if (const NTSTATUS status = admit(call, request, target)) {
		request_change(request, State::sent, State::delivered);
		object_dereference(&target);
		object_dereference(&request);
		object_dereference(&request);
		return status;
	}
	if (timeout)
		start_timeout(request, timeout);

	const Accepted accepted =
		enter(target, request, options.flags & WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE);

	was_sent = true;
	if (accepted == Accepted::sent)
		call_target(request, target);
	else if (accepted == Accepted::canceled)
		end_unsent(request);
	if (is_synchronous)
		wait_for(request, done);

	const NTSTATUS status = is_synchronous ? request.irp->IoStatus.Status : STATUS_PENDING;

	object_dereference(&request);
	return status;
}

bool request_cancel_sent(Request &request)
{
	if (!add_user(request))
		return false;

	const bool is_cancelled = IoCancelIrp(request.irp);

	drop_user(request);
	return is_cancelled;
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

/* The first request of a list, which becomes its last one, with the caller as a user. Null: none, or it finishes. */
Request *rotate(Target &target, LIST_ENTRY Target::*list)
{
	LockGuard guard(target.lock);
	LIST_ENTRY &head = target.*list;

	if (IsListEmpty(&head))
		return nullptr;

	LIST_ENTRY *const link = RemoveHeadList(&head);

	InsertTailList(&head, link);

	Request &request = request_of_target_link(link);

	return add_user(request) ? &request : nullptr;
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
			continue;
		IoCancelIrp(request->irp);
		drop_user(*request);
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
