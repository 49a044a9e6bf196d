/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OID requests. NDIS has at most one in progress for each filter module, and for each miniport adapter.
 */
#include <winwork/ndis_port.h>

#include "base/irql.hpp"
#include "path.hpp"

namespace ww {

RequestTurn::RequestTurn(KEVENT &idle, RequestQueue *sender, FilterModule *module)
	: idle_(idle), sender_(sender), is_taken_(take(module))
{
}

RequestTurn::~RequestTurn()
{
	if (!is_taken_)
		return;
	if (sender_)
		sender_->leave();
	KeSetEvent(&idle_, IO_NO_INCREMENT, FALSE);
}

bool RequestTurn::take(FilterModule *module)
{
	if (!RequestQueue::wait(sender_, idle_))
		return false;
	if (!sender_ || sender_->enter(module))
		return true;
	KeSetEvent(&idle_, IO_NO_INCREMENT, FALSE);
	return false;
}

bool RequestTurn::needs_second_cancel(NDIS_STATUS returned, const Operation &operation,
				     const NDIS_OID_REQUEST &request) const
{
	return sender_ && returned == NDIS_STATUS_PENDING && sender_->was_cancelled_in_handler() &&
	       operation.is_in_progress(&request);
}

/* The handler first: completions of others may wait for the end of this request, which waits for cancel_end(). */
void requests_cancel(Adapter &adapter, RequestQueue &requests, const void *sender, void *id,
		     RequestQueue::Cancelled &found)
{
	requests.cancel_begin(sender, id, found);
	if (!found.is_in_handler)
		return;
	request_cancel_in(adapter, found.module, id);
	requests.cancel_end();
}

namespace {

/* @turn: null for a request of NDIS itself. */
NDIS_STATUS handle(Adapter &adapter, NDIS_OID_REQUEST &request, const RequestTurn *turn)
{
	adapter.requests.fetch_add(1);
	adapter.request.begin(&request);

	const NDIS_STATUS returned = adapter.miniport->handlers.OidRequestHandler(adapter.context, &request);

	if (turn && turn->needs_second_cancel(returned, adapter.request, request))
		request_cancel_in(adapter, nullptr, request.RequestId);

	const NDIS_STATUS status = adapter.request.end(&request, returned, "MiniportOidRequest", &adapter);

	adapter.requests.fetch_add(1);
	return status;
}

} /* namespace */

NDIS_STATUS ndis_request(Adapter &adapter, NDIS_OID_REQUEST &request, RequestQueue *sender)
{
	if (!adapter.miniport->handlers.OidRequestHandler)
		return NDIS_STATUS_NOT_SUPPORTED;

	const RequestTurn turn(adapter.request_idle, sender, nullptr);

	return turn ? handle(adapter, request, &turn) : NDIS_STATUS_REQUEST_ABORTED;
}

NDIS_STATUS ndis_request_in_turn(Adapter &adapter, NDIS_OID_REQUEST &request)
{
	return adapter.miniport->handlers.OidRequestHandler ? handle(adapter, request, nullptr) : NDIS_STATUS_NOT_SUPPORTED;
}

void request_complete(CallSite call, NDIS_HANDLE handle, Operation &operation, PNDIS_OID_REQUEST request,
		      NDIS_STATUS status)
{
	if (status != NDIS_STATUS_PENDING && operation.complete(request, status))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(request), address_of(handle), static_cast<u32>(status) },
		 .call = call, .item = request, .owner = handle },
	       status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING cannot complete a request"
					     : "the request is not pending");
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI WinworkNdisOidRequest(NDIS_HANDLE NdisMiniportHandle,
					PNDIS_OID_REQUEST OidRequest)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisMiniportHandle) ||
	    !ndis_not_null(call, { { OidRequest != nullptr, "OidRequest" } }))
		return NDIS_STATUS_FAILURE;

	const HandleReference reference(call, NdisMiniportHandle, ndis_adapter_type);

	if (!reference)
		return NDIS_STATUS_FAILURE;

	Adapter &adapter = reference.as<Adapter>();

	if (!adapter.miniport->handlers.OidRequestHandler)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "NDIS_MINIPORT_DRIVER_CHARACTERISTICS.OidRequestHandler is NULL");
	return stack_request(adapter, *OidRequest, nullptr);
}

VOID NTAPI NdisMOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle, PNDIS_OID_REQUEST OidRequest,
				   NDIS_STATUS Status)
{
	const CallSite call = WW_CALL_SITE;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type,
					at_dispatch_or_below);

	if (reference)
		request_complete(call, MiniportAdapterHandle, reference.as<Adapter>().request, OidRequest, Status);
}

} /* extern "C" */
