/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets and buffers of NDIS 5.
 */
#ifndef WINWORK_NDIS_PACKET_H
#define WINWORK_NDIS_PACKET_H

#include <guiddef.h>
#include <winwork/ex/lookaside.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/po/power.h>
#include <winwork/ndis/net_buffer.h>
#include <winwork/mm/locked_pages.h>

EXTERN_C_START

struct _NDIS_PACKET_8021Q_INFO;

/* A buffer of NDIS 5 is an MDL. */
typedef MDL NDIS_BUFFER, *PNDIS_BUFFER;

#define NdisBufferLength(Buffer) MmGetMdlByteCount(Buffer)
#define NdisBufferVirtualAddress(Buffer) MmGetSystemAddressForMdl(Buffer)
#define NdisBufferVirtualAddressSafe(Buffer, Priority) \
	MmGetSystemAddressForMdlSafe(Buffer, Priority)

typedef struct _NDIS_PACKET_8021Q_INFO {
	union {
		struct {
			UINT32 UserPriority : 3;
			UINT32 CanonicalFormatId : 1;
			UINT32 VlanId : 12;
			UINT32 Reserved : 16;
		} TagHeader;
		PVOID Value;
	};
} NDIS_PACKET_8021Q_INFO, *PNDIS_PACKET_8021Q_INFO;

typedef enum _NDIS_PER_PACKET_INFO {
	TcpIpChecksumPacketInfo,
	IpSecPacketInfo,
	TcpLargeSendPacketInfo,
	ClassificationHandlePacketInfo,
	NdisReserved,
	ScatterGatherListPacketInfo,
	Ieee8021QInfo,
	OriginalPacketInfo,
	PacketCancelId,
	OriginalNetBufferList,
	CachedNetBufferList,
	ShortPacketPaddingInfo,
	MaxPerPacketInfo,
} NDIS_PER_PACKET_INFO, *PNDIS_PER_PACKET_INFO;

WINWORK_ABSENT ULONG NTAPI NDIS_BUFFER_TO_SPAN_PAGES(PNDIS_BUFFER Buffer);
WINWORK_ABSENT VOID NTAPI NdisDestroyLookaheadBufferFromSharedMemory(
	PVOID pLookaheadBuffer);

EXTERN_C_END

#endif /* WINWORK_NDIS_PACKET_H */
