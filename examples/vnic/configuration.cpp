/* SPDX-License-Identifier: MIT */
/*
 * The adapter's values in the registry: *JumboPacket, the bytes of the longest frame, and
 * NetworkAddress.
 */
#include "vnic.hpp"

namespace {

constexpr ULONG kFrame = 1514;
constexpr ULONG kShortestFrame = 590;
constexpr ULONG kLongestFrame = 65535;

ULONG read_number(NDIS_HANDLE configuration, PCWSTR name, ULONG otherwise)
{
	NDIS_STRING keyword;
	PNDIS_CONFIGURATION_PARAMETER value;
	NDIS_STATUS status;

	NdisInitUnicodeString(&keyword, name);
	NdisReadConfiguration(&status, &value, configuration, &keyword, NdisParameterInteger);
	return status == NDIS_STATUS_SUCCESS ? value->ParameterData.IntegerData : otherwise;
}

void read_address(NDIS_HANDLE configuration, Adapter *adapter)
{
	NDIS_STATUS status;
	PVOID address;
	UINT bytes;

	NdisReadNetworkAddress(&status, &address, &bytes, configuration);
	if (status == NDIS_STATUS_SUCCESS && bytes == 6)
		NdisMoveMemory(adapter->current_address, address, bytes);
}

} /* namespace */

NDIS_STATUS read_configuration(Adapter *adapter)
{
	NDIS_CONFIGURATION_OBJECT object = {
		.Header = { NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT,
			    NDIS_CONFIGURATION_OBJECT_REVISION_1,
			    NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1 },
		.NdisHandle = adapter->handle,
		.Flags = 0,
	};
	NDIS_HANDLE configuration;
	const NDIS_STATUS status = NdisOpenConfigurationEx(&object, &configuration);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	const ULONG frame = read_number(configuration, L"*JumboPacket", kFrame);

	read_address(configuration, adapter);
	NdisCloseConfiguration(configuration);
	if (frame < kShortestFrame || frame > kLongestFrame)
		return NDIS_STATUS_FAILURE;
	adapter->mtu = frame - kHeaderBytes;
	return NDIS_STATUS_SUCCESS;
}
