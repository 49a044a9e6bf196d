/* SPDX-License-Identifier: MIT */
/*
 * e1000e_ndis: a miniport driver for Intel's 82574L. This file has the driver's entry, and the requests of
 * NDIS that concern no frames.
 */
#include "e1000e.hpp"

namespace {

constexpr ULONG kVersion = 0x00010000;

NDIS_HANDLE driver_handle;

void set_filter(Adapter *adapter, ULONG filter)
{
	NdisAcquireSpinLock(&adapter->lock);
	adapter->packet_filter = filter;
	if (adapter->running)
		chip_set_filter(adapter);
	NdisReleaseSpinLock(&adapter->lock);
}

NDIS_STATUS set(Adapter *adapter, PNDIS_OID_REQUEST request)
{
	auto &set = request->DATA.SET_INFORMATION;

	switch (set.Oid) {
	case OID_GEN_CURRENT_PACKET_FILTER:
		if (set.InformationBufferLength != sizeof(ULONG)) {
			set.BytesNeeded = sizeof(ULONG);
			return NDIS_STATUS_INVALID_LENGTH;
		}
		set_filter(adapter, *static_cast<PULONG>(set.InformationBuffer));
		break;
	/* The adapter receives all groups, and whole frames. It is paused, and so stopped, before it loses its power. */
	case OID_802_3_MULTICAST_LIST:
	case OID_GEN_CURRENT_LOOKAHEAD:
	case OID_PNP_SET_POWER:
		break;
	default:
		return NDIS_STATUS_NOT_SUPPORTED;
	}
	set.BytesRead = set.InformationBufferLength;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS answer(PNDIS_OID_REQUEST request, const void *value, ULONG bytes)
{
	auto &query = request->DATA.QUERY_INFORMATION;

	if (query.InformationBufferLength < bytes) {
		query.BytesNeeded = bytes;
		return NDIS_STATUS_BUFFER_TOO_SHORT;
	}
	NdisMoveMemory(query.InformationBuffer, value, bytes);
	query.BytesWritten = bytes;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS answer_number(PNDIS_OID_REQUEST request, ULONG number)
{
	return answer(request, &number, sizeof(number));
}

/* Counters have 64 bits if there is room. */
NDIS_STATUS answer_count(PNDIS_OID_REQUEST request, ULONG64 count)
{
	return request->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(count)
		? answer_number(request, static_cast<ULONG>(count))
		: answer(request, &count, sizeof(count));
}

NDIS_STATUS query(const Adapter *adapter, PNDIS_OID_REQUEST request)
{
	switch (request->DATA.QUERY_INFORMATION.Oid) {
	case OID_GEN_CURRENT_PACKET_FILTER:
		return answer_number(request, adapter->packet_filter);
	case OID_GEN_CURRENT_LOOKAHEAD:
		return answer_number(request, kMtu);
	case OID_GEN_VENDOR_DRIVER_VERSION:
		return answer_number(request, kVersion);
	case OID_GEN_XMIT_OK:
		return answer_count(request, adapter->frames_sent);
	case OID_GEN_RCV_OK:
		return answer_count(request, adapter->frames_received);
	case OID_GEN_RCV_NO_BUFFER:
		return answer_count(request, adapter->frames_without_buffer);
	default:
		return NDIS_STATUS_NOT_SUPPORTED;
	}
}

NDIS_STATUS oid_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
	auto *const adapter = static_cast<Adapter *>(context);

	switch (request->RequestType) {
	case NdisRequestSetInformation:
		return set(adapter, request);
	case NdisRequestQueryInformation:
	case NdisRequestQueryStatistics:
		return query(adapter, request);
	default:
		return NDIS_STATUS_NOT_SUPPORTED;
	}
}

/* Each request is complete when its handler returns. */
VOID cancel_oid_request(NDIS_HANDLE, PVOID)
{
}

/* A chip that has gone answers with ones, which no loop waits for. */
VOID device_event(NDIS_HANDLE, PNET_DEVICE_PNP_EVENT)
{
}

VOID unload(PDRIVER_OBJECT)
{
	NdisMDeregisterMiniportDriver(driver_handle);
}

} /* namespace */

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {};

	characteristics.Header = { NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
				   NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
				   NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 };
	characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
	characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
	characteristics.InitializeHandlerEx = initialize;
	characteristics.HaltHandlerEx = halt;
	characteristics.UnloadHandler = unload;
	characteristics.PauseHandler = pause;
	characteristics.RestartHandler = restart;
	characteristics.OidRequestHandler = oid_request;
	characteristics.CancelOidRequestHandler = cancel_oid_request;
	characteristics.SendNetBufferListsHandler = send;
	characteristics.ReturnNetBufferListsHandler = take_back;
	characteristics.CancelSendHandler = cancel_send;
	characteristics.DevicePnPEventNotifyHandler = device_event;
	characteristics.ShutdownHandlerEx = shut_down;
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, nullptr, &characteristics, &driver_handle);
}
