/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The out-of-band information of lists of network buffers, as drivers pass it on with a list of their
 * own. The pages name the entries.
 */
#include <ndis.h>

#include "base/types.hpp"

namespace {

constexpr NDIS_NET_BUFFER_LIST_INFO kSent[] = {
	TcpIpChecksumNetBufferListInfo, IPsecOffloadV1NetBufferListInfo,
	TcpLargeSendNetBufferListInfo, Ieee8021QNetBufferListInfo, MediaSpecificInformation,
	NetBufferListCancelId, NetBufferListProtocolId, IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo, VirtualSubnetInfo, NetBufferListFilteringInfo,
};
constexpr NDIS_NET_BUFFER_LIST_INFO kReceived[] = {
	TcpIpChecksumNetBufferListInfo, IPsecOffloadV1NetBufferListInfo, TcpReceiveNoPush,
	Ieee8021QNetBufferListInfo, MediaSpecificInformation, NetBufferListFrameType,
	NetBufferListHashValue, NetBufferListHashInfo, IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo, VirtualSubnetInfo, NetBufferListFilteringInfo,
};

template <size_t Count>
void copy(NET_BUFFER_LIST &to, const NET_BUFFER_LIST &from,
	  const NDIS_NET_BUFFER_LIST_INFO (&entries)[Count])
{
	for (const NDIS_NET_BUFFER_LIST_INFO each : entries)
		to.NetBufferListInfo[each] = from.NetBufferListInfo[each];
}

} /* namespace */

extern "C" {

VOID NTAPI NdisCopySendNetBufferListInfo(PNET_BUFFER_LIST DestNetBufferList,
					 PNET_BUFFER_LIST SrcNetBufferList)
{
	copy(*DestNetBufferList, *SrcNetBufferList, kSent);
}

VOID NTAPI NdisCopyReceiveNetBufferListInfo(PNET_BUFFER_LIST DestNetBufferList,
					    PNET_BUFFER_LIST SrcNetBufferList)
{
	copy(*DestNetBufferList, *SrcNetBufferList, kReceived);
}

} /* extern "C" */
