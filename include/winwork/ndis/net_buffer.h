/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network buffers and the lists that carry them: structures, flags, and the names of their members.
 */
#ifndef WINWORK_NDIS_NET_BUFFER_H
#define WINWORK_NDIS_NET_BUFFER_H

#include "miniport.h"
#include "types.h"
#include "../ex/slist.h"
#include "../mm/mdl.h"

EXTERN_C_START

struct _NET_BUFFER_SHARED_MEMORY;
struct _SCATTER_GATHER_LIST;

typedef struct _NET_BUFFER_LIST_CONTEXT {
	struct _NET_BUFFER_LIST_CONTEXT *Next;
	USHORT Size;
	USHORT Offset;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) UCHAR ContextData[];
} NET_BUFFER_LIST_CONTEXT, *PNET_BUFFER_LIST_CONTEXT;

typedef union _NET_BUFFER_DATA_LENGTH {
	ULONG DataLength;
	SIZE_T stDataLength;
} NET_BUFFER_DATA_LENGTH, *PNET_BUFFER_DATA_LENGTH;

/* The beginning of a network buffer, under the name that the pages have for it. */
typedef struct _NET_BUFFER_DATA {
	struct _NET_BUFFER *Next;
	PMDL CurrentMdl;
	ULONG CurrentMdlOffset;
	union {
		NET_BUFFER_DATA_LENGTH NbDataLength;
		ULONG DataLength;
		SIZE_T stDataLength;
	};
	PMDL MdlChain;
	ULONG DataOffset;
} NET_BUFFER_DATA, *PNET_BUFFER_DATA;

typedef union _NET_BUFFER_HEADER {
	NET_BUFFER_DATA NetBufferData;
	SLIST_HEADER Link;
} NET_BUFFER_HEADER, *PNET_BUFFER_HEADER;

/**
 * struct _NET_BUFFER - a frame in the memory that a chain of descriptor lists describes
 *
 * Page: ndis.h, NET_BUFFER
 */
typedef struct _NET_BUFFER {
	union {
		struct {
			struct _NET_BUFFER *Next;
			PMDL CurrentMdl;
			ULONG CurrentMdlOffset;
			union {
				ULONG DataLength;
				SIZE_T stDataLength;
			};
			PMDL MdlChain;
			ULONG DataOffset;
		};
		SLIST_HEADER Link;
		NET_BUFFER_HEADER NetBufferHeader;
	};
	USHORT ChecksumBias;
	USHORT Reserved;
	NDIS_HANDLE NdisPoolHandle;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[6];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[4];
	PHYSICAL_ADDRESS DataPhysicalAddress;
	union {
		struct _NET_BUFFER_SHARED_MEMORY *SharedMemoryInfo;
		struct _SCATTER_GATHER_LIST *ScatterGatherList;
	};
} NET_BUFFER, *PNET_BUFFER;

typedef struct _NET_BUFFER_LIST_DATA {
	struct _NET_BUFFER_LIST *Next;
	PNET_BUFFER FirstNetBuffer;
} NET_BUFFER_LIST_DATA, *PNET_BUFFER_LIST_DATA;

typedef union _NET_BUFFER_LIST_HEADER {
	NET_BUFFER_LIST_DATA NetBufferListData;
	SLIST_HEADER Link;
} NET_BUFFER_LIST_HEADER, *PNET_BUFFER_LIST_HEADER;

