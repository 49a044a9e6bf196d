/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OID requests. NDIS has at most one in progress for each adapter.
 */
#include <winwork/ndis_port.h>

#include "base/irql.hpp"
#include "path.hpp"

namespace ww {

NDIS_STATUS ndis_request(Adapter &adapter, NDIS_OID_REQUEST &request)
{
	if (!adapter.miniport->handlers.OidRequestHandler)
		return NDIS_STATUS_NOT_SUPPORTED;
	KeWaitForSingleObject(&adapter.request_idle, Executive, KernelMode, FALSE, nullptr);
	adapter.requests.fetch_add(1);
	adapter.request.begin(&request);

	const NDIS_STATUS status = adapter.request.end(
		&request, adapter.miniport->handlers.OidRequestHandler(adapter.context, &request),
		"MiniportOidRequest", &adapter);

	adapter.requests.fetch_add(1);
	KeSetEvent(&adapter.request_idle, IO_NO_INCREMENT, FALSE);
	return status;
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
	return stack_request(adapter, *OidRequest);
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
