/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that a driver creates, and the functions that send requests.
 */
#include "base/irql.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "target.hpp"

namespace ww::wdf {
namespace {

using State = Request::State;

/* Gives a created request its IRP, for a target or for a later one. */
NTSTATUS give_irp(Request &request, CCHAR locations)
{
	const PIRP irp = IoAllocateIrp(locations, FALSE);

	if (!irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (request.irp)
		IoFreeIrp(request.irp);
	request.irp = irp;
	return STATUS_SUCCESS;
}

NTSTATUS make_own(Request &request, Target *target)
{
	const TargetFacts facts = target ? target_facts(*target) : TargetFacts{};

	request.is_created = true;
	request.was_presented = true;
	request.may_be_deleted = true;
	request.state.store(State::delivered);
	return give_irp(request, facts.wdm ? facts.stack_size : 1);
}

/* A request of the driver's that is not sent now; null after a report. */
Request *idle_request(CallSite call, WDFREQUEST handle)
{
	Request *const request = request_to_send(call, handle);

	if (!request || request->state.load() == State::delivered)
		return request;
	report(violation_of(call, kRequestFatalError, request),
	       "the WDFREQUEST is sent to a WDFIOTARGET, or is not the driver's");
	return nullptr;
}

} /* namespace */

Request *request_create_own(Object &parent, Target *target,
			    const WDF_OBJECT_ATTRIBUTES *attributes)
{
	auto *const request = object_allocate<Request>(parent.driver_object(), attributes);

	if (!request)
		return nullptr;
	if (!make_own(*request, target) && object_add_child(parent, *request))
		return request;
	object_discard(*request);
	return nullptr;
}

void request_delete_own(Request &request)
{
	if (object_begin_delete(request))
		object_delete(request);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfRequestCreate(PWDF_OBJECT_ATTRIBUTES RequestAttributes, WDFIOTARGET IoTarget,
				       WDFREQUEST *Request, PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfRequestCreate");
	Target *target = nullptr;

	if (IoTarget) {
		target = object_at_dispatch_or_below<Target>(call, IoTarget);
		if (!target)
			return STATUS_INVALID_PARAMETER;
	}
	return wdf::object_create<wdf::Request>(
		call, RequestAttributes, kDefaultsOnly, Request, Image,
		[target](wdf::Request &request) { return make_own(request, target); });
}

NTSTATUS NTAPI WdfRequestReuse(WDFREQUEST Request, PWDF_REQUEST_REUSE_PARAMS ReuseParams)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = idle_request(call, Request);

	if (!request || !check_not_null(call, ReuseParams, "ReuseParams"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_REQUEST_REUSE_PARAMS", ReuseParams->Size,
					       sizeof(*ReuseParams), request))
		return status;
	if (ReuseParams->Flags)
		return refuse(call, request, STATUS_INVALID_PARAMETER,
			      "WDF_REQUEST_REUSE_PARAMS.Flags is 0x%x: the IRP of a request is its own",
			      ReuseParams->Flags);
	format_discard(*request);
	request->completion = nullptr;
	request->completion_context = nullptr;
	if (request->is_created)
		IoReuseIrp(request->irp, ReuseParams->Status);
	else
		request->irp->IoStatus.Status = ReuseParams->Status;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfRequestChangeTarget(WDFREQUEST Request, WDFIOTARGET IoTarget)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = idle_request(call, Request);
	auto *const target = request ? object_at_dispatch_or_below<Target>(call, IoTarget) : nullptr;

	if (!target)
		return STATUS_INVALID_PARAMETER;

	const TargetFacts facts = target_facts(*target);

	if (!facts.wdm)
		return refuse(call, target, STATUS_INVALID_DEVICE_STATE, "the WDFIOTARGET is closed");
	if (request->irp->CurrentLocation > facts.stack_size)
		return STATUS_SUCCESS;
	if (!request->is_created)
		return STATUS_REQUEST_NOT_ACCEPTED;
	format_discard(*request);
	return give_irp(*request, facts.stack_size);
}

VOID NTAPI WdfRequestSetCompletionRoutine(WDFREQUEST Request,
					  PFN_WDF_REQUEST_COMPLETION_ROUTINE CompletionRoutine,
					  WDFCONTEXT CompletionContext)
{
	auto *const request = idle_request(WW_CALL_SITE, Request);

	if (!request)
		return;
	request->completion = CompletionRoutine;
	request->completion_context = CompletionContext;
}

VOID NTAPI WdfRequestFormatRequestUsingCurrentType(WDFREQUEST Request)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = idle_request(call, Request);

	if (!request)
		return;
	if (request->is_created || request->irp->CurrentLocation <= 1) {
		report(violation_of(call, kRequestFatalError, request),
		       "the WDFREQUEST has no location to copy, or none left for a target");
		return;
	}
	format_discard(*request);
	IoCopyCurrentIrpStackLocationToNext(request->irp);
	request->is_formatted = true;
}

VOID NTAPI WdfRequestWdmFormatUsingStackLocation(WDFREQUEST Request, PIO_STACK_LOCATION Stack)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = idle_request(call, Request);

	if (!request || !check_not_null(call, Stack, "Stack"))
		return;
	if (request->irp->CurrentLocation <= 1) {
		report(violation_of(call, kRequestFatalError, request),
		       "the IRP has no stack location left");
		return;
	}
	format_discard(*request);
	*IoGetNextIrpStackLocation(request->irp) = *Stack;
	request->is_formatted = true;
}

NTSTATUS NTAPI WdfRequestAllocateTimer(WDFREQUEST Request)
{
	auto *const request = request_to_send(WW_CALL_SITE, Request);

	if (!request)
		return STATUS_INVALID_PARAMETER;
	return timeout_allocate(*request) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

BOOLEAN NTAPI WdfRequestSend(WDFREQUEST Request, WDFIOTARGET Target,
			     PWDF_REQUEST_SEND_OPTIONS Options)
{
	const CallSite call = WW_CALL_SITE;
	auto *const request = request_to_send(call, Request);
	auto *const target = request ? object_at_dispatch_or_below<wdf::Target>(call, Target) : nullptr;
	SendOptions options;
	bool was_sent = false;

	if (!target)
		return FALSE;

	NTSTATUS status = check_options(call, *request, Options, options);

	if (!status && (options.flags & WDF_REQUEST_SEND_OPTION_SYNCHRONOUS) &&
	    !at_passive(call, request))
		status = STATUS_INVALID_DEVICE_REQUEST;
	if (!status)
		status = request_send(call, *request, *target, options, was_sent);
	/* What is sent is no longer the driver's to look at. */
	if (!was_sent && request->state.load() == wdf::Request::State::delivered)
		request->irp->IoStatus.Status = status;
	return was_sent;
}

BOOLEAN NTAPI WdfRequestCancelSentRequest(WDFREQUEST Request)
{
	auto *const request = request_to_send(WW_CALL_SITE, Request);

	return request && request_cancel_sent(*request);
}

VOID NTAPI WdfRequestGetCompletionParams(WDFREQUEST Request, PWDF_REQUEST_COMPLETION_PARAMS Params)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const request = idle_request(call, Request);

	if (request && check_not_null(call, Params, "Params"))
		*Params = request->params;
}

} /* extern "C" */