/* Which entry of NetBufferListInfo tells what. Page: ndis.h, NDIS_NET_BUFFER_LIST_INFO */
typedef enum _NDIS_NET_BUFFER_LIST_INFO {
	TcpIpChecksumNetBufferListInfo,
	TcpOffloadBytesTransferred = TcpIpChecksumNetBufferListInfo,
	IPsecOffloadV1NetBufferListInfo,
#if NDIS_SUPPORT_NDIS61
	IPsecOffloadV2NetBufferListInfo = IPsecOffloadV1NetBufferListInfo,
#endif
	TcpLargeSendNetBufferListInfo,
	TcpReceiveNoPush = TcpLargeSendNetBufferListInfo,
	ClassificationHandleNetBufferListInfo,
	Ieee8021QNetBufferListInfo,
	NetBufferListCancelId,
	MediaSpecificInformation,
	NetBufferListFrameType,
	NetBufferListProtocolId = NetBufferListFrameType,
	NetBufferListHashValue,
	NetBufferListHashInfo,
	WfpNetBufferListInfo,
#if NDIS_SUPPORT_NDIS61
	IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo,
#endif
#if NDIS_SUPPORT_NDIS620
	NetBufferListCorrelationId,
	NetBufferListFilteringInfo,
	MediaSpecificInformationEx,
	NblOriginalInterfaceIfIndex,
	NblReAuthWfpFlowContext = NblOriginalInterfaceIfIndex,
	TcpReceiveBytesTransferred,
	NrtNameResolutionId = TcpReceiveBytesTransferred,
#endif
#if NDIS_SUPPORT_NDIS684
	UdpRecvSegCoalesceOffloadInfo = TcpReceiveBytesTransferred,
#endif
#if NDIS_SUPPORT_NDIS630
	SwitchForwardingReserved,
	SwitchForwardingDetail,
	VirtualSubnetInfo,
	IMReserved,
	TcpRecvSegCoalesceInfo,
	RscTcpTimestampDelta,
	TcpSendOffloadsSupplementalNetBufferListInfo = RscTcpTimestampDelta,
#endif
#if NDIS_SUPPORT_NDIS650
	GftOffloadInformation,
	GftFlowEntryId,
#endif
#if NDIS_SUPPORT_NDIS680
	NetBufferListInfoReserved3,
#endif
	MaxNetBufferListInfo,
#if NDIS_SUPPORT_NDIS683
	UdpSegmentationOffloadInfo = TcpRecvSegCoalesceInfo,
#endif
} NDIS_NET_BUFFER_LIST_INFO, *PNDIS_NET_BUFFER_LIST_INFO;

/**
 * struct _NET_BUFFER_LIST - network buffers that travel together
 *
 * Page: ndis.h, NET_BUFFER_LIST
 */
typedef struct _NET_BUFFER_LIST {
	union {
		struct {
			struct _NET_BUFFER_LIST *Next;
			PNET_BUFFER FirstNetBuffer;
		};
		SLIST_HEADER Link;
		NET_BUFFER_LIST_HEADER NetBufferListHeader;
	};
	PNET_BUFFER_LIST_CONTEXT Context;
	struct _NET_BUFFER_LIST *ParentNetBufferList;
	NDIS_HANDLE NdisPoolHandle;
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[4];
	DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[2];
	PVOID Scratch;
	NDIS_HANDLE SourceHandle;
	ULONG NblFlags;
	LONG ChildRefCount;
	ULONG Flags;
	union {
		NDIS_STATUS Status;
		ULONG NdisReserved2;
	};
	PVOID NetBufferListInfo[MaxNetBufferListInfo];
} NET_BUFFER_LIST, *PNET_BUFFER_LIST;

/* The owners of the bits of Flags. From NDIS 6.30 on, protocol drivers own the lowest two also. */
#if NDIS_SUPPORT_NDIS630
#define NBL_FLAGS_PROTOCOL_RESERVED 0xfff00003
#define NBL_FLAGS_NDIS_RESERVED 0x00000ffc
#else
#define NBL_FLAGS_PROTOCOL_RESERVED 0xfff00000
#define NBL_FLAGS_NDIS_RESERVED 0x00000fff
#endif
/* The driver's own bits of Flags, of which it names some. */
#define NBL_PROT_RSVD_FLAGS NBL_FLAGS_PROTOCOL_RESERVED
#define NBL_SET_PROT_RSVD_FLAG(List, Bits) ((List)->Flags |= (Bits) & NBL_PROT_RSVD_FLAGS)
#define NBL_CLEAR_PROT_RSVD_FLAG(List, Bits) ((List)->Flags &= ~((Bits) & NBL_PROT_RSVD_FLAGS))
#define NBL_TEST_PROT_RSVD_FLAG(List, Bits) (((List)->Flags & (Bits) & NBL_PROT_RSVD_FLAGS) != 0)
#define NBL_FLAGS_SCRATCH 0x000f0000
#define NBL_FLAGS_MINIPORT_RESERVED 0x0000f000

