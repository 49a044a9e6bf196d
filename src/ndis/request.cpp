/* SPDX-License-Identifier: GPL-2.0 */
/*
 * OID requests. NDIS has at most one in progress for each adapter.
 */
#include <winwork/ndis_port.h>

#include "adapter.hpp"

#include "base/irql.hpp"

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
	const auto handler = adapter.miniport->handlers.OidRequestHandler;

	if (!handler)
		return refuse(call, NdisMiniportHandle, NDIS_STATUS_NOT_SUPPORTED,
			      "NDIS_MINIPORT_DRIVER_CHARACTERISTICS.OidRequestHandler is NULL");
	KeWaitForSingleObject(&adapter.request_idle, Executive, KernelMode, FALSE, nullptr);
	adapter.request.begin(OidRequest);

	const NDIS_STATUS status = adapter.request.end(
		OidRequest, handler(adapter.context, OidRequest), "MiniportOidRequest", &adapter);

	KeSetEvent(&adapter.request_idle, IO_NO_INCREMENT, FALSE);
	return status;
}

VOID NTAPI NdisMOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle, PNDIS_OID_REQUEST OidRequest,
				   NDIS_STATUS Status)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MiniportAdapterHandle))
		return;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type);

	if (!reference)
		return;
	if (Status != NDIS_STATUS_PENDING &&
	    reference.as<Adapter>().request.complete(OidRequest, Status))
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(OidRequest), address_of(MiniportAdapterHandle),
				static_cast<ww_u32>(Status) },
		 .call = call, .item = OidRequest, .owner = MiniportAdapterHandle },
	       Status == NDIS_STATUS_PENDING ? "NDIS_STATUS_PENDING cannot complete a request"
					     : "the request is not pending");
}

} /* extern "C" */
