/* SPDX-License-Identifier: MIT */
/*
 * vnic: virtual network adapters, joined in pairs. What one of a pair sends, the other receives. This
 * file has the driver's entry, and the requests of NDIS that concern no frames.
 */
#include "vnic.hpp"

namespace {

constexpr ULONG kVersion = 0x00010000;

NDIS_HANDLE driver_handle;
NDIS_SPIN_LOCK adapters_lock;

NDIS_STATUS set(Adapter *adapter, PNDIS_OID_REQUEST request)
{
	auto &set = request->DATA.SET_INFORMATION;

	switch (set.Oid) {
	case OID_GEN_CURRENT_PACKET_FILTER:
		if (set.InformationBufferLength != sizeof(ULONG)) {
			set.BytesNeeded = sizeof(ULONG);
			return NDIS_STATUS_INVALID_LENGTH;
		}
		adapter->packet_filter = *static_cast<PULONG>(set.InformationBuffer);
		break;
	/* The other end gets all multicast frames, and whole frames. */
	case OID_802_3_MULTICAST_LIST:
	case OID_GEN_CURRENT_LOOKAHEAD:
		break;
	default:
		return NDIS_STATUS_NOT_SUPPORTED;
	}
	set.BytesRead = set.InformationBufferLength;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS query(const Adapter *adapter, PNDIS_OID_REQUEST request)
{
	auto &query = request->DATA.QUERY_INFORMATION;
	ULONG value;

	switch (query.Oid) {
	case OID_GEN_CURRENT_PACKET_FILTER:
		value = adapter->packet_filter;
		break;
	case OID_GEN_CURRENT_LOOKAHEAD:
		value = adapter->mtu;
		break;
	case OID_GEN_VENDOR_DRIVER_VERSION:
		value = kVersion;
		break;
	default:
		return NDIS_STATUS_NOT_SUPPORTED;
	}
	if (query.InformationBufferLength < sizeof(value)) {
		query.BytesNeeded = sizeof(value);
		return NDIS_STATUS_BUFFER_TOO_SHORT;
	}
	NdisMoveMemory(query.InformationBuffer, &value, sizeof(value));
	query.BytesWritten = sizeof(value);
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS oid_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
	auto *adapter = static_cast<Adapter *>(context);

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

/* There is no hardware that an event or the machine's end would concern. */
VOID device_event(NDIS_HANDLE, PNET_DEVICE_PNP_EVENT)
{
}

VOID shut_down(NDIS_HANDLE, NDIS_SHUTDOWN_ACTION)
{
}

VOID unload(PDRIVER_OBJECT)
{
	NdisMDeregisterMiniportDriver(driver_handle);
	NdisFreeSpinLock(&adapters_lock);
}

} /* namespace */

void lock_adapters()
{
	NdisAcquireSpinLock(&adapters_lock);
}

void unlock_adapters()
{
	NdisReleaseSpinLock(&adapters_lock);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {};

	NdisAllocateSpinLock(&adapters_lock);
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
	return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, nullptr, &characteristics,
					   &driver_handle);
}