/* The bits of NblFlags. */
#define NDIS_NBL_FLAGS_SEND_READ_ONLY 0x00000001
#define NDIS_NBL_FLAGS_RECV_READ_ONLY 0x00000002
#define NDIS_NBL_FLAGS_HD_SPLIT 0x00000100
#define NDIS_NBL_FLAGS_IS_IPV4 0x00000200
#define NDIS_NBL_FLAGS_IS_IPV6 0x00000400
#define NDIS_NBL_FLAGS_IS_TCP 0x00000800
#define NDIS_NBL_FLAGS_IS_UDP 0x00001000
#define NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_HEADER 0x00002000
#define NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_PAYLOAD 0x00004000
#define NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET 0x00008000
#define NDIS_NBL_FLAGS_CAPTURE_TIMESTAMP_ON_TRANSMIT 0x00010000

typedef struct _NET_BUFFER_SHARED_MEMORY {
	struct _NET_BUFFER_SHARED_MEMORY *NextSharedMemorySegment;
	ULONG SharedMemoryFlags;
	NDIS_HANDLE SharedMemoryHandle;
	ULONG SharedMemoryOffset;
	ULONG SharedMemoryLength;
} NET_BUFFER_SHARED_MEMORY, *PNET_BUFFER_SHARED_MEMORY;

#define NDIS_RECEIVE_HASH_FLAG_ENABLE_HASH 0x00000001
#define NDIS_RECEIVE_HASH_FLAG_HASH_INFO_UNCHANGED 0x00000002
#define NDIS_RECEIVE_HASH_FLAG_HASH_KEY_UNCHANGED 0x00000004

typedef struct _NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX {
	NDIS_OBJECT_HEADER Header;
	struct _NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX *NextEntry;
	ULONG Tag;
	PVOID Data;
} NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX, *PNDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX;

#define NDIS_NBL_MEDIA_SPECIFIC_INFO_REVISION_1 1
#define NDIS_SIZEOF_NBL_MEDIA_SPECIFIC_INFO_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_NBL_MEDIA_SPECIFIC_INFORMATION_EX, Data)

