/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copies of OID requests, by which a module passes a request on.
 */
#include "base/irql.hpp"
#include "filter.hpp"

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisAllocateCloneOidRequest(NDIS_HANDLE SourceHandle, PNDIS_OID_REQUEST Request, UINT PoolTag,
					      PNDIS_OID_REQUEST *CloneRequest)
{
	const CallSite call = WW_CALL_SITE;

	ndis_clear(CloneRequest);

	const HandleReference reference(call, SourceHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (!reference || !ndis_not_null(call, {
		{ Request != nullptr, "Request" },
		{ CloneRequest != nullptr, "CloneRequest" },
	}))
		return NDIS_STATUS_FAILURE;

	auto *const clone = static_cast<PNDIS_OID_REQUEST>(
		ExAllocatePoolWithTag(NonPagedPool, sizeof(NDIS_OID_REQUEST), PoolTag));

	if (!clone)
		return NDIS_STATUS_RESOURCES;
	/* A driver may be built for an NDIS whose structure is shorter. */
	RtlZeroMemory(clone, sizeof(*clone));
	RtlCopyMemory(clone, Request,
		      Request->Header.Size < sizeof(*clone) ? Request->Header.Size : sizeof(*clone));
	RtlZeroMemory(clone->NdisReserved, sizeof(clone->NdisReserved));
	RtlZeroMemory(clone->MiniportReserved, sizeof(clone->MiniportReserved));
	RtlZeroMemory(clone->SourceReserved, sizeof(clone->SourceReserved));
	*CloneRequest = clone;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisFreeCloneOidRequest(NDIS_HANDLE SourceHandle, PNDIS_OID_REQUEST Request)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, SourceHandle, ndis_filter_module_type, at_dispatch_or_below);

	if (reference && ndis_not_null(call, { { Request != nullptr, "Request" } }))
		ExFreePool(Request);
}

} /* extern "C" */
