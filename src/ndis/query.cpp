/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queries that NDIS answers: what the general attributes say, and what the binding itself has set.
 */
#include "query.hpp"

#include "adapter.hpp"
#include "multicast.hpp"

namespace ww {
namespace {

constexpr u32 kEthernetHeader = 14;
/* OID_GEN_LINK_SPEED counts in these units. */
constexpr u32 kBitsPerUnit = 100;

/* The answer of a known OID, if it is a number. */
bool number_of(const Binding &binding, NDIS_OID oid, ULONG &value)
{
	const Adapter &adapter = *binding.adapter;
	const GeneralAttributes &attributes = adapter.attributes;
	const bool is_ethernet = attributes.medium == NdisMedium802_3;

	switch (oid) {
	case OID_GEN_CURRENT_PACKET_FILTER:
		value = binding.packet_filter.load();
		return true;
	case OID_GEN_MEDIA_SUPPORTED:
	case OID_GEN_MEDIA_IN_USE:
		value = attributes.medium;
		return true;
	case OID_GEN_PHYSICAL_MEDIUM:
		value = attributes.physical_medium;
		return true;
	case OID_GEN_MAXIMUM_FRAME_SIZE:
		value = attributes.mtu;
		return true;
	case OID_GEN_MAXIMUM_TOTAL_SIZE:
		value = attributes.mtu + (is_ethernet ? kEthernetHeader : 0);
		return true;
	case OID_GEN_MAC_OPTIONS:
		value = attributes.mac_options;
		return true;
	case OID_GEN_LINK_SPEED:
		value = static_cast<ULONG>(adapter.link.bits_per_second.load() / kBitsPerUnit);
		return true;
	case OID_GEN_MEDIA_CONNECT_STATUS:
		value = adapter.link.is_up.load() ? NdisMediaStateConnected : NdisMediaStateDisconnected;
		return true;
	case OID_802_3_MAXIMUM_LIST_SIZE:
		value = attributes.most_multicast;
		return is_ethernet;
	}
	return false;
}

const UCHAR *address_of_oid(const Binding &binding, NDIS_OID oid)
{
	const GeneralAttributes &attributes = binding.adapter->attributes;

	if (attributes.medium != NdisMedium802_3)
		return nullptr;
	return oid == OID_802_3_CURRENT_ADDRESS	  ? attributes.address
	       : oid == OID_802_3_PERMANENT_ADDRESS ? attributes.permanent_address
						    : nullptr;
}

NDIS_STATUS multicast(const Binding &binding, NDIS_OID_REQUEST &request)
{
	auto &query = request.DATA.QUERY_INFORMATION;
	const u32 count = binding.multicast.count();

	query.BytesWritten = 0;
	query.BytesNeeded = count * kAddressBytes;
	if (query.InformationBufferLength < query.BytesNeeded)
		return NDIS_STATUS_BUFFER_TOO_SHORT;
	for (u32 i = 0; i < count; i++)
		binding.multicast.copy(i, static_cast<u8 *>(query.InformationBuffer) + i * kAddressBytes);
	query.BytesWritten = query.BytesNeeded;
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS answer(NDIS_OID_REQUEST &request, const void *value, u32 bytes)
{
	auto &query = request.DATA.QUERY_INFORMATION;

	query.BytesWritten = 0;
	query.BytesNeeded = bytes;
	if (query.InformationBufferLength < bytes)
		return NDIS_STATUS_BUFFER_TOO_SHORT;
	RtlCopyMemory(query.InformationBuffer, value, bytes);
	query.BytesWritten = bytes;
	return NDIS_STATUS_SUCCESS;
}

} /* namespace */

bool query_is_known(const Binding &binding, NDIS_OID oid)
{
	ULONG value;

	return oid == OID_802_3_MULTICAST_LIST || address_of_oid(binding, oid) || number_of(binding, oid, value);
}

NDIS_STATUS query_answer(const Binding &binding, NDIS_OID_REQUEST &request)
{
	const NDIS_OID oid = request.DATA.QUERY_INFORMATION.Oid;
	ULONG value;

	if (oid == OID_802_3_MULTICAST_LIST)
		return multicast(binding, request);
	if (const UCHAR *const address = address_of_oid(binding, oid))
		return answer(request, address, kAddressBytes);
	number_of(binding, oid, value);
	return answer(request, &value, sizeof(value));
}

} /* namespace ww */