typedef struct _NDIS_NET_BUFFER_LIST_FILTERING_INFO {
	union {
		struct {
			USHORT FilterId;
			union {
				USHORT QueueId;
				USHORT VPortId;
			} QueueVPortInfo;
		} FilteringInfo;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_FILTERING_INFO, *PNDIS_NET_BUFFER_LIST_FILTERING_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_8021Q_INFO {
	union {
		struct {
			UINT32 UserPriority : 3;
			UINT32 CanonicalFormatId : 1;
			UINT32 VlanId : 12;
			UINT32 Reserved : 16;
		} TagHeader;
		struct {
			UINT32 UserPriority : 3;
			UINT32 CanonicalFormatId : 1;
			UINT32 VlanId : 12;
			UINT32 WMMInfo : 4;
			UINT32 Reserved : 12;
		} WLanTagHeader;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_8021Q_INFO, *PNDIS_NET_BUFFER_LIST_8021Q_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO {
	union {
		PVOID MediaSpecificInfo;
		PVOID NativeWifiSpecificInfo;
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO, *PNDIS_NET_BUFFER_LIST_MEDIA_SPECIFIC_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO {
	union {
		struct {
			UINT32 VirtualSubnetId : 24;
			UINT32 ReservedVsidBits : 8;
			UINT32 Reserved;
		};
		PVOID Value;
	};
} NDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO, *PNDIS_NET_BUFFER_LIST_VIRTUAL_SUBNET_INFO;

/*
 * Members of network buffers and their lists, by the names that drivers read and set them with.
 * Page: ndis.h, each macro's own
 */
#define NET_BUFFER_NEXT_NB(NetBuffer) ((NetBuffer)->Next)
#define NET_BUFFER_FIRST_MDL(NetBuffer) ((NetBuffer)->MdlChain)
#define NET_BUFFER_DATA_LENGTH(NetBuffer) ((NetBuffer)->DataLength)
#define NET_BUFFER_DATA_OFFSET(NetBuffer) ((NetBuffer)->DataOffset)
#define NET_BUFFER_CURRENT_MDL(NetBuffer) ((NetBuffer)->CurrentMdl)
#define NET_BUFFER_CURRENT_MDL_OFFSET(NetBuffer) ((NetBuffer)->CurrentMdlOffset)
#define NET_BUFFER_PROTOCOL_RESERVED(NetBuffer) ((NetBuffer)->ProtocolReserved)
#define NET_BUFFER_MINIPORT_RESERVED(NetBuffer) ((NetBuffer)->MiniportReserved)
#define NET_BUFFER_CHECKSUM_BIAS(NetBuffer) ((NetBuffer)->ChecksumBias)

#define NET_BUFFER_DATA_PHYSICAL_ADDRESS(NetBuffer) ((NetBuffer)->DataPhysicalAddress)
#define NET_BUFFER_SCATTER_GATHER_LIST(NetBuffer) ((NetBuffer)->ScatterGatherList)
#define NET_BUFFER_FIRST_SHARED_MEM_INFO(NetBuffer) ((NetBuffer)->SharedMemoryInfo)
#define NET_BUFFER_SHARED_MEM_NEXT_SEGMENT(Memory) ((Memory)->NextSharedMemorySegment)
#define NET_BUFFER_SHARED_MEM_FLAGS(Memory) ((Memory)->SharedMemoryFlags)
#define NET_BUFFER_SHARED_MEM_HANDLE(Memory) ((Memory)->SharedMemoryHandle)
#define NET_BUFFER_SHARED_MEM_OFFSET(Memory) ((Memory)->SharedMemoryOffset)
#define NET_BUFFER_SHARED_MEM_LENGTH(Memory) ((Memory)->SharedMemoryLength)

#define NET_BUFFER_LIST_NEXT_NBL(List) ((List)->Next)
#define NET_BUFFER_LIST_FIRST_NB(List) ((List)->FirstNetBuffer)
#define NET_BUFFER_LIST_FLAGS(List) ((List)->Flags)
#define NET_BUFFER_LIST_NBL_FLAGS(List) ((List)->NblFlags)
#define NET_BUFFER_LIST_STATUS(List) ((List)->Status)
#define NET_BUFFER_LIST_INFO(List, Id) ((List)->NetBufferListInfo[(Id)])
#define NDIS_GET_NET_BUFFER_LIST_CANCEL_ID(List) NET_BUFFER_LIST_INFO(List, NetBufferListCancelId)
#define NDIS_SET_NET_BUFFER_LIST_CANCEL_ID(List, Id)					\
	(NET_BUFFER_LIST_INFO(List, NetBufferListCancelId) = (Id))
#define WINWORK_FILTERING_INFO(List)							\
	((PNDIS_NET_BUFFER_LIST_FILTERING_INFO)						\
	 &NET_BUFFER_LIST_INFO(List, NetBufferListFilteringInfo))->FilteringInfo
#define NET_BUFFER_LIST_RECEIVE_FILTER_ID(List) (WINWORK_FILTERING_INFO(List).FilterId)
#define NET_BUFFER_LIST_RECEIVE_QUEUE_ID(List)						\
	(WINWORK_FILTERING_INFO(List).QueueVPortInfo.QueueId)
#define NET_BUFFER_LIST_RECEIVE_FILTER_VPORT_ID(List)					\
	(WINWORK_FILTERING_INFO(List).QueueVPortInfo.VPortId)
#define NET_BUFFER_LIST_CONTEXT_DATA_START(List)	\
	((PUCHAR)((List)->Context + 1) + (List)->Context->Offset)
#define NET_BUFFER_LIST_CONTEXT_DATA_SIZE(List) ((List)->Context->Size)
#define NET_BUFFER_LIST_MINIPORT_RESERVED(List) ((List)->MiniportReserved)
#define NET_BUFFER_LIST_PROTOCOL_RESERVED(List) ((List)->ProtocolReserved)

/* Values of NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO: Type, and IPVersion. */
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V1_TYPE 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V2_TYPE 1
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv4 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv6 1

EXTERN_C_END

#endif /* WINWORK_NDIS_NET_BUFFER_H */
